//! Makes and runs the plan of a sum of products from operands whose axes are matched with those of the loop.
//! Knows no operation by name; `product` and `einsum` say which axes meet.

use crate::array::Array;
use crate::buffer::Buffer;
use crate::cast;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
use crate::kernel::product::{ProductLoop, loop_for};
#[cfg(feature = "records")]
use crate::kernel::{Flags, warning};
#[cfg(feature = "lanes")]
use crate::kernels::{Way, way};
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, Order};
use crate::limit;
use crate::plan::{Contract, Kernel, Operand, Output};
use crate::promote::promote_types;
#[cfg(feature = "records")]
use crate::record::{warnings_heard, without_warnings};

/// An operand and, for each axis of the loop, which of its axes is walked; `None` where it stays in place.
pub(super) struct Term<'a> {
    pub(super) array: &'a Array,
    pub(super) axes: Vec<Option<usize>>,
}

/// The memory order of a new result.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ResultOrder {
    /// C or Fortran order.
    Fixed(Order),
    /// The order in which the operands' axes lie, all of the result's axes taking part.
    Kept,
    /// The first so many axes in the order in which the operands' axes lie, those after them in C order.
    BatchKept(usize),
}

/// A sum of products to be made.
pub(super) struct Sum<'a> {
    /// What was called.
    pub(super) name: &'static str,
    /// The subscripts of an `einsum`.
    pub(super) subscripts: String,
    /// Lengths of the loop's axes: the result's, then those summed.
    pub(super) shape: Dims,
    /// How many are the result's.
    pub(super) kept: usize,
    pub(super) terms: Vec<Term<'a>>,
    pub(super) dtype: DType,
    pub(super) order: ResultOrder,
    /// An array that takes the result, its axes the loop's first ones; else a new one does.
    pub(super) into: Option<&'a Array>,
    /// Whether two arrays of these layouts, called by this name alone, will have the same plan.
    #[cfg_attr(not(feature = "kept"), allow(dead_code))]
    pub(super) is_plain: bool,
}

impl Sum<'_> {
    /// Whether sums may be written to an array while operands are read: its bytes are nobody else's.
    fn writes_at_once(&self, out: &Array) -> bool {
        let mut terms = self.terms.iter();
        out.dtype == self.dtype && !terms.any(|term| term.array.same_owner(out))
    }
}

/// The dtype in which operands are multiplied: that to which all can be cast safely.
///
/// # Errors
/// The sentence given, for dtypes that cannot be multiplied.
pub(super) fn common_dtype(arrays: &[&Array], refusal: impl Fn() -> Error) -> Result<DType> {
    if arrays.iter().any(|array| !array.dtype.holds_numbers()) {
        return Err(refusal());
    }
    let mut dtypes = arrays.iter().map(|array| array.dtype);
    let first = dtypes.next().ok_or_else(&refusal)?;
    let joined = dtypes.fold(first.native(), promote_types);
    loop_for(computed(joined)).ok_or_else(refusal)?;
    Ok(joined)
}

/// [`common_dtype`] of `dot` and its kin, which make Python objects of records and raw bytes.
///
/// # Errors
/// `ValueError: data type must provide an itemsize` for texts; as [`refuse_products`](crate::records::promote::refuse_products).
pub(super) fn dtype_of_products(a: &Array, b: &Array) -> Result<DType> {
    #[cfg(feature = "records")]
    crate::records::promote::refuse_products(a, b)?;
    common_dtype(&[a, b], || {
        Error::value("data type must provide an itemsize")
    })
}

/// Runs the sum into a new array, or into one that exists, and records it. One that exists is written at once where it has
/// the loop's dtype and its owner is no operand's; else the sums are made apart and moved there, cast as they come.
///
/// # Errors
/// As [`limit::grant`].
pub(super) fn contract(sum: Sum<'_>) -> Result<Array> {
    #[cfg(feature = "records")]
    if sum.dtype == DType::F16 {
        return contract_halves(sum);
    }
    let kernel: &'static ProductLoop = loop_for(sum.dtype)
        .ok_or_else(|| Error::type_(format!("there are no products of {}", sum.dtype)))?;
    let kept = Dims::from_slice(sum.shape.get(..sum.kept).unwrap_or_default());
    let at_once = sum.into.filter(|out| sum.writes_at_once(out));
    if at_once.is_none() {
        limit::grant(&kept, sum.dtype)?;
    }
    let operands: Vec<Operand> = sum
        .terms
        .iter()
        .map(|term| operand(term, &sum.shape, sum.dtype))
        .collect();
    let result = match at_once {
        Some(out) => out.clone(),
        None => Array::zeros_over(result_layout(&sum, &kept, &operands), sum.dtype)?,
    };
    let running = execute::has_running_sums(sum.dtype, &sum.shape, sum.kept, &operands);
    let plan = Contract {
        name: sum.name,
        warns_as: warns_as(sum.name),
        tiles: tiles_of(&sum, &operands, running),
        running,
        subscripts: sum.subscripts,
        shape: sum.shape,
        kept: sum.kept,
        operands,
        output: Output {
            buffer: result.buffer.id(),
            dtype: sum.dtype,
            layout: result.layout.clone(),
            fresh: at_once.is_none(),
            cast: None,
        },
        kernel,
    };
    let buffers: Vec<Buffer> = sum
        .terms
        .iter()
        .map(|term| term.array.buffer.clone())
        .chain([result.buffer.clone()])
        .collect();
    crate::limit::grant_work(crate::layout::size_of_shape(&plan.shape))?;
    #[cfg(feature = "kept")]
    if let [a, b] = sum.terms.as_slice() {
        if plan.name == "dot" {
            super::again::keep(&plan, a.array, b.array);
        } else if sum.is_plain {
            super::again::keep_product(&plan, a.array, b.array);
        }
    }
    execute::perform(plan, &buffers)?;
    match sum.into {
        Some(out) if at_once.is_none() => {
            cast::check_elements(&result, out.dtype)?;
            out.put(&result)?;
            Ok(out.clone())
        }
        _ => Ok(result),
    }
}

