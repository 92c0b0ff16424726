//! The record of what operations did, kept only inside a `Recorder` guard: one check per operation, none per element.
//! Plain data about layouts, plans and errors; knows no `Array`.

use std::cell::{Cell, RefCell};

use crate::buffer::BufferId;
#[cfg(not(feature = "kept"))]
use crate::buffer::{Buffer, Kept};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::plan::Plan;

/// What one operation did.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// A new lens over the same bytes.
    View {
        /// The operation as NumPy writes it, such as `reshape(3, 4)`.
        operation: String,
        /// The shared bytes.
        buffer: BufferId,
        /// The element type; of a view as another dtype, the one after.
        dtype: DType,
        /// The lens before.
        before: Layout,
        /// The lens after.
        after: Layout,
    },
    /// Bytes were copied, and why a view could not do.
    Copy {
        /// The operation as NumPy writes it.
        operation: String,
        /// Why: one sentence.
        why: String,
        /// Where the bytes came from.
        from: BufferId,
        /// Where they went.
        to: BufferId,
        /// Bytes written.
        nbytes: i64,
    },
    /// A ufunc or a sum of products ran.
    Compute(Plan),
    /// A reduction ran.
    Reduce(Plan),
    /// Elements were moved: a part of a copy or of a joined array.
    Move(Plan),
    /// An operation on lines ran, such as a sort.
    Lines(Plan),
    /// Index arrays said where to read or where to write: new bytes, or bytes written anew, and why no view could do.
    Gather {
        /// The operation as NumPy writes it, such as `[[2, 0]]`.
        operation: String,
        /// Why: one sentence.
        why: String,
        /// What was read and written.
        plan: Plan,
    },
    /// An operation went on, and NumPy would warn.
    Warn(Warning),
    /// Random values were drawn.
    Draw(Plan),
    /// Values from outside became elements: of a list, a text, a file. A move from no buffer.
    Given(Plan),
    /// An operation refused.
    Fail(Error),
}

impl Event {
    /// The plan that ran, where one did.
    pub fn plan(&self) -> Option<&Plan> {
        match self {
            Event::Compute(plan)
            | Event::Reduce(plan)
            | Event::Move(plan)
            | Event::Lines(plan)
            | Event::Gather { plan, .. }
            | Event::Draw(plan)
            | Event::Given(plan) => Some(plan),
            Event::View { .. } | Event::Copy { .. } | Event::Warn(_) | Event::Fail(_) => None,
        }
    }
}

/// A warning with NumPy's class and NumPy's sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// The Python class, such as `RuntimeWarning`.
    pub class: &'static str,
    /// The sentence, such as `divide by zero encountered in divide`.
    pub message: String,
}

thread_local! {
    static HUSHED: Cell<u32> = const { Cell::new(0) };

    static STACK: RefCell<Vec<Vec<Event>>> = const { RefCell::new(Vec::new()) };
}

/// Records events while it lives; recorders nest, the innermost one hears.
#[derive(Debug)]
pub struct Recorder {
    depth: usize,
}

impl Recorder {
    /// Starts to record.
    pub fn start() -> Self {
        STACK.with_borrow_mut(|stack| {
            stack.push(Vec::new());
            Self { depth: stack.len() }
        })
    }

    /// Stops and gives what was recorded.
    pub fn finish(self) -> Vec<Event> {
        STACK.with_borrow_mut(|stack| {
            let events = if stack.len() >= self.depth {
                std::mem::take(&mut stack[self.depth - 1])
            } else {
                Vec::new()
            };
            stack.truncate(self.depth - 1);
            events
        })
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        STACK.with_borrow_mut(|stack| stack.truncate(self.depth - 1));
    }
}

// Of a build that keeps nothing, a record outlives its arrays only as a list of events.
#[cfg(feature = "kept")]
mod keeper;
#[cfg(feature = "kept")]
pub use keeper::{Keeper, Record};
#[cfg(feature = "kept")]
pub(crate) use keeper::{keep, record_kept};

/// Nothing is kept.
#[cfg(not(feature = "kept"))]
pub(crate) fn keep(_of: impl FnOnce() -> Vec<Buffer>) -> Option<Vec<Kept>> {
    None
}

/// Tells the innermost recorder of an event.
#[cfg(not(feature = "kept"))]
pub(crate) fn record_kept(_nothing: Option<Vec<Kept>>, event: impl FnOnce() -> Event) {
    record(event);
}

/// Tells the innermost recorder; the event is made only when somebody listens.
pub(crate) fn record(event: impl FnOnce() -> Event) {
    if listening() {
        let event = event();
        STACK.with_borrow_mut(|stack| {
            if let Some(top) = stack.last_mut() {
                top.push(event);
            }
        });
    }
}

/// Whether a recorder listens.
pub(crate) fn listening() -> bool {
    STACK.with_borrow(|stack| !stack.is_empty())
}

/// Whether somebody would hear of a view or a copy. Never without the feature, so that all that tells of one is left out.
pub(crate) fn moves_heard() -> bool {
    cfg!(feature = "moves") && listening()
}

/// Whether somebody would hear a warning. Never without the feature, so that all that looks for one is left out.
pub(crate) fn warnings_heard() -> bool {
    cfg!(feature = "warnings") && listening() && HUSHED.get() == 0
}

/// Tells of a warning, unless [`without_warnings`] runs.
pub(crate) fn warn(class: &'static str, message: impl FnOnce() -> String) {
    if warnings_heard() {
        let message = message();
        record(|| Event::Warn(Warning { class, message }));
    }
}

/// Runs something as under `np.errstate(all='ignore')`.
pub(crate) fn without_warnings<T>(run: impl FnOnce() -> T) -> T {
    HUSHED.set(HUSHED.get() + 1);
    let result = run();
    HUSHED.set(HUSHED.get().saturating_sub(1));
    result
}

/// Tells the innermost recorder of a refusal, once: operations made of others hear of theirs again.
pub(crate) fn record_failure(error: &Error) {
    if !cfg!(feature = "moves") {
        return;
    }
    STACK.with_borrow_mut(|stack| {
        if let Some(top) = stack.last_mut()
            && top.last() != Some(&Event::Fail(error.clone()))
        {
            top.push(Event::Fail(error.clone()));
        }
    });
}

/// Runs a public operation, and tells the innermost recorder where it refuses.
pub(crate) fn hearing<T>(run: impl FnOnce() -> Result<T>) -> Result<T> {
    let result = run();
    if let Err(error) = &result {
        record_failure(error);
    }
    result
}
