//! The app: static pages written natively, and the islands that come alive in the browser.
//! The only place with Leptos and the DOM; everything it shows comes from `lesson` and `visual` as plain data.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties, also those it only reads"
)]

pub mod browser;
pub mod figure;
pub mod island;
pub mod page;
pub mod work;
