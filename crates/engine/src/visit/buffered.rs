//! The buffers of a walk: how many elements go through them at once, what is copied in, and what is written back.
//! Knows the loops of a walk, fastest first, and arrays; which elements a reader sees is the business of `iterator`.
//!
//! How the axes are cut follows NumPy's iterator since 2.3: a core of whole inner axes is repeated along one outer axis, and
//! buffers are filled from one index of the axes beyond at a time. The outer axis is the one with the least cost, counted as
//! one more than the buffers that it takes for each element of a piece.

use crate::array::Array;
use crate::dtype::DType;
use crate::error::Result;
use crate::index::Index;
use crate::layout::{Dims, Layout, Order};

/// Elements that go through a buffer at once unless another number is asked for (`np.getbufsize()`).
const USUAL_SIZE: i64 = 8192;

/// `buffered`: elements go through buffers where they are cast, or where one step after another would not lie evenly.
#[derive(Clone, Copy, Debug, Default)]
pub struct Buffering {
    /// `buffersize`: elements in a buffer, 8192 where it is 0 or less.
    pub size: i64,
    /// `grow_inner`: pieces are as long as can be where no buffer is needed.
    pub grow_inner: bool,
    /// `delay_bufalloc`: nothing is read before [`NdIter::reset`](super::NdIter::reset).
    pub delayed: bool,
}

/// One operand as the cut looks at it.
#[derive(Debug)]
pub(super) struct Side {
    /// Bytes to the next element along each loop, fastest first.
    pub(super) strides: Vec<i64>,
    /// Where the first element lies.
    pub(super) offset: i64,
    /// Whether its elements are cast on their way.
    pub(super) cast: bool,
    /// Whether several steps are written to one element.
    pub(super) reduced: bool,
    /// What a reader sees.
    pub(super) dtype: DType,
}

/// How one operand is walked inside of a piece.
#[derive(Debug)]
struct Part {
    buffer: Option<Array>,
    /// Bytes from one element of the core to the next, and from one core to the next.
    inner: i64,
    across: i64,
    /// Whether only the core is kept, or one element for each core.
    folded: bool,
}

/// Where a walk through buffers stands.
#[derive(Debug)]
pub(super) struct Buffers {
    lengths: Vec<i64>,
    sides: Vec<Side>,
    parts: Vec<Part>,
    /// Elements in all, in the core, in a core times the outer axis, in a piece.
    total: i64,
    core: i64,
    block: i64,
    piece: i64,
    outer: usize,
    reduces: bool,
    /// The first element of the piece at hand, how many it has, and the next step in it.
    start: i64,
    count: i64,
    next: i64,
    delayed: bool,
}

/// Which axis is the outer one.
struct Cut {
    outer: usize,
    core: i64,
    block: i64,
    reduces: bool,
    /// For each operand over how many loops it lies evenly, and whether its sums change along the outer one.
    even: Vec<usize>,
    must_fold: Vec<bool>,
}

fn cut(lengths: &[i64], sides: &[Side], most: i64, grow: bool) -> Cut {
    let mut cost = 1 + sides.iter().filter(|side| side.cast).count();
    let mut even = vec![1_usize; sides.len()];
    let mut must_fold = vec![false; sides.len()];
    let (mut total, mut folds_at) = (lengths[0], 0);
    let (mut outer, mut best_cost, mut block, mut core) = (0, cost, total, 1);
    for place in 1..lengths.len() {
        let limited = |cost: usize| cost > 1 || !grow;
        if folds_at != 0 || total >= most && limited(cost) {
            break;
        }
        for (number, side) in sides.iter().enumerate() {
            let (before, own) = (side.strides[place - 1], side.strides[place]);
            if even[number] == place {
                if before.wrapping_mul(lengths[place - 1]) == own {
                    even[number] += 1;
                    continue;
                }
                cost += usize::from(!side.cast);
            }
            if side.reduced && (own == 0 || before == 0) {
                must_fold[number] = true;
                folds_at = place;
            }
        }
        let inside = total;
        total = total.saturating_mul(lengths[place]);
        let mut size = total as f64;
        if size > most as f64 && limited(cost) {
            size = most as f64;
        }
        if cost as f64 * block as f64 <= best_cost as f64 * size {
            (outer, best_cost, block, core) = (place, cost, total, inside);
        }
    }
    Cut {
        outer,
        core,
        block,
        reduces: folds_at != 0 && outer == folds_at,
        even,
        must_fold,
    }
}

