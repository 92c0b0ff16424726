//! `searchsorted` and `digitize`: where elements belong among sorted ones, found by halving.
//! The halving is NumPy's `npysort/binsearch.cpp` told anew, so that it gives the same even where nothing is sorted.

use crate::short::SmallVec;

use crate::array::Array;
use crate::cast::{Casting, can_cast, check_cast};
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::Dims;
use crate::lines::{Lined, Work};
use crate::plan::lines::{LineCall, LineKernel};
use crate::promote::promote_types;
use crate::record::hearing;
#[cfg(feature = "records")]
use crate::scalar::Scalar;
use crate::sort::Keys;
use crate::ufunc::{self, Operand, heard};

/// On which side of equal elements a new one belongs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Side {
    /// Before them: `a[i-1] < v <= a[i]`.
    #[default]
    Left,
    /// After them: `a[i-1] <= v < a[i]`.
    Right,
}

impl Side {
    /// The side of NumPy's name.
    ///
    /// # Errors
    /// `ValueError: search side must be 'left' or 'right' (got 'x')`; for other words that begin like one of them,
    /// `search side must be one of 'left' or 'right'`.
    pub fn from_name(name: &str) -> Result<Self> {
        hearing(|| match (name, name.as_bytes().first()) {
            ("left", _) => Ok(Side::Left),
            ("right", _) => Ok(Side::Right),
            (_, Some(b'l' | b'L' | b'r' | b'R')) => {
                Err(Error::value("search side must be one of 'left' or 'right'"))
            }
            _ => Err(Error::value(format!(
                "search side must be 'left' or 'right' (got '{name}')"
            ))),
        })
    }
}

static SEARCHSORTED: LineKernel = LineKernel {
    name: "searchsorted",
    run: search,
};
static MONOTONIC: LineKernel = LineKernel {
    name: "monotonic",
    run: find_direction,
};

