//! Whether two arrays share bytes: by their bounds, or exactly.
//! Knows layouts and buffer identity; reads no element.

use super::Array;
use crate::error::{Error, ErrorClass, Result};
use crate::layout::diophantine::{Found, Term, solve};
use crate::ufunc::heard;

impl Array {
    /// Whether both arrays look at bytes of one owner.
    pub fn same_owner(&self, other: &Array) -> bool {
        self.buffer.id() == other.buffer.id()
    }

    /// Whether the bounds of both arrays' bytes overlap (`np.may_share_memory`): cheap, and sometimes wrongly yes.
    pub fn may_share_memory(&self, other: &Array) -> bool {
        self.overlap(other, Some(0)) != Found::Nothing
    }

    /// Whether some byte belongs to both arrays (`np.shares_memory`), exactly. Numbers beyond 64 bits count as shared.
    pub fn shares_memory(&self, other: &Array) -> bool {
        self.overlap(other, None) != Found::Nothing
    }

    /// [`Array::shares_memory`] that gives up after so many steps of its search (`max_work`): -1 never gives up, 0 asks the
    /// bounds only.
    ///
    /// # Errors
    /// `TooHardError: Exceeded max_work`; `OverflowError: Integer overflow in computing overlap`;
    /// `ValueError: Invalid value for max_work`.
    pub fn shares_memory_within(&self, other: &Array, max_work: i64) -> Result<bool> {
        heard(self.searched(other, max_work))
    }

    fn searched(&self, other: &Array, max_work: i64) -> Result<bool> {
        let most = match max_work {
            -2 | -1 => None,
            _ => Some(
                u64::try_from(max_work).map_err(|_| Error::value("Invalid value for max_work"))?,
            ),
        };
        match self.overlap(other, most) {
            Found::Solution => Ok(true),
            Found::Nothing => Ok(false),
            Found::TooHard => Err(Error::new(ErrorClass::TooHard, "Exceeded max_work")),
            Found::Overflow => Err(Error::new(
                ErrorClass::Overflow,
                "Integer overflow in computing overlap",
            )),
        }
    }

    /// Looks for a byte that both arrays hold. Two bytes coincide where the sum of what both arrays' indices add to their
    /// lowest addresses, all strides taken as positive, comes to one number.
    fn overlap(&self, other: &Array, most: Option<u64>) -> Found {
        if !self.same_owner(other) {
            return Found::Nothing;
        }
        let bounds = |array: &Array| array.layout.byte_bounds(array.dtype.itemsize());
        let (Some((first, end)), Some((other_first, other_end))) = (bounds(self), bounds(other))
        else {
            return Found::Nothing;
        };
        if first >= other_end || other_first >= end {
            return Found::Nothing;
        }
        if most == Some(0) {
            return Found::TooHard;
        }
        let Ok(sum) = i64::try_from((other_end - 1 - first).min(end - 1 - other_first)) else {
            return Found::Overflow;
        };
        let mut terms = Vec::new();
        for array in [self, other] {
            for (&extent, &stride) in std::iter::zip(array.shape(), array.strides()) {
                if extent <= 1 || stride == 0 {
                    continue;
                }
                let Some(coefficient) = stride.checked_abs() else {
                    return Found::Overflow;
                };
                terms.push(Term {
                    coefficient,
                    bound: extent - 1,
                });
            }
        }
        for array in [self, other] {
            let itemsize = i64::try_from(array.dtype.itemsize()).unwrap_or(i64::MAX);
            if itemsize > 1 {
                terms.push(Term {
                    coefficient: 1,
                    bound: itemsize - 1,
                });
            }
        }
        solve(&terms, sum, most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dtype::DType;
    use crate::index::Index;

    #[test]
    fn interleaved_slices_share_bounds_but_no_byte() {
        let a = Array::zeros(&[8], DType::I32).unwrap();
        let even = a.index(&[Index::every(2)]).unwrap();
        let odd = a
            .index(&[Index::Slice {
                start: Some(1),
                stop: None,
                step: Some(2),
            }])
            .unwrap();
        assert!(even.may_share_memory(&odd));
        assert!(!even.shares_memory(&odd));
        assert!(even.shares_memory(&a.flip(None).unwrap()));
        let stretched = a.broadcast_to(&[1 << 40, 8]).unwrap();
        assert!(stretched.shares_memory(&odd));
        assert!(!a.may_share_memory(&a.copy(crate::array::copy::CopyOrder::C).unwrap()));
        let none = a.index(&[Index::range(3, 3)]).unwrap();
        assert!(!a.may_share_memory(&none));
    }

    #[test]
    fn other_dtypes_meet_byte_by_byte() {
        let a = Array::zeros(&[4], DType::I64).unwrap();
        let bytes = a.view(DType::U8).unwrap();
        let sevenths = bytes
            .index(&[Index::Slice {
                start: Some(7),
                stop: None,
                step: Some(8),
            }])
            .unwrap();
        let firsts = bytes.index(&[Index::every(8)]).unwrap();
        assert!(sevenths.shares_memory(&a));
        assert!(!sevenths.shares_memory(&firsts));
        assert!(sevenths.may_share_memory(&firsts));
    }
}
