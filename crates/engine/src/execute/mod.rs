//! The two readers of a plan: `run` computes it fast, `Replay` walks the same plan one touch at a time.
//! Knows plans and buffers; never an `Array`.

mod accumulate;
#[cfg(feature = "lanes")]
mod across;
mod at;
mod block;
mod choose;
mod compress;
mod contract;
#[cfg(feature = "random")]
mod draw;
mod elementwise;
mod folder;
#[cfg(feature = "lanes")]
mod folding;
mod gather;
mod in_order;
mod item;
mod known;
mod lines;
#[cfg(feature = "lanes")]
mod matrix;
mod moving;
mod nonzero;
mod reduce;
mod replay;
mod rows;
mod running;
mod sequence;
mod straight;
mod strips;
mod touch;

#[cfg(feature = "kept")]
pub(crate) use accumulate::Straight as StraightLine;
pub(crate) use accumulate::kernel_chosen as accumulation_kernel;
#[cfg(all(feature = "kept", feature = "lanes"))]
pub(crate) use choose::Straight as StraightChoice;
#[cfg(all(feature = "kept", feature = "lanes"))]
pub(crate) use folding::Straight as StraightFold;
pub(crate) use gather::first_outside;
pub use item::Item;
#[cfg(feature = "lanes")]
pub(crate) use matrix::kernel_of as product_kernel;
pub(crate) use nonzero::count_true;
pub use replay::Replay;
#[cfg(feature = "kept")]
pub(crate) use straight::{Lent, Straight};
#[cfg(feature = "kept")]
pub(crate) use strips::Straight as StraightDot;
pub(crate) use strips::has_running_sums;
pub use touch::{Read, Touch, Write};

use std::cell::Cell;

use crate::buffer::{Buffer, BufferId};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::kernel::Flags;
use crate::layout::size_of_shape;
use crate::limit::grant_work;
#[cfg(feature = "random")]
use crate::plan::Draw;
use crate::plan::{
    Accumulate, At, Choose, Compress, Contract, Elementwise, Gather, Lines, Move, Nonzero, Operand,
    Output, Parts, Plan, Reduce, Sequence,
};
use crate::record::{Event, keep, record_kept, warn, warnings_heard};
use crate::ufunc::{self, Loop};

/// Computes a plan. `buffers` holds every buffer the plan names, in any order.
///
/// # Errors
/// `ValueError: Integers to negative integer powers are not allowed.`, and when a named buffer is missing.
pub fn run(plan: &Plan, buffers: &[Buffer]) -> Result<()> {
    let flags = match plan {
        Plan::Elementwise(plan) => computed(plan, buffers, false),
        Plan::Reduce(plan) => computed(plan, buffers, false),
        Plan::Accumulate(plan) => computed(plan, buffers, false),
        Plan::At(plan) => computed(plan, buffers, false),
        Plan::Move(plan) => computed(plan, buffers, false),
        Plan::Lines(plan) => computed(plan, buffers, false),
        Plan::Contract(plan) => computed(plan, buffers, false),
        Plan::Gather(plan) => gathered(plan, buffers).map(|()| Flags::NONE),
        Plan::Compress(plan) => compressed(plan, buffers).map(|()| Flags::NONE),
        Plan::Choose(plan) => computed(plan, buffers, false),
        Plan::Nonzero(plan) => computed(plan, buffers, false),
        Plan::Sequence(plan) => computed(plan, buffers, false),
        #[cfg(feature = "random")]
        Plan::Draw(plan) => {
            draw::run(plan, &mut plan.source.clone(), buffers).map(|()| Flags::NONE)
        }
    };
    refuse(flags?)
}

/// A kind of plan. Each room of the engine performs its own kind by name, so that a program which never sorts, say,
/// holds no sort: only [`run`] and [`Replay::new`], which take any plan, hold them all.
pub(crate) trait Kind: Parts + Sized {
    /// Whether recorders are told.
    const TOLD: bool = cfg!(feature = "moves");
    /// Whether there is nothing to do, however far the axes reach: no loop is begun then.
    fn is_idle(&self) -> bool {
        writes_nothing(self)
    }
    /// How many elements are gone over, at least.
    fn work(&self) -> i64;
    /// Computes; what the loops met on the way. Floats are looked at for it only when `watched`.
    fn compute(&self, buffers: &[Buffer], watched: bool) -> Result<Flags>;
    /// What NumPy calls the operation in a warning.
    fn name(&self) -> &'static str;
    /// What a recorder is told.
    fn event(self) -> Event;
}

