//! The engine's speed: operations as a reader writes them, and what is needed to time them in a browser and natively.
//! Uses the engine's public functions only, so that what is fast here is fast for everyone; no kernel is made for it.

pub mod case;
#[cfg(target_arch = "wasm32")]
mod door;
pub mod families;
pub mod layout;
pub mod measure;
#[cfg(target_arch = "wasm32")]
mod memory;
pub mod operation;
pub mod operations;
pub mod suite;
pub mod table;

pub use case::{Case, Variant};
pub use operation::{Inputs, Operation};
