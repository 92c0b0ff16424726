//! Basic indexing of a layout: integers, slices, new axes and one ellipsis give another layout over the same bytes.
//! Knows layouts only; `array` wraps the result.

use super::Index;
use crate::error::{Error, Result};
use crate::layout::{Layout, MAX_NDIM, slice};

/// Indices that met a number of axes: the ellipsis is spelled out as full slices, and none is missing at the end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prepared {
    items: Vec<Index>,
}

impl Prepared {
    /// Whether every axis is picked by an integer, so that one element is meant.
    pub fn is_one_element(&self) -> bool {
        self.items.iter().all(|item| matches!(item, Index::Int(_)))
    }

    /// The items, one for each axis of the array and each new one.
    pub fn items(&self) -> &[Index] {
        &self.items
    }
}

/// Fits indices to a number of axes.
///
/// # Errors
/// `IndexError: too many indices for array` beyond 128 items, `an index can only have a single ellipsis ('...')`,
/// `too many indices for array: array is 2-dimensional, but 3 were indexed`,
/// `number of dimensions must be within [0, 64], indexing result would have 65`.
pub fn prepare(indices: &[Index], ndim: usize) -> Result<Prepared> {
    let missing = missing_axes(indices, ndim)?;
    let full = std::iter::repeat_n(Index::ALL, missing);
    let mut items = Vec::with_capacity(indices.len() + missing);
    let mut filled = false;
    for index in indices {
        if *index == Index::Ellipsis {
            items.extend(full.clone());
            filled = true;
        } else {
            items.push(index.clone());
        }
    }
    if !filled {
        items.extend(full);
    }
    Ok(Prepared { items })
}

/// How many axes no item speaks of, after everything is checked that needs no lengths.
fn missing_axes(indices: &[Index], ndim: usize) -> Result<usize> {
    if indices.len() > 2 * MAX_NDIM {
        return Err(Error::index("too many indices for array"));
    }
    let (mut integers, mut slices, mut new, mut ellipses) = (0, 0, 0, 0);
    for item in indices {
        match item {
            Index::Int(_) => integers += 1,
            Index::Slice { .. } => slices += 1,
            Index::NewAxis => new += 1,
            Index::Ellipsis => ellipses += 1,
            Index::Advanced(_) => {
                return Err(Error::index(
                    "an array or a truth value picks elements by their bytes; a layout by itself takes integers, \
                     slices, np.newaxis and ...",
                ));
            }
        }
    }
    if ellipses > 1 {
        return Err(Error::index(
            "an index can only have a single ellipsis ('...')",
        ));
    }
    let used = integers + slices;
    let Some(missing) = ndim.checked_sub(used) else {
        return Err(Error::index(format!(
            "too many indices for array: array is {ndim}-dimensional, but {used} were indexed"
        )));
    };
    let result_ndim = ndim - integers + new;
    if result_ndim > MAX_NDIM {
        return Err(Error::index(format!(
            "number of dimensions must be within [0, {MAX_NDIM}], indexing result would have {result_ndim}"
        )));
    }
    Ok(missing)
}

impl Layout {
    /// The layout of `a[indices]` for basic indices.
    ///
    /// # Errors
    /// As [`prepare`]; `IndexError: index 5 is out of bounds for axis 0 with size 3`;
    /// `ValueError: slice step cannot be zero`.
    pub fn index(&self, indices: &[Index]) -> Result<Layout> {
        let mut result = Layout::NOTHING;
        self.index_into(indices, &mut result)?;
        Ok(result)
    }

    /// [`Layout::index`] into a layout without axes, which may lie where it is wanted: layouts are too large to be moved for
    /// nothing.
    pub(crate) fn index_into(&self, indices: &[Index], result: &mut Layout) -> Result<()> {
        let missing = missing_axes(indices, self.ndim())?;
        self.index_items(indices, missing, result)
    }

    /// [`Layout::index`] with indices prepared for this many axes.
    ///
    /// # Errors
    /// As [`Layout::index`].
    pub fn index_prepared(&self, prepared: &Prepared) -> Result<Layout> {
        let mut result = Layout::NOTHING;
        self.index_items(&prepared.items, 0, &mut result)?;
        Ok(result)
    }

