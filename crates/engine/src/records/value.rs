//! One element of any dtype as a value: a number, a text, bytes, a record, or a nest of them.
//! Reads and writes bytes; knows no arrays.

use super::cast::{write_bytes, write_scalar, write_text};
use super::number;
use super::text::{python_bytes, python_text};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::Dims;
use crate::print::array_repr;
use crate::promote::convert_assigned;
use crate::record::hearing;
use crate::scalar::Scalar;

/// What an element holds, or what a reader wants to put there.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// A number. To be written, an `int64`, `float64`, `bool` or `complex128` counts as Python's own number.
    Number(Scalar),
    /// A `str`.
    Text(String),
    /// `bytes`.
    Bytes(Vec<u8>),
    /// A record: a value for each field, a Python tuple.
    Record(Vec<Value>),
    /// Elements in an axis, a Python list.
    List(Vec<Value>),
    /// Elements inside of a record that are an array by themselves, as `tolist` gives them.
    Elements(Elements),
}

/// The bytes of an array that stands among values.
#[derive(Clone, PartialEq, Debug)]
pub struct Elements {
    /// What each is.
    pub dtype: DType,
    /// How they are arranged, in C order.
    pub shape: Dims,
    /// All of them.
    pub bytes: Vec<u8>,
}

impl Elements {
    /// The array of these elements: new bytes of this shape and dtype.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn array(&self) -> Result<crate::Array> {
        let array = crate::Array::zeros(&self.shape, self.dtype)?;
        let mut to = array.buffer.bytes_mut();
        for (slot, &byte) in std::iter::zip(to.iter_mut(), &self.bytes) {
            *slot = byte;
        }
        drop(to);
        Ok(array)
    }

    /// The elements as nested lists.
    fn listed(&self) -> Value {
        nested(self.dtype, &self.shape, &self.bytes)
    }
}

/// The characters of a stored `str`, up to the zeros at its end.
pub(crate) fn characters(bytes: &[u8]) -> impl Iterator<Item = char> + Clone + '_ {
    let words = bytes.as_chunks::<4>().0;
    let length = words
        .iter()
        .rposition(|word| *word != [0; 4])
        .map_or(0, |last| last + 1);
    words[..length].iter().map(|&word| {
        char::from_u32(u32::from_le_bytes(word)).unwrap_or(char::REPLACEMENT_CHARACTER)
    })
}

/// Stored `bytes`, up to the zeros at their end.
pub(crate) fn trimmed(bytes: &[u8]) -> &[u8] {
    let length = bytes
        .iter()
        .rposition(|&byte| byte != 0)
        .map_or(0, |last| last + 1);
    &bytes[..length]
}

impl Value {
    /// The value of one element from its bytes.
    pub fn read(dtype: DType, bytes: &[u8]) -> Value {
        match dtype {
            DType::Alias(alias) => Value::read(alias.base, bytes),
            DType::Swapped(native) => Value::read(*native, &super::order::turned(*native, bytes)),
            DType::Str(_) => Value::Text(characters(bytes).collect()),
            DType::Bytes(_) => Value::Bytes(trimmed(bytes).to_vec()),
            DType::Void(_) => Value::Bytes(bytes.to_vec()),
            DType::Record(definition) => Value::Record(
                definition
                    .fields
                    .iter()
                    .map(|field| {
                        let end = field.offset.saturating_add(field.dtype.itemsize());
                        Value::read(field.dtype, bytes.get(field.offset..end).unwrap_or(&[]))
                    })
                    .collect(),
            ),
            DType::Sub(subarray) => nested(subarray.base, &subarray.shape, bytes),
            number => Scalar::from_bytes(number, bytes).map_or(
                Value::Number(Scalar::Bool(false).cast(number)),
                Value::Number,
            ),
        }
    }

