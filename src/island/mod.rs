//! The parts of a page that come alive: each is in the page's text already, the app takes it over where it stands.
//! This file finds them and hands each its data.

pub mod contents;
pub mod figure;
pub mod live_tree;
pub mod nearness;
pub mod practice;
pub mod theme;

use lesson::Spec;
use lesson::json::{self, FromJson};
use lesson::spec::BroadcastSpec;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use crate::browser;

/// Brings every island of the page to life, from top to bottom; practice waits until the reader comes near.
pub fn mount_all() {
    browser::storage::follow_other_tabs();
    let Some(document) = browser::document() else {
        return;
    };
    let mut practice = Vec::new();
    for place in all(&document, "[data-island]") {
        match place.get_attribute("data-island").as_deref() {
            Some("theme") => theme::mount(&place),
            Some("contents") => contents::mount(&place),
            // Practice is not even read here: what reads it comes with it.
            Some("practice") => practice.push(place),
            Some("figure") => {
                if let Some(spec) = data::<BroadcastSpec>(&place) {
                    figure::mount(&place, Spec::Broadcast(spec));
                }
            }
            _ => {}
        }
    }
    nearness::when_near(practice, |places| {
        browser::clock::spawn(practice::mount(places));
    });
    if let Some(root) = document.document_element() {
        // Setting a plain attribute cannot fail; tests and style sheets wait for it.
        let _ = root.set_attribute("data-engine", "ready");
    }
    show_fragment(&document);
}

/// The elements that a selector finds.
fn all(document: &Document, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = document.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|number| found.item(number)?.dyn_into().ok())
        .collect()
}

/// The live element takes the place of the still one within one task, so that nothing is painted between.
fn replace_still(place: &HtmlElement, live: &Element) {
    remove_still(place);
    // An island's element takes any child.
    let _ = place.append_child(live);
}

/// Takes away all but the island's data.
fn remove_still(place: &HtmlElement) {
    while let Some(still) = place
        .last_element_child()
        .filter(|child| child.tag_name() != "SCRIPT")
    {
        still.remove();
    }
}

/// The data the page holds for an island; a page someone has edited by hand keeps its still picture.
fn data<T: FromJson + Default>(element: &Element) -> Option<T> {
    let script = element
        .query_selector("script[type='application/json']")
        .ok()
        .flatten()?;
    json::from_text(&script.text_content()?).ok()
}

/// An address with a fragment leads to its place also when that place has just been mounted afresh.
fn show_fragment(document: &Document) {
    let Some(hash) = browser::window().and_then(|window| window.location().hash().ok()) else {
        return;
    };
    let id = hash.trim_start_matches('#');
    if !id.is_empty()
        && let Some(element) = document.get_element_by_id(id)
    {
        element.scroll_into_view();
    }
}

/// The slug of the lesson this page holds, where it holds one.
pub fn lesson_slug() -> String {
    browser::document()
        .and_then(|document| document.query_selector("[data-lesson]").ok().flatten())
        .and_then(|element| element.get_attribute("data-lesson"))
        .unwrap_or_default()
}
