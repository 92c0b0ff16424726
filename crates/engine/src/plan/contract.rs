//! The plan of a sum of products: every cell of the result is a sum, over the summed axes, of products of one element of
//! each operand. Plain data; `linalg` makes it, `execute` reads it.

use super::{Kernel, Operand, Output};
use crate::kernel::product::ProductLoop;
use crate::layout::Dims;

/// Products of one element of each operand, summed.
///
/// The order of additions is fixed, because it decides the last bits of floats: each sum starts from 0 and takes the
/// products in C order of the summed axes, one after another; or, where a float is made of 32 of them or more from two operands, in sixteen
/// running sums, product number `i` in sum `i % 16`, neighbors joined at the end.
#[derive(Clone, PartialEq, Debug)]
pub struct Contract {
    /// What was called, such as `matmul`.
    pub name: &'static str,
    /// The subscripts of an `einsum`, such as `ij,jk->ik`; empty for other products.
    pub subscripts: String,
    /// The name under which NumPy warns of floats, where it does.
    pub warns_as: Option<&'static str>,
    /// The axes that take part: those of the result first, then those summed.
    pub shape: Dims,
    /// How many of them are the result's.
    pub kept: usize,
    /// The operands, each stretched over all the axes: stride 0 on axes it lacks.
    pub operands: Vec<Operand>,
    /// The result; its layout has the kept axes only.
    pub output: Output,
    /// The inner loop, with the dtype multiplied and added in.
    pub kernel: &'static ProductLoop,
    /// Whether products go one at a time, or as tiles or strips of registers.
    pub tiles: Kernel,
    /// Whether each sum has sixteen running ones.
    pub running: bool,
}

impl Contract {
    /// Lengths of the result's axes.
    pub fn kept_shape(&self) -> &[i64] {
        self.shape.get(..self.kept).unwrap_or_default()
    }

    /// Lengths of the summed axes.
    pub fn summed_shape(&self) -> &[i64] {
        self.shape.get(self.kept..).unwrap_or_default()
    }
}
