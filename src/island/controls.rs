//! A widget's controls as fields, steppers, lists and buttons, whatever the widget.
//! Knows `Control` and `Msg`; each element keeps its place and its focus while values change.

use leptos::prelude::*;
use visual::{Control, Msg, OptionGroup};

use super::reactive::{flag, keyed, maybe, part_if, press, text, with_value};

/// What every control needs: the controls as they are now, where to send, whether the app is alive.
#[derive(Clone, Copy)]
struct Desk {
    controls: Memo<Vec<Control>>,
    send: Callback<Msg>,
    live: bool,
}

impl Desk {
    fn now(self, id: &str) -> Option<Control> {
        self.controls
            .with(|all| all.iter().find(|control| control.id() == id).cloned())
    }

    fn send(self, id: &str, value: String) {
        self.send.run(Msg::Control {
            id: id.to_owned(),
            value,
        });
    }

    /// The ids of the controls that belong to another one; those of no group for the empty id.
    fn members(self, group: String) -> Signal<Vec<String>> {
        Signal::derive(move || {
            self.controls.with(|all| {
                let mine = all.iter().filter(|control| group_of(control) == group);
                mine.map(|control| control.id().to_owned()).collect()
            })
        })
    }
}

fn group_of(control: &Control) -> &str {
    match control {
        Control::Stepper { group, .. }
        | Control::Button { group, .. }
        | Control::Choice { group, .. } => group,
        Control::Text { .. } => "",
    }
}

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
    let desk = Desk {
        controls,
        send,
        live,
    };
    let groups = keyed(desk.members(String::new()), move |id| {
        let head = one(desk, &id);
        let members = keyed(desk.members(id), move |id| one(desk, &id));
        view! { <div class="group">{head}{members}</div> }.into_any()
    });
    view! { <div class="controls needs-app">{groups}</div> }
}

fn one(desk: Desk, id: &str) -> AnyView {
    match desk
        .controls
        .with_untracked(|all| all.iter().find(|control| control.id() == id).cloned())
    {
        Some(Control::Text { id, label, .. }) => text_field(desk, id, label),
        Some(Control::Stepper { id, label, .. }) => stepper(desk, id, &label),
        Some(Control::Choice {
            id, label, options, ..
        }) => choice(desk, id, label, options),
        Some(Control::Button {
            id, label, face, ..
        }) => button(desk, id, label, face),
        None => ().into_any(),
    }
}

fn text_field(desk: Desk, id: String, label: String) -> AnyView {
    let complaint_id = format!(
        "complaint-{}",
        id.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-")
    );
    let described_by = complaint_id.clone();
    let field = StoredValue::new(id.clone());
    let now = move || field.with_value(|id| desk.now(id));
    let value = text(move || match now() {
        Some(Control::Text { value, .. }) => value,
        _ => String::new(),
    });
    let problem = maybe(move || match now() {
        Some(Control::Text { problem, .. }) => problem,
        _ => None,
    });
    let complaint = part_if(move || {
        let words = problem.get()?;
        Some(
            view! { <p class="complain" role="alert" id=complaint_id.clone()>{words}</p> }
                .into_any(),
        )
    });
    view! {
        <label class="labeled">
            <span class="label">{label}</span>
            <input
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                disabled=!desk.live
                value=value.get_untracked()
                prop:value=value
                aria-invalid=text(move || problem.get().is_some().to_string())
                aria-describedby=maybe(move || problem.get().map(|_| described_by.clone()))
                on:input=with_value(move |value| desk.send(&id, value))
            />
        </label>
        {complaint}
    }
    .into_any()
}

fn stepper(desk: Desk, id: String, label: &str) -> AnyView {
    let field = StoredValue::new(id);
    let number = move || match field.with_value(|id| desk.now(id)) {
        Some(Control::Stepper {
            value, least, most, ..
        }) => (value, least, most),
        _ => (0, 0, 0),
    };
    let turn = move |by: i64| {
        let goal = number().0.saturating_add(by).to_string();
        field.with_value(|id| desk.send(id, goal));
    };
    let at_least = flag(move || !desk.live || number().0 <= number().1);
    let at_most = flag(move || !desk.live || number().0 >= number().2);
    view! {
        <span class="stepper" role="group" aria-label=label.to_owned()>
            <button type="button" aria-label=format!("{label}, one less") disabled=at_least on:click=press(move || turn(-1))>"−"</button>
            <span class="number">{text(move || number().0.to_string())}</span>
            <button type="button" aria-label=format!("{label}, one more") disabled=at_most on:click=press(move || turn(1))>"+"</button>
        </span>
    }
    .into_any()
}

fn choice(desk: Desk, id: String, label: String, options: Vec<OptionGroup>) -> AnyView {
    let field = StoredValue::new(id.clone());
    let chosen = text(move || match field.with_value(|id| desk.now(id)) {
        Some(Control::Choice { value, .. }) => value,
        _ => String::new(),
    });
    let option = |(value, words): (String, String)| {
        let mine = value.clone();
        let selected = flag(move || chosen.with(|chosen| *chosen == mine));
        let at_first = selected.get_untracked();
        view! { <option value=value selected=at_first prop:selected=selected>{words}</option> }
            .into_any()
    };
    let groups: Vec<AnyView> = options
        .into_iter()
        .map(|group| {
            let options: Vec<AnyView> = group.options.into_iter().map(option).collect();
            if group.label.is_empty() {
                options.into_any()
            } else {
                view! { <optgroup label=group.label>{options}</optgroup> }.into_any()
            }
        })
        .collect();
    view! {
        <label class="labeled">
            <span class="label">{label}</span>
            <select disabled=!desk.live on:change=with_value(move |value| desk.send(&id, value))>{groups}</select>
        </label>
    }
    .into_any()
}

fn button(desk: Desk, id: String, label: String, face: &'static str) -> AnyView {
    let field = StoredValue::new(id.clone());
    let disabled = flag(move || {
        let now = field.with_value(|id| desk.now(id));
        !desk.live
            || !matches!(
                now,
                Some(Control::Button {
                    disabled: false,
                    ..
                })
            )
    });
    let press = press(move || desk.send(&id, String::new()));
    view! { <button type="button" aria-label=label.clone() title=label disabled=disabled on:click=press>{face}</button> }.into_any()
}
