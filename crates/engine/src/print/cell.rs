//! The words of an array's cells, each kind of dtype in its own way, all as wide as the widest needs.
//! Knows the cells that are shown and nothing of brackets and lines.

#[cfg(feature = "complex")]
use super::complex::ComplexFormat;
use super::digits::Real;
use super::float::FloatFormat;
use super::integer::{IntegerFormat, truth};
use super::options::Options;
use crate::dtype::{DType, Kind};
use crate::scalar::Scalar;

/// A word for each cell, given as its bytes. `ndim` is that of the array they come from.
pub(super) fn words_of(
    dtype: DType,
    ndim: usize,
    cells: &[&[u8]],
    options: &Options,
) -> Vec<String> {
    #[cfg(feature = "records")]
    if !dtype.holds_numbers() {
        return super::record::words_of(dtype, ndim, cells, options, false);
    }
    let scalars: Vec<Scalar> = cells
        .iter()
        .filter_map(|bytes| Scalar::from_bytes(dtype, bytes))
        .collect();
    let format = CellFormat::new(dtype, ndim, &scalars, options);
    scalars.iter().map(|&cell| format.word(cell)).collect()
}

/// How one array's numbers are written.
enum CellFormat<'a> {
    Bool {
        width: usize,
    },
    Integer(IntegerFormat),
    Float(FloatFormat<'a>),
    #[cfg(feature = "complex")]
    Complex(ComplexFormat<'a>),
}

impl<'a> CellFormat<'a> {
    fn new(dtype: DType, ndim: usize, cells: &[Scalar], options: &'a Options) -> Self {
        match dtype.kind() {
            // Two booleans are as wide as each other, whatever they are; a lone one stands as it is.
            Kind::Bool => Self::Bool {
                width: if ndim == 0 { 0 } else { "False".len() },
            },
            Kind::Float => {
                let reals: Vec<Real> = cells
                    .iter()
                    .filter_map(|&cell| Real::from_scalar(cell))
                    .collect();
                Self::Float(FloatFormat::new(&reals, options, options.sign))
            }
            #[cfg(feature = "complex")]
            Kind::Complex => Self::Complex(ComplexFormat::new(cells, options)),
            _ => Self::Integer(IntegerFormat::new(cells, options.sign)),
        }
    }

    fn word(&self, cell: Scalar) -> String {
        match (self, cell, Real::from_scalar(cell)) {
            (Self::Bool { width }, Scalar::Bool(value), _) => format!("{:>width$}", truth(value)),
            (Self::Float(format), _, Some(real)) => format.word(real),
            (Self::Integer(format), _, _) => format.word(cell),
            #[cfg(feature = "complex")]
            (Self::Complex(format), _, _) => format.word(cell),
            _ => String::new(),
        }
    }
}
