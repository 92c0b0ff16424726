//! Dtypes as they are written in Python: names, comma strings, lists of fields, dicts with offsets, an element with a shape.
//! Turns what was written into a [`DType`]; reads no Python source.

use super::definition::{Alias, Definition, Field, Subarray, packed};
use super::text::python_text;
use crate::dtype::{DType, Kind};
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
    /// The name of a class of NumPy's scalars: `float64` of `np.float64`, `record` of `np.record`
    Class(String),
    /// `[('a', 'i4'), ('b', 'f8', (2, 3))]`
    Fields(Vec<FieldSpec>),
    /// `{'names': …, 'formats': …, 'offsets': …}`
    Dict(DictSpec),
    /// `{'a': ('i4', 0), 'b': ('f8', 4)}`
    ByName(Vec<PlacedSpec>),
    /// `('f8', (2, 3))`
    Shaped(Box<Spec>, Vec<i64>),
    /// `('f8', 3)`; `('S', 5)`, where the number is the width of each element
    Counted(Box<Spec>, i64),
    /// `(np.record, […])`: elements whose fields are attributes too
    Record(Box<Spec>),
    /// `(np.void, […])`
    Void(Box<Spec>),
    /// `('i4', [('a', 'i2'), ('b', 'i2')])`: what it is, and the fields it is seen as too
    Union(Box<Spec>, Box<Spec>),
}

