//! The list of lessons, brought to life where it stands: the reader's progress, and the way to clear it.
//! Knows the list's rows by their `data-` attributes; nothing of what a lesson holds.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::browser::{events, storage};

/// Shows the reader's progress and follows it.
pub fn mount(place: &HtmlElement) {
    show(place);
    let followed = place.clone();
    storage::on_change(move || show(&followed));
    let asked = place.clone();
    events::listen(place, "click", move |event| {
        let deed = events::bearer(&event, "data-do");
        match deed.as_ref().map(|(_, deed)| deed.as_str()) {
            Some("ask") => ask(&asked, true, ""),
            Some("keep") => ask(&asked, false, ""),
            Some("forget") => {
                storage::clear();
                ask(&asked, false, "Progress cleared.");
            }
            _ => {}
        }
    });
}

/// Clearing asks once more, in place.
fn ask(place: &HtmlElement, asking: bool, said: &str) {
    part(place, ".asking", |element| set_hidden(element, !asking));
    part(place, ".said", |element| {
        element.set_text_content(Some(said));
    });
    show(place);
    // The button pressed goes; what it led to takes the focus.
    let next = if asking {
        ".asking button"
    } else {
        "[data-do=ask]"
    };
    part(place, next, |element| {
        if let Some(button) = element.dyn_ref::<HtmlElement>() {
            // A button that is hidden cannot take it, and then nothing needs it.
            let _ = button.focus();
        }
    });
}

fn show(place: &HtmlElement) {
    let work = storage::work();
    let work = work.borrow();
    if let Ok(rows) = place.query_selector_all("[data-slug]") {
        for number in 0..rows.length() {
            if let Some(row) = rows
                .item(number)
                .and_then(|row| row.dyn_into::<Element>().ok())
            {
                show_row(&row, &work);
            }
        }
    }
    let complaint = storage::complaint();
    part(place, ".complaint", |element| {
        set_hidden(element, complaint.is_none());
        element.set_text_content(complaint.as_deref());
    });
    let has_some = !work.lessons.is_empty();
    let mut is_asking = false;
    part(place, ".asking", |element| {
        if !has_some {
            set_hidden(element, true);
        }
        is_asking = !element.has_attribute("hidden");
    });
    part(place, "[data-do=ask]", |element| {
        set_hidden(element, is_asking || !has_some);
    });
}

fn show_row(row: &Element, work: &crate::work::Work) {
    let slug = row.get_attribute("data-slug").unwrap_or_default();
    let items = row.get_attribute("data-items").unwrap_or_default();
    let items: Vec<&str> = items.split_whitespace().collect();
    let (total, done) = (items.len(), work.done(&slug, items.iter().copied()));
    let finished = total > 0 && done == total;
    // Setting a class that is a plain word cannot fail.
    let _ = row.class_list().toggle_with_force("done", finished);
    let number = row.get_attribute("data-number").unwrap_or_default();
    let sign = if finished { "✓" } else { number.as_str() };
    let progress = match done {
        _ if total == 0 => String::new(),
        _ if finished => "done".to_owned(),
        done => format!("{done} of {total} done"),
    };
    part(row, ".n", |element| element.set_text_content(Some(sign)));
    part(row, ".progress", |element| {
        element.set_text_content(Some(&progress));
    });
}

fn part(place: &Element, selector: &str, run: impl FnOnce(&Element)) {
    if let Ok(Some(element)) = place.query_selector(selector) {
        run(&element);
    }
}

fn set_hidden(element: &Element, hidden: bool) {
    // Neither can fail: the attribute is a plain word.
    let _ = if hidden {
        element.set_attribute("hidden", "")
    } else {
        element.remove_attribute("hidden")
    };
}
