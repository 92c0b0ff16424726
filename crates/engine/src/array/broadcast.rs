//! Several arrays stretched to one shape: as views, or walked together.
//! Knows layouts; no byte moves.

use super::Array;
use crate::error::{Error, Result};
use crate::layout::broadcast::broadcast_shapes;
use crate::layout::walk::indices_of;
use crate::layout::{Dims, size_of_shape};
use crate::scalar::Scalar;
use crate::ufunc::heard;

/// Every array stretched to the shape all have together (`np.broadcast_arrays`): views, except that an array which has the
/// shape already is given back itself.
///
/// # Errors
/// `ValueError: shape mismatch: objects cannot be broadcast to a single shape. …`.
pub fn broadcast_arrays(arrays: &[&Array]) -> Result<Vec<Array>> {
    let shapes: Vec<&[i64]> = arrays.iter().map(|array| array.shape()).collect();
    let shape = heard(broadcast_shapes(&shapes))?;
    arrays
        .iter()
        .map(|array| {
            if array.shape() == shape.as_slice() {
                return Ok((*array).clone());
            }
            let mut stretched = array.broadcast_to(&shape)?;
            // NumPy lets these be written, for now, where the array itself may be.
            stretched.writeable = array.writeable;
            Ok(stretched)
        })
        .collect()
}

/// Arrays walked together over the shape they broadcast to (`np.broadcast`), in C order: each step gives one element of each.
#[derive(Clone, Debug)]
pub struct Broadcast {
    shape: Dims,
    arrays: Vec<Array>,
    index: i64,
}

impl Broadcast {
    /// The walk of these arrays, before its first step. Nothing is copied.
    ///
    /// # Errors
    /// `ValueError: shape mismatch: objects cannot be broadcast to a single shape. …`,
    /// `Need at least 0 and at most 64 array objects.`
    pub fn new(arrays: &[&Array]) -> Result<Self> {
        if arrays.len() > 64 {
            return heard(Err(Error::value(
                "Need at least 0 and at most 64 array objects.",
            )));
        }
        let shapes: Vec<&[i64]> = arrays.iter().map(|array| array.shape()).collect();
        let shape = heard(broadcast_shapes(&shapes))?;
        let arrays = arrays
            .iter()
            .map(|array| Ok(array.over(array.layout.broadcast_to(&shape)?)))
            .collect::<Result<_>>()?;
        Ok(Self {
            shape,
            arrays,
            index: 0,
        })
    }

    /// The shape all broadcast to.
    pub fn shape(&self) -> &[i64] {
        &self.shape
    }

    /// Number of axes.
    pub fn ndim(&self) -> usize {
        self.shape.len()
    }

    /// Number of steps in all.
    pub fn size(&self) -> i64 {
        size_of_shape(&self.shape)
    }

    /// Number of arrays.
    pub fn numiter(&self) -> usize {
        self.arrays.len()
    }

    /// Number of steps taken.
    pub fn index(&self) -> i64 {
        self.index
    }

    /// Goes back before the first step.
    pub fn reset(&mut self) {
        self.index = 0;
    }
}

impl Iterator for Broadcast {
    type Item = Vec<Scalar>;

    fn next(&mut self) -> Option<Vec<Scalar>> {
        let indices = indices_of(&self.shape, self.index)?;
        self.index += 1;
        let elements = self.arrays.iter().map(|array| array.get(&indices));
        elements.collect::<Result<_>>().ok()
    }
}
