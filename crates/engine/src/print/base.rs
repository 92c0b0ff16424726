//! Integers in other bases: `base_repr` and `binary_repr`.
//! Knows numbers only.

use crate::error::{Error, Result};
use crate::record::hearing;

/// The longest padding: what no picture or line could hold is refused by cutting it here.
const MOST: i64 = 1 << 20;

/// An integer's digits in a base from 2 to 36, after `padding` zeros (`np.base_repr`).
///
/// # Errors
/// `ValueError: Bases greater than 36 not handled in base_repr.`, and the same for less than 2.
pub fn base_repr(number: i128, base: i64, padding: i64) -> Result<String> {
    hearing(|| {
        if base > 36 {
            return Err(Error::value(
                "Bases greater than 36 not handled in base_repr.",
            ));
        }
        if base < 2 {
            return Err(Error::value("Bases less than 2 not handled in base_repr."));
        }
        let base = u128::from(base.unsigned_abs());
        let mut digits = Vec::new();
        let mut rest = number.unsigned_abs();
        while rest > 0 {
            let digit = (rest % base) as u32;
            let letter = char::from_digit(digit, 36).unwrap_or('0');
            digits.push(letter.to_ascii_uppercase());
            rest /= base;
        }
        let zeros = padding.clamp(0, MOST) as usize;
        digits.extend(std::iter::repeat_n('0', zeros));
        if number < 0 {
            digits.push('-');
        }
        if digits.is_empty() && padding == 0 {
            digits.push('0');
        }
        Ok(digits.iter().rev().collect())
    })
}

/// An integer in base 2, filled with zeros to a width; below zero, with a width, its two's complement
/// (`np.binary_repr`).
///
/// # Errors
/// `ValueError: Insufficient bit width=2 provided for binwidth=3`.
pub fn binary_repr(number: i128, width: Option<i64>) -> Result<String> {
    hearing(|| {
        let Some(width) = width else {
            let sign = if number < 0 { "-" } else { "" };
            return Ok(format!("{sign}{:b}", number.unsigned_abs()));
        };
        let filled = width.clamp(0, MOST) as usize;
        if number == 0 {
            let zeros = if width == 0 { 1 } else { filled };
            return Ok("0".repeat(zeros));
        }
        let (digits, fill) = if number > 0 {
            (format!("{number:b}"), "0")
        } else {
            // One bit more than the number below the magnitude needs: the sign.
            let bits = 129 - (number.unsigned_abs() - 1).leading_zeros() as usize;
            let all = format!("{number:b}");
            (all[all.len().saturating_sub(bits)..].to_owned(), "1")
        };
        if width < digits.len() as i64 {
            return Err(Error::value(format!(
                "Insufficient bit width={width} provided for binwidth={}",
                digits.len()
            )));
        }
        Ok(fill.repeat(filled - digits.len()) + &digits)
    })
}
