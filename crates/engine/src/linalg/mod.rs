//! Linear algebra: products of every kind, `einsum`, and, with the cargo feature `linalg`, what `np.linalg` decomposes.
//! Products are plans of their own and replay; decompositions come from a library and are recorded as their results.

mod contract;
pub mod einsum;
mod gufunc;
mod pairwise;
pub mod path;
pub mod product;
mod subscripts;
pub mod tensor;

pub use einsum::einsum;
pub use path::{Optimize, einsum_path};
pub use product::{dot, inner, matmul, matvec, outer, vdot, vecdot, vecmat};
pub use tensor::{Axes, CrossAxes, cross, kron, matrix_transpose, multi_dot, tensordot, trace};
