//! What arguments stand for, by the names of their parameters: an axis, a dtype, a flag are the same in every function.
//! Knows parameters and conversions; no function.

use super::arguments::Call;
use super::convert;
use super::operators::truth;
use super::raised::Raised;
use super::value::{Value, has};
use engine::promote::Input;
use engine::{Array, DType, array::copy::CopyOrder};

/// An argument as a function needs it.
enum Argument {
    /// It was not given.
    Missing,
    /// `None`, where that is what a parameter is without an argument.
    None,
    /// An array, or what one is made of.
    Array(Array),
    /// A whole number.
    Whole(i64),
    /// A shape, or axes.
    List(Vec<i64>),
    /// A number of a sequence.
    Number(Input),
    /// Yes or no.
    Flag(bool),
    /// An element type.
    DType(DType),
    /// A memory order.
    Order(CopyOrder),
    /// As it is.
    Value(Value),
}

/// Arguments by the names of their parameters.
pub(super) struct Taken(Vec<(&'static str, Argument)>);

impl Call {
    /// Puts each argument to its parameter, as `bind` reads signatures, and makes of it what the parameter asks for. The
    /// owner of a method is its first argument.
    pub(super) fn take(
        self,
        signature: &'static str,
        owner: Option<Value>,
    ) -> Result<Taken, Raised> {
        let mut all = Vec::new();
        for one in self.bind(signature, owner)? {
            let argument = match one.given {
                None => Argument::Missing,
                Some(given) if one.is_raw => Argument::Value(given.value),
                Some(given) => argument(one.name, one.has_default, given.value)
                    .map_err(|raised| raised.at(&given.range))?,
            };
            all.push((one.name, argument));
        }
        Ok(Taken(all))
    }
}

fn argument(name: &str, has_default: bool, value: Value) -> Result<Argument, Raised> {
    let is_none = matches!(value, Value::None) && has_default;
    Ok(match name {
        _ if has("a a1 a2 array m v A B", name) => Argument::Array(convert::array(&value)?),
        _ if has("keepdims endpoint copy", name) => Argument::Flag(truth(&value)?),
        _ if is_none => Argument::None,
        _ if has("axis axes source destination", name) => Argument::List(convert::indices(&value)?),
        "shape" => Argument::List(convert::shape(&value)?),
        "*axes" | "*shape" | "*index" => match value {
            // One by one, or all in one tuple.
            Value::Tuple(mut items) if items.len() == 1 => match items.remove(0) {
                Value::None if name == "*axes" => Argument::None,
                only => Argument::List(convert::indices(&only)?),
            },
            value => Argument::List(convert::indices(&value)?),
        },
        _ if has("axis1 axis2 N M n k num ddof", name) => Argument::Whole(convert::index(&value)?),
        _ if has("start stop step", name) => Argument::Number(convert::number(&value)?),
        "dtype" => Argument::DType(convert::dtype(&value)?),
        "order" => Argument::Order(order(&value)?),
        _ => Argument::Value(value),
    })
}

fn order(value: &Value) -> Result<CopyOrder, Raised> {
    let Value::Text(text) = value else {
        let given = value.type_name();
        return Err(Raised::type_(format_args!(
            "order must be str, not {given}"
        )));
    };
    Ok(match text.as_str() {
        "C" | "c" => CopyOrder::C,
        "F" | "f" => CopyOrder::F,
        "A" | "a" => CopyOrder::A,
        "K" | "k" => CopyOrder::K,
        _ => {
            return Err(Raised::value(format_args!(
                "order must be one of 'C', 'F', 'A', or 'K' (got '{text}')"
            )));
        }
    })
}

impl Taken {
    // Asked in every function: found in one place, not in each.
    #[inline(never)]
    fn get(&self, name: &str) -> &Argument {
        let found = self.0.iter().find(|(own, _)| *own == name);
        found.map_or(&Argument::Missing, |(_, argument)| argument)
    }

    /// Whether there is an argument, be it `None`.
    pub(super) fn is_given(&self, name: &str) -> bool {
        !matches!(self.get(name), Argument::Missing)
    }

    /// An array.
    #[inline(never)]
    pub(super) fn array(&self, name: &str) -> Result<&Array, Raised> {
        array(self.get(name))
    }

    /// The array that the first parameter takes.
    #[inline(never)]
    pub(super) fn first_array(&self) -> Result<&Array, Raised> {
        array(
            self.0
                .first()
                .map_or(&Argument::Missing, |(_, first)| first),
        )
    }

    /// A whole number, or another where it is left out.
    #[inline(never)]
    pub(super) fn whole(&self, name: &str, otherwise: i64) -> i64 {
        match self.get(name) {
            Argument::Whole(whole) => *whole,
            _ => otherwise,
        }
    }

    /// A shape or axes; `None` where they are left out.
    #[inline(never)]
    pub(super) fn list(&self, name: &str) -> Option<&[i64]> {
        match self.get(name) {
            Argument::List(list) => Some(list),
            _ => None,
        }
    }

    /// The shape that is asked for.
    #[inline(never)]
    pub(super) fn shape(&self) -> &[i64] {
        self.list("shape").unwrap_or_default()
    }

    /// A number of a sequence.
    #[inline(never)]
    pub(super) fn number(&self, name: &str) -> Option<Input> {
        match self.get(name) {
            Argument::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Yes or no.
    #[inline(never)]
    pub(super) fn flag(&self, name: &str, otherwise: bool) -> bool {
        match self.get(name) {
            Argument::Flag(flag) => *flag,
            _ => otherwise,
        }
    }

    /// The element type, where one is asked for.
    #[inline(never)]
    pub(super) fn dtype(&self) -> Option<DType> {
        match self.get("dtype") {
            Argument::DType(dtype) => Some(*dtype),
            _ => None,
        }
    }

    /// The element type of a new array.
    #[inline(never)]
    pub(super) fn new_dtype(&self) -> DType {
        self.dtype().unwrap_or(DType::F64)
    }

    /// The memory order.
    #[inline(never)]
    pub(super) fn order(&self, otherwise: CopyOrder) -> CopyOrder {
        match self.get("order") {
            Argument::Order(order) => *order,
            _ => otherwise,
        }
    }

    /// An argument as it is; `None` where there is none.
    #[inline(never)]
    pub(super) fn value(&self, name: &str) -> &Value {
        match self.get(name) {
            Argument::Value(value) => value,
            _ => &Value::None,
        }
    }
}

fn array(argument: &Argument) -> Result<&Array, Raised> {
    match argument {
        Argument::Array(array) => Ok(array),
        _ => Err(Raised::ours(format_args!("An array is missing."))),
    }
}
