//! The families: which operation serves which ufunc, and for which element types.
//! Only data; a row names an operation of `operation` and the driver that takes it through a block.

use super::operation::*;
use super::{Block, drive};
use crate::dtype::DType;
use crate::element::{Bool8, Element};
use crate::kernels::{Way, way};
use crate::plan::Kernel;

/// The loops of one ufunc.
pub(crate) struct Family {
    ufunc: &'static str,
    loops: &'static [LaneLoop],
}

/// One loop with its signature.
pub(crate) struct LaneLoop {
    /// The dtype of all inputs.
    pub(super) input: DType,
    pub(super) output: DType,
    /// Elements of an input in one register.
    lanes: u8,
    /// The loop.
    pub(crate) block: Block,
}

/// `family!("add": binary Add, [f64, f32])`
macro_rules! family {
    ($ufunc:literal: $driver:ident $operation:ident, [$($t:ty),*]) => {
        Family {
            ufunc: $ufunc,
            loops: &[$(LaneLoop {
                input: <$t as Element>::DTYPE,
                output: family!(@output $driver $t),
                lanes: (16 / size_of::<$t>()) as u8,
                block: drive::$driver::<$operation<$t>>,
            }),*],
        }
    };
    (@output comparison $t:ty) => { DType::Bool };
    (@output $driver:ident $t:ty) => { <$t as Element>::DTYPE };
}

/// `family!` over all integers and floats.
macro_rules! numbers {
    ($ufunc:literal: $driver:ident $operation:ident) => {
        family!($ufunc: $driver $operation, [i8, u8, i16, u16, i32, u32, i64, u64, f32, f64])
    };
}

/// `family!` over all integers.
macro_rules! integers {
    ($ufunc:literal: $driver:ident $operation:ident) => {
        family!($ufunc: $driver $operation, [i8, u8, i16, u16, i32, u32, i64, u64])
    };
}

/// `family!` over bool and all numbers.
macro_rules! everything {
    ($ufunc:literal: $driver:ident $operation:ident) => {
        family!($ufunc: $driver $operation, [Bool8, i8, u8, i16, u16, i32, u32, i64, u64, f32, f64])
    };
}

/// The rows.
const FAMILIES: &[Family] = &[
    numbers!("add": binary Add),
    numbers!("subtract": binary Subtract),
    numbers!("multiply": binary Multiply),
    family!("divide": binary Divide, [f32, f64]),
    numbers!("negative": unary Negative),
    numbers!("square": unary Square),
    family!("sqrt": unary Sqrt, [f32, f64]),
    family!("absolute": unary Absolute, [f32, f64]),
    family!("fabs": unary Absolute, [f32, f64]),
    family!("floor": unary Floor, [f32, f64]),
    family!("ceil": unary Ceil, [f32, f64]),
    family!("trunc": unary Trunc, [f32, f64]),
    family!("rint": unary Rint, [f32, f64]),
    integers!("bitwise_and": binary And),
    integers!("bitwise_or": binary Or),
    integers!("bitwise_xor": binary Xor),
    everything!("equal": comparison Equal),
    everything!("not_equal": comparison NotEqual),
    everything!("less": comparison Less),
    everything!("less_equal": comparison LessEqual),
    everything!("greater": comparison Greater),
    everything!("greater_equal": comparison GreaterEqual),
];

/// The loop over lanes of a ufunc with these dtypes, where there is one.
pub(crate) fn find(ufunc: &str, inputs: &[DType], output: DType) -> Option<&'static LaneLoop> {
    let family = FAMILIES.iter().find(|family| family.ufunc == ufunc)?;
    let fits =
        |one: &&LaneLoop| one.output == output && inputs.iter().all(|&dtype| dtype == one.input);
    family.loops.iter().find(fits)
}

/// The kernel that a plan of this ufunc takes, as the thread's way says.
pub(crate) fn chosen(ufunc: &str, inputs: &[DType], output: DType) -> Kernel {
    match way() {
        Way::OneAtATime => Kernel::Scalar,
        Way::Simd128 => find(ufunc, inputs, output)
            .map_or(Kernel::Scalar, |one| Kernel::Simd128 { lanes: one.lanes }),
    }
}

/// Every loop with its ufunc.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static LaneLoop)> {
    FAMILIES
        .iter()
        .flat_map(|family| family.loops.iter().map(|one| (family.ufunc, one)))
}
