//! What belongs to single dtypes: complex parts, strings, records, and the dtypes themselves.
//! Knows nothing of answers.

mod parts;

use crate::program::{Call, Outcome, Value};

/// Runs an operation of these rooms.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    parts::run(call)
}
