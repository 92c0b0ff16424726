//! Methods of arrays that make views and copies.
//! Knows the engine's views; reductions are in `reduction`.

use super::arguments::{Bound, Call};
use super::convert;
use super::raised::Raised;
use super::value::Value;
use engine::array::copy::CopyOrder;
use engine::layout::Order;
use engine::{Array, Scalar};
use std::ops::Range;

/// The methods.
const NAMES: [&str; 9] = [
    "reshape",
    "transpose",
    "swapaxes",
    "ravel",
    "flatten",
    "copy",
    "astype",
    "squeeze",
    "item",
];

/// The name of a method, where there is one.
pub(super) fn find(name: &str) -> Option<&'static str> {
    NAMES.into_iter().find(|own| *own == name)
}

/// `array.name(arguments)`
pub(super) fn method(array: &Array, call: Call) -> Result<Value, Raised> {
    let range = call.range.clone();
    match call.name {
        "reshape" => reshape_method(array, call),
        "transpose" => transpose_method(array, call),
        "swapaxes" => {
            let bound = call.bind("axis1, axis2")?;
            let view = array.swapaxes(bound.index("axis1")?, bound.index("axis2")?);
            convert::made(view, &range)
        }
        "ravel" => ravel(array, &call.bind("order=")?),
        "flatten" => {
            let order = call.bind("order=")?.order(CopyOrder::C)?;
            convert::made(array.flatten(order), &range)
        }
        "copy" => {
            let order = call.bind("order=")?.order(CopyOrder::C)?;
            convert::made(array.copy(order), &range)
        }
        "astype" => {
            let bound = call.bind("dtype, !order=, !casting=, !subok=, copy=")?;
            let (value, at) = bound.value("dtype")?;
            let dtype = convert::dtype(value, at)?;
            if dtype == array.dtype() && !bound.flag("copy", true)? {
                return Ok(Value::Array(array.clone()));
            }
            convert::made(array.astype(dtype), &range)
        }
        "squeeze" => squeeze(array, &call.bind("axis=")?),
        "item" => item(array, call),
        other => Err(Raised::ours(
            format!(".{other} is not part of this field."),
            &range,
        )),
    }
}

/// The layout's order of a memory order given by letter; `A` means that of the array.
fn layout_order(array: &Array, order: CopyOrder, range: &Range<usize>) -> Result<Order, Raised> {
    let itemsize = array.dtype().itemsize();
    Ok(match order {
        CopyOrder::C => Order::C,
        CopyOrder::F => Order::F,
        CopyOrder::A
            if array.layout().is_f_contiguous(itemsize)
                && !array.layout().is_c_contiguous(itemsize) =>
        {
            Order::F
        }
        CopyOrder::A => Order::C,
        CopyOrder::K => {
            return Err(Raised::value(
                "order 'K' is not permitted for reshaping",
                range,
            ));
        }
    })
}

/// `np.reshape(a, shape, order)` once its arguments are known.
pub(super) fn reshape(array: &Array, shape: &[i64], bound: &Bound) -> Result<Value, Raised> {
    let order = layout_order(array, bound.order(CopyOrder::C)?, bound.range())?;
    convert::made(array.reshape_in(shape, order), bound.range())
}

/// `np.ravel(a, order)` once its arguments are known.
pub(super) fn ravel(array: &Array, bound: &Bound) -> Result<Value, Raised> {
    convert::made(array.ravel(bound.order(CopyOrder::C)?), bound.range())
}

/// `np.squeeze(a, axis)` once its arguments are known.
pub(super) fn squeeze(array: &Array, bound: &Bound) -> Result<Value, Raised> {
    let axes = bound.axes("axis")?;
    convert::made(array.squeeze(axes.as_deref()), bound.range())
}

/// Whole numbers given one by one, or as one tuple.
fn numbers(spread: &[(Value, Range<usize>)]) -> Result<Vec<i64>, Raised> {
    if let [(value, range)] = spread {
        return convert::indices(value, range);
    }
    let mut numbers = Vec::with_capacity(spread.len());
    for (value, range) in spread {
        numbers.push(convert::index(value, range)?);
    }
    Ok(numbers)
}

fn reshape_method(array: &Array, mut call: Call) -> Result<Value, Raised> {
    let spread = call.spread();
    if spread.is_empty()
        && !call
            .given
            .iter()
            .any(|one| one.keyword.as_deref() == Some("shape"))
    {
        return Err(Raised::type_(
            "reshape() missing required argument: 'shape'",
            &call.range,
        ));
    }
    let bound = call.bind("*, shape=, order=, !copy=")?;
    let shape = match bound.get("shape") {
        Some((value, range)) if spread.is_empty() => convert::indices(value, range)?,
        _ => numbers(&spread)?,
    };
    reshape(array, &shape, &bound)
}

fn transpose_method(array: &Array, mut call: Call) -> Result<Value, Raised> {
    let spread = call.spread();
    let bound = call.bind("")?;
    let axes = match spread.as_slice() {
        [] | [(Value::None, _)] => None,
        _ => Some(numbers(&spread)?),
    };
    convert::made(array.transpose(axes.as_deref()), bound.range())
}

fn item(array: &Array, mut call: Call) -> Result<Value, Raised> {
    let spread = call.spread();
    let bound = call.bind("")?;
    let raised = |error: engine::Error| Raised::engine(&error, bound.range());
    if spread.is_empty() {
        return array.item().map(python).map_err(raised);
    }
    let indices = numbers(&spread)?;
    match indices.as_slice() {
        [nth] if array.ndim() != 1 => {
            let size = array.size();
            let at = if *nth < 0 {
                nth.saturating_add(size)
            } else {
                *nth
            };
            array.nth(at).map(python).ok_or_else(|| {
                let message = format!("index {nth} is out of bounds for size {size}");
                Raised::new("IndexError", message, bound.range())
            })
        }
        _ => array.get(&indices).map(python).map_err(raised),
    }
}

/// A scalar as Python's own value.
pub(super) fn python(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Bool(value) => Value::Bool(value),
        Scalar::F32(value) => Value::Float(value.into()),
        Scalar::F64(value) => Value::Float(value),
        Scalar::U64(value) => Value::Int(value.into()),
        other => match other.cast(engine::DType::I64) {
            Scalar::I64(value) => Value::Int(value.into()),
            _ => Value::Int(0),
        },
    }
}
