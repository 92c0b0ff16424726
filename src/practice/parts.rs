//! Pieces of which questions and exercises are made, as nodes.
//! Knows texts, markup and scenes only.

use lesson::Markup;
use visual::{Node, Scene};

/// An element with what the lesson's parser made of an author's words.
pub fn markup(key: &str, tag: &'static str, markup: &Markup) -> Node {
    Node::new(key, tag).html(markup.as_html())
}

/// Lines as they stand, which the Tab key reaches, since they may be too wide.
pub fn lines(key: &str, text: &str) -> Node {
    Node::new(key, "pre").set("tabindex", "0").says(text)
}

/// Lines of code.
pub fn code(key: &str, text: &str) -> Node {
    Node::new(key, "pre")
        .set("tabindex", "0")
        .with(Node::new("code", "code").says(text))
}

/// A picture that stands still.
pub fn picture(scene: &Scene) -> Node {
    Node::new("picture", "div")
        .set("class", "still")
        .with(visual::nodes(scene))
}

/// One line that begins with the sign for right or wrong. The focus goes there when the button that asked for it is gone.
pub fn verdict(right: bool, words: &str) -> Node {
    Node::new("verdict", "p")
        .set("class", of_verdict("verdict", right))
        .set("tabindex", "-1")
        .says(format!("{}{words}", sign(right)))
}

/// The sign for right or wrong.
pub fn sign(right: bool) -> &'static str {
    if right { "✓ " } else { "✗ " }
}

/// A class with the one for right or wrong.
pub fn of_verdict(class: &str, right: bool) -> String {
    format!("{class} {}", if right { "right" } else { "wrong" })
}

/// One option of several, of which one holds at a time.
pub struct Choice<'a> {
    /// What all options of a list are called.
    pub name: &'a str,
    /// What choosing it does.
    pub deed: &'static str,
    /// Its place in the spec.
    pub place: usize,
    /// Whether it is the one that holds.
    pub chosen: bool,
    /// Whether it can be chosen.
    pub answers: bool,
}

impl Choice<'_> {
    /// The option with its words.
    pub fn nodes(&self, words: Node) -> Node {
        let place = self.place.to_string();
        let button = Node::new("button", "input")
            .set("type", "radio")
            .set("name", self.name)
            .set("data-do", self.deed)
            .set("data-value", &place)
            .flag("disabled", !self.answers)
            .flag("checked", self.chosen);
        Node::new(&place, "label").with(button).with(words)
    }
}

/// Where what came of an act is shown, and told to those who hear the page.
pub fn status(inside: impl IntoIterator<Item = Node>) -> Node {
    Node::new("status", "div")
        .set("role", "status")
        .with_all(inside)
}
