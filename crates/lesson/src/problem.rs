//! One thing an author should mend, as plain data: where, what, and the way out.
//! Knows nothing of how it is shown.

use std::fmt;

/// Something wrong in a lesson file, worded for the author who will mend it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// Line in the lesson file, counted from 1.
    pub line: usize,
    /// What is wrong, one sentence without a full stop at its end.
    pub reason: String,
    /// What would be right: the nearest key, the values allowed, an example.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(line: usize, reason: impl Into<String>) -> Self {
        Self {
            line,
            reason: reason.into(),
            hint: None,
        }
    }

    /// The same problem with a way out.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}
