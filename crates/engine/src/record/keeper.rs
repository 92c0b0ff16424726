//! Records that can be replayed later: beside the events, the bytes that every plan read, as they were then.
//! Knows buffers by what they hold at one moment; nothing of what the plans do.

use std::cell::RefCell;

use super::{Event, Recorder, STACK, record};
use crate::buffer::{Buffer, Kept};

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
