//! Several arrays walked together in the order of memory, or in another that was asked for (`np.nditer`).
//! Knows layouts; each step gives views, and no byte moves but those that are written through them, are cast on their way, or go
//! through buffers.

use crate::short::SmallVec;

use super::buffered::{Buffering, Buffers, Mode, Side};
use super::operands::{Part, allocated, check_written, lined_up, shape_of};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::Casting;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::axes::Axes;
use crate::layout::coalesce::{coalesce, loop_order};
use crate::layout::walk::{Odometer, indices_of};
use crate::layout::{Dims, Layout, Order, size_of_shape};
use crate::ufunc::heard;

/// Which axis of an array each axis of a walk is; none where the array has no such axis.
pub type OwnAxes<'a> = &'a [Option<usize>];

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
    /// For each array that may be written, whether nothing is read from it (`writeonly`).
    pub unread: &'a [bool],
    /// `copy`, `updateifcopy`: for each array, whether it may be copied as a whole where it needs a cast.
    pub copies: &'a [bool],
    /// `no_broadcast`: for each array, whether it must have the shape of the walk.
    pub whole: &'a [bool],
    /// `op_dtypes`: for each array the dtype in which its elements are seen, its own where there is none.
    pub dtypes: &'a [Option<DType>],
    /// `common_dtype`: all are seen in the dtype that they have in common.
    pub common_dtype: bool,
    /// `casting`: which casts are allowed.
    pub casting: Casting,
    /// `buffered`, with `buffersize`, `grow_inner` and `delay_bufalloc`.
    pub buffering: Option<Buffering>,
    /// `reduce_ok`: several steps may write to one element.
    pub reduce_ok: bool,
    /// `op_axes`: for each array which of its axes the axes of the walk are; without it they broadcast. All lists are of one
    /// length; an array without one is broadcast to as many axes.
    pub op_axes: &'a [Option<OwnAxes<'a>>],
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
            unread: &[],
            copies: &[],
            whole: &[],
            dtypes: &[],
            common_dtype: false,
            casting: Casting::Safe,
            buffering: None,
            reduce_ok: false,
            op_axes: &[],
        }
    }
}

/// A walk over arrays that broadcast together.
#[derive(Debug)]
pub struct NdIter {
    arrays: Vec<Array>,
    modes: Vec<Mode>,
    /// What a copy that may be written is written back to.
    behind: Vec<Option<Array>>,
    shape: Dims,
    size: i64,
    /// The axes as they turn, slowest first, and whether each is walked from its end.
    order: Axes,
    backward: SmallVec<[bool; 4]>,
    steps: Steps,
    external_loop: bool,
    tracks: bool,
    index: Option<Order>,
    stands: bool,
}

/// What turns once for each step.
#[derive(Debug)]
enum Steps {
    /// Over the arrays themselves; with an inner loop, which a step gives as one view.
    Straight(Box<Straight>),
    Buffered(Box<Buffers>),
}

/// Steps over the arrays themselves.
#[derive(Debug)]
struct Straight {
    outer: Odometer,
    fresh: Odometer,
    inner: Option<Inner>,
}

/// The loop that a step gives as one view.
#[derive(Clone, Debug)]
struct Inner {
    length: i64,
    strides: Dims,
}

impl NdIter {
    /// A walk of these arrays before its first step. The arrays are shared: what is written through a step is seen in them, at
    /// once, or, where it goes through a buffer or a copy, when the buffer is done or the walk ends.
    ///
    /// # Errors
    /// `ValueError: Must provide at least one operand`; `operands could not be broadcast together with shapes (2,3) (4,) `;
    /// `Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked`;
    /// `operand array with iterator write flag set is read-only`; `output operand requires a reduction along dimension 0, but
    /// the reduction is not enabled. …` for an array that is written and would have to be stretched;
    /// `Iteration of zero-sized operands is not enabled`;
    /// `non-broadcastable output operand with shape (3,) doesn't match the broadcast shape (2,3)`;
    /// `Iterator input op_axes[0][0] (==2) is not a valid axis of op[0], which has 2 dimensions `;
    /// `TypeError: Iterator operand 0 dtype could not be cast from dtype('float64') to dtype('float32') according to the rule
    /// 'safe'`, `Iterator operand required copying or buffering, but neither copying nor buffering was enabled`; as
    /// [`crate::limit::grant`].
    pub fn new(arrays: &[&Array], walk: Walk<'_>) -> Result<Self> {
        let arrays: Vec<Option<&Array>> = arrays.iter().copied().map(Some).collect();
        heard(Self::prepared(&arrays, walk))
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
        let dtypes = if dtypes.is_empty() {
            walk.dtypes
        } else {
            dtypes
        };
        heard(Self::prepared(arrays, Walk { dtypes, ..walk }))
    }

