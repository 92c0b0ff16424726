//! What `np.linalg` decomposes, over stacks of matrices: each matrix is one line of a plan of lines, handed to a kernel
//! that calls the library. Kernels compute in `float64` or `complex128`, whatever comes in, as NumPy's do.

mod eigen;
mod elimination;
mod field;
mod products;
mod qr;
mod reflections;
mod rotation;
mod solve;
mod svd;

pub use eigen::{Triangle, eig, eigh, eigvals, eigvalsh};
pub use qr::{Mode, cholesky, qr};
pub use solve::{det, inv, slogdet, solve, tensorinv, tensorsolve};
/// Inverses for `cond`, NaN where there is none.
pub(super) fn inv_or_nan(a: &Array) -> Result<Array> {
    solve::inv_or_nan(a)
}

pub use svd::{LeastSquares, lstsq, svd, svdvals};

use crate::short::SmallVec;

use super::gufunc::Matched;
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, size_of_shape};
use crate::limit;
use crate::lines::{Lined, Work};
use crate::plan::lines::LineKernel;

/// A `LinAlgError`.
pub(super) fn refusal(words: impl Into<String>) -> Error {
    Error::new(ErrorClass::LinAlg, words)
}

/// The dtype to compute in, and that of the result: `float32` goes through `float64`, all but floats become it.
///
/// # Errors
/// `_UFuncInputCastingError: Cannot cast ufunc 'inv' input from dtype('<U1') to dtype('float64') …` by the name of NumPy's
/// inner function, for arrays of anything but numbers.
pub(super) fn common_types(name: &str, arrays: &[&Array]) -> Result<(DType, DType)> {
    let mut double = false;
    let mut complex = false;
    for (place, array) in arrays.iter().enumerate() {
        #[cfg(feature = "records")]
        if array.dtype.native() == DType::F16 {
            return Err(Error::type_("array type float16 is unsupported in linalg"));
        }
        if !array.dtype.holds_numbers() {
            let number = if arrays.len() > 1 {
                format!(" {place}")
            } else {
                String::new()
            };
            return Err(Error::new(
                ErrorClass::UFuncInputCasting,
                format!(
                    "Cannot cast ufunc '{name}' input{number} from {} to dtype('float64') with casting rule 'same_kind'",
                    array.dtype.repr()
                ),
            ));
        }
        complex |= array.dtype.is_complex();
        double |= !matches!(array.dtype.native(), DType::F32 | DType::C64);
    }
    Ok(match (complex, double) {
        (true, true) => (DType::C128, DType::C128),
        (true, false) => (DType::C128, DType::C64),
        (false, true) => (DType::F64, DType::F64),
        (false, false) => (DType::F64, DType::F32),
    })
}

/// Rows and columns of the matrices on the last two axes.
///
/// # Errors
/// `LinAlgError: 1-dimensional array given. Array must be at least two-dimensional`.
pub(super) fn rows_and_columns(array: &Array) -> Result<(i64, i64)> {
    match array.shape() {
        [.., rows, columns] => Ok((*rows, *columns)),
        shape => Err(refusal(format!(
            "{}-dimensional array given. Array must be at least two-dimensional",
            shape.len()
        ))),
    }
}

/// The side of the square matrices on the last two axes.
///
/// # Errors
/// As [`rows_and_columns`]; `LinAlgError: Last 2 dimensions of the array must be square`.
pub(super) fn side(array: &Array) -> Result<i64> {
    match rows_and_columns(array)? {
        (rows, columns) if rows == columns => Ok(rows),
        _ => Err(refusal("Last 2 dimensions of the array must be square")),
    }
}

