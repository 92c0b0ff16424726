//! Record arrays made of arrays, of rows, of bytes: `np.rec.fromarrays`, `fromrecords`, `fromstring` and `array`.
//! Knows values and dtypes; every element is moved by assignments of arrays.

use super::format::{Format, Formats};
use super::{RecArray, definition};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::record::{hearing, warn};
use crate::records::spec::Spec;
use crate::records::value::Value;
use crate::scalar::Scalar;

/// What is asked of a record array: its dtype, or what one is made of, and its shape. Everything may be left open.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// `dtype=`
    pub dtype: Option<DType>,
    /// `shape=`
    pub shape: Option<&'a [i64]>,
    /// `formats=`, `names=`, `titles=`, `aligned=`, `byteorder=`
    pub format: Format<'a>,
}

impl Asked<'_> {
    fn dtype(&self) -> Result<DType> {
        self.dtype.map_or_else(|| self.format.dtype(), Ok)
    }

    fn is_open(&self) -> bool {
        self.dtype.is_none() && self.format.formats.is_none()
    }
}

/// What [`array`] makes a record array of.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// `None`: nothing but a shape and a dtype.
    Nothing,
    /// Rows in a list or a tuple, `bytes`, or what is refused.
    Value(&'a Value),
    /// A list of arrays, one for each field.
    Arrays(&'a [&'a Array]),
    /// An array, of records or not.
    Array(&'a Array),
    /// A record array.
    Records(&'a RecArray),
}

/// `np.recarray(shape, dtype=…)`: a new record array of this shape. NumPy leaves its bytes as they are found, here they are zero.
///
/// # Errors
/// As [`Format::dtype`] and [`Array::zeros`].
pub fn recarray(shape: &[i64], asked: &Asked<'_>) -> Result<RecArray> {
    hearing(|| blank(shape, asked.dtype()?))
}

fn blank(shape: &[i64], dtype: DType) -> Result<RecArray> {
    Ok(RecArray::of(&Array::zeros(shape, dtype.as_record())?))
}

/// `np.rec.fromarrays(arrays, …)`: a new record array with a field for each array, cast to the field's dtype; without a dtype and
/// formats the fields have the arrays' own. The shape is that of the first, without the axes of its field.
///
/// # Errors
/// `IndexError: list index out of range` without arrays; `ValueError: mismatch between the number of fields and the number of
/// arrays`, `array-shape mismatch in array 1 ("f1")`; as [`Format::dtype`] and [`Array::assign`].
pub fn fromarrays(arrays: &[&Array], asked: &Asked<'_>) -> Result<RecArray> {
    hearing(|| from_arrays(arrays, asked))
}

fn from_arrays(arrays: &[&Array], asked: &Asked<'_>) -> Result<RecArray> {
    let first = || Error::index("list index out of range");
    let mut shape = match asked.shape {
        Some(shape) => shape.to_vec(),
        None => arrays.first().ok_or_else(first)?.shape().to_vec(),
    };
    let own: Vec<Spec> = arrays
        .iter()
        .map(|array| Spec::DType(array.dtype()))
        .collect();
    let dtype = match asked.dtype {
        Some(dtype) => dtype,
        None => Format {
            formats: asked.format.formats.or(Some(Formats::Each(&own))),
            ..asked.format
        }
        .dtype()?,
    };
    let fields = dtype.record_fields();
    if fields.len() != arrays.len() {
        return Err(Error::value(
            "mismatch between the number of fields and the number of arrays",
        ));
    }
    let inner = dtype.nth_field(0)?.subarray_shape().len();
    shape.truncate(shape.len().saturating_sub(inner));
    let made = blank(&shape, dtype)?;
    for (place, (field, array)) in std::iter::zip(fields, arrays).enumerate() {
        if front(array.shape(), field.dtype.subarray_shape().len()) != shape {
            return Err(Error::value(format!(
                "array-shape mismatch in array {place} (\"{}\")",
                field.name
            )));
        }
        made.array()
            .field(&field.name)?
            .assign(&[Index::Ellipsis], array)?;
    }
    Ok(made)
}

/// `shape[:ndim - inner]`, where a negative end counts from the back.
fn front(shape: &[i64], inner: usize) -> &[i64] {
    let ndim = shape.len();
    let end = match ndim.checked_sub(inner) {
        Some(end) => end,
        None => (2 * ndim).saturating_sub(inner),
    };
    &shape[..end]
}

/// `np.rec.fromrecords(rows, …)`: a new record array with a record for each row. Without a dtype and formats each column becomes
/// an array by itself, and its dtype that of the field.
///
/// # Errors
/// As [`Array::from_value`], [`fromarrays`] and [`Array::set_shape`]; `ValueError: Can only deal with 1-d array.` for rows that
/// are no tuples under a shape of several axes.
pub fn fromrecords(rows: &Value, asked: &Asked<'_>) -> Result<RecArray> {
    hearing(|| from_records(rows, asked))
}

fn from_records(rows: &Value, asked: &Asked<'_>) -> Result<RecArray> {
    if asked.is_open() {
        let shape = common_shape(rows);
        let (outer, width) = match shape.split_last() {
            Some((&width, outer)) => (outer.len(), width),
            None => return Err(Error::index("tuple index out of range")),
        };
        let columns = (0..width).map(|place| Array::from_value(&column(rows, outer, place), None));
        let columns = columns.collect::<Result<Vec<Array>>>()?;
        return from_arrays(&columns.iter().collect::<Vec<_>>(), asked);
    }
    let dtype = match asked.dtype {
        Some(dtype) => dtype.as_record(),
        None => asked.format.dtype()?,
    };
    let mut made = match Array::from_value(rows, Some(dtype)) {
        Ok(made) => made,
        Err(error) if is_value_or_type(error.class) => return row_by_row(rows, dtype, asked.shape),
        Err(error) => return Err(error),
    };
    if let Some(shape) = asked.shape.filter(|&shape| shape != made.shape()) {
        made.set_shape(shape)?;
    }
    Ok(RecArray::of(&made))
}

/// Whether Python would catch it as a `ValueError` or a `TypeError`.
fn is_value_or_type(class: ErrorClass) -> bool {
    matches!(
        class,
        ErrorClass::Value
            | ErrorClass::Type
            | ErrorClass::UnicodeEncode
            | ErrorClass::UnicodeDecode
            | ErrorClass::DTypePromotion
    )
}

/// Every row taken as a tuple, whatever it is.
fn row_by_row(rows: &Value, dtype: DType, shape: Option<&[i64]>) -> Result<RecArray> {
    let kind = kind_of(rows);
    let rows = items(rows).unwrap_or_default();
    let shape = shape.map_or_else(|| vec![rows.len() as i64], <[i64]>::to_vec);
    let [length] = shape[..] else {
        return Err(Error::value("Can only deal with 1-d array."));
    };
    let made = blank(&shape, dtype)?;
    for place in 0..length {
        let row = usize::try_from(place)
            .ok()
            .and_then(|place| rows.get(place));
        let row = row.ok_or_else(|| Error::index(format!("{kind} index out of range")))?;
        let values = match row {
            Value::List(values) | Value::Record(values) => values.clone(),
            Value::Bytes(bytes) => {
                let codes = bytes.iter().map(|&code| Scalar::I64(code.into()));
                codes.map(Value::Number).collect()
            }
            Value::Text(text) => text
                .chars()
                .map(|one| Value::Text(one.to_string()))
                .collect(),
            other => {
                let class = match other {
                    Value::Number(number) if number.dtype() == DType::Bool => "bool",
                    Value::Number(number) if number.dtype().is_complex() => "complex",
                    Value::Number(number) if number.dtype().is_inexact() => "float",
                    _ => "int",
                };
                return Err(Error::type_(format!("'{class}' object is not iterable")));
            }
        };
        let values = Value::Record(values);
        if let DType::Void(_) = dtype.unaliased() {
            // A tuple is no raw bytes, whatever is in it.
            return Err(values.no_bytes('a'));
        }
        made.array().assign_value(&[Index::Int(place)], &values)?;
    }
    warn("FutureWarning", || {
        "fromrecords expected a list of tuples, may have received a list of lists instead. In the future that will raise an error"
            .to_owned()
    });
    Ok(made)
}

/// What Python calls a list or a tuple.
fn kind_of(value: &Value) -> &'static str {
    if matches!(value, Value::Record(_)) {
        "tuple"
    } else {
        "list"
    }
}

