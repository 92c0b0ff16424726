//! Several arrays walked together in the order of memory, or in another that was asked for (`np.nditer`).
//! Knows layouts; each step gives views, and no byte moves but those that are written through them.

use crate::short::SmallVec;

use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::axes::Axes;
use crate::layout::broadcast::broadcast_shape;
use crate::layout::coalesce::{coalesce, loop_order};
use crate::layout::walk::Odometer;
use crate::layout::{Dims, Layout, Order, size_of_shape};
use crate::promote::{Input, result_type};
use crate::ufunc::heard;

/// How a walk goes.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'a> {
    /// `order`: as the arrays lie in memory (`K`), or with the last axis fastest (`C`), the first (`F`), or the first only
    /// where all arrays are in Fortran order (`A`).
    pub order: CopyOrder,
    /// `external_loop`: each step gives 1-d views as long as elements lie at equal steps, instead of single elements.
    pub external_loop: bool,
    /// `multi_index`: the index of each step can be asked for.
    pub multi_index: bool,
    /// `c_index` or `f_index`: the place of each step in that order can be asked for.
    pub index: Option<Order>,
    /// `zerosize_ok`: arrays without elements are walked, in no step.
    pub zerosize_ok: bool,
    /// For each array, whether it may be written (`readwrite`); those behind the last one are only read.
    pub writes: &'a [bool],
}

impl Default for Walk<'_> {
    fn default() -> Self {
        Self {
            order: CopyOrder::K,
            external_loop: false,
            multi_index: false,
            index: None,
            zerosize_ok: false,
            writes: &[],
        }
    }
}

/// A walk over arrays that broadcast together.
#[derive(Clone, Debug)]
pub struct NdIter {
    arrays: Vec<Array>,
    shape: Dims,
    size: i64,
    /// The axes as they turn, slowest first, and whether each is walked from its end.
    order: Axes,
    backward: SmallVec<[bool; 4]>,
    /// What turns once for each step, and the views that a step gives.
    outer: Odometer,
    inner: Option<Inner>,
    tracks: bool,
    index: Option<Order>,
    stands: bool,
}

/// The loop that a step gives as one view.
#[derive(Clone, Debug)]
struct Inner {
    length: i64,
    strides: Dims,
}

impl NdIter {
    /// A walk of these arrays before its first step. The arrays are shared: what is written through a step is seen in them.
    ///
    /// # Errors
    /// `ValueError: Must provide at least one operand`; `operands could not be broadcast together with shapes (2,3) (4,) `;
    /// `Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked`;
    /// `operand array with iterator write flag set is read-only`; `output operand requires a reduction along dimension 0, but
    /// the reduction is not enabled. …` for an array that is written and would have to be stretched;
    /// `Iteration of zero-sized operands is not enabled`.
    pub fn new(arrays: &[&Array], walk: Walk<'_>) -> Result<Self> {
        heard(Self::prepared(arrays, walk, true))
    }

    /// A walk whose missing arrays are made for it, to be written: of the shape that the others broadcast to, lying as they are
    /// walked, of the dtype given for them or of that which the others have in common. [`NdIter::operands`] has them.
    ///
    /// # Errors
    /// As [`NdIter::new`]; `TypeError: no arrays or types available to calculate result type`; as
    /// [`crate::limit::grant`].
    pub fn allocating(
        arrays: &[Option<&Array>],
        dtypes: &[Option<DType>],
        walk: Walk<'_>,
    ) -> Result<Self> {
        heard(Self::allocated(arrays, dtypes, walk))
    }

    fn allocated(
        arrays: &[Option<&Array>],
        dtypes: &[Option<DType>],
        walk: Walk<'_>,
    ) -> Result<Self> {
        check_flags(arrays.len(), walk)?;
        let given: Vec<&Array> = arrays.iter().flatten().copied().collect();
        let shapes: Vec<&[i64]> = given.iter().map(|array| array.shape()).collect();
        check_sizes(&given, walk)?;
        let shape = broadcast_shape(&shapes)?;
        let layouts: Vec<Layout> = given
            .iter()
            .map(|array| array.layout.broadcast_to(&shape))
            .collect::<Result<_>>()?;
        let order = order_of(&given, &layouts, walk.order, shape.len());
        let common = || {
            if given.is_empty() {
                return Err(Error::type_(
                    "no arrays or types available to calculate result type",
                ));
            }
            let inputs: Vec<Input> = given
                .iter()
                .map(|array| Input::Array(array.dtype()))
                .collect();
            result_type(&inputs)
        };
        let mut all = Vec::new();
        for (number, array) in arrays.iter().enumerate() {
            all.push(match array {
                Some(array) => Array::clone(array),
                None => {
                    let dtype = match dtypes.get(number) {
                        Some(&Some(dtype)) => dtype,
                        _ => common()?,
                    };
                    let layout = Layout::packed_in_order(&shape, dtype.itemsize(), &order);
                    Array::zeros_over(layout, dtype)?
                }
            });
        }
        let writes: Vec<bool> = (0..arrays.len())
            .map(|number| arrays[number].is_none() || walk.writes.get(number) == Some(&true))
            .collect();
        let walk = Walk {
            writes: &writes,
            ..walk
        };
        Self::prepared(
            &all.iter().collect::<Vec<_>>(),
            walk,
            given.len() == all.len(),
        )
    }

