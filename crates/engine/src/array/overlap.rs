//! Whether two arrays share bytes: by their bounds, or exactly.
//! Knows layouts and buffer identity; reads no element.

use super::Array;
use crate::layout::{Dims, Layout};

impl Array {
    /// Whether both arrays look at bytes of one owner.
    pub fn same_owner(&self, other: &Array) -> bool {
        self.buffer.id() == other.buffer.id()
    }

    /// Whether the bounds of both arrays' bytes overlap (`np.may_share_memory`): cheap, and sometimes wrongly yes.
    pub fn may_share_memory(&self, other: &Array) -> bool {
        self.shared_bounds(other).is_some()
    }

    /// Whether some byte belongs to both arrays (`np.shares_memory`), exactly.
    ///
    /// All arrays over one buffer have one item size and whole-item strides, so two arrays share bytes just when they
    /// share an element's address. Inside the common bounds, one bit for each item marks what this array reaches, then
    /// the other's addresses are looked up: time and space grow with the elements, axes of stride 0 counted once.
    pub fn shares_memory(&self, other: &Array) -> bool {
        let Some((first, end)) = self.shared_bounds(other) else {
            return false;
        };
        let itemsize = self.dtype.itemsize() as i64;
        if self.dtype != other.dtype {
            return true;
        }
        let slot = |byte: i64| {
            (first..end)
                .contains(&byte)
                .then(|| usize::try_from((byte - first) / itemsize).ok())
                .flatten()
        };
        let mut reached =
            vec![0u64; usize::try_from((end - first) / itemsize / 64 + 1).unwrap_or(0)];
        for found in once_each(&self.layout).addresses().filter_map(slot) {
            if let Some(word) = reached.get_mut(found / 64) {
                *word |= 1 << (found % 64);
            }
        }
        once_each(&other.layout)
            .addresses()
            .filter_map(slot)
            .any(|found| {
                reached
                    .get(found / 64)
                    .is_some_and(|word| word >> (found % 64) & 1 == 1)
            })
    }

    /// The bytes inside both arrays' bounds; `None` when there are none, or the owners differ.
    fn shared_bounds(&self, other: &Array) -> Option<(i64, i64)> {
        if !self.same_owner(other) {
            return None;
        }
        let (first, end) = self.layout.byte_bounds(self.dtype.itemsize())?;
        let (other_first, other_end) = other.layout.byte_bounds(other.dtype.itemsize())?;
        let (first, end) = (first.max(other_first), end.min(other_end));
        (first < end).then_some((i64::try_from(first).ok()?, i64::try_from(end).ok()?))
    }
}

/// The layout without its axes of stride 0, which only repeat addresses. It must have elements.
fn once_each(layout: &Layout) -> Layout {
    let moving = || (0..layout.ndim()).filter(|&axis| layout.strides[axis] != 0);
    Layout {
        shape: moving().map(|axis| layout.shape[axis]).collect::<Dims>(),
        strides: moving().map(|axis| layout.strides[axis]).collect::<Dims>(),
        offset: layout.offset,
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
}
