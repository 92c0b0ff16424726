//! `np.lib.recfunctions`: records made of plain arrays and back, fields added, dropped, renamed and packed.
//! Knows arrays and dtypes; every byte is moved by casts and assignments of the arrays themselves.

use super::by_name::fill_fields;
use super::definition::{Definition, Field, Subarray, packed};
use super::spec::checked_names;
use super::value::Value;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::Casting;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::promote::{Input, result_type};
use crate::record::hearing;
use crate::scalar::Scalar;
use crate::ufunc::heard;

/// Elements of one dtype inside of a record, however deep: a subarray of one axis, and where it starts.
struct Leaf {
    base: DType,
    count: i64,
    offset: usize,
}

impl Leaf {
    fn of(base: DType, count: i64) -> DType {
        let shape = [count].into_iter().collect();
        DType::Sub(Subarray { base, shape }.interned())
    }
}

/// The parts of a record that are no records, in order.
fn leaves(definition: &Definition, offset: usize, found: &mut Vec<Leaf>) {
    for field in &definition.fields {
        let (mut base, mut count) = (field.dtype, 1_i64);
        while let DType::Sub(subarray) = base {
            count = count.saturating_mul(crate::layout::size_of_shape(&subarray.shape));
            base = subarray.base;
        }
        let start = offset.saturating_add(field.offset);
        match base.definition() {
            Some(inner) => {
                for number in 0..usize::try_from(count).unwrap_or(0) {
                    leaves(inner, start + number * inner.itemsize, found);
                }
            }
            None => found.push(Leaf {
                base,
                count,
                offset: start,
            }),
        }
    }
}

fn numbered(leaves: impl Iterator<Item = DType>) -> Definition {
    let named = leaves.enumerate();
    let named = named.map(|(number, dtype)| (format!("f{number}"), None, dtype));
    packed(named.collect(), false)
}

/// The leaves at their own offsets.
fn flattened(leaves: &[Leaf], itemsize: usize) -> DType {
    let dtypes = leaves.iter().map(|leaf| Leaf::of(leaf.base, leaf.count));
    let mut definition = numbered(dtypes);
    for (field, leaf) in definition.fields.iter_mut().zip(leaves) {
        field.offset = leaf.offset;
    }
    definition.itemsize = itemsize;
    DType::Record(definition.interned())
}

/// The leaves one after another, each of one dtype.
fn uniform(leaves: &[Leaf], base: DType) -> DType {
    let dtypes = leaves.iter().map(|leaf| Leaf::of(base, leaf.count));
    DType::Record(numbered(dtypes).interned())
}

fn not_implemented(message: &str) -> Error {
    Error::new(crate::error::ErrorClass::NotImplemented, message)
}

/// Records as an array with one more axis, that of their fields (`structured_to_unstructured`). Without a dtype the fields
/// find a common one. Where all fields have it and lie in equal steps the result is a view, else a view of new bytes.
///
/// # Errors
/// `ValueError: arr must be a structured array`, `arr has no fields. Unable to guess dtype`; as
/// [`Array::astype_with`] and [`result_type`].
pub fn structured_to_unstructured(
    array: &Array,
    dtype: Option<DType>,
    copy: bool,
    casting: Casting,
) -> Result<Array> {
    let Some(definition) = array.dtype.definition() else {
        return heard(Err(Error::value("arr must be a structured array")));
    };
    let mut parts = Vec::new();
    leaves(definition, 0, &mut parts);
    let dtype = match dtype {
        _ if parts.is_empty() => {
            return heard(Err(match dtype {
                None => Error::value("arr has no fields. Unable to guess dtype"),
                Some(_) => not_implemented("arr with no fields is not supported"),
            }));
        }
        Some(dtype) => dtype,
        None => {
            let inputs: Vec<Input> = parts.iter().map(|leaf| Input::Array(leaf.base)).collect();
            heard(result_type(&inputs))?
        }
    };
    let count = parts
        .iter()
        .fold(0_i64, |sum, leaf| sum.saturating_add(leaf.count));
    let size = dtype.itemsize() as i64;
    if !copy
        && parts.iter().all(|leaf| leaf.base == dtype)
        && let Some(stride) = common_stride(&parts, size)
    {
        let first = parts.first().map_or(0, |leaf| leaf.offset as i64);
        return Ok(with_axis(array, dtype, count, stride, first));
    }
    let flat = array.as_dtype(flattened(&parts, definition.itemsize), || "view".to_owned());
    let copied = flat.astype_with(uniform(&parts, dtype), CopyOrder::K, casting)?;
    Ok(with_axis(&copied, dtype, count, size, 0))
}

