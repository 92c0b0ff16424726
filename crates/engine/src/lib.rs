//! NumPy's array model: bytes, lenses over them, and plans that say what an operation will do.
//! Knows no browser, clock, thread or file; every operation can be replayed for a picture.

// First, because its `dispatch!` is used by the others.
#[macro_use]
pub mod element;

pub mod array;
pub mod bins;
pub mod buffer;
pub mod cast;
#[cfg(feature = "chain")]
pub mod chain;
mod compose;
pub mod dtype;
pub mod error;
pub mod execute;
#[cfg(feature = "records")]
pub mod half;
pub mod index;
pub mod join;
#[cfg(feature = "kept")]
mod kept;
pub mod kernels;
pub mod layout;
pub mod limit;
pub mod linalg;
mod lines;
#[cfg(feature = "npy")]
pub mod npy;
pub mod numeric;
pub mod plan;
pub mod print;
pub mod promote;
#[cfg(feature = "random")]
pub mod random;
pub mod record;
#[cfg(feature = "records")]
pub mod records;
pub mod reduce;
pub mod scalar;
pub mod sets;
pub mod short;
pub mod snapshot;
pub mod sort;
#[cfg(feature = "records")]
pub mod strings;
#[cfg(feature = "text")]
pub mod text;
pub mod typeinfo;
pub mod ufunc;
pub mod visit;

mod kernel;

pub use array::Array;
pub use buffer::{Buffer, BufferId};
pub use dtype::DType;
pub use error::{Error, ErrorClass, Refusal, Result};
pub use index::Index;
pub use layout::{Dims, Layout};
pub use plan::Plan;
pub use record::{Event, Recorder, Warning};
pub use scalar::Scalar;
pub use snapshot::Snapshot;
