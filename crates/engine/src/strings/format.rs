//! `np.strings.mod`: Python's `text % value` for each text and each value.
//! Knows arrays; the rules of the format are those of `text::percent`. Behind the feature `text`, which brings them.

use super::kernel::{reads, stored};
use super::text::Text;
use super::{check_text, functions, run_in_c_order, widened};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::Result;
use crate::layout::broadcast::broadcast_shapes;
use crate::plan::lines::{LineCall, LineKernel};
use crate::record::hearing;
use crate::records::Value;
use crate::text::{Style, percent_in};

static WIDTH: LineKernel = LineKernel {
    name: "mod_width",
    run: |call| {
        for place in 0..call.len() {
            let width = formatted(call, place)?.len() as i64;
            let reads = reads(call, place);
            call.put(place, &width.to_le_bytes(), &reads);
        }
        Ok(())
    },
};

static MOD: LineKernel = LineKernel {
    name: "mod",
    run: |call| {
        for place in 0..call.len() {
            let made = formatted(call, place)?;
            let reads = reads(call, place);
            call.put(place, &stored(&made, call.dtype), &reads);
        }
        Ok(())
    },
};

/// Each text as a format of each value (`np.strings.mod`): a new C-ordered array as wide as its longest text.
///
/// As in NumPy a value is a scalar: a number may be left over, and a `bytes` format writes the memory of a number for `%s`.
///
/// # Errors
/// Python's own, such as `TypeError: not enough arguments for format string`; `TypeError: string operation on non-string
/// array`; shapes that do not broadcast, memory refused.
pub fn modulo(array: &Array, values: &Array) -> Result<Array> {
    hearing(|| {
        check_text(array)?;
        let shape = broadcast_shapes(&[array.shape(), values.shape()])?;
        if crate::layout::size_of_shape(&shape) == 0 {
            return Array::zeros(&shape, array.dtype);
        }
        let widths = run_in_c_order(&WIDTH, &[array, values], DType::I64, &[])?;
        let dtype = widened(array.dtype, functions::most(&widths)?);
        run_in_c_order(&MOD, &[array, values], dtype, &[])
    })
}

fn formatted(call: &LineCall<'_>, place: usize) -> Result<Vec<char>> {
    let (Some(&texts), Some(&values)) = (call.inputs.first(), call.inputs.get(1)) else {
        return Ok(Vec::new());
    };
    let text = Text::of(texts, place);
    let value = Value::read(values.dtype, values.item(place));
    let style = Style {
        bytes: text.bytes,
        mapping: match value {
            Value::Text(_) => false,
            Value::Bytes(_) => !text.bytes,
            _ => true,
        },
    };
    let format: String = text.characters.iter().collect();
    Ok(percent_in(&format, &[value], style)?.chars().collect())
}
