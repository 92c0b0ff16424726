//! Calls made again: over layouts of the same shapes and strides a call has the plan it had before, but for the buffers that
//! it names, the bytes where layouts start, and Python numbers. So plans are kept a while, and only those put in anew.
//! Knows plans of calls without keyword arguments other than `out`; whatever is not kept is planned by `prepare`.

use std::cell::Cell;

use super::Operand;
use super::recent::Inputs;
use super::table::Ufunc;
use crate::array::Array;
use crate::error::Result;
use crate::layout::Layout;
use crate::plan::Elementwise;
use crate::promote::convert;

/// Plans that are kept at once.
const PLANS: usize = 16;

/// A plan with what it was made for.
#[derive(Debug)]
pub(super) struct Kept {
    inputs: Inputs,
    pub(super) plan: Elementwise,
}

thread_local! {
    static KEPT: [Cell<Option<Box<Kept>>>; PLANS] = const { [const { Cell::new(None) }; PLANS] };
}

/// What was kept in the place of a call, while another takes it; nothing while the thread ends.
fn swap(row: &Ufunc, inputs: Inputs, new: Option<Box<Kept>>) -> Option<Box<Kept>> {
    let place = inputs.place(row, PLANS);
    KEPT.try_with(|kept| kept[place].replace(new))
        .ok()
        .flatten()
}

/// The plan of this call, if it was made before. It is taken out, to be given back with [`keep`].
///
/// # Errors
/// `OverflowError` for a Python int out of bounds, as when the call is planned.
pub(super) fn find(
    row: &'static Ufunc,
    operands: &[Operand<'_>],
    out: Option<&Array>,
) -> Result<Option<Box<Kept>>> {
    let Some(inputs) = Inputs::of(operands.iter().map(Operand::input), None) else {
        return Ok(None);
    };
    let Some(mut kept) = swap(row, inputs, None) else {
        return Ok(None);
    };
    if kept.inputs != inputs
        || !std::ptr::eq(kept.plan.ufunc, row.name)
        || !kept.fits(operands, out)
    {
        return Ok(None);
    }
    kept.put_in(operands, out)?;
    Ok(Some(kept))
}

/// Keeps a plan.
pub(super) fn keep(row: &'static Ufunc, kept: Box<Kept>) {
    swap(row, kept.inputs, Some(kept));
}

impl Kept {
    /// A plan that [`find`] can find, if it is of a kind that is kept.
    pub(super) fn new(operands: &[Operand<'_>], plan: Elementwise) -> Option<Box<Self>> {
        let inputs = Inputs::of(operands.iter().map(Operand::input), None)?;
        let only = plan.entry.plain.second.is_none();
        only.then(|| Box::new(Self { inputs, plan }))
    }

    /// Whether everything that the plan was made from is as it was; the dtypes are.
    fn fits(&self, operands: &[Operand<'_>], out: Option<&Array>) -> bool {
        let plan = &self.plan;
        let output = match out {
            None => plan.output.fresh,
            Some(out) => {
                !plan.output.fresh
                    && out.writeable
                    && out.dtype == plan.output.dtype
                    && same_steps(&out.layout, &plan.output.layout)
            }
        };
        output
            && plan.kernel == plan.entry.kernel(0, false)
            && std::iter::zip(operands, &plan.operands).all(|(operand, planned)| {
                operand
                    .array()
                    .is_none_or(|array| same_steps(&array.layout, &planned.layout))
            })
    }

    /// Puts in what may differ. The output's buffer is named when the plan runs.
    fn put_in(&mut self, operands: &[Operand<'_>], out: Option<&Array>) -> Result<()> {
        let planned = self.plan.operands.iter_mut().zip(&self.plan.signature);
        for (operand, (planned, &read)) in operands.iter().zip(planned) {
            match operand.array() {
                Some(array) => {
                    planned.buffer = Some(array.buffer.id());
                    planned.layout.offset = array.layout.offset;
                    planned.broadcast.offset = array.layout.offset;
                }
                None => planned.constant = convert(operand.input(), read)?,
            }
        }
        if let Some(out) = out {
            self.plan.output.layout.offset = out.layout.offset;
        }
        Ok(())
    }
}

fn same_steps(one: &Layout, other: &Layout) -> bool {
    one.shape == other.shape && one.strides == other.strides
}
