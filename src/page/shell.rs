//! What every page has around its content: the top bar, the list of lessons, the footer, the honest sentences.
//! Knows nothing of what a lesson holds.

use leptos::prelude::*;

use super::Entry;
use super::contents::{Contents, ContentsSpec, Section, ThemeSwitch};

/// The bar at the top of every page.
#[component]
pub fn TopBar(
    /// The way up to the folder of all pages.
    root: String,
    /// Whether the page has a list of contents to jump to.
    has_contents: bool,
) -> impl IntoView {
    let home = if root.is_empty() {
        "./".to_owned()
    } else {
        root.clone()
    };
    let lessons = format!("{home}#lessons");
    view! {
        <a class="skip" href="#main">"Skip to the text"</a>
        <header class="top">
            <a class="brand" href=home>
                <Tank/>
                "Ndarium"
            </a>
            <nav aria-label="Site">
                <a href=lessons>"Lessons"</a>
                {has_contents.then(|| view! { <a class="narrow-only" href="#contents">"Contents"</a> })}
            </nav>
            <ThemeSwitch/>
        </header>
    }
}

/// The mark: a glass tank with two things in it.
#[component]
fn Tank() -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true">
            <rect x="2" y="4" width="20" height="16" rx="4"></rect>
            <path d="M2 10h20"></path>
            <circle cx="8" cy="15" r="1.6"></circle>
            <circle cx="14" cy="15" r="1.6"></circle>
        </svg>
    }
}

/// The list of lessons beside a lesson, with the sections of the one being read.
#[component]
pub fn SideContents(
    /// The lessons there are.
    lessons: Vec<Entry>,
    /// The lesson being read.
    here: String,
    /// Its sections.
    sections: Vec<Section>,
    /// The way up to the folder of all pages.
    root: String,
) -> impl IntoView {
    let spec = ContentsSpec {
        lessons,
        here: Some(here),
        sections,
        root,
        with_leads: false,
    };
    view! {
        <aside id="contents">
            <nav aria-labelledby="contents-title">
                <h2 id="contents-title">"NumPy arrays, seen"</h2>
                <Contents spec/>
            </nav>
        </aside>
    }
}

/// One honest sentence for browsers in which the pictures cannot move.
#[component]
pub fn Notices() -> impl IntoView {
    view! {
        <noscript>
            <p class="notice">"Scripts are switched off, so the pictures on this page stand still; the text is all here."</p>
        </noscript>
        <p class="notice when-missing">
            "This browser has no WebAssembly SIMD, which the array engine runs on, so the pictures stand still; the text is all here."
        </p>
        <p class="notice when-failed">
            "The array engine could not be loaded, so the pictures stand still; the text is all here. Reloading the page may help."
        </p>
    }
}

/// The end of every page.
#[component]
pub fn Footer() -> impl IntoView {
    view! {
        <footer class="foot">
            <p>
                "Every picture is drawn from what Ndarium\u{2019}s array engine did with your data, in your browser. Nothing you type leaves it."
            </p>
        </footer>
    }
}
