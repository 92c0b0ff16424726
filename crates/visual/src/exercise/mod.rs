//! Exercises: a reader's expression and the author's solution are evaluated by the same engine and compared.
//! Knows specs and expressions; no page.

use crate::expression::Raised;
use crate::scene::Scene;
use lesson::spec::ExerciseSpec;

/// What became of a reader's text.
#[derive(Clone, PartialEq, Debug)]
pub struct Verdict {
    /// Whether its value is the solution's.
    pub accepted: bool,
    /// One or two sentences to the reader.
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
/// Evaluates a reader's text for a step of an exercise and compares it with the solution.
///
/// Steps count the scaffold first; the step after the last of it is the whole task.
pub fn check(spec: &ExerciseSpec, step: usize, text: &str) -> Verdict {
    let _ = (spec, step);
    match crate::expression::evaluate(text, &[]) {
        Ok(value) => Verdict {
            accepted: false,
            message: "This has a value.".to_owned(),
            failure: None,
            yours_text: Some(value.repr()),
            yours: None,
            goal: None,
        },
        Err(raised) => Verdict {
            accepted: false,
            message: raised.to_string(),
            failure: Some(raised),
            yours_text: None,
            yours: None,
            goal: None,
        },
    }
}

/// How many steps an exercise has: its scaffold, then the whole task.
pub fn step_count(spec: &ExerciseSpec) -> usize {
    spec.scaffold.len() + 1
}

/// The given arrays.
pub fn given(spec: &ExerciseSpec) -> Vec<GivenArray> {
    let _ = spec;
    Vec::new()
}

/// What is wrong with an exercise: sentences for its author.
pub fn validate(spec: &ExerciseSpec) -> Vec<String> {
    let _ = spec;
    Vec::new()
}
