//! `where` by a comparison, as one call: of floats of one dtype and one shape that lie side by side, and Python numbers. The
//! loop is one of `kernel::lanes::compared`; what was found out for one call is kept for the next.
//! Knows which loop there is and how its inputs have to lie; nothing of chains.

use crate::array::Array;
use crate::execute::Lent;
#[cfg(feature = "kept")]
use crate::kept::{Shelf, Target, look, number_of, swap};
use crate::kernel::Source;
use crate::kernel::lanes::compared::{Compared, find, turned};
use crate::kernels::{Way, way};
#[cfg(feature = "kept")]
use crate::layout::Shared;
use crate::layout::{Layout, Order};
use crate::ufunc::{Operand, Ufunc};

/// A comparison and what it chooses from: `a`, `b`, `x`, `y`.
type Inputs<'a> = [Operand<'a>; 4];

/// `where(comparison(a, b), x, y)` in one loop, without the truths between. Nothing where there is no such loop, or anything
/// would be refused.
pub(super) fn chosen(comparison: &'static Ufunc, mut inputs: Inputs<'_>) -> Option<Array> {
    if way() != Way::Simd128 {
        return None;
    }
    let is_turned = !matches!(inputs[0], Operand::Array(_));
    if is_turned {
        inputs.swap(0, 1);
    }
    let Operand::Array(first) = inputs[0] else {
        return None;
    };
    #[cfg(feature = "kept")]
    if let Some(result) = again(comparison, is_turned, first, &inputs) {
        return Some(result);
    }
    let name = match is_turned {
        true => turned(comparison.name)?,
        false => comparison.name,
    };
    let dtype = first.dtype;
    let by_lanes = find(name, dtype)?;
    let size = dtype.itemsize();
    let nbytes = usize::try_from(first.nbytes()).ok()?;
    let alike = |operand: &Operand<'_>| match operand {
        Operand::Array(array) => {
            array.dtype == dtype
                && array.layout.shape == first.layout.shape
                && array.layout.is_c_contiguous(size)
        }
        _ => true,
    };
    let of_arrays = inputs[2..]
        .iter()
        .any(|one| matches!(one, Operand::Array(_)));
    if first.ndim() == 0 || nbytes == 0 || !of_arrays || !inputs.iter().all(alike) {
        return None;
    }
    let plain = Layout::contiguous(first.shape(), size, Order::C);
    let result = if *first.layout == plain {
        Array::unwritten_over(first.layout.share(), dtype).ok()?
    } else {
        Array::unwritten_over(plain, dtype).ok()?
    };
    run(by_lanes, &inputs, &result, nbytes)?;
    #[cfg(feature = "kept")]
    if let Some(target) = Target::like(&result) {
        let kept = Kept {
            comparison,
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

/// Computes into an array that shares no bytes with the inputs: arrays of its dtype and shape, side by side, and numbers.
fn run(by_lanes: Compared, inputs: &Inputs<'_>, result: &Array, nbytes: usize) -> Option<()> {
    let (dtype, size) = (result.dtype, result.dtype.itemsize());
    let mut held = [const { None }; 4];
    for (operand, slot) in inputs.iter().zip(&mut held) {
        *slot = Some(match operand {
            Operand::Array(array) => Lent::Bytes(array.buffer.bytes(), array.layout.offset),
            number => Lent::float(number.input(), dtype)?,
        });
    }
    let mut sources = [Source::Stream(&[]); 4];
    for (source, lent) in sources.iter_mut().zip(&held) {
        let lent = lent.as_ref()?;
        *source = match lent {
            Lent::Bytes(..) => Source::Stream(lent.first_bytes(nbytes, size)?),
            Lent::Number(_) => Source::Splat(lent.first_bytes(size, size)?),
        };
    }
    let [a, b, x, y] = sources;
    by_lanes([a, b], [x, y], result.buffer.bytes_mut().get_mut(..nbytes)?);
    Some(())
}

/// A loop with what it was found for.
#[cfg(feature = "kept")]
struct Kept {
    comparison: &'static Ufunc,
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
fn again(
    comparison: &'static Ufunc,
    is_turned: bool,
    first: &Array,
    inputs: &Inputs<'_>,
) -> Option<Array> {
    look(&KEPT, place_of(comparison, first), |kept| {
        let fits = |operand: &Operand<'_>| match operand {
            Operand::Array(array) => {
                kept.target.is_of(array.dtype) && kept.layout.same_steps(&array.layout)
            }
            _ => true,
        };
        let of_arrays = inputs[2..]
            .iter()
            .any(|one| matches!(one, Operand::Array(_)));
        if !std::ptr::eq(kept.comparison, comparison)
            || kept.is_turned != is_turned
            || !of_arrays
            || !inputs.iter().all(fits)
        {
            return None;
        }
        let result = kept.target.fresh()?;
        run(kept.by_lanes, inputs, &result, kept.nbytes)?;
        Some(result)
    })
}
