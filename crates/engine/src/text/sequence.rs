//! `fromstring`: numbers in one line of text, between separators.
//! Knows no rows. The rules are those of NumPy's reader: white space in a separator matches any, also none.

use super::number::{self, Leading};
use super::tokens::is_space;
use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::{Layout, Order};
use crate::limit;
use crate::scalar::Scalar;
use crate::ufunc::heard;

/// The numbers of a text, in one axis (`np.fromstring(text, dtype, count, sep)`): the first `count`, all where it is
/// negative. Fewer than `count` are followed by zeros. A new array.
///
/// # Errors
/// `ValueError: string or file could not be read to its end due to unmatched data`; `ValueError: The binary mode of
/// fromstring is removed, use frombuffer instead` without a separator; `ValueError: don't know how to read character
/// strings with that array type`; as [`limit::grant`].
pub fn fromstring(text: &str, dtype: DType, count: i64, sep: &str) -> Result<Array> {
    heard(read(text, dtype, count, sep))
}

fn read(text: &str, dtype: DType, count: i64, sep: &str) -> Result<Array> {
    if sep.is_empty() {
        return Err(Error::value(
            "The binary mode of fromstring is removed, use frombuffer instead",
        ));
    }
    if let DType::Swapped(native) = dtype {
        // NumPy writes numbers in the machine's order, whatever the dtype says.
        let found = read(text, *native, count, sep)?;
        let array = Array::zeros_over(found.layout().clone(), dtype)?;
        let (bytes, mut to) = (found.buffer().bytes(), array.buffer().bytes_mut());
        for (to, &from) in to.iter_mut().zip(bytes.iter()) {
            *to = from;
        }
        drop(to);
        array.tell_given();
        return Ok(array);
    }
    if dtype == DType::F16 {
        return read(text, DType::F64, count, sep)?.astype(dtype);
    }
    if !dtype.is_number() {
        return Err(Error::value(
            "don't know how to read character strings with that array type",
        ));
    }
    limit::grant(&[count.max(0)], dtype)?;
    let separator = spaced(sep);
    let mut rest = text;
    let mut numbers = Vec::new();
    let wanted = |found: usize| count < 0 || (found as i64) < count;
    while wanted(numbers.len()) {
        let Some((number, behind)) = element(rest, dtype) else {
            if rest.is_empty() {
                break;
            }
            return Err(unmatched());
        };
        numbers.push(number);
        rest = behind;
        if wanted(numbers.len()) {
            match behind_separator(rest, &separator) {
                Skipped::End => break,
                Skipped::To(behind) => rest = behind,
                Skipped::Nothing => return Err(unmatched()),
            }
        }
    }
    if numbers.is_empty() && count < 0 {
        // NumPy cuts an array that had room for some.
        let mut layout = Layout::contiguous(&[1], dtype.itemsize(), Order::C);
        layout.shape[0] = 0;
        return Array::zeros_over(layout, dtype);
    }
    let found = Array::from_scalars(&numbers, &[numbers.len() as i64], dtype)?;
    if count <= numbers.len() as i64 {
        return Ok(found);
    }
    let array = Array::blank(&[count], dtype)?;
    let start = array.index(&[Index::range(0, found.size())])?;
    start.put(&found)?;
    Ok(array)
}

fn unmatched() -> Error {
    Error::value("string or file could not be read to its end due to unmatched data")
}

/// The separator with one space for each run of them, and one at each end.
fn spaced(sep: &str) -> String {
    let words: Vec<&str> = sep
        .split(is_space)
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        " ".to_owned()
    } else {
        format!(" {} ", words.join(" "))
    }
}

enum Skipped<'a> {
    /// The text ends here.
    End,
    /// What stands behind the separator.
    To(&'a str),
    /// Something else stands here.
    Nothing,
}

fn behind_separator<'a>(text: &'a str, separator: &str) -> Skipped<'a> {
    let mut rest = text;
    let mut wanted = separator.chars().peekable();
    loop {
        let Some(letter) = rest.chars().next() else {
            return Skipped::End;
        };
        match wanted.peek() {
            None if rest.len() < text.len() => return Skipped::To(rest),
            None => return Skipped::Nothing,
            Some(' ') => {
                if !is_space(letter) {
                    wanted.next();
                    continue;
                }
            }
            Some(&expected) if expected != letter => return Skipped::Nothing,
            Some(_) => {
                wanted.next();
            }
        }
        rest = &rest[letter.len_utf8()..];
    }
}

/// The number a text starts with, and what stands behind it.
fn element(text: &str, dtype: DType) -> Option<(Scalar, &str)> {
    let start = text.trim_start_matches(is_space);
    match dtype.kind() {
        Kind::Signed | Kind::Unsigned => {
            let signed = dtype.kind() == Kind::Signed;
            let (value, rest) = number::leading_integer(start, signed)?;
            let wide = if signed {
                Scalar::I64(value.clamp(i64::MIN.into(), i64::MAX.into()) as i64)
            } else {
                Scalar::U64(value.clamp(0, u64::MAX.into()) as u64)
            };
            Some((wide.cast(dtype), rest))
        }
        #[cfg(feature = "complex")]
        Kind::Complex => {
            let (value, rest) = number::leading_complex(start)?;
            Some((Scalar::C128(value).cast(dtype), rest))
        }
        _ => {
            let Leading { value, rest } = number::leading_real(start)?;
            Some((Scalar::F64(value).cast(dtype), rest))
        }
    }
}
