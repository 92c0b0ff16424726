//! The theme switch in the top bar, brought to life where it stands.
//! Knows the switch's buttons by their `data-choose`; nothing of the rest of the page.

use web_sys::HtmlElement;

use crate::browser::events;
use crate::browser::theme::Theme;

/// Shows the reader's choice and follows it.
pub fn mount(place: &HtmlElement) {
    show(place, Theme::stored());
    let switch = place.clone();
    events::listen(place, "click", move |event| {
        let word = events::bearer(&event, "data-choose").map(|(_, word)| word);
        let chosen = Theme::ALL
            .into_iter()
            .find(|theme| Some(theme.word()) == word.as_deref());
        if let Some(theme) = chosen {
            theme.apply();
            show(&switch, theme);
        }
    });
}

fn show(place: &HtmlElement, chosen: Theme) {
    for theme in Theme::ALL {
        let selector = format!("[data-choose={}]", theme.word());
        if let Ok(Some(button)) = place.query_selector(&selector) {
            let pressed = if theme == chosen { "true" } else { "false" };
            // Setting a plain attribute cannot fail.
            let _ = button.set_attribute("aria-pressed", pressed);
        }
    }
}