/// The records' bytes seen with one more axis.
fn with_axis(records: &Array, dtype: DType, count: i64, stride: i64, first: i64) -> Array {
    let mut layout = records.layout.clone();
    layout.shape.push(count);
    layout.strides.push(stride);
    layout.offset += first;
    records.seen_as(dtype, layout, || "structured_to_unstructured".to_owned())
}

/// The step from each element of the leaves to the next, where it is always the same one.
fn common_stride(leaves: &[Leaf], itemsize: i64) -> Option<i64> {
    let mut places = Vec::new();
    for leaf in leaves {
        for number in 0..leaf.count {
            places.push(leaf.offset as i64 + number * itemsize);
        }
    }
    let mut steps = places.windows(2).map(|pair| pair[1] - pair[0]);
    let first = steps.next().unwrap_or(itemsize);
    let same = steps.all(|step| step == first);
    // The elements of a subarray lie one after another.
    let only_forward = leaves.len() == 1 || leaves.iter().all(|leaf| leaf.count == 1);
    (same && (first == itemsize || only_forward)).then_some(first)
}

/// How [`unstructured_to_structured`] names the fields.
#[derive(Clone, Copy, Debug)]
pub enum Fields<'a> {
    /// `f0`, `f1` and so on.
    Numbered,
    /// These names.
    Names(&'a [&'a str]),
    /// The fields of this dtype.
    DType(DType),
}

/// The last axis of an array as the fields of records (`unstructured_to_structured`). A view where no element needs a cast
/// and the array is contiguous, else a view of new bytes.
///
/// # Errors
/// `ValueError: arr must have at least one dimension`, `The length of the last dimension of arr must be equal to the number
/// of fields in dtype`, `align was True but dtype is not aligned`; as [`Array::astype_with`].
pub fn unstructured_to_structured(
    array: &Array,
    fields: Fields<'_>,
    align: bool,
    casting: Casting,
) -> Result<Array> {
    let Some((&length, outer)) = array.shape().split_last() else {
        return heard(Err(Error::value("arr must have at least one dimension")));
    };
    if length == 0 {
        let message = "last axis with size 0 is not supported";
        return heard(Err(not_implemented(message)));
    }
    let definition = match fields {
        Fields::DType(DType::Record(definition)) => definition.clone(),
        Fields::DType(_) => numbered(std::iter::empty()),
        Fields::Numbered => {
            // A field with its name takes about so many bytes.
            heard(crate::limit::grant(&[length, 128], DType::U8))?;
            let names = (0..length).map(|number| (format!("f{number}"), None, array.dtype));
            packed(names.collect(), align)
        }
        Fields::Names(names) => {
            let names = names
                .iter()
                .map(|name| ((*name).to_owned(), None, array.dtype));
            packed(heard(checked_names(names.collect()))?, align)
        }
    };
    let mut parts = Vec::new();
    leaves(&definition, 0, &mut parts);
    let count = parts
        .iter()
        .fold(0_i64, |sum, leaf| sum.saturating_add(leaf.count));
    if matches!(fields, Fields::DType(_)) {
        if count != length {
            return heard(Err(Error::value(
                "The length of the last dimension of arr must be equal to the number of fields in dtype",
            )));
        }
        if align && !definition.aligned {
            return heard(Err(Error::value("align was True but dtype is not aligned")));
        }
    } else if count == 0 || length % count != 0 {
        return heard(Err(Error::value(
            "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of \
             the array.",
        )));
    }
    let contiguous = if array.c_contiguous() {
        array.clone()
    } else {
        array.copy(CopyOrder::C)?
    };
    let mut layout = contiguous.layout.clone();
    let uniform = uniform(&parts, array.dtype);
    // Each row is one record; of a row for several, NumPy takes the first.
    layout.shape.truncate(outer.len());
    layout.strides.truncate(outer.len());
    layout.shape.push(1);
    layout.strides.push(uniform.itemsize() as i64);
    let seen = Array {
        dtype: uniform,
        ..contiguous.over(layout)
    };
    let flat = flattened(&parts, definition.itemsize);
    let made = if flat == uniform {
        seen
    } else {
        seen.astype_with(flat, CopyOrder::K, casting)?
    };
    let dtype = DType::Record(definition.interned());
    let mut rows = made.as_dtype(dtype, || "unstructured_to_structured".to_owned());
    rows.layout.shape.truncate(outer.len());
    rows.layout.strides.truncate(outer.len());
    Ok(rows)
}

