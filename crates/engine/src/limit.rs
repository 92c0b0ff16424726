//! The limits of memory and of work: bytes are estimated and refused before any are allocated, and elements before they are
//! walked. Knows sizes only; `buffer` asks here before it allocates, `execute` before it begins.

use std::cell::Cell;

use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::layout::{self, Dims, MAX_NDIM};
use crate::print::fixed;

thread_local! {
    static LIMIT: Cell<u64> = const { Cell::new(1 << 30) };
}

#[cfg(feature = "bounded")]
thread_local! {
    static WORK: Cell<i64> = const { Cell::new(1 << 40) };
}

/// The most bytes one new array may hold.
pub fn memory_limit() -> u64 {
    LIMIT.get()
}

/// Sets the most bytes one new array may hold, on this thread.
pub fn set_memory_limit(bytes: u64) {
    LIMIT.set(bytes);
}

/// The most elements one operation may go over.
#[cfg(feature = "bounded")]
pub fn work_limit() -> i64 {
    WORK.get()
}

/// Sets the most elements one operation may go over, on this thread.
#[cfg(feature = "bounded")]
pub fn set_work_limit(elements: i64) {
    WORK.set(elements);
}

/// Grants the work of going over so many elements, or refuses: a view can have far more elements than bytes, and to fold
/// them would take years.
///
/// # Errors
/// `TooHardError: max_work was exceeded: …` when it is over the limit.
#[cfg(feature = "bounded")]
pub fn grant_work(elements: i64) -> Result<()> {
    if elements > work_limit() {
        return Err(too_hard(elements));
    }
    Ok(())
}

#[cfg(feature = "bounded")]
#[cold]
fn too_hard(elements: i64) -> Error {
    let count = match elements {
        i64::MAX => "more elements than can be counted".to_owned(),
        _ => format!("{elements} elements"),
    };
    Error::new(
        ErrorClass::TooHard,
        format!(
            "max_work was exceeded: this would go over {count}, at most {} are allowed; an axis with stride 0 repeats \
             its elements, so take one of them, or a smaller part",
            work_limit()
        ),
    )
}

/// Grants any work.
#[cfg(not(feature = "bounded"))]
pub(crate) fn grant_work(_elements: i64) -> Result<()> {
    Ok(())
}

/// What an array of a shape would take, counted without allocating and without overflow.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Estimate {
    /// Number of elements: the product of the extents, saturating at `u128::MAX`.
    pub elements: u128,
    /// Bytes: elements times item size, saturating at `u128::MAX`.
    pub bytes: u128,
}

/// Counts the elements and bytes of a shape, however large. Negative extents count as 0.
pub fn estimate(shape: &[i64], dtype: DType) -> Estimate {
    let elements = if shape.iter().any(|&extent| extent <= 0) {
        0
    } else {
        shape.iter().fold(1u128, |product, &extent| {
            product.saturating_mul(u128::from(extent.unsigned_abs()))
        })
    };
    Estimate {
        elements,
        bytes: elements.saturating_mul(dtype.itemsize() as u128),
    }
}

/// The bytes a shape needs, as NumPy's array constructor checks them.
///
/// Extents of 0 are left out while the product is checked, so that an array without elements can still be too big.
///
/// # Errors
/// `ValueError` for more than 64 axes, a negative extent, or a product beyond 63 bits.
pub fn checked_nbytes(shape: &[i64], itemsize: usize) -> Result<i64> {
    check_ndim(shape.len())?;
    let mut nbytes = i64::try_from(itemsize).unwrap_or(i64::MAX);
    let mut empty = false;
    for &extent in shape {
        if extent == 0 {
            empty = true;
            continue;
        }
        if extent < 0 {
            return Err(Error::value("negative dimensions are not allowed"));
        }
        nbytes = nbytes.checked_mul(extent).ok_or_else(|| {
            Error::value(
                "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.",
            )
        })?;
    }
    Ok(if empty { 0 } else { nbytes })
}

/// Refuses more axes than NumPy allows.
///
/// # Errors
/// `ValueError: maximum supported dimension for an ndarray is currently 64, found …`.
pub fn check_ndim(ndim: usize) -> Result<()> {
    if ndim > MAX_NDIM {
        return Err(Error::value(format!(
            "maximum supported dimension for an ndarray is currently {MAX_NDIM}, found {ndim}"
        )));
    }
    Ok(())
}

/// Grants the bytes of a new array, or refuses with NumPy's sentence.
///
/// # Errors
/// `ValueError` when the shape is impossible (see [`checked_nbytes`]), `_ArrayMemoryError`
/// (`Unable to allocate 373. GiB for an array with shape … and data type …`) when it is over the limit.
pub fn grant(shape: &[i64], dtype: DType) -> Result<usize> {
    let nbytes = checked_nbytes(shape, dtype.itemsize())?;
    match usize::try_from(nbytes) {
        Ok(granted) if granted as u64 <= memory_limit() => Ok(granted),
        _ => Err(refusal(shape, dtype)),
    }
}

/// NumPy's memory error for a shape and dtype.
pub fn refusal(shape: &[i64], dtype: DType) -> Error {
    Error::new(
        ErrorClass::Memory,
        format!(
            "Unable to allocate {} for an array with shape {} and data type {dtype}",
            size_text(estimate(shape, dtype).bytes),
            layout::tuple_text(shape),
        ),
    )
}