/// Whether a plan writes no byte: a result without elements, or one whose elements have no bytes. Beside an axis of length 0
/// the others may be as long as anybody likes, and so may any where elements have no bytes.
fn writes_nothing(plan: &impl Parts) -> bool {
    let output = plan.output();
    output.dtype.itemsize() == 0 || output.layout.shape.contains(&0)
}

/// Computes a plan if there is anything to do.
fn computed<P: Kind>(plan: &P, buffers: &[Buffer], watched: bool) -> Result<Flags> {
    if plan.is_idle() {
        return Ok(Flags::NONE);
    }
    grant_work(plan.work())?;
    plan.compute(buffers, watched)
}

/// Computes a plan that was performed before, with other buffers, when nobody listens.
#[cfg(feature = "kept")]
pub(crate) fn perform_again(plan: &Contract, buffers: &[Buffer]) -> Result<()> {
    computed(plan, buffers, false).map(drop)
}

fn gathered(plan: &Gather, buffers: &[Buffer]) -> Result<()> {
    if !plan.output.fresh {
        grant_work(size_of_shape(&plan.shape))?;
    }
    gather::run(plan, buffers)
}

fn compressed(plan: &Compress, buffers: &[Buffer]) -> Result<()> {
    if writes_nothing(plan) {
        return Ok(());
    }
    grant_work(size_of_shape(plan.shape()))?;
    compress::run(plan, buffers)
}

/// How many elements are gone over to write a result of this shape. One that was allocated for it is not too large.
fn work_into(output: &Output, shape: &[i64]) -> i64 {
    if output.fresh {
        return 0;
    }
    size_of_shape(shape)
}

impl Kind for Elementwise {
    const TOLD: bool = true;
    fn work(&self) -> i64 {
        work_into(&self.output, &self.shape)
    }
    fn compute(&self, buffers: &[Buffer], watched: bool) -> Result<Flags> {
        elementwise::run(self, buffers, watched)
    }
    fn name(&self) -> &'static str {
        self.ufunc
    }
    fn event(self) -> Event {
        Event::Compute(Plan::Elementwise(self))
    }
}

impl Kind for Reduce {
    fn work(&self) -> i64 {
        size_of_shape(&self.shape)
    }
    fn compute(&self, buffers: &[Buffer], watched: bool) -> Result<Flags> {
        reduce::run(self, buffers, watched)
    }
    fn name(&self) -> &'static str {
        "reduce"
    }
    fn event(self) -> Event {
        Event::Reduce(Plan::Reduce(self))
    }
}

impl Kind for Accumulate {
    fn work(&self) -> i64 {
        work_into(&self.output, &self.shape)
    }
    fn compute(&self, buffers: &[Buffer], watched: bool) -> Result<Flags> {
        accumulate::run(self, buffers, watched)
    }
    fn name(&self) -> &'static str {
        "accumulate"
    }
    fn event(self) -> Event {
        Event::Reduce(Plan::Accumulate(self))
    }
}

impl Kind for At {
    fn work(&self) -> i64 {
        size_of_shape(&self.shape)
    }
    fn compute(&self, buffers: &[Buffer], watched: bool) -> Result<Flags> {
        at::run(self, buffers, watched)
    }
    fn name(&self) -> &'static str {
        "at"
    }
    fn event(self) -> Event {
        Event::Compute(Plan::At(self))
    }
}

impl Kind for Move {
    fn work(&self) -> i64 {
        work_into(&self.output, &self.shape)
    }
    fn compute(&self, buffers: &[Buffer], watched: bool) -> Result<Flags> {
        moving::run(self, buffers, watched)
    }
    fn name(&self) -> &'static str {
        "cast"
    }
    fn event(self) -> Event {
        Event::Move(Plan::Move(self))
    }
}

