//! Products, `einsum` and what `np.linalg` offers, as calls to the engine.
//! Knows nothing of answers.

use engine::Array;
use engine::linalg;

use crate::program::{Call, Outcome, Value};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    Ok(product(call)?.map(Value::Array))
}

/// Products of two arrays.
fn product(call: &Call<'_>) -> Outcome<Option<Array>> {
    let function: fn(&Array, &Array) -> engine::Result<Array> = match call.name {
        "dot" => linalg::dot,
        "vdot" => linalg::vdot,
        "inner" => linalg::inner,
        "outer" => linalg::outer,
        "matmul" => linalg::matmul,
        "matvec" => linalg::matvec,
        "vecmat" => linalg::vecmat,
        "vecdot" => {
            let axis = call.options.get("axis").and_then(serde_json::Value::as_i64);
            let found = linalg::vecdot(&call.array(0)?, &call.array(1)?, axis.unwrap_or(-1));
            return Ok(Some(found?));
        }
        _ => return Ok(None),
    };
    Ok(Some(function(&call.array(0)?, &call.array(1)?)?))
}
