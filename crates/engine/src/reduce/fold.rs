//! Folds along axes with a binary ufunc: the dtype it computes in, what it starts from, and the plan.
//! Knows layouts and dtypes; the loops are in `execute`.

use crate::short::SmallVec;

#[cfg(all(feature = "kept", feature = "lanes"))]
use super::again;
use super::{Initial, Options};
use crate::array::Array;
use crate::buffer::Buffer;
use crate::cast::{self, Casting};
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::execute;
use crate::kernel::{Flags, warning};
use crate::layout::axes::{Axes, converted, normalize_axes};
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout};
use crate::plan::{Kernel, Operand, Output, Reduce, merged_loops};
use crate::promote::{self, Input};
use crate::record::{warnings_heard, without_warnings};
use crate::scalar::Scalar;
use crate::ufunc::prepare::NOT_ALLOCATED;
use crate::ufunc::resolve::{no_matching_loop, resolve};
use crate::ufunc::{Ufunc, copy_of};

/// Elements that NumPy's iterator lays side by side at a time when it must copy (its buffer size).
const BUFFERED: i64 = 8192;

/// Folds an array with a row of the table, into `out` or a new array. What shares bytes with `out` is copied first.
pub(crate) fn fold(row: &'static Ufunc, array: &Array, options: Options<'_>) -> Result<Array> {
    #[cfg(all(feature = "kept", feature = "lanes"))]
    if let Some(result) = again::straight(row, array, &options, options.dtype) {
        return Ok(result);
    }
    #[cfg(all(feature = "kept", feature = "lanes"))]
    let asked = options;
    if let Some(mask) = options.mask() {
        let checked = cast::check_cast(mask.dtype, DType::Bool, Casting::Safe);
        checked.map_err(|error| mask.of_scalar(error))?;
    }
    #[cfg(feature = "records")]
    if super::half::folds_in_halves(row, array, options) {
        return super::half::fold(row, array, options);
    }
    let planned = plan(row, array.dtype, &array.layout, options)?;
    // Whatever the fold starts from was cast once.
    let initial = planned.initial.map_or(Initial::First, Initial::Scalar);
    let options = Options { initial, ..options };
    let shared = |one: &Array| options.out().is_some_and(|out| out.same_owner(one));
    if shared(array) {
        return fold(row, &copy_of(array)?, options);
    }
    if let Some(mask) = options.mask().filter(|mask| shared(mask)) {
        let copy = copy_of(mask)?;
        let mask = Some(&copy);
        return fold(row, array, Options { mask, ..options });
    }
    if let Some(out) = options.out().filter(|out| out.dtype != planned.accumulator) {
        return fold_and_cast(row, array, options, &planned, out);
    }
    if array.dtype != planned.accumulator {
        cast::check_elements(array, planned.accumulator)?;
        #[cfg(feature = "complex")]
        if array.dtype.is_complex()
            && !planned.accumulator.is_complex()
            && planned.accumulator != DType::Bool
            && planned.initial.is_none()
        {
            // What the fold starts from is cast before the others.
            cast::warn_of_lost_parts();
        }
    }
    let met = met_by_cast(array, planned.accumulator, &planned);
    // What is refused is not kept for the next call.
    crate::limit::grant_work(array.size())?;
    #[cfg(all(feature = "kept", feature = "lanes"))]
    again::keep(row, array, &asked, &planned);
    let (result, flags) = perform_told(planned, array, options.mask(), options.out())?;
    execute::warn_of(flags.and(met), "reduce");
    Ok(result)
}

/// What the cast of elements to the dtype of a fold meets. Where the first of them are the start, they are cast on their own
/// too, and what that meets is told at once.
pub(super) fn met_by_cast(array: &Array, computed: DType, planned: &Reduce) -> Flags {
    let given = array.dtype.native();
    if given == computed || !given.is_inexact() || !warnings_heard() {
        return Flags::NONE;
    }
    let met = |part: &Array| {
        part.scalars().fold(Flags::NONE, |flags, value| {
            flags.and(warning::of_cast(&value.to_bytes(), given, computed))
        })
    };
    if planned.initial.is_none() {
        let mut first = array.clone();
        for &axis in &planned.axes {
            first.layout.shape[axis] = first.layout.shape[axis].min(1);
        }
        execute::warn_of(met(&first).of_cast(), "cast");
        let chooses = matches!(planned.ufunc, "maximum" | "minimum" | "fmax" | "fmin");
        if chooses && matches!(computed, DType::F32 | DType::F64) {
            // NumPy's loops of these forget what was met before them.
            return Flags::NONE;
        }
    }
    met(array)
}

