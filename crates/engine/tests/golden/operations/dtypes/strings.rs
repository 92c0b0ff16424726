//! The functions of `np.strings` and `np.char`, as calls to the engine.
//! Knows nothing of answers.

use engine::strings::{self, Side};
use engine::{Array, Scalar};
use serde_json::Value as Json;

use crate::program::{Call, Outcome, Value};

const ASKED: [&str; 9] = [
    "isalpha",
    "isalnum",
    "isdigit",
    "isdecimal",
    "isnumeric",
    "isspace",
    "islower",
    "isupper",
    "istitle",
];
const CHANGED: [&str; 5] = ["upper", "lower", "swapcase", "title", "capitalize"];

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    if let Some(name) = call.name.strip_prefix("char_") {
        let compared = strings::char_compare(name, &call.array(0)?, &call.array(1)?)?;
        return Ok(Some(Value::Array(compared)));
    }
    if let "==" | "!=" = call.name {
        let negated = call.name == "!=";
        let compared = strings::equals(&call.array(0)?, &call.array(1)?, negated)?;
        return Ok(Some(Value::Array(compared)));
    }
    let Some(name) = call.name.strip_prefix("str_") else {
        return Ok(None);
    };
    if ASKED.contains(&name) {
        return Ok(Some(Value::Array(strings::ask(name, &call.array(0)?)?)));
    }
    if CHANGED.contains(&name) {
        return Ok(Some(Value::Array(strings::change(name, &call.array(0)?)?)));
    }
    let array = match name {
        "len" => strings::str_len(&call.array(0)?)?,
        "add" => strings::add(&call.array(0)?, &call.array(1)?)?,
        "multiply" => strings::multiply(&call.array(0)?, &counts(call, 1)?)?,
        "join" => strings::join(&call.array(0)?, &call.array(1)?)?,
        "strip" => stripped(call, Side::Both)?,
        "lstrip" => stripped(call, Side::Left)?,
        "rstrip" => stripped(call, Side::Right)?,
        "find" | "rfind" | "index" | "rindex" | "count" | "startswith" | "endswith" => {
            sought(call, name)?
        }
        "replace" => {
            let count = call.args.get(3).and_then(Json::as_i64);
            strings::replace(&call.array(0)?, &call.array(1)?, &call.array(2)?, count)?
        }
        "center" => justified(call, Side::Both)?,
        "ljust" => justified(call, Side::Left)?,
        "rjust" => justified(call, Side::Right)?,
        "zfill" => strings::zfill(&call.array(0)?, &counts(call, 1)?)?,
        "slice" => {
            let place = |place: usize| call.args.get(place).and_then(Json::as_i64);
            // As Python's slice: a lone number is where it stops.
            match call.args.len() {
                2 => strings::slice(&call.array(0)?, None, place(1), None)?,
                _ => strings::slice(&call.array(0)?, place(1), place(2), place(3))?,
            }
        }
        "partition" => return parted(call, Side::Left).map(Some),
        "rpartition" => return parted(call, Side::Right).map(Some),
        "encode" => strings::encode(&call.array(0)?)?,
        "decode" => strings::decode(&call.array(0)?)?,
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}

/// Whole numbers: a plain one, or an array.
fn counts(call: &Call<'_>, place: usize) -> Outcome<Array> {
    match call.plain(place)?.as_i64() {
        Some(number) => Ok(Array::scalar(Scalar::I64(number))?),
        None => call.array(place),
    }
}

fn stripped(call: &Call<'_>, side: Side) -> Outcome<Array> {
    let set = match call.args.len() {
        1 => None,
        _ => Some(call.array(1)?),
    };
    Ok(strings::strip(&call.array(0)?, set.as_ref(), side)?)
}

fn sought(call: &Call<'_>, name: &str) -> Outcome<Array> {
    let (array, part) = (call.array(0)?, call.array(1)?);
    let start = call.args.get(2).and_then(Json::as_i64).unwrap_or(0);
    let stop = call.args.get(3).and_then(Json::as_i64);
    Ok(match name {
        "find" => strings::find(&array, &part, start, stop, Side::Left)?,
        "rfind" => strings::find(&array, &part, start, stop, Side::Right)?,
        "index" => strings::index(&array, &part, start, stop, Side::Left)?,
        "rindex" => strings::index(&array, &part, start, stop, Side::Right)?,
        "count" => strings::count(&array, &part, start, stop)?,
        "startswith" => strings::startswith(&array, &part, start, stop)?,
        _ => strings::endswith(&array, &part, start, stop)?,
    })
}

fn justified(call: &Call<'_>, side: Side) -> Outcome<Array> {
    let fill = match call.args.len() {
        2 => Array::from_value(&engine::records::Value::Text(" ".to_owned()), None)?,
        _ => call.array(2)?,
    };
    Ok(strings::just(
        &call.array(0)?,
        &counts(call, 1)?,
        &fill,
        side,
    )?)
}

fn parted(call: &Call<'_>, side: Side) -> Outcome<Value> {
    let parts = strings::partition(&call.array(0)?, &call.array(1)?, side)?;
    Ok(Value::List(parts.into_iter().map(Value::Array).collect()))
}
