//! `np.lib.recfunctions` of several tables: stacked, joined by keys, and what stands twice in one.
//! There are no masked arrays here: the functions give what `usemask=False` gives, fill values where nothing is.

use super::by_name::fill_fields;
use super::definition::packed;
use super::describe::get_fieldstructure;
use super::functions::fill_as_masked;
use super::sort::argsort_by;
use super::spec::{Named, checked_names};
use super::text::python_text;
use super::value::Value;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::join::concatenate::{Joining, concatenate};
use crate::record::hearing;
use crate::scalar::Scalar;
use crate::sort::{self, Kind};
use crate::strings::equals;
use crate::ufunc::heard;

/// What stands in a field, by its name, where nothing is.
pub type Defaults<'a> = &'a [(&'a str, &'a Value)];

/// The fields as they are written in a list; a dtype without fields is one without a name.
fn fieldspec(dtype: DType) -> Vec<Named> {
    match dtype {
        DType::Record(definition) => definition
            .fields
            .iter()
            .map(|field| (field.name.clone(), field.title.clone(), field.dtype))
            .collect(),
        plain => vec![(String::new(), None, plain)],
    }
}

/// The greater of two dtypes as Python's `max` finds it: the first unless it can be cast safely to the second.
fn greater(first: DType, second: DType) -> DType {
    if first.is_below(second) {
        second
    } else {
        first
    }
}

/// So many records of these fields, each filled with its default, or with what a masked array shows.
fn filled(length: i64, fields: Vec<Named>, defaults: Defaults<'_>) -> Result<Array> {
    let dtype = DType::Record(packed(checked_names(fields)?, false).interned());
    let made = Array::zeros(&[length], dtype)?;
    for field in dtype.record_fields() {
        let part = made.field(&field.name)?;
        match defaults.iter().find(|(name, _)| *name == field.name) {
            Some((_, value)) => part.assign_value(&[Index::Ellipsis], value)?,
            None => fill_as_masked(&part, field.dtype)?,
        }
    }
    Ok(made)
}

fn slice(start: i64, stop: i64) -> Index {
    Index::Slice {
        start: Some(start),
        stop: Some(stop),
        step: None,
    }
}

/// `stack_arrays(arrays, defaults, usemask=False, autoconvert=…)`: the records of all arrays one after another, with every field
/// that one of them has. Where an array lacks a field stands its default, or 999999, 1e20, `N/A`. A new array of one axis; a
/// lone array is given back itself. `autoconvert` makes fields of different dtypes the greater of them.
///
/// # Errors
/// `TypeError: Incompatible type 'int64' <> 'float64'`; `IndexError: list index out of range` without arrays; as
/// [`concatenate`] where there is one field only.
pub fn stack_arrays(arrays: &[&Array], defaults: Defaults<'_>, autoconvert: bool) -> Result<Array> {
    if let [only] = arrays {
        return Ok((*only).clone());
    }
    hearing(|| stacked(arrays, defaults, autoconvert))
}

fn stacked(arrays: &[&Array], defaults: Defaults<'_>, autoconvert: bool) -> Result<Array> {
    let flat = arrays.iter().map(|array| array.ravel(CopyOrder::C));
    let flat = flat.collect::<Result<Vec<Array>>>()?;
    let Some((first, others)) = flat.split_first() else {
        return Err(Error::index("list index out of range"));
    };
    let mut fields = fieldspec(first.dtype);
    for (name, title, dtype) in others.iter().flat_map(|array| fieldspec(array.dtype)) {
        let known = fields
            .iter_mut()
            .find(|(own, own_title, _)| *own == name && *own_title == title);
        match known {
            None => fields.push((name, title, dtype)),
            Some((_, _, known)) if autoconvert => *known = greater(dtype, *known),
            Some((_, _, known)) if *known != dtype => {
                return Err(Error::type_(format!(
                    "Incompatible type '{known}' <> '{dtype}'"
                )));
            }
            Some(_) => {}
        }
    }
    if fields.len() == 1 {
        let all: Vec<&Array> = flat.iter().collect();
        return concatenate(&all, Some(0), Joining::default());
    }
    let length = flat
        .iter()
        .fold(0_i64, |sum, one| sum.saturating_add(one.size()));
    let made = filled(length, fields, defaults)?;
    let (mut start, mut seen) = (0_i64, Vec::new());
    for array in &flat {
        let rows = slice(start, start + array.size());
        start += array.size();
        let DType::Record(definition) = array.dtype else {
            let part = made.field(&format!("f{}", seen.len()))?;
            part.assign(&[rows], array)?;
            continue;
        };
        for field in &definition.fields {
            let part = made.field(&field.name)?;
            part.assign(std::slice::from_ref(&rows), &array.field(&field.name)?)?;
            if !seen.contains(&field.name) {
                seen.push(field.name.clone());
            }
        }
    }
    Ok(made)
}

