//! Walking a layout: the odometer that turns indices and byte addresses together, and random access by number.
//! Knows layouts only; no allocation happens per step.

use crate::short::SmallVec;

use super::coalesce::MergedAxis;
use super::{Dims, Layout};

/// Steps several layouts of one shape through all indices in C order (last axis fastest), one byte address for each.
#[derive(Clone, Debug)]
pub struct Odometer {
    shape: Dims,
    indices: Dims,
    /// `strides[axis * operands + operand]`, so that one turn reads them side by side.
    strides: SmallVec<[i64; 8]>,
    bytes: SmallVec<[i64; 4]>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Fresh,
    Running,
    Done,
}

impl Odometer {
    /// An odometer over every index of the layouts, which must agree in shape.
    pub fn new(layouts: &[&Layout]) -> Self {
        let shape = layouts
            .first()
            .map_or(&[] as &[i64], |layout| &layout.shape);
        Self::over(shape, layouts)
    }

    /// An odometer over the leading axes only, which have this shape in every layout.
    pub fn over(shape: &[i64], layouts: &[&Layout]) -> Self {
        let strides = (0..shape.len())
            .flat_map(|axis| {
                layouts
                    .iter()
                    .map(move |layout| layout.strides.get(axis).copied().unwrap_or(0))
            })
            .collect();
        let state = if shape.iter().any(|&extent| extent <= 0) {
            State::Done
        } else {
            State::Fresh
        };
        Self {
            shape: Dims::from_slice(shape),
            indices: Dims::from_elem(0, shape.len()),
            strides,
            bytes: layouts.iter().map(|layout| layout.offset).collect(),
            state,
        }
    }

    /// An odometer over merged loops, from the first byte of each layout.
    pub(crate) fn over_loops(loops: &[MergedAxis], offsets: impl Iterator<Item = i64>) -> Self {
        let shape: Dims = loops.iter().map(|one| one.length).collect();
        let state = if shape.iter().any(|&extent| extent <= 0) {
            State::Done
        } else {
            State::Fresh
        };
        Self {
            indices: Dims::from_elem(0, shape.len()),
            shape,
            strides: loops
                .iter()
                .flat_map(|one| one.strides.iter().copied())
                .collect(),
            bytes: offsets.collect(),
            state,
        }
    }

    /// Moves to the next index; false when there is none. The first call stays at index 0, 0, ….
    pub fn advance(&mut self) -> bool {
        match self.state {
            State::Done => return false,
            State::Fresh => {
                self.state = State::Running;
                return true;
            }
            State::Running => {}
        }
        let operands = self.bytes.len();
        for axis in (0..self.shape.len()).rev() {
            let strides = &self.strides[axis * operands..(axis + 1) * operands];
            if self.indices[axis] + 1 < self.shape[axis] {
                self.indices[axis] += 1;
                for (byte, stride) in self.bytes.iter_mut().zip(strides) {
                    *byte = byte.wrapping_add(*stride);
                }
                return true;
            }
            let back = self.indices[axis];
            self.indices[axis] = 0;
            for (byte, stride) in self.bytes.iter_mut().zip(strides) {
                *byte = byte.wrapping_sub(stride.wrapping_mul(back));
            }
        }
        self.state = State::Done;
        false
    }

    /// The indices where the odometer stands.
    pub fn indices(&self) -> &[i64] {
        &self.indices
    }

    /// The byte address of each layout's element where the odometer stands.
    pub fn bytes(&self) -> &[i64] {
        &self.bytes
    }

    /// Moves on and gives the first `N` addresses; `None` at the end, or when there are fewer than `N` layouts.
    pub fn next_bytes<const N: usize>(&mut self) -> Option<[i64; N]> {
        if !self.advance() {
            return None;
        }
        self.bytes.get(..N)?.try_into().ok()
    }
}

impl Layout {
    /// The byte address of every element, in C order.
    pub fn addresses(&self) -> impl Iterator<Item = i64> + use<> {
        let mut odometer = Odometer::new(&[self]);
        std::iter::from_fn(move || odometer.next_bytes::<1>().map(|[byte]| byte))
    }

    /// The byte address of the element with number `nth` in C order; `None` beyond the last.
    pub fn nth_byte(&self, nth: i64) -> Option<i64> {
        let indices = indices_of(&self.shape, nth)?;
        Some(self.byte_at(&indices))
    }
}

/// The indices of the element with number `nth` in C order (`np.unravel_index`); `None` when a shape has no such element.
pub fn indices_of(shape: &[i64], nth: i64) -> Option<Dims> {
    if nth < 0 || nth >= super::size_of_shape(shape) {
        return None;
    }
    let mut rest = nth;
    let mut indices = Dims::from_elem(0, shape.len());
    for (index, &extent) in indices.iter_mut().zip(shape).rev() {
        *index = rest % extent;
        rest /= extent;
    }
    Some(indices)
}

/// The number in C order of the element at these indices (`np.ravel_multi_index`); `None` out of bounds.
pub fn number_of(shape: &[i64], indices: &[i64]) -> Option<i64> {
    if shape.len() != indices.len() {
        return None;
    }
    std::iter::zip(shape, indices).try_fold(0i64, |number, (&extent, &index)| {
        if !(0..extent).contains(&index) {
            return None;
        }
        number.checked_mul(extent)?.checked_add(index)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Order;

    #[test]
    fn the_odometer_meets_every_index_once() {
        let layout = Layout::contiguous(&[2, 3], 8, Order::F);
        let mut odometer = Odometer::new(&[&layout]);
        let mut seen = Vec::new();
        while odometer.advance() {
            seen.push((odometer.indices().to_vec(), odometer.bytes()[0]));
        }
        let expected: Vec<_> = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
            .map(|(i, j)| (vec![i, j], i * 8 + j * 16))
            .to_vec();
        assert_eq!(seen, expected);
        assert!(!odometer.advance());
    }

    #[test]
    fn zero_dimensions_have_one_element_and_zero_lengths_none() {
        let scalar = Layout::contiguous(&[], 8, Order::C);
        assert_eq!(scalar.addresses().collect::<Vec<_>>(), [0]);
        let empty = Layout::contiguous(&[i64::MAX, 0], 1, Order::C);
        assert_eq!(empty.addresses().count(), 0);
        assert_eq!(empty.nth_byte(0), None);
    }

    #[test]
    fn numbers_and_indices_invert_each_other() {
        let shape = [3, 1, 4];
        for number in 0..12 {
            let indices = indices_of(&shape, number).unwrap();
            assert_eq!(number_of(&shape, &indices), Some(number));
        }
        assert_eq!(indices_of(&shape, 12), None);
        assert_eq!(indices_of(&shape, -1), None);
        assert_eq!(number_of(&shape, &[0, 1, 0]), None);
    }
}
