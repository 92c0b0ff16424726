//! The functions of `np.strings` and `np.char`, as calls to the engine.
//! Knows nothing of answers.

use engine::strings::{self, Between, Side, Table};
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
        if let Some(value) = of_char(call, name)? {
            return Ok(Some(value));
        }
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
            let count = counts_given(call, 3)?;
            let (old, new) = (call.array(1)?, call.array(2)?);
            strings::replace(&call.array(0)?, &old, &new, count.as_ref())?
        }
        "mod" => strings::modulo(&call.array(0)?, &counts(call, 1)?)?,
        "translate" => translated(call)?,
        "expandtabs" => {
            let distance = counts_given(call, 1)?;
            let usual = Array::scalar(Scalar::I64(8))?;
            strings::expandtabs(&call.array(0)?, distance.as_ref().unwrap_or(&usual))?
        }
        "center" => justified(call, Side::Both)?,
        "ljust" => justified(call, Side::Left)?,
        "rjust" => justified(call, Side::Right)?,
        "zfill" => strings::zfill(&call.array(0)?, &counts(call, 1)?)?,
        "slice" => {
            let array = call.array(0)?;
            let [one, two, three] = [1, 2, 3].map(|place| counts_given(call, place));
            let (one, two, three) = (one?, two?, three?);
            // As Python's slice: a lone number is where it stops.
            match call.args.len() {
                2 => strings::slice(&array, None, one.as_ref(), None)?,
                _ => strings::slice(&array, one.as_ref(), two.as_ref(), three.as_ref())?,
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

/// What only `np.char` has.
fn of_char(call: &Call<'_>, name: &str) -> Outcome<Option<Value>> {
    let array = match name {
        "partition" => strings::char_partition(&call.array(0)?, &call.array(1)?, Side::Left)?,
        "rpartition" => strings::char_partition(&call.array(0)?, &call.array(1)?, Side::Right)?,
        "multiply" => strings::char_multiply(&call.array(0)?, &counts(call, 1)?)?,
        "compare" => {
            let rstrip = call.plain(3)?.as_bool().unwrap_or(false);
            let (a, b) = (call.array(0)?, call.array(1)?);
            strings::compare_chararrays(&a, &b, call.text(2)?, rstrip)?
        }
        "split" | "rsplit" | "splitlines" => strings::split(name, &call.array(0)?)?,
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}

/// Numbers: a plain one, or an array.
fn counts(call: &Call<'_>, place: usize) -> Outcome<Array> {
    match call.plain(place)? {
        Json::Bool(one) => Ok(Array::scalar(Scalar::Bool(*one))?),
        Json::Number(number) => Ok(Array::scalar(match number.as_i64() {
            Some(whole) => Scalar::I64(whole),
            None => Scalar::F64(number.as_f64().unwrap_or_default()),
        })?),
        _ => call.array(place),
    }
}

/// [`counts`] where there are any.
fn counts_given(call: &Call<'_>, place: usize) -> Outcome<Option<Array>> {
    match call.args.get(place) {
        None | Some(Json::Null) => Ok(None),
        Some(_) => counts(call, place).map(Some),
    }
}

/// A table as a text, or as pairs of a character and a text or null; of bytes as a list of 256 and what is deleted.
fn translated(call: &Call<'_>) -> Outcome<Array> {
    let array = call.array(0)?;
    let codes = |list: &Json| -> Vec<u8> {
        let list = list.as_array().map_or(&[][..], Vec::as_slice);
        let codes = list.iter().filter_map(Json::as_u64);
        codes.filter_map(|code| u8::try_from(code).ok()).collect()
    };
    let options = call.options;
    if let Some(Json::String(text)) = options.get("text") {
        return Ok(strings::translate(&array, Table::Text(text))?);
    }
    if let Some(Json::Object(pairs)) = options.get("map") {
        let pairs: Vec<(char, &str)> = pairs
            .iter()
            .filter_map(|(from, to)| Some((from.chars().next()?, to.as_str().unwrap_or(""))))
            .collect();
        return Ok(strings::translate(&array, Table::Map(&pairs))?);
    }
    let table = options
        .get("bytes")
        .filter(|list| !list.is_null())
        .map(codes);
    let deleted = options.get("delete").map(codes).unwrap_or_default();
    Ok(strings::translate(
        &array,
        Table::Bytes(table.as_deref(), &deleted),
    )?)
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
    let (start, stop) = (counts_given(call, 2)?, counts_given(call, 3)?);
    let between = Between {
        start: start.as_ref(),
        stop: stop.as_ref(),
    };
    Ok(match name {
        "find" => strings::find(&array, &part, between, Side::Left)?,
        "rfind" => strings::find(&array, &part, between, Side::Right)?,
        "index" => strings::index(&array, &part, between, Side::Left)?,
        "rindex" => strings::index(&array, &part, between, Side::Right)?,
        "count" => strings::count(&array, &part, between)?,
        "startswith" => strings::startswith(&array, &part, between)?,
        _ => strings::endswith(&array, &part, between)?,
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
