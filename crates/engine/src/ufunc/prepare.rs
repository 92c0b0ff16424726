//! Turns a ufunc, its inputs and perhaps an `out` into a plan: loop chosen, shapes broadcast, result laid out, loops
//! merged. Knows dtypes and layouts; allocates nothing.

use crate::short::SmallVec;

use super::resolve::{Resolved, resolve};
#[cfg(feature = "powers")]
use super::steady;
#[cfg(feature = "powers")]
use super::table::Entry;
use super::table::Ufunc;
use crate::array::copy::CopyOrder;
use crate::buffer::BufferId;
use crate::cast::{Casting, can_cast};
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::layout::axes::Axes;
use crate::layout::broadcast::broadcast_shape;
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, Order, shape_text};
#[cfg(feature = "powers")]
use crate::plan::LoopAxis;
use crate::plan::{Elementwise, Operand, Output, merged_loops};
use crate::promote::Input;

/// An input as a plan needs it: what it counts as for the dtype, and where its elements lie.
#[derive(Debug)]
pub(crate) struct Given<'a> {
    /// Its part in finding the loop.
    pub(crate) input: Input,
    /// Its own layout; that of a 0-d array for a Python number.
    pub(crate) layout: &'a Layout,
    /// Its bytes, where there are any.
    pub(crate) buffer: Option<BufferId>,
}

/// An array that takes a result.
#[derive(Debug)]
pub(crate) struct Into<'a> {
    /// Its bytes.
    pub(crate) buffer: BufferId,
    /// Its dtype.
    pub(crate) dtype: DType,
    /// Its layout.
    pub(crate) layout: &'a Layout,
    /// Whether it may be written.
    pub(crate) writeable: bool,
}

/// What a call asks for beyond its inputs.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    /// Arrays that take the results, in order; missing ones are made.
    pub(crate) outs: SmallVec<[Option<Into<'a>>; 2]>,
    /// Where to compute.
    pub(crate) mask: Option<Given<'a>>,
    /// The dtype of the results.
    pub(crate) dtype: Option<DType>,
    /// Which casts of inputs and results are allowed.
    pub(crate) casting: Casting,
    /// The memory order of new results.
    pub(crate) order: CopyOrder,
}

impl<'a> Wanted<'a> {
    fn mask(&self) -> Option<&Given<'a>> {
        self.mask.as_ref().filter(|_| cfg!(feature = "steered"))
    }

    fn order(&self) -> CopyOrder {
        if cfg!(feature = "steered") {
            self.order
        } else {
            CopyOrder::K
        }
    }
}

impl Default for Wanted<'_> {
    fn default() -> Self {
        Self {
            outs: SmallVec::new(),
            mask: None,
            dtype: None,
            casting: Casting::SameKind,
            order: CopyOrder::K,
        }
    }
}

/// The name of a buffer that is still to be allocated.
pub(crate) const NOT_ALLOCATED: BufferId = BufferId(0);

/// A call that can be planned: nothing in it can be refused any more.
#[derive(Debug)]
pub(crate) struct Prepared<'a, 'b> {
    row: &'static Ufunc,
    resolved: Resolved,
    given: &'a [Given<'a>],
    wanted: &'a Wanted<'b>,
    shape: Dims,
}

/// [`prepare`], whose refusals name the dtypes of the operands as these were given.
///
/// # Errors
/// As [`prepare`].
pub(super) fn prepare_told<'a, 'b>(
    row: &'static Ufunc,
    operands: &[super::Operand<'_>],
    given: &'a [Given<'a>],
    wanted: &'a Wanted<'b>,
) -> Result<Prepared<'a, 'b>> {
    let prepared = prepare(row, given, wanted);
    #[cfg(feature = "records")]
    let prepared = prepared.map_err(|error| super::as_given::told(error, operands));
    #[cfg(not(feature = "records"))]
    let _ = operands;
    prepared
}

/// Prepares a call.
///
/// # Errors
/// In NumPy's order: an `out` that cannot be written, the loop, inputs and an `out` that cannot be cast, the shapes.
pub(crate) fn prepare<'a, 'b>(
    row: &'static Ufunc,
    given: &'a [Given<'a>],
    wanted: &'a Wanted<'b>,
) -> Result<Prepared<'a, 'b>> {
    if outs(wanted).any(|(_, into)| !into.writeable) {
        return Err(Error::value("output array is read-only"));
    }
    let inputs: SmallVec<[Input; 3]> = given.iter().map(|one| one.input).collect();
    let resolved = resolve(row, &inputs, wanted.dtype, wanted.casting)?;
    for (number, into) in outs(wanted) {
        let output = resolved.entry.plain.outputs().nth(number).ok_or_else(|| {
            Error::value("The 'out' tuple must have exactly one entry per ufunc output")
        })?;
        check_output_dtype(
            row,
            number,
            resolved.kept(output),
            into.dtype,
            wanted.casting,
        )?;
    }
    Ok(Prepared {
        row,
        resolved,
        given,
        wanted,
        shape: shape_of(given, wanted)?,
    })
}

