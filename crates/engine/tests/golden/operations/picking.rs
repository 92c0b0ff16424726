//! Advanced indexing, and the functions that take, put, choose or find elements by index, as calls to the engine.
//! Knows nothing of answers.

use engine::index::{grid, select};
use engine::layout::Order;
use engine::plan::Bounds;
use engine::promote::{self, Input};
use engine::ufunc::{self, Operand};
use engine::{Array, Index};
use serde_json::Value as Json;

use super::{casting, items};
use crate::program::{Call, Outcome, Value, operand, unknown};

/// Runs an operation of these rooms.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    if let Some(array) = one(call)? {
        return Ok(Some(Value::Array(array)));
    }
    let arrays = several(call)?;
    Ok(arrays.map(|arrays| Value::List(arrays.into_iter().map(Value::Array).collect())))
}

/// Operations with one result.
fn one(call: &Call<'_>) -> Outcome<Option<Array>> {
    Ok(Some(match call.name {
        "the" => call.array_of(call.plain(0)?)?,
        "pick" => call.array(0)?.index(&index(call)?)?,
        "take" => {
            let (array, positions) = (call.array(0)?, array_of(call, call.plain(1)?)?);
            match call.options.get("out") {
                Some(out) => {
                    let out = call.array_of(out)?;
                    array.take_into(&positions, axis(call)?, bounds(call)?, &out)?;
                    out
                }
                None => array.take(&positions, axis(call)?, bounds(call)?)?,
            }
        }
        "choose" => chosen(call)?,
        "compress" => {
            let condition = array_of(call, call.plain(0)?)?;
            match call.options.get("out") {
                Some(out) => {
                    let out = call.array_of(out)?;
                    call.array(1)?
                        .compress_into(&condition, axis(call)?, &out)?;
                    out
                }
                None => call.array(1)?.compress(&condition, axis(call)?)?,
            }
        }
        "extract" => call.array(1)?.extract(&array_of(call, call.plain(0)?)?)?,
        "argwhere" => call.array(0)?.argwhere()?,
        "flatnonzero" => call.array(0)?.flatnonzero()?,
        "where" if call.args.len() == 3 => {
            let condition = array_of(call, call.plain(0)?)?;
            let (x, y) = (call.value(1)?, call.value(2)?);
            select::where_(&condition, operand(&x)?, operand(&y)?)?
        }
        "select" => selected(call)?,
        "piecewise" => pieced(call)?,
        "take_along_axis" => call
            .array(0)?
            .take_along_axis(&call.array(1)?, call.plain(2)?.as_i64())?,
        "ravel_multi_index" => {
            let coordinates = list(call, 0)?
                .iter()
                .map(|one| array_of(call, one))
                .collect::<Outcome<Vec<_>>>()?;
            let modes = match call.options.get("mode") {
                Some(Json::Array(modes)) => modes.iter().map(bounds_of).collect(),
                Some(mode) => bounds_of(mode).map(|bounds| vec![bounds]),
                None => Ok(vec![Bounds::Raise]),
            }?;
            let coordinates: Vec<&Array> = coordinates.iter().collect();
            grid::ravel_multi_index(&coordinates, &call.ints(1)?, &modes, order(call)?)?
        }
        _ => return changed(call),
    }))
}

