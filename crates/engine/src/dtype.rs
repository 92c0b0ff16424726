//! The element types and what NumPy says about each: name, code, kind, size.
//! Knows nothing of values; `element` ties a dtype to a Rust type.
//!
//! Behind the feature `complex` stand the complex numbers, behind `records` the fixed-width strings, structured dtypes and
//! what is stored otherwise than it is computed with (`float16`, bytes in the other order): the variants themselves are
//! cut, so that no loop, cast or text for them enters a page that does not ask for them.

use crate::error::{Error, Result};
use crate::record::hearing;
#[cfg(feature = "records")]
use crate::records::{Alias, Definition, Subarray, order, text};

mod attributes;
#[cfg(feature = "records")]
mod equal;

/// An element type.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(feature = "records"), derive(PartialEq, Eq, Hash))]
pub enum DType {
    /// `bool`, one byte, 0 or 1
    Bool,
    /// `int8`
    I8,
    /// `int16`
    I16,
    /// `int32`
    I32,
    /// `int64`
    I64,
    /// `uint8`
    U8,
    /// `uint16`
    U16,
    /// `uint32`
    U32,
    /// `uint64`
    U64,
    /// `float32`
    F32,
    /// `float64`
    F64,
    /// `complex64`, two `float32`
    #[cfg(feature = "complex")]
    C64,
    /// `complex128`, two `float64`
    #[cfg(feature = "complex")]
    C128,
    /// `float16`: stored in two bytes, computed in `float32` and rounded
    #[cfg(feature = "records")]
    F16,
    /// A number of more than one byte, or a `str`, with the bytes of each part in the other order: `>i4` on a machine that
    /// keeps the lowest byte first. Made with [`DType::newbyteorder`], never of itself
    #[cfg(feature = "records")]
    Swapped(&'static DType),
    /// `S5`: so many bytes, padded with zeros
    #[cfg(feature = "records")]
    Bytes(u32),
    /// `U5`: so many characters of four bytes, padded with zeros
    #[cfg(feature = "records")]
    Str(u32),
    /// `V5`: so many bytes that mean nothing by themselves
    #[cfg(feature = "records")]
    Void(u32),
    /// Named fields side by side
    #[cfg(feature = "records")]
    Record(&'static Definition),
    /// Another dtype, equal to it, that tells something more: fields over the same bytes, as in `('i4', [('a', 'i2'), ('b', 'i2')])`
    /// ([`DType::union`]), an order of bytes that was named ([`DType::newbyteorder`]), or that its elements are `np.record`
    /// ([`DType::as_record`])
    #[cfg(feature = "records")]
    Alias(&'static Alias),
    /// Several elements as one, inside a record; an array never has this dtype, it takes the axes into its shape
    #[cfg(feature = "records")]
    Sub(&'static Subarray),
}

/// NumPy's `dtype.kind`, in the order in which a cast goes up.
#[non_exhaustive]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// `'b'`
    Bool,
    /// `'u'`
    Unsigned,
    /// `'i'`
    Signed,
    /// `'f'`
    Float,
    /// `'c'`
    #[cfg(feature = "complex")]
    Complex,
    /// `'S'`
    #[cfg(feature = "records")]
    Bytes,
    /// `'U'`
    #[cfg(feature = "records")]
    Str,
    /// `'V'`
    #[cfg(feature = "records")]
    Void,
}

impl Kind {
    /// NumPy's letter.
    pub fn letter(self) -> char {
        match self {
            Kind::Bool => 'b',
            Kind::Unsigned => 'u',
            Kind::Signed => 'i',
            Kind::Float => 'f',
            #[cfg(feature = "complex")]
            Kind::Complex => 'c',
            #[cfg(feature = "records")]
            Kind::Bytes => 'S',
            #[cfg(feature = "records")]
            Kind::Str => 'U',
            #[cfg(feature = "records")]
            Kind::Void => 'V',
        }
    }
}

impl DType {
    /// Every dtype of real numbers, in the order of NumPy's type numbers by kind.
    pub const ALL: [DType; 11] = [
        DType::Bool,
        DType::I8,
        DType::I16,
        DType::I32,
        DType::I64,
        DType::U8,
        DType::U16,
        DType::U32,
        DType::U64,
        DType::F32,
        DType::F64,
    ];

    /// The dtypes of complex numbers; none without the feature `complex`.
    #[cfg(feature = "complex")]
    pub const COMPLEX: &[DType] = &[DType::C64, DType::C128];
    /// The dtypes of complex numbers; none without the feature `complex`.
    #[cfg(not(feature = "complex"))]
    pub const COMPLEX: &[DType] = &[];

    /// Every dtype of numbers: [`DType::ALL`], then [`DType::COMPLEX`].
    pub fn numbers() -> impl Iterator<Item = DType> {
        Self::ALL.into_iter().chain(Self::COMPLEX.iter().copied())
    }

    /// NumPy's `dtype.name`, as in `float64`, `str96` (bits) and `void96`; [`Display`](std::fmt::Display) is `str(dtype)`.
    pub fn name(self) -> &'static str {
        match self {
            DType::Bool => "bool",
            DType::I8 => "int8",
            DType::I16 => "int16",
            DType::I32 => "int32",
            DType::I64 => "int64",
            DType::U8 => "uint8",
            DType::U16 => "uint16",
            DType::U32 => "uint32",
            DType::U64 => "uint64",
            DType::F32 => "float32",
            DType::F64 => "float64",
            #[cfg(feature = "complex")]
            DType::C64 => "complex64",
            #[cfg(feature = "complex")]
            DType::C128 => "complex128",
            #[cfg(feature = "records")]
            DType::F16 => "float16",
            #[cfg(feature = "records")]
            DType::Swapped(native) => native.name(),
            #[cfg(feature = "records")]
            DType::Alias(alias) if !alias.record => alias.base.name(),
            #[cfg(feature = "records")]
            _ => text::name(self),
        }
    }

    /// `repr(dtype)`, as in `dtype('float64')` and `dtype([('a', '<i4')])`.
    pub fn repr(self) -> String {
        #[cfg(feature = "records")]
        if !self.is_number() {
            return text::repr(self);
        }
        format!("dtype('{self}')")
    }

    /// NumPy's one-letter type code (`np.typecodes`, on a 64-bit Unix).
    pub fn code(self) -> char {
        match self {
            DType::Bool => '?',
            DType::I8 => 'b',
            DType::I16 => 'h',
            DType::I32 => 'i',
            DType::I64 => 'l',
            DType::U8 => 'B',
            DType::U16 => 'H',
            DType::U32 => 'I',
            DType::U64 => 'L',
            DType::F32 => 'f',
            DType::F64 => 'd',
            #[cfg(feature = "complex")]
            DType::C64 => 'F',
            #[cfg(feature = "complex")]
            DType::C128 => 'D',
            #[cfg(feature = "records")]
            DType::F16 => 'e',
            #[cfg(feature = "records")]
            DType::Swapped(native) => native.code(),
            #[cfg(feature = "records")]
            DType::Alias(alias) => alias.base.code(),
            #[cfg(feature = "records")]
            _ => self.kind().letter(),
        }
    }

    /// NumPy's `dtype.kind`.
    pub fn kind(self) -> Kind {
        match self {
            DType::Bool => Kind::Bool,
            DType::I8 | DType::I16 | DType::I32 | DType::I64 => Kind::Signed,
            DType::U8 | DType::U16 | DType::U32 | DType::U64 => Kind::Unsigned,
            DType::F32 | DType::F64 => Kind::Float,
            #[cfg(feature = "complex")]
            DType::C64 | DType::C128 => Kind::Complex,
            #[cfg(feature = "records")]
            DType::Bytes(_) => Kind::Bytes,
            #[cfg(feature = "records")]
            DType::Str(_) => Kind::Str,
            #[cfg(feature = "records")]
            DType::F16 => Kind::Float,
            #[cfg(feature = "records")]
            DType::Swapped(native) => native.kind(),
            #[cfg(feature = "records")]
            DType::Alias(alias) => alias.base.kind(),
            #[cfg(feature = "records")]
            DType::Void(_) | DType::Record(_) | DType::Sub(_) => Kind::Void,
        }
    }

    /// Bytes of one element.
    pub fn itemsize(self) -> usize {
        match self {
            DType::Bool | DType::I8 | DType::U8 => 1,
            DType::I16 | DType::U16 => 2,
            DType::I32 | DType::U32 | DType::F32 => 4,
            DType::I64 | DType::U64 | DType::F64 => 8,
            #[cfg(feature = "complex")]
            DType::C64 => 8,
            #[cfg(feature = "complex")]
            DType::C128 => 16,
            #[cfg(feature = "records")]
            DType::F16 => 2,
            #[cfg(feature = "records")]
            DType::Swapped(native) => native.itemsize(),
            #[cfg(feature = "records")]
            DType::Alias(alias) => alias.base.itemsize(),
            #[cfg(feature = "records")]
            DType::Bytes(width) | DType::Void(width) => width as usize,
            #[cfg(feature = "records")]
            DType::Str(width) => (width as usize).saturating_mul(4),
            #[cfg(feature = "records")]
            DType::Record(definition) => definition.itemsize,
            #[cfg(feature = "records")]
            DType::Sub(subarray) => subarray.itemsize(),
        }
    }

    /// Where a C compiler would let an element start: a multiple of so many bytes (`dtype.alignment`).
    pub fn alignment(self) -> usize {
        match self {
            #[cfg(feature = "records")]
            DType::Bytes(_) | DType::Void(_) => 1,
            #[cfg(feature = "records")]
            DType::Swapped(native) => native.alignment(),
            #[cfg(feature = "records")]
            DType::Alias(alias) => alias.base.alignment(),
            #[cfg(feature = "records")]
            DType::Str(_) => 4,
            #[cfg(feature = "records")]
            DType::Record(definition) => definition.alignment(),
            #[cfg(feature = "records")]
            DType::Sub(subarray) => subarray.base.alignment(),
            number => number.real_part().itemsize(),
        }
    }

    /// Whether an element has bytes that belong to no field.
    #[cfg(feature = "records")]
    pub(crate) fn has_gaps(self) -> bool {
        match self {
            DType::Record(definition) => definition.has_gaps(),
            DType::Sub(subarray) => subarray.base.has_gaps(),
            _ => false,
        }
    }

    /// Whether an element is one number, a `bool` included, stored as it is computed with: then `dispatch!` binds the type
    /// that stores it. `float16` and what has its bytes in the other order hold numbers and are none here.
    pub fn is_number(self) -> bool {
        #[cfg(feature = "records")]
        if self.kind() >= Kind::Bytes
            || matches!(self, DType::F16 | DType::Swapped(_) | DType::Alias(_))
        {
            return false;
        }
        true
    }

    /// Whether an element is one number, however it is stored.
    pub fn holds_numbers(self) -> bool {
        #[cfg(feature = "records")]
        return self.kind() < Kind::Bytes;
        #[cfg(not(feature = "records"))]
        true
    }

    /// The dtype with its bytes in the machine's own order, and without what an [alias](DType::Alias) tells beside; that of most
    /// dtypes is their own.
    #[inline]
    pub fn native(self) -> DType {
        match self {
            #[cfg(feature = "records")]
            DType::Swapped(native) => *native,
            #[cfg(feature = "records")]
            DType::Alias(alias) => alias.base.native(),
            other => other,
        }
    }

    /// Whether an element is a complex number.
    pub fn is_complex(self) -> bool {
        Self::COMPLEX.contains(&self.native())
    }

    /// Whether an element is a float or a complex number (`np.inexact`).
    pub fn is_inexact(self) -> bool {
        self.kind() == Kind::Float || self.is_complex()
    }

    /// The dtype of a real and of an imaginary part: `float64` of `complex128`; a real dtype is its own.
    pub fn real_part(self) -> DType {
        match self {
            #[cfg(feature = "complex")]
            DType::C64 => DType::F32,
            #[cfg(feature = "complex")]
            DType::C128 => DType::F64,
            #[cfg(feature = "records")]
            DType::Swapped(native) => order::swapped(native.real_part()),
            #[cfg(feature = "records")]
            DType::Alias(alias) => alias.base.real_part(),
            other => other,
        }
    }

    /// The dtype of a NumPy name (`"float64"`), sized code (`"f8"`, `"<f8"`) or one-letter code; with the feature `records`
    /// also of strings (`"U5"`) and of fields separated by commas (`"i4, f8"`).
    ///
    /// # Errors
    /// `TypeError: data type '…' not understood`; `TypeError: data type 'object' has no elements here: …` for what only NumPy
    /// has.
    pub fn from_name(name: &str) -> Result<Self> {
        hearing(|| {
            #[cfg(feature = "records")]
            if name.contains(',')
                || name.starts_with(|first: char| first == '(' || first.is_ascii_digit())
            {
                return crate::records::spec::from_text(name, false);
            }
            Self::from_single_name(name)
        })
    }

    /// [`DType::from_name`] of one dtype without a count or a shape.
    pub(crate) fn from_single_name(name: &str) -> Result<Self> {
        let plain = name.strip_prefix(['<', '=', '|']).unwrap_or(name);
        let found = Self::numbers().find(|dtype| {
            name == dtype.name()
                || plain == dtype.sized_code()
                || (plain.len() == 1 && plain.starts_with(dtype.code()))
        });
        #[cfg(feature = "records")]
        let found = found.or_else(|| text::flexible_from_name(plain));
        #[cfg(feature = "records")]
        let found = match found {
            None => match crate::records::foreign::plainly(name) {
                Some(plain) => Self::from_single_name(&plain).ok(),
                None => crate::records::foreign::dtype(name)?,
            },
            found => found,
        };
        found.ok_or_else(|| Error::type_(format!("data type '{name}' not understood")))
    }

    /// NumPy's sized code, as in `"f8"` (`dtype.str` without the byte order).
    pub fn sized_code(self) -> &'static str {
        match self {
            DType::Bool => "b1",
            DType::I8 => "i1",
            DType::I16 => "i2",
            DType::I32 => "i4",
            DType::I64 => "i8",
            DType::U8 => "u1",
            DType::U16 => "u2",
            DType::U32 => "u4",
            DType::U64 => "u8",
            DType::F32 => "f4",
            DType::F64 => "f8",
            #[cfg(feature = "complex")]
            DType::C64 => "c8",
            #[cfg(feature = "complex")]
            DType::C128 => "c16",
            #[cfg(feature = "records")]
            DType::F16 => "f2",
            #[cfg(feature = "records")]
            DType::Swapped(native) => native.sized_code(),
            #[cfg(feature = "records")]
            DType::Alias(alias) => alias.base.sized_code(),
            #[cfg(feature = "records")]
            _ => text::sized_code(self),
        }
    }
}

impl std::fmt::Display for DType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        #[cfg(feature = "records")]
        if !self.is_number() {
            return text::write(*self, f);
        }
        f.write_str(self.name())
    }
}
