//! Casts: any dtype to any dtype, one value or a whole strided layout, as C (and so NumPy) converts.
//! Knows bytes and layouts, no arrays; `promote` says which cast is wanted, this file does it.
//!
//! What C leaves to the platform is fixed here to what NumPy does on x86-64, on every target:
//! - A float whose whole part does not fit the integer, an infinity or NaN becomes, for `int64`, -2**63; for `int32`,
//!   -2**31; for `int8`, `uint8`, `int16` and `uint16`, the low bits of the `int32` conversion; for `uint32`, the low
//!   bits of the `int64` conversion; for `uint64`, the `int64` conversion below 2**63 (negative numbers wrap), and 2**63
//!   for what is not below 2**64 or is NaN.
//! - NumPy's vector loops for contiguous `uint32` give other values for such floats on some processors (0 or 2**31);
//!   here the result does not depend on how the array lies in memory.
//!
//! Integers wrap to the low bits; a nonzero value and NaN are `True`; integers round to the nearest float; a complex number
//! loses its imaginary part on the way to a real one.

#[cfg(feature = "complex")]
use num_complex::Complex;

use crate::dtype::{DType, Kind};
use crate::element::{Bool8, Element};
use crate::error::{Error, Result};
use crate::scalar::Scalar;

#[cfg(feature = "complex")]
mod complex;
pub(crate) mod same_value;
mod strided;

pub use strided::{Side, copy_strided};

/// Which casts an operation allows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Casting {
    /// No cast at all.
    No,
    /// Only a change of byte order (which does not arise here).
    Equiv,
    /// Only casts that keep every value.
    Safe,
    /// Safe casts and casts within a kind or to a higher one, as `float64` to `float32`.
    SameKind,
    /// Any cast.
    Unsafe,
}

impl Casting {
    /// NumPy's word for the rule.
    pub fn name(self) -> &'static str {
        match self {
            Casting::No => "no",
            Casting::Equiv => "equiv",
            Casting::Safe => "safe",
            Casting::SameKind => "same_kind",
            Casting::Unsafe => "unsafe",
        }
    }
}

/// Whether a rule allows a cast (`np.can_cast` on dtypes).
pub fn can_cast(from: DType, to: DType, casting: Casting) -> bool {
    #[cfg(feature = "records")]
    if !from.is_number() || !to.is_number() {
        return crate::records::promote::least_rule(from, to).is_some_and(|least| least <= casting);
    }
    match casting {
        Casting::No | Casting::Equiv => from == to,
        Casting::Safe => crate::promote::promote_types(from, to) == to,
        Casting::SameKind => {
            can_cast(from, to, Casting::Safe)
                || from.kind() != Kind::Bool && from.kind() <= to.kind()
        }
        Casting::Unsafe => true,
    }
}

/// Refuses a cast that a rule does not allow.
///
/// # Errors
/// `TypeError: Cannot cast array data from dtype('float64') to dtype('int32') according to the rule 'safe'`.
pub fn check_cast(from: DType, to: DType, casting: Casting) -> Result<()> {
    if can_cast(from, to, casting) {
        return Ok(());
    }
    Err(Error::type_(format!(
        "Cannot cast array data from {} to {} according to the rule '{}'",
        from.repr(),
        to.repr(),
        casting.name()
    )))
}

/// Refuses a cast that some element cannot go through, a text that names no number; every number can be cast to any other.
/// Warns of imaginary parts that are lost.
///
/// # Errors
/// `ValueError: could not convert string to float: np.str_('abc')` and its like.
#[cfg_attr(not(feature = "records"), allow(unused_variables))]
pub(crate) fn check_elements(array: &crate::Array, to: DType) -> Result<()> {
    #[cfg(feature = "records")]
    crate::records::cast::refuse_unreadable(array, to)?;
    check_parts(array.dtype(), to);
    Ok(())
}

