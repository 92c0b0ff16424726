//! Linear algebra: products of every kind, `einsum`, and, with the cargo feature `linalg`, what `np.linalg` decomposes.
//! Products are plans of their own and replay; decompositions come from a library and are recorded as their results.

mod contract;
mod gufunc;
pub mod product;

pub use product::{dot, inner, matmul, matvec, outer, vdot, vecdot, vecmat};
