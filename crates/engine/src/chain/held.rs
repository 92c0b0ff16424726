//! Calls that are held by chains: counted, as whatever several hold. One that nobody holds any more leaves its memory to the next,
//! since most expressions have few calls and are written again and again.
//! Knows where calls lie; nothing of what they mean.

use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

use super::{Call, Chain, Link, Number, What};
use crate::layout::Shared;
use crate::short::SmallVec;

/// A call that is held, once more or for the last time.
#[derive(Clone, Debug)]
pub(super) struct Held(Rc<Call>);

/// Calls that nobody holds, to be written anew.
struct Spare {
    places: [Cell<Option<Rc<Call>>>; PLACES],
    filled: Cell<usize>,
}

/// As many as most expressions have.
const PLACES: usize = if cfg!(feature = "kept") { 8 } else { 0 };

thread_local! {
    static SPARE: Spare = const {
        Spare {
            places: [const { Cell::new(None) }; PLACES],
            filled: Cell::new(0),
        }
    };
}

impl Spare {
    fn take(&self) -> Option<Rc<Call>> {
        let last = self.filled.get().checked_sub(1)?;
        self.filled.set(last);
        self.places.get(last)?.take()
    }

    fn keep(&self, call: &Rc<Call>) {
        if let Some(place) = self.places.get(self.filled.get()) {
            self.filled.set(self.filled.get() + 1);
            place.set(Some(Rc::clone(call)));
        }
    }
}

impl Held {
    /// A call that nobody reads yet.
    #[inline(always)]
    pub(super) fn new<const N: usize>(
        what: What,
        inputs: [Chain; N],
        like: Shared,
        largest: u64,
        depth: usize,
    ) -> Self {
        let spare = SPARE.try_with(Spare::take).ok().flatten();
        if let Some(mut spare) = spare
            && let Some(call) = Rc::get_mut(&mut spare)
        {
            call.what = what;
            call.inputs.extend(inputs.into_iter().map(|chain| chain.0));
            call.readers.set(0);
            call.like = like;
            call.largest = largest;
            call.depth = depth;
            return Self(spare);
        }
        Self(Rc::new(Call {
            what,
            inputs: links_of(inputs),
            readers: Cell::new(0),
            like,
            largest,
            depth,
        }))
    }

    /// Whether both are one.
    pub(super) fn same(one: &Self, other: &Self) -> bool {
        Rc::ptr_eq(&one.0, &other.0)
    }
}

impl Deref for Held {
    type Target = Call;
    fn deref(&self) -> &Call {
        &self.0
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(call) = Rc::get_mut(&mut self.0) {
            call.what = What::TooDeep;
            call.inputs.clear();
            // While the thread ends there may be no places any more.
            let _ = SPARE.try_with(|spare| spare.keep(&self.0));
        }
    }
}

/// What a call reads; most calls have no more inputs than lie in place.
#[inline(always)]
fn links_of<const N: usize>(inputs: [Chain; N]) -> SmallVec<[Link; 3]> {
    let mut links = inputs.into_iter().map(|chain| chain.0);
    let mut next = || links.next().unwrap_or(Link::Number(Number::Bool(false)));
    let mut held = SmallVec::from([next(), next(), next()]);
    held.truncate(N);
    held.extend(links);
    held
}
