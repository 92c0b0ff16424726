//! A scene as SVG: first as a small tree of nodes, then as text. A live page patches its DOM from the same nodes.
//! Knows tags, attributes and ARIA roles; no colour, no browser.

use super::mark::{Anchor, Kind, Mark, Part, Role};
use super::node::Node;
use super::text::Font;
use super::{Frame, Scene};

/// The SVG tree of a scene; its root is the `svg` element.
///
/// Cells that may be chosen carry `data-key` (what to send back) and `tabindex`: 0 for the one cell of each
/// grid that the Tab key stops at, −1 for the others.
pub fn nodes(scene: &Scene) -> Node {
    let frame = if scene.width > Frame::Narrow.width() {
        Frame::Wide
    } else {
        Frame::Narrow
    };
    let mut root = Node::new("scene", "svg")
        .set("xmlns", "http://www.w3.org/2000/svg")
        .set("class", format!("scene {}", frame.name()))
        .set(
            "viewBox",
            format!("0 0 {} {}", number(scene.width), number(scene.height)),
        )
        .set("role", "group")
        .set("aria-label", scene.title.clone());
    for mark in &scene.marks {
        let stop = tab_stop(mark);
        root.children
            .push(node(mark, stop.as_deref(), Within::Other));
    }
    root
}

/// The SVG text of a scene: a still picture, readable by assistive technology, without tab stops.
pub fn svg_text(scene: &Scene) -> String {
    nodes(scene).to_html()
}

/// The key of the cell where the Tab key stops inside a mark: the chosen one, else the first.
fn tab_stop(mark: &Mark) -> Option<String> {
    fn find<'a>(mark: &'a Mark, first: &mut Option<&'a str>, now: &mut Option<&'a str>) {
        match &mark.kind {
            Kind::Group { children, .. } => {
                for child in children {
                    find(child, first, now);
                }
            }
            Kind::Cell {
                choosable: true, ..
            } => {
                first.get_or_insert(&mark.key);
                if mark.roles.has(Role::Now) {
                    now.get_or_insert(&mark.key);
                }
            }
            _ => {}
        }
    }
    let (mut first, mut now) = (None, None);
    find(mark, &mut first, &mut now);
    now.or(first).map(str::to_owned)
}

/// What a mark stands in, as far as its ARIA role depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Other,
    Table,
    GridRow,
    TableRow,
}

fn node(mark: &Mark, stop: Option<&str>, within: Within) -> Node {
    let classes = mark.roles.classes();
    let mut made = match &mark.kind {
        Kind::Group { part, children } => group(mark, *part, children, stop, within),
        Kind::Cell {
            width,
            height,
            text,
            sub,
            choosable,
        } => {
            let mut made = Node::new(mark.key.clone(), "g")
                .set("class", format!("cell{classes}"))
                .set(
                    "transform",
                    format!("translate({},{})", number(mark.x), number(mark.y)),
                );
            match within {
                Within::GridRow => made = made.set("role", "gridcell"),
                Within::TableRow => made = made.set("role", "cell"),
                Within::Other | Within::Table => {}
            }
            if *choosable {
                let index = if stop == Some(mark.key.as_str()) {
                    "0"
                } else {
                    "-1"
                };
                made = made
                    .set("data-key", mark.key.clone())
                    .set("tabindex", index);
                if mark.roles.has(Role::Now) {
                    made = made.set("aria-selected", "true");
                }
            }
            made.children = cell_parts(mark, *width, *height, text, sub.as_deref());
            made
        }
        Kind::Text { font, anchor, runs } => {
            let mut made = Node::new(mark.key.clone(), "text")
                .set("class", format!("{}{classes}", font_class(*font)))
                .set_number("x", mark.x)
                .set_number("y", mark.y);
            if within == Within::TableRow {
                made = made.set("role", "rowheader");
            }
            match anchor {
                Anchor::Start => {}
                Anchor::Middle => made = made.set("text-anchor", "middle"),
                Anchor::End => made = made.set("text-anchor", "end"),
            }
            if let [run] = runs.as_slice()
                && run.roles.classes().is_empty()
            {
                made.text = Some(run.text.clone());
            } else {
                for (place, run) in runs.iter().enumerate() {
                    let mut span = Node::new(format!("{}#{place}", mark.key), "tspan");
                    let classes = run.roles.classes();
                    if !classes.is_empty() {
                        span = span.set("class", classes.trim_start());
                    }
                    span.text = Some(run.text.clone());
                    made.children.push(span);
                }
            }
            made
        }
        Kind::Line { dx, dy } => Node::new(mark.key.clone(), "line")
            .set("class", format!("rule{classes}"))
            .set_number("x1", mark.x)
            .set_number("y1", mark.y)
            .set_number("x2", mark.x + dx)
            .set_number("y2", mark.y + dy),
        Kind::Ring { width, height } => Node::new(mark.key.clone(), "rect")
            .set("class", format!("ring{classes}"))
            .set_number("x", mark.x)
            .set_number("y", mark.y)
            .set_number("width", *width)
            .set_number("height", *height)
            .set("rx", "9"),
    };
    if let Some(label) = &mark.label {
        made = made.set("aria-label", label.clone());
    }
    if mark.opacity < 0.995 {
        made = made.set_number("opacity", mark.opacity.clamp(0.0, 1.0));
    }
    made
}

