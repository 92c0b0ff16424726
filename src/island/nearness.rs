//! Waits until the reader comes near some elements: by scrolling, or by the first Tab key, which could jump over
//! everything that is not yet alive. A page that has been open for a while waits no longer.
//! Knows nothing of what the elements hold.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
    KeyboardEvent,
};

use crate::browser;

/// How far outside of the window an element counts as near: one window above and below.
const MARGIN: &str = "100% 0%";

/// After how many milliseconds nobody waits any longer: a reader may come by ways that no event tells.
const AT_THE_LATEST: i32 = 3000;

/// Runs something once with all elements, as soon as the reader comes near one of them.
pub fn when_near(elements: Vec<HtmlElement>, run: impl FnOnce(Vec<HtmlElement>) + 'static) {
    if elements.is_empty() {
        return;
    }
    let watched = elements.clone();
    let mut waiting = Some((elements, run));
    let arrive = Rc::new(RefCell::new(move || {
        if let Some((elements, run)) = waiting.take() {
            run(elements);
        }
    }));
    on_tab(arrive.clone());
    at_the_latest(arrive.clone());
    let seen = Closure::<dyn FnMut(js_sys::Array, IntersectionObserver)>::new(
        move |entries: js_sys::Array, observer: IntersectionObserver| {
            let is_near = entries.iter().any(|entry| {
                entry
                    .unchecked_into::<IntersectionObserverEntry>()
                    .is_intersecting()
            });
            if is_near {
                observer.disconnect();
                (arrive.borrow_mut())();
            }
        },
    );
    let options = IntersectionObserverInit::new();
    options.set_root_margin(MARGIN);
    let observer = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options);
    if let Ok(observer) = observer {
        for element in &watched {
            observer.observe(element);
        }
        // The observer may call as long as the page lives.
        seen.forget();
    }
}

fn on_tab(arrive: Rc<RefCell<impl FnMut() + 'static>>) {
    let pressed = Closure::<dyn FnMut(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        if event.key() == "Tab" {
            (arrive.borrow_mut())();
        }
    });
    if let Some(document) = browser::document() {
        // Any document knows the event.
        let _ =
            document.add_event_listener_with_callback("keydown", pressed.as_ref().unchecked_ref());
        // As long as the page lives.
        pressed.forget();
    }
}

fn at_the_latest(arrive: Rc<RefCell<impl FnMut() + 'static>>) {
    let late = Closure::once_into_js(move || (arrive.borrow_mut())());
    if let Some(window) = browser::window() {
        // A window that takes no more timers is being left.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            late.unchecked_ref(),
            AT_THE_LATEST,
        );
    }
}
