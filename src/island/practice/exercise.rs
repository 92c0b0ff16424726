//! An exercise: the reader writes an expression, the engine runs it beside the author's solution.
//! Knows verdicts as plain data; what was written is kept in the reader's browser.

use leptos::prelude::*;
use lesson::Markup;
use lesson::spec::ExerciseSpec;
use visual::exercise::{Verdict, check, given, step_count};

use super::LIVE;
use super::reactive::{part, part_if, press, submit, text as text_of, with_value};
use super::still_picture::StillPicture;
use super::work_signal::when_cleared;
use crate::browser::storage;
use crate::work::Tried;

/// An exercise with its easier steps first.
#[component]
pub fn Exercise(
    /// The author's block.
    spec: ExerciseSpec,
) -> impl IntoView {
    let arrays = given(&spec)
        .into_iter()
        .map(|array| {
            view! {
                <figure class="given">
                    <figcaption><code>{array.name}</code>" "<span class="meta">{array.description}</span></figcaption>
                    <pre tabindex="0">{array.text}</pre>
                </figure>
            }
        })
        .collect_view();
    let steps = step_count(&spec);
    let several = steps > 1;
    let hints = spec.hints.clone();
    let fields = (0..steps)
        .map(|step| view! { <Step spec=spec.clone() step several/> })
        .collect_view();
    let title_id = format!("exercise-{}", spec.id);
    let title_for = title_id.clone();
    view! {
        <section class="quiz exercise" data-widget="exercise" aria-labelledby=title_for>
            <p class="kicker" id=title_id>"Build it"</p>
            <div class="givens">{arrays}</div>
            {fields}
            {(!hints.is_empty()).then(|| view! { <Hints hints/> })}
        </section>
    }
}

/// What one step asks, where its text begins, and what it is called.
fn ask(spec: &ExerciseSpec, step: usize) -> (Markup, String, String) {
    match spec.scaffold.get(step) {
        Some(easier) => (
            easier.goal.clone(),
            easier.template.clone(),
            format!("step {}", step + 1),
        ),
        None => (
            spec.goal.clone(),
            spec.start.clone().unwrap_or_default(),
            "your expression".to_owned(),
        ),
    }
}

fn kept(slug: &str, id: &str) -> Option<Tried> {
    storage::work()
        .lessons
        .get(slug)?
        .exercises
        .get(id)
        .cloned()
}

fn keep(slug: &str, spec: &ExerciseSpec, step: usize, text: &str, solved: Option<bool>) {
    let steps = step_count(spec);
    storage::change(|work| {
        let tried = work.lesson_mut(slug).exercises.or_default(&spec.id);
        tried.texts.resize(steps, String::new());
        tried.solved.resize(steps, false);
        tried.texts[step] = text.to_owned();
        if let Some(solved) = solved {
            tried.solved[step] = solved;
        }
    });
}

#[component]
fn Step(spec: ExerciseSpec, step: usize, several: bool) -> impl IntoView {
    let slug = crate::island::lesson_slug();
    let (goal, start, label) = ask(&spec, step);
    let before = kept(&slug, &spec.id);
    let text = RwSignal::new(
        before
            .as_ref()
            .and_then(|tried| {
                tried
                    .texts
                    .get(step)
                    .filter(|text| !text.is_empty())
                    .cloned()
            })
            .unwrap_or_else(|| start.clone()),
    );
    let was_solved = before
        .as_ref()
        .and_then(|tried| tried.solved.get(step).copied())
        .unwrap_or(false);
    let verdict: RwSignal<Option<Verdict>> =
        RwSignal::new(was_solved.then(|| check(&spec, step, &text.get_untracked())));
    let run = {
        let (spec, slug) = (spec.clone(), slug.clone());
        submit(move || {
            let answer = check(&spec, step, &text.get_untracked());
            keep(
                &slug,
                &spec,
                step,
                &text.get_untracked(),
                Some(answer.accepted),
            );
            verdict.set(Some(answer));
        })
    };
    let typed = {
        let spec = spec.clone();
        with_value(move |value| {
            keep(&slug, &spec, step, &value, None);
            text.set(value);
        })
    };
    let restart = move || {
        text.set(start.clone());
        verdict.set(None);
    };
    when_cleared(restart.clone());
    let restart = press(restart);
    let failed = text_of(move || {
        let failed =
            verdict.with(|verdict| verdict.as_ref().is_some_and(|verdict| !verdict.accepted));
        failed.to_string()
    });
    let shown = part_if(move || Some(view! { <Shown verdict=verdict.get()?/> }.into_any()));
    view! {
        <form class="exercise-step" on:submit=run>
            {several.then(|| view! { <p class="meta">{if spec.scaffold.get(step).is_some() { format!("Step {}: fill the blanks", step + 1) } else { "Now the whole line".to_owned() }}</p> })}
            <div inner_html=goal.as_html().to_owned()></div>
            <label class="labeled needs-app">
                <span class="label">{label}</span>
                <input
                    class="field"
                    type="text"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    disabled=!LIVE
                    aria-invalid=failed
                    value=text.get_untracked()
                    prop:value=text_of(move || text.get())
                    on:input=typed
                />
            </label>
            <div class="row needs-app">
                <button type="submit" class="main-action" disabled=!LIVE>"Check"</button>
                <button type="button" class="quiet" disabled=!LIVE on:click=restart>"Start over"</button>
            </div>
            <div role="status">{shown}</div>
        </form>
    }
}

/// What the engine said of a text.
#[component]
fn Shown(verdict: Verdict) -> impl IntoView {
    let accepted = verdict.accepted;
    let pictures = (!accepted || verdict.yours.is_some()).then(|| {
        let yours = verdict.yours.map(|scene| {
            view! { <section aria-label="Yours"><h4>{if accepted { "The result" } else { "Yours" }}</h4><StillPicture scene/></section> }
        });
        let goal = verdict.goal.map(|scene| view! { <section aria-label="The goal"><h4>"The goal"</h4><StillPicture scene/></section> });
        view! { <div class="beside">{yours}{goal}</div> }
    });
    view! {
        <p class="verdict" class:right=accepted class:wrong=!accepted>{if accepted { "✓ " } else { "✗ " }}{verdict.message}</p>
        {verdict.yours_text.map(|text| view! { <pre tabindex="0">{text}</pre> })}
        {pictures}
    }
}

/// Hints, one at a time.
#[component]
fn Hints(hints: Vec<Markup>) -> impl IntoView {
    let shown = RwSignal::new(0_usize);
    let count = hints.len();
    let list = part(move || {
        let shown = hints.iter().take(shown.get());
        shown
            .map(|hint| view! { <li inner_html=hint.as_html().to_owned()></li> }.into_any())
            .collect::<Vec<AnyView>>()
            .into_any()
    });
    let more = part_if(move || {
        (shown.get() < count).then(|| {
            let label = format!("Show hint {} of {count}", shown.get() + 1);
            let show = press(move || shown.update(|shown| *shown += 1));
            view! { <button type="button" class="quiet" disabled=!LIVE on:click=show>{label}</button> }.into_any()
        })
    });
    view! {
        <div class="needs-app">
            <ol class="hints" aria-live="polite">{list}</ol>
            {more}
        </div>
    }
}
