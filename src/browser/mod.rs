//! The browser's own things behind small doors: storage, clock, address, clipboard, media queries.
//! Knows nothing of lessons or widgets; each door says what it does where there is no browser.

pub mod address;
pub mod clock;
pub mod events;
mod hand;
pub mod storage;
pub mod theme;

pub use hand::Hand;

/// The window, where there is one.
pub fn window() -> Option<web_sys::Window> {
    if cfg!(target_arch = "wasm32") {
        web_sys::window()
    } else {
        None
    }
}

/// The document, where there is one.
pub fn document() -> Option<web_sys::Document> {
    window()?.document()
}
