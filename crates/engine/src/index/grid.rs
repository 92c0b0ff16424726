//! Index arrays made from shapes: `ix_`, the indices of diagonals and triangles, and flat positions to and from
//! coordinates. Knows shapes; `fancy` reads what these index.

use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::execute;
use crate::layout::axes::Axes;
use crate::layout::broadcast::broadcast_shape;
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, Order};
use crate::limit;
use crate::plan::Bounds;
use crate::record::hearing;
use crate::ufunc::{self, Operand, heard};

/// Arrays of one axis turned so that together they index a grid (`np.ix_`): views, each along an axis of its own. A mask
/// counts as the indices of its true elements.
///
/// # Errors
/// `ValueError: Cross index must be 1 dimensional`.
pub fn ix_(arrays: &[&Array]) -> Result<Vec<Array>> {
    let turned = arrays.iter().enumerate().map(|(axis, array)| {
        if array.ndim() != 1 {
            return heard(Err(Error::value("Cross index must be 1 dimensional")));
        }
        let found = if array.dtype == DType::Bool {
            array.flatnonzero()?
        } else {
            (*array).clone()
        };
        let mut shape = vec![1; arrays.len()];
        shape[axis] = found.size();
        found.reshape(&shape)
    });
    turned.collect()
}

/// The indices of the main diagonal of an array with `ndim` axes of length `n` (`np.diag_indices`): the same new `int64`
/// array for every axis.
///
/// # Errors
/// As [`crate::limit::grant`].
pub fn diag_indices(n: i64, ndim: usize) -> Result<Vec<Array>> {
    hearing(|| {
        limit::check_ndim(ndim)?;
        let counted = Array::arange(0i64, n, 1i64, Some(DType::I64))?;
        Ok(vec![counted; ndim])
    })
}

/// [`diag_indices`] of an array.
///
/// # Errors
/// `ValueError: input array must be at least 2-d`, `All dimensions of input must be of equal length`.
pub fn diag_indices_from(array: &Array) -> Result<Vec<Array>> {
    match *array.shape() {
        [] | [_] => heard(Err(Error::value("input array must be at least 2-d"))),
        [first, ..] if array.shape().iter().any(|&extent| extent != first) => heard(Err(
            Error::value("All dimensions of input must be of equal length"),
        )),
        [first, ..] => diag_indices(first, array.ndim()),
    }
}

/// The indices of what a function leaves of a square matrix of ones with `n` rows, `np.tril` with its diagonal for one
/// (`np.mask_indices`): one new `int64` array for each axis of what it gives, or a view of one.
///
/// # Errors
/// `ValueError: negative dimensions are not allowed`; as [`crate::limit::grant`]; whatever the function refuses.
pub fn mask_indices(n: i64, leaves: impl FnOnce(&Array) -> Result<Array>) -> Result<Vec<Array>> {
    let left = leaves(&Array::ones(&[n, n], DType::I64)?)?;
    ufunc::call("not_equal", &[Operand::Array(&left), Operand::PyInt(0)])?.nonzero()
}

/// The indices on and below diagonal `k` of a matrix with `n` rows and `m` columns (`np.tril_indices`): two new `int64`
/// arrays.
///
/// # Errors
/// As [`crate::limit::grant`].
pub fn tril_indices(n: i64, k: i64, m: Option<i64>) -> Result<Vec<Array>> {
    heard(triangle(n, m.unwrap_or(n), k, false))
}

/// The indices on and above diagonal `k` of a matrix with `n` rows and `m` columns (`np.triu_indices`): two new `int64`
/// arrays.
///
/// # Errors
/// As [`crate::limit::grant`].
pub fn triu_indices(n: i64, k: i64, m: Option<i64>) -> Result<Vec<Array>> {
    heard(triangle(n, m.unwrap_or(n), k.saturating_sub(1), true))
}

/// [`tril_indices`] of a matrix.
///
/// # Errors
/// `ValueError: input array must be 2-d`.
pub fn tril_indices_from(array: &Array, k: i64) -> Result<Vec<Array>> {
    let (rows, columns) = heard(matrix(array))?;
    tril_indices(rows, k, Some(columns))
}

/// [`triu_indices`] of a matrix.
///
/// # Errors
/// `ValueError: input array must be 2-d`.
pub fn triu_indices_from(array: &Array, k: i64) -> Result<Vec<Array>> {
    let (rows, columns) = heard(matrix(array))?;
    triu_indices(rows, k, Some(columns))
}

