//! An array as a grid of cells: two axes as rows and columns, more axes as labelled facets.
//! Every cell's address comes from the layout drawn; a cell that a stride of 0 repeats is a ghost.

use super::cut::{Slot, around, cut, window};
use super::key::Key;
use super::words::{count, index_text, natural, thousands};
use crate::scene::text::{shorten, wrap};
use crate::scene::{Font, Mark, Part, Role, Roles};
use engine::Layout;

/// Units between two cells.
const SPACE: f64 = 4.0;
/// Units across a gap slot.
const GAP: f64 = 22.0;
/// Units for a facet's label.
const FACET_LABEL: f64 = 19.0;
/// Units between facets.
const FACET_SPACE: f64 = 12.0;

/// How the cells of every array in a picture are arranged, so that equal indices lie at equal places.
#[derive(Clone, PartialEq, Debug)]
pub struct Raster {
    /// The shape all arrays are drawn in, at least two axes.
    pub shape: Vec<i64>,
    /// Slots of the last axis.
    pub columns: Vec<Slot>,
    /// Slots of the axis before it.
    pub rows: Vec<Slot>,
    /// Slots of all axes before those, counted together in C order.
    pub facets: Vec<Slot>,
    /// Units across and down a cell.
    pub cell: (f64, f64),
    /// How many facets stand side by side.
    pub facet_columns: usize,
}

impl Raster {
    /// A raster for a shape; arrays with fewer axes are drawn with axes of 1 in front.
    pub fn new(shape: &[i64], most: (usize, usize, usize)) -> Raster {
        let mut padded = vec![1; 2usize.saturating_sub(shape.len())];
        padded.extend_from_slice(shape);
        let ndim = padded.len();
        let leading = padded[..ndim - 2]
            .iter()
            .fold(1i64, |product, &length| product.saturating_mul(length));
        Raster {
            columns: cut(padded[ndim - 1], most.1),
            rows: cut(padded[ndim - 2], most.0),
            facets: cut(leading, most.2),
            shape: padded,
            cell: (44.0, 44.0),
            facet_columns: 1,
        }
    }

    /// Whether there is more than one facet to label.
    pub fn has_facets(&self) -> bool {
        self.shape.len() > 2
    }

    /// Units across and down one facet without its label.
    fn facet_size(&self) -> (f64, f64) {
        let width = extent(&self.columns, self.cell.0);
        (
            width.max(self.label_width()),
            extent(&self.rows, self.cell.1),
        )
    }

    /// Units across the longest label of a facet.
    fn label_width(&self) -> f64 {
        if !self.has_facets() {
            return 0.0;
        }
        let last: Vec<i64> = self.shape[..self.shape.len() - 2]
            .iter()
            .map(|length| (length - 1).max(0))
            .collect();
        Font::Meta.width(&format!("[{}, :, :]", index_text(&last)))
    }

    /// The same raster as far as an array of a shape reaches that is never stretched.
    #[must_use]
    pub fn reach(&self, shape: &[i64]) -> Raster {
        let mut raster = self.clone();
        let length = |from_right: usize| {
            shape
                .len()
                .checked_sub(from_right)
                .map_or(1, |axis| shape[axis])
        };
        if length(2) == 1 {
            raster.rows.truncate(1);
        }
        let leading = shape.len().saturating_sub(2);
        if shape[..leading].iter().all(|&length| length == 1) {
            raster.facets.truncate(1);
        }
        raster
    }

    /// The same raster, no larger, with an index in view.
    #[must_use]
    pub fn with_index(&self, index: &[i64]) -> Raster {
        let mut raster = self.clone();
        let [leading @ .., row, column] = index else {
            return raster;
        };
        let ndim = self.shape.len();
        if leading.len() + 2 != ndim {
            return raster;
        }
        let facet = leading
            .iter()
            .zip(&self.shape)
            .fold(0i64, |number, (&at, &length)| {
                number.saturating_mul(length).saturating_add(at)
            });
        let facets = self.shape[..ndim - 2]
            .iter()
            .fold(1i64, |product, &length| product.saturating_mul(length));
        raster.rows = window(self.shape[ndim - 2], self.rows.len(), &[*row]);
        raster.columns = window(self.shape[ndim - 1], self.columns.len(), &[*column]);
        raster.facets = around(facets, self.facets.len(), facet);
        raster
    }

