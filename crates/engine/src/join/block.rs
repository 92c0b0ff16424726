//! `block`: arrays arranged in nested lists, the innermost joined along the last axis.
//! Knows arrays; all joining is `concatenate`'s.

use super::concatenate::{Joining, concatenate};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::error::{Error, Result};
use crate::ufunc::heard;

/// An array, or a list of such things.
#[derive(Clone, Debug)]
pub enum Nested {
    /// One block.
    Array(Array),
    /// Blocks beside each other, along an axis further left the less deep the list lies.
    List(Vec<Nested>),
}

/// Arrays put together from nested lists of blocks (`np.block`): a new array, even of a single block. Its dtype is what all
/// promote to; the innermost lists are joined along the last axis, the others along those before it.
///
/// # Errors
/// `ValueError: List depths are mismatched. …`, `List at arrays[0] cannot be empty`; as [`concatenate`].
pub fn block(blocks: &Nested) -> Result<Array> {
    let (depth, ndim) = heard(measured(blocks))?;
    let joined = join(blocks, depth, depth.max(ndim))?;
    if depth == 0 {
        return joined.copy(CopyOrder::C);
    }
    Ok(joined)
}

/// How deep the lists go, and the most axes of any block.
fn measured(blocks: &Nested) -> Result<(usize, usize)> {
    let (index, ndim) = checked(blocks, &[])?;
    if index.last() == Some(&None) {
        return Err(Error::value(format!(
            "List at {} cannot be empty",
            place(&index)
        )));
    }
    Ok((index.len(), ndim))
}

/// Where a block lies in the lists; `None` closes the way to an empty list.
type Way = Vec<Option<usize>>;

/// The way to the first block, or to an empty list, and the most axes; refuses ways of different lengths.
fn checked(blocks: &Nested, way: &[Option<usize>]) -> Result<(Way, usize)> {
    let below = |number: Option<usize>| [way, &[number]].concat();
    let items = match blocks {
        Nested::Array(array) => return Ok((way.to_vec(), array.ndim())),
        Nested::List(items) => items,
    };
    let mut found: Option<(Way, usize)> = None;
    for (number, item) in items.iter().enumerate() {
        let (index, ndim) = checked(item, &below(Some(number)))?;
        let Some((first, most)) = &mut found else {
            found = Some((index, ndim));
            continue;
        };
        *most = ndim.max(*most);
        if index.len() != first.len() {
            return Err(Error::value(format!(
                "List depths are mismatched. First element was at depth {}, but there is an element at depth {} ({})",
                first.len(),
                index.len(),
                place(&index)
            )));
        }
        if index.last() == Some(&None) {
            *first = index;
        }
    }
    Ok(found.unwrap_or_else(|| (below(None), 0)))
}

/// `arrays[0][1]`
fn place(way: &[Option<usize>]) -> String {
    let steps: String = way
        .iter()
        .flatten()
        .map(|number| format!("[{number}]"))
        .collect();
    format!("arrays{steps}")
}

fn join(blocks: &Nested, depth: usize, ndim: usize) -> Result<Array> {
    match blocks {
        Nested::Array(array) => Ok(array.with_leading_axes(ndim)),
        Nested::List(items) => {
            let parts: Vec<Array> = items
                .iter()
                .map(|item| join(item, depth.saturating_sub(1), ndim))
                .collect::<Result<_>>()?;
            let axis = -i64::try_from(depth).unwrap_or(i64::MAX);
            concatenate(
                &parts.iter().collect::<Vec<_>>(),
                Some(axis),
                Joining::default(),
            )
        }
    }
}
