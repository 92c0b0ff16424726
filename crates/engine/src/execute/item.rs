//! The value of one element of any dtype, as a touch tells of it: a number, or the bytes of a text or a record.
//! Knows casts of one element; nothing of plans and buffers.

use std::fmt;
#[cfg(feature = "records")]
use std::rc::Rc;

use crate::short::SmallVec;

use crate::dtype::DType;
use crate::scalar::Scalar;

/// One element's value. It prints as NumPy prints the element (`str`).
#[non_exhaustive]
#[derive(Clone, PartialEq, Debug)]
pub enum Item {
    /// A number or a truth value.
    Number(Scalar),
    /// A text or a record: its bytes, and the dtype that reads them.
    #[cfg(feature = "records")]
    Bytes(DType, Rc<[u8]>),
}

impl Item {
    /// Reads one element; `None` where there are not exactly as many bytes as it has.
    pub(super) fn from_bytes(dtype: DType, bytes: &[u8]) -> Option<Self> {
        #[cfg(feature = "records")]
        if !dtype.is_number() {
            return (bytes.len() == dtype.itemsize()).then(|| Item::Bytes(dtype, bytes.into()));
        }
        Scalar::from_bytes(dtype, bytes).map(Item::Number)
    }

    /// The value's dtype.
    pub fn dtype(&self) -> DType {
        match self {
            Item::Number(value) => value.dtype(),
            #[cfg(feature = "records")]
            Item::Bytes(dtype, _) => *dtype,
        }
    }

    /// The number; nothing where it is none.
    pub fn number(&self) -> Option<Scalar> {
        match self {
            Item::Number(value) => Some(*value),
            // A number may be stored otherwise than it is computed with.
            #[cfg(feature = "records")]
            Item::Bytes(dtype, bytes) => Scalar::from_bytes(*dtype, bytes),
        }
    }

    /// The element's bytes, as an array stores them.
    pub fn to_bytes(&self) -> SmallVec<[u8; 8]> {
        match self {
            Item::Number(value) => value.to_bytes(),
            #[cfg(feature = "records")]
            Item::Bytes(_, bytes) => SmallVec::from_slice(bytes),
        }
    }

    /// Stores the element. What lies between the fields of a record is left alone, as an array leaves it.
    pub fn write(&self, slot: &mut [u8]) {
        match self {
            Item::Number(value) => crate::cast::write_scalar(*value, value.dtype(), slot),
            #[cfg(feature = "records")]
            Item::Bytes(dtype, bytes) if bytes.len() == slot.len() => {
                crate::records::cast::element(bytes, *dtype, slot, *dtype);
            }
            #[cfg(feature = "records")]
            Item::Bytes(..) => {}
        }
    }

    /// Whether the value counts as true.
    pub(super) fn is_true(&self) -> bool {
        match self {
            #[cfg(feature = "records")]
            Item::Bytes(dtype, bytes) => crate::records::cast::is_true(bytes, *dtype),
            Item::Number(value) => value.cast(DType::Bool) == Scalar::Bool(true),
        }
    }

    /// The value in another dtype, as a cast without a rule gives it.
    pub fn cast(&self, to: DType) -> Item {
        match self {
            #[cfg(feature = "records")]
            Item::Number(value) if !to.is_number() => {
                let mut bytes = vec![0; to.itemsize()];
                crate::cast::write_scalar(*value, to, &mut bytes);
                Item::Bytes(to, bytes.into())
            }
            Item::Number(value) => Item::Number(value.cast(to)),
            #[cfg(feature = "records")]
            Item::Bytes(dtype, bytes) => {
                let mut cast = vec![0; to.itemsize()];
                crate::records::cast::element(bytes, *dtype, &mut cast, to);
                // As many bytes as the dtype has are always read.
                Item::from_bytes(to, &cast).unwrap_or(Item::Bytes(to, cast.into()))
            }
        }
    }
}

impl From<Scalar> for Item {
    fn from(value: Scalar) -> Self {
        Item::Number(value)
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Item::Number(value) => write!(f, "{value}"),
            #[cfg(feature = "records")]
            Item::Bytes(dtype, bytes) => f.write_str(&crate::print::element_str(*dtype, bytes)),
        }
    }
}
