//! What belongs to single dtypes: complex parts, strings, records, record arrays, and the dtypes themselves.
//! Knows nothing of answers.

mod objects;
mod parts;
mod records;
mod strings;
mod structured;
mod values;

pub(super) use values::{dtype_of, value_of};

use crate::program::{Call, Outcome, Value};

/// Runs an operation of these rooms.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    for room in [
        objects::run,
        parts::run,
        records::run,
        strings::run,
        structured::run,
        values::run,
    ] {
        if let Some(value) = room(call)? {
            return Ok(Some(value));
        }
    }
    Ok(None)
}
