//! The axes that a fold takes away, put back with length 1 (`keepdims`), and an `out` seen without them.
//! Knows layouts; computes nothing.

use super::Options;
use crate::array::Array;
use crate::error::Result;
use crate::index::Index;
use crate::layout::Dims;

/// The `out` of a fold of so many axes with `keepdims`, seen without the kept axes; those in front of them stay.
pub(super) fn out_without(
    out: Option<&Array>,
    axes: &[usize],
    ndim: usize,
    keepdims: bool,
) -> Result<Option<Array>> {
    let Some(out) = out.filter(|_| keepdims) else {
        return Ok(out.cloned());
    };
    let own = (0..ndim).map(|axis| {
        if axes.contains(&axis) {
            Index::Int(0)
        } else {
            Index::ALL
        }
    });
    let indices: Vec<Index> = std::iter::once(Index::Ellipsis).chain(own).collect();
    out.index(&indices).map(Some)
}

/// The shape of a result with folded axes of length 1.
pub(super) fn own_axes(axes: &[usize], array: &Array) -> Dims {
    let lengths = array.shape().iter().enumerate();
    lengths
        .map(|(axis, &length)| if axes.contains(&axis) { 1 } else { length })
        .collect()
}

/// A result with the kept axes put in, or `out` itself.
pub(super) fn reshaped(
    result: Array,
    front: &[i64],
    kept: &[i64],
    options: Options<'_>,
) -> Result<Array> {
    if let Some(out) = options.out {
        return Ok(out.clone());
    }
    if !options.keepdims {
        return Ok(result);
    }
    let shape: Dims = front.iter().chain(kept).copied().collect();
    let mut wider = result.clone();
    let mut own = front.len();
    let mut strides: Dims = result.layout.strides[..own].into();
    for axis in 0..kept.len() {
        let folded = match options.axis {
            None => true,
            Some(axes) => axes
                .iter()
                .any(|&one| one == axis as i64 || one + kept.len() as i64 == axis as i64),
        };
        if folded {
            strides.push(0);
        } else {
            strides.push(result.layout.strides[own]);
            own += 1;
        }
    }
    wider.layout.shape = shape;
    wider.layout.strides = strides;
    wider.view = true;
    Ok(wider)
}
