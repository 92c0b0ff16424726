//! `concatenate` and the functions that arrange axes before they call it: `stack`, `vstack`, `hstack`, `dstack`, `append`.
//! Knows arrays; each part is one move into its place of the result.

use crate::array::Array;
use crate::cast::{Casting, check_cast, check_elements};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::axes::{Axes, converted, normalize_axis};
use crate::layout::{Dims, Layout, MAX_NDIM};
use crate::promote::try_promote_types;
use crate::record::hearing;
use crate::ufunc::heard;

/// Keyword arguments of `concatenate` and of the functions made of it.
#[derive(Clone, Copy, Debug)]
pub struct Joining<'a> {
    /// The result's dtype; without one, the one that all parts promote to.
    pub dtype: Option<DType>,
    /// Which casts are allowed.
    pub casting: Casting,
    /// An array that takes the result.
    pub out: Option<&'a Array>,
}

impl Default for Joining<'_> {
    fn default() -> Self {
        Self {
            dtype: None,
            casting: Casting::SameKind,
            out: None,
        }
    }
}

/// Arrays one after another along an axis, or all their elements in one axis with `axis` `None` (`np.concatenate`).
///
/// The shapes must agree on every other axis. The dtype is the one all promote to, or the one asked for. The result is a
/// new array whose memory order follows the parts, or `out` itself; nothing is shared with the parts.
///
/// # Errors
/// `ValueError: need at least one array to concatenate`, `zero-dimensional arrays cannot be concatenated`, shapes that do
/// not fit, an `out` that does not fit or is read-only; `AxisError`; `TypeError` for a cast that `casting` forbids; as
/// [`crate::limit::grant`].
pub fn concatenate(arrays: &[&Array], axis: Option<i64>, joining: Joining<'_>) -> Result<Array> {
    heard(joined(arrays, axis, joining))
}

fn joined(arrays: &[&Array], axis: Option<i64>, joining: Joining<'_>) -> Result<Array> {
    if joining.out.is_some() && joining.dtype.is_some() {
        return Err(Error::type_(
            "concatenate() only takes `out` or `dtype` as an argument, but both were provided.",
        ));
    }
    let Some(first) = arrays.first() else {
        return Err(Error::value("need at least one array to concatenate"));
    };
    match axis {
        None => flattened(arrays, joining),
        Some(axis) => along(first, arrays, axis, joining),
    }
}

fn along(first: &Array, arrays: &[&Array], axis: i64, joining: Joining<'_>) -> Result<Array> {
    if first.ndim() == 0 {
        return Err(Error::value(
            "zero-dimensional arrays cannot be concatenated",
        ));
    }
    let axis = normalize_axis(axis, first.ndim()).map_err(converted)?;
    let shape = joined_shape(arrays, axis)?;
    let result = match joining.out {
        Some(out) if out.ndim() != shape.len() => {
            return Err(Error::value("Output array has wrong dimensionality"));
        }
        Some(out) if out.shape() != shape.as_slice() => {
            return Err(Error::value("Output array is the wrong shape"));
        }
        Some(out) => out.clone(),
        None => {
            let dtype = result_dtype(arrays, joining.dtype)?;
            crate::limit::grant(&shape, dtype)?;
            let order = common_order(arrays);
            Array::unwritten_over(
                Layout::packed_in_order(&shape, dtype.itemsize(), &order),
                dtype,
            )?
        }
    };
    let mut start = 0;
    for array in arrays {
        let place = result.strip(axis, start, array.shape()[axis]);
        check_part(array, &place, joining.casting)?;
        if !result.writeable {
            return Err(Error::value("assignment destination is read-only"));
        }
        place.put(array)?;
        // Elements without bytes can be as many as there are numbers.
        start = start.saturating_add(array.shape()[axis]);
    }
    Ok(result)
}

/// All elements in one axis, each part in C order.
fn flattened(arrays: &[&Array], joining: Joining<'_>) -> Result<Array> {
    let size = arrays
        .iter()
        .fold(0i64, |size, array| size.saturating_add(array.size()));
    let result = match joining.out {
        Some(out) if out.ndim() != 1 => return Err(Error::value("Output array must be 1D")),
        Some(out) if out.size() != size => {
            return Err(Error::value("Output array is the wrong size"));
        }
        Some(out) => out.clone(),
        None => Array::unwritten(&[size], result_dtype(arrays, joining.dtype)?)?,
    };
    let mut start = 0;
    for array in arrays {
        let place = result.strip(0, start, array.size());
        check_part(array, &place, joining.casting)?;
        if !result.writeable {
            return Err(Error::value("destination array is read-only"));
        }
        place.put_flat(array)?;
        start = start.saturating_add(array.size());
    }
    Ok(result)
}

