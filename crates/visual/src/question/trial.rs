//! A rule tried on a case: planned by the engine from layouts alone, however large they are.
//! Nothing is allocated here; `run` makes the arrays where they are small.

use super::turn::{Turned, turn};
use crate::case::drawable;
use crate::case::text::expression;
use crate::case::work::plan_calls;
use engine::layout::{Order, shape_text};
use engine::ufunc::Ufunc;
use engine::{DType, Dims, Error, Layout, limit};
use lesson::spec::{Case, Rule};

/// What came of a rule on a case.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Trial {
    /// The rule.
    pub(super) rule: Rule,
    /// The operands as the rule hands them over.
    pub(super) operands: Vec<Turned>,
    /// The expression the rule amounts to.
    pub(super) code: String,
    /// The result's shape and dtype, where the shapes fit.
    pub(super) result: Option<(Dims, DType)>,
    /// Bytes of every array the operation allocates, copies of operands included.
    pub(super) allocated: u128,
    /// Bytes behind each operand while the loop runs.
    pub(super) held: Vec<u128>,
    /// Why the shapes or dtypes do not fit.
    pub(super) misfit: Option<Error>,
    /// NumPy's refusal of the memory, where all else fits.
    pub(super) refusal: Option<Error>,
}

/// Tries a rule on a case.
pub(super) fn attempt(rule: Rule, case: &Case) -> Trial {
    let turned = turn(rule, &case.operands);
    let mut trial = Trial {
        rule,
        held: turned.operands.iter().map(Turned::bytes).collect(),
        operands: turned.operands,
        code: String::new(),
        result: None,
        allocated: 0,
        misfit: None,
        refusal: None,
    };
    let Some(row) = drawable(&case.ufunc) else {
        let message = format!("'{}' is no ufunc of the table", case.ufunc);
        trial.misfit = Some(Error::value(message));
        return trial;
    };
    trial.misfit = match turned.refused {
        true => Some(do_not_fit(&trial.operands)),
        false => plan(row, &mut trial).err(),
    };
    match (rule, &trial.result) {
        (Rule::SameShape, _) if trial.misfit.is_some() => {
            trial.code = same_shape_code(&trial.operands);
            return trial;
        }
        (Rule::CopyStretched, Some((shape, _))) if trial.misfit.is_none() => {
            copied(&shape.clone(), &mut trial);
        }
        (Rule::FreeResult, Some((shape, _))) if trial.misfit.is_none() => {
            free(&shape.clone(), &mut trial);
        }
        _ => {}
    }
    let mut codes = Vec::with_capacity(trial.operands.len());
    for operand in &trial.operands {
        codes.push(operand.code.clone());
    }
    trial.code = expression(row, &codes);
    trial
}

/// NumPy's sentence for shapes that do not fit.
fn do_not_fit(operands: &[Turned]) -> Error {
    let mut message = "operands could not be broadcast together with shapes ".to_owned();
    for operand in operands {
        message += &shape_text(&operand.own);
        message += " ";
    }
    Error::value(message)
}

fn same_shape_code(operands: &[Turned]) -> String {
    let mut code = String::new();
    for operand in operands {
        code += if code.is_empty() { "assert " } else { " == " };
        code += &operand.name;
        code += ".shape";
    }
    code
}

/// Plans every call; three or four operands of a binary ufunc take two or three, folded from the left.
fn plan(row: &'static Ufunc, trial: &mut Trial) -> engine::Result<()> {
    let mut operands = Vec::with_capacity(trial.operands.len());
    for operand in &trial.operands {
        operands.push((operand.dtype, operand.layout.clone()));
    }
    for estimate in plan_calls(row, operands)? {
        trial.allocated = trial.allocated.saturating_add(estimate.result_bytes);
        trial.result = Some((estimate.plan.shape.clone(), estimate.plan.output.dtype));
        if trial.refusal.is_none() {
            trial.refusal.clone_from(&estimate.refusal);
        }
    }
    Ok(())
}

/// Every stretched operand becomes an array of the full shape first.
fn copied(shape: &[i64], trial: &mut Trial) {
    for (operand, held) in std::iter::zip(&mut trial.operands, &mut trial.held) {
        if operand.is_stretched(shape) {
            *held = limit::estimate(shape, operand.dtype).bytes;
            trial.allocated = trial.allocated.saturating_add(*held);
            if trial.refusal.is_none() {
                trial.refusal = limit::grant(shape, operand.dtype).err();
            }
            operand.layout = Layout::contiguous(shape, operand.dtype.itemsize(), Order::C);
            let shape = engine::layout::tuple_text(shape);
            operand.code = format!("np.broadcast_to({}, {shape}).copy()", operand.name);
        }
    }
}

/// Nothing that broadcasting makes is counted.
fn free(shape: &[i64], trial: &mut Trial) {
    trial.allocated = 0;
    trial.refusal = None;
    for (operand, held) in std::iter::zip(&trial.operands, &mut trial.held) {
        if operand.is_stretched(shape) {
            *held = 0;
        }
    }
}
