//! One type for each kind of reactive piece: text, flag, attribute, part of a view, keyed list, handler.
//! Views made of these share their compiled code; a bare closure would bring a copy of its own, some kilobytes each.

use std::sync::Arc;

use leptos::prelude::*;

/// Text that follows its sources.
pub fn text(of: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(of)
}

/// A boolean attribute, property or class that follows its sources.
pub fn flag(of: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(of)
}

/// An attribute that is there only sometimes.
pub fn maybe(of: impl Fn() -> Option<String> + Send + Sync + 'static) -> Signal<Option<String>> {
    Signal::derive(of)
}

/// A part of a view that is drawn anew when its sources change.
pub type Part = Box<dyn FnMut() -> AnyView + Send>;

/// Makes a [`Part`].
pub fn part(of: impl FnMut() -> AnyView + Send + 'static) -> Part {
    Box::new(of)
}

/// A part that is there only sometimes.
pub fn part_if(mut of: impl FnMut() -> Option<AnyView> + Send + 'static) -> Part {
    Box::new(move || of().unwrap_or_else(|| ().into_any()))
}

/// A list whose items keep their elements, and so their focus, as long as their names stay.
pub fn keyed(
    names: Signal<Vec<String>>,
    child: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let child: Arc<dyn Fn(String) -> AnyView + Send + Sync> = Arc::new(child);
    let key: fn(&String) -> String = String::clone;
    view! { <For each=move || names.get() key=key children=move |name| child(name)/> }.into_any()
}

/// A handler of clicks that needs nothing of the event.
pub fn press(mut run: impl FnMut() + 'static) -> Box<dyn FnMut(leptos::ev::MouseEvent)> {
    Box::new(move |_| run())
}

/// A handler of input and change events that needs the element's value.
pub fn with_value(mut run: impl FnMut(String) + 'static) -> Box<dyn FnMut(leptos::ev::Event)> {
    Box::new(move |event| run(event_target_value(&event)))
}

/// A handler of a form's submission, which never leaves the page.
pub fn submit(mut run: impl FnMut() + 'static) -> Box<dyn FnMut(leptos::ev::SubmitEvent)> {
    Box::new(move |event| {
        event.prevent_default();
        run();
    })
}