fn check_part(part: &Array, place: &Array, casting: Casting) -> Result<()> {
    check_cast(part.dtype, place.dtype, casting).map_err(|error| part.of_scalar(error))?;
    check_elements(part, place.dtype)
}

fn result_dtype(arrays: &[&Array], wanted: Option<DType>) -> Result<DType> {
    let mut dtypes = arrays.iter().map(|array| array.dtype);
    match (wanted, dtypes.next()) {
        (Some(wanted), _) => Ok(wanted),
        (None, None) => Ok(DType::F64),
        #[cfg(feature = "records")]
        (None, Some(first)) if arrays.len() == 1 && first.holds_numbers() => {
            Ok(crate::records::order::all_native(first))
        }
        (None, Some(first)) => {
            let alone = try_promote_types(first, first)?;
            let joined = dtypes.try_fold(alone, |found, next| {
                let common = try_promote_types(found, next);
                common.map_err(|error| among_all(error, found, next, arrays))
            })?;
            // Of several numbers none is told more than what they have in common.
            Ok(match joined.holds_numbers() {
                true => joined.native(),
                false => joined,
            })
        }
    }
}

/// Where two dtypes have none in common, NumPy lists those of all parts.
#[cfg_attr(not(feature = "records"), allow(unused_variables))]
fn among_all(error: Error, found: DType, next: DType, arrays: &[&Array]) -> Error {
    #[cfg(feature = "records")]
    if error.message.starts_with("The DTypes ") {
        let all: Vec<DType> = arrays.iter().map(|array| array.dtype).collect();
        return crate::records::promote::no_common_among(found, next, &all);
    }
    error
}

/// The shape of the joined array: the lengths add up on one axis and agree on the others.
fn joined_shape(arrays: &[&Array], axis: usize) -> Result<Dims> {
    let mut shape = Dims::from_slice(arrays.first().map_or(&[], |array| array.shape()));
    for (number, array) in arrays.iter().enumerate().skip(1) {
        if array.ndim() != shape.len() {
            return Err(Error::value(format!(
                "all the input arrays must have same number of dimensions, but the array at index 0 has {} dimension(s) \
                 and the array at index {number} has {} dimension(s)",
                shape.len(),
                array.ndim()
            )));
        }
        for (dim, &extent) in array.shape().iter().enumerate() {
            if dim == axis {
                shape[dim] = shape[dim].saturating_add(extent);
            } else if shape[dim] != extent {
                return Err(Error::value(format!(
                    "all the input array dimensions except for the concatenation axis must match exactly, but along \
                     dimension {dim}, the array at index 0 has size {} and the array at index {number} has size {extent}",
                    shape[dim]
                )));
            }
        }
    }
    Ok(shape)
}

/// The axes in the memory order that the parts have in common, slowest first; C order where they disagree.
///
/// NumPy's stable insertion sort over all parts (`PyArray_CreateMultiSortedStridePerm`). Unlike in a ufunc, a stride of 0
/// counts as the smallest.
fn common_order(arrays: &[&Array]) -> Axes {
    let ndim = arrays.first().map_or(0, |array| array.ndim());
    let mut order: Axes = (0..ndim).collect();
    for position in 1..ndim {
        let axis = order[position];
        let mut target = position;
        for other in (0..position).rev() {
            let mut swaps = None;
            for array in arrays {
                let (shape, strides) = (array.shape(), array.strides());
                if shape[axis] == 1 || shape[order[other]] == 1 {
                    continue;
                }
                if strides[axis].unsigned_abs() <= strides[order[other]].unsigned_abs() {
                    swaps = Some(false);
                } else if swaps.is_none() {
                    swaps = Some(true);
                }
            }
            match swaps {
                Some(true) => target = other,
                Some(false) => break,
                None => {}
            }
        }
        order.remove(position);
        order.insert(target, axis);
    }
    order
}

