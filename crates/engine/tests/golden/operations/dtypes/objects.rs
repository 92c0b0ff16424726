//! Dtypes as objects, and what NumPy says about them, as calls to the engine. Knows nothing of answers.

use engine::cast::{Casting, can_cast};
use engine::print::{scalar_repr, shape_text};
use engine::promote::{Input, result_type, try_promote_types};
use engine::{DType, Scalar, records, typeinfo};
use serde_json::Value as Json;

use super::values::{dtype_of, spec_of, value_of};
use crate::operations::casting;
use crate::program::{Call, Outcome, Value, number, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    let text = match call.name {
        "dtype" => aligned(call, 1)?.repr(),
        "dtype_reordered" => {
            let dtype = dtype_of(call.plain(0)?)?.newbyteorder(call.text(1)?)?;
            match dtype.names() {
                None => dtype.array_interface_code(),
                Some(_) => dtype.repr(),
            }
        }
        "dtype_str" => aligned(call, 1)?.to_string(),
        "dtype_attribute" => attribute(aligned(call, 2)?, call.text(1)?)?,
        "dtype_field" => {
            let dtype = dtype_of(call.plain(0)?)?;
            match call.plain(1)?.as_str() {
                Some(name) => dtype.field(name)?.repr(),
                None => dtype.nth_field(call.int(1)?)?.repr(),
            }
        }
        "dtype_compare" => {
            let (one, two) = (dtype_of(call.plain(0)?)?, dtype_of(call.plain(2)?)?);
            truth(match call.text(1)? {
                "==" => one == two,
                "!=" => one != two,
                "<" => one.is_below(two),
                "<=" => one == two || one.is_below(two),
                ">" => two.is_below(one),
                _ => one == two || two.is_below(one),
            })
        }
        "dtype_told" => {
            let dtype = call.array(0)?.dtype();
            let mut words = vec![
                dtype.repr(),
                dtype.byteorder().to_string(),
                dtype.scalar_class(),
            ];
            words.extend(dtype.record_fields().iter().map(|field| field.dtype.repr()));
            words.join(" ")
        }
        "iinfo" => integer_limit(call)?,
        "finfo" => float_limit(call)?,
        "castable" => {
            let rule = match call.args.get(2).and_then(Json::as_str) {
                Some(rule) => casting(rule)?,
                None => Casting::Safe,
            };
            truth(can_cast(
                dtype_of(call.plain(0)?)?,
                dtype_of(call.plain(1)?)?,
                rule,
            ))
        }
        "joined_type" => {
            try_promote_types(dtype_of(call.plain(0)?)?, dtype_of(call.plain(1)?)?)?.repr()
        }
        "result_dtype" => {
            let inputs = call.args.iter().map(input).collect::<Outcome<Vec<_>>>()?;
            result_type(&inputs)?.repr()
        }
        "min_scalar_type" => typeinfo::min_scalar_type(number(call.text(0)?)?).repr(),
        "common_type" => {
            let dtypes = call
                .args
                .iter()
                .map(|one| Ok(dtype_of(one)?.base()))
                .collect::<Outcome<Vec<_>>>()?;
            typeinfo::common_type(&dtypes)?.repr()
        }
        "isdtype" => {
            let kinds = call.plain(1)?;
            let kinds: Vec<&str> = match kinds.as_str() {
                Some(kind) => vec![kind],
                None => {
                    let list = kinds.as_array().map_or(&[][..], Vec::as_slice);
                    list.iter().filter_map(Json::as_str).collect()
                }
            };
            truth(typeinfo::isdtype(dtype_of(call.plain(0)?)?, &kinds)?)
        }
        "issubdtype" => truth(typeinfo::issubdtype(
            dtype_of(call.plain(0)?)?,
            call.text(1)?,
        )),
        _ => return Ok(None),
    };
    Ok(Some(Value::Text(text)))
}

/// The dtype of the first argument, aligned where the argument at this place says so.
fn aligned(call: &Call<'_>, place: usize) -> Outcome<DType> {
    let align = call.args.get(place) == Some(&Json::Bool(true))
        || call.options.get("align") == Some(&Json::Bool(true));
    Ok(DType::from_spec(&spec_of(call.plain(0)?)?, align)?)
}

