//! What Python asks of an array, and what functions tell without a look at its elements, as calls to the engine.
//! Knows nothing of answers.

use engine::array::parts;
use engine::layout::Order;
use engine::print::{scalar_repr, shape_text};
use engine::promote::{self, Input};
use engine::ufunc::table::{self, Identity};
use engine::{Array, DType, Scalar};
use serde_json::Value as Json;

use crate::program::{Call, Outcome, Value, operand, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    if let Some(text) = asked(call)? {
        return Ok(Some(Value::Text(text)));
    }
    let array = match call.name {
        "getfield" => {
            let offset = call.args.get(2).and_then(Json::as_i64).unwrap_or(0);
            call.array(0)?.getfield(dtype(call, 1)?, offset)?
        }
        "setfield" => {
            let (array, value) = (call.array(0)?, call.value(1)?);
            array.setfield(operand(&value)?, dtype(call, 2)?, call.int(3)?)?;
            array
        }
        "ndarray" => {
            let strides = call.axes(call.options.get("strides"))?;
            let offset = call.options.get("offset").and_then(Json::as_i64);
            let order = match call.option("order", "C") {
                "F" => Order::F,
                _ => Order::C,
            };
            call.array(0)?.over_bytes(
                &call.ints(1)?,
                dtype(call, 2)?,
                offset.unwrap_or(0),
                strides.as_deref(),
                order,
            )?
        }
        "asarray_chkfinite" => call.array(0)?.asarray_chkfinite()?,
        "mT" => call.array(0)?.m_t()?,
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}

fn dtype(call: &Call<'_>, place: usize) -> Outcome<DType> {
    Ok(DType::from_name(call.text(place)?)?)
}

fn python(truth: bool) -> String {
    if truth { "True" } else { "False" }.to_owned()
}

/// A Python number's text.
fn float(value: f64) -> String {
    scalar_repr(Scalar::F64(value))
        .trim_start_matches("np.float64(")
        .trim_end_matches(')')
        .to_owned()
}

/// Operations that answer with a text.
fn asked(call: &Call<'_>) -> Outcome<Option<String>> {
    Ok(Some(match call.name {
        "python_bool" => python(call.array(0)?.truth()?),
        "python_int" => call.array(0)?.to_int()?.to_string(),
        "python_float" => float(call.array(0)?.to_float()?),
        "python_complex" => {
            let value = call.array(0)?.to_complex()?;
            let text = scalar_repr(Scalar::C128(value));
            let bare = text.strip_prefix("np.complex128").unwrap_or(&text);
            // Without a real part Python needs no brackets.
            match value.re == 0.0 && value.re.is_sign_positive() {
                true => bare.trim_matches(['(', ')']).to_owned(),
                false => bare.to_owned(),
            }
        }
        "python_index" => call.array(0)?.to_index()?.to_string(),
        "python_in" => {
            let value = match call.value(1)? {
                Value::Array(array) => array,
                Value::Number(number) => {
                    let own = match number {
                        Input::PyInt(_) => call.array(0)?.dtype(),
                        number => promote::result_type(&[number])?,
                    };
                    let own = if own.holds_numbers() && own != DType::Bool {
                        own
                    } else {
                        DType::I64
                    };
                    Array::scalar(promote::convert_assigned(number, own)?)?
                }
                other => return Err(unknown(&format!("no value: {other:?}"))),
            };
            python(call.array(0)?.contains(&value)?)
        }
        "told" => told(call)?,
        "ufunc_attribute" => {
            let row = table::find(call.text(0)?);
            let row = row.ok_or_else(|| unknown("no ufunc"))?;
            match call.text(1)? {
                "nin" => row.inputs.to_string(),
                "nout" => row.outputs().to_string(),
                "nargs" => (row.inputs + row.outputs()).to_string(),
                "identity" => match row.identity {
                    None => "None",
                    Some(Identity::Zero) => "0",
                    Some(Identity::One) => "1",
                    Some(Identity::MinusOne) => "-1",
                    Some(Identity::True) => "True",
                    Some(Identity::False) => "False",
                    Some(Identity::MinusInfinity) => "-inf",
                }
                .to_owned(),
                _ => format!("'{}'", row.name),
            }
        }
        _ => return Ok(None),
    }))
}

/// What a function tells of an array.
fn told(call: &Call<'_>) -> Outcome<String> {
    let array = call.array(0)?;
    Ok(match call.text(1)? {
        "ndim" => array.ndim().to_string(),
        "shape" => shape_text(array.shape()),
        "size" => {
            let axes = call.axes(call.args.get(2))?;
            array.size_along(axes.as_deref())?.to_string()
        }
        "isfortran" => python(array.f_contiguous() && !array.c_contiguous()),
        "iscomplexobj" => python(parts::iscomplexobj(&array)),
        "isrealobj" => python(!parts::iscomplexobj(&array)),
        other => return Err(unknown(&format!("nothing tells {other}"))),
    })
}
