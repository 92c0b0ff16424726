//! Arrays of records: fields, their assignment, sorting by fields. Knows nothing of answers.

use engine::records::functions::{self, Fields};
use engine::records::{Value as Element, sort};
use engine::sort::Kind;
use engine::{Array, Index};
use serde_json::Value as Json;

use super::values::{dtype_of, value_of};
use crate::operations::{casting, items};
use crate::program::{Call, Outcome, Value, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    let array = match call.name {
        "field" => call.array(0)?.field(call.text(1)?)?,
        "fields" => call.array(0)?.fields(&texts(call.plain(1)?))?,
        "field_at" => one_field(call)?,
        "put_field_at" => {
            one_field(call)?.assign_value(&[Index::Ellipsis], &value_of(call.plain(3)?)?)?;
            call.array(0)?
        }
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
        "to_unstructured" => {
            let dtype = call.options.get("dtype").map(dtype_of).transpose()?;
            let copy = call.options.get("copy") == Some(&Json::Bool(true));
            let rule = casting(call.option("casting", "unsafe"))?;
            functions::structured_to_unstructured(&call.array(0)?, dtype, copy, rule)?
        }
        "to_structured" => {
            let names = call.options.get("names").map(texts);
            let fields = match (call.options.get("dtype"), &names) {
                (Some(dtype), _) => Fields::DType(dtype_of(dtype)?),
                (None, Some(names)) => Fields::Names(names),
                (None, None) => Fields::Numbered,
            };
            let align = call.options.get("align") == Some(&Json::Bool(true));
            let rule = casting(call.option("casting", "unsafe"))?;
            functions::unstructured_to_structured(&call.array(0)?, fields, align, rule)?
        }
        "merge_arrays" => {
            let arrays = arrays(call, call.plain(0)?)?;
            let arrays: Vec<&Array> = arrays.iter().collect();
            let fill = match call.options.get("fill_value") {
                Some(value) => value_of(value)?,
                None => Element::Number(engine::Scalar::I64(-1)),
            };
            let flatten = call.options.get("flatten") == Some(&Json::Bool(true));
            functions::merge_arrays(&arrays, &fill, flatten)?
        }
        "append_fields" => {
            let data = arrays(call, call.plain(2)?)?;
            let data: Vec<&Array> = data.iter().collect();
            let names = texts(call.plain(1)?);
            let dtypes = match call.options.get("dtypes") {
                Some(Json::String(one)) => vec![engine::DType::from_name(one)?],
                Some(several) => {
                    let names = texts(several);
                    let dtypes = names.iter().map(|name| engine::DType::from_name(name));
                    dtypes.collect::<engine::Result<_>>()?
                }
                None => Vec::new(),
            };
            match call.options.get("fill_value") {
                None if dtypes.is_empty() => {
                    functions::append_fields(&call.array(0)?, &names, &data)?
                }
                fill => {
                    let usual = Element::Number(engine::Scalar::I64(-1));
                    let fill = fill.map_or(Ok(usual), value_of)?;
                    functions::append_fields_as(&call.array(0)?, &names, &data, &dtypes, &fill)?
                }
            }
        }
        "drop_fields" => functions::drop_fields(&call.array(0)?, &texts(call.plain(1)?))?,
        "rename_fields" => {
            let pairs = call.plain(1)?.as_array().map_or(&[][..], Vec::as_slice);
            let pairs: Vec<(&str, &str)> = pairs
                .iter()
                .filter_map(|pair| Some((pair[0].as_str()?, pair[1].as_str()?)))
                .collect();
            functions::rename_fields(&call.array(0)?, &pairs)?
        }
        "repack_fields" => {
            let flag = |key: &str| call.options.get(key) == Some(&Json::Bool(true));
            functions::repack_fields(&call.array(0)?, flag("align"), flag("recurse"))?
        }
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}

/// The arrays of a list of programs.
pub(super) fn arrays(call: &Call<'_>, list: &Json) -> Outcome<Vec<Array>> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().map(|one| call.array_of(one)).collect()
}

/// The field at a place of one record of an array.
fn one_field(call: &Call<'_>) -> Outcome<Array> {
    let place = call
        .args
        .get(2)
        .and_then(Json::as_i64)
        .ok_or_else(|| unknown("no place"))?;
    let record = call.array(0)?.index(&items(call.plain(1)?)?)?;
    Ok(record.field_at(place)?)
}

/// One field by its name, or several by a list.
fn part(array: &Array, names: &Json) -> Outcome<Array> {
    Ok(match names.as_str() {
        Some(name) => array.field(name)?,
        None => array.fields(&texts(names))?,
    })
}

/// A name, or a list of names.
pub(super) fn texts(names: &Json) -> Vec<&str> {
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