/// Whether each of the sorted elements equals the one before it or the one after.
fn beside_an_equal(sorted: &Array) -> Result<Vec<bool>> {
    let length = sorted.shape().first().copied().unwrap_or(0);
    let before = sorted.index(&[slice(0, (length - 1).max(0))])?;
    let after = sorted.index(&[slice(1, length.max(1))])?;
    let equal = equals(&before, &after, false)?;
    let mut flags = vec![false];
    flags.extend(equal.scalars().map(|one| one == Scalar::Bool(true)));
    for place in 1..flags.len() {
        flags[place - 1] |= flags[place];
    }
    Ok(flags)
}

/// `find_duplicates(a, key, return_index=True)` of an array nothing of which is masked: the records whose key, or all of them,
/// stands in another record too, sorted, and the places where they stood. The key is the name of a field, also of an inner one.
/// Two new arrays of one axis: one of the records' dtype, one of `int64`.
///
/// # Errors
/// `TypeError: 'NoneType' object is not iterable` without fields; `KeyError: 'x'`; `IndexError: index 4 is out of bounds for axis 0
/// with size 3` for a key of several elements, each of which NumPy takes for a record.
pub fn find_duplicates(array: &Array, key: Option<&str>) -> Result<(Array, Array)> {
    hearing(|| {
        let flat = array.ravel(CopyOrder::C)?;
        let known = get_fieldstructure(flat.dtype)?;
        let mut base = flat.clone();
        if let Some(key) = key.filter(|key| !key.is_empty()) {
            let missing = || Error::new(ErrorClass::Key, python_text(key));
            let found = known.iter().find(|(name, _)| name == key);
            let (_, parents) = found.ok_or_else(missing)?;
            for name in parents.iter().map(String::as_str).chain([key]) {
                base = base.field(name)?;
            }
        }
        if base.ndim() != 1 {
            return Err(of_several(&base, flat.size())?);
        }
        let order = sort::argsort(&base, Some(-1), Kind::Quicksort)?;
        let flags = beside_an_equal(&base.index(&[Index::from(order.clone())])?)?;
        let flags: Vec<u8> = flags.into_iter().map(u8::from).collect();
        let flags = Array::from_elements(&flags, &[flags.len() as i64])?.astype(DType::Bool)?;
        let sorted = flat.index(&[Index::from(order.clone())])?;
        let picked = Index::from(flags);
        Ok((
            sorted.index(std::slice::from_ref(&picked))?,
            order.index(&[picked])?,
        ))
    })
}

/// The refusal of a key whose elements are several: NumPy sorts them all, and picks records by their places.
fn of_several(base: &Array, records: i64) -> Result<Error> {
    if base.shape().iter().skip(1).any(|&extent| extent == 0) {
        return Ok(Error::index("index 0 is out of bounds for size 0"));
    }
    let places = sort::argsort(base, None, Kind::Quicksort)?;
    let beyond = places.scalars().find_map(|place| match place {
        Scalar::I64(place) if place >= records => Some(place),
        _ => None,
    });
    Ok(match beyond {
        Some(place) => Error::index(format!(
            "index {place} is out of bounds for axis 0 with size {records}"
        )),
        None => Error::value(format!(
            "all the input arrays must have same number of dimensions, but the array at index 0 has 1 dimension(s) and the \
             array at index 1 has {} dimension(s)",
            base.ndim()
        )),
    })
}

/// Which records [`join_by`] gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Join {
    /// Those whose key stands in both tables.
    Inner,
    /// All.
    Outer,
    /// Those of the first table.
    LeftOuter,
}

impl Join {
    /// The kind of a name.
    ///
    /// # Errors
    /// `ValueError: The 'jointype' argument should be in 'inner', 'outer' or 'leftouter' (got 'x' instead)`.
    pub fn from_name(name: &str) -> Result<Join> {
        heard(match name {
            "inner" => Ok(Join::Inner),
            "outer" => Ok(Join::Outer),
            "leftouter" => Ok(Join::LeftOuter),
            other => Err(Error::value(format!(
                "The 'jointype' argument should be in 'inner', 'outer' or 'leftouter' (got '{other}' instead)"
            ))),
        })
    }
}

