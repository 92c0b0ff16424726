//! Shapes, strides, dtypes and flags of arrays; grids; diagonals and triangles; spaced sequences, as calls to the engine.
//! Knows nothing of answers.

use engine::array::broadcast::{Broadcast, broadcast_arrays};
use engine::array::grid::{
    GridAxis, GridStep, Meshing, grid_line, indices, meshgrid, mgrid, ogrid, sparse_indices,
};
use engine::array::require::Requirement;
use engine::array::spaces::{self, Spacing};
use engine::layout::Order;
use engine::promote::Input;
use engine::{Array, DType, Scalar};
use serde_json::Value as Json;

use super::{casting, dtype, given_dtype, order, real};
use crate::program::{Call, Outcome, Value, number, operand, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    if let Some(text) = told(call)? {
        return Ok(Some(Value::Text(text)));
    }
    if let Some(arrays) = several(call)? {
        let arrays = arrays.into_iter().map(Value::Array).collect();
        return Ok(Some(Value::List(arrays)));
    }
    let array = match made(call)? {
        Some(array) => Some(array),
        None => seen(call)?,
    };
    Ok(array.map(Value::Array))
}

fn python(value: bool) -> String {
    if value { "True" } else { "False" }.to_owned()
}

fn is(call: &Call<'_>, option: &str, value: bool) -> bool {
    call.options.get(option) == Some(&Json::Bool(value))
}

/// Operations that answer with a text.
fn told(call: &Call<'_>) -> Outcome<Option<String>> {
    Ok(Some(match call.name {
        "flags" => call.array(0)?.flags().to_string(),
        "itemsize" => call.array(0)?.dtype().itemsize().to_string(),
        "shares_memory" => {
            let (one, other) = (call.array(0)?, call.array(1)?);
            match call.options.get("max_work").and_then(Json::as_i64) {
                Some(most) => python(one.shares_memory_within(&other, most)?),
                None => python(one.shares_memory(&other)),
            }
        }
        "broadcast_object" => {
            let list = call.plain(0)?.as_array().map_or(&[][..], Vec::as_slice);
            let arrays = list
                .iter()
                .map(|item| call.array_of(item))
                .collect::<Outcome<Vec<_>>>()?;
            let mut walk = Broadcast::new(&arrays.iter().collect::<Vec<_>>())?;
            let start = walk.index();
            walk.next();
            format!(
                "{} {} {} {} {start} {}",
                engine::layout::tuple_text(walk.shape()),
                walk.ndim(),
                walk.size(),
                walk.numiter(),
                walk.index()
            )
        }
        "may_share_memory" => python(call.array(0)?.may_share_memory(&call.array(1)?)),
        _ => return Ok(None),
    }))
}

/// Operations that answer with several arrays.
fn several(call: &Call<'_>) -> Outcome<Option<Vec<Array>>> {
    let listed = || -> Outcome<Vec<Array>> {
        let list = call.plain(0)?.as_array();
        let list = list.ok_or_else(|| unknown("a list of arrays is wanted"))?;
        list.iter().map(|item| call.array_of(item)).collect()
    };
    Ok(Some(match call.name {
        "broadcast_arrays" => broadcast_arrays(&listed()?.iter().collect::<Vec<_>>())?,
        "meshgrid" => {
            let meshing = Meshing {
                matrix: call.option("indexing", "xy") == "ij",
                sparse: is(call, "sparse", true),
                copy: !is(call, "copy", false),
            };
            meshgrid(&listed()?.iter().collect::<Vec<_>>(), meshing)?
        }
        "indices" if is(call, "sparse", true) => {
            sparse_indices(&call.ints(0)?, given_dtype(call)?.unwrap_or(DType::I64))?
        }
        "ogrid" => ogrid(&axes(call)?)?,
        "linspace_step" => {
            let (start, stop) = (call.value(0)?, call.value(1)?);
            let (values, step) =
                spaces::linspace(operand(&start)?, operand(&stop)?, spacing(call)?)?;
            vec![values, step]
        }
        "broadcast_walk" => {
            let arrays = listed()?;
            let walk = Broadcast::new(&arrays.iter().collect::<Vec<_>>())?;
            // More steps than this no case asks for.
            let steps: Vec<Vec<Scalar>> = walk.take(10_000).collect();
            let count = i64::try_from(steps.len()).unwrap_or(i64::MAX);
            let columns = arrays.iter().enumerate().map(|(number, array)| {
                let column: Vec<Scalar> = steps.iter().map(|step| step[number]).collect();
                Array::from_scalars(&column, &[count], array.dtype())
            });
            columns.collect::<engine::Result<_>>()?
        }
        _ => return Ok(None),
    }))
}

