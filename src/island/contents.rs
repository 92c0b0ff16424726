//! The list of lessons with the reader's progress, and the way to clear it.
//! Knows slugs, titles and ids; nothing of what a lesson holds.

use leptos::prelude::*;

use super::reactive::{flag, part, part_if, press, text};
use crate::browser::storage;
use crate::page::Entry;

/// A section of the lesson being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's id.
    pub id: String,
    /// The heading's text.
    pub text: String,
}

/// What the list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsSpec {
    /// The lessons, in reading order.
    pub lessons: Vec<Entry>,
    /// The slug of the lesson being read, on a lesson's page.
    pub here: Option<String>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// The way up to the folder of all pages.
    pub root: String,
    /// Whether each lesson's lead stands under its title.
    pub with_leads: bool,
}

lesson::json_records! {
    Section { id, text }
    ContentsSpec { lessons, here, sections, root, with_leads }
}

/// The list.
#[component]
pub fn Contents(
    /// What it shows.
    spec: ContentsSpec,
) -> impl IntoView {
    let ContentsSpec {
        lessons,
        here,
        sections,
        root,
        with_leads,
    } = spec;
    let mut sections = Some(sections);
    let rows = lessons
        .into_iter()
        .map(|entry| {
            let is_here = here.as_deref() == Some(entry.slug.as_str());
            let sections = if is_here { sections.take() } else { None };
            view! { <Row entry is_here sections=sections.unwrap_or_default() root=root.clone() with_leads/> }
        })
        .collect_view();
    view! {
        <ol class="lessons" class:with-leads=with_leads>{rows}</ol>
        <Complaint/>
        <ClearProgress/>
    }
}

#[component]
fn Row(
    entry: Entry,
    is_here: bool,
    sections: Vec<Section>,
    root: String,
    with_leads: bool,
) -> impl IntoView {
    let Entry {
        slug,
        title,
        chapter,
        lead,
        minutes,
        items,
    } = entry;
    let total = items.len();
    let address = format!("{root}lessons/{slug}/");
    let done = {
        let work = storage::work();
        Signal::derive(move || work.read().done(&slug, items.iter().map(String::as_str)))
    };
    let finished = flag(move || total > 0 && done.get() == total);
    let progress = text(move || match done.get() {
        _ if total == 0 => String::new(),
        done if done == total => "done".to_owned(),
        done => format!("{done} of {total} done"),
    });
    let number = chapter
        .map(|chapter| chapter.to_string())
        .unwrap_or_default();
    let sign = text(move || {
        if finished.get() {
            "✓".to_owned()
        } else {
            number.clone()
        }
    });
    let sections = (!sections.is_empty()).then(|| {
        let links = sections
            .into_iter()
            .map(|section| view! { <li><a href=format!("#{}", section.id)>{section.text}</a></li> })
            .collect_view();
        view! { <ol class="sections">{links}</ol> }
    });
    view! {
        <li class:here=is_here class:done=finished>
            <a href=address aria-current=is_here.then_some("page")>
                <span class="n" aria-hidden="true">{sign}</span>
                <span class="what">
                    <span class="title">{title}</span>
                    {with_leads.then(|| view! { <span class="lead">{lead}</span><span class="minutes">{format!("{minutes} min")}</span> })}
                    <span class="progress">{progress}</span>
                </span>
            </a>
            {sections}
        </li>
    }
}

#[component]
fn Complaint() -> impl IntoView {
    let complaint = storage::complaint();
    part_if(move || {
        let words = complaint.get()?;
        Some(view! { <p class="complaint" role="alert">{words}</p> }.into_any())
    })
}

/// Clearing asks once more, in place.
#[component]
fn ClearProgress() -> impl IntoView {
    let asking = RwSignal::new(false);
    let cleared = RwSignal::new(false);
    let work = storage::work();
    let ask = move || {
        asking.set(true);
        cleared.set(false);
    };
    let forget = move || {
        storage::clear();
        asking.set(false);
        cleared.set(true);
    };
    let buttons = part(move || {
        match (work.read().lessons.is_empty(), asking.get()) {
        (true, _) => ().into_any(),
        (false, false) => {
            view! { <button type="button" class="quiet" on:click=press(ask)>"Clear my progress"</button> }.into_any()
        }
        (false, true) => view! {
            <p>"Forget all answers and exercises in this browser?"</p>
            <button type="button" class="quiet" on:click=press(forget)>"Yes, forget them"</button>
            <button type="button" class="quiet" on:click=press(move || asking.set(false))>"Keep them"</button>
        }
        .into_any(),
    }
    });
    let said = text(move || {
        if cleared.get() {
            "Progress cleared.".to_owned()
        } else {
            String::new()
        }
    });
    view! {
        <div class="clear needs-app">
            {buttons}
            <p class="said" role="status">{said}</p>
        </div>
    }
}
