//! Arrays as text and text as arrays: `savetxt`, `loadtxt`, `genfromtxt`, `fromstring`.
//! Knows nothing of answers.

use engine::DType;
use engine::print::array_repr;
use engine::text::{self, Formats, Load, Loaded, Save};
use serde_json::Value as Json;

use crate::program::{Call, Failure, Outcome, Value};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    Ok(Some(match call.name {
        "savetxt" => Value::Text(savetxt(call)?),
        "loadtxt" => answer(loadtxt(call)?),
        "loadtxt_repr" => Value::Text(shown(&loadtxt(call)?)),
        "fromstring" => {
            let dtype = dtype_given(call)?.unwrap_or(DType::F64);
            let count = call.options.get("count").and_then(Json::as_i64);
            let sep = call.option("sep", "");
            Value::Array(text::fromstring(
                call.text(0)?,
                dtype,
                count.unwrap_or(-1),
                sep,
            )?)
        }
        _ => return Ok(None),
    }))
}

fn savetxt(call: &Call<'_>) -> Outcome<String> {
    let usual = Save::default();
    let formats: Vec<&str> = texts(call.options.get("fmt"));
    let fmt = match call.options.get("fmt") {
        None => usual.fmt,
        Some(Json::String(one)) => Formats::One(one),
        Some(_) => Formats::Each(&formats),
    };
    let options = Save {
        fmt,
        delimiter: call.option("delimiter", usual.delimiter),
        newline: call.option("newline", usual.newline),
        header: call.option("header", usual.header),
        footer: call.option("footer", usual.footer),
        comments: call.option("comments", usual.comments),
    };
    Ok(text::savetxt(&call.array(0)?, &options)?)
}

/// One text or a list of them.
fn texts(given: Option<&Json>) -> Vec<&str> {
    match given {
        Some(Json::Array(list)) => list.iter().filter_map(Json::as_str).collect(),
        Some(Json::String(one)) => vec![one],
        _ => Vec::new(),
    }
}

fn loadtxt(call: &Call<'_>) -> Outcome<Loaded> {
    let usual = Load::default();
    let comments = texts(call.options.get("comments"));
    let usecols = call.axes(call.options.get("usecols"))?;
    let number = |key: &str| call.options.get(key).and_then(Json::as_i64);
    let word = |key: &str| call.options.get(key).and_then(Json::as_str);
    let options = Load {
        dtype: dtype_given(call)?.unwrap_or(usual.dtype),
        comments: match call.options.get("comments") {
            None => usual.comments,
            Some(_) => &comments,
        },
        delimiter: word("delimiter"),
        quotechar: word("quotechar"),
        skiprows: number("skiprows").unwrap_or(0),
        usecols: usecols.as_deref(),
        unpack: call.options.get("unpack") == Some(&Json::Bool(true)),
        ndmin: number("ndmin").unwrap_or(0),
        max_rows: number("max_rows"),
    };
    Ok(text::loadtxt(call.text(0)?, &options)?)
}

fn dtype_given(call: &Call<'_>) -> Outcome<Option<DType>> {
    let name = call.options.get("dtype").and_then(Json::as_str);
    name.map(|name| DType::from_name(name).map_err(Failure::from))
        .transpose()
}

fn answer(loaded: Loaded) -> Value {
    match loaded {
        Loaded::Array(array) => Value::Array(array),
        Loaded::Fields(fields) => Value::List(fields.into_iter().map(Value::Array).collect()),
    }
}

fn shown(loaded: &Loaded) -> String {
    match loaded {
        Loaded::Array(array) => array_repr(array),
        Loaded::Fields(fields) => {
            let texts: Vec<String> = fields.iter().map(array_repr).collect();
            texts.join("\n")
        }
    }
}
