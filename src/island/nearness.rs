//! Waits until the reader comes near some elements: by scrolling, or by the first Tab key, which could jump over
//! everything that is not yet alive. A page that has been open for a while waits no longer.
//! Knows nothing of what the elements hold.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{
    HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
    KeyboardEvent,
};

use crate::browser::{self, clock, events};

/// How far outside of the window an element counts as near: one window above and below.
const MARGIN: &str = "100% 0%";

/// After how many milliseconds nobody waits any longer: a reader may come by ways that no event tells.
const AT_THE_LATEST: i32 = 3000;

/// Runs something once with all elements, as soon as the reader comes near one of them.
pub fn when_near(elements: Vec<HtmlElement>, run: fn(Vec<HtmlElement>)) {
    if elements.is_empty() {
        return;
    }
    let watched = elements.clone();
    let waiting = Rc::new(RefCell::new(Some((elements, run))));
    let arrive = move || {
        let waiting = waiting.take();
        if let Some((elements, run)) = waiting {
            run(elements);
        }
    };
    if let Some(document) = browser::document() {
        let arrive = arrive.clone();
        events::listen(&document, "keydown", move |event| {
            if event.unchecked_ref::<KeyboardEvent>().key() == "Tab" {
                arrive();
            }
        });
    }
    clock::after(AT_THE_LATEST, arrive.clone());
    let seen = events::function(move |entries| {
        let is_near = entries.unchecked_into::<Array>().iter().any(|entry| {
            entry
                .unchecked_into::<IntersectionObserverEntry>()
                .is_intersecting()
        });
        if is_near {
            arrive();
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(MARGIN);
    if let Ok(observer) = IntersectionObserver::new_with_options(&seen, &options) {
        for element in &watched {
            observer.observe(element);
        }
    }
}