/// Operations that change their first argument, which is the answer.
fn changed(call: &Call<'_>) -> Outcome<Option<Array>> {
    if !matches!(
        call.name,
        "assign" | "put" | "place" | "putmask" | "copyto" | "put_along_axis" | "fill_diagonal"
    ) {
        return Ok(None);
    }
    let target = call.array(0)?;
    let last = match call.name {
        "copyto" | "fill_diagonal" => 1,
        _ => 2,
    };
    let given = call.value(last)?;
    let value = operand(&given)?;
    match call.name {
        "assign" => match &given {
            Value::Number(number) => target.assign_number(&index(call)?, *number)?,
            _ => target.assign(&index(call)?, &call.array(last)?)?,
        },
        "put" => target.put_at(&array_of(call, call.plain(1)?)?, value, bounds(call)?)?,
        "place" => target.place(&array_of(call, call.plain(1)?)?, value)?,
        "putmask" => target.putmask(&array_of(call, call.plain(1)?)?, value)?,
        "copyto" => {
            let mask = call.options.get("where");
            let mask = mask.map(|mask| mask_of(call, mask)).transpose()?;
            let rule = casting(call.option("casting", "same_kind"))?;
            select::copyto(&target, value, rule, mask.as_ref())?;
        }
        "put_along_axis" => {
            target.put_along_axis(&call.array(1)?, value, call.plain(3)?.as_i64())?;
        }
        _ => {
            let wrap = call.options.get("wrap") == Some(&Json::Bool(true));
            target.fill_diagonal(value, wrap)?;
        }
    }
    Ok(Some(target))
}

/// Operations with several results.
fn several(call: &Call<'_>) -> Outcome<Option<Vec<Array>>> {
    Ok(Some(match call.name {
        "nonzero" | "where" => array_of(call, call.plain(0)?)?.nonzero()?,
        "ix_" => {
            let arrays = call
                .args
                .iter()
                .map(|one| call.array_of(one))
                .collect::<Outcome<Vec<_>>>()?;
            grid::ix_(&arrays.iter().collect::<Vec<_>>())?
        }
        "diag_indices" => {
            let ndim = usize::try_from(call.int(1)?).map_err(|_| unknown("no number of axes"))?;
            grid::diag_indices(call.int(0)?, ndim)?
        }
        "diag_indices_from" => grid::diag_indices_from(&call.array(0)?)?,
        "tril_indices" => grid::tril_indices(call.int(0)?, call.int(1)?, call.plain(2)?.as_i64())?,
        "triu_indices" => grid::triu_indices(call.int(0)?, call.int(1)?, call.plain(2)?.as_i64())?,
        "tril_indices_from" => grid::tril_indices_from(&call.array(0)?, call.int(1)?)?,
        "triu_indices_from" => grid::triu_indices_from(&call.array(0)?, call.int(1)?)?,
        "unravel_index" => grid::unravel_index(
            &array_of(call, call.plain(0)?)?,
            &call.ints(1)?,
            order(call)?,
        )?,
        _ => return Ok(None),
    }))
}

fn list<'a>(call: &'a Call<'_>, place: usize) -> Outcome<&'a [Json]> {
    let list = call.plain(place)?.as_array();
    list.map(Vec::as_slice)
        .ok_or_else(|| unknown(&format!("{}: argument {place} is no list", call.name)))
}

/// An index: each item an array's program, a truth value or a basic item.
fn index(call: &Call<'_>) -> Outcome<Vec<Index>> {
    let found = list(call, 1)?.iter().map(|item| match item {
        Json::Array(_) => Ok(Index::from(call.array_of(item)?)),
        Json::Bool(truth) => Ok(Index::from(*truth)),
        basic => items(&Json::Array(vec![basic.clone()]))?
            .pop()
            .ok_or_else(|| unknown("no index item")),
    });
    found.collect()
}

/// An array; a Python number as the array that NumPy makes of it.
fn array_of(call: &Call<'_>, program: &Json) -> Outcome<Array> {
    match call.value_of(program)? {
        Value::Array(array) => Ok(array),
        Value::Number(number) => {
            let dtype = promote::result_type(&[number])?;
            Ok(Array::scalar(promote::convert_assigned(number, dtype)?)?)
        }
        other => Err(unknown(&format!("no array: {other:?}"))),
    }
}

/// A mask; a Python number as its truth.
fn mask_of(call: &Call<'_>, program: &Json) -> Outcome<Array> {
    match call.value_of(program)? {
        Value::Number(number) => {
            let truth = promote::convert_assigned(number, engine::DType::Bool)?;
            Ok(Array::scalar(truth)?)
        }
        _ => array_of(call, program),
    }
}