/// Folds in the dtype of the fold, and casts to `out` at the end, as NumPy's buffered iterator does.
fn fold_and_cast(
    row: &'static Ufunc,
    array: &Array,
    options: Options<'_>,
    planned: &Reduce,
    out: &Array,
) -> Result<Array> {
    // NumPy casts twice: what the fold starts from, and what it gives.
    #[cfg(feature = "complex")]
    if loses_parts(planned.accumulator, Some(out)) {
        cast::warn_of_lost_parts();
        cast::warn_of_lost_parts();
    }
    let begun = begun_in(array, planned, out.dtype)?;
    let array = begun.as_ref().unwrap_or(array);
    let wide = Array::zeros_over(
        out.order_kept(planned.accumulator.itemsize()),
        planned.accumulator,
    )?;
    let own = Options {
        out: Some(&wide),
        dtype: Some(planned.accumulator),
        ..options
    };
    let planned = plan(row, array.dtype, &array.layout, own)?;
    if array.dtype != planned.accumulator {
        cast::check_elements(array, planned.accumulator)?;
    }
    crate::limit::grant_work(array.size())?;
    let (wide, flags) = perform_told(planned, array, own.mask(), Some(&wide))?;
    put_folded(&wide, out, flags)
}

/// Casts what was folded to an `out` of another dtype; the array itself. Warns of what either met.
pub(super) fn put_folded(folded: &Array, out: &Array, flags: Flags) -> Result<Array> {
    if warnings_heard() {
        let met = folded.scalars().fold(flags, |flags, value| {
            flags.and(warning::of_cast(&value.to_bytes(), folded.dtype, out.dtype))
        });
        execute::warn_of(met, "reduce");
    }
    without_warnings(|| out.put(folded))?;
    Ok(out.clone())
}

/// The array as NumPy folds it into an `out` of a dtype with less room, where the first elements are the start: they lie in
/// `out` first, and are read from there. Nothing where that changes none.
pub(super) fn begun_in(array: &Array, planned: &Reduce, out: DType) -> Result<Option<Array>> {
    let computed = planned.accumulator;
    let kept = cast::can_cast(computed, out, Casting::Safe);
    if planned.initial.is_some() || kept || array.size() == 0 || !out.holds_numbers() {
        return Ok(None);
    }
    let copy = array.astype(computed)?;
    let mut first = copy.clone();
    for &axis in &planned.axes {
        first.layout.shape[axis] = 1;
    }
    // Of imaginary parts that are lost is told elsewhere.
    let narrow = match computed.is_complex() {
        true => without_warnings(|| first.astype(out))?,
        false => first.astype(out)?,
    };
    first.put(&narrow)?;
    Ok(Some(copy))
}

/// Whether an `out` keeps less of complex numbers than their real parts; a truth value looks at both.
#[cfg(feature = "complex")]
pub(crate) fn loses_parts(computed: DType, out: Option<&Array>) -> bool {
    let keeps = |dtype: DType| dtype.is_complex() || dtype == DType::Bool;
    computed.is_complex() && out.is_some_and(|out| !keeps(out.dtype))
}

/// Runs a plan on an array and a mask, neither of which shares bytes with `out`; the result, and what was met.
pub(crate) fn perform_told(
    mut planned: Reduce,
    array: &Array,
    mask: Option<&Array>,
    out: Option<&Array>,
) -> Result<(Array, Flags)> {
    let result = match out {
        Some(out) => out.clone(),
        None => Array::unwritten_over(planned.output.layout.clone(), planned.output.dtype)?,
    };
    planned.output.buffer = result.buffer.id();
    planned.operand.buffer = Some(array.buffer.id());
    let mut buffers: SmallVec<[Buffer; 3]> =
        SmallVec::from_iter([array.buffer.clone(), result.buffer.clone()]);
    if let (Some(mask), Some(planned)) = (mask, &mut planned.mask) {
        planned.buffer = Some(mask.buffer.id());
        buffers.push(mask.buffer.clone());
    }
    let flags = execute::perform_told(planned, &buffers)?;
    Ok((result, flags))
}

