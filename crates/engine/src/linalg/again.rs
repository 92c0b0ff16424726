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

#[cfg(test)]
mod tests {
    use crate::index::Index;
    use crate::kernels::{Way, set_way};
    use crate::linalg::{matmul, matvec, vecmat};
    use crate::{Array, DType, Result};

    type Call = fn(&Array, &Array) -> Result<Array>;

    fn numbers(shape: &[i64], seed: i64, dtype: DType) -> Array {
        let count: i64 = shape.iter().product();
        let counted = Array::arange(seed, seed + count, 1, Some(DType::I64)).unwrap();
        let array = crate::ufunc::call(
            "remainder",
            &[
                crate::ufunc::Operand::Array(&counted),
                crate::ufunc::Operand::PyInt(17),
            ],
        );
        let array = array.unwrap().astype(dtype).unwrap();
        array.reshape(shape).unwrap()
    }

    /// The same by single elements, where plans of registers do not count.
    fn same(call: Call, a: &Array, b: &Array) {
        set_way(Way::OneAtATime);
        let wanted = call(a, b).unwrap();
        set_way(Way::Simd128);
        let found = call(a, b).unwrap();
        assert_eq!(found.dtype(), wanted.dtype());
        assert_eq!(found.layout(), wanted.layout());
        assert_eq!(*found.buffer().bytes(), *wanted.buffer().bytes());
    }

    #[test]
    fn products_made_again_are_of_their_own_operands() {
        let calls: [(Call, &[i64], &[i64]); 4] = [
            (matmul, &[17, 18], &[18, 19]),
            (matmul, &[3, 2, 5], &[5, 4]),
            (matvec, &[17, 18], &[18]),
            (vecmat, &[17], &[17, 18]),
        ];
        for (call, left, right) in calls {
            for (one, other) in [
                (DType::F64, DType::F64),
                (DType::F32, DType::F32),
                (DType::I32, DType::I32),
                (DType::I16, DType::F64),
                (DType::C128, DType::C128),
                (DType::Bool, DType::Bool),
            ] {
                for seed in 0..4 {
                    same(
                        call,
                        &numbers(left, seed, one),
                        &numbers(right, seed * 5, other),
                    );
                }
                // Views of the same steps that start elsewhere.
                let mut longer = left.to_vec();
                longer[0] += 3;
                let whole = numbers(&longer, 2, one);
                let b = numbers(right, 7, other);
                for start in 0..3 {
                    let cut = [Index::range(start, start + left[0])];
                    same(call, &whole.index(&cut).unwrap(), &b);
                }
            }
        }
        // One name is not another, and a result is nobody else's.
        let square = numbers(&[6, 6], 1, DType::F64);
        let vector = numbers(&[6], 3, DType::F64);
        for _ in 0..2 {
            same(matvec, &square, &vector);
            same(matmul, &square, &vector);
            same(vecmat, &vector, &square);
            same(matmul, &square, &square);
        }
        let (first, second) = (matmul(&square, &square), matmul(&square, &square));
        assert!(!first.unwrap().same_owner(&second.unwrap()));
    }
}
