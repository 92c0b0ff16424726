//! Advanced indices met by an array: masks taken apart, the ellipsis counted out, and where the axes of the result come from.
//! Follows NumPy's `prepare_index` and `MapIter`; decides everything about shapes, moves no element.

use super::geometry::{Geometry, Pick};
use super::{Index, What};
use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::layout::{Dims, Layout, MAX_NDIM, shape_text, slice};
use crate::scalar::Scalar;

/// What some indices mean for an array.
#[derive(Debug)]
pub(super) enum Prepared {
    /// A view; an integer array without axes among slices makes it a copy.
    Basic {
        /// The items, all basic.
        items: Vec<Index>,
        /// Whether the view is copied.
        copied: bool,
    },
    /// One mask with the shape of the array.
    Mask(Array),
    /// Index arrays or truth values, perhaps among others.
    Mixed(Mixed),
}

/// One item, fitted to the array.
#[derive(Debug)]
enum Item {
    Int(i64),
    Slice(Option<i64>, Option<i64>, Option<i64>),
    NewAxis,
    /// An ellipsis, and how many axes it stands for.
    Rest(usize),
    Positions(Array),
    Mask(Array),
    Truth(bool),
}

impl Item {
    /// How many axes of the array the item speaks of.
    fn axes(&self) -> usize {
        match self {
            Item::Int(_) | Item::Slice(..) | Item::Positions(_) => 1,
            Item::Rest(count) => *count,
            Item::Mask(mask) => mask.ndim(),
            Item::NewAxis | Item::Truth(_) => 0,
        }
    }

    fn is_fancy(&self) -> bool {
        matches!(self, Item::Positions(_) | Item::Mask(_) | Item::Truth(_))
    }
}

/// Fits indices to an array: everything but bounds is checked, in NumPy's order.
///
/// # Errors
/// `IndexError` in NumPy's words: `arrays used as indices must be of integer (or boolean) type`, too many indices or
/// dimensions, `boolean index did not match indexed array along axis 0; …`.
pub(super) fn prepare(array: &Array, indices: &[Index]) -> Result<Prepared> {
    if indices.len() > 2 * MAX_NDIM {
        return Err(too_many());
    }
    if let Some(mask) = mask_of(array, indices) {
        return Ok(Prepared::Mask(mask.clone()));
    }
    if let ([Index::Advanced(advanced)], 0) = (indices, array.ndim())
        && let What::Truth(truth) = advanced.what
    {
        return Ok(Prepared::Mask(Array::scalar(Scalar::Bool(truth))?));
    }
    let mut counts = Counts::default();
    let mut items = Vec::with_capacity(indices.len() + 1);
    for index in indices {
        items.push(counts.item(index, &items)?);
    }
    counts.fill_up(&mut items, array.ndim())?;
    if !items.iter().any(Item::is_fancy) {
        // Where every axis is picked by an integer, one element is meant, and an array is an integer like any other.
        let one_element = items.iter().all(|item| matches!(item, Item::Int(_)));
        return Ok(Prepared::Basic {
            items: items.iter().map(basic).collect(),
            copied: counts.has_scalar_array && !one_element,
        });
    }
    let result_ndim = counts.new + counts.fancy_ndim;
    if result_ndim > MAX_NDIM {
        return Err(Error::index(format!(
            "number of dimensions must be within [0, {MAX_NDIM}], indexing result would have {result_ndim}"
        )));
    }
    check_masks(&items, array.shape())?;
    Ok(Prepared::Mixed(Mixed {
        items: taken_apart(items)?,
        fancy_ndim: counts.fancy_ndim,
    }))
}

/// The mask with the shape of the array, where nothing else stands between the brackets.
pub(super) fn mask_of<'a>(array: &Array, indices: &'a [Index]) -> Option<&'a Array> {
    match indices {
        [Index::Advanced(advanced)] => advanced
            .array()
            .filter(|mask| mask.dtype == DType::Bool && mask.shape() == array.shape()),
        _ => None,
    }
}

fn too_many() -> Error {
    Error::index("too many indices for array")
}

fn basic(item: &Item) -> Index {
    match *item {
        Item::Int(index) => Index::Int(index),
        Item::Slice(start, stop, step) => Index::Slice { start, stop, step },
        Item::NewAxis => Index::NewAxis,
        Item::Rest(_) | Item::Positions(_) | Item::Mask(_) | Item::Truth(_) => Index::Ellipsis,
    }
}

/// What is counted while the items are read.
#[derive(Default, Debug)]
struct Counts {
    used: usize,
    new: usize,
    fancy_ndim: usize,
    slots: usize,
    has_ellipsis: bool,
    has_scalar_array: bool,
}

