//! The families: which operation serves which ufunc, and for which element types.
//! Only data; a row names an operation of `operation` and the driver that takes it through a block.

use super::divide::{CRemainder, FloorDivide, Remainder};
use super::function::*;
use super::operation::*;
#[cfg(feature = "chain")]
use super::pairs::{Then, ThenLeft, ThenRight};
use super::shift::{ShiftLeft, ShiftRight};
use super::{Block, divide, drive, shift};
use crate::dtype::DType;
use crate::element::{Bool8, Element};
use crate::kernels::{Way, way};
use crate::plan::Kernel;

/// The loops of one ufunc.
pub(crate) struct Family {
    ufunc: &'static str,
    /// One list for each operation.
    loops: &'static [&'static [LaneLoop]],
}

/// One loop with its signature.
pub(crate) struct LaneLoop {
    /// The dtype of all inputs.
    pub(super) input: DType,
    pub(super) output: DType,
    /// Elements of an input in one register.
    lanes: u8,
    /// The loop.
    block: Block,
    /// The loop that computes the second output, where there are two.
    second: Option<Block>,
    /// Whether every value is that of the loop of single elements, to the last bit.
    pub(crate) exact: bool,
}

/// `family!("add": binary Add [f64, f32], binary Or [Bool8])`; `numbers` and so on stand for lists of types. What follows
/// `beside` gives a second output.
macro_rules! family {
    ($ufunc:literal: $($driver:ident $operation:ident $types:tt $(beside $second:ident)?),* $(,)?) => {
        Family { ufunc: $ufunc, loops: &[$(loops!($driver ($operation $($second)?) $types)),*] }
    };
}

/// The loops of one operation.
macro_rules! loops {
    ($driver:ident $operations:tt numbers) => {
        loops!($driver $operations [i8, u8, i16, u16, i32, u32, i64, u64, f32, f64])
    };
    ($driver:ident $operations:tt integers) => {
        loops!($driver $operations [i8, u8, i16, u16, i32, u32, i64, u64])
    };
    ($driver:ident $operations:tt floats) => {
        loops!($driver $operations [f32, f64])
    };
    ($driver:ident $operations:tt bools) => {
        loops!($driver $operations [Bool8])
    };
    ($driver:ident $operations:tt [$($t:ty),*]) => {
        &[$(LaneLoop {
            input: <$t as Element>::DTYPE,
            output: loops!(@output $driver $t),
            lanes: (16 / size_of::<$t>()) as u8,
            block: loops!(@block $driver $operations $t),
            second: loops!(@second $driver $operations $t),
            exact: loops!(@exact $driver),
        }),*]
    };
    (@block then ($first:ident $second:ident) $t:ty) => {
        drive::binary::<Then<$first<$t>, $second<$t>>>
    };
    (@block left ($first:ident $second:ident) $t:ty) => {
        drive::ternary::<ThenLeft<$first<$t>, $second<$t>>>
    };
    (@block right ($first:ident $second:ident) $t:ty) => {
        drive::ternary::<ThenRight<$first<$t>, $second<$t>>>
    };
    (@second then $operations:tt $t:ty) => { None };
    (@second left $operations:tt $t:ty) => { None };
    (@second right $operations:tt $t:ty) => { None };
    (@output comparison $t:ty) => { DType::Bool };
    (@output question $t:ty) => { DType::Bool };
    (@output $driver:ident $t:ty) => { <$t as Element>::DTYPE };
    (@exact function) => { false };
    (@exact steady_power) => { false };
    (@exact two) => { false };
    (@exact $driver:ident) => { true };
    (@block quotient ($operation:ident $($second:ident)?) $t:ty) => {
        drive::two::<$operation<$t>>
    };
    (@block shift ($operation:ident $($second:ident)?) $t:ty) => {
        shift::shift::<$operation<$t>>
    };
    (@block division ($operation:ident $($second:ident)?) $t:ty) => {
        divide::division::<$operation<$t>>
    };
    (@block $driver:ident ($operation:ident $($second:ident)?) $t:ty) => {
        drive::$driver::<$operation<$t>>
    };
    (@second $driver:ident ($operation:ident) $t:ty) => { None };
    (@second $driver:ident ($operation:ident $second:ident) $t:ty) => {
        Some(loops!(@block $driver ($second) $t))
    };
}

