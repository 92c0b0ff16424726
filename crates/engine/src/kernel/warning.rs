//! What NumPy would warn of, found by looking at what went into a block of floats and what came out of it.
//! No processor flags: the same answer on every platform. Called only when a recorder listens.

use crate::short::SmallVec;
#[cfg(feature = "complex")]
use num_complex::Complex;

use super::Flags;
use crate::dtype::{DType, Kind};

/// What a loop met in a block; nothing where it does not give floats.
pub(crate) fn of_block(
    ufunc: &str,
    inputs: &[&[u8]],
    read: &[DType],
    output: &[u8],
    written: DType,
) -> Flags {
    #[cfg(feature = "complex")]
    if let Some(&dtype) = read.first().filter(|dtype| dtype.kind() == Kind::Complex) {
        return of_complex_block(ufunc, inputs, dtype);
    }
    if written.kind() != Kind::Float {
        return Flags::NONE;
    }
    let size = written.itemsize();
    let mut flags = Flags::NONE;
    for (number, bytes) in output.chunks_exact(size).enumerate() {
        let result = number_of(written, bytes);
        // Only these results can be the trace of anything.
        if result.is_finite() {
            continue;
        }
        let mut seen = [0.0; 3];
        for ((slot, input), &dtype) in seen.iter_mut().zip(inputs).zip(read) {
            let start = number * dtype.itemsize();
            if let Some(bytes) = input.get(start..start + dtype.itemsize()) {
                *slot = number_of(dtype, bytes);
            }
        }
        flags = flags.and(of_element(ufunc, &seen[..inputs.len().min(3)], result));
    }
    flags
}

/// What a loop met in a block of complex numbers; every element is looked at, because a finite result can have lost one.
#[cfg(feature = "complex")]
fn of_complex_block(ufunc: &str, inputs: &[&[u8]], dtype: DType) -> Flags {
    let size = dtype.itemsize();
    let count = inputs.first().map_or(0, |bytes| bytes.len() / size);
    (0..count).fold(Flags::NONE, |flags, number| {
        let elements = inputs
            .iter()
            .filter_map(|bytes| bytes.get(number * size..(number + 1) * size));
        let elements: SmallVec<[&[u8]; 3]> = elements.collect();
        flags.and(of_complex(ufunc, &elements, dtype))
    })
}

/// What one step met, told by the bytes that went into it and came out; nothing where it gives no floats.
pub(crate) fn of_step(ufunc: &str, inputs: &[&[u8]], dtype: DType, result: &[u8]) -> Flags {
    match dtype.kind() {
        Kind::Float => {
            let seen: SmallVec<[f64; 2]> =
                inputs.iter().map(|bytes| number_of(dtype, bytes)).collect();
            of_element(ufunc, &seen, number_of(dtype, result))
        }
        #[cfg(feature = "complex")]
        Kind::Complex => of_complex(ufunc, inputs, dtype),
        _ => Flags::NONE,
    }
}

/// What one step of complex numbers met.
#[cfg(feature = "complex")]
fn of_complex(ufunc: &str, inputs: &[&[u8]], dtype: DType) -> Flags {
    let numbers: SmallVec<[Complex<f64>; 3]> = inputs
        .iter()
        .map(|bytes| crate::cast::read_as(dtype, bytes))
        .collect();
    super::complex::warning::of_element(ufunc, &numbers, dtype == DType::C64)
}

/// What one result that is infinite or NaN says about its inputs.
pub(crate) fn of_element(ufunc: &str, inputs: &[f64], result: f64) -> Flags {
    if inputs.iter().any(|input| input.is_nan()) {
        // These two compare their inputs, and a comparison with NaN is invalid.
        if ufunc.starts_with("logaddexp") {
            Flags::INVALID
        } else {
            Flags::NONE
        }
    } else if is_silent(ufunc) {
        Flags::NONE
    } else if matches!(ufunc, "spacing" | "nextafter") {
        // What is next to an infinity is no number, without a word; what is next to the largest number is an infinity.
        match inputs.first() {
            Some(from) if from.is_finite() && !result.is_finite() => Flags::OVERFLOW,
            _ => Flags::NONE,
        }
    } else if result.is_nan() {
        Flags::INVALID
    } else if result.is_finite() || inputs.iter().any(|input| input.is_infinite()) {
        Flags::NONE
    } else if is_pole(ufunc, inputs) {
        Flags::DIVIDE_BY_ZERO
    } else {
        Flags::OVERFLOW
    }
}

