//! Operations on arrays of strings: comparisons and concatenation as ufuncs do them, and the functions of `np.strings`.
//! Each runs as a plan over one line, so that it can be replayed; `kernel` holds what is done with one text.
//!
//! Behind the feature `records`, as are the dtypes.

mod compare;
#[cfg(feature = "text")]
mod format;
mod functions;
mod kernel;
mod old;
mod search;
mod text;

pub(crate) use compare::{call_on_texts, no_fold, no_loop, no_repeats, no_truth};
pub use compare::{char_compare, equals};
#[cfg(feature = "text")]
pub use format::modulo;
pub use functions::{
    Side, add, ask, capitalize, center, change, decode, encode, expandtabs, join, just, multiply,
    partition, replace, slice, str_len, strip, zfill,
};
pub use old::{Table, char_multiply, char_partition, compare_chararrays, split, translate};
pub use search::{Between, count, endswith, find, index, startswith};

use crate::short::SmallVec;

use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::layout::broadcast::broadcast_shape;
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, Order};
use crate::lines::{Lined, Work};
use crate::plan::lines::LineKernel;

/// Whether elements are texts of one of the two kinds.
pub(crate) fn is_text(dtype: DType) -> bool {
    matches!(dtype.kind(), Kind::Str | Kind::Bytes)
}

/// A text dtype of the same kind as another, with another width, at least 1.
pub(crate) fn widened(kind: DType, width: i64) -> DType {
    let width = u32::try_from(width.clamp(1, i64::from(i32::MAX) / 4)).unwrap_or(1);
    match kind {
        DType::Bytes(_) => DType::Bytes(width),
        _ => DType::Str(width),
    }
}

/// Characters that an element can hold.
pub(crate) fn width_of(dtype: DType) -> i64 {
    match dtype.native() {
        DType::Bytes(width) | DType::Str(width) => i64::from(width),
        _ => 0,
    }
}

/// Runs a kernel over arrays broadcast against each other, into a new array in the memory order of the inputs.
pub(crate) fn run(
    kernel: &'static LineKernel,
    inputs: &[&Array],
    dtype: DType,
    arguments: &[i64],
) -> Result<Array> {
    let (shape, stretched) = stretched_over_all(inputs)?;
    crate::limit::grant(&shape, dtype)?;
    let fortran = |array: &&Array| {
        array.ndim() == 0 || array.shape() == shape.as_slice() && array.f_contiguous()
    };
    let layout = if inputs.iter().all(fortran) && !inputs.iter().all(|array| array.c_contiguous()) {
        // A shorter way of NumPy's, to be seen on axes of length 1 only.
        Layout::contiguous(&shape, dtype.itemsize(), Order::F)
    } else {
        let order = loop_order(&stretched.iter().collect::<Vec<_>>());
        Layout::packed_in_order(&shape, dtype.itemsize(), &order)
    };
    run_into(kernel, inputs, stretched, dtype, arguments, layout)
}

/// The shape that arrays broadcast to, and each one's layout over it.
fn stretched_over_all(inputs: &[&Array]) -> Result<(Dims, Vec<Layout>)> {
    let shapes: Vec<&[i64]> = inputs.iter().map(|array| array.shape()).collect();
    let shape = broadcast_shape(&shapes)?;
    let stretched = inputs
        .iter()
        .map(|array| array.layout.broadcast_to(&shape))
        .collect::<Result<Vec<Layout>>>()?;
    Ok((shape, stretched))
}

/// [`run`], with the result in the memory order of the first input, as NumPy's `empty_like` lays it out: in C order where
/// it has other axes.
pub(crate) fn run_like_first(
    kernel: &'static LineKernel,
    inputs: &[&Array],
    dtype: DType,
    arguments: &[i64],
) -> Result<Array> {
    let (shape, stretched) = stretched_over_all(inputs)?;
    crate::limit::grant(&shape, dtype)?;
    let layout = match inputs.first() {
        Some(first) => like(first, &shape, dtype),
        None => crate::lines::packed(&shape, dtype),
    };
    run_into(kernel, inputs, stretched, dtype, arguments, layout)
}

