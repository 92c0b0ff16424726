//! Products, `einsum` and what `np.linalg` offers, as calls to the engine.
//! Knows nothing of answers.

use engine::Array;
use engine::linalg::{self, Axes, CoreAxes, CrossAxes, Optimize, Subscript, standard};
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
            let found = match out(call)? {
                Some(out) => linalg::einsum_into(call.text(0)?, &operands, &out, &options)?,
                None => linalg::einsum(call.text(0)?, &operands, &options)?,
            };
            Ok(Some(Value::Array(found)))
        }
        "trace" => {
            let number = |place: usize, otherwise: i64| match call.args.get(place) {
                Some(_) => call.int(place),
                None => Ok(otherwise),
            };
            let (offset, axis1, axis2) = (number(1, 0)?, number(2, 0)?, number(3, 1)?);
            let (dtype, out) = (given_dtype(call)?, out(call)?);
            let array = call.array(0)?;
            let found = linalg::trace(&array, offset, axis1, axis2, dtype, out.as_ref());
            Ok(Some(Value::Array(found?)))
        }
        "linalg_trace" | "linalg_diagonal" => {
            let offset = call.options.get("offset").and_then(Json::as_i64);
            let (array, offset) = (call.array(0)?, offset.unwrap_or(0));
            let found = match call.name {
                "linalg_trace" => standard::trace(&array, offset, given_dtype(call)?),
                _ => standard::diagonal(&array, offset),
            };
            Ok(Some(Value::Array(found?)))
        }
        "matrix_transpose" | "linalg_matrix_transpose" => {
            let found = linalg::matrix_transpose(&call.array(0)?)?;
            Ok(Some(Value::Array(found)))
        }
        "multi_dot" => {
            let arrays = (0..call.args.len()).map(|place| call.array(place));
            let arrays = arrays.collect::<Outcome<Vec<_>>>()?;
            let arrays: Vec<&Array> = arrays.iter().collect();
            let found = match out(call)? {
                Some(out) => linalg::multi_dot_into(&arrays, &out)?,
                None => linalg::multi_dot(&arrays)?,
            };
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
        "after" => {
            call.value(0)?;
            call.value(1).map(Some)
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

/// The array that takes the result.
fn out(call: &Call<'_>) -> Outcome<Option<Array>> {
    let program = call.options.get("out");
    program.map(|program| call.array_of(program)).transpose()
}

/// Hands over the keyword arguments of a generalized ufunc.
fn with_arguments(
    call: &Call<'_>,
    run: impl FnOnce(linalg::Arguments<'_>) -> engine::Result<Array>,
) -> Outcome<Array> {
    let out = out(call)?;
    let items = call.options.get("axes").and_then(Json::as_array);
    let axes = items
        .map(|items| {
            let item = |item: &Json| -> Outcome<CoreAxes> {
                Ok(match item.as_i64() {
                    Some(axis) => CoreAxes::One(axis),
                    None => CoreAxes::Several(call.axes(Some(item))?.unwrap_or_default()),
                })
            };
            items.iter().map(item).collect::<Outcome<Vec<_>>>()
        })
        .transpose()?;
    let rule = call.options.get("casting").and_then(Json::as_str);
    let found = run(linalg::Arguments {
        out: out.as_ref(),
        dtype: given_dtype(call)?,
        casting: rule.map(casting).transpose()?,
        order: order(call.options.get("order"), "K")?,
        axes: axes.as_deref(),
        axis: call.options.get("axis").and_then(Json::as_i64),
        keepdims: call.options.get("keepdims").and_then(Json::as_bool),
    });
    Ok(found?)
}

fn einsum_options(call: &Call<'_>) -> Outcome<linalg::einsum::Options> {
    Ok(linalg::einsum::Options {
        optimize: optimize(call, Optimize::Off)?,
        order: order(call.options.get("order"), "K")?,
        dtype: given_dtype(call)?,
        casting: match call.options.get("casting").and_then(Json::as_str) {
            Some(name) => Some(casting(name)?),
            None => None,
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
        "dot" | "outer" => {
            let (a, b) = (call.array(0)?, call.array(1)?);
            let found = match (call.name, out(call)?) {
                ("dot", Some(out)) => linalg::dot_into(&a, &b, &out),
                ("dot", None) => linalg::dot(&a, &b),
                (_, Some(out)) => linalg::outer_into(&a, &b, &out),
                (_, None) => linalg::outer(&a, &b),
            };
            return Ok(Some(found?));
        }
        "matmul" | "matvec" | "vecmat" | "vecdot" | "linalg_matmul" | "linalg_vecdot" => {
            let function = match call.name {
                "matmul" | "linalg_matmul" => linalg::matmul_with,
                "matvec" => linalg::matvec_with,
                "vecmat" => linalg::vecmat_with,
                _ => linalg::vecdot_with,
            };
            let (a, b) = (call.array(0)?, call.array(1)?);
            return with_arguments(call, |arguments| function(&a, &b, arguments)).map(Some);
        }
        "vdot" => linalg::vdot,
        "inner" => linalg::inner,
        "kron" => linalg::kron,
        "tensordot" | "linalg_tensordot" => {
            let found = linalg::tensordot(&call.array(0)?, &call.array(1)?, &tensor_axes(call)?);
            return Ok(Some(found?));
        }
        "linalg_outer" => standard::outer,
        "linalg_cross" => {
            let axis = call.options.get("axis").and_then(Json::as_i64);
            let found = standard::cross(&call.array(0)?, &call.array(1)?, axis.unwrap_or(-1));
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
        _ => return Ok(None),
    };
    Ok(Some(function(&call.array(0)?, &call.array(1)?)?))
}