impl Counts {
    fn item(&mut self, index: &Index, before: &[Item]) -> Result<Item> {
        if self.slots > 2 * MAX_NDIM {
            return Err(too_many());
        }
        let item = match index {
            Index::Ellipsis => {
                if before.iter().any(|item| matches!(item, Item::Rest(_))) {
                    return Err(Error::index(
                        "an index can only have a single ellipsis ('...')",
                    ));
                }
                self.has_ellipsis = true;
                Item::Rest(0)
            }
            Index::NewAxis => Item::NewAxis,
            Index::Slice { start, stop, step } => Item::Slice(*start, *stop, *step),
            Index::Int(index) => Item::Int(*index),
            Index::Advanced(advanced) => match &advanced.what {
                What::Truth(truth) => Item::Truth(*truth),
                What::Array(array) => self.of_array(array)?,
            },
        };
        self.new += usize::from(matches!(item, Item::NewAxis | Item::Slice(..)));
        self.used += item.axes();
        let own_ndim = match &item {
            Item::Positions(array) => array.ndim(),
            Item::Mask(_) | Item::Truth(_) => 1,
            _ => 0,
        };
        self.fancy_ndim = self.fancy_ndim.max(own_ndim);
        self.slots += match &item {
            Item::Mask(mask) => mask.ndim(),
            _ => 1,
        };
        Ok(item)
    }

    fn of_array(&mut self, array: &Array) -> Result<Item> {
        let first = || array.nth(0).unwrap_or(Scalar::I64(0));
        match (array.dtype.kind(), array.ndim()) {
            (Kind::Bool, 0) => Ok(Item::Truth(first() == Scalar::Bool(true))),
            (Kind::Bool, ndim) if self.slots + ndim >= 2 * MAX_NDIM => Err(too_many()),
            (Kind::Bool, _) => Ok(Item::Mask(array.clone())),
            (Kind::Signed | Kind::Unsigned, 0) => {
                self.has_scalar_array = true;
                match first() {
                    Scalar::U64(value) if value > i64::MAX as u64 => Err(Error::new(
                        ErrorClass::Overflow,
                        "Python int too large to convert to C long",
                    )),
                    value => Ok(Item::Int(whole(value))),
                }
            }
            (Kind::Signed | Kind::Unsigned, _) => Ok(Item::Positions(array.clone())),
            _ => Err(Error::index(
                "arrays used as indices must be of integer (or boolean) type",
            )),
        }
    }

    /// Lets the ellipsis, or one at the end, stand for the axes that no item speaks of.
    fn fill_up(&mut self, items: &mut Vec<Item>, ndim: usize) -> Result<()> {
        let Some(missing) = ndim.checked_sub(self.used) else {
            return Err(Error::index(format!(
                "too many indices for array: array is {ndim}-dimensional, but {} were indexed",
                self.used
            )));
        };
        if missing > 0 {
            match items.iter_mut().find(|item| matches!(item, Item::Rest(_))) {
                Some(ellipsis) => *ellipsis = Item::Rest(missing),
                None => items.push(Item::Rest(missing)),
            }
            self.new += missing;
        }
        Ok(())
    }
}

/// An integer of any dtype.
fn whole(value: Scalar) -> i64 {
    match value.cast(DType::I64) {
        Scalar::I64(value) => value,
        _ => 0,
    }
}

/// Holds every mask against the axes it stands on. An axis of the mask without elements is not looked at, as in NumPy.
fn check_masks(items: &[Item], shape: &[i64]) -> Result<()> {
    let mut axis = 0;
    for item in items {
        if let Item::Mask(mask) = item {
            for (place, &extent) in mask.shape().iter().enumerate() {
                let length = shape.get(axis + place).copied().unwrap_or(0);
                if extent > 0 && extent != length {
                    return Err(Error::index(format!(
                        "boolean index did not match indexed array along axis {}; size of axis is {length} but size of \
                         corresponding boolean axis is {extent}",
                        axis + place
                    )));
                }
            }
        }
        axis += item.axes();
    }
    Ok(())
}

/// Every mask becomes one index array for each of its axes.
fn taken_apart(items: Vec<Item>) -> Result<Vec<Item>> {
    let mut apart = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Mask(mask) => apart.extend(mask.columns()?.into_iter().map(Item::Positions)),
            other => apart.push(other),
        }
    }
    Ok(apart)
}

/// Indices with index arrays or truth values among them, masks taken apart.
#[derive(Debug)]
pub(super) struct Mixed {
    items: Vec<Item>,
    fancy_ndim: usize,
}

