//! Draws one beat of the aligner's story on its board.
//! A pure function of the stage, the chosen cell and the frame.

use super::board::{Board, table};
use super::bytes::{memory, written};
use super::lines::{foot_lines_used, foot_marks, text_of};
use super::notes::{operand_foot, operand_head, result_foot, result_head, spoken};
use super::select::{equation, lights, padded, place_of};
use super::{Aligner, Stage};
use crate::case::Source;
use crate::draw::grid::{Lens, Raster, grid};
use crate::draw::key::Key;
use crate::draw::light::{Lights, light};
use crate::draw::words::{count, shape_text};
use crate::scene::text::{shorten, wrap};
use crate::scene::{Anchor, Font, Frame, Mark, Part, Role, Roles, Scene};
use engine::Layout;
use engine::print::{cell_text, scalar_str};

/// The picture of one stage.
pub fn picture(aligner: &Aligner, stage: Stage, chosen: Option<&Key>, frame: Frame) -> Scene {
    let board = aligner.board(frame);
    let mut marks = Vec::new();
    let raster = board.raster.as_ref().map(|raster| {
        let index = match chosen {
            Some(key) => place_of(aligner, key),
            None => turn_index(aligner, raster, stage),
        };
        index.map_or_else(|| raster.clone(), |index| raster.with_index(&index))
    });
    let lights = raster
        .as_ref()
        .map_or_else(Lights::default, |raster| match chosen {
            Some(key) => lights(aligner, raster, key),
            None => turn_lights(aligner, raster, stage),
        });
    if let Some(raster) = &raster {
        arrays(aligner, stage, board, raster, &mut marks);
    } else {
        marks.extend(too_large(aligner, board));
    }
    let cap = match (aligner.worked.operands.len(), stage.aligned) {
        (1, _) => "the shape",
        (_, true) => "align from the right",
        (_, false) => "the shapes",
    };
    marks.push(Mark::text(
        "cap:table",
        (frame.margin(), board.table_cap_y),
        Font::Cap,
        cap,
    ));
    marks.extend(table(aligner, stage).draw(&board.table, board.table_y));
    memory(aligner, stage, board, chosen, &lights, &mut marks);
    light(&mut marks, &lights);
    Scene {
        width: frame.width(),
        height: board.height,
        title: title(aligner),
        marks,
    }
}

/// What the whole picture shows.
pub fn title(aligner: &Aligner) -> String {
    let worked = &aligner.worked;
    let shapes: Vec<String> = worked
        .operands
        .iter()
        .map(|operand| {
            format!(
                "{} of shape {}",
                operand.code,
                shape_text(&operand.layout.shape)
            )
        })
        .collect();
    let end = match &worked.shape {
        Some(shape) => format!("gives shape {}", shape_text(shape)),
        None => "does not fit".to_owned(),
    };
    format!("{}: {}, {end}", worked.expression, shapes.join(", "))
}

fn too_large(aligner: &Aligner, board: &Board) -> Vec<Mark> {
    let worked = &aligner.worked;
    let largest = worked
        .shape
        .iter()
        .map(|shape| engine::limit::estimate(shape, engine::DType::Bool).elements)
        .chain(
            worked
                .operands
                .iter()
                .map(|shown| shown.held / shown.dtype.itemsize() as u128),
        )
        .max()
        .unwrap_or(0);
    let text = format!(
        "{}: too many cells to draw, so here are the numbers",
        count(largest, "element")
    );
    let frame = board.frame;
    wrap(&text, Font::Meta, frame.inner())
        .into_iter()
        .enumerate()
        .map(|(number, line)| {
            let y = 30.0 + number as f64 * Font::Meta.line();
            Mark::text(
                format!("too-large/{number}"),
                (frame.margin(), y),
                Font::Meta,
                line,
            )
        })
        .collect()
}

