//! The texts of strings and records: a string as Python quotes it, a record as a tuple of its fields' words, each field
//! formatted as an array of its own. Knows the cells that are shown and nothing of lines.

use super::array::shown_cells;
use super::options::{Options, get_printoptions};
use super::{cell, scalar_str};
use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::layout::size_of_shape;
use crate::records::Value;
use crate::scalar::Scalar;

/// A word for each cell, given as its bytes. In a record that stands alone, floats show all their digits.
pub(super) fn words_of(
    dtype: DType,
    ndim: usize,
    cells: &[&[u8]],
    options: &Options,
    alone: bool,
) -> Vec<String> {
    match dtype.unaliased() {
        DType::Record(definition) => {
            let mut fields: Vec<_> = definition
                .fields
                .iter()
                .map(|field| {
                    let end = field.offset.saturating_add(field.dtype.itemsize());
                    let parts: Vec<&[u8]> = cells
                        .iter()
                        .map(|bytes| bytes.get(field.offset..end).unwrap_or(&[]))
                        .collect();
                    words_of(field.dtype, ndim, &parts, options, alone).into_iter()
                })
                .collect();
            let record = |_: &&[u8]| {
                let words: Vec<String> = fields.iter_mut().filter_map(Iterator::next).collect();
                match words.as_slice() {
                    [only] => format!("({only},)"),
                    _ => format!("({})", words.join(", ")),
                }
            };
            cells.iter().map(record).collect()
        }
        DType::Sub(subarray) => {
            let size = subarray.base.itemsize().max(1);
            let count = usize::try_from(size_of_shape(&subarray.shape)).unwrap_or(0);
            if count == 0 {
                return vec![empty_text(&subarray.shape); cells.len()];
            }
            let parts: Vec<&[u8]> = cells
                .iter()
                .flat_map(|bytes| bytes.chunks_exact(size).take(count))
                .collect();
            // All elements have a say in the width, those left out by `...` too.
            let words = words_of(subarray.base, 1, &parts, options, alone);
            words
                .chunks(count.max(1))
                .map(|words| nested_text(&subarray.shape, words, options))
                .collect()
        }
        DType::Void(_) => cells.iter().map(|bytes| raw_text(bytes)).collect(),
        _ if !dtype.holds_numbers() => cells
            .iter()
            .map(|bytes| Value::read(dtype, bytes).repr())
            .collect(),
        _ if alone && dtype.kind() == Kind::Float => cells
            .iter()
            .filter_map(|bytes| Scalar::from_bytes(dtype, bytes))
            .map(scalar_str)
            .collect(),
        number => cell::words_of(number, ndim, cells, options),
    }
}

/// The brackets of a subarray without elements; of long axes those of the first places.
fn empty_text(shape: &[i64]) -> String {
    let Some((&length, inner)) = shape.split_first() else {
        return String::new();
    };
    let length = usize::try_from(length).unwrap_or(0).min(1 << 10);
    let inside = vec![empty_text(inner); length];
    format!("[{}]", inside.join(", "))
}

/// The elements of one subarray in brackets, in one line; the middle of long axes is left out.
fn nested_text(shape: &[i64], words: &[String], options: &Options) -> String {
    let Some((&length, inner)) = shape.split_first() else {
        return words.first().cloned().unwrap_or_default();
    };
    let length = usize::try_from(length).unwrap_or(0);
    let edge = options.edgeitems.clamp(0, 1 << 20) as usize;
    let each = words.len() / length.max(1);
    let summarize = words.len() as i64 > options.threshold;
    let mut items = Vec::new();
    for (number, words) in words.chunks(each.max(1)).enumerate() {
        let cut = summarize && length > 2 * edge;
        if cut && number == edge {
            items.push("...".to_owned());
        }
        if !cut || number < edge || number >= length - edge {
            items.push(nested_text(inner, words, options));
        }
    }
    format!("[{}]", items.join(", "))
}

/// `str` of an array without axes: the text itself, or the record with all digits.
pub(super) fn zero_dimensional(array: &Array, options: &Options) -> String {
    let bytes = array.buffer().bytes();
    let cells = shown_cells(array, &bytes, options);
    let texts = cells
        .iter()
        .map(|bytes| element(array.dtype(), bytes, options));
    texts.collect()
}

/// Bytes that mean nothing by themselves, each in hexadecimal.
fn raw_text(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("\\x{byte:02X}")).collect();
    format!("b'{}'", digits.concat())
}

fn element(dtype: DType, bytes: &[u8], options: &Options) -> String {
    match dtype.unaliased() {
        DType::Void(_) => raw_text(bytes),
        DType::Record(_) => words_of(dtype, 0, &[bytes], options, true).concat(),
        DType::Bytes(_) => format!("np.bytes_({})", Value::read(dtype, bytes).repr()),
        dtype => Value::read(dtype, bytes).plain_text(),
    }
}

/// `str` of the NumPy scalar that these bytes of an element stand for.
pub(super) fn element_text(dtype: DType, bytes: &[u8]) -> String {
    match dtype.unaliased() {
        DType::Bytes(_) => Value::read(dtype, bytes).repr(),
        _ => element(dtype, bytes, &get_printoptions()),
    }
}

/// `str` of the NumPy scalar that an array without axes stands for: that of bytes is Python's own.
pub(super) fn scalar_text(array: &Array) -> String {
    match array.dtype().unaliased() {
        DType::Bytes(_) => array.value().repr(),
        _ => zero_dimensional(array, &get_printoptions()),
    }
}

/// `repr` of the NumPy scalar that an array without axes stands for: `np.str_('a')`, `np.void((1, 2.0), dtype=[…])`.
pub(super) fn scalar_repr(array: &Array) -> String {
    let dtype = array.dtype();
    match dtype.native() {
        DType::Str(_) => format!("np.str_({})", array.value().repr()),
        DType::Void(_) => format!("np.void({})", zero_dimensional(array, &get_printoptions())),
        DType::Bytes(_) => format!("np.bytes_({})", array.value().repr()),
        _ => {
            let text = zero_dimensional(array, &get_printoptions());
            let DType::Record(definition) = dtype else {
                return format!("np.void({text}, dtype={dtype})");
            };
            let class = if definition.record { "record" } else { "void" };
            let dtype = crate::records::text::fields_text(definition, true);
            format!("np.{class}({text}, dtype={dtype})")
        }
    }
}

/// The dtype as `repr` of an array names it: `'<U3'` in quotes, a record's fields as they are.
pub(super) fn dtype_text(dtype: DType) -> String {
    match dtype {
        DType::Str(_) | DType::Bytes(_) | DType::Void(_) | DType::Swapped(_) => {
            format!("'{dtype}'")
        }
        DType::Alias(alias) if alias.fields.is_none() => dtype_text(alias.base),
        other => other.to_string(),
    }
}