/// The rows.
const FAMILIES: &[Family] = &[
    family!("add": binary Add numbers, binary Or bools),
    family!("subtract": binary Subtract numbers),
    family!("multiply": binary Multiply numbers, binary And bools),
    family!("divide": binary Divide floats),
    family!("floor_divide": division FloorDivide integers, quotient FloorDivide floats),
    family!("remainder": division Remainder integers, quotient Remainder floats),
    family!("fmod": division CRemainder integers, quotient CRemainder floats),
    family!("divmod": division FloorDivide integers beside Remainder, quotient FloorDivide floats beside Remainder),
    family!("negative": unary Negative numbers),
    family!("positive": unary Positive numbers),
    family!("conjugate": unary Positive numbers),
    family!("absolute": unary Absolute numbers),
    family!("fabs": unary Absolute floats),
    family!("sign": unary Sign numbers),
    family!("square": unary Square numbers),
    family!("reciprocal": unary Reciprocal floats),
    family!("copysign": binary CopySign floats),
    family!("sqrt": unary Sqrt floats),
    family!("degrees": unary Degrees floats),
    family!("rad2deg": unary Degrees floats),
    family!("radians": unary Radians floats),
    family!("deg2rad": unary Radians floats),
    family!("heaviside": binary Heaviside floats),
    family!("modf": unary Fraction floats beside Trunc),
    family!("floor": unary Floor floats, unary Positive integers),
    family!("ceil": unary Ceil floats, unary Positive integers),
    family!("trunc": unary Trunc floats, unary Positive integers),
    family!("rint": unary Rint floats),
    family!("exp": function Exp floats),
    family!("exp2": function Exp2 floats),
    family!("log": function Log floats),
    family!("log2": function Log2 floats),
    family!("log10": function Log10 floats),
    family!("log1p": function Log1p floats),
    family!("tanh": function Tanh floats),
    family!("expm1": function Expm1 floats),
    family!("sinh": function Sinh floats),
    family!("cosh": function Cosh floats),
    family!("tan": function Tan floats),
    family!("arctan": function ArcTan floats),
    family!("arcsin": function ArcSin floats),
    family!("arccos": function ArcCos floats),
    family!("arcsinh": function ArcSinh floats),
    family!("arccosh": function ArcCosh floats),
    family!("arctanh": function ArcTanh floats),
    family!("arctan2": two ArcTan2 floats),
    family!("cbrt": function Cbrt floats),
    family!("hypot": two Hypot floats),
    family!("sin": function Sin floats),
    family!("cos": function Cos floats),
    family!("power": two Raise floats),
    family!("float_power": two Raise [f64]),
    family!("maximum": binary Maximum numbers, binary Or bools),
    family!("minimum": binary Minimum numbers, binary And bools),
    family!("fmax": binary FMax numbers, binary Or bools),
    family!("fmin": binary FMin numbers, binary And bools),
    family!("clip": ternary Clip numbers),
    family!("bitwise_and": binary And integers, binary And bools),
    family!("bitwise_or": binary Or integers, binary Or bools),
    family!("bitwise_xor": binary Xor integers, binary Xor bools),
    family!("left_shift": shift ShiftLeft integers),
    family!("right_shift": shift ShiftRight integers),
    family!("invert": unary Not integers, unary NotBool bools),
    family!("equal": comparison Equal numbers, comparison Equal bools),
    family!("not_equal": comparison NotEqual numbers, comparison NotEqual bools),
    family!("less": comparison Less numbers, comparison Less bools),
    family!("less_equal": comparison LessEqual numbers, comparison LessEqual bools),
    family!("greater": comparison Greater numbers, comparison Greater bools),
    family!("greater_equal": comparison GreaterEqual numbers, comparison GreaterEqual bools),
    family!("logical_and": comparison LogicalAnd numbers, comparison LogicalAnd bools),
    family!("logical_or": comparison LogicalOr numbers, comparison LogicalOr bools),
    family!("logical_xor": comparison LogicalXor numbers, comparison LogicalXor bools),
    family!("logical_not": question LogicalNot numbers, question LogicalNot bools),
    family!("isnan": question IsNan floats),
    family!("isinf": question IsInf floats),
    family!("isfinite": question IsFinite floats),
    family!("signbit": question SignBit floats),
];

