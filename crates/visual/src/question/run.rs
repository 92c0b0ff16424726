//! Runs the code a rule amounts to on the arrays of a case, when they are small enough to be made.
//! The code is evaluated as it is shown, so a picture cannot differ from its line of code.

use super::trial::Trial;
use crate::case::{Given, make};
use crate::expression::{Value, evaluate};
use engine::Array;
use lesson::spec::Case;

/// The arrays of a rule that was run.
#[derive(Clone, Debug)]
pub(super) struct Ran {
    /// The operands as the rule hands them over.
    pub(super) operands: Vec<Array>,
    /// What comes out.
    pub(super) result: Array,
}

/// The arrays of a case by name; `None` when one is too large to be made.
pub(super) fn arrays(case: &Case) -> Option<Vec<(String, Array)>> {
    let givens: Vec<Given> = case
        .operands
        .iter()
        .map(Given::from_spec)
        .collect::<engine::Result<_>>()
        .ok()?;
    let made = make::all(&givens);
    std::iter::zip(givens, made)
        .map(|(given, made)| Some((given.name, made.array?)))
        .collect()
}

/// Runs a trial's code.
pub(super) fn run(trial: &Trial, case: &Case) -> Option<Ran> {
    if trial.misfit.is_some() || trial.refusal.is_some() {
        return None;
    }
    let names = arrays(case)?;
    let array = |code: &str| match evaluate(code, &names) {
        Ok(Value::Array(array)) => Some(array),
        Ok(Value::Number(scalar)) => Array::scalar(scalar).ok(),
        _ => None,
    };
    Some(Ran {
        operands: trial
            .operands
            .iter()
            .map(|operand| array(&operand.code))
            .collect::<Option<_>>()?,
        result: array(&trial.code)?,
    })
}
