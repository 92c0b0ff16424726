//! What is done to registers, written once for all element types that can.
//! One type for each operation; the ufuncs that use it are in `table`.

use std::marker::PhantomData;

use super::lane::{Arithmetic, Ordered, Real};
use super::register::*;

/// A register from one.
pub(crate) trait Unary {
    fn apply(a: v128) -> v128;
}

/// A register from two.
pub(crate) trait Binary {
    fn apply(a: v128, b: v128) -> v128;
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
    Negative: Arithmetic, |a| T::negative(a);
    Square: Arithmetic, |a| T::multiply(a, a);
    Sqrt: Real, |a| T::sqrt(a);
    Absolute: Real, |a| T::absolute(a);
    Floor: Real, |a| T::floor(a);
    Ceil: Real, |a| T::ceil(a);
    Trunc: Real, |a| T::trunc(a);
    Rint: Real, |a| T::nearest(a);
}

binary! {
    Add: Arithmetic, |a, b| T::add(a, b);
    Subtract: Arithmetic, |a, b| T::subtract(a, b);
    Multiply: Arithmetic, |a, b| T::multiply(a, b);
    Divide: Real, |a, b| T::divide(a, b);
    // Any integer type will do: single bits have no lanes.
    And: Arithmetic, |a, b| v128_and(a, b);
    Or: Arithmetic, |a, b| v128_or(a, b);
    Xor: Arithmetic, |a, b| v128_xor(a, b);
}

comparison! {
    Equal: |a, b| T::equal(a, b);
    NotEqual: |a, b| T::not_equal(a, b);
    Less: |a, b| T::less(a, b);
    LessEqual: |a, b| T::less_equal(a, b);
    // The questions the other way round: `a > b` is `b < a`, with NaN too.
    Greater: |a, b| T::less(b, a);
    GreaterEqual: |a, b| T::less_equal(b, a);
}
