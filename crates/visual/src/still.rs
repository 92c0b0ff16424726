//! Still pictures of arrays: captioned grids side by side, as many as fit a line, all in one raster.
//! Knows arrays and drawing; what the arrays mean is said by whoever asks.

use crate::draw::grid::{Lens, Raster, grid};
use crate::draw::light::{Lights, light};
use crate::draw::words::shape_text;
use crate::draw::{Key, Slot};
use crate::scene::text::shorten;
use crate::scene::{Font, Frame, Kind, Mark, Part, Role};
use engine::print::cell_text;
use engine::{Array, Dims, Layout, Scalar};

/// Most elements of an array that is drawn.
pub(crate) const MOST_ELEMENTS: i64 = 1 << 17;
/// Most rows, columns and facets of a drawn array.
const MOST: (usize, usize, usize) = (6, 7, 3);
/// Units between two grids.
const SPACE: f64 = 18.0;
/// Units for a caption.
const CAPTION: f64 = 24.0;

/// One array to draw.
pub(crate) struct Still<'a> {
    /// Its name.
    pub(crate) name: String,
    /// What stands over it.
    pub(crate) caption: String,
    /// Which operand it is, or the result.
    pub(crate) role: Role,
    /// Letter of its buffer.
    pub(crate) buffer: char,
    /// The array.
    pub(crate) array: &'a Array,
    /// The index of an element to light.
    pub(crate) lit: Option<Dims>,
}

/// Draws arrays stretched to one shape from a line downward; gives the marks and the units they take.
pub(crate) fn grids(stills: &[Still<'_>], shape: &[i64], frame: Frame, y: f64) -> (Vec<Mark>, f64) {
    let drawn: Vec<Option<Layout>> = stills
        .iter()
        .map(|still| padded(still.array.layout(), shape))
        .collect();
    let raster = raster(stills, &drawn, shape, frame);
    let (width, height) = raster.size();
    let mut marks = Vec::new();
    let mut lights = Lights::default();
    let (mut x, mut top) = (frame.margin(), y);
    for (still, layout) in std::iter::zip(stills, &drawn) {
        let Some(layout) = layout else { continue };
        if x > frame.margin() && x + width > frame.width() - frame.margin() {
            x = frame.margin();
            top += CAPTION + height + SPACE;
        }
        let room = (frame.width() - frame.margin() - x).min(width.max(140.0));
        let caption = shorten(&still.caption, Font::Note, room);
        let heading = Mark::text(
            format!("caption:{}", still.buffer),
            (x, top + 14.0),
            Font::Note,
            caption,
        )
        .roles(still.role);
        marks.push(Mark::group(
            format!("captions:{}", still.buffer),
            Part::Silent,
            vec![heading],
        ));
        let lens = Lens {
            buffer: still.buffer,
            name: &still.name,
            role: still.role,
            drawn: layout,
            own_ndim: still.array.ndim(),
            shown_ndim: shape.len(),
            label: format!(
                "{}, shape {}",
                still.caption,
                shape_text(still.array.shape())
            ),
            value: &|byte| value(still.array, byte).map(cell_text),
        };
        marks.push(grid(&lens, &raster, (x, top + CAPTION)));
        if let Some(index) = &still.lit {
            lights.hit.insert(key_at(still.buffer, layout, index));
        }
        x += width.max(Font::Note.width(&still.caption).min(room)) + SPACE;
    }
    light(&mut marks, &lights);
    for mark in &mut marks {
        rest(mark);
    }
    let mut bottom = top + CAPTION + height;
    for line in raster.left_out(&raster.shape, frame.inner()) {
        bottom += Font::Meta.line();
        marks.push(Mark::text(
            format!("left-out:{line}"),
            (frame.margin(), bottom),
            Font::Meta,
            line,
        ));
    }
    (marks, bottom - y)
}

/// Whether a shape can be drawn at all.
pub(crate) fn is_drawable(shape: &[i64]) -> bool {
    engine::layout::size_of_shape(shape) <= MOST_ELEMENTS && shape.len() <= lesson::spec::MAX_AXES
}

/// A layout stretched to a shape, with at least two axes; `None` when it does not fit.
fn padded(layout: &Layout, shape: &[i64]) -> Option<Layout> {
    let mut drawn = layout.broadcast_to(shape).ok()?;
    while drawn.ndim() < 2 {
        drawn.shape.insert(0, 1);
        drawn.strides.insert(0, 0);
    }
    Some(drawn)
}

fn value(array: &Array, byte: i64) -> Option<Scalar> {
    let start = usize::try_from(byte).ok()?;
    let end = start.checked_add(array.dtype().itemsize())?;
    Scalar::from_bytes(array.dtype(), array.buffer().bytes().get(start..end)?)
}

/// One raster for all: cells as wide as the widest value in view, columns as many as fit.
fn raster(stills: &[Still<'_>], drawn: &[Option<Layout>], shape: &[i64], frame: Frame) -> Raster {
    let mut raster = Raster::new(shape, MOST);
    let mut widest = 0.0f64;
    for (still, layout) in std::iter::zip(stills, drawn) {
        if let Some(layout) = layout {
            widest = widest.max(widest_value(still.array, layout, &raster));
        }
    }
    raster.cell = ((widest + 10.0).clamp(28.0, 66.0), 28.0);
    let room = frame.inner();
    let fit = ((room - 22.0) / (raster.cell.0 + 4.0)).floor().max(3.0) as usize;
    if fit < raster.columns.len() {
        let cell = raster.cell;
        raster = Raster::new(shape, (MOST.0, fit, MOST.2));
        raster.cell = cell;
    }
    raster
}

/// The width of the widest value drawn in the last and the first facet; others hold numbers alike.
fn widest_value(array: &Array, layout: &Layout, raster: &Raster) -> f64 {
    let mut widest = 0.0f64;
    let mut index = layout.shape.to_vec();
    for at in &mut index {
        *at = (*at - 1).max(0);
    }
    let ndim = index.len();
    for _ in 0..2 {
        for row in &raster.rows {
            for column in &raster.columns {
                let (Slot::Index(row), Slot::Index(column)) = (row, column) else {
                    continue;
                };
                (index[ndim - 2], index[ndim - 1]) = (*row, *column);
                if let Some(scalar) = value(array, layout.byte_at(&index)) {
                    widest = widest.max(Font::SmallValue.width(&cell_text(scalar)));
                }
            }
        }
        index.fill(0);
    }
    widest
}

/// The key of the cell drawn at an index of the stretched shape.
fn key_at(buffer: char, layout: &Layout, index: &[i64]) -> String {
    let mut index = index.to_vec();
    while index.len() < layout.ndim() {
        index.insert(0, 0);
    }
    let byte = layout.byte_at(&index);
    let is_ghost =
        std::iter::zip(&index, &layout.strides).any(|(&at, &stride)| at > 0 && stride == 0);
    if is_ghost {
        Key::ghost(buffer, byte, &index).text()
    } else {
        Key::own(buffer, byte).text()
    }
}

/// Nothing in a still picture can be chosen.
fn rest(mark: &mut Mark) {
    match &mut mark.kind {
        Kind::Group { children, .. } => children.iter_mut().for_each(rest),
        Kind::Cell { choosable, .. } => *choosable = false,
        _ => {}
    }
}
