//! The picture of a rule: its shapes under each other, then the operands stretched and the result.
//! Knows trials and drawing; nothing here decides what comes out.

use super::run::{Ran, run};
use super::trial::Trial;
use crate::case::work::letter;
use crate::draw::table::{Row, Table};
use crate::draw::words::{bytes, shape_text};
use crate::scene::text::wrap;
use crate::scene::{Font, Frame, Mark, Role, Scene};
use crate::still::{Still, grids, is_drawable};
use engine::layout::broadcast::{Alignment, align};
use lesson::spec::{Measure, QuestionSpec, Rule};

/// Draws a trial.
pub(super) fn scene(trial: &Trial, spec: &QuestionSpec, title: &str, frame: Frame) -> Scene {
    let mut shapes: Vec<&[i64]> = Vec::with_capacity(trial.operands.len());
    for operand in &trial.operands {
        shapes.push(&operand.layout.shape);
    }
    let alignment = align(&shapes);
    let weighs = matches!(spec.measure, Measure::ResultBytes | Measure::OperandBytes);
    let noted = weighs && trial.misfit.is_none();
    let note = |number| match weighs {
        true => bytes(number),
        false => String::new(),
    };
    let mut rows = Vec::with_capacity(trial.operands.len());
    for (place, (operand, held)) in std::iter::zip(&trial.operands, &trial.held).enumerate() {
        rows.push(Row {
            name: operand.name.clone(),
            role: Role::operand(place),
            lengths: operand.layout.shape.to_vec(),
            note: note(*held),
            noted,
        });
    }
    let table = Table {
        rows,
        result: lengths(trial, &alignment),
        result_note: match weighs {
            true => format!("allocates {}", bytes(trial.allocated)),
            false => String::new(),
        },
        aligned: true,
        filled: trial.rule != Rule::SameShape,
        settled: vec![true; alignment.axes.len()],
        noted,
        at: alignment.conflict(),
    };
    let plan = table.plan(frame);
    let mut marks = table.draw(&plan, 8.0);
    let mut y = 8.0 + plan.height;
    if let Some(misfit) = &trial.misfit {
        let lines = wrap(misfit.message.trim_end(), Font::Note, frame.inner());
        for (place, line) in lines.into_iter().enumerate() {
            y += Font::Note.line();
            let (key, at) = (format!("error:{place}"), (frame.margin(), y));
            marks.push(Mark::text(key, at, Font::Note, line).roles(Role::Fail));
        }
    } else if let Some((shape, _)) = &trial.result
        && is_drawable(shape)
    {
        y += 14.0;
        if let Some(ran) = run(trial, &spec.case) {
            let (cells, height) = cells(trial, &ran, spec, frame, y);
            marks.extend(cells);
            y += height;
        }
    }
    Scene {
        width: frame.width(),
        height: y + 10.0,
        title: title.to_owned(),
        marks,
    }
}

/// Lengths of the result; where only equal shapes may meet, an axis fits when every operand has the same length there.
fn lengths(trial: &Trial, alignment: &Alignment) -> Vec<Option<i64>> {
    let is_strict = trial.rule == Rule::SameShape && trial.misfit.is_some();
    let mut lengths = Vec::with_capacity(alignment.axes.len());
    for axis in &alignment.axes {
        lengths.push(match axis.lengths.first() {
            Some(first) if is_strict => {
                (*first).filter(|_| axis.lengths.iter().all(|length| length == first))
            }
            _ => axis.result,
        });
    }
    lengths
}

fn cells(trial: &Trial, ran: &Ran, spec: &QuestionSpec, frame: Frame, y: f64) -> (Vec<Mark>, f64) {
    let shape = ran.result.shape();
    let lit = spec.index.as_ref().filter(|index| inside(index, shape));
    let lit = lit.map(|index| engine::Dims::from_slice(index));
    let mut stills = Vec::with_capacity(ran.operands.len() + 1);
    let arrays = ran.operands.iter().chain([&ran.result]);
    for (place, array) in arrays.enumerate() {
        let (name, role) = match trial.operands.get(place) {
            Some(operand) => (operand.name.as_str(), Role::operand(place)),
            None => ("result", Role::Result),
        };
        stills.push(Still {
            name: name.to_owned(),
            caption: format!("{name} {}", shape_text(array.shape())),
            role,
            buffer: letter(place),
            array,
            lit: lit.clone(),
        });
    }
    grids(&stills, shape, frame, y)
}

/// Whether an index names an element of a shape.
pub(super) fn inside(index: &[i64], shape: &[i64]) -> bool {
    index.len() == shape.len()
        && std::iter::zip(index, shape).all(|(at, length)| (0..*length).contains(at))
}
