//! The operands of a walk: how each lies along its axes, the dtype in which it is seen, whether it must be cast, and those that
//! are made. Knows layouts and dtypes; moves no byte but those of copies that are asked for.

use super::iterator::{OwnAxes, Walk};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::{Casting, can_cast};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::broadcast::broadcast_shape;
use crate::layout::{Dims, Layout, shape_text};
use crate::promote::{Input, result_type};

/// One operand as it is walked.
#[derive(Debug)]
pub(super) struct Part {
    /// The array whose bytes are walked; that of a copy where one was made.
    pub(super) array: Array,
    /// How it lies along the axes of the walk.
    pub(super) space: Layout,
    /// The dtype in which its elements are seen.
    pub(super) dtype: DType,
    pub(super) read: bool,
    pub(super) written: bool,
    /// Whether elements are cast on their way through a buffer.
    pub(super) cast: bool,
    /// What a copy is written back to.
    pub(super) behind: Option<Array>,
}

fn flag(flags: &[bool], number: usize) -> bool {
    flags.get(number) == Some(&true)
}

/// The axes of an array along those of a walk, the walk having so many: as they are given, or its own behind axes that it has
/// not.
fn along(array: &Array, axes: Option<OwnAxes<'_>>, ndim: usize) -> Vec<Option<usize>> {
    match axes {
        Some(axes) => axes.to_vec(),
        None => (0..ndim)
            .map(|axis| (axis + array.ndim()).checked_sub(ndim))
            .collect(),
    }
}