fn truth(answer: bool) -> String {
    if answer { "True" } else { "False" }.to_owned()
}

fn attribute(dtype: DType, name: &str) -> Outcome<String> {
    Ok(match name {
        "kind" => dtype.kind().letter().to_string(),
        "char" => dtype.code().to_string(),
        "num" => dtype.num().to_string(),
        "itemsize" => dtype.itemsize().to_string(),
        "alignment" => dtype.alignment().to_string(),
        "byteorder" => dtype.byteorder().to_string(),
        "name" => dtype.name().to_owned(),
        "str" => dtype.array_interface_code(),
        "descr" => dtype.descr_text()?,
        "names" => match dtype.names() {
            None => "None".to_owned(),
            Some(names) => {
                let names = names
                    .into_iter()
                    .map(|name| records::Value::Text(name.to_owned()));
                records::Value::Record(names.collect()).repr()
            }
        },
        "fields" => dtype.fields_text(),
        "shape" => shape_text(dtype.subarray_shape()),
        "subdtype" => match dtype {
            DType::Sub(_) => {
                let shape = shape_text(dtype.subarray_shape());
                format!("({}, {shape})", dtype.base().repr())
            }
            _ => "None".to_owned(),
        },
        "base" => dtype.base().repr(),
        "ndim" => dtype.subarray_shape().len().to_string(),
        "hasobject" => "False".to_owned(),
        "isnative" => truth(dtype.isnative()),
        "isbuiltin" => dtype.isbuiltin().to_string(),
        "isalignedstruct" => truth(dtype.isalignedstruct()),
        "type" => dtype.scalar_class(),
        "len" => dtype.record_fields().len().to_string(),
        other => return Err(unknown(&format!("no attribute {other}"))),
    })
}

fn integer_limit(call: &Call<'_>) -> Outcome<String> {
    let info = typeinfo::iinfo(dtype_of(call.plain(0)?)?)?;
    Ok(match call.text(1)? {
        "repr" => info.repr(),
        "str" => info.to_string(),
        "min" => info.min.to_string(),
        "max" => info.max.to_string(),
        _ => info.bits.to_string(),
    })
}

fn float_limit(call: &Call<'_>) -> Outcome<String> {
    let info = typeinfo::finfo(dtype_of(call.plain(0)?)?)?;
    let of = |value: Scalar| scalar_repr(value);
    Ok(match call.text(1)? {
        "repr" => info.repr(),
        "str" => info.to_string(),
        "bits" => info.bits.to_string(),
        "eps" => of(info.eps),
        "epsneg" => of(info.epsneg),
        "max" => of(info.max),
        "min" => of(info.min),
        "tiny" | "smallest_normal" => of(info.smallest_normal),
        "smallest_subnormal" => of(info.smallest_subnormal),
        "resolution" => of(info.resolution),
        "precision" => info.precision.to_string(),
        "nmant" => info.nmant.to_string(),
        "nexp" | "iexp" => info.nexp.to_string(),
        "maxexp" => info.maxexp.to_string(),
        "minexp" => info.minexp.to_string(),
        "machep" => (-info.nmant).to_string(),
        "negep" => (-info.nmant - 1).to_string(),
        "dtype" => info.dtype.repr(),
        other => return Err(unknown(&format!("no limit {other}"))),
    })
}

/// A dtype, or a Python number as `{"py": …}`.
fn input(given: &Json) -> Outcome<Input> {
    let Some(python) = given.get("py") else {
        return Ok(Input::Array(dtype_of(given)?));
    };
    Ok(match value_of(python)? {
        records::Value::Number(Scalar::Bool(value)) => Input::PyBool(value),
        records::Value::Number(Scalar::I64(value)) => Input::PyInt(value.into()),
        records::Value::Number(Scalar::U64(value)) => Input::PyInt(value.into()),
        records::Value::Number(Scalar::F64(value)) => Input::PyFloat(value),
        records::Value::Number(Scalar::C128(value)) => Input::PyComplex(value),
        other => return Err(unknown(&format!("no Python number: {other:?}"))),
    })
}
