//! Reordering and renaming axes: transpose, swapaxes, moveaxis, squeeze, flip, diagonal. No byte moves.
//! Knows layouts only; `reshape` adds axes.

use super::slice::Span;
use super::{Dims, Few, Layout};
use crate::error::{Error, ErrorClass, Result};

/// A list of axes, each in `0..ndim`.
pub type Axes = Few<usize>;

/// Brings an axis into `0..ndim`, counting negative ones from the end.
///
/// # Errors
/// `AxisError: axis 5 is out of bounds for array of dimension 2`.
pub fn normalize_axis(axis: i64, ndim: usize) -> Result<usize> {
    let from_start = if axis < 0 {
        axis.saturating_add(ndim as i64)
    } else {
        axis
    };
    match usize::try_from(from_start) {
        Ok(found) if found < ndim => Ok(found),
        _ => Err(outside(axis, ndim)),
    }
}

/// The refusal of an axis. NumPy counts axes in 32 bits, and refuses others before it looks at the array.
fn outside(axis: i64, ndim: usize) -> Error {
    if cfg!(feature = "steered") && i32::try_from(axis).is_err() {
        return Error::new(
            ErrorClass::Overflow,
            "Python int too large to convert to C int",
        );
    }
    Error::axis(axis, ndim)
}

/// The same refusal in the words of those functions that take an axis, several or none.
pub(crate) fn converted(error: Error) -> Error {
    match error.class {
        ErrorClass::Overflow => Error::value("integer won't fit into a C int"),
        _ => error,
    }
}

/// Refuses what is no C int in the words of methods that parse one.
fn parsed(numbers: &[i64]) -> Result<()> {
    let beyond = |number: &&i64| cfg!(feature = "steered") && i32::try_from(**number).is_err();
    match numbers.iter().find(beyond) {
        None => Ok(()),
        Some(number) => Err(Error::new(
            ErrorClass::Overflow,
            match number {
                0.. => "signed integer is greater than maximum",
                _ => "signed integer is less than minimum",
            },
        )),
    }
}

/// [`normalize_axis`] with the argument's name in front of the message, as `source: axis 5 is out of bounds …`.
pub(crate) fn normalize_named(name: &str, axis: i64, ndim: usize) -> Result<usize> {
    normalize_axis(axis, ndim).map_err(|mut error| {
        if error.class == ErrorClass::Axis {
            error.message = format!("{name}: {}", error.message);
        }
        error
    })
}

/// Normalizes several axes and refuses one given twice.
///
/// # Errors
/// `AxisError`, or `ValueError` with `repeated` as its sentence.
pub fn normalize_axes(axes: &[i64], ndim: usize, repeated: &str) -> Result<Axes> {
    let mut found = Axes::new();
    for &axis in axes {
        let axis = normalize_axis(axis, ndim)?;
        if found.contains(&axis) {
            return Err(Error::value(repeated));
        }
        found.push(axis);
    }
    Ok(found)
}

impl Layout {
    /// The axes in a new order; `None` reverses them (`a.transpose()`, `a.T`).
    ///
    /// # Errors
    /// `ValueError: axes don't match array`, `repeated axis in transpose`; `AxisError`.
    pub fn transpose(&self, axes: Option<&[i64]>) -> Result<Layout> {
        let order: Axes = match axes {
            None => (0..self.ndim()).rev().collect(),
            Some(axes) if axes.len() != self.ndim() => {
                return Err(Error::value("axes don't match array"));
            }
            Some(axes) => {
                // NumPy keeps the lower 32 bits of each.
                let axes: Few<i64> = axes.iter().map(|&axis| i64::from(axis as i32)).collect();
                normalize_axes(&axes, self.ndim(), "repeated axis in transpose")?
            }
        };
        Ok(self.with_axes(&order))
    }

    /// Axis `i` of the result is axis `order[i]` of this layout.
    pub(crate) fn with_axes(&self, order: &[usize]) -> Layout {
        Layout {
            shape: order.iter().map(|&axis| self.shape[axis]).collect(),
            strides: order.iter().map(|&axis| self.strides[axis]).collect(),
            offset: self.offset,
        }
    }

