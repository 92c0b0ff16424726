//! Sorting and partitioning records by chosen fields (`order=`): the fields asked for are compared first, then the others in their order.
//! Looks at the same bytes through a dtype whose fields stand in that order; `sort` does the rest.

use super::definition::Definition;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::record::hearing;
use crate::sort::{self, Kind};
use crate::ufunc::heard;

/// The array's records with these fields first.
fn ordered(array: &Array, order: &[&str]) -> Result<Array> {
    let DType::Record(definition) = array.dtype else {
        return Err(Error::value(
            "Cannot specify order when the array has no fields.",
        ));
    };
    let mut fields = Vec::new();
    for &name in order {
        let found = definition.fields.iter().find(|field| field.name == name);
        let field = found.ok_or_else(|| Error::value(format!("unknown field name: {name}")))?;
        if fields.contains(field) {
            return Err(Error::value(format!("duplicate field name: {name}")));
        }
        fields.push(field.clone());
    }
    for field in &definition.fields {
        if !fields.contains(field) {
            fields.push(field.clone());
        }
    }
    let reordered = Definition {
        fields,
        ..definition.clone()
    };
    Ok(Array {
        dtype: DType::Record(reordered.interned()),
        ..array.clone()
    })
}

/// The records sorted along an axis by these fields (`np.sort(a, order=…)`), in new bytes of the same memory order.
///
/// # Errors
/// `ValueError: unknown field name: x`, `Cannot specify order when the array has no fields.`; as [`sort::sort`].
pub fn sort_by(array: &Array, axis: Option<i64>, kind: Kind, order: &[&str]) -> Result<Array> {
    hearing(|| {
        copied_and(array, axis, order, |copied, axis| {
            sort::sort_in_place(copied, axis, kind)
        })
    })
}

/// A copy of the records, changed while the fields stand in another order.
fn copied_and(
    array: &Array,
    axis: Option<i64>,
    order: &[&str],
    change: impl FnOnce(&Array, i64) -> Result<()>,
) -> Result<Array> {
    heard(ordered(array, order))?;
    let (copied, axis) = match axis {
        Some(axis) => (array.copy(CopyOrder::K)?, axis),
        None => (array.flatten(CopyOrder::C)?, -1),
    };
    change(&ordered(&copied, order)?, axis)?;
    Ok(copied)
}

/// Sorts the records themselves along an axis by these fields (`a.sort(order=…)`).
///
/// # Errors
/// As [`sort_by`] and [`sort::sort_in_place`].
pub fn sort_in_place_by(array: &Array, axis: i64, kind: Kind, order: &[&str]) -> Result<()> {
    sort::sort_in_place(&heard(ordered(array, order))?, axis, kind)
}

/// A copy in which the records of some ranks, compared by these fields, stand where sorting would put them
/// (`np.partition(a, kth, order=…)`).
///
/// # Errors
/// As [`sort_by`] and [`sort::partition`].
pub fn partition_by(
    array: &Array,
    ranks: &[i64],
    axis: Option<i64>,
    order: &[&str],
) -> Result<Array> {
    hearing(|| {
        copied_and(array, axis, order, |copied, axis| {
            sort::partition_in_place(copied, ranks, axis)
        })
    })
}

/// From where the records of the partitioned array come (`np.argpartition(a, kth, order=…)`), `int64`. A new array.
///
/// # Errors
/// As [`partition_by`].
pub fn argpartition_by(
    array: &Array,
    ranks: &[i64],
    axis: Option<i64>,
    order: &[&str],
) -> Result<Array> {
    sort::argpartition(&heard(ordered(array, order))?, ranks, axis)
}

/// The places that sort the records along an axis by these fields (`np.argsort(a, order=…)`), `int64`. A new array.
///
/// # Errors
/// As [`sort_by`].
pub fn argsort_by(array: &Array, axis: Option<i64>, kind: Kind, order: &[&str]) -> Result<Array> {
    sort::argsort(&heard(ordered(array, order))?, axis, kind)
}
