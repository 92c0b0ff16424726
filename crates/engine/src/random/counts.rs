//! The distributions of counts: `poisson`, `binomial`, `multinomial`, `geometric` and their kin.
//! Knows `fill` and `sample`.

use super::bits::Source;
use super::continuous::distributions;
use super::fill::{Drawing, Target, drawn};
use super::generator::Generator;
use super::parameter::{
    Given, POISSON_MAX, Rule, check, drawn_shape, integer_of, number_of, shape_of, values_over,
};
use super::sample::{binomial, counts};
use crate::array::Array;
use crate::cast::{Casting, check_cast};
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::layout::broadcast::{broadcast_shape, broadcast_shapes};
use crate::layout::{Dims, tuple_text};
use crate::limit;
use crate::plan::draw::DrawCall;
use crate::scalar::Scalar;
use crate::ufunc::{Operand, heard};

impl Generator {
    distributions! {
        /// How often a rare event happens, with this expectation: `int64`.
        poisson(lam: Poisson) -> i64 = |source, [lam, ..]| counts::poisson(&mut *source.bits, lam);
        /// How many trials the first success takes: `int64`, from 1.
        geometric(p: ProbabilityAboveZero) -> i64 = |source, [p, ..]| counts::geometric(&mut *source.bits, p);
        /// Values of Zipf's distribution: `int64`, from 1.
        zipf(a: AboveOne) -> i64 = |source, [a, ..]| counts::zipf(source, a);
        /// Values of the logarithmic series distribution: `int64`, from 1.
        logseries(p: ProbabilityBelowOne) -> i64 = |source, [p, ..]| counts::logseries(&mut *source.bits, p);
    }

    /// How many failures come before `n` successes: `int64`, a fresh array.
    ///
    /// # Errors
    /// `ValueError: n <= 0`, `p <= 0, p > 1 or p contains NaNs`,
    /// `n too large or p too small, see Generator.negative_binomial Notes`; shapes that do not fit; memory.
    pub fn negative_binomial(
        &mut self,
        n: Operand<'_>,
        p: Operand<'_>,
        size: Option<&[i64]>,
    ) -> Result<Array> {
        let given = [
            Given::new("n", Rule::PositiveNotNan, n),
            Given::new("p", Rule::ProbabilityAboveZero, p),
        ];
        heard(expected_in_range(&given).and_then(|()| {
            drawn(
                &mut self.source,
                "negative_binomial",
                Target::Fresh(size),
                &given,
                |source, [n, p, _]| counts::negative_binomial(&mut *source.bits, n, p),
            )
        }))
    }

    /// How many of `n` trials succeed, each with probability `p`: `int64`, a fresh array.
    ///
    /// # Errors
    /// `ValueError: n < 0`, `p < 0, p > 1 or p is NaN`; `TypeError` for an `n` of floats; shapes that do not fit; memory.
    pub fn binomial(
        &mut self,
        n: Operand<'_>,
        p: Operand<'_>,
        size: Option<&[i64]>,
    ) -> Result<Array> {
        heard(binomials(&mut self.source, n, p, size, |call| {
            binomial_each(call, binomial::binomial)
        }))
    }

    /// `n` trials shared among slots: `int64`, a fresh array whose last axis is that of `pvals`.
    ///
    /// # Errors
    /// `ValueError: sum(pvals[:-1]) > 1.0`, `pvals < 0, pvals > 1 or pvals contains NaNs`, `n < 0`; shapes; memory.
    pub fn multinomial(
        &mut self,
        n: Operand<'_>,
        pvals: &Array,
        size: Option<&[i64]>,
    ) -> Result<Array> {
        heard(multinomials(&mut self.source, n, pvals, size))
    }
}

