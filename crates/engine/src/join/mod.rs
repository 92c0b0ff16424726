//! Several arrays into one, one into several, and arrays that repeat, pad, roll or edit another.
//! Knows arrays and moves; every result with new bytes is made of moves, one after the other.

pub mod block;
pub mod concatenate;
pub mod edit;
pub mod literal;
pub mod pad;
pub mod repeat;
pub mod roll;
pub mod split;

pub use block::{Nested, block};
pub use concatenate::{
    Joining, append, column_stack, concatenate, dstack, hstack, row_stack, stack, vstack,
};
pub use edit::Positions;
pub use pad::{Filler, Mode, Padding};
pub use split::Sections;
