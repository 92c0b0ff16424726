//! Functions that no instruction computes: exponentials, logarithms, sines, powers.
//! Knows registers; each file holds one group of functions, in the same form.
//!
//! # How a function of lanes is made
//!
//! Three steps. The argument is *reduced* to a short range around 0 by taking out what the answer's form gives for free:
//! powers of 2 for exponentials and logarithms, quarter turns for sines. What the subtraction loses is kept in a second
//! number, because the answer is only as good as its argument. A *polynomial* gives the function on the short range; its
//! leading terms are added last, largest last of all, so that little but the final rounding is seen. Then the power of 2 or
//! the turn is put back with integer instructions on the bits. No step asks for a fused multiply-add: there is none here.
//!
//! A table of 128 points makes the range so short that half of the polynomial goes away, and with it half of the time. Its
//! rows are read with two loads of 16 bytes, one for each lane, which cost less than the six products they save.
//!
//! Four registers take each step [together](together).
//!
//! # Arguments that need more care
//!
//! All lanes take the same steps, without a question, as [`Function::apply`] has them. Where those hold is told by a *key* of
//! the argument: an unsigned number that is at most [`Function::most`]. Keys of four registers are joined by `max`, so that
//! one question a turn is enough. A turn with an argument beyond goes to [`Function::careful`], which is right everywhere:
//! infinities, NaN, subnormal numbers, angles of many turns. Where `apply` holds, both give the same bits, so that no
//! element's value depends on its neighbors.
//!
//! A key is compared in lanes of 32 bits; of a `float64` the upper half is enough.

mod angle;
mod circular;
mod exponential;
mod hyperbolic;
mod inverse;
mod logarithm;
mod power;
mod remainder;
mod root;
mod tangent;
mod together;

pub(crate) use angle::{ArcCos, ArcSin, ArcTan, ArcTan2};
pub(crate) use circular::{Cos, Sin};
pub(crate) use exponential::{Exp, Exp2, Expm1};
pub(crate) use hyperbolic::{Cosh, Sinh, Tanh};
pub(crate) use inverse::{ArcCosh, ArcSinh, ArcTanh};
pub(crate) use logarithm::{Log, Log1p, Log2, Log10};
#[cfg(feature = "powers")]
pub(crate) use power::Power;
pub(crate) use power::Raise;
pub(crate) use root::{Cbrt, Hypot};
pub(crate) use tangent::Tan;
pub(crate) use together::Together;

use super::lane::Real;
use super::register::*;

/// A function of one number.
pub(crate) trait Function {
    /// The number's type.
    type Element;
    /// Registers that take each step together: 8, 4 or 2. Long functions hold many values, of which the processor has room
    /// for few.
    const REGISTERS: usize = 8;
    /// How far out an argument is, unsigned, in lanes of 32 bits.
    fn key(a: v128) -> v128;
    /// The largest keys for which `apply` holds.
    fn most() -> v128;
    /// The values, where the keys are not larger.
    fn apply<const N: usize>(a: Together<Self::Element, N>) -> Together<Self::Element, N>;
    /// The values of any arguments.
    fn careful<const N: usize>(a: Together<Self::Element, N>) -> Together<Self::Element, N>;
}

/// A function of two numbers.
pub(crate) trait FunctionOfTwo {
    /// The numbers' type.
    type Number: Real + bytemuck::Pod;
    /// Registers that take each step together: 4 or 2.
    const REGISTERS: usize = 4;
    /// The values, and bits that are set where an argument needs more care.
    fn apply<const N: usize>(
        a: Together<Self::Number, N>,
        b: Together<Self::Number, N>,
    ) -> (Together<Self::Number, N>, v128);
    /// The values of any arguments.
    fn careful<const N: usize>(
        a: Together<Self::Number, N>,
        b: Together<Self::Number, N>,
    ) -> Together<Self::Number, N>;
}

/// Whether any key is larger than it may be.
#[inline(always)]
pub(crate) fn is_beyond(keys: v128, most: v128) -> bool {
    v128_any_true(over(keys, most))
}

/// Bits that are set where a key is larger than it may be.
#[inline(always)]
fn over(keys: v128, most: v128) -> v128 {
    v128_xor(u32x4_max(keys, most), most)
}

/// Bits that are set where something does not hold.
#[inline(always)]
fn unset<M, const N: usize>(holds: Together<M, N>) -> v128 {
    let registers = holds.registers();
    let mut unset = splat(&[0]);
    let mut n = 0;
    while n < N {
        unset = v128_or(unset, v128_not(registers[n]));
        n += 1;
    }
    unset
}

/// A function of `float32` that is computed in `float64` and rounded once; its keys are those of the wider numbers.
macro_rules! in_float64 {
    ($name:ident) => {
        impl Function for $name<f32> {
            type Element = f32;
            // Each becomes two.
            const REGISTERS: usize = match $name::<f64>::REGISTERS {
                4 => 2,
                many => many,
            };
            #[inline(always)]
            fn key(a: v128) -> v128 {
                u32x4_max(
                    Self::wide_key(f64x2_promote_low_f32x4(a)),
                    Self::wide_key(f64x2_promote_low_f32x4(i64x2_shuffle::<1, 1>(a, a))),
                )
            }
            #[inline(always)]
            fn most() -> v128 {
                $name::<f64>::most()
            }
            #[inline(always)]
            fn apply<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
                let low = $name::<f64>::apply(a.low());
                Together::short(low, $name::<f64>::apply(a.high()))
            }
            #[inline(always)]
            fn careful<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
                let low = $name::<f64>::careful(a.low());
                Together::short(low, $name::<f64>::careful(a.high()))
            }
        }

        impl $name<f32> {
            #[inline(always)]
            fn wide_key(a: v128) -> v128 {
                $name::<f64>::key(a)
            }
        }
    };
}
use in_float64;

/// Added to a `float64` and taken away again, this rounds it to an integer, which also stands in the lowest bits of the sum.
pub(super) const TO_INTEGER: f64 = 6_755_399_441_055_744.0;
/// The same for a `float32`.
pub(super) const TO_INTEGER_32: f32 = 12_582_912.0;

/// Numbers without their signs, as keys.
#[inline(always)]
fn magnitude(a: v128) -> v128 {
    i32x4_shl(a, 1)
}

/// The largest key of magnitudes below a `float64`.
#[inline(always)]
fn most_below(bound: f64) -> v128 {
    splat_of(((bound.to_bits() >> 32) * 2 - 1) << 32 | 0xffff_ffff)
}

/// The largest key of magnitudes up to a `float32`.
#[inline(always)]
fn most_up_to(bound: f32) -> v128 {
    splat_of(bound.to_bits() << 1)
}

/// The values of single elements, where no register helps.
#[inline(never)]
fn one_by_one(a: v128, f: fn(f64) -> f64) -> v128 {
    let [first, second]: [f64; 2] = bytemuck::cast(bytes_of(a));
    load(&bytemuck::cast([f(first), f(second)]))
}

/// Of `float32`, in `float64`.
#[inline(never)]
fn one_by_one_short(a: v128, f: fn(f64) -> f64) -> v128 {
    let a: [f32; 4] = bytemuck::cast(bytes_of(a));
    let mut values = [0.0f32; 4];
    for (to, a) in values.iter_mut().zip(a) {
        *to = f(f64::from(a)) as f32;
    }
    load(&bytemuck::cast(values))
}
