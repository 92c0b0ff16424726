//! An exercise: the reader writes an expression, the engine runs it beside the author's solution.
//! Knows texts and verdicts as plain data; `view` says how it looks.

pub mod view;

use lesson::spec::ExerciseSpec;
use visual::exercise::{GivenArray, Verdict, check, given, step_count};

use super::Act;
use crate::work::{Deed, Done, LessonWork};

/// An exercise with its easier steps first, and what a reader wrote.
#[derive(Clone, Debug)]
pub struct Exercise {
    spec: ExerciseSpec,
    given: Vec<GivenArray>,
    steps: Vec<Step>,
    /// How many hints are shown.
    hints: usize,
}

/// One field and what was said of its text.
#[derive(Clone, Debug)]
struct Step {
    text: String,
    verdict: Option<Verdict>,
}

impl Exercise {
    /// The exercise as the reader's work left it.
    pub fn new(spec: ExerciseSpec, lesson: Option<&LessonWork>) -> Self {
        let tried = lesson.and_then(|lesson| lesson.exercises.get(&spec.id));
        let step = |step: usize| {
            let kept = tried.and_then(|tried| tried.texts.get(step));
            let text = kept.filter(|text| !text.is_empty());
            let text = text.map_or_else(|| first_text(&spec, step), String::clone);
            let solved = tried.and_then(|tried| tried.solved.get(step));
            Step {
                verdict: (solved == Some(&true)).then(|| check(&spec, step, &text)),
                text,
            }
        };
        Self {
            given: given(&spec),
            steps: (0..step_count(&spec)).map(step).collect(),
            hints: 0,
            spec,
        }
    }

    /// Every field as it was at first.
    pub fn start_over(&mut self) {
        for place in 0..self.steps.len() {
            self.restart(place);
        }
    }

    fn restart(&mut self, place: usize) {
        if let Some(step) = self.steps.get_mut(place) {
            step.text = first_text(&self.spec, place);
            step.verdict = None;
        }
    }

    /// Does what the reader did in a step; says what is to be kept.
    pub fn act(&mut self, place: usize, act: Act) -> Option<Done> {
        let solved = match act {
            Act::Write(text) => {
                self.steps.get_mut(place)?.text = text;
                None
            }
            Act::Check => {
                let step = self.steps.get_mut(place)?;
                let verdict = check(&self.spec, place, &step.text);
                let accepted = verdict.accepted;
                step.verdict = Some(verdict);
                Some(accepted)
            }
            Act::StartOver => {
                self.restart(place);
                return None;
            }
            Act::Hint => {
                self.hints += 1;
                return None;
            }
            _ => return None,
        };
        Some(Done {
            id: self.spec.id.clone(),
            deed: Deed::Wrote {
                steps: self.steps.len(),
                step: place,
                text: self.steps.get(place)?.text.clone(),
                solved,
            },
        })
    }
}

/// What stands in a step's field at first.
fn first_text(spec: &ExerciseSpec, step: usize) -> String {
    match spec.scaffold.get(step) {
        Some(easier) => easier.template.clone(),
        None => spec.start.clone().unwrap_or_default(),
    }
}
