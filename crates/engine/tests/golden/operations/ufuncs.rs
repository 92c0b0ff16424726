//! Methods of ufuncs and what is made of folds, as calls to the engine.
//! Knows nothing of answers.

use engine::Index;
use engine::reduce::{self, Options};
use engine::ufunc::{self, method, power};

use serde_json::Value as Json;

use super::{arguments, folded, items, several};
use crate::program::{Call, Outcome, Value, operand, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    if call.name == "ufunc_about" {
        return about(call).map(|text| Some(Value::Text(text)));
    }
    let array = match call.name {
        "reduce" => along(call, |array, options| {
            Ok(reduce::with(call.text(0)?, array, options)?)
        })?,
        "accumulate" => along(call, |array, options| {
            Ok(method::accumulate(call.text(0)?, array, options)?)
        })?,
        "reduceat" => along(call, |array, options| {
            Ok(method::reduceat(
                call.text(0)?,
                array,
                &call.ints(2)?,
                options,
            )?)
        })?,
        "outer_of" => {
            let (first, second) = (call.array(1)?, call.array(2)?);
            return arguments(call, |arguments| {
                let results = method::outer(call.text(0)?, &first, &second, arguments)?;
                Ok(Some(several(results)))
            });
        }
        "at" => {
            let array = call.array(1)?;
            let values = call.args.get(3).map(|_| call.value(3)).transpose()?;
            let values = values.as_ref().map(operand).transpose()?;
            method::at(call.text(0)?, &array, &places(call)?, values)?;
            array
        }
        "operator" => {
            let operands = (1..call.args.len())
                .map(|place| call.value(place))
                .collect::<Outcome<Vec<_>>>()?;
            let operands = operands.iter().map(operand).collect::<Outcome<Vec<_>>>()?;
            let sign = call.text(0)?;
            let row = ufunc::all().find(|row| {
                row.name == sign || row.operator == Some(sign) && row.inputs == operands.len()
            });
            let row = row.ok_or_else(|| unknown(&format!("no operator {sign}")))?;
            ufunc::call(row.name, &operands)?
        }
        "scalar_power" => {
            let (base, exponent) = (call.value(0)?, call.value(1)?);
            power::pow_of_scalars(operand(&base)?, operand(&exponent)?)?
        }
        "**" | "**=" => {
            let (base, exponent) = (call.value(0)?, call.value(1)?);
            let exponent = operand(&exponent)?;
            match &base {
                Value::Array(array) if call.name == "**=" => {
                    power::pow_in_place(array, exponent)?;
                    array.clone()
                }
                base => power::pow(operand(base)?, exponent)?,
            }
        }
        "ptp" => {
            let array = call.array(0)?;
            folded(call, |options| Ok(reduce::ptp(&array, options)?))?
        }
        "average" => return average(call).map(Some),
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}

/// A method of a ufunc on argument 1, along axis 0 where none is given.
fn along<T>(
    call: &Call<'_>,
    run: impl FnOnce(&engine::Array, Options<'_>) -> Outcome<T>,
) -> Outcome<T> {
    let array = call.array(1)?;
    folded(call, |options| {
        let axis = match call.options.get("axis") {
            None => Some(&[0][..]),
            Some(_) => options.axis,
        };
        run(&array, Options { axis, ..options })
    })
}

/// Index items: a list is the program of an index array, anything else a basic item.
fn places(call: &Call<'_>) -> Outcome<Vec<Index>> {
    let list = call.plain(2)?.as_array();
    let list = list.ok_or_else(|| unknown("no index"))?;
    list.iter()
        .map(|item| match item {
            Json::Array(_) => Ok(vec![Index::from(call.array_of(item)?)]),
            item => items(&Json::Array(vec![item.clone()])),
        })
        .collect::<Outcome<Vec<_>>>()
        .map(|items| items.concat())
}

fn average(call: &Call<'_>) -> Outcome<Value> {
    let array = call.array(0)?;
    let weights = call.options.get("weights").filter(|one| !one.is_null());
    let weights = weights.map(|one| call.array_of(one)).transpose()?;
    let (average, total) = folded(call, |options| {
        Ok(reduce::average(&array, weights.as_ref(), options)?)
    })?;
    Ok(match call.options.get("returned") {
        Some(_) => Value::List(vec![Value::Array(average), Value::Array(total)]),
        None => Value::Array(average),
    })
}

/// An attribute of a ufunc, as Python prints it.
fn about(call: &Call<'_>) -> Outcome<String> {
    let about = ufunc::about(call.text(0)?)?;
    let none = || "None".to_owned();
    Ok(match call.text(1)? {
        "nin" => about.nin.to_string(),
        "nout" => about.nout.to_string(),
        "nargs" => about.nargs.to_string(),
        "types" => about.types.join(" "),
        "ntypes" => about.ntypes.to_string(),
        "identity" => about
            .identity
            .map_or_else(none, |one| one.repr().to_owned()),
        "signature" => about.signature.map_or_else(none, str::to_owned),
        other => return Err(unknown(&format!("no attribute {other}"))),
    })
}
