//! Sorting: `sort`, `argsort`, `partition`, `argpartition`, `lexsort`. Places are sorted by keys, then elements are moved.
//! Knows which lines are sorted; `keys`, `order` and `select` do it for one line, one element at a time.
//!
//! Over lanes, `swift` does it by whole numbers that registers make of elements (`kernel::lanes::ordinal`): `digits` sorts
//! them without comparing any, and where NumPy's order of equal elements shows, `order` and `select` go the same way as ever
//! with the walk of `walk`, which takes a block at a time.

#[cfg(feature = "lanes")]
mod digits;
mod keys;
mod order;
#[cfg(any(feature = "complex", feature = "records"))]
mod parts;
mod select;
#[cfg(feature = "kept")]
mod straight;
#[cfg(feature = "lanes")]
mod swift;
#[cfg(feature = "lanes")]
mod walk;

use crate::short::SmallVec;

pub(crate) use keys::Keys;

use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::Dims;
use crate::layout::axes::{converted, normalize_axis};
use crate::limit;
use crate::lines::{Lined, Work, kept_layout, lines_first, packed};
use crate::plan::Kernel as Inner;
use crate::plan::lines::{Line, LineCall, LineKernel};
use crate::record::hearing;
use crate::ufunc::heard;

/// Which way of sorting; it decides the order of equal elements.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Kind {
    /// NumPy's introsort: equal elements may change places, always in the same way.
    #[default]
    Quicksort,
    /// In NumPy 2.4 the same as `Quicksort`.
    Heapsort,
    /// Equal elements keep their order (`'stable'`, `'mergesort'`).
    Stable,
}

impl Kind {
    /// The way of a NumPy name, of which the first letter counts.
    ///
    /// # Errors
    /// `ValueError: sort kind must be one of 'quick', 'heap', or 'stable' (got 'x')`.
    pub fn from_name(name: &str) -> Result<Self> {
        hearing(
            || match name.as_bytes().first().map(u8::to_ascii_lowercase) {
                Some(b'q') => Ok(Kind::Quicksort),
                Some(b'h') => Ok(Kind::Heapsort),
                Some(b'm' | b's') => Ok(Kind::Stable),
                _ => Err(Error::value(format!(
                    "sort kind must be one of 'quick', 'heap', or 'stable' (got '{name}')"
                ))),
            },
        )
    }
}

impl Kind {
    /// The way asked for by a name (`kind=`) or by whether it is to be stable (`stable=`), of which one may be given.
    ///
    /// # Errors
    /// ``ValueError: `kind` and keyword parameters can't be provided at the same time. Use only one of them.``; as
    /// [`Kind::from_name`].
    pub fn asked(name: Option<&str>, stable: Option<bool>) -> Result<Self> {
        hearing(|| {
            let named = name.map(Kind::from_name).transpose()?;
            match (named, stable) {
                (Some(_), Some(_)) => Err(Error::value(
                    "`kind` and keyword parameters can't be provided at the same time. Use only one of them.",
                )),
                (Some(kind), None) => Ok(kind),
                (None, Some(true)) => Ok(Kind::Stable),
                (None, _) => Ok(Kind::Quicksort),
            }
        })
    }
}

/// Refuses any way of selecting (`kind=` of `partition`) but the one there is.
///
/// # Errors
/// `ValueError: select kind must be 'introselect' (got 'x')`.
pub fn check_select_kind(name: &str) -> Result<()> {
    hearing(|| match name {
        "introselect" => Ok(()),
        _ => heard(Err(Error::value(format!(
            "select kind must be 'introselect' (got '{name}')"
        )))),
    })
}

static SORT: LineKernel = LineKernel {
    name: "sort",
    run: |call| move_elements(call, sorted_places),
};
static ARGSORT: LineKernel = LineKernel {
    name: "argsort",
    run: |call| tell_places(call, sorted_places),
};
static PARTITION: LineKernel = LineKernel {
    name: "partition",
    run: |call| move_elements(call, parted_places),
};
static ARGPARTITION: LineKernel = LineKernel {
    name: "argpartition",
    run: |call| tell_places(call, parted_places),
};
static ARGSORT_ROWS: LineKernel = LineKernel {
    name: "argsort rows",
    run: sort_rows,
};
static LEXSORT: LineKernel = LineKernel {
    name: "lexsort",
    run: |call| tell_places(call, lexsorted_places),
};

