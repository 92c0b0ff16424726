//! Numbers that remember what happened to them: a step that divides by zero, overflows, or makes NaN of numbers leaves its
//! mark on what comes of it. No processor flags: the same answer on every platform. Knows no complex numbers.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

use super::Part;
use crate::kernel::Flags;

/// A part and what was met on the way to it.
#[derive(Clone, Copy)]
pub(super) struct Watched<T> {
    value: T,
    pub(super) met: Flags,
}

impl<T: Part> Watched<T> {
    pub(super) fn new(value: T) -> Self {
        Self {
            value,
            met: Flags::NONE,
        }
    }

    /// What a step gave of these inputs; `pole` where it grows beyond all bounds.
    fn step(value: T, inputs: &[Self], pole: bool) -> Self {
        let mut met = inputs
            .iter()
            .fold(Flags::NONE, |flags, input| flags.and(input.met));
        let any = |is: fn(T) -> bool| inputs.iter().any(|input| is(input.value));
        if value.not_a_number() && !any(T::not_a_number) {
            met = met.and(Flags::INVALID);
        } else if value.infinite() && !any(|input| !input.finite()) {
            met = met.and(if pole {
                Flags::DIVIDE_BY_ZERO
            } else {
                Flags::OVERFLOW
            });
        }
        Self { value, met }
    }

    /// A function without poles.
    fn of_one(self, f: fn(T) -> T) -> Self {
        Self::step(f(self.value), &[self], false)
    }

    /// A step that can meet nothing.
    fn quiet(self, value: T) -> Self {
        Self { value, ..self }
    }
}

impl<T: Part> PartialEq for Watched<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Part> PartialOrd for Watched<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<T: Part> Neg for Watched<T> {
    type Output = Self;
    fn neg(self) -> Self {
        self.quiet(-self.value)
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $sign:tt, $pole:expr) => {
        impl<T: Part> $trait for Watched<T> {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                let pole: fn(T) -> bool = $pole;
                let value = self.value $sign other.value;
                Self::step(value, &[self, other], pole(other.value))
            }
        }
    };
}
operator!(Add, add, +, |_| false);
operator!(Sub, sub, -, |_| false);
operator!(Mul, mul, *, |_| false);
operator!(Div, div, /, |divisor| divisor.is(0.0));

impl<T: Part> Part for Watched<T> {
    const EPSILON: Self = Self {
        value: T::EPSILON,
        met: Flags::NONE,
    };
    const SMALLEST: Self = Self {
        value: T::SMALLEST,
        met: Flags::NONE,
    };
    const LARGEST: Self = Self {
        value: T::LARGEST,
        met: Flags::NONE,
    };
    const DIGITS: i32 = T::DIGITS;
    const FAR: f64 = T::FAR;

    fn of(value: f64) -> Self {
        Self::new(T::of(value))
    }
    fn wide(self) -> f64 {
        self.value.wide()
    }
    fn invalid() -> Self {
        Self {
            value: T::invalid(),
            met: Flags::INVALID,
        }
    }
    fn compared(self, left: Self, right: Self) -> Self {
        let unordered = left.not_a_number() || right.not_a_number();
        let met = if unordered {
            Flags::INVALID
        } else {
            Flags::NONE
        };
        Self {
            met: self.met.and(met).and(left.met).and(right.met),
            ..self
        }
    }
    fn magnitude(self) -> Self {
        self.quiet(self.value.magnitude())
    }
    fn copysign(self, sign: Self) -> Self {
        Self {
            value: self.value.copysign(sign.value),
            met: self.met.and(sign.met),
        }
    }
    fn whole(self) -> Self {
        self.quiet(self.value.whole())
    }
    fn sqrt(self) -> Self {
        self.of_one(T::sqrt)
    }
    fn exp(self) -> Self {
        self.of_one(T::exp)
    }
    fn expm1(self) -> Self {
        self.of_one(T::expm1)
    }
    fn log(self) -> Self {
        Self::step(self.value.log(), &[self], true)
    }
    fn log1p(self) -> Self {
        Self::step(self.value.log1p(), &[self], true)
    }
    fn sin(self) -> Self {
        self.of_one(T::sin)
    }
    fn sin_cos(self) -> (Self, Self) {
        let (sin, cos) = self.value.sin_cos();
        let seen = |value| Self::step(value, &[self], false);
        (seen(sin), seen(cos))
    }
    fn sinh(self) -> Self {
        self.of_one(T::sinh)
    }
    fn cosh(self) -> Self {
        self.of_one(T::cosh)
    }
    fn atan2(self, x: Self) -> Self {
        Self::step(self.value.atan2(x.value), &[self, x], false)
    }
    fn hypot(self, other: Self) -> Self {
        Self::step(self.value.hypot(other.value), &[self, other], false)
    }
    fn square_less_one(self, other: Self) -> Self {
        Self::step(
            self.value.square_less_one(other.value),
            &[self, other],
            false,
        )
    }
}
