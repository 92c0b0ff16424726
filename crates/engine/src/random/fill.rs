//! Draws into arrays: sizes, broadcast parameters, `out`, and the record of what was drawn.
//! Knows nothing of any one distribution.

use super::bits::Source;
use super::parameter::{Given, check, drawn_shape, number_of, shape_of, values_over};
use crate::array::Array;
use crate::dtype::DType;
use crate::element::Element;
use crate::error::{Error, Result};
use crate::layout::Dims;
use crate::limit;
use crate::record::{Event, record};

/// One value of a distribution with up to three parameters.
pub(super) type Sampler<T> = fn(&mut Source, [f64; 3]) -> T;

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
pub(super) fn drawn<T: Element>(
    source: &mut Source,
    distribution: &'static str,
    target: Target<'_>,
    given: &[Given<'_>],
    sampler: Sampler<T>,
) -> Result<Array> {
    let (size, start) = match target {
        Target::Fresh(size) => (size, 0),
        Target::Out(out, size) => {
            let start = usable(out, T::DTYPE, size, !given.is_empty())?;
            (Some(out.shape()), start)
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
    let array = match target {
        Target::Fresh(_) => Array::unwritten(&shape, T::DTYPE)?,
        Target::Out(out, _) => out.clone(),
    };
    let count = usize::try_from(array.size()).unwrap_or(0);
    let mut rows = [Vec::new(), Vec::new(), Vec::new()];
    let mut parameters = [0.0; 3];
    for (column, one) in given.iter().enumerate().take(3) {
        match number_of(one.value) {
            Some(number) => parameters[column] = number,
            None => rows[column] = values_over(one.value, &shape)?,
        }
    }
    let mut slots = array.buffer.elements_mut::<T>();
    for (place, slot) in slots.iter_mut().skip(start).take(count).enumerate() {
        if arrays {
            for (parameter, row) in parameters.iter_mut().zip(&rows) {
                *parameter = row.get(place).copied().unwrap_or(*parameter);
            }
        }
        *slot = sampler(source, parameters);
    }
    drop(slots);
    tell(source, distribution, &array);
    Ok(array)
}

/// The number of the first element in its buffer, where the array can be drawn into.
pub(super) fn usable(
    out: &Array,
    dtype: DType,
    size: Option<&[i64]>,
    c_order: bool,
) -> Result<usize> {
    let itemsize = dtype.itemsize();
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
    Ok(offset / itemsize)
}

/// Tells a recorder what was drawn.
pub(super) fn tell(source: &Source, distribution: &'static str, array: &Array) {
    record(|| Event::Draw {
        generator: source.bits.name(),
        distribution,
        buffer: array.buffer.id(),
        count: array.size(),
    });
}
