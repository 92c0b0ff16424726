//! A fold of a short last axis of what a step makes of two arrays: distances of points, products of vectors. The step and the
//! fold go through one loop, so that what is folded is never written. Knows arrays and where their rows lie; the loops are
//! those of `kernel::lanes`.

use crate::array::Array;
use crate::dtype::DType;
#[cfg(feature = "lanes")]
use crate::kernel::lanes::fold::{Paired, paired};
#[cfg(feature = "lanes")]
use crate::kernel::lanes::moving::{self, Places};
use crate::kernels::{Way, way};
use crate::layout::broadcast::broadcast_shape;
use crate::layout::walk::Odometer;
use crate::layout::{Layout, size_of_shape};

/// Loops over rows of two inputs.
#[derive(Clone, Copy)]
pub(super) struct Short(Paired);

/// So many rows of one input beside the same rows of the other are worth that these are turned into columns.
const WORTH_TURNING: i64 = 4;

impl Short {
    /// The loop of a ufunc, or of a pair, and a fold over rows of so many elements, and of a ufunc behind it if one is named,
    /// where there is such a loop.
    pub(super) fn of(
        step: &str,
        fold: &str,
        behind: Option<&str>,
        dtype: DType,
        count: i64,
    ) -> Option<Self> {
        #[cfg(feature = "lanes")]
        if way() == Way::Simd128 {
            let count = usize::try_from(count).ok()?;
            return paired(step, fold, behind, dtype, count).map(Self);
        }
        let _ = (step, fold, behind, dtype, count, way() == Way::Simd128);
        None
    }

    /// The folded rows of two arrays of a dtype, in a new array in C order. Nothing where rows do not lie side by side, or one
    /// for all.
    pub(super) fn made(self, a: &Array, b: &Array) -> Option<Array> {
        let shape = broadcast_shape(&[a.shape(), b.shape()]).ok()?;
        let (_, folded) = shape.split_last()?;
        let result = Array::unwritten(folded, a.dtype).ok()?;
        self.made_into(a, b, &result)?;
        Some(result)
    }

    /// [`Short::made`] in bytes that exist, those of an array with the very shape and dtype of what it gives, in C order. Where
    /// there is nothing, they are as they were.
    pub(super) fn made_into(self, a: &Array, b: &Array, result: &Array) -> Option<()> {
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
        let [first, second] = &stretched;
        let stays = |layout: &Layout| {
            let mut axes = layout.strides.iter().zip(above);
            axes.all(|(&stride, &length)| stride == 0 || length == 1)
        };
        let turned =
            if length == row && size_of_shape(above) >= WORTH_TURNING && stays(&stretched[other]) {
                let lying = [a, b][other];
                Some(columns_of(lying, stretched[other].offset, (count, rows))?)
            } else {
                None
            };
        let turned = turned.as_ref().map(|turned| turned.buffer.bytes());
        let bytes = [a.buffer.bytes(), b.buffer.bytes()];
        let mut written = result.buffer.bytes_mut();
        let from = usize::try_from(result.layout.offset).ok()?;
        let until = from.checked_add(nbytes(result.size())?)?;
        let mut visits = Odometer::over(above, &[first, second]);
        let mut pieces = written
            .get_mut(from..until)?
            .chunks_exact_mut(nbytes(rows)?.max(1));
        while let Some(from) = visits.next_bytes::<2>() {
            let at = |number: usize, length: usize| {
                let start = usize::try_from(from[number]).ok()?;
                bytes[number].get(start..start.checked_add(length)?)
            };
            let (one, to) = (at(one, length)?, pieces.next()?);
            match &turned {
                Some(columns) => (self.0.columns)(one, columns.get(..all)?, to),
                None => (self.0.rows)(one, at(other, all)?, to),
            }
        }
        Some(())
    }
}

/// The columns of rows that lie behind each other from a byte on, in a new array.
fn columns_of(array: &Array, first: i64, (count, rows): (i64, i64)) -> Option<Array> {
    let size = array.dtype.itemsize();
    let turned = Array::unwritten(&[count, rows], array.dtype).ok()?;
    let step = size as i64;
    let read = Places {
        first,
        row: step,
        column: count * step,
    };
    let written = Places {
        first: 0,
        row: rows * step,
        column: step,
    };
    moving::copy(
        size,
        (usize::try_from(count).ok()?, usize::try_from(rows).ok()?),
        (&array.buffer.bytes(), read),
        (&mut turned.buffer.bytes_mut(), written),
    );
    Some(turned)
}
