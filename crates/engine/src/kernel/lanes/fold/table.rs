//! Which ufuncs fold over lanes, and for which element types.
//! Only data; a row names a fold of runs and a step of rows.

use super::extreme::{Extreme, Larger, Smaller};
use super::joined::Joined;
use super::pairwise::Pairwise;
use super::truth::{All, Any, Both, Either};
use super::widened::Widened;
use super::{Fold, Results, Rows, Runs, rows, run, short, widened};
use crate::dtype::DType;
use crate::element::{Bool8, Element};
use crate::kernel::lanes::operation::{Add, And, Maximum, Minimum, Multiply, Or, Xor};
use crate::kernels::{Way, way};
use crate::plan::Kernel;

/// The loops of one fold.
pub(crate) struct FoldLoop {
    ufunc: &'static str,
    /// What is stored.
    pub(super) item: DType,
    /// What it is folded in.
    pub(super) value: DType,
    /// Elements in one register.
    lanes: u8,
    /// Whether the order of steps shows in the result.
    pub(crate) rounds: bool,
    /// Folds runs, each to a result.
    pub(crate) runs: fn(&Runs<'_>, &mut Results<'_>),
    /// Folds rows of what is stored into a row of results.
    pub(crate) rows: Option<fn(&Rows<'_>, &mut [u8])>,
}

/// `fold!("add", f64: Pairwise<f64>, Add<f64>)`
macro_rules! fold {
    ($ufunc:literal, $t:ty: $fold:ty, $step:ty) => {
        FoldLoop {
            ufunc: $ufunc,
            item: <$t as Element>::DTYPE,
            value: <$t as Element>::DTYPE,
            lanes: lanes_of(size_of::<$t>()),
            rounds: <$fold as Fold>::ROUNDS,
            runs: |runs, results| {
                if short::short::<$fold, $step>(runs, results).is_none() {
                    run::runs::<$fold>(runs, results);
                }
            },
            rows: Some(|all, results| rows::rows::<$step>(all, results)),
        }
    };
}

/// Whether any or all elements are true.
macro_rules! truth {
    ($ufunc:literal, $fold:ident, [$($t:ty),*]) => {
        &[$(FoldLoop {
            ufunc: $ufunc,
            item: <$t as Element>::DTYPE,
            value: DType::Bool,
            lanes: lanes_of(size_of::<$t>()),
            rounds: false,
            runs: |runs, results| run::runs::<$fold<$t>>(runs, results),
            rows: None,
        }),*]
    };
}

/// The sum of small integers in a wide one.
macro_rules! widened {
    ($t:ty => $wide:ty) => {
        FoldLoop {
            ufunc: "add",
            item: <$t as Element>::DTYPE,
            value: <$wide as Element>::DTYPE,
            lanes: lanes_of(size_of::<$t>()),
            rounds: false,
            runs: |runs, results| run::runs::<Widened<$t>>(runs, results),
            rows: Some(|all, results| widened::rows::<$t>(all, results)),
        }
    };
}

/// One operation for several types, in any order.
macro_rules! joined {
    ($ufunc:literal, $step:ident, [$($t:ty),*]) => {
        &[$(fold!($ufunc, $t: Joined<$step<$t>, $t>, $step<$t>)),*]
    };
}

const fn lanes_of(size: usize) -> u8 {
    if size < 16 { (16 / size) as u8 } else { 1 }
}

/// The rows.
const FOLDS: &[&[FoldLoop]] = &[
    &[
        fold!("add", f64: Pairwise<f64>, Add<f64>),
        fold!("add", f32: Pairwise<f32>, Add<f32>),
    ],
    #[cfg(feature = "complex")]
    &[
        fold!("add", num_complex::Complex<f64>: Pairwise<num_complex::Complex<f64>>, Add<f64>),
        fold!("add", num_complex::Complex<f32>: Pairwise<num_complex::Complex<f32>>, Add<f32>),
    ],
    &[
        widened!(Bool8 => i64),
        widened!(i8 => i64),
        widened!(i16 => i64),
        widened!(i32 => i64),
        widened!(u8 => u64),
        widened!(u16 => u64),
        widened!(u32 => u64),
    ],
    joined!("add", Add, [i64, u64, i32, u32, i16, u16, i8, u8]),
    joined!("multiply", Multiply, [i64, u64, i32, u32, i16, u16]),
    joined!("maximum", Larger, [i8, u8, i16, u16, i32, u32]),
    joined!("maximum", Maximum, [i64, u64]),
    joined!("minimum", Smaller, [i8, u8, i16, u16, i32, u32]),
    joined!("minimum", Minimum, [i64, u64]),
    &[
        fold!("maximum", f32: Extreme<Maximum<f32>>, Maximum<f32>),
        fold!("maximum", f64: Extreme<Maximum<f64>>, Maximum<f64>),
        fold!("minimum", f32: Extreme<Minimum<f32>>, Minimum<f32>),
        fold!("minimum", f64: Extreme<Minimum<f64>>, Minimum<f64>),
    ],
    &[
        fold!("logical_or", Bool8: Any<Bool8>, Either),
        fold!("logical_and", Bool8: All<Bool8>, Both),
    ],
    truth!(
        "logical_or",
        Any,
        [i8, u8, i16, u16, i32, u32, i64, u64, f32, f64]
    ),
    truth!(
        "logical_and",
        All,
        [i8, u8, i16, u16, i32, u32, i64, u64, f32, f64]
    ),
    joined!("bitwise_and", And, [i8, u8, i16, u16, i32, u32, i64, u64]),
    joined!("bitwise_or", Or, [i8, u8, i16, u16, i32, u32, i64, u64]),
    joined!("bitwise_xor", Xor, [i8, u8, i16, u16, i32, u32, i64, u64]),
];

/// The loops of a fold of these elements in this dtype, where there are some.
pub(crate) fn find(ufunc: &str, item: DType, value: DType) -> Option<&'static FoldLoop> {
    let fits = |one: &&FoldLoop| one.item == item && one.value == value && one.ufunc == ufunc;
    FOLDS.iter().flat_map(|group| group.iter()).find(fits)
}

/// The kernel that a fold of runs or of rows takes, as the thread's way says: over lanes where there is a loop for the
/// elements as stored, or for those they are cast to first.
pub(crate) fn chosen(ufunc: &str, item: DType, value: DType, rows: bool) -> Kernel {
    let cast = || find(ufunc, value, value);
    let found = || match rows {
        true => cast().filter(|one| one.rows.is_some()),
        false => find(ufunc, item, value).or_else(cast),
    };
    match way() {
        Way::OneAtATime => Kernel::Scalar,
        Way::Simd128 => found().map_or(Kernel::Scalar, |one| Kernel::Simd128 { lanes: one.lanes }),
    }
}

/// Every loop with its ufunc.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static FoldLoop)> {
    FOLDS
        .iter()
        .flat_map(|group| group.iter().map(|one| (one.ufunc, one)))
}
