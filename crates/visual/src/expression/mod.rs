//! Python expressions over the engine's arrays: what a reader writes in a field, evaluated as NumPy would.
//! Knows no browser and no exercise; never panics, never allocates more than a page can give.

mod arguments;
mod atoms;
mod attributes;
mod calls;
mod convert;
mod evaluate;
mod functions;
mod lex;
mod operators;
mod parse;
mod python;
mod raised;
mod reduction;
mod subscript;
mod taken;
mod tree;
mod value;

pub use evaluate::evaluate;
pub use parse::MOST_BYTES;
pub use raised::{Exception, Raised};
pub use value::{Function, Value};
