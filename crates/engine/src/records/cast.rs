//! Casts of one element where at least one side is a string or a record, from bytes to bytes.
//! What cannot be read as a number becomes 0 here: `refuse_unreadable` says so first, in NumPy's words.

use super::definition::Subarray;
use super::number;
use super::order::{turn, turned};
use super::value::{Value, characters};
use crate::array::Array;
use crate::cast::Side;
use crate::cast::copy_strided;
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::layout::{Layout, Order};
use crate::scalar::Scalar;

/// Stores one element as another dtype. Both slices hold exactly one element.
pub(crate) fn element(from: &[u8], read: DType, to: &mut [u8], write: DType) {
    match (read, write) {
        _ if read == write && !read.has_gaps() => to.copy_from_slice(from),
        (DType::Void(_), DType::Bool) => to.fill(u8::from(from.iter().any(|&byte| byte != 0))),
        (DType::Alias(alias), _) => element(from, alias.base, to, write),
        (_, DType::Alias(alias)) => element(from, read, to, alias.base),
        (DType::Swapped(native), _) => element(&turned(*native, from), *native, to, write),
        (_, DType::Swapped(native)) => {
            element(from, read, to, *native);
            turn(*native, to);
        }
        // Whatever it was, it is its bytes as the machine has them.
        (_, DType::Void(_)) => write_bytes(from, to),
        _ if read.holds_numbers() && write.holds_numbers() => {
            if let Some(value) = Scalar::from_bytes(read, from) {
                to.copy_from_slice(&value.cast(write).to_bytes());
            }
        }
        // Only the fields are written: what lies between them may belong to a record seen through fewer fields.
        (DType::Record(one), DType::Record(two)) => {
            for (a, b) in std::iter::zip(&one.fields, &two.fields) {
                let source = from.get(a.offset..a.offset + a.dtype.itemsize());
                let target = to.get_mut(b.offset..b.offset + b.dtype.itemsize());
                if let (Some(source), Some(target)) = (source, target) {
                    element(source, a.dtype, target, b.dtype);
                }
            }
        }
        // One value for every field.
        (_, DType::Record(definition)) => {
            for field in &definition.fields {
                if let Some(target) =
                    to.get_mut(field.offset..field.offset + field.dtype.itemsize())
                {
                    element(from, read, target, field.dtype);
                }
            }
        }
        (DType::Record(definition), _) => {
            if let [field] = definition.fields.as_slice()
                && let Some(source) = from.get(field.offset..field.offset + field.dtype.itemsize())
            {
                element(source, field.dtype, to, write);
            }
        }
        (DType::Sub(one), DType::Sub(two)) if one.shape != two.shape => spread(from, one, to, two),
        (DType::Sub(one), DType::Sub(two)) => {
            if let (Ok(source), Ok(target)) = (
                Layout::contiguous(&one.shape, one.base.itemsize(), Order::C)
                    .broadcast_to(&two.shape),
                Ok::<_, Error>(Layout::contiguous(
                    &two.shape,
                    two.base.itemsize(),
                    Order::C,
                )),
            ) {
                let source = Side {
                    layout: &source,
                    dtype: one.base,
                };
                let target = Side {
                    layout: &target,
                    dtype: two.base,
                };
                copy_strided(from, source, to, target);
            }
        }
        (_, DType::Sub(subarray)) => {
            let size = subarray.base.itemsize().max(1);
            for target in to.chunks_exact_mut(size) {
                element(from, read, target, subarray.base);
            }
        }
        // Of several elements the first stands for all.
        (DType::Sub(subarray), _) => match from.get(..subarray.base.itemsize()) {
            Some(first) => element(first, subarray.base, to, write),
            None => to.fill(0),
        },
        (DType::Str(_), DType::Str(_)) | (DType::Bytes(_), DType::Bytes(_)) => {
            write_bytes(from, to);
        }
        (DType::Str(_) | DType::Bytes(_) | DType::Void(_), number) if number.holds_numbers() => {
            let value = Value::read(read, from);
            let value = number::from_value(&value, number).unwrap_or(Scalar::Bool(false));
            let bytes = value.cast(number).to_bytes();
            if bytes.len() == to.len() {
                to.copy_from_slice(&bytes);
            }
        }
        // Each byte is a character; those beyond ASCII were refused before.
        (DType::Bytes(_), DType::Str(_)) => {
            let bytes = from.iter().copied().chain(std::iter::repeat(0));
            for (slot, byte) in std::iter::zip(to.as_chunks_mut::<4>().0, bytes) {
                *slot = u32::from(byte).to_le_bytes();
            }
        }
        (number, _) => {
            let text = match Scalar::from_bytes(number, from) {
                Some(value) => number::text(value),
                None => Value::read(number, from).plain_text(),
            };
            write_text(&text, to, write);
        }
    }
}

