//! Safe HTML as a type of its own: only this crate makes it, so whoever shows it may trust it.
//! Knows nothing of widgets.

use crate::json::{FromJson, Json, ToJson, Wrong};
use crate::problem::Problem;
use crate::prose::{Place, Prose, options};
use crate::source::Lines;
use pulldown_cmark::Parser;

/// HTML made by this crate from Markdown: raw HTML escaped, links limited to safe schemes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Markup(pub(crate) String);

impl Markup {
    /// The HTML text, safe to put into a page as it is.
    pub fn as_html(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Markdown paragraphs of a widget block, which take these lines of the lesson file.
    pub(crate) fn paragraphs(
        text: &str,
        lines: (usize, usize),
        problems: &mut Vec<Problem>,
    ) -> Self {
        let lines = Lines::within(text, lines);
        let mut prose = Prose::new(Place::Widget, &lines, problems);
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            prose.push(event, &range);
        }
        prose.take().unwrap_or_default()
    }

    /// Markdown for the inside of a line, such as a button: one paragraph without its element.
    pub(crate) fn line(text: &str, lines: (usize, usize), problems: &mut Vec<Problem>) -> Self {
        let line = lines.0;
        let lines = Lines::within(text, lines);
        let mut prose = Prose::new(Place::Widget, &lines, problems);
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            prose.push(event, &range);
        }
        match prose.take_line() {
            Some(markup) => markup,
            None => {
                problems.push(
                    Problem::new(line, "only one paragraph fits here")
                        .with_hint("write one line of text, without lists, tables or code blocks"),
                );
                Self::default()
            }
        }
    }
}

/// A page's own data is trusted as the page's HTML is: both were written by the same build.
impl FromJson for Markup {
    fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong) {
        self.0.fill(json, wrong);
    }
}

impl ToJson for Markup {
    fn write_json(&self, out: &mut String) {
        self.0.write_json(out);
    }
}
