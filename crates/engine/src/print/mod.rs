//! NumPy's text of arrays, scalars and shapes: `repr` and `str`, letter by letter.
//! Reads only the cells it shows, so a vast broadcast array prints as fast as a small one.

mod array;
mod base;
mod cell;
#[cfg(feature = "complex")]
mod complex;
mod decimal;
mod digits;
mod float;
mod integer;
mod options;
#[cfg(feature = "records")]
mod record;
mod scalar;
mod shape;

pub use array::{Frame, array2string};
pub use base::{base_repr, binary_repr};
pub use decimal::{Positional, Scientific, Trim, format_float_positional, format_float_scientific};
pub(crate) use digits::fixed;
pub use options::{
    FloatMode, Options, PrintOptions, Sign, count_from_integer, get_printoptions, printoptions,
    set_printoptions,
};
pub use scalar::{cell_text, scalar_repr, scalar_str};
pub use shape::shape_text;

use std::fmt;

use crate::array::Array;
use crate::dtype::DType;
use crate::scalar::Scalar;

/// `repr(array)` under the options that hold now, as in `array([1., 2.], dtype=float32)`.
pub fn array_repr(array: &Array) -> String {
    array_repr_with(array, &get_printoptions())
}

/// `str(array)` under the options that hold now, as in `[1. 2.]`.
pub fn array_str(array: &Array) -> String {
    array_str_with(array, &get_printoptions())
}

/// [`array_repr`] under other print options.
pub fn array_repr_with(array: &Array, options: &Options) -> String {
    const PREFIX: &str = "array(";
    let frame = Frame {
        separator: ", ",
        prefix: PREFIX,
        suffix: ")",
        formatter: None,
    };
    let body = array2string(array, options, &frame);
    let mut extras = Vec::new();
    if (array.size() == 0 && array.shape() != [0]) || array.size() > options.threshold {
        extras.push(format!("shape={}", shape_text(array.shape())));
    }
    if array.size() == 0 || !is_implied(array.dtype()) {
        extras.push(format!("dtype={}", dtype_text(array.dtype())));
    }
    if extras.is_empty() {
        return format!("{PREFIX}{body})");
    }
    let text = format!("{PREFIX}{body},");
    let extras = format!("{})", extras.join(", "));
    let last_line = text.chars().rev().take_while(|&letter| letter != '\n');
    let reached = last_line.count() + extras.chars().count() + 1;
    // What would reach over the line's end goes onto a line of its own.
    let spacer = if reached > options.linewidth {
        format!("\n{}", " ".repeat(PREFIX.len()))
    } else {
        " ".to_owned()
    };
    format!("{text}{spacer}{extras}")
}

/// `str` of the NumPy scalar that a 0-d array stands for.
pub fn zero_dimensional_str(array: &Array) -> String {
    #[cfg(feature = "records")]
    if !array.dtype().holds_numbers() {
        return record::scalar_text(array);
    }
    array.nth(0).map(scalar_str).unwrap_or_default()
}

/// `repr` of the NumPy scalar that a 0-d array stands for, as in `np.float64(1.5)` and `np.str_('a')`.
pub fn zero_dimensional_repr(array: &Array) -> String {
    #[cfg(feature = "records")]
    if !array.dtype().holds_numbers() {
        return record::scalar_repr(array);
    }
    array.nth(0).map(scalar_repr).unwrap_or_default()
}

/// `str` of the NumPy scalar that the bytes of one text or record stand for.
#[cfg(feature = "records")]
pub(crate) fn element_str(dtype: DType, bytes: &[u8]) -> String {
    record::element_text(dtype, bytes)
}

/// [`array_str`] under other print options.
pub fn array_str_with(array: &Array, options: &Options) -> String {
    // A 0-d array prints as the scalar in it, with all its digits.
    let only = array.nth(0).filter(|_| array.ndim() == 0);
    if let Some(value) = only.filter(|_| array.dtype().holds_numbers()) {
        return scalar_str(value);
    }
    #[cfg(feature = "records")]
    if array.ndim() == 0 && !array.dtype().holds_numbers() {
        return record::zero_dimensional(array, options);
    }
    array2string(array, options, &Frame::default())
}

/// Whether the digits alone tell the dtype, so that `repr` need not.
fn is_implied(dtype: DType) -> bool {
    #[cfg(feature = "records")]
    if let DType::Alias(alias) = dtype {
        return alias.fields.is_none() && is_implied(alias.base);
    }
    #[cfg(feature = "complex")]
    if dtype == DType::C128 {
        return true;
    }
    matches!(dtype, DType::Bool | DType::I64 | DType::F64)
}

fn dtype_text(dtype: DType) -> String {
    #[cfg(feature = "records")]
    if !dtype.is_number() {
        return record::dtype_text(dtype);
    }
    dtype.name().to_owned()
}

impl fmt::Display for Array {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&array_str(self))
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&scalar_str(*self))
    }
}
