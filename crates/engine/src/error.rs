//! Errors with NumPy's classes and NumPy's words.
//! Knows nothing of arrays: whoever fails composes the sentence.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// The Python exception class NumPy raises.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ErrorClass {
    /// `ValueError`
    Value,
    /// `TypeError`
    Type,
    /// `IndexError`
    Index,
    /// `OverflowError`
    Overflow,
    /// `ZeroDivisionError`
    ZeroDivision,
    /// `numpy.exceptions.AxisError`, a `ValueError` and an `IndexError`
    Axis,
    /// `RuntimeError`
    Runtime,
    /// `numpy.exceptions.TooHardError`, a `RuntimeError`
    TooHard,
    /// `numpy._core._exceptions._ArrayMemoryError`, a `MemoryError`
    Memory,
    /// `KeyError`
    Key,
    /// `AttributeError`
    Attribute,
    /// `SyntaxError`
    Syntax,
    /// `UnicodeEncodeError`, a `ValueError`
    UnicodeEncode,
    /// `UnicodeDecodeError`, a `ValueError`
    UnicodeDecode,
    /// `numpy.exceptions.DTypePromotionError`, a `TypeError`
    DTypePromotion,
    /// `NotImplementedError`, a `RuntimeError`
    NotImplemented,
    /// `numpy.linalg.LinAlgError`, a `ValueError`
    LinAlg,
    /// `numpy.lib._iotools.ConverterError`, an `Exception` of no other class
    Converter,
    /// `zipfile.BadZipFile`, an `Exception` of no other class
    BadZipFile,
    /// `EOFError`
    Eof,
    /// `numpy._core._exceptions._UFuncBinaryResolutionError`, a `TypeError`
    UFuncBinaryResolution,
    /// `numpy._core._exceptions._UFuncNoLoopError`, a `TypeError`
    UFuncType,
    /// `numpy._core._exceptions._UFuncInputCastingError`, a `TypeError`
    UFuncInputCasting,
    /// `numpy._core._exceptions._UFuncOutputCastingError`, a `TypeError`
    UFuncOutputCasting,
}

impl ErrorClass {
    /// The name a reader sees in front of the message in a traceback.
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "ValueError",
            Self::Type => "TypeError",
            Self::Index => "IndexError",
            Self::Overflow => "OverflowError",
            Self::ZeroDivision => "ZeroDivisionError",
            Self::Axis => "numpy.exceptions.AxisError",
            Self::TooHard => "numpy.exceptions.TooHardError",
            Self::Memory => "numpy._core._exceptions._ArrayMemoryError",
            Self::Key => "KeyError",
            Self::Attribute => "AttributeError",
            Self::Syntax => "SyntaxError",
            Self::UnicodeEncode => "UnicodeEncodeError",
            Self::UnicodeDecode => "UnicodeDecodeError",
            Self::DTypePromotion => "numpy.exceptions.DTypePromotionError",
            Self::Runtime => "RuntimeError",
            Self::NotImplemented => "NotImplementedError",
            Self::LinAlg => "numpy.linalg.LinAlgError",
            Self::Converter => "numpy.lib._iotools.ConverterError",
            Self::BadZipFile => "zipfile.BadZipFile",
            Self::Eof => "EOFError",
            Self::UFuncBinaryResolution => "numpy._core._exceptions._UFuncBinaryResolutionError",
            Self::UFuncType => "numpy._core._exceptions._UFuncNoLoopError",
            Self::UFuncInputCasting => "numpy._core._exceptions._UFuncInputCastingError",
            Self::UFuncOutputCasting => "numpy._core._exceptions._UFuncOutputCastingError",
        }
    }
}

/// What an operation says when it refuses. In a box, since whatever may fail hands it on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error(Box<Refusal>);

/// What an error says: NumPy's class and NumPy's sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// Which exception NumPy would raise.
    pub class: ErrorClass,
    /// `str(exception)`, letter by letter.
    pub message: String,
}

impl Error {
    /// An error of a class with NumPy's sentence.
    pub fn new(class: ErrorClass, message: impl Into<String>) -> Self {
        Self::told(class, message.into())
    }

    #[cold]
    #[inline(never)]
    fn told(class: ErrorClass, message: String) -> Self {
        Self(Box::new(Refusal { class, message }))
    }

    /// The sentence alone.
    pub fn into_message(self) -> String {
        self.0.message
    }

    /// A `ValueError`.
    pub fn value(message: impl Into<String>) -> Self {
        Self::new(ErrorClass::Value, message)
    }

    /// A `TypeError`.
    pub fn type_(message: impl Into<String>) -> Self {
        Self::new(ErrorClass::Type, message)
    }

    /// An `IndexError`.
    pub fn index(message: impl Into<String>) -> Self {
        Self::new(ErrorClass::Index, message)
    }

    /// The `AxisError` for an axis that a number of axes does not have.
    pub fn axis(axis: i64, ndim: usize) -> Self {
        Self::new(
            ErrorClass::Axis,
            format!("axis {axis} is out of bounds for array of dimension {ndim}"),
        )
    }
}

impl Deref for Error {
    type Target = Refusal;

    fn deref(&self) -> &Refusal {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Refusal {
        &mut self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class.name(), self.message)
    }
}

impl std::error::Error for Error {}

/// The engine's result type.
pub type Result<T> = std::result::Result<T, Error>;
