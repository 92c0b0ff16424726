//! What readers of a user guide type beside the functions of the other rooms: attributes, `flat`, callbacks, `r_` and `c_`.
//! Knows nothing of answers.

use engine::array::apply::apply_over_axes;
use engine::array::grid::{GridAxis, GridStep};
use engine::join::literal::{Piece, c_, r_};
use engine::print::shape_text;
use engine::promote::Input;
use engine::reduce::{self, Options};
use engine::ufunc::{self, Operand};
use engine::{Array, DType, Index};
use serde_json::Value as Json;

use super::{given_dtype, items};
use crate::program::{Call, Outcome, Value, number, operand, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    let array = match call.name {
        "attribute" => return attribute(&call.array(0)?, call.text(1)?).map(Some),
        "item_at" => {
            let place = call.args[1..].iter().filter_map(Json::as_i64);
            let place: Vec<i64> = place.collect();
            let item = call.array(0)?.item_at(&place)?;
            return Ok(Some(Value::Text(item.tolist()?.repr())));
        }
        "flat" => call.array(0)?.flat(&flat_index(call, 1)?)?,
        "put_flat" => {
            let array = call.array(0)?;
            array.assign_flat(&flat_index(call, 1)?, operand(&call.value(2)?)?)?;
            array
        }
        "fill_with" => {
            let array = call.array(0)?;
            match call.value(1)? {
                Value::Number(value) => array.assign_number(&[Index::Ellipsis], value)?,
                _ => array.fill_with(&call.array(1)?)?,
            }
            array
        }
        "set_shape" => {
            let mut array = call.array(0)?;
            array.set_shape(&call.ints(1)?)?;
            array
        }
        "astype_same_value" => call.array(0)?.astype_same_value(
            DType::from_name(call.text(1)?)?,
            super::order(call.options.get("order"), "K")?,
        )?,
        "fromfunction" => {
            let dtype = given_dtype(call)?.unwrap_or(DType::F64);
            let name = call.text(0)?;
            Array::from_function(&call.ints(1)?, dtype, |grids| of_grids(name, grids))?
        }
        "apply_along_axis" => {
            let name = call.text(0)?;
            call.array(2)?
                .apply_along_axis(call.int(1)?, |line| of_line(name, line))?
        }
        "apply_over_axes" => {
            let axes = call.ints(2)?;
            apply_over_axes(call.text(0)?, &call.array(1)?, &axes)?
        }
        "r_" | "c_" => {
            let first = call.plain(0)?.as_str();
            let directive = first.and_then(|text| text.strip_prefix('!'));
            let pieces = call.args[usize::from(directive.is_some())..]
                .iter()
                .map(|one| piece(call, one))
                .collect::<Outcome<Vec<Piece>>>()?;
            let join = if call.name == "r_" { r_ } else { c_ };
            join(directive, &pieces)?
        }
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}

fn attribute(array: &Array, name: &str) -> Outcome<Value> {
    Ok(Value::Text(match name {
        "shape" => shape_text(array.shape()),
        "strides" => shape_text(array.strides()),
        "ndim" => array.ndim().to_string(),
        "size" => array.size().to_string(),
        "dtype" => array.dtype().to_string(),
        "itemsize" => array.dtype().itemsize().to_string(),
        "nbytes" => array.nbytes().to_string(),
        "len" => match array.shape().first() {
            Some(length) => length.to_string(),
            None => return Err(unknown("what has no axes has no length")),
        },
        other => return Err(unknown(&format!("no attribute {other}"))),
    }))
}

/// An index of one axis: a basic item, or the program of an array.
fn flat_index(call: &Call<'_>, place: usize) -> Outcome<Index> {
    match call.plain(place)? {
        program @ Json::Array(_) => Ok(Index::from(call.array_of(program)?)),
        item => {
            let listed = Json::Array(vec![item.clone()]);
            let mut found = items(&listed)?;
            found.pop().ok_or_else(|| unknown("no index"))
        }
    }
}

/// A piece between the brackets: `1:5:2`, or a program.
fn piece(call: &Call<'_>, one: &Json) -> Outcome<Piece> {
    if let Some(text) = one.as_str().filter(|text| text.contains(':')) {
        let parts: Vec<&str> = text.split(':').collect();
        let part = |place: usize, otherwise: i128| match parts.get(place) {
            None | Some(&"") => Ok(Input::PyInt(otherwise)),
            Some(text) => number(text),
        };
        let step = match parts.get(2).and_then(|text| text.strip_suffix('j')) {
            Some(points) => GridStep::Points(points.parse().map_err(|_| unknown("no count"))?),
            None => GridStep::By(part(2, 1)?),
        };
        return Ok(Piece::Range(GridAxis {
            start: part(0, 0)?,
            stop: part(1, 0)?,
            step,
        }));
    }
    match call.value_of(one)? {
        Value::Array(array) => Ok(Piece::Array(array)),
        Value::Number(value) => Ok(Piece::Number(value)),
        other => Err(unknown(&format!("no piece: {other:?}"))),
    }
}

fn two(name: &str, a: &Array, b: Operand<'_>) -> engine::Result<Array> {
    ufunc::call(name, &[Operand::Array(a), b])
}

/// The functions that a reader would write for `fromfunction`.
fn of_grids(name: &str, grids: &[Array]) -> engine::Result<Array> {
    let (Some(i), Some(j)) = (grids.first(), grids.last()) else {
        return Err(engine::Error::value("a function of no grid"));
    };
    match name {
        "tens" => two(
            "add",
            &two("multiply", i, Operand::PyInt(10))?,
            Operand::Array(j),
        ),
        "sum" => two("add", i, Operand::Array(j)),
        "same" => two("equal", i, Operand::Array(j)),
        "double" => two("multiply", i, Operand::PyInt(2)),
        _ => {
            let squares = [i, j].map(|one| two("power", one, Operand::PyInt(2)));
            let [one, other] = squares;
            let sum = two("add", &one?, Operand::Array(&other?))?;
            ufunc::call("sqrt", &[Operand::Array(&sum)])
        }
    }
}

/// The functions that a reader would write for `apply_along_axis`.
fn of_line(name: &str, line: &Array) -> engine::Result<Array> {
    match name {
        "sum" | "mean" => reduce::call(name, line, Options::default()),
        "sort" => engine::sort::sort(line, Some(-1), engine::sort::Kind::Quicksort),
        "cumsum" => reduce::cumsum(line, None, Options::default()),
        "first" => line.index(&[Index::Int(0)]),
        "ends" => {
            let (first, last) = (
                line.index(&[Index::Int(0)])?,
                line.index(&[Index::Int(-1)])?,
            );
            let sum = two("add", &first, Operand::Array(&last))?;
            two("multiply", &sum, Operand::PyFloat(0.5))
        }
        "outer" => engine::linalg::outer(line, line),
        "unique" => engine::sets::unique_values(line),
        _ => {
            let rest = two("remainder", line, Operand::PyInt(2))?;
            two("equal", &rest, Operand::PyInt(0))
        }
    }
}