/// The same over lanes, where the thread's way says so, and the inner loop that a plan tells of.
#[cfg(feature = "lanes")]
macro_rules! over_lanes {
    ($($name:ident: $plain:ident, $swift:ident;)*) => {
        $(static $name: LineKernel = LineKernel {
            name: $plain.name,
            run: |call| match swift::$swift(call)? {
                true => Ok(()),
                false => ($plain.run)(call),
            },
        };)*

        fn chosen(plain: &'static LineKernel, dtype: DType) -> (&'static LineKernel, Inner) {
            if crate::kernels::way() == crate::kernels::Way::OneAtATime {
                return (plain, Inner::Scalar);
            }
            let inner = swift::kernel_of(dtype);
            $(if std::ptr::eq(plain, &$plain) {
                return (&$name, inner);
            })*
            (plain, Inner::Scalar)
        }
    };
}

#[cfg(feature = "lanes")]
over_lanes! {
    SORT_OVER_LANES: SORT, sort;
    ARGSORT_OVER_LANES: ARGSORT, argsort;
    PARTITION_OVER_LANES: PARTITION, partition;
    ARGPARTITION_OVER_LANES: ARGPARTITION, argpartition;
    LEXSORT_OVER_LANES: LEXSORT, lexsort;
}

#[cfg(not(feature = "lanes"))]
fn chosen(plain: &'static LineKernel, _: DType) -> (&'static LineKernel, Inner) {
    (plain, Inner::Scalar)
}

