//! In which order the axes of several operands run, and the layout that order gives a new result.
//! Pure functions of strides; this is NumPy's `order='K'`.

use super::LoopAxis;
use crate::layout::{Dims, Layout};

/// The axes, outermost first, sorted so that memory is walked in small steps.
///
/// As NumPy's iterator does it: an insertion sort from the last axis, moving an axis inward only where every operand
/// that can tell (its strides on both axes are not 0) has the smaller stride there; where operands disagree or none can
/// tell, C order stays.
pub fn axis_order(shape: &[i64], operands: &[&Layout]) -> Vec<usize> {
    let step = |operand: &Layout, axis: usize| match shape[axis] {
        1 => 0,
        _ => operand.strides[axis].unsigned_abs(),
    };
    let mut innermost_first: Vec<usize> = (0..shape.len()).rev().collect();
    for from in 1..innermost_first.len() {
        let axis = innermost_first[from];
        let mut to = from;
        for position in (0..from).rev() {
            let inner = innermost_first[position];
            let comparisons = operands
                .iter()
                .map(|operand| (step(operand, axis), step(operand, inner)))
                .filter(|&(own, other)| own != 0 && other != 0);
            let mut told = false;
            let mut moves = true;
            for (own, other) in comparisons {
                told = true;
                moves &= own < other;
            }
            if told && moves {
                to = position;
            } else if told {
                break;
            }
        }
        innermost_first[to..=from].rotate_right(1);
    }
    innermost_first.reverse();
    innermost_first
}

/// The layout of a new array whose memory follows an axis order; without elements, every stride is 0.
pub fn layout_in_order(shape: &[i64], order: &[usize], itemsize: usize) -> Layout {
    let mut strides = Dims::from_elem(0, shape.len());
    if !shape.contains(&0) {
        let mut step = i64::try_from(itemsize).unwrap_or(i64::MAX);
        for &axis in order.iter().rev() {
            strides[axis] = step;
            step = step.saturating_mul(shape[axis]);
        }
    }
    Layout {
        shape: Dims::from_slice(shape),
        strides,
        offset: 0,
    }
}

/// The loops of a walk: axes of length 1 left out, neighbors merged where one step of the outer axis is exactly one run
/// of the inner one for every operand. Never empty: no axes are one loop of one turn.
pub fn merged_loops(
    shape: &[i64],
    order: &[usize],
    inputs: &[&Layout],
    output: &Layout,
) -> Vec<LoopAxis> {
    let mut loops: Vec<LoopAxis> = Vec::with_capacity(order.len().max(1));
    for &axis in order {
        let length = shape[axis];
        if length == 1 {
            continue;
        }
        let next = LoopAxis {
            length,
            input_strides: inputs.iter().map(|input| input.strides[axis]).collect(),
            output_stride: output.strides[axis],
        };
        match loops.last_mut() {
            Some(outer) if follows(outer, &next) => {
                outer.length = outer.length.saturating_mul(length);
                outer.input_strides = next.input_strides;
                outer.output_stride = next.output_stride;
            }
            _ => loops.push(next),
        }
    }
    if loops.is_empty() {
        loops.push(LoopAxis {
            length: 1,
            input_strides: inputs.iter().map(|_| 0).collect(),
            output_stride: 0,
        });
    }
    loops
}

/// Whether one step of the outer loop continues where a run of the inner one ends, for every operand.
fn follows(outer: &LoopAxis, inner: &LoopAxis) -> bool {
    let run = |stride: i64| stride.checked_mul(inner.length);
    std::iter::zip(&outer.input_strides, &inner.input_strides)
        .all(|(&outer, &inner)| run(inner) == Some(outer))
        && run(inner.output_stride) == Some(outer.output_stride)
}

/// The multi-index of the `nth` element that a walk in this axis order visits.
pub fn index_in_order(shape: &[i64], order: &[usize], nth: i64) -> Dims {
    let mut index = Dims::from_elem(0, shape.len());
    let mut rest = nth;
    for &axis in order.iter().rev() {
        let length = shape[axis].max(1);
        index[axis] = rest % length;
        rest /= length;
    }
    index
}
