//! Arrays of records: fields, their assignment, sorting by fields. Knows nothing of answers.

use engine::records::sort;
use engine::sort::Kind;
use engine::{Array, Index};
use serde_json::Value as Json;

use super::values::value_of;
use crate::program::{Call, Outcome, Value};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    let array = match call.name {
        "field" => call.array(0)?.field(call.text(1)?)?,
        "fields" => call.array(0)?.fields(&texts(call.plain(1)?))?,
        "put_field" => {
            let array = call.array(0)?;
            part(&array, call.plain(1)?)?
                .assign_value(&[Index::Ellipsis], &value_of(call.plain(2)?)?)?;
            array
        }
        "put_field_array" => {
            let array = call.array(0)?;
            part(&array, call.plain(1)?)?.assign(&[Index::Ellipsis], &call.array(2)?)?;
            array
        }
        "sort_by" => sort::sort_by(
            &call.array(0)?,
            axis(call),
            kind(call)?,
            &texts(call.plain(1)?),
        )?,
        "argsort_by" => sort::argsort_by(
            &call.array(0)?,
            axis(call),
            kind(call)?,
            &texts(call.plain(1)?),
        )?,
        "partition_by" | "argpartition_by" => {
            let ranks = call.axes(call.args.get(2))?.unwrap_or_default();
            let parted = match call.name {
                "partition_by" => sort::partition_by,
                _ => sort::argpartition_by,
            };
            parted(&call.array(0)?, &ranks, axis(call), &texts(call.plain(1)?))?
        }
        "sort_in_place_by" => {
            let array = call.array(0)?;
            let order = texts(call.plain(1)?);
            sort::sort_in_place_by(&array, axis(call).unwrap_or(-1), kind(call)?, &order)?;
            array
        }
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}

/// One field by its name, or several by a list.
fn part(array: &Array, names: &Json) -> Outcome<Array> {
    Ok(match names.as_str() {
        Some(name) => array.field(name)?,
        None => array.fields(&texts(names))?,
    })
}

/// A name, or a list of names.
fn texts(names: &Json) -> Vec<&str> {
    match names.as_str() {
        Some(name) => vec![name],
        None => {
            let list = names.as_array().map_or(&[][..], Vec::as_slice);
            list.iter().filter_map(Json::as_str).collect()
        }
    }
}

fn axis(call: &Call<'_>) -> Option<i64> {
    match call.options.get("axis") {
        None => Some(-1),
        Some(axis) => axis.as_i64(),
    }
}

fn kind(call: &Call<'_>) -> Outcome<Kind> {
    Ok(Kind::from_name(call.option("kind", "quicksort"))?)
}
