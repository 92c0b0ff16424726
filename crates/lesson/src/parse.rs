//! A lesson file becomes a document and a list of problems. It never fails: what cannot be read
//! keeps its place and says why. Knows the file's outer form; blocks are read by `directive`.

use crate::directive::{self, Fenced};
use crate::doc::{Block, LessonDoc, Meta};
use crate::ids::Ids;
use crate::problem::Problem;
use crate::prose::{Place, Prose, options};
use crate::source::{Lines, uniform};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// A lesson file longer than this is refused: no lesson is, and a page would not bear it.
pub const MAX_BYTES: usize = 1 << 20;
/// More problems than this are counted, not listed.
const MOST_PROBLEMS: usize = 200;

/// Parses a lesson file.
///
/// The document holds everything that can be shown, with broken widget blocks in their places;
/// the problems are those of the file and of every block, in the order of their lines.
pub fn parse(source: &str) -> (LessonDoc, Vec<Problem>) {
    let mut problems = Vec::new();
    if source.len() > MAX_BYTES {
        let reason = format!("the file is longer than {MAX_BYTES} bytes");
        problems.push(Problem::new(1, reason).with_hint("split the lesson in two"));
        return (LessonDoc::default(), problems);
    }
    let source = uniform(source);
    let mut doc = LessonDoc::default();
    let (meta, text, first_line) = front_matter(&source, &mut problems);
    doc.meta = meta;
    read_blocks(text, first_line, &mut doc, &mut problems);
    for widget in doc.widgets() {
        if let Err(found) = &widget.spec {
            problems.extend(found.iter().cloned());
        }
    }
    problems.sort_by_key(|problem| problem.line);
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    if more > 0 {
        problems.truncate(MOST_PROBLEMS);
        let line = problems.last().map_or(1, |problem| problem.line);
        problems.push(Problem::new(line, format!("and {more} more problems")));
    }
    (doc, problems)
}

/// The front matter, the text after it, and the number of that text's first line.
fn front_matter<'a>(source: &'a str, problems: &mut Vec<Problem>) -> (Meta, &'a str, usize) {
    const FENCE: &str = "+++";
    const EXAMPLE: &str = "start the file with `+++`, a title, a lead and minutes, and `+++`";
    let mut at = 0;
    let mut opening = None;
    for (number, line) in source.split_inclusive('\n').enumerate() {
        let is_fence = line.trim_end() == FENCE;
        match opening {
            None if is_fence => opening = Some((at + line.len(), number + 1)),
            None if line.trim().is_empty() => {}
            None => break,
            Some((start, opened)) if is_fence => {
                let meta = directive::front_matter(&source[start..at], opened, problems);
                return (meta, &source[at + line.len()..], number + 2);
            }
            Some(_) => {}
        }
        at += line.len();
    }
    let problem = match opening {
        Some((_, line)) => Problem::new(line, "the front matter has no closing `+++`"),
        None => Problem::new(1, "the front matter is missing"),
    };
    problems.push(problem.with_hint(EXAMPLE));
    (Meta::default(), source, 1)
}

/// A widget block while its lines come in.
struct Collected<'a> {
    info: String,
    body: String,
    range: Range<usize>,
    text: &'a str,
}

fn read_blocks(text: &str, first_line: usize, doc: &mut LessonDoc, problems: &mut Vec<Problem>) {
    let lines = Lines::new(text, first_line);
    let mut ids = Ids::default();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut collected: Option<Collected<'_>> = None;
    let place = Place::Document {
        ids: &mut ids,
        headings: &mut doc.headings,
    };
    let mut prose = Prose::new(place, &lines, problems);
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if let Some(widget) = &mut collected {
            match event {
                Event::Text(more) => widget.body.push_str(&more),
                Event::End(TagEnd::CodeBlock) => {
                    doc.blocks.extend(prose.take().map(Block::Prose));
                    if let Some(widget) = collected.take()
                        && let Some(ids) = prose.ids()
                    {
                        let block = widget.read(&lines, &mut counts, ids);
                        doc.blocks.push(Block::Widget(Box::new(block)));
                    }
                }
                _ => {}
            }
            continue;
        }
        if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = &event
            && info.split_whitespace().next() == Some("widget")
        {
            if prose.at_top() {
                collected = Some(Collected {
                    info: info.to_string(),
                    body: String::new(),
                    range,
                    text,
                });
                continue;
            }
            let line = lines.at(range.start);
            prose.problems().push(
                Problem::new(line, "a widget block inside a list or a quotation")
                    .with_hint("start its fence at the beginning of a line, after a blank line"),
            );
        }
        prose.push(event, &range);
    }
    doc.blocks.extend(prose.take().map(Block::Prose));
}

impl Collected<'_> {
    fn read(
        &self,
        lines: &Lines,
        counts: &mut HashMap<String, usize>,
        ids: &mut Ids,
    ) -> crate::doc::WidgetBlock {
        let line = lines.at(self.range.start);
        let mut words = self.info.split_whitespace().skip(1);
        let kind = words.next().unwrap_or_default();
        let mut problems = Vec::new();
        if let Some(extra) = words.next() {
            let extra = crate::nearest::clipped(extra);
            let reason = format!("`{extra}` behind the widget's kind");
            problems.push(Problem::new(line, reason).with_hint("keys go into the block"));
        }
        if !is_closed(self.text.get(self.range.clone()).unwrap_or_default()) {
            problems.push(
                Problem::new(line, "the fence of this block is never closed")
                    .with_hint("end it with a line of as many backquotes"),
            );
        }
        let count = counts.entry(kind.to_owned()).or_default();
        *count += 1;
        directive::read(
            Fenced {
                kind,
                body: &self.body,
                line,
                problems,
                count: *count,
            },
            ids,
        )
    }
}

/// Whether a fenced block ends with its own fence, not with the end of the file.
fn is_closed(block: &str) -> bool {
    let block = block.trim();
    let Some(mark) = block.chars().next() else {
        return false;
    };
    let opening = block.chars().take_while(|letter| *letter == mark).count();
    let Some((_, last)) = block.rsplit_once('\n') else {
        return false;
    };
    let last = last.trim();
    last.chars().count() >= opening && last.chars().all(|letter| letter == mark)
}