/// The dtype that a fold computes in.
///
/// # Errors
/// Those of the ufunc for these dtypes, and `No loop matching the specified signature and casting was found for ufunc
/// less` where a result could not go in again.
pub(crate) fn accumulator(
    row: &'static Ufunc,
    dtype: DType,
    out: Option<DType>,
    wanted: Option<DType>,
) -> Result<DType> {
    #[cfg(feature = "records")]
    if let Some(error) = crate::strings::no_fold(row, dtype) {
        return Err(error);
    }
    #[cfg(feature = "records")]
    if let Some(error) = super::fitting::no_cast(row, dtype, wanted) {
        return Err(error);
    }
    // Texts are refused, by the dtype that they have.
    let own = |dtype: DType| match dtype.holds_numbers() {
        true => dtype.native(),
        false => dtype,
    };
    let (dtype, out) = (own(dtype), out.map(own));
    let logical = row.name.starts_with("logical_");
    // Small integers are added in the widest, so that a sum does not wrap around at once.
    let wide = match dtype.kind() {
        Kind::Bool | Kind::Signed => Some(DType::I64),
        Kind::Unsigned => Some(DType::U64),
        _ => None,
    };
    let widens = matches!(row.name, "add" | "multiply") && out.is_none();
    let wanted = wanted.or(wide.filter(|_| widens));
    if logical && wanted.is_none_or(|wanted| wanted == DType::Bool) {
        return Ok(DType::Bool);
    }
    let inputs = match wanted {
        Some(wanted) => [wanted, wanted],
        None => [out.unwrap_or(dtype), dtype],
    };
    let resolved = resolve(row, &inputs.map(Input::Array), wanted, Casting::Unsafe);
    let resolved = resolved.map_err(|error| open_first(error, out.is_none()))?;
    let result = resolved.entry.plain.output;
    if resolved
        .entry
        .plain
        .inputs
        .iter()
        .any(|&input| input != result)
    {
        return Err(no_matching_loop(row.name));
    }
    Ok(result)
}

/// NumPy looks for a loop before the first operand, the result itself, has a dtype, and says so.
fn open_first(mut error: Error, open: bool) -> Error {
    if let (ErrorClass::UFuncType, true) = (error.class, open)
        && let Some((before, types)) = error.message.split_once('(')
        && types.starts_with('<')
        && let Some((_, after)) = types.split_once('>')
    {
        error.message = [before, "(None", after].concat();
    }
    error
}

/// The axes folded, ascending.
pub(crate) fn axes_of(axis: Option<&[i64]>, ndim: usize) -> Result<Axes> {
    match axis {
        None => Ok((0..ndim).collect()),
        // NumPy lets axis 0 and -1 slip through for a 0-d array.
        Some([0 | -1]) if ndim == 0 => Ok(Axes::new()),
        Some(axes) => {
            let axes =
                normalize_axes(axes, ndim, "duplicate value in 'axis'").map_err(converted)?;
            Ok((0..ndim).filter(|axis| axes.contains(axis)).collect())
        }
    }
}

/// Refuses a ufunc that has no such method.
pub(crate) fn check_row(row: &Ufunc, method: &str) -> Result<()> {
    if row.inputs != 2 {
        return Err(Error::value(format!(
            "{method} only supported for binary functions"
        )));
    }
    if row.outputs() != 1 {
        return Err(Error::value(format!(
            "{method} only supported for functions returning a single value"
        )));
    }
    Ok(())
}

/// Plans a fold. The operand's and the mask's buffers are left open, and the output's unless there is one.
pub(crate) fn plan(
    row: &'static Ufunc,
    dtype: DType,
    layout: &Layout,
    options: Options<'_>,
) -> Result<Reduce> {
    parts_of(row, dtype, layout, options)?.plan(dtype, layout, options.mask(), options.out())
}

/// What is known of a fold of such a layout.
///
/// # Errors
/// A ufunc that does not fold, axes that are not there or are too many, and an initial value that does not fit.
pub(super) fn parts_of(
    row: &'static Ufunc,
    dtype: DType,
    layout: &Layout,
    options: Options<'_>,
) -> Result<Parts> {
    check_row(row, "reduce")?;
    super::fitting::check_writeable(options)?;
    let axes = axes_of(options.axis, layout.ndim())?;
    let out = options.out();
    let accumulator = accumulator(row, dtype, out.map(|out| out.dtype), options.dtype)?;
    let reorderable =
        row.identity.is_some() || matches!(row.name, "maximum" | "minimum" | "fmax" | "fmin");
    if axes.len() > 1 && !reorderable {
        return Err(Error::value(format!(
            "reduction operation '{}' is not reorderable, so at most one axis may be specified",
            row.name
        )));
    }
    if let (Some(mask), Initial::Array(_)) = (options.mask(), options.initial()) {
        // Whether the mask fits is asked first.
        super::fitting::stretched_mask(mask, layout)?;
    }
    let initial = match options.initial() {
        Initial::Identity => row.identity_in(accumulator),
        Initial::First => None,
        Initial::Value(number) => Some(promote::convert_assigned(number, accumulator)?),
        Initial::Scalar(scalar) => Some(scalar.cast(accumulator)),
        Initial::Array(array) => Some(element_of(array, accumulator)?),
    };
    Ok(Parts {
        row,
        axes,
        accumulator,
        kept: accumulator,
        initial,
        keepdims: options.keepdims,
        order: None,
    })
}

