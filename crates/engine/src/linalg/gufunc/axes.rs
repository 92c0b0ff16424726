//! Which axes of the operands of a generalized ufunc are its core axes: `axes=`, `axis=` and `keepdims=`, with NumPy's
//! refusals. Turns nothing itself; gives the order in which axes are to stand.

use crate::error::{Error, ErrorClass, Result};
use crate::layout::axes::{converted, normalize_axis};

/// One operand's item of `axes=`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CoreAxes {
    /// A number.
    One(i64),
    /// A tuple.
    Several(Vec<i64>),
}

/// Refuses `keepdims` and `axis` where the signature has no use for them.
///
/// `cores` has the number of core axes of each input, then of the output; `letters` is how many different ones there are.
///
/// # Errors
/// `TypeError: matmul does not support keepdims: its signature … requires …`; `matmul: axis can only be used with a single
/// shared core dimension, not with the 3 distinct ones implied by signature …`.
pub(super) fn check_support(
    name: &str,
    text: &str,
    cores: &[usize],
    letters: usize,
    keepdims: bool,
    axis: bool,
) -> Result<()> {
    if keepdims && let [first, rest @ .., output] = cores {
        let other = rest.iter().position(|count| count != first);
        let refused = match (output, other) {
            (_, Some(place)) => Some(("input", place + 1, rest[place])),
            (0, None) => None,
            (count, None) => Some(("output", 0, *count)),
        };
        if let Some((side, place, count)) = refused {
            return Err(Error::type_(format!(
                "{name} does not support keepdims: its signature {text} requires {side} {place} to have {count} core \
                 dimensions, but keepdims can only be used when all inputs have the same number of core dimensions and \
                 all outputs have no core dimensions."
            )));
        }
    }
    if axis && letters != 1 {
        return Err(Error::type_(format!(
            "{name}: axis can only be used with a single shared core dimension, not with the {letters} distinct ones \
             implied by signature {text}."
        )));
    }
    Ok(())
}

/// For each operand, the output last, the order in which its axes stand with the core axes last.
///
/// `operands` has the number of each one's axes and of its core axes; `axes` may leave out the output where its signature has
/// no core axes.
///
/// # Errors
/// `ValueError: axes should be a list with an entry for all 3 inputs and outputs …`, `axes item 0 has value 1 repeated`;
/// `AxisError: matmul: operand 1 has 2 core dimensions, but the axes item is a single integer.`, `… but 3 dimensions are
/// specified by axes tuple.`, `axis 2 is out of bounds for array of dimension 2`.
pub(super) fn orders(
    name: &str,
    operands: &[(usize, usize)],
    axes: Option<&[CoreAxes]>,
    axis: Option<i64>,
    without_output: bool,
) -> Result<Vec<Vec<usize>>> {
    let in_place = |ndim: usize| (0..ndim).collect::<Vec<usize>>();
    if let Some(axis) = axis {
        let turned = operands.iter().map(|&(ndim, core)| {
            if core == 0 {
                return Ok(in_place(ndim));
            }
            let axis = normalize_axis(axis, ndim).map_err(converted)?;
            let others = (0..ndim).filter(|&other| other != axis);
            Ok(others.chain([axis]).collect())
        });
        return turned.collect();
    }
    let Some(axes) = axes else {
        return Ok(operands.iter().map(|&(ndim, _)| in_place(ndim)).collect());
    };
    if axes.len() != operands.len() && !(without_output && axes.len() + 1 == operands.len()) {
        return Err(Error::value(format!(
            "axes should be a list with an entry for all {} inputs and outputs; entries for outputs can only be omitted if \
             none of them has core axes.",
            operands.len()
        )));
    }
    let mut found = Vec::new();
    for (place, &(ndim, core)) in operands.iter().enumerate() {
        let Some(item) = axes.get(place) else {
            found.push(in_place(ndim));
            continue;
        };
        let refused = |words: String| {
            Err(Error::new(
                ErrorClass::Axis,
                format!("{name}: operand {place} has {core} core dimensions, but {words}"),
            ))
        };
        let named: &[i64] = match item {
            CoreAxes::Several(axes) if axes.len() != core => {
                return refused(format!(
                    "{} dimensions are specified by axes tuple.",
                    axes.len()
                ));
            }
            CoreAxes::Several(axes) => axes,
            CoreAxes::One(_) if core != 1 => {
                return refused("the axes item is a single integer.".to_owned());
            }
            CoreAxes::One(axis) => std::slice::from_ref(axis),
        };
        let mut last: Vec<usize> = Vec::new();
        for &axis in named {
            let axis = normalize_axis(axis, ndim).map_err(converted)?;
            if last.contains(&axis) {
                return Err(Error::value(format!(
                    "axes item {place} has value {axis} repeated"
                )));
            }
            last.push(axis);
        }
        let before = (0..ndim).filter(|axis| !last.contains(axis));
        found.push(before.chain(last.iter().copied()).collect());
    }
    Ok(found)
}
