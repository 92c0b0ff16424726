//! How an exercise looks: what is given, a field for each step, what the engine said, hints one at a time, as nodes.
//! A page writes them as text, a browser patches them; what an element does stands in its `data-` attributes.

use visual::exercise::{GivenArray, Verdict};
use visual::{Node, Scene};

use super::{Exercise, Step};
use crate::figure::view::button;
use crate::practice::deeds;
use crate::practice::parts::{lines, markup, picture, status, verdict};

/// The exercise. On a page at rest (`live` is false) nothing answers.
pub fn nodes(exercise: &Exercise, live: bool) -> Node {
    let title_id = format!("exercise-{}", exercise.spec.id);
    let steps = exercise.steps.iter().enumerate();
    Node::new("exercise", "section")
        .set("class", "quiz exercise")
        .set("data-widget", "exercise")
        .set("aria-labelledby", &title_id)
        .with(
            Node::new("kicker", "p")
                .set("class", "kicker")
                .set("id", &title_id)
                .says("Build it"),
        )
        .with(
            Node::new("givens", "div")
                .set("class", "givens")
                .with_all(exercise.given.iter().map(given)),
        )
        .with_all(steps.map(|(place, step)| form(exercise, place, step, live)))
        .with_all(hints(exercise, live))
}

fn given(array: &GivenArray) -> Node {
    let caption = Node::new("caption", "figcaption")
        .with(Node::new("name", "code").says(&array.name))
        .with(
            Node::new("what", "span")
                .set("class", "meta")
                .says(format!(" {}", array.description)),
        );
    Node::new(&array.name, "figure")
        .set("class", "given")
        .with(caption)
        .with(lines("text", &array.text))
}

/// One step: what it asks, its field, and what was said of its text.
fn form(exercise: &Exercise, place: usize, step: &Step, live: bool) -> Node {
    let easier = exercise.spec.scaffold.get(place);
    let number = place + 1;
    let (goal, label, title) = match easier {
        Some(easier) => (
            &easier.goal,
            format!("step {number}"),
            format!("Step {number}: fill the blanks"),
        ),
        None => (
            &exercise.spec.goal,
            "your expression".to_owned(),
            "Now the whole line".to_owned(),
        ),
    };
    let several = exercise.steps.len() > 1;
    let title = several.then(|| Node::new("title", "p").set("class", "meta").says(title));
    let failed = step
        .verdict
        .as_ref()
        .is_some_and(|verdict| !verdict.accepted);
    let field = Node::new("field", "input")
        .set("class", "field")
        .set("type", "text")
        .set("autocomplete", "off")
        .set("autocapitalize", "off")
        .set("spellcheck", "false")
        .flag("disabled", !live)
        .set("aria-invalid", if failed { "true" } else { "false" })
        .set("data-do", deeds::WRITE)
        .set("value", &step.text);
    let check = Node::new("check", "button")
        .set("type", "submit")
        .set("class", "main-action")
        .flag("disabled", !live)
        .says("Check");
    let restart = button("restart", live)
        .set("class", "quiet")
        .set("data-do", deeds::START_OVER)
        .says("Start over");
    Node::new(place.to_string(), "form")
        .set("class", "exercise-step")
        .set("data-place", place.to_string())
        .with_all(title)
        .with(markup("goal", "div", goal))
        .with(
            Node::new("labeled", "label")
                .set("class", "labeled needs-app")
                .with(Node::new("label", "span").set("class", "label").says(label))
                .with(field),
        )
        .with(
            Node::new("acts", "div")
                .set("class", "row needs-app")
                .with(check)
                .with(restart),
        )
        .with(status(
            step.verdict.as_ref().map(said).into_iter().flatten(),
        ))
}

/// What the engine said of a text.
fn said(told: &Verdict) -> Vec<Node> {
    let accepted = told.accepted;
    let mut nodes = vec![verdict(accepted, &told.message)];
    nodes.extend(told.yours_text.as_deref().map(|text| lines("text", text)));
    if !accepted || told.yours.is_some() {
        let yours = if accepted { "The result" } else { "Yours" };
        nodes.push(
            Node::new("beside", "div")
                .set("class", "beside")
                .with_all(told.yours.as_ref().map(|scene| side("Yours", yours, scene)))
                .with_all(
                    told.goal
                        .as_ref()
                        .map(|scene| side("The goal", "The goal", scene)),
                ),
        );
    }
    nodes
}

fn side(name: &str, title: &str, scene: &Scene) -> Node {
    Node::new(name, "section")
        .set("aria-label", name)
        .with(Node::new("title", "h4").says(title))
        .with(picture(scene))
}

/// Hints, one at a time.
fn hints(exercise: &Exercise, live: bool) -> Option<Node> {
    let hints = &exercise.spec.hints;
    let (shown, count) = (exercise.hints, hints.len());
    let list = hints.iter().take(shown).enumerate();
    let more = (shown < count).then(|| {
        button("more", live)
            .set("class", "quiet")
            .set("data-do", deeds::HINT)
            .says(format!("Show hint {} of {count}", shown + 1))
    });
    (count > 0).then(|| {
        Node::new("hints", "div")
            .set("class", "needs-app")
            .with(
                Node::new("list", "ol")
                    .set("class", "hints")
                    .set("aria-live", "polite")
                    .with_all(list.map(|(place, hint)| markup(&place.to_string(), "li", hint))),
            )
            .with_all(more)
    })
}
