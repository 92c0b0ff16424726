//! Dtypes as they are written in Python: names, comma strings, lists of fields, dicts with offsets, an element with a shape.
//! Turns what was written into a [`DType`]; reads no Python source.

use super::definition::{Definition, Field, Subarray, packed};
use super::text::python_text;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::layout::Dims;
use crate::record::hearing;

/// A dtype as it is written.
#[derive(Clone, PartialEq, Debug)]
pub enum Spec {
    /// `'f8'`, `'U5'`, `'i4, f8'`
    Name(String),
    /// A dtype that exists.
    DType(DType),
    /// `[('a', 'i4'), ('b', 'f8', (2, 3))]`
    Fields(Vec<FieldSpec>),
    /// `{'names': …, 'formats': …, 'offsets': …}`
    Dict(DictSpec),
    /// `('f8', (2, 3))`
    Shaped(Box<Spec>, Vec<i64>),
}

/// One field of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct FieldSpec {
    /// Its name; empty for `f0`, `f1` and so on.
    pub name: String,
    /// A second name, as in `(('title', 'name'), 'i4')`.
    pub title: Option<String>,
    /// What is stored.
    pub format: Spec,
    /// How many of it, where there are several.
    pub shape: Option<Vec<i64>>,
}

/// A dict of lists of the same length.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct DictSpec {
    /// `'names'`
    pub names: Vec<String>,
    /// `'formats'`
    pub formats: Vec<Spec>,
    /// `'offsets'`; one after another without them.
    pub offsets: Option<Vec<i64>>,
    /// `'titles'`
    pub titles: Option<Vec<Option<String>>>,
    /// `'itemsize'`; up to the end of the last field without it.
    pub itemsize: Option<i64>,
    /// `'aligned'`
    pub aligned: bool,
}

impl DType {
    /// The dtype of what was written (`np.dtype(…, align=…)`).
    ///
    /// # Errors
    /// `TypeError: data type '…' not understood`; `ValueError: field 'a' occurs more than once`,
    /// `NumPy dtype descriptor requires 8 bytes, cannot override to smaller itemsize of 4` and their like.
    pub fn from_spec(spec: &Spec, align: bool) -> Result<DType> {
        hearing(|| match spec {
            Spec::Name(name) => from_text(name, align),
            Spec::DType(dtype) => Ok(*dtype),
            Spec::Shaped(base, shape) => shaped(DType::from_spec(base, align)?, shape),
            Spec::Fields(fields) => {
                let fields = fields
                    .iter()
                    .map(|field| {
                        let dtype = DType::from_spec(&field.format, align)?;
                        let dtype = match &field.shape {
                            Some(shape) => shaped(dtype, shape)?,
                            None => dtype,
                        };
                        Ok((field.name.clone(), field.title.clone(), dtype))
                    })
                    .collect::<Result<Vec<_>>>()?;
                let definition = packed(checked_names(fields)?, align);
                checked(definition)
            }
            Spec::Dict(dict) => from_dict(dict, align),
        })
    }
}

/// Several elements as one; a shape without axes is the element itself.
fn shaped(base: DType, shape: &[i64]) -> Result<DType> {
    if shape.is_empty() {
        return Ok(base);
    }
    if shape.iter().any(|&extent| extent < 0) {
        return Err(Error::value(
            "invalid shape in fixed-type tuple: dimension smaller then zero.",
        ));
    }
    let nbytes = crate::limit::checked_nbytes(shape, base.itemsize().max(1));
    if nbytes.is_ok_and(|nbytes| nbytes <= i64::from(i32::MAX)) {
        let shape = shape.iter().copied().collect::<Dims>();
        return Ok(DType::Sub(Subarray { base, shape }.interned()));
    }
    Err(Error::value(
        "invalid shape in fixed-type tuple: dtype size in bytes must fit into a C int.",
    ))
}

pub(crate) type Named = (String, Option<String>, DType);

/// Gives fields without a name one of their number, and refuses a name that stands twice.
pub(crate) fn checked_names(mut fields: Vec<Named>) -> Result<Vec<Named>> {
    for (number, (name, _, _)) in fields.iter_mut().enumerate() {
        if name.is_empty() {
            *name = format!("f{number}");
        }
    }
    for (number, (name, title, _)) in fields.iter().enumerate() {
        let before = &fields[..number];
        let taken = |text: &str| {
            before
                .iter()
                .any(|(name, title, _)| name == text || title.as_deref() == Some(text))
        };
        if taken(name) || title.as_deref().is_some_and(taken) {
            return Err(Error::value(format!(
                "field {} occurs more than once",
                python_text(name)
            )));
        }
    }
    Ok(fields)
}

