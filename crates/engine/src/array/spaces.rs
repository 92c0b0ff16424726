//! Spaced sequences between arrays: `linspace`, `logspace`, `geomspace` whose ends have axes of their own.
//! Knows arrays and ufunc calls, made in NumPy's order; between plain numbers, `sequence` counts without them.

use super::Array;
use super::copy::CopyOrder;
use crate::cast::Casting;
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::index::Index;
use crate::promote::{self, Input};
use crate::record::hearing;
use crate::scalar::Scalar;
use crate::ufunc::{self, Arguments, Operand, heard};

/// What a spaced sequence is beyond its ends.
#[derive(Clone, Copy, Debug)]
pub struct Spacing {
    /// How many values there are.
    pub num: i64,
    /// Whether the last value is the stop.
    pub endpoint: bool,
    /// The result's dtype; without one, the ends' own, at least `float64` for whole numbers.
    pub dtype: Option<DType>,
    /// Where the axis of the sequence goes among those of the ends.
    pub axis: i64,
}

impl Spacing {
    /// So many values, the last one the stop, along a first axis.
    pub fn new(num: i64) -> Self {
        Self {
            num,
            endpoint: true,
            dtype: None,
            axis: 0,
        }
    }
}

fn input(operand: &Operand<'_>) -> Input {
    match *operand {
        Operand::Array(array) => Input::Array(array.dtype),
        Operand::PyInt(value) => Input::PyInt(value),
        Operand::PyFloat(value) => Input::PyFloat(value),
        Operand::PyBool(value) => Input::PyBool(value),
        #[cfg(feature = "complex")]
        Operand::PyComplex(value) => Input::PyComplex(value),
    }
}

/// Whole numbers are spaced as doubles.
fn inexact(dtype: DType) -> DType {
    match dtype.kind() {
        Kind::Bool | Kind::Signed | Kind::Unsigned => DType::F64,
        _ => dtype,
    }
}

fn two(name: &str, left: &Array, right: &Array) -> Result<Array> {
    ufunc::call(name, &[Operand::Array(left), Operand::Array(right)])
}

fn in_place(name: &str, array: &Array, operand: Operand<'_>) -> Result<Array> {
    let operands = [Operand::Array(array), operand];
    ufunc::call_over(name, &operands, array, Casting::SameKind)
}

/// Evenly spaced values between two ends that broadcast (`np.linspace` with arrays), and the step between them
/// (`retstep=True`), NaN where there is none: new arrays, the values perhaps as a view with their axis moved.
///
/// # Errors
/// `ValueError: Number of samples, -1, must be non-negative.`; `AxisError: destination: axis 5 is out of bounds …`; ends that
/// do not broadcast; as [`crate::limit::grant`].
pub fn linspace(start: Operand<'_>, stop: Operand<'_>, spacing: Spacing) -> Result<(Array, Array)> {
    hearing(|| {
        let Spacing { num, endpoint, .. } = spacing;
        if num < 0 {
            return heard(Err(Error::value(format!(
                "Number of samples, {num}, must be non-negative."
            ))));
        }
        let float = inexact(heard(promote::result_type(&[input(&start), input(&stop)]))?);
        let arguments = Arguments {
            dtype: Some(float),
            ..Arguments::NONE
        };
        let delta = ufunc::call_with("subtract", &[stop, start], arguments)?;
        let delta = heard(
            delta
                .into_iter()
                .next()
                .ok_or_else(|| Error::value("no difference")),
        )?;
        let mut shape = vec![1; delta.ndim()];
        shape.insert(0, num);
        let count = Array::arange(0, num, 1, Some(float))?.reshape(&shape)?;
        let gaps = if endpoint { num - 1 } else { num };
        let (values, step) = if gaps > 0 {
            let gaps = Operand::PyInt(gaps.into());
            let step = ufunc::call("divide", &[Operand::Array(&delta), gaps])?;
            let zero = |value: Scalar| value.cast(DType::Bool) == Scalar::Bool(false);
            let values = if step.scalars().any(zero) {
                // A step too small for the dtype is spread by dividing first.
                let count = in_place("divide", &count, gaps)?;
                two("multiply", &count, &delta)?
            } else {
                two("multiply", &count, &step)?
            };
            (values, step)
        } else {
            let none = Array::scalar(Scalar::F64(f64::NAN))?;
            (two("multiply", &count, &delta)?, none)
        };
        let values = in_place("add", &values, start)?;
        if endpoint && num > 1 {
            let last = values.index(&[Index::Int(num - 1), Index::Ellipsis])?;
            match stop {
                Operand::Array(stop) => heard(last.put_assigned(stop))?,
                other => heard(
                    promote::convert_assigned(input(&other), float)
                        .and_then(|value| last.put_scalar(value)),
                )?,
            }
        }
        let mut values = if spacing.axis == 0 {
            values
        } else {
            values.moveaxis(&[0], &[spacing.axis])?
        };
        let dtype = spacing.dtype.unwrap_or(float);
        if matches!(dtype.kind(), Kind::Signed | Kind::Unsigned) {
            let operands = [Operand::Array(&values)];
            values = ufunc::call_over("floor", &operands, &values, Casting::SameKind)?;
        }
        let values = values.astype_if_needed(dtype, CopyOrder::K, Casting::Unsafe)?;
        Ok((values, step))
    })
}

