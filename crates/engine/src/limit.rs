//! The memory limit: bytes are estimated and refused before any are allocated.
//! Knows sizes only; `buffer` asks here before it allocates.

use std::cell::Cell;

use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};

thread_local! {
    static LIMIT: Cell<u64> = const { Cell::new(1 << 30) };
}

/// The most bytes one new array may hold.
pub fn memory_limit() -> u64 {
    LIMIT.get()
}

/// Sets the most bytes one new array may hold.
pub fn set_memory_limit(bytes: u64) {
    LIMIT.set(bytes);
}

/// Grants the bytes of a new array, or refuses with NumPy's sentence.
///
/// # Errors
/// `ValueError` when the size in bytes does not fit 63 bits (NumPy's words), `_ArrayMemoryError`
/// (`Unable to allocate 373. GiB for an array with shape … and data type …`) when it is over the limit.
pub fn grant(shape: &[i64], dtype: DType) -> Result<usize> {
    let _ = (shape, dtype, ErrorClass::Memory, Error::value(""));
    todo!("core")
}
