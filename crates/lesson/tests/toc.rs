//! The table of contents, in general and the one that ships.

use lesson::toc::{Toc, parse};

fn told(source: &str) -> Vec<String> {
    parse(source).1.iter().map(ToString::to_string).collect()
}

#[test]
fn chapters_are_written_or_to_come() {
    let (toc, problems) =
        parse("# T\n\nWords, [a link](x.md).\n\n1. [One & two](one.md)\n2. Three `three`\n");
    assert_eq!(problems, []);
    let found: Vec<(usize, &str, &str, bool, usize)> = toc
        .chapters
        .iter()
        .map(|c| {
            (
                c.number,
                c.title.as_str(),
                c.slug.as_str(),
                c.is_written,
                c.line,
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (1, "One & two", "one", true, 5),
            (2, "Three", "three", false, 6)
        ]
    );
    assert_eq!(toc.written().count(), 1);
}

#[test]
fn what_is_no_chapter_is_told() {
    assert_eq!(
        told("1. [One](one.md)\n2. Two\n3. [Three](../three.md)\n4. [One again](one.md)\n"),
        [
            "line 2: this is no chapter: `Two`; write [Title](slug.md), or the title and `slug` for a lesson to come",
            "line 3: this is no chapter: `Three`; write [Title](slug.md), or the title and `slug` for a lesson to come",
            "line 4: `one` or its title is on line 1 already",
        ]
    );
}

#[test]
fn the_list_is_held_against_the_lessons() {
    let (toc, _) = parse("1. [One](one.md)\n2. Two `two`\n");
    let told: Vec<String> = toc
        .check_lessons(&["two", "three"])
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        told,
        [
            "line 1: there is no lesson `one.md`; mark it as one to come: One `one`",
            "line 2: the lesson `two.md` exists but is not linked; write [Two](two.md)",
            "line 1: the lesson `three.md` is not in the list; add it where it belongs",
        ]
    );
    assert_eq!(toc.check_lessons(&["one"]), []);
}

#[test]
fn nothing_is_an_empty_list() {
    assert_eq!(parse(""), (Toc::default(), Vec::new()));
}
