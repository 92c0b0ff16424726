//! What a rule does with a case and what comes out, in one sentence.
//! Knows trials; asks the engine nothing.

use super::trial::Trial;
use super::turn::Turned;
use crate::draw::words::{index_text, list};
use crate::misfit::misfit;
use engine::layout::broadcast::align;
use engine::layout::tuple_text;
use lesson::spec::{Measure, QuestionSpec, Rule};

/// One sentence: what the rule does, then what comes out.
pub(super) fn sentence(trial: &Trial, spec: &QuestionSpec, answer: &str) -> String {
    match condition(trial) {
        Some(condition) => format!(
            "If {condition}, {}.",
            outcome(trial, spec, answer, Mood::Would)
        ),
        None => format!(
            "{}, and {}.",
            lead(trial),
            outcome(trial, spec, answer, Mood::Does)
        ),
    }
}

/// Whether a rule is told as what it does or as what would be.
#[derive(Clone, Copy)]
enum Mood {
    Does,
    Would,
}

impl Mood {
    /// A verb with its ending, or after `would`.
    fn verb(self, does: &str, would: &str) -> String {
        match self {
            Mood::Does => does.to_owned(),
            Mood::Would => format!("would {would}"),
        }
    }
}

/// What a rule supposes that does not show in the shapes it lines up.
fn condition(trial: &Trial) -> Option<String> {
    match trial.rule {
        Rule::SameShape => Some("only equal shapes could meet".to_owned()),
        Rule::FreeResult => Some("what broadcasting makes took no memory".to_owned()),
        Rule::CopyStretched => {
            let copies = changed(trial, |operand| operand.name.clone());
            let (shape, _) = trial.result.as_ref().filter(|_| !copies.is_empty())?;
            let shape = tuple_text(shape);
            Some(format!("{} were first copied to {shape}", list(&copies)))
        }
        _ => None,
    }
}

/// What is said of each operand whose shape the rule changed.
fn changed(trial: &Trial, said: fn(&Turned) -> String) -> Vec<String> {
    let mut all = Vec::new();
    for operand in &trial.operands {
        if operand.is_changed() {
            all.push(said(operand));
        }
    }
    all
}

fn shapes(trial: &Trial) -> String {
    let mut shapes = Vec::with_capacity(trial.operands.len());
    for operand in &trial.operands {
        shapes.push(tuple_text(&operand.own));
    }
    list(&shapes)
}

fn lead(trial: &Trial) -> String {
    let becomes = changed(trial, |operand| {
        let shape = tuple_text(&operand.layout.shape);
        format!("{} becomes {shape}", operand.name)
    });
    let how = match trial.rule {
        Rule::AlignLeft => "Lined up from the left",
        Rule::AnyAxis if trial.misfit.is_some() && becomes.is_empty() => {
            return format!("No choice of axes makes {} fit", shapes(trial));
        }
        Rule::AnyAxis => "Moved to the first axes that fit",
        Rule::AsRow => "With (n,) taken as a row",
        Rule::AsColumn => "With (n,) taken as a column",
        Rule::Shortest => "Cut to the shorter length, as zip does",
        Rule::CopyStretched => {
            return "Nothing is stretched here, so nothing is copied".to_owned();
        }
        Rule::Numpy | Rule::SameShape | Rule::FreeResult => {
            return format!("NumPy lines up {} from the right", shapes(trial));
        }
    };
    let then = match becomes.is_empty() {
        true => "nothing changes".to_owned(),
        false => list(&becomes),
    };
    format!("{how}, {then}")
}

fn outcome(trial: &Trial, spec: &QuestionSpec, answer: &str, mood: Mood) -> String {
    if let Some(error) = &trial.misfit
        && spec.measure != Measure::Error
    {
        let there_is = format!("there {} an error", mood.verb("is", "be"));
        return match conflict(trial) {
            _ if trial.rule == Rule::SameShape => format!("{there_is}: {} differ", shapes(trial)),
            Some(conflict) => format!("{there_is}: {conflict}"),
            None => format!("{there_is}: {}", error.message.trim_end()),
        };
    }
    match spec.measure {
        Measure::Shape => format!("the result {} shape {answer}", mood.verb("has", "have")),
        Measure::ResultBytes => {
            let allocates = mood.verb("allocates", "allocate");
            format!(
                "the operation {allocates} {}",
                spec.measure.in_words(answer)
            )
        }
        Measure::OperandBytes => {
            let name = spec.of.as_deref().unwrap_or("the operand");
            let takes = mood.verb("takes", "take");
            format!(
                "{name} {takes} {} while the loop runs",
                spec.measure.in_words(answer)
            )
        }
        Measure::Error if answer == super::NO_ERROR => {
            format!("there {} no error", mood.verb("is", "be"))
        }
        Measure::Error => format!(
            "the message {}: {}",
            mood.verb("is", "be"),
            answer.trim_end()
        ),
        Measure::Value if answer == super::ERROR => match &trial.refusal {
            Some(refusal) => format!(
                "there {} an error: {}",
                mood.verb("is", "be"),
                refusal.message
            ),
            None => format!("there {} no such element", mood.verb("is", "be")),
        },
        Measure::Value => {
            let index = index_text(spec.index.as_deref().unwrap_or_default());
            format!(
                "the element at [{index}] {} {answer}",
                mood.verb("is", "be")
            )
        }
    }
}

/// Why the shapes a rule hands over do not go together.
fn conflict(trial: &Trial) -> Option<String> {
    let shapes: Vec<&[i64]> = trial
        .operands
        .iter()
        .map(|operand| operand.layout.shape.as_slice())
        .collect();
    misfit(&align(&shapes))
}
