//! `round` to decimals, `clip`, `nan_to_num`, `fix`: functions of numbers made of ufunc calls, step for step as NumPy's own.
//! Knows no loop.

use super::{Arguments, Operand, call, call_with, first, heard};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::{self, Casting};
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::layout::{Layout, Order};
use crate::record::hearing;
use crate::reduce::cumulative::overwrite;

/// Rounds to a number of decimals, halves to the even neighbor (`np.round`); negative numbers of decimals round tens and
/// hundreds. Integers are rounded in `float64` and cast back; with 0 decimals or more they are copied.
///
/// # Errors
/// `ValueError: invalid output shape` for an `out` of another size; `TypeError: array does not have imaginary part to set`;
/// as [`call_with`].
pub fn round(array: &Array, decimals: i64, out: Option<&Array>) -> Result<Array> {
    if let Some(out) = out {
        heard(check_rounded(array, decimals, out))?;
        #[cfg(feature = "complex")]
        if array.dtype.is_complex() {
            return round_parts(array, decimals, out);
        }
    }
    let whole = matches!(array.dtype.kind(), Kind::Signed | Kind::Unsigned);
    if decimals >= 0 && whole {
        return match out {
            Some(out) if array.ndim() > 0 && array.lies_in(out) => Ok(out.clone()),
            Some(out) => heard(out.put_assigned(array)).map(|()| out.clone()),
            None => array.copy(CopyOrder::K),
        };
    }
    let into = |name: &str, operands: &[Operand<'_>], out: Option<&Array>| {
        let arguments = Arguments {
            out: &[out],
            ..Arguments::NONE
        };
        call_with(name, operands, arguments).and_then(first)
    };
    if decimals == 0 {
        let rounded = into("rint", &[Operand::Array(array)], out)?;
        #[cfg(feature = "records")]
        if out.is_none() && array.dtype.is_complex() && array.dtype != rounded.dtype {
            // The parts of complex numbers are rounded into an array like the one they come from.
            return rounded.astype_quietly(array.dtype);
        }
        return Ok(rounded);
    }
    let power = Operand::PyFloat(power_of_ten(decimals.unsigned_abs()));
    let (there, back) = if decimals > 0 {
        ("multiply", "divide")
    } else {
        ("divide", "multiply")
    };
    let room = match out {
        Some(out) => out.clone(),
        None => {
            let dtype = if whole { DType::F64 } else { array.dtype };
            let itemsize = array.dtype.itemsize();
            let fortran =
                array.layout.is_f_contiguous(itemsize) && !array.layout.is_c_contiguous(itemsize);
            let order = if fortran { Order::F } else { Order::C };
            Array::zeros_over(
                Layout::contiguous(array.shape(), dtype.itemsize(), order),
                dtype,
            )?
        }
    };
    into(there, &[Operand::Array(array), power], Some(&room))?;
    into("rint", &[Operand::Array(&room)], Some(&room))?;
    into(back, &[Operand::Array(&room), power], Some(&room))?;
    if whole && out.is_none() {
        return room.astype_with(array.dtype, CopyOrder::K, Casting::Unsafe);
    }
    Ok(room)
}

/// Whether an `out` has as many elements, and takes integers that are only copied.
fn check_rounded(array: &Array, decimals: i64, out: &Array) -> Result<()> {
    if out.size() != array.size() {
        return Err(Error::value("invalid output shape"));
    }
    let whole = matches!(array.dtype.native().kind(), Kind::Signed | Kind::Unsigned);
    match (whole, decimals >= 0) {
        (true, true) if array.ndim() > 0 && array.lies_in(out) => Ok(()),
        (true, true) if !out.writeable => Err(Error::value("assignment destination is read-only")),
        (true, true) => cast::check_cast(array.dtype, out.dtype, Casting::SameKind),
        (_, _) if !out.writeable && !array.dtype.is_complex() => {
            Err(Error::value("output array is read-only"))
        }
        _ => Ok(()),
    }
}

/// Rounds the parts of complex numbers one after the other, as NumPy does where there is an `out`.
#[cfg(feature = "complex")]
fn round_parts(array: &Array, decimals: i64, out: &Array) -> Result<Array> {
    let real = round(&array.real(), decimals, None)?;
    heard(out.check_writeable())?;
    heard(out.real().put_assigned(&real))?;
    let imaginary = round(&array.imag()?, decimals, None)?;
    if !out.dtype.is_complex() {
        return heard(Err(Error::type_(
            "array does not have imaginary part to set",
        )));
    }
    heard(out.imag()?.put_assigned(&imaginary))?;
    Ok(out.clone())
}

/// 10 to a power: exact as far as a double goes, then by repeated multiplication, as NumPy has it.
fn power_of_ten(power: u64) -> f64 {
    const EXACT: [f64; 9] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
    let exact = |power: u64| {
        usize::try_from(power)
            .ok()
            .and_then(|power| EXACT.get(power))
    };
    match exact(power) {
        Some(&value) => value,
        None => (9..power.min(400)).fold(1e9, |value, _| value * 10.0),
    }
}

