//! The plan of a random draw: a generator as it was, a distribution, its parameters, and where the values go.
//! Data, and the interface of what draws; `random` makes it, `execute` reads it.

use crate::short::SmallVec;

use super::lines::Line;
use super::{Operand, Output};
use crate::dtype::DType;
use crate::error::Result;
use crate::layout::Dims;
use crate::random::Source;

/// Random values, one after another.
#[derive(Clone, Debug)]
pub struct Draw {
    /// NumPy's name of the generator of bits, such as `PCG64`.
    pub generator: &'static str,
    /// The method, such as `normal`.
    pub distribution: &'static str,
    /// The generator as it was before the first draw.
    pub(crate) source: Source,
    /// The shape of the draws.
    pub shape: Dims,
    /// The parameters.
    pub operands: Vec<Operand>,
    /// Whether each parameter is spread over the shape, one element for each draw; else all draws look at all elements.
    pub spread: bool,
    /// Whole numbers that the method asks for.
    pub arguments: SmallVec<[i64; 4]>,
    /// The result; it lies in one piece, and is written in its memory order.
    pub output: Output,
    /// How values are made.
    pub(crate) way: Way,
    /// How they are made many at a time.
    pub(crate) batch: Option<Batch>,
}

/// Makes all values at once, the same that [`Way`] makes. False where it cannot, and has done nothing.
pub(crate) type Batch = fn(&mut DrawCall<'_>) -> bool;

impl PartialEq for Draw {
    /// Generator and distribution tell the way.
    fn eq(&self, other: &Self) -> bool {
        self.generator == other.generator
            && self.distribution == other.distribution
            && self.source == other.source
            && (&self.shape, &self.operands, self.spread)
                == (&other.shape, &other.operands, other.spread)
            && (&self.arguments, &self.output) == (&other.arguments, &other.output)
    }
}

/// How random bits become elements.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    /// A `float64` from up to three parameters.
    F64(fn(&mut Source, [f64; 3]) -> f64),
    /// A `float32`.
    F32(fn(&mut Source, [f64; 3]) -> f32),
    /// An `int64`.
    I64(fn(&mut Source, [f64; 3]) -> i64),
    /// All elements at once.
    All(fn(&mut DrawCall<'_>) -> Result<()>),
}

/// What a method gets: a generator, the parameters packed, the result, and perhaps somebody who watches.
#[derive(Debug)]
pub(crate) struct DrawCall<'a> {
    pub(crate) source: &'a mut Source,
    /// One line for each parameter, of a single element where all draws have the same.
    pub(crate) inputs: &'a [Line<'a>],
    pub(crate) arguments: &'a [i64],
    /// The result in memory order, all zeros before where it is fresh.
    pub(crate) output: &'a mut [u8],
    pub(crate) dtype: DType,
    pub(crate) watched: Option<&'a mut Vec<Drawn>>,
}

/// One element written during a draw.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Drawn {
    /// Its place in the result's memory order.
    pub(crate) place: usize,
    pub(crate) value: SmallVec<[u8; 8]>,
    /// How many words the generator had made until then.
    pub(crate) words: u64,
}

impl DrawCall<'_> {
    /// Places in the result.
    pub(crate) fn len(&self) -> usize {
        self.output.len() / self.dtype.itemsize().max(1)
    }

    /// The parameter's element for a place.
    pub(crate) fn at<T: bytemuck::Pod>(&self, input: usize, place: usize) -> Option<T> {
        match self.inputs.get(input)?.elements() {
            [only] => Some(*only),
            many => many.get(place).copied(),
        }
    }

    /// A whole number that the method asked for.
    pub(crate) fn argument(&self, number: usize) -> i64 {
        self.arguments.get(number).copied().unwrap_or(0)
    }

    /// Writes one element.
    pub(crate) fn put<T: bytemuck::Pod>(&mut self, place: usize, value: T) {
        self.put_bytes(place, bytemuck::bytes_of(&value));
    }

    /// Writes the bytes of one element.
    pub(crate) fn put_bytes(&mut self, place: usize, value: &[u8]) {
        let start = place.saturating_mul(value.len());
        let slot = self
            .output
            .get_mut(start..start.saturating_add(value.len()));
        let Some(slot) = slot else {
            return;
        };
        slot.copy_from_slice(value);
        if let Some(drawn) = &mut self.watched {
            drawn.push(Drawn {
                place,
                value: SmallVec::from_slice(value),
                words: self.source.words(),
            });
        }
    }

    /// Writes elements one after another.
    pub(crate) fn put_all<T: bytemuck::Pod>(&mut self, first: usize, values: &[T]) {
        for (place, &value) in (first..).zip(values) {
            self.put(place, value);
        }
    }
}
