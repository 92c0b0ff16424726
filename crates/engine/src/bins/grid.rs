//! The edges of a grid of bins for points in a plane, as `histogram2d` takes them.
//! Knows what may stand for the bins of each axis, and which words refuse it.

use super::edges::{Bins, outer_edges, spaced};
use super::histogram::even;
use crate::array::Array;
use crate::compose::{fold, is_true, neighbors, two};
use crate::error::{Error, Result};
use crate::promote::{Input, promote_types};

/// The coordinates in their common dtype, and the edges along each axis.
pub(super) fn points(
    x: &Array,
    y: &Array,
    bins: [Bins<'_>; 2],
    ranges: Option<[(Input, Input); 2]>,
) -> Result<(Array, Array, [Array; 2])> {
    if x.shape().first() != y.shape().first() {
        return Err(Error::value("x and y must have the same length."));
    }
    let dtype = promote_types(x.dtype, y.dtype);
    let in_dtype = |array: &Array| match array.dtype == dtype {
        true => Ok(array.clone()),
        false => array.astype(dtype),
    };
    let (x, y) = (in_dtype(x)?, in_dtype(y)?);
    let [x_range, y_range] = match ranges {
        Some([x_range, y_range]) => [Some(x_range), Some(y_range)],
        None => [None, None],
    };
    let edges = [
        axis_edges(&x, bins[0], x_range, 0)?,
        axis_edges(&y, bins[1], y_range, 1)?,
    ];
    Ok((x, y, edges))
}

fn axis_edges(
    values: &Array,
    bins: Bins<'_>,
    range: Option<(Input, Input)>,
    axis: usize,
) -> Result<Array> {
    match bins {
        Bins::Count(count) if count < 1 => Err(Error::value(format!(
            "`bins[{axis}]` must be positive, when an integer"
        ))),
        Bins::Count(count) => {
            let (first, last) = outer_edges(values, range)?;
            spaced(&even(first, last, count))
        }
        Bins::Edges(edges) if edges.ndim() == 1 => {
            let (after, before) = neighbors(edges, 0)?;
            if is_true(&fold("any", &two("greater", &before, &after)?)?)? {
                return Err(Error::value(format!(
                    "`bins[{axis}]` must be monotonically increasing, when an array"
                )));
            }
            Ok(edges.clone())
        }
        Bins::Edges(_) => Err(Error::value(format!(
            "`bins[{axis}]` must be a scalar or 1d array"
        ))),
        Bins::Rule(_) => Err(Error::type_(format!(
            "`bins[{axis}]` must be an integer, when a scalar"
        ))),
    }
}
