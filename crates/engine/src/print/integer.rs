//! The common width of an array's integers, and the words of its booleans.
//! Knows nothing of nesting or lines.

use super::options::Sign;
use crate::scalar::Scalar;

/// Right-aligns the integers of one array.
pub(super) struct IntegerFormat {
    width: usize,
    sign: Sign,
}

impl IntegerFormat {
    /// The format that fits every shown cell.
    pub(super) fn new(cells: &[Scalar], sign: Sign) -> Self {
        let negative = |cell: &Scalar| digits(*cell).starts_with('-');
        // Beside a minus no space is needed to tell the others from it.
        let sign = match sign {
            Sign::Space if cells.iter().any(negative) => Sign::Minus,
            sign => sign,
        };
        let widths = cells.iter().map(|&cell| signed(cell, sign).len());
        Self {
            width: widths.max().unwrap_or(0),
            sign,
        }
    }

    /// One cell, padded to the common width.
    pub(super) fn word(&self, cell: Scalar) -> String {
        format!("{:>1$}", signed(cell, self.sign), self.width)
    }
}

fn signed(cell: Scalar, sign: Sign) -> String {
    let digits = digits(cell);
    match sign {
        Sign::Plus if !digits.starts_with('-') => format!("+{digits}"),
        Sign::Space if !digits.starts_with('-') => format!(" {digits}"),
        _ => digits,
    }
}

/// An integer's plain digits; what is no integer has none.
pub(super) fn digits(cell: Scalar) -> String {
    match cell {
        Scalar::I8(v) => v.to_string(),
        Scalar::I16(v) => v.to_string(),
        Scalar::I32(v) => v.to_string(),
        Scalar::I64(v) => v.to_string(),
        Scalar::U8(v) => v.to_string(),
        Scalar::U16(v) => v.to_string(),
        Scalar::U32(v) => v.to_string(),
        Scalar::U64(v) => v.to_string(),
        _ => String::new(),
    }
}

/// `True` or `False`, as Python writes them.
pub(super) fn truth(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}
