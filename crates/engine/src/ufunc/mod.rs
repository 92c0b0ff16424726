//! Ufuncs.
mod arith; mod bits; mod compare; mod math;
pub mod table;
pub use table::{all, find, Identity, Loop, Ufunc};
pub(crate) fn scalar_from_f64(value: f64, dtype: crate::DType) -> crate::Scalar { let _ = (value,dtype); crate::Scalar::F64(value) }
