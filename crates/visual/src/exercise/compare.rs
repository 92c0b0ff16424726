//! What differs between a reader's array and the goal: shape first, then values, then the kind of numbers.
//! Knows arrays and words.

use crate::draw::words::{count, index_text, list, natural, shape_text};
use engine::dtype::Kind;
use engine::print::scalar_str;
use engine::{Array, DType, Dims, Scalar};

/// Most elements that are compared one by one.
const MOST_ELEMENTS: i64 = 1 << 22;

/// The first thing in which two arrays differ.
pub(super) struct Difference {
    /// What differs, in words.
    pub(super) message: String,
    /// Where, when it is one element.
    pub(super) index: Option<Dims>,
}

/// What differs; `None` when a reader's array is as good as the goal.
///
/// Floats may differ in their last digits: another order of the same operations rounds otherwise.
pub(super) fn difference(yours: &Array, goal: &Array) -> Option<Difference> {
    if yours.shape() != goal.shape() {
        return Some(plain(shapes(yours.shape(), goal.shape())));
    }
    if yours.size() > MOST_ELEMENTS {
        return Some(plain(
            "The result has too many elements to be checked here.".to_owned(),
        ));
    }
    let precision = precision(yours.dtype(), goal.dtype());
    let mut first = None;
    let (mut number, mut differing) = (0, 0);
    for (own, wanted) in std::iter::zip(yours.scalars(), goal.scalars()) {
        if !is_same(own, wanted, precision) {
            differing += 1;
            first = first.or(Some((number, own, wanted)));
        }
        number += 1;
    }
    if let Some((number, own, wanted)) = first {
        let shape = goal.shape();
        let index = engine::layout::walk::indices_of(shape, number).unwrap_or_default();
        let place = match index.is_empty() {
            true => "The value".to_owned(),
            false => format!("The element at [{}]", index_text(&index)),
        };
        let how_many = match goal.size() {
            1 => String::new(),
            size => format!(
                " {} of {} differ.",
                natural(differing),
                count(natural(size), "element")
            ),
        };
        let message = format!(
            "The shape {} is right. {place} is {}, and should be {}.{how_many}",
            shape_text(shape),
            scalar_str(own),
            scalar_str(wanted)
        );
        return Some(Difference {
            message,
            index: Some(index),
        });
    }
    let (own, wanted) = (kind(yours.dtype()), kind(goal.dtype()));
    (own != wanted).then(|| {
        plain(format!(
            "Shape and values are right, but the dtype is {} ({own}); it should be {} ({wanted}).",
            yours.dtype(),
            goal.dtype()
        ))
    })
}

fn plain(message: String) -> Difference {
    Difference {
        message,
        index: None,
    }
}

fn shapes(yours: &[i64], goal: &[i64]) -> String {
    let both = format!(
        "Your result has shape {}, the goal has {}",
        shape_text(yours),
        shape_text(goal)
    );
    if yours.len() != goal.len() {
        let axes = |shape: &[i64]| match shape.len() {
            0 => "no axes".to_owned(),
            1 => "1 axis".to_owned(),
            many => format!("{many} axes"),
        };
        return format!("{both}: {} instead of {}.", axes(yours), axes(goal));
    }
    let mut wrong = Vec::new();
    for (axis, (own, wanted)) in std::iter::zip(yours, goal).enumerate() {
        if own != wanted {
            wrong.push(format!("axis {axis} has length {own} instead of {wanted}"));
        }
    }
    format!("{both}: {}.", list(&wrong))
}

fn kind(dtype: DType) -> &'static str {
    match dtype.kind() {
        Kind::Bool => "bools",
        Kind::Unsigned | Kind::Signed => "whole numbers",
        Kind::Float => "floats",
        _ => "other values",
    }
}

/// How far two floats may lie apart, relative to their size.
fn precision(own: DType, wanted: DType) -> f64 {
    if own == DType::F32 || wanted == DType::F32 {
        1e-5
    } else {
        1e-11
    }
}

fn is_same(own: Scalar, wanted: Scalar, precision: f64) -> bool {
    let is_float = |scalar: Scalar| scalar.dtype().kind() == Kind::Float;
    if !is_float(own) && !is_float(wanted) {
        return whole(own) == whole(wanted);
    }
    let (Scalar::F64(own), Scalar::F64(wanted)) = (own.cast(DType::F64), wanted.cast(DType::F64))
    else {
        return false;
    };
    // What is 0 in one order of operations may be a rounding error in another.
    own == wanted
        || (own.is_nan() && wanted.is_nan())
        || (own.is_finite()
            && wanted.is_finite()
            && (own - wanted).abs() <= precision * own.abs().max(wanted.abs()).max(1.0))
}

fn whole(scalar: Scalar) -> i128 {
    match (scalar, scalar.cast(DType::I64)) {
        (Scalar::U64(value), _) => value.into(),
        (_, Scalar::I64(value)) => value.into(),
        _ => 0,
    }
}
