//! Lessons as plain data: Markdown with fenced widget blocks goes in, a document and a list of
//! problems comes out. Parsing never fails. This crate knows the authoring language only: no
//! array engine, no drawing, no browser, so ufunc names and answers are checked elsewhere.

pub mod doc;
pub mod markup;
pub mod problem;
pub mod spec;

pub use doc::{Block, Heading, LessonDoc, Meta, WidgetBlock};
pub use markup::Markup;
pub use problem::Problem;
pub use spec::Spec;
