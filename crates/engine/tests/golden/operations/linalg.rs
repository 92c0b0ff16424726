//! Products, `einsum` and what `np.linalg` offers, as calls to the engine.
//! Knows nothing of answers.

use engine::Array;
use engine::linalg::{self, Axes, CrossAxes, Optimize, Subscript};
use serde_json::Value as Json;

use super::{casting, given_dtype, order};
use crate::program::{Call, Outcome, Value, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    if let Some(array) = product(call)? {
        return Ok(Some(Value::Array(array)));
    }
    match call.name {
        "einsum" => {
            let (operands, options) = (operands(call)?, einsum_options(call)?);
            let operands: Vec<&Array> = operands.iter().collect();
            let found = linalg::einsum(call.text(0)?, &operands, &options)?;
            Ok(Some(Value::Array(found)))
        }
        "trace" => {
            let number = |place: usize, otherwise: i64| match call.args.get(place) {
                Some(_) => call.int(place),
                None => Ok(otherwise),
            };
            let (offset, axis1, axis2) = (number(1, 0)?, number(2, 0)?, number(3, 1)?);
            let found = linalg::trace(&call.array(0)?, offset, axis1, axis2, given_dtype(call)?);
            Ok(Some(Value::Array(found?)))
        }
        "matrix_transpose" => {
            let found = linalg::matrix_transpose(&call.array(0)?)?;
            Ok(Some(Value::Array(found)))
        }
        "multi_dot" => {
            let arrays = (0..call.args.len()).map(|place| call.array(place));
            let arrays = arrays.collect::<Outcome<Vec<_>>>()?;
            let found = linalg::multi_dot(&arrays.iter().collect::<Vec<_>>())?;
            Ok(Some(Value::Array(found)))
        }
        "einsum_lists" => {
            let options = einsum_options(call)?;
            let pairs = call.args.len() / 2;
            let arrays = (0..pairs)
                .map(|pair| call.array(2 * pair))
                .collect::<Outcome<Vec<_>>>()?;
            let list = |place: usize| -> Vec<Subscript> {
                let list = call.args.get(place).and_then(Json::as_array);
                let items = list.map_or(&[][..], Vec::as_slice).iter();
                items
                    .map(|item| item.as_i64().map_or(Subscript::Ellipsis, Subscript::Axis))
                    .collect()
            };
            let lists: Vec<Vec<Subscript>> = (0..pairs).map(|pair| list(2 * pair + 1)).collect();
            let output = (call.args.len() % 2 == 1).then(|| list(2 * pairs));
            let operands: Vec<(&Array, &[Subscript])> =
                arrays.iter().zip(lists.iter().map(Vec::as_slice)).collect();
            let found = linalg::einsum_of_lists(&operands, output.as_deref(), &options)?;
            Ok(Some(Value::Array(found)))
        }
        "einsum_path" => einsum_path(call).map(|text| Some(Value::Text(text))),
        _ => Ok(None),
    }
}

/// Every argument after the first as an array.
fn operands(call: &Call<'_>) -> Outcome<Vec<Array>> {
    (1..call.args.len())
        .map(|place| call.array(place))
        .collect()
}

fn einsum_options(call: &Call<'_>) -> Outcome<linalg::einsum::Options> {
    let usual = linalg::einsum::Options::default();
    Ok(linalg::einsum::Options {
        optimize: optimize(call, Optimize::Off)?,
        order: order(call.options.get("order"), "K")?,
        dtype: given_dtype(call)?,
        casting: match call.options.get("casting").and_then(Json::as_str) {
            Some(name) => casting(name)?,
            None => usual.casting,
        },
    })
}

/// The contraction order asked for.
fn optimize(call: &Call<'_>, otherwise: Optimize) -> Outcome<Optimize> {
    if let Some(path) = call.options.get("path").and_then(Json::as_array) {
        let steps = path.iter().map(|step| {
            let places = step.as_array().map_or(&[][..], Vec::as_slice);
            let places = places.iter().filter_map(Json::as_u64);
            places.map(|place| place as usize).collect()
        });
        return Ok(Optimize::Path(steps.collect()));
    }
    let limit = call.options.get("limit").and_then(Json::as_u64);
    let named = call.options.get("optimize");
    Ok(match (named.and_then(Json::as_str), limit) {
        (Some("optimal"), Some(limit)) => Optimize::OptimalWithin(limit),
        (Some("optimal"), None) => Optimize::Optimal,
        (Some("greedy"), Some(limit)) => Optimize::GreedyWithin(limit),
        (Some("greedy"), None) => Optimize::Greedy,
        _ => match named {
            None => otherwise,
            Some(Json::Bool(true)) => Optimize::Greedy,
            Some(Json::Bool(false)) => Optimize::Off,
            Some(other) => return Err(unknown(&format!("no contraction order {other}"))),
        },
    })
}

/// The path as Python prints it, then its account.
fn einsum_path(call: &Call<'_>) -> Outcome<String> {
    let operands = operands(call)?;
    let shapes: Vec<&[i64]> = operands.iter().map(Array::shape).collect();
    let optimize = optimize(call, Optimize::Greedy)?;
    let (path, account) = linalg::einsum_path(call.text(0)?, &shapes, &optimize)?;
    let steps: String = path
        .iter()
        .map(|step| {
            let places: Vec<i64> = step.iter().map(|&place| place as i64).collect();
            format!(", {}", engine::layout::tuple_text(&places))
        })
        .collect();
    Ok(format!("['einsum_path'{steps}]\n{account}"))
}

/// The axes of `tensordot`: a number, or a pair of numbers or lists.
fn tensor_axes(call: &Call<'_>) -> Outcome<Axes> {
    match call.args.get(2) {
        None => Ok(Axes::Count(2)),
        Some(Json::Array(pair)) => {
            let side = |place: usize| call.axes(pair.get(place));
            let (first, second) = (side(0)?, side(1)?);
            Ok(Axes::Pairs(
                first.unwrap_or_default(),
                second.unwrap_or_default(),
            ))
        }
        Some(_) => Ok(Axes::Count(call.int(2)?)),
    }
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
        "kron" => linalg::kron,
        "tensordot" => {
            let found = linalg::tensordot(&call.array(0)?, &call.array(1)?, &tensor_axes(call)?);
            return Ok(Some(found?));
        }
        "cross" => {
            let axis = |key: &str| call.options.get(key).and_then(Json::as_i64);
            let axes = match axis("axis") {
                Some(axis) => CrossAxes::all(axis),
                None => CrossAxes {
                    a: axis("axisa").unwrap_or(-1),
                    b: axis("axisb").unwrap_or(-1),
                    c: axis("axisc").unwrap_or(-1),
                },
            };
            let found = linalg::cross(&call.array(0)?, &call.array(1)?, axes);
            return Ok(Some(found?));
        }
        "vecdot" => {
            let axis = call.options.get("axis").and_then(Json::as_i64);
            let found = linalg::vecdot(&call.array(0)?, &call.array(1)?, axis.unwrap_or(-1));
            return Ok(Some(found?));
        }
        _ => return Ok(None),
    };
    Ok(Some(function(&call.array(0)?, &call.array(1)?)?))
}