/// The records with their fields one after another, or where C puts them (`repack_fields`); inner records too with
/// `recurse`. The array itself where nothing changes, else new.
///
/// # Errors
/// As [`Array::astype`].
pub fn repack_fields(array: &Array, align: bool, recurse: bool) -> Result<Array> {
    hearing(|| {
        let dtype = repacked(array.dtype, align, recurse);
        if dtype == array.dtype {
            return Ok(array.clone());
        }
        array.astype(dtype)
    })
}

/// [`repack_fields`] of a dtype. An inner record that is repacked too asks for no place of its own, as in NumPy.
pub fn repacked(dtype: DType, align: bool, recurse: bool) -> DType {
    let DType::Record(definition) = dtype else {
        return dtype;
    };
    let fields = definition.fields.iter().map(|field| {
        let inner = if recurse {
            repacked(field.dtype, align, true)
        } else {
            field.dtype
        };
        (field.name.clone(), field.title.clone(), inner)
    });
    let mut made = packed(fields.collect(), align);
    made.record = definition.record;
    if align && recurse {
        let (mut end, mut widest) = (0_usize, 1);
        for field in &mut made.fields {
            let unit = match field.dtype {
                DType::Record(_) => 1,
                other => other.alignment(),
            };
            widest = widest.max(unit);
            field.offset = end.next_multiple_of(unit);
            end = field.offset.saturating_add(field.dtype.itemsize());
        }
        made.itemsize = end.next_multiple_of(widest);
    }
    DType::Record(made.interned())
}

/// The same bytes under other names (`rename_fields`): each pair is an old name and a new one, inner records included. A
/// view; the fields must lie one after another.
///
/// # Errors
/// As [`Array::view`] for records with gaps; `ValueError: field 'a' occurs more than once`.
pub fn rename_fields(array: &Array, names: &[(&str, &str)]) -> Result<Array> {
    array.view(heard(renamed(array.dtype, names))?)
}

fn renamed(dtype: DType, names: &[(&str, &str)]) -> Result<DType> {
    let DType::Record(definition) = dtype else {
        return Ok(dtype);
    };
    let mut fields = Vec::new();
    for field in &definition.fields {
        let pair = names.iter().find(|(old, _)| *old == field.name);
        let name = pair.map_or(field.name.as_str(), |(_, new)| new);
        fields.push((name.to_owned(), None, renamed(field.dtype, names)?));
    }
    Ok(DType::Record(
        packed(checked_names(fields)?, false).interned(),
    ))
}

/// The records without some fields, also those of inner records (`drop_fields(…, usemask=False)`): new ones, without gaps.
///
/// # Errors
/// `TypeError: len() of unsized object` for a 0-d array; as [`crate::limit::grant`].
pub fn drop_fields(array: &Array, names: &[&str]) -> Result<Array> {
    hearing(|| {
        let dtype = without(array.dtype, names)
            .unwrap_or(DType::Record(numbered(std::iter::empty()).interned()));
        let result = Array::zeros(array.shape(), dtype)?;
        fill_fields(array, &result)?;
        Ok(result)
    })
}