/// `0:3:5j`
fn axis_of(text: &str) -> Outcome<GridAxis> {
    let mut parts = text.split(':');
    let mut part = |otherwise: i128| match parts.next() {
        None | Some("") => Ok(Input::PyInt(otherwise)),
        Some(part) => number(part),
    };
    let (start, stop) = (part(0)?, part(0)?);
    let step = match text.split(':').nth(2) {
        Some(points) if points.ends_with('j') => {
            GridStep::Points(real(points.trim_end_matches('j'))?)
        }
        Some(step) => GridStep::By(number(step)?),
        None => GridStep::By(Input::PyInt(1)),
    };
    Ok(GridAxis { start, stop, step })
}

fn axes(call: &Call<'_>) -> Outcome<Vec<GridAxis>> {
    (0..call.args.len())
        .map(|place| axis_of(call.text(place)?))
        .collect()
}

/// Operations that make an array.
fn made(call: &Call<'_>) -> Outcome<Option<Array>> {
    let float = given_dtype(call)?.unwrap_or(DType::F64);
    let endpoint = !is(call, "endpoint", false);
    let option = |key: &str| call.options.get(key);
    Ok(Some(match call.name {
        "indices" => indices(&call.ints(0)?, given_dtype(call)?.unwrap_or(DType::I64))?,
        "mgrid" => mgrid(&axes(call)?)?,
        "grid_line" => grid_line(&axis_of(call.text(0)?)?)?,
        "tri" => Array::tri(call.int(0)?, call.int(1)?, call.int(2)?, float)?,
        "full_of" => {
            let order = if call.option("order", "C") == "F" {
                Order::F
            } else {
                Order::C
            };
            let values = call.array_of(call.plain(1)?)?;
            Array::full_of(&call.ints(0)?, &values, given_dtype(call)?, order)?
        }
        "zeros_like_in" => {
            let shape = call.axes(option("shape"))?;
            let order = order(option("order"), "K")?;
            let like = call.array(0)?;
            like.zeros_like_in(given_dtype(call)?, order, shape.as_deref())?
        }
        "full_like_in" => {
            let shape = call.axes(option("shape"))?;
            let order = order(option("order"), "K")?;
            let value = call.value(1)?;
            call.array(0)?.full_like_in(
                operand(&value)?,
                given_dtype(call)?,
                order,
                shape.as_deref(),
            )?
        }
        "logspace" => {
            let base = option("base").and_then(Json::as_f64).unwrap_or(10.0);
            let (start, stop) = (real(call.text(0)?)?, real(call.text(1)?)?);
            Array::logspace(start, stop, call.int(2)?, endpoint, base, float)?
        }
        "linspace_between" => {
            let (start, stop) = (call.value(0)?, call.value(1)?);
            spaces::linspace(operand(&start)?, operand(&stop)?, spacing(call)?)?.0
        }
        "logspace_between" => {
            let base = option("base").and_then(Json::as_f64).unwrap_or(10.0);
            let (start, stop) = (call.value(0)?, call.value(1)?);
            spaces::logspace(operand(&start)?, operand(&stop)?, base, spacing(call)?)?
        }
        "geomspace_between" => spaces::geomspace(&call.array(0)?, &call.array(1)?, spacing(call)?)?,
        "geomspace" => {
            let (start, stop) = (real(call.text(0)?)?, real(call.text(1)?)?);
            Array::geomspace(start, stop, call.int(2)?, endpoint, float)?
        }
        _ => return Ok(None),
    }))
}

