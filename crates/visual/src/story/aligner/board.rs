//! The board: where everything of the picture goes, the same at every beat, so that nothing jumps.
//! Measures and places; draws nothing.

use super::notes::{
    operand_foot, operand_head, operand_note, result_foot, result_head, result_note,
};
use super::{Aligner, Stage};
use crate::case::Shown;
use crate::case::text::between;
use crate::draw::cut::Slot;
use crate::draw::grid::{Raster, unravel};
use crate::draw::strip;
use crate::draw::table::{Row, Table, TablePlan};
use crate::scene::text::wrap;
use crate::scene::{Font, Frame, Role, Run};
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

/// One way to arrange the arrays.
struct Arrangement {
    raster: Raster,
    blocks: Vec<Block>,
    bottom: f64,
    score: f64,
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

fn arrange(aligner: &Aligner, frame: Frame, top: f64) -> Option<Arrangement> {
    let count = aligner.worked.operands.len() + 1;
    let shape = aligner.drawn_shape();
    let mut best: Option<Arrangement> = None;
    for raster in rasters(&shape, frame) {
        let widest = widest_values(aligner, &raster);
        for pitch in [48.0, 42.0, 36.0, 33.0] {
            for most in [1.9, 1.45] {
                let (cell, cut) = cell_size(widest, pitch - 4.0, most);
                for facet_columns in 1..=raster.facets.len().clamp(1, 6) {
                    let mut raster = raster.clone();
                    raster.facet_columns = facet_columns;
                    raster.cell = cell;
                    for per_line in (1..=count).rev() {
                        let Some(mut found) =
                            try_arrangement(aligner, frame, &raster, per_line, (top, pitch))
                        else {
                            continue;
                        };
                        // What is cut in a cell is worth a little height to be seen.
                        found.score *= if cut { 1.12 } else { 1.0 };
                        if best.as_ref().is_none_or(|best| found.score < best.score) {
                            best = Some(found);
                        }
                    }
                }
            }
        }
    }
    best
}

/// Rasters to choose from: axes that are cut anyway may be cut more, down to two indices, a gap and the last.
fn rasters(shape: &[i64], frame: Frame) -> Vec<Raster> {
    let (rows, columns, facets) = match frame {
        Frame::Wide => (6, 8, 6),
        Frame::Narrow => (6, 6, 4),
    };
    let whole = Raster::new(shape, (rows, columns, facets));
    // An axis of more than six may be cut rather than make cells tiny or the picture tall.
    let choices = |slots: &[Slot], most: usize| {
        if slots.len() >= 6 && cut_or_long(slots) {
            (4..=most).rev().collect()
        } else {
            vec![most]
        }
    };
    let mut found = Vec::new();
    for rows in choices(&whole.rows, rows) {
        for columns in choices(&whole.columns, columns) {
            found.push(Raster::new(shape, (rows, columns, facets)));
        }
    }
    found
}

fn cut_or_long(slots: &[Slot]) -> bool {
    slots.len() > 6 || slots.iter().any(|slot| matches!(slot, Slot::Gap { .. }))
}

/// A cell wide enough for its values, up to so many times its height, and whether some are cut then.
fn cell_size(widest: (f64, f64), side: f64, most: f64) -> ((f64, f64), bool) {
    let text = if side < 36.0 { widest.1 } else { widest.0 } + 6.5;
    let width = text.clamp(side, side * most);
    ((width, side), text > width)
}

/// Units across the widest value that a raster shows, in the large face and the small one.
fn widest_values(aligner: &Aligner, raster: &Raster) -> (f64, f64) {
    let worked = &aligner.worked;
    let (mut large, mut small) = (0.0f64, 0.0f64);
    for shown in worked.operands.iter().chain(&worked.result) {
        for text in shown_texts(shown, raster) {
            large = large.max(Font::Value.width(&text));
            small = small.max(Font::SmallValue.width(&text));
        }
    }
    (large, small)
}

/// The texts of the elements of an array that a raster shows.
fn shown_texts(shown: &Shown, raster: &Raster) -> Vec<String> {
    let skip = raster.shape.len() - 2;
    let own_skip = raster.shape.len() - shown.layout.ndim();
    let mut texts = Vec::new();
    for facet in &raster.facets {
        for row in &raster.rows {
            for column in &raster.columns {
                let (Slot::Index(facet), Slot::Index(row), Slot::Index(column)) =
                    (facet, row, column)
                else {
                    continue;
                };
                let mut index = unravel(*facet, &raster.shape[..skip]);
                index.extend([*row, *column]);
                let own: Vec<i64> = index[own_skip.min(index.len())..]
                    .iter()
                    .zip(&shown.layout.shape)
                    .map(|(&at, &length)| at.min(length - 1))
                    .collect();
                texts.extend(shown.value(shown.layout.byte_at(&own)).map(cell_text));
            }
        }
    }
    texts
}

fn try_arrangement(
    aligner: &Aligner,
    frame: Frame,
    raster: &Raster,
    per_line: usize,
    (top, pitch): (f64, f64),
) -> Option<Arrangement> {
    let count = aligner.worked.operands.len() + 1;
    let (cells_width, _) = raster.size();
    let operator_room = if frame == Frame::Wide { 50.0 } else { 24.0 };
    let lines = count.div_ceil(per_line);
    // Blocks of a later line stand below those of the first: an operator leads every line but the first.
    let lead = if lines > 1 { operator_room * 0.7 } else { 0.0 };
    let room = frame.inner() - lead;
    let share = (room - operator_room * (per_line - 1) as f64) / per_line as f64;
    if cells_width > share + 0.01 {
        return None;
    }
    let over = aligner.stage(usize::MAX);
    let texts: Vec<BlockText> = (0..count)
        .map(|place| block_text(aligner, place, over))
        .collect();
    let wanted = texts.iter().map(BlockText::widest).fold(0.0, f64::max);
    let step = share.min(wanted.max(cells_width)) + operator_room;
    // Words may reach into the operator's place, but not over the edge; the last of a line has all the room.
    let words = |place: usize| {
        let column = place % per_line;
        let rest = frame.inner() - lead - column as f64 * step;
        let last = column + 1 == per_line || place + 1 == count;
        if last {
            rest
        } else {
            rest.min(step - operator_room * 0.35)
        }
    };
    let head_beside = texts
        .iter()
        .enumerate()
        .all(|(place, text)| text.head_beside_width() <= words(place));
    let mut blocks = Vec::new();
    let mut y = top;
    for line in 0..lines {
        let here = line * per_line..((line + 1) * per_line).min(count);
        let head_lines = here
            .clone()
            .map(|place| {
                if head_beside {
                    0
                } else {
                    wrap(&texts[place].head, Font::Meta, words(place)).len()
                }
            })
            .max()
            .unwrap_or(0);
        let head = 20.0 + head_lines as f64 * Font::Meta.line() + 14.0;
        let foot_lines = here
            .clone()
            .map(|place| {
                foot_line_count(&texts[place].foot, words(place))
                    + raster.left_out(&texts[place].shape, words(place)).len()
            })
            .max()
            .unwrap_or(0);
        let cells_height = here
            .clone()
            .map(|place| cells_height(aligner, raster, place))
            .fold(0.0, f64::max);
        for (column, place) in here.enumerate() {
            let x = frame.margin() + lead + column as f64 * step;
            let middle = y + head + cells_height / 2.0;
            let operator = operator_before(aligner, place).map(|text| {
                let at = if column == 0 {
                    frame.margin() + lead * 0.36
                } else {
                    // Between the cells of its neighbours, not between their words.
                    let left_end = x - step + cells_width;
                    ((left_end + x) / 2.0).max(x - operator_room)
                };
                (text, at, middle)
            });
            blocks.push(Block {
                x,
                y,
                width: words(place),
                cells_y: y + head,
                foot_y: y + head + cells_height + 20.0,
                head_beside,
                operator,
            });
        }
        y += head + cells_height + 10.0 + foot_lines as f64 * Font::Meta.line() + 8.0;
    }
    // Large cells and whole axes are worth some height.
    let slots = (raster.rows.len() + raster.columns.len()) as f64;
    let comfort = (1.0 + (48.0 - pitch) * 0.02) * (1.6 - 0.045 * slots.min(12.0));
    Some(Arrangement {
        score: (y - top) * comfort,
        raster: raster.clone(),
        blocks,
        bottom: y,
    })
}

/// Units down the cells of an array at their tallest: where shapes do not fit, nothing is ever stretched.
fn cells_height(aligner: &Aligner, raster: &Raster, place: usize) -> f64 {
    if aligner.worked.alignment.conflict().is_none() {
        return raster.size().1;
    }
    match aligner.worked.operands.get(place) {
        Some(shown) => raster.reach(&shown.layout.shape).size().1,
        None => raster.cell.1,
    }
}

/// What stands before an array.
fn operator_before(aligner: &Aligner, place: usize) -> Option<&'static str> {
    if place == aligner.worked.operands.len() {
        Some("=")
    } else if place == 0 {
        None
    } else {
        aligner.worked.row().map(between)
    }
}

