//! Pictures of arrays as plain data: scenes, the stories that play them, and the widgets a reader can change.
//! Everything drawn is asked of the engine; this crate knows no browser, no clock and no page.

pub mod case;
pub mod draw;
pub mod exercise;
pub mod expression;
mod misfit;
pub mod question;
pub mod scene;
mod still;
pub mod story;
pub mod widget;

pub use scene::{Frame, Mark, Node, Scene, nodes, svg_text, tween};
pub use story::{Beat, Story};
pub use widget::{Control, Direction, Failure, Msg, OptionGroup, Repair, Widget};
