//! Evaluates one program with the engine: names, Python numbers, and operations with their arguments.
//! The generator evaluates the same trees with NumPy; the two must mean the same.

use num_complex::Complex;

use engine::promote::Input;
use engine::ufunc::Operand;
use engine::{Array, Error, Scalar};
use serde_json::{Map, Value as Json};

use crate::operations;

/// What a program comes to.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// An array, 0-d where NumPy gives a scalar.
    Array(Array),
    /// A Python number.
    Number(Input),
    /// The text of an answer that is no array.
    Text(String),
    /// Several results, a Python tuple or list.
    List(Vec<Value>),
}

/// Why a program has no value.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The engine refused, as NumPy may have.
    Refused(Error),
    /// The case itself cannot be run here.
    Unknown(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Refused(error)
    }
}

/// The result of evaluating.
pub(crate) type Outcome<T> = Result<T, Failure>;

/// The arrays that programs call by name, in the order in which they were made.
#[derive(Clone, Default)]
pub(crate) struct Names(Vec<(String, Array)>);

impl Names {
    /// Makes every array of a `let`, later ones from earlier ones.
    pub(crate) fn extend(&mut self, lets: &Map<String, Json>, tables: &Tables) -> Outcome<()> {
        for (name, program) in lets {
            match run(program, self, tables)? {
                Value::Array(array) => self.0.push((name.clone(), array)),
                other => return Err(unknown(&format!("{name} is no array: {other:?}"))),
            }
        }
        Ok(())
    }

    /// Every name with its array.
    #[allow(dead_code)]
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &Array)> {
        self.0.iter().map(|(name, array)| (name.as_str(), array))
    }

    fn find(&self, name: &str) -> Option<&Array> {
        let found = self.0.iter().rev().find(|(known, _)| known == name);
        found.map(|(_, array)| array)
    }

    /// The name of the array that owns a view's bytes.
    pub(crate) fn owner_of(&self, view: &Array) -> Option<&str> {
        let owner = self
            .0
            .iter()
            .find(|(_, array)| array.base().is_none() && array.buffer().id() == view.buffer().id());
        owner.map(|(name, _)| name.as_str())
    }
}

/// Texts of values by `kind dtype`, from a file's first line.
pub(crate) type Tables = Map<String, Json>;

/// The value of a program.
pub(crate) fn run(program: &Json, names: &Names, tables: &Tables) -> Outcome<Value> {
    if let Some(name) = program.as_str() {
        let array = names.find(name).cloned();
        return array
            .map(Value::Array)
            .ok_or_else(|| unknown(&format!("nothing is called {name}")));
    }
    let items = program.as_array().map_or(&[][..], Vec::as_slice);
    let Some((operation, rest)) = items.split_first() else {
        return Err(unknown(&format!("not a program: {program}")));
    };
    let name = operation.as_str().unwrap_or_default();
    let no_options = Map::new();
    let (args, options) = match rest.split_last() {
        Some((Json::Object(options), args)) => (args, options),
        _ => (rest, &no_options),
    };
    let call = Call {
        name,
        args,
        options,
        names,
        tables,
    };
    operations::run(&call)
}

/// A case that this engine has no words for.
pub(crate) fn unknown(complaint: &str) -> Failure {
    Failure::Unknown(complaint.to_owned())
}

/// One operation with its arguments, read as the operation asks.
pub(crate) struct Call<'a> {
    /// The operation.
    pub(crate) name: &'a str,
    /// Its arguments, programs or plain.
    pub(crate) args: &'a [Json],
    /// Its keyword arguments.
    pub(crate) options: &'a Map<String, Json>,
    names: &'a Names,
    /// The file's tables of values.
    pub(crate) tables: &'a Tables,
}

impl Call<'_> {
    /// A plain argument.
    pub(crate) fn plain(&self, place: usize) -> Outcome<&Json> {
        let found = self.args.get(place);
        found.ok_or_else(|| unknown(&format!("{} lacks argument {place}", self.name)))
    }

    /// An argument's text.
    pub(crate) fn text(&self, place: usize) -> Outcome<&str> {
        let text = self.plain(place)?.as_str();
        text.ok_or_else(|| unknown(&format!("{}: argument {place} is no text", self.name)))
    }

    /// An argument's whole number.
    pub(crate) fn int(&self, place: usize) -> Outcome<i64> {
        integer(self.plain(place)?)
    }

    /// An argument's whole numbers.
    pub(crate) fn ints(&self, place: usize) -> Outcome<Vec<i64>> {
        integers(self.plain(place)?)
    }

    /// One whole number or a list of them; `None` where it is left out or null.
    pub(crate) fn axes(&self, given: Option<&Json>) -> Outcome<Option<Vec<i64>>> {
        match given {
            None | Some(Json::Null) => Ok(None),
            Some(list @ Json::Array(_)) => integers(list).map(Some),
            Some(one) => Ok(Some(vec![integer(one)?])),
        }
    }

    /// An argument's value.
    pub(crate) fn value(&self, place: usize) -> Outcome<Value> {
        run(self.plain(place)?, self.names, self.tables)
    }

    /// The value of every argument.
    pub(crate) fn values(&self) -> Outcome<Vec<Value>> {
        (0..self.args.len())
            .map(|place| self.value(place))
            .collect()
    }

    /// An argument's array.
    pub(crate) fn array(&self, place: usize) -> Outcome<Array> {
        self.array_of(self.plain(place)?)
    }

    /// The value that a program comes to.
    pub(crate) fn value_of(&self, program: &Json) -> Outcome<Value> {
        run(program, self.names, self.tables)
    }

    /// The array that a program comes to, which may stand in an option.
    pub(crate) fn array_of(&self, program: &Json) -> Outcome<Array> {
        match run(program, self.names, self.tables)? {
            Value::Array(array) => Ok(array),
            other => Err(unknown(&format!("{}: no array: {other:?}", self.name))),
        }
    }

    /// A keyword argument's text, or what it is by default.
    pub(crate) fn option<'b>(&'b self, key: &str, otherwise: &'b str) -> &'b str {
        self.options
            .get(key)
            .and_then(Json::as_str)
            .unwrap_or(otherwise)
    }
}

