//! A question: predict first, then see the engine's answer beside the rule the prediction stands for.
//! Knows specs and outcomes as plain data; the prediction is kept in the reader's browser.

use leptos::prelude::*;
use lesson::spec::{AnswerOption, QuestionSpec};
use visual::Frame;
use visual::question::{Side, comparison};

use super::LIVE;
use super::follow_up::FollowUpQuestion;
use super::reactive::{flag, part_if, press, submit};
use super::still_picture::StillPicture;
use super::work_signal::when_cleared;
use crate::browser::storage;
use crate::work::Answered;

/// Whether a question is met for the first time or comes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meeting {
    /// In its place in the lesson: the prediction is kept.
    First,
    /// Among the missed ones at the end: a right answer mends the miss.
    Again,
}

/// A question in its place.
#[component]
pub fn Question(
    /// The author's block.
    spec: QuestionSpec,
) -> impl IntoView {
    let right = spec.right_option().cloned();
    let measure = spec.measure;
    view! {
        <QuestionForm spec meeting=Meeting::First/>
        {(!LIVE)
            .then(|| {
                right
                    .map(|right| {
                        view! {
                            <noscript>
                                <details class="quiz">
                                    <summary>"Show the answer"</summary>
                                    <p><b>{measure.in_words(&right.answer)}</b></p>
                                    <div inner_html=right.why.as_html().to_owned()></div>
                                </details>
                            </noscript>
                        }
                    })
            })}
    }
}

