//! Polynomials by their coefficients, and between them and numbers, as calls to the engine.
//! Knows nothing of answers.

use engine::{Array, Scalar, numeric};
use serde_json::Value as Json;

use super::several;
use crate::program::{Call, Outcome, Value};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    let order = || match call.args.len() {
        1 => Ok(1),
        _ => call.int(1),
    };
    Ok(Some(Value::Array(match call.name {
        "poly" => numeric::poly(&call.array(0)?)?,
        "roots" => numeric::roots(&call.array(0)?)?,
        "polyadd" => numeric::polyadd(&call.array(0)?, &call.array(1)?)?,
        "polysub" => numeric::polysub(&call.array(0)?, &call.array(1)?)?,
        "polymul" => numeric::polymul(&call.array(0)?, &call.array(1)?)?,
        "polydiv" => {
            let (quotient, rest) = numeric::polydiv(&call.array(0)?, &call.array(1)?)?;
            return Ok(Some(several(vec![quotient, rest])));
        }
        "polyder" => numeric::polyder(&call.array(0)?, order()?)?,
        "polyint" => {
            let constants = match call.args.len() {
                3 => Some(call.array(2)?),
                _ => None,
            };
            numeric::polyint(&call.array(0)?, order()?, constants.as_ref())?
        }
        "polyfit" => return fitted(call).map(Some),
        _ => return Ok(None),
    })))
}

fn fitted(call: &Call<'_>) -> Outcome<Value> {
    let (x, y) = (call.array(0)?, call.array(1)?);
    let weights = call.options.get("w").map(|one| call.array_of(one));
    let weights = weights.transpose()?;
    let rcond = call.options.get("rcond").and_then(Json::as_f64);
    let full = call.options.get("full") == Some(&Json::Bool(true));
    let degree = call.int(2)?;
    let fit = numeric::polyfit(&x, &y, degree, rcond, weights.as_ref(), full)?;
    if full {
        let squares = fit.squares;
        return Ok(several(vec![
            fit.coefficients,
            squares.residuals,
            squares.rank,
            squares.singular_values,
            Array::scalar(Scalar::F64(fit.rcond))?,
        ]));
    }
    let covariance = match call.options.get("cov") {
        Some(Json::Bool(true)) => fit.covariance(false)?,
        Some(Json::String(_)) => fit.covariance(true)?,
        _ => return Ok(Value::Array(fit.coefficients)),
    };
    Ok(several(vec![fit.coefficients, covariance]))
}
