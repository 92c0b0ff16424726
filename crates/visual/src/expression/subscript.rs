//! Brackets behind a value: views of arrays, items of tuples.
//! Knows basic indices only; what would gather elements is refused with a sentence.

use super::convert;
use super::raised::Raised;
use super::value::Value;
use engine::layout::slice;
use engine::{Array, Index, Scalar};

/// `value[items]`
pub(super) fn subscript(value: &Value, items: &Value) -> Result<Value, Raised> {
    match value {
        Value::Array(array) => indexed(array, items),
        Value::Number(scalar) => {
            let is_new_axis = |item: &Value| matches!(item, Value::None | Value::Ellipsis);
            if !listed(items).iter().all(is_new_axis) {
                return Err(index_error("invalid index to scalar variable."));
            }
            indexed(&Array::scalar(*scalar)?, items)
        }
        Value::Tuple(own) => item_of(own, items, "tuple", Value::Tuple),
        Value::List(own) => item_of(own, items, "list", Value::List),
        _ => {
            let raised = Raised::type_(format_args!(
                "'{}' object is not subscriptable",
                value.type_name()
            ));
            Err(match value {
                Value::Function(_) => {
                    raised.hint(format_args!("A function is called with round brackets."))
                }
                _ => raised,
            })
        }
    }
}

fn index_error(words: &str) -> Raised {
    Raised::new("IndexError", format_args!("{words}"))
}

fn listed(items: &Value) -> &[Value] {
    match items {
        Value::Tuple(items) => items,
        other => std::slice::from_ref(other),
    }
}

fn indexed(array: &Array, items: &Value) -> Result<Value, Raised> {
    let mut indices = Vec::new();
    for item in listed(items) {
        indices.push(index(item)?);
    }
    let view = array.index(&indices)?;
    // NumPy gives a scalar where every axis is picked, and a 0-d array as soon as an ellipsis takes part.
    Ok(match indices.contains(&Index::Ellipsis) {
        true => Value::Array(view),
        false => convert::result(view),
    })
}

fn index(item: &Value) -> Result<Index, Raised> {
    Ok(match item {
        Value::None => Index::NewAxis,
        Value::Ellipsis => Index::Ellipsis,
        Value::Slice(parts) => {
            let [start, stop, step] = **parts;
            Index::Slice { start, stop, step }
        }
        Value::Int(whole) => Index::Int(
            i64::try_from(*whole)
                .map_err(|_| index_error("cannot fit 'int' into an index-sized integer"))?,
        ),
        Value::Array(_)
        | Value::List(_)
        | Value::Tuple(_)
        | Value::Bool(_)
        | Value::Number(Scalar::Bool(_)) => {
            return Err(Raised::ours(format_args!(
                "Indexing with arrays, lists or bools gathers elements into a copy; in this field use whole numbers, slices, np.newaxis and ..."
            )));
        }
        Value::Number(scalar) if !scalar.dtype().is_inexact() => Index::Int(convert::index(item)?),
        _ => {
            return Err(index_error(
                "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices",
            ));
        }
    })
}

fn item_of(
    own: &[Value],
    items: &Value,
    noun: &str,
    again: fn(Vec<Value>) -> Value,
) -> Result<Value, Raised> {
    let length = own.len() as i64;
    match items {
        Value::Slice(parts) => {
            let [start, stop, step] = **parts;
            let span = slice::resolve(start, stop, step, length)?;
            let mut picked = Vec::new();
            for turn in 0..span.count {
                picked.extend(own.get((span.start + turn * span.step) as usize).cloned());
            }
            Ok(again(picked))
        }
        Value::Int(_) | Value::Bool(_) | Value::Number(_) => {
            let at = convert::index(items)?;
            let at = if at < 0 {
                at.saturating_add(length)
            } else {
                at
            };
            let item = usize::try_from(at).ok().and_then(|at| own.get(at));
            item.cloned()
                .ok_or_else(|| Raised::new("IndexError", format_args!("{noun} index out of range")))
        }
        _ => Err(Raised::type_(format_args!(
            "{noun} indices must be integers or slices, not {}",
            items.type_name()
        ))),
    }
}