    /// Stores the value as one element, as `a[i] = value` does.
    ///
    /// # Errors
    /// NumPy's where the value does not fit: `could not assign tuple of length 1 to structure with 2 fields.`,
    /// `could not convert string to float: 'abc'`, `Python integer 300 out of bounds for int8`.
    pub fn write(&self, dtype: DType, to: &mut [u8]) -> Result<()> {
        match (self, dtype) {
            (_, DType::Alias(alias)) => self.write(alias.base, to),
            (Value::Elements(elements), _) => elements.listed().write(dtype, to),
            (Value::Record(values), DType::Record(definition)) => {
                if values.len() != definition.fields.len() {
                    return Err(Error::value(format!(
                        "could not assign tuple of length {} to structure with {} fields.",
                        values.len(),
                        definition.fields.len()
                    )));
                }
                for (value, field) in std::iter::zip(values, &definition.fields) {
                    let end = field.offset.saturating_add(field.dtype.itemsize());
                    if let Some(part) = to.get_mut(field.offset..end) {
                        value.write(field.dtype, part)?;
                    }
                }
                Ok(())
            }
            // One value for all fields, one value for all elements.
            (_, DType::Record(definition)) => definition.fields.iter().try_for_each(|field| {
                let end = field.offset.saturating_add(field.dtype.itemsize());
                match to.get_mut(field.offset..end) {
                    Some(part) => self.write(field.dtype, part),
                    None => Ok(()),
                }
            }),
            (_, DType::Swapped(native)) => {
                self.write(*native, to)?;
                super::order::turn(*native, to);
                Ok(())
            }
            (Value::List(_) | Value::Record(_), DType::Sub(subarray)) => {
                self.write_nested(subarray.base, &subarray.shape, to)
            }
            (_, DType::Sub(subarray)) => to
                .chunks_exact_mut(subarray.base.itemsize().max(1))
                .try_for_each(|part| self.write(subarray.base, part)),
            (Value::Bytes(bytes), DType::Void(_)) => {
                write_bytes(bytes, to);
                Ok(())
            }
            (Value::Number(_) | Value::Text(_), DType::Void(_)) => Err(self.no_bytes('a')),
            (Value::Number(number), _) if dtype.holds_numbers() => {
                let value = convert_assigned(number::input_of(*number), dtype)?;
                write_scalar(value, to, dtype);
                Ok(())
            }
            (Value::Number(number), _) => {
                write_scalar(*number, to, dtype);
                Ok(())
            }
            (Value::Text(text), _) if dtype.holds_numbers() => {
                write_scalar(number::parse(text, &python_text(text), dtype)?, to, dtype);
                Ok(())
            }
            (Value::Bytes(bytes), _) if dtype.holds_numbers() => {
                let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
                write_scalar(
                    number::parse(&text, &python_bytes(bytes), dtype)?,
                    to,
                    dtype,
                );
                Ok(())
            }
            (Value::Text(text), DType::Bytes(_)) => {
                let wide: Vec<u8> = text
                    .chars()
                    .flat_map(|character| u32::from(character).to_le_bytes())
                    .collect();
                super::cast::check(&wide, DType::Str(0), dtype)?;
                write_text(text, to, dtype);
                Ok(())
            }
            (Value::Text(text), _) => {
                write_text(text, to, dtype);
                Ok(())
            }
            (Value::Bytes(bytes), DType::Str(_)) => {
                super::cast::check(bytes, DType::Bytes(0), dtype)?;
                let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
                write_text(&text, to, dtype);
                Ok(())
            }
            (Value::Bytes(bytes), _) => {
                write_bytes(bytes, to);
                Ok(())
            }
            (Value::Record(values) | Value::List(values), DType::Bool) => {
                write_scalar(Scalar::Bool(!values.is_empty()), to, dtype);
                Ok(())
            }
            (Value::Record(_) | Value::List(_), _) => Err(self.no_element(dtype)),
        }
    }

