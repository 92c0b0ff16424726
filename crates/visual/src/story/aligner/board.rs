//! The board: where everything of the picture goes, the same at every beat, so that nothing jumps.
//! Measures and places; draws nothing.

use super::arrange::arrange;
use super::notes::{operand_note, result_note};
use super::{Aligner, Stage};
use crate::case::Shown;
use crate::draw::grid::Raster;
use crate::draw::strip;
use crate::draw::table::{Row, Table, TablePlan};
use crate::scene::{Font, Frame, Role};
use engine::print::cell_text;

/// Where one array goes.
#[derive(Clone, PartialEq, Debug)]
pub struct Block {
    /// Left edge of cells and words.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Units its words may take.
    pub width: f64,
    /// Upper edge of the cells.
    pub cells_y: f64,
    /// Baseline of the first line below the cells.
    pub foot_y: f64,
    /// Whether shape stands beside the name.
    pub head_beside: bool,
    /// The operator before it, and the middle of its place.
    pub operator: Option<(&'static str, f64, f64)>,
}

/// Where one strip goes.
#[derive(Clone, PartialEq, Debug)]
pub struct StripPlace {
    /// Left end of its name's baseline.
    pub name: (f64, f64),
    /// Left upper corner of its boxes.
    pub at: (f64, f64),
    /// Slots that fit.
    pub most: usize,
    /// Units across a box.
    pub width: f64,
}

/// Where everything goes.
#[derive(Clone, PartialEq, Debug)]
pub struct Board {
    /// For which frame.
    pub frame: Frame,
    /// How cells are arranged; `None` when there are too many to draw any.
    pub raster: Option<Raster>,
    /// The operands, then the result.
    pub blocks: Vec<Block>,
    /// Baseline of the table's heading.
    pub table_cap_y: f64,
    /// Upper edge of the table.
    pub table_y: f64,
    /// The table's own plan.
    pub table: TablePlan,
    /// Baseline of the heading of memory; `None` when no bytes are drawn.
    pub memory_cap_y: Option<f64>,
    /// Left end of the equation's first baseline.
    pub equation: (f64, f64),
    /// Units across the equation.
    pub equation_width: f64,
    /// The strips, operands first.
    pub strips: Vec<StripPlace>,
    /// Units from top to bottom.
    pub height: f64,
}

/// Plans the picture of a story for a frame.
pub fn board(aligner: &Aligner, frame: Frame) -> Board {
    let top = 14.0;
    let mut y = top;
    let mut raster = None;
    let mut blocks = Vec::new();
    if aligner.worked.is_drawable()
        && let Some(best) = arrange(aligner, frame, top)
    {
        y = best.bottom + 8.0;
        raster = Some(best.raster);
        blocks = best.blocks;
    } else {
        // One line of words, or two.
        y += if frame == Frame::Wide { 30.0 } else { 48.0 };
    }
    let table = table(aligner, aligner.stage(usize::MAX));
    let plan = table.plan(frame);
    let table_cap_y = y + 14.0;
    let table_y = y + 20.0;
    y = table_y + plan.height;
    let mut board = Board {
        frame,
        raster,
        blocks,
        table_cap_y,
        table_y,
        table: plan,
        memory_cap_y: None,
        equation: (0.0, 0.0),
        equation_width: 0.0,
        strips: Vec::new(),
        height: y + 12.0,
    };
    if aligner.memory && board.raster.is_some() {
        memory(aligner, &mut board, y + 12.0);
    }
    board
}

/// The shape table at a stage.
pub(super) fn table(aligner: &Aligner, stage: Stage) -> Table {
    let worked = &aligner.worked;
    let axes = &worked.alignment.axes;
    let stretched = stage.stretched.min(aligner.stretches.len());
    let pending: Vec<usize> = aligner.stretches[stretched..]
        .iter()
        .map(|stretch| stretch.axis)
        .collect();
    let fits = worked.alignment.shape().is_some();
    let rows = worked
        .operands
        .iter()
        .enumerate()
        .map(|(place, shown)| {
            let open = aligner.stretches[stretched..]
                .iter()
                .any(|stretch| stretch.operand == place);
            Row {
                name: shown.code.clone(),
                role: Role::operand(place),
                lengths: shown.layout.shape.to_vec(),
                note: operand_note(aligner, place),
                noted: stage.filled && (!open || stage.over),
            }
        })
        .collect();
    Table {
        rows,
        result: axes.iter().map(|axis| axis.result).collect(),
        result_note: result_note(aligner),
        aligned: stage.aligned,
        filled: stage.filled,
        settled: (0..axes.len())
            .map(|axis| {
                stage.filled
                    && (if fits {
                        !pending.contains(&axis)
                    } else {
                        stage.over
                    })
            })
            .collect(),
        noted: stage.over || stage.allocated,
        at: match stage.stretched {
            0 => None,
            made if !stage.allocated && !stage.over => {
                aligner.stretches.get(made - 1).map(|stretch| stretch.axis)
            }
            _ => None,
        },
    }
}

/// Places the strips of memory and the address equation below `top`.
fn memory(aligner: &Aligner, board: &mut Board, top: f64) {
    let frame = board.frame;
    let worked = &aligner.worked;
    board.memory_cap_y = Some(top + 12.0);
    let cap = Font::Cap.width("memory") + 22.0;
    let (equation_x, equation_y) = match frame {
        Frame::Wide => (frame.margin() + cap, top + 12.0),
        Frame::Narrow => (frame.margin(), top + 32.0),
    };
    board.equation = (equation_x, equation_y);
    board.equation_width = frame.width() - frame.margin() - equation_x;
    let lines = super::bytes::longest_equation(aligner, board.equation_width);
    let mut y = equation_y + 10.0 + (lines.saturating_sub(1)) as f64 * Font::Equation.line();
    let count = worked.operands.len();
    let mut x = frame.margin();
    let mut first = true;
    let shown: Vec<Option<&Shown>> = (0..=count)
        .map(|place| worked.operands.get(place).or(worked.result.as_ref()))
        .collect();
    for (place, shown) in shown.into_iter().enumerate() {
        let Some(shown) = shown else { continue };
        let text = strip_name(shown, place == count);
        let name_width = Font::Meta.width(&text) + 14.0;
        let width = box_width(shown);
        let end = frame.width() - frame.margin();
        let elements = shown.element_count();
        let most = strip::slots_that_fit(end - frame.margin(), width, elements);
        let needed = strip::extent(elements, most, width).max(name_width);
        if !first && x + needed > end + 0.5 {
            x = frame.margin();
            y += strip::FULL_HEIGHT + 30.0;
        }
        first = false;
        board.strips.push(StripPlace {
            name: (x, y + 18.0),
            at: (x, y + 26.0),
            most,
            width,
        });
        x += needed + 22.0;
    }
    board.height = y + 26.0 + strip::FULL_HEIGHT + 12.0;
}

/// What stands above a strip.
pub(super) fn strip_name(shown: &Shown, result: bool) -> String {
    let whose = if result {
        "result"
    } else {
        shown.name.as_str()
    };
    format!(
        "{whose}: buffer {}, {}",
        shown.buffer,
        crate::draw::words::bytes_short(shown.held)
    )
}

fn box_width(shown: &Shown) -> f64 {
    let item = shown.dtype.itemsize() as i64;
    let count = shown.element_count();
    let ends = (0..count.min(12)).chain((count - 3).max(0)..count);
    let widest = ends
        .filter_map(|number| shown.value(number * item))
        .map(|value| Font::SmallValue.width(&cell_text(value)))
        .fold(0.0, f64::max);
    let offset = Font::Sub.width(&((count - 1).max(0) * item).to_string());
    (widest + 9.0).max(offset + 3.0).clamp(34.0, 54.0)
}
