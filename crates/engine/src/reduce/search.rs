//! `argmin` and `argmax`: where the first smallest or largest element stands along an axis, or in the flattened array.
//! NaN counts as both the smallest and the largest.

use super::Options;
use crate::array::Array;
use crate::dtype::DType;
use crate::element::Element;
use crate::error::{Error, Result};
use crate::layout::axes::normalize_axis;
use crate::layout::walk::Odometer;
use crate::layout::{Dims, Layout, Order};

/// The shape and dtype of the result, and how the operand is walked for it.
struct Search {
    /// The operand's axes that stay, as a layout.
    outer: Layout,
    /// The elements compared, as a layout.
    along: Layout,
    /// The result's shape.
    shape: Dims,
}

/// The layout of the result of a search.
pub(super) fn result_of(
    name: &str,
    layout: &Layout,
    options: Options<'_>,
) -> Result<(DType, Layout)> {
    let search = prepare(name, layout, options)?;
    let size = DType::I64.itemsize();
    Ok((
        DType::I64,
        Layout::contiguous(&search.shape, size, Order::C),
    ))
}

fn prepare(name: &str, layout: &Layout, options: Options<'_>) -> Result<Search> {
    let ndim = layout.ndim();
    let ones = |count: usize| Dims::from_elem(1, count);
    let search = match options.axis {
        None => Search {
            outer: Layout {
                shape: Dims::new(),
                strides: Dims::new(),
                offset: layout.offset,
            },
            along: layout.clone(),
            shape: if options.keepdims {
                ones(ndim)
            } else {
                Dims::new()
            },
        },
        Some(&[axis]) => {
            // NumPy looks at a 0-d array as one of a single axis here.
            let axis = normalize_axis(axis, ndim.max(1))?;
            let mut outer = layout.clone();
            if ndim == 0 {
                outer.shape.push(1);
                outer.strides.push(0);
            }
            let length = outer.shape.remove(axis);
            let stride = outer.strides.remove(axis);
            let mut shape = outer.shape.clone();
            if options.keepdims && ndim > 0 {
                shape.insert(axis, 1);
            }
            Search {
                along: Layout {
                    shape: Dims::from_slice(&[length]),
                    strides: Dims::from_slice(&[stride]),
                    offset: 0,
                },
                outer,
                shape,
            }
        }
        Some(_) => {
            return Err(Error::type_(
                "'tuple' object cannot be interpreted as an integer",
            ));
        }
    };
    if search.along.size() == 0 {
        return Err(Error::value(format!(
            "attempt to get {name} of an empty sequence"
        )));
    }
    Ok(search)
}

/// Searches an array.
pub(super) fn position(name: &str, array: &Array, options: Options<'_>) -> Result<Array> {
    let search = prepare(name, &array.layout, options)?;
    let result = Array::zeros(&search.shape, DType::I64)?;
    let largest = name == "argmax";
    dispatch!(array.dtype, T => {
        let elements = array.buffer.elements::<T>();
        let mut found = result.buffer.elements_mut::<i64>();
        let mut outer = Odometer::new(&[&search.outer]);
        for slot in found.iter_mut() {
            let Some([offset]) = outer.next_bytes::<1>() else { break };
            let along = Layout { offset, ..search.along.clone() };
            *slot = first_extreme::<T>(&elements, &along, largest);
        }
    });
    Ok(result)
}

/// The number of the first extreme element in a layout, in C order.
fn first_extreme<T: Element>(elements: &[T], along: &Layout, largest: bool) -> i64 {
    let size = size_of::<T>() as i64;
    let mut best: Option<(i64, T)> = None;
    for (number, byte) in std::iter::zip(0.., along.addresses()) {
        let Some(&value) = elements.get((byte / size) as usize) else {
            break;
        };
        let better = match best {
            None => true,
            Some((_, best)) => {
                let beats = if largest {
                    best.less(value)
                } else {
                    value.less(best)
                };
                beats || value.is_nan() && !best.is_nan()
            }
        };
        if better {
            best = Some((number, value));
        }
    }
    best.map_or(0, |(number, _)| number)
}
