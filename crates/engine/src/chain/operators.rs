//! How chains are written: Rust's operators, and the calls that Rust has no operator for.
//! Only names; what they mean is said by the ufuncs and reductions of these names.

use std::ops::{Add, BitAnd, BitOr, BitXor, Div, Mul, Neg, Not, Rem, Shl, Shr, Sub};

use super::link::{Link, Number};
use super::{Chain, call};
use crate::array::Array;
use crate::ufunc::Operand;

impl From<&Array> for Chain {
    fn from(array: &Array) -> Self {
        Chain::of(array)
    }
}

impl From<Array> for Chain {
    fn from(array: Array) -> Self {
        Chain(Link::Array(array))
    }
}

impl From<&Chain> for Chain {
    fn from(chain: &Chain) -> Self {
        chain.clone()
    }
}

impl From<Operand<'_>> for Chain {
    /// An array, or a Python number, which takes the dtype of the array beside it.
    fn from(operand: Operand<'_>) -> Self {
        Chain(operand.into())
    }
}

/// Rust's numbers are Python's.
macro_rules! numbers {
    ($($t:ty: |$value:ident| $number:expr;)*) => {$(
        impl From<$t> for Chain {
            fn from($value: $t) -> Self {
                Chain(Link::Number($number))
            }
        }
    )*};
}
numbers! {
    i32: |value| Number::Int(value.into());
    i64: |value| Number::Int(value);
    f64: |value| Number::Float(value);
    bool: |value| Number::Bool(value);
}

/// `chain + x`, `&chain + x` and `2.0 + chain`, as the ufunc of the name.
macro_rules! operators {
    ($($operator:ident $method:ident $ufunc:literal;)*) => {$(
        impl<T: Into<Chain>> $operator<T> for Chain {
            type Output = Chain;
            fn $method(self, other: T) -> Chain {
                call($ufunc, [self, other.into()])
            }
        }
        impl<T: Into<Chain>> $operator<T> for &Chain {
            type Output = Chain;
            fn $method(self, other: T) -> Chain {
                call($ufunc, [self.clone(), other.into()])
            }
        }
        operators!(@numbers $operator $method $ufunc, i32, i64, f64);
    )*};
    (@numbers $operator:ident $method:ident $ufunc:literal, $($t:ty),*) => {$(
        impl $operator<Chain> for $t {
            type Output = Chain;
            fn $method(self, other: Chain) -> Chain {
                call($ufunc, [self.into(), other])
            }
        }
        impl $operator<&Chain> for $t {
            type Output = Chain;
            fn $method(self, other: &Chain) -> Chain {
                call($ufunc, [self.into(), other.clone()])
            }
        }
    )*};
}
operators! {
    Add add "add";
    Sub sub "subtract";
    Mul mul "multiply";
    Div div "divide";
    Rem rem "remainder";
    BitAnd bitand "bitwise_and";
    BitOr bitor "bitwise_or";
    BitXor bitxor "bitwise_xor";
    Shl shl "left_shift";
    Shr shr "right_shift";
}

/// `-chain` and `!chain`.
macro_rules! signs {
    ($($operator:ident $method:ident $ufunc:literal;)*) => {$(
        impl $operator for Chain {
            type Output = Chain;
            fn $method(self) -> Chain {
                call($ufunc, [self])
            }
        }
        impl $operator for &Chain {
            type Output = Chain;
            fn $method(self) -> Chain {
                call($ufunc, [self.clone()])
            }
        }
    )*};
}
signs! {
    Neg neg "negative";
    Not not "invert";
}

/// Methods with the names of ufuncs of one or two inputs, and of reductions along one axis.
macro_rules! methods {
    (one: $($unary:ident)*; two: $($binary:ident)*; folds: $($fold:ident)*) => {
        impl Chain {
            $(
                /// The ufunc of this name, of this chain.
                #[must_use]
                pub fn $unary(&self) -> Self {
                    call(stringify!($unary), [self.clone()])
                }
            )*
            $(
                /// The ufunc of this name, of this chain and another.
                #[must_use]
                pub fn $binary(&self, other: impl Into<Chain>) -> Self {
                    call(stringify!($binary), [self.clone(), other.into()])
                }
            )*
            $(
                /// The reduction of this name, along one axis.
                #[must_use]
                pub fn $fold(&self, axis: i64) -> Self {
                    self.fold(stringify!($fold), Some(&[axis]), false)
                }
            )*
        }
    };
}
methods! {
    one: absolute exp log square sqrt;
    two: equal greater greater_equal less less_equal maximum minimum not_equal power;
    folds: all any max mean min prod std sum var
}