/// The dtype without some fields; nothing where none is left.
fn without(dtype: DType, names: &[&str]) -> Option<DType> {
    let DType::Record(definition) = dtype else {
        return Some(dtype);
    };
    let kept = definition.fields.iter().filter_map(|field| {
        let dropped = names.contains(&field.name.as_str());
        let inner = without(field.dtype, names).filter(|_| !dropped)?;
        Some((field.name.clone(), None, inner))
    });
    let kept: Vec<_> = kept.collect();
    (!kept.is_empty()).then(|| DType::Record(packed(kept, false).interned()))
}

/// A column of a result: its name, its dtype with the axes of a subarray, its elements.
type Column = (String, DType, Array);

/// Arrays of one axis side by side as records (`merge_arrays`), a shorter one followed by `fill`. Arrays that are no records
/// become `f0`, `f1` and so on; records of several fields become one field each, or with `flatten` a field for each of
/// theirs. A new array of one axis; of a lone array a view of its elements.
///
/// # Errors
/// `ValueError: field 'a' occurs more than once`; `could not assign tuple of length 2 to structure with 3 fields.` for
/// records of several fields that would be filled with `flatten`; as [`Value::write`] for a filling; memory.
pub fn merge_arrays(arrays: &[&Array], fill: &Value, flatten: bool) -> Result<Array> {
    if let [only] = arrays {
        let dtype = match only.dtype {
            DType::Record(_) => only.dtype,
            plain => DType::Record(numbered(std::iter::once(plain)).interned()),
        };
        let nested = |field: &Field| matches!(field.dtype, DType::Record(_));
        let inner =
            matches!(dtype, DType::Record(definition) if definition.fields.iter().any(nested));
        if !(flatten && inner) {
            return only.ravel(CopyOrder::C)?.view(dtype);
        }
    }
    let length = arrays.iter().map(|array| array.size()).max().unwrap_or(0);
    let (mut columns, mut counts) = (Vec::new(), Vec::new());
    for array in arrays {
        let before = columns.len();
        columns_of(&array.ravel(CopyOrder::C)?, flatten, &mut columns)?;
        counts.push((before..columns.len(), array.size() < length));
    }
    let names = columns
        .iter()
        .map(|(name, dtype, _)| (name.clone(), None, *dtype));
    heard(checked_names(names.collect()))?;
    let mut filled = 0;
    for (places, short) in counts {
        filled += if short { 1 } else { places.len() };
        for (_, dtype, _) in columns
            .get(places)
            .unwrap_or_default()
            .iter()
            .filter(|_| short)
        {
            let mut element = vec![0; dtype.itemsize()];
            heard(fill.write(*dtype, &mut element))?;
        }
    }
    if flatten && filled < columns.len() {
        return heard(Err(Error::value(format!(
            "could not assign tuple of length {filled} to structure with {} fields.",
            columns.len()
        ))));
    }
    side_by_side(columns, length, Some(fill))
}

fn columns_of(array: &Array, flatten: bool, columns: &mut Vec<Column>) -> Result<()> {
    match array.dtype {
        DType::Record(definition) if flatten || definition.fields.len() == 1 => {
            for field in &definition.fields {
                let part = array.field(&field.name)?;
                if flatten && matches!(field.dtype, DType::Record(_)) {
                    columns_of(&part, true, columns)?;
                } else {
                    columns.push((field.name.clone(), field.dtype, part));
                }
            }
        }
        dtype => columns.push((String::new(), dtype, array.clone())),
    }
    Ok(())
}

fn side_by_side(columns: Vec<Column>, length: i64, fill: Option<&Value>) -> Result<Array> {
    let fields = columns
        .iter()
        .map(|(name, dtype, _)| (name.clone(), None, *dtype));
    let fields = heard(checked_names(fields.collect()))?;
    let names: Vec<String> = fields.iter().map(|(name, _, _)| name.clone()).collect();
    let result = Array::zeros(&[length], DType::Record(packed(fields, false).interned()))?;
    for (name, (_, dtype, column)) in names.iter().zip(columns) {
        let target = result.field(name)?;
        let own = column.shape().first().copied().unwrap_or(0);
        let part = |start: Option<i64>, stop: Option<i64>| Index::Slice {
            start,
            stop,
            step: None,
        };
        target.assign(&[part(None, Some(own))], &column)?;
        let rest = target.index(&[part(Some(own), None)])?;
        match fill {
            _ if own == length => {}
            Some(fill) => rest.assign_value(&[Index::Ellipsis], fill)?,
            None => fill_as_masked(&rest, dtype)?,
        }
    }
    Ok(result)
}