/// Holds every element within bounds, either of which may be left out (`np.clip`). A Python int beyond the array's integer
/// dtype is no bound at all. With no bound, a copy.
///
/// # Errors
/// As [`call_with`].
pub fn clip(
    array: &Array,
    low: Option<Operand<'_>>,
    high: Option<Operand<'_>>,
    arguments: Arguments<'_>,
) -> Result<Array> {
    hearing(|| {
        let bounds = integer_bounds(array.dtype);
        let low = low.filter(|low| match (low, bounds) {
            (Operand::PyInt(low), Some((least, _))) => *low > least,
            _ => true,
        });
        let high = high.filter(|high| match (high, bounds) {
            (Operand::PyInt(high), Some((_, most))) => *high < most,
            _ => true,
        });
        let array = Operand::Array(array);
        let results = match (low, high) {
            (None, None) => call_with("positive", &[array], arguments),
            (None, Some(high)) => call_with("minimum", &[array, high], arguments),
            (Some(low), None) => call_with("maximum", &[array, low], arguments),
            (Some(low), Some(high)) => call_with("clip", &[array, low, high], arguments),
        };
        first(results?)
    })
}

/// The least and the most that an integer dtype holds.
fn integer_bounds(dtype: DType) -> Option<(i128, i128)> {
    let bits = dtype.itemsize() as u32 * 8;
    match dtype.kind() {
        Kind::Signed => Some((-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)),
        Kind::Unsigned => Some((0, (1i128 << bits) - 1)),
        _ => None,
    }
}

/// What stands for NaN and for the infinities; an infinity left out becomes the largest or smallest finite number.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Replacements {
    /// For NaN.
    pub nan: f64,
    /// For positive infinity.
    pub positive: Option<f64>,
    /// For negative infinity.
    pub negative: Option<f64>,
}

/// A copy without NaN and infinities (`np.nan_to_num`). Integers and bools are only copied.
///
/// # Errors
/// As [`crate::limit::grant`].
pub fn nan_to_num(array: &Array, replacements: Replacements) -> Result<Array> {
    hearing(|| {
        let copy = array.copy(CopyOrder::K)?;
        replace_all(&copy, replacements)?;
        Ok(copy)
    })
}

/// [`nan_to_num`] in the array itself (`copy=False`). Integers and bools stay as they are.
///
/// # Errors
/// `ValueError: assignment destination is read-only`; as [`nan_to_num`].
pub fn nan_to_num_in_place(array: &Array, replacements: Replacements) -> Result<()> {
    hearing(|| {
        if array.dtype.is_inexact() {
            array.check_writeable()?;
        }
        replace_all(array, replacements)
    })
}

fn replace_all(array: &Array, replacements: Replacements) -> Result<()> {
    if !array.dtype.is_inexact() {
        return Ok(());
    }
    #[cfg(feature = "complex")]
    if array.dtype.is_complex() {
        for part in [array.real(), array.imag()?] {
            replace(&part, replacements)?;
        }
        return Ok(());
    }
    replace(array, replacements)
}

fn replace(array: &Array, replacements: Replacements) -> Result<()> {
    let most = match array.dtype.native() {
        DType::F32 => f64::from(f32::MAX),
        #[cfg(feature = "records")]
        DType::F16 => 65_504.0,
        _ => f64::MAX,
    };
    let own = [Operand::Array(array)];
    let nan = call("isnan", &own)?;
    let infinite = call("isinf", &own)?;
    let below = call("signbit", &own)?;
    let above = call("invert", &[Operand::Array(&below)])?;
    let both = |side: &Array| {
        call(
            "logical_and",
            &[Operand::Array(&infinite), Operand::Array(side)],
        )
    };
    let (above, below) = (both(&above)?, both(&below)?);
    let positive = replacements.positive.unwrap_or(most);
    let negative = replacements.negative.unwrap_or(-most);
    overwrite(array, Operand::PyFloat(replacements.nan), &nan)?;
    overwrite(array, Operand::PyFloat(positive), &above)?;
    overwrite(array, Operand::PyFloat(negative), &below)
}

/// Rounds toward zero (`np.fix`); integers and bools are copied.
///
/// # Errors
/// As [`call_with`].
pub fn fix(array: &Array, out: Option<&Array>) -> Result<Array> {
    hearing(|| {
        let arguments = Arguments {
            out: &[out],
            ..Arguments::NONE
        };
        call_with("trunc", &[Operand::Array(array)], arguments).and_then(first)
    })
}

/// Which elements are infinite and positive (`np.isposinf`), or negative (`np.isneginf`): bools, or `out`. The shape is the
/// operand's; the array is new unless it is `out`.
///
/// # Errors
/// As [`call_with`]; `This operation is not supported for complex128 values because it would be ambiguous.`
pub fn is_infinite_with_sign(array: &Array, negative: bool, out: Option<&Array>) -> Result<Array> {
    let own = [Operand::Array(array)];
    let infinite = call("isinf", &own)?;
    if array.dtype.is_complex() {
        return heard(Err(Error::type_(format!(
            "This operation is not supported for {} values because it would be ambiguous.",
            array.dtype
        ))));
    }
    let below = call("signbit", &own)?;
    let side = if negative {
        below
    } else {
        call("invert", &[Operand::Array(&below)])?
    };
    let arguments = Arguments {
        out: &[out],
        ..Arguments::NONE
    };
    let both = [Operand::Array(&infinite), Operand::Array(&side)];
    call_with("logical_and", &both, arguments).and_then(first)
}