/// The values of a list or a tuple.
fn items(value: &Value) -> Option<&[Value]> {
    match value {
        Value::List(items) | Value::Record(items) => Some(items),
        _ => None,
    }
}

/// How many values there are on each axis, as far as all lists of a depth are as long.
fn common_shape(value: &Value) -> Vec<usize> {
    let mut shape = Vec::new();
    let mut level = vec![value];
    loop {
        let lists: Option<Vec<&[Value]>> = level.iter().map(|one| items(one)).collect();
        let Some(lists) = lists else {
            return shape;
        };
        let length = lists.first().map_or(0, |first| first.len());
        if lists.is_empty() || lists.iter().any(|list| list.len() != length) {
            return shape;
        }
        shape.push(length);
        if length == 0 {
            return shape;
        }
        level = lists.into_iter().flatten().collect();
    }
}

/// The values at one place of the innermost of so many axes more, nested as the outer ones are.
fn column(value: &Value, outer: usize, place: usize) -> Value {
    let items = items(value).unwrap_or_default();
    match outer.checked_sub(1) {
        None => items.get(place).cloned().unwrap_or(Value::List(Vec::new())),
        Some(outer) => Value::List(
            items
                .iter()
                .map(|item| column(item, outer, place))
                .collect(),
        ),
    }
}

