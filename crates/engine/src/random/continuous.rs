//! The continuous distributions of `Generator` beyond the plain ones, a line each: parameters, their rules, one value.
//! Knows `fill` and `sample`.

use super::fill::{Target, drawn};
use super::generator::{Generator, unsupported};
use super::parameter::{Given, Rule, check, number_of, shape_of, values_over};
use super::sample::{continuous, gamma};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::broadcast::broadcast_shape;
use crate::ufunc::{Operand, heard};

/// Methods that draw one value after another: `name(parameter: Rule, …) -> element = sampler`.
macro_rules! distributions {
    ($($(#[$doc:meta])* $name:ident($($parameter:ident: $rule:ident),*) -> $element:ty = $sampler:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// A fresh array in C order of shape `size`, else of what the parameters broadcast to.
        ///
        /// # Errors
        /// `ValueError` in NumPy's words for a parameter out of its range, for shapes that do not fit; memory.
        pub fn $name(&mut self, $($parameter: Operand<'_>,)* size: Option<&[i64]>) -> Result<Array> {
            let given = [$(Given::new(stringify!($parameter), Rule::$rule, $parameter)),*];
            heard(drawn::<$element>(&mut self.source, stringify!($name), Target::Fresh(size), &given, $sampler))
        }
    )*};
}
pub(super) use distributions;

impl Generator {
    distributions! {
        /// Values of the gamma distribution.
        gamma(shape: NonNegative, scale: NonNegative) -> f64 =
            |source, [shape, scale, _]| scale * gamma::standard_gamma(&mut *source.bits, shape);
        /// Values of the beta distribution, between 0 and 1.
        beta(a: Positive, b: Positive) -> f64 = |source, [a, b, _]| gamma::beta(&mut *source.bits, a, b);
        /// Sums of `df` squared standard normal values.
        chisquare(df: Positive) -> f64 = |source, [df, ..]| gamma::chisquare(&mut *source.bits, df);
        /// Values of the F distribution: ratios of two chi-square values.
        f(dfnum: Positive, dfden: Positive) -> f64 =
            |source, [dfnum, dfden, _]| continuous::f(&mut *source.bits, dfnum, dfden);
        /// Chi-square values around another center.
        noncentral_chisquare(df: Positive, nonc: NonNegative) -> f64 =
            |source, [df, nonc, _]| continuous::noncentral_chisquare(&mut *source.bits, df, nonc);
        /// Values of the F distribution around another center.
        noncentral_f(dfnum: Positive, dfden: Positive, nonc: NonNegative) -> f64 =
            |source, [dfnum, dfden, nonc]| continuous::noncentral_f(&mut *source.bits, dfnum, dfden, nonc);
        /// Ratios of two standard normal values.
        standard_cauchy() -> f64 = |source, _| continuous::standard_cauchy(&mut *source.bits);
        /// Values of Student's t distribution.
        standard_t(df: Positive) -> f64 = |source, [df, ..]| continuous::standard_t(&mut *source.bits, df);
        /// Values of the Pareto II or Lomax distribution.
        pareto(a: Positive) -> f64 = |source, [a, ..]| continuous::pareto(&mut *source.bits, a);
        /// Values of the Weibull distribution.
        weibull(a: NonNegative) -> f64 = |source, [a, ..]| continuous::weibull(&mut *source.bits, a);
        /// Values between 0 and 1 whose density is a power.
        power(a: Positive) -> f64 = |source, [a, ..]| continuous::power(&mut *source.bits, a);
        /// Values of the Laplace or double exponential distribution.
        laplace(loc: Any, scale: NonNegative) -> f64 =
            |source, [loc, scale, _]| continuous::laplace(&mut *source.bits, loc, scale);
        /// Values of the Gumbel distribution of extremes.
        gumbel(loc: Any, scale: NonNegative) -> f64 =
            |source, [loc, scale, _]| continuous::gumbel(&mut *source.bits, loc, scale);
        /// Values of the logistic distribution.
        logistic(loc: Any, scale: NonNegative) -> f64 =
            |source, [loc, scale, _]| continuous::logistic(&mut *source.bits, loc, scale);
        /// Values whose logarithm is normal.
        lognormal(mean: Any, sigma: NonNegative) -> f64 =
            |source, [mean, sigma, _]| continuous::lognormal(&mut *source.bits, mean, sigma);
        /// Lengths of vectors with two normal coordinates.
        rayleigh(scale: NonNegative) -> f64 = |source, [scale, ..]| continuous::rayleigh(&mut *source.bits, scale);
        /// Directions in radians from -pi to pi, around `mu` and the nearer to it the larger `kappa` is.
        vonmises(mu: Any, kappa: NonNegative) -> f64 =
            |source, [mu, kappa, _]| continuous::vonmises(source, mu, kappa, false);
        /// Values of the Wald or inverse Gaussian distribution.
        wald(mean: Positive, scale: Positive) -> f64 =
            |source, [mean, scale, _]| continuous::wald(&mut *source.bits, mean, scale);
    }

    /// Gamma values of scale 1, `float64` or `float32`. Fresh, or `out` itself, which must be in C order.
    ///
    /// # Errors
    /// `ValueError: shape < 0`; `TypeError: Unsupported dtype …`; what `out` cannot take; memory.
    pub fn standard_gamma(
        &mut self,
        shape: Operand<'_>,
        size: Option<&[i64]>,
        dtype: DType,
        out: Option<&Array>,
    ) -> Result<Array> {
        let given = [Given::new("shape", Rule::NonNegative, shape)];
        let (source, name) = (&mut self.source, "standard_gamma");
        let target = Target::new(size, out);
        heard(match dtype {
            DType::F64 => drawn(source, name, target, &given, |source, [shape, ..]| {
                gamma::standard_gamma(&mut *source.bits, shape)
            }),
            DType::F32 => drawn(source, name, target, &given, |source, [shape, ..]| {
                gamma::standard_gamma_single(&mut *source.bits, shape as f32)
            }),
            _ => Err(unsupported(dtype, name)),
        })
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
}

/// Refuses the corners of a triangle that are out of order.
pub(super) fn ordered(given: &[Given<'_>; 3]) -> Result<()> {
    check(given)?;
    let [left, mode, right] = [0, 1, 2].map(|place: usize| given[place].value);
    type Breaks = fn(f64, f64) -> bool;
    let refused: [(_, _, Breaks, _); 3] = [
        (left, mode, |a, b| a > b, "left > mode"),
        (mode, right, |a, b| a > b, "mode > right"),
        (left, right, |a, b| a == b, "left == right"),
    ];
    for (one, other, breaks, sentence) in refused {
        let shape = broadcast_shape(&[&shape_of(one), &shape_of(other)])?;
        let rows = [values_over(one, &shape)?, values_over(other, &shape)?];
        let numbers = [one, other].map(|value| number_of(value).unwrap_or(0.0));
        // Two numbers are compared once.
        let scalars = number_of(one).is_some() && number_of(other).is_some();
        let count = rows[0].len().max(rows[1].len()).max(usize::from(scalars));
        let at =
            |side: usize, place: usize| rows[side].get(place).copied().unwrap_or(numbers[side]);
        if (0..count).any(|place| breaks(at(0, place), at(1, place))) {
            return Err(Error::value(sentence));
        }
    }
    Ok(())
}
