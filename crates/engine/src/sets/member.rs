//! `isin` and the set operations: which elements two arrays share, and which they do not.
//! Composed as NumPy composes them: by a table of the whole numbers, one comparison after another, or by sorting.

use super::unique::{Wanted, unique};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::compose::{alike, compress, cut, fold, joined, neighbors, scatter, take, two, with};
use crate::dtype::{DType, Kind as DTypeKind};
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::record::hearing;
use crate::scalar::Scalar;
use crate::sort::{self, Kind};
use crate::ufunc::{self, Arguments, Operand, heard};

/// How membership is to be found; the answer is the same.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum IsinKind {
    /// By a table where the range of the numbers is small, else by sorting or comparing.
    #[default]
    Chosen,
    /// By sorting both.
    Sort,
    /// By a table of the numbers; bools and integers only.
    Table,
}

impl IsinKind {
    /// The way of NumPy's name.
    ///
    /// # Errors
    /// `ValueError: Invalid kind: 'x'. Please use None, 'sort' or 'table'.`
    pub fn from_name(name: &str) -> Result<Self> {
        hearing(|| match name {
            "sort" => Ok(IsinKind::Sort),
            "table" => Ok(IsinKind::Table),
            _ => Err(Error::value(format!(
                "Invalid kind: '{name}'. Please use None, 'sort' or 'table'."
            ))),
        })
    }
}

/// Which elements are among the others (`np.isin`): `bool` of the elements' shape; with `invert`, which are not. A new array.
///
/// # Errors
/// `ValueError: The 'table' method is only supported for boolean or integer arrays. …`;
/// `RuntimeError: You have specified kind='table', but the range of values …`; as [`crate::limit::grant`].
pub fn isin(elements: &Array, others: &Array, invert: bool, kind: IsinKind) -> Result<Array> {
    hearing(|| {
        let mask = members(elements, others, false, invert, kind)?;
        mask.reshape(elements.shape())
    })
}

fn members(
    elements: &Array,
    others: &Array,
    assume_unique: bool,
    invert: bool,
    kind: IsinKind,
) -> Result<Array> {
    let elements = elements.ravel(CopyOrder::C)?;
    let others = others.ravel(CopyOrder::C)?;
    let whole = |array: &Array| array.dtype.kind() <= DTypeKind::Signed;
    if whole(&elements) && whole(&others) && kind != IsinKind::Sort {
        if let Some(mask) = by_table(&elements, &others, invert, kind)? {
            return Ok(mask);
        }
    } else if kind == IsinKind::Table {
        return heard(Err(Error::value(
            "The 'table' method is only supported for boolean or integer arrays. Please select 'sort' or None for kind.",
        )));
    }
    let few = 10.0 * libm::pow(elements.size() as f64, 0.145);
    if (others.size() as f64) < few {
        one_by_one(&elements, &others, invert)
    } else {
        by_sorting(&elements, &others, assume_unique, invert)
    }
}

/// A mask that is false everywhere, or true.
fn all_masked(length: i64, value: bool) -> Result<Array> {
    let mask = Array::zeros(&[length], DType::Bool)?;
    if value {
        mask.assign_number(&[Index::ALL], true)?;
    }
    Ok(mask)
}

