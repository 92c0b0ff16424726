//! Parameters of distributions: a number, or an array that is broadcast, held to a rule in NumPy's words.
//! Knows arrays and operands; nothing of random bits.

use crate::cast::{Casting, check_cast};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::Dims;
use crate::layout::broadcast::broadcast_shapes;
use crate::scalar::Scalar;
use crate::ufunc::Operand;

/// What a parameter must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rule {
    /// Anything.
    Any,
    /// No sign bit; NaN passes.
    NonNegative,
    /// Above 0; NaN passes.
    Positive,
    /// Above 0 and no NaN.
    PositiveNotNan,
    /// From 0 to 1.
    Probability,
    /// Above 0 and at most 1.
    ProbabilityAboveZero,
    /// At least 0 and below 1.
    ProbabilityBelowOne,
    /// Above 1.
    AboveOne,
    /// From 0 to what a count can hold.
    Poisson,
}

/// The largest expectation of a Poisson count: ten deviations below the largest integer.
pub(super) const POISSON_MAX: f64 = 9.223_372_006_484_771e18;

/// A parameter with its name and rule.
pub(super) struct Given<'a> {
    /// NumPy's name for it.
    pub(super) name: &'static str,
    /// What it must be.
    pub(super) rule: Rule,
    /// What was passed.
    pub(super) value: Operand<'a>,
}

impl<'a> Given<'a> {
    /// A parameter with its name and rule.
    pub(super) fn new(name: &'static str, rule: Rule, value: Operand<'a>) -> Self {
        Self { name, rule, value }
    }
}

/// A Python number or a 0-d array's element as a double; `None` for an array with axes and for what is not real.
pub(super) fn number_of(value: Operand<'_>) -> Option<f64> {
    match value {
        Operand::Array(array) if array.ndim() > 0 => None,
        Operand::Array(array) => array.to_vec::<f64>().ok()?.first().copied(),
        Operand::PyFloat(value) => Some(value),
        other => integer_of(other).map(|value| value as f64),
    }
}

/// The shape of what was passed; a number has no axes.
pub(super) fn shape_of(value: Operand<'_>) -> Dims {
    match value {
        Operand::Array(array) => array.shape().into(),
        _ => Dims::new(),
    }
}

/// An array's values over a whole shape, broadcast, one after another in C order; of a number, none.
///
/// # Errors
/// As [`crate::limit::grant`]; as broadcasting.
pub(super) fn values_over(value: Operand<'_>, shape: &[i64]) -> Result<Vec<f64>> {
    match value {
        Operand::Array(array) => array.broadcast_to(shape)?.to_vec(),
        _ => Ok(Vec::new()),
    }
}

