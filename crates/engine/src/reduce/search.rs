//! `argmin` and `argmax`: where the first smallest or largest element stands along an axis, or in the flattened array.
//! NaN counts as both the smallest and the largest.

use crate::short::SmallVec;

use super::Options;
use crate::array::Array;
use crate::cast::{Casting, check_cast};
use crate::dtype::DType;
use crate::element::Element;
use crate::error::{Error, Result};
use crate::layout::axes::{converted, normalize_axis};
use crate::layout::{Dims, Layout, Order};
use crate::lines::{Lined, Work};
use crate::plan::lines::{LineCall, LineKernel};

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
            let axis = normalize_axis(axis, ndim.max(1)).map_err(converted)?;
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

/// Searches an array, line by line.
pub(super) fn position(name: &str, array: &Array, options: Options<'_>) -> Result<Array> {
    #[cfg(feature = "records")]
    if array.dtype.kind() == crate::dtype::Kind::Void && array.size() == 0 {
        return Err(not_ordered());
    }
    #[cfg(feature = "records")]
    if let Some(plain) = array.as_computed()? {
        return position(name, &plain, options);
    }
    let search = prepare(name, &array.layout, options)?;
    let result = Array::blank(&search.shape, DType::I64)?;
    let mut lined = Lined::whole(array);
    lined.layout = search.outer.clone();
    lined.layout.shape.extend_from_slice(&search.along.shape);
    lined
        .layout
        .strides
        .extend_from_slice(&search.along.strides);
    let kernel = kernel_of(name);
    let written = Layout::contiguous(&search.outer.shape, DType::I64.itemsize(), Order::C);
    Work {
        kernel,
        shape: search.outer.shape,
        operands: vec![lined],
        turns: search.along.size(),
        arguments: SmallVec::new(),
    }
    .run_into(&result, written, true)?;
    let Some(out) = options.out else {
        return Ok(result);
    };
    if out.shape() != result.shape() {
        return Err(Error::value(format!(
            "output array does not match result of np.{name}."
        )));
    }
    check_cast(out.dtype, DType::I64, Casting::Safe).map_err(|error| out.of_scalar(error))?;
    if !out.writeable {
        return Err(Error::value("WRITEBACKIFCOPY base is read-only"));
    }
    out.put(&result)?;
    Ok(out.clone())
}

static ARGMAX: LineKernel = LineKernel {
    name: "argmax",
    run: |call| search(call, true),
};

static ARGMIN: LineKernel = LineKernel {
    name: "argmin",
    run: |call| search(call, false),
};

#[cfg(feature = "lanes")]
static ARGMAX_OVER_LANES: LineKernel = LineKernel {
    name: "argmax",
    run: |call| search_parts(call, true),
};

#[cfg(feature = "lanes")]
static ARGMIN_OVER_LANES: LineKernel = LineKernel {
    name: "argmin",
    run: |call| search_parts(call, false),
};

/// The kernel of a search, as the thread's way says.
fn kernel_of(name: &str) -> &'static LineKernel {
    #[cfg(feature = "lanes")]
    if crate::kernels::way() == crate::kernels::Way::Simd128 {
        return if name == "argmax" {
            &ARGMAX_OVER_LANES
        } else {
            &ARGMIN_OVER_LANES
        };
    }
    if name == "argmax" { &ARGMAX } else { &ARGMIN }
}

/// Elements of a line that are folded before it is asked whether the best is among them.
#[cfg(feature = "lanes")]
const PART: usize = 1024;

