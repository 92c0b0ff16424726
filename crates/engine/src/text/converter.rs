//! What the fields of one column are: a dtype given, or the first of `bool`, `int`, `float`, `complex`, `str` that reads
//! them all. Missing fields take a default. Knows one column; the order of guesses is `numpy.lib._iotools`'.

use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::promote::convert_python_int;
use crate::records::{Value, number};
use crate::scalar::Scalar;

/// The value of a field, or why it cannot be stored once the rows are found to fit.
pub(super) type Cell = Result<Value>;

/// A reader of fields that is given from outside (`converters=`).
#[derive(Clone, Copy)]
pub struct Convert<'a>(pub &'a dyn Fn(&str) -> Result<Value>);

impl std::fmt::Debug for Convert<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Convert")
    }
}

/// One column's way to read its fields.
#[derive(Clone, Debug)]
pub(super) struct Converter<'a> {
    /// What is read; for strings without a width, what is found.
    pub(super) dtype: DType,
    reads: Reads<'a>,
    default: Value,
    missing: Vec<String>,
    /// Whether a field had a say in the guess.
    pub(super) checked: bool,
}

/// Which of Python's readers is used.
#[derive(Clone, Copy, Debug)]
enum Reads<'a> {
    /// One that was given.
    Given(Convert<'a>),
    Truth,
    Integer,
    /// A float cut to an integer.
    Cut,
    Float,
    #[cfg(feature = "complex")]
    Complex,
    Text,
    Bytes,
}

/// What a field cannot be read as.
enum Unread {
    /// No such value: it may be missing, or of another dtype.
    Value,
    /// A refusal that ends everything.
    Refused(Error),
}

impl<'a> Converter<'a> {
    /// A column of a known dtype.
    pub(super) fn of_dtype(dtype: DType, missing: Vec<String>, filling: Option<Value>) -> Self {
        let (reads, usual) = match dtype.kind() {
            Kind::Bool => (Reads::Truth, Value::Number(Scalar::Bool(false))),
            Kind::Signed | Kind::Unsigned => {
                let whole = matches!(dtype, DType::I64 | DType::U64);
                let reads = if whole { Reads::Integer } else { Reads::Cut };
                (reads, Value::Number(Scalar::I64(-1)))
            }
            Kind::Float => (Reads::Float, Value::Number(Scalar::F64(f64::NAN))),
            #[cfg(feature = "complex")]
            Kind::Complex => (Reads::Complex, not_a_complex_number()),
            Kind::Bytes => (Reads::Bytes, Value::Text("???".to_owned())),
            _ => (Reads::Text, Value::Text("???".to_owned())),
        };
        Self {
            dtype,
            reads,
            default: filling.unwrap_or(usual),
            missing,
            checked: false,
        }
    }

    /// A column with a reader of its own: what it makes of the first field tells the dtype, or what stands for missing ones.
    /// The default of a field that it cannot read is that of the dtype asked for.
    ///
    /// # Errors
    /// `TypeError` where the reader cannot read that field and nothing else tells: NumPy makes Python objects of them all.
    pub(super) fn given(
        convert: Convert<'a>,
        (dtype, of_record): (Option<DType>, bool),
        first: &str,
        missing: Vec<String>,
        filling: Option<Value>,
    ) -> Result<Self> {
        let tester = match &filling {
            Some(filling) => Ok(filling.clone()),
            None => (convert.0)(if first.is_empty() { "1" } else { first }),
        };
        let found = match tester {
            Ok(Value::Text(_)) => DType::Str(0),
            Ok(Value::Bytes(_)) => DType::Bytes(0),
            Ok(value) => value.natural_dtype()?,
            Err(_) => dtype
                .filter(|_| of_record)
                .ok_or_else(|| {
                    Error::type_(
                        "the reader of a column cannot read its first field, which is to tell the dtype; filling_values can",
                    )
                })?,
        };
        // Where the dtype is guessed, NumPy starts from truth values.
        let nothing = || Value::Number(Scalar::Bool(false));
        let filling = filling.or_else(|| dtype.is_none().then(nothing));
        let mut converter = Self::of_dtype(dtype.unwrap_or(found), missing, filling);
        converter.dtype = found;
        converter.reads = Reads::Given(convert);
        converter.checked = true;
        Ok(converter)
    }

    /// A column whose dtype its fields tell.
    ///
    /// # Errors
    /// NumPy's own `TypeError` where a whole number stands above a text.
    pub(super) fn guessed(
        fields: &[&str],
        missing: Vec<String>,
        filling: Option<&Value>,
    ) -> Result<Self> {
        let guesses = [
            DType::Bool,
            DType::I64,
            DType::F64,
            #[cfg(feature = "complex")]
            DType::C128,
        ];
        for dtype in guesses {
            let mut converter = Self::of_dtype(dtype, missing.clone(), filling.cloned());
            if converter.reads_all(fields)? {
                return Ok(converter);
            }
        }
        refuse_numbers_above_texts(fields, &missing)?;
        let mut converter = Self::of_dtype(DType::Str(0), missing, filling.cloned());
        converter.checked = true;
        Ok(converter)
    }

