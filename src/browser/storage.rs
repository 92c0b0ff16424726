//! The reader's work in the browser's storage: read once, shared by the whole page, written at each change.
//! Never destroys text it cannot read: that is put aside under another name.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::StorageEvent;

use super::events;
use crate::work::{Unreadable, Work};

const KEY: &str = "ndarium.work";
const ASIDE: &str = "ndarium.work.aside";

/// The work, what a reader should know about it, and who wants to hear of changes.
#[derive(Default)]
struct Kept {
    work: Rc<RefCell<Work>>,
    complaint: Option<String>,
    listeners: Vec<Rc<dyn Fn()>>,
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

fn with_kept<T>(run: impl FnOnce(&mut Kept) -> T) -> T {
    KEPT.with_borrow_mut(|kept| {
        let kept = kept.get_or_insert_with(|| {
            let (work, complaint) = load();
            Kept {
                work: Rc::new(RefCell::new(work)),
                complaint,
                listeners: Vec::new(),
            }
        });
        run(kept)
    })
}

/// The reader's work. Borrow it to look something up; only [`change`] changes it.
pub fn work() -> Rc<RefCell<Work>> {
    with_kept(|kept| kept.work.clone())
}

/// What a reader should know about their stored work, if anything.
pub fn complaint() -> Option<String> {
    with_kept(|kept| kept.complaint.clone())
}

/// Runs something at every change of the work or of the complaint, here or in another tab, for as long as the page lives.
pub fn on_change(run: impl Fn() + 'static) {
    with_kept(|kept| kept.listeners.push(Rc::new(run)));
}

/// Changes the work and keeps it.
pub fn change(change: impl FnOnce(&mut Work)) {
    with_kept(|kept| {
        let work = &mut kept.work.borrow_mut();
        change(work);
        if let Some(storage) = local()
            && storage.set_item(KEY, &work.to_text()).is_err()
        {
            kept.complaint = Some(
                "Your browser refused to keep your progress (its storage is full or switched off). It lasts until you close this page.".to_owned(),
            );
        }
    });
    tell();
}

/// Forgets everything, also what was put aside.
pub fn clear() {
    if let Some(storage) = local() {
        // A browser that refuses to forget also refused to keep.
        let _ = storage.remove_item(KEY);
        let _ = storage.remove_item(ASIDE);
    }
    with_kept(|kept| {
        kept.work.take();
        kept.complaint = None;
    });
    tell();
}

/// Takes over what another tab of the same site has written.
pub fn follow_other_tabs() {
    let Some(window) = super::window() else {
        return;
    };
    events::listen(&window, "storage", |event| {
        let key = event.unchecked_ref::<StorageEvent>().key();
        if key.is_none_or(|key| key == KEY) {
            let (work, complaint) = load();
            with_kept(|kept| {
                kept.work.replace(work);
                kept.complaint = complaint;
            });
            tell();
        }
    });
}

/// Listeners run when nothing is borrowed any more: they read what they were told of.
fn tell() {
    let listeners = with_kept(|kept| kept.listeners.clone());
    for listener in listeners {
        listener();
    }
}

fn load() -> (Work, Option<String>) {
    let Some(storage) = local() else {
        return Default::default();
    };
    let Ok(Some(text)) = storage.get_item(KEY) else {
        return Default::default();
    };
    match Work::from_text(&text) {
        Ok(work) => (work, None),
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
            (Work::default(), Some(words.to_owned()))
        }
    }
}

fn local() -> Option<web_sys::Storage> {
    super::window()?.local_storage().ok().flatten()
}
