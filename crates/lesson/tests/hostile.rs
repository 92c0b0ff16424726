//! Nothing an author or an attacker writes may panic the parser or reach the page as live HTML.
//! The judge of the output is a strict reader of its own: it allows a short list of elements and
//! attributes and refuses everything else.

use lesson::{Block, LessonDoc, Markup, Spec, parse};
use proptest::prelude::*;

/// Elements that a lesson's prose may hold, with the attributes each may have.
const ALLOWED: &[(&str, &[&str])] = &[
    ("p", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("em", &[]),
    ("strong", &[]),
    ("code", &["class"]),
    ("pre", &["tabindex"]),
    ("blockquote", &[]),
    ("ul", &[]),
    ("ol", &["start"]),
    ("li", &[]),
    ("a", &["href", "title"]),
    ("img", &["src", "alt", "title"]),
    ("br", &[]),
    ("hr", &[]),
    ("div", &["class", "role", "aria-label", "tabindex"]),
    ("table", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["style"]),
    ("td", &["style"]),
];
const VOID: [&str; 3] = ["img", "br", "hr"];

/// Reads HTML strictly: known elements, known attributes, quoted values, matching ends.
fn judge(html: &str) -> Result<(), String> {
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let close = end_of_tag(rest).ok_or("a tag without an end")?;
        let (tag, after) = rest.split_at(close);
        rest = &after[1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let tag = tag.trim_end_matches('/').trim_end();
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let known = ALLOWED
            .iter()
            .find(|(allowed, _)| *allowed == name)
            .ok_or(format!("element <{name}>"))?;
        check_attributes(attributes, known.1)?;
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(format!("never closed: {open:?}"))
    }
}

fn end_of_tag(text: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return Some(at),
            b'<' if !quoted => return None,
            _ => {}
        }
    }
    None
}

fn check_attributes(mut text: &str, allowed: &[&str]) -> Result<(), String> {
    while !text.trim().is_empty() {
        let (name, rest) = text.trim_start().split_once("=\"").ok_or("no value")?;
        let (value, rest) = rest.split_once('"').ok_or("no closing quote")?;
        text = rest;
        if !allowed.contains(&name) {
            return Err(format!("attribute {name}"));
        }
        if name == "href" || name == "src" {
            let plain = value.to_lowercase();
            let before = plain.split(['/', '?', '#']).next().unwrap_or_default();
            let scheme = before.split_once(':').map(|(scheme, _)| scheme);
            let sound = match scheme {
                None => !plain.starts_with('/') && !plain.starts_with('\\'),
                Some("http" | "https" | "mailto") => name == "href",
                Some(_) => false,
            };
            if !sound || plain.contains("&colon;") {
                return Err(format!("address {value}"));
            }
        }
        if name == "style" && !value.starts_with("text-align: ") {
            return Err(format!("style {value}"));
        }
    }
    Ok(())
}

fn markups(doc: &LessonDoc) -> Vec<&Markup> {
    let mut all = Vec::new();
    for block in &doc.blocks {
        match block {
            Block::Prose(markup) => all.push(markup),
            Block::Widget(widget) => match &widget.spec {
                Ok(Spec::Broadcast(spec)) => all.extend(&spec.caption),
                Ok(Spec::Question(spec)) => {
                    all.push(&spec.ask);
                    all.extend(spec.options.iter().map(|option| &option.why));
                    if let Some(then) = &spec.then {
                        all.push(&then.ask);
                        all.extend(then.options.iter().flat_map(|o| [&o.text, &o.why]));
                    }
                }
                Ok(Spec::Exercise(spec)) => {
                    all.push(&spec.goal);
                    all.extend(&spec.hints);
                    all.extend(spec.scaffold.iter().map(|step| &step.goal));
                }
                Ok(Spec::Review(_)) | Err(_) => {}
            },
        }
    }
    all
}

/// Parses anything and holds the output to what every page relies on.
fn hold(source: &str) {
    let (doc, problems) = parse(source);
    for markup in markups(&doc) {
        let html = markup.as_html();
        assert_eq!(judge(html), Ok(()), "source: {source:?}\noutput: {html}");
    }
    let mut ids: Vec<&str> = doc.widgets().map(|widget| widget.id.as_str()).collect();
    ids.extend(doc.headings.iter().map(|heading| heading.id.as_str()));
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "ids are not unique: {source:?}");
    for id in ids {
        let sound = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(id.bytes().all(sound), "{id}");
    }
    let lines = source.matches(['\n', '\r']).count() + 2;
    for problem in &problems {
        assert!(
            (1..=lines).contains(&problem.line),
            "{problem} of {lines} lines"
        );
    }
    for widget in doc.widgets() {
        if let Err(problems) = &widget.spec {
            assert!(!problems.is_empty(), "broken without a reason: {source:?}");
        }
    }
}