/// The only element of an array without axes; bools ask any array of one element for its truth.
fn element_of(array: &Array, dtype: DType) -> Result<Scalar> {
    let only = array.size() == 1;
    if array.ndim() == 0 || only && dtype == DType::Bool {
        return array.reshape(&[])?.astype(dtype)?.item();
    }
    Err(crate::index::assign::several_for_one(dtype))
}

/// What is known of a fold before its shapes are looked at.
pub(crate) struct Parts {
    pub(crate) row: &'static Ufunc,
    /// The axes folded, ascending.
    pub(crate) axes: Axes,
    pub(crate) accumulator: DType,
    /// The dtype of a new result, if it is not that: then every run is rounded to it, and the next starts from there.
    pub(crate) kept: DType,
    pub(crate) initial: Option<Scalar>,
    pub(crate) keepdims: bool,
    /// The axes as they shall run, where that is not as they lie in memory.
    pub(crate) order: Option<Axes>,
}

impl Parts {
    /// The plan of the fold of a layout.
    ///
    /// # Errors
    /// An `out` or a mask of another shape, `output array is read-only`, and
    /// `zero-size array to reduction operation maximum which has no identity`.
    pub(crate) fn plan(
        self,
        dtype: DType,
        layout: &Layout,
        mask: Option<&Array>,
        out: Option<&Array>,
    ) -> Result<Reduce> {
        let mask = mask
            .map(|mask| super::fitting::stretched_mask(mask, layout))
            .transpose()?;
        let kept = match out {
            Some(out) => Some(self.kept_of(out, layout)?),
            None => None,
        };
        if mask.is_some() && self.initial.is_none() {
            return Err(Error::value(format!(
                "reduction operation '{}' does not have an identity, so to use a where mask one has to specify 'initial'",
                self.row.name
            )));
        }
        let masked = mask.as_ref().map(|mask| mask.broadcast.clone());
        let order = self.order.clone().unwrap_or_else(|| {
            let walked: SmallVec<[&Layout; 3]> =
                kept.iter().chain([layout]).chain(&masked).collect();
            loop_order(&walked)
        });
        let kept = kept.unwrap_or_else(|| kept_layout(layout, &self.axes, &order, self.kept));
        let stretched = Layout {
            shape: layout.shape.clone(),
            strides: (0..layout.ndim())
                .map(|axis| {
                    if self.axes.contains(&axis) {
                        0
                    } else {
                        kept.strides[axis]
                    }
                })
                .collect(),
            offset: kept.offset,
        };
        let is_folded = |axis: usize| self.axes.contains(&axis);
        let empty = (0..layout.ndim()).any(|axis| is_folded(axis) && layout.shape[axis] == 0);
        if self.initial.is_none() && empty {
            return Err(Error::value(format!(
                "zero-size array to reduction operation {} which has no identity",
                self.row.name
            )));
        }
        let loops = {
            let walked = std::iter::once(layout).chain(&masked).chain([&stretched]);
            merged_loops(&walked.collect::<SmallVec<[&Layout; 3]>>(), &order)
        };
        // A loop that stays in one place of the output folds.
        let lengths: SmallVec<[(i64, bool); 4]> = loops
            .iter()
            .map(|one| (one.length, one.output_stride == 0))
            .collect();
        let stored = out.map_or(self.kept, |out| out.dtype);
        let casts = dtype != self.kept || stored != self.kept;
        let (run_loops, run_elements) = run_of(&lengths, casts);
        let kernel = if mask.is_none() && stored == self.accumulator {
            kernel_of(self.row.name, dtype, self.accumulator, run_loops == 0)
        } else {
            Kernel::Scalar
        };
        Ok(Reduce {
            ufunc: self.row.name,
            shape: layout.shape.clone(),
            operand: Operand {
                buffer: None,
                dtype,
                layout: layout.clone(),
                broadcast: layout.clone(),
                cast: (dtype != self.accumulator).then_some(self.accumulator),
                constant: None,
            },
            mask,
            output: Output {
                buffer: out.map_or(NOT_ALLOCATED, |out| out.buffer.id()),
                dtype: stored,
                layout: match out {
                    Some(out) => out.layout.clone(),
                    None if self.keepdims => kept,
                    None => without_axes(&kept, &self.axes),
                },
                fresh: out.is_none(),
                cast: (stored != self.accumulator).then_some(self.accumulator),
            },
            stretched,
            axes: self.axes,
            keepdims: self.keepdims,
            accumulator: self.accumulator,
            initial: self.initial,
            order,
            loops,
            run_loops,
            run_elements,
            kernel,
        })
    }

