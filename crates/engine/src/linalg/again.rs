//! Products made again: of two arrays with the same shapes, strides and dtypes as before a sum goes through the same loop, so what
//! its plan said is kept, and the next call goes straight there.
//! Knows dot products, which are sums that leave a single number, and whole plans of the products of matrices.

use crate::array::Array;
use crate::dtype::DType;
use crate::execute::{self, StraightDot};
use crate::kept::{Shelf, Target, look, number_of, swap};
use crate::kernels::{Way, way};
use crate::layout::{Layout, Shared};
use crate::plan::Contract;
use crate::record::listening;

/// Products that are kept at once.
const DOTS: usize = 8;

/// A product with what it was made for.
struct Kept {
    operands: [(DType, Shared); 2],
    way: Way,
    target: Target,
    dot: StraightDot,
}

thread_local! {
    static KEPT: Shelf<Kept, DOTS> = const { Shelf::new() };
}

fn place_of(dtype: DType, layouts: [&Layout; 2]) -> usize {
    let [a, b] = layouts.map(number_of);
    a.wrapping_mul(7)
        .wrapping_add(b)
        .wrapping_add(dtype.code() as usize)
}

/// The dot product of arrays whose likes met before. Nothing where they did not; nor where somebody listens, who is told of
/// a plan.
pub(super) fn straight(a: &Array, b: &Array) -> Option<Array> {
    if listening() {
        return None;
    }
    let place = place_of(a.dtype, [&a.layout, &b.layout]);
    look(&KEPT, place, |kept| {
        let mut operands = std::iter::zip([a, b], &kept.operands);
        let fits = |(array, (dtype, layout)): (&Array, &(DType, Shared))| {
            array.dtype == *dtype && layout.same_steps(&array.layout)
        };
        if !operands.all(fits) || way() != kept.way {
            return None;
        }
        let result = kept.target.fresh()?;
        {
            let bytes = [a.buffer.bytes(), b.buffer.bytes()];
            let operands = [(&*bytes[0], a.layout.offset), (&*bytes[1], b.layout.offset)];
            kept.dot.run(operands, &mut result.buffer.bytes_mut())?;
        }
        Some(result)
    })
}

/// Keeps what a plan says, if it is of a kind that is kept.
pub(super) fn keep(plan: &Contract, a: &Array, b: &Array) {
    let (Some(dot), Some(target)) = (StraightDot::of(plan), Target::of(&plan.output)) else {
        return;
    };
    let kept = Kept {
        operands: [a, b].map(|one| (one.dtype, one.layout.share())),
        way: way(),
        target,
        dot,
    };
    let place = place_of(a.dtype, [&a.layout, &b.layout]);
    swap(&KEPT, place, Some(Box::new(kept)));
}

/// Plans that are kept at once.
const PLANS: usize = 8;

/// The plan of a product that was called by this name, without keyword arguments.
struct Planned {
    operands: [(DType, Shared); 2],
    way: Way,
    target: Target,
    plan: Contract,
}

thread_local! {
    static PLANNED: Shelf<Planned, PLANS> = const { Shelf::new() };
}

/// The product of arrays whose likes met before under this name. Nothing where they did not, or would be refused; nor where
/// somebody listens, who is told of a plan.
pub(super) fn product(name: &'static str, a: &Array, b: &Array) -> Option<Array> {
    if listening() {
        return None;
    }
    let place = place_of(a.dtype, [&a.layout, &b.layout]);
    let mut kept = swap(&PLANNED, place, None)?;
    let result = kept.made(name, [a, b]);
    swap(&PLANNED, place, Some(kept));
    result
}

impl Planned {
    fn made(&mut self, name: &'static str, arrays: [&Array; 2]) -> Option<Array> {
        let mut operands = std::iter::zip(arrays, &self.operands);
        let fits = |(array, (dtype, layout)): (&Array, &(DType, Shared))| {
            array.dtype == *dtype && layout.same_steps(&array.layout)
        };
        if self.plan.name != name || !operands.all(fits) || way() != self.way {
            return None;
        }
        let result = self.target.fresh()?;
        // Sums grow from 0.
        result.buffer.bytes_mut().fill(0);
        for (operand, array) in self.plan.operands.iter_mut().zip(arrays) {
            operand.buffer = Some(array.buffer.id());
            operand.layout.offset = array.layout.offset;
            operand.broadcast.offset = array.layout.offset;
        }
        self.plan.output.buffer = result.buffer.id();
        let [a, b] = arrays.map(|array| array.buffer.clone());
        execute::perform_again(&self.plan, &[a, b, result.buffer.clone()]).ok()?;
        Some(result)
    }
}

/// Keeps the plan of a product of two arrays, which makes a new one, if it is of a kind that is kept.
pub(super) fn keep_product(plan: &Contract, a: &Array, b: &Array) {
    if !a.dtype.is_number() || !b.dtype.is_number() || plan.shape.contains(&0) {
        return;
    }
    let Some(target) = Target::of(&plan.output) else {
        return;
    };
    let kept = Planned {
        operands: [a, b].map(|one| (one.dtype, one.layout.share())),
        way: way(),
        target,
        plan: plan.clone(),
    };
    let place = place_of(a.dtype, [&a.layout, &b.layout]);
    swap(&PLANNED, place, Some(Box::new(kept)));
}
