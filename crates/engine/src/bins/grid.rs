//! Histograms of points in any number of dimensions: `histogramdd`, and `histogram2d`, which is made of it.
//! Composed as NumPy composes it: a search along each axis, the cells numbered in C order and counted.

use super::count::bincount;
use super::edges::{Bins, Even, counted as counted_bins, outer_edges, spaced, widths};
use super::search::{Side, searchsorted};
use crate::array::Array;
use crate::compose::{fold, is_true, neighbors, two, with};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::MAX_NDIM;
use crate::promote::{Input, promote_types};
use crate::ufunc::{self, Operand, heard};

/// The ends along one axis; what lies outside is left out.
type Range = Option<(Input, Input)>;

/// The bins along the axes of a grid.
#[derive(Clone, Copy, Debug)]
pub enum GridBins<'a> {
    /// The same for every axis.
    Same(Bins<'a>),
    /// One for each axis.
    Each(&'a [Bins<'a>]),
}

/// How a grid of bins is to be filled.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grid<'a> {
    /// A range for each axis; from the smallest to the largest coordinate unless given.
    pub ranges: Option<&'a [Range]>,
    /// Whether to give a density, whose sum over the volumes of the cells is 1.
    pub density: bool,
    /// What each point weighs.
    pub weights: Option<&'a Array>,
}

/// How many points lie in each cell of a grid, and the edges along each axis (`np.histogramdd`): `float64`, one axis for each
/// column of the sample, whose rows are points. A sample of one axis holds points on a line. New arrays.
///
/// # Errors
/// `ValueError: The dimension of bins must be equal to the dimension of the sample x.`,
/// `range argument must have one entry per dimension`, `` `bins[0]` must be positive, when an integer``,
/// `` `bins[1]` must be monotonically increasing, when an array``, `` `bins[0]` must be a scalar or 1d array``,
/// `too many values to unpack (expected 2)` for a sample of more axes,
/// `maximum supported dimension for an ndarray is currently 64, found 70`; those of [`super::histogram`] for ranges and of
/// [`bincount`] for weights; as [`crate::limit::grant`].
pub fn histogramdd(
    sample: &Array,
    bins: GridBins<'_>,
    grid: Grid<'_>,
) -> Result<(Array, Vec<Array>)> {
    heard(columns_of(sample).and_then(|columns| counted(&columns, bins, grid)))
}

/// How many points lie in each cell of a grid in the plane, and the edges along both axes (`np.histogram2d`). New arrays of
/// `float64`.
///
/// # Errors
/// `ValueError: x and y must have the same length.`; as [`histogramdd`].
pub fn histogram2d(
    x: &Array,
    y: &Array,
    bins: GridBins<'_>,
    grid: Grid<'_>,
) -> Result<(Array, Array, Array)> {
    let columns = heard(points(x, y))?;
    let (counts, edges) = heard(counted(&columns, bins, grid))?;
    match <[Array; 2]>::try_from(edges) {
        Ok([rows, columns]) => Ok((counts, rows, columns)),
        Err(_) => Err(Error::value("a plane has two axes")),
    }
}

/// The columns of a table of points.
fn columns_of(sample: &Array) -> Result<Vec<Array>> {
    let table = match sample.ndim() {
        0 | 1 => sample.reshape(&[-1, 1])?,
        2 => sample.clone(),
        _ => return Err(too_deep()),
    };
    let dimensions = table.shape()[1];
    crate::limit::grant(&[dimensions], DType::I64)?;
    if usize::try_from(dimensions).is_ok_and(|count| count > MAX_NDIM) {
        return Err(Error::value(format!(
            "maximum supported dimension for an ndarray is currently {MAX_NDIM}, found {dimensions}"
        )));
    }
    (0..dimensions)
        .map(|column| table.index(&[Index::ALL, Index::Int(column)]))
        .collect()
}

fn too_deep() -> Error {
    Error::value("too many values to unpack (expected 2)")
}

/// Both coordinates in their common dtype.
fn points(x: &Array, y: &Array) -> Result<Vec<Array>> {
    let (Some(first), Some(second)) = (x.shape().first(), y.shape().first()) else {
        return Err(Error::type_("len() of unsized object"));
    };
    if first != second {
        return Err(Error::value("x and y must have the same length."));
    }
    if x.ndim() > 1 || y.ndim() > 1 {
        return Err(too_deep());
    }
    let dtype = promote_types(x.dtype, y.dtype);
    let in_dtype = |array: &Array| match array.dtype == dtype {
        true => Ok(array.clone()),
        false => array.astype(dtype),
    };
    Ok(vec![in_dtype(x)?, in_dtype(y)?])
}