/// One field of a dict by names.
#[derive(Clone, PartialEq, Debug)]
pub struct PlacedSpec {
    /// Its name.
    pub name: String,
    /// What is stored.
    pub format: Spec,
    /// Bytes from the start of the record.
    pub offset: i64,
    /// A second name, as in `('i4', 0, 'title')`; such a field stands in the dict under both names, and counts once.
    pub title: Option<String>,
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
    /// `TypeError: data type '…' not understood`, `` Converting `np.generic` to a dtype is not allowed. ``; `ValueError: field 'a' occurs more than once`, `name already used as a name or
    /// title`, `title already used as a name or title.`, `'names', 'formats', 'offsets', and 'titles' dict entries must have
    /// the same length`, `offset -1 cannot be negative`, `NumPy dtype descriptor requires 8 bytes, cannot override to smaller
    /// itemsize of 4`, `invalid itemsize in generic type tuple` and their like.
    pub fn from_spec(spec: &Spec, align: bool) -> Result<DType> {
        hearing(|| match spec {
            Spec::Name(name) => from_text(name, align),
            Spec::DType(dtype) => Ok(*dtype),
            Spec::Class(name) => super::foreign::of_class(name),
            Spec::Shaped(base, shape) => shaped(DType::from_spec(base, align)?, shape),
            Spec::Counted(base, count) => counted(DType::from_spec(base, align)?, *count),
            // As in NumPy, what stands in a pair with a class is not aligned.
            Spec::Record(spec) => Ok(DType::from_spec(spec, false)?.as_record()),
            Spec::Void(spec) => Ok(DType::from_spec(spec, false)?.as_void()),
            Spec::Union(base, fields) => {
                let base = DType::from_spec(base, false)?;
                base.union(DType::from_spec(fields, false)?)
            }
            Spec::ByName(fields) => from_dict(&dict_of_places(fields)?, align),
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
    if is_unsized(base) {
        return Err(Error::value("invalid itemsize in generic type tuple"));
    }
    if shape.is_empty() {
        return Ok(base);
    }
    let refused = |why: &str| {
        let message = format!("invalid shape in fixed-type tuple{why}");
        Err(Error::value(message))
    };
    if shape.len() > crate::layout::MAX_NDIM {
        return refused(".");
    }
    for &extent in shape {
        if extent < 0 {
            return refused(": dimension smaller then zero.");
        }
        if extent > i64::from(i32::MAX) {
            return refused(": dimension does not fit into a C int.");
        }
    }
    let nbytes = crate::limit::checked_nbytes(shape, base.itemsize().max(1));
    if nbytes.is_ok_and(|nbytes| nbytes <= i64::from(i32::MAX)) {
        let shape = shape.iter().copied().collect::<Dims>();
        return Ok(DType::Sub(Subarray { base, shape }.interned()));
    }
    refused(": dtype size in bytes must fit into a C int.")
}

/// Whether it is a text or raw bytes of no width yet; NumPy takes several elements that are none for one too.
fn is_unsized(dtype: DType) -> bool {
    dtype.itemsize() == 0 && dtype.definition().is_none()
}

/// So many elements as one; of a text without a width so many characters.
fn counted(base: DType, count: i64) -> Result<DType> {
    if !is_unsized(base) {
        return shaped(base, &[count]);
    }
    let most = match base.kind() {
        Kind::Str => i32::MAX as u32 / 4,
        _ => i32::MAX as u32,
    };
    let width = u32::try_from(count).ok().filter(|&width| width <= most);
    let width = width.ok_or_else(|| Error::value("invalid itemsize in generic type tuple"))?;
    Ok(match base {
        DType::Str(_) => DType::Str(width),
        DType::Bytes(_) => DType::Bytes(width),
        DType::Swapped(_) => super::order::swapped(DType::Str(width)),
        DType::Alias(alias) => Alias {
            base: counted(alias.base, count)?,
            ..alias.clone()
        }
        .dtype(),
        _ => DType::Void(width),
    })
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
        if is_taken(before, name)
            || title
                .as_deref()
                .is_some_and(|title| is_taken(before, title))
        {
            return Err(Error::value(format!(
                "field {} occurs more than once",
                python_text(name)
            )));
        }
        if title.as_ref() == Some(name) {
            return Err(title_used());
        }
    }
    Ok(fields)
}

/// Whether some fields use a text as a name or a title.
fn is_taken(fields: &[Named], text: &str) -> bool {
    let mut fields = fields.iter();
    fields.any(|(name, title, _)| name == text || title.as_deref() == Some(text))
}

fn title_used() -> Error {
    Error::value("title already used as a name or title.")
}

/// Refuses records larger than NumPy's item size can be.
fn checked(definition: Definition) -> Result<DType> {
    if definition.itemsize > i32::MAX as usize {
        return Err(Error::value("structured dtype is too large"));
    }
    Ok(DType::Record(definition.interned()))
}

/// Fields by name as lists, in the order of their offsets. A field that stands under its own title was told already.
fn dict_of_places(fields: &[PlacedSpec]) -> Result<DictSpec> {
    let mut fields: Vec<&PlacedSpec> = fields
        .iter()
        .filter(|field| field.title.as_ref() != Some(&field.name))
        .collect();
    if fields.iter().any(|field| field.offset < 0) {
        return Err(Error::value("invalid offset."));
    }
    fields.sort_by_key(|field| field.offset);
    Ok(DictSpec {
        names: fields.iter().map(|field| field.name.clone()).collect(),
        formats: fields.iter().map(|field| field.format.clone()).collect(),
        offsets: Some(fields.iter().map(|field| field.offset).collect()),
        titles: Some(fields.iter().map(|field| field.title.clone()).collect()),
        itemsize: None,
        aligned: false,
    })
}

/// A number that NumPy keeps in an `int` of C.
fn c_int(number: i64) -> Result<i64> {
    if i32::try_from(number).is_err() {
        return Err(Error::value("integer won't fit into a C int"));
    }
    Ok(number)
}

fn from_dict(dict: &DictSpec, align: bool) -> Result<DType> {
    let align = align || dict.aligned;
    let count = dict.names.len();
    let lengths = [
        Some(dict.formats.len()),
        dict.offsets.as_ref().map(Vec::len),
        dict.titles.as_ref().map(Vec::len),
    ];
    if lengths.into_iter().flatten().any(|length| length < count) {
        return Err(Error::value(
            "'names', 'formats', 'offsets', and 'titles' dict entries must have the same length",
        ));
    }
    let mut named: Vec<Named> = Vec::new();
    let mut fields = Vec::new();
    let (mut end, mut widest) = (0_usize, 1_usize);
    for (number, (name, format)) in std::iter::zip(&dict.names, &dict.formats).enumerate() {
        let dtype = DType::from_spec(format, align)?;
        let unit = if align { dtype.alignment() } else { 1 };
        widest = widest.max(unit);
        let given = dict
            .offsets
            .as_ref()
            .and_then(|offsets| offsets.get(number));
        let offset = match given {
            Some(&offset) => place(offset, unit)?,
            None => end.checked_next_multiple_of(unit).unwrap_or(usize::MAX),
        };
        let title = dict
            .titles
            .as_ref()
            .and_then(|titles| titles.get(number)?.clone());
        if is_taken(&named, name) {
            return Err(Error::value("name already used as a name or title"));
        }
        if title
            .as_ref()
            .is_some_and(|title| title == name || is_taken(&named, title))
        {
            return Err(title_used());
        }
        named.push((name.clone(), title.clone(), dtype));
        let field = Field {
            name: name.clone(),
            title,
            dtype,
            offset,
        };
        end = end_of(&field).max(if given.is_some() { end } else { 0 });
        fields.push(field);
    }
    let mut definition = Definition {
        fields,
        itemsize: end.checked_next_multiple_of(widest).unwrap_or(usize::MAX),
        aligned: align,
        record: false,
    };
    if let Some(itemsize) = dict.itemsize {
        definition.itemsize = overridden(c_int(itemsize)?, definition.itemsize, widest)?;
    }
    checked(definition)
}

/// An offset that was asked for, a multiple of the field's alignment.
fn place(offset: i64, unit: usize) -> Result<usize> {
    let place = usize::try_from(c_int(offset)?)
        .map_err(|_| Error::value(format!("offset {offset} cannot be negative")))?;
    if !place.is_multiple_of(unit) {
        return Err(Error::value(format!(
            "offset {offset} for NumPy dtype with fields is not divisible by the field alignment {unit} with align=True"
        )));
    }
    Ok(place)
}

/// An item size that was asked for, where the fields need so many bytes.
fn overridden(itemsize: i64, needed: usize, unit: usize) -> Result<usize> {
    let given = usize::try_from(itemsize).ok();
    let Some(given) = given.filter(|&given| given >= needed) else {
        return Err(Error::value(format!(
            "NumPy dtype descriptor requires {needed} bytes, cannot override to smaller itemsize of {itemsize}"
        )));
    };
    if !given.is_multiple_of(unit) {
        return Err(Error::value(format!(
            "NumPy dtype descriptor requires alignment of {unit} bytes, which is not divisible into the specified itemsize \
             {itemsize}"
        )));
    }
    Ok(given)
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
    if several && text.starts_with(' ') {
        return Err(Error::new(
            ErrorClass::Syntax,
            "invalid syntax (<unknown>, line 0)",
        ));
    }
    let odd = |item: &&str| {
        let name = item.trim();
        let name = match name.starts_with('(') {
            true => name.split_once(')').map_or("", |(_, name)| name).trim(),
            false => name
                .trim_start_matches(|one: char| one.is_ascii_digit())
                .trim_start(),
        };
        name.contains([' ', '(']) && !name.contains(')') || name.starts_with('(')
    };
    if let Some(place) = items.iter().position(odd) {
        let number = place + 1;
        return Err(Error::value(format!(
            "format number {number} of \"{text}\" is not recognized"
        )));
    }
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
        if !shape.is_empty() && !shape.contains(',') {
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
    counted(DType::from_single_name(name.trim())?, count)
}