    /// The class of the object that Python has for the value.
    pub(crate) fn class(&self) -> &'static str {
        match self {
            Value::Text(_) => "str",
            Value::Bytes(_) => "bytes",
            Value::Number(Scalar::Bool(_)) => "bool",
            #[cfg(feature = "complex")]
            Value::Number(number) if number.dtype().is_complex() => "complex",
            Value::Number(number) if number.dtype().is_inexact() => "float",
            Value::Number(_) => "int",
            Value::Record(_) => "tuple",
            Value::List(_) => "list",
            Value::Elements(_) => "numpy.ndarray",
        }
    }

    /// Python's refusal of what is no bytes; its first letter is as the asker writes it.
    pub(crate) fn no_bytes(&self, article: char) -> Error {
        let class = self.class();
        Error::type_(format!(
            "{article} bytes-like object is required, not '{class}'"
        ))
    }

    /// Python's refusal of a list or a tuple that is to be one element.
    fn no_element(&self, dtype: DType) -> Error {
        let class = if matches!(self, Value::Record(_)) {
            "tuple"
        } else {
            "list"
        };
        match dtype.kind().letter() {
            'i' | 'u' => Error::type_(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{class}'"
            )),
            'c' => Error::type_(format!("must be real number, not {class}")),
            'S' | 'U' => Error::value("setting an array element with a sequence"),
            'V' => self.no_bytes('a'),
            _ => Error::value("setting an array element with a sequence."),
        }
    }

    /// How deep lists lie in each other, told by the first of each.
    fn depth(&self) -> usize {
        match self {
            Value::List(items) | Value::Record(items) => 1 + items.first().map_or(0, Value::depth),
            _ => 0,
        }
    }

    fn write_nested(&self, base: DType, shape: &[i64], to: &mut [u8]) -> Result<()> {
        let (Value::List(items) | Value::Record(items)) = self else {
            let size = base.itemsize().max(1);
            return to
                .chunks_exact_mut(size)
                .try_for_each(|part| self.write(base, part));
        };
        let Some((&length, inner)) = shape.split_first() else {
            return self.write(base, to);
        };
        let length = usize::try_from(length).unwrap_or(0);
        if self.depth() < shape.len() {
            // Fewer lists than axes: what there is stands for every place of the first ones.
            let size = to.len() / length.max(1);
            return to
                .chunks_exact_mut(size.max(1))
                .try_for_each(|part| self.write_nested(base, inner, part));
        }
        if items.len() != length && items.len() != 1 {
            return Err(Error::value(format!(
                "could not broadcast input array from shape ({},) into shape {}",
                items.len(),
                crate::layout::tuple_text(shape)
            )));
        }
        let size = to.len() / length.max(1);
        for (number, part) in to.chunks_exact_mut(size.max(1)).enumerate().take(length) {
            items[number.min(items.len() - 1)].write_nested(base, inner, part)?;
        }
        Ok(())
    }

    /// `str` of the value as an array prints it in itself: a text bare, a record as a tuple.
    pub fn plain_text(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number::text(*number),
            other => other.repr(),
        }
    }

    /// `repr` of the value as Python's own: `'a'`, `b'a'`, `(1, 2.0)`.
    pub fn repr(&self) -> String {
        match self {
            Value::Number(number) => number::text(*number),
            Value::Text(text) => python_text(text),
            Value::Bytes(bytes) => python_bytes(bytes),
            Value::Record(values) => match values.as_slice() {
                [only] => format!("({},)", only.repr()),
                _ => format!("({})", reprs(values)),
            },
            Value::List(values) => format!("[{}]", reprs(values)),
            Value::Elements(elements) => elements
                .array()
                .map_or_else(crate::Error::into_message, |array| array_repr(&array)),
        }
    }

    /// The dtype NumPy finds for the value by itself, as `np.array(value)` does; a record has none of its own.
    ///
    /// # Errors
    /// As [`crate::promote::try_promote_types`], for the values of a record or of a list.
    pub fn natural_dtype(&self) -> Result<DType> {
        hearing(|| match self {
            Value::Number(number) => Ok(number.dtype()),
            Value::Text(text) => Ok(DType::Str(width(text.chars().count()))),
            Value::Bytes(bytes) => Ok(DType::Bytes(width(bytes.len()))),
            Value::Elements(elements) => Ok(elements.dtype),
            Value::Record(values) | Value::List(values) => {
                let mut found: Option<DType> = None;
                for value in values {
                    let own = value.natural_dtype()?;
                    found = Some(match found {
                        None => own,
                        Some(dtype) => crate::promote::try_promote_types(dtype, own)?,
                    });
                }
                Ok(found.unwrap_or(DType::F64))
            }
        })
    }
}

fn width(count: usize) -> u32 {
    u32::try_from(count.max(1)).unwrap_or(u32::MAX)
}

fn reprs(values: &[Value]) -> String {
    let texts: Vec<String> = values.iter().map(Value::repr).collect();
    texts.join(", ")
}