/// Holds all parameters to their rules. As soon as one is an array, NumPy speaks of all as arrays; so this says which.
///
/// # Errors
/// The first broken rule, in NumPy's words; what cannot be cast to `float64` safely.
pub(super) fn check(given: &[Given<'_>]) -> Result<bool> {
    for one in given {
        match one.value {
            Operand::Array(array) => check_cast(array.dtype, DType::F64, Casting::Safe)?,
            number if number_of(number).is_none() => {
                return Err(Error::type_(
                    "float() argument must be a string or a real number, not 'complex'",
                ));
            }
            _ => {}
        }
    }
    let arrays = given.iter().any(|one| number_of(one.value).is_none());
    for one in given.iter().filter(|one| one.rule != Rule::Any) {
        let number = number_of(one.value);
        let broken = match (number, one.value) {
            (Some(value), _) if !arrays => broken_by_number(one.rule, value, one.name),
            (Some(value), _) => broken_by_array(one.rule, &[value], one.name),
            (None, Operand::Array(array)) => {
                broken_by_array(one.rule, &array.to_vec::<f64>()?, one.name)
            }
            _ => None,
        };
        if let Some(sentence) = broken {
            return Err(Error::value(sentence));
        }
    }
    Ok(arrays)
}

fn broken_by_number(rule: Rule, value: f64, name: &str) -> Option<String> {
    let sentence = match rule {
        Rule::NonNegative if !value.is_nan() && value.is_sign_negative() => "{} < 0",
        Rule::PositiveNotNan if value.is_nan() => "{} must not be NaN",
        Rule::Positive | Rule::PositiveNotNan if value <= 0.0 => "{} <= 0",
        Rule::Probability if !(0.0..=1.0).contains(&value) => "{} < 0, {} > 1 or {} is NaN",
        Rule::ProbabilityAboveZero if !(value > 0.0 && value <= 1.0) => {
            "{} <= 0, {} > 1 or {} contains NaNs"
        }
        Rule::ProbabilityBelowOne if !(0.0..1.0).contains(&value) => "{} < 0, {} >= 1 or {} is NaN",
        Rule::AboveOne if value.is_nan() || value <= 1.0 => "{} <= 1 or {} is NaN",
        Rule::Poisson if value.is_nan() || value < 0.0 => "{} < 0 or {} is NaN",
        Rule::Poisson if value > POISSON_MAX => "{} value too large",
        _ => return None,
    };
    Some(sentence.replace("{}", name))
}

fn broken_by_array(rule: Rule, values: &[f64], name: &str) -> Option<String> {
    let any = |breaks: fn(f64) -> bool| values.iter().any(|&value| breaks(value));
    let sentence = match rule {
        Rule::NonNegative if any(|value| !value.is_nan() && value.is_sign_negative()) => "{} < 0",
        Rule::PositiveNotNan if any(f64::is_nan) => "{} must not be NaN",
        Rule::Positive | Rule::PositiveNotNan if any(|value| value <= 0.0) => "{} <= 0",
        Rule::Probability if any(|value| !(0.0..=1.0).contains(&value)) => {
            "{} < 0, {} > 1 or {} contains NaNs"
        }
        Rule::ProbabilityAboveZero if any(|value| !(value > 0.0 && value <= 1.0)) => {
            "{} <= 0, {} > 1 or {} contains NaNs"
        }
        Rule::ProbabilityBelowOne if any(|value| !(0.0..1.0).contains(&value)) => {
            "{} < 0, {} >= 1 or {} contains NaNs"
        }
        Rule::AboveOne if any(|value| value.is_nan() || value <= 1.0) => {
            "{} <= 1 or {} contains NaNs"
        }
        // As NumPy asks: what is not at most the largest is too large, NaN too.
        Rule::Poisson if any(|value| value.is_nan() || value > POISSON_MAX) => "{} value too large",
        Rule::Poisson if any(|value| value < 0.0) => "{} < 0 or {} contains NaNs",
        _ => return None,
    };
    Some(sentence.replace("{}", name))
}

/// The shape of a draw whose parameters are arrays: the size asked for, else what they broadcast to.
///
/// # Errors
/// `ValueError: shape mismatch: …`;
/// `ValueError: Output size (2,) is not compatible with broadcast dimensions of inputs (3, 2).`
pub(super) fn drawn_shape(size: Option<&[i64]>, parameters: &[&[i64]]) -> Result<Dims> {
    let Some(size) = size else {
        return broadcast_shapes(parameters);
    };
    let mut all = vec![size];
    all.extend_from_slice(parameters);
    let broadcast = broadcast_shapes(&all)?;
    if broadcast.as_slice() != size {
        return Err(Error::value(format!(
            "Output size {} is not compatible with broadcast dimensions of inputs {}.",
            crate::layout::tuple_text(size),
            crate::layout::tuple_text(&broadcast),
        )));
    }
    Ok(broadcast)
}

/// A scalar's whole value, where it is an integer or a truth value.
pub(super) fn integer_from_scalar(scalar: Scalar) -> Option<i128> {
    Some(match scalar {
        Scalar::Bool(value) => value.into(),
        Scalar::I8(value) => value.into(),
        Scalar::I16(value) => value.into(),
        Scalar::I32(value) => value.into(),
        Scalar::I64(value) => value.into(),
        Scalar::U8(value) => value.into(),
        Scalar::U16(value) => value.into(),
        Scalar::U32(value) => value.into(),
        Scalar::U64(value) => value.into(),
        _ => return None,
    })
}

/// What was passed, as a Python integer: a float is none.
pub(super) fn integer_of(value: Operand<'_>) -> Option<i128> {
    match value {
        Operand::PyInt(value) => Some(value),
        Operand::PyBool(value) => Some(value.into()),
        Operand::Array(array) => integer_from_scalar(array.nth(0)?),
        _ => None,
    }
}