/// Folds a line part by part over lanes, and looks for the place only in the part with the best. Who watches sees one
/// element a turn.
#[cfg(feature = "lanes")]
fn search_parts(call: &mut LineCall<'_>, largest: bool) -> Result<()> {
    use crate::kernel::lanes::fold::{Results, Runs, Start, Strip, find};
    let Some(&line) = call.inputs.first() else {
        return Ok(());
    };
    let fold = find(
        if largest { "maximum" } else { "minimum" },
        line.dtype,
        line.dtype,
    );
    let (Some(fold), None) = (fold, &call.watched) else {
        return search(call, largest);
    };
    let found = dispatch!(line.dtype, T => {
        let elements = line.elements::<T>();
        let mut best: Option<(usize, T)> = None;
        for (number, part) in elements.chunks(PART).enumerate() {
            let mut value = [part[0]];
            let runs = Runs {
                run: Strip {
                    bytes: bytemuck::cast_slice(part),
                    first: 0,
                    step: size_of::<T>() as i64,
                    count: part.len(),
                },
                apart: 0,
                number: 1,
                start: Start::First,
            };
            let mut results = Results {
                bytes: bytemuck::cast_slice_mut(&mut value),
                first: 0,
                step: 0,
            };
            (fold.runs)(&runs, &mut results);
            let [value] = value;
            if best.is_none_or(|(_, best)| beats(value, best, largest)) {
                best = Some((number, value));
            }
            if value.is_nan() {
                break;
            }
        }
        best.map_or(0, |(number, _)| {
            let part = elements.chunks(PART).nth(number).unwrap_or(&[]);
            (number * PART) as i64 + first_extreme::<T>(part, largest)
        })
    }, _ => return search(call, largest));
    let last = line.len().saturating_sub(1);
    call.put(0, &found.to_le_bytes(), &[(0, last)]);
    Ok(())
}

/// Whether a value that comes later takes the place of the best so far.
fn beats<T: Element>(value: T, best: T, largest: bool) -> bool {
    let further = if largest {
        best.less(value)
    } else {
        value.less(best)
    };
    further || value.is_nan() && !best.is_nan()
}

/// Reads a line to its end, one element a turn; each turn writes the place of the best element so far.
fn search(call: &mut LineCall<'_>, largest: bool) -> Result<()> {
    let Some(&line) = call.inputs.first() else {
        return Ok(());
    };
    let found = dispatch!(line.dtype, T => {
        let elements = line.elements::<T>();
        if call.watched.is_some() {
            for place in 0..elements.len().saturating_sub(1) {
                let so_far = first_extreme::<T>(&elements[..=place], largest);
                call.put(0, &so_far.to_le_bytes(), &[(0, place)]);
            }
        }
        first_extreme::<T>(elements, largest)
    }, _ => extreme_text(call, largest)?);
    let last = line.len().saturating_sub(1);
    call.put(0, &found.to_le_bytes(), &[(0, last)]);
    Ok(())
}

#[cfg(feature = "records")]
fn not_ordered() -> Error {
    Error::type_("data type not ordered")
}

/// The place of the first extreme text; records have no order to search by.
#[cfg(feature = "records")]
fn extreme_text(call: &mut LineCall<'_>, largest: bool) -> Result<i64> {
    let Some(&line) = call.inputs.first() else {
        return Ok(0);
    };
    if !crate::strings::is_text(line.dtype) {
        return Err(not_ordered());
    }
    let keys = crate::sort::Keys::of(line)?;
    let mut best = 0;
    for place in 0..keys.len() {
        let beats = if largest {
            keys.less(best, place)
        } else {
            keys.less(place, best)
        };
        if beats {
            best = place;
        }
        if place + 1 < keys.len() {
            let so_far = best as i64;
            if call.watched.is_some() {
                call.put(0, &so_far.to_le_bytes(), &[(0, place)]);
            }
        }
    }
    Ok(best as i64)
}

/// The place of the first extreme element.
fn first_extreme<T: Element>(elements: &[T], largest: bool) -> i64 {
    let mut best: Option<(i64, T)> = None;
    for (number, &value) in std::iter::zip(0.., elements) {
        let better = match best {
            None => true,
            Some((_, best)) => beats(value, best, largest),
        };
        if better {
            best = Some((number, value));
        }
    }
    best.map_or(0, |(number, _)| number)
}
