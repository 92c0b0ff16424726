//! What an expression raises instead of a value: Python's class, Python's or NumPy's words, and where.
//! Knows the engine's errors only to pass them on.

use std::fmt;
use std::ops::{Deref, Range};

/// Why an expression has no value. In a box, since every step of the way hands it on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Raised(Box<Exception>);

/// What was raised.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exception {
    /// The exception's class as a traceback names it; empty when the sentence is ours: something Python could do that
    /// is not done here.
    pub class: &'static str,
    /// `str(exception)`, letter by letter, or our sentence.
    pub message: String,
    /// The bytes of the text it is about.
    pub range: Range<usize>,
    /// What to do about it, in one sentence, where Python's words do not say.
    pub hint: Option<String>,
}

impl Deref for Raised {
    type Target = Exception;

    fn deref(&self) -> &Exception {
        &self.0
    }
}

impl Raised {
    /// An exception of a class.
    pub fn new(class: &'static str, message: impl AsRef<str>, range: &Range<usize>) -> Raised {
        Raised::made(class, message.as_ref(), range)
    }

    // Raised in hundreds of places: what makes it is not copied into each.
    #[inline(never)]
    fn made(class: &'static str, message: &str, range: &Range<usize>) -> Raised {
        Raised(Box::new(Exception {
            class,
            message: message.to_owned(),
            range: range.clone(),
            hint: None,
        }))
    }

    /// A sentence of ours about something that is not done here.
    pub fn ours(message: impl AsRef<str>, range: &Range<usize>) -> Raised {
        Raised::new("", message, range)
    }

    /// A `SyntaxError`.
    pub fn syntax(message: impl AsRef<str>, range: &Range<usize>) -> Raised {
        Raised::new("SyntaxError", message, range)
    }

    /// A `TypeError`.
    pub fn type_(message: impl AsRef<str>, range: &Range<usize>) -> Raised {
        Raised::new("TypeError", message, range)
    }

    /// A `ValueError`.
    pub fn value(message: impl AsRef<str>, range: &Range<usize>) -> Raised {
        Raised::new("ValueError", message, range)
    }

    /// An error of the engine at a place in the text.
    pub fn engine(error: &engine::Error, range: &Range<usize>) -> Raised {
        Raised::new(error.class.name(), &error.message, range)
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Raised {
        self.0.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.class {
            "" => f.write_str(&self.message),
            class => write!(f, "{class}: {}", self.message),
        }
    }
}