/// Looks each element up in a table of the numbers from the smallest to the largest of the others; nothing where that
/// table would be too long.
fn by_table(
    elements: &Array,
    others: &Array,
    invert: bool,
    kind: IsinKind,
) -> Result<Option<Array>> {
    if others.size() == 0 {
        return all_masked(elements.size(), invert).map(Some);
    }
    let as_numbers = |array: &Array| match array.dtype {
        DType::Bool => array.astype(DType::U8),
        _ => Ok(array.clone()),
    };
    let (elements, others) = (as_numbers(elements)?, as_numbers(others)?);
    let (least, most) = (extreme("min", &others)?, extreme("max", &others)?);
    let range = most - least;
    let short = range <= 6 * (i128::from(elements.size()) + i128::from(others.size()));
    let bits = 8 * others.dtype.itemsize() as u32;
    let signed = u32::from(others.dtype.kind() == DTypeKind::Signed);
    let fits = range < 1i128 << (bits - signed);
    if !fits || !short && kind != IsinKind::Table {
        if kind == IsinKind::Table {
            return heard(Err(Error::new(
                ErrorClass::Runtime,
                "You have specified kind='table', but the range of values in `ar2` or `ar1` exceed the maximum integer \
                 of the datatype. Please set `kind` to None or 'sort'.",
            )));
        }
        return Ok(None);
    }
    let least = Operand::PyInt(least);
    let in_range = two(
        "logical_and",
        &with("less_equal", &elements, Operand::PyInt(most))?,
        &with("greater_equal", &elements, least)?,
    )?;
    // Differences wrap as they do in NumPy, which puts them into 64 bits whatever the dtype.
    let places = |array: &Array| -> Result<Array> {
        let first = Array::scalar(Scalar::I64(extreme("min", &others)? as i64))?;
        let unsafely = Arguments {
            dtype: Some(DType::I64),
            casting: Some(crate::cast::Casting::Unsafe),
            ..Arguments::NONE
        };
        let operands = [Operand::Array(array), Operand::Array(&first)];
        let results = ufunc::call_with("subtract", &operands, unsafely)?;
        let result = results.into_iter().next();
        result.ok_or_else(|| Error::value("a ufunc has at least one output"))
    };
    let length = i64::try_from(range + 1).unwrap_or(i64::MAX);
    let there = all_masked(others.size(), true)?;
    let mut table = scatter(&there, &places(&others)?, length)?;
    if invert {
        table = ufunc::call("logical_not", &[Operand::Array(&table)])?;
    }
    let inside = in_range.flatnonzero()?;
    let found = take(&table, &places(&take(&elements, &inside, 0)?)?, 0)?;
    if !invert {
        return scatter(&found, &inside, elements.size()).map(Some);
    }
    // What lies outside of the table is certainly no member.
    let outside = ufunc::call("logical_not", &[Operand::Array(&in_range)])?;
    let found = scatter(&found, &inside, elements.size())?;
    two("logical_or", &outside, &found).map(Some)
}

fn extreme(name: &str, numbers: &Array) -> Result<i128> {
    Ok(match fold(name, numbers)?.item()? {
        Scalar::U64(value) => value.into(),
        other => match other.cast(DType::I64) {
            Scalar::I64(value) => value.into(),
            _ => 0,
        },
    })
}

/// Compares all elements with one other after another.
fn one_by_one(elements: &Array, others: &Array, invert: bool) -> Result<Array> {
    let gather = if invert { "logical_and" } else { "logical_or" };
    let mask = all_masked(elements.size(), invert)?;
    for place in 0..others.size() {
        let other = others.index(&[Index::Int(place)])?;
        let same = alike(elements, &other, invert)?;
        ufunc::call_into(
            gather,
            &[Operand::Array(&mask), Operand::Array(&same)],
            &mask,
        )?;
    }
    Ok(mask)
}

/// Sorts both together: a member stands right before an equal other.
fn by_sorting(
    elements: &Array,
    others: &Array,
    assume_unique: bool,
    invert: bool,
) -> Result<Array> {
    let (elements, inverse, others) = if assume_unique {
        (elements.clone(), None, others.clone())
    } else {
        let wanted = Wanted {
            inverse: true,
            ..Wanted::default()
        };
        let found = unique(elements, wanted)?;
        let others = unique(others, Wanted::default())?.values;
        (found.values, found.inverse, others)
    };
    let both = joined(&elements, &others)?;
    let order = sort::argsort(&both, Some(-1), Kind::Stable)?;
    let sorted = take(&both, &order, 0)?;
    let (after, before) = neighbors(&sorted, 0)?;
    let flags = alike(&after, &before, invert)?;
    let flags = joined(&flags, &all_masked(1, invert)?)?;
    let mask = scatter(&flags, &order, both.size())?;
    match inverse {
        Some(inverse) => take(&mask, &inverse, 0),
        None => cut(&mask, 0, None, Some(elements.size())),
    }
}

