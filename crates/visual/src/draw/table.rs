//! Shapes under each other, aligned from the right: the rule of broadcasting as a table.
//! Knows lengths and words; what they follow from is the engine's business.

use super::words::{natural, thousands};
use crate::scene::text::{shorten, wrap};
use crate::scene::{Anchor, Font, Frame, Mark, Part, Role, Roles};

/// Units from one row to the next.
const ROW: f64 = 37.0;
/// Units down a tag.
const TAG: f64 = 30.0;

/// Units kept for words where a shape has no axes.
const NO_AXES: f64 = 76.0;

/// One shape.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// Name shown at the left.
    pub name: String,
    /// Which operand it is.
    pub role: Role,
    /// Its own lengths.
    pub lengths: Vec<i64>,
    /// What happens to it, in words.
    pub note: String,
    /// Whether the note is said yet.
    pub noted: bool,
}

/// The whole table.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// The operands.
    pub rows: Vec<Row>,
    /// Lengths of the result, `None` where operands do not agree.
    pub result: Vec<Option<i64>>,
    /// What comes of it, in words.
    pub result_note: String,
    /// Whether the shapes have moved to the right.
    pub aligned: bool,
    /// Whether missing axes show as 1.
    pub filled: bool,
    /// Axes on which the result is known by now.
    pub settled: Vec<bool>,
    /// Whether the result's note is said yet.
    pub noted: bool,
    /// The axis the story is at.
    pub at: Option<usize>,
}

/// Where everything of a table goes.
#[derive(Clone, PartialEq, Debug)]
pub struct TablePlan {
    /// Units down in all.
    pub height: f64,
    name_right: f64,
    columns: Vec<(f64, f64)>,
    note_x: f64,
    note_width: f64,
    beside: bool,
}

impl Table {
    /// Measures the table for a frame; all its moments fit the same plan.
    pub fn plan(&self, frame: Frame) -> TablePlan {
        let names = self
            .rows
            .iter()
            .map(|row| row.name.as_str())
            .chain(["result"]);
        let widest = names.map(|name| Font::Name.width(name)).fold(0.0, f64::max);
        let most = if frame == Frame::Wide { 150.0 } else { 84.0 };
        let name_right = frame.margin() + widest.min(most);
        let axes = self.result.len();
        let texts = |axis: usize| {
            self.rows
                .iter()
                .filter_map(move |row| {
                    (axis + row.lengths.len())
                        .checked_sub(axes)
                        .map(|own| row.lengths[own])
                })
                .chain(self.result[axis])
        };
        // Before the shapes move they stand at the left: a tag must fit the column it starts in, too.
        let widths: Vec<f64> = (0..axes)
            .map(|axis| {
                let started = self
                    .rows
                    .iter()
                    .filter_map(|row| row.lengths.get(axis).copied());
                let text = texts(axis)
                    .chain(started)
                    .map(|length| Font::Value.width(&thousands(natural(length))))
                    .fold(0.0, f64::max);
                let least = if frame == Frame::Wide && axes <= 4 {
                    56.0
                } else {
                    34.0
                };
                (text + 12.0).max(least)
            })
            .collect();
        let space = if axes <= 3 && frame == Frame::Wide {
            20.0
        } else {
            7.0
        };
        let start = name_right + 16.0;
        let room = frame.width() - frame.margin() - start;
        let whole: f64 = widths.iter().map(|width| width + space).sum();
        let scale = if whole > room {
            (room - space * axes as f64) / (whole - space * axes as f64)
        } else {
            1.0
        };
        let mut x = start;
        let mut columns = Vec::new();
        for width in widths {
            columns.push((x, width * scale));
            x += width * scale + space;
        }
        if axes == 0 {
            x += NO_AXES;
        }
        let end = frame.width() - frame.margin();
        let room = end - x - 8.0;
        let two_lines = |text: &str, width: f64| wrap(text, Font::Note, width).len() <= 2;
        let beside = frame == Frame::Wide
            && room >= 200.0
            && self.rows.iter().all(|row| two_lines(&row.note, room))
            && two_lines(&self.result_note, room * 0.9);
        let (note_x, note_width) = if beside {
            (x + 8.0, end - x - 8.0)
        } else {
            (frame.margin(), end - frame.margin())
        };
        let notes = self
            .rows
            .iter()
            .map(|row| (&row.name, &row.note))
            .collect::<Vec<_>>();
        let mut note_lines = 0;
        if !beside {
            for (name, note) in notes.into_iter().filter(|(_, note)| !note.is_empty()) {
                note_lines += wrap(&format!("{name}: {note}"), Font::Note, note_width).len();
            }
            note_lines += wrap(&self.result_note, Font::Note, note_width * 0.9).len();
        }
        let below = if note_lines > 0 {
            10.0 + note_lines as f64 * Font::Note.line()
        } else {
            0.0
        };
        TablePlan {
            height: 22.0 + ROW * (self.rows.len() + 1) as f64 + 4.0 + below,
            name_right,
            columns,
            note_x,
            note_width,
            beside,
        }
    }

