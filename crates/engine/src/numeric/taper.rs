//! Windows that fade out toward both ends: `bartlett`, `blackman`, `hamming`, `hanning`, `kaiser`.
//! Made of ufunc calls over counted numbers, step for step as NumPy's own; knows no loop.

use std::f64::consts::PI;

use crate::array::Array;
use crate::compose::{two, with};
use crate::dtype::DType;
use crate::error::Result;
use crate::index::select::where_;
use crate::record::hearing;
use crate::scalar::Scalar;
use crate::ufunc::special::i0;
use crate::ufunc::{self, Operand};

/// What a window gives without reaching its ends: nothing for less than one point, 1 for a single one; else made of every
/// second whole number from `1 - points` to `points`.
fn window(points: f64, of: impl FnOnce(&Array) -> Result<Array>) -> Result<Array> {
    hearing(|| {
        if points < 1.0 {
            return Array::zeros(&[0], DType::F64);
        }
        if points == 1.0 {
            return Array::ones(&[1], DType::F64);
        }
        of(&Array::arange(1.0 - points, points, 2, None)?)
    })
}

/// A number less an array.
fn less(number: f64, array: &Array) -> Result<Array> {
    ufunc::call(
        "subtract",
        &[Operand::PyFloat(number), Operand::Array(array)],
    )
}

/// `factor * cos(turns * pi * n / (points - 1))`
fn wave(steps: &Array, points: f64, turns: f64, factor: f64) -> Result<Array> {
    let angle = with("multiply", steps, Operand::PyFloat(turns * PI))?;
    let angle = with("divide", &angle, Operand::PyFloat(points - 1.0))?;
    let wave = ufunc::call("cos", &[Operand::Array(&angle)])?;
    with("multiply", &wave, Operand::PyFloat(factor))
}

/// A triangle from 0 to 1 and back (`np.bartlett`): so many points, `float64`, in one axis. New; empty below one point.
///
/// # Errors
/// As [`Array::arange`].
pub fn bartlett(points: f64) -> Result<Array> {
    window(points, |steps| {
        let part = with("divide", steps, Operand::PyFloat(points - 1.0))?;
        let rising = with("less_equal", steps, Operand::PyInt(0))?;
        let up = with("add", &part, Operand::PyInt(1))?;
        let down = less(1.0, &part)?;
        where_(&rising, Operand::Array(&up), Operand::Array(&down))
    })
}

/// A constant and two cosines (`np.blackman`): so many points, `float64`, in one axis. New; empty below one point.
///
/// # Errors
/// As [`Array::arange`].
pub fn blackman(points: f64) -> Result<Array> {
    window(points, |steps| {
        let first = with(
            "add",
            &wave(steps, points, 1.0, 0.5)?,
            Operand::PyFloat(0.42),
        )?;
        two("add", &first, &wave(steps, points, 2.0, 0.08)?)
    })
}

/// A raised cosine whose ends do not reach 0 (`np.hamming`): so many points, `float64`, in one axis. New; empty below one
/// point.
///
/// # Errors
/// As [`Array::arange`].
pub fn hamming(points: f64) -> Result<Array> {
    window(points, |steps| {
        with(
            "add",
            &wave(steps, points, 1.0, 0.46)?,
            Operand::PyFloat(0.54),
        )
    })
}

/// A raised cosine from 0 to 1 and back (`np.hanning`): so many points, `float64`, in one axis. New; empty below one point.
///
/// # Errors
/// As [`Array::arange`].
pub fn hanning(points: f64) -> Result<Array> {
    window(points, |steps| {
        with(
            "add",
            &wave(steps, points, 1.0, 0.5)?,
            Operand::PyFloat(0.5),
        )
    })
}

/// A window of Bessel functions, the narrower the larger `beta` (`np.kaiser`): so many points, `float64`, in one axis. New.
///
/// # Errors
/// As [`Array::arange`].
pub fn kaiser(points: f64, beta: f64) -> Result<Array> {
    hearing(|| {
        if points == 1.0 {
            return Array::ones(&[1], DType::F64);
        }
        let steps = Array::arange(0, points, 1, None)?;
        let middle = (points - 1.0) / 2.0;
        let away = with("subtract", &steps, Operand::PyFloat(middle))?;
        let away = with("divide", &away, Operand::PyFloat(middle))?;
        let inside = less(1.0, &ufunc::call("square", &[Operand::Array(&away)])?)?;
        let root = ufunc::call("sqrt", &[Operand::Array(&inside)])?;
        let bent = i0(&with("multiply", &root, Operand::PyFloat(beta))?)?;
        let whole = i0(&Array::scalar(Scalar::F64(beta))?)?;
        two("divide", &bent, &whole)
    })
}