    /// Units across and down all facets.
    pub fn size(&self) -> (f64, f64) {
        let (width, height) = self.facet_size();
        let lines = self.lines();
        let across = self.facets.len().clamp(1, self.facet_columns) as f64;
        let down: f64 = lines
            .iter()
            .map(|line| self.line_height(line, height))
            .sum();
        let between = FACET_SPACE * lines.len().saturating_sub(1) as f64;
        (
            across * width + (across - 1.0) * FACET_SPACE,
            down + between,
        )
    }

    /// The facets line by line; those left out have a line of their own.
    fn lines(&self) -> Vec<Vec<Slot>> {
        let mut lines: Vec<Vec<Slot>> = Vec::new();
        for slot in &self.facets {
            let is_gap = matches!(slot, Slot::Gap { .. });
            match lines.last_mut() {
                Some(line)
                    if !is_gap
                        && line.len() < self.facet_columns
                        && !matches!(line[..], [Slot::Gap { .. }]) =>
                {
                    line.push(*slot);
                }
                _ => lines.push(vec![*slot]),
            }
        }
        lines
    }

    fn line_height(&self, line: &[Slot], height: f64) -> f64 {
        if matches!(line, [Slot::Gap { .. }]) {
            return GAP;
        }
        height + if self.has_facets() { FACET_LABEL } else { 0.0 }
    }

    /// Each facet slot with the upper left corner of its cells.
    fn facet_places(&self) -> Vec<(Slot, f64, f64)> {
        let (width, height) = self.facet_size();
        let label = if self.has_facets() { FACET_LABEL } else { 0.0 };
        let mut places = Vec::new();
        let mut y = 0.0;
        for line in self.lines() {
            let only_gap = matches!(line[..], [Slot::Gap { .. }]);
            for (place, slot) in line.iter().enumerate() {
                let x = place as f64 * (width + FACET_SPACE);
                places.push((*slot, x, if only_gap { y } else { y + label }));
            }
            y += self.line_height(&line, height) + FACET_SPACE;
        }
        places
    }

    /// What is not drawn of an array of this shape (in the raster's axes), in lines of at most `width` units; empty when
    /// everything is.
    pub fn left_out(&self, shape: &[i64], width: f64) -> Vec<String> {
        let ndim = self.shape.len();
        let mut lines = Vec::new();
        for (slots, axis, noun) in [
            (&self.rows, ndim - 2, "row"),
            (&self.columns, ndim - 1, "column"),
        ] {
            let length = shape.get(axis).copied().unwrap_or(1);
            let left = length - drawn_within(slots, length);
            if left > 0 {
                let text = format!("⋯ {} not drawn", count(natural(left), noun));
                lines.extend(wrap(&text, Font::Meta, width));
            }
        }
        lines
    }
}

/// How many indices below a length are drawn.
fn drawn_within(slots: &[Slot], length: i64) -> i64 {
    let drawn = slots
        .iter()
        .filter(|slot| matches!(slot, Slot::Index(index) if *index < length))
        .count();
    i64::try_from(drawn).unwrap_or(i64::MAX)
}

fn extent(slots: &[Slot], cell: f64) -> f64 {
    if slots.is_empty() {
        return cell;
    }
    let all: f64 = slots.iter().map(|slot| slot_size(*slot, cell)).sum();
    all + SPACE * (slots.len() - 1) as f64
}

fn slot_size(slot: Slot, cell: f64) -> f64 {
    match slot {
        Slot::Index(_) => cell,
        Slot::Gap { .. } => GAP,
    }
}

/// The corner of each slot along one axis.
fn offsets(slots: &[Slot], cell: f64) -> Vec<(Slot, f64)> {
    let mut at = 0.0;
    slots
        .iter()
        .map(|slot| {
            let place = (*slot, at);
            at += slot_size(*slot, cell) + SPACE;
            place
        })
        .collect()
}

/// One array to draw.
pub struct Lens<'a> {
    /// Letter of its buffer.
    pub buffer: char,
    /// How its cells are named in words: `a`, `(a + b)`.
    pub name: &'a str,
    /// Which operand it is, or the result.
    pub role: Role,
    /// The layout drawn, with as many axes as the raster; stretched axes have stride 0.
    pub drawn: &'a Layout,
    /// Axes of the array itself: indices are spoken in these.
    pub own_ndim: usize,
    /// Axes shown in facet labels.
    pub shown_ndim: usize,
    /// What the whole grid is, in words.
    pub label: String,
    /// The text of the element at a byte; `None` when it is not written yet.
    pub value: &'a dyn Fn(i64) -> Option<String>,
}

