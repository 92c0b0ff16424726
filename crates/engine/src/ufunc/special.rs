//! `sinc` and `i0`: two functions that NumPy builds of ufuncs.
//! The series of `i0` are those of Clenshaw, "Chebyshev series for mathematical functions" (1962), as NumPy has them.

use super::{Operand, call};
use crate::array::Array;
use crate::compose::{two, with};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::select::{Piece, piecewise};
use crate::record::hearing;
use crate::reduce::cumulative::overwrite;

/// `sin(pi x) / (pi x)`, 1 at 0 (`np.sinc`): a new array of floats, of the operand's shape.
///
/// # Errors
/// As [`call`].
pub fn sinc(array: &Array) -> Result<Array> {
    hearing(|| {
        let angle = call(
            "multiply",
            &[
                Operand::PyFloat(std::f64::consts::PI),
                Operand::Array(array),
            ],
        )?;
        let tiny = match angle.dtype {
            DType::F32 => f64::from(f32::EPSILON),
            DType::F64 => f64::EPSILON,
            // Two to the power of -10.
            #[cfg(feature = "records")]
            DType::F16 => 1.0 / 1024.0,
            _ => 1e-20,
        };
        let zero = with("equal", &angle, Operand::PyFloat(0.0))?;
        overwrite(&angle, Operand::PyFloat(tiny), &zero)?;
        two("divide", &call("sin", &[Operand::Array(&angle)])?, &angle)
    })
}

/// The modified Bessel function of the first kind, of order 0 (`np.i0`): a new array of floats, of the operand's shape.
///
/// # Errors
/// `TypeError: i0 not supported for complex values`; as [`call`].
pub fn i0(array: &Array) -> Result<Array> {
    hearing(|| {
        if array.dtype.is_complex() {
            return Err(Error::type_("i0 not supported for complex values"));
        }
        let array = if array.dtype.is_inexact() {
            array.clone()
        } else {
            array.astype(DType::F64)?
        };
        let size = call("absolute", &[Operand::Array(&array)])?;
        let near = with("less_equal", &size, Operand::PyFloat(8.0))?;
        piecewise(
            &size,
            &[&near],
            &[Piece::Function(&near_zero), Piece::Function(&far_out)],
        )
    })
}

/// The function up to 8.
fn near_zero(size: &Array) -> Result<Array> {
    let growth = call("exp", &[Operand::Array(size)])?;
    let half = with("divide", size, Operand::PyFloat(2.0))?;
    let bent = series(&with("subtract", &half, Operand::PyFloat(2.0))?, &NEAR)?;
    two("multiply", &growth, &bent)
}

/// The function beyond 8.
fn far_out(size: &Array) -> Result<Array> {
    let growth = call("exp", &[Operand::Array(size)])?;
    let inverse = call("divide", &[Operand::PyFloat(32.0), Operand::Array(size)])?;
    let bent = series(&with("subtract", &inverse, Operand::PyFloat(2.0))?, &FAR)?;
    let grown = two("multiply", &growth, &bent)?;
    two("divide", &grown, &call("sqrt", &[Operand::Array(size)])?)
}

/// A Chebyshev series, by Clenshaw's recurrence.
fn series(x: &Array, terms: &[f64]) -> Result<Array> {
    let start = terms.first().copied().unwrap_or(0.0);
    let mut newest = x.full_like(crate::Scalar::F64(start), None)?;
    let mut before = x.zeros_like(None)?;
    let mut last = before.clone();
    for &term in terms.iter().skip(1) {
        last = before;
        before = newest;
        let next = two("subtract", &two("multiply", x, &before)?, &last)?;
        newest = with("add", &next, Operand::PyFloat(term))?;
    }
    let sum = two("subtract", &newest, &last)?;
    call("multiply", &[Operand::PyFloat(0.5), Operand::Array(&sum)])
}

/// The terms up to 8, smallest first.
const NEAR: [f64; 30] = [
    -4.4153416464793395e-18,
    3.3307945188222384e-17,
    -2.431279846547955e-16,
    1.715391285555133e-15,
    -1.1685332877993451e-14,
    7.676185498604936e-14,
    -4.856446783111929e-13,
    2.95505266312964e-12,
    -1.726826291441556e-11,
    9.675809035373237e-11,
    -5.189795601635263e-10,
    2.6598237246823866e-09,
    -1.300025009986248e-08,
    6.046995022541919e-08,
    -2.670793853940612e-07,
    1.1173875391201037e-06,
    -4.4167383584587505e-06,
    1.6448448070728896e-05,
    -5.754195010082104e-05,
    0.00018850288509584165,
    -0.0005763755745385824,
    0.0016394756169413357,
    -0.004324309995050576,
    0.010546460394594998,
    -0.02373741480589947,
    0.04930528423967071,
    -0.09490109704804764,
    0.17162090152220877,
    -0.3046826723431984,
    0.6767952744094761,
];

/// The terms beyond 8, smallest first.
const FAR: [f64; 25] = [
    -7.233180487874754e-18,
    -4.830504485944182e-18,
    4.46562142029676e-17,
    3.461222867697461e-17,
    -2.8276239805165836e-16,
    -3.425485619677219e-16,
    1.7725601330565263e-15,
    3.8116806693526224e-15,
    -9.554846698828307e-15,
    -4.150569347287222e-14,
    1.54008621752141e-14,
    3.8527783827421426e-13,
    7.180124451383666e-13,
    -1.7941785315068062e-12,
    -1.3215811840447713e-11,
    -3.1499165279632416e-11,
    1.1889147107846439e-11,
    4.94060238822497e-10,
    3.3962320257083865e-09,
    2.266668990498178e-08,
    2.0489185894690638e-07,
    2.8913705208347567e-06,
    6.889758346916825e-05,
    0.0033691164782556943,
    0.8044904110141088,
];
