//! Arithmetic among Python's own numbers, which never meets an array: whole numbers grow, division makes floats.
//! Knows numbers only. Whole numbers end at 128 bits here, with a sentence of ours.

use super::raised::Raised;
use super::value::Value;
use engine::{DType, Scalar};
use std::ops::Range;

/// One operator between two of Python's numbers; `None` when one of them is not.
pub(super) fn binary(
    operator: &str,
    left: &Value,
    right: &Value,
    range: &Range<usize>,
) -> Option<Result<Value, Raised>> {
    let bitwise = matches!(operator, "&" | "|" | "^");
    if let (Value::Bool(left), Value::Bool(right)) = (left, right)
        && bitwise
    {
        return Some(Ok(Value::Bool(match operator {
            "&" => left & right,
            "|" => left | right,
            _ => left ^ right,
        })));
    }
    if let (Some(left), Some(right)) = (whole(left), whole(right)) {
        return Some(whole_numbers(operator, left, right, range));
    }
    let (first, second) = (real(left)?, real(right)?);
    if bitwise || matches!(operator, "<<" | ">>") {
        let message = format!(
            "unsupported operand type(s) for {operator}: '{}' and '{}'",
            left.type_name(),
            right.type_name()
        );
        return Some(Err(Raised::type_(message, range)));
    }
    Some(real_numbers(operator, first, second, range).map(Value::Float))
}

/// A comparison between two of Python's numbers.
pub(super) fn compare(operator: &str, left: &Value, right: &Value) -> Option<bool> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let order = match (whole(left), whole(right)) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => real(left)?.partial_cmp(&real(right)?),
    };
    Some(match operator {
        "<" => order == Some(Less),
        ">" => order == Some(Greater),
        "<=" => matches!(order, Some(Less | Equal)),
        ">=" => matches!(order, Some(Greater | Equal)),
        "==" => order == Some(Equal),
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

fn zero_division(message: &str, range: &Range<usize>) -> Raised {
    Raised::new("ZeroDivisionError", message, range)
}

fn whole_numbers(
    operator: &str,
    left: i128,
    right: i128,
    range: &Range<usize>,
) -> Result<Value, Raised> {
    let too_large = || {
        Raised::ours(
            "This whole number grows beyond the 128 bits that are kept here.",
            range,
        )
    };
    let result = match operator {
        "+" => left.checked_add(right),
        "-" => left.checked_sub(right),
        "*" => left.checked_mul(right),
        "/" if right == 0 => return Err(zero_division("division by zero", range)),
        "/" => return Ok(Value::Float(left as f64 / right as f64)),
        "//" if right == 0 => {
            return Err(zero_division("integer division or modulo by zero", range));
        }
        "//" => left
            .checked_div_euclid(right)
            .map(|quotient| floored(quotient, left, right)),
        "%" if right == 0 => return Err(zero_division("integer modulo by zero", range)),
        "%" => left.checked_rem(right).map(|rest| {
            if rest != 0 && (rest < 0) != (right < 0) {
                rest + right
            } else {
                rest
            }
        }),
        "**" if right < 0 && left == 0 => {
            return Err(zero_division(
                "0.0 cannot be raised to a negative power",
                range,
            ));
        }
        "**" if right < 0 => return Ok(Value::Float((left as f64).powf(right as f64))),
        "**" => match (left, u32::try_from(right)) {
            (0 | 1, _) if right > 0 => Some(left),
            (-1, _) => Some(if right % 2 == 0 { 1 } else { -1 }),
            (_, Ok(exponent)) => left.checked_pow(exponent),
            (_, Err(_)) => None,
        },
        "&" => Some(left & right),
        "|" => Some(left | right),
        "^" => Some(left ^ right),
        _ if right < 0 => return Err(Raised::value("negative shift count", range)),
        "<<" if left == 0 => Some(0),
        "<<" => u32::try_from(right)
            .ok()
            .and_then(|places| 1i128.checked_shl(places))
            .filter(|factor| *factor > 0)
            .and_then(|factor| left.checked_mul(factor)),
        _ => Some(left >> right.min(127)),
    };
    result.map(Value::Int).ok_or_else(too_large)
}

/// The quotient rounded down, from the one whose rest is never negative.
fn floored(quotient: i128, left: i128, right: i128) -> i128 {
    if right < 0 && left % right != 0 {
        quotient - 1
    } else {
        quotient
    }
}

fn real_numbers(
    operator: &str,
    left: f64,
    right: f64,
    range: &Range<usize>,
) -> Result<f64, Raised> {
    if right == 0.0 && matches!(operator, "/" | "//" | "%") {
        let words = match operator {
            "/" => "float division by zero",
            "//" => "float floor division by zero",
            _ => "float modulo",
        };
        return Err(zero_division(words, range));
    }
    Ok(match operator {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        "**" if left == 0.0 && right < 0.0 => {
            return Err(zero_division(
                "0.0 cannot be raised to a negative power",
                range,
            ));
        }
        "**" if left < 0.0 && left.is_finite() && right.is_finite() && right.fract() != 0.0 => {
            return Err(Raised::ours(
                "This power is a complex number, which is not among the dtypes here.",
                range,
            ));
        }
        "**" => {
            let power = left.powf(right);
            if power.is_infinite() && left.is_finite() && right.is_finite() {
                return Err(Raised::new(
                    "OverflowError",
                    "(34, 'Numerical result out of range')",
                    range,
                ));
            }
            power
        }
        // The engine's own floor division and remainder are Python's.
        _ => {
            let name = if operator == "//" {
                "floor_divide"
            } else {
                "remainder"
            };
            let both = [
                engine::ufunc::Operand::PyFloat(left),
                engine::ufunc::Operand::PyFloat(right),
            ];
            let result =
                engine::ufunc::call(name, &both).map_err(|error| Raised::engine(&error, range))?;
            let value = Scalar::from_bytes(DType::F64, &result.buffer().bytes());
            match value {
                Some(Scalar::F64(value)) => value,
                _ => f64::NAN,
            }
        }
    })
}
