//! Draws from urns and shares of a whole: `hypergeometric`, `multivariate_hypergeometric`, `dirichlet`.
//! Knows `fill` and `sample`.

use super::bits::Source;
use super::counts::Longs;
use super::fill::Drawing;
use super::generator::Generator;
use super::parameter::{drawn_shape, number_of, shape_of};
use super::sample::{gamma, hypergeometric};
use crate::array::Array;
use crate::cast::{Casting, check_cast};
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::layout::Dims;
use crate::layout::broadcast::broadcast_shape;
use crate::limit;
use crate::plan::draw::DrawCall;
use crate::ufunc::{Operand, heard};

/// How `multivariate_hypergeometric` counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Counting {
    /// One color after another.
    #[default]
    Marginals,
    /// By shuffling a list of everything in the urn.
    Count,
}

impl Generator {
    /// How many good ones are in samples without replacement: `int64`, a fresh array.
    ///
    /// # Errors
    /// `ValueError: both ngood and nbad must be less than 1000000000`, `ngood + nbad < nsample`, `ngood < 0`;
    /// `TypeError` for floats; shapes that do not fit; memory.
    pub fn hypergeometric(
        &mut self,
        ngood: Operand<'_>,
        nbad: Operand<'_>,
        nsample: Operand<'_>,
        size: Option<&[i64]>,
    ) -> Result<Array> {
        heard(samples(
            &mut self.source,
            [ngood, nbad, nsample],
            size,
            true,
        ))
    }

    /// How many of each color are in a sample without replacement: `int64`, a fresh array with an axis for the colors.
    ///
    /// # Errors
    /// `ValueError: nsample > sum(colors)`, `nsample must be nonnegative.`,
    /// `colors must be a one-dimensional sequence of nonnegative integers …`, and others in NumPy's words; memory.
    pub fn multivariate_hypergeometric(
        &mut self,
        colors: &Array,
        nsample: i64,
        size: Option<&[i64]>,
        counting: Counting,
    ) -> Result<Array> {
        heard(colored(&mut self.source, colors, nsample, size, counting))
    }

    /// Shares that sum to 1, spread as `alpha` weighs them: `float64`, a fresh array with an axis for the shares.
    ///
    /// # Errors
    /// `ValueError: alpha < 0`; `TypeError: len() of unsized object` for a 0-d array; memory.
    pub fn dirichlet(&mut self, alpha: &Array, size: Option<&[i64]>) -> Result<Array> {
        heard(shares(&mut self.source, alpha, size))
    }
}

