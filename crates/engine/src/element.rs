//! Ties each dtype to the Rust type that stores one element.
//! Knows nothing of buffers or arrays.

use std::num::Wrapping;

use crate::cast::{CastFromEach, CastToEach};
use crate::dtype::DType;
use crate::scalar::Scalar;

/// How one `bool` element is stored: 0 or 1 in one byte.
///
/// Rust's `bool` cannot be borrowed from arbitrary bytes without a check of each; `Wrapping<u8>` is a
/// one-byte plain type distinct from `u8`, so that the two dtypes stay two element types.
pub type Bool8 = Wrapping<u8>;

/// A Rust type that stores one element of a dtype.
pub trait Element:
    bytemuck::Pod + PartialEq + PartialOrd + Send + Sync + CastToEach + CastFromEach
{
    /// The dtype this type stores.
    const DTYPE: DType;
    /// The value as a dynamically typed scalar.
    fn to_scalar(self) -> Scalar;
    /// The element of a scalar of any dtype, cast as C casts.
    fn from_scalar(scalar: Scalar) -> Self;
    /// Fills a slice with an arithmetic sequence from its first two values, in this type's own arithmetic:
    /// `first + i * (second - first)`, integers wrapping.
    fn count(elements: &mut [Self], first: Self, second: Self);
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
            $count!();
        }
    )*};
}
macro_rules! count_integers {
    () => {
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
}

/// Runs a block with `$T` bound to the element type of a dtype known only at run time.
///
/// ```
/// use engine::{dispatch, DType};
/// let size = dispatch!(DType::F32, T => std::mem::size_of::<T>());
/// assert_eq!(size, 4);
/// ```
#[macro_export]
macro_rules! dispatch {
    ($dtype:expr, $T:ident => $body:expr) => {
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
        }
    };
}