impl Mixed {
    /// The axes that no index array picks from, as the other items see them; its offset is where the gather starts.
    ///
    /// # Errors
    /// `IndexError: index 5 is out of bounds for axis 0 with size 3`; `ValueError: slice step cannot be zero`.
    pub(super) fn rest(&self, layout: &Layout) -> Result<Layout> {
        let mut rest = Layout {
            shape: Dims::new(),
            strides: Dims::new(),
            offset: layout.offset,
        };
        let mut axis = 0;
        for item in &self.items {
            let own = axis..axis + item.axes();
            axis = own.end;
            let along = |axis: usize| (layout.shape[axis], layout.strides[axis]);
            let skipped = match *item {
                Item::Int(index) => {
                    let (length, stride) = along(own.start);
                    stride.wrapping_mul(slice::resolve_index(index, own.start, length)?)
                }
                Item::Slice(start, stop, step) => {
                    let (length, stride) = along(own.start);
                    let span = slice::resolve(start, stop, step, length)?;
                    rest.shape.push(span.count);
                    rest.strides.push(stride.wrapping_mul(span.step));
                    stride.wrapping_mul(span.start)
                }
                Item::NewAxis => {
                    rest.shape.push(1);
                    rest.strides.push(0);
                    0
                }
                Item::Rest(_) => {
                    for (length, stride) in own.map(along) {
                        rest.shape.push(length);
                        rest.strides.push(stride);
                    }
                    0
                }
                Item::Positions(_) | Item::Mask(_) | Item::Truth(_) => 0,
            };
            rest.offset = rest.offset.wrapping_add(skipped);
        }
        Ok(rest)
    }

    /// Broadcasts the index arrays and finds where their axes stand in the result: in place where all of them (integers
    /// among them) stand side by side, in front otherwise.
    ///
    /// # Errors
    /// `IndexError: shape mismatch: indexing arrays could not be broadcast together with shapes (2,) (3,) `,
    /// `too many advanced (array) indices. …` beyond 64.
    pub(super) fn geometry(&self, layout: &Layout, rest: Layout) -> Result<Geometry> {
        let mut fancy = Dims::from_elem(1, self.fancy_ndim);
        let mut pickers = Vec::new();
        let mut ndims = Vec::new();
        let (mut axis, mut results, mut place) = (0, 0, 0);
        // Nothing fancy met, inside the fancy ones, behind them, and met again.
        let mut state = 0;
        for item in &self.items {
            let picks = matches!(item, Item::Int(_)) || item.is_fancy();
            match (picks, state) {
                (true, 0) => (place, state) = (results, 1),
                (true, 2) => (place, state) = (0, 3),
                (false, 1) => state = 2,
                _ => {}
            }
            if item.is_fancy() && ndims.len() >= MAX_NDIM {
                return Err(Error::index(format!(
                    "too many advanced (array) indices. This probably means you are indexing with too many booleans. \
                     (more than {MAX_NDIM} found)"
                )));
            }
            match item {
                Item::Positions(positions) => {
                    self.broadcast(&mut fancy, positions.shape())?;
                    ndims.push(positions.ndim());
                    pickers.push(Pick {
                        positions: positions.clone(),
                        axis,
                        length: layout.shape[axis],
                        stride: layout.strides[axis],
                    });
                }
                Item::Truth(truth) => {
                    ndims.push(1);
                    if let Some(last) = fancy.last_mut() {
                        if !truth && *last > 1 {
                            return Err(self.mismatch());
                        }
                        *last *= i64::from(*truth);
                    }
                }
                Item::Slice(..) | Item::NewAxis => results += 1,
                Item::Rest(count) => results += count,
                Item::Int(_) | Item::Mask(_) => {}
            }
            axis += item.axes();
        }
        let has_rest = self.items.iter().any(|item| !item.is_fancy());
        Ok(Geometry {
            fancy,
            place,
            has_rest,
            rest,
            pickers,
            ndims,
            single: self.items.len() == 1,
        })
    }

    fn broadcast(&self, fancy: &mut Dims, shape: &[i64]) -> Result<()> {
        for (own, &extent) in fancy.iter_mut().rev().zip(shape.iter().rev()) {
            if extent == 1 || extent == *own {
                continue;
            }
            if *own != 1 {
                return Err(self.mismatch());
            }
            *own = extent;
        }
        Ok(())
    }

    fn mismatch(&self) -> Error {
        let shapes = self.items.iter().filter_map(|item| match item {
            Item::Positions(array) => Some(shape_text(array.shape())),
            Item::Truth(truth) => Some(shape_text(&[i64::from(*truth)])),
            _ => None,
        });
        let list: String = shapes.map(|shape| shape + " ").collect();
        Error::index(format!(
            "shape mismatch: indexing arrays could not be broadcast together with shapes {list}"
        ))
    }
}
