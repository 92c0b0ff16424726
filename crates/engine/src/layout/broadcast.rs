//! NumPy's broadcasting of shapes: right alignment, missing axes as 1, size-1 axes stretched with stride 0.
//! Knows shapes and layouts only; the explanation is data that a picture can draw.

use super::{Dims, Layout, shape_text, tuple_text};
use crate::error::{Error, Result};
use crate::limit;
use crate::record::hearing;

/// What one operand's axis does when its shape meets the others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AxisFate {
    /// The operand has this axis at full length.
    Kept,
    /// The operand has the axis with length 1, and it is stretched to the result's length.
    Stretched,
    /// The operand lacks the axis; it counts as 1 (and is stretched where the result is longer).
    Missing,
    /// The operand's length is one of those that do not agree.
    Conflict,
}

/// One axis of the result, counted as NumPy counts it from the left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AlignedAxis {
    /// Each operand's own length on this axis, `None` where it lacks the axis.
    pub lengths: Vec<Option<i64>>,
    /// What happens to each operand.
    pub fates: Vec<AxisFate>,
    /// The result's length; `None` where the lengths do not agree.
    pub result: Option<i64>,
}

/// Several shapes written under each other, right-aligned: the whole explanation, failing or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alignment {
    /// One entry for each axis of the result, from the left.
    pub axes: Vec<AlignedAxis>,
}

impl Alignment {
    /// The result's shape, or `None` when an axis does not agree.
    pub fn shape(&self) -> Option<Dims> {
        self.axes.iter().map(|axis| axis.result).collect()
    }

    /// The rightmost axis that does not agree (the first one met from the right), counted from the left.
    pub fn conflict(&self) -> Option<usize> {
        self.axes.iter().rposition(|axis| axis.result.is_none())
    }
}

/// Aligns any number of shapes and says what happens on every axis. Never fails: a conflict is data.
pub fn align(shapes: &[&[i64]]) -> Alignment {
    let ndim = shapes.iter().map(|shape| shape.len()).max().unwrap_or(0);
    let axes = (0..ndim)
        .map(|axis| {
            let lengths = shapes
                .iter()
                .map(|shape| (axis + shape.len()).checked_sub(ndim).map(|own| shape[own]))
                .collect();
            align_axis(lengths)
        })
        .collect();
    Alignment { axes }
}

fn align_axis(lengths: Vec<Option<i64>>) -> AlignedAxis {
    let mut long = lengths
        .iter()
        .flatten()
        .copied()
        .filter(|&length| length != 1);
    let result = match long.next() {
        None => Some(1),
        Some(first) => long.all(|length| length == first).then_some(first),
    };
    let fates = lengths
        .iter()
        .map(|&length| match (length, result) {
            (None, _) => AxisFate::Missing,
            (Some(1), Some(1)) => AxisFate::Kept,
            (Some(1), _) => AxisFate::Stretched,
            (Some(_), Some(_)) => AxisFate::Kept,
            (Some(_), None) => AxisFate::Conflict,
        })
        .collect();
    AlignedAxis {
        lengths,
        fates,
        result,
    }
}

/// What [`Alignment::shape`] gives, found without saying what happens to whom.
fn aligned_shape(shapes: &[&[i64]]) -> Option<Dims> {
    let longest = shapes.iter().max_by_key(|shape| shape.len());
    let mut result = longest.map_or_else(Dims::new, |longest| Dims::from_slice(longest));
    for shape in shapes {
        let added = result.len() - shape.len();
        for (length, &own) in result.iter_mut().skip(added).zip(*shape) {
            if *length == 1 {
                *length = own;
            } else if own != 1 && own != *length {
                return None;
            }
        }
    }
    Some(result)
}

/// The shape all operands of a ufunc broadcast to.
///
/// # Errors
/// `ValueError: operands could not be broadcast together with shapes (3,4) (3,) ` in NumPy's words, its trailing
/// space included; `iterator is too large` when the product of the result's extents does not fit 63 bits.
pub fn broadcast_shape(shapes: &[&[i64]]) -> Result<Dims> {
    for shape in shapes {
        limit::check_ndim(shape.len())?;
    }
    let Some(shape) = aligned_shape(shapes) else {
        let list: String = shapes.iter().map(|shape| shape_text(shape) + " ").collect();
        return Err(Error::value(format!(
            "operands could not be broadcast together with shapes {list}"
        )));
    };
    check_iteration(&shape)?;
    Ok(shape)
}

