//! Turns elements of any dtype into whole numbers that stand in the same order, so that one sort serves all dtypes.
//! Knows bytes and dtypes; `order` and `select` see nothing but these numbers.

use std::cell::Cell;

use super::order::Comparing;
use crate::cast::{Side, copy_strided};
use crate::dtype::{DType, Kind};
use crate::error::Result;
use crate::layout::{Layout, Order};
use crate::limit;
use crate::plan::lines::Line;

/// The sorting keys of a line, and how often two of them were compared.
pub(crate) struct Keys {
    words: Vec<u64>,
    /// Numbers in one key: more than one where rows are compared as wholes.
    width: usize,
    compared: Cell<u64>,
}

const SIGN: u64 = 1 << 63;

impl Keys {
    /// The keys of a line: unsigned integers and bools as they are, signed integers above their smallest, floats by their
    /// bits with those of negative numbers turned over. Both zeros have one key, and all NaN the last one.
    ///
    /// # Errors
    /// As [`limit::grant`] for eight bytes an element.
    pub(crate) fn of(line: Line<'_>) -> Result<Self> {
        Self::of_rows(line, 1)
    }

    /// The keys of rows of this many elements each, the first of which counts most.
    ///
    /// # Errors
    /// As [`Keys::of`].
    pub(crate) fn of_rows(line: Line<'_>, width: usize) -> Result<Self> {
        let shape = [i64::try_from(line.len()).unwrap_or(i64::MAX)];
        #[cfg(any(feature = "complex", feature = "records"))]
        if line.dtype.is_complex() || !line.dtype.holds_numbers() {
            let each = super::parts::width_of(line.dtype);
            limit::grant(&[shape[0], each as i64], DType::U64)?;
            let mut words = Vec::with_capacity(line.len().saturating_mul(each));
            super::parts::words_of(line, &mut words);
            // A string without characters still is one element.
            if each == 0 {
                words.resize(line.len(), 0);
            }
            return Ok(Self {
                words,
                width: each.max(1).saturating_mul(width),
                compared: Cell::new(0),
            });
        }
        let wide = match line.dtype.kind() {
            Kind::Float => DType::F64,
            Kind::Signed => DType::I64,
            _ => DType::U64,
        };
        limit::grant(&shape, wide)?;
        let mut words = vec![0u64; line.len()];
        let own = Layout::contiguous(&shape, line.dtype.itemsize(), Order::C);
        let packed = Layout::contiguous(&shape, wide.itemsize(), Order::C);
        let from = Side {
            layout: &own,
            dtype: line.dtype,
        };
        let to = Side {
            layout: &packed,
            dtype: wide,
        };
        copy_strided(line.bytes, from, bytemuck::cast_slice_mut(&mut words), to);
        for word in &mut words {
            *word = match wide {
                DType::F64 => key_of_double(f64::from_bits(*word)),
                DType::I64 => *word ^ SIGN,
                _ => *word,
            };
        }
        Ok(Self {
            words,
            width,
            compared: Cell::new(0),
        })
    }

    /// How often two keys were compared so far.
    pub(crate) fn compared(&self) -> u64 {
        self.compared.get()
    }

    /// Number of keys.
    pub(crate) fn len(&self) -> usize {
        self.words.len() / self.width.max(1)
    }

    /// Whether the element at one place comes before the one at another.
    #[inline]
    pub(crate) fn less(&self, left: usize, right: usize) -> bool {
        self.compared.set(self.compared.get() + 1);
        if self.width == 1 {
            return self.words.get(left) < self.words.get(right);
        }
        self.row(left) < self.row(right)
    }

    /// Where each of other keys would stand among these, behind equal ones or in front of them; false where these do not
    /// ascend, or are rows.
    pub(crate) fn place_all(&self, wanted: &Keys, behind: bool, places: &mut [i64]) -> bool {
        let one_word = self.width == 1 && wanted.width == 1;
        if !one_word || !self.words.is_sorted() {
            return false;
        }
        for (place, &key) in places.iter_mut().zip(&wanted.words) {
            // Half of what is left is taken or not, which needs no branch; the last step looks at one word.
            let before = |word: u64| if behind { word <= key } else { word < key };
            let mut left = self.words.as_slice();
            let mut found = 0;
            while left.len() > 1 {
                let (low, high) = left.split_at(left.len() / 2);
                let goes_up = low.last().is_some_and(|&word| before(word));
                found += if goes_up { low.len() } else { 0 };
                left = if goes_up { high } else { &left[..high.len()] };
            }
            found += usize::from(left.first().is_some_and(|&word| before(word)));
            *place = found as i64;
        }
        true
    }

    fn row(&self, place: usize) -> &[u64] {
        let start = place.saturating_mul(self.width);
        let end = start.saturating_add(self.width);
        self.words.get(start..end).unwrap_or(&[])
    }

    /// Whether the element at one place comes before one of another line with keys of its own.
    pub(crate) fn less_than(&self, left: usize, others: &Keys, right: usize) -> bool {
        self.row(left) < others.row(right)
    }
}

/// Places are moved, keys stay where they are.
impl Comparing for Keys {
    type Item = usize;

    #[inline]
    fn less(&self, left: usize, right: usize) -> bool {
        Keys::less(self, left, right)
    }
}

/// A double's bits in the order of its values, NaN last.
pub(super) fn key_of_double(value: f64) -> u64 {
    if value.is_nan() {
        return u64::MAX;
    }
    let bits = if value == 0.0 { 0 } else { value.to_bits() };
    if bits & SIGN == 0 { bits | SIGN } else { !bits }
}
