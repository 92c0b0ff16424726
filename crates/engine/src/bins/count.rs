//! `bincount`: how often each whole number occurs, or how much it weighs.
//! Knows arrays; one turn for each element, in order, so that weights add up as NumPy adds them.

use crate::short::SmallVec;

use super::search::check_one_axis;
use crate::array::Array;
use crate::cast::{Casting, check_cast};
use crate::compose::{fold, whole_number};
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::layout::Dims;
use crate::lines::{Lined, Work};
use crate::plan::lines::{LineCall, LineKernel};
use crate::ufunc::heard;

static BINCOUNT: LineKernel = LineKernel {
    name: "bincount",
    run: count,
};

fn count(call: &mut LineCall<'_>) -> Result<()> {
    let Some(&numbers) = call.inputs.first() else {
        return Ok(());
    };
    let weights = call.inputs.get(1).map(|line| line.elements::<f64>());
    for (turn, &number) in numbers.elements::<i64>().iter().enumerate() {
        let bin = usize::try_from(number).unwrap_or(usize::MAX);
        let start = bin.saturating_mul(8);
        let Some(held) = call.output.get(start..).and_then(<[u8]>::first_chunk) else {
            continue;
        };
        match weights {
            None => {
                let sum = i64::from_le_bytes(*held) + 1;
                call.put(bin, &sum.to_le_bytes(), &[(0, turn)]);
            }
            Some(weights) => {
                let weight = weights.get(turn).copied().unwrap_or(0.0);
                let sum = f64::from_le_bytes(*held) + weight;
                call.put(bin, &sum.to_le_bytes(), &[(0, turn), (1, turn)]);
            }
        }
    }
    Ok(())
}

/// How often each of 0, 1, 2, … occurs in a 1-d array of whole numbers (`np.bincount`): `int64`; with weights the sum of the
/// weights of each, `float64`. At least `minlength` long. A new array of one axis.
///
/// # Errors
/// `ValueError: 'minlength' must not be negative`, `object too deep for desired array`,
/// `'list' argument must have no negative elements`, `The weights and list don't have the same length.`;
/// `TypeError: Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'`; as
/// [`crate::limit::grant`].
pub fn bincount(numbers: &Array, weights: Option<&Array>, minlength: i64) -> Result<Array> {
    heard(counted(numbers, weights, minlength))
}

fn counted(numbers: &Array, weights: Option<&Array>, minlength: i64) -> Result<Array> {
    check_one_axis(numbers)?;
    if numbers.dtype.kind() != Kind::Unsigned {
        check_cast(numbers.dtype, DType::I64, Casting::Safe)?;
    }
    if minlength < 0 {
        return Err(Error::value("'minlength' must not be negative"));
    }
    if numbers.size() == 0 {
        return Array::zeros(&[minlength], DType::I64);
    }
    // NumPy copies the numbers first; here it is refused before they are looked at.
    crate::limit::grant(numbers.shape(), DType::I64)?;
    let numbers = match numbers.dtype {
        DType::U64 => &numbers.astype(DType::I64)?,
        _ => numbers,
    };
    if whole_number(&fold("min", numbers)?)? < 0 {
        return Err(Error::value(
            "'list' argument must have no negative elements",
        ));
    }
    let largest = whole_number(&fold("max", numbers)?)?;
    let mut operands = vec![Lined::whole(numbers).read_as(DType::I64)];
    if let Some(weights) = weights {
        check_one_axis(weights)?;
        check_cast(weights.dtype, DType::F64, Casting::Safe)?;
        if weights.size() != numbers.size() {
            return Err(Error::value(
                "The weights and list don't have the same length.",
            ));
        }
        operands.push(Lined::whole(weights).read_as(DType::F64));
    }
    let dtype = if weights.is_some() {
        DType::F64
    } else {
        DType::I64
    };
    let work = Work {
        kernel: &BINCOUNT,
        shape: Dims::new(),
        operands,
        turns: numbers.size(),
        arguments: SmallVec::new(),
    };
    work.run_line(&[largest.saturating_add(1).max(minlength)], dtype)
}
