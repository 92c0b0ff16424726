//! `histogram`: how many elements lie in each bin, or how much they weigh.
//! Composed as NumPy composes it: bins of one width by arithmetic, others by searching the sorted elements.

use super::count::bincount;
use super::edges::{Bins, Even, distance, edges, inside, raveled, split_last, widths};
use super::search::{Side, searchsorted};
use crate::array::Array;
use crate::compose::{compress, cut, differences, fold, joined, parts_of, take, two, with};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::promote::Input;
use crate::reduce::{Options, cumsum};
use crate::sort::{self, Kind};
use crate::ufunc::{self, Operand, heard};

/// Elements looked at together, as NumPy bounds its memory; sums of weights are taken block by block.
const BLOCK: i64 = 65536;

/// How a histogram is to be made beyond its bins.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// The ends of the range; what lies outside is left out. The smallest and largest element unless given.
    pub range: Option<(Input, Input)>,
    /// Whether to give a density, whose sum over the widths is 1.
    pub density: bool,
    /// What each element weighs, an array of the same shape.
    pub weights: Option<&'a Array>,
}

/// How many elements lie in each bin, and the bins' edges, one more (`np.histogram`). The counts are `int64`, with weights of
/// the weights' dtype, with `density` `float64`; a bin holds its left edge, the last one both. New arrays of one axis.
///
/// # Errors
/// `ValueError`: `` `bins` must be positive, when an integer``, `` `bins` must increase monotonically, when an array``,
/// `` `bins` must be 1d, when an array``, `'x' is not a valid estimator for `bins``, `Too many bins for data range. …`,
/// `max must be larger than min in range parameter.`, `autodetected range of [nan, nan] is not finite`,
/// `weights should have the same shape as a.`; `TypeError: Automated estimation of the number of bins is not supported
/// for weighted data`; as [`crate::limit::grant`].
pub fn histogram(array: &Array, bins: Bins<'_>, given: Given<'_>) -> Result<(Array, Array)> {
    let (counts, edges) = heard(counted(array, bins, given.range, given.weights))?;
    if !given.density {
        return Ok((counts, edges));
    }
    let total = fold("sum", &counts)?;
    let density = two("divide", &counts, &widths(&edges)?)?;
    Ok((two("divide", &density, &total)?, edges))
}

/// The edges alone (`np.histogram_bin_edges`). A new array of one axis, or the edges that were given, as an array of their
/// own.
///
/// # Errors
/// As [`histogram`].
pub fn histogram_bin_edges(
    array: &Array,
    bins: Bins<'_>,
    range: Option<(Input, Input)>,
    weights: Option<&Array>,
) -> Result<Array> {
    let found = raveled(array, weights)
        .and_then(|(array, weights)| edges(&array, bins, range, weights.is_some()));
    Ok(heard(found)?.0)
}

pub(super) fn counted(
    array: &Array,
    bins: Bins<'_>,
    range: Option<(Input, Input)>,
    weights: Option<&Array>,
) -> Result<(Array, Array)> {
    if let Some(weights) = weights
        && weights.dtype.is_complex()
    {
        return counted_in_parts(array, bins, range, weights);
    }
    let (array, weights) = raveled(array, weights)?;
    let (edges, even) = edges(&array, bins, range, weights.is_some())?;
    let dtype = weights.as_ref().map_or(DType::I64, |weights| weights.dtype);
    let length = match &even {
        Some(even) => even.count,
        None => edges.size(),
    };
    let counts = Array::zeros(&[length], dtype)?;
    let mut start = 0;
    while start < array.size() {
        let stop = start.saturating_add(BLOCK);
        let part = |whole: &Array| cut(whole, 0, Some(start), Some(stop));
        let elements = part(&array)?;
        let weights = weights.as_ref().map(part).transpose()?;
        let more = match &even {
            Some(even) => by_width(&elements, weights.as_ref(), even, &edges)?,
            None => by_searching(&elements, weights.as_ref(), &edges)?,
        };
        let operands = [Operand::Array(&counts), Operand::Array(&more)];
        ufunc::call_into("add", &operands, &counts)?;
        start = stop;
    }
    match even {
        Some(_) => Ok((counts, edges)),
        None => Ok((differences(&counts, 0)?, edges)),
    }
}

