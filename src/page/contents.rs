//! The list of lessons as it stands in a page's text, and the theme switch of the bar above it.
//! The app finds their parts by class and `data-` attribute and shows the reader's own state in them.

use leptos::prelude::*;

use super::Entry;
use crate::browser::theme::Theme;

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
        <div data-island="contents">
            <ol class="lessons" class:with-leads=with_leads>{rows}</ol>
            <p class="complaint" role="alert" hidden></p>
            <div class="clear needs-app">
                <button type="button" class="quiet" data-do="ask" hidden>"Clear my progress"</button>
                <div class="asking" hidden>
                    <p>"Forget all answers and exercises in this browser?"</p>
                    <button type="button" class="quiet" data-do="forget">"Yes, forget them"</button>
                    <button type="button" class="quiet" data-do="keep">"Keep them"</button>
                </div>
                <p class="said" role="status"></p>
            </div>
        </div>
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
    let address = format!("{root}lessons/{slug}/");
    let progress = match items.len() {
        0 => String::new(),
        total => format!("0 of {total} done"),
    };
    let number = chapter
        .map(|chapter| chapter.to_string())
        .unwrap_or_default();
    let shown_number = number.clone();
    let sections = (!sections.is_empty()).then(|| {
        let links = sections
            .into_iter()
            .map(|section| view! { <li><a href=format!("#{}", section.id)>{section.text}</a></li> })
            .collect_view();
        view! { <ol class="sections">{links}</ol> }
    });
    view! {
        <li class:here=is_here data-slug=slug data-items=items.join(" ") data-number=number>
            <a href=address aria-current=is_here.then_some("page")>
                <span class="n" aria-hidden="true">{shown_number}</span>
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

/// Three choices in one group: as the system has it, light, dark.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let buttons = Theme::ALL
        .into_iter()
        .map(|theme| {
            let (name, sign) = match theme {
                Theme::System => ("System theme", "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18"),
                Theme::Light => ("Light theme", "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2"),
                Theme::Dark => ("Dark theme", "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"),
            };
            let system = theme == Theme::System;
            view! {
                <button
                    type="button"
                    data-choose=theme.word()
                    aria-label=name
                    title=name
                    aria-pressed=system.to_string()
                >
                    <svg viewBox="0 0 24 24" aria-hidden="true" class:half=system>
                        <path d=sign></path>
                        {system.then(|| view! { <path d="M12 3a9 9 0 0 0 0 18z"></path> })}
                    </svg>
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="needs-app" data-island="theme">
            <div class="theme" role="group" aria-label="Theme">{buttons}</div>
        </div>
    }
}
