//! The shape of a gather: where the axes of index arrays stand, how every side lies over the result, in which order NumPy
//! walks. Made by `advanced`; `fancy` and `assign` turn it into plans.

use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
use crate::layout::axes::Axes;
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, MAX_NDIM, size_of_shape};
use crate::plan::gather::Picker;
use crate::plan::{Bounds, Operand};

/// An index array and the axis it picks from.
#[derive(Debug)]
pub(super) struct Pick {
    pub(super) positions: Array,
    pub(super) axis: usize,
    pub(super) length: i64,
    pub(super) stride: i64,
}

/// The shape of a gather. NumPy works with the axes of the index arrays in front and moves them to their place in the end;
/// "in front" below means that numbering.
#[derive(Debug)]
pub(super) struct Geometry {
    /// The shape that the index arrays broadcast to.
    pub(super) fancy: Dims,
    /// The axis of the result where it stands.
    pub(super) place: usize,
    /// Whether there were other items than index arrays.
    pub(super) has_rest: bool,
    /// The other axes.
    pub(super) rest: Layout,
    /// The index arrays that pick.
    pub(super) pickers: Vec<Pick>,
    /// Number of axes of each index array and truth value.
    pub(super) ndims: Vec<usize>,
    /// Whether one index array is all there is.
    pub(super) single: bool,
}

impl Geometry {
    /// Whether the other axes hold more, or less, than one element.
    pub(super) fn uses_rest(&self) -> bool {
        self.has_rest && self.rest.size() != 1
    }

    /// Refuses more index arrays than NumPy walks together.
    ///
    /// # Errors
    /// `IndexError: when no subspace is given, the number of index arrays cannot be above 63, …`.
    pub(super) fn check_count(&self) -> Result<()> {
        let (most, count) = (MAX_NDIM - 1, self.ndims.len());
        if self.uses_rest() || count <= most {
            return Ok(());
        }
        Err(Error::index(format!(
            "when no subspace is given, the number of index arrays cannot be above {most}, but {count} index arrays found"
        )))
    }

    /// The shape with the index arrays' axes in front.
    pub(super) fn shape_in_front(&self) -> Dims {
        self.fancy.iter().chain(&self.rest.shape).copied().collect()
    }

    /// For each axis of the result, its number in front.
    fn axes(&self) -> Axes {
        let (fancy, all) = (self.fancy.len(), self.fancy.len() + self.rest.ndim());
        (fancy..fancy + self.place)
            .chain(0..fancy)
            .chain(fancy + self.place..all)
            .collect()
    }

    /// A layout with the index arrays' axes in front, as the result sees it.
    pub(super) fn placed(&self, layout: &Layout) -> Layout {
        layout.with_axes(&self.axes())
    }

    /// The shape of the result.
    pub(super) fn shape(&self) -> Dims {
        let shape = self.shape_in_front();
        self.axes().iter().map(|&axis| shape[axis]).collect()
    }

    /// An order of axes in front as an order of the result's axes.
    pub(super) fn placed_order(&self, order: &[usize]) -> Axes {
        let axes = self.axes();
        let placed = order.iter().map(|wanted| {
            let found = axes.iter().position(|axis| axis == wanted);
            found.unwrap_or(*wanted)
        });
        placed.collect()
    }

    /// Each index array stretched over the shape of all of them.
    ///
    /// # Errors
    /// `ValueError: iterator is too large` beyond 63 bits.
    pub(super) fn spread(&self) -> Result<Vec<Layout>> {
        let spread = self.pickers.iter().map(|pick| {
            let layout = &pick.positions.layout;
            layout.broadcast_to(&self.fancy)
        });
        spread.collect()
    }

    /// The side that is picked from, over the shape of the result: it moves along the other axes only.
    pub(super) fn picked(&self) -> Layout {
        let zeros = std::iter::repeat_n(0, self.fancy.len());
        self.placed(&Layout {
            shape: self.shape_in_front(),
            strides: zeros.chain(self.rest.strides.iter().copied()).collect(),
            offset: self.rest.offset,
        })
    }

    /// The pickers of a plan.
    ///
    /// # Errors
    /// As [`Geometry::spread`].
    pub(super) fn plan_pickers(&self) -> Result<Vec<Picker>> {
        let spread = self.spread()?;
        let shape = self.shape_in_front();
        let pickers = std::iter::zip(&self.pickers, spread).map(|(pick, spread)| {
            let zeros = std::iter::repeat_n(0, self.rest.ndim());
            let over = Layout {
                shape: shape.clone(),
                strides: spread.strides.iter().copied().chain(zeros).collect(),
                offset: spread.offset,
            };
            Picker {
                positions: operand_of(&pick.positions, self.placed(&over)),
                axis: pick.axis,
                span: Dims::from_slice(&[pick.length]),
                strides: Dims::from_slice(&[pick.stride]),
                bounds: Bounds::Raise,
            }
        });
        Ok(pickers.collect())
    }

    /// The order in which NumPy walks the index arrays' axes when nothing else takes part.
    pub(super) fn fancy_order(&self, layouts: &[Layout]) -> Axes {
        if layouts.is_empty() || self.uses_rest() {
            return (0..self.fancy.len()).collect();
        }
        loop_order(&layouts.iter().collect::<Vec<_>>())
    }

    /// Refuses positions out of bounds, those met first by NumPy first.
    ///
    /// # Errors
    /// `IndexError: index 5 is out of bounds for axis 0 with size 3`.
    pub(super) fn check_bounds(&self, writes: bool) -> Result<()> {
        if size_of_shape(&self.fancy) == 0 {
            return Ok(());
        }
        let on_the_way =
            !writes && self.ndims.len() == 1 && size_of_shape(&self.shape_in_front()) != 0;
        for pick in &self.pickers {
            let positions = &pick.positions;
            let (order, backward) = if on_the_way {
                let order = self.fancy_order(std::slice::from_ref(&positions.layout));
                (order, Axes::new())
            } else {
                order_of_check(positions)
            };
            let outside = execute::first_outside(
                &positions.layout,
                positions.dtype,
                &positions.buffer.bytes(),
                &order,
                &backward,
                -pick.length..pick.length,
            )?;
            if let Some(position) = outside {
                return Err(Error::index(format!(
                    "index {position} is out of bounds for axis {} with size {}",
                    pick.axis, pick.length
                )));
            }
        }
        Ok(())
    }
}

/// How NumPy walks an index array that it checks ahead: as it lies in memory, from its first byte.
fn order_of_check(positions: &Array) -> (Axes, Axes) {
    let order = loop_order(&[&positions.layout]);
    let trivial = positions.ndim() <= 1 || positions.c_contiguous() || positions.f_contiguous();
    if trivial && positions.dtype == DType::I64 {
        return (order, Axes::new());
    }
    let downward = |axis: &usize| positions.layout.strides[*axis] < 0;
    let backward = (0..positions.ndim()).filter(downward).collect();
    (order, backward)
}

/// An array as a plan's operand.
pub(super) fn operand_of(array: &Array, broadcast: Layout) -> Operand {
    Operand {
        buffer: Some(array.buffer.id()),
        dtype: array.dtype,
        layout: array.layout.clone(),
        broadcast,
        cast: None,
        constant: None,
    }
}
