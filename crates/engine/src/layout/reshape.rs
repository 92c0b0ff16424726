//! Reading the same elements under another shape: as a view where the strides allow it, else saying why a copy is due.
//! Knows layouts only; `array::view` makes the copy.
//!
//! The view attempt follows NumPy: length-1 axes are set aside, then old and new axes are gathered into groups of equal
//! size from the left; a group can be read in one sweep when its old axes follow each other without a gap, and the new
//! axes of the group then divide that sweep.

use crate::short::SmallVec;

use super::{Dims, Layout, Order, packed_strides};
use crate::error::{Error, Result};
use crate::limit;

/// What a new shape needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reshaped {
    /// The same bytes under other strides.
    View(Layout),
    /// The elements must be copied, in the order asked for, and the copy viewed.
    Copy {
        /// The shape, its unknown extent filled in.
        shape: Dims,
        /// Why no strides can do it: one sentence.
        why: String,
    },
}

/// Fills in the one extent given as a negative number (`-1`) so that the shape holds `size` elements.
///
/// # Errors
/// `ValueError: can only specify one unknown dimension`,
/// `cannot reshape array of size 12 into shape (5,2)`.
pub fn resolve_shape(shape: &[i64], size: i64) -> Result<Dims> {
    limit::check_ndim(shape.len())?;
    let mut unknown = None;
    let mut known = Some(1i64);
    for (axis, &extent) in shape.iter().enumerate() {
        if extent >= 0 {
            known = known.and_then(|product| product.checked_mul(extent));
        } else if unknown.replace(axis).is_some() {
            return Err(Error::value("can only specify one unknown dimension"));
        }
    }
    let mut resolved = Dims::from_slice(shape);
    let fits = match (unknown, known) {
        (_, None) | (Some(_), Some(0)) => false,
        (Some(axis), Some(known)) => {
            resolved[axis] = size / known;
            size % known == 0
        }
        (None, Some(known)) => known == size,
    };
    if fits {
        return Ok(resolved);
    }
    Err(Error::value(format!(
        "cannot reshape array of size {size} into shape {}",
        wanted_text(shape)
    )))
}

/// A wanted shape as NumPy's reshape error writes it: unknown extents that lead are left out, later ones read `newaxis`.
fn wanted_text(shape: &[i64]) -> String {
    let mut items = shape.iter().skip_while(|&&extent| extent < 0);
    let Some(first) = items.next() else {
        return "()".to_owned();
    };
    let rest: String = items
        .map(|&extent| {
            if extent < 0 {
                ",newaxis".to_owned()
            } else {
                format!(",{extent}")
            }
        })
        .collect();
    let comma = if shape.len() == 1 { "," } else { "" };
    format!("({first}{rest}{comma})")
}

impl Layout {
    /// The elements in the given order under a new shape; one extent may be -1.
    ///
    /// # Errors
    /// As [`resolve_shape`]; `ValueError: array is too big; …` when an empty shape's other extents are.
    pub fn reshape(&self, shape: &[i64], itemsize: usize, order: Order) -> Result<Reshaped> {
        if *shape == *self.shape {
            return Ok(Reshaped::View(self.clone()));
        }
        let shape = resolve_shape(shape, self.size())?;
        limit::checked_nbytes(&shape, itemsize)?;
        let contiguous = match order {
            Order::C => self.is_c_contiguous(itemsize),
            Order::F => self.is_f_contiguous(itemsize),
        };
        let strides = if contiguous || self.size() <= 1 {
            Ok(packed_strides(&shape, itemsize, order))
        } else {
            self.regrouped_strides(&shape, itemsize, order)
        };
        Ok(match strides {
            Ok(strides) => Reshaped::View(Layout {
                shape,
                strides,
                offset: self.offset,
            }),
            Err(why) => Reshaped::Copy { shape, why },
        })
    }

    /// Strides that read this layout's elements under a shape of the same size (above 1), or why there are none.
    fn regrouped_strides(
        &self,
        shape: &[i64],
        itemsize: usize,
        order: Order,
    ) -> std::result::Result<Dims, String> {
        // (original axis, length, stride) without the axes of length 1, which never hinder.
        let old: SmallVec<[(usize, i64, i64); 4]> = (0..self.ndim())
            .filter(|&axis| self.shape[axis] != 1)
            .map(|axis| (axis, self.shape[axis], self.strides[axis]))
            .collect();
        let mut strides = Dims::from_elem(0, shape.len());
        let (mut old_start, mut new_start) = (0, 0);
        while old_start < old.len() && new_start < shape.len() {
            let (mut old_end, mut new_end) = (old_start + 1, new_start + 1);
            let (mut old_size, mut new_size) = (old[old_start].1, shape[new_start]);
            // The products are equal in the end, so the smaller side always has another axis to take.
            while old_size != new_size {
                if new_size < old_size && new_end < shape.len() {
                    new_size = new_size.saturating_mul(shape[new_end]);
                    new_end += 1;
                } else if old_end < old.len() {
                    old_size = old_size.saturating_mul(old[old_end].1);
                    old_end += 1;
                } else {
                    return Err("the shapes do not hold the same number of elements".to_owned());
                }
            }
            let group = &old[old_start..old_end];
            if let Some(gap) = find_gap(group, order) {
                return Err(gap);
            }
            match order {
                Order::C => {
                    let mut stride = group[group.len() - 1].2;
                    for axis in (new_start..new_end).rev() {
                        strides[axis] = stride;
                        stride = stride.wrapping_mul(shape[axis]);
                    }
                }
                Order::F => {
                    let mut stride = group[0].2;
                    for axis in new_start..new_end {
                        strides[axis] = stride;
                        stride = stride.wrapping_mul(shape[axis]);
                    }
                }
            }
            (old_start, new_start) = (old_end, new_end);
        }
        // What is left of the new shape are axes of length 1; any stride serves, NumPy repeats the last one.
        let trailing = match new_start.checked_sub(1) {
            None => i64::try_from(itemsize).unwrap_or(i64::MAX),
            Some(last) if order == Order::F => strides[last].wrapping_mul(shape[last]),
            Some(last) => strides[last],
        };
        strides[new_start..].fill(trailing);
        Ok(strides)
    }
}

