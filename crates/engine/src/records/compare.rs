//! Records compared field by field, as `==` and `!=` of structured arrays do.
//! Knows arrays of records; the fields are compared by whoever compares such arrays.

use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::reduce;
use crate::strings::equals;
use crate::ufunc::{self, Operand};

/// `a == b` of records of the same fields, or `a != b` when `negated`: a new `bool` array. Fields with axes of their own
/// are equal where all their elements are.
///
/// # Errors
/// `TypeError: Cannot compare structured arrays unless they have a common dtype. …` for records of other fields.
pub(crate) fn records(a: &Array, b: &Array, negated: bool) -> Result<Array> {
    let (DType::Record(one), DType::Record(two)) = (a.dtype, b.dtype) else {
        return equals(a, b, negated);
    };
    let names = |definition: &super::Definition| -> Vec<String> {
        let names = definition.fields.iter().map(|field| field.name.clone());
        names.collect()
    };
    if names(one) != names(two) || super::promote::common(a.dtype, b.dtype).is_err() {
        return Err(Error::type_(
            "Cannot compare structured arrays unless they have a common dtype.  I.e. `np.result_type(arr1, arr2)` must \
             be defined.",
        ));
    }
    let shape = crate::layout::broadcast::broadcast_shape(&[a.shape(), b.shape()])?;
    let (a, b) = (a.broadcast_to(&shape)?, b.broadcast_to(&shape)?);
    let joined = if negated { "logical_or" } else { "logical_and" };
    let mut found: Option<Array> = None;
    for field in &one.fields {
        let (left, right) = (a.field(&field.name)?, b.field(&field.name)?);
        let mut same = equals(&left, &right, negated)?;
        if same.ndim() > shape.len() {
            let axes: Vec<i64> = (shape.len()..same.ndim()).map(|axis| axis as i64).collect();
            let options = reduce::Options {
                axis: Some(&axes),
                ..reduce::Options::default()
            };
            same = reduce::call(if negated { "any" } else { "all" }, &same, options)?;
        }
        found = Some(match found {
            None => same,
            Some(before) => ufunc::call(joined, &[Operand::Array(&before), Operand::Array(&same)])?,
        });
    }
    match found {
        Some(found) => Ok(found),
        None if negated => Array::blank(&shape, DType::Bool),
        None => Array::ones(&shape, DType::Bool),
    }
}
