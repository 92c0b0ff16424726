//! The parts of a page that come alive: each is drawn natively as text, then mounted in its place by the app.
//! This file finds them and hands each its data.

pub mod contents;
pub mod controls;
pub mod exercise;
pub mod failure;
pub mod follow_up;
pub mod player;
pub mod question;
pub mod reactive;
pub mod review;
pub mod svg_view;
pub mod theme;
pub mod widget;

use leptos::mount::mount_to;
use leptos::prelude::*;
use lesson::Spec;
use lesson::json::{self, FromJson};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::browser;

/// Brings every island of the page to life, from top to bottom.
pub fn mount_all() {
    browser::storage::follow_other_tabs();
    let Some(document) = browser::document() else {
        return;
    };
    let Ok(found) = document.query_selector_all("[data-island]") else {
        return;
    };
    for place in 0..found.length() {
        if let Some(element) = found
            .item(place)
            .and_then(|node| node.dyn_into::<HtmlElement>().ok())
        {
            mount(&element);
        }
    }
    if let Some(root) = document.document_element() {
        // Setting a plain attribute cannot fail; tests and style sheets wait for it.
        let _ = root.set_attribute("data-engine", "ready");
    }
    show_fragment(&document);
}

fn mount(element: &HtmlElement) {
    match element.get_attribute("data-island").as_deref() {
        Some("theme") => replace(element, || view! { <theme::ThemeSwitch/> }),
        Some("contents") => {
            if let Some(spec) = data::<contents::ContentsSpec>(element) {
                replace(element, move || view! { <contents::Contents spec/> });
            }
        }
        Some("block") => match data::<Spec>(element) {
            Some(spec @ Spec::Broadcast(_)) => {
                replace(element, move || view! { <widget::WidgetHost spec/> });
            }
            Some(Spec::Question(spec)) => {
                replace(element, move || view! { <question::Question spec/> });
            }
            Some(Spec::Exercise(spec)) => {
                replace(element, move || view! { <exercise::Exercise spec/> });
            }
            Some(Spec::Review(spec)) => replace(element, move || view! { <review::Review spec/> }),
            None => {}
        },
        _ => {}
    }
}

/// The still picture goes and the live one comes within one task, so that nothing is painted between.
/// The data stays: a review looks up the page's questions in it.
fn replace<V: IntoView + 'static>(element: &HtmlElement, view: impl FnOnce() -> V + 'static) {
    while let Some(still) = element
        .last_element_child()
        .filter(|child| child.tag_name() != "SCRIPT")
    {
        still.remove();
    }
    mount_to(element.clone(), view).forget();
}

/// The data the page holds for an island; a page someone has edited by hand keeps its still picture.
fn data<T: FromJson>(element: &Element) -> Option<T> {
    let script = element
        .query_selector("script[type='application/json']")
        .ok()
        .flatten()?;
    json::from_text(&script.text_content()?).ok()
}

/// An address with a fragment leads to its place also when that place has just been mounted afresh.
fn show_fragment(document: &web_sys::Document) {
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
