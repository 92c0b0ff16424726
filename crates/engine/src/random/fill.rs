//! Draws into arrays: sizes, broadcast parameters, `out`. Every draw is a plan, made and performed here.
//! Knows nothing of any one distribution.

use crate::short::SmallVec;

use super::batch::Values;
use super::bits::Source;
use super::parameter::{Given, check, drawn_shape, number_of, shape_of};
use crate::array::Array;
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::element::Element;
use crate::error::{Error, Result};
use crate::execute;
use crate::layout::{Dims, Layout, Order};
use crate::limit;
use crate::plan::draw::{Batch, DrawCall, Way};
use crate::plan::{self, Draw, Output};
use crate::scalar::Scalar;
use crate::ufunc::Operand;

/// One value of a distribution with up to three parameters.
pub(super) type Sampler<T> = fn(&mut Source, [f64; 3]) -> T;

/// The elements that are drawn one at a time.
pub(super) trait Sampled: Element {
    /// The way of a plan with this sampler.
    fn way(sampler: Sampler<Self>) -> Way;
}

impl Sampled for f64 {
    fn way(sampler: Sampler<Self>) -> Way {
        Way::F64(sampler)
    }
}

impl Sampled for f32 {
    fn way(sampler: Sampler<Self>) -> Way {
        Way::F32(sampler)
    }
}

impl Sampled for i64 {
    fn way(sampler: Sampler<Self>) -> Way {
        Way::I64(sampler)
    }
}

/// Where a draw goes.
#[derive(Clone, Copy)]
pub(super) enum Target<'a> {
    /// A fresh array in C order: of this size, else 0-d or what the parameters broadcast to.
    Fresh(Option<&'a [i64]>),
    /// An array that exists, in its memory order, with the size it was told to have.
    Out(&'a Array, Option<&'a [i64]>),
}

impl<'a> Target<'a> {
    /// The target of a call with `size` and `out`.
    pub(super) fn new(size: Option<&'a [i64]>, out: Option<&'a Array>) -> Self {
        match out {
            Some(out) => Self::Out(out, size),
            None => Self::Fresh(size),
        }
    }
}

