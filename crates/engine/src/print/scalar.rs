//! The text of one value: NumPy's `str` and `repr` of a scalar, and the text of a cell in a picture.
//! Knows nothing of arrays.

use super::decimal::full_text;
use super::digits::Real;
use super::float::FloatFormat;
use super::integer::{digits, truth};
use super::options::{Options, Sign};
use crate::scalar::Scalar;

/// `str(scalar)`: every digit needed to read the value back, as in `0.30000000000000004`.
pub fn scalar_str(value: Scalar) -> String {
    #[cfg(feature = "complex")]
    if let Some(text) = super::complex::full_text(value) {
        return text;
    }
    match (value, Real::from_scalar(value)) {
        (Scalar::Bool(value), _) => truth(value).to_owned(),
        (_, Some(real)) => full_text(real),
        (_, None) => digits(value),
    }
}

/// `repr(scalar)`, as in `np.float64(1.5)` and `np.True_`.
pub fn scalar_repr(value: Scalar) -> String {
    match value {
        Scalar::Bool(value) => format!("np.{}_", truth(value)),
        #[cfg(feature = "complex")]
        Scalar::C64(_) | Scalar::C128(_) => {
            let text = scalar_str(value);
            let bare = text
                .strip_prefix('(')
                .and_then(|text| text.strip_suffix(')'));
            format!("np.{}({})", value.dtype().name(), bare.unwrap_or(&text))
        }
        _ => format!("np.{}({})", value.dtype().name(), scalar_str(value)),
    }
}

/// The text of one cell drawn by itself: as NumPy writes the value in an array of one, as in `0.3` and `1.`.
pub fn cell_text(value: Scalar) -> String {
    #[cfg(feature = "complex")]
    if value.dtype().is_complex() {
        return super::complex::ComplexFormat::new(&[value], &Options::default()).word(value);
    }
    match (value, Real::from_scalar(value)) {
        (Scalar::Bool(value), _) => truth(value).to_owned(),
        (_, Some(real)) => FloatFormat::new(&[real], &Options::default(), Sign::Minus).word(real),
        (_, None) => digits(value),
    }
}

#[cfg(test)]
mod tests {
    use super::{cell_text, scalar_repr, scalar_str};
    use crate::scalar::Scalar;

    #[test]
    fn a_cell_is_short_where_the_scalar_is_exact() {
        let value = Scalar::F64(0.1 + 0.2);
        assert_eq!(scalar_str(value), "0.30000000000000004");
        assert_eq!(scalar_repr(value), "np.float64(0.30000000000000004)");
        assert_eq!(cell_text(value), "0.3");
        assert_eq!(cell_text(Scalar::F64(-0.0)), "-0.");
        assert_eq!(cell_text(Scalar::F32(f32::NAN)), "nan");
        assert_eq!(cell_text(Scalar::I8(-7)), "-7");
        // Halfway between two shortest candidates: the even one.
        assert_eq!(scalar_str(Scalar::F32(2.0 + 217.0 / 256.0)), "2.8476562");
        assert_eq!(scalar_repr(Scalar::Bool(true)), "np.True_");
    }
}
