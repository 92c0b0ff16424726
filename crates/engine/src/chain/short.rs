//! A fold of a short last axis of what a step makes of two arrays: distances of points, products of vectors. The step and the
//! fold go through one loop, so that what is folded is never written. Knows arrays and where their rows lie; the loops are
//! those of `kernel::lanes`.

use crate::array::Array;
use crate::dtype::DType;
use crate::kernels::{Way, way};
use crate::layout::broadcast::broadcast_shape;
use crate::layout::walk::Odometer;

/// A loop over rows of two inputs.
#[derive(Clone, Copy)]
pub(super) struct Short(fn(&[u8], &[u8], &mut [u8]));

impl Short {
    /// The loop of a ufunc, or of a pair, and a fold over rows of so many elements, where there is one.
    pub(super) fn of(step: &str, fold: &str, dtype: DType, count: i64) -> Option<Self> {
        #[cfg(feature = "lanes")]
        if way() == Way::Simd128 {
            let count = usize::try_from(count).ok()?;
            return crate::kernel::lanes::fold::paired(step, fold, dtype, count).map(Self);
        }
        let _ = (step, fold, dtype, count, way() == Way::Simd128);
        None
    }

    /// The folded rows of two arrays of a dtype, in a new array in C order. Nothing where rows do not lie side by side, or one
    /// for all.
    pub(super) fn made(self, a: &Array, b: &Array) -> Option<Array> {
        let shape = broadcast_shape(&[a.shape(), b.shape()]).ok()?;
        let (above, &[rows, count]) = shape.split_last_chunk::<2>()?;
        let size = a.dtype.itemsize();
        let nbytes = |count: i64| usize::try_from(count).ok()?.checked_mul(size);
        let (row, all) = (nbytes(count)?, nbytes(count.checked_mul(rows)?)?);
        let stretched = [a, b].map(|one| one.layout.stretched_to(&shape));
        let mut lengths = [0; 2];
        for (layout, length) in stretched.iter().zip(&mut lengths) {
            let &[.., down, along] = layout.strides.as_slice() else {
                return None;
            };
            *length = match down {
                0 => row,
                down if down == row as i64 || rows == 1 => all,
                _ => return None,
            };
            if along != size as i64 {
                return None;
            }
        }
        // One row stands before those it is beside.
        let order = match lengths {
            [first, second] if second == all => Some(([0, 1], first)),
            [first, second] if first == all => Some(([1, 0], second)),
            _ => None,
        };
        let ([one, other], length) = order?;
        let result = Array::unwritten(shape.get(..shape.len() - 1)?, a.dtype).ok()?;
        {
            let bytes = [a.buffer.bytes(), b.buffer.bytes()];
            let mut written = result.buffer.bytes_mut();
            let [first, second] = &stretched;
            let mut visits = Odometer::over(above, &[first, second]);
            let mut pieces = written.chunks_exact_mut(nbytes(rows)?.max(1));
            while let Some(from) = visits.next_bytes::<2>() {
                let at = |number: usize, length: usize| {
                    let start = usize::try_from(from[number]).ok()?;
                    bytes[number].get(start..start.checked_add(length)?)
                };
                (self.0)(at(one, length)?, at(other, all)?, pieces.next()?);
            }
        }
        Some(result)
    }
}
