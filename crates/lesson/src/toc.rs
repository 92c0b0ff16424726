//! The table of contents, `SUMMARY.md`: chapters in order, those written and those to come.
//! Knows no files: whoever has them passes their names.

use crate::ids::is_id;
use crate::nearest::clipped;
use crate::problem::Problem;
use crate::source::{Lines, uniform};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The chapters in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Toc {
    /// Every chapter, also those to come.
    pub chapters: Vec<Chapter>,
}

/// One chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Place in the list, counted from 1.
    pub number: usize,
    /// Plain text.
    pub title: String,
    /// The lesson's file without `.md`, and its page's folder.
    pub slug: String,
    /// Whether the lesson exists. One to come may be mentioned but not linked to.
    pub is_written: bool,
    /// Line in `SUMMARY.md`, counted from 1.
    pub line: usize,
}

impl Toc {
    /// The chapters that exist.
    pub fn written(&self) -> impl Iterator<Item = &Chapter> {
        self.chapters.iter().filter(|chapter| chapter.is_written)
    }

    /// Holds the list against the lessons there are, named by slug.
    pub fn check_lessons(&self, slugs: &[&str]) -> Vec<Problem> {
        let mut problems = Vec::new();
        for chapter in &self.chapters {
            let exists = slugs.contains(&chapter.slug.as_str());
            let slug = &chapter.slug;
            if chapter.is_written && !exists {
                let reason = format!("there is no lesson `{slug}.md`");
                let hint = format!("mark it as one to come: {} `{slug}`", chapter.title);
                problems.push(Problem::new(chapter.line, reason).with_hint(hint));
            } else if !chapter.is_written && exists {
                let reason = format!("the lesson `{slug}.md` exists but is not linked");
                let hint = format!("write [{}]({slug}.md)", chapter.title);
                problems.push(Problem::new(chapter.line, reason).with_hint(hint));
            }
        }
        for slug in slugs {
            if !self.chapters.iter().any(|chapter| chapter.slug == *slug) {
                let reason = format!("the lesson `{slug}.md` is not in the list");
                problems.push(Problem::new(1, reason).with_hint("add it where it belongs"));
            }
        }
        problems
    }
}

/// Parses `SUMMARY.md`: a numbered list whose items are `[Title](slug.md)` for a lesson that is
/// there, and ``Title `slug` `` for one to come. Other text is for people. It never fails.
pub fn parse(source: &str) -> (Toc, Vec<Problem>) {
    let source = uniform(source);
    let lines = Lines::new(&source, 1);
    let mut toc = Toc::default();
    let mut problems = Vec::new();
    let mut item: Option<Item> = None;
    for (event, range) in Parser::new_ext(&source, Options::empty()).into_offset_iter() {
        let line = lines.at(range.start);
        match event {
            Event::Start(Tag::Item) => item = Some(Item::new(line)),
            Event::End(TagEnd::Item) => {
                if let Some(item) = item.take() {
                    item.close(&mut toc, &mut problems);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                if let Some(item) = &mut item {
                    item.link = Some(dest_url.to_string());
                }
            }
            Event::Text(text) => {
                if let Some(item) = &mut item {
                    item.title.push_str(&text);
                }
            }
            Event::Code(code) => {
                if let Some(item) = &mut item {
                    item.code = Some(code.to_string());
                }
            }
            _ => {}
        }
    }
    (toc, problems)
}

struct Item {
    line: usize,
    title: String,
    link: Option<String>,
    code: Option<String>,
}

impl Item {
    fn new(line: usize) -> Self {
        Self {
            line,
            title: String::new(),
            link: None,
            code: None,
        }
    }

    fn close(self, toc: &mut Toc, problems: &mut Vec<Problem>) {
        const FORM: &str = "write [Title](slug.md), or the title and `slug` for a lesson to come";
        let title = self.title.trim().to_owned();
        let is_written = self.link.is_some();
        let slug = match (&self.link, &self.code) {
            (Some(link), _) => link.strip_suffix(".md").unwrap_or_default(),
            (None, Some(code)) => code.as_str(),
            (None, None) => "",
        };
        if title.is_empty() || !is_id(slug) {
            let reason = format!("this is no chapter: `{}`", clipped(&title));
            problems.push(Problem::new(self.line, reason).with_hint(FORM));
            return;
        }
        let twin = |chapter: &&Chapter| chapter.slug == slug || chapter.title == title;
        if let Some(twin) = toc.chapters.iter().find(twin) {
            let reason = format!("`{slug}` or its title is on line {} already", twin.line);
            problems.push(Problem::new(self.line, reason));
            return;
        }
        toc.chapters.push(Chapter {
            number: toc.chapters.len() + 1,
            title,
            slug: slug.to_owned(),
            is_written,
            line: self.line,
        });
    }
}