/// For each value a turn: the value is read, then each element it is compared with.
fn search(call: &mut LineCall<'_>) -> Result<()> {
    let &[sorted, values, ..] = call.inputs else {
        return Ok(());
    };
    let order = call.inputs.get(2).map(|line| line.elements::<i64>());
    let right = call.arguments.first() == Some(&1);
    let (keys, wanted) = (Keys::of(sorted)?, Keys::of(values)?);
    // In a line that is sorted every search finds the same place; in another one the steps decide, and are NumPy's.
    if order.is_none()
        && call.watched.is_none()
        && let Ok(places) = bytemuck::try_cast_slice_mut(call.output)
        && keys.place_all(&wanted, right, places)
    {
        return Ok(());
    }
    let (mut low, mut high) = (0, sorted.len());
    let mut before = 0;
    let mut reads: SmallVec<[(usize, usize); 16]> = SmallVec::new();
    for value in 0..wanted.len() {
        // The value before has narrowed the search already, on one side or the other.
        let rises = if right {
            !wanted.less(value, before)
        } else {
            wanted.less(before, value)
        };
        if rises {
            high = sorted.len();
        } else {
            (low, high) = (0, sorted.len().min(high + 1));
        }
        before = value;
        reads.clear();
        reads.push((1, value));
        while low < high {
            let middle = low + (high - low) / 2;
            let place = match order {
                None => middle,
                Some(order) => {
                    reads.push((2, middle));
                    order
                        .get(middle)
                        .and_then(|&place| usize::try_from(place).ok())
                        .filter(|&place| place < sorted.len())
                        .ok_or_else(|| Error::value("Sorter index out of range."))?
                }
            };
            reads.push((0, place));
            let goes_right = if right {
                !wanted.less_than(value, &keys, place)
            } else {
                keys.less_than(place, &wanted, value)
            };
            if goes_right {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        call.put(value, &(low as i64).to_le_bytes(), &reads);
    }
    Ok(())
}

/// 1 for edges that never fall, -1 for edges that never rise but do fall, else 0. Every edge is read in one turn.
fn find_direction(call: &mut LineCall<'_>) -> Result<()> {
    let &[edges] = call.inputs else {
        return Ok(());
    };
    let values = edges.elements::<f64>();
    let next_to = |wrong: fn(f64, f64) -> bool, from: usize| {
        let pairs = values.get(from..).unwrap_or(&[]).windows(2);
        pairs.into_iter().any(|pair| wrong(pair[0], pair[1]))
    };
    let first = values.first().copied().unwrap_or(0.0);
    // Repeated edges at the start say nothing yet.
    let direction = match (1..values.len()).find(|&place| values[place] != first) {
        None => 1,
        Some(change) if first < values[change] => {
            i64::from(!next_to(|left, right| left > right, change))
        }
        Some(change) => -i64::from(!next_to(|left, right| left < right, change)),
    };
    let reads: Vec<(usize, usize)> = (0..values.len()).map(|place| (0, place)).collect();
    call.put(0, &direction.to_le_bytes(), &reads);
    Ok(())
}

/// Refuses an array that is not 1-d.
///
/// # Errors
/// `ValueError: object too deep for desired array`, `object of too small depth for desired array`.
pub(crate) fn check_one_axis(array: &Array) -> Result<()> {
    match array.ndim() {
        1 => Ok(()),
        0 => Err(Error::value("object of too small depth for desired array")),
        _ => Err(Error::value("object too deep for desired array")),
    }
}

/// Where each value would be put into a sorted 1-d array to keep it sorted (`np.searchsorted`): `int64` of the values' shape,
/// in C order. `sorter` holds the places that would sort the array, as `argsort` gives them. New.
///
/// # Errors
/// `ValueError: object too deep for desired array`; `TypeError: sorter must only contain integers`,
/// `could not parse sorter argument`; `ValueError: sorter.size must equal a.size`, `Sorter index out of range.`; as
/// [`crate::limit::grant`].
pub fn searchsorted(
    sorted: &Array,
    values: &Array,
    side: Side,
    sorter: Option<&Array>,
) -> Result<Array> {
    heard(searched(sorted, values, side, sorter))
}

fn searched(sorted: &Array, values: &Array, side: Side, sorter: Option<&Array>) -> Result<Array> {
    check_one_axis(sorted)?;
    #[cfg(feature = "records")]
    if crate::promote::try_promote_types(sorted.dtype, values.dtype).is_err() {
        return searched_as_objects(sorted, values, side, sorter);
    }
    let dtype = promote_types(sorted.dtype, values.dtype);
    let mut operands = vec![
        Lined::whole(sorted).read_as(dtype),
        Lined::whole(values).read_as(dtype),
    ];
    if let Some(sorter) = sorter {
        check_sorter(sorted, sorter)?;
        operands.push(Lined::whole(sorter).read_as(DType::I64));
    }
    let work = Work {
        kernel: &SEARCHSORTED,
        shape: Dims::new(),
        operands,
        turns: values.size(),
        arguments: crate::short::short![i64::from(side == Side::Right)],
    };
    work.run_line(values.shape(), DType::I64)
}

/// [`searched`] for elements that have no common dtype: NumPy compares them as Python does its own objects.
#[cfg(feature = "records")]
fn searched_as_objects(
    sorted: &Array,
    values: &Array,
    side: Side,
    sorter: Option<&Array>,
) -> Result<Array> {
    let sorted = match sorter {
        None => sorted.clone(),
        Some(sorter) => {
            check_sorter(sorted, sorter)?;
            sorted.take(sorter, None, crate::plan::Bounds::Raise)?
        }
    };
    let places = crate::records::objects::places(&sorted, values, side == Side::Right)?;
    let places: Vec<Scalar> = places.into_iter().map(Scalar::I64).collect();
    Array::from_scalars(&places, values.shape(), DType::I64)
}

fn check_sorter(sorted: &Array, sorter: &Array) -> Result<()> {
    if sorter.ndim() != 1 {
        return Err(Error::type_("could not parse sorter argument"));
    }
    if !matches!(sorter.dtype.kind(), Kind::Signed | Kind::Unsigned) {
        return Err(Error::type_("sorter must only contain integers"));
    }
    if !can_cast(sorter.dtype, DType::I64, Casting::Safe) {
        return Err(Error::value("could not parse sorter argument"));
    }
    if sorter.size() != sorted.size() {
        return Err(Error::value("sorter.size must equal a.size"));
    }
    Ok(())
}

/// In which bin each value lies (`np.digitize`): `int64` of the values' shape. Bin `i` is `bins[i-1] <= x < bins[i]`, with
/// `right` `bins[i-1] < x <= bins[i]`; falling bins the other way round. New.
///
/// # Errors
/// `ValueError: bins must be monotonically increasing or decreasing`; `TypeError: x may not be complex`; as
/// [`searchsorted`].
pub fn digitize(values: &Array, bins: &Array, right: bool) -> Result<Array> {
    if values.dtype.is_complex() {
        return heard(Err(Error::type_("x may not be complex")));
    }
    let direction = heard(direction(bins))?;
    let side = if right { Side::Left } else { Side::Right };
    match direction {
        1 => searchsorted(bins, values, side, None),
        -1 => {
            let places = searchsorted(&bins.index(&[Index::every(-1)])?, values, side, None)?;
            let count = Operand::PyInt(bins.size().into());
            ufunc::call("subtract", &[count, Operand::Array(&places)])
        }
        _ => heard(Err(Error::value(
            "bins must be monotonically increasing or decreasing",
        ))),
    }
}

fn direction(bins: &Array) -> Result<i64> {
    check_one_axis(bins)?;
    check_cast(bins.dtype, DType::F64, Casting::Safe)?;
    let work = Work {
        kernel: &MONOTONIC,
        shape: Dims::new(),
        operands: vec![Lined::whole(bins).read_as(DType::F64)],
        turns: 1,
        arguments: SmallVec::new(),
    };
    crate::compose::whole_number(&work.run_line(&[], DType::I64)?)
}
