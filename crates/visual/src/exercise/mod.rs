//! Exercises: a reader's expression and the author's solution are evaluated by the same engine and compared.
//! Knows specs and expressions; no page. Any expression with the solution's value is right.

mod compare;
mod template;

use crate::case::make;
use crate::draw::words::{list, shape_text};
use crate::expression::{Raised, evaluate};
use crate::scene::{Frame, Role, Scene};
use crate::still::{Still, grids, is_drawable};
use compare::{Difference, difference};
use engine::{Array, Dims};
use lesson::spec::ExerciseSpec;
use template::{BLANK, changed_parts, has_blank};

/// What became of a reader's text.
#[derive(Clone, PartialEq, Debug)]
pub struct Verdict {
    /// Whether its value is the solution's.
    pub accepted: bool,
    /// One or more sentences to the reader.
    pub message: String,
    /// What Python or NumPy raised, when it raised.
    pub failure: Option<Raised>,
    /// The value of the reader's text as `repr` prints it, when it has one.
    pub yours_text: Option<String>,
    /// Its picture.
    pub yours: Option<Scene>,
    /// A picture of the goal; only where the reader's own value differs from it.
    pub goal: Option<Scene>,
}

impl Verdict {
    fn no(message: impl Into<String>) -> Verdict {
        Verdict {
            accepted: false,
            message: message.into(),
            failure: None,
            yours_text: None,
            yours: None,
            goal: None,
        }
    }
}

/// A given array, to be shown beside the field.
#[derive(Clone, PartialEq, Debug)]
pub struct GivenArray {
    /// Its name.
    pub name: String,
    /// The array as `repr` prints it.
    pub text: String,
    /// Its shape and dtype in words.
    pub description: String,
}

/// How many steps an exercise has: its scaffold, then the whole task.
pub fn step_count(spec: &ExerciseSpec) -> usize {
    spec.scaffold.len() + 1
}

/// Evaluates a reader's text for a step of an exercise and compares it with the solution.
///
/// Steps count the scaffold first; the step after the last of it is the whole task.
pub fn check(spec: &ExerciseSpec, step: usize, text: &str) -> Verdict {
    if text.trim().is_empty() {
        return Verdict::no("There is nothing here yet. Write an expression and check it.");
    }
    if has_blank(text) {
        return Verdict::no(format!(
            "There is still a blank. Replace each {BLANK} and check again."
        ));
    }
    let names = make::by_name(&spec.arrays);
    let (template, solution) = match spec.scaffold.get(step) {
        Some(easier) => (Some(easier.template.as_str()), easier.solution.as_str()),
        None => (None, spec.solution.as_str()),
    };
    let changed = template
        .map(|template| changed_parts(template, text))
        .unwrap_or_default();
    let goal = match evaluate(solution, &names) {
        Ok(goal) => goal,
        Err(raised) => {
            return Verdict::no(format!(
                "The solution of this exercise cannot be run: {raised}"
            ));
        }
    };
    let value = match evaluate(text, &names) {
        Ok(value) => value,
        Err(raised) => return refused(raised, &changed),
    };
    let (text, noun) = (value.repr(), with_article(value.type_name()));
    let Some(yours) = value.into_array() else {
        let message = format!("This gives {noun}, not an array: {text}");
        return Verdict::no(with_changes(message, &changed));
    };
    let yours_text = Some(text);
    let Some(wanted) = goal.into_array() else {
        return Verdict::no("The solution of this exercise is no array.");
    };
    match difference(&yours, &wanted) {
        None => Verdict {
            accepted: true,
            message: accepted(&yours, &changed),
            failure: None,
            yours_text,
            yours: picture(&yours, "your result", None),
            goal: None,
        },
        Some(Difference { message, index }) => Verdict {
            accepted: false,
            message: with_changes(message, &changed),
            failure: None,
            yours_text,
            yours: picture(&yours, "your result", index.as_ref()),
            goal: picture(&wanted, "the goal", index.as_ref()),
        },
    }
}

fn accepted(yours: &Array, changed: &[String]) -> String {
    let right = format!("That is right: {}.", described(yours));
    with_parts(right, "You also changed what was given", changed)
}

