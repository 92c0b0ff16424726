//! `correlate` and `convolve`: one sequence slid along another, their products added at each place.
//! Sums are taken from left to right in the result's dtype, integers wrapping, those of long floats as NumPy's library takes
//! them; bools are joined by "or".

use crate::array::Array;
use crate::bins::check_one_axis;
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
#[cfg(feature = "records")]
use crate::half::Half;
use crate::index::Index;
use crate::layout::Dims;
use crate::lines::{Lined, Work};
use crate::plan::lines::{LineCall, LineKernel};
use crate::promote::promote_types;
use crate::record::hearing;
use crate::ufunc::{self, Operand, heard};

/// At which places the shorter sequence is held against the longer one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    /// Where all of it lies on the other.
    Valid,
    /// As many places as the longer one has elements, the middle ones.
    Same,
    /// Wherever the two overlap.
    Full,
}

impl Mode {
    /// The mode of NumPy's name.
    ///
    /// # Errors
    /// `ValueError: mode must be one of 'valid', 'same', or 'full' (got 'x')`; for other words that begin like one of
    /// them, `Use one of 'valid', 'same', or 'full' for convolve/correlate mode`.
    pub fn from_name(name: &str) -> Result<Self> {
        hearing(|| match (name, name.as_bytes().first()) {
            ("valid", _) => Ok(Mode::Valid),
            ("same", _) => Ok(Mode::Same),
            ("full", _) => Ok(Mode::Full),
            (_, Some(b'v' | b'V' | b's' | b'S' | b'f' | b'F')) => Err(Error::value(
                "Use one of 'valid', 'same', or 'full' for convolve/correlate mode",
            )),
            _ => Err(Error::value(format!(
                "mode must be one of 'valid', 'same', or 'full' (got '{name}')"
            ))),
        })
    }
}

static CORRELATE: LineKernel = LineKernel {
    name: "correlate",
    run: slide,
};

/// Sequences up to this length NumPy holds against others by loops of its own, longer ones by its library.
const SHORT: usize = 11;

/// The sum of products of `float64` in the order of the library below NumPy, OpenBLAS' kernel for x86-64 with fused
/// multiply-add: four sums of four lanes over whole blocks of sixteen, then what is left.
fn double_dot(left: &[f64], right: &[f64]) -> f64 {
    let (blocks, rest) = left.as_chunks::<16>();
    let (others, other_rest) = right.as_chunks::<16>();
    let mut sums = [0.0f64; 16];
    for (block, other) in std::iter::zip(blocks, others) {
        for lane in 0..16 {
            sums[lane] = libm::fma(block[lane], other[lane], sums[lane]);
        }
    }
    let folded = |register: usize, lane: usize| {
        let place = 4 * register + lane;
        sums[place] + sums[place + 2]
    };
    let across =
        |lane: usize| (folded(2, lane) + folded(3, lane)) + (folded(0, lane) + folded(1, lane));
    let sum = across(0) + across(1);
    std::iter::zip(rest, other_rest).fold(sum, |sum, (a, b)| sum + a * b)
}

/// The same of `float32`, four sums of eight lanes; what is left of blocks of 32 is added in `float64`.
fn single_dot(left: &[f64], right: &[f64]) -> f64 {
    let (blocks, rest) = left.as_chunks::<32>();
    let (others, other_rest) = right.as_chunks::<32>();
    let mut sums = [0.0f32; 32];
    for (block, other) in std::iter::zip(blocks, others) {
        for lane in 0..32 {
            // A product of two `float32` is a `float64` without loss.
            sums[lane] = (block[lane] * other[lane] + f64::from(sums[lane])) as f32;
        }
    }
    let folded = |register: usize, lane: usize| {
        let place = 8 * register + lane;
        sums[place] + sums[place + 4]
    };
    let across =
        |lane: usize| (folded(2, lane) + folded(3, lane)) + (folded(0, lane) + folded(1, lane));
    let whole = (across(0) + across(1)) + (across(2) + across(3));
    let rest =
        std::iter::zip(rest, other_rest).fold(0.0, |sum, (a, b)| sum + f64::from((a * b) as f32));
    f64::from((rest + f64::from(whole)) as f32)
}

