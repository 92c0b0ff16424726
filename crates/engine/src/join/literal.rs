//! `np.r_` and `np.c_`: arrays joined as they are written between brackets, ranges among them.
//! Knows directives and axes; the parts are joined by `concatenate`.

use super::concatenate::{Joining, concatenate};
use crate::array::Array;
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
/// least, and in which place its own ones begin. A new array of the dtype that the pieces promote to.
///
/// # Errors
/// `ValueError: unknown special directive`; shapes that do not fit, memory refused.
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

/// Where pieces are joined.
#[derive(Clone, Copy)]
struct Way {
    axis: i64,
    /// How many axes each piece has at least.
    least: i64,
    /// Where a piece's own axes begin among those, -1 for the end.
    start: i64,
}

impl Way {
    const ROWS: Self = Self {
        axis: 0,
        least: 1,
        start: -1,
    };
    const COLUMNS: Self = Self {
        axis: -1,
        least: 2,
        start: 0,
    };

    fn read(directive: Option<&str>, own: Self) -> Result<Self> {
        let Some(text) = directive else {
            return Ok(own);
        };
        let unknown = || Error::value("unknown special directive");
        let numbers = text
            .split(',')
            .map(|part| part.trim().parse().map_err(|_| unknown()))
            .collect::<Result<Vec<i64>>>();
        match numbers?[..] {
            [axis] => Ok(Self { axis, ..own }),
            [axis, least] => Ok(Self { axis, least, ..own }),
            [axis, least, start] => Ok(Self { axis, least, start }),
            _ => Err(unknown()),
        }
    }
}

fn joined(way: Result<Way>, pieces: &[Piece]) -> Result<Array> {
    let way = heard(way)?;
    let dtype = heard(common(pieces))?;
    let parts = pieces
        .iter()
        .map(|piece| part(piece, way, dtype))
        .collect::<Result<Vec<Array>>>()?;
    let parts: Vec<&Array> = parts.iter().collect();
    concatenate(&parts, Some(way.axis), Joining::default())
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
    let missing = way.least - own;
    if missing <= 0 {
        return Ok(array);
    }
    // New axes come first, as in `np.array(a, ndmin=…)`; then the own ones move to where the directive wants them.
    let start = if way.start < 0 {
        way.start + missing + 1
    } else {
        way.start
    };
    let start = start.clamp(0, missing);
    let before = (0..start).collect::<Vec<i64>>();
    let after = (start + own..way.least).collect::<Vec<i64>>();
    array.expand_dims(&[before, after].concat())
}