/// A base to the power of evenly spaced exponents (`np.logspace` with arrays): a new array. Its shape is what start and stop
/// broadcast to, with an axis for the steps where the spacing says.
///
/// # Errors
/// As [`linspace`].
pub fn logspace(
    start: Operand<'_>,
    stop: Operand<'_>,
    base: f64,
    spacing: Spacing,
) -> Result<Array> {
    hearing(|| {
        let plain = Spacing {
            dtype: None,
            ..spacing
        };
        let (exponents, _) = linspace(start, stop, plain)?;
        let powers = ufunc::call(
            "power",
            &[Operand::PyFloat(base), Operand::Array(&exponents)],
        )?;
        match spacing.dtype {
            Some(dtype) => powers.astype_if_needed(dtype, CopyOrder::K, Casting::Unsafe),
            None => Ok(powers),
        }
    })
}

/// Values between two ends of which each is a constant multiple of the one before (`np.geomspace` with arrays). A new array;
/// its shape is what start and stop broadcast to, with an axis for the steps where the spacing says.
///
/// # Errors
/// `ValueError: Geometric sequence cannot include zero`; as [`linspace`].
pub fn geomspace(start: &Array, stop: &Array, spacing: Spacing) -> Result<Array> {
    hearing(|| {
        // Stretched ends can have far more elements than bytes; NumPy asks which are zero in arrays of their own.
        heard(crate::limit::grant(start.shape(), DType::Bool))?;
        heard(crate::limit::grant(stop.shape(), DType::Bool))?;
        let zero = |value: Scalar| value.cast(DType::Bool) == Scalar::Bool(false);
        if start.scalars().any(zero) || stop.scalars().any(zero) {
            return heard(Err(Error::value("Geometric sequence cannot include zero")));
        }
        let inputs = [
            Input::Array(start.dtype),
            Input::Array(stop.dtype),
            Input::Array(spacing.dtype.unwrap_or(DType::F64)),
            Input::PyFloat(1.0),
        ];
        let float = heard(promote::result_type(&inputs))?;
        let (start, stop) = (start.astype(float)?, stop.astype(float)?);
        // Falling into the negative is counted as rising: the sign is taken away and given back.
        let sign = ufunc::call("sign", &[Operand::Array(&start)])?;
        let start = in_place("divide", &start, Operand::Array(&sign))?;
        let stop = two("divide", &stop, &sign)?;
        let logarithm = |of: &Array| ufunc::call("log10", &[Operand::Array(of)]);
        let (low, high) = (logarithm(&start)?, logarithm(&stop)?);
        let along_first = Spacing {
            dtype: Some(float),
            axis: 0,
            ..spacing
        };
        let values = logspace(
            Operand::Array(&low),
            Operand::Array(&high),
            10.0,
            along_first,
        )?;
        let at = |place: i64, value: &Array| {
            let one = values.index(&[Index::Int(place), Index::Ellipsis])?;
            heard(one.put_assigned(value))
        };
        if spacing.num > 0 {
            at(0, &start)?;
            if spacing.num > 1 && spacing.endpoint {
                at(-1, &stop)?;
            }
        }
        let values = in_place("multiply", &values, Operand::Array(&sign))?;
        let values = if spacing.axis == 0 {
            values
        } else {
            values.moveaxis(&[0], &[spacing.axis])?
        };
        let dtype = spacing.dtype.unwrap_or(float);
        values.astype_if_needed(dtype, CopyOrder::K, Casting::Unsafe)
    })
}
