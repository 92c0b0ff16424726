//! Keeps what the reader is working with: in its place on the screen while the page above it grows or shrinks, and in
//! reach of the keyboard when it goes away. Knows nothing of figures.

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
    /// is gone, as a repair is once it was made, the focus goes to the main button around it instead of to the page's start.
    pub fn follow(self, around: &Element) {
        if !self.element.is_connected() {
            let main = around.query_selector("button.play").ok().flatten();
            if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
                // A button that cannot be focused leaves the reader where the browser does.
                let _ = main.focus();
            }
            return;
        }
        let moved = self.element.get_bounding_client_rect().top() - self.top;
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
