//! `Generator`: NumPy's random numbers since 1.17, by default over PCG64. The plain draws; other files add the rest.
//! Knows sources and arrays.

use std::any::Any;

use super::batch::Values;
use super::bits::{Bits, Source};
use super::fill::{Target, drawn, drawn_together, filled, scaled};
use super::parameter::{Given, Rule, check, number_of};
use super::pcg64::Pcg64;
use super::seed::{Entropy, SeedSequence};
use super::ziggurat;
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::kernel::library::log1p;
use crate::plan::draw::DrawCall;
use crate::record::without_warnings;
use crate::ufunc::{Arguments, Operand, call_with, heard};

/// Draws arrays of random numbers (`np.random.Generator`).
#[derive(Debug)]
pub struct Generator {
    pub(super) source: Source,
    /// What children are made of, and how.
    seed: Option<(SeedSequence, Maker)>,
}

/// Makes a generator of bits from a seed.
type Maker = fn(&SeedSequence) -> Box<dyn Bits>;

/// A generator over PCG64 (`np.random.default_rng(seed)`): the same seed gives the same numbers, today and in NumPy.
pub fn default_rng(entropy: Entropy) -> Generator {
    Generator::from_sequence(SeedSequence::new(entropy), |seed| {
        Box::new(Pcg64::new(seed))
    })
}

/// How `standard_exponential` makes its values.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Method {
    /// The ziggurat.
    #[default]
    Ziggurat,
    /// `-log1p(-u)` of a uniform value.
    Inverse,
}

impl Generator {
    /// A generator over any bits that can be made from a seed sequence.
    pub fn from_sequence(seed: SeedSequence, make: fn(&SeedSequence) -> Box<dyn Bits>) -> Self {
        Self {
            source: Source::new(make(&seed)),
            seed: Some((seed, make)),
        }
    }

    /// A generator over bits that were made in another way; it cannot spawn.
    pub fn over(bits: Box<dyn Bits>) -> Self {
        Self {
            source: Source::new(bits),
            seed: None,
        }
    }

    /// The bits below, where they are of this type: `rng.bits::<Pcg64>()` shows `bit_generator.state`.
    pub fn bits<B: Bits + 'static>(&self) -> Option<&B> {
        let bits: &dyn Any = self.source.bits.as_any();
        bits.downcast_ref()
    }

    /// Goes on with these bits (`rng.bit_generator.state = state`); children are still made of the same seed.
    pub fn set_bits(&mut self, bits: Box<dyn Bits>) {
        self.source = Source::new(bits);
    }

    /// The seed sequence, where there is one.
    pub fn seed_sequence(&self) -> Option<&SeedSequence> {
        self.seed.as_ref().map(|(seed, _)| seed)
    }

    /// New generators, independent of this one and of each other; this one's own numbers do not change.
    ///
    /// # Errors
    /// `TypeError: The underlying SeedSequence does not implement spawning.`; memory.
    pub fn spawn(&mut self, count: u32) -> Result<Vec<Generator>> {
        let Some((seed, make)) = &mut self.seed else {
            return heard(Err(Error::type_(
                "The underlying SeedSequence does not implement spawning.",
            )));
        };
        let children = seed.spawn(count)?.into_iter();
        Ok(children
            .map(|seed| Self::from_sequence(seed, *make))
            .collect())
    }

    /// Uniform values in `[0, 1)`: `float64` with 53 random bits or `float32` with 24. A fresh array, or `out` itself.
    ///
    /// # Errors
    /// `TypeError: Unsupported dtype dtype('int64') for random`; what `out` cannot take; as [`crate::limit::grant`].
    pub fn random(
        &mut self,
        size: Option<&[i64]>,
        dtype: DType,
        out: Option<&Array>,
    ) -> Result<Array> {
        let (source, target) = (&mut self.source, Target::new(size, out));
        heard(match dtype {
            DType::F64 => drawn_together(
                source,
                "random",
                target,
                &[],
                |source, _| source.double(),
                Some(|call| filled(call, |to| Values::Doubles(to))),
            ),
            DType::F32 => drawn_together(
                source,
                "random",
                target,
                &[],
                |source, _| source.bits.next_float(),
                Some(|call| filled(call, |to| Values::Singles(to))),
            ),
            _ => Err(unsupported(dtype, "random")),
        })
    }

    /// Values of the normal distribution around 0 with deviation 1, `float64` or `float32`. Fresh, or `out` itself.
    ///
    /// # Errors
    /// As [`Generator::random`].
    pub fn standard_normal(
        &mut self,
        size: Option<&[i64]>,
        dtype: DType,
        out: Option<&Array>,
    ) -> Result<Array> {
        let (source, name) = (&mut self.source, "standard_normal");
        let target = Target::new(size, out);
        heard(match dtype {
            DType::F64 => drawn_together(
                source,
                name,
                target,
                &[],
                |source, _| ziggurat::normal(&mut *source.bits),
                Some(|call| filled(call, |to| Values::Normals(to))),
            ),
            DType::F32 => drawn_together(
                source,
                name,
                target,
                &[],
                |source, _| ziggurat::single::normal(&mut *source.bits),
                Some(|call| filled(call, |to| Values::SingleNormals(to))),
            ),
            _ => Err(unsupported(dtype, name)),
        })
    }

    /// Values of the exponential distribution of mean 1, `float64` or `float32`. Fresh, or `out` itself.
    ///
    /// # Errors
    /// As [`Generator::random`].
    pub fn standard_exponential(
        &mut self,
        size: Option<&[i64]>,
        dtype: DType,
        method: Method,
        out: Option<&Array>,
    ) -> Result<Array> {
        let (source, name) = (&mut self.source, "standard_exponential");
        let target = Target::new(size, out);
        heard(match (dtype, method) {
            (DType::F64, Method::Ziggurat) => drawn_together(
                source,
                name,
                target,
                &[],
                |source, _| ziggurat::exponential(&mut *source.bits),
                Some(|call| filled(call, |to| Values::Exponentials(to))),
            ),
            (DType::F64, Method::Inverse) => drawn(source, name, target, &[], |source, _| {
                -log1p(-source.double())
            }),
            (DType::F32, Method::Ziggurat) => drawn_together(
                source,
                name,
                target,
                &[],
                |source, _| ziggurat::single::exponential(&mut *source.bits),
                Some(|call| filled(call, |to| Values::SingleExponentials(to))),
            ),
            (DType::F32, Method::Inverse) => drawn(source, name, target, &[], |source, _| {
                -log1p(-f64::from(source.bits.next_float())) as f32
            }),
            _ => Err(unsupported(dtype, name)),
        })
    }

    /// Uniform values from `low` up to, but not including, `high`: `float64`, a fresh array.
    ///
    /// # Errors
    /// `OverflowError: high - low range exceeds valid bounds`; `ValueError: high - low < 0`; sizes and memory.
    pub fn uniform(
        &mut self,
        low: Operand<'_>,
        high: Operand<'_>,
        size: Option<&[i64]>,
    ) -> Result<Array> {
        heard(uniform(
            &mut self.source,
            low,
            high,
            size,
            Rule::NonNegative,
            "high - low range exceeds valid bounds",
        ))
    }

    /// Values of the normal distribution with this mean and deviation: `float64`, a fresh array.
    ///
    /// # Errors
    /// `ValueError: scale < 0`; sizes and memory.
    pub fn normal(
        &mut self,
        loc: Operand<'_>,
        scale: Operand<'_>,
        size: Option<&[i64]>,
    ) -> Result<Array> {
        let given = [
            Given::new("loc", Rule::Any, loc),
            Given::new("scale", Rule::NonNegative, scale),
        ];
        heard(drawn_together(
            &mut self.source,
            "normal",
            Target::Fresh(size),
            &given,
            |source, [loc, scale, _]| loc + scale * ziggurat::normal(&mut *source.bits),
            Some(|call| {
                scaled(
                    call,
                    |to| Values::Normals(to),
                    |[loc, scale], z| loc + scale * z,
                )
            }),
        ))
    }

    /// Values of the exponential distribution of this mean: `float64`, a fresh array.
    ///
    /// # Errors
    /// `ValueError: scale < 0`; sizes and memory.
    pub fn exponential(&mut self, scale: Operand<'_>, size: Option<&[i64]>) -> Result<Array> {
        let given = [Given::new("scale", Rule::NonNegative, scale)];
        heard(drawn_together(
            &mut self.source,
            "exponential",
            Target::Fresh(size),
            &given,
            |source, [scale, ..]| scale * ziggurat::exponential(&mut *source.bits),
            Some(|call| {
                scaled(
                    call,
                    |to| Values::Exponentials(to),
                    |[scale, _], e| scale * e,
                )
            }),
        ))
    }
}

