//! Brackets behind a value: views of arrays, items of tuples.
//! Knows basic indices only; what would gather elements is refused with a sentence.

use super::convert::{self, first_element};
use super::raised::Raised;
use super::value::Value;
use engine::{Array, Index};
use std::ops::Range;

/// NumPy's words for what cannot be an index.
const INVALID: &str = "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices";

/// `value[items]`
pub(super) fn subscript(
    value: &Value,
    items: &Value,
    range: &Range<usize>,
) -> Result<Value, Raised> {
    match value {
        Value::Array(array) => indexed(array, items, range),
        Value::Number(scalar) => {
            let list = listed(items);
            if list
                .iter()
                .any(|item| !matches!(item, Value::None | Value::Ellipsis))
            {
                return Err(Raised::new(
                    "IndexError",
                    "invalid index to scalar variable.",
                    range,
                ));
            }
            let array = Array::scalar(*scalar).map_err(|error| Raised::engine(&error, range))?;
            indexed(&array, items, range)
        }
        Value::Tuple(own) => item_of(own, items, "tuple", range, Value::Tuple),
        Value::List(own) => item_of(own, items, "list", range, Value::List),
        Value::Function(_) => Err(Raised::type_(
            format!("'{}' object is not subscriptable", value.type_name()),
            range,
        )
        .hint("A function is called with round brackets.")),
        _ => Err(Raised::type_(
            format!("'{}' object is not subscriptable", value.type_name()),
            range,
        )),
    }
}

fn listed(items: &Value) -> &[Value] {
    match items {
        Value::Tuple(items) => items,
        other => std::slice::from_ref(other),
    }
}

fn indexed(array: &Array, items: &Value, range: &Range<usize>) -> Result<Value, Raised> {
    let mut indices = Vec::new();
    for item in listed(items) {
        indices.push(index(item, range)?);
    }
    let view = array
        .index(&indices)
        .map_err(|error| Raised::engine(&error, range))?;
    // NumPy gives a scalar where every axis is picked, and a 0-d array as soon as an ellipsis takes part.
    if view.ndim() == 0
        && !indices.contains(&Index::Ellipsis)
        && let Some(scalar) = first_element(&view)
    {
        return Ok(Value::Number(scalar));
    }
    Ok(Value::Array(view))
}

fn index(item: &Value, range: &Range<usize>) -> Result<Index, Raised> {
    Ok(match item {
        Value::None => Index::NewAxis,
        Value::Ellipsis => Index::Ellipsis,
        Value::Slice { start, stop, step } => Index::Slice {
            start: *start,
            stop: *stop,
            step: *step,
        },
        Value::Int(whole) => Index::Int(i64::try_from(*whole).map_err(|_| {
            Raised::new(
                "IndexError",
                "cannot fit 'int' into an index-sized integer",
                range,
            )
        })?),
        Value::Number(scalar)
            if matches!(
                scalar.dtype().kind(),
                engine::dtype::Kind::Signed | engine::dtype::Kind::Unsigned
            ) =>
        {
            Index::Int(convert::index(item, range)?)
        }
        Value::Array(_)
        | Value::List(_)
        | Value::Tuple(_)
        | Value::Bool(_)
        | Value::Number(engine::Scalar::Bool(_)) => {
            return Err(Raised::ours(
                "Indexing with arrays, lists or bools gathers elements into a copy; in this field use whole numbers, slices, np.newaxis and ...",
                range,
            ));
        }
        _ => return Err(Raised::new("IndexError", INVALID, range)),
    })
}

fn item_of(
    own: &[Value],
    items: &Value,
    noun: &str,
    range: &Range<usize>,
    again: fn(Vec<Value>) -> Value,
) -> Result<Value, Raised> {
    let length = i64::try_from(own.len()).unwrap_or(i64::MAX);
    match items {
        Value::Slice { start, stop, step } => {
            let step = step.unwrap_or(1);
            if step == 0 {
                return Err(Raised::value("slice step cannot be zero", range));
            }
            let span = engine::layout::slice::resolve(*start, *stop, Some(step), length)
                .map_err(|error| Raised::engine(&error, range))?;
            let picked = (0..span.count).filter_map(|turn| {
                let at = usize::try_from(span.start + turn * span.step).ok()?;
                own.get(at).cloned()
            });
            Ok(again(picked.collect()))
        }
        Value::Int(_) | Value::Bool(_) | Value::Number(_) => {
            let at = convert::index(items, range)?;
            let at = if at < 0 {
                at.saturating_add(length)
            } else {
                at
            };
            usize::try_from(at)
                .ok()
                .and_then(|at| own.get(at).cloned())
                .ok_or_else(|| {
                    Raised::new("IndexError", format!("{noun} index out of range"), range)
                })
        }
        _ => Err(Raised::type_(
            format!(
                "{noun} indices must be integers or slices, not {}",
                items.type_name()
            ),
            range,
        )),
    }
}
