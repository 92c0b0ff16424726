//! Nodes in the page: a DOM patched node by node, so that an element keeps its place and its focus while it changes.
//! Knows `Node`s only; it shows nothing they do not say.
use visual::Node;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlInputElement, HtmlOptionElement};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A tree of elements in the page and the nodes it was made from.
pub struct LiveTree {
    element: Element,
    /// The element's own part of its node; what was inside is in `children`.
    node: Node,
    /// Whether its elements are SVG's rather than HTML's.
    in_picture: bool,
    children: Vec<LiveTree>,
}

impl LiveTree {
    /// Makes the element of a node and everything in it; `None` when the browser refuses a tag.
    pub fn create(document: &Document, node: Node) -> Option<Self> {
        Self::create_within(document, node, false)
    }

    fn create_within(document: &Document, mut node: Node, in_picture: bool) -> Option<Self> {
        let in_picture = in_picture || node.tag == "svg";
        let element = if in_picture {
            document.create_element_ns(Some(SVG), node.tag).ok()?
        } else {
            document.create_element(node.tag).ok()?
        };
        for (name, value) in &node.attributes {
            set(&element, name, value);
        }
        if let Some(text) = &node.text {
            element.set_text_content(Some(text));
        }
        if let Some(markup) = &node.markup {
            element.set_inner_html(markup);
        }
        let mut children = Vec::with_capacity(node.children.len());
        for child in std::mem::take(&mut node.children) {
            let child = Self::create_within(document, child, in_picture)?;
            // A fresh element takes any child.
            let _ = element.append_child(&child.element);
            children.push(child);
        }
        Some(Self {
            element,
            node,
            in_picture,
            children,
        })
    }

    /// The element.
    pub fn element(&self) -> &Element {
        &self.element
    }

    /// The child of a key.
    pub fn child_mut(&mut self, key: &str) -> Option<&mut LiveTree> {
        self.children.iter_mut().find(|child| child.node.key == key)
    }

    /// Makes the tree show another node of the same tag, touching only what differs.
    pub fn patch(&mut self, document: &Document, mut node: Node) {
        let inside = std::mem::take(&mut node.children);
        if self.node != node {
            self.patch_own(node);
        }
        self.patch_children(document, inside);
    }

    fn patch_own(&mut self, node: Node) {
        for (name, value) in &node.attributes {
            let as_before = |(old, was): &(&str, String)| old == name && was == value;
            if !self.node.attributes.iter().any(as_before) {
                set(&self.element, name, value);
            }
        }
        for (name, _) in &self.node.attributes {
            if !node.attributes.iter().any(|(new, _)| new == name) {
                if *name == "checked" {
                    set_checked(&self.element, false);
                }
                // Removing what is there cannot fail.
                let _ = self.element.remove_attribute(name);
            }
        }
        if node.text != self.node.text {
            // Also takes away whatever children there were.
            self.element.set_text_content(node.text.as_deref());
            self.children.clear();
        }
        if let Some(markup) = &node.markup
            && node.markup != self.node.markup
        {
            self.element.set_inner_html(markup);
        }
        self.node = node;
    }

    fn patch_children(&mut self, document: &Document, nodes: Vec<Node>) {
        let same_keys = self.children.len() == nodes.len()
            && self
                .children
                .iter()
                .zip(&nodes)
                .all(|(child, node)| child.node.key == node.key && child.node.tag == node.tag);
        if same_keys {
            for (child, node) in self.children.iter_mut().zip(nodes) {
                child.patch(document, node);
            }
            return;
        }
        // Those that stay mostly stay in their order, so the next one wanted is mostly the last one left, last first.
        let mut old: Vec<LiveTree> = self.children.drain(..).rev().collect();
        for node in nodes {
            let known = old
                .iter()
                .rposition(|child| child.node.key == node.key && child.node.tag == node.tag);
            let child = match known.map(|place| old.remove(place)) {
                Some(mut child) => {
                    child.patch(document, node);
                    Some(child)
                }
                None => Self::create_within(document, node, self.in_picture),
            };
            self.children.extend(child);
        }
        for gone in old {
            gone.element.remove();
        }
        self.restore_order();
    }

    /// Puts the child elements in order, moving only those out of place, so that a focused one keeps its focus.
    fn restore_order(&self) {
        let mut place = self.element.first_child();
        for child in &self.children {
            if place.as_ref() == Some(child.element.unchecked_ref()) {
                place = place.and_then(|node| node.next_sibling());
            } else {
                // Both are of one tree, so the browser has no ground to refuse.
                let _ = self.element.insert_before(&child.element, place.as_ref());
            }
        }
    }
}

fn set(element: &Element, name: &str, value: &str) {
    match name {
        "xmlns" => return,
        // What a reader typed or chose is not the attribute's any more, only the property's.
        "value" => {
            if let Some(input) = element.dyn_ref::<HtmlInputElement>()
                && input.value() != value
            {
                input.set_value(value);
            }
        }
        "checked" => set_checked(element, true),
        "selected" => {
            if let Some(option) = element.dyn_ref::<HtmlOptionElement>() {
                option.set_selected(true);
            }
        }
        _ => {}
    }
    // Names come from a closed list of valid ones.
    let _ = element.set_attribute(name, value);
}

fn set_checked(element: &Element, checked: bool) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.set_checked(checked);
    }
}