impl Buffers {
    /// The buffers of a walk over these loops, none of which is without turns; nothing is read yet.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub(super) fn new(lengths: Vec<i64>, sides: Vec<Side>, asked: Buffering) -> Result<Self> {
        let most = if asked.size <= 0 {
            USUAL_SIZE
        } else {
            asked.size
        };
        let cut = cut(&lengths, &sides, most, asked.grow_inner);
        let total = lengths
            .iter()
            .fold(1, |all: i64, &one| all.saturating_mul(one));
        let mut parts = Vec::new();
        for (number, side) in sides.iter().enumerate() {
            let at_outer = side.strides[cut.outer];
            let folded = cut.reduces
                && (cut.must_fold[number]
                    || cut.even[number] == cut.outer && !side.cast
                    || at_outer == 0 && cut.even[number] <= cut.outer);
            let is_even = cut.even[number] + usize::from(folded) > cut.outer;
            let buffered = side.cast || !is_even;
            let size = i64::try_from(side.dtype.itemsize()).unwrap_or(i64::MAX);
            let (inner, across) = match (buffered, folded) {
                (false, _) => (side.strides[0], at_outer),
                (true, true) if at_outer == 0 => (size, 0),
                (true, true) => (0, size),
                (true, false) if is_even && side.strides[0] == 0 => (0, 0),
                (true, false) => (size, size.saturating_mul(cut.core)),
            };
            parts.push((
                buffered,
                Part {
                    buffer: None,
                    inner,
                    across,
                    folded,
                },
            ));
        }
        let must = parts.iter().any(|(buffered, _)| *buffered);
        let piece = match must || !asked.grow_inner {
            true if most < cut.block => cut.core * (most / cut.core).max(1),
            _ => cut.block,
        };
        let made = std::iter::zip(parts, &sides).map(|((buffered, part), side)| {
            let buffer = match buffered {
                true => Some(Array::zeros(&[piece], side.dtype)?),
                false => None,
            };
            Ok(Part { buffer, ..part })
        });
        Ok(Self {
            parts: made.collect::<Result<_>>()?,
            lengths,
            sides,
            total,
            core: cut.core,
            block: cut.block,
            piece,
            outer: cut.outer,
            reduces: cut.reduces,
            start: 0,
            count: 0,
            next: 0,
            delayed: asked.delayed,
        })
    }

    /// Whether nothing may be read yet.
    pub(super) fn is_delayed(&self) -> bool {
        self.delayed
    }

    /// Begins anew.
    pub(super) fn rewind(&mut self) {
        (self.start, self.count, self.next) = (0, 0, 0);
        self.delayed = false;
    }

    /// The number of the element that was last given, in the order of the walk.
    pub(super) fn position(&self) -> i64 {
        self.start + self.next - 1
    }

    /// Steps in the piece at hand.
    fn steps(&self, external_loop: bool) -> i64 {
        match (external_loop, self.reduces) {
            (false, _) => self.count,
            (true, true) => self.count / self.core,
            (true, false) => self.count.min(1),
        }
    }

    /// Goes on by one step; false at the end. Pieces that are done are written back, new ones read.
    ///
    /// # Errors
    /// As [`Array::assign`].
    pub(super) fn advance(
        &mut self,
        arrays: &[Array],
        modes: &[Mode],
        external_loop: bool,
    ) -> Result<bool> {
        if self.next >= self.steps(external_loop) {
            self.write_back(arrays, modes)?;
            self.start += self.count;
            (self.count, self.next) = (0, 0);
            if self.start >= self.total {
                return Ok(false);
            }
            let left = self.block - self.start % self.block;
            self.count = self.piece.min(left).min(self.total - self.start);
            self.read(arrays, modes)?;
        }
        self.next += 1;
        Ok(true)
    }

    /// Where the elements of a piece lie in an operand's own bytes: cores along the outer axis, then the axes of the core.
    fn own_layout(&self, number: usize) -> Layout {
        let (side, part) = (&self.sides[number], &self.parts[number]);
        let mut rest = self.start / self.core;
        let mut offset = side.offset;
        for place in self.outer..self.lengths.len() {
            let length = self.lengths[place].max(1);
            offset = offset.wrapping_add(side.strides[place].wrapping_mul(rest % length));
            rest /= length;
        }
        let outer = (self.count / self.core, side.strides[self.outer]);
        let core = (0..self.outer).rev();
        let core = core.map(|place| (self.lengths[place], side.strides[place]));
        let axes: Vec<(i64, i64)> = match (part.folded, part.inner, part.across) {
            (true, _, 0) => core.collect(),
            (true, ..) => vec![outer],
            (false, 0, 0) => Vec::new(),
            (false, ..) => std::iter::once(outer).chain(core).collect(),
        };
        Layout {
            shape: axes.iter().map(|(length, _)| *length).collect(),
            strides: axes.iter().map(|(_, stride)| *stride).collect(),
            offset,
        }
    }

    /// The operand's own elements of a piece, and the buffer seen in the same shape.
    fn both(&self, number: usize, array: &Array) -> Option<(Array, Array)> {
        let buffer = self.parts[number].buffer.as_ref()?;
        let own = array.over(self.own_layout(number));
        let size = buffer.dtype().itemsize();
        let seen = buffer.over(Layout::contiguous(own.shape(), size, Order::C));
        Some((own, seen))
    }

    fn read(&self, arrays: &[Array], modes: &[Mode]) -> Result<()> {
        for (number, (array, mode)) in std::iter::zip(arrays, modes).enumerate() {
            if let Some((own, seen)) = self.both(number, array).filter(|_| mode.read) {
                seen.assign(&[Index::Ellipsis], &own)?;
            }
        }
        Ok(())
    }

    /// Writes what stands in the buffers to the arrays.
    ///
    /// # Errors
    /// As [`Array::assign`].
    pub(super) fn write_back(&self, arrays: &[Array], modes: &[Mode]) -> Result<()> {
        if self.count == 0 {
            return Ok(());
        }
        for (number, (array, mode)) in std::iter::zip(arrays, modes).enumerate() {
            if let Some((own, seen)) = self.both(number, array).filter(|_| mode.written) {
                own.assign(&[Index::Ellipsis], &seen)?;
            }
        }
        Ok(())
    }

    /// The view of an operand at the step that was last given.
    pub(super) fn view(
        &self,
        number: usize,
        array: &Array,
        written: bool,
        external_loop: bool,
    ) -> Array {
        let part = &self.parts[number];
        let (bytes, base) = match &part.buffer {
            Some(buffer) => (buffer, 0),
            None => (array, self.own_layout(number).offset),
        };
        let step = self.next - 1;
        let (core, place) = match (external_loop, self.reduces) {
            (true, true) => (step, 0),
            (true, false) => (0, 0),
            (false, true) => (step / self.core, step % self.core),
            (false, false) => (0, step),
        };
        let moved = core
            .wrapping_mul(part.across)
            .wrapping_add(place.wrapping_mul(part.inner));
        let mut layout = Layout {
            shape: Dims::new(),
            strides: Dims::new(),
            offset: base.wrapping_add(moved),
        };
        if external_loop {
            let length = if self.reduces { self.core } else { self.count };
            layout.shape = Dims::from_slice(&[length]);
            layout.strides = Dims::from_slice(&[part.inner]);
        }
        let mut view = bytes.over(layout);
        view.writeable = written;
        view
    }
}

/// What is done with an operand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mode {
    pub(super) read: bool,
    pub(super) written: bool,
}