impl Kind for Lines {
    /// A kernel may refuse though its result is empty.
    fn is_idle(&self) -> bool {
        self.turns == 0 || self.shape.contains(&0) || self.output.dtype.itemsize() == 0
    }
    fn work(&self) -> i64 {
        let read = self.operands.iter();
        read.map(|operand| size_of_shape(&operand.broadcast.shape))
            .fold(size_of_shape(&self.output.layout.shape), i64::max)
    }
    fn compute(&self, buffers: &[Buffer], _watched: bool) -> Result<Flags> {
        lines::run(self, buffers).map(|()| Flags::NONE)
    }
    fn name(&self) -> &'static str {
        self.kernel.name
    }
    fn event(self) -> Event {
        Event::Lines(Plan::Lines(self))
    }
}

impl Kind for Contract {
    fn work(&self) -> i64 {
        size_of_shape(&self.shape)
    }
    fn compute(&self, buffers: &[Buffer], watched: bool) -> Result<Flags> {
        contract::run(self, buffers)?;
        match self.warns_as {
            Some(_) if watched && cfg!(feature = "warnings") => contract::met(self, buffers),
            _ => Ok(Flags::NONE),
        }
    }
    fn name(&self) -> &'static str {
        self.warns_as.unwrap_or(self.name)
    }
    fn event(self) -> Event {
        Event::Compute(Plan::Contract(self))
    }
}

impl Kind for Choose {
    fn work(&self) -> i64 {
        work_into(&self.output, &self.shape)
    }
    fn compute(&self, buffers: &[Buffer], _watched: bool) -> Result<Flags> {
        choose::run(self, buffers).map(|()| Flags::NONE)
    }
    fn name(&self) -> &'static str {
        self.operation
    }
    fn event(self) -> Event {
        Event::Compute(Plan::Choose(self))
    }
}

impl Kind for Nonzero {
    fn work(&self) -> i64 {
        size_of_shape(&self.operand.layout.shape)
    }
    fn compute(&self, buffers: &[Buffer], _watched: bool) -> Result<Flags> {
        nonzero::run(self, buffers).map(|()| Flags::NONE)
    }
    fn name(&self) -> &'static str {
        "nonzero"
    }
    fn event(self) -> Event {
        Event::Compute(Plan::Nonzero(self))
    }
}

impl Kind for Sequence {
    fn work(&self) -> i64 {
        0
    }
    fn compute(&self, buffers: &[Buffer], _watched: bool) -> Result<Flags> {
        sequence::run(self, buffers).map(|()| Flags::NONE)
    }
    fn name(&self) -> &'static str {
        self.name
    }
    fn event(self) -> Event {
        Event::Compute(Plan::Sequence(self))
    }
}

/// Draws random values, and tells a recorder of it; the generator moves on.
#[cfg(feature = "random")]
pub(crate) fn perform_draw(
    plan: Draw,
    source: &mut crate::random::Source,
    buffers: &[Buffer],
) -> Result<()> {
    let kept = keep(|| read_by(&plan, buffers));
    draw::run(&plan, source, buffers)?;
    record_kept(kept, || Event::Draw(Plan::Draw(plan)));
    Ok(())
}

/// Runs a gather or a scatter, and tells a recorder what it was and why no view could do.
pub(crate) fn perform_gather(
    plan: Gather,
    buffers: &[Buffer],
    operation: impl FnOnce() -> String,
    why: &str,
) -> Result<()> {
    let kept = keep(|| read_by(&plan, buffers));
    gathered(&plan, buffers)?;
    record_kept(kept, || Event::Gather {
        operation: operation(),
        why: why.to_owned(),
        plan: Plan::Gather(plan),
    });
    Ok(())
}

/// Keeps what a mask keeps, or writes where it is true, and tells a recorder what it was and why no view could do.
pub(crate) fn perform_compress(
    plan: Compress,
    buffers: &[Buffer],
    operation: impl FnOnce() -> String,
    why: &str,
) -> Result<()> {
    let kept = keep(|| read_by(&plan, buffers));
    compressed(&plan, buffers)?;
    record_kept(kept, || Event::Gather {
        operation: operation(),
        why: why.to_owned(),
        plan: Plan::Compress(plan),
    });
    Ok(())
}

/// Computes a plan, tells a recorder of it, and warns of what it met as NumPy would.
pub(crate) fn perform<P: Kind>(plan: P, buffers: &[Buffer]) -> Result<()> {
    let name = plan.name();
    let flags = perform_told(plan, buffers)?;
    warn_of(flags, name);
    Ok(())
}

