//! Fixed-width strings and structured dtypes: what they are made of, their texts, their casts, the values in them.
//! The whole room stands behind the feature `records`; the rest of the engine sees only bytes of some item size.
//!
//! An element of these dtypes is no [`Scalar`](crate::Scalar), which stays a small number that can be copied: it is read
//! from its bytes as a [`Value`] where a text, a comparison or a Python value is wanted.

pub mod by_name;
pub mod cast;
pub(crate) mod classes;
pub mod compare;
pub mod create;
pub mod definition;
pub(crate) mod derived;
pub mod describe;
pub(crate) mod foreign;
pub mod functions;
pub mod number;
pub(crate) mod objects;
pub mod order;
pub mod promote;
pub mod rec;
pub mod relate;
mod shown;
pub mod sort;
pub mod spec;
pub mod text;
pub mod value;

pub use definition::{Alias, Definition, Field, Subarray};
pub use spec::{DictSpec, FieldSpec, PlacedSpec, Spec};
pub use value::{Elements, Value};