fn matrix(array: &Array) -> Result<(i64, i64)> {
    match *array.shape() {
        [rows, columns] => Ok((rows, columns)),
        _ => Err(Error::value("input array must be 2-d")),
    }
}

/// The indices of a triangle: where a mask of the whole matrix is true, as NumPy finds them. `upper` takes those above the
/// diagonal.
fn triangle(n: i64, m: i64, k: i64, upper: bool) -> Result<Vec<Array>> {
    let mut mask = Array::tri(n, m, k, DType::Bool)?;
    if upper {
        mask = ufunc::call("logical_not", &[Operand::Array(&mask)])?;
    }
    let found = mask.nonzero()?;
    let why = "the indices found lie side by side in one array";
    found
        .iter()
        .map(|indices| indices.copy_because("tri_indices()", why))
        .collect()
}

/// Flat positions as coordinates in a shape (`np.unravel_index`): one `int64` array for each axis of the shape, all views
/// of one new array with the coordinates of a position side by side.
///
/// # Errors
/// `ValueError: index 22 is out of bounds for array with size 20`, `multiple indices are not supported for 0d arrays`,
/// `dimensions are too large; …`; `TypeError: only int indices permitted`; as [`crate::limit::grant`].
pub fn unravel_index(positions: &Array, shape: &[i64], order: Order) -> Result<Vec<Array>> {
    heard(unraveled(positions, shape, order))
}

fn unraveled(positions: &Array, shape: &[i64], order: Order) -> Result<Vec<Array>> {
    limit::check_ndim(shape.len())?;
    let size = shape
        .iter()
        .try_fold(1i64, |size, &extent| size.checked_mul(extent))
        .ok_or_else(|| {
            Error::value(
                "dimensions are too large; arrays and shapes with a total size greater than 'intp' are not supported.",
            )
        })?;
    if !counts(positions) {
        return Err(Error::type_("only int indices permitted"));
    }
    let walk = loop_order(&[&positions.layout]);
    let bytes = &positions.buffer.bytes();
    let outside = execute::first_outside(
        &positions.layout,
        positions.dtype,
        bytes,
        &walk,
        &[],
        0..size,
    )?;
    if let Some(position) = outside {
        return Err(Error::value(format!(
            "index {position} is out of bounds for array with size {size}"
        )));
    }
    if shape.is_empty() {
        if positions.ndim() > 0 {
            return Err(Error::value(
                "multiple indices are not supported for 0d arrays",
            ));
        }
        return Ok(Vec::new());
    }
    let views = coordinate_views(positions, &walk, shape.len())?;
    let mut rest = positions.astype(DType::I64)?;
    let axes: Vec<usize> = match order {
        Order::C => (0..shape.len()).rev().collect(),
        Order::F => (0..shape.len()).collect(),
    };
    for axis in axes {
        let extent = Operand::PyInt(shape[axis].into());
        // As C divides, toward zero: a shape with two negative extents gets this far in NumPy too.
        let view = &views[axis];
        ufunc::call_into("fmod", &[Operand::Array(&rest), extent], view)?;
        let whole = ufunc::call("subtract", &[Operand::Array(&rest), Operand::Array(view)])?;
        rest = ufunc::call("floor_divide", &[Operand::Array(&whole), extent])?;
    }
    Ok(views)
}

/// Whether an array's elements count as integers.
fn counts(array: &Array) -> bool {
    matches!(
        array.dtype.kind(),
        Kind::Bool | Kind::Signed | Kind::Unsigned
    )
}

/// One view for each coordinate, all of one new array in which the coordinates of a position lie side by side.
fn coordinate_views(positions: &Array, walk: &[usize], count: usize) -> Result<Vec<Array>> {
    let itemsize = DType::I64.itemsize() as i64;
    let mut shape = Dims::from_slice(positions.shape());
    shape.push(i64::try_from(count).unwrap_or(i64::MAX));
    limit::grant(&shape, DType::I64)?;
    let last = positions.ndim();
    let inside: Axes = walk.iter().copied().chain([last]).collect();
    let owner = Array::zeros_over(
        Layout::packed_in_order(&shape, DType::I64.itemsize(), &inside),
        DType::I64,
    )?;
    // Even without elements NumPy steps over all coordinates of a position.
    let mut strides = Dims::from_elem(0, last);
    let mut step = itemsize.saturating_mul(shape[last]);
    for &axis in walk.iter().rev() {
        strides[axis] = step;
        step = step.saturating_mul(shape[axis]);
    }
    let view = |number: i64| {
        owner.over(Layout {
            shape: Dims::from_slice(positions.shape()),
            strides: strides.clone(),
            offset: number * itemsize,
        })
    };
    Ok((0..shape[last]).map(view).collect())
}

