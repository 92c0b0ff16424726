//! Powers: which exponents have shorter ways, and the general way.
//! Knows numbers.

use std::marker::PhantomData;

use super::super::lane::Real;

/// A number raised to the power of another.
pub(crate) trait Power {
    type Number: Real + bytemuck::Pod + PartialEq;
    const TWO: Self::Number;
    fn alone(a: Self::Number, b: Self::Number) -> Self::Number;
}

pub(crate) struct Raise<T>(PhantomData<T>);

impl Power for Raise<f64> {
    type Number = f64;
    const TWO: f64 = 2.0;
    fn alone(a: f64, b: f64) -> f64 {
        libm::pow(a, b)
    }
}

impl Power for Raise<f32> {
    type Number = f32;
    const TWO: f32 = 2.0;
    fn alone(a: f32, b: f32) -> f32 {
        libm::pow(f64::from(a), f64::from(b)) as f32
    }
}