/// Warns of imaginary parts that a cast between two dtypes loses; truth values lose none.
#[cfg_attr(not(feature = "complex"), allow(unused_variables))]
pub(crate) fn check_parts(from: DType, to: DType) {
    #[cfg(feature = "complex")]
    if from.is_complex() && to.holds_numbers() && !to.is_complex() && to.kind() != Kind::Bool {
        warn_of_lost_parts();
    }
}

/// Warns of imaginary parts that are lost.
#[cfg(feature = "complex")]
pub(crate) fn warn_of_lost_parts() {
    crate::record::warn("ComplexWarning", || {
        "Casting complex values to real discards the imaginary part".to_owned()
    });
}

/// Conversion of one element type to another.
pub trait CastTo<To> {
    /// The value as C converts it; see the file's head for what is outside the target's range.
    fn cast_to(self) -> To;
}

macro_rules! plain_casts {
    ($($from:ty => $($to:ty),*;)*) => {$($(
        impl CastTo<$to> for $from {
            #[inline]
            fn cast_to(self) -> $to {
                self as $to
            }
        }
    )*)*};
}
plain_casts! {
    i8 => i8, i16, i32, i64, u8, u16, u32, u64, f32, f64;
    i16 => i8, i16, i32, i64, u8, u16, u32, u64, f32, f64;
    i32 => i8, i16, i32, i64, u8, u16, u32, u64, f32, f64;
    i64 => i8, i16, i32, i64, u8, u16, u32, u64, f32, f64;
    u8 => i8, i16, i32, i64, u8, u16, u32, u64, f32, f64;
    u16 => i8, i16, i32, i64, u8, u16, u32, u64, f32, f64;
    u32 => i8, i16, i32, i64, u8, u16, u32, u64, f32, f64;
    u64 => i8, i16, i32, i64, u8, u16, u32, u64, f32, f64;
    f32 => f32, f64;
    f64 => f32, f64;
}

/// A double as a signed 64-bit integer, -2**63 outside its range (`cvttsd2si`).
#[inline]
fn long_from_double(value: f64) -> i64 {
    const BOUND: f64 = 9_223_372_036_854_775_808.0;
    if (-BOUND..BOUND).contains(&value) {
        value as i64
    } else {
        i64::MIN
    }
}

/// A double as a signed 32-bit integer, -2**31 outside its range.
#[inline]
fn int_from_double(value: f64) -> i32 {
    if value > -2_147_483_649.0 && value < 2_147_483_648.0 {
        value as i32
    } else {
        i32::MIN
    }
}

/// A double as an unsigned 64-bit integer, as compilers build it from the signed conversion.
#[inline]
fn unsigned_long_from_double(value: f64) -> u64 {
    const BOUND: f64 = 9_223_372_036_854_775_808.0;
    if value >= BOUND {
        long_from_double(value - BOUND) as u64 ^ (1 << 63)
    } else {
        long_from_double(value) as u64
    }
}

macro_rules! float_casts {
    ($($from:ty),*) => {$(
        float_casts!(@one $from, int_from_double, i8, u8, i16, u16, i32);
        float_casts!(@one $from, long_from_double, u32, i64);
        float_casts!(@one $from, unsigned_long_from_double, u64);
    )*};
    (@one $from:ty, $through:ident, $($to:ty),*) => {$(
        impl CastTo<$to> for $from {
            #[inline]
            fn cast_to(self) -> $to {
                $through(f64::from(self)) as $to
            }
        }
    )*};
}
float_casts!(f32, f64);

macro_rules! bool_casts {
    ($($number:ty),*) => {$(
        impl CastTo<$number> for Bool8 {
            #[inline]
            fn cast_to(self) -> $number {
                <$number>::from(u8::from(self.0 != 0) as i8)
            }
        }
        impl CastTo<Bool8> for $number {
            #[inline]
            fn cast_to(self) -> Bool8 {
                std::num::Wrapping(u8::from(self != 0 as $number))
            }
        }
    )*};
}
bool_casts!(i8, i16, i32, i64, f32, f64);

