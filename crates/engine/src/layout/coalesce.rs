//! Choosing the loops of an operation over several layouts: in which order the axes turn, and which merge into one.
//! Knows layouts of one common shape only; says which original axes each loop covers, so that a picture can tell.

use crate::short::SmallVec;

use super::axes::Axes;
use super::{Dims, Layout, Order};

/// One loop after merging.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergedAxis {
    /// Turns.
    pub length: i64,
    /// Bytes each layout moves in one turn.
    pub strides: Dims,
    /// The axes this loop covers, slowest first; empty for the single turn of a 0-d operation.
    pub axes: Axes,
}

/// The order in which the axes turn, slowest first, as NumPy's iterator chooses it for `order='K'`.
///
/// Axes are sorted so that smaller strides turn faster. Layouts are asked in turn; one with stride 0 on either axis (or
/// length 1 there) has no opinion; where two layouts disagree, C order wins.
pub fn loop_order(layouts: &[&Layout]) -> Axes {
    let ndim = layouts.first().map_or(0, |layout| layout.ndim());
    if ndim < 2 {
        return (0..ndim).collect();
    }
    let stride = |layout: &Layout, axis: usize| {
        if layout.shape[axis] == 1 {
            0
        } else {
            layout.strides[axis].unsigned_abs()
        }
    };
    // Sorted fastest first by stable insertion, starting from C order.
    let mut order: Axes = (0..ndim).rev().collect();
    for position in 1..ndim {
        let axis = order[position];
        let mut target = position;
        for other in (0..position).rev() {
            let mut verdict = None;
            for layout in layouts {
                let (own, its) = (stride(layout, axis), stride(layout, order[other]));
                if own == 0 || its == 0 {
                    continue;
                }
                if its <= own {
                    verdict = Some(false);
                } else if verdict.is_none() {
                    verdict = Some(true);
                }
            }
            match verdict {
                Some(true) => target = other,
                Some(false) => break,
                None => {}
            }
        }
        order.remove(position);
        order.insert(target, axis);
    }
    order.reverse();
    order
}

/// Merges neighboring axes, in the given order (slowest first), wherever one stride can walk both in every layout.
///
/// Gives at least one loop: a 0-d operation is one loop of one turn.
pub fn coalesce(layouts: &[&Layout], order: &[usize]) -> SmallVec<[MergedAxis; 2]> {
    let mut loops: SmallVec<[MergedAxis; 2]> = SmallVec::new();
    for &axis in order.iter().rev() {
        let length = layouts.first().map_or(1, |layout| layout.shape[axis]);
        let strides: Dims = layouts
            .iter()
            .map(|layout| if length == 1 { 0 } else { layout.strides[axis] })
            .collect();
        if let Some(faster) = loops.last_mut()
            && merges(faster, length, &strides)
        {
            if faster.length == 1 {
                faster.strides = strides;
            }
            faster.length = faster.length.saturating_mul(length);
            faster.axes.insert(0, axis);
            continue;
        }
        loops.push(MergedAxis {
            length,
            strides,
            axes: Axes::from_slice(&[axis]),
        });
    }
    if loops.is_empty() {
        loops.push(MergedAxis {
            length: 1,
            strides: Dims::from_elem(0, layouts.len()),
            axes: Axes::new(),
        });
    }
    loops.reverse();
    loops
}

/// Whether a slower axis continues exactly where the faster loop ends, in every layout.
fn merges(faster: &MergedAxis, length: i64, strides: &[i64]) -> bool {
    faster.length == 1
        || length == 1
        || std::iter::zip(&faster.strides, strides)
            .all(|(&fast, &slow)| i128::from(fast) * i128::from(faster.length) == i128::from(slow))
}

impl Layout {
    /// The layout of a new array packed so that its axes turn in the given order, slowest first: what NumPy allocates
    /// for a result whose memory order follows its operands (`order='K'`).
    pub fn packed_in_order(shape: &[i64], itemsize: usize, order: &[usize]) -> Layout {
        let mut layout = Layout::contiguous(shape, itemsize, Order::C);
        if shape.len() < 2 || shape.contains(&0) {
            return layout;
        }
        let mut step = i64::try_from(itemsize).unwrap_or(i64::MAX);
        for &axis in order.iter().rev() {
            layout.strides[axis] = step;
            step = step.saturating_mul(shape[axis]);
        }
        layout
    }

