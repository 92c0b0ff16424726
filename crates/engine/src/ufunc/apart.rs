//! Inputs that lie under an output: which they are, and their copies.
//! Knows ufuncs and arrays; what is computed is nobody's business here.

use super::prepare::{Wanted, prepare};
use super::{Operand, Ufunc, compute, find};
use crate::array::Array;
#[cfg(feature = "records")]
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};

/// Whether an input must be copied before `out` is written. Outputs are written one after another, so that with two of
/// them no input may lie under either.
pub(super) fn overlaps(array: &Array, out: &Array, row: &Ufunc) -> bool {
    let same_elements = || array.layout == out.layout && array.dtype == out.dtype;
    array.buffer.id() == out.buffer.id() && !(same_elements() && row.outputs() == 1)
}

/// New bytes with the same elements, in the order of memory.
pub(crate) fn copy_of(array: &Array) -> Result<Array> {
    #[cfg(feature = "records")]
    if !array.dtype.holds_numbers() {
        return array.copied(CopyOrder::K);
    }
    let positive = find("positive").filter(|_| array.dtype != DType::Bool);
    let row = positive.or_else(|| find("absolute"));
    let row = row.ok_or_else(|| Error::value("the table of ufuncs has no row that copies"))?;
    let operands = [Operand::Array(array)];
    let (given, wanted) = ([operands[0].given()], Wanted::default());
    let mut planned = prepare(row, &given, &wanted)?.plan(0);
    Ok(compute(&mut planned, &operands, None, None)?.0)
}
