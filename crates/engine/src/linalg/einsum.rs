//! `einsum`: any expression of letters, by one pass over all operands, or by pairs in an order chosen for its cost.
//! A single operand from which nothing is summed is seen through another layout, not copied.

use super::contract::{ResultOrder, Sum, Term, common_dtype, contract};
use super::gufunc::{reduction, remapped_text};
use super::pairwise;
use super::path::{self, Optimize};
use super::subscripts::{BROADCAST, Label, Subscript, Subscripts, parse, text_from_lists};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::{Casting, can_cast};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::{Dims, Layout, Order, shape_text};
use crate::promote::promote_types;
use crate::ufunc::heard;

/// How `einsum` is to be computed; the default is NumPy's.
#[derive(Clone, Debug)]
pub struct Options {
    /// In which order operands are contracted.
    pub optimize: Optimize,
    /// The memory order of a new result.
    pub order: CopyOrder,
    /// The dtype to multiply and add in.
    pub dtype: Option<DType>,
    /// Which casts are allowed; `safe` unless given, and `same_kind` for a step of an order chosen.
    pub casting: Option<Casting>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            optimize: Optimize::Off,
            order: CopyOrder::K,
            dtype: None,
            casting: None,
        }
    }
}

/// The Einstein summation of some operands (`np.einsum`).
///
/// Letters name axes: one that several operands have walks them together, one met twice in an operand walks its
/// diagonal, one that the result lacks is summed; `...` stands for axes that broadcast. Without `->`, letters met once
/// stay, in alphabetical order.
///
/// Shape: the lengths of the result's letters. Dtype: that to which all operands can be cast safely. With one operand
/// from which nothing is summed, the result is a view of it; else it is new.
///
/// # Errors
/// `ValueError` in NumPy's words for subscripts that cannot be read or do not fit, and for axes that do not broadcast;
/// `TypeError: Iterator operand 0 dtype could not be cast from …`; `RuntimeError: Invalid einsum_path is specified …`;
/// as [`crate::limit::grant`].
pub fn einsum(subscripts: &str, operands: &[&Array], options: &Options) -> Result<Array> {
    heard(summation(subscripts, operands, None, options))
}

/// [`einsum`] into an array (`np.einsum(…, out=out)`), which also has a say in the dtype and in how long axes are. Gives `out`
/// itself; operands that share bytes with it are read before it is written.
///
/// # Errors
/// As [`einsum`]; `ValueError: out parameter does not have the correct number of dimensions, has 1 but should have 2`;
/// `output operand requires a reduction along dimension 1 …`; `TypeError: Iterator requested dtype could not be cast …`.
pub fn einsum_into(
    subscripts: &str,
    operands: &[&Array],
    out: &Array,
    options: &Options,
) -> Result<Array> {
    heard(summation(subscripts, operands, Some(out), options))
}

fn summation(
    subscripts: &str,
    operands: &[&Array],
    out: Option<&Array>,
    options: &Options,
) -> Result<Array> {
    match options.optimize {
        Optimize::Off => {
            let ndims: Vec<usize> = operands.iter().map(|array| array.ndim()).collect();
            let parsed = parse(subscripts, &ndims)?;
            single_pass(subscripts, operands, &parsed, out, options)
        }
        _ => in_pairs(subscripts, operands, out, options),
    }
}

/// [`einsum`] with lists of numbers in place of letters: `np.einsum(a, [0, 1], b, [1, 2], [0, 2])`.
///
/// # Errors
/// `ValueError: subscript is not within the valid range [0, 52)`; as [`einsum`].
pub fn einsum_of_lists(
    operands: &[(&Array, &[Subscript])],
    output: Option<&[Subscript]>,
    options: &Options,
) -> Result<Array> {
    let (arrays, terms): (Vec<&Array>, Vec<&[Subscript]>) = operands.iter().copied().unzip();
    let subscripts = heard(text_from_lists(
        &terms,
        output,
        !matches!(options.optimize, Optimize::Off),
    ))?;
    einsum(&subscripts, &arrays, options)
}

/// Contracts operands in the order of a path, as NumPy does with `optimize`.
fn in_pairs(
    subscripts: &str,
    operands: &[&Array],
    out: Option<&Array>,
    options: &Options,
) -> Result<Array> {
    let shapes: Vec<&[i64]> = operands.iter().map(|array| array.shape()).collect();
    let steps = path::steps(subscripts, &shapes, &options.optimize)?;
    let mut left: Vec<Array> = operands.iter().map(|&array| array.clone()).collect();
    let last = steps.len().saturating_sub(1);
    for (number, step) in steps.iter().enumerate() {
        let taken: Vec<Array> = step
            .places
            .iter()
            .map(|&place| left.remove(place))
            .collect();
        let out = out.filter(|_| number == last);
        let found = match taken.as_slice() {
            [a, b] => pairwise::contract([a, b], &step.subscripts, out, options)?,
            _ => {
                let arrays: Vec<&Array> = taken.iter().collect();
                single_pass(&step.text(), &arrays, &step.subscripts, out, options)?
            }
        };
        left.push(found);
    }
    left.pop().ok_or_else(|| Error::value("No input operands"))
}

