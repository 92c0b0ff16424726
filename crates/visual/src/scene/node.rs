//! Elements as plain data: what a picture and the controls around it become before they are text or live DOM.
//! Knows tags, attributes and escaping; nothing of what is drawn, no browser.

use std::ops::{Deref, DerefMut};

/// One element of a tree. In a box, since what makes nodes hands them on at every step.
#[derive(Clone, PartialEq, Debug)]
pub struct Node(Box<Element>);

/// What an element is.
#[derive(Clone, PartialEq, Debug)]
pub struct Element {
    /// Unique among its siblings and the same from moment to moment.
    pub key: String,
    /// The tag.
    pub tag: &'static str,
    /// Attributes in a fixed order, unescaped. A boolean attribute that holds is there with an empty value.
    pub attributes: Vec<(&'static str, String)>,
    /// Text inside, unescaped; an element with text has no children.
    pub text: Option<String>,
    /// HTML that the lesson's parser made, inside as it stands; then there is neither text nor a child.
    pub markup: Option<String>,
    /// Elements inside.
    pub children: Vec<Node>,
}

impl Deref for Node {
    type Target = Element;

    fn deref(&self) -> &Element {
        &self.0
    }
}

impl DerefMut for Node {
    fn deref_mut(&mut self) -> &mut Element {
        &mut self.0
    }
}

// Nodes are made in hundreds of places: what makes them is not copied into each.
impl Node {
    /// An element with nothing in it.
    pub fn new(key: impl AsRef<str>, tag: &'static str) -> Node {
        Node::empty(key.as_ref(), tag)
    }

    #[inline(never)]
    fn empty(key: &str, tag: &'static str) -> Node {
        Node(Box::new(Element {
            key: key.to_owned(),
            tag,
            attributes: Vec::new(),
            text: None,
            markup: None,
            children: Vec::new(),
        }))
    }

    /// With an attribute.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: impl AsRef<str>) -> Node {
        self.add_attribute(name, value.as_ref());
        self
    }

    #[inline(never)]
    fn add_attribute(&mut self, name: &'static str, value: &str) {
        self.attributes.push((name, value.to_owned()));
    }

    /// With a boolean attribute where it holds.
    #[must_use]
    pub fn flag(mut self, name: &'static str, holds: bool) -> Node {
        if holds {
            self.add_attribute(name, "");
        }
        self
    }

    /// With text.
    #[must_use]
    pub fn says(mut self, text: impl AsRef<str>) -> Node {
        self.set_text(text.as_ref());
        self
    }

    #[inline(never)]
    fn set_text(&mut self, text: &str) {
        self.text = Some(text.to_owned());
    }

    /// With HTML inside that the lesson's parser made.
    #[must_use]
    pub fn html(mut self, markup: &str) -> Node {
        self.markup = Some(markup.to_owned());
        self
    }

    /// With one more element inside.
    #[must_use]
    pub fn with(mut self, child: Node) -> Node {
        self.add_child(child);
        self
    }

    #[inline(never)]
    fn add_child(&mut self, child: Node) {
        self.children.push(child);
    }

    /// With more elements inside.
    #[must_use]
    pub fn with_all(mut self, children: impl IntoIterator<Item = Node>) -> Node {
        for child in children {
            self.add_child(child);
        }
        self
    }

    /// The tree as HTML text. Inside pictures nothing stops the Tab key or can be chosen: a still picture answers to nothing.
    pub fn to_html(&self) -> String {
        let mut html = String::new();
        self.write(false, &mut html);
        html
    }

    fn write(&self, in_picture: bool, html: &mut String) {
        let in_picture = in_picture || self.tag == "svg";
        html.push('<');
        html.push_str(self.tag);
        for (name, value) in &self.attributes {
            if in_picture && matches!(*name, "tabindex" | "data-key") {
                continue;
            }
            html.push(' ');
            html.push_str(name);
            html.push_str("=\"");
            escape(value, html);
            html.push('"');
        }
        let is_empty = self.text.is_none() && self.markup.is_none() && self.children.is_empty();
        // HTML knows few tags without an end; SVG writes any empty element short.
        if is_empty && (in_picture || self.tag == "input") {
            html.push_str("/>");
            return;
        }
        html.push('>');
        if let Some(text) = &self.text {
            escape(text, html);
        }
        html.push_str(self.markup.as_deref().unwrap_or_default());
        for child in &self.children {
            child.write(in_picture, html);
        }
        html.push_str("</");
        html.push_str(self.tag);
        html.push('>');
    }
}

fn escape(raw: &str, html: &mut String) {
    for character in raw.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped_and_markup_is_not() {
        let node = Node::new("a", "p")
            .set("title", "\"<b>\" & c")
            .with(Node::new("b", "b").says("<script> & \"x\""))
            .with(Node::new("c", "span").html("<i>x</i>"));
        assert_eq!(
            node.to_html(),
            "<p title=\"&quot;&lt;b&gt;&quot; &amp; c\"><b>&lt;script&gt; &amp; &quot;x&quot;</b><span><i>x</i></span></p>"
        );
    }

    #[test]
    fn only_elements_that_may_stand_without_an_end_do() {
        let node = Node::new("a", "div")
            .with(Node::new("b", "p"))
            .with(
                Node::new("c", "input")
                    .flag("disabled", true)
                    .flag("hidden", false),
            )
            .with(Node::new("d", "svg").with(Node::new("e", "rect").set("tabindex", "0")));
        assert_eq!(
            node.to_html(),
            "<div><p></p><input disabled=\"\"/><svg><rect/></svg></div>"
        );
    }
}
