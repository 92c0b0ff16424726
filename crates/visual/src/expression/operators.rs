//! Operators between values: Python's numbers among themselves, sequences, and ufuncs as soon as an array takes part.
//! Knows which ufunc an operator calls from the table alone.

use super::convert::{array, first_element, result};
use super::python;
use super::raised::Raised;
use super::tree::{Operator, Unary};
use super::value::Value;
use crate::misfit::misfit;
use engine::layout::broadcast::align;
use engine::ufunc::{self, Operand, power};
use engine::{Array, DType, Scalar};

/// A tuple or list made by `+` or `*` holds fewer values than this in all, nested ones included.
const MOST_ITEMS: i128 = 4096;

/// How NumPy ends when a ufunc has no loop for such operands.
const NO_LOOP: &str = "according to the casting rule ''safe''";

/// `left operator right`.
pub(super) fn binary(operator: Operator, left: &Value, right: &Value) -> Result<Value, Raised> {
    if operator == Operator::MatrixMultiply {
        return Err(Raised::ours(format_args!(
            "The matrix product @ is not part of this field; * multiplies element by element and broadcasts."
        )));
    }
    if let Some(worked) = python::binary(operator, left, right) {
        return worked;
    }
    if let Some(worked) = sequences(operator, left, right) {
        return worked;
    }
    if !meets_numpy(left, right) {
        return Err(Raised::type_(format_args!(
            "unsupported operand type(s) for {}: '{}' and '{}'",
            match operator {
                Operator::Power => "** or pow()",
                other => other.text(),
            },
            element_name(left),
            element_name(right)
        )));
    }
    if operator == Operator::Power
        && let Value::Array(base) = left
    {
        let made = made(right)?;
        let short = power::shorter(Operand::Array(base), operand(right, made.as_ref()));
        if let Some(name) = short {
            return call(name, &[left]);
        }
    }
    // `a > 1 & b < 2` fails because `&` binds tighter than a comparison: worth a hint.
    call_by_operator(operator.text(), &[left, right]).map_err(|raised| {
        if operator.is_bitwise() && raised.message.ends_with(NO_LOOP) {
            let sign = operator.text();
            return raised.hint(format_args!(
                "{sign} works on bools and whole numbers and binds tighter than comparisons: write (a > 1) {sign} (b < 2)."
            ));
        }
        raised
    })
}

/// `left operator right` for one comparison.
pub(super) fn compare(operator: Operator, left: &Value, right: &Value) -> Result<Value, Raised> {
    if let Some(answer) = python::compare(operator, left, right) {
        return Ok(Value::Bool(answer));
    }
    if meets_numpy(left, right) {
        return call_by_operator(operator.text(), &[left, right]);
    }
    if is_numpy(left) || is_numpy(right) {
        return Err(Raised::ours(format_args!(
            "{} and {} cannot be compared here.",
            left.type_name(),
            right.type_name()
        )));
    }
    match operator {
        Operator::Equal => Ok(Value::Bool(equal(left, right))),
        Operator::NotEqual => Ok(Value::Bool(!equal(left, right))),
        _ => Err(Raised::type_(format_args!(
            "'{}' not supported between instances of '{}' and '{}'",
            operator.text(),
            left.type_name(),
            right.type_name()
        ))),
    }
}

/// Equality among Python's own values.
fn equal(left: &Value, right: &Value) -> bool {
    if let Some(answer) = python::compare(Operator::Equal, left, right) {
        return answer;
    }
    match (left, right) {
        (Value::Tuple(left), Value::Tuple(right)) | (Value::List(left), Value::List(right)) => {
            left.len() == right.len()
                && std::iter::zip(left, right).all(|(left, right)| equal(left, right))
        }
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::None, Value::None) | (Value::Ellipsis, Value::Ellipsis) => true,
        (Value::DType(dtype), other) | (other, Value::DType(dtype)) => {
            super::convert::dtype(other).is_ok_and(|other| other == *dtype)
        }
        _ => false,
    }
}

/// An operator before its operand.
pub(super) fn unary(operator: Unary, operand: &Value) -> Result<Value, Raised> {
    let sign = match operator {
        Unary::Not => return Ok(Value::Bool(!truth(operand)?)),
        Unary::Minus => "-",
        Unary::Plus => "+",
        Unary::Invert => "~",
    };
    match (operator, operand) {
        (Unary::Minus, Value::Float(value)) => Ok(Value::Float(-value)),
        (Unary::Plus, Value::Float(value)) => Ok(Value::Float(*value)),
        (_, Value::Int(_) | Value::Bool(_)) => {
            let whole = python::whole(operand).unwrap_or(0);
            let whole = match operator {
                Unary::Minus => whole.checked_neg(),
                Unary::Plus => Some(whole),
                _ => Some(!whole),
            };
            whole.map(Value::Int).ok_or_else(python::too_large)
        }
        _ if is_numpy(operand) => call_by_operator(sign, &[operand]),
        _ => Err(Raised::type_(format_args!(
            "bad operand type for unary {sign}: '{}'",
            operand.type_name()
        ))),
    }
}

/// What a ufunc needs made of a value: lists, tuples and NumPy scalars become arrays, Python's numbers stay.
fn made(value: &Value) -> Result<Option<Array>, Raised> {
    match value.is_python_number() {
        true => Ok(None),
        false => array(value).map(Some),
    }
}