/// The longest words around an array, over all beats.
struct BlockText {
    name: String,
    head: String,
    foot: Vec<String>,
    shape: Vec<i64>,
}

impl BlockText {
    fn widest(&self) -> f64 {
        let foot = self.foot.join(" · ");
        self.head_beside_width().max(Font::Meta.width(&foot))
    }

    fn head_beside_width(&self) -> f64 {
        Font::Name.width(&self.name) + 10.0 + Font::Meta.width(&self.head)
    }
}

fn block_text(aligner: &Aligner, place: usize, over: Stage) -> BlockText {
    let joined = |pieces: Vec<Vec<Run>>| -> Vec<String> {
        pieces
            .into_iter()
            .map(|runs| runs.into_iter().map(|run| run.text).collect())
            .collect()
    };
    match aligner.worked.operands.get(place) {
        Some(shown) => BlockText {
            name: shown.code.clone(),
            head: operand_head(aligner, place, over),
            foot: joined(operand_foot(aligner, place, over)),
            shape: aligner.drawn_shape().to_vec(),
        },
        None => BlockText {
            name: aligner.worked.expression.clone(),
            head: result_head(aligner, over),
            foot: joined(result_foot(aligner, over)),
            shape: aligner.drawn_shape().to_vec(),
        },
    }
}

/// Lines that pieces take when those that fit stand side by side.
pub(super) fn foot_line_count(pieces: &[String], width: f64) -> usize {
    if Font::Meta.width(&pieces.join(" · ")) <= width {
        return usize::from(!pieces.is_empty());
    }
    pieces
        .iter()
        .map(|piece| wrap(piece, Font::Meta, width).len())
        .sum()
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
    let lines = super::picture::longest_equation(aligner, board.equation_width);
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
