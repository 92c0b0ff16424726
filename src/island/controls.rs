//! A widget's controls as fields, steppers, lists and buttons, whatever the widget.
//! Knows `Control` and `Msg`; each element keeps its place and its focus while values change.

use leptos::prelude::*;
use visual::{Control, Msg, OptionGroup};

/// All controls, grouped as the widget groups them.
#[component]
pub fn Controls(
    /// What can be set now.
    controls: Memo<Vec<Control>>,
    /// Told what the reader did.
    send: Callback<Msg>,
    /// Whether the app is alive.
    live: bool,
) -> impl IntoView {
    let top = move || {
        controls.with(|all| {
            all.iter()
                .filter(|control| group_of(control).is_empty())
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    view! {
        <div class="controls needs-app">
            <For
                each=top
                key=|control| (control.id().to_owned(), std::mem::discriminant(control))
                children=move |control| view! { <Group controls head=control send live/> }
            />
        </div>
    }
}

fn group_of(control: &Control) -> &str {
    match control {
        Control::Stepper { group, .. } | Control::Button { group, .. } => group,
        Control::Text { .. } | Control::Choice { .. } => "",
    }
}

/// A control and those that belong to it.
#[component]
fn Group(
    controls: Memo<Vec<Control>>,
    head: Control,
    send: Callback<Msg>,
    live: bool,
) -> impl IntoView {
    let id = head.id().to_owned();
    let members = move || {
        controls.with(|all| {
            all.iter()
                .filter(|control| group_of(control) == id)
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    view! {
        <div class="group">
            <One controls control=head send live/>
            <For
                each=members
                key=|control| (control.id().to_owned(), std::mem::discriminant(control))
                children=move |control| view! { <One controls control send live/> }
            />
        </div>
    }
}

#[component]
fn One(
    controls: Memo<Vec<Control>>,
    control: Control,
    send: Callback<Msg>,
    live: bool,
) -> impl IntoView {
    let id = control.id().to_owned();
    let now = Memo::new(move |_| {
        controls.with(|all| all.iter().find(|control| control.id() == id).cloned())
    });
    match control {
        Control::Text { id, label, .. } => view! { <TextField id label now send live/> }.into_any(),
        Control::Stepper { id, label, .. } => {
            view! { <Stepper id label now send live/> }.into_any()
        }
        Control::Choice {
            id, label, options, ..
        } => view! { <Choice id label options now send live/> }.into_any(),
        Control::Button { id, label, .. } => view! { <Press id label now send live/> }.into_any(),
    }
}

fn message(send: Callback<Msg>, id: &str, value: impl Into<String>) {
    send.run(Msg::Control {
        id: id.to_owned(),
        value: value.into(),
    });
}

#[component]
fn TextField(
    id: String,
    label: String,
    now: Memo<Option<Control>>,
    send: Callback<Msg>,
    live: bool,
) -> impl IntoView {
    let value = move || match now.get() {
        Some(Control::Text { value, .. }) => value,
        _ => String::new(),
    };
    let problem = Memo::new(move |_| match now.get() {
        Some(Control::Text { problem, .. }) => problem,
        _ => None,
    });
    let complaint_id = format!("complaint-{}", element_id(&id));
    let described_by = complaint_id.clone();
    view! {
        <label class="labeled">
            <span class="label">{label}</span>
            <input
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                disabled=!live
                value=value()
                prop:value=value
                aria-invalid=move || problem.get().is_some().to_string()
                aria-describedby=move || problem.get().map(|_| described_by.clone())
                on:input=move |event| message(send, &id, event_target_value(&event))
            />
        </label>
        {move || problem.get().map(|words| view! { <p class="complain" role="alert" id=complaint_id.clone()>{words}</p> })}
    }
}

/// An id for an element: unique on the page as long as control ids are unique in a widget that has focus.
fn element_id(id: &str) -> String {
    id.chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect()
}

#[component]
fn Stepper(
    id: String,
    label: String,
    now: Memo<Option<Control>>,
    send: Callback<Msg>,
    live: bool,
) -> impl IntoView {
    let number = move || match now.get() {
        Some(Control::Stepper {
            value, least, most, ..
        }) => (value, least, most),
        _ => (0, 0, 0),
    };
    let (fewer, more) = (id.clone(), id);
    view! {
        <span class="stepper" role="group" aria-label=label.clone()>
            <button
                type="button"
                aria-label=format!("{label}, one less")
                disabled=move || { !live || number().0 <= number().1 }
                on:click=move |_| message(send, &fewer, (number().0 - 1).to_string())
            >
                "−"
            </button>
            <output>{move || number().0}</output>
            <button
                type="button"
                aria-label=format!("{label}, one more")
                disabled=move || { !live || number().0 >= number().2 }
                on:click=move |_| message(send, &more, (number().0 + 1).to_string())
            >
                "+"
            </button>
        </span>
    }
}

#[component]
fn Choice(
    id: String,
    label: String,
    options: Vec<OptionGroup>,
    now: Memo<Option<Control>>,
    send: Callback<Msg>,
    live: bool,
) -> impl IntoView {
    let chosen = move || match now.get() {
        Some(Control::Choice { value, .. }) => value,
        _ => String::new(),
    };
    let groups = options
        .into_iter()
        .map(|group| {
            let options = group
                .options
                .into_iter()
                .map(|(value, text)| {
                    let mine = value.clone();
                    let selected = Memo::new(move |_| chosen() == mine);
                    view! { <option value=value selected=move || selected.get() prop:selected=move || selected.get()>{text}</option> }
                })
                .collect_view();
            if group.label.is_empty() {
                options.into_any()
            } else {
                view! { <optgroup label=group.label>{options}</optgroup> }.into_any()
            }
        })
        .collect_view();
    view! {
        <label class="labeled">
            <span class="label">{label}</span>
            <select disabled=!live on:change=move |event| message(send, &id, event_target_value(&event))>{groups}</select>
        </label>
    }
}

#[component]
fn Press(
    id: String,
    label: String,
    now: Memo<Option<Control>>,
    send: Callback<Msg>,
    live: bool,
) -> impl IntoView {
    let disabled = move || {
        !live
            || matches!(
                now.get(),
                Some(Control::Button { disabled: true, .. }) | None
            )
    };
    let text = move || match now.get() {
        Some(Control::Button { label, .. }) => label,
        _ => label.clone(),
    };
    view! { <button type="button" disabled=disabled on:click=move |_| message(send, &id, "")>{text}</button> }
}