/// Arrays of one shape along a new axis (`np.stack`).
///
/// # Errors
/// `ValueError: need at least one array to stack`, `all input arrays must have the same shape`; as [`concatenate`].
pub fn stack(arrays: &[&Array], axis: i64, joining: Joining<'_>) -> Result<Array> {
    let expanded = heard(stretched_for_stack(arrays, axis))?;
    let (axis, parts) = expanded;
    concatenate(&parts.iter().collect::<Vec<_>>(), Some(axis), joining)
}

fn stretched_for_stack(arrays: &[&Array], axis: i64) -> Result<(i64, Vec<Array>)> {
    let Some(first) = arrays.first() else {
        return Err(Error::value("need at least one array to stack"));
    };
    if arrays.iter().any(|array| array.shape() != first.shape()) {
        return Err(Error::value("all input arrays must have the same shape"));
    }
    let axis = normalize_axis(axis, first.ndim() + 1)?;
    if first.ndim() == MAX_NDIM {
        return Err(Error::index(
            "number of dimensions must be within [0, 64], indexing result would have 65",
        ));
    }
    let parts = arrays.iter().map(|array| array.with_new_axis(axis));
    Ok((axis as i64, parts.collect()))
}

/// Arrays below each other, along the first axis; 1-d ones count as rows (`np.vstack`). A new array of the dtype they promote
/// to.
///
/// # Errors
/// As [`concatenate`].
pub fn vstack(arrays: &[&Array], joining: Joining<'_>) -> Result<Array> {
    let rows: Vec<Array> = arrays.iter().map(|array| array.atleast_2d()).collect();
    concatenate(&rows.iter().collect::<Vec<_>>(), Some(0), joining)
}

/// [`vstack`] by its older name (`np.row_stack`).
///
/// # Errors
/// As [`concatenate`].
pub fn row_stack(arrays: &[&Array], joining: Joining<'_>) -> Result<Array> {
    vstack(arrays, joining)
}

/// Arrays beside each other, along the second axis, 1-d ones along their only one (`np.hstack`). A new array of the dtype
/// they promote to.
///
/// # Errors
/// As [`concatenate`].
pub fn hstack(arrays: &[&Array], joining: Joining<'_>) -> Result<Array> {
    hearing(|| {
        let parts: Vec<Array> = arrays.iter().map(|array| array.atleast_1d()).collect();
        let flat = parts.first().is_some_and(|first| first.ndim() == 1);
        let axis = i64::from(!flat);
        concatenate(&parts.iter().collect::<Vec<_>>(), Some(axis), joining)
    })
}

/// Arrays behind each other, along the third axis (`np.dstack`). A new array of the dtype they promote to.
///
/// # Errors
/// As [`concatenate`].
pub fn dstack(arrays: &[&Array]) -> Result<Array> {
    hearing(|| {
        let parts: Vec<Array> = arrays.iter().map(|array| array.atleast_3d()).collect();
        let parts: Vec<&Array> = parts.iter().collect();
        concatenate(&parts, Some(2), Joining::default())
    })
}

/// 1-d arrays as columns beside each other; 2-d ones as they are (`np.column_stack`). A new array of the dtype they promote
/// to.
///
/// # Errors
/// As [`concatenate`].
pub fn column_stack(arrays: &[&Array]) -> Result<Array> {
    hearing(|| {
        let columns: Vec<Array> = arrays
            .iter()
            .map(|array| match array.ndim() {
                0 | 1 => array.with_leading_axes(2).t(),
                _ => (*array).clone(),
            })
            .collect();
        let columns: Vec<&Array> = columns.iter().collect();
        concatenate(&columns, Some(1), Joining::default())
    })
}

/// One array after the other along an axis, or all elements of both in one axis (`np.append`). A new array of the dtype they
/// promote to.
///
/// # Errors
/// As [`concatenate`].
pub fn append(array: &Array, values: &Array, axis: Option<i64>) -> Result<Array> {
    hearing(|| {
        use crate::array::copy::CopyOrder;
        if axis.is_some() {
            return concatenate(&[array, values], axis, Joining::default());
        }
        let (first, second) = (array.ravel(CopyOrder::C)?, values.ravel(CopyOrder::C)?);
        concatenate(&[&first, &second], Some(0), Joining::default())
    })
}