fn group(mark: &Mark, part: Part, children: &[Mark], stop: Option<&str>, within: Within) -> Node {
    let mut made = Node::new(mark.key.clone(), "g");
    match part {
        Part::Plain => {}
        Part::Grid => made = made.set("role", "grid"),
        Part::Table => made = made.set("role", "table"),
        Part::Facet => made = made.set("role", "rowgroup"),
        Part::Row => made = made.set("role", "row"),
        Part::Silent => made = made.set("aria-hidden", "true"),
    }
    let inside = match (part, within) {
        (Part::Table, _) => Within::Table,
        (Part::Row, Within::Table) => Within::TableRow,
        (Part::Row, _) => Within::GridRow,
        _ => Within::Other,
    };
    made.children = children
        .iter()
        .map(|child| node(child, stop, inside))
        .collect();
    made
}

fn cell_parts(mark: &Mark, width: f64, height: f64, text: &str, sub: Option<&str>) -> Vec<Node> {
    let mut parts = Vec::new();
    if !mark.roles.has(Role::Gap) {
        parts.push(
            Node::new(format!("{}#box", mark.key), "rect")
                .set_number("width", width)
                .set_number("height", height)
                .set("rx", if width.min(height) < 34.0 { "6" } else { "7" }),
        );
    }
    if mark.roles.has(Role::Fail) {
        parts.push(
            Node::new(format!("{}#hatch", mark.key), "path")
                .set("class", "hatch")
                .set("d", hatch(width, height)),
        );
    }
    if mark.roles.has(Role::Shared) || mark.roles.has(Role::Ghost) {
        // A folded corner: whoever wears one reads bytes that another cell reads too.
        let fold = if width < 34.0 { 6.0 } else { 8.0 };
        parts.push(
            Node::new(format!("{}#notch", mark.key), "path")
                .set("class", "notch")
                .set(
                    "d",
                    format!(
                        "M{} 1.5h{}v{}z",
                        number(width - fold - 1.5),
                        number(fold),
                        number(fold)
                    ),
                ),
        );
    }
    if !text.is_empty() {
        let font = value_font(mark);
        let mut value = Node::new(format!("{}#value", mark.key), "text")
            .set("class", "v")
            .set_number("x", width / 2.0)
            .set_number("y", (height / 2.0 + font.size() * 0.345).round());
        value.text = Some(text.to_owned());
        parts.push(value);
    }
    if let Some(sub) = sub {
        let mut under = Node::new(format!("{}#sub", mark.key), "text")
            .set("class", "sub")
            .set_number("x", width / 2.0)
            .set_number("y", height + 12.0);
        under.text = Some(sub.to_owned());
        parts.push(under);
    }
    parts
}

/// The face of a cell's value.
pub(crate) fn value_font(mark: &Mark) -> Font {
    if mark.roles.has(Role::Small) {
        Font::SmallValue
    } else {
        Font::Value
    }
}

/// Slanted strokes all over a box.
fn hatch(width: f64, height: f64) -> String {
    let mut path = String::new();
    let inset = 2.0;
    let (right, bottom) = (width - inset, height - inset);
    let mut sum = 12.0;
    // Each stroke is the part of the line x + y = sum that lies inside.
    while sum < width + height - 6.0 {
        let from = (sum - bottom).max(inset);
        let to = (sum - inset).min(right);
        if to > from {
            path.push_str(&format!(
                "M{} {}L{} {}",
                number(from),
                number(sum - from),
                number(to),
                number(sum - to)
            ));
        }
        sum += 9.0;
    }
    path
}

fn font_class(font: Font) -> &'static str {
    match font {
        Font::Name => "name",
        Font::Meta => "meta",
        Font::Note => "note",
        Font::Cap => "cap",
        Font::Op => "op",
        Font::Equation => "eq",
        Font::Value | Font::SmallValue => "v",
        Font::Sub => "sub",
    }
}

impl Node {
    fn set_number(self, name: &'static str, value: f64) -> Node {
        self.set(name, number(value))
    }
}

/// A length with at most two decimals.
pub(crate) fn number(value: f64) -> String {
    let hundredths = (value * 100.0).round() as i64;
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    let sign = if hundredths < 0 { "-" } else { "" };
    if rest == 0 {
        format!("{sign}{whole}")
    } else if rest % 10 == 0 {
        format!("{sign}{whole}.{}", rest / 10)
    } else {
        format!("{sign}{whole}.{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact_to_a_hundredth() {
        let cases = [
            (1.0, "1"),
            (-0.5, "-0.5"),
            (2.345, "2.35"),
            (0.05, "0.05"),
            (-0.001, "0"),
            (48.2, "48.2"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn text_and_attributes_are_escaped() {
        let scene = Scene {
            width: 340.0,
            height: 10.0,
            title: "a \"<b>\" & c".to_owned(),
            marks: vec![Mark::text("t", (0.0, 5.0), Font::Meta, "<script> & \"x\"")],
        };
        let text = svg_text(&scene);
        assert!(
            text.contains("aria-label=\"a &quot;&lt;b&gt;&quot; &amp; c\""),
            "{text}"
        );
        assert!(
            text.contains(">&lt;script&gt; &amp; &quot;x&quot;</text>"),
            "{text}"
        );
    }

    #[test]
    fn a_grid_has_one_tab_stop_and_the_still_text_has_none() {
        let cells = ["p", "q"]
            .map(|key| Mark::cell(key, (0.0, 0.0), (44.0, 44.0), "1").choosable())
            .to_vec();
        let grid = Mark::group("g", Part::Grid, vec![Mark::group("r", Part::Row, cells)]);
        let scene = Scene {
            width: 340.0,
            height: 50.0,
            title: String::new(),
            marks: vec![grid],
        };
        let root = nodes(&scene);
        let stops: Vec<_> = root.children[0].children[0]
            .children
            .iter()
            .flat_map(|cell| &cell.attributes)
            .filter(|(name, _)| *name == "tabindex")
            .map(|(_, value)| value.as_str())
            .collect();
        assert_eq!(stops, ["0", "-1"]);
        assert!(!svg_text(&scene).contains("tabindex"));
    }
}