macro_rules! bool_unsigned_casts {
    ($($number:ty),*) => {$(
        impl CastTo<$number> for Bool8 {
            #[inline]
            fn cast_to(self) -> $number {
                <$number>::from(u8::from(self.0 != 0))
            }
        }
        impl CastTo<Bool8> for $number {
            #[inline]
            fn cast_to(self) -> Bool8 {
                std::num::Wrapping(u8::from(self != 0))
            }
        }
    )*};
}
bool_unsigned_casts!(u8, u16, u32, u64);

impl CastTo<Bool8> for Bool8 {
    #[inline]
    fn cast_to(self) -> Bool8 {
        std::num::Wrapping(u8::from(self.0 != 0))
    }
}

/// Conversion from another element type: [`CastTo`] seen from the target.
pub trait CastFrom<From> {
    /// The value as C converts it.
    fn cast_from(value: From) -> Self;
}

impl<From: CastTo<To>, To> CastFrom<From> for To {
    #[inline]
    fn cast_from(value: From) -> To {
        value.cast_to()
    }
}

macro_rules! each {
    ($(#[$text:meta])* $name:ident, $one:ident, $($element:ty),*) => {
        $(#[$text])*
        pub trait $name: $($one<$element> +)* {}
        impl<T: $($one<$element> +)*> $name for T {}
    };
}
#[cfg(not(feature = "complex"))]
each! {
    /// Converts to every element type.
    CastToEach, CastTo, Bool8, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64
}
#[cfg(not(feature = "complex"))]
each! {
    /// Converts from every element type.
    CastFromEach, CastFrom, Bool8, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64
}
#[cfg(feature = "complex")]
each! {
    /// Converts to every element type.
    CastToEach, CastTo, Bool8, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, Complex<f32>, Complex<f64>
}
#[cfg(feature = "complex")]
each! {
    /// Converts from every element type.
    CastFromEach, CastFrom, Bool8, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, Complex<f32>, Complex<f64>
}

impl Scalar {
    /// The value cast to a dtype, as an element would be. For a dtype that is none of numbers it stays what it is; a scalar
    /// has no order of bytes.
    pub fn cast(self, to: DType) -> Scalar {
        // Nothing to do; and a NaN on its way through a wider float would not come back with the same bits.
        if self.dtype() == to {
            return self;
        }
        // Through the widest type of the kind, as `copy_strided` does.
        fn from_element<T: Element>(value: T, to: DType) -> Scalar {
            dispatch!(to, U => Element::to_scalar(CastTo::<U>::cast_to(value)), _ => value.to_scalar())
        }
        #[cfg(feature = "records")]
        if to.native() == DType::F16 {
            return self.to_half();
        }
        let to = to.native();
        if !to.is_number() {
            return self;
        }
        match self {
            Scalar::Bool(value) => from_element(i64::from(value), to),
            Scalar::I8(value) => from_element(i64::from(value), to),
            Scalar::I16(value) => from_element(i64::from(value), to),
            Scalar::I32(value) => from_element(i64::from(value), to),
            Scalar::I64(value) => from_element(value, to),
            Scalar::U8(value) => from_element(i64::from(value), to),
            Scalar::U16(value) => from_element(i64::from(value), to),
            Scalar::U32(value) => from_element(i64::from(value), to),
            Scalar::U64(value) => from_element(value, to),
            Scalar::F32(value) => from_element(f64::from(value), to),
            Scalar::F64(value) => from_element(value, to),
            #[cfg(feature = "complex")]
            Scalar::C64(value) => from_element(CastTo::<Complex<f64>>::cast_to(value), to),
            #[cfg(feature = "complex")]
            Scalar::C128(value) => from_element(value, to),
            #[cfg(feature = "records")]
            Scalar::F16(value) => from_element(f64::from(value.to_f32()), to),
        }
    }

    /// The value as a `float16`. Integers come by way of `float32`, as in NumPy; other floats are rounded once.
    #[cfg(feature = "records")]
    fn to_half(self) -> Scalar {
        let through = match self.dtype().kind() {
            Kind::Bool | Kind::Signed | Kind::Unsigned => DType::F32,
            _ => DType::F64,
        };
        match self.cast(through) {
            Scalar::F32(value) => Scalar::F16(crate::half::Half::from_f32(value)),
            Scalar::F64(value) => Scalar::F16(crate::half::Half::from_f64(value)),
            other => other,
        }
    }
}

/// Reads one stored element as another element type; 0 when there are not exactly its bytes.
#[inline]
pub fn read_as<U: Element>(from: DType, bytes: &[u8]) -> U {
    dispatch!(from, T => bytemuck::try_pod_read_unaligned::<T>(bytes)
        .map_or_else(|_| U::zeroed(), U::cast_from), _ => {
        Scalar::from_bytes(from, bytes).map_or_else(U::zeroed, U::from_scalar)
    })
}

/// Writes a scalar as one stored element of any dtype; nothing when there are not exactly its bytes.
pub fn write_scalar(value: Scalar, to: DType, bytes: &mut [u8]) {
    #[cfg(feature = "records")]
    if !to.is_number() {
        return crate::records::cast::write_scalar(value, bytes, to);
    }
    let element = value.cast(to).to_bytes();
    if bytes.len() == element.len() {
        bytes.copy_from_slice(&element);
    }
}

/// Writes a value as one stored element of a dtype; nothing when there are not exactly its bytes.
#[inline]
pub fn write_as<T: Element>(value: T, to: DType, bytes: &mut [u8]) {
    dispatch!(to, U => {
        let element: U = value.cast_to();
        if bytes.len() == size_of::<U>() {
            bytes.copy_from_slice(bytemuck::bytes_of(&element));
        }
    }, _ => write_scalar(value.to_scalar(), to, bytes));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;

    #[test]
    fn floats_out_of_range_become_what_x86_gives() {
        let of = |value: f64, dtype| Scalar::F64(value).cast(dtype);
        for (value, int8, uint16, int32, uint32, int64, uint64) in [
            (300.7, 44, 300, 300, 300, 300, 300),
            (-1.9, -1, 65_535, -1, u32::MAX, -1, u64::MAX),
            (4294967301.0, 0, 0, i32::MIN, 5, 4294967301, 4294967301),
            (
                1e19,
                0,
                0,
                i32::MIN,
                0,
                i64::MIN,
                10_000_000_000_000_000_000,
            ),
            (f64::NAN, 0, 0, i32::MIN, 0, i64::MIN, 1 << 63),
            (f64::INFINITY, 0, 0, i32::MIN, 0, i64::MIN, 0),
            (f64::NEG_INFINITY, 0, 0, i32::MIN, 0, i64::MIN, 1 << 63),
        ] {
            assert_eq!(of(value, DType::I8), Scalar::I8(int8), "{value}");
            assert_eq!(of(value, DType::U16), Scalar::U16(uint16), "{value}");
            assert_eq!(of(value, DType::I32), Scalar::I32(int32), "{value}");
            assert_eq!(of(value, DType::U32), Scalar::U32(uint32), "{value}");
            assert_eq!(of(value, DType::I64), Scalar::I64(int64), "{value}");
            assert_eq!(of(value, DType::U64), Scalar::U64(uint64), "{value}");
        }
    }

    #[test]
    fn integers_wrap_and_bools_are_truth() {
        assert_eq!(Scalar::I64(300).cast(DType::U8), Scalar::U8(44));
        assert_eq!(Scalar::I8(-1).cast(DType::U64), Scalar::U64(u64::MAX));
        assert_eq!(Scalar::F64(f64::NAN).cast(DType::Bool), Scalar::Bool(true));
        assert_eq!(Scalar::F32(-0.0).cast(DType::Bool), Scalar::Bool(false));
        assert_eq!(Scalar::I16(256).cast(DType::Bool), Scalar::Bool(true));
        assert_eq!(Scalar::Bool(true).cast(DType::F32), Scalar::F32(1.0));
        assert_eq!(
            Scalar::U64(u64::MAX).cast(DType::F32),
            Scalar::F32(18_446_744_073_709_551_616.0)
        );
    }

    #[test]
    fn casting_rules_follow_numpy() {
        use Casting::{No, Safe, SameKind, Unsafe};
        for (from, to, casting, allowed) in [
            (DType::I64, DType::F64, Safe, true),
            (DType::I32, DType::F32, Safe, false),
            (DType::I64, DType::F32, SameKind, true),
            (DType::I64, DType::U64, SameKind, false),
            (DType::U64, DType::I8, SameKind, true),
            (DType::I64, DType::Bool, SameKind, false),
            (DType::Bool, DType::U8, Safe, true),
            (DType::U8, DType::Bool, SameKind, false),
            (DType::F64, DType::I8, SameKind, false),
            (DType::F64, DType::Bool, Unsafe, true),
            (DType::I8, DType::I8, No, true),
        ] {
            assert_eq!(
                can_cast(from, to, casting),
                allowed,
                "{from} {to} {casting:?}"
            );
        }
        assert_eq!(
            check_cast(DType::F64, DType::I32, Safe)
                .unwrap_err()
                .to_string(),
            "TypeError: Cannot cast array data from dtype('float64') to dtype('int32') according to the rule 'safe'"
        );
    }

    /// Extremes, halves and fractions, as bit patterns of each element type.
    fn interesting<T: Element>() -> Vec<T> {
        let mut values: Vec<T> = [
            0.0,
            1.0,
            -1.5,
            300.7,
            16_777_217.0,
            4.3e9,
            -9.3e18,
            1e19,
            1e300,
            f64::NAN,
        ]
        .into_iter()
        .map(|value| T::from_scalar(Scalar::F64(value)))
        .collect();
        for value in [i64::MIN, i64::MAX, (1 << 53) + 1, 0x8000_0081] {
            values.push(T::from_scalar(Scalar::I64(value)));
        }
        values.push(T::from_scalar(Scalar::U64(u64::MAX)));
        // More than are converted at a time.
        (0..100).map(|i| values[i % values.len()]).collect()
    }

    #[test]
    fn the_way_through_a_wide_type_changes_no_value() {
        for from in DType::numbers() {
            for to in DType::numbers() {
                dispatch!(from, T => dispatch!(to, U => {
                    let values = interesting::<T>();
                    let direct: Vec<U> = values.iter().map(|value| value.cast_to()).collect();
                    let count = values.len() as i64;
                    let backward = Layout {
                        shape: [count].into_iter().collect(),
                        strides: [-(size_of::<T>() as i64)].into_iter().collect(),
                        offset: (count - 1) * size_of::<T>() as i64,
                    };
                    let forward = Layout::contiguous(&[count], size_of::<U>(), crate::layout::Order::C);
                    let reversed: Vec<T> = values.iter().rev().copied().collect();
                    let mut found = vec![<U as bytemuck::Zeroable>::zeroed(); values.len()];
                    copy_strided(
                        bytemuck::cast_slice(&reversed),
                        Side { layout: &backward, dtype: from },
                        bytemuck::cast_slice_mut(&mut found),
                        Side { layout: &forward, dtype: to },
                    );
                    assert_eq!(
                        bytemuck::cast_slice::<U, u8>(&found),
                        bytemuck::cast_slice::<U, u8>(&direct),
                        "{from} {to}"
                    );
                    for (value, direct) in values.iter().zip(&direct) {
                        let scalar = U::from_scalar(value.to_scalar());
                        assert_eq!(bytemuck::bytes_of(&scalar), bytemuck::bytes_of(direct), "{from} {to}");
                    }
                }));
            }
        }
    }
}
