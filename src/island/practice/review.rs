//! Where the questions missed on this page come back, to be answered once more.
//! Finds the page's questions by their data; knows nothing of prose.

use leptos::prelude::*;
use lesson::Spec;
use lesson::spec::{QuestionSpec, ReviewSpec};

use super::question::{Meeting, QuestionForm};
use super::reactive::{keyed, part_if};
use super::work_signal;
use crate::browser;

/// The missed questions, in reading order. One answered rightly stays until the page is left.
#[component]
pub fn Review(
    /// The author's block.
    spec: ReviewSpec,
) -> impl IntoView {
    let questions = StoredValue::new(questions_of_the_page());
    let slug = crate::island::lesson_slug();
    let work = work_signal::work();
    let missed = Memo::new(move |before: Option<&Vec<String>>| {
        let work = work.read();
        let Some(lesson) = work.lessons.get(&slug) else {
            return Vec::new();
        };
        questions.with_value(|questions| {
            questions
                .iter()
                .map(|question| question.id.clone())
                .filter(|id| {
                    lesson.questions.get(id).is_some_and(|answered| {
                        let was_here = before.is_some_and(|before| before.contains(id));
                        !answered.right && (!answered.mended || was_here)
                    })
                })
                .collect()
        })
    });
    let forms = move |id: String| {
        questions
            .with_value(|questions| questions.iter().find(|question| question.id == id).cloned())
            .map(|spec| view! { <QuestionForm spec meeting=Meeting::Again/> })
            .into_any()
    };
    let none = part_if(move || {
        missed.with(Vec::is_empty).then(|| {
            view! { <p>"Questions you miss on this page come back here, in another order. There are none now."</p> }.into_any()
        })
    });
    let title_id = format!("review-{}", spec.id);
    let title_for = title_id.clone();
    view! {
        <section class="review" data-widget="review" aria-labelledby=title_for>
            <h3 id=title_id>{spec.title}</h3>
            {none}
            {keyed(missed.into(), forms)}
        </section>
    }
}

fn questions_of_the_page() -> Vec<QuestionSpec> {
    let Some(document) = browser::document() else {
        return Vec::new();
    };
    let Ok(scripts) = document.query_selector_all("[data-island=practice] > script") else {
        return Vec::new();
    };
    (0..scripts.length())
        .filter_map(|place| scripts.item(place)?.text_content())
        .filter_map(|text| match lesson::json::from_text(&text) {
            Ok(Spec::Question(spec)) => Some(spec),
            _ => None,
        })
        .collect()
}
