//! Lessons as plain data: Markdown with fenced widget blocks goes in, a document and a list of
//! problems comes out. Parsing never fails. This crate knows the authoring language only: no
//! array engine, no drawing, no browser, so ufunc names and answers are checked elsewhere.

pub mod decimal;
pub mod directive;
pub mod doc;
mod ids;
pub mod json;
mod link;
pub mod markup;
mod nearest;
mod parse;
pub mod problem;
mod prose;
mod source;
pub mod spec;
mod spec_json;
pub mod toc;

pub use doc::{Block, Heading, LessonDoc, Meta, WidgetBlock};
pub use markup::Markup;
pub use parse::{MAX_BYTES, parse};
pub use problem::Problem;
pub use spec::Spec;