/// Functions that hand numbers on and compute none.
fn is_silent(ufunc: &str) -> bool {
    matches!(
        ufunc,
        "maximum"
            | "minimum"
            | "fmax"
            | "fmin"
            | "positive"
            | "negative"
            | "absolute"
            | "fabs"
            | "copysign"
            | "clip"
    )
}

/// Whether a function grows beyond all bounds at these numbers.
fn is_pole(ufunc: &str, inputs: &[f64]) -> bool {
    match (ufunc, inputs) {
        ("divide" | "floor_divide" | "divmod", &[_, b]) => b == 0.0,
        ("power" | "float_power", &[a, b]) => a == 0.0 && b < 0.0,
        ("reciprocal" | "log" | "log2" | "log10", &[a]) => a == 0.0,
        ("log1p", &[a]) => a == -1.0,
        ("arctanh", &[a]) => a.abs() == 1.0,
        _ => false,
    }
}

/// What a cast of elements side by side met: NaN and what cannot be converted to an integer, and what is
/// beyond `float32`. Of a complex number only those parts count that the target has.
pub(crate) fn of_cast(source: &[u8], from: DType, to: DType) -> Flags {
    let (given, wanted) = (from.real_part(), to.real_part());
    let parts = if wanted == to {
        1
    } else {
        from.itemsize() / given.itemsize().max(1)
    };
    let suspect: fn(f64, DType) -> bool = match (given.kind(), wanted.kind()) {
        (Kind::Float, Kind::Signed | Kind::Unsigned) => |value, to| !fits(value, to),
        (Kind::Float, Kind::Float) if wanted.itemsize() < given.itemsize() => {
            |value, to| value.is_finite() && beyond(value, to)
        }
        // Every other float has room for any integer.
        (Kind::Signed | Kind::Unsigned, Kind::Float) if wanted.itemsize() == 2 => beyond,
        _ => return Flags::NONE,
    };
    let met = source.chunks_exact(from.itemsize()).any(|element| {
        element
            .chunks_exact(given.itemsize())
            .take(parts)
            .any(|bytes| suspect(number_of(given, bytes), wanted))
    });
    match (met, wanted.kind()) {
        (false, _) => Flags::NONE,
        (true, Kind::Float) => Flags::OVERFLOW,
        (true, _) => Flags::INVALID,
    }
}

/// Whether a number becomes an infinity in a narrower float dtype.
fn beyond(value: f64, dtype: DType) -> bool {
    #[cfg(feature = "records")]
    if dtype.native() == DType::F16 {
        return crate::half::Half::from_f64(value).to_f32().is_infinite();
    }
    let _ = dtype;
    (value as f32).is_infinite()
}

/// Whether the processor can convert a float: integers of up to 16 bits are made by way of `int32`, `uint32` by way of
/// `int64`, and their high bits are lost without a word.
fn fits(value: f64, dtype: DType) -> bool {
    let (low, high) = match dtype {
        DType::U64 => (-(2f64.powi(63)), 2f64.powi(64)),
        DType::I64 | DType::U32 => (-(2f64.powi(63)), 2f64.powi(63)),
        _ => (-(2f64.powi(31)), 2f64.powi(31)),
    };
    let whole = value.trunc();
    low <= whole && whole < high
}

fn number_of(dtype: DType, bytes: &[u8]) -> f64 {
    crate::cast::read_as::<f64>(dtype, bytes)
}