/// The layout in which an operand is drawn at a stage: only the stretches made so far.
pub(crate) fn drawn_layout(aligner: &Aligner, place: usize, stage: Stage, ndim: usize) -> Layout {
    let shown = &aligner.worked.operands[place];
    let mut layout = padded(&shown.layout, ndim);
    let extra = ndim - aligner.worked.alignment.axes.len().min(ndim);
    for stretch in super::notes::made_stretches(aligner, place, stage) {
        layout.shape[stretch.axis + extra] = stretch.to;
        layout.strides[stretch.axis + extra] = shown
            .stretched
            .as_ref()
            .map_or(0, |stretched| stretched.strides[stretch.axis]);
    }
    layout
}

fn arrays(aligner: &Aligner, stage: Stage, board: &Board, raster: &Raster, marks: &mut Vec<Mark>) {
    let worked = &aligner.worked;
    let ndim = raster.shape.len();
    for (place, block) in board.blocks.iter().enumerate() {
        if let Some((text, x, y)) = block.operator {
            marks.push(
                Mark::text(
                    format!("op:{place}"),
                    (x, y + 7.0),
                    Font::Op,
                    text.replace('-', "−").replace('*', "∗"),
                )
                .anchor(Anchor::Middle),
            );
        }
        let operand = worked.operands.get(place);
        let role = if operand.is_some() {
            Role::operand(place)
        } else {
            Role::Result
        };
        let (name, head, foot) = match operand {
            Some(shown) => (
                shown.code.as_str(),
                operand_head(aligner, place, stage),
                operand_foot(aligner, place, stage),
            ),
            None => (
                worked.expression.as_str(),
                result_head(aligner, stage),
                result_foot(aligner, stage),
            ),
        };
        let fail = operand.is_none() && worked.shape.is_none() && stage.over;
        let head_y = block.y + 20.0;
        let name = shorten(name, Font::Name, block.width);
        let name_width = Font::Name.width(&name);
        marks.push(
            Mark::text(format!("name:{place}"), (block.x, head_y), Font::Name, name).roles(role),
        );
        let (head_at, head_lines) = if block.head_beside {
            ((block.x + name_width + 10.0, head_y), vec![head])
        } else {
            (
                (block.x, head_y + Font::Meta.line()),
                wrap(&head, Font::Meta, block.width),
            )
        };
        for (number, line) in head_lines.into_iter().enumerate() {
            let at = (head_at.0, head_at.1 + number as f64 * Font::Meta.line());
            marks.push(
                Mark::text(format!("head:{place}/{number}"), at, Font::Meta, line)
                    .roles(Roles::NONE.when(fail, Role::Fail)),
            );
        }
        let cells = (block.x, block.cells_y);
        if let Some(shown) = operand {
            let drawn = drawn_layout(aligner, place, stage, ndim);
            let said = if stage.filled {
                worked.alignment.axes.len()
            } else {
                shown.layout.ndim()
            };
            let lens = Lens {
                buffer: shown.buffer,
                name: &crate::case::text::indexable(&shown.code),
                role,
                label: spoken(
                    shown,
                    &drawn.shape[ndim - said.max(shown.layout.ndim()).min(ndim)..],
                ),
                drawn: &drawn,
                own_ndim: shown.layout.ndim(),
                shown_ndim: said,
                value: &|byte| shown.value(byte).map(cell_text),
            };
            marks.push(grid(&lens, raster, cells));
        } else if let Some(result) = worked.result.as_ref().filter(|_| stage.allocated) {
            let drawn = padded(&result.layout, ndim);
            let written = written(aligner, stage);
            let lens = Lens {
                buffer: result.buffer,
                name: &result.name,
                role,
                label: spoken(result, &result.layout.shape),
                drawn: &drawn,
                own_ndim: result.layout.ndim(),
                shown_ndim: result.layout.ndim(),
                value: &|byte| {
                    written(byte)
                        .then(|| result.value(byte).map(cell_text))
                        .flatten()
                },
            };
            marks.push(grid(&lens, raster, cells));
        } else if fail {
            marks.push(no_result(raster, cells));
        }
        marks.extend(foot_marks(
            place,
            &foot,
            (block.x, block.foot_y),
            block.width,
        ));
        if let Some(used) = foot_lines_used(&foot, block.width) {
            for (number, line) in raster
                .left_out(&drawn_shape(aligner, place, stage, raster), block.width)
                .into_iter()
                .enumerate()
            {
                let y = block.foot_y + (used + number) as f64 * Font::Meta.line();
                marks.push(Mark::text(
                    format!("left-out:{place}/{number}"),
                    (block.x, y),
                    Font::Meta,
                    line,
                ));
            }
        }
    }
}

