//! `unique`: the elements sorted, each run of equal ones kept once, and what can be told along the way.
//! Composed of a sort, a comparison of neighbors and takes, as NumPy's `_unique1d`.

use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::bins::{Side, searchsorted};
use crate::compose::{
    alike, cut, differences, fold, is_true, joined, neighbors, scatter, take, with,
};
use crate::dtype::DType;
use crate::error::Result;
use crate::index::Index;
use crate::layout::axes::normalize_axis;
use crate::layout::size_of_shape;
use crate::record::hearing;
use crate::reduce::{self, Options};
use crate::scalar::Scalar;
use crate::sort::{self, Kind};
use crate::ufunc::{self, Operand, heard};

/// What `unique` is to tell, and of what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// Where each unique element stands first.
    pub index: bool,
    /// Which unique element each element is.
    pub inverse: bool,
    /// How often each occurs.
    pub counts: bool,
    /// The axis whose slices are compared as wholes; all elements where there is none.
    pub axis: Option<i64>,
    /// Whether all NaN count as one.
    pub equal_nan: bool,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            index: false,
            inverse: false,
            counts: false,
            axis: None,
            equal_nan: true,
        }
    }
}

/// The unique elements and what was asked for.
#[derive(Clone, Debug)]
pub struct Unique {
    /// The elements, sorted; along an axis, the slices in lexicographic order.
    pub values: Array,
    /// `int64`, one for each value.
    pub index: Option<Array>,
    /// `int64`, of the array's shape, or one for each slice.
    pub inverse: Option<Array>,
    /// `int64`, one for each value.
    pub counts: Option<Array>,
}

/// The unique elements of an array, or its unique slices along an axis (`np.unique`), in new bytes.
///
/// # Errors
/// `AxisError`; as [`crate::limit::grant`].
pub fn unique(array: &Array, wanted: Wanted) -> Result<Unique> {
    match wanted.axis {
        Some(axis) if array.ndim() != 1 => along(array, axis, wanted),
        axis => {
            if let Some(axis) = axis {
                heard(normalize_axis(axis, array.ndim()))?;
            }
            flat(array, wanted)
        }
    }
}

/// The unique values, with every NaN its own (`np.unique_values`). Here sorted; NumPy promises no order. A new array of one
/// axis and the same dtype.
///
/// # Errors
/// As [`unique`].
pub fn unique_values(array: &Array) -> Result<Array> {
    hearing(|| {
        let found = unique(array, apart())?;
        Ok(found.values)
    })
}

/// The unique values and how often each occurs (`np.unique_counts`).
///
/// # Errors
/// As [`unique`].
pub fn unique_counts(array: &Array) -> Result<Unique> {
    hearing(|| {
        let counts = true;
        unique(array, Wanted { counts, ..apart() })
    })
}

/// The unique values and which of them each element is (`np.unique_inverse`).
///
/// # Errors
/// As [`unique`].
pub fn unique_inverse(array: &Array) -> Result<Unique> {
    hearing(|| {
        let inverse = true;
        unique(array, Wanted { inverse, ..apart() })
    })
}

/// The unique values and all that can be told (`np.unique_all`).
///
/// # Errors
/// As [`unique`].
pub fn unique_all(array: &Array) -> Result<Unique> {
    hearing(|| {
        let told = Wanted {
            index: true,
            inverse: true,
            counts: true,
            ..apart()
        };
        unique(array, told)
    })
}

fn apart() -> Wanted {
    Wanted {
        equal_nan: false,
        ..Wanted::default()
    }
}

impl Wanted {
    /// The order in which equal elements come: that of the array where it matters which one is first.
    fn kind(self) -> Kind {
        if self.index {
            Kind::Stable
        } else {
            Kind::Quicksort
        }
    }
}

fn flat(array: &Array, wanted: Wanted) -> Result<Unique> {
    let flat = array.flatten(CopyOrder::C)?;
    // NumPy gathers complex numbers in a table, which keeps the first of equal ones, a NaN among them.
    let gathered = flat.dtype.is_complex() && !(wanted.index || wanted.inverse || wanted.counts);
    let (mut sorted, order) = if wanted.index || wanted.inverse || gathered {
        let kind = if gathered {
            Kind::Stable
        } else {
            wanted.kind()
        };
        let order = sort::argsort(&flat, Some(-1), kind)?;
        (take(&flat, &order, 0)?, Some(order))
    } else {
        sort::sort_in_place(&flat, -1, wanted.kind())?;
        (flat.clone(), None)
    };
    let mask = Array::blank(sorted.shape(), DType::Bool)?;
    let compared = match first_nan(&sorted, wanted.equal_nan)? {
        Some(first) => {
            mask.assign_number(&[Index::Int(first)], true)?;
            if let (true, Some(order)) = (gathered, &order) {
                let earliest = fold("min", &cut(order, 0, Some(first), None)?)?;
                order.assign(&[Index::Int(first)], &earliest)?;
                sorted = take(&flat, order, 0)?;
            }
            first
        }
        None => sorted.size(),
    };
    mark_changes(
        &cut(&sorted, 0, None, Some(compared))?,
        &cut(&mask, 0, None, Some(compared))?,
    )?;
    told(&sorted, order.as_ref(), &mask, array.shape(), wanted)
}