    /// A walk; `turns` says whether axes along which all arrays fall are walked from their end.
    fn prepared(arrays: &[&Array], walk: Walk<'_>, turns: bool) -> Result<Self> {
        check_flags(arrays.len(), walk)?;
        let tracks = walk.multi_index || walk.index.is_some();
        let written = |number: usize| walk.writes.get(number) == Some(&true);
        let mut numbered = arrays.iter().enumerate();
        if numbered.any(|(number, array)| written(number) && !array.writeable()) {
            return Err(Error::value(
                "operand array with iterator write flag set is read-only",
            ));
        }
        let shapes: Vec<&[i64]> = arrays.iter().map(|array| array.shape()).collect();
        check_sizes(arrays, walk)?;
        let shape = broadcast_shape(&shapes)?;
        for (number, array) in arrays.iter().enumerate() {
            if written(number) {
                check_whole(array.shape(), &shape)?;
            }
        }
        let size = size_of_shape(&shape);
        let mut layouts: Vec<Layout> = arrays
            .iter()
            .map(|array| array.layout.broadcast_to(&shape))
            .collect::<Result<_>>()?;
        let order = order_of(arrays, &layouts, walk.order, shape.len());
        let backward = match walk.order {
            CopyOrder::K if turns => turned(&mut layouts),
            _ => SmallVec::from_elem(false, shape.len()),
        };
        let walked: Vec<&Layout> = layouts.iter().collect();
        let (lengths, strides, inner) = if tracks {
            let lengths: Dims = order.iter().map(|&axis| shape[axis]).collect();
            let strides: Vec<Dims> = walked
                .iter()
                .map(|layout| order.iter().map(|&axis| layout.strides[axis]).collect())
                .collect();
            (lengths, strides, None)
        } else {
            let mut loops = coalesce(&walked, &order);
            let inner = match walk.external_loop {
                true => loops.pop().map(|one| Inner {
                    length: one.length,
                    strides: one.strides,
                }),
                false => None,
            };
            let lengths: Dims = loops.iter().map(|one| one.length).collect();
            let along =
                |number: usize| -> Dims { loops.iter().map(|one| one.strides[number]).collect() };
            (lengths, (0..layouts.len()).map(along).collect(), inner)
        };
        let outer: Vec<Layout> = std::iter::zip(strides, &layouts)
            .map(|(strides, layout)| Layout {
                shape: lengths.clone(),
                strides,
                offset: layout.offset,
            })
            .collect();
        // An inner loop without elements takes no step, however often the others would turn.
        let lengths = match size {
            0 => Dims::from_slice(&[0]),
            _ => lengths,
        };
        let arrays = arrays.iter().enumerate().map(|(number, array)| {
            let mut own = Array::clone(array);
            own.writeable = written(number);
            own
        });
        Ok(Self {
            arrays: arrays.collect(),
            size,
            order,
            backward,
            outer: Odometer::over(&lengths, &outer.iter().collect::<Vec<_>>()),
            inner,
            tracks: walk.multi_index,
            index: walk.index,
            stands: false,
            shape,
        })
    }

    /// The shape that all arrays broadcast to.
    pub fn shape(&self) -> &[i64] {
        &self.shape
    }

    /// Number of elements walked in all (`itersize`).
    pub fn size(&self) -> i64 {
        self.size
    }

    /// The index of the step where the walk stands.
    ///
    /// # Errors
    /// `ValueError: Iterator is not tracking a multi-index`, or `Iterator is past the end`.
    pub fn multi_index(&self) -> Result<Dims> {
        if !self.tracks {
            return heard(Err(Error::value("Iterator is not tracking a multi-index")));
        }
        if !self.stands {
            return heard(Err(Error::value("Iterator is past the end")));
        }
        Ok(self.place())
    }

    /// The arrays walked, those that were made for it among them (`it.operands`), of the shapes and dtypes that they have: they
    /// share their bytes with those that were given, and only what may be written is writeable.
    pub fn operands(&self) -> &[Array] {
        &self.arrays
    }