/// The form, wherever it stands.
#[component]
pub fn QuestionForm(
    /// The author's block.
    spec: QuestionSpec,
    /// In its place, or come back.
    meeting: Meeting,
) -> impl IntoView {
    let slug = crate::island::lesson_slug();
    let kept = match meeting {
        Meeting::First => storage::work()
            .lessons
            .get(&slug)
            .and_then(|lesson| lesson.questions.get(&spec.id))
            .map(|answered| answered.predicted.clone()),
        Meeting::Again => None,
    };
    let chosen = RwSignal::new(kept.as_deref().and_then(|words| place_of(&spec, words)));
    let locked = RwSignal::new(chosen.get_untracked().is_some());
    when_cleared(move || {
        locked.set(false);
        chosen.set(None);
    });
    let name = match meeting {
        Meeting::First => format!("question-{}", spec.id),
        Meeting::Again => format!("again-{}", spec.id),
    };
    let ask_id = format!("{name}-ask");
    let (section_for, options_for) = (ask_id.clone(), ask_id.clone());
    let frozen = flag(move || !LIVE || locked.get());
    let unready = flag(move || frozen.get() || chosen.get().is_none());
    let options: Vec<AnyView> = options_in_order(&spec, meeting)
        .into_iter()
        .map(|(place, words)| {
            let checked = flag(move || chosen.get() == Some(place));
            let choose = press(move || chosen.set(Some(place)));
            view! {
                <label>
                    <input type="radio" name=name.clone() disabled=frozen prop:checked=checked on:click=choose/>
                    <span>{words}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    let code = spec
        .code
        .clone()
        .map(|code| view! { <pre tabindex="0"><code>{code}</code></pre> });
    let ask = spec.ask.as_html().to_owned();
    let spec = StoredValue::new(spec);
    let slug = StoredValue::new(slug);
    let option_chosen =
        move || spec.with_value(|spec| spec.options.get(chosen.get_untracked()?).cloned());
    let commit = submit(move || {
        if let Some(option) = option_chosen() {
            locked.set(true);
            spec.with_value(|spec| slug.with_value(|slug| keep(slug, spec, &option, meeting)));
        }
    });
    let answer_again = move || {
        locked.set(false);
        chosen.set(None);
        if meeting == Meeting::First {
            storage::change(|work| {
                work.lesson_mut(&slug.get_value())
                    .questions
                    .remove(&spec.with_value(|spec| spec.id.clone()));
            });
        }
    };
    let again = part_if(move || {
        locked.get().then(|| view! { <button type="button" class="quiet" on:click=press(answer_again)>"Answer again"</button> }.into_any())
    });
    let check = part_if(move || {
        (!locked.get()).then(|| view! { <button type="submit" class="main-action" disabled=unready>"Check my prediction"</button> }.into_any())
    });
    let feedback = part_if(move || {
        let option = locked.get().then(option_chosen)??;
        Some(
            view! { <Feedback spec=spec.get_value() option slug=slug.get_value() meeting/> }
                .into_any(),
        )
    });
    view! {
        <section class="quiz" data-widget="question" aria-labelledby=section_for>
            <form on:submit=commit>
                <p class="kicker">{if meeting == Meeting::First { "Predict first" } else { "Once more" }}</p>
                <div id=ask_id inner_html=ask></div>
                {code}
                <fieldset class="opts" aria-labelledby=options_for>
                    {options}
                </fieldset>
                <div class="row needs-app">
                    {check}
                    {again}
                </div>
            </form>
            <div role="status">{feedback}</div>
        </section>
    }
}

/// Each option's place in the spec and its words; a question that comes back shows them in another order.
fn options_in_order(spec: &QuestionSpec, meeting: Meeting) -> Vec<(usize, String)> {
    let mut options: Vec<_> = spec
        .options
        .iter()
        .map(|option| spec.measure.in_words(&option.answer))
        .enumerate()
        .collect();
    if meeting == Meeting::Again {
        options.rotate_left(1);
    }
    options
}

fn place_of(spec: &QuestionSpec, answer: &str) -> Option<usize> {
    spec.options
        .iter()
        .position(|option| option.answer == answer)
}

fn is_right(spec: &QuestionSpec, option: &AnswerOption) -> bool {
    spec.right_option()
        .is_some_and(|right| right.answer == option.answer)
}

fn keep(slug: &str, spec: &QuestionSpec, option: &AnswerOption, meeting: Meeting) {
    let right = is_right(spec, option);
    storage::change(|work| {
        let questions = &mut work.lesson_mut(slug).questions;
        match meeting {
            Meeting::First => {
                let answered = Answered {
                    predicted: option.answer.clone(),
                    right,
                    ..Answered::default()
                };
                questions.insert(spec.id.clone(), answered);
            }
            Meeting::Again => {
                if let Some(answered) = questions.get_mut(&spec.id) {
                    answered.mended |= right;
                }
            }
        }
    });
}

/// The prediction beside what happened, the reader's rule beside NumPy's, and what was seen.
#[component]
fn Feedback(
    spec: QuestionSpec,
    option: AnswerOption,
    slug: String,
    meeting: Meeting,
) -> impl IntoView {
    let right = is_right(&spec, &option);
    let predicted = spec.measure.in_words(&option.answer);
    let outcome = spec
        .right_option()
        .map(|option| spec.measure.in_words(&option.answer))
        .unwrap_or_default();
    let sides = comparison(&spec, &option, Frame::Narrow);
    let follow_up = match meeting {
        Meeting::First => spec.then.clone(),
        Meeting::Again => None,
    };
    view! {
        <p class="verdict" class:right=right class:wrong=!right>
            {if right { "✓ " } else { "✗ " }}
            {format!("You predicted: {predicted}. NumPy: {outcome}.")}
        </p>
        <div class="why" inner_html=option.why.as_html().to_owned()></div>
        <div class="beside">
            {(!right).then(|| view! { <OneSide side=sides.yours.clone()/> })}
            <OneSide side=sides.numpy/>
        </div>
        {follow_up.map(|follow_up| view! { <FollowUpQuestion follow_up slug id=spec.id.clone()/> })}
    }
}

#[component]
fn OneSide(side: Side) -> impl IntoView {
    let heading = side.title.clone();
    view! {
        <section aria-label=side.title>
            <h4>{heading}</h4>
            <pre tabindex="0"><code>{side.code}</code></pre>
            <StillPicture scene=side.scene/>
            <p>{side.sentence}</p>
        </section>
    }
}
