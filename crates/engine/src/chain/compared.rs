//! `where` by a comparison, as one call: of numbers of one dtype and one shape that lie side by side, and Python numbers. The
//! loop is one of `kernel::lanes::compared`; what was found out for one call is kept for the next.
//! Knows which loop there is and how its inputs have to lie; nothing of chains.

use std::cell::Ref;

use super::link::{Link, Number};
use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::execute::Lent;
#[cfg(feature = "kept")]
use crate::kept::{Shelf, Target, look, number_of, swap};
use crate::kernel::Source;
use crate::kernel::lanes::compared::{Compared, find, turned};
use crate::kernels::{Way, way};
#[cfg(feature = "kept")]
use crate::layout::Shared;
use crate::layout::{Layout, Order};
use crate::promote::{self, Input};
use crate::ufunc::Ufunc;

/// What a call of a comparison, and of the choice by it, reads: `a`, `b`, `x`, `y`. Links are looked at where they lie: what is
/// built and moved at once is waited for, which takes as long as the loop of a short array.
type Inputs<'a> = [&'a Link; 4];

/// `where(comparison(a, b), x, y)` in one loop, without the truths between. Nothing where there is no such loop, or anything
/// would be refused.
#[inline]
pub(super) fn chosen(comparison: &'static Ufunc, mut inputs: Inputs<'_>) -> Option<Array> {
    if way() != Way::Simd128 {
        return None;
    }
    let is_turned = !matches!(inputs[0], Link::Array(_));
    if is_turned {
        inputs.swap(0, 1);
    }
    let Link::Array(first) = inputs[0] else {
        return None;
    };
    #[cfg(feature = "kept")]
    if let Some(result) = again(comparison, is_turned, first, inputs) {
        return Some(result);
    }
    anew(comparison, is_turned, first, inputs)
}

#[inline(never)]
fn anew(
    comparison: &'static Ufunc,
    is_turned: bool,
    first: &Array,
    inputs: Inputs<'_>,
) -> Option<Array> {
    let name = match is_turned {
        true => turned(comparison.name)?,
        false => comparison.name,
    };
    let dtype = first.dtype;
    let by_lanes = find(name, dtype)?;
    let size = dtype.itemsize();
    let nbytes = usize::try_from(first.nbytes()).ok()?;
    let alike = |link: &&Link| match link {
        Link::Array(array) => {
            array.dtype == dtype
                && array.layout.shape == first.layout.shape
                && array.layout.is_c_contiguous(size)
        }
        Link::Number(_) => true,
        Link::Call(_) => false,
    };
    if first.ndim() == 0 || nbytes == 0 || !of_arrays(inputs) || !inputs.iter().all(alike) {
        return None;
    }
    let plain = Layout::contiguous(first.shape(), size, Order::C);
    let result = if *first.layout == plain {
        Array::unwritten_over(first.layout.share(), dtype).ok()?
    } else {
        Array::unwritten_over(plain, dtype).ok()?
    };
    run(name, by_lanes, inputs, &result, nbytes)?;
    #[cfg(feature = "kept")]
    if let Some(target) = Target::like(&result) {
        let kept = Kept {
            comparison,
            name,
            is_turned,
            layout: first.layout.share(),
            target,
            by_lanes,
            nbytes,
        };
        swap(&KEPT, place_of(comparison, first), Some(Box::new(kept)));
    }
    Some(result)
}

/// Whether one candidate at least is an array.
#[inline(always)]
fn of_arrays([_, _, x, y]: Inputs<'_>) -> bool {
    matches!(x, Link::Array(_)) || matches!(y, Link::Array(_))
}

/// Computes into an array that shares no bytes with the inputs: arrays of its dtype and shape, side by side, and numbers.
#[inline]
fn run(
    name: &str,
    by_lanes: Compared,
    [a, b, x, y]: Inputs<'_>,
    result: &Array,
    nbytes: usize,
) -> Option<()> {
    let dtype = result.dtype;
    let (a_bytes, b_bytes, x_bytes, y_bytes) = (bytes(a), bytes(b), bytes(x), bytes(y));
    let b_number = number(name, b, true, dtype)?;
    let x_number = number(name, x, false, dtype)?;
    let y_number = number(name, y, false, dtype)?;
    let sources = [
        source(a, &a_bytes, &[0; 2], dtype, nbytes)?,
        source(b, &b_bytes, &b_number, dtype, nbytes)?,
    ];
    let candidates = [
        source(x, &x_bytes, &x_number, dtype, nbytes)?,
        source(y, &y_bytes, &y_number, dtype, nbytes)?,
    ];
    let mut written = result.buffer.bytes_mut();
    by_lanes(sources, candidates, written.get_mut(..nbytes)?);
    Some(())
}

