//! The reader's work as a signal, for views that follow it.
//! Knows nothing of storage but its door.

use std::sync::{Arc, OnceLock};

use leptos::prelude::*;

use crate::browser::storage;
use crate::work::Work;

static WORK: OnceLock<ArcRwSignal<Arc<Work>>> = OnceLock::new();

/// The reader's work, one value for the whole page.
pub fn work() -> ArcRwSignal<Arc<Work>> {
    let signal = WORK.get_or_init(|| {
        let signal = ArcRwSignal::new(storage::work());
        let follower = signal.clone();
        storage::on_change(move || follower.set(storage::work()));
        signal
    });
    signal.clone()
}

/// Runs something each time the reader's work has been cleared, here or in another tab.
pub fn when_cleared(run: impl Fn() + 'static) {
    let work = work();
    Effect::new(move |had_some: Option<bool>| {
        let has_some = !work.read().lessons.is_empty();
        if had_some == Some(true) && !has_some {
            run();
        }
        has_some
    });
}
