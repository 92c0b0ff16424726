//! Operators between values: Python's numbers among themselves, sequences, and ufuncs as soon as an array takes part.
//! Knows which ufunc an operator calls from the table alone.

use super::convert::{Held, first_element, folded, held};
use super::python;
use super::raised::Raised;
use super::tree::Unary;
use super::value::Value;
use crate::misfit::misfit;
use engine::DType;
use engine::layout::broadcast::align;
use engine::ufunc::{self, Operand, Ufunc, power};
use std::ops::Range;

/// Most values a tuple or list may hold in all, nested ones included, once `+` or `*` made it.
const MOST_ITEMS: usize = 4096;

/// `left operator right`.
pub(super) fn binary(
    operator: &'static str,
    left: &Value,
    right: &Value,
    range: &Range<usize>,
) -> Result<Value, Raised> {
    if operator == "@" {
        return Err(Raised::ours(
            "The matrix product @ is not part of this field; * multiplies element by element and broadcasts.",
            range,
        ));
    }
    if let Some(worked) = python::binary(operator, left, right, range) {
        return worked;
    }
    if let Some(worked) = sequences(operator, left, right, range) {
        return worked;
    }
    if !is_numpy(left) && !is_numpy(right) || is_foreign(left) || is_foreign(right) {
        let message = format!(
            "unsupported operand type(s) for {}: '{}' and '{}'",
            if operator == "**" {
                "** or pow()"
            } else {
                operator
            },
            element_name(left),
            element_name(right)
        );
        return Err(Raised::type_(message, range));
    }
    if operator == "**"
        && let Value::Array(base) = left
        && let Some(row) = power::shorter(Operand::Array(base), held(right, range)?.operand())
            .and_then(ufunc::find)
    {
        return call(row, &[left], range);
    }
    let row = row_of(operator, 2)
        .ok_or_else(|| Raised::ours(format!("There is no ufunc for {operator}."), range))?;
    call(row, &[left, right], range).map_err(|raised| masks_hint(operator, raised))
}

/// `left operator right` for one comparison.
pub(super) fn compare(
    operator: &'static str,
    left: &Value,
    right: &Value,
    range: &Range<usize>,
) -> Result<Value, Raised> {
    if let Some(answer) = python::compare(operator, left, right) {
        return Ok(Value::Bool(answer));
    }
    if is_numpy(left) || is_numpy(right) {
        if !is_foreign(left) && !is_foreign(right) {
            let row = row_of(operator, 2)
                .ok_or_else(|| Raised::ours(format!("There is no ufunc for {operator}."), range))?;
            return call(row, &[left, right], range);
        }
        return Err(Raised::ours(
            format!(
                "{} and {} cannot be compared here.",
                left.type_name(),
                right.type_name()
            ),
            range,
        ));
    }
    match operator {
        "==" => Ok(Value::Bool(equal(left, right))),
        "!=" => Ok(Value::Bool(!equal(left, right))),
        _ => Err(Raised::type_(
            format!(
                "'{operator}' not supported between instances of '{}' and '{}'",
                left.type_name(),
                right.type_name()
            ),
            range,
        )),
    }
}

/// Equality among Python's own values.
fn equal(left: &Value, right: &Value) -> bool {
    if let Some(answer) = python::compare("==", left, right) {
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
            super::convert::dtype(other, &(0..0)).is_ok_and(|other| other == *dtype)
        }
        _ => false,
    }
}

/// An operator before its operand.
pub(super) fn unary(
    operator: Unary,
    operand: &Value,
    range: &Range<usize>,
) -> Result<Value, Raised> {
    let sign = match operator {
        Unary::Not => return truth(operand, range).map(|truth| Value::Bool(!truth)),
        Unary::Minus => "-",
        Unary::Plus => "+",
        Unary::Invert => "~",
    };
    match (operator, operand) {
        (Unary::Invert, Value::Float(_)) => {}
        (_, Value::Float(value)) => {
            return Ok(Value::Float(if sign == "-" { -value } else { *value }));
        }
        (_, Value::Int(_) | Value::Bool(_)) => {
            let whole = python::whole(operand).unwrap_or(0);
            return match operator {
                Unary::Minus => whole.checked_neg(),
                Unary::Plus => Some(whole),
                _ => Some(!whole),
            }
            .map(Value::Int)
            .ok_or_else(|| {
                Raised::ours(
                    "This whole number grows beyond the 128 bits that are kept here.",
                    range,
                )
            });
        }
        _ if is_numpy(operand) => {
            let row = row_of(sign, 1)
                .ok_or_else(|| Raised::ours(format!("There is no ufunc for {sign}."), range))?;
            return call(row, &[operand], range);
        }
        _ => {}
    }
    Err(Raised::type_(
        format!(
            "bad operand type for unary {sign}: '{}'",
            operand.type_name()
        ),
        range,
    ))
}

