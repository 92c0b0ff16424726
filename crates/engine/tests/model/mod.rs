//! The naive model that layouts are held against: an array written out as a list of (indices, byte address).
//! Shares no code with the engine: every cell is found by counting, every operation is a statement about cells.

use engine::layout::{Dims, Layout};
use proptest::prelude::*;

/// An array as the explicit list of its cells, in C order of the indices.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Model {
    pub(crate) shape: Vec<i64>,
    pub(crate) cells: Vec<(Vec<i64>, i128)>,
}

/// Every index of a shape in C order, by recursion.
pub(crate) fn all_indices(shape: &[i64]) -> Vec<Vec<i64>> {
    match shape.split_first() {
        None => vec![vec![]],
        Some((&extent, rest)) => (0..extent)
            .flat_map(|first| {
                all_indices(rest).into_iter().map(move |mut tail| {
                    tail.insert(0, first);
                    tail
                })
            })
            .collect(),
    }
}

impl Model {
    /// The cells of a layout, by the address equation in wide arithmetic.
    pub(crate) fn of(layout: &Layout) -> Model {
        let cells = all_indices(&layout.shape)
            .into_iter()
            .map(|indices| {
                let mut byte = i128::from(layout.offset);
                for (axis, &index) in indices.iter().enumerate() {
                    byte += i128::from(index) * i128::from(layout.strides[axis]);
                }
                (indices, byte)
            })
            .collect();
        Model {
            shape: layout.shape.to_vec(),
            cells,
        }
    }

    /// The byte at these indices.
    pub(crate) fn byte(&self, indices: &[i64]) -> i128 {
        let place = self
            .cells
            .binary_search_by(|(own, _)| own.as_slice().cmp(indices))
            .expect("indices inside the shape");
        self.cells[place].1
    }

    /// A model of a shape whose cell at new indices is this model's cell at `from(new indices)`.
    pub(crate) fn rearranged(&self, shape: &[i64], from: impl Fn(&[i64]) -> Vec<i64>) -> Model {
        let cells = all_indices(shape)
            .into_iter()
            .map(|indices| {
                let byte = self.byte(&from(&indices));
                (indices, byte)
            })
            .collect();
        Model {
            shape: shape.to_vec(),
            cells,
        }
    }

    /// The bytes in C order.
    pub(crate) fn bytes(&self) -> Vec<i128> {
        self.cells.iter().map(|&(_, byte)| byte).collect()
    }

    /// The bytes with the first index fastest.
    pub(crate) fn bytes_first_fastest(&self) -> Vec<i128> {
        let mut cells = self.cells.clone();
        cells.sort_by_key(|(indices, _)| indices.iter().rev().copied().collect::<Vec<_>>());
        cells.into_iter().map(|(_, byte)| byte).collect()
    }
}

/// Layouts of up to 6 axes: lengths 0 to 3, strides negative, zero and positive, packed ones among them.
pub(crate) fn layouts() -> impl Strategy<Value = Layout> {
    let extent = prop_oneof![1 => Just(0i64), 3 => Just(1), 8 => 2..4i64];
    let shape = prop::collection::vec(extent, 0..=6);
    shape.prop_flat_map(layout_of_shape)
}

/// Layouts of one shape.
pub(crate) fn layout_of_shape(shape: Vec<i64>) -> impl Strategy<Value = Layout> {
    let ndim = shape.len();
    let any =
        prop::collection::vec(-6..=6i64, ndim).prop_map(|s| s.iter().map(|s| s * 8).collect());
    let packed = (
        Just((0..ndim).collect::<Vec<usize>>()).prop_shuffle(),
        prop::collection::vec(
            prop_oneof![6 => Just(1i64), 1 => Just(-1), 1 => Just(2), 1 => Just(0)],
            ndim,
        ),
    )
        .prop_map({
            let shape = shape.clone();
            move |(order, factors)| {
                let mut strides = vec![0; ndim];
                let mut step = 8;
                for (&axis, factor) in order.iter().zip(&factors) {
                    strides[axis] = step * factor;
                    step *= shape[axis].max(1) * factor.abs().max(1);
                }
                strides
            }
        });
    let in_order = Just({
        let mut step = 8;
        let mut strides: Vec<i64> = shape
            .iter()
            .rev()
            .map(|extent| {
                let own = step;
                step *= extent.max(&1);
                own
            })
            .collect();
        strides.reverse();
        strides
    });
    let strides = prop_oneof![2 => any, 3 => packed, 1 => in_order];
    (strides, 0..50i64).prop_map(move |(strides, offset): (Vec<i64>, i64)| Layout {
        shape: Dims::from_slice(&shape),
        strides: Dims::from_slice(&strides),
        offset: offset * 8,
    })
}

/// Numbers that break careless arithmetic, among small ones.
pub(crate) fn hostile() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => -4..5i64,
        1 => prop::sample::select(vec![
            i64::MIN, i64::MIN + 1, i64::MAX, i64::MAX - 1, 1 << 62, -(1 << 62), 1 << 32, -(1 << 32), 1 << 31,
        ]),
        1 => any::<i64>(),
    ]
}
