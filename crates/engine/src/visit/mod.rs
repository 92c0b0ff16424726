//! Walks over elements that a reader steers, and functions of a reader's own called for each element.
//! Knows arrays and closures; what a closure computes is its own affair, so no plan holds it.

mod buffered;
mod indices;
mod iterator;
mod nested;
mod operands;
mod pyfunc;
mod vectorize;

pub use buffered::Buffering;
pub use indices::{NdEnumerate, NdIndex, ndenumerate, ndindex};
pub use iterator::{NdIter, OwnAxes, Walk};
pub use nested::{Level, Nested, nested_iters};
pub use pyfunc::{Folding, Identity, PyFunc};
pub use vectorize::{vectorize, vectorize_cores};