impl Prepared<'_, '_> {
    /// The number of outputs; each has a plan of its own.
    pub(crate) fn outputs(&self) -> usize {
        self.resolved.entry.plain.outputs().count()
    }

    /// Whether an `out` takes results in another dtype than the one they are rounded to, so that the plan cannot store them.
    #[cfg(feature = "records")]
    pub(crate) fn rounds_on_the_way(&self) -> bool {
        self.resolved.half
            && outs(self.wanted).any(|(number, into)| {
                let result = self.resolved.entry.dtype(number);
                let kept = self.resolved.kept(result);
                kept != result && into.dtype.native() != kept
            })
    }

    /// The plan of the output of this number. A new output's buffer is [`NOT_ALLOCATED`].
    pub(crate) fn plan(&self, number: usize) -> Elementwise {
        let (wanted, entry) = (self.wanted, self.resolved.entry);
        let (result, shape) = (entry.dtype(number), &self.shape);
        let operands = self.operands();
        let order = order_of(&operands, wanted, shape.len(), self.outputs());
        let output = match out_of(wanted, number) {
            Some(into) => Output {
                buffer: into.buffer,
                dtype: into.dtype,
                layout: into.layout.clone(),
                fresh: false,
                cast: (into.dtype != result).then_some(result),
            },
            None => {
                let kept = self.resolved.kept(result);
                let inputs = &operands[..self.given.len()];
                Output {
                    buffer: NOT_ALLOCATED,
                    dtype: kept,
                    layout: new_layout(inputs, shape, &order, kept, wanted),
                    fresh: true,
                    cast: (kept != result).then_some(result),
                }
            }
        };
        let loops = {
            let mut walked: Walked<'_> = operands.iter().map(|one| &one.broadcast).collect();
            walked.push(&output.layout);
            merged_loops(&walked, &order)
        };
        #[cfg(feature = "powers")]
        let entry = self.for_steady_exponents(entry, &operands, &output, &loops);
        Elementwise {
            ufunc: self.row.name,
            part: number,
            loops,
            operands,
            masked: wanted.mask().is_some(),
            output,
            signature: entry.plain.inputs.iter().copied().chain([result]).collect(),
            order,
            shape: shape.clone(),
            kernel: entry.kernel(number, wanted.mask().is_some()),
            entry,
        }
    }

    /// The loops of `power` where one exponent stands for all; other loops as they are.
    #[cfg(feature = "powers")]
    fn for_steady_exponents(
        &self,
        found: Entry,
        operands: &[Operand],
        output: &Output,
        loops: &[LoopAxis],
    ) -> Entry {
        let kept = self.resolved.kept(found.plain.output);
        match steady::loops_of(self.row, found) {
            Some(others)
                // A half is computed with in `float32`, and its loop asks for no exponent.
                if kept == found.plain.output
                    && steady::is_steady(operands, output, loops, self.wanted.mask().is_some()) =>
            {
                others
            }
            _ => found,
        }
    }

    /// The inputs, and behind them the mask.
    fn operands(&self) -> SmallVec<[Operand; 2]> {
        let mut operands = SmallVec::new();
        let loop_reads = self.resolved.entry.plain.inputs;
        let inputs = std::iter::zip(self.given, &self.resolved.constants);
        for ((one, &constant), &read) in inputs.zip(loop_reads) {
            let dtype = match one.input {
                Input::Array(dtype) => dtype,
                _ => read,
            };
            operands.push(Operand {
                buffer: one.buffer,
                dtype,
                broadcast: one.layout.stretched_to(&self.shape),
                layout: one.layout.clone(),
                cast: (dtype != read).then_some(read),
                constant,
            });
        }
        if let Some(mask) = self.wanted.mask() {
            operands.push(Operand {
                buffer: mask.buffer,
                dtype: DType::Bool,
                broadcast: mask.layout.stretched_to(&self.shape),
                layout: mask.layout.clone(),
                cast: None,
                constant: None,
            });
        }
        operands
    }
}

/// Layouts that are walked together: those of the operands, perhaps that of the output.
type Walked<'a> = SmallVec<[&'a Layout; 4]>;

/// The output of this number, if it exists already.
fn out_of<'a, 'b>(wanted: &'a Wanted<'b>, number: usize) -> Option<&'a Into<'b>> {
    let out = wanted.outs.get(number).and_then(Option::as_ref);
    out.filter(|_| cfg!(feature = "steered"))
}

