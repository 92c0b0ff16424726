//! Ties each dtype to the Rust type that stores one element.
//! Knows nothing of buffers or arrays.

use std::num::Wrapping;

#[cfg(feature = "complex")]
use num_complex::Complex;

use crate::cast::{CastFromEach, CastToEach};
use crate::dtype::DType;
use crate::scalar::Scalar;

/// How one `bool` element is stored: 0 or 1 in one byte.
///
/// Rust's `bool` cannot be borrowed from arbitrary bytes without a check of each; `Wrapping<u8>` is a
/// one-byte plain type distinct from `u8`, so that the two dtypes stay two element types.
pub type Bool8 = Wrapping<u8>;

/// A Rust type that stores one element of a dtype.
pub trait Element: bytemuck::Pod + PartialEq + Send + Sync + CastToEach + CastFromEach {
    /// The dtype this type stores.
    const DTYPE: DType;
    /// The value as a dynamically typed scalar.
    fn to_scalar(self) -> Scalar;
    /// The element of a scalar of any dtype, cast as C casts.
    fn from_scalar(scalar: Scalar) -> Self;
    /// Fills a slice with an arithmetic sequence from its first two values, in this type's own arithmetic:
    /// `first + i * (second - first)`, integers wrapping.
    fn count(elements: &mut [Self], first: Self, second: Self);
    /// Whether this comes before the other: NumPy's `<`. Complex numbers are compared by their real parts, then by their
    /// imaginary ones; what holds a NaN comes before nothing and after nothing.
    fn less(self, other: Self) -> bool;
    /// Whether this is no number, or has a part that is none.
    fn is_nan(self) -> bool;
}

macro_rules! element {
    ($count:ident: $($rust:ty => $dtype:ident),* $(,)?) => {$(
        impl Element for $rust {
            const DTYPE: DType = DType::$dtype;
            fn to_scalar(self) -> Scalar {
                Scalar::$dtype(self)
            }
            fn from_scalar(scalar: Scalar) -> Self {
                match scalar.cast(DType::$dtype) {
                    Scalar::$dtype(value) => value,
                    _ => bytemuck::Zeroable::zeroed(),
                }
            }
            fn less(self, other: Self) -> bool {
                self < other
            }
            $count!();
        }
    )*};
}
macro_rules! count_integers {
    () => {
        fn is_nan(self) -> bool {
            false
        }
        fn count(elements: &mut [Self], first: Self, second: Self) {
            let step = second.wrapping_sub(first);
            let mut value = first;
            for slot in elements {
                *slot = value;
                value = value.wrapping_add(step);
            }
        }
    };
}

macro_rules! count_floats {
    () => {
        fn is_nan(self) -> bool {
            self.is_nan()
        }
        fn count(elements: &mut [Self], first: Self, second: Self) {
            let step = second - first;
            for (i, slot) in elements.iter_mut().enumerate() {
                // The first two are stored as given; rounding `first + step` could miss the second.
                *slot = match i {
                    0 => first,
                    1 => second,
                    _ => first + i as Self * step,
                };
            }
        }
    };
}

element!(count_integers: i8 => I8, i16 => I16, i32 => I32, i64 => I64);
element!(count_integers: u8 => U8, u16 => U16, u32 => U32, u64 => U64);
element!(count_floats: f32 => F32, f64 => F64);

impl Element for Bool8 {
    const DTYPE: DType = DType::Bool;
    fn to_scalar(self) -> Scalar {
        Scalar::Bool(self.0 != 0)
    }
    fn from_scalar(scalar: Scalar) -> Self {
        Wrapping(u8::from(scalar.cast(DType::Bool) == Scalar::Bool(true)))
    }
    /// NumPy counts booleans no further than two elements.
    fn count(elements: &mut [Self], first: Self, second: Self) {
        for (slot, value) in elements.iter_mut().zip([first, second]) {
            *slot = value;
        }
    }
    fn less(self, other: Self) -> bool {
        self.0 < other.0
    }
    fn is_nan(self) -> bool {
        false
    }
}

#[cfg(feature = "complex")]
macro_rules! complex_element {
    ($($part:ty => $dtype:ident),*) => {$(
        impl Element for Complex<$part> {
            const DTYPE: DType = DType::$dtype;
            fn to_scalar(self) -> Scalar {
                Scalar::$dtype(self)
            }
            fn from_scalar(scalar: Scalar) -> Self {
                match scalar.cast(DType::$dtype) {
                    Scalar::$dtype(value) => value,
                    _ => bytemuck::Zeroable::zeroed(),
                }
            }
            fn count(elements: &mut [Self], first: Self, second: Self) {
                let step = second - first;
                for (i, slot) in elements.iter_mut().enumerate() {
                    *slot = match i {
                        0 => first,
                        1 => second,
                        _ => first + step * i as $part,
                    };
                }
            }
            fn less(self, other: Self) -> bool {
                self.re < other.re && !self.im.is_nan() && !other.im.is_nan()
                    || self.re == other.re && self.im < other.im
            }
            fn is_nan(self) -> bool {
                self.re.is_nan() || self.im.is_nan()
            }
        }
    )*};
}
#[cfg(feature = "complex")]
complex_element!(f32 => C64, f64 => C128);

/// Runs a block with `$T` bound to the element type of a dtype known only at run time: `dispatch!(dtype, T => size_of::<T>())`.
///
/// A dtype that is no number (see [`DType::is_number`]) has no such type. A second block says what to do then; without
/// it such elements are seen as their bytes, one `u8` after another, so whoever can meet them asks first.
///
/// Not exported: which arms there are depends on this crate's features, and an exported macro would look at those of the
/// crate that calls it.
macro_rules! dispatch {
    ($dtype:expr, $T:ident => $body:expr) => {
        dispatch!($dtype, $T => $body, _ => {
            type $T = u8;
            $body
        })
    };
    ($dtype:expr, $T:ident => $body:expr, _ => $otherwise:expr) => {
        match $dtype {
            $crate::DType::Bool => {
                type $T = $crate::element::Bool8;
                $body
            }
            $crate::DType::I8 => {
                type $T = i8;
                $body
            }
            $crate::DType::I16 => {
                type $T = i16;
                $body
            }
            $crate::DType::I32 => {
                type $T = i32;
                $body
            }
            $crate::DType::I64 => {
                type $T = i64;
                $body
            }
            $crate::DType::U8 => {
                type $T = u8;
                $body
            }
            $crate::DType::U16 => {
                type $T = u16;
                $body
            }
            $crate::DType::U32 => {
                type $T = u32;
                $body
            }
            $crate::DType::U64 => {
                type $T = u64;
                $body
            }
            $crate::DType::F32 => {
                type $T = f32;
                $body
            }
            $crate::DType::F64 => {
                type $T = f64;
                $body
            }
            #[cfg(feature = "complex")]
            $crate::DType::C64 => {
                type $T = num_complex::Complex<f32>;
                $body
            }
            #[cfg(feature = "complex")]
            $crate::DType::C128 => {
                type $T = num_complex::Complex<f64>;
                $body
            }
            #[cfg(feature = "records")]
            _ => $otherwise,
        }
    };
}
