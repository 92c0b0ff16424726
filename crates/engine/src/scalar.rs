//! One value whose dtype is known at run time: what a cell of a picture holds.
//! Knows nothing of arrays; `print` gives it NumPy's text.

#[cfg(feature = "complex")]
use num_complex::Complex;

use crate::dtype::DType;
use crate::element::{Bool8, Element};

/// One element's value with its dtype. Strings and records have none: `records::Value` holds theirs.
#[non_exhaustive]
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Scalar {
    /// a `bool`
    Bool(bool),
    /// an `int8`
    I8(i8),
    /// an `int16`
    I16(i16),
    /// an `int32`
    I32(i32),
    /// an `int64`
    I64(i64),
    /// a `uint8`
    U8(u8),
    /// a `uint16`
    U16(u16),
    /// a `uint32`
    U32(u32),
    /// a `uint64`
    U64(u64),
    /// a `float32`
    F32(f32),
    /// a `float64`
    F64(f64),
    /// a `complex64`
    #[cfg(feature = "complex")]
    C64(Complex<f32>),
    /// a `complex128`
    #[cfg(feature = "complex")]
    C128(Complex<f64>),
    /// a `float16`
    #[cfg(feature = "records")]
    F16(crate::half::Half),
}

impl Scalar {
    /// The value's dtype.
    pub fn dtype(self) -> DType {
        match self {
            Scalar::Bool(_) => DType::Bool,
            Scalar::I8(_) => DType::I8,
            Scalar::I16(_) => DType::I16,
            Scalar::I32(_) => DType::I32,
            Scalar::I64(_) => DType::I64,
            Scalar::U8(_) => DType::U8,
            Scalar::U16(_) => DType::U16,
            Scalar::U32(_) => DType::U32,
            Scalar::U64(_) => DType::U64,
            Scalar::F32(_) => DType::F32,
            Scalar::F64(_) => DType::F64,
            #[cfg(feature = "complex")]
            Scalar::C64(_) => DType::C64,
            #[cfg(feature = "complex")]
            Scalar::C128(_) => DType::C128,
            #[cfg(feature = "records")]
            Scalar::F16(_) => DType::F16,
        }
    }

    /// Reads one element from its bytes, whichever order they are in; `None` when there are not exactly `itemsize` of them,
    /// or when the dtype is none of numbers.
    pub fn from_bytes(dtype: DType, bytes: &[u8]) -> Option<Self> {
        dispatch!(dtype, T => bytemuck::try_pod_read_unaligned::<T>(bytes).ok().map(Element::to_scalar), _ => {
            Self::from_stored(dtype, bytes)
        })
    }

    /// A number that is stored otherwise than it is computed with.
    #[cfg(feature = "records")]
    fn from_stored(dtype: DType, bytes: &[u8]) -> Option<Self> {
        match dtype {
            DType::F16 => {
                let bits = bytes.try_into().ok().map(u16::from_le_bytes);
                bits.map(|bits| Scalar::F16(crate::half::Half(bits)))
            }
            DType::Swapped(native) if bytes.len() == native.itemsize() => {
                Self::from_bytes(*native, &crate::records::order::turned(*native, bytes))
            }
            DType::Alias(alias) => Self::from_bytes(alias.base, bytes),
            _ => None,
        }
    }

    /// The element's bytes, little-endian as WebAssembly and x86-64 store them.
    pub fn to_bytes(self) -> crate::short::SmallVec<[u8; 8]> {
        match self {
            Scalar::Bool(v) => {
                bytemuck::bytes_of(&Bool8::from(std::num::Wrapping(u8::from(v)))).into()
            }
            Scalar::I8(v) => bytemuck::bytes_of(&v).into(),
            Scalar::I16(v) => bytemuck::bytes_of(&v).into(),
            Scalar::I32(v) => bytemuck::bytes_of(&v).into(),
            Scalar::I64(v) => bytemuck::bytes_of(&v).into(),
            Scalar::U8(v) => bytemuck::bytes_of(&v).into(),
            Scalar::U16(v) => bytemuck::bytes_of(&v).into(),
            Scalar::U32(v) => bytemuck::bytes_of(&v).into(),
            Scalar::U64(v) => bytemuck::bytes_of(&v).into(),
            Scalar::F32(v) => bytemuck::bytes_of(&v).into(),
            Scalar::F64(v) => bytemuck::bytes_of(&v).into(),
            #[cfg(feature = "complex")]
            Scalar::C64(v) => bytemuck::bytes_of(&v).into(),
            #[cfg(feature = "complex")]
            Scalar::C128(v) => bytemuck::bytes_of(&v).into(),
            #[cfg(feature = "records")]
            Scalar::F16(v) => v.0.to_le_bytes().as_slice().into(),
        }
    }
}
