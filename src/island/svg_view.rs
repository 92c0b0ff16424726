//! Scenes in the page: text where pages are written, and a DOM patched node by node where they live.
//! Knows `SvgNode`s only; it draws nothing they do not say.

use std::collections::HashMap;

use leptos::prelude::*;
use visual::{Scene, SvgNode};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A still picture.
#[component]
pub fn StillPicture(
    /// The scene drawn.
    scene: Scene,
) -> impl IntoView {
    view! { <div class="still" inner_html=visual::svg_text(&scene)></div> }
}

/// An SVG tree in the page and the nodes it was made from.
pub struct LiveTree {
    element: Element,
    /// The element's own part of its node; what was inside is in `children`.
    node: SvgNode,
    children: Vec<LiveTree>,
}

impl LiveTree {
    /// Makes the element of a node and everything in it; `None` when the browser refuses a tag.
    pub fn create(document: &Document, mut node: SvgNode) -> Option<Self> {
        let element = document.create_element_ns(Some(SVG), node.tag).ok()?;
        for (name, value) in &node.attributes {
            set(&element, name, value);
        }
        if let Some(text) = &node.text {
            element.set_text_content(Some(text));
        }
        let mut children = Vec::with_capacity(node.children.len());
        for child in std::mem::take(&mut node.children) {
            let child = Self::create(document, child)?;
            // A fresh element takes any child.
            let _ = element.append_child(&child.element);
            children.push(child);
        }
        Some(Self {
            element,
            node,
            children,
        })
    }

    /// The element.
    pub fn element(&self) -> &Element {
        &self.element
    }

    /// Makes the tree show another node of the same tag, touching only what differs.
    pub fn patch(&mut self, document: &Document, mut node: SvgNode) {
        let inside = std::mem::take(&mut node.children);
        if self.node != node {
            self.patch_own(node);
        }
        self.patch_children(document, inside);
    }

    fn patch_own(&mut self, node: SvgNode) {
        for (name, value) in &node.attributes {
            let as_before = |(old, was): &(&str, String)| old == name && was == value;
            if !self.node.attributes.iter().any(as_before) {
                set(&self.element, name, value);
            }
        }
        for (name, _) in &self.node.attributes {
            if !node.attributes.iter().any(|(new, _)| new == name) {
                // Removing what is there cannot fail.
                let _ = self.element.remove_attribute(name);
            }
        }
        if node.text != self.node.text {
            // Also takes away whatever children there were.
            self.element.set_text_content(node.text.as_deref());
            self.children.clear();
        }
        self.node = node;
    }

    fn patch_children(&mut self, document: &Document, nodes: Vec<SvgNode>) {
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
        let mut old: HashMap<(String, &'static str), LiveTree> = self
            .children
            .drain(..)
            .map(|child| ((child.node.key.clone(), child.node.tag), child))
            .collect();
        for node in nodes {
            let child = match old.remove(&(node.key.clone(), node.tag)) {
                Some(mut child) => {
                    child.patch(document, node);
                    Some(child)
                }
                None => Self::create(document, node),
            };
            self.children.extend(child);
        }
        for (_, gone) in old {
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
    if name != "xmlns" {
        // Names come from a closed list of valid ones.
        let _ = element.set_attribute(name, value);
    }
}