/// The shape all shapes broadcast to, with the errors of `np.broadcast_shapes` and `np.broadcast_arrays`.
///
/// # Errors
/// `ValueError: shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape
/// (3, 4) and arg 1 with shape (3,).`, `broadcast dimensions too large.`, `negative dimensions are not allowed`.
pub fn broadcast_shapes(shapes: &[&[i64]]) -> Result<Dims> {
    hearing(|| {
        for shape in shapes {
            limit::check_ndim(shape.len())?;
            if shape.iter().any(|&extent| extent < 0) {
                return Err(Error::value("negative dimensions are not allowed"));
            }
        }
        let ndim = shapes.iter().map(|shape| shape.len()).max().unwrap_or(0);
        let mut result = Dims::from_elem(1, ndim);
        for axis in 0..ndim {
            // The argument that first gave the axis a length other than 1: NumPy names it in the mismatch.
            let mut source = 0;
            for (argument, shape) in shapes.iter().enumerate() {
                let Some(own) = (axis + shape.len()).checked_sub(ndim) else {
                    continue;
                };
                let length = shape[own];
                if length == 1 || length == result[axis] {
                    continue;
                }
                if result[axis] != 1 {
                    return Err(Error::value(format!(
                        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg {source} \
                     with shape {} and arg {argument} with shape {}.",
                        tuple_text(shapes[source]),
                        tuple_text(shape),
                    )));
                }
                result[axis] = length;
                source = argument;
            }
        }
        if product_overflows(&result) {
            return Err(Error::value("broadcast dimensions too large."));
        }
        Ok(result)
    })
}

/// Refuses a loop with more turns than 63 bits count, in the words of NumPy's iterator.
fn check_iteration(shape: &[i64]) -> Result<()> {
    if product_overflows(shape) {
        return Err(Error::value("iterator is too large"));
    }
    Ok(())
}

/// Whether the product overflows when taken from the left; a 0 met first makes all the rest fit, as in NumPy.
fn product_overflows(shape: &[i64]) -> bool {
    shape
        .iter()
        .try_fold(1i64, |product, &extent| product.checked_mul(extent))
        .is_none()
}

impl Layout {
    /// This layout stretched to `shape`: new and size-1 axes get stride 0, no byte moves.
    ///
    /// # Errors
    /// `ValueError` in the words of `np.broadcast_to`.
    pub fn broadcast_to(&self, shape: &[i64]) -> Result<Layout> {
        if shape.is_empty() && self.ndim() > 0 {
            return Err(Error::value(
                "cannot broadcast a non-scalar to a scalar array",
            ));
        }
        if shape.iter().any(|&extent| extent < 0) {
            return Err(Error::value(
                "all elements of broadcast shape must be non-negative",
            ));
        }
        limit::check_ndim(shape.len())?;
        let Some(added) = shape.len().checked_sub(self.ndim()) else {
            return Err(Error::value(
                "input operand has more dimensions than allowed by the axis remapping",
            ));
        };
        let fits = std::iter::zip(&self.shape, &shape[added..])
            .all(|(&own, &wanted)| own == wanted || own == 1);
        if !fits {
            return Err(Error::value(format!(
                "operands could not be broadcast together with remapped shapes [original->remapped]: {}  and \
                 requested shape {}",
                shape_text(&self.shape),
                shape_text(shape),
            )));
        }
        check_iteration(shape)?;
        Ok(self.stretched_to(shape))
    }

