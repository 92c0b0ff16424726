//! The second step of a question: what did you see? Readers misread outcomes too.
//! Knows one follow-up; the answer is kept beside the prediction.

use leptos::prelude::*;
use lesson::spec::FollowUp;

use super::reactive::{flag, part_if, press};
use crate::browser::storage;

/// Asked once the outcome is seen.
#[component]
pub fn FollowUpQuestion(
    /// The author's follow-up.
    follow_up: FollowUp,
    /// The lesson it stands in.
    slug: String,
    /// The question it follows.
    id: String,
) -> impl IntoView {
    let kept = storage::work()
        .lessons
        .get(&slug)
        .and_then(|lesson| lesson.questions.get(&id)?.saw.clone());
    let chosen = RwSignal::new(
        follow_up
            .options
            .iter()
            .position(|option| Some(option.text.as_html()) == kept.as_deref()),
    );
    let name = format!("saw-{id}");
    let texts: Vec<String> = follow_up
        .options
        .iter()
        .map(|option| option.text.as_html().to_owned())
        .collect();
    let options = texts
        .into_iter()
        .enumerate()
        .map(|(place, text)| {
            let (slug, id, kept) = (slug.clone(), id.clone(), text.clone());
            let choose = press(move || {
                chosen.set(Some(place));
                storage::change(|work| {
                    if let Some(answered) = work.lesson_mut(&slug).questions.get_mut(&id) {
                        answered.saw = Some(kept.clone());
                    }
                });
            });
            let checked = flag(move || chosen.get() == Some(place));
            view! {
                <label>
                    <input type="radio" name=name.clone() prop:checked=checked on:click=choose/>
                    <span inner_html=text></span>
                </label>
            }
            .into_any()
        })
        .collect::<Vec<AnyView>>();
    let ask_id = format!("{name}-ask");
    let answers = follow_up.options;
    let said = part_if(move || {
        let option = chosen.get().and_then(|place| answers.get(place).cloned())?;
        let verdict = if option.right { "✓ " } else { "✗ " };
        Some(view! {
            <div class="verdict-line" class:right=option.right class:wrong=!option.right>
                <span class="verdict" class:right=option.right class:wrong=!option.right aria-hidden="true">{verdict}</span>
                <div inner_html=option.why.as_html().to_owned()></div>
            </div>
        }.into_any())
    });
    view! {
        <div class="then">
            <div id=ask_id.clone() inner_html=follow_up.ask.as_html().to_owned()></div>
            <fieldset class="opts tall" aria-labelledby=ask_id>{options}</fieldset>
            <div role="status">{said}</div>
        </div>
    }
}
