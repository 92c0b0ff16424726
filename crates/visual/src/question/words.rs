//! What a rule does with a case and what comes out, in one sentence.
//! Knows trials; asks the engine nothing.

use super::trial::Trial;
use super::turn::Turned;
use engine::layout::broadcast::align;
use engine::layout::tuple_text;
use lesson::spec::{Measure, QuestionSpec, Rule};

/// One sentence: what the rule does, then what comes out.
pub(super) fn sentence(trial: &Trial, spec: &QuestionSpec, answer: &str) -> String {
    format!("{}, {}.", lead(trial), outcome(trial, spec, answer))
}

fn lead(trial: &Trial) -> String {
    let shapes = listed(
        &trial
            .operands
            .iter()
            .map(|operand| tuple_text(&operand.own))
            .collect::<Vec<_>>(),
    );
    let changed: Vec<&Turned> = trial
        .operands
        .iter()
        .filter(|operand| operand.is_changed())
        .collect();
    let becomes = listed(
        &changed
            .iter()
            .map(|operand| {
                format!(
                    "{} becomes {}",
                    operand.name,
                    tuple_text(&operand.layout.shape)
                )
            })
            .collect::<Vec<_>>(),
    );
    let counts = |how: &str, nothing: &str| {
        if changed.is_empty() {
            format!("{how}, {nothing}")
        } else {
            format!("{how}, {becomes}")
        }
    };
    match trial.rule {
        Rule::Numpy => format!("NumPy lines up {shapes} from the right"),
        Rule::AlignLeft => counts("Lined up from the left", "nothing changes"),
        Rule::AnyAxis if trial.misfit.is_some() && changed.is_empty() => {
            format!("No choice of axes makes {shapes} fit")
        }
        Rule::AnyAxis => counts("On the first axes that fit", "nothing changes"),
        Rule::AsRow => counts("With (n,) taken as a row", "nothing changes"),
        Rule::AsColumn => counts("With (n,) taken as a column", "nothing changes"),
        Rule::SameShape => format!("If only equal shapes may meet, {shapes} are compared"),
        Rule::Shortest => counts("Cut to the shorter length, as zip does", "nothing is cut"),
        Rule::CopyStretched => {
            let copies = listed(
                &changed
                    .iter()
                    .map(|operand| operand.name.clone())
                    .collect::<Vec<_>>(),
            );
            let shape = trial
                .result
                .as_ref()
                .map(|(shape, _)| tuple_text(shape))
                .unwrap_or_default();
            if changed.is_empty() {
                "If stretched operands were copied, none is stretched here".to_owned()
            } else {
                format!("If {copies} were first copied to {shape}")
            }
        }
        Rule::FreeResult => "If what broadcasting makes took no memory".to_owned(),
    }
}

fn outcome(trial: &Trial, spec: &QuestionSpec, answer: &str) -> String {
    if let Some(misfit) = &trial.misfit
        && spec.measure != Measure::Error
    {
        return match conflict(trial) {
            Some(conflict) => format!("and {conflict}: an error"),
            None => format!("and there is an error: {}", misfit.message.trim_end()),
        };
    }
    match spec.measure {
        Measure::Shape => format!("and the result has shape {answer}"),
        Measure::ResultBytes => format!(
            "and the operation allocates {}",
            spec.measure.in_words(answer)
        ),
        Measure::OperandBytes => {
            let name = spec.of.as_deref().unwrap_or("the operand");
            format!(
                "and {name} takes {} while the loop runs",
                spec.measure.in_words(answer)
            )
        }
        Measure::Error if answer == super::NO_ERROR => "and there is no error".to_owned(),
        Measure::Error => format!("and the message is: {}", answer.trim_end()),
        Measure::Value if answer == super::ERROR => match &trial.refusal {
            Some(refusal) => format!("and there is an error: {}", refusal.message),
            None => "and there is no such element".to_owned(),
        },
        Measure::Value => {
            let index: Vec<String> = spec.index.iter().flatten().map(i64::to_string).collect();
            format!("and the element at [{}] is {answer}", index.join(", "))
        }
    }
}

/// `the lengths 4 and 3 meet on axis 1`
fn conflict(trial: &Trial) -> Option<String> {
    let shapes: Vec<&[i64]> = trial
        .operands
        .iter()
        .map(|operand| operand.layout.shape.as_slice())
        .collect();
    let alignment = align(&shapes);
    let axis = alignment.conflict()?;
    let mut lengths: Vec<i64> = alignment.axes[axis]
        .lengths
        .iter()
        .flatten()
        .copied()
        .filter(|&length| length != 1)
        .collect();
    lengths.dedup();
    let lengths: Vec<String> = lengths.iter().map(i64::to_string).collect();
    Some(format!(
        "the lengths {} meet on axis {axis}",
        listed(&lengths)
    ))
}

/// `a`, `a and b`, `a, b and c`
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
