//! The common width of an array's integers, and the words of its booleans.
//! Knows nothing of nesting or lines.

use crate::scalar::Scalar;

/// Right-aligns the integers of one array.
pub(super) struct IntegerFormat {
    width: usize,
}

impl IntegerFormat {
    /// The format that fits every shown cell.
    pub(super) fn new(cells: &[Scalar]) -> Self {
        let width = cells.iter().map(|&cell| digits(cell).len()).max();
        Self {
            width: width.unwrap_or(0),
        }
    }

    /// One cell, padded to the common width.
    pub(super) fn word(&self, cell: Scalar) -> String {
        format!("{:>1$}", digits(cell), self.width)
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
