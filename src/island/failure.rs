//! What a failed operation says, and every repair the engine has tried.
//! Knows `Failure`; applying a repair is the widget's affair.

use leptos::prelude::*;
use visual::{Failure, Msg, Repair};

use super::reactive::{part_if, press};

/// The error in NumPy's words, what it means here, and the ways out.
#[component]
pub fn FailureBox(
    /// The failure now, if there is one.
    failure: Memo<Option<Failure>>,
    /// Told which repair was pressed.
    send: Callback<Msg>,
    /// Whether the app is alive.
    live: bool,
) -> impl IntoView {
    part_if(move || {
        let Failure {
            class,
            message,
            explanation,
            repairs,
        } = failure.get()?;
        let heading = match repairs.len() {
            0 => None,
            1 => Some("One repair works:".to_owned()),
            count => Some(format!("{count} repairs work:")),
        };
        let ways: Vec<AnyView> = repairs
            .into_iter()
            .map(|repair| way(repair, send, live))
            .collect();
        Some(
            view! {
                <div class="failure">
                    <div role="alert">
                        <p class="message">{format!("{class}: {message}")}</p>
                        <p>{explanation}</p>
                    </div>
                    {heading.map(|heading| view! { <p>{heading}</p><ul class="repairs">{ways}</ul> })}
                </div>
            }
            .into_any(),
        )
    })
}

fn way(repair: Repair, send: Callback<Msg>, live: bool) -> AnyView {
    let Repair {
        id,
        label,
        code,
        preview,
    } = repair;
    let apply = press(move || {
        send.run(Msg::Control {
            id: id.clone(),
            value: String::new(),
        });
    });
    view! {
        <li>
            <button type="button" disabled=!live on:click=apply>
                <code>{code}</code>
                <span class="what">{format!("{label}: {preview}")}</span>
            </button>
        </li>
    }
    .into_any()
}
