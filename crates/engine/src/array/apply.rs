//! Functions that a reader wrote, called by the engine: on grids of indices, on every line along an axis, on one axis after
//! another. Knows arrays and callbacks; what is computed is the callback's own.

use super::Array;
use super::grid::indices;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::axes::normalize_axis;
use crate::reduce::{self, Options};
use crate::ufunc::heard;

impl Array {
    /// `np.fromfunction(f, shape, dtype=…)`: whatever the function makes of the indices, one array of the shape for each
    /// axis, all at once. What it gives is new, or what the function chooses to give.
    ///
    /// # Errors
    /// As [`indices`], and whatever the function refuses.
    pub fn from_function(
        shape: &[i64],
        dtype: DType,
        function: impl FnOnce(&[Array]) -> Result<Array>,
    ) -> Result<Array> {
        let all = indices(shape, dtype)?;
        let grids = (0..shape.len())
            .map(|axis| all.index(&[Index::Int(axis as i64)]))
            .collect::<Result<Vec<Array>>>()?;
        function(&grids)
    }

    /// `np.apply_along_axis(f, axis, a)`: the function is called on each line along the axis, a view; its results take the
    /// place of the axis. All must have the shape of the first, and are cast to its dtype.
    ///
    /// # Errors
    /// `ValueError: Cannot apply_along_axis when any iteration dimensions are 0`, `AxisError`, memory and endless work
    /// refused, and whatever the function refuses.
    pub fn apply_along_axis(
        &self,
        axis: i64,
        mut function: impl FnMut(&Array) -> Result<Array>,
    ) -> Result<Array> {
        let axis = heard(normalize_axis(axis, self.ndim()))?;
        // The axis goes last: then the others say where a line lies.
        let turned = self.moveaxis(&[axis as i64], &[-1])?;
        let outer: Vec<i64> = turned.shape()[..self.ndim() - 1].to_vec();
        let count = crate::layout::size_of_shape(&outer);
        if count == 0 {
            return heard(Err(Error::value(
                "Cannot apply_along_axis when any iteration dimensions are 0",
            )));
        }
        // Lines without elements can be more than anybody can wait for.
        heard(crate::limit::grant_work(count))?;
        let mut made: Option<Array> = None;
        for number in 0..count {
            let place = crate::layout::walk::indices_of(&outer, number).unwrap_or_default();
            let items: Vec<Index> = place.iter().map(|&one| Index::Int(one)).collect();
            let line = if items.is_empty() {
                turned.clone()
            } else {
                turned.index(&items)?
            };
            let result = function(&line)?;
            let whole = match &made {
                Some(whole) => whole.clone(),
                None => {
                    let mut shape = outer.clone();
                    shape.extend_from_slice(result.shape());
                    let whole = Array::zeros(&shape, result.dtype())?;
                    made = Some(whole.clone());
                    whole
                }
            };
            let mut target = items;
            target.push(Index::Ellipsis);
            whole.assign(&target, &result)?;
        }
        let Some(whole) = made else {
            return Err(Error::value("a function was called on no line"));
        };
        // The results' own axes go where the axis was.
        let own = whole.ndim() - outer.len();
        let from: Vec<i64> = (0..own).map(|place| (outer.len() + place) as i64).collect();
        let to: Vec<i64> = (0..own).map(|place| (axis + place) as i64).collect();
        whole.moveaxis(&from, &to)
    }
}

/// `np.apply_over_axes(np.sum, a, axes)`: a reduction along one axis after another, each kept with length 1. A new array; the
/// dtype is what the reductions give.
///
/// # Errors
/// `AxisError`; as [`reduce::call`].
pub fn apply_over_axes(reduction: &str, array: &Array, axes: &[i64]) -> Result<Array> {
    let mut folded = array.clone();
    for &axis in axes {
        let axis = if axis < 0 {
            axis + array.ndim() as i64
        } else {
            axis
        };
        let options = Options {
            axis: Some(&[axis]),
            ..Options::default()
        };
        let result = reduce::call(reduction, &folded, options)?;
        // A single element has no axis that could be put back.
        folded = match result.ndim() == folded.ndim() {
            true => result,
            false => result.expand_dims(&[axis])?,
        };
    }
    Ok(folded)
}