/// Extents typed by a reader, of any size, as NumPy's `npy_intp`.
///
/// # Errors
/// `ValueError: Maximum allowed dimension exceeded` beyond 63 bits, `negative dimensions are not allowed` below them.
pub fn shape_from_integers(extents: &[i128]) -> Result<Dims> {
    check_ndim(extents.len())?;
    extents
        .iter()
        .map(|&extent| match i64::try_from(extent) {
            Ok(extent) if extent >= 0 => Ok(extent),
            Err(_) if extent > 0 => Err(Error::value("Maximum allowed dimension exceeded")),
            _ => Err(Error::value("negative dimensions are not allowed")),
        })
        .collect()
}

/// A number of bytes as NumPy's memory error writes it: `373. GiB`, `8.00 TiB`, `12 bytes`.
///
/// Binary units, three significant digits, and the point kept even when no digit follows it.
pub fn size_text(bytes: u128) -> String {
    const UNITS: [&str; 7] = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    const STEP: f64 = 1024.0;
    let bits = 128 - bytes.leading_zeros() as usize;
    let mut unit = bits.saturating_sub(1) / 10;
    let mut count = bytes as f64 / STEP.powi(unit as i32);
    // Rounding can reach the next unit: 1023.9 KiB reads 1.00 MiB.
    if count.round_ties_even() == STEP {
        unit += 1;
        count /= STEP;
    }
    let largest = UNITS.len() - 1;
    if unit > largest {
        count *= STEP.powi((unit - largest) as i32);
        unit = largest;
    }
    let number = if unit == 0 {
        bytes.to_string()
    } else {
        three_digits(count)
    };
    format!("{number} {}", UNITS[unit])
}

/// Three significant digits of a number from 1 on, trailing zeros and the point kept (`%#.3g`); more where there are
/// more before the point.
fn three_digits(number: f64) -> String {
    // The decimals shown follow the size after rounding: 9.996 has two digits before the point.
    for decimals in [2, 1] {
        let text = fixed(number, decimals);
        if text.len() <= 4 {
            return text;
        }
    }
    fixed(number, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_numpy_writes_them() {
        for (bytes, text) in [
            (0, "0 bytes"),
            (1, "1 bytes"),
            (1023, "1023 bytes"),
            (1024, "1.00 KiB"),
            (10_234, "9.99 KiB"),
            (10_236, "10.0 KiB"),
            (102_399, "100. KiB"),
            (1_023_488, "1000. KiB"),
            (1_048_063, "1023. KiB"),
            (1_048_064, "1.00 MiB"),
            (400_000_000_000, "373. GiB"),
            (1 << 63, "8.00 EiB"),
            (1 << 70, "1024. EiB"),
            (1 << 80, "1048576. EiB"),
        ] {
            assert_eq!(size_text(bytes), text, "{bytes}");
        }
    }

    #[test]
    fn impossible_shapes_are_refused_in_numpy_words() {
        let message = |shape: &[i64], dtype| grant(shape, dtype).unwrap_err().to_string();
        assert_eq!(
            message(&[5_000_000, 1000, 10], DType::F64),
            "numpy._core._exceptions._ArrayMemoryError: Unable to allocate 373. GiB for an array with shape \
             (5000000, 1000, 10) and data type float64"
        );
        let too_big = "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum \
                       possible size.";
        assert_eq!(message(&[1 << 40, 1 << 40], DType::F64), too_big);
        assert_eq!(message(&[1 << 40, 1 << 40, 0], DType::F64), too_big);
        assert_eq!(message(&[i64::MAX, 0], DType::I16), too_big);
        assert_eq!(grant(&[i64::MAX, 0], DType::I8), Ok(0));
        assert_eq!(
            message(&[-1], DType::F64),
            "ValueError: negative dimensions are not allowed"
        );
        assert_eq!(
            message(&[1; 65], DType::F64),
            "ValueError: maximum supported dimension for an ndarray is currently 64, found 65"
        );
        assert_eq!(
            message(&[i64::MAX], DType::I8),
            "numpy._core._exceptions._ArrayMemoryError: Unable to allocate 8.00 EiB for an array with shape \
             (9223372036854775807,) and data type int8"
        );
    }

    #[cfg(feature = "bounded")]
    #[test]
    fn endless_work_is_refused() {
        assert_eq!(grant_work(work_limit()), Ok(()));
        assert_eq!(
            grant_work(1 << 62).unwrap_err().to_string(),
            "numpy.exceptions.TooHardError: max_work was exceeded: this would go over 4611686018427387904 elements, at \
             most 1099511627776 are allowed; an axis with stride 0 repeats its elements, so take one of them, or a \
             smaller part"
        );
        assert!(grant_work(i64::MAX).is_err());
    }

    #[test]
    fn typed_extents_beyond_63_bits_are_refused() {
        let message = |extents: &[i128]| shape_from_integers(extents).unwrap_err().to_string();
        assert_eq!(
            message(&[1 << 63]),
            "ValueError: Maximum allowed dimension exceeded"
        );
        assert_eq!(
            message(&[3, -2]),
            "ValueError: negative dimensions are not allowed"
        );
        assert_eq!(shape_from_integers(&[3, 0]).unwrap().as_slice(), [3, 0]);
    }

    #[test]
    fn estimates_never_overflow() {
        let huge = estimate(&[i64::MAX; 64], DType::F64);
        assert_eq!(huge.elements, u128::MAX);
        let large = estimate(&[1 << 40, 1 << 40], DType::F64);
        assert_eq!((large.elements, large.bytes), (1 << 80, 1 << 83));
        assert_eq!(estimate(&[i64::MAX, 0, i64::MAX], DType::I8).bytes, 0);
    }
}
