//! The plan of an operation that needs whole lines: sorting, searching, counting, sliding one sequence along another.
//! Plain data, and the interface of the kernels that fill a line; `crate::lines` makes it, `execute` reads it.

use crate::short::SmallVec;

use super::{Kernel, Operand, Output};
use crate::dtype::DType;
use crate::error::Result;
use crate::layout::{Dims, Layout};

/// Each line of the operands gives one line of the result.
#[derive(Clone, PartialEq, Debug)]
pub struct Lines {
    /// What is done with a line.
    pub kernel: &'static LineKernel,
    /// The axes that number the lines; no axis where there is one line only.
    pub shape: Dims,
    /// The operands. In `broadcast` the axes that number the lines come first, then the axes of a line, which may be of
    /// any number and length, and are read in C order.
    pub operands: Vec<Operand>,
    /// The result.
    pub output: Output,
    /// The result's layout with the axes that number the lines first.
    pub written: Layout,
    /// Turns that each line takes.
    pub turns: i64,
    /// Whole numbers that the kernel asks for, such as the side of a search.
    pub arguments: SmallVec<[i64; 4]>,
    /// Which inner loop goes over the elements.
    pub inner: Kernel,
    /// Whether the kernel writes every element itself, so that a line of the result need not be zeroed before.
    pub(crate) written_whole: bool,
}

/// An operation on a line. A plan refers to it instead of naming a row of a table, so that a program holds only those
/// that it can call.
#[derive(Debug)]
pub struct LineKernel {
    /// NumPy's name for the operation.
    pub name: &'static str,
    /// Fills one line of the result, which is all zeros before, unless the plan says that it is written whole.
    pub(crate) run: fn(&mut LineCall<'_>) -> Result<()>,
}

impl PartialEq for LineKernel {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// The elements of a line side by side, aligned, as the kernel reads them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) dtype: DType,
}

impl<'a> Line<'a> {
    /// Number of elements.
    pub(crate) fn len(self) -> usize {
        self.bytes.len() / self.dtype.itemsize().max(1)
    }

    /// The bytes of one element; none outside the line.
    pub(crate) fn item(self, place: usize) -> &'a [u8] {
        let size = self.dtype.itemsize();
        let start = place.saturating_mul(size);
        self.bytes
            .get(start..start.saturating_add(size))
            .unwrap_or(&[])
    }

    /// The elements, where they are of this type.
    pub(crate) fn elements<T: bytemuck::Pod>(self) -> &'a [T] {
        bytemuck::try_cast_slice(self.bytes).unwrap_or(&[])
    }
}

/// What a kernel gets: lines to read, a line to write, and perhaps somebody who watches.
#[derive(Debug)]
pub(crate) struct LineCall<'a> {
    pub(crate) inputs: &'a [Line<'a>],
    pub(crate) arguments: &'a [i64],
    pub(crate) output: &'a mut [u8],
    pub(crate) dtype: DType,
    pub(crate) watched: Option<&'a mut Vec<Turn>>,
}

/// One turn of a kernel: the elements read, each as operand and place in its line, and what was written where.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Turn {
    pub(crate) reads: SmallVec<[(usize, usize); 3]>,
    pub(crate) place: usize,
    pub(crate) value: SmallVec<[u8; 8]>,
}

impl LineCall<'_> {
    /// Places in the line of the result.
    pub(crate) fn len(&self) -> usize {
        self.output.len() / self.dtype.itemsize().max(1)
    }

    /// Takes a turn: writes the bytes of one element, which came from these reads.
    pub(crate) fn put(&mut self, place: usize, value: &[u8], reads: &[(usize, usize)]) {
        let start = place.saturating_mul(value.len());
        let Some(slot) = self
            .output
            .get_mut(start..start.saturating_add(value.len()))
        else {
            return;
        };
        slot.copy_from_slice(value);
        if let Some(turns) = &mut self.watched {
            turns.push(Turn {
                reads: SmallVec::from_slice(reads),
                place,
                value: SmallVec::from_slice(value),
            });
        }
    }
}
