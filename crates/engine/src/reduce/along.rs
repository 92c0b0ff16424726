//! Running sums and products made again: over a line of the same length and dtype as before the same loop runs, so the next
//! call goes straight there.
//! Knows lines that lie side by side and need no cast; all others are planned by `ufunc::method`.

use super::Options;
use crate::array::Array;
use crate::dtype::DType;
use crate::execute::StraightLine;
use crate::kept::{Shelf, Target, look, number_of, swap};
use crate::layout::Layout;
use crate::plan::Accumulate;
use crate::record::listening;

/// Lines that are kept at once.
const LINES: usize = 16;

/// A running fold with what it was made for.
struct Kept {
    ufunc: &'static str,
    dtype: DType,
    layout: Layout,
    wanted: Option<DType>,
    target: Target,
    line: StraightLine,
}

thread_local! {
    static KEPT: Shelf<Kept, LINES> = const { Shelf::new() };
}

fn place_of(ufunc: &str, layout: &Layout, dtype: DType, out: bool) -> usize {
    number_of(layout)
        .wrapping_mul(5)
        .wrapping_add(ufunc.len())
        .wrapping_add((dtype.code() as usize).wrapping_mul(3))
        .wrapping_add(usize::from(out))
}

/// The result along the only axis of an array, if its like was made before. Nothing where somebody listens, who is told of
/// a plan.
pub(crate) fn straight(ufunc: &str, array: &Array, options: &Options<'_>) -> Option<Array> {
    if listening() || array.ndim() != 1 {
        return None;
    }
    let place = place_of(ufunc, &array.layout, array.dtype, options.out.is_some());
    look(&KEPT, place, |kept| {
        let fits = kept.ufunc == ufunc
            && kept.dtype == array.dtype
            && kept.wanted == options.dtype
            && kept.layout.same_steps(&array.layout);
        if !fits {
            return None;
        }
        kept.target
            .filled(array, options.out, |input, from, written, to| {
                kept.line.run(input, from, written, to)
            })
    })
}

/// Keeps what a plan says, if it is of a kind that is kept.
pub(crate) fn keep(plan: &Accumulate, wanted: Option<DType>) {
    let (Some(line), Some(target)) = (StraightLine::of(plan), Target::of(&plan.output)) else {
        return;
    };
    let operand = &plan.operand;
    let place = place_of(
        plan.ufunc,
        &operand.layout,
        operand.dtype,
        !plan.output.fresh,
    );
    let kept = Kept {
        ufunc: plan.ufunc,
        dtype: operand.dtype,
        layout: operand.layout.clone(),
        wanted,
        target,
        line,
    };
    swap(&KEPT, place, Some(Box::new(kept)));
}
