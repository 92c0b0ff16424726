//! The parts of complex numbers, as calls to the engine.
//! Knows nothing of answers.

use engine::array::parts;
use serde_json::Value as Json;

use crate::program::{Call, Outcome, Value};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    let array = match call.name {
        "real" => call.array(0)?.real(),
        "imag" => call.array(0)?.imag()?,
        "angle" => {
            let degrees = call.options.get("deg") == Some(&Json::Bool(true));
            parts::angle(&call.array(0)?, degrees)?
        }
        "iscomplex" => parts::iscomplex(&call.array(0)?)?,
        "isreal" => parts::isreal(&call.array(0)?)?,
        "iscomplexobj" => {
            let answer = parts::iscomplexobj(&call.array(0)?);
            let text = if answer { "True" } else { "False" };
            return Ok(Some(Value::Text(text.to_owned())));
        }
        "real_if_close" => {
            let tolerance = call.options.get("tol").and_then(Json::as_f64);
            parts::real_if_close(&call.array(0)?, tolerance.unwrap_or(100.0))?
        }
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}
