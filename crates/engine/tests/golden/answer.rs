//! The engine's outcome in the terms of an answer: bytes, fingerprints, texts.
//! Knows nothing of what was expected.

use engine::half::Half;
use engine::{Array, Scalar};

/// FNV-1a, 64 bits, in hexadecimal.
pub(crate) fn fingerprint(bytes: impl IntoIterator<Item = u8>) -> String {
    let mut value = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        value = (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{value:016x}")
}

/// One element's bytes, every NaN the same one: processors differ in its sign.
pub(crate) fn canonical(value: Scalar) -> Vec<u8> {
    let value = match value {
        Scalar::F32(value) if value.is_nan() => Scalar::F32(f32::from_bits(0x7fc0_0000)),
        Scalar::F64(value) if value.is_nan() => Scalar::F64(f64::from_bits(0x7ff8_0000_0000_0000)),
        Scalar::F16(value) if value.to_f32().is_nan() => Scalar::F16(Half::from_f64(f64::NAN)),
        Scalar::C64(value) => return both(Scalar::F32(value.re), Scalar::F32(value.im)),
        Scalar::C128(value) => return both(Scalar::F64(value.re), Scalar::F64(value.im)),
        other => other,
    };
    value.to_bytes().to_vec()
}

fn both(re: Scalar, im: Scalar) -> Vec<u8> {
    [canonical(re), canonical(im)].concat()
}

/// The fingerprint of all elements in C order.
pub(crate) fn fingerprint_of_values(array: &Array) -> String {
    if array.dtype().holds_numbers() && array.dtype().isnative() {
        return fingerprint(array.scalars().flat_map(canonical));
    }
    let buffer = array.buffer().bytes();
    let mut bytes = Vec::new();
    for byte in array.layout().addresses() {
        let start = usize::try_from(byte).unwrap_or(usize::MAX);
        let end = start.saturating_add(array.dtype().itemsize());
        bytes.extend_from_slice(buffer.get(start..end).unwrap_or(&[]));
    }
    fingerprint(bytes)
}

/// `C`, `F`, `CF` or nothing.
pub(crate) fn flags(array: &Array) -> String {
    let c = if array.c_contiguous() { "C" } else { "" };
    let f = if array.f_contiguous() { "F" } else { "" };
    format!("{c}{f}")
}

/// The strides that C order gives this shape, an axis of length 0 counted as 1.
pub(crate) fn c_strides(array: &Array) -> Vec<i64> {
    let mut step = i64::try_from(array.dtype().itemsize()).unwrap_or(i64::MAX);
    let mut strides: Vec<i64> = Vec::new();
    for &extent in array.shape().iter().rev() {
        strides.push(step);
        step = step.saturating_mul(extent.max(1));
    }
    strides.reverse();
    strides
}

/// `repr` and `str`; those of the scalar where NumPy gives one.
pub(crate) fn texts(array: &Array, scalar: bool) -> (String, String) {
    use engine::print::{array_repr, array_str, zero_dimensional_repr, zero_dimensional_str};
    if scalar {
        return (zero_dimensional_repr(array), zero_dimensional_str(array));
    }
    (array_repr(array), array_str(array))
}

/// How many floats lie between two, the nearest being 1 apart; 0 for equal ones and for two NaN.
pub(crate) fn ulps_apart(left: Scalar, right: Scalar) -> Option<u64> {
    match (left, right) {
        (Scalar::F32(l), Scalar::F32(r)) if l.is_nan() || r.is_nan() => {
            (l.is_nan() && r.is_nan()).then_some(0)
        }
        (Scalar::F64(l), Scalar::F64(r)) if l.is_nan() || r.is_nan() => {
            (l.is_nan() && r.is_nan()).then_some(0)
        }
        (Scalar::F16(l), Scalar::F16(r)) if l.to_f32().is_nan() || r.to_f32().is_nan() => {
            (l.to_f32().is_nan() && r.to_f32().is_nan()).then_some(0)
        }
        (Scalar::F16(l), Scalar::F16(r)) => {
            let place = |v: Half| ordinal(v.0 & 0x7fff, v.0 & 0x8000 != 0);
            Some(place(l).abs_diff(place(r)))
        }
        (Scalar::F32(l), Scalar::F32(r)) => {
            let place = |v: f32| ordinal(v.to_bits() & 0x7fff_ffff, v.is_sign_negative());
            Some(place(l).abs_diff(place(r)))
        }
        (Scalar::F64(l), Scalar::F64(r)) => {
            let place = |v: f64| ordinal(v.to_bits() & (u64::MAX >> 1), v.is_sign_negative());
            Some(place(l).abs_diff(place(r)))
        }
        (Scalar::C64(_), Scalar::C64(_)) => parts_apart(left, right, f64::from(f32::EPSILON)),
        (Scalar::C128(_), Scalar::C128(_)) => parts_apart(left, right, f64::EPSILON),
        _ => (left == right).then_some(0),
    }
}

/// How far two complex numbers are apart, in units of the last place of the larger part: the smaller part is lost in the
/// rounding of the larger one. Zeros must have the same sign, and what is not finite must be the same.
fn parts_apart(left: Scalar, right: Scalar, epsilon: f64) -> Option<u64> {
    let (left, right) = (real_and_imaginary(left), real_and_imaginary(right));
    let largest = right.iter().fold(0.0, |most: f64, part| {
        if part.is_finite() {
            part.abs().max(most)
        } else {
            most
        }
    });
    let unit = (2f64.powf(largest.log2().floor()) * epsilon).max(f64::MIN_POSITIVE * epsilon);
    let mut most = 0.0_f64;
    for (left, right) in std::iter::zip(left, right) {
        if left.is_nan() && right.is_nan() {
            continue;
        }
        if left == right && (left != 0.0 || left.is_sign_negative() == right.is_sign_negative()) {
            continue;
        }
        if !left.is_finite() || !right.is_finite() || left == right {
            return None;
        }
        most = most.max((left - right).abs() / unit);
    }
    Some(most.ceil() as u64)
}

/// The place of a float among all floats, counted from zero.
fn ordinal(magnitude: impl Into<u64>, negative: bool) -> i64 {
    let magnitude = i64::try_from(magnitude.into()).unwrap_or(i64::MAX);
    if negative { -magnitude } else { magnitude }
}

/// The largest finite magnitude among some numbers: what `near` is a part of.
pub(crate) fn largest(numbers: &[Scalar]) -> f64 {
    let magnitudes = numbers
        .iter()
        .flat_map(|&number| real_and_imaginary(number));
    let finite = magnitudes.filter(|part| part.is_finite());
    finite.fold(0.0, |most, part| part.abs().max(most))
}

/// Whether two numbers are no farther apart than this; what is not finite must be the same.
pub(crate) fn are_near(left: Scalar, right: Scalar, far: f64) -> bool {
    std::iter::zip(real_and_imaginary(left), real_and_imaginary(right)).all(|(left, right)| {
        left == right || left.is_nan() && right.is_nan() || (left - right).abs() <= far
    })
}

/// A number's real and imaginary part.
fn real_and_imaginary(number: Scalar) -> [f64; 2] {
    match number {
        Scalar::F32(value) => [value.into(), 0.0],
        Scalar::F64(value) => [value, 0.0],
        Scalar::C64(value) => [value.re.into(), value.im.into()],
        Scalar::C128(value) => [value.re, value.im],
        // Whole numbers are never asked to be near.
        _ => [f64::NAN, f64::NAN],
    }
}