/// The layout of `np.empty_like(array, shape=shape)`.
pub(crate) fn like(array: &Array, shape: &[i64], dtype: DType) -> Layout {
    let itemsize = dtype.itemsize();
    if array.ndim() != shape.len() {
        return crate::lines::packed(shape, dtype);
    }
    match array.resolved(CopyOrder::K) {
        Some(order) => Layout::contiguous(shape, itemsize, order),
        None => {
            let mut order: Vec<usize> = (0..shape.len()).collect();
            let strides = array.strides();
            order.sort_by_key(|&axis| std::cmp::Reverse(strides[axis].unsigned_abs()));
            Layout::packed_in_order(shape, itemsize, &order)
        }
    }
}

/// [`run`], with the result in C order.
pub(crate) fn run_in_c_order(
    kernel: &'static LineKernel,
    inputs: &[&Array],
    dtype: DType,
    arguments: &[i64],
) -> Result<Array> {
    let (shape, stretched) = stretched_over_all(inputs)?;
    crate::limit::grant(&shape, dtype)?;
    let layout = crate::lines::packed(&shape, dtype);
    run_into(kernel, inputs, stretched, dtype, arguments, layout)
}

fn run_into(
    kernel: &'static LineKernel,
    inputs: &[&Array],
    stretched: Vec<Layout>,
    dtype: DType,
    arguments: &[i64],
    layout: Layout,
) -> Result<Array> {
    let result = Array::zeros_over(layout, dtype)?;
    let operands = std::iter::zip(inputs, stretched)
        .map(|(&array, layout)| Lined {
            array,
            layout,
            // Kernels read characters in the machine's own order.
            cast: (array.dtype.native() != array.dtype).then_some(array.dtype.native()),
        })
        .collect();
    let work = Work {
        kernel,
        shape: Dims::new(),
        operands,
        turns: result.size(),
        arguments: SmallVec::from_slice(arguments),
    };
    work.run_into(&result, result.layout.clone(), true)?;
    Ok(result)
}

/// `TypeError: string operation on non-string array`.
pub(crate) fn check_text(array: &Array) -> Result<()> {
    if is_text(array.dtype) {
        return Ok(());
    }
    Err(Error::type_("string operation on non-string array"))
}

/// NumPy's sentence of the string ufuncs for dtypes they do not take; `more` counts the Python ints that follow.
pub(crate) fn no_string_loop(name: &str, dtypes: &[DType], more: usize) -> Error {
    let mut classes: Vec<String> = dtypes
        .iter()
        .map(|&dtype| crate::records::promote::class_text(dtype))
        .collect();
    for _ in 0..more {
        classes.push(PYTHON_INT.to_owned());
    }
    no_loop_of_classes(name, &classes)
}

/// NumPy's name of the class of Python ints.
const PYTHON_INT: &str = "<class 'numpy.dtypes._PyLongDType'>";

/// The class of a place in texts: an array of no axes stands for a Python number.
pub(crate) fn class_of_place(place: &Array) -> String {
    match (place.ndim(), place.dtype.kind()) {
        (0, Kind::Signed) => PYTHON_INT.to_owned(),
        (0, Kind::Float) => "<class 'numpy.dtypes._PyFloatDType'>".to_owned(),
        _ => crate::records::promote::class_text(place.dtype),
    }
}

/// [`no_string_loop`] for the names of classes.
pub(crate) fn no_loop_of_classes(name: &str, classes: &[String]) -> Error {
    let classes = match classes {
        [only] => only.clone(),
        _ => format!("({})", classes.join(", ")),
    };
    Error::new(
        ErrorClass::UFuncType,
        format!(
            "ufunc '{name}' did not contain a loop with signature matching types {classes} -> None"
        ),
    )
}