/// Hypergeometric counts of either generator.
pub(super) fn samples(
    source: &mut Source,
    given: [Operand<'_>; 3],
    size: Option<&[i64]>,
    new: bool,
) -> Result<Array> {
    const MOST: i64 = 1_000_000_000;
    let given = given.map(Longs::whole);
    for value in given {
        Longs::check(value)?;
    }
    let [good, bad, sample] = given;
    let own = |value: Operand<'_>| Longs::over(value, &shape_of(value));
    if new && (own(good)?.any(|count| count >= MOST) || own(bad)?.any(|count| count >= MOST)) {
        return Err(Error::value(format!(
            "both ngood and nbad must be less than {MOST}"
        )));
    }
    let both = broadcast_shape(&[&shape_of(good), &shape_of(bad)])?;
    let all = broadcast_shape(&[&both, &shape_of(sample)])?;
    limit::grant(&all, DType::I64)?;
    let rows = [
        Longs::over(good, &all)?,
        Longs::over(bad, &all)?,
        Longs::over(sample, &all)?,
    ];
    let count = usize::try_from(crate::layout::size_of_shape(&all)).unwrap_or(0);
    let too_many =
        |place: usize| rows[0].at(place).wrapping_add(rows[1].at(place)) < rows[2].at(place);
    if (0..count).any(too_many) {
        return Err(Error::value("ngood + nbad < nsample"));
    }
    for (value, name) in [(good, "ngood"), (bad, "nbad")] {
        if own(value)?.any(|count| count < 0) {
            return Err(Error::value(format!("{name} < 0")));
        }
    }
    let arrays = given.iter().any(|&value| number_of(value).is_none());
    if own(sample)?.any(|count| count < i64::from(!new)) {
        return Err(Error::value(match (new, arrays) {
            (true, _) => "nsample < 0",
            (false, false) => "nsample < 1 or nsample is NaN",
            (false, true) => "nsample < 1 or nsample contains NaNs",
        }));
    }
    if let Some(size) = size {
        limit::grant(size, DType::I64)?;
    }
    let shape = if arrays {
        drawn_shape(size, &[&shape_of(good), &shape_of(bad), &shape_of(sample)])?
    } else {
        size.unwrap_or(&[]).into()
    };
    let array = Array::blank(&shape, DType::I64)?;
    let draw: fn(&mut DrawCall<'_>) -> Result<()> = if new {
        |call| samples_each(call, hypergeometric::hypergeometric)
    } else {
        |call| samples_each(call, hypergeometric::hypergeometric_of_old)
    };
    let mut drawing = Drawing::all("hypergeometric", &shape, draw);
    for value in [good, bad, sample] {
        Longs::spread(&mut drawing, value)?;
    }
    drawing.into_array(source, &array, true)?;
    Ok(array)
}

/// A count for each urn and sample.
fn samples_each(
    call: &mut DrawCall<'_>,
    sampler: fn(&mut Source, i64, i64, i64) -> i64,
) -> Result<()> {
    for place in 0..call.len() {
        let [good, bad, sample] = [0, 1, 2].map(|input| call.at(input, place).unwrap_or(0));
        let count = sampler(call.source, good, bad, sample);
        call.source.ended()?;
        call.put(place, count);
    }
    Ok(())
}

fn colored(
    source: &mut Source,
    colors: &Array,
    sample: i64,
    size: Option<&[i64]>,
    counting: Counting,
) -> Result<Array> {
    if sample < 0 {
        return Err(Error::value("nsample must be nonnegative."));
    }
    let integers = matches!(colors.dtype.kind(), Kind::Signed | Kind::Unsigned);
    let invalid = || {
        Error::value(format!(
            "colors must be a one-dimensional sequence of nonnegative integers not exceeding {}.",
            i64::MAX
        ))
    };
    if colors.ndim() != 1 || colors.size() > 0 && !integers {
        return Err(invalid());
    }
    // Beyond 63 bits a number wraps to a negative one.
    let counts: Vec<i64> = colors.to_vec()?;
    if counts.iter().any(|&count| count < 0) {
        return Err(invalid());
    }
    let total = counts
        .iter()
        .try_fold(0i64, |sum, &count| sum.checked_add(count));
    let total = total.ok_or_else(|| {
        Error::value(format!(
            "sum(colors) must not exceed the maximum value of a 64 bit signed integer ({})",
            i64::MAX
        ))
    })?;
    if counting == Counting::Marginals && total >= 1_000_000_000 {
        return Err(Error::value(
            "When method is \"marginals\", sum(colors) must be less than 1000000000.",
        ));
    }
    let most = i64::MAX / 8;
    if counting == Counting::Count && total > most {
        return Err(Error::value(format!(
            "When method is 'count', sum(colors) must not exceed {most}"
        )));
    }
    if sample > total {
        return Err(Error::value("nsample > sum(colors)"));
    }
    let mut shape = Dims::from_slice(size.unwrap_or(&[]));
    shape.push(colors.size());
    if crate::layout::size_of_shape(&shape) == 0 || total == 0 || sample == 0 {
        return Array::zeros(&shape, DType::I64);
    }
    let array = Array::blank(&shape, DType::I64)?;
    if counting == Counting::Count {
        limit::grant(&[total], DType::U64)?;
    }
    let by_count = i64::from(counting == Counting::Count);
    let arguments = [colors.size(), sample, by_count];
    let name = "multivariate_hypergeometric";
    let mut drawing = Drawing::all(name, &shape, colored_rows).with(&arguments);
    drawing.spread(Operand::Array(colors), DType::I64)?;
    drawing.into_array(source, &array, true)?;
    Ok(array)
}

/// Samples of one urn, row by row.
fn colored_rows(call: &mut DrawCall<'_>) -> Result<()> {
    let width = usize::try_from(call.argument(0)).unwrap_or(1).max(1);
    let (sample, by_count) = (call.argument(1), call.argument(2) != 0);
    let counts: Vec<i64> = (0..width)
        .map(|place| call.at(0, place).unwrap_or(0))
        .collect();
    let mut choices = Vec::new();
    if by_count {
        for (color, &count) in counts.iter().enumerate() {
            let count = usize::try_from(count).unwrap_or(0);
            choices.extend(std::iter::repeat_n(color, count));
        }
    }
    let mut row = vec![0; width];
    for first in (0..call.len()).step_by(width) {
        row.fill(0);
        if by_count {
            let bits = &mut *call.source.bits;
            hypergeometric::colors_by_count(bits, &counts, &mut choices, sample, &mut row);
        } else {
            let total = counts
                .iter()
                .fold(0, |sum: i64, &count| sum.wrapping_add(count));
            hypergeometric::colors_by_marginals(call.source, &counts, total, sample, &mut row);
        }
        call.put_all(first, &row);
    }
    Ok(())
}

/// The weights of `dirichlet` as doubles.
pub(super) fn weights(alpha: &Array) -> Result<Vec<f64>> {
    if alpha.ndim() == 0 {
        return Err(Error::type_("len() of unsized object"));
    }
    check_cast(alpha.dtype, DType::F64, Casting::Safe)?;
    if alpha.ndim() > 1 {
        return Err(Error::value("object too deep for desired array"));
    }
    alpha.to_vec()
}

/// Rows with a slot for each weight, to be drawn.
pub(super) struct Rows<'a> {
    alpha: &'a Array,
    array: Array,
}