/// All operands in one loop over all letters; a view where nothing needs computing.
pub(super) fn single_pass(
    text: &str,
    operands: &[&Array],
    subscripts: &Subscripts,
    out: Option<&Array>,
    options: &Options,
) -> Result<Array> {
    let operation = || format!("einsum('{text}')");
    if let Some(out) = out
        && out.ndim() != subscripts.output.len()
    {
        return Err(Error::value(format!(
            "out parameter does not have the correct number of dimensions, has {} but should have {}",
            out.ndim(),
            subscripts.output.len()
        )));
    }
    if let ([array], [labels], None) = (operands, subscripts.terms.as_slice(), out)
        && let Some(layout) = seen(&array.layout, labels, &subscripts.output)?
    {
        return Ok(array.viewed(layout, operation));
    }
    let mut joined: Vec<(Array, Vec<Label>)> = Vec::new();
    for (place, (&array, labels)) in std::iter::zip(operands, &subscripts.terms).enumerate() {
        let (layout, labels) = diagonals(&array.layout, labels, place)?;
        joined.push((array.over(layout), labels));
    }
    let kept = subscripts.output.len();
    let mut labels = subscripts.output.clone();
    labels.extend(subscripts.summed());
    if labels.len() > crate::layout::MAX_NDIM {
        return Err(Error::value("too many subscripts in einsum"));
    }
    if out.is_some_and(|out| !out.writeable()) {
        return Err(Error::value(
            "operand array with iterator write flag set is read-only",
        ));
    }
    let terms: Vec<Term<'_>> = joined
        .iter()
        .map(|(array, own)| Term {
            array,
            axes: axes_of(own, &labels),
        })
        .collect();
    let target = out.map(|array| Term {
        array,
        axes: (0..labels.len())
            .map(|place| (place < kept).then_some(place))
            .collect(),
    });
    let shape = loop_shape(&terms, target.as_ref(), labels.len())?;
    if let Some(out) = out {
        let own = out.shape().iter().enumerate().rev();
        if let Some((axis, _)) = own
            .zip(shape[..kept].iter().rev())
            .find_map(|((axis, &own), &length)| (own == 1 && length != 1).then_some((axis, length)))
        {
            return Err(reduction(axis as i64));
        }
    }
    let dtype = dtype_of(&joined, out, options)?;
    contract(Sum {
        name: "einsum",
        subscripts: text.to_owned(),
        shape,
        kept,
        order: result_order(options.order, operands),
        terms,
        dtype,
        into: out,
        is_plain: false,
    })
}

/// The dtype to multiply and add in: the one asked for, or that to which all operands, `out` among them, can be cast safely.
fn dtype_of(
    operands: &[(Array, Vec<Label>)],
    out: Option<&Array>,
    options: &Options,
) -> Result<DType> {
    let arrays: Vec<&Array> = operands.iter().map(|(array, _)| array).chain(out).collect();
    let dtype = match options.dtype {
        Some(dtype) => dtype,
        None => common_dtype(&arrays, || no_products(&arrays))?,
    };
    let casting = options.casting.unwrap_or(Casting::Safe);
    // NumPy both reads and writes `out`.
    for (place, array) in arrays.iter().enumerate() {
        if !can_cast(array.dtype, dtype, casting) {
            return Err(Error::type_(format!(
                "Iterator operand {place} dtype could not be cast from {} to {} according to the rule '{}'",
                array.dtype.repr(),
                dtype.repr(),
                casting.name()
            )));
        }
    }
    match out {
        Some(out) if !can_cast(dtype, out.dtype, casting) => Err(Error::type_(format!(
            "Iterator requested dtype could not be cast from {} to {}, the operand {} dtype, according to the rule '{}'",
            dtype.repr(),
            out.dtype.repr(),
            operands.len(),
            casting.name()
        ))),
        _ => Ok(dtype),
    }
}

/// The refusal of operands that are no numbers: NumPy first fills the result with `False`, where that is a safe cast.
fn no_products(arrays: &[&Array]) -> Error {
    let dtypes = arrays.iter().map(|array| array.dtype);
    match dtypes.reduce(promote_types) {
        Some(joined) if !can_cast(DType::Bool, joined, Casting::Safe) => Error::type_(format!(
            "Cannot cast scalar from dtype('bool') to {} according to the rule 'safe'",
            joined.repr()
        )),
        _ => Error::type_("invalid data type for einsum"),
    }
}