/// Coordinates as flat positions in a shape (`np.ravel_multi_index`): a new `int64` array, the coordinates broadcast. Each
/// axis has its own way with coordinates out of bounds; [`Bounds::Raise`] refuses negative ones too.
///
/// # Errors
/// `ValueError: parameter multi_index must be a sequence of length 2`, `invalid entry in coordinates array`,
/// `invalid dims: …`, `cannot unravel if shape has zero entries (is empty).`; `TypeError: only int indices permitted`.
pub fn ravel_multi_index(
    coordinates: &[&Array],
    shape: &[i64],
    bounds: &[Bounds],
    order: Order,
) -> Result<Array> {
    heard(raveled(coordinates, shape, bounds, order))
}

fn raveled(
    coordinates: &[&Array],
    shape: &[i64],
    bounds: &[Bounds],
    order: Order,
) -> Result<Array> {
    let mut steps = vec![1i64; shape.len()];
    let mut step = 1i64;
    let mut visit = |axis: usize| {
        steps[axis] = step;
        step = step.checked_mul(shape[axis]).ok_or_else(|| {
            Error::value(
                "invalid dims: array size defined by dims is larger than the maximum possible size.",
            )
        })?;
        Ok(())
    };
    match order {
        Order::C => (0..shape.len()).rev().try_for_each(&mut visit)?,
        Order::F => (0..shape.len()).try_for_each(&mut visit)?,
    }
    if coordinates.len() != shape.len() {
        return Err(Error::value(format!(
            "parameter multi_index must be a sequence of length {}",
            shape.len()
        )));
    }
    if !coordinates.iter().all(|array| counts(array)) {
        return Err(Error::type_("only int indices permitted"));
    }
    let shapes: Vec<&[i64]> = coordinates.iter().map(|array| array.shape()).collect();
    let common = broadcast_shape(&shapes)?;
    let spread = coordinates
        .iter()
        .map(|array| array.layout.broadcast_to(&common))
        .collect::<Result<Vec<_>>>()?;
    let walk = loop_order(&spread.iter().collect::<Vec<_>>());
    limit::grant(&common, DType::I64)?;
    let layout = Layout::packed_in_order(&common, DType::I64.itemsize(), &walk);
    let result = Array::zeros_over(layout, DType::I64)?;
    result.tell_zeros();
    if result.size() > 0 && shape.contains(&0) {
        return Err(Error::value(
            "cannot unravel if shape has zero entries (is empty).",
        ));
    }
    if result.size() == 0 {
        return Ok(result);
    }
    for (axis, array) in coordinates.iter().enumerate() {
        let extent = shape[axis];
        let own = bounds.get(axis).or(bounds.last()).copied();
        let inside = brought_inside(&array.astype(DType::I64)?, extent, own.unwrap_or_default())?;
        let flat = ufunc::call(
            "multiply",
            &[Operand::Array(&inside), Operand::PyInt(steps[axis].into())],
        )?;
        ufunc::call_into(
            "add",
            &[Operand::Array(&result), Operand::Array(&flat)],
            &result,
        )?;
    }
    Ok(result)
}

/// Coordinates on one axis as `Bounds` wants them.
fn brought_inside(array: &Array, extent: i64, bounds: Bounds) -> Result<Array> {
    let operand = Operand::Array(array);
    match bounds {
        Bounds::Raise => {
            let order: Axes = (0..array.ndim()).collect();
            let bytes = &array.buffer.bytes();
            let outside =
                execute::first_outside(&array.layout, array.dtype, bytes, &order, &[], 0..extent)?;
            match outside {
                Some(_) => Err(Error::value("invalid entry in coordinates array")),
                None => Ok(array.clone()),
            }
        }
        Bounds::Wrap => ufunc::call("remainder", &[operand, Operand::PyInt(extent.into())]),
        Bounds::Clip => {
            let above = ufunc::call("maximum", &[operand, Operand::PyInt(0)])?;
            let last = i128::from(extent) - 1;
            ufunc::call("minimum", &[Operand::Array(&above), Operand::PyInt(last)])
        }
    }
}