/// The sorted elements that both arrays have (`np.intersect1d`). A new array of one axis, of the dtype both promote to.
///
/// # Errors
/// As [`crate::limit::grant`].
pub fn intersect1d(first: &Array, second: &Array, assume_unique: bool) -> Result<Array> {
    hearing(|| {
        let prepared = |array: &Array| -> Result<Array> {
            if assume_unique {
                return array.ravel(CopyOrder::C);
            }
            Ok(unique(array, Wanted::default())?.values)
        };
        let both = joined(&prepared(first)?, &prepared(second)?)?;
        sort::sort_in_place(&both, -1, Kind::Quicksort)?;
        let (after, before) = neighbors(&both, 0)?;
        compress(&before, &alike(&after, &before, false)?)
    })
}

/// [`intersect1d`], and where the elements stand first in each array, `int64`.
///
/// # Errors
/// `IndexError` where elements of one array become equal only in the common dtype, as in NumPy; as
/// [`crate::limit::grant`].
pub fn intersect1d_places(
    first: &Array,
    second: &Array,
    assume_unique: bool,
) -> Result<(Array, Array, Array)> {
    let wanted = Wanted {
        index: true,
        ..Wanted::default()
    };
    let prepared = |array: &Array| -> Result<(Array, Option<Array>)> {
        if assume_unique {
            return Ok((array.ravel(CopyOrder::C)?, None));
        }
        let found = unique(array, wanted)?;
        Ok((found.values, found.index))
    };
    let (first, first_index) = prepared(first)?;
    let (second, second_index) = prepared(second)?;
    let both = joined(&first, &second)?;
    let order = sort::argsort(&both, Some(-1), Kind::Stable)?;
    let sorted = take(&both, &order, 0)?;
    let (after, before) = neighbors(&sorted, 0)?;
    let places = alike(&after, &before, false)?.flatnonzero()?;
    let (order_after, order_before) = neighbors(&order, 0)?;
    let mut in_first = take(&order_before, &places, 0)?;
    let size = Operand::PyInt(first.size().into());
    let mut in_second = with("subtract", &take(&order_after, &places, 0)?, size)?;
    if let Some(index) = first_index {
        in_first = heard(take(&index, &in_first, 0))?;
    }
    if let Some(index) = second_index {
        in_second = heard(take(&index, &in_second, 0))?;
    }
    Ok((take(&before, &places, 0)?, in_first, in_second))
}

/// The sorted elements of either array (`np.union1d`). A new array of one axis, of the dtype both promote to.
///
/// # Errors
/// As [`crate::limit::grant`].
pub fn union1d(first: &Array, second: &Array) -> Result<Array> {
    hearing(|| {
        let both = joined(&first.ravel(CopyOrder::C)?, &second.ravel(CopyOrder::C)?)?;
        Ok(unique(&both, Wanted::default())?.values)
    })
}

/// The sorted elements of one array that the other has not (`np.setdiff1d`); with `assume_unique`, in their own order. A new
/// array of one axis, of the first one's dtype.
///
/// # Errors
/// As [`crate::limit::grant`].
pub fn setdiff1d(first: &Array, second: &Array, assume_unique: bool) -> Result<Array> {
    hearing(|| {
        let (first, second) = if assume_unique {
            (first.ravel(CopyOrder::C)?, second.clone())
        } else {
            (
                unique(first, Wanted::default())?.values,
                unique(second, Wanted::default())?.values,
            )
        };
        let mask = members(&first, &second, true, true, IsinKind::Chosen)?;
        compress(&first, &mask)
    })
}

/// The sorted elements that just one of the arrays has (`np.setxor1d`). A new array of one axis, of the dtype both promote
/// to.
///
/// # Errors
/// As [`crate::limit::grant`].
pub fn setxor1d(first: &Array, second: &Array, assume_unique: bool) -> Result<Array> {
    hearing(|| {
        let prepared = |array: &Array| -> Result<Array> {
            if assume_unique {
                return array.ravel(CopyOrder::C);
            }
            Ok(unique(array, Wanted::default())?.values)
        };
        let both = joined(&prepared(first)?, &prepared(second)?)?;
        if both.size() == 0 {
            return Ok(both);
        }
        sort::sort_in_place(&both, -1, Kind::Quicksort)?;
        let (after, before) = neighbors(&both, 0)?;
        let changes = alike(&after, &before, true)?;
        let edge = all_masked(1, true)?;
        let changes = joined(&joined(&edge, &changes)?, &edge)?;
        let (after, before) = neighbors(&changes, 0)?;
        compress(&both, &two("logical_and", &after, &before)?)
    })
}