fn result_order(order: CopyOrder, operands: &[&Array]) -> ResultOrder {
    match order {
        CopyOrder::C => ResultOrder::Fixed(Order::C),
        CopyOrder::F => ResultOrder::Fixed(Order::F),
        CopyOrder::A if operands.iter().all(|array| array.f_contiguous()) => {
            ResultOrder::Fixed(Order::F)
        }
        CopyOrder::A => ResultOrder::Fixed(Order::C),
        CopyOrder::K => ResultOrder::Kept,
    }
}

/// One operand's layout as the result sees it; `None` where something must be summed.
fn seen(layout: &Layout, labels: &[Label], output: &[Label]) -> Result<Option<Layout>> {
    let mut view = Layout {
        shape: Dims::from_elem(0, output.len()),
        strides: Dims::from_elem(0, output.len()),
        offset: layout.offset,
    };
    let mut filled = vec![false; output.len()];
    for (axis, &label) in labels.iter().enumerate() {
        let free =
            |place: &usize| output[*place] == label && (label != BROADCAST || !filled[*place]);
        let Some(place) = (0..output.len()).find(free) else {
            return Ok(None);
        };
        let (known, extent) = (view.shape[place], layout.shape[axis]);
        if filled[place] && known != extent {
            return Err(Error::value(format!(
                "dimensions in single operand for collapsing index '{}' don't match ({known} != {extent})",
                char::from(label)
            )));
        }
        filled[place] = true;
        view.shape[place] = extent;
        view.strides[place] = view.strides[place].wrapping_add(layout.strides[axis]);
    }
    Ok(Some(view))
}

/// An operand seen along its diagonals: each letter once, its steps added up.
fn diagonals(layout: &Layout, labels: &[Label], place: usize) -> Result<(Layout, Vec<Label>)> {
    let mut view = Layout {
        shape: Dims::new(),
        strides: Dims::new(),
        offset: layout.offset,
    };
    let mut kept: Vec<Label> = Vec::new();
    for (axis, &label) in labels.iter().enumerate() {
        let (extent, stride) = (layout.shape[axis], layout.strides[axis]);
        let known = kept.iter().position(|known| *known == label);
        match known.filter(|_| label != BROADCAST) {
            None => {
                kept.push(label);
                view.shape.push(extent);
                view.strides.push(stride);
            }
            Some(first) if view.shape[first] == extent => {
                view.strides[first] = view.strides[first].wrapping_add(stride);
            }
            Some(first) => {
                return Err(Error::value(format!(
                    "dimensions in operand {place} for collapsing index '{}' don't match ({} != {extent})",
                    char::from(label),
                    view.shape[first]
                )));
            }
        }
    }
    Ok((view, kept))
}

/// Which axis of an operand each label of the loop walks. Axes of an ellipsis meet from the last one on.
fn axes_of(own: &[Label], labels: &[Label]) -> Vec<Option<usize>> {
    let mut spread = (0..own.len()).rev().filter(|&axis| own[axis] == BROADCAST);
    let mut axes: Vec<Option<usize>> = labels
        .iter()
        .rev()
        .map(|&label| match label {
            BROADCAST => spread.next(),
            letter => own.iter().position(|known| *known == letter),
        })
        .collect();
    axes.reverse();
    axes
}

/// The length of each label, axes of length 1 stretched.
fn loop_shape(terms: &[Term<'_>], target: Option<&Term<'_>>, count: usize) -> Result<Dims> {
    let mut shape = Dims::from_elem(1, count);
    let mut agree = true;
    for term in terms.iter().chain(target) {
        for (length, axis) in std::iter::zip(&mut shape, &term.axes) {
            let own = axis.map_or(1, |axis| term.array.shape()[axis]);
            agree &= own == 1 || *length == 1 || *length == own;
            if *length == 1 {
                *length = own;
            }
        }
    }
    if agree {
        return Ok(shape);
    }
    let list: String = terms
        .iter()
        .chain(target)
        .map(|term| {
            let lengths = term
                .axes
                .iter()
                .map(|axis| axis.map(|axis| term.array.shape()[axis]));
            let lengths: Vec<Option<i64>> = lengths.collect();
            format!(
                "{}->{} ",
                shape_text(term.array.shape()),
                remapped_text(&lengths)
            )
        })
        .collect();
    Err(Error::value(format!(
        "operands could not be broadcast together with remapped shapes [original->remapped]: {list}"
    )))
}