/// The shape drawn now, in the raster's axes.
fn drawn_shape(aligner: &Aligner, place: usize, stage: Stage, raster: &Raster) -> Vec<i64> {
    if place < aligner.worked.operands.len() {
        drawn_layout(aligner, place, stage, raster.shape.len())
            .shape
            .to_vec()
    } else if stage.allocated {
        raster.shape.clone()
    } else {
        vec![1; raster.shape.len()]
    }
}

/// Where a result would be: one crossed box.
fn no_result(raster: &Raster, at: (f64, f64)) -> Mark {
    let cell = Mark::cell("none/cell", at, raster.cell, "✕")
        .roles(Roles::from(Role::Result).with(Role::Fail))
        .label("no result");
    let row = Mark::group("none/row", Part::Row, vec![cell]);
    Mark::group("none", Part::Grid, vec![row]).label("no result: the shapes do not fit")
}

/// Where the loop is, in the raster's axes.
fn turn_index(aligner: &Aligner, raster: &Raster, stage: Stage) -> Option<Vec<i64>> {
    let seen = aligner.worked.touches.get(stage.turn?)?;
    let mut index = vec![0; raster.shape.len().saturating_sub(seen.index.len())];
    index.extend_from_slice(&seen.index);
    Some(index)
}

/// What is lit while the loop runs: the cells read wear rings, the cell written is lit, and so are their bytes.
fn turn_lights(aligner: &Aligner, raster: &Raster, stage: Stage) -> Lights {
    let mut lights = Lights::default();
    let worked = &aligner.worked;
    let seen = stage.turn.and_then(|turn| worked.touches.get(turn));
    let (Some(seen), Some(index)) = (seen, turn_index(aligner, raster, stage)) else {
        return lights;
    };
    let read: Vec<usize> = seen
        .reads
        .iter()
        .filter_map(|(source, _, _)| match source {
            Source::Operand(place) => Some(*place),
            Source::Temporary => None,
        })
        .collect();
    for (place, shown) in worked.operands.iter().enumerate() {
        let layout = padded(
            shown.stretched.as_ref().unwrap_or(&shown.layout),
            raster.shape.len(),
        );
        let cell = super::select::key_at(shown, &layout, &index);
        if read.contains(&place) {
            lights.rings.push(cell.text());
            lights.hit.insert(Key::strip(cell.buffer, cell.byte).text());
            lights.hit.insert(Key::own(cell.buffer, cell.byte).text());
        } else {
            // Read by an earlier call, whose temporary result is read now.
            lights.hit.insert(cell.text());
        }
    }
    if let Some(result) = &worked.result {
        lights.now.insert(Key::own(result.buffer, seen.byte).text());
        lights
            .now
            .insert(Key::strip(result.buffer, seen.byte).text());
    }
    lights
}

/// The value at a chosen cell with its sentence, for the status line.
pub(crate) fn choice_text(aligner: &Aligner, key: &Key) -> Option<String> {
    let shown = super::select::shown_of(aligner, key.buffer)?;
    let value = shown.value(key.byte)?;
    let said = text_of(&equation(aligner, key));
    Some(format!("{said}, which holds {}.", scalar_str(value)))
}
