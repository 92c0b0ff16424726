//! Runs the code a rule amounts to on the arrays of a case, when they are small enough to be made.
//! The code is evaluated as it is shown, so a picture cannot differ from its line of code.

use super::trial::Trial;
use crate::case::make;
use crate::expression::evaluate;
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

/// Runs a trial's code; `None` where there is nothing to run, or an operand is too large to be made.
pub(super) fn run(trial: &Trial, case: &Case) -> Option<Ran> {
    if trial.misfit.is_some() || trial.refusal.is_some() {
        return None;
    }
    let names = make::by_name(&case.operands);
    if names.len() < case.operands.len() {
        return None;
    }
    let array = |code: &str| evaluate(code, &names).ok()?.into_array();
    let mut operands = Vec::with_capacity(trial.operands.len());
    for operand in &trial.operands {
        operands.push(array(&operand.code)?);
    }
    let result = array(&trial.code)?;
    Some(Ran { operands, result })
}
