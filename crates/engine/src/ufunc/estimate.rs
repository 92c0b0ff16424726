//! What a call would do and take, for operands that need not exist. Knows how calls are planned; computes nothing.

use super::prepare::{Given, Wanted, prepare};
use super::row;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::limit;
use crate::plan::Elementwise;
use crate::promote::Input;
use crate::short::SmallVec;

/// What a call would do and take, found without allocating anything.
#[derive(Clone, PartialEq, Debug)]
pub struct Estimate {
    /// The plan. Its operands have no buffers, and its output names a buffer that does not exist.
    pub plan: Elementwise,
    /// Bytes of memory each operand's elements would fill, each stored once.
    pub operand_bytes: Vec<u128>,
    /// Bytes of the result.
    pub result_bytes: u128,
    /// NumPy's sentence when the result is over the memory limit or too big to count.
    pub refusal: Option<Error>,
}

/// Plans a call on operands known by dtype and layout only, however large they are.
///
/// # Errors
/// As [`call`] before it allocates.
pub fn plan_shapes(name: &str, operands: &[(DType, Layout)]) -> Result<Estimate> {
    let given: SmallVec<[Given<'_>; 2]> = operands
        .iter()
        .map(|(dtype, layout)| Given {
            input: Input::Array(*dtype),
            layout,
            buffer: None,
        })
        .collect();
    let wanted = Wanted::default();
    let plan = prepare(row(name)?, &given, &wanted)?.plan(0);
    let dtype = plan.output.dtype;
    Ok(Estimate {
        operand_bytes: operands
            .iter()
            .map(|(dtype, layout)| limit::estimate(&layout.shape, *dtype).bytes)
            .collect(),
        result_bytes: limit::estimate(&plan.shape, dtype).bytes,
        refusal: limit::grant(&plan.shape, dtype).err(),
        plan,
    })
}
