//! `np.lib.recfunctions` that go by the names of fields: records filled from others, and functions of all fields.
//! Knows arrays and dtypes; every byte is moved by assignments of the arrays themselves.

use super::definition::Definition;
use super::describe::fields_of;
use super::functions::structured_to_unstructured;
use super::value::Value;
use crate::array::Array;
use crate::cast::Casting;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::record::hearing;
use crate::scalar::Scalar;

/// `recursive_fill_fields(input, output)`: writes each field of the output that the input has too, inner ones by their names, as
/// many records as the input has. The output itself, whose bytes it shares.
///
/// # Errors
/// `TypeError: 'NoneType' object is not iterable` for an output without fields, `len() of unsized object` for records without
/// axes; `IndexError` for an input without fields; as [`Array::assign`] for more records than the output has.
pub fn recursive_fill_fields(input: &Array, output: &Array) -> Result<Array> {
    hearing(|| {
        fill_fields(input, output)?;
        Ok(output.clone())
    })
}

pub(super) fn fill_fields(input: &Array, output: &Array) -> Result<()> {
    for field in &fields_of(output.dtype)?.fields {
        let has_not = |own: &Definition| own.field(&field.name).is_none();
        if input.dtype.definition().is_some_and(has_not) {
            continue;
        }
        let current = input.field(&field.name)?;
        let target = output.field(&field.name)?;
        if current.dtype.definition().is_some() {
            fill_fields(&current, &target)?;
        } else if let Some(&length) = current.shape().first() {
            let part = Index::Slice {
                start: None,
                stop: Some(length),
                step: None,
            };
            target.assign(&[part], &current)?;
        } else {
            return Err(Error::type_("len() of unsized object"));
        }
    }
    Ok(())
}

/// `assign_fields_by_name(dst, src, zero_unassigned)`: writes each field from the one of the same name, inner ones too. A field
/// without one becomes 0, or with `zero_unassigned` unset stays as it is. Arrays without fields are assigned whole.
///
/// # Errors
/// `TypeError: argument of type 'NoneType' is not iterable` where only the target has fields; as [`Array::assign`].
pub fn assign_fields_by_name(target: &Array, source: &Array, zero_unassigned: bool) -> Result<()> {
    hearing(|| by_name(target, source, zero_unassigned))
}

fn by_name(target: &Array, source: &Array, zero_unassigned: bool) -> Result<()> {
    let Some(definition) = target.dtype.definition() else {
        return target.assign(&[Index::Ellipsis], source);
    };
    for field in &definition.fields {
        let Some(own) = source.dtype.definition() else {
            return Err(Error::type_("argument of type 'NoneType' is not iterable"));
        };
        let part = target.field(&field.name)?;
        if own.fields.iter().any(|one| one.name == field.name) {
            by_name(&part, &source.field(&field.name)?, zero_unassigned)?;
        } else if zero_unassigned {
            part.assign_value(&[Index::Ellipsis], &Value::Number(Scalar::I64(0)))?;
        }
    }
    Ok(())
}

/// `require_fields(a, dtype)`: a new array of the same shape with exactly these fields, each from the one of the same name and
/// cast to its dtype; those that the array has not are 0.
///
/// # Errors
/// As [`assign_fields_by_name`] and [`crate::limit::grant`].
pub fn require_fields(array: &Array, dtype: DType) -> Result<Array> {
    hearing(|| {
        let made = Array::zeros(array.shape(), dtype)?;
        by_name(&made, array, true)?;
        Ok(made)
    })
}

/// `apply_along_fields(function, a)`: what a function makes of all fields as a last axis, of the dtype that they promote to. It is
/// called with that array and the number of its last axis; what it gives is given back, new or a view as it made it.
///
/// # Errors
/// `ValueError: arr must be a structured array`; as [`structured_to_unstructured`], and what the function refuses.
pub fn apply_along_fields(
    array: &Array,
    function: impl FnOnce(&Array, i64) -> Result<Array>,
) -> Result<Array> {
    let fields = structured_to_unstructured(array, None, false, Casting::Unsafe)?;
    function(&fields, fields.ndim() as i64 - 1)
}