fn refused(raised: Raised, changed: &[String]) -> Verdict {
    let mut message = raised.to_string().trim_end().to_owned();
    if let Some(hint) = &raised.hint {
        message = format!("{} {hint}", ended(message));
    }
    Verdict {
        failure: Some(raised),
        ..Verdict::no(with_changes(message, changed))
    }
}

fn with_changes(message: String, changed: &[String]) -> String {
    with_parts(message, "Parts that were given are changed", changed)
}

/// A message, and what is said of changed parts where there are any.
fn with_parts(message: String, words: &str, changed: &[String]) -> String {
    match changed {
        [] => message,
        _ => format!("{message} {words}: {}.", quoted(changed)),
    }
}

/// A sentence with its end, so that another can follow.
fn ended(mut sentence: String) -> String {
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

fn quoted(parts: &[String]) -> String {
    let mut quoted = Vec::with_capacity(parts.len());
    for part in parts {
        quoted.push(format!("“{part}”"));
    }
    list(&quoted)
}

fn with_article(noun: &str) -> String {
    match noun.chars().next() {
        Some('a' | 'e' | 'i' | 'o' | 'u') => format!("an {noun}"),
        _ => format!("a {noun}"),
    }
}

fn picture(array: &Array, name: &str, lit: Option<&Dims>) -> Option<Scene> {
    if !is_drawable(array.shape()) {
        return None;
    }
    let frame = Frame::Narrow;
    let still = Still {
        name: name.to_owned(),
        caption: format!("{}, {}", shape_text(array.shape()), array.dtype()),
        role: Role::Result,
        buffer: 'R',
        array,
        lit: lit.cloned(),
    };
    let (marks, height) = grids(&[still], array.shape(), frame, 4.0);
    Some(Scene {
        width: frame.width(),
        height: height + 14.0,
        title: format!("{name}: {}", described(array)),
        marks,
    })
}

/// The given arrays, each with its text and a description.
pub fn given(spec: &ExerciseSpec) -> Vec<GivenArray> {
    let mut all = Vec::new();
    for (name, array) in make::by_name(&spec.arrays) {
        all.push(GivenArray {
            name,
            text: engine::print::array_repr(&array),
            description: described(&array),
        });
    }
    all
}

/// A shape and a dtype.
fn described(array: &Array) -> String {
    format!("shape {}, {}", shape_text(array.shape()), array.dtype())
}

/// What is wrong with an exercise: sentences for its author, none when every solution is accepted and nothing passes
/// untouched.
pub fn validate(spec: &ExerciseSpec) -> Vec<String> {
    let mut problems = Vec::new();
    let id = &spec.id;
    let names = make::by_name(&spec.arrays);
    for operand in &spec.arrays {
        if !names.iter().any(|(name, _)| *name == operand.name) {
            problems.push(format!(
                "exercise {id}: the array {} cannot be made",
                operand.name
            ));
        }
    }
    for (step, easier) in spec.scaffold.iter().enumerate() {
        let place = step + 1;
        if !has_blank(&easier.template) {
            problems.push(format!(
                "exercise {id}, step {place}: the template has no blank"
            ));
        }
        let changed = changed_parts(&easier.template, &easier.solution);
        if !changed.is_empty() {
            problems.push(format!(
                "exercise {id}, step {place}: the solution changes {} of the template",
                quoted(&changed)
            ));
        }
        problems.extend(untrue(
            spec,
            step,
            &easier.solution,
            &format!("exercise {id}, step {place}"),
        ));
    }
    problems.extend(untrue(
        spec,
        spec.scaffold.len(),
        &spec.solution,
        &format!("exercise {id}"),
    ));
    if let Some(start) = &spec.start
        && check(spec, spec.scaffold.len(), start).accepted
    {
        problems.push(format!(
            "exercise {id}: what stands in the field at first is accepted already"
        ));
    }
    problems
}

fn untrue(spec: &ExerciseSpec, step: usize, solution: &str, place: &str) -> Option<String> {
    let verdict = check(spec, step, solution);
    (!verdict.accepted).then(|| {
        format!(
            "{place}: its own solution is not accepted: {}",
            verdict.message
        )
    })
}

#[cfg(test)]
mod tests;
