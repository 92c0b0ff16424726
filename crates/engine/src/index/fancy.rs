//! Reading through brackets: a view where strides can describe it, else a gather into new bytes.
//! What the indices mean is found in `basic` and `advanced`; this file lays out the result as NumPy does.

use super::advanced::{Prepared, mask_of, prepare};
use super::geometry::{Geometry, operand_of};
use super::{Index, brackets, ways_of};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::Result;
use crate::execute;
use crate::layout::axes::Axes;
use crate::layout::coalesce::{loop_order, sort_falling};
use crate::layout::{Layout, Order, Shared};
use crate::plan::gather::Direction;
use crate::plan::{Gather, Output};
use crate::ufunc::heard;

const ANY_ORDER: &str =
    "an integer array can pick elements in any order, which no strides describe";
const ANY_GAPS: &str =
    "a mask can keep any of the elements, and what lies between them fits no stride";
const ALWAYS: &str = "an index with a truth value always copies";

impl Array {
    /// `a[indices]`, for any mixture of integers, slices, new axes, an ellipsis, index arrays and masks.
    ///
    /// Without arrays and truth values it is a view: no byte moves. With them it is a gather into new bytes, recorded
    /// with the reason. The dtype stays. The axes of the index arrays, broadcast together, stand where these stood if
    /// they stood side by side (integers count as index arrays then), else in front; a mask stands for one index array
    /// for each of its axes. Where every axis is picked by an integer, NumPy gives a scalar; this gives a 0-d view.
    ///
    /// # Errors
    /// As [`Layout::index`]; `IndexError: arrays used as indices must be of integer (or boolean) type`,
    /// `shape mismatch: indexing arrays could not be broadcast together with shapes (2,) (3,) `,
    /// `boolean index did not match indexed array along axis 0; size of axis is 3 but size of corresponding boolean axis
    /// is 4`; as [`crate::limit::grant`] for the new bytes.
    pub fn index(&self, indices: &[Index]) -> Result<Array> {
        if let Some(ways) = ways_of(indices) {
            return heard((ways.read)(self, indices));
        }
        let mut layout = Shared::from(Layout::NOTHING);
        heard(self.layout.index_into(indices, &mut layout))?;
        Ok(self.viewed(layout, || brackets(indices)))
    }

    /// Reads through indices with advanced ones among them.
    pub(super) fn index_advanced(&self, indices: &[Index]) -> Result<Array> {
        if let Some(mask) = mask_of(self, indices) {
            return self.kept(mask, || brackets(indices), why(indices));
        }
        match prepare(self, indices)? {
            Prepared::Basic { items, copied } => {
                let view = self.viewed(self.layout.index(&items)?, || brackets(indices));
                if !copied {
                    return Ok(view);
                }
                let copy = view.copied(CopyOrder::K)?;
                let why = "an array among the indices copies, even one without axes";
                view.record_copy(&copy, brackets(indices), why.to_owned());
                Ok(copy)
            }
            Prepared::Mask(mask) => self.kept(&mask, || brackets(indices), why(indices)),
            Prepared::Mixed(mixed) => {
                let rest = mixed.rest(&self.layout)?;
                let geometry = mixed.geometry(&self.layout, rest)?;
                self.gathered(&geometry, indices)
            }
        }
    }

    /// Reads the elements that a geometry picks.
    fn gathered(&self, geometry: &Geometry, indices: &[Index]) -> Result<Array> {
        geometry.check_count()?;
        let front = result_layout(geometry, self.dtype.itemsize())?;
        let owner = Array::unwritten_over(front, self.dtype)?;
        let result = if geometry.place > 0 {
            owner.over(geometry.placed(&owner.layout))
        } else {
            owner
        };
        geometry.check_bounds(false)?;
        let order = geometry.fancy_order(&geometry.spread()?);
        let planned = Gather {
            direction: Direction::Gather,
            shape: geometry.shape(),
            pickers: geometry.plan_pickers()?,
            source: operand_of(self, geometry.picked()),
            output: Output {
                buffer: result.buffer.id(),
                dtype: self.dtype,
                layout: result.layout.clone(),
                fresh: true,
                cast: None,
            },
            order: geometry.placed_order(&with_rest(order, &[&geometry.rest])),
            backward: Axes::new(),
        };
        let mut buffers = vec![self.buffer.clone(), result.buffer.clone()];
        buffers.extend(
            geometry
                .pickers
                .iter()
                .map(|pick| pick.positions.buffer.clone()),
        );
        execute::perform_gather(planned, &buffers, || brackets(indices), why(indices))?;
        Ok(result)
    }
}

fn why(indices: &[Index]) -> &'static str {
    let holds = |wanted: fn(&Array) -> bool| indices.iter().filter_map(Index::array).any(wanted);
    if holds(|array| array.dtype != DType::Bool && array.ndim() > 0) {
        ANY_ORDER
    } else if holds(|array| array.dtype == DType::Bool && array.ndim() > 0) {
        ANY_GAPS
    } else {
        ALWAYS
    }
}

/// An order of the index arrays' axes, then the other axes as they lie in memory.
pub(super) fn with_rest(mut order: Axes, rests: &[&Layout]) -> Axes {
    let front = order.len();
    order.extend(loop_order(rests).into_iter().map(|axis| axis + front));
    order
}

/// The memory of a result, the index arrays' axes in front.
///
/// As NumPy: a single contiguous `int64` array is followed in its own order; without other axes, or with one element in
/// them, memory follows the index arrays; else these are in C order, and the other axes inside them lie as in the array.
fn result_layout(geometry: &Geometry, itemsize: usize) -> Result<Layout> {
    let shape = geometry.shape_in_front();
    crate::limit::checked_nbytes(&shape, itemsize)?;
    if let ([pick], true) = (geometry.pickers.as_slice(), geometry.single) {
        let positions = &pick.positions;
        let (c, f) = (positions.c_contiguous(), positions.f_contiguous());
        if positions.dtype == DType::I64 && (c || f || positions.ndim() <= 1) {
            let order = if f && !c { Order::F } else { Order::C };
            return Ok(Layout::contiguous(&shape, itemsize, order));
        }
    }
    let spread = geometry.spread()?;
    let order = geometry.fancy_order(&spread);
    let rest = &geometry.rest;
    let mut inside: Axes = (0..rest.ndim()).collect();
    sort_falling(&mut inside, |axis| rest.strides[axis].unsigned_abs());
    let all: Axes = order
        .iter()
        .copied()
        .chain(inside.iter().map(|axis| axis + geometry.fancy.len()))
        .collect();
    Ok(Layout::packed_in_order(&shape, itemsize, &all))
}
