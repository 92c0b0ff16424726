//! `np.r_` and `np.c_`: arrays joined as they are written between brackets, ranges among them.
//! Knows directives and axes; the parts are joined by `concatenate`.

use super::concatenate::{Joining, concatenate};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::array::grid::{GridAxis, grid_line};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::promote::{Input, result_type};
use crate::ufunc::heard;

/// What stands between two commas.
#[derive(Debug)]
pub enum Piece {
    /// `1:4`, `0:1:5j`: a range, or evenly spaced numbers.
    Range(GridAxis),
    /// An array.
    Array(Array),
    /// A Python number.
    Number(Input),
}

/// `np.r_[…]`: joined along the first axis. A directive such as `0,2` says another axis, how many axes each piece has at
/// least, and in which place its own ones begin; with `r` or `c` a result of one axis becomes a row or a column of two, as a
/// matrix is, of which there is no class here. A new array of the dtype that the pieces promote to.
///
/// # Errors
/// `ValueError: unknown special directive`, `unknown special directive 'a,b'`, `shape too large to be a matrix.`; `AxisError` for
/// an axis that there is not; shapes that do not fit, memory refused.
pub fn r_(directive: Option<&str>, pieces: &[Piece]) -> Result<Array> {
    joined(Way::read(directive, Way::ROWS), pieces)
}

/// `np.c_[…]`: lines become columns and are joined along the last axis. A new array of the dtype that the pieces promote to.
///
/// # Errors
/// As [`r_`].
pub fn c_(directive: Option<&str>, pieces: &[Piece]) -> Result<Array> {
    joined(Way::read(directive, Way::COLUMNS), pieces)
}

/// What becomes of a result that is to be a matrix.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Matrix {
    No,
    Row,
    Column,
}

/// Where pieces are joined.
#[derive(Clone, Copy)]
struct Way {
    axis: i64,
    /// How many axes each piece has at least.
    least: i64,
    /// Where a piece's own axes begin among those, -1 for the end.
    start: i64,
    matrix: Matrix,
}

impl Way {
    const ROWS: Self = Self {
        axis: 0,
        least: 1,
        start: -1,
        matrix: Matrix::No,
    };
    const COLUMNS: Self = Self {
        axis: -1,
        least: 2,
        start: 0,
        matrix: Matrix::No,
    };

    fn read(directive: Option<&str>, own: Self) -> Result<Self> {
        let Some(text) = directive else {
            return Ok(own);
        };
        if let "r" | "c" = text {
            let matrix = if text == "r" {
                Matrix::Row
            } else {
                Matrix::Column
            };
            return Ok(Self { matrix, ..own });
        }
        let number = |part: &str| part.trim().parse::<i64>().ok();
        let parts: Vec<&str> = text.split(',').collect();
        let found = match parts[..] {
            [axis] => {
                let axis = number(axis);
                let axis = axis.ok_or_else(|| Error::value("unknown special directive"))?;
                return Ok(Self { axis, ..own });
            }
            [axis, least] => Some((number(axis), number(least), Some(own.start))),
            [axis, least, start] => Some((number(axis), number(least), number(start))),
            // What follows is not looked at.
            [axis, least, ..] => Some((number(axis), number(least), Some(own.start))),
            [] => None,
        };
        let Some((Some(axis), Some(least), Some(start))) = found else {
            return Err(Error::value(format!(
                "unknown special directive {}",
                quoted(text)
            )));
        };
        Ok(Self {
            axis,
            least,
            start,
            matrix: Matrix::No,
        })
    }
}

/// A text as Python quotes it.
fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    format!("{quote}{text}{quote}")
}

fn joined(way: Result<Way>, pieces: &[Piece]) -> Result<Array> {
    let way = heard(way)?;
    let dtype = heard(common(pieces))?;
    let parts = pieces
        .iter()
        .map(|piece| part(piece, way, dtype))
        .collect::<Result<Vec<Array>>>()?;
    let parts: Vec<&Array> = parts.iter().collect();
    let whole = concatenate(&parts, Some(way.axis), Joining::default())?;
    match (way.matrix, whole.ndim()) {
        (Matrix::No, _) | (_, 2) => Ok(whole),
        (Matrix::Row, 1) => whole.reshape(&[1, -1])?.copy(CopyOrder::C),
        (Matrix::Column, 1) => whole.reshape(&[-1, 1])?.copy(CopyOrder::C),
        _ => heard(Err(Error::value("shape too large to be a matrix."))),
    }
}

/// The dtype of all, where Python numbers make one no wider than their kind asks for; nothing where there is none such.
fn common(pieces: &[Piece]) -> Result<Option<DType>> {
    if !pieces.iter().any(|piece| matches!(piece, Piece::Number(_))) {
        return Ok(None);
    }
    let inputs = pieces
        .iter()
        .map(|piece| {
            Ok(match piece {
                Piece::Number(number) => *number,
                Piece::Array(array) => Input::Array(array.dtype()),
                Piece::Range(axis) => Input::Array(grid_line(axis)?.dtype()),
            })
        })
        .collect::<Result<Vec<Input>>>()?;
    result_type(&inputs).map(Some)
}

/// One piece with as many axes as it should have.
fn part(piece: &Piece, way: Way, dtype: Option<DType>) -> Result<Array> {
    let (array, own) = match piece {
        Piece::Range(axis) => (grid_line(axis)?, 1),
        Piece::Array(array) => (array.clone(), array.ndim() as i64),
        Piece::Number(number) => {
            let dtype = match dtype {
                Some(dtype) => dtype,
                None => result_type(&[*number])?,
            };
            let value = crate::promote::convert_assigned(*number, dtype)?;
            (Array::scalar(value)?, 0)
        }
    };
    let array = match dtype {
        Some(dtype) if dtype != array.dtype() => array.astype(dtype)?,
        _ => array,
    };
    let missing = way.least.saturating_sub(own);
    if missing <= 0 {
        return Ok(array);
    }
    if way.least > MOST_AXES {
        return heard(Err(Error::value(format!(
            "ndmin must be <= ndmax ({MOST_AXES})"
        ))));
    }
    // New axes come first, as in `np.array(a, ndmin=…)`; then the own ones move to where the directive wants them.
    let array = array.expand_dims(&(0..missing).collect::<Vec<i64>>())?;
    if way.start == -1 {
        return Ok(array);
    }
    match piece {
        Piece::Number(_) => Ok(array),
        Piece::Range(_) => array.swapaxes(-1, way.start),
        Piece::Array(_) => {
            // As Python slices the list of axes, whatever the numbers are.
            let start = if way.start < 0 {
                way.start.saturating_add(missing + 1)
            } else {
                way.start
            };
            let all: Vec<i64> = (0..way.least).collect();
            let cut = |from: Option<i64>, to: Option<i64>| {
                let place = |end: i64| {
                    let end = if end < 0 {
                        end.saturating_add(way.least)
                    } else {
                        end
                    };
                    usize::try_from(end.clamp(0, way.least)).unwrap_or(0)
                };
                let (from, to) = (from.map_or(0, place), to.map_or(all.len(), place));
                all.get(from..to).unwrap_or_default()
            };
            let axes = [
                cut(None, Some(start)),
                cut(Some(missing), None),
                cut(Some(start), Some(missing)),
            ];
            array.transpose(Some(&axes.concat()))
        }
    }
}

/// More axes no array has (`NPY_MAXDIMS`).
const MOST_AXES: i64 = 64;
