//! Arranging the arrays: how many side by side, how large the cells, which long axes cut, so that all fits a frame.
//! Tries every way and keeps the one that is low, large and whole; draws nothing.

use super::board::Block;
use super::notes::{operand_foot, operand_head, result_foot, result_head};
use super::{Aligner, Stage};
use crate::case::Shown;
use crate::case::text::between;
use crate::draw::cut::Slot;
use crate::draw::grid::{Raster, unravel};
use crate::scene::text::wrap;
use crate::scene::{Font, Frame, Run};
use engine::print::cell_text;

/// One way to arrange the arrays.
pub(super) struct Arrangement {
    /// How cells are arranged.
    pub(super) raster: Raster,
    /// Where each array goes.
    pub(super) blocks: Vec<Block>,
    /// Lower edge of all of them.
    pub(super) bottom: f64,
    /// The less, the better.
    score: f64,
}

/// The best way to arrange the arrays of a story.
pub(super) fn arrange(aligner: &Aligner, frame: Frame, top: f64) -> Option<Arrangement> {
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
    let text = if side < 36.0 { widest.1 } else { widest.0 } + 7.0;
    let width = text.max(side).min((side * most).floor());
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
    let operator_room: f64 = if frame == Frame::Wide { 50.0 } else { 24.0 };
    let lines = count.div_ceil(per_line);
    // Blocks of a later line stand below those of the first: an operator leads every line but the first.
    let lead = if lines > 1 {
        (operator_room * 0.7).round()
    } else {
        0.0
    };
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
    let step = (share.min(wanted.max(cells_width)) + operator_room).floor();
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
                (text, at.round(), middle.round())
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
    let cut_names = texts
        .iter()
        .enumerate()
        .any(|(place, text)| Font::Name.width(&text.name) > words(place));
    Some(Arrangement {
        score: (y - top) * comfort * if cut_names { 1.4 } else { 1.0 },
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
