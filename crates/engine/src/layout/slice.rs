//! Picking from one axis: an index, a slice with Python's clamping, a new axis of length 1.
//! Knows one axis at a time; `index` says which axis each item between the brackets means.

use super::Layout;
use crate::error::{Error, Result};

/// A slice after it met an axis: every number is in bounds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    /// The first index picked; 0 when none is.
    pub start: i64,
    /// Indices from one pick to the next; 1 when nothing is picked.
    pub step: i64,
    /// How many are picked.
    pub count: i64,
}

/// Resolves `start:stop:step` against a length as CPython's `slice.indices` does.
///
/// An empty pick starts at 0 with step 1, as NumPy normalizes it.
///
/// # Errors
/// `ValueError: slice step cannot be zero`.
pub fn resolve(
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
    length: i64,
) -> Result<Span> {
    let step = step.unwrap_or(1);
    if step == 0 {
        return Err(Error::value("slice step cannot be zero"));
    }
    let length = length.max(0);
    // The most negative step has no positive twin; Python uses the next one.
    let step = step.max(-i64::MAX);
    let backward = step < 0;
    let clamp = |index: i64| {
        if index < 0 {
            let from_start = index.saturating_add(length);
            if from_start < 0 {
                -i64::from(backward)
            } else {
                from_start
            }
        } else if index >= length {
            length - i64::from(backward)
        } else {
            index
        }
    };
    let first = start.map_or(if backward { length - 1 } else { 0 }, clamp);
    let end = stop.map_or(if backward { -1 } else { length }, clamp);
    let count = if backward && end < first {
        (first - end - 1) / -step + 1
    } else if !backward && first < end {
        (end - first - 1) / step + 1
    } else {
        0
    };
    Ok(if count == 0 {
        Span {
            start: 0,
            step: 1,
            count,
        }
    } else {
        Span {
            start: first,
            step,
            count,
        }
    })
}

/// Brings an index into `0..length`, counting negative ones from the end.
///
/// # Errors
/// `IndexError: index 5 is out of bounds for axis 0 with size 3`.
pub fn resolve_index(index: i64, axis: usize, length: i64) -> Result<i64> {
    let resolved = if index < 0 {
        index.saturating_add(length)
    } else {
        index
    };
    if (0..length).contains(&resolved) {
        return Ok(resolved);
    }
    Err(Error::index(format!(
        "index {index} is out of bounds for axis {axis} with size {length}"
    )))
}

impl Layout {
    /// Keeps the indices of a span on one axis: offset and stride change, nothing else.
    ///
    /// # Errors
    /// `AxisError` when there is no such axis.
    pub fn slice_axis(&self, axis: usize, span: Span) -> Result<Layout> {
        self.check_axis(axis)?;
        let mut layout = self.clone();
        let stride = self.strides[axis];
        layout.shape[axis] = span.count;
        // A step beyond the axis leaves one element, whose stride is never used: wrapping is what NumPy does.
        layout.strides[axis] = stride.wrapping_mul(span.step);
        layout.offset = self.offset.wrapping_add(stride.wrapping_mul(span.start));
        Ok(layout)
    }

    /// Picks one index on an axis and drops the axis.
    ///
    /// # Errors
    /// `AxisError` when there is no such axis; `IndexError` when the index is out of bounds.
    pub fn pick_axis(&self, axis: usize, index: i64) -> Result<Layout> {
        self.check_axis(axis)?;
        let index = resolve_index(index, axis, self.shape[axis])?;
        let mut layout = self.clone();
        layout.offset = self
            .offset
            .wrapping_add(index.wrapping_mul(self.strides[axis]));
        layout.shape.remove(axis);
        layout.strides.remove(axis);
        Ok(layout)
    }

    fn check_axis(&self, axis: usize) -> Result<()> {
        if axis < self.ndim() {
            return Ok(());
        }
        let axis = i64::try_from(axis).unwrap_or(i64::MAX);
        Err(Error::axis(axis, self.ndim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The picks of a slice, by CPython's definition: walk from the clamped start while before the clamped stop.
    fn picks(start: Option<i64>, stop: Option<i64>, step: i64, length: i64) -> Vec<i64> {
        let at = |index: i128| {
            if index < 0 {
                index + i128::from(length)
            } else {
                index
            }
        };
        (0..length)
            .filter(|&index| {
                let index = i128::from(index);
                let (low, high) = if step > 0 {
                    let low = start.map_or(0, |s| at(s.into()).max(0));
                    (low, stop.map_or(length.into(), |s| at(s.into())) - 1)
                } else {
                    let high = start.map_or(i128::from(length) - 1, |s| {
                        at(s.into()).min(i128::from(length) - 1)
                    });
                    (stop.map_or(-1, |s| at(s.into()).max(-1)) + 1, high)
                };
                let origin = if step > 0 { low } else { high };
                index >= low && index <= high && (index - origin) % i128::from(step) == 0
            })
            .collect()
    }

    #[test]
    fn every_small_slice_picks_what_python_picks() {
        let ends = [None, Some(i64::MIN), Some(-5), Some(-4), Some(-1), Some(0)]
            .into_iter()
            .chain([Some(1), Some(3), Some(4), Some(5), Some(i64::MAX)]);
        let mut tried = 0;
        for length in 0..5 {
            for start in ends.clone() {
                for stop in ends.clone() {
                    for step in [i64::MIN, -3, -2, -1, 1, 2, 3, 1 << 62, i64::MAX] {
                        let span = resolve(start, stop, Some(step), length).unwrap();
                        let mut found: Vec<i64> = (0..span.count)
                            .map(|i| span.start + i * span.step)
                            .collect();
                        found.sort_unstable();
                        assert_eq!(
                            found,
                            picks(start, stop, step, length),
                            "{start:?}:{stop:?}:{step} of {length}"
                        );
                        tried += 1;
                    }
                }
            }
        }
        assert_eq!(tried, 5 * 11 * 11 * 9);
    }

    #[test]
    fn refusals_use_numpy_words() {
        assert_eq!(
            resolve(None, None, Some(0), 3).unwrap_err().to_string(),
            "ValueError: slice step cannot be zero"
        );
        assert_eq!(
            resolve_index(i64::MIN, 0, 3).unwrap_err().to_string(),
            "IndexError: index -9223372036854775808 is out of bounds for axis 0 with size 3"
        );
        assert_eq!(resolve_index(-3, 0, 3), Ok(0));
    }
}
