//! The distributions of `RandomState`, a line each: parameters, their rules, one value.
//! Knows `fill` and `sample`.

use super::RandomState;
use crate::array::Array;
use crate::error::{Error, Result};
use crate::random::bits::Source;
use crate::random::continuous::{distributions, ordered};
use crate::random::counts::{binomial_each, binomials, one_row_each};
use crate::random::fill::{Target, drawn};
use crate::random::generator::uniform;
use crate::random::parameter::{Given, Rule};
use crate::random::sample::{binomial, continuous, counts, legacy};
use crate::random::urns::{normalized, rows_of, samples, weights};
use crate::ufunc::{Operand, heard};

impl RandomState {
    distributions! {
        /// Values of the normal distribution around 0 with deviation 1.
        standard_normal() -> f64 = |source, _| legacy::gauss(source);
        /// Values of the normal distribution.
        normal(loc: Any, scale: NonNegative) -> f64 =
            |source, [loc, scale, _]| loc + scale * legacy::gauss(source);
        /// Values of the exponential distribution of mean 1.
        standard_exponential() -> f64 = |source, _| legacy::standard_exponential(source);
        /// Values of the exponential distribution.
        exponential(scale: NonNegative) -> f64 =
            |source, [scale, ..]| scale * legacy::standard_exponential(source);
        /// Gamma values of scale 1.
        standard_gamma(shape: NonNegative) -> f64 = |source, [shape, ..]| legacy::standard_gamma(source, shape);
        /// Values of the gamma distribution.
        gamma(shape: NonNegative, scale: NonNegative) -> f64 =
            |source, [shape, scale, _]| scale * legacy::standard_gamma(source, shape);
        /// Values of the beta distribution.
        beta(a: Positive, b: Positive) -> f64 = |source, [a, b, _]| legacy::beta(source, a, b);
        /// Sums of `df` squared standard normal values.
        chisquare(df: Positive) -> f64 = |source, [df, ..]| legacy::chisquare(source, df);
        /// Values of the F distribution.
        f(dfnum: Positive, dfden: Positive) -> f64 = |source, [dfnum, dfden, _]| legacy::f(source, dfnum, dfden);
        /// Ratios of two standard normal values.
        standard_cauchy() -> f64 = |source, _| legacy::standard_cauchy(source);
        /// Values of Student's t distribution.
        standard_t(df: Positive) -> f64 = |source, [df, ..]| legacy::standard_t(source, df);
        /// Values of the Pareto II or Lomax distribution.
        pareto(a: Positive) -> f64 = |source, [a, ..]| legacy::pareto(source, a);
        /// Values of the Weibull distribution.
        weibull(a: NonNegative) -> f64 = |source, [a, ..]| legacy::weibull(source, a);
        /// Values between 0 and 1 whose density is a power.
        power(a: Positive) -> f64 = |source, [a, ..]| legacy::power(source, a);
        /// Values of the Laplace distribution.
        laplace(loc: Any, scale: NonNegative) -> f64 =
            |source, [loc, scale, _]| continuous::laplace(&mut *source.bits, loc, scale);
        /// Values of the Gumbel distribution.
        gumbel(loc: Any, scale: NonNegative) -> f64 =
            |source, [loc, scale, _]| continuous::gumbel(&mut *source.bits, loc, scale);
        /// Values of the logistic distribution.
        logistic(loc: Any, scale: NonNegative) -> f64 =
            |source, [loc, scale, _]| continuous::logistic(&mut *source.bits, loc, scale);
        /// Values whose logarithm is normal.
        lognormal(mean: Any, sigma: NonNegative) -> f64 =
            |source, [mean, sigma, _]| legacy::lognormal(source, mean, sigma);
        /// Lengths of vectors with two normal coordinates.
        rayleigh(scale: NonNegative) -> f64 = |source, [scale, ..]| legacy::rayleigh(source, scale);
        /// Chi-square values around another center.
        noncentral_chisquare(df: Positive, nonc: NonNegative) -> f64 =
            |source, [df, nonc, _]| legacy::noncentral_chisquare(source, df, nonc);
        /// Values of the F distribution around another center.
        noncentral_f(dfnum: Positive, dfden: Positive, nonc: NonNegative) -> f64 =
            |source, [dfnum, dfden, nonc]| legacy::noncentral_f(source, dfnum, dfden, nonc);
        /// Directions in radians from -pi to pi, around `mu` and the nearer to it the larger `kappa` is. Beyond about 6e15
        /// NumPy draws without end: `ValueError: no value is accepted for these parameters: drawing would not end`.
        vonmises(mu: Any, kappa: NonNegative) -> f64 =
            |source, [mu, kappa, _]| continuous::vonmises(source, mu, kappa, true);
        /// Values of the Wald or inverse Gaussian distribution.
        wald(mean: Positive, scale: Positive) -> f64 = |source, [mean, scale, _]| legacy::wald(source, mean, scale);
        /// How many failures come before `n` successes: `int64`.
        negative_binomial(n: Positive, p: Probability) -> i64 =
            |source, [n, p, _]| legacy::negative_binomial(source, n, p);
        /// Values of Zipf's distribution: `int64`. From 1025 on, and next to 1, NumPy draws without end:
        /// `ValueError: no value is accepted for these parameters: drawing would not end`.
        zipf(a: AboveOne) -> i64 = |source, [a, ..]| legacy::zipf(source, a);
        /// Values of the logarithmic series distribution: `int64`.
        logseries(p: ProbabilityBelowOne) -> i64 = |source, [p, ..]| legacy::logseries(source, p);
        /// How often a rare event happens: `int64`.
        poisson(lam: Poisson) -> i64 = |source, [lam, ..]| counts::poisson(&mut *source.bits, lam);
        /// How many trials the first success takes: `int64`.
        geometric(p: ProbabilityAboveZero) -> i64 = |source, [p, ..]| legacy::geometric(source, p);
    }

