//! Keeps what the reader is working with: in its place on the screen while the page above it grows or shrinks, and in
//! reach of the keyboard when it goes away. Knows nothing of figures or questions.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, ScrollBehavior, ScrollToOptions};

/// The element with the focus, and how far from the window's upper edge it stood.
pub struct Hand {
    element: Element,
    top: f64,
}

impl Hand {
    /// Where the reader's hand is now; nothing when no element has the focus.
    pub fn at(document: &Document) -> Option<Self> {
        let element = document.active_element()?;
        let top = element.get_bounding_client_rect().top();
        Some(Self { element, top })
    }

    /// Scrolls by as much as the element has moved since, at once: a slide would be a second movement. Where the element
    /// is gone or answers no more, the focus goes to its neighbor, or to the first element in `around` that `instead`
    /// selects; a browser would send it back to the page's start.
    pub fn follow(self, around: &Element, instead: &str) {
        let element = self.element;
        if !element.is_connected() || element.matches(":disabled").unwrap_or(false) {
            let first = |root: &Element, which: &str| root.query_selector(which).ok().flatten();
            // What went away may have taken its neighbors with it.
            let neighbor = element
                .parent_element()
                .filter(|parent| parent.is_connected())
                .and_then(|parent| first(&parent, "button:enabled, input:enabled"));
            let next = neighbor.or_else(|| first(around, instead));
            if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
                // What cannot be focused leaves the reader where the browser does.
                let _ = next.focus();
            }
            return;
        }
        let moved = element.get_bounding_client_rect().top() - self.top;
        if moved == 0.0 {
            return;
        }
        if let Some(window) = super::window() {
            let by = ScrollToOptions::new();
            by.set_top(moved);
            by.set_behavior(ScrollBehavior::Instant);
            window.scroll_by_with_scroll_to_options(&by);
        }
    }
}