/// Whether an element counts as true: a record where any of its fields does, raw bytes and several elements where any byte
/// is other than zero.
pub(crate) fn is_true(element: &[u8], dtype: DType) -> bool {
    match dtype.unaliased() {
        DType::Record(definition) => definition
            .fields
            .iter()
            .any(|field| is_true(part(element, field.offset, field.dtype), field.dtype)),
        DType::Sub(_) => element.iter().any(|&byte| byte != 0),
        other => {
            let mut truth = [0];
            self::element(element, other, &mut truth, DType::Bool);
            truth != [0]
        }
    }
}

/// Stores the elements of one subarray as those of another shape: axes of length 1 are stretched, missing ones added in
/// front, surplus ones taken at 0. What the source does not reach is zero.
fn spread(from: &[u8], one: &Subarray, to: &mut [u8], two: &Subarray) {
    let size = one.base.itemsize();
    let slots = to.chunks_exact_mut(two.base.itemsize().max(1));
    for (number, slot) in slots.enumerate() {
        let mut rest = number as i64;
        let (mut index, mut step, mut inside) = (0_i64, 1_i64, true);
        let ndim = one.shape.len().max(two.shape.len());
        for back in 1..=ndim {
            let extent = |shape: &[i64]| shape.len().checked_sub(back).map(|axis| shape[axis]);
            let place = match extent(&two.shape) {
                Some(length) => {
                    let place = rest % length.max(1);
                    rest /= length.max(1);
                    place
                }
                None => 0,
            };
            match extent(&one.shape) {
                None | Some(1) => {}
                Some(length) => {
                    inside &= place < length;
                    index += step * place;
                    step *= length;
                }
            }
        }
        let start = usize::try_from(index).unwrap_or(0).saturating_mul(size);
        match from.get(start..start.saturating_add(size)) {
            Some(source) if inside => element(source, one.base, slot, two.base),
            _ => slot.fill(0),
        }
    }
}

/// Stores bytes, cut to what fits and padded with zeros.
pub(super) fn write_bytes(from: &[u8], to: &mut [u8]) {
    let count = from.len().min(to.len());
    let (kept, padding) = to.split_at_mut(count);
    kept.copy_from_slice(&from[..count]);
    padding.fill(0);
}

/// Stores a text, cut to what fits and padded with zeros.
pub(crate) fn write_text(text: &str, to: &mut [u8], write: DType) {
    to.fill(0);
    if write.kind() == Kind::Bytes {
        for (slot, character) in std::iter::zip(to, text.chars()) {
            // Whoever may meet others asks first.
            *slot = u8::try_from(u32::from(character)).unwrap_or(b'?');
        }
    } else {
        for (slot, character) in std::iter::zip(to.as_chunks_mut::<4>().0, text.chars()) {
            *slot = u32::from(character).to_le_bytes();
        }
    }
}

/// Stores one number as an element of any dtype: cast, written as text, or given to every field.
pub fn write_scalar(value: Scalar, to: &mut [u8], write: DType) {
    let read = value.dtype();
    let bytes = value.to_bytes();
    if write.is_number() || write == DType::F16 {
        let bytes = value.cast(write).to_bytes();
        if bytes.len() == to.len() {
            to.copy_from_slice(&bytes);
        }
    } else {
        element(&bytes, read, to, write);
    }
}

/// Refuses a cast that an element of the array cannot go through: a text that names no number, a character that has no
/// byte.
///
/// # Errors
/// `ValueError: could not convert string to float: np.str_('abc')`,
/// `invalid literal for int() with base 10: np.str_('a')`; `OverflowError: Python integer 300 out of bounds for int8`;
/// `UnicodeEncodeError`, `UnicodeDecodeError`; as [`crate::limit::grant_work`].
pub(crate) fn refuse_unreadable(array: &Array, to: DType) -> Result<()> {
    if !may_fail(array.dtype(), to) {
        return Ok(());
    }
    let size = array.dtype().itemsize();
    // Elements without bytes are all the same, and one tells of all; others are too many to look at at some number.
    let looked_at = match size {
        0 => 1,
        _ => {
            crate::limit::grant_work(array.size())?;
            usize::MAX
        }
    };
    let bytes = array.buffer().bytes();
    for byte in array.layout().addresses().take(looked_at) {
        let start = usize::try_from(byte).unwrap_or(usize::MAX);
        if let Some(element) = bytes.get(start..start.saturating_add(size)) {
            check(element, array.dtype(), to)?;
        }
    }
    Ok(())
}