/// The refusal of a dtype that a method cannot draw.
pub(super) fn unsupported(dtype: DType, method: &str) -> Error {
    Error::type_(format!("Unsupported dtype {} for {method}", dtype.repr()))
}

/// Uniform values of either generator, which differ in what they refuse.
pub(super) fn uniform(
    source: &mut Source,
    low: Operand<'_>,
    high: Operand<'_>,
    size: Option<&[i64]>,
    rule: Rule,
    scalar_sentence: &str,
) -> Result<Array> {
    let overflow = |sentence: &str| Err(Error::new(ErrorClass::Overflow, sentence));
    check(&[
        Given::new("low", Rule::Any, low),
        Given::new("high", Rule::Any, high),
    ])?;
    let sampler = |source: &mut Source, [low, range, _]: [f64; 3]| low + range * source.double();
    let target = Target::Fresh(size);
    if let (Some(low), Some(high)) = (number_of(low), number_of(high)) {
        if !(high - low).is_finite() {
            return overflow(scalar_sentence);
        }
        let given = [
            Given::new("low", Rule::Any, Operand::PyFloat(low)),
            Given::new("high - low", rule, Operand::PyFloat(high - low)),
        ];
        let batch = |call: &mut DrawCall<'_>| {
            scaled(
                call,
                |to| Values::Doubles(to),
                |[low, range], u| low + range * u,
            )
        };
        return drawn_together(source, "uniform", target, &given, sampler, Some(batch));
    }
    // As doubles, whatever the bounds are, and without a warning: what is not finite is refused.
    let arguments = Arguments {
        dtype: Some(DType::F64),
        ..Arguments::default()
    };
    let range = without_warnings(|| call_with("subtract", &[high, low], arguments))?;
    let Some(range) = range.first() else {
        return Err(Error::value("subtract has one result"));
    };
    if range
        .to_vec::<f64>()?
        .iter()
        .any(|range| !range.is_finite())
    {
        return overflow("Range exceeds valid bounds");
    }
    let given = [
        Given::new("low", Rule::Any, low),
        Given::new("high - low", rule, Operand::Array(range)),
    ];
    drawn(source, "uniform", target, &given, sampler)
}