/// The places of a line's elements in their new order.
type Places = fn(&LineCall<'_>) -> Result<Vec<usize>>;

/// Writes each element where it is to stand.
fn move_elements(call: &mut LineCall<'_>, places: Places) -> Result<()> {
    let Some(&line) = call.inputs.first() else {
        return Ok(());
    };
    for (to, from) in places(call)?.into_iter().enumerate() {
        call.put(to, line.item(from), &[(0, from)]);
    }
    Ok(())
}

/// Writes from where each element is to come. With several keys, the last one's element is the one looked at first.
fn tell_places(call: &mut LineCall<'_>, places: Places) -> Result<()> {
    let keys = call.inputs.len();
    for (to, from) in places(call)?.into_iter().enumerate() {
        let reads: SmallVec<[(usize, usize); 4]> = (0..keys).map(|key| (key, from)).collect();
        call.put(to, &(from as i64).to_le_bytes(), &reads);
    }
    Ok(())
}

fn all_places(count: usize) -> Result<Vec<usize>> {
    limit::grant(&[i64::try_from(count).unwrap_or(i64::MAX)], DType::I64)?;
    Ok((0..count).collect())
}

fn sorted_places(call: &LineCall<'_>) -> Result<Vec<usize>> {
    let Some(&line) = call.inputs.first() else {
        return Ok(Vec::new());
    };
    let keys = Keys::of(line)?;
    let mut places = all_places(keys.len())?;
    sort_places(&keys, &mut places, call.arguments.first() == Some(&1))?;
    Ok(places)
}

fn sort_places(keys: &Keys, places: &mut [usize], stable: bool) -> Result<()> {
    if stable {
        order::merge_sort(keys, places, &mut all_places(places.len())?);
    } else {
        order::introsort(keys, places);
    }
    Ok(())
}

fn parted_places(call: &LineCall<'_>) -> Result<Vec<usize>> {
    let Some(&line) = call.inputs.first() else {
        return Ok(Vec::new());
    };
    let keys = Keys::of(line)?;
    let mut places = all_places(keys.len())?;
    if !line.dtype.holds_numbers() {
        // NumPy has no selection for texts and records: it sorts them.
        sort_places(&keys, &mut places, false)?;
        return Ok(places);
    }
    let mut selection = select::Selection::new(&keys, line.dtype.is_inexact());
    for &rank in call.arguments {
        selection.select(&mut places, usize::try_from(rank).unwrap_or(0));
    }
    Ok(places)
}

/// Sorts the rows of a table, which is one line, as wholes.
fn sort_rows(call: &mut LineCall<'_>) -> Result<()> {
    let (&[table], &[stable, width]) = (call.inputs, call.arguments) else {
        return Ok(());
    };
    let width = usize::try_from(width).unwrap_or(0);
    let keys = Keys::of_rows(table, width)?;
    let mut places = all_places(call.len())?;
    sort_places(&keys, &mut places, stable == 1)?;
    for (to, from) in places.into_iter().enumerate() {
        let row = from * width..(from + 1) * width;
        let reads: SmallVec<[(usize, usize); 4]> = row.map(|place| (0, place)).collect();
        call.put(to, &(from as i64).to_le_bytes(), &reads);
    }
    Ok(())
}

/// Sorted by the last key; where that is equal, by the one before, and so on.
fn lexsorted_places(call: &LineCall<'_>) -> Result<Vec<usize>> {
    let mut places = all_places(call.len())?;
    let mut spare = all_places(call.len())?;
    for &line in call.inputs {
        order::merge_sort(&Keys::of(line)?, &mut places, &mut spare);
    }
    Ok(places)
}

/// A sorted copy (`np.sort`): same shape and dtype, in the array's own memory order; one axis of all elements where
/// `axis` is `None`. NaN comes last.
///
/// # Errors
/// `AxisError`; as [`crate::limit::grant`].
pub fn sort(array: &Array, axis: Option<i64>, kind: Kind) -> Result<Array> {
    heard(moved(array, axis, &SORT, |_| Ok(stability(kind))))
}

/// Sorts the array itself along an axis (`a.sort()`); every view of its bytes sees it.
///
/// # Errors
/// `AxisError`; `ValueError: sort array is read-only`; as [`crate::limit::grant`] for the copy of a line.
pub fn sort_in_place(array: &Array, axis: i64, kind: Kind) -> Result<()> {
    heard(within(array, axis, "sort", &SORT, |_| Ok(stability(kind))))
}

/// From where the elements of the sorted array come (`np.argsort`): `int64`, the array's shape in C order, or one axis of all
/// elements where `axis` is `None`. New.
///
/// # Errors
/// `AxisError`; as [`crate::limit::grant`].
pub fn argsort(array: &Array, axis: Option<i64>, kind: Kind) -> Result<Array> {
    heard(told(array, axis, &ARGSORT, |_| Ok(stability(kind))))
}

/// A copy in which the elements of some ranks stand where sorting would put them, smaller ones before them and larger
/// ones after them (`np.partition`). Shape, dtype and memory order as for [`sort`].
///
/// # Errors
/// `ValueError: kth(=5) out of bounds (3)`; as [`sort`].
pub fn partition(array: &Array, ranks: &[i64], axis: Option<i64>) -> Result<Array> {
    heard(moved(array, axis, &PARTITION, |n| {
        resolved(ranks, n, array.size())
    }))
}

/// Partitions the array itself along an axis (`a.partition(kth)`).
///
/// # Errors
/// `ValueError: partition array is read-only`; as [`partition`].
pub fn partition_in_place(array: &Array, ranks: &[i64], axis: i64) -> Result<()> {
    heard(within(array, axis, "partition", &PARTITION, |n| {
        resolved(ranks, n, array.size())
    }))
}

/// From where the elements of the partitioned array come (`np.argpartition`); the result as that of [`argsort`].
///
/// # Errors
/// As [`partition`].
pub fn argpartition(array: &Array, ranks: &[i64], axis: Option<i64>) -> Result<Array> {
    heard(told(array, axis, &ARGPARTITION, |n| {
        resolved(ranks, n, array.size())
    }))
}

/// A copy sorted along the last axis and made complex (`np.sort_complex`): `complex64` for integers of one or two bytes,
/// else `complex128`; a complex array keeps its dtype.
///
/// # Errors
/// As [`sort`].
#[cfg(feature = "complex")]
pub fn sort_complex(array: &Array) -> Result<Array> {
    hearing(|| {
        let copied = array.copy(CopyOrder::K)?;
        sort_in_place(&copied, -1, Kind::Quicksort)?;
        let small = matches!(
            array.dtype,
            DType::I8 | DType::I16 | DType::U8 | DType::U16 | DType::C64
        );
        let dtype = if small { DType::C64 } else { DType::C128 };
        match copied.dtype == dtype {
            true => Ok(copied),
            false => copied.astype(dtype),
        }
    })
}

/// How often sorting all elements in one line compares two of them: what the order and the way of sorting cost.
///
/// # Errors
/// As [`crate::limit::grant`].
pub fn comparisons(array: &Array, kind: Kind) -> Result<u64> {
    hearing(|| {
        let flat = array.copied(CopyOrder::C)?;
        let bytes = flat.buffer.bytes();
        let line = Line {
            bytes: &bytes,
            dtype: flat.dtype,
        };
        let keys = Keys::of(line)?;
        sort_places(&keys, &mut all_places(keys.len())?, kind == Kind::Stable)?;
        Ok(keys.compared())
    })
}

/// From where the elements come when sorted by several keys, the last one first (`np.lexsort`). `int64`, the keys' shape in C
/// order; equal elements keep their order. New.
///
/// # Errors
/// `TypeError: need sequence of keys with len > 0 in lexsort`; `ValueError: all keys need to be the same shape`;
/// `AxisError`; as [`crate::limit::grant`].
pub fn lexsort(keys: &[Array], axis: i64) -> Result<Array> {
    heard(lexsorted(keys, axis))
}

/// From where the rows of a 2-d array come when they are sorted as wholes, their first elements counting most.
///
/// # Errors
/// As [`crate::limit::grant`].
pub(crate) fn argsort_rows(table: &Array, kind: Kind) -> Result<Array> {
    let &[rows, width] = table.shape() else {
        return Err(Error::value("rows are sorted in a 2-d array"));
    };
    let work = Work {
        kernel: &ARGSORT_ROWS,
        shape: Dims::new(),
        operands: vec![Lined::whole(table)],
        turns: rows,
        arguments: crate::short::short![i64::from(kind == Kind::Stable), width],
    };
    work.run_line(&[rows], DType::I64)
}

fn stability(kind: Kind) -> SmallVec<[i64; 4]> {
    crate::short::short![i64::from(kind == Kind::Stable)]
}

/// Ranks from the end made ranks from the start, ascending. Where there are no elements, any will do.
fn resolved(ranks: &[i64], length: i64, size: i64) -> Result<SmallVec<[i64; 4]>> {
    let mut found = ranks
        .iter()
        .map(|&rank| {
            let place = if rank < 0 {
                rank.saturating_add(length)
            } else {
                rank
            };
            if size != 0 && !(0..length).contains(&place) {
                return Err(Error::value(format!(
                    "kth(={place}) out of bounds ({length})"
                )));
            }
            Ok(place)
        })
        .collect::<Result<SmallVec<[i64; 4]>>>()?;
    // Few ranks: sorted by insertion, which takes no code that is not there already.
    for next in 1..found.len() {
        for place in (0..next).rev() {
            if found[place] <= found[place + 1] {
                break;
            }
            found.swap(place, place + 1);
        }
    }
    Ok(found)
}

/// The shape without an axis: what numbers the lines.
fn lines_of(array: &Array, axis: Option<usize>) -> (Dims, i64) {
    let mut shape = array.layout.shape.clone();
    match axis {
        None => (Dims::new(), array.size()),
        Some(axis) => {
            let length = shape.remove(axis);
            (shape, length)
        }
    }
}

/// One line of the array gives one line of as many elements.
fn work<'a>(
    array: &'a Array,
    axis: Option<usize>,
    kernel: &'static LineKernel,
    arguments: SmallVec<[i64; 4]>,
) -> Work<'a> {
    let (shape, turns) = lines_of(array, axis);
    Work {
        kernel,
        shape,
        operands: vec![Lined::along(array, axis)],
        turns,
        arguments,
    }
}

