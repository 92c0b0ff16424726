//! Whether an `out` and a mask fit the array that is folded, and how NumPy's iterator says that they do not.
//! Knows shapes; plans nothing.

use super::Options;
use super::fold::Parts;
use crate::array::Array;
#[cfg(feature = "records")]
use crate::cast::{Casting, can_cast};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::broadcast::broadcast_shape;
use crate::layout::{Dims, Layout, shape_text};
use crate::plan::Operand;
use crate::short::SmallVec;
#[cfg(feature = "records")]
use crate::ufunc::{Ufunc, resolve::no_input_cast};

/// Refuses an `out` that is read-only, before anything else is looked at.
pub(crate) fn check_writeable(options: Options<'_>) -> Result<()> {
    match options.out() {
        Some(out) if !out.writeable => Err(Error::value("output array is read-only")),
        _ => Ok(()),
    }
}

/// The refusal where records cannot be cast to the dtype that a fold computes in.
#[cfg(feature = "records")]
pub(super) fn no_cast(row: &Ufunc, dtype: DType, wanted: Option<DType>) -> Option<Error> {
    let fits = |to: DType| can_cast(dtype, to, Casting::Unsafe);
    if row.name.starts_with("logical_") && !fits(DType::Bool) {
        return Some(Error::type_(format!(
            "Iterator operand 1 dtype could not be cast from {} to dtype('bool') according to the rule 'unsafe'",
            dtype.repr()
        )));
    }
    let wanted = wanted.filter(|&wanted| !fits(wanted))?;
    Some(no_input_cast(row, 0, dtype, wanted, Casting::Unsafe))
}

impl Parts {
    /// Holds the lengths of an `out` against the operand's, in the order of NumPy's iterator: whether they broadcast, then
    /// axis by axis from the last.
    pub(super) fn check_out(&self, out: &Array, layout: &Layout) -> Result<()> {
        // Which axis of `out` stands for each of the operand's.
        let mut own = 0..out.ndim();
        let pairs: SmallVec<[(usize, Option<usize>); 4]> = (0..layout.ndim())
            .map(|axis| {
                let dropped = self.axes.contains(&axis) && !self.keepdims;
                (axis, if dropped { None } else { own.next() })
            })
            .collect();
        let lengths = |own: Option<usize>| own.map_or(1, |own| out.layout.shape[own]);
        let fits = |&(axis, own): &(usize, Option<usize>)| {
            lengths(own) == 1 || lengths(own) == layout.shape[axis]
        };
        // Where the operand has one element, `out` may have more; but operands are not stretched.
        let stretches =
            |&(axis, own): &(usize, Option<usize>)| layout.shape[axis] == 1 || fits(&(axis, own));
        if !pairs.iter().all(fits) && pairs.iter().all(stretches) {
            let stretched: Dims = pairs
                .iter()
                .map(|&(axis, own)| match layout.shape[axis] {
                    1 => lengths(own),
                    length => length,
                })
                .collect();
            return Err(Error::value(format!(
                "non-broadcastable operand with shape {} doesn't match the broadcast shape {}",
                shape_text(&layout.shape),
                shape_text(&stretched)
            )));
        }
        if !pairs.iter().all(fits) {
            let remapped: Vec<String> = pairs
                .iter()
                .map(|&(_, own)| own.map_or("newaxis".to_owned(), |_| lengths(own).to_string()))
                .skip_while(|text| text == "newaxis")
                .collect();
            return Err(Error::value(format!(
                "operands could not be broadcast together with remapped shapes [original->remapped]: {}->({}) {} ",
                shape_text(out.shape()),
                remapped.join(","),
                shape_text(&layout.shape)
            )));
        }
        for &(axis, own) in pairs.iter().rev() {
            let length = lengths(own);
            if self.axes.contains(&axis) {
                if length != 1 {
                    return Err(Error::value(format!(
                        "operand was set up as a reduction along axis {axis}, but the length of the axis is {length} \
                         (it has to be 1)"
                    )));
                }
            } else if length != layout.shape[axis] {
                return Err(Error::value(format!(
                    "output operand requires a reduction along dimension {}, but the reduction is not enabled. The \
                     dimension size of 1 does not match the expected output shape.",
                    own.unwrap_or(axis)
                )));
            }
        }
        Ok(())
    }
}

/// A mask as an operand stretched to the shape folded.
pub(super) fn stretched_mask(mask: &Array, layout: &Layout) -> Result<Operand> {
    if mask.ndim() > layout.ndim() {
        return Err(Error::value(
            "input operand has more dimensions than allowed by the axis remapping",
        ));
    }
    let broadcast = mask.layout.broadcast_to(&layout.shape).map_err(|_| {
        if let Ok(shape) = broadcast_shape(&[&layout.shape, mask.shape()]) {
            return Error::value(format!(
                "non-broadcastable operand with shape {} doesn't match the broadcast shape {}",
                shape_text(&layout.shape),
                shape_text(&shape)
            ));
        }
        Error::value(format!(
            "operands could not be broadcast together with remapped shapes [original->remapped]: {} {} ",
            shape_text(&layout.shape),
            shape_text(mask.shape())
        ))
    })?;
    Ok(Operand {
        buffer: None,
        dtype: DType::Bool,
        layout: mask.layout.clone(),
        broadcast,
        cast: None,
        constant: None,
    })
}
