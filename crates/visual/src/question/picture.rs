//! The picture of a rule: its shapes under each other, then the operands stretched and the result.
//! Knows trials and drawing; nothing here decides what comes out.

use super::run::run;
use super::trial::Trial;
use crate::draw::table::{Row, Table};
use crate::draw::words::{bytes, shape_text};
use crate::scene::text::wrap;
use crate::scene::{Font, Frame, Mark, Role, Scene};
use crate::still::{Still, grids, is_drawable};
use engine::layout::broadcast::align;
use lesson::spec::{Measure, QuestionSpec, Rule};

/// Draws a trial.
pub(super) fn scene(trial: &Trial, spec: &QuestionSpec, title: &str, frame: Frame) -> Scene {
    let shapes: Vec<&[i64]> = trial
        .operands
        .iter()
        .map(|operand| operand.layout.shape.as_slice())
        .collect();
    let alignment = align(&shapes);
    let weighs = matches!(spec.measure, Measure::ResultBytes | Measure::OperandBytes);
    let fits = trial.misfit.is_none();
    let rows = std::iter::zip(&trial.operands, &trial.held)
        .enumerate()
        .map(|(place, (operand, held))| Row {
            name: operand.name.clone(),
            role: Role::operand(place),
            lengths: operand.layout.shape.to_vec(),
            note: if weighs { bytes(*held) } else { String::new() },
            noted: weighs && fits,
        })
        .collect();
    let table = Table {
        rows,
        result: lengths(trial, &alignment),
        result_note: if weighs {
            format!("allocates {}", bytes(trial.allocated))
        } else {
            String::new()
        },
        aligned: true,
        filled: trial.rule != Rule::SameShape,
        settled: vec![true; alignment.axes.len()],
        noted: weighs && fits,
        at: alignment.conflict(),
    };
    let plan = table.plan(frame);
    let mut marks = table.draw(&plan, 8.0);
    let mut y = 8.0 + plan.height;
    if let Some(misfit) = &trial.misfit {
        for (place, line) in wrap(misfit.message.trim_end(), Font::Note, frame.inner())
            .into_iter()
            .enumerate()
        {
            y += Font::Note.line();
            marks.push(
                Mark::text(
                    format!("error:{place}"),
                    (frame.margin(), y),
                    Font::Note,
                    line,
                )
                .roles(Role::Fail),
            );
        }
    } else if let Some((shape, _)) = &trial.result
        && is_drawable(shape)
    {
        let (cells, height) = cells(trial, spec, frame, y + 14.0);
        marks.extend(cells);
        y += 14.0 + height;
    }
    Scene {
        width: frame.width(),
        height: y + 10.0,
        title: title.to_owned(),
        marks,
    }
}

/// Lengths of the result; where only equal shapes may meet, an axis fits when every operand has the same length there.
fn lengths(trial: &Trial, alignment: &engine::layout::broadcast::Alignment) -> Vec<Option<i64>> {
    let is_strict = trial.rule == Rule::SameShape && trial.misfit.is_some();
    alignment
        .axes
        .iter()
        .map(|axis| match axis.lengths.first() {
            Some(first) if is_strict => {
                (*first).filter(|_| axis.lengths.iter().all(|length| length == first))
            }
            _ => axis.result,
        })
        .collect()
}

fn cells(trial: &Trial, spec: &QuestionSpec, frame: Frame, y: f64) -> (Vec<Mark>, f64) {
    let Some(ran) = run(trial, &spec.case) else {
        return (Vec::new(), 0.0);
    };
    let shape = ran.result.shape().to_vec();
    let lit = spec
        .index
        .as_ref()
        .filter(|index| inside(index, &shape))
        .map(|index| engine::Dims::from_slice(index));
    let mut stills: Vec<Still<'_>> = std::iter::zip(&trial.operands, &ran.operands)
        .enumerate()
        .map(|(place, (operand, array))| Still {
            name: operand.name.clone(),
            caption: format!("{} {}", operand.name, shape_text(array.shape())),
            role: Role::operand(place),
            buffer: crate::case::work::letter(place),
            array,
            lit: lit.clone(),
        })
        .collect();
    stills.push(Still {
        name: "result".to_owned(),
        caption: format!("result {}", shape_text(&shape)),
        role: Role::Result,
        buffer: crate::case::work::letter(trial.operands.len()),
        array: &ran.result,
        lit,
    });
    grids(&stills, &shape, frame, y)
}

/// Whether an index names an element of a shape.
pub(super) fn inside(index: &[i64], shape: &[i64]) -> bool {
    index.len() == shape.len()
        && std::iter::zip(index, shape).all(|(at, length)| (0..*length).contains(at))
}