    /// Draws the table with its upper edge at `y`.
    pub fn draw(&self, plan: &TablePlan, y: f64) -> Vec<Mark> {
        let mut rows = Vec::new();
        let mut loose = Vec::new();
        let axes = self.result.len();
        if self.aligned {
            for (axis, &(x, width)) in plan.columns.iter().enumerate() {
                let long = format!("axis {axis}");
                let text = if Font::Meta.width(&long) <= width + 6.0 {
                    long
                } else {
                    axis.to_string()
                };
                let strong = self.at == Some(axis);
                loose.push(
                    Mark::text(
                        format!("axis:{axis}"),
                        (x + width / 2.0, y + 12.0),
                        Font::Meta,
                        text,
                    )
                    .anchor(Anchor::Middle)
                    .roles(Roles::NONE.when(strong, Role::Strong)),
                );
            }
        }
        let names_width = plan.name_right - (plan.columns.first().map_or(0.0, |_| 0.0));
        let top = y + 22.0;
        for (place, row) in self.rows.iter().enumerate() {
            let line = top + ROW * place as f64;
            let name = shorten(&row.name, Font::Name, names_width);
            let mut cells = vec![
                Mark::text(
                    format!("row:{}", row.name),
                    (plan.name_right, line + 20.0),
                    Font::Name,
                    name,
                )
                .anchor(Anchor::End)
                .roles(row.role),
            ];
            cells.extend(self.tags(row, plan, line, axes));
            rows.push(
                Mark::group(format!("shape:{}", row.name), Part::Row, cells)
                    .label(format!("lengths of {}", row.name)),
            );
        }
        let line = top + ROW * self.rows.len() as f64 + 4.0;
        if self.aligned {
            let left = plan.name_right - Font::Name.width("result").min(plan.name_right);
            let right = plan
                .columns
                .last()
                .map_or(plan.name_right + 40.0, |(x, width)| x + width);
            loose.push(Mark::line("rule", (left, line - 5.0), (right - left, 0.0)));
        }
        let mut cells = Vec::new();
        if self.settled.contains(&true) || (axes == 0 && self.noted) {
            cells.push(
                Mark::text(
                    "row:=",
                    (plan.name_right, line + 20.0),
                    Font::Name,
                    "result",
                )
                .anchor(Anchor::End)
                .roles(Role::Result),
            );
        }
        for (axis, length) in self.result.iter().enumerate() {
            if self.settled[axis] {
                let (x, width) = plan.columns[axis];
                let (text, label, fail) = match length {
                    Some(length) => (
                        thousands(natural(*length)),
                        format!("result, axis {axis}: {length}"),
                        false,
                    ),
                    None => (
                        "✕".to_owned(),
                        format!("result, axis {axis}: does not fit"),
                        true,
                    ),
                };
                let roles = Roles::from(Role::Result)
                    .with(Role::Tag)
                    .when(fail, Role::Fail);
                cells.push(
                    Mark::cell(
                        format!("tag:=/{axis}"),
                        (x, line),
                        (width, TAG),
                        shorten(&text, Font::Value, width - 4.0),
                    )
                    .roles(roles)
                    .label(label),
                );
            }
        }
        if axes == 0 {
            cells.extend(self.noted.then(|| {
                Mark::text(
                    "scalar:=",
                    (plan.name_right + 16.0, line + 20.0),
                    Font::Meta,
                    "no axes",
                )
            }));
        }
        if !cells.is_empty() {
            rows.push(Mark::group("shape:=", Part::Row, cells).label("lengths of the result"));
        }
        let mut marks =
            vec![Mark::group("shapes", Part::Table, rows).label("shapes, aligned from the right")];
        marks.extend(loose);
        marks.extend(self.notes(plan, top));
        marks
    }

