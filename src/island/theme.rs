//! The theme switch in the top bar.
//! Knows nothing of the rest of the page.

use leptos::prelude::*;

use super::reactive::{press, text};
use crate::browser::theme::Theme;

/// Three choices in one group: as the system has it, light, dark.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let chosen = RwSignal::new(Theme::stored());
    let buttons = Theme::ALL
        .into_iter()
        .map(|theme| {
            let (name, sign) = match theme {
                Theme::System => ("System theme", "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18"),
                Theme::Light => ("Light theme", "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2"),
                Theme::Dark => ("Dark theme", "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"),
            };
            let system = theme == Theme::System;
            let choose = press(move || {
                theme.apply();
                chosen.set(theme);
            });
            view! {
                <button
                    type="button"
                    aria-label=name
                    title=name
                    aria-pressed=text(move || (chosen.get() == theme).to_string())
                    on:click=choose
                >
                    <svg viewBox="0 0 24 24" aria-hidden="true" class:half=system>
                        <path d=sign></path>
                        {system.then(|| view! { <path d="M12 3a9 9 0 0 0 0 18z"></path> })}
                    </svg>
                </button>
            }
        })
        .collect_view();
    view! { <div class="theme" role="group" aria-label="Theme">{buttons}</div> }
}