#[test]
fn the_judge_refuses_what_it_should() {
    for bad in [
        "<script>x</script>",
        "<p onclick=\"x\">a</p>",
        "<a href=\"javascript:x\">a</a>",
        "<a href=\"//x\">a</a>",
        "<img src=\"https://x/y.png\" alt=\"a\">",
        "<p>a",
        "a</p>",
        "<p style=\"x\">a</p>",
        "<b>a</b>",
        "a < b",
    ] {
        assert!(judge(bad).is_err(), "{bad}");
    }
    assert_eq!(judge("<p>a &lt; <a href=\"https://x/\">b</a></p>"), Ok(()));
}

#[test]
fn attacks_become_text() {
    for attack in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "# <script>alert(1)</script>",
        "# a\" onmouseover=\"x",
        "[a](javascript:alert(1))",
        "[a](<java\nscript:alert(1)>)",
        "[a](java&#x0A;script:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](javascript&colon;alert(1))",
        "[a]: javascript:x\n\n[a]",
        "[a](https://x \"t\\\" onclick=\\\"x\")",
        "![a](data:image/svg+xml,<svg>)",
        "![a\" onerror=\"x](x.png)",
        "![<script>](x.png)",
        "![[a](javascript:x)](x.png)",
        "<javascript:alert(1)>",
        "<data:text/html,x>",
        "[a](vbscript:x)",
        "```\"onclick=x\n<script>\n```",
        "```<script>\n```",
        "| <script> |\n|:-:|\n| <b> |",
        "<!-- x --> <?php ?> <![CDATA[x]]> <!DOCTYPE html>",
        "<style>*{display:none}</style>",
        "<iframe src=x></iframe>",
        "</p></div></main><script>",
        "a\0b <scr\0ipt>",
    ] {
        hold(attack);
        hold(&format!(
            "+++\ntitle = '{}'\n+++\n{attack}",
            attack.replace(['\n', '\''], " ")
        ));
        for key in [
            "ask", "why", "goal", "hints", "text", "caption", "title", "id", "name",
        ] {
            hold(&block_with(key, attack));
        }
    }
}

/// A question and an exercise, sound but for one text.
fn block_with(key: &str, text: &str) -> String {
    let text: String = text
        .chars()
        .map(|letter| format!("\\U{:08X}", u32::from(letter)))
        .collect();
    let of = |name: &str, plain: &str| {
        let value = if name == key { &text } else { plain };
        format!("\"{value}\"")
    };
    format!(
        "```widget question\nid = {}\nmisconception = 'M07'\nask = {}\nmeasure = 'shape'\n\
         case = {{ operands = [{{ name = {}, shape = [3] }}] }}\noptions = [\n\
         {{ answer = '(3,)', rule = 'numpy', why = {} }},\n{{ answer = 'error', rule = 'any-axis', why = 'b' }}]\n\
         [then]\nask = 'x'\noptions = [{{ text = {}, right = true, why = 'c' }}, {{ text = 'd', why = 'e' }}]\n```\n\n\
         ```widget broadcast\ntitle = {}\ncaption = {}\noperands = [{{ shape = [3] }}]\n```\n\n\
         ```widget exercise\ngoal = {}\narrays = [{{ shape = [3] }}]\nsolution = 'a'\nhints = [{}]\n```\n",
        of("id", "some-id"),
        of("ask", "q"),
        of("name", "a"),
        of("why", "w"),
        of("text", "t"),
        of("title", "t"),
        of("caption", "c"),
        of("goal", "g"),
        of("hints", "h"),
    )
}

#[test]
fn the_blocks_of_the_attacks_are_sound_without_them() {
    let (doc, _) = parse(&block_with("none", ""));
    assert_eq!(doc.specs().count(), 3);
}

