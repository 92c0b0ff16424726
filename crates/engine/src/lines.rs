//! The shared door of the operations on lines: arrays and a kernel in, a plan made, run and recorded.
//! Knows arrays and plans; which kernel and which lines is the business of `sort`, `bins`, `numeric`.

use crate::short::SmallVec;

use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::Result;
use crate::execute;
use crate::layout::{Dims, Layout, Order};
use crate::plan::lines::LineKernel;
use crate::plan::{Kernel, Lines, Operand, Output};

/// An array read by lines.
pub(crate) struct Lined<'a> {
    /// The array.
    pub(crate) array: &'a Array,
    /// Its layout with the axes that number the lines first.
    pub(crate) layout: Layout,
    /// The dtype in which the kernel reads it, when that is not its own.
    pub(crate) cast: Option<DType>,
}

impl<'a> Lined<'a> {
    /// An array whose elements are one line, in C order.
    pub(crate) fn whole(array: &'a Array) -> Self {
        Self {
            array,
            layout: array.layout.clone(),
            cast: None,
        }
    }

    /// An array whose lines lie along an axis; all its elements are one line where there is no axis.
    pub(crate) fn along(array: &'a Array, axis: Option<usize>) -> Self {
        Self {
            layout: lines_first(&array.layout, axis),
            array,
            cast: None,
        }
    }

    /// The same, read in another dtype.
    pub(crate) fn read_as(self, dtype: DType) -> Self {
        Self {
            cast: (self.array.dtype != dtype).then_some(dtype),
            ..self
        }
    }
}

/// A layout with one axis moved to the end.
pub(crate) fn lines_first(layout: &Layout, axis: Option<usize>) -> Layout {
    match axis {
        None => layout.clone(),
        Some(axis) if axis + 1 == layout.ndim() => layout.clone(),
        Some(axis) => {
            let mut order: Vec<usize> = (0..layout.ndim()).filter(|&own| own != axis).collect();
            order.push(axis);
            layout.with_axes(&order)
        }
    }
}

/// One call of a kernel over all lines.
pub(crate) struct Work<'a> {
    /// What is done.
    pub(crate) kernel: &'static LineKernel,
    /// The axes that number the lines.
    pub(crate) shape: Dims,
    /// What is read.
    pub(crate) operands: Vec<Lined<'a>>,
    /// The turns of each line.
    pub(crate) turns: i64,
    /// What else the kernel asks for.
    pub(crate) arguments: SmallVec<[i64; 4]>,
}

impl Work<'_> {
    /// Runs into an array whose layout is given with the axes that number the lines first, and records the plan.
    ///
    /// # Errors
    /// As [`crate::limit::grant`] for the copy of a line, and what the kernel refuses.
    pub(crate) fn run_into(self, target: &Array, written: Layout, fresh: bool) -> Result<()> {
        self.run_by(Kernel::Scalar, false, target, written, fresh)
    }

    /// [`Work::run_into`] of a kernel that writes every element of a line, by this inner loop.
    ///
    /// # Errors
    /// As [`Work::run_into`].
    pub(crate) fn run_whole_into(
        self,
        inner: Kernel,
        target: &Array,
        written: Layout,
        fresh: bool,
    ) -> Result<()> {
        self.run_by(inner, true, target, written, fresh)
    }

    fn run_by(
        self,
        inner: Kernel,
        written_whole: bool,
        target: &Array,
        written: Layout,
        fresh: bool,
    ) -> Result<()> {
        let mut buffers: SmallVec<[_; 4]> = self
            .operands
            .iter()
            .map(|one| one.array.buffer.clone())
            .collect();
        buffers.push(target.buffer.clone());
        let operands = self
            .operands
            .into_iter()
            .map(|one| Operand {
                buffer: Some(one.array.buffer.id()),
                dtype: one.array.dtype,
                layout: one.array.layout.clone(),
                broadcast: one.layout,
                cast: one.cast,
                constant: None,
            })
            .collect();
        let plan = Lines {
            kernel: self.kernel,
            shape: self.shape,
            operands,
            output: Output {
                buffer: target.buffer.id(),
                dtype: target.dtype,
                layout: target.layout.clone(),
                fresh,
                cast: None,
            },
            written,
            turns: self.turns,
            arguments: self.arguments,
            inner,
            written_whole,
        };
        execute::perform(plan, &buffers)
    }

    /// Runs into a new array of one line, in C order.
    ///
    /// # Errors
    /// As [`Work::run_into`], and as [`crate::limit::grant`] for the result.
    pub(crate) fn run_line(self, shape: &[i64], dtype: DType) -> Result<Array> {
        let result = Array::blank(shape, dtype)?;
        let written = result.layout.clone();
        self.run_into(&result, written, true)?;
        Ok(result)
    }
}

/// The layout of a copy in the array's own memory order, for elements of another size.
pub(crate) fn kept_layout(array: &Array, itemsize: usize) -> Layout {
    match array.resolved(CopyOrder::K) {
        Some(order) => Layout::contiguous(&array.layout.shape, itemsize, order),
        None => array.order_kept(itemsize),
    }
}

/// A C-ordered layout.
pub(crate) fn packed(shape: &[i64], dtype: DType) -> Layout {
    Layout::contiguous(shape, dtype.itemsize(), Order::C)
}