/// Calls a ufunc; a 0-d result becomes a NumPy scalar.
pub(super) fn call(
    row: &Ufunc,
    operands: &[&Value],
    range: &Range<usize>,
) -> Result<Value, Raised> {
    let mut all = Vec::with_capacity(operands.len());
    for operand in operands {
        all.push(held(operand, range)?);
    }
    let operands: Vec<Operand<'_>> = all.iter().map(Held::operand).collect();
    folded(ufunc::call(row.name, &operands), range).map_err(|raised| shapes_hint(&all, raised))
}

/// Which axis does not fit, where that is why a ufunc refused.
fn shapes_hint(held: &[Held], raised: Raised) -> Raised {
    let shapes: Vec<&[i64]> = held
        .iter()
        .filter_map(|held| match held {
            Held::Array(array) => Some(array.shape()),
            _ => None,
        })
        .collect();
    match misfit(&align(&shapes)) {
        Some(why)
            if raised
                .message
                .starts_with("operands could not be broadcast") =>
        {
            raised.hint(format!("Lined up from the right, {why}."))
        }
        _ => raised,
    }
}

/// `bool(value)`.
pub(super) fn truth(value: &Value, range: &Range<usize>) -> Result<bool, Raised> {
    Ok(match value {
        Value::Array(array) => {
            let words = match array.size() {
                1 => return Ok(first_element(array).is_some_and(is_true)),
                0 => {
                    "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
                }
                _ => {
                    "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
                }
            };
            return Err(Raised::value(words, range));
        }
        Value::Number(scalar) => is_true(*scalar),
        Value::Int(_) | Value::Float(_) | Value::Bool(_) => python::real(value) != Some(0.0),
        Value::None => false,
        Value::Text(text) => !text.is_empty(),
        Value::Tuple(items) | Value::List(items) => !items.is_empty(),
        _ => true,
    })
}

fn is_true(scalar: engine::Scalar) -> bool {
    scalar.cast(DType::Bool) == engine::Scalar::Bool(true)
}

/// `+` and `*` on tuples and lists, as `a.shape + (1,)` and `(1,) * 3` use them.
fn sequences(
    operator: &str,
    left: &Value,
    right: &Value,
    range: &Range<usize>,
) -> Option<Result<Value, Raised>> {
    let too_long = || {
        Some(Err(Raised::ours(
            "This makes a longer list than is kept here.",
            range,
        )))
    };
    let joined = match (operator, left, right) {
        ("+", Value::Tuple(left), Value::Tuple(right)) => {
            Some(Value::Tuple([left.as_slice(), right].concat()))
        }
        ("+", Value::List(left), Value::List(right)) => {
            Some(Value::List([left.as_slice(), right].concat()))
        }
        ("*", Value::Tuple(items) | Value::List(items), times)
        | ("*", times, Value::Tuple(items) | Value::List(items)) => {
            let times = usize::try_from(python::whole(times)?.max(0)).unwrap_or(usize::MAX);
            // An empty list counts as one, so that no number of turns is taken for free.
            let each = items.iter().map(count).sum::<usize>().max(1);
            if each.saturating_mul(times) > MOST_ITEMS {
                return too_long();
            }
            let many: Vec<Value> = std::iter::repeat_n(items, times)
                .flatten()
                .cloned()
                .collect();
            Some(match (left, right) {
                (Value::Tuple(_), _) | (_, Value::Tuple(_)) => Value::Tuple(many),
                _ => Value::List(many),
            })
        }
        _ => None,
    }?;
    if count(&joined) > MOST_ITEMS {
        too_long()
    } else {
        Some(Ok(joined))
    }
}

/// Values in a value, nested ones included.
fn count(value: &Value) -> usize {
    match value {
        Value::Tuple(items) | Value::List(items) => items
            .iter()
            .fold(1, |all, item| all.saturating_add(count(item))),
        _ => 1,
    }
}

fn is_numpy(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Number(_))
}

/// Whether no array of numbers can be made of it.
fn is_foreign(value: &Value) -> bool {
    matches!(
        value,
        Value::None
            | Value::Ellipsis
            | Value::Text(_)
            | Value::Slice { .. }
            | Value::DType(_)
            | Value::Module
            | Value::Function(_)
    )
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

/// The row of the table that an operator with so many operands calls.
pub(super) fn row_of(operator: &str, inputs: usize) -> Option<&'static Ufunc> {
    ufunc::all().find(|row| row.operator == Some(operator) && row.inputs == inputs)
}

/// `a > 1 & b < 2` fails because `&` binds tighter than a comparison: worth a hint.
fn masks_hint(operator: &str, raised: Raised) -> Raised {
    let mask = matches!(operator, "&" | "|" | "^");
    if mask && raised.message.contains("not supported for the input types") {
        return raised.hint(format!(
            "{operator} works on bools and whole numbers and binds tighter than comparisons: write (a > 1) {operator} (b < 2)."
        ));
    }
    raised
}
