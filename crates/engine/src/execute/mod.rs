//! The two readers of a plan: `run` computes it fast, `Replay` walks the same plan one touch at a time.
//! Knows plans and buffers; never an `Array`.

mod block;
mod elementwise;
mod moving;
mod reduce;
mod replay;

pub use replay::{Read, Replay, Touch, Write};

use crate::buffer::{Buffer, BufferId};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::kernel::Flags;
use crate::plan::Plan;
use crate::ufunc::{self, Loop};

/// Computes a plan. `buffers` holds every buffer the plan names, in any order.
///
/// # Errors
/// `ValueError: Integers to negative integer powers are not allowed.`, and when a named buffer is missing.
pub fn run(plan: &Plan, buffers: &[Buffer]) -> Result<()> {
    let flags = match plan {
        Plan::Elementwise(plan) => elementwise::run(plan, buffers)?,
        Plan::Reduce(plan) => reduce::run(plan, buffers)?,
        Plan::Move(plan) => {
            moving::run(plan, buffers)?;
            Flags::NONE
        }
    };
    refuse(flags)
}

/// The one thing met by an inner loop that NumPy refuses rather than warns of.
fn refuse(flags: Flags) -> Result<()> {
    if flags.contains(Flags::NEGATIVE_POWER) {
        return Err(Error::value(
            "Integers to negative integer powers are not allowed.",
        ));
    }
    Ok(())
}

/// The buffer of this name.
fn buffer_of(id: Option<BufferId>, buffers: &[Buffer]) -> Result<&Buffer> {
    buffers
        .iter()
        .find(|buffer| Some(buffer.id()) == id)
        .ok_or_else(|| Error::value("a plan can only run with all the buffers that it names"))
}

/// The loop of a plan's signature.
fn loop_of(name: &str, signature: &[DType]) -> Result<&'static Loop> {
    let inputs = signature.len().saturating_sub(1);
    ufunc::find(name)
        .and_then(|row| row.loop_for(&signature[..inputs]))
        .ok_or_else(|| {
            Error::value(format!(
                "a plan names a loop of '{name}' that is not in the table"
            ))
        })
}

#[cfg(test)]
mod tests;