/// What a kernel needs to know, once the length of a line is known.
type Arguments<'a> = &'a dyn Fn(i64) -> Result<SmallVec<[i64; 4]>>;

fn moved(
    array: &Array,
    axis: Option<i64>,
    kernel: &'static LineKernel,
    arguments: impl Fn(i64) -> Result<SmallVec<[i64; 4]>>,
) -> Result<Array> {
    let axis = axis
        .map(|axis| normalize_axis(axis, array.ndim()))
        .transpose()?;
    #[cfg(feature = "kept")]
    if let Some(result) = straight::line(array, kernel, &arguments, array.dtype) {
        return result;
    }
    let size = array.dtype.itemsize();
    let layout = match axis {
        None => packed(&[array.size()], array.dtype),
        Some(_) => kept_layout(array, size),
    };
    into_new(array, axis, kernel, &arguments, layout, array.dtype)
}

fn told(
    array: &Array,
    axis: Option<i64>,
    kernel: &'static LineKernel,
    arguments: impl Fn(i64) -> Result<SmallVec<[i64; 4]>>,
) -> Result<Array> {
    // NumPy looks at a 0-d array as one of a single axis here.
    let axis = axis
        .map(|axis| normalize_axis(axis, array.ndim().max(1)))
        .transpose()
        .map_err(converted)?
        .filter(|_| array.ndim() > 0);
    #[cfg(feature = "records")]
    if array.dtype.itemsize() == 0 {
        // Elements without bytes are all alike.
        let alike = Array::zeros(array.shape(), DType::Bool)?;
        return told(&alike, axis.map(|axis| axis as i64), kernel, arguments);
    }
    #[cfg(feature = "kept")]
    if let Some(result) = straight::line(array, kernel, &arguments, DType::I64) {
        return result;
    }
    let layout = match axis {
        None => packed(&[array.size()], DType::I64),
        Some(_) => packed(array.shape(), DType::I64),
    };
    into_new(array, axis, kernel, &arguments, layout, DType::I64)
}

