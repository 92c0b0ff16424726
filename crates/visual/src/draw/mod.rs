//! Drawing: arrays as grids, buffers as strips, shapes as a table. Each piece measures itself and gives marks.
//! Knows layouts and addresses; knows no story and no widget.

pub mod cut;
pub mod grid;
pub mod key;
pub mod light;
pub mod strip;
pub mod table;
pub mod words;

pub use cut::Slot;
pub use key::Key;