fn spacing(call: &Call<'_>) -> Outcome<Spacing> {
    Ok(Spacing {
        num: call.int(2)?,
        endpoint: !is(call, "endpoint", false),
        dtype: given_dtype(call)?,
        axis: call.options.get("axis").and_then(Json::as_i64).unwrap_or(0),
    })
}

/// Operations on one array.
fn seen(call: &Call<'_>) -> Outcome<Option<Array>> {
    let k = || call.args.get(1).and_then(Json::as_i64).unwrap_or(0);
    let dims = |place: usize| call.axes(call.args.get(place));
    Ok(Some(match call.name {
        "atleast_1d" => call.array(0)?.atleast_1d(),
        "atleast_2d" => call.array(0)?.atleast_2d(),
        "atleast_3d" => call.array(0)?.atleast_3d(),
        "permute_dims" => call.array(0)?.permute_dims(dims(1)?.as_deref())?,
        "rollaxis" => {
            let start = call.args.get(2).and_then(Json::as_i64).unwrap_or(0);
            call.array(0)?.rollaxis(call.int(1)?, start)?
        }
        "as_strided" => {
            let (shape, strides) = (dims(1)?, dims(2)?);
            let writeable = !is(call, "writeable", false);
            call.array(0)?
                .as_strided(shape.as_deref(), strides.as_deref(), writeable)?
        }
        "sliding_window_view" => {
            let (window, axes) = (dims(1)?.unwrap_or_default(), dims(2)?);
            let writeable = is(call, "writeable", true);
            call.array(0)?
                .sliding_window_view(&window, axes.as_deref(), writeable)?
        }
        "view" => call.array(0)?.view(dtype(call.text(1)?)?)?,
        "converted" => {
            let copy = call.options.get("copy").and_then(Json::as_bool);
            let order = order(call.options.get("order"), "K")?;
            let array = call.array(0)?.converted(given_dtype(call)?, copy, order)?;
            match call.options.get("ndmin").and_then(Json::as_i64) {
                Some(ndmin) => {
                    let fortran = order == engine::array::copy::CopyOrder::F;
                    array.with_ndmin(ndmin, if fortran { Order::F } else { Order::C })?
                }
                None => array,
            }
        }
        "require" => {
            let names = call.plain(1)?.as_array().map_or(&[][..], Vec::as_slice);
            let wanted = names
                .iter()
                .map(|name| Ok(Requirement::from_name(name.as_str().unwrap_or(""))?))
                .collect::<Outcome<Vec<_>>>()?;
            let wanted: Vec<Requirement> = wanted.into_iter().flatten().collect();
            call.array(0)?.require(given_dtype(call)?, &wanted)?
        }
        "byteswap" => call.array(0)?.byteswap()?,
        "ascontiguousarray" => call.array(0)?.ascontiguousarray()?,
        "asfortranarray" => call.array(0)?.asfortranarray()?,
        "reshape_copying" => {
            let array = call.array(0)?;
            let order = array.reading_order(order(call.args.get(2), "C")?)?;
            let copy = call.plain(3)?.as_bool();
            array.reshape_with(&call.ints(1)?, order, copy)?
        }
        "astype_if_needed" => {
            let order = order(call.options.get("order"), "K")?;
            let rule = casting(call.option("casting", "unsafe"))?;
            let dtype = dtype(call.text(1)?)?;
            call.array(0)?.astype_if_needed(dtype, order, rule)?
        }
        "frozen" | "thawed" => {
            let mut array = call.array(0)?;
            array.set_writeable(call.name == "thawed")?;
            array
        }
        "tril" => call.array(0)?.tril(k())?,
        "triu" => call.array(0)?.triu(k())?,
        "diagflat" => call.array(0)?.diagflat(k())?,
        "vander" => {
            let columns = call.args.get(1).and_then(Json::as_i64);
            call.array(0)?
                .vander(columns, is(call, "increasing", true))?
        }
        _ => return Ok(None),
    }))
}
