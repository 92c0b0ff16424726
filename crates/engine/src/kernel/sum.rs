//! Folds a run of numbers into one: sums in NumPy's pairwise order, anything else from left to right.
//! Knows typed elements at a fixed distance; the order of additions is fixed, because it decides the last bits.

use std::ops::Add;

/// Elements at a fixed distance in a slice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strided<'a, T> {
    /// The slice they lie in.
    pub(crate) elements: &'a [T],
    /// Position of the first.
    pub(crate) start: i64,
    /// Positions from one to the next.
    pub(crate) step: i64,
    /// How many.
    pub(crate) count: usize,
}

impl<T: Copy + bytemuck::Zeroable> Strided<'_, T> {
    #[inline(always)]
    fn get(&self, number: usize) -> T {
        let position = self.start + self.step * number as i64;
        self.elements
            .get(position as usize)
            .copied()
            .unwrap_or_else(T::zeroed)
    }

    /// The fold from left to right, going on from `start`.
    pub(crate) fn folded(&self, start: T, step: impl Fn(T, T) -> T) -> T {
        (0..self.count).fold(start, |value, number| step(value, self.get(number)))
    }

    fn part(&self, from: usize, count: usize) -> Self {
        Self {
            start: self.start + self.step * from as i64,
            count,
            ..*self
        }
    }
}

/// Numbers whose sum depends on the order of additions.
pub(crate) trait Inexact: Copy + bytemuck::Zeroable + Add<Output = Self> {
    /// What may be added to anything, -0.0 included, without changing it.
    const NOTHING: Self;
    /// Floats in one number: NumPy counts them, not numbers, when it cuts a sum in halves and leaves.
    const PARTS: usize = 1;
}
impl Inexact for f32 {
    const NOTHING: Self = -0.0;
}
impl Inexact for f64 {
    const NOTHING: Self = -0.0;
}

#[cfg(feature = "complex")]
impl Inexact for num_complex::Complex<f32> {
    const NOTHING: Self = Self::new(-0.0, -0.0);
    const PARTS: usize = 2;
}
#[cfg(feature = "complex")]
impl Inexact for num_complex::Complex<f64> {
    const NOTHING: Self = Self::new(-0.0, -0.0);
    const PARTS: usize = 2;
}

/// Up to this many floats go into eight running sums; longer runs are halved.
const LEAF: usize = 128;

/// The pairwise sum, with NumPy's tree: halves of whole eights down to 128 floats, eight running sums in each leaf.
///
/// The error grows with the logarithm of the count rather than with the count, at the cost of a plain sum.
pub(crate) fn pairwise<T: Inexact>(run: Strided<'_, T>) -> T {
    let count = run.count;
    let lanes = 8 / T::PARTS;
    if count < lanes {
        return (0..count).fold(T::NOTHING, |sum, number| sum + run.get(number));
    }
    if count > LEAF / T::PARTS {
        let half = count * T::PARTS / 2;
        let half = (half - half % 8) / T::PARTS;
        return pairwise(run.part(0, half)) + pairwise(run.part(half, count - half));
    }
    let mut sums: [T; 8] = std::array::from_fn(|lane| run.get(lane % lanes));
    let whole = count - count % lanes;
    for start in (lanes..whole).step_by(lanes) {
        for (lane, sum) in sums.iter_mut().enumerate().take(lanes) {
            *sum = *sum + run.get(start + lane);
        }
    }
    let [a, b, c, d, e, f, g, h] = sums;
    let total = if T::PARTS == 1 {
        ((a + b) + (c + d)) + ((e + f) + (g + h))
    } else {
        (a + b) + (c + d)
    };
    (whole..count).fold(total, |sum, number| sum + run.get(number))
}