/// Rows of this size.
pub(super) fn rows_of<'a>(alpha: &'a Array, size: Option<&[i64]>) -> Result<Rows<'a>> {
    let mut shape = Dims::from_slice(size.unwrap_or(&[]));
    shape.push(alpha.size());
    let array = Array::blank(&shape, DType::F64)?;
    Ok(Rows { alpha, array })
}

impl Rows<'_> {
    /// Draws all rows.
    pub(super) fn normalized(
        self,
        source: &mut Source,
        draw: fn(&mut DrawCall<'_>) -> Result<()>,
    ) -> Result<Array> {
        let width = self.alpha.size();
        let mut drawing = Drawing::all("dirichlet", self.array.shape(), draw).with(&[width]);
        drawing.spread(Operand::Array(self.alpha), DType::F64)?;
        drawing.into_array(source, &self.array, true)?;
        Ok(self.array)
    }
}

/// The weights of each row, and how wide rows are.
fn weights_of(call: &DrawCall<'_>) -> (Vec<f64>, usize) {
    let width = usize::try_from(call.argument(0)).unwrap_or(1).max(1);
    let weights = (0..width).map(|place| call.at(0, place).unwrap_or(0.0));
    (weights.collect(), width)
}

/// Fills rows with values of weights, each divided by the row's sum.
pub(super) fn normalized(call: &mut DrawCall<'_>, sampler: fn(&mut Source, f64) -> f64) {
    let (weights, width) = weights_of(call);
    for first in (0..call.len()).step_by(width) {
        let mut sum = 0.0;
        let mut row: Vec<f64> = Vec::with_capacity(width);
        for &weight in &weights {
            let value = sampler(call.source, weight);
            sum += value;
            row.push(value);
        }
        let per_sum = 1.0 / sum;
        for slot in &mut row {
            *slot *= per_sum;
        }
        call.put_all(first, &row);
    }
}

fn shares(source: &mut Source, alpha: &Array, size: Option<&[i64]>) -> Result<Array> {
    let weights = weights(alpha)?;
    if weights.iter().any(|&weight| weight < 0.0) {
        return Err(Error::value("alpha < 0"));
    }
    let rows = rows_of(alpha, size)?;
    // Small weights would often all give 0: then a stick is broken from left to right.
    if !weights.is_empty() && weights.iter().all(|&weight| weight < 0.1) {
        rows.normalized(source, broken)
    } else {
        rows.normalized(source, |call| {
            normalized(call, |source, weight| {
                gamma::standard_gamma(&mut *source.bits, weight)
            });
            Ok(())
        })
    }
}

/// Breaks a stick of length 1 again and again; what is left goes to the last slot.
fn broken(call: &mut DrawCall<'_>) -> Result<()> {
    let (weights, width) = weights_of(call);
    let mut sum = 0.0;
    let mut sums: Vec<f64> = weights
        .iter()
        .rev()
        .map(|&weight| {
            sum += weight;
            sum
        })
        .collect();
    sums.reverse();
    for first in (0..call.len()).step_by(width) {
        let mut row = vec![0.0; width];
        if let Some((last, before)) = row.split_last_mut()
            && sum > 0.0
        {
            let mut left = 1.0;
            for ((slot, &weight), &rest) in before.iter_mut().zip(&weights).zip(&sums[1..]) {
                let part = gamma::beta(&mut *call.source.bits, weight, rest);
                *slot = left * part;
                left *= 1.0 - part;
                if rest == 0.0 {
                    break;
                }
            }
            *last = left;
        }
        call.put_all(first, &row);
    }
    Ok(())
}
