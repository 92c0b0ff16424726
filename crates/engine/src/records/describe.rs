//! What `np.lib.recfunctions` tells of a structured dtype: names with those of inner records, and which records hold a field.
//! Knows dtypes only.

use super::definition::Definition;
use super::value::Value;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::ufunc::heard;

/// `get_names(dtype)`: the names of the fields as a tuple; a field with fields is a pair of its name and theirs.
///
/// # Errors
/// `TypeError: 'NoneType' object is not iterable` for a dtype without fields.
pub fn get_names(dtype: DType) -> Result<Value> {
    Ok(names(heard(fields_of(dtype))?))
}

fn names(definition: &Definition) -> Value {
    let name = |field: &super::Field| {
        let own = Value::Text(field.name.clone());
        match field.dtype.definition() {
            Some(inner) => Value::Record(vec![own, names(inner)]),
            None => own,
        }
    };
    Value::Record(definition.fields.iter().map(name).collect())
}

/// `get_names_flat(dtype)`: the names of the fields and of those inside of them, each after the field that holds it.
///
/// # Errors
/// As [`get_names`].
pub fn get_names_flat(dtype: DType) -> Result<Vec<&'static str>> {
    let mut found = Vec::new();
    flat(heard(fields_of(dtype))?, &mut found);
    Ok(found)
}

fn flat(definition: &'static Definition, found: &mut Vec<&'static str>) {
    for field in &definition.fields {
        found.push(&field.name);
        if let Some(inner) = field.dtype.definition() {
            flat(inner, found);
        }
    }
}

/// `flatten_descr(dtype)`: each field that has no fields, with its dtype; a dtype without fields stands under the name `''`.
///
/// # Errors
/// `ValueError: too many values to unpack (expected 2)` where a field has a title.
pub fn flatten_descr(dtype: DType) -> Result<Vec<(String, DType)>> {
    let mut found = Vec::new();
    heard(flattened(dtype, &mut found))?;
    Ok(found)
}

fn flattened(dtype: DType, found: &mut Vec<(String, DType)>) -> Result<()> {
    let Some(definition) = dtype.definition() else {
        found.push((String::new(), dtype));
        return Ok(());
    };
    for field in &definition.fields {
        if field.title.is_some() {
            return Err(Error::value("too many values to unpack (expected 2)"));
        }
        match field.dtype {
            inner if inner.definition().is_some() => flattened(inner, found)?,
            plain => found.push((field.name.clone(), plain)),
        }
    }
    Ok(())
}

/// A field's name and the names of the fields that hold it, the outermost first.
pub type Parents = (String, Vec<String>);

/// `get_fieldstructure(dtype)`: every field, also inside of others, with the fields that hold it. Of two fields of one name the
/// later one counts; of a field with fields in the third depth or deeper NumPy tells the nearest only, and so does this.
///
/// # Errors
/// As [`get_names`].
pub fn get_fieldstructure(dtype: DType) -> Result<Vec<Parents>> {
    let mut found = Vec::new();
    structure(heard(fields_of(dtype))?, None, &mut found);
    Ok(found)
}

fn structure(definition: &Definition, last: Option<&str>, found: &mut Vec<Parents>) {
    for field in &definition.fields {
        let nearest: Vec<String> = last.into_iter().map(str::to_owned).collect();
        if let Some(inner) = field.dtype.definition() {
            put(found, &field.name, nearest);
            structure(inner, Some(&field.name), found);
            continue;
        }
        let above = found.iter().find(|(name, _)| Some(name.as_str()) == last);
        let mut parents = above.map_or_else(Vec::new, |(_, parents)| parents.clone());
        parents.extend(nearest);
        put(found, &field.name, parents);
    }
}

/// Sets an entry; one that stood there before keeps its place.
fn put(found: &mut Vec<Parents>, name: &str, parents: Vec<String>) {
    match found.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => *known = parents,
        None => found.push((name.to_owned(), parents)),
    }
}

/// The fields of a dtype that must have some.
pub(super) fn fields_of(dtype: DType) -> Result<&'static Definition> {
    let definition = dtype.definition();
    definition.ok_or_else(|| Error::type_("'NoneType' object is not iterable"))
}