/// `np.rec.fromstring(bytes, …, offset=…)`: the bytes as records, from `offset` on: as many as there are, or as the shape asks for.
/// Read only, as `bytes` are; here they are copied.
///
/// # Errors
/// `TypeError: fromstring() needs a 'dtype' or 'formats' argument`, `buffer is too small for requested array`;
/// `ZeroDivisionError: integer division or modulo by zero` for records without bytes; `ValueError: negative dimensions are not
/// allowed`, `offset must be non-negative and no greater than buffer length (8)` for a negative one; as [`Format::dtype`].
pub fn fromstring(bytes: &[u8], asked: &Asked<'_>, offset: i64) -> Result<RecArray> {
    hearing(|| from_string(bytes, asked, offset))
}

fn from_string(bytes: &[u8], asked: &Asked<'_>, offset: i64) -> Result<RecArray> {
    if asked.is_open() {
        return Err(Error::type_(
            "fromstring() needs a 'dtype' or 'formats' argument",
        ));
    }
    let dtype = asked.dtype()?.as_record();
    let size = dtype.itemsize() as i64;
    let wanted = asked.shape.filter(|&shape| shape != [-1]);
    if size == 0 {
        return Err(Error::new(
            ErrorClass::ZeroDivision,
            "integer division or modulo by zero",
        ));
    }
    let there = (bytes.len() as i64).saturating_sub(offset).max(0) / size;
    let shape = wanted.map_or_else(|| vec![there], <[i64]>::to_vec);
    if shape.iter().any(|&extent| extent < 0) {
        return Err(Error::value("negative dimensions are not allowed"));
    }
    let count = shape
        .iter()
        .fold(1_i64, |all, &one| all.saturating_mul(one));
    if count > there {
        return Err(Error::type_("buffer is too small for requested array"));
    }
    let mut made = Array::frombuffer(bytes, dtype, count, offset.min(bytes.len() as i64))?;
    made.set_shape(&shape)?;
    // Of a buffer NumPy takes steps as if every axis were at least one long.
    let mut step = size;
    for (stride, &extent) in std::iter::zip(&mut made.layout.strides, &shape).rev() {
        *stride = step;
        step = step.saturating_mul(extent.max(1));
    }
    made.writeable = false;
    Ok(RecArray::of(&made))
}

/// `np.rec.fromfile(file, …, offset=…)` of a file that holds these bytes: as many records as the shape asks for, from `offset` on; one
/// extent of -1 is as many as there are. A new record array that may be written.
///
/// # Errors
/// `TypeError: fromfile() needs a 'dtype' or 'formats' argument`; `ValueError: Not enough bytes left in file for specified shape and
/// type.`, `-1 is not in list` for another negative extent; as [`Format::dtype`] and [`Array::zeros`].
pub fn fromfile(bytes: &[u8], asked: &Asked<'_>, offset: i64) -> Result<RecArray> {
    hearing(|| from_file(bytes, asked, offset))
}

