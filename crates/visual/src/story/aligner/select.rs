//! From a chosen cell to everything it is linked to: ghosts of its address, what reads it, its byte, its equation.
//! All links follow from addresses that the layouts give.

use super::Aligner;
use super::words::own_index;
use crate::case::Shown;
use crate::case::text::indexable;
use crate::draw::cut::Slot;
use crate::draw::grid::{Raster, unravel};
use crate::draw::key::{Key, Place};
use crate::draw::light::Lights;
use crate::draw::words::index_text;
use crate::scene::{Role, Roles, Run};
use engine::Layout;
use engine::layout::coalesce::sort_falling;
use engine::layout::walk::indices_of;

/// The array with a buffer of this letter: an operand or the result.
pub(crate) fn shown_of(aligner: &Aligner, buffer: char) -> Option<&Shown> {
    let worked = &aligner.worked;
    worked
        .operands
        .iter()
        .chain(&worked.result)
        .find(|shown| shown.buffer == buffer)
}

/// Whether a key names something of this case.
pub(crate) fn exists(aligner: &Aligner, key: &Key) -> bool {
    let Some(shown) = shown_of(aligner, key.buffer) else {
        return false;
    };
    // Of arrays too large to be made there are no cells.
    if shown.value(key.byte).is_none() || !aligner.worked.is_drawable() {
        return false;
    }
    match &key.place {
        Place::Strip => key.byte % shown.dtype.itemsize() as i64 == 0,
        Place::Own => index_at(&shown.layout, key.byte).is_some(),
        Place::Ghost(index) => {
            let drawn = padded(
                shown.stretched.as_ref().unwrap_or(&shown.layout),
                index.len(),
            );
            drawn.ndim() == index.len()
                && index
                    .iter()
                    .zip(&drawn.shape)
                    .all(|(&at, &length)| at < length)
                && index
                    .iter()
                    .zip(&drawn.strides)
                    .any(|(&at, &stride)| at > 0 && stride == 0)
                && drawn.byte_at(index) == key.byte
        }
    }
}

/// A layout with axes of 1 in front, up to so many axes.
pub(crate) fn padded(layout: &Layout, ndim: usize) -> Layout {
    let mut wider = layout.clone();
    while wider.shape.len() < ndim {
        wider.shape.insert(0, 1);
        wider.strides.insert(0, 0);
    }
    wider
}

/// The index of the element at a byte, for layouts in which every element has an address of its own.
pub(crate) fn index_at(layout: &Layout, byte: i64) -> Option<Vec<i64>> {
    let mut order: Vec<usize> = (0..layout.ndim())
        .filter(|&axis| layout.shape[axis] > 1)
        .collect();
    sort_falling(&mut order, |axis| layout.strides[axis].unsigned_abs());
    if layout.size() == 0 {
        return None;
    }
    let mut rest = byte - layout.offset;
    let mut index = vec![0; layout.ndim()];
    for axis in order {
        let stride = layout.strides[axis];
        if stride == 0 {
            continue;
        }
        index[axis] = (rest / stride).clamp(0, layout.shape[axis] - 1);
        rest -= index[axis] * stride;
    }
    (rest == 0).then_some(index)
}

/// Where a chosen cell stands in the result's index space, when it stands at one place.
pub(crate) fn place_of(aligner: &Aligner, key: &Key) -> Option<Vec<i64>> {
    let shown = shown_of(aligner, key.buffer)?;
    let ndim = aligner.worked.alignment.axes.len().max(2);
    match &key.place {
        Place::Ghost(index) => Some(index.clone()),
        Place::Own | Place::Strip => {
            let own = index_at(&shown.layout, key.byte)?;
            let mut index = vec![0; ndim.saturating_sub(own.len())];
            index.extend(own);
            Some(index)
        }
    }
}

/// What lights up when a cell is chosen. Only indices that the raster shows are visited.
pub(crate) fn lights(aligner: &Aligner, raster: &Raster, key: &Key) -> Lights {
    let mut lights = Lights::default();
    lights.now.insert(key.text());
    let result = aligner.worked.result.as_ref().map(|result| result.buffer);
    let at = place_of(aligner, key);
    let ghost = matches!(key.place, Place::Ghost(_));
    let of_result = result == Some(key.buffer);
    for index in shown_indices(raster) {
        let cells = cells_at(aligner, raster, &index);
        let touched = if of_result || ghost {
            at.as_ref() == Some(&index)
        } else {
            cells
                .iter()
                .any(|cell| cell.buffer == key.buffer && cell.byte == key.byte)
        };
        for cell in cells {
            let same_address = cell.buffer == key.buffer && cell.byte == key.byte;
            let is_result = result == Some(cell.buffer);
            // A chosen operand cell lights what reads it, not the other operand's cells beside it.
            let linked = same_address || (touched && (of_result || is_result));
            if linked {
                if touched && of_result && !is_result {
                    lights.hit.insert(Key::own(cell.buffer, cell.byte).text());
                }
                lights.hit.insert(Key::strip(cell.buffer, cell.byte).text());
                lights.hit.insert(cell.text());
            }
        }
    }
    lights.hit.insert(Key::own(key.buffer, key.byte).text());
    lights.hit.insert(Key::strip(key.buffer, key.byte).text());
    lights.hit.remove(&key.text());
    lights
}

