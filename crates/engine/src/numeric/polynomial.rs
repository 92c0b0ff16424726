//! `polyval`: the value of a polynomial, by Horner's rule.
//! Composed of one product and one sum for each coefficient, as NumPy's.

use crate::array::Array;
use crate::compose::two;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::ufunc::heard;

/// The values of a polynomial, its highest coefficient first (`np.polyval`): the shape and dtype that products and sums of
/// coefficients and arguments have. A new array.
///
/// # Errors
/// `TypeError: iteration over a 0-d array`; as [`crate::ufunc::call`].
pub fn polyval(coefficients: &Array, arguments: &Array) -> Result<Array> {
    let Some(&count) = coefficients.shape().first() else {
        return heard(Err(Error::type_("iteration over a 0-d array")));
    };
    let mut value = arguments.zeros_like(None)?;
    for place in 0..count {
        let coefficient = coefficients.index(&[Index::Int(place)])?;
        value = two("add", &two("multiply", &value, arguments)?, &coefficient)?;
    }
    Ok(value)
}
