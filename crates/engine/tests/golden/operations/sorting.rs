//! Sorting, searching, sets, bins, and what is computed along a sequence, as calls to the engine.
//! Knows nothing of answers.

use engine::sort;
use serde_json::Value as Json;

use crate::program::{Call, Outcome, Value, unknown};

/// Runs an operation of these rooms.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    let array = match call.name {
        "sort" => sort::sort(&call.array(0)?, axis(call)?, kind(call)?)?,
        "argsort" => sort::argsort(&call.array(0)?, axis(call)?, kind(call)?)?,
        "partition" => sort::partition(&call.array(0)?, &ranks(call)?, axis(call)?)?,
        "argpartition" => sort::argpartition(&call.array(0)?, &ranks(call)?, axis(call)?)?,
        "sort_in_place" => {
            let array = call.array(0)?;
            sort::sort_in_place(&array, axis(call)?.unwrap_or(-1), kind(call)?)?;
            array
        }
        "partition_in_place" => {
            let array = call.array(0)?;
            sort::partition_in_place(&array, &ranks(call)?, axis(call)?.unwrap_or(-1))?;
            array
        }
        "lexsort" => {
            let keys = call.plain(0)?.as_array();
            let keys = keys.ok_or_else(|| unknown("lexsort takes a list of keys"))?;
            let keys = keys
                .iter()
                .map(|key| call.array_of(key))
                .collect::<Outcome<Vec<_>>>()?;
            sort::lexsort(&keys, axis(call)?.unwrap_or(-1))?
        }
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}

/// The `axis` keyword argument: -1 where it is left out, nothing where it is null.
fn axis(call: &Call<'_>) -> Outcome<Option<i64>> {
    match call.options.get("axis") {
        None => Ok(Some(-1)),
        Some(Json::Null) => Ok(None),
        Some(axis) => axis
            .as_i64()
            .map(Some)
            .ok_or_else(|| unknown("axis is no integer")),
    }
}

fn kind(call: &Call<'_>) -> Outcome<sort::Kind> {
    Ok(sort::Kind::from_name(call.option("kind", "quicksort"))?)
}

fn ranks(call: &Call<'_>) -> Outcome<Vec<i64>> {
    let ranks = call.axes(call.args.get(1))?;
    ranks.ok_or_else(|| unknown("a partition needs ranks"))
}
