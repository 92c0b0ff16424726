//! Rounding, nearness, running sums, order statistics and reductions without NaN, as calls to the engine.
//! Knows nothing of answers.

use engine::promote::Input;
use engine::reduce::{self, Method, Wanted};
use engine::ufunc::close::{self, Tolerance};
use engine::ufunc::rounding::{self, Replacements};
use engine::ufunc::special;
use engine::{Array, Scalar};
use serde_json::Value as Json;

use super::{arguments, folded};
use crate::program::{Call, Outcome, Value, number, operand, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    if let Some(array) = rounded(call)? {
        return Ok(Some(array));
    }
    if let Some(value) = compared(call)? {
        return Ok(Some(value));
    }
    let array = match call.name {
        "cumsum" | "cumprod" | "nancumsum" | "nancumprod" | "cumulative_sum"
        | "cumulative_prod" => running(call)?,
        "diff" => reduce::diff(
            &call.array(0)?,
            whole(call, "n")?.unwrap_or(1),
            whole(call, "axis")?.unwrap_or(-1),
            beside(call, "prepend")?.as_ref(),
            beside(call, "append")?.as_ref(),
        )?,
        "ediff1d" => reduce::ediff1d(
            &call.array(0)?,
            beside(call, "to_end")?.as_ref(),
            beside(call, "to_begin")?.as_ref(),
        )?,
        "unwrap" => reduce::unwrap(
            &call.array(0)?,
            real(call, "discont")?,
            whole(call, "axis")?.unwrap_or(-1),
            match call.options.get("period").and_then(Json::as_str) {
                Some(text) => number(text)?,
                None => Input::PyFloat(std::f64::consts::TAU),
            },
        )?,
        "count_nonzero" => {
            let array = call.array(0)?;
            folded(call, |options| Ok(reduce::count_nonzero(&array, options)?))?
        }
        "median" | "nanmedian" => {
            let array = call.array(0)?;
            let median = if call.name == "median" {
                reduce::median
            } else {
                reduce::nanmedian
            };
            folded(call, |options| Ok(median(&array, options)?))?
        }
        "quantile" | "percentile" | "nanquantile" | "nanpercentile" => quantile(call)?,
        name if reduce::NAN_NAMES.contains(&name) => {
            let array = call.array(0)?;
            folded(call, |options| Ok(reduce::nan_call(name, &array, options)?))?
        }
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}

fn rounded(call: &Call<'_>) -> Outcome<Option<Value>> {
    Ok(Some(Value::Array(match call.name {
        "round" => {
            let out = call.options.get("out").map(|out| call.array_of(out));
            let out = out.transpose()?;
            rounding::round(
                &call.array(0)?,
                whole(call, "decimals")?.unwrap_or(0),
                out.as_ref(),
            )?
        }
        "clipped" => {
            let array = call.array(0)?;
            let bounds = [bound(call, 1)?, bound(call, 2)?];
            let [low, high] = bounds.each_ref().map(|one| one.as_ref().map(operand));
            let (low, high) = (low.transpose()?, high.transpose()?);
            arguments(call, |arguments| {
                Ok(rounding::clip(&array, low, high, arguments)?)
            })?
        }
        "nan_to_num" => {
            let array = call.array(0)?;
            let replacements = Replacements {
                nan: real(call, "nan")?.unwrap_or(0.0),
                positive: real(call, "posinf")?,
                negative: real(call, "neginf")?,
            };
            match call.options.get("copy") {
                Some(Json::Bool(false)) => {
                    rounding::nan_to_num_in_place(&array, replacements)?;
                    array
                }
                _ => rounding::nan_to_num(&array, replacements)?,
            }
        }
        "isposinf" | "isneginf" => {
            let negative = call.name == "isneginf";
            rounding::is_infinite_with_sign(
                &call.array(0)?,
                negative,
                beside(call, "out")?.as_ref(),
            )?
        }
        "fix" => rounding::fix(&call.array(0)?, beside(call, "out")?.as_ref())?,
        "sinc" => special::sinc(&call.array(0)?)?,
        "i0" => special::i0(&call.array(0)?)?,
        _ => return Ok(None),
    })))
}

fn compared(call: &Call<'_>) -> Outcome<Option<Value>> {
    let tolerance = || -> Outcome<Tolerance> {
        let usual = Tolerance::default();
        Ok(Tolerance {
            relative: real(call, "rtol")?.unwrap_or(usual.relative),
            absolute: real(call, "atol")?.unwrap_or(usual.absolute),
            equal_nan: flag(call, "equal_nan"),
        })
    };
    let truth = match call.name {
        "isclose" | "allclose" => {
            let values = call.values()?;
            let operands = values.iter().map(operand).collect::<Outcome<Vec<_>>>()?;
            let &[first, second] = operands.as_slice() else {
                return Err(unknown("two numbers are compared"));
            };
            if call.name == "isclose" {
                let array = close::isclose(first, second, tolerance()?)?;
                return Ok(Some(Value::Array(array)));
            }
            close::allclose(first, second, tolerance()?)?
        }
        "array_equal" => {
            close::array_equal(&call.array(0)?, &call.array(1)?, flag(call, "equal_nan"))?
        }
        "array_equiv" => close::array_equiv(&call.array(0)?, &call.array(1)?)?,
        _ => return Ok(None),
    };
    let text = if truth { "True" } else { "False" };
    Ok(Some(Value::Text(text.to_owned())))
}

fn running(call: &Call<'_>) -> Outcome<Array> {
    let array = call.array(0)?;
    let axis = whole(call, "axis")?;
    let initial = flag(call, "include_initial");
    folded(call, |options| {
        Ok(match call.name {
            "cumulative_sum" => reduce::cumulative_sum(&array, axis, initial, options)?,
            "cumulative_prod" => reduce::cumulative_prod(&array, axis, initial, options)?,
            "cumsum" => reduce::cumsum(&array, axis, options)?,
            "cumprod" => reduce::cumprod(&array, axis, options)?,
            name => reduce::nan_call(name, &array, options)?,
        })
    })
}

fn quantile(call: &Call<'_>) -> Outcome<Array> {
    let array = call.array(0)?;
    let points = call.value(1)?;
    let wanted = match &points {
        Value::Array(points) => Wanted::Array(points),
        Value::Number(Input::PyFloat(number)) => Wanted::Number(*number),
        Value::Number(Input::PyInt(number)) => {
            Wanted::Whole(i64::try_from(*number).unwrap_or(i64::MAX))
        }
        other => return Err(unknown(&format!("no quantiles: {other:?}"))),
    };
    let weights = call.options.get("weights").filter(|one| !one.is_null());
    let weights = weights.map(|one| call.array_of(one)).transpose()?;
    let method = Method {
        name: call.option("method", "linear"),
        weights: weights.as_ref(),
    };
    let function = match call.name {
        "quantile" => reduce::quantile,
        "percentile" => reduce::percentile,
        "nanquantile" => reduce::nanquantile,
        _ => reduce::nanpercentile,
    };
    folded(call, |options| {
        Ok(function(&array, wanted, method, options)?)
    })
}

/// A bound of `clip`; nothing where it is null.
fn bound(call: &Call<'_>, place: usize) -> Outcome<Option<Value>> {
    match call.args.get(place) {
        None | Some(Json::Null) => Ok(None),
        Some(_) => call.value(place).map(Some),
    }
}

/// An option that is a program of an array or of a number.
fn beside(call: &Call<'_>, key: &str) -> Outcome<Option<Array>> {
    let Some(program) = call.options.get(key) else {
        return Ok(None);
    };
    let text = program
        .as_array()
        .filter(|items| items.first().and_then(Json::as_str) == Some("py"))
        .and_then(|items| items.get(1)?.as_str());
    let Some(text) = text else {
        return call.array_of(program).map(Some);
    };
    let scalar = match number(text)? {
        Input::PyBool(value) => Scalar::Bool(value),
        Input::PyInt(value) => Scalar::I64(i64::try_from(value).unwrap_or(i64::MAX)),
        Input::PyFloat(value) => Scalar::F64(value),
        other => return Err(unknown(&format!("{other:?}"))),
    };
    Ok(Some(Array::scalar(scalar)?))
}

fn whole(call: &Call<'_>, key: &str) -> Outcome<Option<i64>> {
    let found = call.options.get(key).filter(|value| !value.is_null());
    found
        .map(|value| value.as_i64().ok_or_else(|| unknown(key)))
        .transpose()
}

fn real(call: &Call<'_>, key: &str) -> Outcome<Option<f64>> {
    let found = call.options.get(key).filter(|value| !value.is_null());
    found
        .map(|value| {
            let text = value.as_str().ok_or_else(|| unknown(key))?;
            text.parse().map_err(|_| unknown(text))
        })
        .transpose()
}

fn flag(call: &Call<'_>, key: &str) -> bool {
    call.options.get(key) == Some(&Json::Bool(true))
}
