//! The loops over several layouts of one shape: an odometer over all but the innermost, which is given as runs.
//! Knows layouts only; what is done with a run is the business of each plan's own file.

use crate::short::SmallVec;

use super::block::{BLOCK, Run};
use crate::layout::Layout;
use crate::layout::coalesce::coalesce;
use crate::layout::walk::Odometer;

/// Several layouts walked together.
#[derive(Debug)]
pub(super) struct Rows {
    outer: Odometer,
    strides: SmallVec<[i64; 4]>,
    length: usize,
    /// Elements of a row that are visited together.
    block: usize,
}

impl Rows {
    /// The loops over these layouts, whose axes turn in this order, slowest first; nothing where there is no element.
    pub(super) fn new(layouts: &[&Layout], order: &[usize]) -> Option<Self> {
        let loops = coalesce(layouts, order);
        let (inner, outer) = loops.split_last()?;
        if loops.iter().any(|one| one.length <= 0) {
            return None;
        }
        Some(Self {
            outer: Odometer::over_loops(outer, layouts.iter().map(|layout| layout.offset)),
            strides: inner.strides.iter().copied().collect(),
            length: usize::try_from(inner.length).unwrap_or(0),
            block: BLOCK,
        })
    }

    /// The bytes from one element of a row to the next, for each layout.
    pub(super) fn strides(&self) -> &[i64] {
        &self.strides
    }

    /// The rows, each as one run however long: for those that need no block to be laid side by side in.
    pub(super) fn unbroken(self) -> Self {
        let block = self.length.max(1);
        Self { block, ..self }
    }

    /// Goes through the rows a block at a time: `visit` is given the first byte and the stride of each layout, all with
    /// the same count.
    pub(super) fn each<E>(
        mut self,
        mut visit: impl FnMut(&[Run]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut runs: SmallVec<[Run; 4]> = SmallVec::new();
        while self.outer.advance() {
            for start in (0..self.length).step_by(self.block) {
                let count = self.block.min(self.length - start);
                runs.clear();
                for (&byte, &stride) in std::iter::zip(self.outer.bytes(), &self.strides) {
                    runs.push(Run {
                        byte: byte.wrapping_add(stride.wrapping_mul(start as i64)),
                        stride,
                        count,
                    });
                }
                visit(&runs)?;
            }
        }
        Ok(())
    }
}
