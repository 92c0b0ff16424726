//! Values and dtypes as JSON holds them: `{"t": …}` is a tuple, `{"b": …}` bytes, `{"c": …}` a complex number.
//! Knows nothing of answers.

use engine::promote::Input;
use engine::records::{DictSpec, FieldSpec, PlacedSpec, Spec, Value};
use engine::{Array, DType, Scalar};
use serde_json::Value as Json;

use crate::operations::{casting, items, order};
use crate::program::{Call, Outcome, Value as Answer, number, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Answer>> {
    let array = match call.name {
        "value" => {
            let dtype = call.args.get(1).map(dtype_of).transpose()?;
            Array::from_value(&value_of(call.plain(0)?)?, dtype)?
        }
        "zeros_of" => {
            let (shape, dtype) = shaped(&call.ints(0)?, dtype_of(call.plain(1)?)?);
            Array::zeros(&shape, dtype)?
        }
        "ones_of" => {
            let (shape, dtype) = shaped(&call.ints(0)?, dtype_of(call.plain(1)?)?);
            Array::ones(&shape, dtype)?
        }
        "tolist" => return Ok(Some(Answer::Text(call.array(0)?.tolist()?.repr()))),
        "put_value" => {
            let array = call.array(0)?;
            array.assign_value(&items(call.plain(1)?)?, &value_of(call.plain(2)?)?)?;
            array
        }
        "cast_to" => {
            let order = order(call.options.get("order"), "K")?;
            let rule = casting(call.option("casting", "unsafe"))?;
            call.array(0)?
                .astype_with(dtype_of(call.plain(1)?)?, order, rule)?
        }
        _ => return Ok(None),
    };
    Ok(Some(Answer::Array(array)))
}

/// An array of subarrays has their axes at its end.
fn shaped(shape: &[i64], dtype: DType) -> (Vec<i64>, DType) {
    match dtype {
        DType::Sub(subarray) => {
            let mut shape = shape.to_vec();
            shape.extend(&subarray.shape);
            (shape, subarray.base)
        }
        dtype => (shape.to_vec(), dtype),
    }
}

/// The value that JSON stands for.
pub(crate) fn value_of(given: &Json) -> Outcome<Value> {
    let all = |items: &[Json]| items.iter().map(value_of).collect::<Outcome<Vec<_>>>();
    Ok(match given {
        Json::String(text) => Value::Text(text.clone()),
        Json::Bool(value) => Value::Number(Scalar::Bool(*value)),
        Json::Number(number) => Value::Number(match (number.as_i64(), number.as_u64()) {
            (Some(whole), _) => Scalar::I64(whole),
            (_, Some(whole)) => Scalar::U64(whole),
            _ => Scalar::F64(number.as_f64().unwrap_or(f64::NAN)),
        }),
        Json::Array(items) => Value::List(all(items)?),
        Json::Object(object) => {
            if let Some(Json::Array(items)) = object.get("t") {
                Value::Record(all(items)?)
            } else if let Some(Json::String(text)) = object.get("b") {
                let bytes = text
                    .chars()
                    .map(|one| u8::try_from(u32::from(one)).unwrap_or(0));
                Value::Bytes(bytes.collect())
            } else {
                let text = object.get("c").and_then(Json::as_str).unwrap_or_default();
                match number(text)? {
                    Input::PyComplex(value) => Value::Number(Scalar::C128(value)),
                    other => return Err(unknown(&format!("no complex number: {other:?}"))),
                }
            }
        }
        Json::Null => return Err(unknown("null is no value")),
    })
}

/// The dtype that JSON stands for.
pub(crate) fn dtype_of(given: &Json) -> Outcome<DType> {
    Ok(DType::from_spec(&spec_of(given)?, false)?)
}

/// What JSON says of a dtype: a name, a list of fields, a dict of lists or by names, `{"base": …, "shape": …}`, or one made of
/// others.
pub(crate) fn spec_of(given: &Json) -> Outcome<Spec> {
    match given {
        Json::String(name) => Ok(Spec::Name(name.clone())),
        Json::Array(fields) => {
            let fields = fields.iter().map(field_of).collect::<Outcome<Vec<_>>>()?;
            Ok(Spec::Fields(fields))
        }
        Json::Object(dict) if dict.contains_key("base") => {
            let base = Box::new(spec_of(&given["base"])?);
            Ok(match given["shape"].as_i64() {
                Some(count) => Spec::Counted(base, count),
                None => Spec::Shaped(base, ints(&given["shape"])),
            })
        }
        Json::Object(dict) if dict.contains_key("record") => {
            Ok(Spec::Record(Box::new(spec_of(&given["record"])?)))
        }
        Json::Object(dict) if dict.contains_key("order") => {
            let order = given["order"][1].as_str().unwrap_or_default();
            let dtype = dtype_of(&given["order"][0])?;
            Ok(Spec::DType(dtype.newbyteorder(order)?))
        }
        Json::Object(dict) if dict.contains_key("class") => {
            let name = given["class"].as_str().unwrap_or_default();
            Ok(Spec::Class(name.to_owned()))
        }
        Json::Object(dict) if dict.contains_key("void") => {
            Ok(Spec::Void(Box::new(spec_of(&given["void"])?)))
        }
        Json::Object(dict) if dict.contains_key("union") => {
            let (base, fields) = (spec_of(&given["union"][0])?, spec_of(&given["union"][1])?);
            Ok(Spec::Union(Box::new(base), Box::new(fields)))
        }
        Json::Object(dict) if dict.contains_key("by_name") => {
            let fields = given["by_name"].as_object().into_iter().flatten();
            let field = |(name, parts): (&String, &Json)| -> Outcome<PlacedSpec> {
                Ok(PlacedSpec {
                    name: name.clone(),
                    format: spec_of(&parts[0])?,
                    offset: parts[1].as_i64().unwrap_or_default(),
                    title: parts[2].as_str().map(str::to_owned),
                })
            };
            Ok(Spec::ByName(fields.map(field).collect::<Outcome<_>>()?))
        }
        Json::Object(dict) => {
            let texts = |key: &str| -> Vec<Option<String>> {
                let list = given[key].as_array().map_or(&[][..], Vec::as_slice);
                let texts = list.iter().map(|text| text.as_str().map(str::to_owned));
                texts.collect()
            };
            let formats = given["formats"].as_array().map_or(&[][..], Vec::as_slice);
            Ok(Spec::Dict(DictSpec {
                names: texts("names").into_iter().flatten().collect(),
                formats: formats.iter().map(spec_of).collect::<Outcome<_>>()?,
                offsets: dict.get("offsets").map(ints),
                titles: dict.contains_key("titles").then(|| texts("titles")),
                itemsize: given["itemsize"].as_i64(),
                aligned: given["aligned"] == true,
            }))
        }
        other => Err(unknown(&format!("no dtype: {other}"))),
    }
}

fn field_of(field: &Json) -> Outcome<FieldSpec> {
    let (title, name) = match &field[0] {
        Json::Array(both) => {
            let part = |place| both.get(place).and_then(Json::as_str);
            (part(0).map(str::to_owned), part(1))
        }
        name => (None, name.as_str()),
    };
    Ok(FieldSpec {
        name: name.unwrap_or_default().to_owned(),
        title,
        format: spec_of(&field[1])?,
        shape: field.get(2).map(ints),
    })
}

fn ints(list: &Json) -> Vec<i64> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(Json::as_i64).collect()
}