    /// Two axes change places (`np.swapaxes`).
    ///
    /// # Errors
    /// `AxisError: axis1: axis 5 is out of bounds for array of dimension 2`.
    pub fn swapaxes(&self, axis1: i64, axis2: i64) -> Result<Layout> {
        parsed(&[axis1, axis2])?;
        let first = normalize_named("axis1", axis1, self.ndim())?;
        let second = normalize_named("axis2", axis2, self.ndim())?;
        let mut order: Axes = (0..self.ndim()).collect();
        order.swap(first, second);
        Ok(self.with_axes(&order))
    }

    /// Axes move to new places, the others keep their order (`np.moveaxis`).
    ///
    /// # Errors
    /// `AxisError`, `ValueError` for repeated axes or lists of different length, in NumPy's words.
    pub fn moveaxis(&self, source: &[i64], destination: &[i64]) -> Result<Layout> {
        let ndim = self.ndim();
        let normalize = |name: &str, axes: &[i64]| -> Result<Axes> {
            let mut found = Axes::new();
            for &axis in axes {
                found.push(normalize_named(name, axis, ndim)?);
            }
            let repeated = (1..found.len()).any(|i| found[..i].contains(&found[i]));
            if repeated {
                return Err(Error::value(format!("repeated axis in `{name}` argument")));
            }
            Ok(found)
        };
        let from = normalize("source", source)?;
        let to = normalize("destination", destination)?;
        if from.len() != to.len() {
            return Err(Error::value(
                "`source` and `destination` arguments must have the same number of elements",
            ));
        }
        let mut order: Axes = (0..ndim).filter(|axis| !from.contains(axis)).collect();
        for place in 0..ndim {
            if let Some(moved) = to.iter().position(|to| *to == place) {
                order.insert(place.min(order.len()), from[moved]);
            }
        }
        Ok(self.with_axes(&order))
    }

    /// Drops axes of length 1: all of them, or the given ones (`np.squeeze`).
    ///
    /// # Errors
    /// `ValueError: cannot select an axis to squeeze out which has size not equal to one`,
    /// `duplicate value in 'axis'`; `AxisError`.
    pub fn squeeze(&self, axes: Option<&[i64]>) -> Result<Layout> {
        let dropped: Axes = match axes {
            None => (0..self.ndim())
                .filter(|&axis| self.shape[axis] == 1)
                .collect(),
            // NumPy lets a 0-d array be squeezed along axis 0 or -1.
            Some([0 | -1]) if self.ndim() == 0 => Axes::new(),
            Some(axes) => {
                normalize_axes(axes, self.ndim(), "duplicate value in 'axis'").map_err(converted)?
            }
        };
        if dropped.iter().any(|&axis| self.shape[axis] != 1) {
            return Err(Error::value(
                "cannot select an axis to squeeze out which has size not equal to one",
            ));
        }
        let kept: Axes = (0..self.ndim())
            .filter(|axis| !dropped.contains(axis))
            .collect();
        Ok(self.with_axes(&kept))
    }

    /// Walks axes backward: all of them, or the given ones (`np.flip`).
    ///
    /// # Errors
    /// `AxisError`; `ValueError: repeated axis`.
    pub fn flip(&self, axes: Option<&[i64]>) -> Result<Layout> {
        let flipped: Axes = match axes {
            None => (0..self.ndim()).collect(),
            Some(axes) => normalize_axes(axes, self.ndim(), "repeated axis")?,
        };
        let mut layout = self.clone();
        for axis in flipped {
            let count = self.shape[axis];
            if count > 0 {
                let backward = Span {
                    start: count - 1,
                    step: -1,
                    count,
                };
                layout = layout.slice_axis(axis, backward)?;
            }
        }
        Ok(layout)
    }

    /// The elements whose indices on two axes differ by `offset`, as a new last axis (`np.diagonal`).
    ///
    /// # Errors
    /// `ValueError: diag requires an array of at least two dimensions`, `axis1 and axis2 cannot be the same`;
    /// `AxisError`.
    pub fn diagonal(&self, offset: i64, axis1: i64, axis2: i64) -> Result<Layout> {
        parsed(&[offset, axis1, axis2])?;
        if self.ndim() < 2 {
            return Err(Error::value(
                "diag requires an array of at least two dimensions",
            ));
        }
        let first = normalize_named("axis1", axis1, self.ndim())?;
        let second = normalize_named("axis2", axis2, self.ndim())?;
        if first == second {
            return Err(Error::value("axis1 and axis2 cannot be the same"));
        }
        let (shifted, fixed) = if offset >= 0 {
            (second, first)
        } else {
            (first, second)
        };
        let shift = offset.saturating_abs();
        let length = self.shape[shifted]
            .saturating_sub(shift)
            .min(self.shape[fixed]);
        let kept: Axes = (0..self.ndim())
            .filter(|&axis| axis != first && axis != second)
            .collect();
        let mut layout = self.with_axes(&kept);
        layout.shape.push(length.max(0));
        layout
            .strides
            .push(self.strides[first].wrapping_add(self.strides[second]));
        // NumPy moves on even to a diagonal that just misses the array; it has no element, so nothing is read there.
        if length >= 0 {
            layout.offset = self
                .offset
                .wrapping_add(shift.wrapping_mul(self.strides[shifted]));
        }
        Ok(layout)
    }