fn integer(value: &Json) -> Outcome<i64> {
    let number = value.as_i64();
    number.ok_or_else(|| unknown(&format!("no 64-bit integer: {value}")))
}

fn integers(value: &Json) -> Outcome<Vec<i64>> {
    let list = value.as_array();
    let list = list.ok_or_else(|| unknown(&format!("no list: {value}")))?;
    list.iter().map(integer).collect()
}

/// A Python number from its text: `3` is an int, `3.0` a float, `True` a bool.
pub(crate) fn number(text: &str) -> Outcome<Input> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    match text {
        "True" => Ok(Input::PyBool(true)),
        "False" => Ok(Input::PyBool(false)),
        _ if text.ends_with('j') => complex(text)
            .map(Input::PyComplex)
            .ok_or_else(|| unknown(&format!("{text} is no complex number"))),
        _ if digits.bytes().all(|byte| byte.is_ascii_digit()) => text
            .parse()
            .map(Input::PyInt)
            .map_err(|error| unknown(&format!("{text}: {error}"))),
        _ => text
            .parse()
            .map(Input::PyFloat)
            .map_err(|error| unknown(&format!("{text}: {error}"))),
    }
}

/// A value as an operand of a ufunc.
pub(crate) fn operand(value: &Value) -> Outcome<Operand<'_>> {
    match value {
        Value::Array(array) => Ok(Operand::Array(array)),
        Value::Number(Input::PyBool(value)) => Ok(Operand::PyBool(*value)),
        Value::Number(Input::PyInt(value)) => Ok(Operand::PyInt(*value)),
        Value::Number(Input::PyFloat(value)) => Ok(Operand::PyFloat(*value)),
        Value::Number(Input::PyComplex(value)) => Ok(Operand::PyComplex(*value)),
        other => Err(unknown(&format!("no operand: {other:?}"))),
    }
}

/// A complex number from two floats written together: `1.5-2e-3j`.
fn complex(text: &str) -> Option<Complex<f64>> {
    let text = text.strip_suffix('j')?;
    let bytes = text.as_bytes();
    let sign = |&place: &usize| {
        matches!(bytes[place], b'+' | b'-') && !matches!(bytes[place - 1], b'e' | b'E')
    };
    let (re, im) = match (1..bytes.len()).rev().find(sign) {
        Some(place) => text.split_at(place),
        None => ("0", text),
    };
    Some(Complex::new(re.parse().ok()?, im.parse().ok()?))
}

/// The values of a text such as `1 -0.0 nan`.
pub(crate) fn parse_values(text: &str, dtype: engine::DType) -> Outcome<Vec<Scalar>> {
    text.split_whitespace()
        .map(|word| {
            let value = match dtype.native() {
                engine::DType::Bool => Some(Scalar::Bool(word == "1")),
                engine::DType::I8 => word.parse().ok().map(Scalar::I8),
                engine::DType::I16 => word.parse().ok().map(Scalar::I16),
                engine::DType::I32 => word.parse().ok().map(Scalar::I32),
                engine::DType::I64 => word.parse().ok().map(Scalar::I64),
                engine::DType::U8 => word.parse().ok().map(Scalar::U8),
                engine::DType::U16 => word.parse().ok().map(Scalar::U16),
                engine::DType::U32 => word.parse().ok().map(Scalar::U32),
                engine::DType::U64 => word.parse().ok().map(Scalar::U64),
                // As NumPy: read as a Python float, then rounded.
                engine::DType::F32 => word.parse::<f64>().ok().map(|v| Scalar::F32(v as f32)),
                engine::DType::F64 => word.parse().ok().map(Scalar::F64),
                engine::DType::F16 => word.parse().ok().map(|v| Scalar::F64(v).cast(dtype)),
                engine::DType::C64 | engine::DType::C128 => {
                    complex(word).map(|value| Scalar::C128(value).cast(dtype))
                }
                _ => None,
            };
            value.ok_or_else(|| unknown(&format!("{word} is no {dtype}")))
        })
        .collect()
}