impl Lens<'_> {
    /// Whether the cell at an index only repeats another's address.
    fn is_ghost(&self, index: &[i64]) -> bool {
        index
            .iter()
            .zip(&self.drawn.strides)
            .any(|(&at, &stride)| at > 0 && stride == 0)
    }

    fn is_shared(&self) -> bool {
        let layout = self.drawn;
        layout
            .shape
            .iter()
            .zip(&layout.strides)
            .any(|(&length, &stride)| length > 1 && stride == 0)
    }

    /// The index in the array itself of the element drawn at `index`.
    fn own_index(&self, index: &[i64]) -> Vec<i64> {
        let skip = index.len().saturating_sub(self.own_ndim);
        index[skip..]
            .iter()
            .zip(&self.drawn.strides[skip..])
            .map(|(&at, &stride)| if stride == 0 { 0 } else { at })
            .collect()
    }

    fn cell(&self, index: &[i64], at: (f64, f64), size: (f64, f64)) -> Mark {
        let byte = self.drawn.byte_at(index);
        let ghost = self.is_ghost(index);
        let own = Key::own(self.buffer, byte);
        let key = if ghost {
            Key::ghost(self.buffer, byte, index)
        } else {
            own.clone()
        };
        let small = size.1 < 36.0;
        let font = if small { Font::SmallValue } else { Font::Value };
        let value = (self.value)(byte);
        let element = format!("{}[{}]", self.name, index_text(&self.own_index(index)));
        let label = match &value {
            None => format!("{element}, not written yet"),
            Some(value) if ghost => format!(
                "{element} read again at [{}]: {value}, byte {byte} of buffer {}",
                index_text(index),
                self.buffer
            ),
            Some(value) => format!(
                "{element} is {value}, byte {byte} of buffer {}",
                self.buffer
            ),
        };
        let text = value
            .as_deref()
            .map_or(String::new(), |value| shorten(value, font, size.0 - 6.0));
        let roles = Roles::from(self.role)
            .when(ghost, Role::Ghost)
            .when(!ghost && self.is_shared(), Role::Shared)
            .when(value.is_none(), Role::Empty)
            .when(small, Role::Small);
        let mark = Mark::cell(key.text(), at, size, text)
            .roles(roles)
            .label(label)
            .choosable();
        if ghost {
            mark.origin(Some(own.text()))
        } else {
            mark
        }
    }
}

/// Draws an array with its upper left cell at a point.
pub fn grid(lens: &Lens<'_>, raster: &Raster, (x, y): (f64, f64)) -> Mark {
    let key = format!("grid:{}", lens.buffer);
    if lens.drawn.size() == 0 {
        let (width, height) = raster.size();
        let cell = Mark::cell(
            format!("{key}/none"),
            (x, y),
            (width.max(96.0), height.max(30.0)),
            "no elements",
        )
        .roles(Roles::from(lens.role).with(Role::Empty).with(Role::Small))
        .label(format!("{} has no elements", lens.name));
        let row = Mark::group(format!("{key}/row"), Part::Row, vec![cell]);
        return Mark::group(key, Part::Grid, vec![row]).label(lens.label.clone());
    }
    let leading: Vec<i64> = raster.shape[..raster.shape.len() - 2].to_vec();
    let inside = |number: i64| {
        let lead = unravel(number, &leading);
        lead.iter()
            .zip(&lens.drawn.shape)
            .all(|(&at, &length)| at < length)
    };
    let any = |raster: &Raster| {
        raster
            .facets
            .iter()
            .any(|slot| matches!(slot, Slot::Index(number) if inside(*number)))
    };
    // An array that is not stretched yet may have none of the facets in view: its own come first then.
    let own_view = if any(raster) {
        raster.clone()
    } else {
        raster.with_index(&vec![0; raster.shape.len()])
    };
    let raster = &own_view;
    let facets_of_array = lens.drawn.shape[..leading.len()]
        .iter()
        .fold(1i64, |product, &length| product.saturating_mul(length));
    let whole = lens.drawn.shape[..leading.len()] == leading[..];
    let mut unseen = facets_of_array;
    for slot in &raster.facets {
        unseen -= i64::from(matches!(slot, Slot::Index(number) if inside(*number)));
    }
    let mut children = Vec::new();
    for (slot, left, top) in raster.facet_places() {
        match slot {
            Slot::Gap { first, count } => {
                let count = if whole { count } else { unseen };
                if count > 0 && unseen > 0 {
                    let at = (x + left, y + top);
                    let gap_key = format!("{key}/facets{first}");
                    children.push(facet_gap(&gap_key, count, at, raster.size().0));
                    unseen -= count;
                }
            }
            Slot::Index(number) if inside(number) => {
                let lead = unravel(number, &leading);
                children.extend(facet(lens, raster, &key, &lead, (x + left, y + top)));
            }
            Slot::Index(_) => {}
        }
    }
    Mark::group(key, Part::Grid, children).label(lens.label.clone())
}

