//! Rows of values put together as an array, of one dtype or of records.
//! Knows nothing of the text they come from.

use super::converter::Cell;
use super::load::flattened;
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::limit;
use crate::records::{Definition, Field, Value};

/// A record of these fields, one after another.
pub(super) fn record(fields: Vec<(String, DType)>) -> Result<DType> {
    for (place, (name, _)) in fields.iter().enumerate() {
        if fields[..place].iter().any(|(earlier, _)| earlier == name) {
            return Err(Error::value(format!(
                "field '{name}' occurs more than once"
            )));
        }
    }
    let mut offset = 0usize;
    let fields = fields
        .into_iter()
        .map(|(name, dtype)| {
            let start = offset;
            offset = offset.saturating_add(dtype.itemsize());
            Field {
                name,
                title: None,
                dtype,
                offset: start,
            }
        })
        .collect();
    let definition = Definition {
        fields,
        itemsize: offset,
        aligned: false,
        record: false,
    };
    Ok(DType::Record(definition.interned()))
}

/// How many characters a string needs to hold the value.
pub(super) fn letters(cell: &Cell) -> u32 {
    let Ok(value) = cell else {
        return 0;
    };
    let count = match value {
        Value::Text(text) => text.chars().count(),
        Value::Bytes(bytes) => bytes.len(),
        other => other.plain_text().chars().count(),
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A string as wide as its widest value, where it has no width of its own.
pub(super) fn sized(dtype: DType, rows: &[Vec<Cell>]) -> DType {
    let widest = rows.iter().flatten().map(letters).max().unwrap_or(0).max(1);
    match dtype {
        DType::Str(0) => DType::Str(widest),
        DType::Bytes(0) => DType::Bytes(widest),
        other => other,
    }
}

/// Rows of one dtype, in two axes; no axis of columns where there are no rows.
pub(super) fn uniform_array(rows: &[Vec<Cell>], dtype: DType) -> Result<Array> {
    let shape = match rows.first() {
        Some(row) => vec![rows.len() as i64, row.len() as i64],
        None => vec![0],
    };
    let array = Array::blank(&shape, dtype)?;
    let mut bytes = array.buffer().bytes_mut();
    let elements = bytes.chunks_exact_mut(dtype.itemsize().max(1));
    for (value, to) in rows.iter().flatten().zip(elements) {
        value.clone()?.write(dtype, to)?;
    }
    drop(bytes);
    array.tell_given();
    Ok(array)
}

/// Rows as records, in one axis.
pub(super) fn records_array(rows: Vec<Vec<Cell>>, dtype: DType) -> Result<Array> {
    limit::grant(&[rows.len() as i64], dtype)?;
    let mut places = Vec::new();
    flattened(dtype, 0, &mut places);
    let array = Array::blank(&[rows.len() as i64], dtype)?;
    let size = dtype.itemsize();
    let mut bytes = array.buffer().bytes_mut();
    for (number, row) in rows.into_iter().enumerate() {
        if row.len() != places.len() {
            return Err(Error::value(format!(
                "could not assign tuple of length {} to structure with {} fields.",
                row.len(),
                places.len()
            )));
        }
        for (value, &(offset, plain)) in row.iter().zip(&places) {
            let start = number * size + offset;
            value
                .clone()?
                .write(plain, &mut bytes[start..start + plain.itemsize()])?;
        }
    }
    drop(bytes);
    array.tell_given();
    Ok(array)
}
