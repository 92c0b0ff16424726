//! Inner loops: one block of elements of each input in, one block of results out.
//! Blocks are contiguous and typed; strides, casts and overlap are the business of `execute`.

#[cfg(feature = "complex")]
pub(crate) mod complex;
pub(crate) mod exponential;
pub(crate) mod float;
pub(crate) mod integer;
#[cfg(feature = "lanes")]
pub(crate) mod lanes;
pub(crate) mod library;
pub(crate) mod pair;
pub(crate) mod product;
pub(crate) mod scalar;
pub(crate) mod scan;
pub(crate) mod sum;
pub(crate) mod warning;

use crate::dtype::DType;

/// What an inner loop met on its way, as bits. NumPy warns of all but the last, on which it refuses.
///
/// Loops of integers tell it themselves. For floats it is found afterwards, by `warning`, and only when somebody listens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Flags(u8);

impl Flags {
    /// Nothing to tell.
    pub(crate) const NONE: Flags = Flags(0);
    /// A number was divided by 0, or a function taken at its pole.
    pub(crate) const DIVIDE_BY_ZERO: Flags = Flags(1);
    /// A result beyond the range of its dtype.
    pub(crate) const OVERFLOW: Flags = Flags(2);
    /// NaN came of numbers, or a float cannot be cast to an integer.
    pub(crate) const INVALID: Flags = Flags(8);
    /// An integer was to be raised to a negative integer power.
    pub(crate) const NEGATIVE_POWER: Flags = Flags(4);

    /// The same two of a cast before the loop.
    pub(crate) const CAST_OVERFLOW: Flags = Flags(16);
    pub(crate) const CAST_INVALID: Flags = Flags(32);

    /// These flags as told by a cast.
    pub(crate) fn of_cast(self) -> Flags {
        let both = [
            (Flags::OVERFLOW, Flags::CAST_OVERFLOW),
            (Flags::INVALID, Flags::CAST_INVALID),
        ];
        both.into_iter()
            .filter(|(own, _)| self.contains(*own))
            .fold(Flags::NONE, |flags, (_, cast)| flags.and(cast))
    }

    /// Both together.
    #[must_use]
    pub(crate) const fn and(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    /// Whether all bits of `other` are set.
    pub(crate) const fn contains(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }
}

/// A typed inner loop over untyped blocks: every slice holds the same number of aligned elements.
pub(crate) type Block = fn(&[&[u8]], &mut [u8]) -> Flags;

/// What a loop reads from for one of its inputs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<'a> {
    /// As many elements as the output has.
    Stream(&'a [u8]),
    /// One element, the same for every step. Only loops over lanes are given these.
    Splat(&'a [u8]),
}

impl<'a> Source<'a> {
    /// The bytes, of all elements or of the one.
    pub(crate) fn bytes(&self) -> &'a [u8] {
        match self {
            Source::Stream(bytes) | Source::Splat(bytes) => bytes,
        }
    }
}

/// The inner loop of one signature of a ufunc.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Inner {
    /// A loop of its own, with the operation inlined.
    Block(Block),
    /// A costly function of one number; `float32` is computed in `float64` and rounded once.
    Float1(fn(f64) -> f64),
    /// A costly function of two numbers, likewise.
    Float2(fn(f64, f64) -> f64),
}

impl Inner {
    /// Computes one block. `dtype` is that of the inputs, which `Float1` and `Float2` share between two.
    pub(crate) fn apply(self, dtype: DType, inputs: &[&[u8]], output: &mut [u8]) -> Flags {
        match (self, dtype) {
            (Inner::Block(block), _) => block(inputs, output),
            (Inner::Float1(f), DType::F32) => {
                scalar::unary::<f32, f32>(inputs, output, |a| f(f64::from(a)) as f32)
            }
            (Inner::Float1(f), _) => scalar::unary::<f64, f64>(inputs, output, f),
            (Inner::Float2(f), DType::F32) => scalar::binary::<f32, f32>(inputs, output, |a, b| {
                f(f64::from(a), f64::from(b)) as f32
            }),
            (Inner::Float2(f), _) => scalar::binary::<f64, f64>(inputs, output, f),
        }
    }
}
