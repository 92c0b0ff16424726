//! The record of what operations did, kept only inside a `Recorder` guard: one check per operation, none per element.
//! Plain data about layouts, plans and errors; knows no `Array`.

use std::cell::{Cell, RefCell};

use crate::buffer::{Buffer, BufferId, Kept};
use crate::dtype::DType;
use crate::error::Error;
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

/// What was recorded, and the bytes that every plan read, as they were then: all of it can be replayed for as long as this
/// lives, whatever was written or dropped since.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// What happened, in order.
    pub events: Vec<Event>,
    /// For each event that has a plan, what the plan read.
    kept: Vec<Vec<Kept>>,
}

impl Record {
    /// The bytes that the plan of this event read; none for an event without a plan.
    pub fn kept(&self, nth: usize) -> &[Kept] {
        self.kept.get(nth).map_or(&[], Vec::as_slice)
    }
}

/// A recorder that keeps what can be replayed later.
///
/// It copies nothing while operations only read: an operand's bytes are copied when something is about to write over them,
/// each state of a buffer once, and bytes that nobody holds any more are kept from being freed.
#[derive(Debug)]
pub struct Keeper {
    recorder: Recorder,
}

thread_local! {
    /// For each keeper that lives: the depth of its recorder, and what it keeps.
    static KEPT: RefCell<Vec<(usize, Vec<Vec<Kept>>)>> = const { RefCell::new(Vec::new()) };
}

impl Keeper {
    /// Starts to record.
    pub fn start() -> Self {
        let recorder = Recorder::start();
        KEPT.with_borrow_mut(|kept| kept.push((recorder.depth, Vec::new())));
        Self { recorder }
    }

    /// Stops and gives what was recorded.
    pub fn finish(self) -> Record {
        let depth = self.recorder.depth;
        let kept = KEPT.with_borrow_mut(|all| {
            let place = all.iter().position(|(own, _)| *own == depth);
            place.map(|place| all.swap_remove(place).1)
        });
        let events = STACK.with_borrow_mut(|stack| {
            let events = stack.get_mut(depth - 1);
            events.map(std::mem::take).unwrap_or_default()
        });
        Record {
            events,
            kept: kept.unwrap_or_default(),
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let depth = self.recorder.depth;
        KEPT.with_borrow_mut(|all| all.retain(|(own, _)| *own < depth));
    }
}

/// Bytes for the innermost recorder, where it is one that keeps them; asked for before a plan runs.
pub(crate) fn keep(of: impl FnOnce() -> Vec<Buffer>) -> Option<Vec<Kept>> {
    let depth = STACK.with_borrow(Vec::len);
    let keeps = KEPT.with_borrow(|all| all.last().is_some_and(|(own, _)| *own == depth));
    (keeps && depth > 0).then(|| of().iter().map(Buffer::kept).collect())
}

/// Tells the innermost recorder of an event, and what its plan read.
pub(crate) fn record_kept(kept: Option<Vec<Kept>>, event: impl FnOnce() -> Event) {
    record(event);
    if let Some(kept) = kept {
        let nth = STACK.with_borrow(|stack| stack.last().map_or(0, Vec::len));
        KEPT.with_borrow_mut(|all| {
            if let Some((_, all)) = all.last_mut() {
                // Events without a plan came in between.
                all.resize_with(nth.saturating_sub(1), Vec::new);
                all.push(kept);
            }
        });
    }
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
    STACK.with_borrow_mut(|stack| {
        if let Some(top) = stack.last_mut()
            && top.last() != Some(&Event::Fail(error.clone()))
        {
            top.push(Event::Fail(error.clone()));
        }
    });
}
