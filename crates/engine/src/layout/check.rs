//! What can be asked of a layout: whether it is packed in memory, which bytes it spans, whether its invariants hold.
//! Knows layouts and sizes only. Sums are taken in 128 bits and saturate, so that no extent or stride can overflow them.

use super::{Layout, MAX_NDIM};
use crate::limit;

/// Which invariant of a layout is broken, with the numbers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Broken {
    /// As many strides as extents, at most 64.
    Axes {
        /// Number of extents.
        extents: usize,
        /// Number of strides.
        strides: usize,
    },
    /// An extent is negative, or their product with the item size does not fit 63 bits.
    Extents,
    /// Some element's bytes lie outside the buffer.
    Bounds {
        /// First byte reached.
        first: i128,
        /// Byte after the last reached.
        end: i128,
    },
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Broken::Axes { extents, strides } => {
                write!(
                    f,
                    "{extents} extents but {strides} strides, or more than {MAX_NDIM}"
                )
            }
            Broken::Extents => f.write_str("the extents are negative or too large"),
            Broken::Bounds { first, end } => {
                write!(f, "bytes {first} to {end} reach outside the buffer")
            }
        }
    }
}

impl Layout {
    /// Checks the invariants listed at the head of `layout` against a buffer of `nbytes`.
    ///
    /// # Errors
    /// The first invariant that does not hold.
    pub fn check(&self, itemsize: usize, nbytes: usize) -> Result<(), Broken> {
        if self.shape.len() != self.strides.len() || self.shape.len() > MAX_NDIM {
            return Err(Broken::Axes {
                extents: self.shape.len(),
                strides: self.strides.len(),
            });
        }
        if limit::checked_nbytes(&self.shape, itemsize).is_err() {
            return Err(Broken::Extents);
        }
        if let Some((first, end)) = self.byte_bounds(itemsize)
            && (first < 0 || end > nbytes as i128)
        {
            return Err(Broken::Bounds { first, end });
        }
        Ok(())
    }

    /// The first byte any element uses and the byte after the last; `None` when there is no element.
    pub fn byte_bounds(&self, itemsize: usize) -> Option<(i128, i128)> {
        let mut first = i128::from(self.offset);
        let mut last = first;
        for (&extent, &stride) in self.shape.iter().zip(&self.strides) {
            if extent <= 0 {
                return None;
            }
            let reach = i128::from(extent - 1) * i128::from(stride);
            if reach < 0 {
                first = first.saturating_add(reach);
            } else {
                last = last.saturating_add(reach);
            }
        }
        Some((first, last.saturating_add(itemsize as i128)))
    }

    /// Whether the elements are packed with the last axis fastest, as NumPy's `C_CONTIGUOUS` flag.
    ///
    /// Strides of axes with length 1 do not matter, and an array without elements is always contiguous.
    pub fn is_c_contiguous(&self, itemsize: usize) -> bool {
        is_packed(self.shape.iter().zip(&self.strides).rev(), itemsize)
    }

    /// Whether the elements are packed with the first axis fastest, as NumPy's `F_CONTIGUOUS` flag.
    pub fn is_f_contiguous(&self, itemsize: usize) -> bool {
        is_packed(self.shape.iter().zip(&self.strides), itemsize)
    }
}

/// Walks axes from the fastest on: each must step over everything the faster ones span.
fn is_packed<'a>(axes: impl Iterator<Item = (&'a i64, &'a i64)> + Clone, itemsize: usize) -> bool {
    if axes.clone().any(|(&extent, _)| extent == 0) {
        return true;
    }
    let Ok(mut span) = i64::try_from(itemsize) else {
        return false;
    };
    // A product is only taken where another axis asks for it: it is costly, and most arrays have one axis.
    let mut below = 1;
    for (&extent, &stride) in axes {
        if extent == 1 {
            continue;
        }
        if below != 1 {
            // No stride is as large as what does not fit.
            let Some(product) = span.checked_mul(below) else {
                return false;
            };
            span = product;
        }
        if stride != span {
            return false;
        }
        below = extent;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Dims, Order};

    fn layout(shape: &[i64], strides: &[i64], offset: i64) -> Layout {
        Layout {
            shape: Dims::from_slice(shape),
            strides: Dims::from_slice(strides),
            offset,
        }
    }

    #[test]
    fn contiguity_ignores_length_one_and_empty() {
        let flags = |l: &Layout| (l.is_c_contiguous(8), l.is_f_contiguous(8));
        assert_eq!(flags(&layout(&[3, 4], &[32, 8], 0)), (true, false));
        assert_eq!(flags(&layout(&[3, 4], &[8, 24], 0)), (false, true));
        assert_eq!(flags(&layout(&[1, 4], &[-7, 8], 0)), (true, true));
        assert_eq!(flags(&layout(&[0, 4], &[3, 5], 0)), (true, true));
        assert_eq!(flags(&layout(&[], &[], 0)), (true, true));
        assert_eq!(flags(&layout(&[4], &[0], 0)), (false, false));
    }

    #[test]
    fn bounds_hold_negative_strides_and_hostile_numbers() {
        assert_eq!(layout(&[3], &[-8], 16).byte_bounds(8), Some((0, 24)));
        assert_eq!(layout(&[3, 0], &[-8, 8], 16).byte_bounds(8), None);
        assert_eq!(layout(&[3], &[-8], 16).check(8, 24), Ok(()));
        assert_eq!(
            layout(&[3], &[-8], 8).check(8, 24),
            Err(Broken::Bounds { first: -8, end: 16 })
        );
        let huge = layout(&[i64::MAX, 2], &[i64::MAX, i64::MIN], i64::MIN);
        assert!(huge.check(8, 24).is_err());
        assert_eq!(
            Layout::contiguous(&[i64::MAX; 3], 8, Order::C).check(8, 8),
            Err(Broken::Extents)
        );
    }
}
