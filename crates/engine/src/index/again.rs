//! `where` made again: over arrays of the same shapes, strides and dtypes a choice goes through the same loop, so what its
//! plan said is kept, and the next call goes straight there.
//! Knows choices that are one block; all others are planned by `select`.

use smallvec::SmallVec;

use super::select::constant;
use crate::array::Array;
use crate::dtype::DType;
use crate::execute::{Lent, StraightChoice};
use crate::kept::{Shelf, look, number_of, same_steps, swap};
use crate::kernels::{Way, way};
use crate::layout::Layout;
use crate::record::listening;
use crate::ufunc::{Inputs, Operand};

/// Choices that are kept at once.
const CHOICES: usize = 16;

/// A choice with what it was made for.
struct Kept {
    truths: (DType, Layout),
    inputs: Inputs,
    /// Those of the candidates that are arrays.
    layouts: SmallVec<[Layout; 2]>,
    dtype: DType,
    layout: Layout,
    choice: StraightChoice,
}

thread_local! {
    static KEPT: Shelf<Kept, CHOICES> = const { Shelf::new() };
}

fn layouts<'a>(candidates: &'a [Operand<'a>]) -> impl Iterator<Item = &'a Layout> {
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
            && same_steps(&kept.truths.1, &truths.layout)
            && std::iter::zip(&kept.layouts, layouts(candidates))
                .all(|(kept, own)| same_steps(kept, own));
        if !fits {
            return None;
        }
        let mut lent = [const { None }; 2];
        for (candidate, slot) in candidates.iter().zip(&mut lent) {
            *slot = Some(match candidate {
                Operand::Array(array) => Lent::Bytes(array.buffer.bytes(), array.layout.offset),
                number => Lent::number(constant(*number, kept.dtype).ok()??)?,
            });
        }
        let result = Array::unwritten_over(kept.layout.clone(), kept.dtype).ok()?;
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
    let Some(inputs) = Inputs::of(candidates.iter().map(Operand::input), None) else {
        return;
    };
    let kept = Kept {
        truths: (truths.dtype, truths.layout.clone()),
        inputs,
        layouts: layouts(candidates).cloned().collect(),
        dtype: result.dtype,
        layout: result.layout.clone(),
        choice,
    };
    let place = place_of(truths, inputs, candidates);
    swap(&KEPT, place, Some(Box::new(kept)));
}