/// Where the NaN begin that are to count as one.
fn first_nan(sorted: &Array, equal_nan: bool) -> Result<Option<i64>> {
    if !equal_nan || !sorted.dtype.is_inexact() || sorted.size() == 0 {
        return Ok(None);
    }
    let last = sorted.index(&[Index::Int(-1)])?;
    if !is_true(&ufunc::call("isnan", &[Operand::Array(&last)])?)? {
        return Ok(None);
    }
    if sorted.dtype.is_complex() {
        // NaN come last, whichever part is one, and are not all alike.
        let nan = ufunc::call("isnan", &[Operand::Array(sorted)])?;
        let yes = Array::scalar(Scalar::Bool(true))?;
        let first = searchsorted(&nan, &yes, Side::Left, None)?;
        return crate::compose::whole_number(&first).map(Some);
    }
    let first = searchsorted(sorted, &last, Side::Left, None)?;
    crate::compose::whole_number(&first).map(Some)
}

/// Marks each element that differs from the one before it, and the first.
fn mark_changes(sorted: &Array, mask: &Array) -> Result<()> {
    if sorted.size() == 0 {
        return Ok(());
    }
    mask.assign_number(&[Index::Int(0)], true)?;
    let (after, before) = neighbors(sorted, 0)?;
    let rest = cut(mask, 0, Some(1), None)?;
    if !sorted.dtype.holds_numbers() {
        return rest.put(&alike(&after, &before, true)?);
    }
    let operands = [Operand::Array(&after), Operand::Array(&before)];
    ufunc::call_into("not_equal", &operands, &rest)
}

/// What was asked for, from the sorted elements and the marks of those that differ from the one before.
fn told(
    sorted: &Array,
    order: Option<&Array>,
    mask: &Array,
    shape: &[i64],
    wanted: Wanted,
) -> Result<Unique> {
    let firsts = mask.flatnonzero()?;
    let mut result = Unique {
        values: take(sorted, &firsts, 0)?,
        index: None,
        inverse: None,
        counts: None,
    };
    if let (true, Some(order)) = (wanted.index, order) {
        result.index = Some(take(order, &firsts, 0)?);
    }
    if let (true, Some(order)) = (wanted.inverse, order) {
        let numbers = with(
            "subtract",
            &reduce::cumsum(mask, Some(0), Options::default())?,
            Operand::PyInt(1),
        )?;
        let inverse = scatter(&numbers, order, mask.size())?;
        result.inverse = Some(match wanted.axis {
            Some(_) if sorted.ndim() > 1 => inverse,
            _ => inverse.reshape(shape)?,
        });
    }
    if wanted.counts {
        let end = Array::full(&[1], Scalar::I64(mask.size()))?;
        result.counts = Some(differences(&joined(&firsts, &end)?, 0)?);
    }
    Ok(result)
}

/// The slices along an axis as the rows of a table, sorted as wholes.
fn along(array: &Array, axis: i64, wanted: Wanted) -> Result<Unique> {
    heard(normalize_axis(axis, array.ndim()))?;
    let front = array.moveaxis(&[axis], &[0])?;
    let (rows, rest) = match front.shape() {
        [rows, rest @ ..] => (*rows, rest.to_vec()),
        [] => return flat(array, wanted),
    };
    let table = front.reshape(&[rows, size_of_shape(&rest)])?;
    let order = sort::argsort_rows(&table, wanted.kind())?;
    let sorted = take(&table, &order, 0)?;
    let mask = Array::blank(&[rows], DType::Bool)?;
    if rows > 0 {
        mask.assign_number(&[Index::Int(0)], true)?;
        let (after, before) = neighbors(&sorted, 0)?;
        let differ = alike(&after, &before, true)?;
        let one_axis = Options {
            axis: Some(&[1]),
            ..Options::default()
        };
        cut(&mask, 0, Some(1), None)?.put(&reduce::call("any", &differ, one_axis)?)?;
    }
    let mut found = told(&sorted, Some(&order), &mask, &[rows], wanted)?;
    let mut shape = vec![found.values.shape()[0]];
    shape.extend(rest);
    let elements = found.values.reshape(&[-1])?;
    found.values = elements.reshape(&shape)?.moveaxis(&[0], &[axis])?;
    Ok(found)
}
