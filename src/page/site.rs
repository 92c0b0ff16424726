//! All pages of the site from the lessons' texts: which pages there are and what stands in each.
//! Pure text to text; `bin/pages` reads and writes the files.

use lesson::{Block, LessonDoc, Problem, Spec};

use super::{BuiltFiles, Entry, Site, home, lesson as lesson_page, not_found};

/// A file to be written, its path relative to the folder of all pages.
pub type Page = (String, String);

/// Every page, and what the authors should mend.
pub struct Pages {
    /// The files.
    pub pages: Vec<Page>,
    /// File name and problem.
    pub problems: Vec<(String, Problem)>,
}

/// Makes every page. A lesson that cannot be read is left out and said to be missing; a broken block stays, as a box.
pub fn pages(files: BuiltFiles, summary: &str, read: impl Fn(&str) -> Option<String>) -> Pages {
    let (toc, toc_problems) = lesson::toc::parse(summary);
    let mut problems: Vec<(String, Problem)> = toc_problems
        .into_iter()
        .map(|problem| ("SUMMARY.md".to_owned(), problem))
        .collect();
    let mut lessons: Vec<(Entry, LessonDoc)> = Vec::new();
    for chapter in toc.written() {
        let file = format!("{}.md", chapter.slug);
        let Some(text) = read(&chapter.slug) else {
            let missing = Problem::new(chapter.line, format!("there is no file {file}"));
            problems.push(("SUMMARY.md".to_owned(), missing));
            continue;
        };
        let (doc, found) = lesson::parse(&text);
        problems.extend(found.into_iter().map(|problem| (file.clone(), problem)));
        lessons.push((entry(&chapter.slug, &doc), doc));
    }
    let planned = toc
        .chapters
        .iter()
        .filter(|chapter| !chapter.is_written)
        .map(|chapter| chapter.title.clone())
        .collect();
    let site = Site {
        files,
        lessons: lessons.iter().map(|(entry, _)| entry.clone()).collect(),
        planned,
    };
    let mut pages = vec![
        (
            "index.html".to_owned(),
            home::page(&site, first_picture(&lessons)),
        ),
        ("404.html".to_owned(), not_found::page(&site)),
    ];
    for (entry, doc) in lessons {
        let path = format!("lessons/{}/index.html", entry.slug);
        pages.push((path, lesson_page::page(&site, &entry, doc)));
    }
    Pages { pages, problems }
}

fn entry(slug: &str, doc: &LessonDoc) -> Entry {
    Entry {
        slug: slug.to_owned(),
        title: doc.meta.title.clone(),
        chapter: doc.meta.chapter,
        lead: doc.meta.lead.clone(),
        minutes: doc.meta.minutes,
        items: lesson_page::progress_items(doc),
    }
}

fn first_picture(lessons: &[(Entry, LessonDoc)]) -> Option<&Spec> {
    lessons
        .iter()
        .flat_map(|(_, doc)| &doc.blocks)
        .find_map(|block| match block {
            Block::Widget(widget) => widget
                .spec
                .as_ref()
                .ok()
                .filter(|spec| matches!(spec, Spec::Broadcast(_))),
            Block::Prose(_) => None,
        })
}

/// The names of the built files, from the page Trunk wrote.
///
/// # Errors
/// One sentence when a file is not named there.
pub fn files_from_template(template: &str) -> Result<BuiltFiles, String> {
    let named = |ending: &str| {
        quoted(template)
            .find(|text| text.ends_with(ending))
            .map(|text| text.trim_start_matches("./").to_owned())
            .ok_or_else(|| format!("the template names no {ending} file; was it written by Trunk?"))
    };
    Ok(BuiltFiles {
        style: named(".css")?,
        script: named(".js")?,
        wasm: named(".wasm")?,
        icon: named(".svg")?,
    })
}

/// Every text between quotes of either kind.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> BuiltFiles {
        let template = r#"<link href="./a-1.css"><script>import init from './n-2.js'; init('./n-2_bg.wasm')</script><link href="./icon-3.svg">"#;
        files_from_template(template).expect("all four are named")
    }

    #[test]
    fn built_files_are_found_in_the_template() {
        let files = files();
        assert_eq!(
            (files.style.as_str(), files.wasm.as_str()),
            ("a-1.css", "n-2_bg.wasm")
        );
        let complaint = files_from_template("<html>").expect_err("nothing is named");
        assert!(complaint.contains(".css"), "{complaint}");
    }
}
