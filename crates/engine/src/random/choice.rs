//! Samples of a population, with and without replacement, with equal and other probabilities.
//! Knows integers and uniform values; takes the chosen entries along an axis by bytes.

use super::bits::Source;
use super::bounded::Bounded;
use super::counts::kahan_sum;
use super::fill::Drawing;
use super::generator::Generator;
use super::integers::{Wanted, integers};
use super::parameter::integer_from_scalar;
use crate::array::Array;
use crate::cast::{Casting, check_cast};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::{Dims, Layout, Order};
use crate::limit;
use crate::plan::Bounds;
use crate::plan::draw::DrawCall;
use crate::ufunc::{Operand, heard};

/// What is drawn from: the integers below a number, or an array's entries along an axis.
pub type Population<'a> = Operand<'a>;

impl Generator {
    /// Entries drawn from an array along an axis, or integers below a number; `p` gives each its probability.
    ///
    /// A fresh array in C order: `size` takes the axis's place; without it, the axis goes.
    ///
    /// # Errors
    /// `ValueError: a must be a positive integer unless no samples are taken`, `a cannot be empty unless …`,
    /// `a and p must have same size`, `Probabilities do not sum to 1. …`,
    /// `Cannot take a larger sample than population when replace is False`, and others in NumPy's words; memory.
    #[allow(clippy::too_many_arguments)]
    pub fn choice(
        &mut self,
        a: Population<'_>,
        size: Option<&[i64]>,
        replace: bool,
        p: Option<&Array>,
        axis: i64,
        shuffle: bool,
    ) -> Result<Array> {
        heard(chosen(&mut self.source, a, size, replace, p, axis, shuffle))
    }
}

fn chosen(
    source: &mut Source,
    a: Population<'_>,
    size: Option<&[i64]>,
    replace: bool,
    p: Option<&Array>,
    axis: i64,
    shuffle: bool,
) -> Result<Array> {
    // A size of no axes would have a product of 1.
    let nothing = size.is_some_and(|size| size.contains(&0));
    let along = match a {
        Operand::Array(array) if array.ndim() > 0 => {
            let ndim = array.ndim() as i64;
            let along = if axis < 0 {
                axis.saturating_add(ndim)
            } else {
                axis
            };
            let found = usize::try_from(along)
                .ok()
                .filter(|&axis| axis < array.ndim());
            found.ok_or_else(|| Error::index("tuple index out of range"))?
        }
        _ => 0,
    };
    let population = match a {
        Operand::Array(array) if array.ndim() > 0 => i128::from(array.shape()[along]),
        other => lone_population(other)?,
    };
    if population <= 0 && !nothing {
        return Err(Error::value(match a {
            Operand::Array(array) if array.ndim() > 0 => {
                "a cannot be empty unless no samples are taken"
            }
            _ => "a must be a positive integer unless no samples are taken",
        }));
    }
    let shares = match p {
        Some(p) => Some(checked_shares(p, population, &NEW_WORDS)?),
        None => None,
    };
    let shape = size.unwrap_or(&[]);
    let places = if replace {
        match shares {
            Some(shares) => by_shares(source, shape, shares)?,
            None => {
                let wanted = Wanted {
                    dtype: DType::I64,
                    endpoint: false,
                    masked: false,
                    method: "choice",
                };
                let high = Some(Operand::PyInt(population));
                integers(source, Operand::PyInt(0), high, Some(shape), wanted)?
            }
        }
    } else {
        let count = sample_size(shape);
        if i128::from(count) > population {
            return Err(Error::value(
                "Cannot take a larger sample than population when replace is False",
            ));
        }
        if count < 0 {
            return Err(Error::value("negative dimensions are not allowed"));
        }
        match shares {
            Some(shares) => without_repeats(source, shape, count, shares)?,
            None => {
                let population = i64::try_from(population).unwrap_or(i64::MAX);
                distinct(source, shape, count, population, shuffle)?
            }
        }
    };
    match a {
        Operand::Array(array) if array.ndim() > 0 => taken(array, &places, along),
        _ => Ok(places),
    }
}

/// The number that stands for the integers below it.
fn lone_population(a: Operand<'_>) -> Result<i128> {
    let refused = |class: &str| {
        Error::value(format!(
            "a must be a sequence or an integer, not <class '{class}'>"
        ))
    };
    match a {
        Operand::PyInt(value) => Ok(value),
        Operand::PyBool(value) => Ok(value.into()),
        Operand::Array(array) => array
            .nth(0)
            .and_then(integer_from_scalar)
            .ok_or_else(|| refused("numpy.ndarray")),
        Operand::PyFloat(_) => Err(refused("float")),
        #[cfg(feature = "complex")]
        Operand::PyComplex(_) => Err(refused("complex")),
    }
}