/// Bytes of each buffer that a set of lights touches.
pub(crate) fn bytes_of(lights: &Lights, buffer: char) -> Vec<i64> {
    lights
        .now
        .iter()
        .chain(lights.hit.iter())
        .chain(&lights.rings)
        .filter_map(|text| Key::parse(text))
        .filter(|key| key.buffer == buffer)
        .map(|key| key.byte)
        .collect()
}

/// Every index a raster shows.
fn shown_indices(raster: &Raster) -> Vec<Vec<i64>> {
    let skip = raster.shape.len() - 2;
    let mut indices = Vec::new();
    for facet in &raster.facets {
        for row in &raster.rows {
            for column in &raster.columns {
                if let (Slot::Index(facet), Slot::Index(row), Slot::Index(column)) =
                    (facet, row, column)
                {
                    let mut index = unravel(*facet, &raster.shape[..skip]);
                    index.extend([*row, *column]);
                    indices.push(index);
                }
            }
        }
    }
    indices
}

/// The cell of each array at an index of the stretched shape.
pub(crate) fn cells_at(aligner: &Aligner, raster: &Raster, index: &[i64]) -> Vec<Key> {
    let worked = &aligner.worked;
    worked
        .operands
        .iter()
        .chain(&worked.result)
        .filter_map(|shown| {
            let layout = padded(
                shown.stretched.as_ref().unwrap_or(&shown.layout),
                raster.shape.len(),
            );
            let inside = index
                .iter()
                .zip(&layout.shape)
                .all(|(&at, &length)| at < length);
            inside.then(|| key_at(shown, &layout, index))
        })
        .collect()
}

/// The key of the cell drawn at an index of a layout.
pub(crate) fn key_at(shown: &Shown, layout: &Layout, index: &[i64]) -> Key {
    let byte = layout.byte_at(index);
    let ghost = index
        .iter()
        .zip(&layout.strides)
        .any(|(&at, &stride)| at > 0 && stride == 0);
    if ghost {
        Key::ghost(shown.buffer, byte, index)
    } else {
        Key::own(shown.buffer, byte)
    }
}

/// `a[1, 0] → byte 0 + 1·8 + 0·8 = 8` for a key.
pub(crate) fn equation(aligner: &Aligner, key: &Key) -> Vec<Run> {
    let Some(shown) = shown_of(aligner, key.buffer) else {
        return Vec::new();
    };
    let (name, layout, index) = match &key.place {
        Place::Ghost(index) => {
            let Some(stretched) = &shown.stretched else {
                return Vec::new();
            };
            let skip = index.len().saturating_sub(stretched.ndim());
            let own = own_index(shown, &index[skip..]);
            let name = format!(
                "{}[{}] at [{}]",
                indexable(&shown.code),
                index_text(&own),
                index_text(&index[skip..])
            );
            (name, stretched, index[skip..].to_vec())
        }
        Place::Own | Place::Strip => {
            let Some(index) = index_at(&shown.layout, key.byte) else {
                return Vec::new();
            };
            let name = format!("{}[{}]", indexable(&shown.code), index_text(&index));
            (name, &shown.layout, index)
        }
    };
    equation_runs(&name, layout, &index)
}

fn equation_runs(name: &str, layout: &Layout, index: &[i64]) -> Vec<Run> {
    let plain = |text: String| Run {
        text,
        roles: Roles::NONE,
    };
    let mut runs = vec![plain(format!("{name} → byte {}", layout.offset))];
    for (at, &stride) in index.iter().zip(&layout.strides) {
        runs.push(plain(format!(" + {at}·")));
        let text = if stride < 0 {
            format!("(−{})", stride.unsigned_abs())
        } else {
            stride.to_string()
        };
        runs.push(Run {
            text,
            roles: Roles::NONE.when(stride == 0, Role::Zero),
        });
    }
    runs.push(plain(" = ".to_owned()));
    runs.push(Run {
        text: layout.byte_at(index).to_string(),
        roles: Role::Strong.into(),
    });
    runs
}

/// The longest equations a case can show: of each array's last element, and of its last ghost.
pub(crate) fn longest_equations(aligner: &Aligner) -> Vec<Vec<Run>> {
    let worked = &aligner.worked;
    let mut found = Vec::new();
    for shown in worked.operands.iter().chain(&worked.result) {
        for layout in std::iter::once(&shown.layout).chain(&shown.stretched) {
            let Some(last) = indices_of(&layout.shape, layout.size() - 1) else {
                continue;
            };
            let key = if layout.ndim() == shown.layout.ndim() && layout.shape == shown.layout.shape
            {
                Key::own(shown.buffer, shown.layout.byte_at(&last))
            } else {
                Key::ghost(shown.buffer, layout.byte_at(&last), &last)
            };
            found.push(equation(aligner, &key));
        }
    }
    found
}