/// Draws values with numbers or arrays as parameters.
///
/// # Errors
/// As [`usable`], [`check`], [`limit::grant`] and [`drawn_shape`].
pub(super) fn drawn<T: Sampled>(
    source: &mut Source,
    distribution: &'static str,
    target: Target<'_>,
    given: &[Given<'_>],
    sampler: Sampler<T>,
) -> Result<Array> {
    drawn_together(source, distribution, target, given, sampler, None)
}

/// [`drawn`], where there is a way to draw many values at a time.
///
/// # Errors
/// As [`drawn`].
pub(super) fn drawn_together<T: Sampled>(
    source: &mut Source,
    distribution: &'static str,
    target: Target<'_>,
    given: &[Given<'_>],
    sampler: Sampler<T>,
    batch: Option<Batch>,
) -> Result<Array> {
    let size = match target {
        Target::Fresh(size) => size,
        Target::Out(out, size) => {
            usable(out, T::DTYPE, size, !given.is_empty())?;
            Some(out.shape())
        }
    };
    let arrays = check(given)?;
    if let Some(size) = size {
        limit::grant(size, T::DTYPE)?;
    }
    let shapes: Vec<Dims> = given.iter().map(|one| shape_of(one.value)).collect();
    let shapes: Vec<&[i64]> = shapes.iter().map(Dims::as_slice).collect();
    let shape = if arrays {
        drawn_shape(size, &shapes)?
    } else {
        Dims::from_slice(size.unwrap_or(&[]))
    };
    let (array, fresh) = match target {
        Target::Fresh(_) => (Array::unwritten(&shape, T::DTYPE)?, true),
        Target::Out(out, _) => (out.clone(), false),
    };
    let mut drawing = Drawing::new(distribution, &shape, T::way(sampler));
    drawing.batch = batch;
    for one in given {
        drawing.spread(one.value, DType::F64)?;
    }
    drawing.into_array(source, &array, fresh)?;
    Ok(array)
}

/// A draw that is being prepared: what a plan needs to know of it.
pub(super) struct Drawing {
    distribution: &'static str,
    shape: Dims,
    operands: Vec<plan::Operand>,
    whole: bool,
    arguments: SmallVec<[i64; 4]>,
    way: Way,
    batch: Option<Batch>,
    buffers: Vec<Buffer>,
}

impl Drawing {
    /// Draws of this shape, so far without parameters.
    pub(super) fn new(distribution: &'static str, shape: &[i64], way: Way) -> Self {
        Self {
            distribution,
            shape: Dims::from_slice(shape),
            operands: Vec::new(),
            whole: false,
            arguments: SmallVec::new(),
            way,
            batch: None,
            buffers: Vec::new(),
        }
    }

    /// Draws all at once.
    pub(super) fn all(
        distribution: &'static str,
        shape: &[i64],
        draw: fn(&mut DrawCall<'_>) -> Result<()>,
    ) -> Self {
        Self::new(distribution, shape, Way::All(draw))
    }

    /// The same with whole numbers that the method asks for.
    pub(super) fn with(mut self, arguments: &[i64]) -> Self {
        self.arguments = SmallVec::from_slice(arguments);
        self
    }

    /// The same with a way to draw many values at a time.
    pub(super) fn together(mut self, batch: Batch) -> Self {
        self.batch = Some(batch);
        self
    }

    /// Adds a parameter: a number, or an array stretched over the shape, read in a dtype.
    ///
    /// # Errors
    /// As broadcasting.
    pub(super) fn spread(&mut self, value: Operand<'_>, read: DType) -> Result<()> {
        match value {
            Operand::Array(array) => {
                let broadcast = array.layout.broadcast_to(&self.shape)?;
                self.push(array, broadcast, read);
            }
            number => {
                let number = Scalar::F64(number_of(number).unwrap_or(0.0));
                self.constant(number.cast(read));
            }
        }
        Ok(())
    }

    /// Adds an array seen through a layout over the shape.
    pub(super) fn push(&mut self, array: &Array, broadcast: Layout, read: DType) {
        self.buffers.push(array.buffer.clone());
        self.operands.push(plan::Operand {
            buffer: Some(array.buffer.id()),
            dtype: array.dtype,
            layout: array.layout.clone(),
            broadcast,
            cast: (array.dtype != read).then_some(read),
            constant: None,
        });
    }

    /// Adds an array that every draw looks at as a whole.
    pub(super) fn whole(mut self, array: &Array, read: DType) -> Self {
        self.whole = true;
        self.push(array, array.layout.clone(), read);
        self
    }

    /// Adds a number.
    pub(super) fn constant(&mut self, value: Scalar) {
        let layout = Layout::contiguous(&[], value.dtype().itemsize(), Order::C);
        self.operands.push(plan::Operand {
            buffer: None,
            dtype: value.dtype(),
            broadcast: layout.clone(),
            layout,
            cast: None,
            constant: Some(value),
        });
    }

    /// Draws into an array that lies in one piece.
    ///
    /// # Errors
    /// What the method refuses; as [`limit::grant`] for the parameters.
    pub(super) fn into_array(
        mut self,
        source: &mut Source,
        array: &Array,
        fresh: bool,
    ) -> Result<()> {
        self.buffers.push(array.buffer.clone());
        let plan = Draw {
            generator: source.bits.name(),
            distribution: self.distribution,
            source: source.clone(),
            shape: self.shape,
            operands: self.operands,
            spread: !self.whole,
            arguments: self.arguments,
            output: Output {
                buffer: array.buffer.id(),
                dtype: array.dtype,
                layout: array.layout.clone(),
                fresh,
                cast: None,
            },
            way: self.way,
            batch: self.batch,
        };
        execute::perform_draw(plan, source, &self.buffers)
    }
}

/// Fills the whole result with values of one kind.
pub(super) fn filled<T: bytemuck::Pod>(
    call: &mut DrawCall<'_>,
    values: fn(&mut [T]) -> Values<'_>,
) -> bool {
    match bytemuck::try_cast_slice_mut(call.output) {
        Ok(to) => {
            call.source.bits.fill(values(to));
            true
        }
        Err(_) => false,
    }
}

/// Fills the whole result with standard values, each multiplied by one number and added to another, which are the
/// parameters of all.
pub(super) fn scaled(
    call: &mut DrawCall<'_>,
    values: fn(&mut [f64]) -> Values<'_>,
    scale: fn([f64; 2], f64) -> f64,
) -> bool {
    if call.inputs.iter().any(|line| line.len() != 1) || !filled(call, values) {
        return false;
    }
    let parameters = [0, 1].map(|input| call.at(input, 0).unwrap_or(0.0));
    let drawn: &mut [f64] = bytemuck::try_cast_slice_mut(call.output).unwrap_or(&mut []);
    for value in drawn {
        *value = scale(parameters, *value);
    }
    true
}

/// Whether an array can be drawn into.
fn usable(out: &Array, dtype: DType, size: Option<&[i64]>, c_order: bool) -> Result<()> {
    let offset = usize::try_from(out.layout.offset).unwrap_or(0);
    let contiguous = out.c_contiguous() || out.f_contiguous() && !c_order;
    if !(contiguous && out.writeable && offset.is_multiple_of(out.dtype.itemsize().max(1))) {
        let order = if c_order { "C-" } else { "" };
        return Err(Error::value(format!(
            "Supplied output array must be {order}contiguous, writable, aligned, and in machine byte-order."
        )));
    }
    if out.dtype != dtype {
        return Err(Error::type_(format!(
            "Supplied output array has the wrong type. Expected {dtype}, got {}",
            out.dtype
        )));
    }
    if size.is_some_and(|size| size != out.shape()) {
        return Err(Error::value("size must match out.shape when used together"));
    }
    Ok(())
}