    /// The place of the step where the walk stands, counted in the order that was asked for (`it.index`).
    ///
    /// # Errors
    /// `ValueError: Iterator does not have an index`, or `Iterator is past the end`.
    pub fn index(&self) -> Result<i64> {
        let Some(order) = self.index else {
            return heard(Err(Error::value("Iterator does not have an index")));
        };
        if !self.stands {
            return heard(Err(Error::value("Iterator is past the end")));
        }
        let strides = Layout::contiguous(&self.shape, 1, order).strides;
        let place = self.place();
        Ok(std::iter::zip(place, strides).fold(0, |sum, (one, step)| sum + one * step))
    }

    fn place(&self) -> Dims {
        let mut index = Dims::from_elem(0, self.shape.len());
        for (&axis, &place) in std::iter::zip(&self.order, self.outer.indices()) {
            index[axis] = match self.backward[axis] {
                true => self.shape[axis] - 1 - place,
                false => place,
            };
        }
        index
    }
}

impl Iterator for NdIter {
    /// A view of each array: 0-d, or 1-d of an external loop. Only those of arrays that may be written are writeable.
    type Item = Vec<Array>;

    fn next(&mut self) -> Option<Vec<Array>> {
        self.stands = self.outer.advance();
        if !self.stands {
            return None;
        }
        let views = self.arrays.iter().zip(self.outer.bytes()).enumerate();
        let views = views.map(|(number, (array, &byte))| {
            let layout = match &self.inner {
                None => Layout {
                    shape: Dims::new(),
                    strides: Dims::new(),
                    offset: byte,
                },
                Some(inner) => Layout {
                    shape: Dims::from_slice(&[inner.length]),
                    strides: Dims::from_slice(&[inner.strides[number]]),
                    offset: byte,
                },
            };
            array.over(layout)
        });
        Some(views.collect())
    }
}

/// Refuses what no walk can be.
fn check_flags(count: usize, walk: Walk<'_>) -> Result<()> {
    if count == 0 {
        return Err(Error::value("Must provide at least one operand"));
    }
    if count > 64 {
        return Err(Error::value("Too many operands to iterate over"));
    }
    if walk.external_loop && (walk.multi_index || walk.index.is_some()) {
        return Err(Error::value(
            "Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked",
        ));
    }
    Ok(())
}

/// Refuses arrays without elements, unless they are asked for.
fn check_sizes(arrays: &[&Array], walk: Walk<'_>) -> Result<()> {
    if !walk.zerosize_ok && arrays.iter().any(|array| array.size() == 0) {
        return Err(Error::value(
            "Iteration of zero-sized operands is not enabled",
        ));
    }
    Ok(())
}

/// The axes as they turn, slowest first.
fn order_of(arrays: &[&Array], layouts: &[Layout], order: CopyOrder, ndim: usize) -> Axes {
    let fortran = match order {
        CopyOrder::K => return loop_order(&layouts.iter().collect::<Vec<_>>()),
        CopyOrder::C => false,
        CopyOrder::F => true,
        CopyOrder::A => arrays
            .iter()
            .all(|array| array.layout.is_f_contiguous(array.dtype().itemsize())),
    };
    match fortran {
        true => (0..ndim).rev().collect(),
        false => (0..ndim).collect(),
    }
}

/// Turns axes around that every array walks toward lower addresses, or not at all; which ones.
fn turned(layouts: &mut [Layout]) -> SmallVec<[bool; 4]> {
    let axes = layouts.first().map_or(0, Layout::ndim);
    let moves = |layout: &Layout, axis: usize| match layout.shape[axis] {
        0 | 1 => 0,
        _ => layout.strides[axis],
    };
    (0..axes)
        .map(|axis| {
            let falls = layouts.iter().all(|layout| moves(layout, axis) <= 0);
            let backward = falls && layouts.iter().any(|layout| moves(layout, axis) < 0);
            for layout in layouts.iter_mut().filter(|_| backward) {
                let steps = layout.shape[axis] - 1;
                let last = layout.strides[axis].wrapping_mul(steps);
                layout.offset = layout.offset.wrapping_add(last);
                layout.strides[axis] = layout.strides[axis].wrapping_neg();
            }
            backward
        })
        .collect()
}

/// Refuses to write through an array that is stretched: several steps would reach one element.
fn check_whole(own: &[i64], shape: &[i64]) -> Result<()> {
    let lengths = own.iter().rev().copied().chain(std::iter::repeat(1));
    let stretched = std::iter::zip(lengths, shape.iter().rev());
    match stretched.enumerate().find(|(_, (own, all))| own != *all) {
        None => Ok(()),
        Some((place, _)) => Err(Error::value(format!(
            "output operand requires a reduction along dimension {place}, but the reduction is not enabled. The dimension \
             size of 1 does not match the expected output shape."
        ))),
    }
}
