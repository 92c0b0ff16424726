//! The two readers of a plan: `run` computes it fast, `Replay` walks the same plan one touch at a time.
//! Knows plans and buffers; never an `Array`.

mod block;
mod contract;
mod elementwise;
mod lines;
mod moving;
mod reduce;
mod replay;

pub use replay::{Read, Replay, Touch, Write};

use crate::buffer::{Buffer, BufferId};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::kernel::Flags;
use crate::plan::Plan;
use crate::record::{Event, record, warn, warnings_heard};
use crate::ufunc::{self, Loop};

/// Computes a plan. `buffers` holds every buffer the plan names, in any order.
///
/// # Errors
/// `ValueError: Integers to negative integer powers are not allowed.`, and when a named buffer is missing.
pub fn run(plan: &Plan, buffers: &[Buffer]) -> Result<()> {
    flags_of(plan, buffers, false).map(|_| ())
}

/// Computes a plan, tells a recorder of it, and warns of what it met as NumPy would.
pub(crate) fn perform(plan: Plan, buffers: &[Buffer]) -> Result<()> {
    let flags = flags_of(&plan, buffers, warnings_heard())?;
    let (name, event): (_, fn(Plan) -> Event) = match &plan {
        Plan::Elementwise(plan) => (plan.ufunc, Event::Compute),
        Plan::Reduce(_) => ("reduce", Event::Reduce),
        Plan::Move(_) => ("cast", Event::Move),
        Plan::Lines(plan) => (plan.kernel.name, Event::Lines),
        Plan::Contract(_) => ("matmul", Event::Compute),
    };
    record(|| event(plan));
    for (flag, what) in [
        (Flags::DIVIDE_BY_ZERO, "divide by zero"),
        (Flags::OVERFLOW, "overflow"),
        (Flags::INVALID, "invalid value"),
    ] {
        if flags.contains(flag) {
            warn("RuntimeWarning", || format!("{what} encountered in {name}"));
        }
    }
    Ok(())
}

/// Computes a plan; what the loops met on the way. Floats are looked at for it only when `watched`.
fn flags_of(plan: &Plan, buffers: &[Buffer], watched: bool) -> Result<Flags> {
    let flags = match plan {
        Plan::Elementwise(plan) => elementwise::run(plan, buffers, watched)?,
        Plan::Reduce(plan) => reduce::run(plan, buffers, watched)?,
        Plan::Move(plan) => moving::run(plan, buffers, watched)?,
        Plan::Lines(plan) => {
            lines::run(plan, buffers)?;
            Flags::NONE
        }
        Plan::Contract(plan) => {
            contract::run(plan, buffers)?;
            Flags::NONE
        }
    };
    refuse(flags)?;
    Ok(flags)
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
