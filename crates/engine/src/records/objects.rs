//! Elements compared as Python compares its own objects: texts, bytes, numbers and tuples, each only with its like.
//! Knows values; arrays are read as lists of them.

use std::cmp::Ordering;

use super::value::Value;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::scalar::Scalar;

/// Where each value belongs among sorted ones, behind equal ones or in front of them: by halving, where the value before has
/// narrowed the search, as `npy_binsearch` of `npysort/binsearch.cpp` does it.
///
/// # Errors
/// `TypeError: '<' not supported between instances of 'tuple' and 'int'`; as [`crate::limit::grant_work`].
pub(crate) fn places(sorted: &Array, values: &Array, behind: bool) -> Result<Vec<i64>> {
    let (sorted, values) = (listed(sorted)?, listed(values)?);
    let mut places = Vec::with_capacity(values.len());
    let (mut low, mut high) = (0, sorted.len());
    let mut before = values.first();
    let is_before = |one: &Value, other: &Value| match compared(one, other)? {
        Ordering::Less => Ok(true),
        Ordering::Equal => Ok(behind),
        Ordering::Greater => Ok(false),
    };
    for value in &values {
        if is_before(before.unwrap_or(value), value)? {
            high = sorted.len();
        } else {
            (low, high) = (0, sorted.len().min(high + 1));
        }
        before = Some(value);
        while low < high {
            let middle = low + (high - low) / 2;
            if is_before(&sorted[middle], value)? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        places.push(low as i64);
    }
    Ok(places)
}

/// The elements in C order, as `tolist` gives them.
fn listed(array: &Array) -> Result<Vec<Value>> {
    crate::limit::grant_work(array.size())?;
    match array.ravel(CopyOrder::C)?.tolist()? {
        Value::List(values) => Ok(values),
        one => Ok(vec![one]),
    }
}

/// Which of two objects comes first; equal ones are those of which neither does.
fn compared(one: &Value, other: &Value) -> Result<Ordering> {
    if is_less(one, other)? {
        return Ok(Ordering::Less);
    }
    Ok(match is_less(other, one)? {
        true => Ordering::Greater,
        false => Ordering::Equal,
    })
}

/// `one < other`
fn is_less(one: &Value, other: &Value) -> Result<bool> {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => Ok(one < other),
        (Value::Bytes(one), Value::Bytes(other)) => Ok(one < other),
        (Value::Record(one), Value::Record(other)) | (Value::List(one), Value::List(other)) => {
            match std::iter::zip(one, other).find(|(one, other)| !is_equal(one, other)) {
                Some((one, other)) => is_less(one, other),
                None => Ok(one.len() < other.len()),
            }
        }
        (Value::Number(one), Value::Number(other)) if is_real(*one) && is_real(*other) => {
            Ok(order(*one, *other) == Some(Ordering::Less))
        }
        _ => Err(Error::type_(format!(
            "'<' not supported between instances of '{}' and '{}'",
            one.class(),
            other.class()
        ))),
    }
}

/// `one == other`
fn is_equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) if is_real(*one) && is_real(*other) => {
            order(*one, *other) == Some(Ordering::Equal)
        }
        (Value::Number(one), Value::Number(other)) => {
            let complex = DType::COMPLEX.last().copied().unwrap_or(DType::F64);
            one.cast(complex) == other.cast(complex)
        }
        (Value::Record(one), Value::Record(other)) | (Value::List(one), Value::List(other)) => {
            one.len() == other.len()
                && std::iter::zip(one, other).all(|(one, other)| is_equal(one, other))
        }
        (one, other) => one == other,
    }
}

fn is_real(number: Scalar) -> bool {
    !number.dtype().is_complex()
}

/// The order of two real numbers, whole ones by all their digits; none beside NaN.
fn order(one: Scalar, other: Scalar) -> Option<Ordering> {
    let whole = |number: Scalar| match number {
        Scalar::Bool(value) => Some(i128::from(value)),
        Scalar::U64(value) => Some(i128::from(value)),
        number if !number.dtype().is_inexact() => match number.cast(DType::I64) {
            Scalar::I64(value) => Some(i128::from(value)),
            _ => None,
        },
        _ => None,
    };
    let float = |number: Scalar| match number.cast(DType::F64) {
        Scalar::F64(value) => value,
        _ => f64::NAN,
    };
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        (Some(one), None) => beside_float(one, float(other)),
        (None, Some(other)) => beside_float(other, float(one)).map(Ordering::reverse),
        (None, None) => float(one).partial_cmp(&float(other)),
    }
}

/// A whole number beside a float: beyond 2^53 the float is the one that is whole.
fn beside_float(whole: i128, float: f64) -> Option<Ordering> {
    match float.is_nan() {
        true => None,
        false => Some(match whole.cmp(&(float as i128)) {
            Ordering::Equal => 0.0_f64.partial_cmp(&float.fract())?,
            other => other,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_and_floats_are_compared_by_all_their_digits() {
        let whole = |value: i64| Scalar::I64(value);
        assert_eq!(
            order(whole((1 << 53) + 1), Scalar::F64(9_007_199_254_740_992.0)),
            Some(Ordering::Greater)
        );
        assert_eq!(order(whole(-3), Scalar::F64(-3.5)), Some(Ordering::Greater));
        assert_eq!(order(whole(3), Scalar::F64(3.5)), Some(Ordering::Less));
        assert_eq!(
            order(Scalar::F64(f64::INFINITY), whole(i64::MAX)),
            Some(Ordering::Greater)
        );
        assert_eq!(order(Scalar::F64(f64::NAN), whole(0)), None);
        assert_eq!(
            order(Scalar::Bool(true), Scalar::U64(1)),
            Some(Ordering::Equal)
        );
    }
}
