//! Linear algebra: products of every kind, `einsum`, and, with the cargo feature `linalg`, what `np.linalg` decomposes.
//! Products are plans of their own and replay; decompositions come from a library and are recorded as their results.

#[cfg(feature = "kept")]
mod again;
mod contract;
#[cfg(feature = "linalg")]
pub mod decompose;
pub mod einsum;
mod gufunc;
#[cfg(feature = "linalg")]
mod hermitian;
#[cfg(feature = "linalg")]
pub mod norm;
mod pairwise;
pub mod path;
pub mod product;
#[cfg(feature = "linalg")]
pub mod rank;
pub mod standard;
mod subscripts;
pub mod tensor;

#[cfg(feature = "linalg")]
pub use decompose::{
    LeastSquares, Mode, Triangle, cholesky, det, eig, eigh, eigvals, eigvalsh, inv, lstsq, qr,
    slogdet, solve, svd, svdvals, tensorinv, tensorsolve,
};
pub use einsum::{einsum, einsum_into, einsum_of_lists};
pub use gufunc::axes::CoreAxes;
pub use gufunc::call::Arguments;
#[cfg(feature = "linalg")]
pub use hermitian::{svd_hermitian, svdvals_hermitian};
#[cfg(feature = "linalg")]
pub use norm::{NormOrder, cond, matrix_norm, norm, vector_norm};
pub use path::{Optimize, einsum_path};
pub use product::{
    dot, dot_into, inner, matmul, matmul_with, matvec, matvec_with, outer, outer_into, vdot,
    vecdot, vecdot_with, vecmat, vecmat_with,
};
#[cfg(feature = "linalg")]
pub use rank::{Tolerance, matrix_power, matrix_rank, pinv};
pub use subscripts::Subscript;
pub use tensor::{
    Axes, CrossAxes, cross, kron, matrix_transpose, multi_dot, multi_dot_into, tensordot, trace,
};