/// The bytes that an array lies in.
#[inline(always)]
pub(super) fn bytes(link: &Link) -> Option<Ref<'_, [u8]>> {
    match link {
        Link::Array(array) => Some(array.buffer.bytes()),
        _ => None,
    }
}

/// An array's own bytes, or a number for all.
#[inline(always)]
pub(super) fn source<'a>(
    link: &Link,
    bytes: &'a Option<Ref<'_, [u8]>>,
    number: &'a [u64; 2],
    dtype: DType,
    nbytes: usize,
) -> Option<Source<'a>> {
    match (link, bytes) {
        (Link::Array(array), Some(bytes)) => {
            let start = usize::try_from(array.layout.offset).ok()?;
            Some(Source::Stream(
                bytes.get(start..start.checked_add(nbytes)?)?,
            ))
        }
        _ => bytemuck::bytes_of(number)
            .get(..dtype.itemsize())
            .map(Source::Splat),
    }
}

/// A Python number in the bytes of a dtype, as the calls read it; that which is compared may turn. Zeros for an array; nothing
/// where the dtype does not hold it.
#[inline(always)]
pub(super) fn number(
    comparison: &str,
    link: &Link,
    is_compared: bool,
    dtype: DType,
) -> Option<[u64; 2]> {
    let value = match link {
        Link::Array(_) => return Some([0; 2]),
        Link::Number(Number::Float(value)) => *value,
        Link::Number(Number::Int(value @ 0..=127)) => *value as f64,
        link => return other_number(comparison, link, is_compared, dtype),
    };
    match dtype {
        DType::F64 => Some([value.to_bits(), 0]),
        DType::F32 => Some([u64::from((value as f32).to_bits()), 0]),
        _ => other_number(comparison, link, is_compared, dtype),
    }
}

#[inline(never)]
fn other_number(
    comparison: &str,
    link: &Link,
    is_compared: bool,
    dtype: DType,
) -> Option<[u64; 2]> {
    let number = link.operand()?.input();
    let lent = if dtype.kind() == Kind::Float {
        Lent::float(number, dtype)
    } else if is_compared {
        integer(turning_point(comparison, number)?, dtype)
    } else {
        integer(number, dtype)
    };
    match lent? {
        Lent::Number(words) => Some(words),
        Lent::Bytes(..) => None,
    }
}

/// A Python integer that integers of the dtype hold.
fn integer(number: Input, dtype: DType) -> Option<Lent<'static>> {
    matches!(number, Input::PyInt(_)).then_some(())?;
    Lent::number(promote::convert(number, dtype).ok()??)
}

/// What integers may be compared with instead of a Python number. They are cast to `float64` beside a float, and two of them
/// that are apart there stay apart and in order, up to 2^53: the answer turns at an integer.
fn turning_point(comparison: &str, number: Input) -> Option<Input> {
    let Input::PyFloat(value) = number else {
        return Some(number);
    };
    let whole = match comparison {
        "greater" | "less_equal" => value.floor(),
        "less" | "greater_equal" => value.ceil(),
        _ if value.fract() == 0.0 => value,
        _ => return None,
    };
    (whole.abs() < (1_u64 << f64::MANTISSA_DIGITS) as f64).then_some(Input::PyInt(whole as i128))
}

/// A loop with what it was found for.
#[cfg(feature = "kept")]
struct Kept {
    comparison: &'static Ufunc,
    /// The comparison with the array first.
    name: &'static str,
    is_turned: bool,
    /// That of all arrays.
    layout: Shared,
    target: Target,
    by_lanes: Compared,
    nbytes: usize,
}