/// For each place a turn: every pair of elements that meet there is read.
fn slide(call: &mut LineCall<'_>) -> Result<()> {
    let (&[long, short], &[skipped]) = (call.inputs, call.arguments) else {
        return Ok(());
    };
    for place in 0..call.len() {
        // The first place of the longer one that lies under the shorter one, and the place of the shorter above it.
        let shift = place as i64 - skipped;
        let from_long = usize::try_from(shift).unwrap_or(0);
        let from_short = usize::try_from(-shift).unwrap_or(0);
        let count =
            (long.len().saturating_sub(from_long)).min(short.len().saturating_sub(from_short));
        let pairs = (0..count).map(|nth| (from_long + nth, from_short + nth));
        let reads: Vec<(usize, usize)> = pairs
            .clone()
            .flat_map(|(left, right)| [(0, left), (1, right)])
            .collect();
        let size = call.dtype.itemsize();
        if long.dtype.is_complex() {
            let (long, short) = (long.elements::<f64>(), short.elements::<f64>());
            let single = size == 8;
            let round = |value: f64| {
                if single {
                    f64::from(value as f32)
                } else {
                    value
                }
            };
            let (re, im) = pairs.fold((0.0, 0.0), |(re, im), (left, right)| {
                let (a, b) = (long[2 * left], long[2 * left + 1]);
                let (c, d) = (short[2 * right], short[2 * right + 1]);
                (
                    round(re + round(round(a * c) - round(b * d))),
                    round(im + round(round(a * d) + round(b * c))),
                )
            });
            let mut value = [0; 16];
            if single {
                value[..4].copy_from_slice(&(re as f32).to_le_bytes());
                value[4..8].copy_from_slice(&(im as f32).to_le_bytes());
            } else {
                value[..8].copy_from_slice(&re.to_le_bytes());
                value[8..].copy_from_slice(&im.to_le_bytes());
            }
            call.put(place, &value[..size.min(16)], &reads);
        } else if long.dtype == DType::F64 {
            let (long, short) = (long.elements::<f64>(), short.elements::<f64>());
            let single = call.dtype != DType::F64;
            // A product or sum of two `float32` taken in doubles and rounded is the one taken in `float32`.
            let round = |value: f64| {
                if single {
                    f64::from(value as f32)
                } else {
                    value
                }
            };
            let all = count == short.len();
            let in_halves = call.dtype != DType::F64 && call.dtype != DType::F32;
            let sum = if in_halves || all && count <= SHORT {
                pairs.fold(0.0, |sum, (left, right)| {
                    round(sum + round(long[left] * short[right]))
                })
            } else {
                let left = long.get(from_long..from_long + count).unwrap_or(&[]);
                let right = short.get(from_short..from_short + count).unwrap_or(&[]);
                match single {
                    true => single_dot(left, right),
                    false => double_dot(left, right),
                }
            };
            #[cfg(feature = "records")]
            if call.dtype == DType::F16 {
                // Added as `float32`, rounded once.
                let half = Half::from_f64(sum);
                call.put(place, &half.0.to_le_bytes(), &reads);
                continue;
            }
            if single {
                call.put(place, &(sum as f32).to_le_bytes(), &reads);
            } else {
                call.put(place, &sum.to_le_bytes(), &reads);
            }
        } else {
            let (long, short) = (long.elements::<i64>(), short.elements::<i64>());
            let products = pairs.map(|(left, right)| long[left].wrapping_mul(short[right]));
            let sum = if call.dtype == DType::Bool {
                products.fold(0, |any, both| any | both)
            } else {
                products.fold(0, i64::wrapping_add)
            };
            // The low bytes of an integer are the integer of that size.
            call.put(place, &sum.to_le_bytes()[..size.min(8)], &reads);
        }
    }
    Ok(())
}

/// The sums of products of one sequence slid along another (`np.correlate`), in their common dtype: 1-d. Of complex numbers
/// the second sequence is conjugated. A new array.
///
/// # Errors
/// `ValueError: first array argument cannot be empty`, `object too deep for desired array`; as [`crate::limit::grant`].
pub fn correlate(first: &Array, second: &Array, mode: Mode) -> Result<Array> {
    heard(correlated(first, second, mode))
}

fn correlated(first: &Array, second: &Array, mode: Mode) -> Result<Array> {
    check_one_axis(first)?;
    check_one_axis(second)?;
    for (array, which) in [(first, "first"), (second, "second")] {
        if array.size() == 0 {
            return Err(Error::value(format!(
                "{which} array argument cannot be empty"
            )));
        }
    }
    let conjugate;
    let second = if second.dtype.is_complex() {
        conjugate = ufunc::call("conjugate", &[Operand::Array(second)])?;
        &conjugate
    } else {
        second
    };
    if first.size() >= second.size() {
        return slid(first, second, mode);
    }
    // Slid the other way round the places come in the other order.
    let turned = slid(second, first, mode)?;
    turned
        .index(&[Index::every(-1)])?
        .copy(crate::array::copy::CopyOrder::C)
}

/// The longer sequence first.
fn slid(long: &Array, short: &Array, mode: Mode) -> Result<Array> {
    let (length, width) = (long.size(), short.size());
    let (skipped, places) = match mode {
        Mode::Valid => (0, length - width + 1),
        Mode::Same => (width / 2, length),
        Mode::Full => (width - 1, length.saturating_add(width - 1)),
    };
    let refusal = || Error::value("data type must provide an itemsize");
    #[cfg(feature = "records")]
    crate::records::promote::refuse_products(long, short)?;
    let dtype = promote_types(long.dtype, short.dtype);
    if !dtype.holds_numbers() {
        return Err(refusal());
    }
    let read = match dtype.kind() {
        Kind::Float => DType::F64,
        #[cfg(feature = "complex")]
        Kind::Complex => DType::C128,
        _ => DType::I64,
    };
    let work = Work {
        kernel: &CORRELATE,
        shape: Dims::new(),
        operands: vec![
            Lined::whole(long).read_as(read),
            Lined::whole(short).read_as(read),
        ],
        turns: places,
        arguments: crate::short::short![skipped],
    };
    work.run_line(&[places], dtype.native())
}

/// The sums of products of one sequence slid backward along another (`np.convolve`), in their common dtype: 1-d. A new array.
///
/// # Errors
/// `ValueError: a cannot be empty`, `v cannot be empty`, `object too deep for desired array`; as
/// [`crate::limit::grant`].
pub fn convolve(first: &Array, second: &Array, mode: Mode) -> Result<Array> {
    let one_axis = |array: &Array| match array.ndim() {
        0 => array.reshape(&[1]),
        _ => Ok(array.clone()),
    };
    let (mut first, mut second) = (one_axis(first)?, one_axis(second)?);
    for (array, name) in [(&first, 'a'), (&second, 'v')] {
        if array.shape().first() == Some(&0) {
            return heard(Err(Error::value(format!("{name} cannot be empty"))));
        }
    }
    if second.shape().first() > first.shape().first() {
        std::mem::swap(&mut first, &mut second);
    }
    heard(check_one_axis(&first))?;
    heard(check_one_axis(&second))?;
    heard(slid(&first, &second.index(&[Index::every(-1)])?, mode))
}
