//! The sum of squared distances from a mean in one go, where nobody is to be told of the three calls it stands for.
//! Knows arrays in C order folded along the first axis, the last one or all; anything else is left to the calls.

use super::{Initial, Options, result_of};
use crate::array::Array;
use crate::dtype::DType;
use crate::kernel::lanes::fold::{Spread, squares_f32, squares_f64};
use crate::kernels::{Way, way};
use crate::layout::axes::normalize_axis;
use crate::record::listening;

/// `sum((array - mean) ** 2)` along the axes of the options, the mean having its axes kept. Nothing where this is not the
/// way, or where memory would be refused.
pub(super) fn squares(array: &Array, mean: &Array, options: &Options<'_>) -> Option<Array> {
    let plain = !listening()
        && way() == Way::Simd128
        && options.mask.is_none()
        && options.dtype.is_none_or(|dtype| dtype == array.dtype)
        && matches!(options.initial, Initial::Identity)
        && mean.dtype == array.dtype
        && [array, mean].iter().all(|one| one.c_contiguous());
    let squares = match array.dtype {
        DType::F64 => squares_f64,
        DType::F32 => squares_f32,
        _ => return None,
    };
    let size = array.itemsize();
    let total = usize::try_from(array.size()).ok()?.checked_mul(size)?;
    if !plain || total == 0 {
        return None;
    }
    let extent = |axis: usize| usize::try_from(array.shape()[axis]).ok();
    let spread = match options.axis {
        None => Spread::Runs(total),
        Some(&[axis]) => match normalize_axis(axis, array.ndim()).ok()? {
            axis if axis + 1 == array.ndim() => Spread::Runs(extent(axis)? * size),
            0 if total / extent(0)? > size => Spread::Columns(total / extent(0)?),
            _ => return None,
        },
        _ => return None,
    };
    // What the distances would take is asked for, so that the same is refused.
    crate::limit::grant(array.shape(), array.dtype).ok()?;
    let own = |keepdims: bool| Options {
        out: None,
        keepdims,
        ..*options
    };
    let kept = |keepdims| result_of("sum", array.dtype, &array.layout, own(keepdims)).ok();
    let (dtype, layout) = kept(options.keepdims)?;
    // A mean that was given may be broadcast in other ways, and an `out` may not fit.
    let is_beside = || Some(kept(true)?.1.shape == mean.layout.shape);
    let takes = |out: &Array| {
        let apart = !out.same_owner(array) && !out.same_owner(mean);
        apart && out.dtype == dtype && out.writeable && out.shape() == layout.shape.as_slice()
    };
    if options.mean.is_some() && is_beside() != Some(true) || !options.out.is_none_or(takes) {
        return None;
    }
    let result = Array::unwritten_over(layout, dtype).ok()?;
    let cut = |one: &Array| {
        let first = usize::try_from(one.layout.offset).ok()?;
        Some(first..first + usize::try_from(one.nbytes()).ok()?)
    };
    if result.size() != mean.size() || !result.c_contiguous() {
        return None;
    }
    squares(
        array.buffer.bytes().get(cut(array)?)?,
        spread,
        mean.buffer.bytes().get(cut(mean)?)?,
        result.buffer.bytes_mut().get_mut(cut(&result)?)?,
    );
    match options.out {
        Some(out) => out.put(&result).ok().map(|()| out.clone()),
        None => Some(result),
    }
}
