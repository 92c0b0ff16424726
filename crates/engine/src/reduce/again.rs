//! Folds made again: over an array of the same shape, strides and dtype a fold goes through the same loop, so what its plan
//! said is kept, and the next call goes straight there.
//! Knows folds whose runs are read where they lie, without a mask; whatever else is asked is planned by `fold`.

use super::{Initial, Options};
use crate::array::Array;
use crate::dtype::DType;
use crate::execute::StraightFold;
use crate::kept::{Shelf, Target, look, number_of, swap};
use crate::kernels::{Way, way};
use crate::layout::{Dims, Shared};
use crate::plan::Reduce;
use crate::record::listening;
use crate::ufunc::Ufunc;

/// Folds that are kept at once.
const FOLDS: usize = 32;

/// A fold with what it was made for.
struct Kept {
    row: &'static Ufunc,
    dtype: DType,
    layout: Shared,
    axis: Option<Dims>,
    keepdims: bool,
    wanted: Option<DType>,
    target: Target,
    fold: StraightFold,
}

thread_local! {
    static KEPT: Shelf<Kept, FOLDS> = const { Shelf::new() };
}

fn place_of(row: &Ufunc, array: &Array, options: &Options<'_>) -> usize {
    let row = std::ptr::from_ref(row).addr() / size_of::<usize>();
    let axis = options.axis.and_then(<[i64]>::first).copied();
    row.wrapping_mul(13)
        .wrapping_add(array.dtype.code() as usize)
        .wrapping_add(number_of(&array.layout).wrapping_mul(3))
        .wrapping_add(axis.map_or(0, |axis| axis.wrapping_mul(7).wrapping_add(3)) as usize)
        .wrapping_add(usize::from(options.out.is_some()))
}

/// Whether nothing is asked for that `Kept` does not name.
fn is_plain(options: &Options<'_>) -> bool {
    options.mask.is_none() && matches!(options.initial, Initial::Identity)
}

/// The result of a fold that was made before. Nothing where it was not, or would be refused; nor where somebody listens,
/// who is told of a plan. The dtype that is asked for stands beside the options.
pub(super) fn straight(
    row: &'static Ufunc,
    array: &Array,
    options: &Options<'_>,
    wanted: Option<DType>,
) -> Option<Array> {
    if listening() || !is_plain(options) || way() != Way::Simd128 {
        return None;
    }
    look(&KEPT, place_of(row, array, options), |kept| {
        let fits = std::ptr::eq(kept.row, row)
            && kept.dtype == array.dtype
            && kept.keepdims == options.keepdims
            && kept.wanted == wanted
            && kept.axis.as_deref() == options.axis
            && kept.layout.same_steps(&array.layout);
        if !fits {
            return None;
        }
        kept.target
            .filled(array, options.out, |input, from, written, to| {
                kept.fold.run(input, from, written, to);
                Some(())
            })
    })
}

/// Keeps what a plan says, if it is of a kind that is kept.
pub(super) fn keep(row: &'static Ufunc, array: &Array, options: &Options<'_>, plan: &Reduce) {
    if !is_plain(options) || !array.dtype.is_number() {
        return;
    }
    let (Some(fold), Some(target)) = (StraightFold::of(plan), Target::of(&plan.output)) else {
        return;
    };
    let kept = Kept {
        row,
        dtype: array.dtype,
        layout: array.layout.share(),
        axis: options.axis.map(Dims::from_slice),
        keepdims: options.keepdims,
        wanted: options.dtype,
        target,
        fold,
    };
    swap(&KEPT, place_of(row, array, options), Some(Box::new(kept)));
}