fn axis(call: &Call<'_>) -> Outcome<Option<i64>> {
    match call.options.get("axis") {
        None | Some(Json::Null) => Ok(None),
        Some(axis) => axis
            .as_i64()
            .map(Some)
            .ok_or_else(|| unknown("axis is no integer")),
    }
}

fn bounds(call: &Call<'_>) -> Outcome<Bounds> {
    call.options
        .get("mode")
        .map_or(Ok(Bounds::Raise), bounds_of)
}

fn bounds_of(mode: &Json) -> Outcome<Bounds> {
    match mode.as_str() {
        Some("raise") => Ok(Bounds::Raise),
        Some("wrap") => Ok(Bounds::Wrap),
        Some("clip") => Ok(Bounds::Clip),
        _ => Err(unknown(&format!("no mode {mode}"))),
    }
}

fn order(call: &Call<'_>) -> Outcome<Order> {
    match call.option("order", "C") {
        "C" => Ok(Order::C),
        "F" => Ok(Order::F),
        other => Err(unknown(&format!("no order {other}"))),
    }
}

fn values(call: &Call<'_>, place: usize) -> Outcome<Vec<Value>> {
    list(call, place)?
        .iter()
        .map(|one| call.value_of(one))
        .collect()
}

fn chosen(call: &Call<'_>) -> Outcome<Array> {
    let selector = array_of(call, call.plain(0)?)?;
    let choices = values(call, 1)?;
    let choices = choices.iter().map(operand).collect::<Outcome<Vec<_>>>()?;
    match call.options.get("out") {
        Some(out) => {
            let out = call.array_of(out)?;
            select::choose_into(&selector, &choices, bounds(call)?, &out)?;
            Ok(out)
        }
        None => Ok(select::choose(&selector, &choices, bounds(call)?)?),
    }
}

fn selected(call: &Call<'_>) -> Outcome<Array> {
    let conditions = list(call, 0)?
        .iter()
        .map(|one| array_of(call, one))
        .collect::<Outcome<Vec<_>>>()?;
    let choices = values(call, 1)?;
    let choices = choices.iter().map(operand).collect::<Outcome<Vec<_>>>()?;
    let default = match call.args.get(2) {
        Some(program) => call.value_of(program)?,
        None => Value::Number(Input::PyInt(0)),
    };
    let conditions: Vec<&Array> = conditions.iter().collect();
    Ok(select::select(&conditions, &choices, operand(&default)?)?)
}

/// What `piecewise` applies to some elements.
type Function = Box<dyn Fn(&Array) -> engine::Result<Array>>;

fn pieced(call: &Call<'_>) -> Outcome<Array> {
    let conditions = list(call, 1)?
        .iter()
        .map(|one| array_of(call, one))
        .collect::<Outcome<Vec<_>>>()?;
    let conditions: Vec<&Array> = conditions.iter().collect();
    let mut values = Vec::new();
    let mut functions: Vec<Function> = Vec::new();
    let mut places = Vec::new();
    for piece in list(call, 2)? {
        if piece[0] == "apply" {
            let name = piece[1].as_str().unwrap_or_default().to_owned();
            places.push((true, functions.len()));
            functions.push(Box::new(move |array| {
                ufunc::call(&name, &[Operand::Array(array)])
            }));
        } else {
            places.push((false, values.len()));
            values.push(call.value_of(piece)?);
        }
    }
    let pieces = places
        .into_iter()
        .map(|(is_function, place)| {
            Ok(if is_function {
                select::Piece::Function(functions[place].as_ref())
            } else {
                select::Piece::Value(operand(&values[place])?)
            })
        })
        .collect::<Outcome<Vec<_>>>()?;
    Ok(select::piecewise(&call.array(0)?, &conditions, &pieces)?)
}