/// One call of a kernel over a stack.
struct Stack<'a> {
    kernel: &'static LineKernel,
    /// Each operand with the number of its axes that make one matrix or vector.
    operands: SmallVec<[(&'a Array, usize); 2]>,
    /// What the axes before broadcast to.
    batch: Dims,
    /// The dtype in which operands are read.
    read: DType,
    /// The shape and dtype of one result.
    core: Dims,
    dtype: DType,
    arguments: SmallVec<[i64; 4]>,
}

impl<'a> Stack<'a> {
    /// A stack of one array's matrices; `core` is the shape of what each gives.
    fn of(kernel: &'static LineKernel, array: &'a Array, read: DType, core: &[i64]) -> Self {
        let before = array.ndim().saturating_sub(2);
        Self {
            kernel,
            operands: crate::short::short![(array, 2)],
            batch: Dims::from_slice(&array.shape()[..before]),
            read,
            core: Dims::from_slice(core),
            dtype: read,
            arguments: SmallVec::new(),
        }
    }

    /// Operands matched with a signature.
    fn matched(
        kernel: &'static LineKernel,
        operands: [&'a Array; 2],
        matched: &Matched,
        read: DType,
        core: &[i64],
    ) -> Self {
        let cores = matched.letters.iter().map(SmallVec::len);
        Self {
            kernel,
            operands: std::iter::zip(operands, cores).collect(),
            batch: matched.batch.clone(),
            read,
            core: Dims::from_slice(core),
            dtype: read,
            arguments: SmallVec::new(),
        }
    }

    fn with(mut self, arguments: &[i64]) -> Self {
        self.arguments = SmallVec::from_slice(arguments);
        self
    }

    fn giving(mut self, dtype: DType) -> Self {
        self.dtype = dtype;
        self
    }

    /// Runs into a new array: each result in C order, the axes before in the operands' memory order.
    fn run(self) -> Result<Array> {
        let batch = self.batch.len();
        let mut operands = Vec::new();
        let mut stacked: Vec<Layout> = Vec::new();
        for (array, core) in &self.operands {
            let layout = over_batch(&array.layout, &self.batch, *core);
            let sides = layout.shape.iter().rev().take(*core);
            let shorter = sides.min().copied().unwrap_or(1);
            limit::grant_work(size_of_shape(&layout.shape).saturating_mul(shorter))?;
            stacked.push(layout.with_axes(&(0..batch).collect::<Vec<_>>()));
            operands.push(
                Lined {
                    array,
                    layout,
                    cast: None,
                }
                .read_as(self.read),
            );
        }
        let shape: Dims = self.batch.iter().chain(&self.core).copied().collect();
        limit::check_ndim(shape.len())?;
        limit::grant(&shape, self.dtype)?;
        let mut order = loop_order(&stacked.iter().collect::<Vec<_>>());
        order.extend(batch..shape.len());
        let written = Layout::packed_in_order(&shape, self.dtype.itemsize(), &order);
        let result = Array::zeros_over(written.clone(), self.dtype)?;
        let turns = self
            .core
            .iter()
            .fold(1i64, |product, length| product.saturating_mul(*length));
        let work = Work {
            kernel: self.kernel,
            shape: self.batch,
            operands,
            turns,
            arguments: self.arguments,
        };
        work.run_into(&result, written, true)?;
        Ok(result)
    }
}

/// A layout stretched over the axes before its core axes.
fn over_batch(layout: &Layout, batch: &[i64], core: usize) -> Layout {
    let own = layout.ndim() - core;
    let mut shape = Dims::from_slice(batch);
    let mut strides: Dims = (0..batch.len())
        .map(|axis| match (axis + own).checked_sub(batch.len()) {
            Some(axis) if layout.shape[axis] != 1 => layout.strides[axis],
            _ => 0,
        })
        .collect();
    shape.extend_from_slice(&layout.shape[own..]);
    strides.extend_from_slice(&layout.strides[own..]);
    Layout {
        shape,
        strides,
        offset: layout.offset,
    }
}

/// An array in another dtype: itself where it has it, else a copy in its memory order.
fn as_dtype(array: Array, dtype: DType) -> Result<Array> {
    if array.dtype == dtype {
        return Ok(array);
    }
    array.astype(dtype)
}

/// One of several results that a kernel laid one after another on the last axis, as an array of its own.
///
/// `dtype` is that to be had: a real one takes the real parts of complex numbers.
fn part(packed: &Array, start: i64, core: &[i64], dtype: DType) -> Result<Array> {
    let batch = packed.ndim() - 1;
    let size = packed.dtype.itemsize() as i64;
    let mut layout = packed.layout.clone();
    layout.shape.truncate(batch);
    layout.strides.truncate(batch);
    let own = Layout::contiguous(core, packed.dtype.itemsize(), crate::layout::Order::C);
    layout.offset += start * size;
    layout.shape.extend_from_slice(&own.shape);
    layout.strides.extend_from_slice(&own.strides);
    let mut view = packed.over(layout);
    if packed.dtype.is_complex() && !dtype.is_complex() {
        view.dtype = packed.dtype.real_part();
    }
    // A copy whose stack lies as the packed one does, each result in C order.
    let leading: Vec<usize> = (0..batch).collect();
    let mut order = loop_order(&[&view.layout.with_axes(&leading)]);
    order.extend(batch..view.ndim());
    let written = Layout::packed_in_order(view.shape(), dtype.itemsize(), &order);
    let result = Array::zeros_over(written, dtype)?;
    result.put(&view)?;
    Ok(result)
}