    /// [`Layout::broadcast_to`] for a shape that is known to fit.
    pub(crate) fn stretched_to(&self, shape: &[i64]) -> Layout {
        let added = shape.len().saturating_sub(self.ndim());
        let mut strides = Dims::from_elem(0, added);
        // A size-1 axis steps nowhere even when the result has length 1 there, as NumPy's iterator leaves it.
        strides.extend(
            std::iter::zip(&self.shape, &self.strides)
                .map(|(&extent, &stride)| if extent == 1 { 0 } else { stride }),
        );
        Layout {
            shape: Dims::from_slice(shape),
            strides,
            offset: self.offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Order;

    fn message<T: std::fmt::Debug>(result: Result<T>) -> String {
        result.unwrap_err().into_message()
    }

    #[test]
    fn ufunc_mismatch_lists_every_shape() {
        assert_eq!(
            message(broadcast_shape(&[&[3, 4], &[3]])),
            "operands could not be broadcast together with shapes (3,4) (3,) "
        );
        assert_eq!(
            message(broadcast_shape(&[&[1 << 40, 1], &[1, 1 << 40]])),
            "iterator is too large"
        );
        assert_eq!(
            message(broadcast_shape(&[&[1 << 40, 1, 0], &[1, 1 << 40, 0]])),
            "iterator is too large"
        );
        assert_eq!(
            broadcast_shape(&[&[8, 1, 6, 1], &[7, 1, 5], &[]])
                .unwrap()
                .as_slice(),
            [8, 7, 6, 5]
        );
        assert_eq!(broadcast_shape(&[&[0], &[1]]).unwrap().as_slice(), [0]);
    }

    #[test]
    fn broadcast_shapes_names_the_two_arguments() {
        assert_eq!(
            message(broadcast_shapes(&[&[1, 4], &[4], &[3, 1], &[2, 1]])),
            "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 2 with shape \
             (3, 1) and arg 3 with shape (2, 1)."
        );
        assert_eq!(
            message(broadcast_shapes(&[&[1 << 62, 1], &[1, 2]])),
            "broadcast dimensions too large."
        );
        assert_eq!(
            message(broadcast_shapes(&[&[-1]])),
            "negative dimensions are not allowed"
        );
        assert_eq!(broadcast_shapes(&[]).unwrap().as_slice(), [0i64; 0]);
    }

    #[test]
    fn broadcast_to_refuses_in_numpy_words() {
        let of = |shape: &[i64]| Layout::contiguous(shape, 8, Order::C);
        assert_eq!(
            message(of(&[3, 4]).broadcast_to(&[3])),
            "input operand has more dimensions than allowed by the axis remapping"
        );
        assert_eq!(
            message(of(&[3]).broadcast_to(&[3, 4])),
            "operands could not be broadcast together with remapped shapes [original->remapped]: (3,)  and requested \
             shape (3,4)"
        );
        assert_eq!(
            message(of(&[3]).broadcast_to(&[])),
            "cannot broadcast a non-scalar to a scalar array"
        );
        assert_eq!(
            message(of(&[3]).broadcast_to(&[-3, 3])),
            "all elements of broadcast shape must be non-negative"
        );
        assert_eq!(
            message(of(&[3]).broadcast_to(&[1 << 62, 3])),
            "iterator is too large"
        );
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_gives_the_shape_of_the_long_one(
            shapes in proptest::collection::vec(proptest::collection::vec(0i64..4, 0..4), 0..4)
        ) {
            let shapes: Vec<&[i64]> = shapes.iter().map(Vec::as_slice).collect();
            proptest::prop_assert_eq!(aligned_shape(&shapes), align(&shapes).shape());
        }
    }

    #[test]
    fn alignment_says_what_each_operand_does() {
        let alignment = align(&[&[3, 4], &[3, 1], &[4], &[5, 1, 4]]);
        assert_eq!(alignment.axes.len(), 3);
        assert_eq!(
            alignment.axes[0].fates,
            [
                AxisFate::Missing,
                AxisFate::Missing,
                AxisFate::Missing,
                AxisFate::Kept
            ]
        );
        assert_eq!(
            alignment.axes[1].fates,
            [
                AxisFate::Kept,
                AxisFate::Kept,
                AxisFate::Missing,
                AxisFate::Stretched
            ]
        );
        assert_eq!(alignment.shape().unwrap().as_slice(), [5, 3, 4]);
        let conflict = align(&[&[3, 4], &[3], &[1]]);
        assert_eq!(conflict.conflict(), Some(1));
        assert_eq!(
            conflict.axes[1].fates,
            [AxisFate::Conflict, AxisFate::Conflict, AxisFate::Stretched]
        );
    }
}
