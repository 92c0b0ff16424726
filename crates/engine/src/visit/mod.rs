//! Walks over elements that a reader steers, and functions of a reader's own called for each element.
//! Knows arrays and closures; what a closure computes is its own affair, so no plan holds it.

mod indices;
mod iterator;
mod pyfunc;
mod vectorize;

pub use indices::{NdEnumerate, NdIndex, ndenumerate, ndindex};
pub use iterator::{NdIter, Walk};
pub use pyfunc::PyFunc;
pub use vectorize::{vectorize, vectorize_cores};
