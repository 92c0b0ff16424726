//! The plan of a ufunc in place at chosen elements, where an element named twice is computed twice.
//! Plain data; `ufunc::method` makes it, `execute` reads it.

use super::{Operand, Output};
use crate::dtype::DType;
use crate::layout::Dims;
use crate::ufunc::Entry;

/// One element after another is read, computed anew and written back.
#[derive(Clone, PartialEq, Debug)]
pub struct At {
    /// The ufunc, a row of the table, of one input or two.
    pub ufunc: &'static str,
    /// The dtypes of the chosen loop: inputs, then output.
    pub signature: Vec<DType>,
    /// The ufunc's loops of this signature, so that they are looked up once.
    pub(crate) entry: Entry,
    /// The shape of the index.
    pub shape: Dims,
    /// The array, as it is read; then the values of the second input, stretched to the shape of the index.
    pub operands: Vec<Operand>,
    /// The array, as it is written.
    pub output: Output,
    /// The addresses of the elements, in C order of the index.
    pub places: Vec<i64>,
}
