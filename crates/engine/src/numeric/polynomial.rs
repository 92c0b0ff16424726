//! Polynomials by their coefficients, the highest first: values, sums, products, quotients, derivatives and integrals.
//! Composed of ufuncs and joined arrays, as NumPy's; knows no roots.

use crate::array::Array;
use crate::compose::{cut, two, with};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::join::{Joining, concatenate};
use crate::limit::grant_work;
use crate::promote::Input;
use crate::record::hearing;
use crate::ufunc::close::{Tolerance, allclose};
use crate::ufunc::{Operand, heard};

use super::{Mode, convolve};

/// The values of a polynomial, its highest coefficient first (`np.polyval`): the shape and dtype that products and sums of
/// coefficients and arguments have. A new array.
///
/// # Errors
/// `TypeError: iteration over a 0-d array`; as [`crate::ufunc::call`].
pub fn polyval(coefficients: &Array, arguments: &Array) -> Result<Array> {
    let Some(&count) = coefficients.shape().first() else {
        return heard(Err(Error::type_("iteration over a 0-d array")));
    };
    heard(grant_work(count.saturating_mul(arguments.size().max(1))))?;
    let mut value = arguments.zeros_like(None)?;
    for place in 0..count {
        let coefficient = coefficients.index(&[Index::Int(place)])?;
        value = two("add", &two("multiply", &value, arguments)?, &coefficient)?;
    }
    Ok(value)
}

/// How many coefficients there are.
fn count(coefficients: &Array) -> i64 {
    coefficients.shape().first().copied().unwrap_or(1)
}

/// The sum of two polynomials (`np.polyadd`): as many coefficients as the longer has, of the dtype that both promote to. New.
///
/// # Errors
/// As [`crate::ufunc::call`]; as [`crate::limit::grant`].
pub fn polyadd(first: &Array, second: &Array) -> Result<Array> {
    hearing(|| of_like_length("add", first, second))
}

/// The difference of two polynomials (`np.polysub`): shape and dtype as [`polyadd`]. New.
///
/// # Errors
/// As [`polyadd`]; `TypeError` for truth values, which cannot be subtracted.
pub fn polysub(first: &Array, second: &Array) -> Result<Array> {
    hearing(|| of_like_length("subtract", first, second))
}

/// A ufunc of two polynomials, the shorter filled up with zeros in front.
fn of_like_length(name: &str, first: &Array, second: &Array) -> Result<Array> {
    let (first, second) = (first.atleast_1d(), second.atleast_1d());
    let longer = count(&first).max(count(&second));
    let filled = |array: &Array| {
        let missing = longer - count(array);
        if missing == 0 {
            return Ok(array.clone());
        }
        let zeros = Array::zeros(&[missing], array.dtype())?;
        concatenate(&[&zeros, array], Some(0), Joining::default())
    };
    two(name, &filled(&first)?, &filled(&second)?)
}

/// The product of two polynomials (`np.polymul`), zeros in front of them left out: one axis, of the dtype that both promote
/// to. New.
///
/// # Errors
/// `ValueError: Polynomial must be 1d only.`
pub fn polymul(first: &Array, second: &Array) -> Result<Array> {
    let trimmed = |array: &Array| {
        let array = array.atleast_1d();
        if array.ndim() > 1 {
            return heard(Err(Error::value("Polynomial must be 1d only.")));
        }
        let trimmed = array.trim_zeros(true, false, None)?;
        match trimmed.size() {
            0 => Array::zeros(&[1], array.dtype()),
            _ => Ok(trimmed),
        }
    };
    hearing(|| convolve(&trimmed(first)?, &trimmed(second)?, Mode::Full))
}