/// How [`join_by`] names fields that both tables have beside the key, and what it fills in.
#[derive(Clone, Copy, Debug)]
pub struct Joined<'a> {
    /// Which records.
    pub join: Join,
    /// What follows such a name where the field is of the first table; `1` in NumPy.
    pub r1postfix: &'a str,
    /// The same for the second; `2` in NumPy.
    pub r2postfix: &'a str,
    /// What stands where a record has no partner.
    pub defaults: Defaults<'a>,
}

impl Default for Joined<'_> {
    fn default() -> Self {
        Joined {
            join: Join::Inner,
            r1postfix: "1",
            r2postfix: "2",
            defaults: &[],
        }
    }
}

/// `join_by(key, r1, r2, …, usemask=False)`: the records of two tables side by side where the fields of the key are equal, sorted
/// by them. No key should stand twice in one table: NumPy pairs such records as they come, and so does this. A new array of one
/// axis with the key first, then the other fields of both; what a record lacks is its default, or 999999, 1e20, `N/A`.
///
/// # Errors
/// `ValueError: duplicate join key 'a'`, `r1 does not have key field 'x'`, `r1 and r2 contain common names, r1postfix and
/// r2postfix can't both be empty`; `TypeError: argument of type 'NoneType' is not iterable` for a table without fields.
pub fn join_by(key: &[&str], r1: &Array, r2: &Array, asked: &Joined<'_>) -> Result<Array> {
    hearing(|| joined(key, r1, r2, asked))
}

fn joined(key: &[&str], r1: &Array, r2: &Array, asked: &Joined<'_>) -> Result<Array> {
    check_key(key, r1, r2)?;
    let (r1, r2) = (r1.ravel(CopyOrder::C)?, r2.ravel(CopyOrder::C)?);
    let names = |array: &Array| -> Vec<&'static str> { array.dtype.names().unwrap_or_default() };
    let (names1, names2) = (names(&r1), names(&r2));
    let common = names1
        .iter()
        .any(|name| names2.contains(name) && !key.contains(name));
    if common && asked.r1postfix.is_empty() && asked.r2postfix.is_empty() {
        return Err(Error::value(
            "r1 and r2 contain common names, r1postfix and r2postfix can't both be empty",
        ));
    }
    let key1: Vec<&str> = names1
        .iter()
        .copied()
        .filter(|name| key.contains(name))
        .collect();
    let (keys1, keys2) = (kept(&r1, &key1)?, kept(&r2, &key1)?);
    let rows = rows_of(key, &keys1, &keys2, asked.join)?;
    let length = rows.common + rows.only1 + rows.only2;
    let made = filled(
        length,
        fields_of_both(key, &keys1, &r1, &r2, asked),
        asked.defaults,
    )?;
    let known = names(&made);
    let (s1, s2) = (r1.index(&[rows.index1])?, r2.index(&[rows.index2])?);
    for &name in &names1 {
        let renamed = !known.contains(&name)
            || names2.contains(&name) && asked.r2postfix.is_empty() && !key.contains(&name);
        let target = made.field(&with_postfix(name, asked.r1postfix, renamed))?;
        let selected = s1.field(name)?;
        put(&target, 0, rows.common1, &selected, 0)?;
        if asked.join != Join::Inner {
            put(
                &target,
                rows.common,
                rows.common + rows.only1,
                &selected,
                rows.common1,
            )?;
        }
    }
    for &name in &names2 {
        let renamed = !known.contains(&name)
            || names1.contains(&name) && asked.r1postfix.is_empty() && !key.contains(&name);
        let target = made.field(&with_postfix(name, asked.r2postfix, renamed))?;
        let selected = s2.field(name)?;
        put(&target, 0, rows.common2, &selected, 0)?;
        if asked.join == Join::Outer && rows.only2 > 0 {
            put(
                &target,
                length - rows.only2,
                length,
                &selected,
                rows.common2,
            )?;
        }
    }
    let order = argsort_by(&made, Some(-1), Kind::Quicksort, key)?;
    made.index(&[Index::from(order)])
}

fn check_key(key: &[&str], r1: &Array, r2: &Array) -> Result<()> {
    for (place, name) in key.iter().enumerate() {
        if key[place + 1..].contains(name) {
            let name = python_text(name);
            return Err(Error::value(format!("duplicate join key {name}")));
        }
    }
    for name in key {
        for (table, array) in [("r1", r1), ("r2", r2)] {
            let Some(names) = array.dtype.names() else {
                return Err(Error::type_("argument of type 'NoneType' is not iterable"));
            };
            if !names.contains(name) {
                let name = python_text(name);
                return Err(Error::value(format!(
                    "{table} does not have key field {name}"
                )));
            }
        }
    }
    Ok(())
}