/// The outputs that exist already, with their numbers.
fn outs<'a, 'b>(wanted: &'a Wanted<'b>) -> impl Iterator<Item = (usize, &'a Into<'b>)> {
    let numbers = 0..wanted.outs.len();
    numbers.filter_map(|number| Some((number, out_of(wanted, number)?)))
}

/// The order in which the axes turn: that of memory, unless another was asked for.
fn order_of(operands: &[Operand], wanted: &Wanted<'_>, ndim: usize, outputs: usize) -> Axes {
    let fortran = match wanted.order() {
        CopyOrder::K => {
            if ndim < 2 {
                return (0..ndim).collect();
            }
            let mut walked: Walked<'_> = operands.iter().map(|one| &one.broadcast).collect();
            walked.extend(outs(wanted).map(|(_, into)| into.layout));
            return loop_order(&walked);
        }
        CopyOrder::C => false,
        CopyOrder::F => true,
        CopyOrder::A => {
            let f = |one: &Operand| one.layout.is_f_contiguous(one.dtype.itemsize());
            let c = |one: &Operand| one.layout.is_c_contiguous(one.dtype.itemsize());
            operands.iter().all(f)
                // Of one output, NumPy asks for C order first.
                && !(outputs == 1 && operands.iter().all(c))
                && outs(wanted).all(|(_, out)| out.layout.is_f_contiguous(out.dtype.itemsize()))
        }
    };
    if fortran {
        (0..ndim).rev().collect()
    } else {
        (0..ndim).collect()
    }
}

/// The layout of a new result: the memory order of the inputs.
///
/// Where every array input has the result's shape, lies in Fortran order and needs no cast, NumPy takes a shorter way that
/// gives the strides of a fresh Fortran array; they differ on axes of length 1 only.
fn new_layout(
    operands: &[Operand],
    shape: &[i64],
    order: &[usize],
    dtype: DType,
    wanted: &Wanted<'_>,
) -> Layout {
    let mut arrays = operands
        .iter()
        .filter(|one| one.layout.ndim() > 0)
        .peekable();
    // Of one axis or none, an array in Fortran order is one in C order.
    let shorter_way = shape.len() > 1 && wanted.order() == CopyOrder::K && wanted.mask().is_none();
    let all_fortran = shorter_way
        && arrays.peek().is_some()
        && arrays.all(|one| {
            let itemsize = one.dtype.itemsize();
            // A half is computed with in `float32`, which NumPy does not count as a cast.
            (one.cast.is_none() || one.dtype == dtype)
                && one.layout.shape.as_slice() == shape
                && one.layout.is_f_contiguous(itemsize)
                && !one.layout.is_c_contiguous(itemsize)
        });
    if all_fortran {
        Layout::contiguous(shape, dtype.itemsize(), Order::F)
    } else {
        Layout::packed_in_order(shape, dtype.itemsize(), order)
    }
}

/// The shape all inputs and the mask broadcast to; an `out` must have it already.
fn shape_of(given: &[Given<'_>], wanted: &Wanted<'_>) -> Result<Dims> {
    let inputs = given.iter().map(|one| one.layout.shape.as_slice());
    let mask = wanted
        .mask()
        .into_iter()
        .map(|one| one.layout.shape.as_slice());
    let own = || outs(wanted).map(|(_, into)| into.layout.shape.as_slice());
    // All shapes are in the sentence when they do not agree, those of `out` among them.
    let all: SmallVec<[&[i64]; 4]> = inputs.clone().chain(own()).chain(mask.clone()).collect();
    let shape = broadcast_shape(&all)?;
    if let Some(wrong) = own().find(|own| *own != shape.as_slice()) {
        return Err(Error::value(format!(
            "non-broadcastable output operand with shape {} doesn't match the broadcast shape {}",
            shape_text(wrong),
            shape_text(&shape)
        )));
    }
    Ok(shape)
}

/// Refuses to store results of a dtype in another.
pub(super) fn check_output_dtype(
    row: &Ufunc,
    number: usize,
    result: DType,
    stored: DType,
    casting: Casting,
) -> Result<()> {
    if can_cast(result, stored, casting) {
        return Ok(());
    }
    let which = if row.outputs() == 1 {
        "output".to_owned()
    } else {
        format!("output {}", row.inputs + number)
    };
    Err(Error::new(
        ErrorClass::UFuncOutputCasting,
        format!(
            "Cannot cast ufunc '{}' {which} from {} to {} with casting rule '{}'",
            row.name,
            result.repr(),
            stored.repr(),
            casting.name()
        ),
    ))
}
