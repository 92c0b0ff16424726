//! The app: static pages written natively, and the islands that come alive in the browser.
//! The only place with Leptos and the DOM; everything it shows comes from `lesson` and `visual` as plain data.

pub mod browser;
pub mod figure;
pub mod island;
#[cfg(not(target_arch = "wasm32"))]
pub mod page;
pub mod practice;
pub mod work;