    fn tags(&self, row: &Row, plan: &TablePlan, line: f64, axes: usize) -> Vec<Mark> {
        let shift = axes - row.lengths.len();
        let mut tags = Vec::new();
        if row.lengths.is_empty() && (!self.filled || axes == 0) {
            tags.push(Mark::text(
                format!("scalar:{}", row.name),
                (plan.name_right + 16.0, line + 20.0),
                Font::Meta,
                "no axes",
            ));
        }
        if self.filled {
            for (axis, &(x, width)) in plan.columns.iter().enumerate().take(shift) {
                let fail = self.settled[axis] && self.result[axis].is_none();
                tags.push(
                    Mark::cell(
                        format!("pad:{}/{axis}", row.name),
                        (x, line),
                        (width, TAG),
                        "1",
                    )
                    .roles(
                        Roles::from(row.role)
                            .with(Role::Tag)
                            .with(Role::Pad)
                            .when(fail, Role::Fail),
                    )
                    .label(format!("{}, axis {axis}: missing, counts as 1", row.name)),
                );
            }
        }
        for (own, &length) in row.lengths.iter().enumerate() {
            let axis = own + shift;
            let column = if self.aligned { axis } else { own };
            let (x, width) = plan.columns[column];
            let fail = self.settled[axis] && self.result[axis].is_none();
            let text = shorten(&thousands(natural(length)), Font::Value, width - 4.0);
            tags.push(
                Mark::cell(
                    format!("tag:{}/{own}", row.name),
                    (x, line),
                    (width, TAG),
                    text,
                )
                .roles(Roles::from(row.role).with(Role::Tag).when(fail, Role::Fail))
                .label(format!(
                    "{}, axis {}: {length}",
                    row.name,
                    if self.aligned { axis } else { own }
                )),
            );
        }
        tags
    }

    fn notes(&self, plan: &TablePlan, top: f64) -> Vec<Mark> {
        let mut marks = Vec::new();
        let line = Font::Note.line();
        let mut y = top + ROW * (self.rows.len() + 1) as f64 + 4.0 + 20.0;
        for (place, row) in self.rows.iter().enumerate() {
            if row.note.is_empty() {
                continue;
            }
            let text = if plan.beside {
                row.note.clone()
            } else {
                format!("{}: {}", row.name, row.note)
            };
            let lines = wrap(&text, Font::Note, plan.note_width);
            let first = if plan.beside {
                top + ROW * place as f64 + 20.0
                    - lines.len().min(2).saturating_sub(1) as f64 * line / 2.0
            } else {
                y
            };
            y += lines.len() as f64 * line;
            if row.noted {
                marks.extend(note_lines(
                    &format!("note:{}", row.name),
                    &lines,
                    (plan.note_x, first),
                    Roles::NONE,
                ));
            }
        }
        let lines = wrap(&self.result_note, Font::Note, plan.note_width * 0.9);
        let first = if plan.beside {
            top + ROW * self.rows.len() as f64 + 4.0 + 20.0
                - lines.len().min(2).saturating_sub(1) as f64 * line / 2.0
        } else {
            y
        };
        if self.noted {
            marks.extend(note_lines(
                "note:=",
                &lines,
                (plan.note_x, first),
                Role::Strong.into(),
            ));
        }
        marks
    }
}

/// Lines of a note under each other.
fn note_lines(key: &str, lines: &[String], (x, y): (f64, f64), roles: Roles) -> Vec<Mark> {
    lines
        .iter()
        .enumerate()
        .map(|(place, text)| {
            let at = (x, y + place as f64 * Font::Note.line());
            Mark::text(format!("{key}/{place}"), at, Font::Note, text.as_str()).roles(roles)
        })
        .collect()
}
