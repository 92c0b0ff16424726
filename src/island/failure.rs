//! What a failed operation says, and every repair the engine has tried.
//! Knows `Failure`; applying a repair is the widget's affair.

use leptos::prelude::*;
use visual::{Failure, Msg};

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
    let shown = move |failure: Failure| {
        let Failure {
            class,
            message,
            explanation,
            repairs,
        } = failure;
        let count = repairs.len();
        let ways = repairs
            .into_iter()
            .map(|repair| {
                let id = repair.id.clone();
                view! {
                    <li>
                        <button type="button" disabled=!live on:click=move |_| send.run(Msg::Control { id: id.clone(), value: String::new() })>
                            <code>{repair.code}</code>
                            <span class="what">{format!("{}: {}", repair.label, repair.preview)}</span>
                        </button>
                    </li>
                }
            })
            .collect_view();
        view! {
            <div class="failure">
                <div role="alert">
                    <p class="message">{format!("{class}: {message}")}</p>
                    <p>{explanation}</p>
                </div>
                {(count > 0).then(|| {
                    view! {
                        <p>{if count == 1 { "One repair works:".to_owned() } else { format!("{count} repairs work:") }}</p>
                        <ul class="repairs">{ways}</ul>
                    }
                })}
            </div>
        }
    };
    move || failure.get().map(shown)
}
