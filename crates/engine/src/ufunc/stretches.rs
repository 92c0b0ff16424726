//! Where the stretches of `reduceat` go: in an array that exists, or in a new one as NumPy lays it.
//! Knows layouts and NumPy's words for what does not fit; folds nothing.

use super::method::writeable;
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::axes::Axes;
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, shape_text};

/// Where stretches go in an array that exists: of axes that the array has not the first place.
pub(super) fn stretched_part(
    out: &Array,
    shape: &[i64],
    array: &Array,
    axis: usize,
) -> Result<Array> {
    let ndim = shape.len();
    let seen = out.shape().get(..ndim);
    if seen == Some(shape) {
        writeable(out)?;
        let mut part = out.clone();
        part.layout.shape.truncate(ndim);
        part.layout.strides.truncate(ndim);
        return Ok(part);
    }
    let Some(seen) = seen else {
        let own = out.ndim();
        return Err(Error::value(format!(
            "Iterator input op_axes[0][{}] (=={own}) is not a valid axis of op[0], which has {own} dimensions ",
            ndim - 1 - own
        )));
    };
    if std::iter::zip(seen, shape).all(|(&to, &from)| to == from || to == 1) {
        let turned: Dims = seen.iter().rev().copied().collect();
        return Err(Error::value(format!(
            "non-broadcastable output operand with shape {} [remapped to {}] doesn't match the broadcast shape {}",
            shape_text(out.shape()),
            shape_text(&turned),
            shape_text(shape)
        )));
    }
    // The axis of the stretches is that of the starts, and none of the array's.
    let text = |axes: &[Option<i64>]| -> String {
        let named: Vec<String> = axes
            .iter()
            .skip_while(|length| length.is_none())
            .map(|length| length.map_or_else(|| "newaxis".to_owned(), |length| length.to_string()))
            .collect();
        let comma = if ndim == 1 && !named.is_empty() {
            ","
        } else {
            ""
        };
        format!("({}{comma})", named.join(","))
    };
    let of_array: Vec<Option<i64>> = (0..ndim)
        .map(|own| Some(array.shape()[own]).filter(|_| own != axis))
        .collect();
    let of_starts: Vec<Option<i64>> = (0..ndim)
        .map(|own| Some(shape[axis]).filter(|_| own == axis))
        .collect();
    let of_out: Vec<Option<i64>> = seen.iter().map(|&length| Some(length)).collect();
    Err(Error::value(format!(
        "operands could not be broadcast together with remapped shapes [original->remapped]: {}->{} {}->{} {}->{} ",
        shape_text(out.shape()),
        text(&of_out),
        shape_text(array.shape()),
        text(&of_array),
        shape_text(&[shape[axis]]),
        text(&of_starts)
    )))
}

/// The memory order of a new result: NumPy walks the array along the other axes and the starts along this one.
pub(crate) fn reduceat_order(layout: &Layout, axis: usize) -> Axes {
    let mut others = layout.clone();
    let mut starts = layout.clone();
    starts.strides.fill(0);
    for layout in [&mut others, &mut starts] {
        layout.shape[axis] = layout.shape[axis].max(2);
    }
    others.strides[axis] = 0;
    starts.strides[axis] = DType::I64.itemsize() as i64;
    loop_order(&[&others, &starts])
}