#[test]
fn depth_and_size_do_no_harm() {
    let n = 20_000;
    for source in [
        ">".repeat(n),
        "- ".repeat(n),
        "[".repeat(n),
        "![".repeat(n),
        "*a ".repeat(n),
        "**a".repeat(n),
        "`".repeat(n),
        "<".repeat(n),
        "|a".repeat(n) + "\n" + &"|-".repeat(n),
        "[a](".repeat(n),
        "&#".repeat(n),
        "```widget broadcast\n".repeat(2000),
        format!(
            "{}| a |\n{}|---|\n{}| b |\n",
            ">".repeat(39),
            ">".repeat(39),
            ">".repeat(39)
        ),
        format!("{}- a\n{}- b\n", ">".repeat(38), ">".repeat(38)),
        "# a\n".repeat(3000),
        "\n".repeat(n),
        "+++\n".repeat(n),
        "a".repeat(lesson::MAX_BYTES),
        "a".repeat(lesson::MAX_BYTES + 1),
    ] {
        hold(&source);
    }
}

#[test]
fn toml_bombs_are_defused() {
    let n = 5_000;
    for body in [
        "[".repeat(n),
        format!("a = {}", "[".repeat(n)),
        format!("a = {}1{}", "[".repeat(n), "]".repeat(n)),
        format!("a = {}", "{ a = ".repeat(n)),
        format!("{}a = 1", "a.".repeat(n)),
        format!("[{}a]", "a.".repeat(n)),
        "[[operands]]\n".repeat(n),
        format!("title = \"{}\"", "x".repeat(100_000)),
        format!("{} = 1", "x".repeat(100_000)),
        "id = 1\n".repeat(n),
        "a = 99999999999999999999999999".to_owned(),
        "minutes = 1979-05-27".to_owned(),
        "operands = [{ shape = [9223372036854775807, 9223372036854775807], values = [1] }]"
            .to_owned(),
        "operands = [{ shape = [-9223372036854775808] }]".to_owned(),
        "operands = [{ shape = [1], values = [nan, inf, 1e999] }]".to_owned(),
        "operands = [{ shape = [1] }, { from = { reduce = 'sum', of = 'a', axis = -9 } }]"
            .to_owned(),
        "operands = [{ from = { reduce = 'sum', of = 'a', axis = 0 } }]".to_owned(),
    ] {
        for kind in ["broadcast", "question", "exercise", "review"] {
            hold(&format!("```widget {kind}\n{body}\n```\nafter\n"));
        }
        hold(&format!("+++\n{body}\n+++\n"));
    }
}

/// Pieces that mean something to Markdown, TOML or HTML, to be thrown together.
fn piece() -> impl Strategy<Value = String> {
    let pieces: Vec<&'static str> = vec![
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\0",
        "\u{feff}",
        " ",
        "    ",
        "\t",
        "+++\n",
        "```",
        "```\n",
        "```widget broadcast\n",
        "```widget question\n",
        "```widget exercise\n",
        "```widget review\n",
        "```widget ",
        "~~~",
        "# ",
        "## ",
        "#### ",
        "- ",
        "1. ",
        "> ",
        "| a |",
        "|---|",
        "[",
        "](",
        ")",
        "![",
        "<",
        ">",
        "</",
        "<script>",
        "<img onerror=x>",
        "javascript:",
        "data:",
        "https://x.y/",
        "#a",
        "\"",
        "'",
        "`",
        "*",
        "**",
        "_",
        "\\",
        "&",
        "&lt;",
        "&#58;",
        "&colon;",
        "id = \"a\"\n",
        "title = \"x\"\n",
        "operands = [{ shape = [3, 1] }]\n",
        "[[operands]]\n",
        "shape = ",
        "[3, 4]\n",
        "values = ",
        "= ",
        "{",
        "}",
        "[[",
        "]]",
        "a",
        "é",
        "🐟",
        "1",
        "-1",
        "rule = \"numpy\"\n",
        "answer = ",
        "why = \"<b>\"\n",
        "\"\"\"",
        "'''",
    ];
    prop_oneof![
        8 => prop::sample::select(pieces).prop_map(str::to_owned),
        1 => any::<char>().prop_map(|letter| letter.to_string()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn thrown_together_pieces_are_held(pieces in prop::collection::vec(piece(), 0..60)) {
        hold(&pieces.concat());
    }

    #[test]
    fn random_bytes_are_held(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        hold(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn tables_of_contents_are_held(pieces in prop::collection::vec(piece(), 0..40)) {
        let (toc, _) = lesson::toc::parse(&pieces.concat());
        for chapter in &toc.chapters {
            prop_assert!(!chapter.slug.contains(['/', '.', '<', '"', ' ']));
        }
    }

    #[test]
    fn texts_in_blocks_are_held(
        pieces in prop::collection::vec(piece(), 0..20),
        key in prop::sample::select(vec!["ask", "why", "text", "caption", "goal", "hints"]),
    ) {
        hold(&block_with(key, &pieces.concat()));
    }
}
