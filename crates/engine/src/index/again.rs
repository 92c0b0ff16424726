//! `where` made again: over arrays of the same shapes, strides and dtypes a choice goes through the same loop, so what its
//! plan said is kept, and the next call goes straight there.
//! Knows choices that are one block; all others are planned by `select`.

use crate::short::SmallVec;

use super::select::constant;
use crate::array::Array;
use crate::dtype::DType;
use crate::execute::{Lent, StraightChoice};
use crate::kept::{Shelf, Target, look, number_of, swap};
use crate::kernels::{Way, way};
use crate::layout::Shared;
use crate::record::listening;
use crate::ufunc::{Inputs, Operand};

/// Choices that are kept at once.
const CHOICES: usize = 16;

/// A choice with what it was made for.
struct Kept {
    truths: (DType, Shared),
    inputs: Inputs,
    /// Those of the candidates that are arrays.
    layouts: SmallVec<[Shared; 2]>,
    dtype: DType,
    target: Target,
    choice: StraightChoice,
}

thread_local! {
    static KEPT: Shelf<Kept, CHOICES> = const { Shelf::new() };
}

fn layouts<'a>(candidates: &'a [Operand<'a>]) -> impl Iterator<Item = &'a Shared> {
    candidates.iter().filter_map(|one| match one {
        Operand::Array(array) => Some(&array.layout),
        _ => None,
    })
}

fn place_of(truths: &Array, inputs: Inputs, candidates: &[Operand<'_>]) -> usize {
    layouts(candidates).fold(
        number_of(&truths.layout).wrapping_add(inputs.number()),
        |sum, layout| sum.wrapping_mul(7).wrapping_add(number_of(layout)),
    )
}

/// The result of a choice that was made before. Nothing where it was not, or would be refused; nor where somebody listens,
/// who is told of a plan.
pub(super) fn straight(truths: &Array, candidates: &[Operand<'_>; 2]) -> Option<Array> {
    if listening() || way() != Way::Simd128 {
        return None;
    }
    let inputs = Inputs::of(candidates.iter().map(Operand::input), None)?;
    look(&KEPT, place_of(truths, inputs, candidates), |kept| {
        let fits = kept.inputs == inputs
            && kept.truths.0 == truths.dtype
            && kept.truths.1.same_steps(&truths.layout)
            && std::iter::zip(&kept.layouts, layouts(candidates))
                .all(|(kept, own)| kept.same_steps(own));
        if !fits {
            return None;
        }
        let mut lent = [const { None }; 2];
        for (candidate, slot) in candidates.iter().zip(&mut lent) {
            *slot = Some(match candidate {
                Operand::Array(array) => Lent::Bytes(array.buffer.bytes(), array.layout.offset),
                number => match Lent::float(number.input(), kept.dtype) {
                    Some(lent) => lent,
                    None => Lent::number(constant(*number, kept.dtype).ok()??)?,
                },
            });
        }
        let result = kept.target.fresh()?;
        let truths = (&*truths.buffer.bytes(), truths.layout.offset);
        kept.choice
            .run(truths, &lent, &mut result.buffer.bytes_mut())?;
        Some(result)
    })
}

/// Keeps what was found out for a choice.
pub(super) fn keep(
    truths: &Array,
    candidates: &[Operand<'_>; 2],
    result: &Array,
    choice: StraightChoice,
) {
    let inputs = Inputs::of(candidates.iter().map(Operand::input), None);
    let (Some(inputs), Some(target)) = (inputs, Target::like(result)) else {
        return;
    };
    let kept = Kept {
        truths: (truths.dtype, truths.layout.share()),
        inputs,
        layouts: layouts(candidates).map(Shared::share).collect(),
        dtype: result.dtype,
        target,
        choice,
    };
    let place = place_of(truths, inputs, candidates);
    swap(&KEPT, place, Some(Box::new(kept)));
}