fn may_fail(from: DType, to: DType) -> bool {
    match (from.native(), to.native()) {
        (from, to) if from == to => false,
        (DType::Str(_), DType::Bytes(_)) | (DType::Bytes(_), DType::Str(_)) => true,
        (DType::Void(_), DType::Str(_) | DType::Bytes(_)) => true,
        (DType::Str(_) | DType::Bytes(_) | DType::Void(_), number) if number.holds_numbers() => {
            number != DType::Bool
        }
        (DType::Record(one), DType::Record(two)) => {
            std::iter::zip(&one.fields, &two.fields).any(|(a, b)| may_fail(a.dtype, b.dtype))
        }
        (DType::Record(definition), other) => definition
            .fields
            .iter()
            .any(|field| may_fail(field.dtype, other)),
        (other, DType::Record(definition)) => definition
            .fields
            .iter()
            .any(|field| may_fail(other, field.dtype)),
        (DType::Sub(one), DType::Sub(two)) => may_fail(one.base, two.base),
        (other, DType::Sub(subarray)) => may_fail(other, subarray.base),
        (DType::Sub(subarray), other) => may_fail(subarray.base, other),
        _ => false,
    }
}

/// Refuses one element that cannot be cast.
pub(crate) fn check(from: &[u8], read: DType, to: DType) -> Result<()> {
    if let DType::Alias(alias) = read {
        return check(from, alias.base, to);
    }
    if let DType::Swapped(native) = read {
        return check(&turned(*native, from), *native, to);
    }
    match (read, to.native()) {
        _ if !may_fail(read, to) => Ok(()),
        (DType::Void(_), DType::Str(_) | DType::Bytes(_)) => {
            Err(Error::value("setting an array element with a sequence"))
        }
        (DType::Void(_), number) if number.kind() == Kind::Float => {
            Err(Error::value("setting an array element with a sequence."))
        }
        (DType::Void(_), number) if number.is_complex() => Err(Error::value(format!(
            "could not convert string to float: {}",
            super::text::python_bytes(from)
        ))),
        (DType::Str(_), DType::Bytes(_)) => {
            let place = characters(from).position(|character| u32::from(character) > 127);
            match place.and_then(|place| Some((place, characters(from).nth(place)?))) {
                None => Ok(()),
                Some((place, character)) => Err(Error::new(
                    ErrorClass::UnicodeEncode,
                    format!(
                        "'ascii' codec can't encode character {} in position {place}: ordinal not in range(128)",
                        escaped(character)
                    ),
                )),
            }
        }
        (DType::Bytes(_), DType::Str(_)) => match from.iter().position(|&byte| byte > 127) {
            None => Ok(()),
            Some(place) => Err(Error::new(
                ErrorClass::UnicodeDecode,
                format!(
                    "'ascii' codec can't decode byte 0x{:02x} in position {place}: ordinal not in range(128)",
                    from[place]
                ),
            )),
        },
        (DType::Str(_) | DType::Bytes(_) | DType::Void(_), number) if number.holds_numbers() => {
            number::from_value(&Value::read(read, from), number).map(|_| ())
        }
        (DType::Record(one), DType::Record(two)) => {
            for (a, b) in std::iter::zip(&one.fields, &two.fields) {
                check(part(from, a.offset, a.dtype), a.dtype, b.dtype)?;
            }
            Ok(())
        }
        (DType::Record(definition), _) => definition
            .fields
            .iter()
            .try_for_each(|field| check(part(from, field.offset, field.dtype), field.dtype, to)),
        (_, DType::Record(definition)) => definition
            .fields
            .iter()
            .try_for_each(|field| check(from, read, field.dtype)),
        (DType::Sub(one), DType::Sub(two)) => from
            .chunks_exact(one.base.itemsize().max(1))
            .try_for_each(|element| check(element, one.base, two.base)),
        (_, DType::Sub(subarray)) => check(from, read, subarray.base),
        (DType::Sub(subarray), _) => {
            let first = from.get(..subarray.base.itemsize());
            first.map_or(Ok(()), |first| check(first, subarray.base, to))
        }
        _ => Ok(()),
    }
}

fn part(from: &[u8], offset: usize, dtype: DType) -> &[u8] {
    from.get(offset..offset + dtype.itemsize()).unwrap_or(&[])
}

/// A character as Python's codecs name it: `'\xe9'`.
fn escaped(character: char) -> String {
    match u32::from(character) {
        code @ 0..=0xff => format!("'\\x{code:02x}'"),
        code @ 0..=0xffff => format!("'\\u{code:04x}'"),
        code => format!("'\\U{code:08x}'"),
    }
}
