//! Walks inside of walks: some axes turn in an outer walk, the others in an inner one for each of its steps (`np.nested_iters`).
//! Knows walks; which axis turns where is said by who asks.

use super::iterator::{NdIter, Walk};
use crate::array::Array;
use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::ufunc::heard;

/// A walk over some axes of arrays, each step of which has a walk over the others.
#[derive(Debug)]
pub struct Nested<'a> {
    outer: NdIter,
    arrays: Vec<Array>,
    inner: Vec<Vec<Option<usize>>>,
    walk: Walk<'a>,
}

/// What a step of an outer walk gives.
#[derive(Debug)]
pub enum Level<'a> {
    /// The innermost walk.
    Walk(NdIter),
    /// A walk that has others inside.
    Nested(Nested<'a>),
}

/// `np.nested_iters(arrays, axes, …)`: the axes of the first list turn in the outermost walk, those of the last one in the
/// innermost. Buffers, external loops and other dtypes are the innermost walk's. The arrays are shared, as by [`NdIter::new`].
///
/// # Errors
/// `ValueError: axes must have at least 2 entries for nested iteration`, `An axis is used more than once`, `An axis is out of
/// bounds`; as [`NdIter::new`].
pub fn nested_iters<'a>(arrays: &[&Array], axes: &[&[i64]], walk: Walk<'a>) -> Result<Nested<'a>> {
    let lists = heard(checked(axes))?;
    let arrays: Vec<Array> = arrays.iter().copied().cloned().collect();
    let nested = Nested::new(arrays, &lists, walk)?;
    // Refused before the first step are also the inner walks.
    if let Some((last, between)) = nested.inner.split_last() {
        for list in between {
            level(&nested.arrays, list, outer_walk(walk))?;
        }
        level(&nested.arrays, last, walk)?;
    }
    Ok(nested)
}

fn checked(axes: &[&[i64]]) -> Result<Vec<Vec<Option<usize>>>> {
    if axes.len() < 2 {
        return Err(Error::value(
            "axes must have at least 2 entries for nested iteration",
        ));
    }
    let mut seen: Vec<i64> = Vec::new();
    for &axis in axes.iter().copied().flatten() {
        if !(0..64).contains(&axis) {
            return Err(Error::value("An axis is out of bounds"));
        }
        if seen.contains(&axis) {
            return Err(Error::value("An axis is used more than once"));
        }
        seen.push(axis);
    }
    let list = |list: &&[i64]| {
        list.iter()
            .map(|&axis| usize::try_from(axis).ok())
            .collect()
    };
    Ok(axes.iter().map(list).collect())
}

/// What is asked of a walk that has another inside.
fn outer_walk(walk: Walk<'_>) -> Walk<'_> {
    Walk {
        external_loop: false,
        buffering: None,
        dtypes: &[],
        ..walk
    }
}

/// A walk over these axes of each array.
fn level(arrays: &[Array], axes: &[Option<usize>], walk: Walk<'_>) -> Result<NdIter> {
    let op_axes = vec![Some(axes); arrays.len()];
    let arrays: Vec<&Array> = arrays.iter().collect();
    NdIter::new(
        &arrays,
        Walk {
            op_axes: &op_axes,
            ..walk
        },
    )
}

impl<'a> Nested<'a> {
    fn new(arrays: Vec<Array>, lists: &[Vec<Option<usize>>], walk: Walk<'a>) -> Result<Self> {
        let first = lists.first().map_or(&[][..], Vec::as_slice);
        Ok(Self {
            outer: level(&arrays, first, outer_walk(walk))?,
            inner: lists.get(1..).unwrap_or_default().to_vec(),
            arrays,
            walk,
        })
    }

    /// The outer walk, which tells where it stands.
    pub fn outer(&self) -> &NdIter {
        &self.outer
    }

    /// Goes on by one step of the outer walk: the walk inside of it, nothing at the end.
    ///
    /// # Errors
    /// As [`NdIter::step`] and [`NdIter::new`].
    pub fn step(&mut self) -> Result<Option<Level<'a>>> {
        let Some(views) = self.outer.step()? else {
            return Ok(None);
        };
        let moved = std::iter::zip(&self.arrays, &views).map(|(array, view)| {
            let mut moved = array.over(Layout {
                offset: view.layout.offset,
                ..Layout::clone(&array.layout)
            });
            moved.view = array.view;
            moved
        });
        let arrays: Vec<Array> = moved.collect();
        Ok(Some(match self.inner.as_slice() {
            [only] => Level::Walk(level(&arrays, only, self.walk)?),
            lists => Level::Nested(Nested::new(arrays, lists, self.walk)?),
        }))
    }
}
