//! NumPy's broadcasting of shapes: right alignment, missing axes as 1, size-1 axes stretched with stride 0.
//! Knows shapes and layouts only; the explanation is data that a picture can draw.

use super::{Dims, Layout};
use crate::error::Result;

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

/// Aligns any number of shapes and says what happens on every axis. Never fails: a conflict is data.
pub fn align(shapes: &[&[i64]]) -> Alignment {
    let _ = shapes;
    todo!("core")
}

/// The shape all operands broadcast to.
///
/// # Errors
/// `ValueError: operands could not be broadcast together with shapes (3,4) (3,) ` in NumPy's words.
pub fn broadcast_shape(shapes: &[&[i64]]) -> Result<Dims> {
    let _ = shapes;
    todo!("core")
}

impl Layout {
    /// This layout stretched to `shape`: new and size-1 axes get stride 0, no byte moves.
    ///
    /// # Errors
    /// `ValueError` in the words of `np.broadcast_to`.
    pub fn broadcast_to(&self, shape: &[i64]) -> Result<Layout> {
        let _ = shape;
        todo!("core")
    }
}