fn facet_gap(key: &str, count: i64, (x, y): (f64, f64), room: f64) -> Mark {
    let number = thousands(natural(count));
    let mut text = format!("⋮ {number} more facets");
    if Font::SmallValue.width(&text) + 8.0 > room {
        text = shorten(&format!("⋮ +{number}"), Font::SmallValue, room - 8.0);
    }
    let label = format!("{count} facets not drawn");
    let width = Font::SmallValue.width(&text) + 8.0;
    let cell = Mark::cell(format!("{key}/cell"), (x, y), (width, GAP), text)
        .roles(Roles::from(Role::Gap).with(Role::Small))
        .label(label);
    Mark::group(format!("{key}/row"), Part::Row, vec![cell])
}

/// The rows of one facet; with more than two axes, wrapped in a labelled group.
fn facet(
    lens: &Lens<'_>,
    raster: &Raster,
    key: &str,
    lead: &[i64],
    (x, y): (f64, f64),
) -> Vec<Mark> {
    let mut rows = Vec::new();
    let lead_text = index_text(lead);
    let [row_length, column_length] = lens.drawn.shape[lead.len()..] else {
        return rows;
    };
    for (row, down) in offsets(&raster.rows, raster.cell.1) {
        let row_key = match row {
            Slot::Index(index) if index < row_length => format!("{key}/{lead_text}/{index}"),
            Slot::Gap { first, .. } if first < row_length => {
                format!("{key}/{lead_text}/gap{first}")
            }
            _ => continue,
        };
        let mut cells = Vec::new();
        if let Slot::Gap { first, count } = row {
            let size = (raster.cell.0, GAP);
            cells.push(
                Mark::cell(format!("{row_key}/cell"), (x, y + down), size, "⋮")
                    .roles(Roles::from(Role::Gap).with(Role::Small))
                    .label(format!(
                        "rows {first} to {} not drawn",
                        (first + count).min(row_length) - 1
                    )),
            );
        } else if let Slot::Index(row) = row {
            for (column, right) in offsets(&raster.columns, raster.cell.0) {
                let at = (x + right, y + down);
                match column {
                    Slot::Index(column) if column < column_length => {
                        let mut index = lead.to_vec();
                        index.extend([row, column]);
                        cells.push(lens.cell(&index, at, raster.cell));
                    }
                    Slot::Gap { first, count } if first < column_length => cells.push(
                        Mark::cell(
                            format!("{row_key}/gap{first}"),
                            at,
                            (GAP, raster.cell.1),
                            "⋯",
                        )
                        .roles(Roles::from(Role::Gap).with(Role::Small))
                        .label(format!(
                            "columns {first} to {} not drawn",
                            (first + count).min(column_length) - 1
                        )),
                    ),
                    _ => {}
                }
            }
        }
        rows.push(Mark::group(row_key, Part::Row, cells));
    }
    if !raster.has_facets() {
        return rows;
    }
    let skip = lens
        .drawn
        .shape
        .len()
        .saturating_sub(lens.shown_ndim.max(2));
    let mut text = String::from("[");
    for number in lead.iter().skip(skip) {
        text.push_str(&format!("{number}, "));
    }
    text.push_str(":, :]");
    let heading = Mark::text(
        format!("{key}/{lead_text}/label"),
        (x, y - 6.0),
        Font::Meta,
        text.clone(),
    );
    let mut children = Vec::new();
    if skip < lead.len() {
        children.push(Mark::group(
            format!("{key}/{lead_text}/heading"),
            Part::Silent,
            vec![heading],
        ));
    }
    children.extend(rows);
    vec![
        Mark::group(format!("{key}/{lead_text}"), Part::Facet, children)
            .label(format!("{}{text}", lens.name)),
    ]
}

/// The index of the element that is `number`th in C order.
pub fn unravel(number: i64, shape: &[i64]) -> Vec<i64> {
    let mut rest = number;
    let mut index = vec![0; shape.len()];
    for (place, &length) in shape.iter().enumerate().rev() {
        if length > 0 {
            index[place] = rest % length;
            rest /= length;
        }
    }
    index
}