/// Complex weights are added up part by part.
fn counted_in_parts(
    array: &Array,
    bins: Bins<'_>,
    range: Option<(Input, Input)>,
    weights: &Array,
) -> Result<(Array, Array)> {
    let mut made: Option<(Array, Array)> = None;
    for (number, part) in parts_of(weights)?.iter().enumerate() {
        let (counts, edges) = counted(array, bins, range, Some(part))?;
        let (sums, _) = match &mut made {
            Some(made) => made,
            None => made.insert((Array::zeros(counts.shape(), weights.dtype)?, edges)),
        };
        if let Some(part) = parts_of(sums)?.get(number) {
            part.put(&counts)?;
        }
    }
    made.ok_or_else(|| Error::value("weights have at least one part"))
}

/// The bin of each element is its distance from the first edge in widths, put right where rounding crossed an edge.
fn by_width(
    elements: &Array,
    weights: Option<&Array>,
    even: &Even,
    edges: &Array,
) -> Result<Array> {
    let keep = inside(elements, &even.first, &even.last)?;
    let kept = |array: &Array| match &keep {
        Some(keep) => compress(array, keep),
        None => Ok(array.clone()),
    };
    let (elements, weights) = (kept(elements)?, weights.map(kept).transpose()?);
    let elements = match elements.dtype == edges.dtype {
        true => elements,
        false => elements.astype(edges.dtype)?,
    };
    let bins = Operand::PyInt(even.count.into());
    let from_first = with("subtract", &elements, even.first.operand())?;
    let shares = two("divide", &from_first, &distance(&even.last, &even.first)?)?;
    let places = with("multiply", &shares, bins)?.astype(DType::I64)?;
    let moved = |name: &str, where_: &Array| {
        ufunc::call_into(
            name,
            &[Operand::Array(&places), Operand::Array(where_)],
            &places,
        )
    };
    moved("subtract", &with("equal", &places, bins)?)?;
    moved(
        "subtract",
        &two("less", &elements, &take(edges, &places, 0)?)?,
    )?;
    let next = take(edges, &with("add", &places, Operand::PyInt(1))?, 0)?;
    let beyond = two("greater_equal", &elements, &next)?;
    let not_last = with(
        "not_equal",
        &places,
        Operand::PyInt((even.count - 1).into()),
    )?;
    moved("add", &two("bitwise_and", &beyond, &not_last)?)?;
    let counts = bincount(&places, weights.as_ref(), even.count)?;
    let dtype = weights.map_or(DType::I64, |weights| weights.dtype);
    match counts.dtype == dtype {
        true => Ok(counts),
        false => counts.astype(dtype),
    }
}

/// How many of the sorted elements, or how much weight, lies before each edge; the last edge belongs to its bin.
fn by_searching(elements: &Array, weights: Option<&Array>, edges: &Array) -> Result<Array> {
    let before = |sorted: &Array| -> Result<Array> {
        let (starts, end) = split_last(edges)?;
        let starts = searchsorted(sorted, &starts, Side::Left, None)?;
        joined(&starts, &searchsorted(sorted, &end, Side::Right, None)?)
    };
    let Some(weights) = weights else {
        return before(&sort::sort(elements, Some(-1), Kind::Quicksort)?);
    };
    let order = sort::argsort(elements, Some(-1), Kind::Quicksort)?;
    let sorted = take(elements, &order, 0)?;
    let sums = cumsum(&take(weights, &order, 0)?, Some(0), Options::default())?;
    let sums = joined(&Array::zeros(&[1], weights.dtype)?, &sums)?;
    take(&sums, &before(&sorted)?, 0)
}