    /// The shape with axes of length 1 put in (`np.expand_dims`), to be reached by `reshape`.
    ///
    /// # Errors
    /// `AxisError` counted against the result's axes; `ValueError: repeated axis`.
    pub fn expanded_shape(&self, axes: &[i64]) -> Result<Dims> {
        let ndim = self.ndim() + axes.len();
        crate::limit::check_ndim(ndim)?;
        let added = normalize_axes(axes, ndim, "repeated axis")?;
        let mut own = self.shape.iter().copied();
        Ok((0..ndim)
            .map(|axis| {
                if added.contains(&axis) {
                    1
                } else {
                    own.next().unwrap_or(1)
                }
            })
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Order;

    fn of(shape: &[i64]) -> Layout {
        Layout::contiguous(shape, 8, Order::C)
    }

    fn message<T: std::fmt::Debug>(result: Result<T>) -> String {
        result.unwrap_err().into_message()
    }

    #[test]
    fn refusals_use_numpy_words() {
        let a = of(&[3, 4]);
        for (result, words) in [
            (a.transpose(Some(&[0, 0])), "repeated axis in transpose"),
            (a.transpose(Some(&[0])), "axes don't match array"),
            (
                a.transpose(Some(&[0, 5])),
                "axis 5 is out of bounds for array of dimension 2",
            ),
            (
                a.swapaxes(5, 0),
                "axis1: axis 5 is out of bounds for array of dimension 2",
            ),
            (
                a.moveaxis(&[0], &[3]),
                "destination: axis 3 is out of bounds for array of dimension 2",
            ),
            (
                a.moveaxis(&[0, 0], &[0, 1]),
                "repeated axis in `source` argument",
            ),
            (
                a.moveaxis(&[0], &[0, 1]),
                "`source` and `destination` arguments must have the same number of elements",
            ),
            (
                a.squeeze(Some(&[0])),
                "cannot select an axis to squeeze out which has size not equal to one",
            ),
            (
                of(&[1, 1]).squeeze(Some(&[0, 0])),
                "duplicate value in 'axis'",
            ),
            (a.flip(Some(&[0, 0])), "repeated axis"),
            (a.diagonal(0, 0, -2), "axis1 and axis2 cannot be the same"),
            (
                of(&[3]).diagonal(0, 0, 1),
                "diag requires an array of at least two dimensions",
            ),
            (
                a.flip(Some(&[i64::MIN])),
                "Python int too large to convert to C int",
            ),
        ] {
            assert_eq!(message(result), words);
        }
        assert_eq!(message(a.expanded_shape(&[0, 0])), "repeated axis");
        assert_eq!(
            message(a.expanded_shape(&[-4])),
            "axis -4 is out of bounds for array of dimension 3"
        );
    }

    #[test]
    fn axes_move_with_their_strides() {
        let b = of(&[2, 3, 4]);
        assert_eq!(b.moveaxis(&[0], &[-1]).unwrap().strides[..], [32, 8, 96]);
        assert_eq!(b.transpose(None).unwrap().shape[..], [4, 3, 2]);
        let diagonal = b.diagonal(1, 0, 2).unwrap();
        assert_eq!(
            (&diagonal.shape[..], &diagonal.strides[..]),
            (&[3, 2][..], &[32, 104][..])
        );
        assert_eq!(diagonal.offset, 8);
        assert_eq!(
            b.diagonal(i64::from(i32::MIN), 0, 1).unwrap().shape[..],
            [4, 0]
        );
        assert_eq!(of(&[]).squeeze(Some(&[-1])).unwrap(), of(&[]));
    }
}