/// A subarray whose elements take no bytes may claim any number of them; more than these are not listed.
const MOST_WITHOUT_BYTES: i64 = 1 << 12;

fn nested(base: DType, shape: &[i64], bytes: &[u8]) -> Value {
    nested_by(Value::read, base, shape, bytes)
}

fn nested_by(read: fn(DType, &[u8]) -> Value, base: DType, shape: &[i64], bytes: &[u8]) -> Value {
    let Some((&length, inner)) = shape.split_first() else {
        return read(base, bytes);
    };
    let claimed = shape
        .iter()
        .fold(1_i64, |all, &one| all.saturating_mul(one.max(1)));
    if bytes.is_empty() && claimed > MOST_WITHOUT_BYTES {
        return Value::List(Vec::new());
    }
    let length = usize::try_from(length).unwrap_or(0);
    let size = bytes.len() / length.max(1);
    let parts = (0..length).map(|number| {
        let part = bytes.get(number * size..(number + 1) * size);
        nested_by(read, base, inner, part.unwrap_or(&[]))
    });
    Value::List(parts.collect())
}

/// An element as `tolist` gives it: numbers as wide as Python's own, a subarray in a record as an array.
fn python_value(dtype: DType, bytes: &[u8]) -> Value {
    match dtype {
        DType::Record(definition) => Value::Record(
            definition
                .fields
                .iter()
                .map(|field| {
                    let end = field.offset.saturating_add(field.dtype.itemsize());
                    let part = bytes.get(field.offset..end).unwrap_or(&[]);
                    match field.dtype {
                        DType::Sub(subarray) => {
                            let (mut dtype, mut shape) = (subarray.base, subarray.shape.clone());
                            while let DType::Sub(inner) = dtype {
                                shape.extend(inner.shape.iter().copied());
                                dtype = inner.base;
                            }
                            Value::Elements(Elements {
                                dtype,
                                shape,
                                bytes: part.to_vec(),
                            })
                        }
                        other => python_value(other, part),
                    }
                })
                .collect(),
        ),
        other => Value::read(other, bytes).widened(),
    }
}

/// A string dtype with a width: an array's elements hold at least one character.
pub(crate) fn sized(dtype: DType) -> DType {
    match dtype {
        DType::Str(0) => DType::Str(1),
        DType::Bytes(0) => DType::Bytes(1),
        // As in NumPy, no order of bytes is kept that says nothing yet.
        DType::Swapped(DType::Str(0)) => DType::Str(1),
        other => other,
    }
}

impl crate::Array {
    /// The first element as a value, whatever its dtype: a number, a text, a record. Nothing is in an empty array.
    pub fn value(&self) -> Value {
        let size = self.dtype().itemsize();
        let bytes = self.buffer().bytes();
        let first = self.layout().addresses().next();
        let element = first
            .and_then(|byte| usize::try_from(byte).ok())
            .and_then(|start| bytes.get(start..start.checked_add(size)?));
        element.map_or(Value::List(Vec::new()), |element| {
            Value::read(self.dtype(), element)
        })
    }

    /// The elements as Python's own numbers, texts and tuples in nested lists (`a.tolist()`); of a 0-d array the element
    /// itself. A `float32` becomes the `float64` of the same value; a field of several elements stays an array, as in NumPy.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn tolist(&self) -> Result<Value> {
        hearing(|| {
            let array = self.copy(crate::array::copy::CopyOrder::C)?;
            // Beside an axis of length 0 there are as many empty lists as the axes before it have places.
            let lists = array.shape().split(|&extent| extent == 0).next();
            crate::limit::grant(lists.unwrap_or(&[]), DType::F64)?;
            let bytes = array.buffer().bytes();
            Ok(nested_by(python_value, self.dtype(), array.shape(), &bytes))
        })
    }
}

impl Value {
    /// A number as wide as Python's own; else the value itself.
    fn widened(self) -> Value {
        match self {
            Value::Number(number @ (Scalar::F32(_) | Scalar::F16(_))) => {
                Value::Number(number.cast(DType::F64))
            }
            #[cfg(feature = "complex")]
            Value::Number(number @ Scalar::C64(_)) => Value::Number(number.cast(DType::C128)),
            other => other,
        }
    }
}
