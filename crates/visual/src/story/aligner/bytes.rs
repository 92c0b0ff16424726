//! The lower part of the picture: the address equation and the strips of memory.
//! Knows stages and lights; the strips themselves are drawn elsewhere.

use super::board::{Board, strip_name};
use super::lines::{text_of, wrap_runs};
use super::select::{bytes_of, equation, longest_equations};
use super::{Aligner, Stage};
use crate::case::Shown;
use crate::draw::key::Key;
use crate::draw::light::Lights;
use crate::draw::strip::{Strip, strip};
use crate::scene::text::{shorten, wrap};
use crate::scene::{Font, Mark, Role};
use engine::print::cell_text;

/// Draws the equation and every strip.
pub(super) fn memory(
    aligner: &Aligner,
    stage: Stage,
    board: &Board,
    chosen: Option<&Key>,
    lights: &Lights,
    marks: &mut Vec<Mark>,
) {
    let Some(cap_y) = board.memory_cap_y else {
        return;
    };
    let worked = &aligner.worked;
    marks.push(Mark::text(
        "cap:memory",
        (board.frame.margin(), cap_y),
        Font::Cap,
        "memory",
    ));
    let turn_key = stage.turn.and_then(|turn| {
        let result = worked.result.as_ref()?;
        Some(Key::own(result.buffer, worked.touches.get(turn)?.byte))
    });
    if let Some(key) = chosen.or(turn_key.as_ref()) {
        let runs = equation(aligner, key);
        for (line, runs) in wrap_runs(&runs, &text_of(&runs), Font::Equation, board.equation_width)
            .into_iter()
            .enumerate()
        {
            let at = (
                board.equation.0,
                board.equation.1 + line as f64 * Font::Equation.line(),
            );
            marks.push(Mark::text_runs(
                format!("equation/{line}"),
                at,
                Font::Equation,
                runs,
            ));
        }
    } else {
        let text = shorten(
            "byte = offset + each index · its stride",
            Font::Meta,
            board.equation_width,
        );
        marks.push(Mark::text("formula", board.equation, Font::Meta, text));
    }
    let all_written = written(aligner, stage);
    let shown: Vec<(&Shown, Role)> = worked
        .operands
        .iter()
        .enumerate()
        .map(|(place, shown)| (shown, Role::operand(place)))
        .chain(worked.result.iter().map(|shown| (shown, Role::Result)))
        .collect();
    for (place, ((shown, role), at)) in shown.into_iter().zip(&board.strips).enumerate() {
        let of_result = role == Role::Result;
        if of_result && !stage.allocated {
            continue;
        }
        let name = strip_name(shown, of_result);
        marks.push(Mark::text(
            format!("strip-name:{place}"),
            at.name,
            Font::Meta,
            name.as_str(),
        ));
        let item = shown.dtype.itemsize() as i64;
        let value = |byte: i64| {
            let known = !of_result || all_written(byte);
            known.then(|| shown.value(byte).map(cell_text)).flatten()
        };
        let spec = Strip {
            buffer: shown.buffer,
            role,
            label: format!("memory of {name}"),
            count: shown.element_count(),
            itemsize: item,
            wanted: bytes_of(lights, shown.buffer)
                .into_iter()
                .map(|byte| byte / item.max(1))
                .take(2)
                .collect(),
            width: at.width,
            value: &value,
        };
        marks.push(strip(&spec, at.most, at.at));
    }
}

/// Lines that the longest equation of a case takes.
pub(super) fn longest_equation(aligner: &Aligner, width: f64) -> usize {
    longest_equations(aligner)
        .into_iter()
        .map(|runs| wrap(&text_of(&runs), Font::Equation, width).len())
        .max()
        .unwrap_or(1)
        .max(1)
}

/// Which bytes of the result are written by a stage.
pub(super) fn written(aligner: &Aligner, stage: Stage) -> impl Fn(i64) -> bool {
    let worked = &aligner.worked;
    let all = stage.written >= worked.touch_count;
    let bytes: Vec<i64> = worked
        .touches
        .iter()
        .take(usize::try_from(stage.written).unwrap_or(usize::MAX))
        .map(|touch| touch.byte)
        .collect();
    move |byte| all || bytes.contains(&byte)
}