/// The records with these fields alone.
fn kept(array: &Array, names: &[&str]) -> Result<Array> {
    let field = |&name: &&str| Ok((name.to_owned(), None, array.dtype.field(name)?));
    let fields = names.iter().map(field).collect::<Result<Vec<Named>>>()?;
    let dtype = DType::Record(packed(fields, false).interned());
    let made = Array::zeros(array.shape(), dtype)?;
    fill_fields(array, &made)?;
    Ok(made)
}

/// Which records are picked from each table, and how many of them have partners.
struct Rows {
    index1: Index,
    index2: Index,
    common1: i64,
    common2: i64,
    common: i64,
    only1: i64,
    only2: i64,
}

/// Both tables' keys sorted together: equal neighbors are partners.
fn rows_of(key: &[&str], keys1: &Array, keys2: &Array, join: Join) -> Result<Rows> {
    let both = concatenate(&[keys1, keys2], Some(0), Joining::default())?;
    let order = argsort_by(&both, Some(-1), Kind::Quicksort, key)?;
    let flags = beside_an_equal(&both.index(&[Index::from(order.clone())])?)?;
    let first = keys1.size();
    if both.size() == 0 {
        return Err(Error::index(
            "boolean index did not match indexed array along axis 0; size of axis is 0 but size of corresponding boolean \
             axis is 1",
        ));
    }
    let places: Vec<i64> = order
        .scalars()
        .map(|place| match place.cast(DType::I64) {
            Scalar::I64(place) => place,
            _ => 0,
        })
        .collect();
    let picked = |with_partner: bool, in_first: bool| {
        let chosen = std::iter::zip(&places, &flags)
            .filter(move |&(&place, &flag)| flag == with_partner && (place < first) == in_first);
        let own = move |(&place, _): (&i64, &bool)| if in_first { place } else { place - first };
        chosen.map(own).collect::<Vec<i64>>()
    };
    let (mut rows1, mut rows2) = (picked(true, true), picked(true, false));
    let (common1, common2) = (rows1.len() as i64, rows2.len() as i64);
    if join != Join::Inner {
        rows1.extend(picked(false, true));
    }
    if join == Join::Outer {
        rows2.extend(picked(false, false));
    }
    let index = |rows: &[i64]| -> Result<Index> {
        Ok(Index::from(Array::from_elements(
            rows,
            &[rows.len() as i64],
        )?))
    };
    Ok(Rows {
        common1,
        common2,
        common: common1.max(common2),
        only1: rows1.len() as i64 - common1,
        only2: rows2.len() as i64 - common2,
        index1: index(&rows1)?,
        index2: index(&rows2)?,
    })
}

/// The key's fields, then the others of the first table, then those of the second; of two with one name both, side by side.
fn fields_of_both(
    key: &[&str],
    keys: &Array,
    r1: &Array,
    r2: &Array,
    asked: &Joined<'_>,
) -> Vec<Named> {
    // A field with a title is never one of the key, which knows names alone.
    let is_key = |(name, title, _): &Named| title.is_none() && key.contains(&name.as_str());
    let mut fields = fieldspec(keys.dtype);
    fields.extend(
        fieldspec(r1.dtype)
            .into_iter()
            .filter(|field| !is_key(field)),
    );
    for field in fieldspec(r2.dtype) {
        let same = |own: &Named| (&own.0, &own.1) == (&field.0, &field.1);
        let Some(place) = fields.iter().position(same) else {
            fields.push(field);
            continue;
        };
        if is_key(&field) {
            fields[place].2 = greater(field.2, fields[place].2);
            continue;
        }
        let (name, title, dtype) = field;
        let first = format!("{name}{}", asked.r1postfix);
        let second = format!("{name}{}", asked.r2postfix);
        let known = fields[place].2;
        fields[place] = (first, title.clone(), known);
        fields.insert(place + 1, (second, title, dtype));
    }
    fields
}

fn with_postfix(name: &str, postfix: &str, renamed: bool) -> String {
    if renamed {
        format!("{name}{postfix}")
    } else {
        name.to_owned()
    }
}

/// Writes rows of a table to some rows of a field.
fn put(target: &Array, start: i64, stop: i64, selected: &Array, from: i64) -> Result<()> {
    let rows = selected.index(&[slice(from, from + (stop - start))])?;
    target.assign(&[slice(start, stop)], &rows)
}
