//! Questions: each option is a rule, and its answer is what the engine finds when the rule is run on the question's case.
//! Knows specs and the engine; no page.

mod picture;
mod run;
mod trial;
mod turn;
mod words;

use crate::scene::{Frame, Scene};
use engine::layout::tuple_text;
use lesson::spec::{AnswerOption, Measure, QuestionSpec, Rule};
use trial::{Trial, attempt};

/// The answer where a rule ends in an error.
const ERROR: &str = "error";
/// The answer to [`Measure::Error`] where there is none.
const NO_ERROR: &str = "no error";

/// What comes of a rule on a question's case.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// The answer in the form that [`Measure`] describes.
    pub answer: String,
    /// What the rule does with the data and what comes out.
    pub sentence: String,
    /// The NumPy line that the rule amounts to.
    pub code: String,
    trial: Trial,
}

impl Outcome {
    /// The operands as the rule lines them up, and what comes out, on the case of this question.
    pub fn scene(&self, spec: &QuestionSpec, frame: Frame) -> Scene {
        picture::scene(&self.trial, spec, &self.sentence, frame)
    }
}

/// Runs a rule on a question's case.
pub fn outcome(rule: Rule, spec: &QuestionSpec) -> Outcome {
    let trial = attempt(rule, &spec.case);
    let answer = answer(&trial, spec);
    Outcome {
        sentence: words::sentence(&trial, spec, &answer),
        code: trial.code.clone(),
        answer,
        trial,
    }
}

fn answer(trial: &Trial, spec: &QuestionSpec) -> String {
    if spec.measure == Measure::Error {
        let error = trial.misfit.as_ref().or(trial.refusal.as_ref());
        return error.map_or_else(|| NO_ERROR.to_owned(), |error| error.message.clone());
    }
    let found = match (&trial.result, spec.measure) {
        _ if trial.misfit.is_some() => None,
        (Some((shape, _)), Measure::Shape) => Some(tuple_text(shape)),
        (Some(_), Measure::ResultBytes) => Some(trial.allocated.to_string()),
        (Some(_), Measure::OperandBytes) => held(trial, spec).map(|bytes| bytes.to_string()),
        (Some(_), _) => element(trial, spec),
        (None, _) => None,
    };
    found.unwrap_or_else(|| ERROR.to_owned())
}

/// Bytes behind the operand a question asks for.
fn held(trial: &Trial, spec: &QuestionSpec) -> Option<u128> {
    let name = spec.of.as_ref()?;
    let operands = &mut trial.operands.iter();
    let place = operands.position(|operand| operand.name == *name)?;
    trial.held.get(place).copied()
}

/// The element a question asks for, as `str` prints it.
fn element(trial: &Trial, spec: &QuestionSpec) -> Option<String> {
    let index = spec.index.as_ref()?;
    let ran = run::run(trial, &spec.case)?;
    let value = ran.result.get(index).ok()?;
    picture::inside(index, ran.result.shape()).then(|| engine::print::scalar_str(value))
}

/// One of two rules side by side.
#[derive(Clone, PartialEq, Debug)]
pub struct Side {
    /// Whose rule it is.
    pub title: String,
    /// The NumPy line it amounts to.
    pub code: String,
    /// What it does with the data and what comes out.
    pub sentence: String,
    /// The picture of it.
    pub scene: Scene,
}

/// The reader's rule beside NumPy's, on the same data.
#[derive(Clone, PartialEq, Debug)]
pub struct Comparison {
    /// The rule of the option that was chosen.
    pub yours: Side,
    /// What NumPy does.
    pub numpy: Side,
}

/// The rule of a chosen option beside NumPy's.
pub fn comparison(spec: &QuestionSpec, chosen: &AnswerOption, frame: Frame) -> Comparison {
    Comparison {
        yours: side("Your rule", chosen.rule, spec, frame),
        numpy: side("NumPy", Rule::Numpy, spec, frame),
    }
}

fn side(title: &str, rule: Rule, spec: &QuestionSpec, frame: Frame) -> Side {
    let outcome = outcome(rule, spec);
    Side {
        title: title.to_owned(),
        scene: outcome.scene(spec, frame),
        code: outcome.code,
        sentence: outcome.sentence,
    }
}

/// What is wrong with a question: sentences for its author, none when every answer is what its rule gives.
pub fn validate(spec: &QuestionSpec) -> Vec<String> {
    let mut problems = Vec::new();
    let count = spec.case.operands.len();
    match crate::case::drawable(&spec.case.ufunc) {
        None => {
            problems.push(format!(
                "question {}: '{}' is no ufunc of the table",
                spec.id, spec.case.ufunc
            ));
            return problems;
        }
        Some(row) if count < row.inputs || (row.inputs == 1 && count > 1) => {
            problems.push(format!(
                "question {}: {} takes {} operands, not {count}",
                spec.id, row.name, row.inputs
            ));
            return problems;
        }
        Some(_) => {}
    }
    for option in &spec.options {
        let outcome = outcome(option.rule, spec);
        if outcome.answer.trim_end() != option.answer.trim_end() {
            problems.push(format!(
                "question {}: the answer of rule '{}' is '{}', but the rule gives '{}'",
                spec.id, option.rule, option.answer, outcome.answer
            ));
        }
    }
    for (place, option) in spec.options.iter().enumerate() {
        if spec.options[..place]
            .iter()
            .any(|other| other.answer.trim_end() == option.answer.trim_end())
        {
            problems.push(format!(
                "question {}: two options have the answer '{}'",
                spec.id, option.answer
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests;
