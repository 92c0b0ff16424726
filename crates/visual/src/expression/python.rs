//! Arithmetic among Python's own numbers, which never meets an array: whole numbers grow, division makes floats.
//! Knows numbers only. Whole numbers end at 128 bits here, with a sentence of ours.

use super::raised::Raised;
use super::tree::Operator;
use super::value::Value;
use engine::ufunc::{self, Operand};

/// One operator between two of Python's numbers; `None` when one of them is not.
pub(super) fn binary(
    operator: Operator,
    left: &Value,
    right: &Value,
) -> Option<Result<Value, Raised>> {
    if let (Value::Bool(left), Value::Bool(right)) = (left, right)
        && operator.is_bitwise()
    {
        return Some(Ok(Value::Bool(match operator {
            Operator::And => left & right,
            Operator::Or => left | right,
            _ => left ^ right,
        })));
    }
    let (first, second) = (real(left)?, real(right)?);
    Some(match (whole(left), whole(right)) {
        (Some(left), Some(right)) => whole_numbers(operator, left, right),
        _ if operator.is_bitwise()
            || matches!(operator, Operator::ShiftLeft | Operator::ShiftRight) =>
        {
            Err(Raised::type_(format_args!(
                "unsupported operand type(s) for {}: '{}' and '{}'",
                operator.text(),
                left.type_name(),
                right.type_name()
            )))
        }
        _ => real_numbers(operator, first, second).map(Value::Float),
    })
}

/// A comparison between two of Python's numbers.
pub(super) fn compare(operator: Operator, left: &Value, right: &Value) -> Option<bool> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let order = match (whole(left), whole(right)) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => real(left)?.partial_cmp(&real(right)?),
    };
    Some(match operator {
        Operator::Less => order == Some(Less),
        Operator::Greater => order == Some(Greater),
        Operator::LessEqual => matches!(order, Some(Less | Equal)),
        Operator::GreaterEqual => matches!(order, Some(Greater | Equal)),
        Operator::Equal => order == Some(Equal),
        _ => order != Some(Equal),
    })
}

/// The whole number of an `int` or a `bool`.
pub(super) fn whole(value: &Value) -> Option<i128> {
    match value {
        Value::Int(value) => Some(*value),
        Value::Bool(value) => Some(i128::from(*value)),
        _ => None,
    }
}

/// The real number of an `int`, a `bool` or a `float`.
pub(super) fn real(value: &Value) -> Option<f64> {
    match value {
        Value::Float(value) => Some(*value),
        _ => whole(value).map(|value| value as f64),
    }
}

/// What is said of whole numbers that grow too long.
pub(super) fn too_large() -> Raised {
    Raised::ours(format_args!(
        "This whole number grows beyond the 128 bits that are kept here."
    ))
}

fn zero_division(message: &str) -> Raised {
    Raised::new("ZeroDivisionError", format_args!("{message}"))
}

fn whole_numbers(operator: Operator, left: i128, right: i128) -> Result<Value, Raised> {
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::Divide if right == 0 => return Err(zero_division("division by zero")),
        Operator::FloorDivide if right == 0 => {
            return Err(zero_division("integer division or modulo by zero"));
        }
        Operator::Remainder if right == 0 => return Err(zero_division("integer modulo by zero")),
        Operator::FloorDivide => floored(left, right).map(|(quotient, _)| quotient),
        Operator::Remainder => floored(left, right).map(|(_, rest)| rest),
        Operator::And => Some(left & right),
        Operator::Or => Some(left | right),
        Operator::Xor => Some(left ^ right),
        Operator::Power if right >= 0 => power(left, right),
        // A float.
        Operator::Divide | Operator::Power => {
            return real_numbers(operator, left as f64, right as f64).map(Value::Float);
        }
        _ if right < 0 => return Err(Raised::value(format_args!("negative shift count"))),
        Operator::ShiftLeft if left == 0 => Some(0),
        Operator::ShiftLeft => power(2, right).and_then(|factor| left.checked_mul(factor)),
        _ => Some(left >> right.min(127)),
    };
    result.map(Value::Int).ok_or_else(too_large)
}

/// The quotient rounded down, and the rest, which has the divisor's sign.
fn floored(left: i128, right: i128) -> Option<(i128, i128)> {
    let quotient = left.checked_div(right)?;
    let rest = left - quotient * right;
    Some(match rest != 0 && (rest < 0) != (right < 0) {
        true => (quotient - 1, rest + right),
        false => (quotient, rest),
    })
}

/// A power with an exponent that is not negative.
fn power(base: i128, exponent: i128) -> Option<i128> {
    match base {
        0 | 1 if exponent > 0 => Some(base),
        -1 => Some(1 - 2 * (exponent & 1)),
        // Every other base leaves 128 bits long before that.
        _ => base.checked_pow(u32::try_from(exponent).ok()?),
    }
}

fn real_numbers(operator: Operator, left: f64, right: f64) -> Result<f64, Raised> {
    if right == 0.0 {
        let words = match operator {
            Operator::Divide => "float division by zero",
            Operator::FloorDivide => "float floor division by zero",
            Operator::Remainder => "float modulo",
            _ => "",
        };
        if !words.is_empty() {
            return Err(zero_division(words));
        }
    }
    let is_finite = left.is_finite() && right.is_finite();
    match operator {
        Operator::Add => Ok(left + right),
        Operator::Subtract => Ok(left - right),
        Operator::Multiply => Ok(left * right),
        Operator::Divide => Ok(left / right),
        Operator::FloorDivide => by_ufunc("floor_divide", left, right),
        Operator::Remainder => by_ufunc("remainder", left, right),
        _ if left == 0.0 && right < 0.0 => {
            Err(zero_division("0.0 cannot be raised to a negative power"))
        }
        _ if left < 0.0 && is_finite && right.fract() != 0.0 => Err(Raised::ours(format_args!(
            "This power is a complex number, which is not among the dtypes here."
        ))),
        _ => match by_ufunc("power", left, right)? {
            power if power.is_infinite() && is_finite => Err(Raised::new(
                "OverflowError",
                format_args!("(34, 'Numerical result out of range')"),
            )),
            power => Ok(power),
        },
    }
}

/// The engine's own power, floor division and remainder are Python's.
fn by_ufunc(name: &str, left: f64, right: f64) -> Result<f64, Raised> {
    let both = [Operand::PyFloat(left), Operand::PyFloat(right)];
    let result = ufunc::call(name, &both)?;
    Ok(real(&super::convert::plain(&Value::Array(result))).unwrap_or(f64::NAN))
}