    fn prepared(given: &[Option<&Array>], walk: Walk<'_>) -> Result<Self> {
        check_flags(given, walk)?;
        let shape = shape_of(given, walk.op_axes)?;
        let mut spaces: Vec<Option<Layout>> = Vec::new();
        for (number, array) in given.iter().enumerate() {
            let axes = walk.op_axes.get(number).copied().flatten();
            spaces.push(array.map(|array| lined_up(array, axes, &shape)));
            if let Some(array) = array {
                check_written(array, axes, &shape, number, &walk)?;
            }
        }
        let known: Vec<&Layout> = spaces.iter().flatten().collect();
        let order = order_of(given, &known, walk.order, shape.len());
        let dtypes = super::operands::dtypes(given, &walk)?;
        super::operands::check_casts(given, &dtypes, &walk)?;
        let allocates = given.iter().any(Option::is_none);
        let backward = match walk.order {
            CopyOrder::K if !allocates => falling(&known, shape.len()),
            _ => SmallVec::from_elem(false, shape.len()),
        };
        let (mut parts, mut layouts) = (Vec::new(), Vec::new());
        for (number, (array, space)) in std::iter::zip(given, spaces).enumerate() {
            let axes = walk.op_axes.get(number).copied().flatten();
            let part = match (array, space) {
                (Some(array), Some(space)) => {
                    Part::of(array, space, dtypes[number], number, &order, &walk, axes)?
                }
                _ => allocated(&shape, dtypes[number], number, &order, &walk, axes)?,
            };
            layouts.push(turned(&part.space, &backward));
            parts.push(part);
        }
        let size = size_of_shape(&shape);
        let tracks = walk.multi_index || walk.index.is_some();
        let (mut lengths, mut strides) = loops_of(&layouts, &order, &shape, tracks);
        let steps = match walk.buffering {
            Some(asked) if size > 0 => {
                if lengths.is_empty() {
                    lengths.push(1);
                    strides.iter_mut().for_each(|own| own.push(0));
                }
                let sides = parts.iter().enumerate().map(|(number, part)| Side {
                    strides: strides[number].iter().rev().copied().collect(),
                    offset: layouts[number].offset,
                    cast: part.cast,
                    reduced: part.written
                        && std::iter::zip(&lengths, &strides[number])
                            .any(|(&length, &stride)| length > 1 && stride == 0),
                    dtype: part.dtype,
                });
                let sides = sides.collect();
                let lengths = lengths.iter().rev().copied().collect();
                Steps::Buffered(Box::new(Buffers::new(lengths, sides, asked)?))
            }
            _ => {
                let inner = match walk.external_loop {
                    true => lengths.pop().map(|length| Inner {
                        length,
                        strides: strides.iter_mut().filter_map(Dims::pop).collect(),
                    }),
                    false => None,
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
                let odometer = Odometer::over(&lengths, &outer.iter().collect::<Vec<_>>());
                Steps::Straight(Box::new(Straight {
                    fresh: odometer.clone(),
                    outer: odometer,
                    inner,
                }))
            }
        };
        let modes = parts.iter().map(|part| Mode {
            read: part.read,
            written: part.written,
        });
        Ok(Self {
            modes: modes.collect(),
            behind: parts.iter().map(|part| part.behind.clone()).collect(),
            arrays: parts.into_iter().map(|part| part.array).collect(),
            size,
            order,
            backward,
            steps,
            external_loop: walk.external_loop,
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
    /// share their bytes with those that were given, and only what may be written is writeable. One that was copied for its
    /// dtype is the copy.
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
        let places: Dims = match &self.steps {
            Steps::Straight(straight) => Dims::from_slice(straight.outer.indices()),
            Steps::Buffered(buffers) => {
                let lengths: Dims = self.order.iter().map(|&axis| self.shape[axis]).collect();
                indices_of(&lengths, buffers.position()).unwrap_or_default()
            }
        };
        let mut index = Dims::from_elem(0, self.shape.len());
        for (&axis, &place) in std::iter::zip(&self.order, &places) {
            index[axis] = match self.backward[axis] {
                true => self.shape[axis] - 1 - place,
                false => place,
            };
        }
        index
    }

    /// Begins anew: what stands in buffers is written back, and with `delay_bufalloc` only now anything is read (`it.reset()`).
    ///
    /// # Errors
    /// As [`Array::assign`].
    pub fn reset(&mut self) -> Result<()> {
        self.stands = false;
        match &mut self.steps {
            Steps::Straight(straight) => straight.outer = straight.fresh.clone(),
            Steps::Buffered(buffers) => {
                buffers.write_back(&self.arrays, &self.modes)?;
                buffers.rewind();
            }
        }
        Ok(())
    }

    /// Goes on by one step: a view of each array, as [`Iterator::next`], nothing at the end.
    ///
    /// # Errors
    /// `ValueError: Iterator construction used delayed buffer allocation, and no reset has been done yet`; as
    /// [`Array::assign`] for elements that are cast.
    pub fn step(&mut self) -> Result<Option<Vec<Array>>> {
        let external = self.external_loop;
        let views = match &mut self.steps {
            Steps::Straight(straight) => {
                let Straight { outer, inner, .. } = &mut **straight;
                self.stands = outer.advance();
                let views = self.arrays.iter().zip(outer.bytes()).enumerate();
                let view = |(number, (array, &byte)): (usize, (&Array, &i64))| {
                    let mut layout = Layout {
                        shape: Dims::new(),
                        strides: Dims::new(),
                        offset: byte,
                    };
                    if let Some(inner) = &*inner {
                        layout.shape = Dims::from_slice(&[inner.length]);
                        layout.strides = Dims::from_slice(&[inner.strides[number]]);
                    }
                    array.over(layout)
                };
                match self.stands {
                    true => Some(views.map(view).collect()),
                    false => None,
                }
            }
            Steps::Buffered(buffers) => {
                if buffers.is_delayed() {
                    return heard(Err(Error::value(
                        "Iterator construction used delayed buffer allocation, and no reset has been done yet",
                    )));
                }
                self.stands = buffers.advance(&self.arrays, &self.modes, external)?;
                let modes = self.arrays.iter().zip(&self.modes).enumerate();
                let view = |(number, (array, mode)): (usize, (&Array, &Mode))| {
                    buffers.view(number, array, mode.written, external)
                };
                match self.stands {
                    true => Some(modes.map(view).collect()),
                    false => None,
                }
            }
        };
        if views.is_none() {
            self.write_copies()?;
        }
        Ok(views)
    }

    /// Ends the walk: what stands in buffers and copies is written to the arrays (`it.close()`). So does the last step, and
    /// dropping the walk, which tells of no error.
    ///
    /// # Errors
    /// As [`Array::assign`].
    pub fn close(self) -> Result<()> {
        self.finish()
    }

    fn finish(&self) -> Result<()> {
        if let Steps::Buffered(buffers) = &self.steps {
            buffers.write_back(&self.arrays, &self.modes)?;
        }
        self.write_copies()
    }

    fn write_copies(&self) -> Result<()> {
        for (copy, behind) in std::iter::zip(&self.arrays, &self.behind) {
            if let Some(behind) = behind {
                behind.assign(&[Index::Ellipsis], copy)?;
            }
        }
        Ok(())
    }
}

impl Drop for NdIter {
    fn drop(&mut self) {
        // Nobody can be told here; `close` tells.
        let _ = self.finish();
    }
}

impl Iterator for NdIter {
    /// A view of each array: 0-d, or 1-d of an external loop. Only those of arrays that may be written are writeable.
    type Item = Vec<Array>;

    fn next(&mut self) -> Option<Vec<Array>> {
        self.step().ok().flatten()
    }
}

/// Refuses what no walk can be.
fn check_flags(given: &[Option<&Array>], walk: Walk<'_>) -> Result<()> {
    if given.is_empty() {
        return Err(Error::value("Must provide at least one operand"));
    }
    if given.len() > 64 {
        return Err(Error::value("Too many operands to iterate over"));
    }
    if walk.external_loop && (walk.multi_index || walk.index.is_some()) {
        return Err(Error::value(
            "Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked",
        ));
    }
    super::operands::check_axes(given, walk.op_axes)?;
    let written = |number: usize| walk.writes.get(number) == Some(&true);
    let mut numbered = given.iter().enumerate();
    if numbered.any(|(number, array)| written(number) && array.is_some_and(|one| !one.writeable()))
    {
        return Err(Error::value(
            "operand array with iterator write flag set is read-only",
        ));
    }
    if !walk.zerosize_ok && given.iter().flatten().any(|array| array.size() == 0) {
        return Err(Error::value(
            "Iteration of zero-sized operands is not enabled",
        ));
    }
    Ok(())
}

/// The loops, slowest first, and for each array its strides; merged where nobody asks where they stand.
fn loops_of(layouts: &[Layout], order: &[usize], shape: &[i64], tracks: bool) -> (Dims, Vec<Dims>) {
    if tracks {
        let lengths: Dims = order.iter().map(|&axis| shape[axis]).collect();
        let along = |layout: &Layout| order.iter().map(|&axis| layout.strides[axis]).collect();
        return (lengths, layouts.iter().map(along).collect());
    }
    let loops = coalesce(&layouts.iter().collect::<Vec<_>>(), order);
    let lengths: Dims = loops.iter().map(|one| one.length).collect();
    let along = |number: usize| -> Dims { loops.iter().map(|one| one.strides[number]).collect() };
    (lengths, (0..layouts.len()).map(along).collect())
}

/// The axes as they turn, slowest first.
fn order_of(given: &[Option<&Array>], layouts: &[&Layout], order: CopyOrder, ndim: usize) -> Axes {
    let fortran = match order {
        CopyOrder::K if layouts.is_empty() => false,
        CopyOrder::K => return loop_order(layouts),
        CopyOrder::C => false,
        CopyOrder::F => true,
        CopyOrder::A => given
            .iter()
            .flatten()
            .all(|array| array.layout.is_f_contiguous(array.dtype().itemsize())),
    };
    match fortran {
        true => (0..ndim).rev().collect(),
        false => (0..ndim).collect(),
    }
}

/// Which axes every array walks toward lower addresses, or not at all.
fn falling(layouts: &[&Layout], ndim: usize) -> SmallVec<[bool; 4]> {
    let moves = |layout: &Layout, axis: usize| match layout.shape[axis] {
        0 | 1 => 0,
        _ => layout.strides[axis],
    };
    let falls = |axis| {
        layouts.iter().all(|layout| moves(layout, axis) <= 0)
            && layouts.iter().any(|layout| moves(layout, axis) < 0)
    };
    (0..ndim).map(falls).collect()
}

/// A layout with these axes walked from their ends.
fn turned(layout: &Layout, backward: &[bool]) -> Layout {
    let mut turned = layout.clone();
    for (axis, _) in backward.iter().enumerate().filter(|(_, back)| **back) {
        let last = layout.strides[axis].wrapping_mul(layout.shape[axis] - 1);
        turned.offset = turned.offset.wrapping_add(last);
        turned.strides[axis] = layout.strides[axis].wrapping_neg();
    }
    turned
}
