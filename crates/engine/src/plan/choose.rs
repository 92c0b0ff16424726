//! The plan of a choice: a selector says, element by element, which of several candidates is copied.
//! Plain data; `index` makes it for `where`, `choose` and `copyto`, `execute` reads it.

use super::{Bounds, Kernel, Operand, Output};
use crate::layout::Dims;
use crate::layout::axes::Axes;

/// How a selector's element is read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Selector {
    /// True takes the first candidate; false takes the second, or leaves the output alone where there is none.
    Truth,
    /// A number counts the candidates from 0.
    Number(Bounds),
}

/// Each element of the output copied from one candidate.
#[derive(Clone, PartialEq, Debug)]
pub struct Choose {
    /// The operation: `where`, `choose` or `copyto`.
    pub operation: &'static str,
    /// The shape all operands broadcast to.
    pub shape: Dims,
    /// How the selector is read.
    pub selector: Selector,
    /// The selector first, then the candidates, each cast to the output's dtype as it is read.
    pub operands: Vec<Operand>,
    /// The result.
    pub output: Output,
    /// The axes of the shape as they run, outermost first.
    pub order: Axes,
    /// Which loop runs.
    pub kernel: Kernel,
}

impl Choose {
    /// Which candidate an element of the selector takes, counted from 0. `Err` where it names none, `Ok(None)` where the
    /// output is left alone.
    pub(crate) fn candidate(&self, selected: i64) -> Result<Option<usize>, ()> {
        let count = self.operands.len().saturating_sub(1);
        match self.selector {
            Selector::Truth => {
                let place = usize::from(selected == 0);
                Ok(Some(place).filter(|&place| place < count))
            }
            Selector::Number(bounds) => {
                // Unlike an index, a choice does not count from the end.
                let refused = bounds == Bounds::Raise && selected < 0;
                let length = i64::try_from(count).unwrap_or(i64::MAX);
                let found = bounds.resolve(selected, length).filter(|_| !refused);
                let place = found.and_then(|place| usize::try_from(place).ok());
                place.map(Some).ok_or(())
            }
        }
    }
}
