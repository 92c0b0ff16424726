//! The reader's work in the browser's storage: read once, kept by every island, written at each change.
//! Never destroys text it cannot read: that is put aside under another name.

use std::sync::OnceLock;

use leptos::prelude::*;

use crate::work::{Unreadable, Work};

const KEY: &str = "ndarium.work";
const ASIDE: &str = "ndarium.work.aside";

static WORK: OnceLock<ArcRwSignal<Work>> = OnceLock::new();
static COMPLAINT: OnceLock<ArcRwSignal<Option<String>>> = OnceLock::new();

/// The reader's work, one value for the whole page.
pub fn work() -> ArcRwSignal<Work> {
    WORK.get_or_init(|| ArcRwSignal::new(load())).clone()
}

/// What a reader should know about their stored work, if anything.
pub fn complaint() -> ArcRwSignal<Option<String>> {
    COMPLAINT.get_or_init(|| ArcRwSignal::new(None)).clone()
}

/// Changes the work and keeps it.
pub fn change(change: impl FnOnce(&mut Work)) {
    let signal = work();
    signal.update(change);
    if let Some(storage) = local()
        && storage
            .set_item(KEY, &signal.read_untracked().to_text())
            .is_err()
    {
        complaint().set(Some(
            "Your browser refused to keep your progress (its storage is full or switched off). It lasts until you close this page.".to_owned(),
        ));
    }
}

/// Forgets everything, also what was put aside.
pub fn clear() {
    work().set(Work::default());
    if let Some(storage) = local() {
        // A browser that refuses to forget also refused to keep.
        let _ = storage.remove_item(KEY);
        let _ = storage.remove_item(ASIDE);
    }
    complaint().set(None);
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

/// Takes over what another tab of the same site has written.
pub fn follow_other_tabs() {
    let reload = move |event: web_sys::StorageEvent| {
        if event.key().as_deref() == Some(KEY) || event.key().is_none() {
            work().set(load());
        }
    };
    let _ = window_event_listener(leptos::ev::storage, reload);
}

fn load() -> Work {
    let Some(storage) = local() else {
        return Work::default();
    };
    let Ok(Some(text)) = storage.get_item(KEY) else {
        return Work::default();
    };
    match Work::from_text(&text) {
        Ok(work) => work,
        Err(why) => {
            let words = match why {
                Unreadable::Damaged(_) => {
                    "Your saved progress could not be read, so this page starts fresh. The old text is kept in this browser under \u{201c}ndarium.work.aside\u{201d}."
                }
                Unreadable::Newer(_) => {
                    "Your saved progress was written by a newer version of this site, so this page starts fresh. The old text is kept in this browser under \u{201c}ndarium.work.aside\u{201d}."
                }
            };
            // Where even this copy is refused, the original stays until the first change.
            let _ = storage.set_item(ASIDE, &text);
            complaint().set(Some(words.to_owned()));
            Work::default()
        }
    }
}

fn local() -> Option<web_sys::Storage> {
    super::window()?.local_storage().ok().flatten()
}