/// The quotient of two polynomials and what is left (`np.polydiv`): floats of one axis; zeros in front of what is left are cut
/// off, so that it is a view of a new array. The quotient is new.
///
/// # Errors
/// `IndexError: index 0 is out of bounds for axis 0 with size 0`; as [`crate::ufunc::call`].
pub fn polydiv(dividend: &Array, divisor: &Array) -> Result<(Array, Array)> {
    hearing(|| {
        let float = |array: &Array| with("add", &array.atleast_1d(), Operand::PyFloat(0.0));
        let (dividend, divisor) = (float(dividend)?, float(divisor)?);
        let first = |array: &Array| array.index(&[Index::Int(0)]);
        let dtype = two("add", &first(&dividend)?, &first(&divisor)?)?.dtype();
        let one = Array::scalar(crate::Scalar::F64(1.0).cast(divisor.dtype()))?;
        let scale = two("divide", &one, &first(&divisor)?)?;
        let steps = (count(&dividend) - count(&divisor) + 1).max(0);
        let quotient = Array::zeros(&[steps.max(1)], dtype)?;
        let mut rest = dividend.astype(dtype)?;
        for step in 0..steps {
            let factor = two("multiply", &scale, &rest.index(&[Index::Int(step)])?)?;
            quotient.assign(&[Index::Int(step)], &factor)?;
            let under = cut(&rest, 0, Some(step), Some(step + count(&divisor)))?;
            let less = two("subtract", &under, &two("multiply", &factor, &divisor)?)?;
            under.assign(&[Index::Ellipsis], &less)?;
        }
        let tolerance = Tolerance {
            relative: 1e-14,
            ..Tolerance::default()
        };
        while count(&rest) > 1 {
            let head = first(&rest)?;
            if !allclose(Operand::Array(&head), Operand::PyInt(0), tolerance)? {
                break;
            }
            rest = cut(&rest, 0, Some(1), None)?;
        }
        Ok((quotient, rest))
    })
}

/// The derivative of this order (`np.polyder`): one coefficient less for each, of the dtype that products with `int64` have.
/// New; order 0 gives the polynomial itself.
///
/// # Errors
/// `ValueError: Order of derivative must be positive (see polyint)`; as [`crate::ufunc::call`].
pub fn polyder(coefficients: &Array, order: i64) -> Result<Array> {
    hearing(|| {
        if order < 0 {
            return Err(Error::value(
                "Order of derivative must be positive (see polyint)",
            ));
        }
        let length = count(coefficients);
        grant_work(order.min(length).saturating_mul(length))?;
        let mut derived = coefficients.clone();
        // Once nothing is left, more derivatives of it change nothing.
        let next = |one: &Array| {
            let powers = falling(count(one) - 1)?;
            two("multiply", &cut(one, 0, None, Some(-1))?, &powers)
        };
        for _ in 0..order.min(length.saturating_add(1)) {
            derived = next(&derived)?;
        }
        // NumPy computes one more than it gives, and refuses what cannot be.
        next(&derived)?;
        Ok(derived)
    })
}

/// `count`, … 2, 1.
fn falling(count: i64) -> Result<Array> {
    let int = |value: i64| Input::PyInt(value.into());
    Array::arange(int(count.max(0)), int(0), int(-1), None)
}

/// The integral of this order (`np.polyint`): one coefficient more for each, of at least `float64`, the last of them from
/// `constants`, zeros where there are none; a single constant stands for all. New; order 0 gives the polynomial itself.
///
/// # Errors
/// `ValueError: Order of integral must be positive (see polyder)`,
/// `k must be a scalar or a rank-1 array of length 1 or >m.`; as [`crate::ufunc::call`].
pub fn polyint(coefficients: &Array, order: i64, constants: Option<&Array>) -> Result<Array> {
    hearing(|| {
        if order < 0 {
            return Err(Error::value(
                "Order of integral must be positive (see polyder)",
            ));
        }
        let constants = match constants {
            None => Array::zeros(&[order], DType::F64)?,
            Some(given) => {
                let given = given.atleast_1d();
                match count(&given) {
                    1 if order > 1 => {
                        let ones = Array::ones(&[order], DType::F64)?;
                        two("multiply", &given.index(&[Index::Int(0)])?, &ones)?
                    }
                    _ => given,
                }
            }
        };
        if count(&constants) < order {
            return Err(Error::value(
                "k must be a scalar or a rank-1 array of length 1 or >m.",
            ));
        }
        // Each is longer than the one before.
        grant_work(order.saturating_mul(order.saturating_add(count(coefficients))))?;
        let mut whole = coefficients.clone();
        for step in 0..order {
            let raised = two("divide", &whole, &falling(count(&whole))?)?;
            let constant = cut(&constants, 0, Some(step), Some(step + 1))?;
            whole = concatenate(&[&raised, &constant], Some(0), Joining::default())?;
        }
        Ok(whole)
    })
}