/// Refuses records larger than NumPy's item size can be.
fn checked(definition: Definition) -> Result<DType> {
    if definition.itemsize > i32::MAX as usize {
        return Err(Error::value("structured dtype is too large"));
    }
    Ok(DType::Record(definition.interned()))
}

fn from_dict(dict: &DictSpec, align: bool) -> Result<DType> {
    let align = align || dict.aligned;
    let mut fields = Vec::new();
    for (number, (name, format)) in std::iter::zip(&dict.names, &dict.formats).enumerate() {
        let title = dict
            .titles
            .as_ref()
            .and_then(|titles| titles.get(number)?.clone());
        fields.push((name.clone(), title, DType::from_spec(format, align)?));
    }
    let fields =
        checked_names(fields).map_err(|_| Error::value("name already used as a name or title"))?;
    let mut definition = packed(fields, align);
    if let Some(offsets) = &dict.offsets {
        let mut end = 0;
        for (field, &offset) in std::iter::zip(&mut definition.fields, offsets) {
            field.offset = usize::try_from(offset)
                .map_err(|_| Error::value(format!("offset {offset} cannot be negative")))?;
            if align && !field.offset.is_multiple_of(field.dtype.alignment()) {
                return Err(Error::value(format!(
                    "offset {offset} for NumPy dtype with fields is not divisible by the field alignment {} with \
                     align=True",
                    field.dtype.alignment()
                )));
            }
            end = end.max(end_of(field));
        }
        let unit = if align { definition.alignment() } else { 1 };
        definition.itemsize = end.next_multiple_of(unit);
    }
    if let Some(itemsize) = dict.itemsize {
        let needed = definition.fields.iter().map(end_of).max().unwrap_or(0);
        let given = usize::try_from(itemsize).unwrap_or(0);
        if given < needed {
            return Err(Error::value(format!(
                "NumPy dtype descriptor requires {needed} bytes, cannot override to smaller itemsize of {itemsize}"
            )));
        }
        if align && !given.is_multiple_of(definition.alignment()) {
            return Err(Error::value(format!(
                "NumPy dtype descriptor requires alignment of {} bytes, which is not divisible into the specified \
                 itemsize {itemsize}",
                definition.alignment()
            )));
        }
        definition.itemsize = given;
    }
    checked(definition)
}

fn end_of(field: &Field) -> usize {
    field.offset.saturating_add(field.dtype.itemsize())
}

/// A name, or several separated by commas, each perhaps with a count or a shape before it.
pub(crate) fn from_text(text: &str, align: bool) -> Result<DType> {
    let plain = text.trim_matches(' ');
    let counted = plain.starts_with(|first: char| first == '(' || first.is_ascii_digit());
    if !plain.contains(',') && !counted {
        return DType::from_single_name(text);
    }
    let mut items = split_at_commas(plain);
    let several = items.len() > 1;
    // A comma at the end makes a record of a single field.
    if items.last().is_some_and(|last| last.trim().is_empty()) {
        items.pop();
    }
    let fields = items
        .into_iter()
        .map(|item| Ok((String::new(), None, counted_item(item.trim())?)))
        .collect::<Result<Vec<Named>>>()?;
    match fields.as_slice() {
        [(_, _, only)] if !several => Ok(*only),
        _ => checked(packed(checked_names(fields)?, align)),
    }
}

/// The parts between commas that stand outside of parentheses.
fn split_at_commas(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (place, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[start..place]);
                start = place + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// `(2, 3)f8`, `3i4` or `f8`.
fn counted_item(item: &str) -> Result<DType> {
    let syntax = || Error::new(ErrorClass::Syntax, "invalid syntax (<unknown>, line 1)");
    if item.is_empty() {
        return Err(syntax());
    }
    // A parenthesis closed and never opened can leave commas in a part: such a name would be taken apart forever.
    if item.contains(',') && !item.starts_with('(') {
        return Err(Error::type_(format!("data type '{item}' not understood")));
    }
    if let Some(rest) = item.strip_prefix('(') {
        let (shape, name) = rest.split_once(')').ok_or_else(syntax)?;
        if !shape.contains(',') {
            return Err(Error::type_(format!("data type '{item}' not understood")));
        }
        let extents = shape
            .split(',')
            .map(str::trim)
            .filter(|extent| !extent.is_empty())
            .map(|extent| extent.parse::<i64>().map_err(|_| syntax()))
            .collect::<Result<Vec<_>>>()?;
        return shaped(DType::from_single_name(name.trim())?, &extents);
    }
    let digits = item.len()
        - item
            .trim_start_matches(|one: char| one.is_ascii_digit())
            .len();
    if digits == 0 {
        return DType::from_single_name(item);
    }
    let (count, name) = item.split_at(digits);
    let count = count.parse::<i64>().map_err(|_| syntax())?;
    shaped(DType::from_single_name(name.trim())?, &[count])
}
