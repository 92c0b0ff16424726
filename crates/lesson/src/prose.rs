//! Markdown events made safe, then written as HTML: raw HTML becomes text, links and images are
//! checked, headings get ids, code becomes a box that scrolls by keyboard. Knows no widgets.

use crate::doc::Heading;
use crate::ids::{Ids, slug};
use crate::link::{check_image, check_link};
use crate::markup::Markup;
use crate::nearest::clipped;
use crate::problem::Problem;
use crate::source::Lines;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Tag, TagEnd};
use std::ops::Range;

/// Elements inside one another beyond this are flattened: no reader can follow them, and
/// browsers stumble.
const DEEPEST: usize = 40;

/// The Markdown of lessons: CommonMark with tables and typographic quotes.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_SMART_PUNCTUATION
}

/// Where the Markdown stands, for only a lesson's own text may hold headings.
pub(crate) enum Place<'d> {
    /// The lesson's text.
    Document {
        /// Ids given so far.
        ids: &'d mut Ids,
        /// Headings found so far.
        headings: &'d mut Vec<Heading>,
    },
    /// A text inside a widget block.
    Widget,
}

/// What was written where an element opened, so that its end matches.
enum Opened {
    AsItIs,
    Dropped,
    Paragraph,
    Heading {
        level: HeadingLevel,
        event: usize,
        line: usize,
    },
    Image {
        event: usize,
        line: usize,
    },
    Code {
        class: String,
        text: String,
    },
    Table,
}

/// Collects safe events until they are written out.
pub(crate) struct Prose<'d, 'e> {
    place: Place<'d>,
    lines: &'d Lines,
    problems: &'d mut Vec<Problem>,
    events: Vec<Event<'e>>,
    open: Vec<Opened>,
    last_level: u8,
    told_depth: bool,
}

impl<'d, 'e> Prose<'d, 'e> {
    /// An empty collection for a text whose lines are known.
    pub(crate) fn new(place: Place<'d>, lines: &'d Lines, problems: &'d mut Vec<Problem>) -> Self {
        Self {
            place,
            lines,
            problems,
            events: Vec::new(),
            open: Vec::new(),
            last_level: 1,
            told_depth: false,
        }
    }

    /// Whether the next event stands at the top of the document, in no list or quotation.
    pub(crate) fn at_top(&self) -> bool {
        self.open.is_empty()
    }

    /// The problems found so far, to add to.
    pub(crate) fn problems(&mut self) -> &mut Vec<Problem> {
        self.problems
    }

    /// The ids of the document, if this is one.
    pub(crate) fn ids(&mut self) -> Option<&mut Ids> {
        match &mut self.place {
            Place::Document { ids, .. } => Some(ids),
            Place::Widget => None,
        }
    }