/// Loops that are kept at once.
#[cfg(feature = "kept")]
const LOOPS: usize = 16;

#[cfg(feature = "kept")]
thread_local! {
    static KEPT: Shelf<Kept, LOOPS> = const { Shelf::new() };
}

#[cfg(feature = "kept")]
fn place_of(comparison: &Ufunc, first: &Array) -> usize {
    let row = std::ptr::from_ref(comparison).addr() / size_of::<usize>();
    row.wrapping_mul(13).wrapping_add(number_of(&first.layout))
}

/// The result of a call that was made before.
#[cfg(feature = "kept")]
#[inline]
fn again(
    comparison: &'static Ufunc,
    is_turned: bool,
    first: &Array,
    inputs: Inputs<'_>,
) -> Option<Array> {
    look(&KEPT, place_of(comparison, first), |kept| {
        let fits = |link: &Link| match link {
            Link::Array(array) => {
                kept.target.is_of(array.dtype) && kept.layout.same_steps(&array.layout)
            }
            Link::Number(_) => true,
            Link::Call(_) => false,
        };
        if !std::ptr::eq(kept.comparison, comparison)
            || kept.is_turned != is_turned
            || !of_arrays(inputs)
            || !inputs.into_iter().all(fits)
        {
            return None;
        }
        let result = kept.target.fresh()?;
        run(kept.name, kept.by_lanes, inputs, &result, kept.nbytes)?;
        Some(result)
    })
}

#[cfg(test)]
mod tests {
    use crate::array::Array;
    use crate::chain::{Chain, call, where_};
    use crate::dtype::DType;
    use crate::index::select;
    use crate::kernels::{Way, set_way};
    use crate::ufunc::{self, Operand};

    const INTEGERS: [DType; 8] = [
        DType::I8,
        DType::U8,
        DType::I16,
        DType::U16,
        DType::I32,
        DType::U32,
        DType::I64,
        DType::U64,
    ];

    #[test]
    fn integers_are_chosen_as_two_calls_would() -> crate::Result<()> {
        set_way(Way::Simd128);
        let numbers = [
            Operand::PyFloat(0.5),
            Operand::PyFloat(-0.5),
            Operand::PyFloat(3.0),
            Operand::PyFloat(-0.0),
            Operand::PyFloat(126.99),
            Operand::PyFloat(1e300),
            Operand::PyFloat(f64::INFINITY),
            Operand::PyFloat(f64::NAN),
            Operand::PyInt(-3),
            Operand::PyInt(7),
            Operand::PyInt(255),
            Operand::PyInt(1 << 70),
        ];
        let others = [Operand::PyInt(0), Operand::PyInt(9), Operand::PyFloat(2.5)];
        for dtype in INTEGERS {
            let counted = Array::arange(-20, 43, 1, Some(DType::I64))?;
            let a = ufunc::call(
                "multiply",
                &[Operand::Array(&counted), Operand::PyInt(1_000_000_007)],
            )?;
            let (a, near) = (a.astype(dtype)?, counted.astype(dtype)?);
            for (array, name) in [&a, &near].into_iter().flat_map(|array| {
                let names = [
                    "less",
                    "less_equal",
                    "greater",
                    "greater_equal",
                    "equal",
                    "not_equal",
                ];
                names.map(|name| (array, name))
            }) {
                for (number, other) in numbers
                    .iter()
                    .flat_map(|one| others.map(|other| (one, other)))
                {
                    for is_turned in [false, true] {
                        let mut sides = [Operand::Array(array), *number];
                        let mut chains = [Chain::of(array), Chain::from(*number)];
                        if is_turned {
                            sides.reverse();
                            chains.reverse();
                        }
                        let truths = ufunc::call(name, &sides)?;
                        let wanted = select::where_(&truths, Operand::Array(array), other)?;
                        let found =
                            where_(call(name, chains), Chain::of(array), Chain::from(other));
                        let found = found.evaluate()?;
                        assert_eq!(found.dtype(), wanted.dtype());
                        assert_eq!(
                            *found.buffer().bytes(),
                            *wanted.buffer().bytes(),
                            "{name} {dtype:?} {number:?} {other:?} {is_turned}"
                        );
                    }
                }
            }
        }
        Ok(())
    }
}
