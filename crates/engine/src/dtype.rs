//! The element types and what NumPy says about each: name, code, kind, size.
//! Knows nothing of values; `element` ties a dtype to a Rust type.

use crate::error::{Error, Result};

/// An element type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
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
}

/// NumPy's `dtype.kind`.
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
}

impl DType {
    /// Every dtype, in the order of NumPy's type numbers by kind.
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

    /// NumPy's name, as in `dtype('float64')`.
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
        }
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
        }
    }

    /// NumPy's `dtype.kind`.
    pub fn kind(self) -> Kind {
        match self {
            DType::Bool => Kind::Bool,
            DType::I8 | DType::I16 | DType::I32 | DType::I64 => Kind::Signed,
            DType::U8 | DType::U16 | DType::U32 | DType::U64 => Kind::Unsigned,
            DType::F32 | DType::F64 => Kind::Float,
        }
    }

    /// Bytes of one element.
    pub fn itemsize(self) -> usize {
        match self {
            DType::Bool | DType::I8 | DType::U8 => 1,
            DType::I16 | DType::U16 => 2,
            DType::I32 | DType::U32 | DType::F32 => 4,
            DType::I64 | DType::U64 | DType::F64 => 8,
        }
    }

    /// The dtype of a NumPy name (`"float64"`), sized code (`"f8"`, `"<f8"`) or one-letter code.
    ///
    /// # Errors
    /// `TypeError: data type '…' not understood`.
    pub fn from_name(name: &str) -> Result<Self> {
        let plain = name.strip_prefix(['<', '=', '|']).unwrap_or(name);
        let found = Self::ALL.into_iter().find(|dtype| {
            plain == dtype.name()
                || plain == dtype.sized_code()
                || (plain.len() == 1 && plain.starts_with(dtype.code()))
        });
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
        }
    }
}

impl std::fmt::Display for DType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
