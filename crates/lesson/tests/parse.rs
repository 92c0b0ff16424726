//! The outer form of a lesson: front matter, prose, headings, links, code, and where blocks stand.

use lesson::{Block, LessonDoc, Problem, Spec, parse};

const HEAD: &str = "+++\ntitle = \"T\"\nlead = \"L.\"\nminutes = 5\n+++\n";

fn lesson(text: &str) -> (LessonDoc, Vec<Problem>) {
    parse(&format!("{HEAD}{text}"))
}

/// All prose of a lesson that must have no problem.
fn html(text: &str) -> String {
    let (doc, problems) = lesson(text);
    assert_eq!(problems, [], "{text}");
    prose(&doc)
}

fn prose(doc: &LessonDoc) -> String {
    doc.blocks
        .iter()
        .map(|block| match block {
            Block::Prose(markup) => markup.as_html(),
            Block::Widget(_) => "[widget]",
        })
        .collect()
}

fn told(text: &str) -> Vec<String> {
    lesson(text).1.iter().map(ToString::to_string).collect()
}

#[test]
fn front_matter_is_read() {
    let (doc, problems) = parse(
        "\u{feff}+++\r\ntitle = \"Fish & tanks\"\r\nlead = \"Look.\"\r\nminutes = 12\r\nchapter = 6\r\n+++\r\nHi\r\n",
    );
    assert_eq!(problems, []);
    assert_eq!(doc.meta.title, "Fish & tanks");
    assert_eq!(doc.meta.lead, "Look.");
    assert_eq!((doc.meta.minutes, doc.meta.chapter), (12, Some(6)));
    assert_eq!(prose(&doc), "<p>Hi</p>\n");
}

#[test]
fn front_matter_problems_have_lines() {
    let told =
        |source: &str| -> Vec<String> { parse(source).1.iter().map(ToString::to_string).collect() };
    assert_eq!(
        told("+++\ntitel = \"x\"\nlead = \"y\"\nminutes = 0\n+++\n"),
        [
            "line 1: the key `title` is missing in front matter; it takes text",
            "line 2: unknown key `titel` in front matter; did you mean `title`?",
            "line 4: `minutes` cannot be the integer 0; it takes an integer from 1 to 120",
        ]
    );
    assert!(told("just text")[0].starts_with("line 1: the front matter is missing;"));
    assert!(told("\n+++\ntitle = 1\n")[0].starts_with("line 2: the front matter has no closing"));
    assert!(told("+++\ntitle = \n+++\n")[0].starts_with("line 2: this is not TOML"));
}

#[test]
fn headings_have_unique_ids_and_their_levels() {
    let (doc, problems) = lesson("## The cost\n### `b` & c\n## The cost\n");
    assert_eq!(problems, []);
    let found: Vec<(u8, &str, &str)> = doc
        .headings
        .iter()
        .map(|heading| (heading.level, heading.id.as_str(), heading.text.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (2, "the-cost", "The cost"),
            (3, "b-c", "b & c"),
            (2, "the-cost-2", "The cost")
        ]
    );
    assert!(prose(&doc).contains("<h3 id=\"b-c\"><code>b</code> &amp; c</h3>"));
}

#[test]
fn heading_levels_do_not_jump() {
    let (doc, problems) = lesson("# One\n\n#### Four\n");
    let levels: Vec<u8> = doc.headings.iter().map(|heading| heading.level).collect();
    assert_eq!(levels, [2, 3]);
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "line 6: a heading of level 1; the title is in the front matter; start sections with `##`",
            "line 8: a heading of level 4 below one of level 2; go down one level at a time",
        ]
    );
}

#[test]
fn raw_html_is_text() {
    let (doc, problems) = lesson("a <b onclick=\"x()\">c</b>\n\n<script>\nalert(1)\n</script>\n");
    assert_eq!(
        prose(&doc),
        "<p>a &lt;b onclick=\"x()\"&gt;c&lt;/b&gt;</p>\n<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;\n</p>\n"
    );
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [6, 6, 8]);
}