    /// Values of the standard normal distribution of a shape given as arguments, none for a 0-d array (`randn(2, 3)`). A
    /// fresh array of `float64` in C order.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn randn(&mut self, shape: &[i64]) -> Result<Array> {
        self.standard_normal(Some(shape))
    }

    /// Uniform values from `low` up to, but not including, `high`, which may be below it: `float64`, a fresh array.
    ///
    /// # Errors
    /// `OverflowError: Range exceeds valid bounds`; shapes that do not fit; memory.
    pub fn uniform(
        &mut self,
        low: Operand<'_>,
        high: Operand<'_>,
        size: Option<&[i64]>,
    ) -> Result<Array> {
        let sentence = "Range exceeds valid bounds";
        heard(uniform(
            &mut self.source,
            low,
            high,
            size,
            Rule::Any,
            sentence,
        ))
    }

    /// Values between `left` and `right`, most often near `mode`: `float64`, a fresh array.
    ///
    /// # Errors
    /// `ValueError: left > mode`, `mode > right`, `left == right`; shapes that do not fit; memory.
    pub fn triangular(
        &mut self,
        left: Operand<'_>,
        mode: Operand<'_>,
        right: Operand<'_>,
        size: Option<&[i64]>,
    ) -> Result<Array> {
        let given = [
            Given::new("left", Rule::Any, left),
            Given::new("mode", Rule::Any, mode),
            Given::new("right", Rule::Any, right),
        ];
        heard(ordered(&given).and_then(|()| {
            drawn(
                &mut self.source,
                "triangular",
                Target::Fresh(size),
                &given,
                |source, [left, mode, right]| {
                    continuous::triangular(&mut *source.bits, left, mode, right)
                },
            )
        }))
    }

    /// How many good ones are in samples without replacement: `int64`, a fresh array.
    ///
    /// # Errors
    /// `ValueError: ngood + nbad < nsample`, `ngood < 0`, `nsample < 1 or nsample is NaN`; `TypeError` for floats;
    /// `ValueError: no value is accepted for these parameters: drawing would not end` for counts next to `2**63`;
    /// shapes that do not fit; memory.
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
            false,
        ))
    }

    /// `n` trials shared among slots: `int64`, a fresh array whose last axis is that of `pvals`.
    ///
    /// # Errors
    /// `ValueError: sum(pvals[:-1]) > 1.0`, `pvals < 0, pvals > 1 or pvals contains NaNs`, `n < 0`;
    /// `TypeError: pvals must be a 1-d sequence`; memory.
    pub fn multinomial(&mut self, n: i64, pvals: &Array, size: Option<&[i64]>) -> Result<Array> {
        heard(one_row_each(&mut self.source, n, pvals, size))
    }

    /// Shares that sum to 1, spread as `alpha` weighs them: `float64`, a fresh array with an axis for the shares.
    ///
    /// # Errors
    /// `ValueError: alpha <= 0`; `TypeError: len() of unsized object` for a 0-d array; memory.
    pub fn dirichlet(&mut self, alpha: &Array, size: Option<&[i64]>) -> Result<Array> {
        heard(shares(&mut self.source, alpha, size))
    }

    /// Integers from 0 to the largest `int64`: a fresh array.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn tomaxint(&mut self, size: Option<&[i64]>) -> Result<Array> {
        let sampler =
            |source: &mut Source, _: [f64; 3]| (source.bits.next_u64() >> 1).cast_signed();
        heard(drawn(
            &mut self.source,
            "tomaxint",
            Target::Fresh(size),
            &[],
            sampler,
        ))
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
            binomial_each(call, binomial::binomial_of_old)
        }))
    }
}

fn shares(source: &mut Source, alpha: &Array, size: Option<&[i64]>) -> Result<Array> {
    let weights = weights(alpha)?;
    if weights.iter().any(|&weight| weight <= 0.0) {
        return Err(Error::value("alpha <= 0"));
    }
    let rows = rows_of(alpha, size)?;
    rows.normalized(source, |call| {
        normalized(call, legacy::standard_gamma);
        Ok(())
    })
}