/// The product of a size, wrapping as NumPy's does.
pub(super) fn sample_size(shape: &[i64]) -> i64 {
    shape
        .iter()
        .fold(1, |product: i64, &extent| product.wrapping_mul(extent))
}

/// The sentences about probabilities, in the order in which they are looked at.
pub(super) struct Words {
    pub(super) flat: &'static str,
    pub(super) same_size: &'static str,
    pub(super) not_a_number: &'static str,
    pub(super) negative: &'static str,
    pub(super) sum: &'static str,
}

const NEW_WORDS: Words = Words {
    flat: "p must be 1-dimensional",
    same_size: "a and p must have same size",
    not_a_number: "Probabilities contain NaN",
    negative: "Probabilities are not non-negative",
    sum: "Probabilities do not sum to 1. See Notes section of docstring for more information.",
};

/// The probabilities, held to what they must be.
pub(super) fn checked_shares<'a>(
    p: &'a Array,
    population: i128,
    words: &Words,
) -> Result<&'a Array> {
    if p.ndim() == 0 {
        return Err(Error::type_("len() of unsized object"));
    }
    // As far from 1 as the precision of p excuses.
    let tolerance = if p.dtype == DType::F32 {
        f64::from(libm::sqrtf(f32::EPSILON))
    } else {
        libm::sqrt(f64::EPSILON)
    };
    check_cast(p.dtype, DType::F64, Casting::Safe)?;
    if p.ndim() != 1 {
        return Err(Error::value(words.flat));
    }
    if i128::from(p.size()) != population {
        return Err(Error::value(words.same_size));
    }
    let shares: Vec<f64> = p.to_vec()?;
    let sum = kahan_sum(&shares);
    if sum.is_nan() {
        return Err(Error::value(words.not_a_number));
    }
    if shares.iter().any(|&share| share < 0.0) {
        return Err(Error::value(words.negative));
    }
    if (sum - 1.0).abs() > tolerance {
        return Err(Error::value(words.sum));
    }
    Ok(p)
}

/// Running sums of the probabilities, the last of them made 1.
fn running(shares: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut sums: Vec<f64> = shares
        .iter()
        .enumerate()
        .map(|(place, &share)| {
            sum = if place == 0 { share } else { sum + share };
            sum
        })
        .collect();
    for value in &mut sums {
        *value /= sum;
    }
    sums
}

/// The first place whose running sum is above a uniform value; NaN, which sorts last, is above all.
fn place_of(sums: &[f64], uniform: f64) -> i64 {
    sums.partition_point(|&sum| sum <= uniform) as i64
}

/// Places drawn with probabilities, each draw like the first.
pub(super) fn by_shares(source: &mut Source, shape: &[i64], shares: &Array) -> Result<Array> {
    let places = Array::blank(shape, DType::I64)?;
    let drawing = Drawing::all("choice", shape, place_each).whole(shares, DType::F64);
    drawing.into_array(source, &places, true)?;
    Ok(places)
}

/// The probabilities, which are the only parameter.
fn shares_of(call: &DrawCall<'_>) -> Vec<f64> {
    let line = call.inputs.first();
    line.map_or_else(Vec::new, |line| line.elements().to_vec())
}

fn place_each(call: &mut DrawCall<'_>) -> Result<()> {
    let sums = running(&shares_of(call));
    for slot in 0..call.len() {
        let place = place_of(&sums, call.source.double());
        call.put(slot, place);
    }
    Ok(())
}

/// Places drawn with probabilities, none twice: repeats are thrown away and drawn again among the rest.
pub(super) fn without_repeats(
    source: &mut Source,
    shape: &[i64],
    count: i64,
    shares: &Array,
) -> Result<Array> {
    let all: Vec<f64> = shares.to_vec()?;
    let possible = all.iter().filter(|&&share| share > 0.0).count();
    if possible < usize::try_from(count).unwrap_or(0) {
        return Err(Error::value("Fewer non-zero entries in p than size"));
    }
    let places = Array::blank(shape, DType::I64)?;
    let drawing = Drawing::all("choice", shape, place_once).whole(shares, DType::F64);
    drawing.into_array(source, &places, true)?;
    Ok(places)
}