fn from_file(bytes: &[u8], asked: &Asked<'_>, offset: i64) -> Result<RecArray> {
    if asked.is_open() {
        return Err(Error::type_(
            "fromfile() needs a 'dtype' or 'formats' argument",
        ));
    }
    let dtype = asked.dtype()?.as_record();
    let start = usize::try_from(offset).unwrap_or(0).min(bytes.len());
    let left = &bytes[start..];
    // Behind the end of a file nothing is left, and less than nothing where one went farther.
    let size = bytes.len() as i64 - offset.max(0);
    let mut shape = asked.shape.map_or_else(|| vec![-1], <[i64]>::to_vec);
    let product = |shape: &[i64]| {
        shape
            .iter()
            .fold(1_i64, |all, &one| all.saturating_mul(one))
    };
    let itemsize = dtype.itemsize() as i64;
    let open = product(&shape).saturating_mul(itemsize);
    if open < 0 {
        let Some(extent) = shape.iter_mut().find(|extent| **extent == -1) else {
            return Err(Error::value("-1 is not in list"));
        };
        *extent = size.div_euclid(open.saturating_neg());
    }
    let nbytes = product(&shape).saturating_mul(itemsize);
    if nbytes > size {
        return Err(Error::value(
            "Not enough bytes left in file for specified shape and type.",
        ));
    }
    let made = blank(&shape, dtype)?;
    let mut to = made.0.buffer.bytes_mut();
    for (slot, &byte) in std::iter::zip(to.iter_mut(), left) {
        *slot = byte;
    }
    drop(to);
    Ok(made)
}

/// `np.rec.array(…, offset=…, copy=…)`: a record array of whatever is given: rows as by [`fromrecords`] where the first is a list
/// or a tuple, else a value for each field as by [`fromarrays`]; bytes as by [`fromstring`]; of an array or a record array a
/// copy, or with `copy` unset a view of the same bytes, seen as the dtype asked for.
///
/// # Errors
/// `ValueError: Must define formats (or dtype) if object is None, string, or an open file`, `Must define a shape if obj is None`,
/// `Unknown input type`; `IndexError: list index out of range`; as the function for what is given, and as [`Array::view`].
pub fn array(source: Source<'_>, asked: &Asked<'_>, offset: i64, copy: bool) -> Result<RecArray> {
    hearing(|| array_of(source, asked, offset, copy))
}

fn array_of(source: Source<'_>, asked: &Asked<'_>, offset: i64, copy: bool) -> Result<RecArray> {
    if asked.is_open() && matches!(source, Source::Nothing | Source::Value(Value::Text(_))) {
        return Err(Error::value(
            "Must define formats (or dtype) if object is None, string, or an open file",
        ));
    }
    let found = if asked.is_open() {
        None
    } else {
        Some(asked.dtype()?)
    };
    let asked = Asked {
        dtype: found,
        ..*asked
    };
    match source {
        Source::Nothing => {
            let shape = asked
                .shape
                .ok_or_else(|| Error::value("Must define a shape if obj is None"))?;
            recarray(shape, &asked)
        }
        Source::Arrays(arrays) => from_arrays(arrays, &asked),
        Source::Array(array) => seen(array, found, copy),
        Source::Records(records) => seen(records.array(), found, copy),
        Source::Value(Value::Bytes(bytes)) => from_string(bytes, &asked, offset),
        Source::Value(Value::Elements(elements)) => seen(&elements.array()?, found, copy),
        Source::Value(value @ (Value::List(values) | Value::Record(values))) => {
            match values.first() {
                None => Err(Error::index(format!(
                    "{} index out of range",
                    kind_of(value)
                ))),
                Some(Value::List(_) | Value::Record(_)) => from_records(value, &asked),
                Some(_) => {
                    let arrays = values.iter().map(|value| Array::from_value(value, None));
                    let arrays = arrays.collect::<Result<Vec<Array>>>()?;
                    from_arrays(&arrays.iter().collect::<Vec<_>>(), &asked)
                }
            }
        }
        Source::Value(_) => Err(Error::value("Unknown input type")),
    }
}

fn seen(array: &Array, dtype: Option<DType>, copy: bool) -> Result<RecArray> {
    // An equal dtype changes nothing, not even the class of the records.
    let view = match dtype {
        Some(dtype) if dtype != array.dtype() => array.view(dtype)?,
        _ => array.clone(),
    };
    let view = if copy { view.copy(CopyOrder::C)? } else { view };
    match definition(view.dtype()) {
        Some(known) if known.record && copy => Ok(RecArray(view)),
        _ => Ok(RecArray::of(&view)),
    }
}