fn into_new(
    array: &Array,
    axis: Option<usize>,
    kernel: &'static LineKernel,
    arguments: Arguments<'_>,
    layout: crate::Layout,
    dtype: DType,
) -> Result<Array> {
    let (_, length) = lines_of(array, axis);
    let (kernel, inner) = chosen(kernel, array.dtype);
    let work = work(array, axis, kernel, arguments(length)?);
    let result = Array::unwritten_over(layout, dtype)?;
    let written = lines_first(&result.layout, axis);
    work.run_whole_into(inner, &result, written, true)?;
    Ok(result)
}

fn within(
    array: &Array,
    axis: i64,
    name: &str,
    kernel: &'static LineKernel,
    arguments: impl Fn(i64) -> Result<SmallVec<[i64; 4]>>,
) -> Result<()> {
    let axis = normalize_axis(axis, array.ndim())?;
    if !array.writeable {
        return Err(Error::value(format!("{name} array is read-only")));
    }
    let arguments = arguments(array.shape()[axis])?;
    let written = lines_first(&array.layout, Some(axis));
    let (kernel, inner) = chosen(kernel, array.dtype);
    work(array, Some(axis), kernel, arguments).run_whole_into(inner, array, written, false)
}

fn lexsorted(keys: &[Array], axis: i64) -> Result<Array> {
    let Some(first) = keys.first() else {
        return Err(Error::type_(
            "need sequence of keys with len > 0 in lexsort",
        ));
    };
    if keys.iter().any(|key| key.shape() != first.shape()) {
        return Err(Error::value("all keys need to be the same shape"));
    }
    let axis = match first.ndim() {
        0 => None,
        ndim => Some(normalize_axis(axis, ndim)?),
    };
    let (shape, turns) = lines_of(first, axis);
    let layout = packed(first.shape(), DType::I64);
    let result = Array::unwritten_over(layout, DType::I64)?;
    let written = lines_first(&result.layout, axis);
    let (kernel, inner) = chosen(&LEXSORT, first.dtype);
    let work = Work {
        kernel,
        shape,
        operands: keys.iter().map(|key| Lined::along(key, axis)).collect(),
        turns,
        arguments: SmallVec::new(),
    };
    work.run_whole_into(inner, &result, written, true)?;
    Ok(result)
}

#[cfg(test)]
mod tests;