/// Refuses lists of axes that no walk can have.
///
/// # Errors
/// `ValueError: Iterator input op_axes[0][1] (==2) is not a valid axis of op[0], which has 2 dimensions `, `The 'op_axes' provided
/// to the iterator constructor for operand 0 contained duplicate value 1`, `Each entry of op_axes must have the same size`.
pub(super) fn check_axes(given: &[Option<&Array>], op_axes: &[Option<OwnAxes<'_>>]) -> Result<()> {
    let mut length = None;
    for (number, axes) in op_axes.iter().enumerate() {
        let Some(axes) = axes else { continue };
        if *length.get_or_insert(axes.len()) != axes.len() {
            return Err(Error::value(
                "Each entry of op_axes must have the same size",
            ));
        }
        for (place, axis) in axes.iter().enumerate() {
            let Some(axis) = *axis else { continue };
            if axes[..place].contains(&Some(axis)) {
                return Err(Error::value(format!(
                    "The 'op_axes' provided to the iterator constructor for operand {number} contained duplicate value {axis}"
                )));
            }
        }
    }
    for (number, (array, axes)) in std::iter::zip(given, op_axes).enumerate() {
        let (Some(array), Some(axes)) = (array, axes) else {
            continue;
        };
        let beyond = |axis: &Option<usize>| axis.is_some_and(|axis| axis >= array.ndim());
        if let Some(place) = axes.iter().rposition(beyond) {
            let axis = axes[place].unwrap_or(0);
            // NumPy counts the places from the last one.
            let place = axes.len() - 1 - place;
            return Err(Error::value(format!(
                "Iterator input op_axes[{number}][{place}] (=={axis}) is not a valid axis of op[{number}], which has {} \
                 dimensions ",
                array.ndim()
            )));
        }
    }
    Ok(())
}

/// The shape that all arrays broadcast to along the axes of the walk.
///
/// # Errors
/// `ValueError: operands could not be broadcast together with shapes (2,3) (4,) `, or `… with remapped shapes
/// [original->remapped]: (2,3)->(2,3) (4,)->(4,) `.
pub(super) fn shape_of(given: &[Option<&Array>], op_axes: &[Option<OwnAxes<'_>>]) -> Result<Dims> {
    let Some(ndim) = op_axes.iter().flatten().map(|axes| axes.len()).next() else {
        let shapes: Vec<&[i64]> = given.iter().flatten().map(|array| array.shape()).collect();
        return broadcast_shape(&shapes);
    };
    let mut shape = Dims::from_elem(1, ndim);
    let mut agree = true;
    for (number, array) in given.iter().enumerate() {
        let Some(array) = array else { continue };
        let axes = along(array, op_axes.get(number).copied().flatten(), ndim);
        agree &= op_axes.get(number).copied().flatten().is_some() || array.ndim() <= ndim;
        for (extent, axis) in std::iter::zip(shape.iter_mut(), axes) {
            match axis.map_or(1, |axis| array.shape()[axis]) {
                1 => {}
                own if *extent == 1 => *extent = own,
                own => agree &= own == *extent,
            }
        }
    }
    if agree {
        return Ok(shape);
    }
    let mut texts = String::new();
    for (number, array) in given.iter().enumerate() {
        let Some(array) = array else { continue };
        let own = shape_text(array.shape()).replace(' ', "");
        texts.push_str(&own);
        if let Some(axes) = op_axes.get(number).copied().flatten() {
            let extent = |axis: &Option<usize>| match axis {
                Some(axis) => array.shape()[*axis].to_string(),
                None => "newaxis".to_owned(),
            };
            // Axes in front that the array has not are not told.
            let first = axes.iter().position(Option::is_some).unwrap_or(axes.len());
            let extents: Vec<String> = axes[first..].iter().map(extent).collect();
            let comma = if axes.len() == 1 && first == 0 {
                ","
            } else {
                ""
            };
            texts.push_str(&format!("->({}{comma})", extents.join(",")));
        }
        texts.push(' ');
    }
    Err(Error::value(format!(
        "operands could not be broadcast together with remapped shapes [original->remapped]: {texts}"
    )))
}

/// An array along the axes of a walk: stretched where it has one element or no axis.
pub(super) fn lined_up(array: &Array, axes: Option<OwnAxes<'_>>, shape: &[i64]) -> Layout {
    let stride = |axis: Option<usize>| match axis {
        Some(axis) if array.shape()[axis] != 1 => array.strides()[axis],
        _ => 0,
    };
    let axes = along(array, axes, shape.len());
    Layout {
        shape: Dims::from_slice(shape),
        strides: axes.into_iter().map(stride).collect(),
        offset: array.layout.offset,
    }
}

/// Refuses to write through an array that is stretched, where nobody allowed several steps to reach one element.
pub(super) fn check_written(
    array: &Array,
    axes: Option<OwnAxes<'_>>,
    shape: &[i64],
    number: usize,
    walk: &Walk<'_>,
) -> Result<()> {
    let written = flag(walk.writes, number);
    let own = along(array, axes, shape.len());
    let extent = |axis: Option<usize>| axis.map_or(1, |axis| array.shape()[axis]);
    let stretched = (0..shape.len())
        .rev()
        .position(|axis| extent(own[axis]) != shape[axis]);
    let Some(place) = stretched else {
        return Ok(());
    };
    if flag(walk.whole, number) {
        let output = if written { "output " } else { "" };
        return Err(Error::value(format!(
            "non-broadcastable {output}operand with shape {} doesn't match the broadcast shape {}",
            shape_text(array.shape()).replace(' ', ""),
            shape_text(shape).replace(' ', "")
        )));
    }
    if !written {
        return Ok(());
    }
    if !walk.reduce_ok {
        return Err(reduction_along(place as i64));
    }
    if flag(walk.unread, number) {
        return Err(Error::value(
            "output operand requires a reduction, but is flagged as write-only, not read-write",
        ));
    }
    Ok(())
}

fn reduction_along(place: i64) -> Error {
    Error::value(format!(
        "output operand requires a reduction along dimension {place}, but the reduction is not enabled. The dimension size of 1 \
         does not match the expected output shape."
    ))
}

/// The dtype in which each operand is seen.
///
/// # Errors
/// `TypeError: no arrays or types available to calculate result type`; as [`result_type`].
pub(super) fn dtypes(given: &[Option<&Array>], walk: &Walk<'_>) -> Result<Vec<DType>> {
    let asked = |number: usize| walk.dtypes.get(number).copied().flatten();
    let own = |number: usize| asked(number).or(given[number].map(Array::dtype));
    let missing = (0..given.len()).any(|number| own(number).is_none());
    if !missing && !walk.common_dtype {
        return Ok((0..given.len()).filter_map(own).collect());
    }
    // Those that are only written have no say, unless all are to be one.
    let counts = |number: &usize| {
        walk.common_dtype
            || given[*number].is_some()
                && !(flag(walk.writes, *number) && flag(walk.unread, *number))
    };
    let inputs: Vec<Input> = (0..given.len())
        .filter(counts)
        .filter_map(own)
        .map(Input::Array)
        .collect();
    if inputs.is_empty() {
        return Err(Error::type_(
            "no arrays or types available to calculate result type",
        ));
    }
    let common = result_type(&inputs)?;
    let found = |number: usize| match walk.common_dtype {
        true => common,
        false => own(number).unwrap_or(common),
    };
    Ok((0..given.len()).map(found).collect())
}

/// Refuses casts that the rule does not allow, on the way in or out.
///
/// # Errors
/// `TypeError: Iterator operand 0 dtype could not be cast from …`, `Iterator requested dtype could not be cast from …`.
pub(super) fn check_casts(
    given: &[Option<&Array>],
    dtypes: &[DType],
    walk: &Walk<'_>,
) -> Result<()> {
    for (number, (array, &dtype)) in std::iter::zip(given, dtypes).enumerate() {
        let Some(array) = array else { continue };
        let own = array.dtype();
        if own == dtype {
            continue;
        }
        let written = flag(walk.writes, number);
        let rule = walk.casting.name();
        let is_read = !(written && flag(walk.unread, number));
        if is_read && !can_cast(own, dtype, walk.casting) {
            return Err(Error::type_(format!(
                "Iterator operand {number} dtype could not be cast from {} to {} according to the rule '{rule}'",
                own.repr(),
                dtype.repr()
            )));
        }
        if written && !can_cast(dtype, own, walk.casting) {
            return Err(Error::type_(format!(
                "Iterator requested dtype could not be cast from {} to {}, the operand {number} dtype, according to the rule \
                 '{rule}'",
                dtype.repr(),
                own.repr()
            )));
        }
    }
    Ok(())
}

impl Part {
    /// An array that was given, or a copy of it.
    ///
    /// # Errors
    /// `TypeError: Iterator operand required copying or buffering, but neither copying nor buffering was enabled`; as
    /// [`Array::astype_with`].
    pub(super) fn of(
        array: &Array,
        space: Layout,
        dtype: DType,
        number: usize,
        order: &[usize],
        walk: &Walk<'_>,
        axes: Option<OwnAxes<'_>>,
    ) -> Result<Part> {
        let written = flag(walk.writes, number);
        let mut part = Part {
            array: Array {
                writeable: written,
                ..array.clone()
            },
            space,
            dtype,
            read: !(written && flag(walk.unread, number)),
            written,
            cast: array.dtype() != dtype,
            behind: None,
        };
        if !part.cast {
            return Ok(part);
        }
        if flag(walk.copies, number) {
            let own = along(array, axes, part.space.ndim());
            // The copy lies as it is walked.
            let turned: Vec<usize> = order.iter().filter_map(|&axis| own[axis]).collect();
            let mut copy = if turned.len() == array.ndim() {
                let layout = Layout::packed_in_order(array.shape(), dtype.itemsize(), &turned);
                let copy = Array::zeros_over(layout, dtype)?;
                match part.read {
                    true => copy.assign(&[Index::Ellipsis], array)?,
                    false => copy.tell_zeros(),
                }
                copy
            } else {
                array.astype_with(dtype, CopyOrder::K, Casting::Unsafe)?
            };
            part.behind = written.then(|| array.clone());
            part.space = lined_up(&copy, axes, &part.space.shape);
            copy.writeable = written;
            part.array = copy;
            part.cast = false;
            return Ok(part);
        }
        if walk.buffering.is_none() {
            return Err(Error::type_(
                "Iterator operand required copying or buffering, but neither copying nor buffering was enabled",
            ));
        }
        Ok(part)
    }
}

/// An array that is made for a walk, lying as it is walked, without the axes that it is not to have.
///
/// # Errors
/// `ValueError: Automatic allocation was requested for an iterator operand, and it was flagged as readable, but buffering  without
/// delayed allocation was enabled`, `automatically allocated output array specified with an inconsistent axis mapping; …`, `output operand requires a reduction along dimension 0, but the reduction is not enabled. …`;
/// as [`crate::limit::grant`].
pub(super) fn allocated(
    shape: &[i64],
    dtype: DType,
    number: usize,
    order: &[usize],
    walk: &Walk<'_>,
    axes: Option<OwnAxes<'_>>,
) -> Result<Part> {
    let reads = flag(walk.writes, number);
    if reads && walk.buffering.is_some_and(|buffering| !buffering.delayed) {
        return Err(Error::value(
            "Automatic allocation was requested for an iterator operand, and it was flagged as readable, but buffering  without \
             delayed allocation was enabled",
        ));
    }
    let axes: Vec<Option<usize>> = match axes {
        Some(axes) => axes.to_vec(),
        None => (0..shape.len()).map(Some).collect(),
    };
    let inconsistent = |why: &str| {
        Err(Error::value(format!(
            "automatically allocated output array specified with an inconsistent axis mapping; the axis mapping {why}."
        )))
    };
    let own_axes: Vec<usize> = axes.iter().flatten().copied().collect();
    if let Some(axis) = own_axes.iter().find(|&&axis| axis >= shape.len()) {
        let ndim = shape.len();
        return inconsistent(&format!(
            "cannot include dimension {axis} which is too large for the iterator dimension of {ndim}"
        ));
    }
    let count = own_axes.len();
    if let Some(axis) = (0..count).find(|axis| !own_axes.contains(axis)) {
        return inconsistent(&format!("is missing an entry for dimension {axis}"));
    }
    let mut own = vec![1; count];
    for (&axis, &extent) in std::iter::zip(&axes, shape) {
        if let Some(axis) = axis {
            own[axis] = extent;
        }
    }
    let turned: Vec<usize> = order.iter().filter_map(|&axis| axes[axis]).collect();
    let mut array = Array::zeros_over(
        Layout::packed_in_order(&own, dtype.itemsize(), &turned),
        dtype,
    )?;
    array.tell_zeros();
    array.writeable = true;
    let unread = [false; 64];
    let writes = [true; 64];
    let asked = Walk {
        writes: &writes[..=number.min(63)],
        unread: match reads {
            true => &unread,
            false => &writes,
        },
        whole: &[],
        ..*walk
    };
    if axes.contains(&None) && !walk.reduce_ok {
        return Err(reduction_along(-1));
    }
    check_written(&array, Some(&axes), shape, number, &asked)?;
    Ok(Part {
        space: lined_up(&array, Some(&axes), shape),
        array,
        dtype,
        read: reads,
        written: true,
        cast: false,
        behind: None,
    })
}