fn operand<'a>(value: &Value, made: Option<&'a Array>) -> Operand<'a> {
    match (made, value) {
        (Some(array), _) => Operand::Array(array),
        (None, Value::Int(value)) => Operand::PyInt(*value),
        (None, Value::Float(value)) => Operand::PyFloat(*value),
        (None, value) => Operand::PyBool(matches!(value, Value::Bool(true))),
    }
}

/// Calls the ufunc of an operator.
pub(super) fn call_by_operator(operator: &str, operands: &[&Value]) -> Result<Value, Raised> {
    let mut rows = ufunc::all();
    match rows.find(|row| row.operator == Some(operator) && row.inputs == operands.len()) {
        Some(row) => call(row.name, operands),
        None => Err(Raised::ours(format_args!(
            "There is no ufunc for {operator}."
        ))),
    }
}

/// Calls a ufunc; a 0-d result becomes a NumPy scalar.
pub(super) fn call(name: &str, values: &[&Value]) -> Result<Value, Raised> {
    let mut arrays = Vec::with_capacity(values.len());
    for value in values {
        arrays.push(made(value)?);
    }
    let mut operands = Vec::with_capacity(values.len());
    for (value, made) in std::iter::zip(values, &arrays) {
        operands.push(operand(value, made.as_ref()));
    }
    match ufunc::call(name, &operands) {
        Ok(array) => Ok(result(array)),
        Err(error) => Err(shapes_hint(&arrays, error.into())),
    }
}

/// Which axis does not fit, where that is why a ufunc refused.
fn shapes_hint(arrays: &[Option<Array>], raised: Raised) -> Raised {
    let shapes: Vec<&[i64]> = arrays.iter().flatten().map(Array::shape).collect();
    match misfit(&align(&shapes)) {
        Some(why)
            if raised
                .message
                .starts_with("operands could not be broadcast") =>
        {
            raised.hint(format_args!("Lined up from the right, {why}."))
        }
        _ => raised,
    }
}

/// `bool(value)`.
pub(super) fn truth(value: &Value) -> Result<bool, Raised> {
    Ok(match value {
        Value::Array(array) if array.size() == 1 => first_element(array).is_some_and(is_true),
        Value::Array(array) => {
            let words = match array.size() {
                0 => {
                    "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
                }
                _ => {
                    "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
                }
            };
            return Err(Raised::value(format_args!("{words}")));
        }
        Value::Number(scalar) => is_true(*scalar),
        Value::Int(_) | Value::Float(_) | Value::Bool(_) => python::real(value) != Some(0.0),
        Value::None => false,
        Value::Text(text) => !text.is_empty(),
        Value::Tuple(items) | Value::List(items) => !items.is_empty(),
        _ => true,
    })
}

fn is_true(scalar: Scalar) -> bool {
    scalar.cast(DType::Bool) == Scalar::Bool(true)
}

/// `+` and `*` on tuples and lists, as `a.shape + (1,)` and `(1,) * 3` use them.
fn sequences(operator: Operator, left: &Value, right: &Value) -> Option<Result<Value, Raised>> {
    // What is repeated, then what comes after it.
    let (items, times, more): (_, _, &[Value]) = match (operator, left, right) {
        (Operator::Add, Value::Tuple(left), Value::Tuple(right))
        | (Operator::Add, Value::List(left), Value::List(right)) => (left, 1, right),
        (Operator::Multiply, Value::Tuple(items) | Value::List(items), times)
        | (Operator::Multiply, times, Value::Tuple(items) | Value::List(items)) => {
            (items, python::whole(times)?.max(0), &[])
        }
        _ => return None,
    };
    let inside = (count(items) as i128).saturating_mul(times);
    // Turns are counted too, so that an empty list takes none for free.
    if inside.saturating_add(count(more) as i128) >= MOST_ITEMS || times > MOST_ITEMS {
        return Some(Err(Raised::ours(format_args!(
            "This makes a longer list than is kept here."
        ))));
    }
    let mut all = Vec::new();
    for _ in 0..times {
        all.extend_from_slice(items);
    }
    all.extend_from_slice(more);
    Some(Ok(match (left, right) {
        (Value::Tuple(_), _) | (_, Value::Tuple(_)) => Value::Tuple(all),
        _ => Value::List(all),
    }))
}

/// Values in a list, nested ones included.
fn count(items: &[Value]) -> usize {
    let mut all = 0usize;
    for item in items {
        let inside: &[Value] = match item {
            Value::Tuple(items) | Value::List(items) => items,
            _ => &[],
        };
        all = all.saturating_add(1 + count(inside));
    }
    all
}

fn is_numpy(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Number(_))
}

/// Whether one of two values is an array and both can be.
fn meets_numpy(left: &Value, right: &Value) -> bool {
    let is_foreign = |value: &Value| {
        matches!(
            value,
            Value::None
                | Value::Ellipsis
                | Value::Text(_)
                | Value::Slice(_)
                | Value::DType(_)
                | Value::Module
                | Value::Function(_)
        )
    };
    (is_numpy(left) || is_numpy(right)) && !is_foreign(left) && !is_foreign(right)
}

/// NumPy hands the elements to Python when it finds no loop, so Python names their types.
fn element_name(value: &Value) -> &'static str {
    match value {
        Value::Array(array) => match array.dtype() {
            DType::Bool => "bool",
            DType::F32 | DType::F64 => "float",
            _ => "int",
        },
        _ => value.type_name(),
    }
}
