//! What a fold of floats met on its way where NaN came of it or went into it: the fold is taken once more, in the order of its
//! plan, with a look at every step. Knows plans and single numbers; writes nothing.
//!
//! NaN hides what comes after it: whether infinities of both signs met before depends on which numbers are added first.

use std::collections::HashMap;

use super::folder::{Input, mask_stride};
use super::loop_of_fold;
use super::reduce::walk;
use super::replay::apply_one;
use crate::dtype::DType;
use crate::kernel::{Flags, Inner, warning};
use crate::layout::walk::Odometer;
use crate::layout::{Dims, Layout};
use crate::plan::{LoopAxis, Reduce};
use crate::scalar::Scalar;

/// Up to this many numbers go into eight running sums; longer runs are halved.
const LEAF: usize = 128;

/// A number on the way, and what was met until then.
#[derive(Clone, Copy)]
struct Reached {
    value: f64,
    met: Flags,
}

impl Reached {
    fn of(value: f64) -> Self {
        Self {
            value,
            met: Flags::NONE,
        }
    }
}

/// One step of a fold.
struct Stepper<'a> {
    ufunc: &'a str,
    dtype: DType,
    inner: Inner,
    /// The dtype to which every step is rounded.
    kept: DType,
}

impl Stepper<'_> {
    fn scalar(&self, value: f64) -> Scalar {
        Scalar::F64(value).cast(self.dtype)
    }

    fn step(&self, before: Reached, next: Reached) -> Reached {
        let both = [self.scalar(before.value), self.scalar(next.value)];
        let result = apply_one(self.inner, &both, self.dtype);
        let value = result.map_or(f64::NAN, |result| {
            match result.cast(self.kept).cast(DType::F64) {
                Scalar::F64(value) => value,
                _ => f64::NAN,
            }
        });
        let told = match value.is_finite() {
            true => Flags::NONE,
            false => warning::of_element(self.ufunc, &[before.value, next.value], value),
        };
        Reached {
            value,
            met: before.met.and(next.met).and(told),
        }
    }

    /// A run of numbers folded as the plan's kernel does: sums in pairs, all else from left to right.
    fn run(&self, before: Option<Reached>, run: &[f64]) -> Option<Reached> {
        let (before, rest) = match (before, run.split_first()) {
            (None, None) => return None,
            (None, Some((&first, rest))) => (Reached::of(first), rest),
            (Some(before), _) => (before, run),
        };
        if rest.is_empty() {
            return Some(before);
        }
        if self.ufunc == "add" {
            return Some(self.step(before, self.in_pairs(rest)));
        }
        let step = |reached, &value: &f64| self.step(reached, Reached::of(value));
        Some(rest.iter().fold(before, step))
    }

    fn in_pairs(&self, run: &[f64]) -> Reached {
        let count = run.len();
        let one = |place: usize| Reached::of(run.get(place).copied().unwrap_or(0.0));
        if count < 8 {
            let nothing = Reached::of(-0.0);
            return (0..count).fold(nothing, |sum, place| self.step(sum, one(place)));
        }
        if count > LEAF {
            let half = count / 2;
            let (first, second) = run.split_at(half - half % 8);
            return self.step(self.in_pairs(first), self.in_pairs(second));
        }
        let whole = count - count % 8;
        let mut sums: [Reached; 8] = std::array::from_fn(one);
        for start in (8..whole).step_by(8) {
            for (lane, sum) in sums.iter_mut().enumerate() {
                *sum = self.step(*sum, one(start + lane));
            }
        }
        let [a, b, c, d, e, f, g, h] = sums;
        let left = self.step(self.step(a, b), self.step(c, d));
        let right = self.step(self.step(e, f), self.step(g, h));
        let total = self.step(left, right);
        (whole..count).fold(total, |sum, place| self.step(sum, one(place)))
    }
}

/// What was met before each result, by the byte where it lies.
pub(super) fn met(plan: &Reduce, input: Input<'_>) -> HashMap<i64, Flags> {
    let dtype = plan.accumulator;
    let halves = plan.steps_in_halves();
    let Ok(chosen) = loop_of_fold(plan.ufunc, dtype, plan.in_halves()) else {
        return HashMap::new();
    };
    let stepper = Stepper {
        ufunc: plan.ufunc,
        dtype,
        inner: chosen.inner,
        kept: if halves { plan.output.dtype } else { dtype },
    };
    let start = plan.initial.map(|initial| match initial.cast(DType::F64) {
        Scalar::F64(value) => Reached::of(value),
        _ => Reached::of(0.0),
    });
    let (outside, inside) = plan.split_loops();
    let shape: Dims = inside.iter().map(|one| one.length).collect();
    let over = |offset: i64, stride: fn(&LoopAxis) -> i64| Layout {
        shape: shape.clone(),
        strides: inside.iter().map(stride).collect(),
        offset,
    };
    let mut reached: HashMap<i64, Reached> = HashMap::new();
    let mut run = Vec::new();
    let mut visits = walk(plan, outside);
    while visits.advance() {
        let &[from, mask, to] = visits.bytes() else {
            break;
        };
        let elements = over(from, |one| one.input_strides[0]);
        let masks = over(mask, mask_stride);
        let mut steps = Odometer::over(&shape, &[&elements, &masks]);
        let mut number = 0i64;
        let mut fold = |run: &mut Vec<f64>| {
            let before = reached.get(&to).copied().or(start);
            if let Some(after) = stepper.run(before, run) {
                reached.insert(to, after);
            }
            run.clear();
        };
        while let Some([byte, mask]) = steps.next_bytes::<2>() {
            let stored = plan.operand.dtype;
            match input.asked(byte, mask, stored.itemsize()) {
                Some(bytes) => run.push(crate::cast::read_as::<f64>(stored, bytes)),
                None => fold(&mut run),
            }
            number += 1;
            if plan.run_elements > 0 && number % plan.run_elements == 0 {
                fold(&mut run);
            }
        }
        fold(&mut run);
    }
    let flags = reached.into_iter();
    flags.map(|(byte, reached)| (byte, reached.met)).collect()
}
