//! Walking from cell to cell with the arrow keys: along rows and columns, on to the next facet, along strips of memory.
//! Knows the cells there are once everything is stretched; the picture keeps the chosen one in view.

use crate::draw::grid::unravel;
use crate::draw::key::{Key, Place};
use crate::story::aligner::Aligner;
use crate::story::aligner::select::{exists, index_at, key_at, padded, shown_of};
use crate::widget::control::Direction;

/// The cell a step leads to; `None` at an edge. The first step chooses the first cell.
pub(super) fn next(aligner: &Aligner, chosen: Option<&Key>, direction: Direction) -> Option<Key> {
    let ndim = aligner.drawn_shape().len().max(2);
    let Some(key) = chosen else {
        let first = aligner.worked.operands.first()?;
        return Some(Key::own(first.buffer, first.layout.offset))
            .filter(|key| exists(aligner, key));
    };
    let shown = shown_of(aligner, key.buffer)?;
    if key.place == Place::Strip {
        let item = shown.dtype.itemsize() as i64;
        let byte = match direction {
            Direction::Left => key.byte - item,
            Direction::Right => key.byte + item,
            Direction::Up | Direction::Down => return None,
        };
        return Some(Key::strip(key.buffer, byte))
            .filter(|next| byte >= 0 && exists(aligner, next));
    }
    let layout = padded(shown.stretched.as_ref().unwrap_or(&shown.layout), ndim);
    let mut index = match &key.place {
        Place::Ghost(index) => index.clone(),
        Place::Own | Place::Strip => {
            let own = index_at(&shown.layout, key.byte)?;
            let mut index = vec![0; ndim.saturating_sub(own.len())];
            index.extend(own);
            index
        }
    };
    move_index(&layout.shape, &mut index, direction)
        .then(|| key_at(shown, &layout, &index))
        .filter(|next| exists(aligner, next))
}

/// Moves an index to its neighbor; says whether there is one. Past the last row comes the next facet's first.
fn move_index(shape: &[i64], index: &mut [i64], direction: Direction) -> bool {
    let (row, column) = (index.len() - 2, index.len() - 1);
    let (axis, step) = match direction {
        Direction::Left => (column, -1),
        Direction::Right => (column, 1),
        Direction::Up => (row, -1),
        Direction::Down => (row, 1),
    };
    if (0..shape[axis]).contains(&(index[axis] + step)) {
        index[axis] += step;
        return true;
    }
    if axis == column {
        return false;
    }
    // The leading axes count on like an odometer, over the array's own lengths.
    let leading = &shape[..row];
    let number = index[..row]
        .iter()
        .zip(leading)
        .fold(0, |number, (&at, &length)| number * length + at);
    let facets = leading
        .iter()
        .fold(1i64, |product, &length| product.saturating_mul(length));
    let next = number + step;
    if !(0..facets).contains(&next) {
        return false;
    }
    index[..row].copy_from_slice(&unravel(next, leading));
    index[row] = if step > 0 { 0 } else { shape[row] - 1 };
    true
}
