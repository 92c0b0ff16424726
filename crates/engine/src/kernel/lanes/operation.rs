//! What is done to registers, written once for all element types that can.
//! One type for each operation; the ufuncs that use it are in `table`.

use std::marker::PhantomData;

use super::lane::{Arithmetic, Ordered, Real, Signed, select};
use super::register::*;

/// Zeros of any type.
#[inline(always)]
fn zero() -> v128 {
    splat(&[0])
}

/// A register from one.
pub(crate) trait Unary {
    fn apply(a: v128) -> v128;
}

/// A register from two.
pub(crate) trait Binary {
    fn apply(a: v128, b: v128) -> v128;
}

/// A register from three.
pub(crate) trait Ternary {
    fn apply(a: v128, b: v128, c: v128) -> v128;
}

/// A mask from one register of elements with so many bytes.
pub(crate) trait Question {
    const ITEMSIZE: usize;
    fn apply(a: v128) -> v128;
}

/// A mask from two registers of elements with so many bytes.
pub(crate) trait Comparison {
    const ITEMSIZE: usize;
    fn apply(a: v128, b: v128) -> v128;
}

macro_rules! unary {
    ($($name:ident: $bound:ident, |$a:ident| $body:expr;)*) => {$(
        pub(crate) struct $name<T>(PhantomData<T>);
        impl<T: $bound> Unary for $name<T> {
            #[inline(always)]
            fn apply($a: v128) -> v128 {
                $body
            }
        }
    )*};
}

macro_rules! binary {
    ($($name:ident: $bound:ident, |$a:ident, $b:ident| $body:expr;)*) => {$(
        pub(crate) struct $name<T>(PhantomData<T>);
        impl<T: $bound> Binary for $name<T> {
            #[inline(always)]
            fn apply($a: v128, $b: v128) -> v128 {
                $body
            }
        }
    )*};
}

macro_rules! question {
    ($($name:ident: $bound:path, |$a:ident| $body:expr;)*) => {$(
        pub(crate) struct $name<T>(PhantomData<T>);
        impl<T: $bound> Question for $name<T> {
            const ITEMSIZE: usize = size_of::<T>();
            #[inline(always)]
            fn apply($a: v128) -> v128 {
                $body
            }
        }
    )*};
}

macro_rules! comparison {
    ($($name:ident: |$a:ident, $b:ident| $body:expr;)*) => {$(
        pub(crate) struct $name<T>(PhantomData<T>);
        impl<T: Ordered> Comparison for $name<T> {
            const ITEMSIZE: usize = size_of::<T>();
            #[inline(always)]
            fn apply($a: v128, $b: v128) -> v128 {
                $body
            }
        }
    )*};
}

unary! {
    Positive: Arithmetic, |a| a;
    Negative: Arithmetic, |a| T::negative(a);
    Absolute: Arithmetic, |a| T::absolute(a);
    Square: Arithmetic, |a| T::multiply(a, a);
    Sign: Signed, |a| {
        let above = v128_and(T::less(zero(), a), T::one());
        let below = v128_and(T::less(a, zero()), T::negative(T::one()));
        // NaN is neither and stays NaN.
        select(T::not_equal(a, a), a, v128_or(above, below))
    };
    Reciprocal: Real, |a| T::divide(T::one(), a);
    Sqrt: Real, |a| T::sqrt(a);
    Floor: Real, |a| T::floor(a);
    Ceil: Real, |a| T::ceil(a);
    Trunc: Real, |a| T::trunc(a);
    Rint: Real, |a| T::nearest(a);
    Degrees: Real, |a| T::multiply(a, T::degrees());
    Radians: Real, |a| T::multiply(a, T::radians());
    // With the number's sign; of an infinity 0.
    Fraction: Real, |a| {
        let fraction = T::subtract(a, T::trunc(a));
        let infinite = T::equal(T::absolute(a), T::infinity());
        select(T::sign(), a, v128_andnot(fraction, infinite))
    };
    Not: Arithmetic, |a| v128_not(a);
    // A bool is one byte, 0 or 1.
    NotBool: Ordered, |a| v128_xor(a, splat(&[1]));
}

binary! {
    Add: Arithmetic, |a, b| T::add(a, b);
    Subtract: Arithmetic, |a, b| T::subtract(a, b);
    Multiply: Arithmetic, |a, b| T::multiply(a, b);
    Divide: Real, |a, b| T::divide(a, b);
    CopySign: Real, |a, b| select(T::sign(), b, a);
    // NaN stays; of 0 the second number.
    Heaviside: Real, |a, b| {
        let step = v128_and(T::less(zero(), a), T::one());
        select(T::not_equal(a, a), a, select(T::equal(a, zero()), b, step))
    };
    // Bits have no lanes: any type will do.
    And: Ordered, |a, b| v128_and(a, b);
    Or: Ordered, |a, b| v128_or(a, b);
    Xor: Ordered, |a, b| v128_xor(a, b);
    // Of two equal numbers the second stays, of a pair with NaN the NaN: NumPy's own choices, which show in zeros' signs.
    Maximum: Ordered, |a, b| select(v128_or(T::less(b, a), T::not_equal(a, a)), a, b);
    Minimum: Ordered, |a, b| select(v128_or(T::less(a, b), T::not_equal(a, a)), a, b);
    // Of a pair with NaN the other.
    FMax: Ordered, |a, b| select(v128_or(T::less_equal(b, a), T::not_equal(b, b)), a, b);
    FMin: Ordered, |a, b| select(v128_or(T::less_equal(a, b), T::not_equal(b, b)), a, b);
}

/// `clip`: held within two bounds, NaN when any of the three is.
pub(crate) struct Clip<T>(PhantomData<T>);
impl<T: Ordered> Ternary for Clip<T> {
    #[inline(always)]
    fn apply(a: v128, low: v128, high: v128) -> v128 {
        let raised = v128_or(T::less(a, low), T::not_equal(low, low));
        let above = select(raised, low, a);
        let lowered = v128_or(T::less(high, above), T::not_equal(high, high));
        select(T::equal(a, a), select(lowered, high, above), a)
    }
}

question! {
    IsNan: Real, |a| T::not_equal(a, a);
    IsInf: Real, |a| T::equal(T::absolute(a), T::infinity());
    IsFinite: Real, |a| T::less(T::absolute(a), T::infinity());
    SignBit: Real, |a| T::is_negative(a);
    LogicalNot: Ordered, |a| T::equal(a, zero());
}

comparison! {
    Equal: |a, b| T::equal(a, b);
    NotEqual: |a, b| T::not_equal(a, b);
    Less: |a, b| T::less(a, b);
    LessEqual: |a, b| T::less_equal(a, b);
    // The questions the other way round: `a > b` is `b < a`, with NaN too.
    Greater: |a, b| T::less(b, a);
    GreaterEqual: |a, b| T::less_equal(b, a);
    LogicalAnd: |a, b| v128_and(T::not_equal(a, zero()), T::not_equal(b, zero()));
    LogicalOr: |a, b| v128_or(T::not_equal(a, zero()), T::not_equal(b, zero()));
    LogicalXor: |a, b| v128_xor(T::not_equal(a, zero()), T::not_equal(b, zero()));
}