    /// Whether the reader was given from outside.
    pub(super) fn is_given(&self) -> bool {
        matches!(self.reads, Reads::Given(_))
    }

    fn reads_all(&mut self, fields: &[&str]) -> Result<bool> {
        self.checked = true;
        for field in fields {
            match self.read(field) {
                Ok(_) => {}
                Err(Unread::Value) if self.is_missing(field) => {
                    // A column of truth values is no guess as long as fields are missing.
                    self.checked &= !matches!(self.reads, Reads::Truth);
                }
                Err(Unread::Value) => return Ok(false),
                // A guess that overflows is no guess.
                Err(Unread::Refused(error)) if error.class == ErrorClass::Overflow => {
                    return Ok(false);
                }
                Err(Unread::Refused(error)) => return Err(error),
            }
        }
        Ok(true)
    }

    fn is_missing(&self, field: &str) -> bool {
        let field = field.trim();
        field.is_empty() || self.missing.iter().any(|missing| missing == field)
    }

    /// Whether a field could be read; else it is one of those that stand for missing ones.
    ///
    /// # Errors
    /// As [`Converter::convert`] where only missing fields may take the default.
    pub(super) fn reads_or_misses(&self, field: &str) -> Result<bool> {
        match self.read(field) {
            Err(Unread::Value) if self.is_missing(field) => Ok(false),
            _ => self.convert(field, false).map(|_| true),
        }
    }

    /// The converter of a column whose dtype counts, or does not, where all elements may have one dtype.
    pub(super) fn told_by(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }

    /// The value of a field, or the default where it has none.
    ///
    /// # Errors
    /// `ValueError: Cannot convert string 'x'` where only missing fields may take the default (`loose` is false);
    /// `OverflowError` for numbers that no element holds.
    pub(super) fn convert(&self, field: &str, loose: bool) -> Result<Cell> {
        match self.read(field) {
            Ok(value) => Ok(value),
            Err(Unread::Value) if loose || self.is_missing(field) => Ok(Ok(self.default.clone())),
            Err(Unread::Value) => Err(Error::value(format!("Cannot convert string '{field}'"))),
            Err(Unread::Refused(error)) => Err(error),
        }
    }

    fn read(&self, field: &str) -> std::result::Result<Cell, Unread> {
        let number = |dtype: DType| {
            number::parse(field, field, dtype)
                .map(|number| Ok(Value::Number(number)))
                .map_err(|error| match error.class {
                    ErrorClass::Overflow => Unread::Refused(error),
                    _ => Unread::Value,
                })
        };
        match self.reads {
            Reads::Given(convert) => match (convert.0)(field) {
                Ok(value) => Ok(Ok(value)),
                Err(error) if error.class == ErrorClass::Value => Err(Unread::Value),
                Err(error) => Err(Unread::Refused(error)),
            },
            Reads::Truth => match field.to_uppercase().as_str() {
                "TRUE" => Ok(Ok(Value::Number(Scalar::Bool(true)))),
                "FALSE" => Ok(Ok(Value::Number(Scalar::Bool(false)))),
                _ => Err(Unread::Value),
            },
            Reads::Integer => number(self.dtype),
            Reads::Cut => match number(DType::F64)? {
                Ok(Value::Number(Scalar::F64(value))) if value.is_nan() => Err(Unread::Value),
                Ok(Value::Number(Scalar::F64(value))) if value.is_infinite() => {
                    Err(Unread::Refused(Error::new(
                        ErrorClass::Overflow,
                        "cannot convert float infinity to integer",
                    )))
                }
                Ok(Value::Number(Scalar::F64(value))) => {
                    // What lies beyond 128 bits lies beyond every dtype as well.
                    Ok(convert_python_int(value.trunc() as i128, self.dtype).map(Value::Number))
                }
                other => Ok(other),
            },
            Reads::Float => number(DType::F64),
            #[cfg(feature = "complex")]
            Reads::Complex => number(DType::C128),
            Reads::Text => Ok(Ok(Value::Text(field.to_owned()))),
            Reads::Bytes => {
                let byte =
                    |letter: char| u8::try_from(u32::from(letter)).map_err(|_| Unread::Value);
                let bytes: std::result::Result<Vec<u8>, Unread> = field.chars().map(byte).collect();
                bytes.map(|bytes| Ok(Value::Bytes(bytes)))
            }
        }
    }
}

#[cfg(feature = "complex")]
fn not_a_complex_number() -> Value {
    Value::Number(Scalar::C128(num_complex::Complex::new(f64::NAN, 0.0)))
}

/// NumPy tries abstract integers on its way to texts, and refuses where the first field with a value is one.
fn refuse_numbers_above_texts(fields: &[&str], missing: &[String]) -> Result<()> {
    for field in fields {
        match number::parse(field, field, DType::I64) {
            Err(error) if error.class != ErrorClass::Overflow => {
                let field = field.trim();
                if !field.is_empty() && !missing.iter().any(|missing| missing == field) {
                    return Ok(());
                }
            }
            _ => {
                return Err(Error::type_(
                    "Converting 'np.integer' or 'np.signedinteger' to a dtype is not allowed",
                ));
            }
        }
    }
    Ok(())
}
