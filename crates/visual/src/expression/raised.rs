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

/// What computes does not know where its text stands; whoever knows says it with [`Raised::at`].
const NOWHERE: Range<usize> = 0..0;

impl Deref for Raised {
    type Target = Exception;

    fn deref(&self) -> &Exception {
        &self.0
    }
}

// Raised in hundreds of places: none of these is copied into them.
impl Raised {
    /// An exception of a class.
    #[inline(never)]
    pub fn new(class: &'static str, message: fmt::Arguments<'_>) -> Raised {
        Raised(Box::new(Exception {
            class,
            message: fmt::format(message),
            range: NOWHERE,
            hint: None,
        }))
    }

    /// A sentence of ours about something that is not done here.
    #[inline(never)]
    pub fn ours(message: fmt::Arguments<'_>) -> Raised {
        Raised::new("", message)
    }

    /// A `SyntaxError`.
    #[inline(never)]
    pub fn syntax(message: fmt::Arguments<'_>, range: &Range<usize>) -> Raised {
        Raised::new("SyntaxError", message).at(range)
    }

    /// A `TypeError`.
    #[inline(never)]
    pub fn type_(message: fmt::Arguments<'_>) -> Raised {
        Raised::new("TypeError", message)
    }

    /// A `ValueError`.
    #[inline(never)]
    pub fn value(message: fmt::Arguments<'_>) -> Raised {
        Raised::new("ValueError", message)
    }

    /// The same with its place in the text, unless one nearer to the cause is known already.
    #[must_use]
    #[inline(never)]
    pub fn at(mut self, range: &Range<usize>) -> Raised {
        if self.0.range == NOWHERE {
            self.0.range = range.clone();
        }
        self
    }

    /// The same with a hint.
    #[must_use]
    #[inline(never)]
    pub fn hint(mut self, hint: fmt::Arguments<'_>) -> Raised {
        self.0.hint = Some(fmt::format(hint));
        self
    }
}

impl From<engine::Error> for Raised {
    #[inline(never)]
    fn from(error: engine::Error) -> Raised {
        Raised::new(error.class.name(), format_args!("{}", error.message))
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
