//! Keys of elements that are more than one number: complex numbers, strings, records. Each becomes a row of whole numbers
//! that stand in NumPy's order when compared from the first on. Knows bytes and dtypes.

use super::keys::key_of_double;
use crate::dtype::{DType, Kind};
use crate::element::Element;
use crate::plan::lines::Line;

/// Words in the key of one element.
pub(super) fn width_of(dtype: DType) -> usize {
    match dtype {
        #[cfg(feature = "complex")]
        DType::C64 | DType::C128 => 3,
        #[cfg(feature = "records")]
        DType::Bytes(width) => (width as usize).div_ceil(8),
        #[cfg(feature = "records")]
        DType::Str(width) => (width as usize).div_ceil(2),
        #[cfg(feature = "records")]
        DType::Void(width) => (width as usize).div_ceil(8),
        #[cfg(feature = "records")]
        DType::Swapped(native) => width_of(*native),
        #[cfg(feature = "records")]
        DType::Alias(alias) => width_of(alias.base),
        #[cfg(feature = "records")]
        DType::Record(definition) => {
            let each = definition.fields.iter().map(|field| width_of(field.dtype));
            each.fold(0, usize::saturating_add)
        }
        #[cfg(feature = "records")]
        DType::Sub(subarray) => {
            let count = dtype.itemsize() / subarray.base.itemsize().max(1);
            width_of(subarray.base).saturating_mul(count)
        }
        _ => 1,
    }
}

/// The keys of every element of a line, one row after another.
pub(super) fn words_of(line: Line<'_>, words: &mut Vec<u64>) {
    for place in 0..line.len() {
        push(line.dtype, line.item(place), words);
    }
}

fn push(dtype: DType, bytes: &[u8], words: &mut Vec<u64>) {
    match dtype {
        #[cfg(feature = "complex")]
        DType::C64 | DType::C128 => {
            let value = crate::cast::read_as::<num_complex::Complex<f64>>(dtype, bytes);
            // What holds a NaN comes last, first where only the imaginary part is one.
            let class = u64::from(value.im.is_nan()) + 2 * u64::from(value.re.is_nan());
            words.extend([class, key_of_double(value.re), key_of_double(value.im)]);
        }
        #[cfg(feature = "records")]
        DType::Alias(alias) => push(alias.base, bytes, words),
        #[cfg(feature = "records")]
        DType::Swapped(native) => {
            push(
                *native,
                &crate::records::order::turned(*native, bytes),
                words,
            );
        }
        #[cfg(feature = "records")]
        DType::Bytes(_) | DType::Void(_) => words.extend(bytes.chunks(8).map(|part| {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            u64::from_be_bytes(word)
        })),
        #[cfg(feature = "records")]
        DType::Str(_) => words.extend(bytes.chunks(8).map(|pair| {
            let character = |place: usize| {
                let code = pair.get(4 * place..4 * place + 4);
                let code = code.and_then(|code| code.try_into().ok());
                u64::from(code.map_or(0, u32::from_le_bytes))
            };
            character(0) << 32 | character(1)
        })),
        #[cfg(feature = "records")]
        DType::Record(definition) => {
            for field in &definition.fields {
                let end = field.offset.saturating_add(field.dtype.itemsize());
                push(
                    field.dtype,
                    bytes.get(field.offset..end).unwrap_or(&[]),
                    words,
                );
            }
        }
        #[cfg(feature = "records")]
        DType::Sub(subarray) => {
            for part in bytes.chunks(subarray.base.itemsize().max(1)) {
                push(subarray.base, part, words);
            }
        }
        number => words.push(match number.kind() {
            Kind::Float => key_of_double(read::<f64>(number, bytes)),
            Kind::Signed => read::<i64>(number, bytes) as u64 ^ (1 << 63),
            _ => read::<u64>(number, bytes),
        }),
    }
}

fn read<T: Element>(dtype: DType, bytes: &[u8]) -> T {
    crate::cast::read_as::<T>(dtype, bytes)
}