    /// An `out` as the operand's axes see it, folded axes with length 1 and stride 0.
    fn kept_of(&self, out: &Array, layout: &Layout) -> Result<Layout> {
        let name = self.row.name;
        let expected = if self.keepdims {
            layout.ndim()
        } else {
            layout.ndim() - self.axes.len()
        };
        if out.ndim() != expected {
            let must = if self.keepdims {
                " (must match the operand's when keepdims=True)"
            } else {
                ""
            };
            return Err(Error::value(format!(
                "output parameter for reduction operation {name} has the wrong number of dimensions: Found {} but \
                 expected {expected}{must}",
                out.ndim()
            )));
        }
        self.check_out(out, layout)?;
        let mut kept = Layout {
            shape: Dims::new(),
            strides: Dims::new(),
            offset: out.layout.offset,
        };
        let mut own = 0;
        for axis in 0..layout.ndim() {
            let folded = self.axes.contains(&axis);
            if folded && !self.keepdims {
                kept.shape.push(1);
                kept.strides.push(0);
                continue;
            }
            let (length, stride) = (out.layout.shape[own], out.layout.strides[own]);
            kept.shape.push(length);
            kept.strides.push(if folded { 0 } else { stride });
            own += 1;
        }
        Ok(kept)
    }
}

/// The result's layout with folded axes of length 1, in the memory order of the operand.
fn kept_layout(layout: &Layout, axes: &[usize], order: &[usize], dtype: DType) -> Layout {
    let mut shape = layout.shape.clone();
    for &axis in axes {
        shape[axis] = 1;
    }
    Layout::packed_in_order(&shape, dtype.itemsize(), order)
}

fn without_axes(layout: &Layout, axes: &[usize]) -> Layout {
    let keep = |dims: &Dims| -> Dims {
        let kept = dims
            .iter()
            .enumerate()
            .filter(|(axis, _)| !axes.contains(axis));
        kept.map(|(_, &extent)| extent).collect()
    };
    Layout {
        shape: keep(&layout.shape),
        strides: keep(&layout.strides),
        offset: layout.offset,
    }
}

/// The kernel of a fold, as the thread's way says.
fn kernel_of(ufunc: &str, stored: DType, accumulator: DType, rows: bool) -> Kernel {
    #[cfg(feature = "lanes")]
    return crate::kernel::lanes::fold::chosen(ufunc, stored, accumulator, rows);
    #[cfg(not(feature = "lanes"))]
    {
        let _ = (ufunc, stored, accumulator, rows);
        Kernel::Scalar
    }
}

/// How many of the last loops make one run, and the most elements of a run.
///
/// One folding loop without a cast is a run however long it is. Several, or a cast, go through a buffer of 8192
/// elements: loops join the run until it is full, and the outermost of them is cut so that whole inner loops fit.
/// `loops` are (length, folds), outermost first.
fn run_of(loops: &[(i64, bool)], cast: bool) -> (usize, i64) {
    let folding = loops.iter().rev().take_while(|(_, folds)| *folds).count();
    let mut inner = loops.iter().rev().take(folding).map(|(length, _)| *length);
    let Some(mut total) = inner.next() else {
        return (0, 0);
    };
    if total > BUFFERED {
        return (1, if cast { BUFFERED } else { total });
    }
    let (mut run_loops, mut whole) = (1, total);
    for length in inner {
        run_loops += 1;
        total = total.saturating_mul(length);
        if total > BUFFERED {
            break;
        }
        whole = total;
    }
    if run_loops == 1 && !cast {
        return (1, total);
    }
    (run_loops, BUFFERED / whole.max(1) * whole)
}