/// Two ufuncs in one loop, for chains: what the first makes of two inputs, taken on by the second, alone or beside a third
/// input. Every first with every second.
#[cfg(feature = "chain")]
macro_rules! pairs {
    ($($first:literal $operation:ident),*; $alone:tt $beside:tt) => {
        &[$(pairs!(@of $first $operation $alone $beside)),*]
    };
    (@of $first:literal $operation:ident [$($alone:literal $unary:ident),*] [$($beside:literal $binary:ident),*]) => {
        &[
            $(Family {
                ufunc: concat!($first, " then ", $alone),
                loops: &[loops!(then ($operation $unary) floats)],
            },)*
            $(Family {
                ufunc: concat!($first, " then ", $beside),
                loops: &[loops!(left ($operation $binary) floats)],
            },
            Family {
                ufunc: concat!($beside, " by ", $first),
                loops: &[loops!(right ($operation $binary) floats)],
            },)*
        ]
    };
}

/// The rows of pairs, under the names that `ufunc::pairs` gives them.
#[cfg(feature = "chain")]
const PAIRS: &[&[Family]] = pairs!(
    "add" Add, "subtract" Subtract, "multiply" Multiply, "divide" Divide;
    ["square" Square, "sqrt" Sqrt, "absolute" Absolute, "negative" Negative]
    ["add" Add, "subtract" Subtract, "multiply" Multiply, "divide" Divide]
);

/// Powers where one exponent stands for all.
#[cfg(feature = "powers")]
const STEADY_POWERS: &[LaneLoop] = loops!(steady_power (Raise) floats);

/// The loop over lanes of `power` for a dtype, where one exponent stands for all.
#[cfg(feature = "powers")]
pub(crate) fn steady_power(dtype: DType) -> Option<&'static LaneLoop> {
    STEADY_POWERS.iter().find(|one| one.output == dtype)
}

/// The loop over lanes of a ufunc with these dtypes, where there is one.
pub(crate) fn find(ufunc: &str, inputs: &[DType], output: DType) -> Option<&'static LaneLoop> {
    let named = |family: &&Family| family.ufunc == ufunc;
    let family = FAMILIES.iter().find(named);
    #[cfg(feature = "chain")]
    let family = family.or_else(|| PAIRS.iter().copied().flatten().find(named));
    let family = family?;
    let fits =
        |one: &&LaneLoop| one.output == output && inputs.iter().all(|&dtype| dtype == one.input);
    family.loops.iter().copied().flatten().find(fits)
}

impl LaneLoop {
    /// The loop that gives the output of this number.
    pub(crate) fn part(&self, number: usize) -> Option<Block> {
        match number {
            0 => Some(self.block),
            1 => self.second,
            _ => None,
        }
    }

    /// The kernel of a plan made now that may take this loop, as the thread's way says.
    pub(crate) fn kernel(&self) -> Kernel {
        match way() {
            Way::OneAtATime => Kernel::Scalar,
            Way::Simd128 => Kernel::Simd128 { lanes: self.lanes },
        }
    }
}

/// Every loop with its ufunc.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static LaneLoop)> {
    let families = FAMILIES.iter();
    #[cfg(feature = "chain")]
    let families = families.chain(PAIRS.iter().copied().flatten());
    families.flat_map(|family| {
        family
            .loops
            .iter()
            .copied()
            .flatten()
            .map(|one| (family.ufunc, one))
    })
}