    /// The strides NumPy gives a copy that keeps this layout's memory order (`np.copy(a, order='K')`).
    pub fn packed_like(&self, itemsize: usize) -> Layout {
        if self.is_c_contiguous(itemsize) || self.ndim() <= 1 {
            return Layout::contiguous(&self.shape, itemsize, Order::C);
        }
        if self.is_f_contiguous(itemsize) {
            return Layout::contiguous(&self.shape, itemsize, Order::F);
        }
        let mut order: Axes = (0..self.ndim()).collect();
        sort_falling(&mut order, |axis| self.strides[axis].unsigned_abs());
        Layout::packed_in_order(&self.shape, itemsize, &order)
    }
}

/// Sorts axes by a key, the largest first; equal ones keep their order.
///
/// There are few axes, so inserting each is enough; the standard sorts are made for many and take much code.
pub fn sort_falling(axes: &mut [usize], key: impl Fn(usize) -> u64) {
    for sorted in 1..axes.len() {
        let mut place = sorted;
        while place > 0 && key(axes[place - 1]) < key(axes[place]) {
            axes.swap(place - 1, place);
            place -= 1;
        }
    }
}

/// The shape of the loops.
pub fn lengths(loops: &[MergedAxis]) -> Dims {
    loops.iter().map(|merged| merged.length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strided(shape: &[i64], strides: &[i64]) -> Layout {
        Layout {
            shape: Dims::from_slice(shape),
            strides: Dims::from_slice(strides),
            offset: 0,
        }
    }

    fn loops(layouts: &[&Layout]) -> Vec<(i64, Vec<i64>, Vec<usize>)> {
        coalesce(layouts, &loop_order(layouts))
            .into_iter()
            .map(|merged| (merged.length, merged.strides.to_vec(), merged.axes.to_vec()))
            .collect()
    }

    #[test]
    fn packed_operands_become_one_loop() {
        let a = Layout::contiguous(&[2, 3, 4], 8, Order::C);
        assert_eq!(loops(&[&a, &a]), [(24, vec![8, 8], vec![0, 1, 2])]);
        let f = Layout::contiguous(&[2, 3, 4], 8, Order::F);
        assert_eq!(loops(&[&f, &f]), [(24, vec![8, 8], vec![2, 1, 0])]);
    }

    #[test]
    fn a_stretched_row_keeps_two_loops() {
        let a = Layout::contiguous(&[3, 4], 8, Order::C);
        let row = strided(&[3, 4], &[0, 8]);
        assert_eq!(
            loops(&[&a, &row]),
            [(3, vec![32, 0], vec![0]), (4, vec![8, 8], vec![1])]
        );
    }

    #[test]
    fn disagreement_ends_in_c_order() {
        let c = Layout::contiguous(&[3, 4], 8, Order::C);
        let f = Layout::contiguous(&[3, 4], 8, Order::F);
        assert_eq!(loop_order(&[&f, &c]).as_slice(), [0, 1]);
        assert_eq!(loop_order(&[&f, &f]).as_slice(), [1, 0]);
    }

    #[test]
    fn length_one_axes_always_merge_and_scalars_turn_once() {
        let a = strided(&[3, 1, 4], &[32, 999, 8]);
        assert_eq!(loops(&[&a]), [(12, vec![8], vec![0, 1, 2])]);
        let ones = strided(&[1, 1], &[7, 9]);
        assert_eq!(loops(&[&ones]), [(1, vec![0], vec![0, 1])]);
        let scalar = Layout::contiguous(&[], 8, Order::C);
        assert_eq!(loops(&[&scalar]), [(1, vec![0], vec![])]);
    }

    #[test]
    fn copies_keep_the_memory_order() {
        let of = |shape: &[i64], strides: &[i64]| {
            strided(shape, strides).packed_like(8).strides.to_vec()
        };
        assert_eq!(of(&[4, 2, 3], &[8, 96, 32]), [8, 96, 32]);
        assert_eq!(of(&[4, 2, 3], &[-8, 96, 32]), [8, 96, 32]);
        assert_eq!(of(&[2, 3], &[0, 8]), [8, 16]);
        assert_eq!(of(&[4, 3, 2], &[0, 8, 0]), [16, 64, 8]);
        assert_eq!(of(&[3, 1, 4], &[32, 0, 8]), [32, 32, 8]);
        assert_eq!(of(&[4, 1, 3], &[8, 0, 32]), [8, 32, 32]);
    }
}