/// Refuses parameters whose counts would be too large to draw.
fn expected_in_range(given: &[Given<'_>; 2]) -> Result<()> {
    check(given)?;
    let [n, p] = [given[0].value, given[1].value];
    let shape = broadcast_shape(&[&shape_of(p), &shape_of(n)])?;
    let rows = [values_over(n, &shape)?, values_over(p, &shape)?];
    let numbers = [n, p].map(|value| number_of(value).unwrap_or(0.5));
    let scalars = number_of(n).is_some() && number_of(p).is_some();
    let count = rows[0].len().max(rows[1].len()).max(usize::from(scalars));
    for place in 0..count {
        let [n, p] =
            [0, 1].map(|side: usize| rows[side].get(place).copied().unwrap_or(numbers[side]));
        if (1.0 - p) / p * (n + 10.0 * libm::sqrt(n)) > POISSON_MAX {
            return Err(Error::value(
                "n too large or p too small, see Generator.negative_binomial Notes",
            ));
        }
    }
    Ok(())
}

/// A parameter that NumPy reads as `int64`: its values over a shape, or the one number.
pub(super) struct Longs {
    values: Vec<i64>,
}

impl Longs {
    /// Reads a Python number (a float loses its fraction) or an array of integers.
    ///
    /// # Errors
    /// `TypeError: Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'`;
    /// `OverflowError: Python int too large to convert to C long`.
    pub(super) fn check(value: Operand<'_>) -> Result<()> {
        match value {
            Operand::Array(array) => {
                check_cast(array.dtype, DType::I64, Casting::Safe).map_err(|mut error| {
                    if array.ndim() == 0 {
                        error.message = error.message.replacen("array data", "scalar", 1);
                    }
                    error
                })
            }
            Operand::PyInt(value) if i64::try_from(value).is_err() => Err(Error::new(
                ErrorClass::Overflow,
                "Python int too large to convert to C long",
            )),
            _ => Ok(()),
        }
    }

    /// What NumPy makes of a number before it looks at it: a float loses its fraction.
    pub(super) fn whole(value: Operand<'_>) -> Operand<'_> {
        match value {
            Operand::PyFloat(value) if value.is_finite() => Operand::PyInt(value as i128),
            other => other,
        }
    }

    /// The values over a shape.
    pub(super) fn over(value: Operand<'_>, shape: &[i64]) -> Result<Self> {
        let values = match value {
            Operand::Array(array) => array.broadcast_to(shape)?.to_vec()?,
            Operand::PyFloat(value) => vec![value as i64],
            other => vec![i64::try_from(integer_of(other).unwrap_or(0)).unwrap_or(0)],
        };
        Ok(Self { values })
    }

    /// Whether any value is such a one.
    pub(super) fn any(&self, such: impl Fn(i64) -> bool) -> bool {
        self.values.iter().any(|&value| such(value))
    }

    /// The value for a place in C order.
    pub(super) fn at(&self, place: usize) -> i64 {
        match self.values[..] {
            [only] => only,
            ref many => many.get(place).copied().unwrap_or(0),
        }
    }

    /// Adds such a parameter to a draw.
    pub(super) fn spread(drawing: &mut Drawing, value: Operand<'_>) -> Result<()> {
        match value {
            Operand::Array(_) => drawing.spread(value, DType::I64)?,
            number => {
                let number = Self::over(number, &[])?.at(0);
                drawing.constant(Scalar::I64(number));
            }
        }
        Ok(())
    }
}

/// Binomial counts of either generator.
pub(super) fn binomials(
    source: &mut Source,
    n: Operand<'_>,
    p: Operand<'_>,
    size: Option<&[i64]>,
    draw: fn(&mut DrawCall<'_>) -> Result<()>,
) -> Result<Array> {
    let n = Longs::whole(n);
    Longs::check(n)?;
    check(&[
        Given::new("p", Rule::Probability, p),
        Given::new("n", Rule::NonNegative, n),
    ])?;
    if let Some(size) = size {
        limit::grant(size, DType::I64)?;
    }
    let arrays = number_of(n).is_none() || number_of(p).is_none();
    let shape = if arrays {
        drawn_shape(size, &[&shape_of(p), &shape_of(n)])?
    } else {
        size.unwrap_or(&[]).into()
    };
    let array = Array::blank(&shape, DType::I64)?;
    let mut drawing = Drawing::all("binomial", &shape, draw);
    Longs::spread(&mut drawing, n)?;
    drawing.spread(p, DType::F64)?;
    drawing.into_array(source, &array, true)?;
    Ok(array)
}

/// A binomial count for each pair of trials and probability.
pub(super) fn binomial_each(
    call: &mut DrawCall<'_>,
    sampler: fn(&mut Source, i64, f64) -> i64,
) -> Result<()> {
    for place in 0..call.len() {
        let (n, p) = (call.at(0, place), call.at(1, place));
        let count = sampler(call.source, n.unwrap_or(0), p.unwrap_or(0.0));
        call.put(place, count);
    }
    Ok(())
}

/// The sum of doubles, each rounding kept for the next term (W. Kahan).
pub(super) fn kahan_sum(values: &[f64]) -> f64 {
    let Some((&first, rest)) = values.split_first() else {
        return 0.0;
    };
    let mut sum = first;
    let mut lost = 0.0;
    for &value in rest {
        let term = value - lost;
        let next = sum + term;
        lost = (next - sum) - term;
        sum = next;
    }
    sum
}

fn multinomials(
    source: &mut Source,
    n: Operand<'_>,
    pvals: &Array,
    size: Option<&[i64]>,
) -> Result<Array> {
    Longs::check(n)?;
    let given = [Given::new(
        "pvals",
        Rule::Probability,
        Operand::Array(pvals),
    )];
    let slots = pvals.shape().last().copied().unwrap_or(0);
    check_cast(pvals.dtype, DType::F64, Casting::Safe)?;
    if slots == 0 {
        return Err(Error::value(
            "pvals must have at least 1 dimension and the last dimension of pvals must be greater than 0.",
        ));
    }
    check(&given)?;
    let shares: Vec<f64> = pvals.to_vec()?;
    let width = usize::try_from(slots).unwrap_or(1);
    if shares
        .chunks_exact(width)
        .any(|row| kahan_sum(&row[..width - 1]) > 1.0 + 1e-12)
    {
        return Err(Error::value(too_much(pvals)?));
    }
    check(&[Given::new("n", Rule::NonNegative, n)])?;
    let rows_shape = &pvals.shape()[..pvals.ndim() - 1];
    let trials_shape = shape_of(n);
    let many = !trials_shape.is_empty() || !rows_shape.is_empty();
    let mut shape = match (size, many) {
        (None, _) => broadcast_shapes(&[&trials_shape, rows_shape])?,
        (Some(size), true) => {
            limit::grant(size, DType::I8)?;
            let all = broadcast_shapes(&[&trials_shape, rows_shape, size])?;
            if all.as_slice() != size {
                return Err(Error::value(format!(
                    "Output size {} is not compatible with broadcast dimensions of inputs {}.",
                    tuple_text(size),
                    tuple_text(&all)
                )));
            }
            all
        }
        (Some(size), false) => size.into(),
    };
    let counted = shape.clone();
    shape.push(slots);
    let array = Array::blank(&shape, DType::I64)?;
    let mut drawing = Drawing::all("multinomial", &shape, multinomial_rows).with(&[slots]);
    match n {
        Operand::Array(trials) => {
            // One number of trials for all slots of a row.
            let mut layout = trials.layout.broadcast_to(&counted)?;
            layout.shape.push(slots);
            layout.strides.push(0);
            drawing.push(trials, layout, DType::I64);
        }
        number => Longs::spread(&mut drawing, number)?,
    }
    drawing.spread(Operand::Array(pvals), DType::F64)?;
    drawing.into_array(source, &array, true)?;
    Ok(array)
}

/// Trials shared among slots, row by row.
fn multinomial_rows(call: &mut DrawCall<'_>) -> Result<()> {
    let width = usize::try_from(call.argument(0)).unwrap_or(1).max(1);
    let mut row = vec![0; width];
    for first in (0..call.len()).step_by(width) {
        let shares: Vec<f64> = (first..first + width)
            .map(|place| call.at(1, place).unwrap_or(0.0))
            .collect();
        row.fill(0);
        let trials = call.at(0, first).unwrap_or(0);
        binomial::multinomial(call.source, trials, &shares, &mut row);
        call.put_all(first, &row);
    }
    Ok(())
}

/// Multinomial rows of `RandomState`, which takes one number of trials and one row of probabilities.
pub(super) fn one_row_each(
    source: &mut Source,
    n: i64,
    pvals: &Array,
    size: Option<&[i64]>,
) -> Result<Array> {
    check_cast(pvals.dtype, DType::F64, Casting::Safe)?;
    if pvals.ndim() == 0 {
        return Err(Error::type_("pvals must be a 1-d sequence"));
    }
    if pvals.ndim() > 1 {
        return Err(Error::value("object too deep for desired array"));
    }
    check(&[Given::new(
        "pvals",
        Rule::Probability,
        Operand::Array(pvals),
    )])?;
    let shares: Vec<f64> = pvals.to_vec()?;
    if shares
        .split_last()
        .is_some_and(|(_, shares)| kahan_sum(shares) > 1.0 + 1e-12)
    {
        return Err(Error::value(too_much(pvals)?));
    }
    let mut shape = Dims::from_slice(size.unwrap_or(&[]));
    shape.push(pvals.size());
    let array = Array::blank(&shape, DType::I64)?;
    if n < 0 {
        return Err(Error::value("n < 0"));
    }
    let slots = pvals.size();
    let mut drawing = Drawing::all("multinomial", &shape, multinomial_rows).with(&[slots]);
    drawing.constant(Scalar::I64(n));
    drawing.spread(Operand::Array(pvals), DType::F64)?;
    drawing.into_array(source, &array, true)?;
    Ok(array)
}

/// The refusal of probabilities that sum to more than 1; NumPy explains where rounding to `float64` may have done it.
fn too_much(pvals: &Array) -> Result<String> {
    let of = if pvals.ndim() == 1 {
        "[:-1]"
    } else {
        "[...,:-1]"
    };
    let total: f64 = pvals.to_vec::<f64>()?.iter().sum();
    if pvals.dtype == DType::F32 && total < 1.0001 {
        return Ok(format!(
            "sum(pvals{of}.astype(np.float64)) > 1.0. The pvals array is cast to 64-bit floating point prior to \
             checking the sum. Precision changes when casting may cause problems even if the sum of the original \
             pvals is valid."
        ));
    }
    Ok(format!("sum(pvals{of}) > 1.0"))
}