/// What NumPy calls the operation in a warning, where it warns.
fn warns_as(name: &'static str) -> Option<&'static str> {
    match name {
        "einsum" | "vdot" => None,
        "inner" | "tensordot" => Some("dot"),
        name => Some(name),
    }
}

/// The dtype in which products of another are added: `float32` for `float16`.
fn computed(dtype: DType) -> DType {
    #[cfg(feature = "records")]
    if dtype == DType::F16 {
        return DType::F32;
    }
    dtype
}

/// Sums of halves: added in `float32`, each rounded once.
#[cfg(feature = "records")]
fn contract_halves(sum: Sum<'_>) -> Result<Array> {
    let (into, name) = (sum.into, warns_as(sum.name));
    let wide = contract(Sum {
        dtype: DType::F32,
        into: None,
        is_plain: false,
        ..sum
    })?;
    let rounded = without_warnings(|| wide.astype_quietly(DType::F16))?;
    if let Some(name) = name.filter(|_| warnings_heard()) {
        let met = wide.scalars().fold(Flags::NONE, |flags, value| {
            flags.and(warning::of_cast(&value.to_bytes(), wide.dtype, DType::F16))
        });
        execute::warn_of(met, name);
    }
    match into {
        Some(out) => {
            out.put(&rounded)?;
            Ok(out.clone())
        }
        None => Ok(rounded),
    }
}

/// How the products go, as the way set for new plans says.
fn tiles_of(sum: &Sum<'_>, operands: &[Operand], running: bool) -> Kernel {
    #[cfg(feature = "lanes")]
    if way() == Way::Simd128 {
        if running {
            let lanes = 16 / sum.dtype.itemsize().max(1);
            return Kernel::Simd128 { lanes: lanes as u8 };
        }
        let strides: Vec<&[i64]> = operands
            .iter()
            .map(|operand| operand.broadcast.strides.as_slice())
            .collect();
        return execute::product_kernel(sum.dtype, &sum.shape, sum.kept, &strides);
    }
    let _ = (sum, operands, running);
    Kernel::Scalar
}

fn operand(term: &Term<'_>, shape: &[i64], dtype: DType) -> Operand {
    let array = term.array;
    let stride = |axis: &Option<usize>| match *axis {
        Some(axis) if array.layout.shape[axis] != 1 => array.layout.strides[axis],
        _ => 0,
    };
    Operand {
        buffer: Some(array.buffer.id()),
        dtype: array.dtype,
        layout: array.layout.clone(),
        broadcast: Layout {
            shape: Dims::from_slice(shape),
            strides: term.axes.iter().map(stride).collect(),
            offset: array.layout.offset,
        },
        cast: (array.dtype != dtype).then_some(dtype),
        constant: None,
    }
}

fn result_layout(sum: &Sum<'_>, kept: &[i64], operands: &[Operand]) -> Layout {
    let size = sum.dtype.itemsize();
    let ordered = match sum.order {
        ResultOrder::Fixed(order) => return Layout::contiguous(kept, size, order),
        ResultOrder::Kept => sum.kept,
        ResultOrder::BatchKept(batch) => batch,
    };
    // Where all axes take part, those summed have a say in how the others are sorted.
    let seen = match sum.order {
        ResultOrder::Kept => sum.shape.len(),
        _ => ordered,
    };
    let leading: Vec<usize> = (0..seen).collect();
    let layouts: Vec<Layout> = operands
        .iter()
        .map(|operand| operand.broadcast.with_axes(&leading))
        .collect();
    let mut order = loop_order(&layouts.iter().collect::<Vec<_>>());
    order.retain(|axis| *axis < ordered);
    order.extend(ordered..sum.kept);
    Layout::packed_in_order(kept, size, &order)
}