fn counted(columns: &[Array], bins: GridBins<'_>, grid: Grid<'_>) -> Result<(Array, Vec<Array>)> {
    let dimensions = columns.len();
    let given = match bins {
        GridBins::Each(bins) => bins.len(),
        // A name counts as the sequence of its letters.
        GridBins::Same(Bins::Rule(name)) => name.chars().count(),
        GridBins::Same(_) => dimensions,
    };
    if given != dimensions {
        return Err(Error::value(
            "The dimension of bins must be equal to the dimension of the sample x.",
        ));
    }
    if grid.ranges.is_some_and(|ranges| ranges.len() != dimensions) {
        return Err(Error::value(
            "range argument must have one entry per dimension",
        ));
    }
    let mut edges = Vec::with_capacity(dimensions);
    for (axis, values) in columns.iter().enumerate() {
        let bins = match bins {
            GridBins::Same(bins) => bins,
            GridBins::Each(bins) => bins[axis],
        };
        let range = grid.ranges.and_then(|ranges| ranges[axis]);
        edges.push(axis_edges(values, bins, range, axis)?);
    }
    let (places, cells) = numbered(columns, &edges)?;
    let count = cells.iter().fold(1i64, |all, &one| all.saturating_mul(one));
    let counts = bincount(&places, grid.weights, count)?;
    let counts = counts.reshape(&cells)?.astype(DType::F64)?;
    // What lies outside the grid was counted at both ends of each axis.
    let inner = vec![Index::range(1, -1); dimensions];
    let counts = counts.index(&inner)?;
    if !grid.density {
        return Ok((counts, edges));
    }
    let total = fold("sum", &counts)?;
    let mut density = counts;
    for (axis, edges) in edges.iter().enumerate() {
        let mut shape = vec![1; dimensions];
        shape[axis] = -1;
        density = two("divide", &density, &widths(edges)?.reshape(&shape)?)?;
    }
    let operands = [Operand::Array(&density), Operand::Array(&total)];
    ufunc::call_into("divide", &operands, &density)?;
    Ok((density, edges))
}

/// The number of each point's cell in C order, and how many cells each axis has, one more at each end.
fn numbered(columns: &[Array], edges: &[Array]) -> Result<(Array, Vec<i64>)> {
    let mut cells = Vec::with_capacity(edges.len());
    let mut places: Option<Array> = None;
    for (values, edges) in std::iter::zip(columns, edges) {
        let found = searchsorted(edges, values, Side::Right, None)?;
        let last = edges.index(&[Index::Int(-1)])?;
        // What lies on the last edge belongs to the last bin.
        let on_edge = two("equal", values, &last)?;
        let operands = [Operand::Array(&found), Operand::Array(&on_edge)];
        ufunc::call_into("subtract", &operands, &found)?;
        cells.push(edges.size() + 1);
        places = Some(match places {
            None => found,
            Some(before) => {
                let width = Operand::PyInt((edges.size() + 1).into());
                two("add", &with("multiply", &before, width)?, &found)?
            }
        });
    }
    let fits = cells
        .iter()
        .try_fold(1i64, |all, &one| all.checked_mul(one));
    if fits.is_none() {
        return Err(Error::value(
            "invalid dims: array size defined by dims is larger than the maximum possible size.",
        ));
    }
    match places {
        Some(places) => Ok((places, cells)),
        None => Err(Error::value("object of too small depth for desired array")),
    }
}

fn axis_edges(values: &Array, bins: Bins<'_>, range: Range, axis: usize) -> Result<Array> {
    match counted_bins(bins)? {
        Bins::Count(count) if count < 1 => Err(Error::value(format!(
            "`bins[{axis}]` must be positive, when an integer"
        ))),
        Bins::Count(count) => {
            let (first, last) = outer_edges(values, range)?;
            spaced(&Even { first, last, count })
        }
        Bins::Edges(edges) if edges.ndim() == 1 => {
            let (after, before) = neighbors(edges, 0)?;
            if is_true(&fold("any", &two("greater", &before, &after)?)?)? {
                return Err(Error::value(format!(
                    "`bins[{axis}]` must be monotonically increasing, when an array"
                )));
            }
            Ok(edges.clone())
        }
        Bins::Edges(_) => Err(Error::value(format!(
            "`bins[{axis}]` must be a scalar or 1d array"
        ))),
        Bins::Rule(_) => Err(Error::type_(
            "'<' not supported between instances of 'str' and 'int'",
        )),
    }
}