/// Computes a plan and tells a recorder of it; what it met is left to the caller to warn of.
pub(crate) fn perform_told<P: Kind>(plan: P, buffers: &[Buffer]) -> Result<Flags> {
    let kept = keep(|| read_by(&plan, buffers));
    let flags = computed(&plan, buffers, warnings_heard())?;
    refuse(flags)?;
    if P::TOLD {
        record_kept(kept, || plan.event());
    }
    Ok(flags)
}

/// [`perform_told`] of a plan that is needed afterward.
pub(crate) fn perform_lent<P: Kind + Clone>(plan: &P, buffers: &[Buffer]) -> Result<Flags> {
    let kept = keep(|| read_by(plan, buffers));
    let flags = computed(plan, buffers, warnings_heard())?;
    refuse(flags)?;
    if P::TOLD {
        record_kept(kept, || plan.clone().event());
    }
    Ok(flags)
}

thread_local! {
    static HUSHED: Cell<Flags> = const { Cell::new(Flags::NONE) };
}

/// Runs something as under `np.errstate` that ignores these float errors.
pub(crate) fn without<T>(flags: Flags, run: impl FnOnce() -> T) -> T {
    let before = HUSHED.get();
    HUSHED.set(before.and(flags));
    let result = run();
    HUSHED.set(before);
    result
}

/// Warns of what loops met, in NumPy's words and order.
pub(crate) fn warn_of(flags: Flags, name: &str) {
    let hushed = HUSHED.get();
    for (flag, what, name) in [
        (Flags::CAST_OVERFLOW, "overflow", "cast"),
        (Flags::CAST_INVALID, "invalid value", "cast"),
        (Flags::DIVIDE_BY_ZERO, "divide by zero", name),
        (Flags::OVERFLOW, "overflow", name),
        (Flags::INVALID, "invalid value", name),
    ] {
        if flags.contains(flag) && !hushed.contains(flag) {
            warn("RuntimeWarning", || format!("{what} encountered in {name}"));
        }
    }
}

/// The one thing met by an inner loop that NumPy refuses rather than warns of.
fn refuse(flags: Flags) -> Result<()> {
    if flags.contains(Flags::NEGATIVE_POWER) {
        return Err(Error::value(
            "Integers to negative integer powers are not allowed.",
        ));
    }
    Ok(())
}

/// The buffers that a plan reads.
fn read_by(plan: &impl Parts, buffers: &[Buffer]) -> Vec<Buffer> {
    let operands = plan.operands().into_iter();
    operands
        .filter_map(|operand| buffer_of(operand.buffer, buffers).ok().cloned())
        .collect()
}

/// The buffer of this name.
fn buffer_of(id: Option<BufferId>, buffers: &[Buffer]) -> Result<&Buffer> {
    let found = buffers.iter().find(|buffer| Some(buffer.id()) == id);
    found.ok_or_else(missing)
}

fn missing() -> Error {
    Error::value("a plan can only run with all the buffers that it names")
}

/// Where a plan must not write into bytes that it reads from.
fn apart(operand: &Operand, output: &Output) -> Result<()> {
    if operand.buffer == Some(output.buffer) {
        return Err(Error::value(
            "this plan cannot write into the bytes that it reads",
        ));
    }
    Ok(())
}

/// A plan asks for loops that are not there.
fn no_lanes() -> Error {
    Error::value("a plan names a loop over lanes that is not in the table")
}

/// The loop of a plan's signature.
/// The loop of a fold in a dtype; of halves, if it computes as they do.
#[cfg_attr(not(feature = "records"), allow(unused_variables))]
fn loop_of_fold(name: &str, dtype: DType, halves: bool) -> Result<&'static Loop> {
    let found = loop_of(name, &[dtype; 3])?;
    #[cfg(feature = "records")]
    if halves && let Some(row) = ufunc::find(name) {
        return Ok(ufunc::half::loop_for(row, found));
    }
    Ok(found)
}

fn loop_of(name: &str, signature: &[DType]) -> Result<&'static Loop> {
    let inputs = &signature[..signature.len().saturating_sub(1)];
    ufunc::find(name)
        .and_then(|row| row.loop_of(inputs))
        .ok_or_else(|| {
            Error::value(format!(
                "a plan names a loop of '{name}' that is not in the table"
            ))
        })
}

#[cfg(test)]
mod tests;
