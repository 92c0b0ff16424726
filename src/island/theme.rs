//! The theme switch in the top bar, brought to life where it stands.
//! Knows the switch's buttons by their `data-choose`; nothing of the rest of the page.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement};

use crate::browser::theme::Theme;

/// Shows the reader's choice and follows it.
pub fn mount(place: &HtmlElement) {
    show(place, Theme::stored());
    let switch = place.clone();
    let clicked = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| target.closest("[data-choose]").ok().flatten());
        let word = button.and_then(|button| button.get_attribute("data-choose"));
        let chosen = Theme::ALL
            .into_iter()
            .find(|theme| Some(theme.word()) == word.as_deref());
        if let Some(theme) = chosen {
            theme.apply();
            show(&switch, theme);
        }
    });
    // A browser that knows the event takes the listener; it lives as long as the page.
    let _ = place.add_event_listener_with_callback("click", clicked.as_ref().unchecked_ref());
    clicked.forget();
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