/// The first place where two neighboring axes of a group do not follow each other without a gap, as a sentence.
fn find_gap(group: &[(usize, i64, i64)], order: Order) -> Option<String> {
    group.windows(2).find_map(|pair| {
        let [slow, fast] = match order {
            Order::C => [pair[0], pair[1]],
            Order::F => [pair[1], pair[0]],
        };
        let span = i128::from(fast.1) * i128::from(fast.2);
        (i128::from(slow.2) != span).then(|| {
            format!(
                "axes {} and {} would become one, but axis {} steps {} bytes where axis {} spans {span}: no single \
                 stride walks both",
                pair[0].0, pair[1].0, slow.0, slow.2, fast.0
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strides(layout: &Layout, shape: &[i64], order: Order) -> Option<Vec<i64>> {
        match layout.reshape(shape, 8, order).unwrap() {
            Reshaped::View(view) => Some(view.strides.to_vec()),
            Reshaped::Copy { .. } => None,
        }
    }

    fn of(shape: &[i64]) -> Layout {
        Layout::contiguous(shape, 8, Order::C)
    }

    fn strided(shape: &[i64], strides: &[i64]) -> Layout {
        Layout {
            shape: Dims::from_slice(shape),
            strides: Dims::from_slice(strides),
            offset: 0,
        }
    }

    #[test]
    fn strides_are_those_numpy_gives() {
        let half = strided(&[3, 2], &[32, 8]);
        assert_eq!(strides(&half, &[3, 2, 1], Order::C), Some(vec![32, 8, 8]));
        assert_eq!(strides(&half, &[3, 1, 2], Order::C), Some(vec![32, 16, 8]));
        assert_eq!(
            strides(&half, &[1, 3, 2, 1], Order::C),
            Some(vec![96, 32, 8, 8])
        );
        assert_eq!(strides(&half, &[6], Order::C), None);
        let rows = strided(&[2, 4], &[64, 8]);
        assert_eq!(strides(&rows, &[1, 2, 4], Order::C), Some(vec![128, 64, 8]));
        assert_eq!(strides(&rows, &[1, 2, 4], Order::F), Some(vec![64, 64, 8]));
        assert_eq!(
            strides(&strided(&[2, 3, 2], &[96, 32, 16]), &[12], Order::C),
            Some(vec![16])
        );
        assert_eq!(strides(&of(&[3, 0]), &[0, 3], Order::C), Some(vec![24, 8]));
        assert_eq!(
            strides(&of(&[3, 0]), &[5, 0, 7], Order::F),
            Some(vec![8, 40, 40])
        );
        assert_eq!(
            strides(&of(&[1, 1, 3]), &[3, 1], Order::C),
            Some(vec![8, 8])
        );
    }

    #[test]
    fn a_due_copy_says_why() {
        let transposed = strided(&[4, 3], &[8, 32]);
        let Reshaped::Copy { why, shape } = transposed.reshape(&[-1], 8, Order::C).unwrap() else {
            panic!("no strides read a transposed array in C order");
        };
        assert_eq!(shape.as_slice(), [12]);
        assert_eq!(
            why,
            "axes 0 and 1 would become one, but axis 0 steps 8 bytes where axis 1 spans 96: no single stride walks both"
        );
    }

    #[test]
    fn refusals_use_numpy_words() {
        let message = |shape: &[i64]| {
            of(&[3, 4])
                .reshape(shape, 8, Order::C)
                .unwrap_err()
                .into_message()
        };
        for (shape, words) in [
            (
                &[5, 2][..],
                "cannot reshape array of size 12 into shape (5,2)",
            ),
            (&[-1, -1], "can only specify one unknown dimension"),
            (
                &[5, -1],
                "cannot reshape array of size 12 into shape (5,newaxis)",
            ),
            (&[-1, 5], "cannot reshape array of size 12 into shape (5)"),
            (
                &[0, -1],
                "cannot reshape array of size 12 into shape (0,newaxis)",
            ),
            (&[], "cannot reshape array of size 12 into shape ()"),
            (&[7], "cannot reshape array of size 12 into shape (7,)"),
            (
                &[1 << 62, 1 << 62],
                "cannot reshape array of size 12 into shape (4611686018427387904,4611686018427387904)",
            ),
        ] {
            assert_eq!(message(shape), words, "{shape:?}");
        }
        let empty = of(&[0, 3]).reshape(&[1 << 62, 0], 8, Order::C);
        assert!(empty.unwrap_err().message.starts_with("array is too big"));
    }
}
