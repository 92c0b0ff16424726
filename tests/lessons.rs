//! The lessons that ship: they parse without a problem, stand in the table of contents, and each
//! holds what a lesson must hold. Whether answers and solutions are true is tested with the engine.

#![cfg(not(target_arch = "wasm32"))]

use lesson::spec::QuestionSpec;
use lesson::{Block, LessonDoc, Spec, toc};
use std::collections::BTreeMap;
use std::path::Path;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("lessons")
        .join(name);
    std::fs::read_to_string(&path).unwrap_or_default()
}

/// Every lesson file by slug.
fn lessons() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let slug = name.strip_suffix(".md")?;
            let is_lesson = !matches!(slug, "SUMMARY" | "AUTHORS");
            is_lesson.then(|| (slug.to_owned(), read(&name)))
        })
        .collect()
}

fn documents() -> Vec<(String, LessonDoc)> {
    lessons()
        .into_iter()
        .map(|(slug, source)| (slug, lesson::parse(&source).0))
        .collect()
}

fn questions(doc: &LessonDoc) -> impl Iterator<Item = &QuestionSpec> {
    doc.specs().filter_map(|spec| match spec {
        Spec::Question(question) => Some(question),
        _ => None,
    })
}

#[test]
fn every_lesson_parses_without_a_problem() {
    let lessons = lessons();
    assert!(!lessons.is_empty(), "no lessons were found");
    for (slug, source) in lessons {
        let told: Vec<String> = lesson::parse(&source)
            .1
            .iter()
            .map(|problem| format!("{slug}.md: {problem}"))
            .collect();
        assert_eq!(told, [""; 0]);
    }
}

#[test]
fn the_table_of_contents_is_that_of_the_lessons() {
    let (toc, problems) = toc::parse(&read("SUMMARY.md"));
    assert_eq!(problems, []);
    assert_eq!(toc.chapters.len(), 24, "the curriculum has 24 chapters");
    let lessons = lessons();
    let slugs: Vec<&str> = lessons.keys().map(String::as_str).collect();
    assert_eq!(toc.check_lessons(&slugs), []);
    for (slug, doc) in documents() {
        let chapter = toc.chapters.iter().find(|chapter| chapter.slug == slug);
        assert_eq!(
            chapter.map(|chapter| (chapter.title.as_str(), u32::try_from(chapter.number).ok())),
            Some((doc.meta.title.as_str(), doc.meta.chapter)),
            "{slug}"
        );
    }
}

#[test]
fn every_lesson_predicts_changes_builds_and_returns() {
    for (slug, doc) in documents() {
        let kinds: Vec<&str> = doc.specs().map(Spec::kind).collect();
        for kind in ["question", "exercise", "review"] {
            assert!(kinds.contains(&kind), "{slug} has no {kind}");
        }
        assert_eq!(kinds.last(), Some(&"review"), "{slug} ends with its review");
        assert!(
            matches!(doc.blocks.first(), Some(Block::Prose(_))),
            "{slug} begins with words"
        );
        for question in questions(&doc) {
            assert!(
                question.then.is_some(),
                "{slug}: {} asks what was seen",
                question.id
            );
        }
        let last = doc.specs().filter_map(|spec| match spec {
            Spec::Exercise(exercise) => Some(exercise),
            _ => None,
        });
        let last = last.last();
        assert!(
            last.is_some_and(|exercise| !exercise.scaffold.is_empty() && exercise.start.is_none()),
            "{slug}: the closing exercise has easier steps and starts from nothing"
        );
    }
}

#[test]
fn broadcasting_looks_for_its_misconceptions() {
    let (doc, _) = lesson::parse(&read("broadcasting.md"));
    let mut found: Vec<&str> = questions(&doc)
        .map(|question| question.misconception.as_str())
        .collect();
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, ["M06", "M07", "M08", "M26"]);
    let aligners: Vec<&Spec> = doc
        .specs()
        .filter(|spec| matches!(spec, Spec::Broadcast(_)))
        .collect();
    assert!(aligners.len() >= 6, "{} aligners", aligners.len());
}

#[test]
fn ids_are_chosen_by_hand() {
    // Links outlive edits only if a block's id does not come from its place.
    for (slug, doc) in documents() {
        for spec in doc.specs() {
            let made = format!("{}-", spec.kind());
            assert!(!spec.id().starts_with(&made), "{slug}: {}", spec.id());
        }
    }
}

#[test]
fn links_within_a_page_lead_somewhere() {
    for (slug, doc) in documents() {
        let mut ids: Vec<&str> = doc.specs().map(Spec::id).collect();
        ids.extend(doc.headings.iter().map(|heading| heading.id.as_str()));
        for block in &doc.blocks {
            let Block::Prose(markup) = block else {
                continue;
            };
            for link in markup.as_html().split("href=\"#").skip(1) {
                let target = link.split('"').next().unwrap_or_default();
                assert!(ids.contains(&target), "{slug}: nothing is called {target}");
            }
        }
    }
}

#[test]
fn examples_are_sessions() {
    for (slug, doc) in documents() {
        let mut count = 0;
        for block in &doc.blocks {
            let Block::Prose(markup) = block else {
                continue;
            };
            for code in markup.as_html().split("class=\"language-python\">").skip(1) {
                assert!(code.starts_with("&gt;&gt;&gt; "), "{slug}: {code}");
                count += 1;
            }
        }
        assert!(count > 0, "{slug} has no example");
    }
}

#[test]
fn the_readme_shows_a_block_that_parses() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(path).unwrap_or_default();
    let example = readme
        .split("````markdown\n")
        .nth(1)
        .and_then(|rest| rest.split("````").next())
        .unwrap_or_default();
    let (doc, problems) = lesson::parse(&format!(
        "+++\ntitle = \"T\"\nlead = \"L.\"\nminutes = 5\n+++\n{example}"
    ));
    assert_eq!(problems, []);
    assert_eq!(doc.specs().count(), 1);
}
