//! Calls made again: over layouts of the same shapes and strides a call has the plan it had before, but for the buffers that
//! it names, the bytes where layouts start, and Python numbers. So plans are kept a while, and only those put in anew.
//! Knows plans of calls without keyword arguments other than `out`; whatever is not kept is planned by `prepare`.

use super::Operand;
use super::recent::Inputs;
use super::table::Ufunc;
use crate::array::Array;
use crate::error::Result;
use crate::execute::{Lent, Straight};
use crate::kept::{Shelf, Target, look, number_of, swap};
use crate::kernel::Flags;
use crate::layout::Shared;
use crate::plan::Elementwise;
use crate::promote::convert;
use crate::record::listening;

/// Plans that are kept at once.
const PLANS: usize = 64;

/// A plan with what it was made for.
#[derive(Debug)]
pub(super) struct Kept {
    place: usize,
    inputs: Inputs,
    /// Those of the operands that are arrays.
    layouts: [Option<Shared>; 3],
    target: Target,
    pub(super) plan: Elementwise,
    /// The plan as one block, where it is no more.
    straight: Option<Straight>,
}

thread_local! {
    static KEPT: Shelf<Kept, PLANS> = const { Shelf::new() };
}

/// Where a call is kept: calls over other layouts are mostly elsewhere.
fn place_of(row: &Ufunc, inputs: Inputs, operands: &[Operand<'_>], out: Option<&Array>) -> usize {
    let arrays = operands.iter().filter_map(Operand::array);
    let last = arrays.fold(usize::from(out.is_some()), |sum, array| {
        sum.wrapping_mul(7).wrapping_add(number_of(&array.layout))
    });
    inputs.place(row, PLANS).wrapping_add(last)
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
    let Some(mut kept) = swap(&KEPT, place_of(row, inputs, operands, out), None) else {
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

/// The result of a call that was made before and is one block. Nothing where it is anything else, or would be refused;
/// nor where somebody listens, who is told of a plan.
pub(super) fn straight(row: &'static Ufunc, operands: &[Operand<'_>]) -> Option<Array> {
    at_once(row, operands, None, |kept, straight| {
        let result = kept.target.fresh()?;
        kept.run(straight, operands, &result)?;
        Some(result)
    })
}

/// [`straight`] into an array.
pub(super) fn straight_into(
    row: &'static Ufunc,
    operands: &[Operand<'_>],
    out: &Array,
) -> Option<()> {
    at_once(row, operands, Some(out), |kept, straight| {
        kept.run(straight, operands, out)
    })
}

fn at_once<T>(
    row: &'static Ufunc,
    operands: &[Operand<'_>],
    out: Option<&Array>,
    run: impl FnOnce(&Kept, &Straight) -> Option<T>,
) -> Option<T> {
    if listening() {
        return None;
    }
    let inputs = Inputs::of(operands.iter().map(Operand::input), None)?;
    look(
        &KEPT,
        place_of(row, inputs, operands, out),
        |kept| match &kept.straight {
            Some(straight)
                if kept.inputs == inputs
                    && std::ptr::eq(kept.plan.ufunc, row.name)
                    && kept.fits(operands, out) =>
            {
                run(kept, straight)
            }
            _ => None,
        },
    )
}

/// Keeps a plan.
pub(super) fn keep(kept: Box<Kept>) {
    swap(&KEPT, kept.place, Some(kept));
}

impl Kept {
    /// A plan that [`find`] can find, if it is of a kind that is kept.
    pub(super) fn new(
        row: &Ufunc,
        operands: &[Operand<'_>],
        out: Option<&Array>,
        plan: Elementwise,
    ) -> Option<Box<Self>> {
        let inputs = Inputs::of(operands.iter().map(Operand::input), None)?;
        if plan.entry.plain.second.is_some() {
            return None;
        }
        let mut layouts = [const { None }; 3];
        for (slot, operand) in layouts.iter_mut().zip(operands) {
            *slot = operand.array().map(|array| array.layout.share());
        }
        let straight = Straight::of(&plan);
        Some(Box::new(Self {
            place: place_of(row, inputs, operands, out),
            inputs,
            layouts,
            target: Target::of(&plan.output)?,
            plan,
            straight,
        }))
    }

    /// Whether everything that the plan was made from is as it was; the dtypes are.
    fn fits(&self, operands: &[Operand<'_>], out: Option<&Array>) -> bool {
        let plan = &self.plan;
        self.target.fits(out)
            && plan.kernel == plan.entry.kernel(0, false)
            && std::iter::zip(operands, &self.layouts).all(|(operand, kept)| {
                match (operand.array(), kept) {
                    (Some(array), Some(kept)) => kept.same_steps(&array.layout),
                    _ => true,
                }
            })
    }

    /// Computes the one block. No input lies under the output.
    fn run(&self, straight: &Straight, operands: &[Operand<'_>], output: &Array) -> Option<()> {
        let mut lent = [const { None }; 3];
        let together = std::iter::zip(operands, &self.plan.signature);
        for ((operand, &read), slot) in together.zip(&mut lent) {
            *slot = Some(match operand.array() {
                Some(array) if array.same_owner(output) => return None,
                Some(array) => Lent::Bytes(array.buffer.bytes(), array.layout.offset),
                None => match Lent::float(operand.input(), read) {
                    Some(lent) => lent,
                    None => Lent::number(convert(operand.input(), read).ok()??)?,
                },
            });
        }
        let mut written = output.buffer.bytes_mut();
        let told = straight.run(&lent, &mut written, output.layout.offset)?;
        (!told.contains(Flags::NEGATIVE_POWER)).then_some(())
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
