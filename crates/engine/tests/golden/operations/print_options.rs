//! Printing: arrays under options, single floats, integers in other bases.
//! Knows nothing of answers.

use engine::Scalar;
use engine::print::{
    self, FloatMode, Frame, Options, Positional, Scientific, Sign, Trim, count_from_integer,
};
use serde_json::Value as Json;

use crate::program::{Call, Outcome, Value, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    let text = match call.name {
        "printed" => printed(call)?,
        "array2string" => array2string(call)?,
        "array_repr" => print::array_repr_with(&call.array(0)?, &options(call)?),
        "array_str" => print::array_str_with(&call.array(0)?, &options(call)?),
        "positional" => {
            let options = positional(call)?;
            each(call, |value| {
                print::format_float_positional(value, &options)
            })?
        }
        "scientific" => {
            let options = scientific(call)?;
            each(call, |value| {
                print::format_float_scientific(value, &options)
            })?
        }
        "base_repr" => print::base_repr(integer(call)?, call.int(1)?, call.int(2)?)?,
        "binary_repr" => print::binary_repr(integer(call)?, call.plain(1)?.as_i64())?,
        _ => return Ok(None),
    };
    Ok(Some(Value::Text(text)))
}

/// More elements than this nobody asks for the texts of.
const MOST: usize = 10_000;

/// The texts of all elements.
fn each(call: &Call<'_>, text: impl Fn(Scalar) -> engine::Result<String>) -> Outcome<String> {
    let texts: engine::Result<Vec<String>> =
        call.array(0)?.scalars().take(MOST).map(text).collect();
    Ok(texts?.join("|"))
}

fn integer(call: &Call<'_>) -> Outcome<i128> {
    let text = call.text(0)?;
    text.parse()
        .map_err(|error| unknown(&format!("{text}: {error}")))
}

/// `repr` and `str` under other print options.
fn printed(call: &Call<'_>) -> Outcome<String> {
    let array = call.array(0)?;
    let _scope = print::printoptions(options(call)?);
    Ok(format!(
        "{}\n{}",
        print::array_repr(&array),
        print::array_str(&array)
    ))
}

fn array2string(call: &Call<'_>) -> Outcome<String> {
    let plain = |value: Scalar| format!("<{}>", print::scalar_str(value));
    let frame = Frame {
        separator: call.option("separator", " "),
        prefix: call.option("prefix", ""),
        suffix: call.option("suffix", ""),
        formatter: match call.options.get("formatter") {
            Some(_) => Some(&plain),
            None => None,
        },
    };
    let array = call.array(0)?;
    Ok(print::array2string(&array, &options(call)?, &frame))
}

/// The options that hold by themselves, but for those given.
fn options(call: &Call<'_>) -> Outcome<Options> {
    let mut options = print::get_printoptions();
    for (key, value) in call.options {
        let number = || {
            value
                .as_i64()
                .ok_or_else(|| unknown(&format!("{key}: {value}")))
        };
        let text = value.as_str().unwrap_or_default();
        match key.as_str() {
            "precision" => options.precision = count_from_integer(number()?, key)?,
            "threshold" => options.threshold = number()?,
            "edgeitems" => options.edgeitems = number()?,
            "linewidth" | "max_line_width" => {
                options.linewidth = count_from_integer(number()?, key)?;
            }
            "suppress" | "suppress_small" => options.suppress = *value == Json::Bool(true),
            "nanstr" => options.nanstr = text.to_owned(),
            "infstr" => options.infstr = text.to_owned(),
            "sign" => options.sign = Sign::from_name(text)?,
            "floatmode" => options.floatmode = FloatMode::from_name(text)?,
            "separator" | "prefix" | "suffix" | "formatter" => {}
            _ => return Err(unknown(&format!("no print option {key}"))),
        }
    }
    Ok(options)
}

fn count(call: &Call<'_>, key: &str) -> Outcome<Option<usize>> {
    let given = call.options.get(key).and_then(Json::as_i64);
    Ok(given
        .map(|given| count_from_integer(given, key))
        .transpose()?)
}

fn flag(call: &Call<'_>, key: &str, usual: bool) -> bool {
    call.options
        .get(key)
        .and_then(Json::as_bool)
        .unwrap_or(usual)
}

fn positional(call: &Call<'_>) -> Outcome<Positional> {
    Ok(Positional {
        precision: count(call, "precision")?,
        unique: flag(call, "unique", true),
        fractional: flag(call, "fractional", true),
        trim: Trim::from_name(call.option("trim", "k"))?,
        sign: flag(call, "sign", false),
        pad_left: count(call, "pad_left")?,
        pad_right: count(call, "pad_right")?,
        min_digits: count(call, "min_digits")?,
    })
}

fn scientific(call: &Call<'_>) -> Outcome<Scientific> {
    Ok(Scientific {
        precision: count(call, "precision")?,
        unique: flag(call, "unique", true),
        trim: Trim::from_name(call.option("trim", "k"))?,
        sign: flag(call, "sign", false),
        pad_left: count(call, "pad_left")?,
        exp_digits: count(call, "exp_digits")?,
        min_digits: count(call, "min_digits")?,
    })
}
