//! Casts to and from complex numbers: a real number gets an imaginary part of 0, a complex one keeps its real part.
//! Knows element types only; who warns of what is lost stands elsewhere.

use num_complex::Complex;

use super::CastTo;
use crate::element::Bool8;

macro_rules! complex_casts {
    ($($real:ty),*) => {$(
        impl CastTo<Complex<f32>> for $real {
            #[inline]
            fn cast_to(self) -> Complex<f32> {
                Complex::new(self.cast_to(), 0.0)
            }
        }
        impl CastTo<Complex<f64>> for $real {
            #[inline]
            fn cast_to(self) -> Complex<f64> {
                Complex::new(self.cast_to(), 0.0)
            }
        }
        impl CastTo<$real> for Complex<f32> {
            #[inline]
            fn cast_to(self) -> $real {
                self.re.cast_to()
            }
        }
        impl CastTo<$real> for Complex<f64> {
            #[inline]
            fn cast_to(self) -> $real {
                self.re.cast_to()
            }
        }
    )*};
}
complex_casts!(i8, i16, i32, i64, u8, u16, u32, u64, f32, f64);

macro_rules! between {
    ($($part:ty => $to:ty),*) => {$(
        impl CastTo<Complex<$to>> for Complex<$part> {
            #[inline]
            fn cast_to(self) -> Complex<$to> {
                Complex::new(self.re as $to, self.im as $to)
            }
        }
    )*};
}
between!(f32 => f32, f32 => f64, f64 => f32, f64 => f64);

macro_rules! truth {
    ($($part:ty),*) => {$(
        impl CastTo<Complex<$part>> for Bool8 {
            #[inline]
            fn cast_to(self) -> Complex<$part> {
                Complex::new(self.cast_to(), 0.0)
            }
        }
        impl CastTo<Bool8> for Complex<$part> {
            #[inline]
            fn cast_to(self) -> Bool8 {
                std::num::Wrapping(u8::from(self.re != 0.0 || self.im != 0.0))
            }
        }
    )*};
}
truth!(f32, f64);
