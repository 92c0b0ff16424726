//! Keeps what the reader is working with in its place on the screen while the page above it grows or shrinks.
//! Knows nothing of figures.

use web_sys::{Document, Element, ScrollBehavior, ScrollToOptions};

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

    /// Scrolls by as much as the element has moved since, at once: a slide would be a second movement.
    pub fn follow(self) {
        let moved = self.element.get_bounding_client_rect().top() - self.top;
        if moved == 0.0 || !self.element.is_connected() {
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
