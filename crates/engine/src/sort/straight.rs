//! One line that lies side by side, sorted where it lies: no plan is made, since nothing of it would be asked.
//! Knows lines of numbers and the kernels of `super`; all else goes through a plan.

use super::{Arguments, chosen};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::Result;
use crate::lines::packed;
use crate::plan::lines::{Line, LineCall, LineKernel};
use crate::record::listening;

/// The result of the only line of an array. Nothing where it does not lie side by side, or is of texts or records; nor where
/// somebody listens, who is told of a plan.
pub(super) fn line(
    array: &Array,
    kernel: &'static LineKernel,
    arguments: Arguments<'_>,
    dtype: DType,
) -> Option<Result<Array>> {
    let &[length] = array.shape() else {
        return None;
    };
    let size = array.dtype.itemsize();
    let first = usize::try_from(array.layout.offset).ok()?;
    let count = usize::try_from(length).ok()?;
    let (kernel, _) = chosen(kernel, array.dtype);
    let lies = array.dtype.is_number() && array.c_contiguous() && first.is_multiple_of(size);
    if !lies || count == 0 || listening() {
        return None;
    }
    let run = || {
        let arguments = arguments(length)?;
        let result = Array::unwritten_over(packed(&[length], dtype), dtype)?;
        {
            let source = array.buffer.bytes();
            let bytes = source.get(first..first.saturating_add(count * size));
            let bytes = bytes.unwrap_or(&[]);
            let inputs = [Line {
                bytes,
                dtype: array.dtype,
            }];
            (kernel.run)(&mut LineCall {
                inputs: &inputs,
                arguments: &arguments,
                output: &mut result.buffer.bytes_mut(),
                dtype,
                watched: None,
            })?;
        }
        Ok(result)
    };
    Some(run())
}
