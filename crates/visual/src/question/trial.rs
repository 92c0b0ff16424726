//! A rule tried on a case: planned by the engine from layouts alone, however large they are.
//! Nothing is allocated here; `run` makes the arrays where they are small.

use super::turn::{Turned, turn};
use crate::case::drawable;
use crate::case::text::expression;
use engine::layout::{Order, shape_text};
use engine::ufunc::{self, Ufunc};
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
    let codes: Vec<String> = turned
        .operands
        .iter()
        .map(|operand| operand.code.clone())
        .collect();
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
        trial.misfit = Some(Error::value(format!(
            "'{}' is no ufunc of the table",
            case.ufunc
        )));
        return trial;
    };
    trial.code = expression(row, &codes);
    if turned.refused {
        trial.misfit = Some(do_not_fit(&trial.operands));
    } else if let Err(error) = plan(row, &mut trial) {
        trial.misfit = Some(error);
    }
    if trial.misfit.is_some() {
        if rule == Rule::SameShape {
            trial.code = same_shape_code(&trial.operands);
        }
        return trial;
    }
    let Some((shape, _)) = trial.result.clone() else {
        return trial;
    };
    match rule {
        Rule::CopyStretched => copied(row, &mut trial, &shape),
        Rule::FreeResult => free(&mut trial, &shape),
        _ => {}
    }
    trial
}

/// NumPy's sentence for shapes that do not fit.
fn do_not_fit(operands: &[Turned]) -> Error {
    let list: String = operands
        .iter()
        .map(|operand| shape_text(&operand.own) + " ")
        .collect();
    Error::value(format!(
        "operands could not be broadcast together with shapes {list}"
    ))
}

fn same_shape_code(operands: &[Turned]) -> String {
    let shapes: Vec<String> = operands
        .iter()
        .map(|operand| format!("{}.shape", operand.name))
        .collect();
    format!("assert {}", shapes.join(" == "))
}

/// Plans every call; three or four operands of a binary ufunc take two or three, folded from the left.
fn plan(row: &'static Ufunc, trial: &mut Trial) -> engine::Result<()> {
    let mut operands = trial
        .operands
        .iter()
        .map(|operand| (operand.dtype, operand.layout.clone()));
    let mut calls: Vec<(DType, Layout)> = operands.by_ref().take(row.inputs).collect();
    loop {
        let estimate = ufunc::plan_shapes(row.name, &calls)?;
        trial.allocated = trial.allocated.saturating_add(estimate.result_bytes);
        let output = &estimate.plan.output;
        trial.result = Some((estimate.plan.shape.clone(), output.dtype));
        trial.refusal = trial.refusal.take().or(estimate.refusal);
        match operands.next() {
            Some(next) => calls = vec![(output.dtype, output.layout.clone()), next],
            None => return Ok(()),
        }
    }
}

/// Every stretched operand becomes an array of the full shape first.
fn copied(row: &Ufunc, trial: &mut Trial, shape: &[i64]) {
    let mut codes = Vec::new();
    for (operand, held) in std::iter::zip(&mut trial.operands, &mut trial.held) {
        if operand.is_stretched(shape) {
            *held = limit::estimate(shape, operand.dtype).bytes;
            trial.allocated = trial.allocated.saturating_add(*held);
            trial.refusal = trial
                .refusal
                .take()
                .or(limit::grant(shape, operand.dtype).err());
            operand.layout = Layout::contiguous(shape, operand.dtype.itemsize(), Order::C);
            operand.code = format!(
                "np.broadcast_to({}, {}).copy()",
                operand.name,
                engine::layout::tuple_text(shape)
            );
        }
        codes.push(operand.code.clone());
    }
    trial.code = expression(row, &codes);
}

/// Nothing that broadcasting makes is counted.
fn free(trial: &mut Trial, shape: &[i64]) {
    trial.allocated = 0;
    trial.refusal = None;
    for (operand, held) in std::iter::zip(&trial.operands, &mut trial.held) {
        if operand.is_stretched(shape) {
            *held = 0;
        }
    }
}
