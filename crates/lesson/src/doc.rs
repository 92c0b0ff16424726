//! A parsed lesson: front matter, headings, and blocks of prose and widgets in reading order.
//! Plain data that knows nothing of parsing or of pages.

use crate::markup::Markup;
use crate::problem::Problem;
use crate::spec::Spec;

/// A whole lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LessonDoc {
    /// What the front matter says.
    pub meta: Meta,
    /// Every heading, in reading order, for the page's own contents and for deep links.
    pub headings: Vec<Heading>,
    /// Prose and widgets, in reading order.
    pub blocks: Vec<Block>,
}

impl LessonDoc {
    /// The widget blocks, broken ones included, in reading order.
    pub fn widgets(&self) -> impl Iterator<Item = &WidgetBlock> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Widget(widget) => Some(widget.as_ref()),
            Block::Prose(_) => None,
        })
    }

    /// The sound specs with nothing of their source, in reading order.
    pub fn specs(&self) -> impl Iterator<Item = &Spec> {
        self.widgets()
            .filter_map(|widget| widget.spec.as_ref().ok())
    }
}

/// The front matter, between `+++` lines at the top of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The lesson's title: plain text, to be escaped by whoever shows it.
    pub title: String,
    /// One or two sentences under the title: plain text.
    pub lead: String,
    /// Minutes of reading and doing.
    pub minutes: u32,
    /// Row in the curriculum, where the lesson has one.
    pub chapter: Option<u32>,
}

/// One heading of the prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6; the page's title is the only heading of level 1.
    pub level: u8,
    /// Unique in the document, made from the text: letters, digits and hyphens.
    pub id: String,
    /// Plain text, to be escaped by whoever shows it.
    pub text: String,
}

/// A piece of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Safe HTML for consecutive Markdown blocks.
    Prose(Markup),
    /// A widget, or the reasons why there is none.
    Widget(Box<WidgetBlock>),
}

/// A fenced widget block. It keeps its place on the page even when it is broken.
#[derive(Clone, Debug, PartialEq)]
pub struct WidgetBlock {
    /// Unique in the document, also for a broken block: small letters, digits and hyphens.
    pub id: String,
    /// Line of the opening fence in the lesson file, counted from 1.
    pub line: usize,
    /// The spec, or every problem found in the block.
    pub spec: Result<Spec, Vec<Problem>>,
    /// The block's TOML as written, without the fences.
    pub source: String,
}