/// Writes what a masked array shows where nothing is.
pub(super) fn fill_as_masked(target: &Array, dtype: DType) -> Result<()> {
    if let DType::Record(definition) = dtype {
        return definition
            .fields
            .iter()
            .try_for_each(|field| fill_as_masked(&target.field(&field.name)?, field.dtype));
    }
    let number = match dtype.base().kind().letter() {
        'b' => Scalar::Bool(true),
        'i' | 'u' => Scalar::I64(999_999),
        'S' | 'U' => {
            let text = Value::Text("N/A".to_owned());
            return target.assign_value(&[Index::Ellipsis], &text);
        }
        _ => Scalar::F64(1e20),
    };
    // What is too large for the dtype is cast as C casts it.
    let number = Array::scalar(number)?.astype(dtype.base())?;
    target.assign(&[Index::Ellipsis], &number)
}

/// The records with more fields, each from an array of one axis (`append_fields(…, usemask=False)`). Where one is shorter
/// its last elements are what a masked array would show: 999999, 1e20, `N/A`. A new array.
///
/// # Errors
/// `ValueError: The number of arrays does not match the number of names`, `field 'a' occurs more than once`; memory.
pub fn append_fields(base: &Array, names: &[&str], data: &[&Array]) -> Result<Array> {
    append_fields_as(base, names, data, &[], &Value::Number(Scalar::I64(-1)))
}

/// [`append_fields`] with the dtypes of the new fields, one for all or one for each (none where there are none), and with what
/// fills up the shorter ones of several new arrays. Each array is cast as by [`Array::astype`].
///
/// # Errors
/// As [`append_fields`]; `ValueError: The dtypes argument must be None, a dtype, or a list.`; what a cast refuses.
pub fn append_fields_as(
    base: &Array,
    names: &[&str],
    data: &[&Array],
    dtypes: &[DType],
    fill: &Value,
) -> Result<Array> {
    hearing(|| appended(base, names, data, dtypes, fill))
}

fn appended(
    base: &Array,
    names: &[&str],
    data: &[&Array],
    dtypes: &[DType],
    fill: &Value,
) -> Result<Array> {
    if names.len() != data.len() {
        return Err(Error::value(
            "The number of arrays does not match the number of names",
        ));
    }
    if dtypes.len() > 1 && dtypes.len() != data.len() {
        return Err(Error::value(
            "The dtypes argument must be None, a dtype, or a list.",
        ));
    }
    let cast = |(place, array): (usize, &&Array)| match dtypes.get(place).or(dtypes.first()) {
        Some(&dtype) if dtype != array.dtype => array.astype(dtype),
        _ => Ok((*array).clone()),
    };
    let data = data.iter().enumerate().map(cast);
    let data = data.collect::<Result<Vec<Array>>>()?;
    let mut columns = Vec::new();
    let base = merge_arrays(&[base], fill, false)?;
    for field in base.dtype.record_fields() {
        columns.push((field.name.clone(), field.dtype, base.field(&field.name)?));
    }
    let longest = data.iter().map(Array::size).max().unwrap_or(0);
    for (name, array) in names.iter().zip(&data) {
        let column = array.ravel(CopyOrder::C)?;
        let column = if data.len() > 1 && column.size() < longest {
            // Arrays that come together are merged first, and filled as there.
            let merged = vec![(String::from("f0"), column.dtype, column)];
            side_by_side(merged, longest, Some(fill))?.field("f0")?
        } else {
            column
        };
        columns.push(((*name).to_owned(), column.dtype, column));
    }
    let length = base.size().max(longest);
    side_by_side(columns, length, None)
}