#[test]
fn unsafe_links_become_text() {
    let (doc, problems) = lesson(
        "[a](javascript:alert(1)) [b](https://numpy.org) [c](#x) <d@example.org>\n<javascript:e>\n",
    );
    let html = prose(&doc);
    assert!(html.starts_with("<p>a <a href=\"https://numpy.org\">b</a> <a href=\"#x\">c</a> "));
    assert!(html.contains("href=\"mailto:d@example.org\""));
    assert!(!html.contains("href=\"javascript"));
    assert_eq!(problems.len(), 2);
    assert_eq!((problems[0].line, problems[1].line), (6, 7));
}

#[test]
fn images_are_local_and_have_words() {
    assert!(html("![a strip of *bytes*](strip.svg)\n").contains("alt=\"a strip of bytes\""));
    assert_eq!(
        told("![](strip.svg)\n![far](https://example.org/x.png)\n"),
        [
            "line 6: an image without words; say what it shows between the square brackets",
            "line 7: an image must be one of the lesson's own files; put the file beside the lesson",
        ]
    );
    let (doc, _) = lesson("![](strip.svg)\n![far](https://example.org/x.png)\n");
    assert!(!prose(&doc).contains("<img"));
}

#[test]
fn code_is_escaped_and_scrolls() {
    assert_eq!(
        html("```python\n>>> a < b\n```\n"),
        "<pre tabindex=\"0\"><code class=\"language-python\">&gt;&gt;&gt; a &lt; b\n</code></pre>\n"
    );
    let (doc, _) = lesson("```x\"><script>\n1\n```\n");
    assert_eq!(prose(&doc), "<pre tabindex=\"0\"><code>1\n</code></pre>\n");
}

#[test]
fn typography_spares_code() {
    let html = html("It's \"so\" -- `it's \"so\" --`.\n");
    assert_eq!(html, "<p>It’s “so” – <code>it's \"so\" --</code>.</p>\n");
}

#[test]
fn tables_scroll_by_keyboard() {
    let html = html("| a | b |\n|---|---|\n| 1 | 2 |\n");
    assert!(html.starts_with(
        "<div class=\"table\" role=\"group\" aria-label=\"table\" tabindex=\"0\"><table>"
    ));
    assert!(html.ends_with("</table>\n</div>\n"));
}

#[test]
fn blocks_keep_their_places() {
    let (doc, problems) =
        lesson("One\n\n```widget review\n```\n\nTwo\n\n```widget reviw\n```\nThree\n");
    assert_eq!(
        prose(&doc),
        "<p>One</p>\n[widget]<p>Two</p>\n[widget]<p>Three</p>\n"
    );
    let widgets: Vec<_> = doc.widgets().collect();
    assert_eq!((widgets[0].line, widgets[0].id.as_str()), (8, "review-1"));
    assert!(matches!(&widgets[0].spec, Ok(Spec::Review(review)) if review.title == "Once more"));
    assert!(widgets[1].spec.is_err());
    assert_eq!(
        problems[0].to_string(),
        "line 13: there is no widget `reviw`; did you mean `review`?"
    );
}

#[test]
fn fences_may_be_torn_or_misplaced() {
    assert!(told("```widget review\ntitle = \"x\"\n")[0].contains("never closed"));
    assert!(told("~~~~widget review\n~~~\n~~~~~\n")[0].starts_with("line 7: this is not TOML"));
    assert_eq!(told("~~~~ widget review\n~~~~\n"), [""; 0]);
    assert!(
        told("- a\n\n  ```widget review\n  ```\n")[0].starts_with("line 8: a widget block inside")
    );
    assert!(told("```widget\n```\n")[0].contains("without its kind"));
    assert!(told("```widget review now\n```\n")[0].contains("`now` behind the widget's kind"));
}

#[test]
fn lines_are_right_with_any_line_end() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("{HEAD}\nHi\n\n```widget review\n\ncolor = 1\n```\n").replace('\n', end);
        let lines: Vec<usize> = parse(&text).1.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [11]);
    }
}