fn place_once(call: &mut DrawCall<'_>) -> Result<()> {
    let mut shares = shares_of(call);
    let wanted = call.len();
    let mut found: Vec<i64> = Vec::with_capacity(wanted);
    while found.len() < wanted {
        // All uniform values of a round are drawn before any is looked at.
        let round: Vec<f64> = (found.len()..wanted)
            .map(|_| call.source.double())
            .collect();
        for &place in &found {
            if let Some(share) = usize::try_from(place)
                .ok()
                .and_then(|place| shares.get_mut(place))
            {
                *share = 0.0;
            }
        }
        let sums = running(&shares);
        let mut seen = vec![false; shares.len() + 1];
        for uniform in round {
            let place = place_of(&sums, uniform);
            if let Some(seen) = seen.get_mut(place as usize)
                && !std::mem::replace(seen, true)
            {
                call.put(found.len(), place);
                found.push(place);
            }
        }
    }
    Ok(())
}

/// Distinct integers below a number: the end of a shuffle where many are wanted, else R.W. Floyd's method.
fn distinct(
    source: &mut Source,
    shape: &[i64],
    count: i64,
    population: i64,
    shuffle: bool,
) -> Result<Array> {
    let places = reshaped(shape)?;
    let arguments = [population, count, i64::from(shuffle)];
    let drawing = Drawing::all("choice", shape, distinct_each).with(&arguments);
    drawing.into_array(source, &places, true)?;
    Ok(places)
}

fn distinct_each(call: &mut DrawCall<'_>) -> Result<()> {
    let (population, count) = (call.argument(0), call.argument(1));
    let shuffle = call.argument(2) != 0;
    let cutoff = if shuffle { 50 } else { 20 };
    let mut bounded = Bounded::new(64, false);
    let mut below = |source: &mut Source, limit: i64| {
        let limit = limit.cast_unsigned();
        bounded.draw(&mut *source.bits, 0, limit).cast_signed()
    };
    if population > 10_000 && count > population / cutoff {
        limit::grant(&[population], DType::I64)?;
        let mut all: Vec<i64> = (0..population).collect();
        for last in (population.saturating_sub(count).max(1)..population).rev() {
            all.swap(last as usize, below(call.source, last) as usize);
        }
        call.put_all(0, &all[(population - count) as usize..]);
        return Ok(());
    }
    let mut chosen = Chosen::new(count)?;
    let mut slots = Vec::with_capacity(call.len());
    for (slot, last) in (0..call.len()).zip(population - count..population) {
        let value = below(call.source, last);
        // A number met before gives way to the newest, which cannot have been met.
        let value = if chosen.insert(value) {
            value
        } else {
            chosen.insert(last);
            last
        };
        call.put(slot, value);
        slots.push(value);
    }
    if shuffle {
        for last in (1..slots.len()).rev() {
            let other = below(call.source, last as i64) as usize;
            slots.swap(last, other);
            call.put(last, slots[last]);
            call.put(other, slots[other]);
        }
    }
    Ok(())
}

/// Zeros for places that NumPy gives their shape afterwards, which keeps strides beside an axis of length 0.
pub(super) fn reshaped(shape: &[i64]) -> Result<Array> {
    if shape.iter().filter(|&&extent| extent < 0).count() > 1 {
        return Err(Error::value("can only specify one unknown dimension"));
    }
    if shape.len() == 1 {
        return Array::blank(shape, DType::I64);
    }
    limit::grant(shape, DType::I64)?;
    let kept: Dims = shape.iter().map(|&extent| extent.max(1)).collect();
    let mut layout = Layout::contiguous(&kept, DType::I64.itemsize(), Order::C);
    layout.shape = shape.into();
    Array::zeros_over(layout, DType::I64)
}

/// A set of numbers in a table with open places.
struct Chosen {
    places: Vec<i64>,
    mask: usize,
}

impl Chosen {
    /// Room for so many numbers.
    fn new(count: i64) -> Result<Self> {
        let room = (1.2 * count as f64) as u64;
        let mask = super::bits::mask_of(room);
        let length = i64::try_from(mask).unwrap_or(i64::MAX).saturating_add(1);
        limit::grant(&[length], DType::I64)?;
        Ok(Self {
            places: vec![-1; usize::try_from(length).unwrap_or(1)],
            mask: usize::try_from(mask).unwrap_or(0),
        })
    }

    /// Adds a number; false where it was there.
    fn insert(&mut self, value: i64) -> bool {
        let mut place = value as usize & self.mask;
        while self.places[place] != -1 {
            if self.places[place] == value {
                return false;
            }
            place = (place + 1) & self.mask;
        }
        self.places[place] = value;
        true
    }
}

/// An array's entries at places along an axis, in C order: the places' shape takes the axis's place.
pub(super) fn taken(array: &Array, places: &Array, axis: usize) -> Result<Array> {
    array.take(places, i64::try_from(axis).ok(), Bounds::Raise)
}