    /// Writes what was collected and starts afresh; nothing where nothing was collected.
    pub(crate) fn take(&mut self) -> Option<Markup> {
        if self.events.is_empty() {
            return None;
        }
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, std::mem::take(&mut self.events).into_iter());
        Some(Markup(html))
    }

    /// What was collected as the inside of a single paragraph, or `None` if it is anything else.
    pub(crate) fn take_line(&mut self) -> Option<Markup> {
        let paragraph = |event: Option<&Event<'_>>, end: bool| match event {
            Some(Event::Start(Tag::Paragraph)) => !end,
            Some(Event::End(TagEnd::Paragraph)) => end,
            _ => false,
        };
        let starts = self
            .events
            .iter()
            .filter(|event| matches!(event, Event::Start(Tag::Paragraph)))
            .count();
        if starts != 1 || !paragraph(self.events.first(), false) {
            return None;
        }
        if !paragraph(self.events.last(), true) {
            return None;
        }
        self.events.pop();
        self.events.remove(0);
        Some(self.take().unwrap_or_default())
    }

    /// Takes one event in.
    pub(crate) fn push(&mut self, event: Event<'e>, range: &Range<usize>) {
        if let Some(Opened::Code { text, .. }) = self.open.last_mut() {
            match event {
                Event::Text(more) => text.push_str(&more),
                Event::End(_) => self.end(),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => {
                let opened = self.start(tag, range);
                self.open.push(opened);
            }
            Event::End(tag) => self.end_of(tag),
            Event::Html(text) => self.events.push(Event::Text(text)),
            Event::InlineHtml(text) => {
                self.complain_about_html(&text, range);
                self.events.push(Event::Text(text));
            }
            other => self.events.push(other),
        }
    }

    fn complain(&mut self, range: &Range<usize>, reason: String, hint: &str) {
        let line = self.lines.at(range.start);
        self.problems
            .push(Problem::new(line, reason).with_hint(hint));
    }

    fn complain_about_html(&mut self, text: &str, range: &Range<usize>) {
        let shown = clipped(text.trim());
        let reason = format!("HTML is shown as text: `{shown}`");
        self.complain(
            range,
            reason,
            "use Markdown, or put code between backquotes",
        );
    }

    fn start(&mut self, tag: Tag<'e>, range: &Range<usize>) -> Opened {
        // Parts of a list or table share the fate of the whole, so that none is ever torn.
        let is_part = matches!(
            tag,
            Tag::Item | Tag::TableHead | Tag::TableRow | Tag::TableCell
        );
        let whole_dropped = matches!(self.open.last(), Some(Opened::Dropped));
        let too_deep = self.open.len() >= DEEPEST && !matches!(tag, Tag::CodeBlock(_));
        if (is_part && whole_dropped) || (!is_part && too_deep) {
            if !self.told_depth {
                self.told_depth = true;
                let reason = format!("more than {DEEPEST} elements inside one another");
                self.complain(range, reason, "what is deeper is flattened");
            }
            return Opened::Dropped;
        }
        match tag {
            Tag::HtmlBlock => {
                self.complain(
                    range,
                    "an HTML block is shown as text".to_owned(),
                    "use Markdown, or a fenced block of code",
                );
                self.events.push(Event::Start(Tag::Paragraph));
                Opened::Paragraph
            }
            Tag::Heading { level, .. } => self.start_heading(level, range),
            Tag::CodeBlock(kind) => Opened::Code {
                class: language_class(&kind),
                text: String::new(),
            },
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                if link_type != LinkType::Email
                    && let Err(reason) = check_link(&dest_url)
                {
                    self.complain(
                        range,
                        reason,
                        "use http, https, mailto, a relative address or #id",
                    );
                    return Opened::Dropped;
                }
                self.events.push(Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                }));
                Opened::AsItIs
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => {
                if let Err(reason) = check_image(&dest_url) {
                    self.complain(range, reason, "put the file beside the lesson");
                    return Opened::Dropped;
                }
                let event = self.events.len();
                self.events.push(Event::Start(Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                }));
                Opened::Image {
                    event,
                    line: self.lines.at(range.start),
                }
            }
            Tag::Table(alignments) => {
                self.events.push(Event::Html(CowStr::Borrowed(
                    "<div class=\"table\" role=\"group\" aria-label=\"table\" tabindex=\"0\">",
                )));
                self.events.push(Event::Start(Tag::Table(alignments)));
                Opened::Table
            }
            other => {
                self.events.push(Event::Start(other));
                Opened::AsItIs
            }
        }
    }

    fn start_heading(&mut self, level: HeadingLevel, range: &Range<usize>) -> Opened {
        if matches!(self.place, Place::Widget) {
            self.complain(
                range,
                "a heading inside a widget block".to_owned(),
                "put headings into the lesson's text",
            );
            self.events.push(Event::Start(Tag::Paragraph));
            return Opened::Paragraph;
        }
        let wanted = level as u8;
        let allowed = wanted.clamp(2, (self.last_level + 1).min(6));
        if allowed != wanted {
            let (hint, reason) = if wanted == 1 {
                (
                    "the title is in the front matter; start sections with `##`",
                    "a heading of level 1".to_owned(),
                )
            } else {
                (
                    "go down one level at a time",
                    format!(
                        "a heading of level {wanted} below one of level {}",
                        self.last_level
                    ),
                )
            };
            self.complain(range, reason, hint);
        }
        self.last_level = allowed;
        let level = heading_level(allowed);
        let event = self.events.len();
        self.events.push(Event::Start(Tag::Heading {
            level,
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }));
        Opened::Heading {
            level,
            event,
            line: self.lines.at(range.start),
        }
    }

    fn end_of(&mut self, tag: TagEnd) {
        match self.open.last() {
            Some(Opened::AsItIs) => {
                self.open.pop();
                self.events.push(Event::End(tag));
            }
            _ => self.end(),
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            None | Some(Opened::AsItIs | Opened::Dropped) => {}
            Some(Opened::Paragraph) => self.events.push(Event::End(TagEnd::Paragraph)),
            Some(Opened::Table) => {
                self.events.push(Event::End(TagEnd::Table));
                self.events.push(Event::Html(CowStr::Borrowed("</div>\n")));
            }
            Some(Opened::Code { class, text }) => {
                let code = format!(
                    "<pre tabindex=\"0\"><code{class}>{}</code></pre>\n",
                    escaped(&text)
                );
                self.events.push(Event::Html(CowStr::from(code)));
            }
            Some(Opened::Image { event, line }) => self.end_image(event, line),
            Some(Opened::Heading { level, event, line }) => self.end_heading(level, event, line),
        }
    }

    fn end_image(&mut self, event: usize, line: usize) {
        if self.text_since(event).trim().is_empty() {
            self.problems.push(
                Problem::new(line, "an image without words")
                    .with_hint("say what it shows between the square brackets"),
            );
            self.events.truncate(event);
        } else {
            self.events.push(Event::End(TagEnd::Image));
        }
    }

    fn end_heading(&mut self, level: HeadingLevel, event: usize, line: usize) {
        let text = self.text_since(event).trim().to_owned();
        if let Place::Document { ids, headings } = &mut self.place {
            let id = ids.take_like(&slug(&text), line);
            if let Some(Event::Start(Tag::Heading { id: place, .. })) = self.events.get_mut(event) {
                *place = Some(CowStr::from(id.clone()));
            }
            headings.push(Heading {
                level: level as u8,
                id,
                text,
            });
        }
        self.events.push(Event::End(TagEnd::Heading(level)));
    }

    fn text_since(&self, event: usize) -> String {
        let mut text = String::new();
        for event in self.events.iter().skip(event) {
            match event {
                Event::Text(more) | Event::Code(more) => text.push_str(more),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        text
    }
}

fn heading_level(level: u8) -> HeadingLevel {
    match level {
        0..=2 => HeadingLevel::H2,
        3 => HeadingLevel::H3,
        4 => HeadingLevel::H4,
        5 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

fn language_class(kind: &CodeBlockKind<'_>) -> String {
    let CodeBlockKind::Fenced(info) = kind else {
        return String::new();
    };
    let word = info.split([' ', ',', '\t']).next().unwrap_or_default();
    let sound = |letter: char| letter.is_ascii_alphanumeric() || "+-_".contains(letter);
    if word.is_empty() || word.len() > 24 || !word.chars().all(sound) {
        return String::new();
    }
    format!(" class=\"language-{word}\"")
}

/// Text for the inside of an element.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}