    /// Goes through the items, and through the axes that are missing among them where the ellipsis stands, or at the end.
    /// This is on the way of every view, so that nothing is allocated.
    fn index_items(&self, items: &[Index], missing: usize, result: &mut Layout) -> Result<()> {
        result.offset = self.offset;
        let mut axis = 0;
        let mut missing = Some(missing);
        for item in items {
            let (length, stride) = match (self.shape.get(axis), self.strides.get(axis)) {
                (Some(&length), Some(&stride)) => (length, stride),
                // Only new axes come after the last axis.
                _ => (1, 0),
            };
            let mut skip = 0;
            match item {
                Index::Int(index) => {
                    skip = slice::resolve_index(*index, axis, length)?;
                    axis += 1;
                }
                Index::Slice { start, stop, step } => {
                    let span = slice::resolve(*start, *stop, *step, length)?;
                    skip = span.start;
                    result.shape.push(span.count);
                    // A step beyond the axis keeps one element, whose stride is never used: NumPy wraps too.
                    result.strides.push(stride.wrapping_mul(span.step));
                    axis += 1;
                }
                Index::NewAxis => {
                    result.shape.push(1);
                    result.strides.push(0);
                }
                Index::Ellipsis => axis = self.whole_axes(axis, missing.take(), result),
                // What needs bytes was refused.
                Index::Advanced(_) => {}
            }
            result.offset = result.offset.wrapping_add(stride.wrapping_mul(skip));
        }
        self.whole_axes(axis, missing, result);
        Ok(())
    }

    /// Puts so many axes whole at the end of a layout. The axis after them.
    fn whole_axes(&self, axis: usize, count: Option<usize>, result: &mut Layout) -> usize {
        let end = axis + count.unwrap_or(0);
        let axes = self.shape.iter().zip(&self.strides);
        for (&length, &stride) in axes.take(end).skip(axis) {
            result.shape.push(length);
            result.strides.push(stride);
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Order;

    fn message(shape: &[i64], indices: &[Index]) -> String {
        Layout::contiguous(shape, 8, Order::C)
            .index(indices)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn refusals_use_numpy_words() {
        use Index::{Ellipsis, Int, NewAxis};
        let a = [3, 4];
        assert_eq!(
            message(&a, &[NewAxis, Int(5)]),
            "IndexError: index 5 is out of bounds for axis 0 with size 3"
        );
        assert_eq!(
            message(&a, &[Int(0), Int(-9)]),
            "IndexError: index -9 is out of bounds for axis 1 with size 4"
        );
        assert_eq!(
            message(&a, &[Int(9), NewAxis, Int(0), Int(0)]),
            "IndexError: too many indices for array: array is 2-dimensional, but 3 were indexed"
        );
        assert_eq!(
            message(&a, &[Ellipsis, Ellipsis]),
            "IndexError: an index can only have a single ellipsis ('...')"
        );
        assert_eq!(
            message(&a, &[Index::every(0)]),
            "ValueError: slice step cannot be zero"
        );
        assert_eq!(
            message(&a, &vec![NewAxis; 63]),
            "IndexError: number of dimensions must be within [0, 64], indexing result would have 65"
        );
    }

    #[test]
    fn views_have_the_strides_numpy_gives() {
        let a = Layout::contiguous(&[3, 4], 8, Order::C);
        let of = |indices: &[Index]| {
            let view = a.index(indices).unwrap();
            (view.shape.to_vec(), view.strides.to_vec(), view.offset)
        };
        assert_eq!(of(&[Index::every(-1)]), (vec![3, 4], vec![-32, 8], 64));
        assert_eq!(
            of(&[Index::ALL, Index::NewAxis]),
            (vec![3, 1, 4], vec![32, 0, 8], 0)
        );
        assert_eq!(of(&[Index::range(5, 9)]), (vec![0, 4], vec![32, 8], 0));
        assert_eq!(of(&[Index::every(1 << 62)]), (vec![1, 4], vec![0, 8], 0));
        assert_eq!(
            of(&[Index::Ellipsis, Index::Int(-1)]),
            (vec![3], vec![32], 24)
        );
    }

    #[test]
    fn brackets_read_as_python() {
        let indices = [
            Index::range(1, 3),
            Index::every(-1),
            Index::NewAxis,
            Index::Int(2),
        ];
        assert_eq!(
            super::super::brackets(&indices),
            "[1:3, ::-1, np.newaxis, 2]"
        );
    }
}
