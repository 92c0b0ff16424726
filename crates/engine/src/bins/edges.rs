//! The edges of histogram bins: as given, evenly spaced over a range, or as many as an estimator finds right.
//! Composed as NumPy composes them, in the dtypes in which NumPy computes.

use super::estimate;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::Casting;
use crate::compose::{compress, cut, double, fold, is_true, neighbors, two, with};
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::print::scalar_str;
use crate::promote::{self, Input, promote_types};
use crate::record::warn;
use crate::scalar::Scalar;
use crate::ufunc::{self, Arguments, Operand};

/// Which bins a histogram has.
#[derive(Clone, Copy, Debug)]
pub enum Bins<'a> {
    /// So many, of one width.
    Count(i64),
    /// Between these edges, a rising 1-d array.
    Edges(&'a Array),
    /// As many of one width as an estimator finds right: `auto`, `doane`, `fd`, `rice`, `scott`, `sqrt`, `stone`,
    /// `sturges`.
    Rule(&'a str),
}

/// An end of the range: an element of the array, or a number as the caller gave it.
#[derive(Clone, Debug)]
pub(super) enum Edge {
    Element(Array),
    Number(Input),
}

impl Edge {
    pub(super) fn operand(&self) -> Operand<'_> {
        match self {
            Edge::Element(array) => Operand::Array(array),
            Edge::Number(Input::PyInt(value)) => Operand::PyInt(*value),
            Edge::Number(Input::PyBool(value)) => Operand::PyBool(*value),
            Edge::Number(Input::PyFloat(value)) => Operand::PyFloat(*value),
            #[cfg(feature = "complex")]
            Edge::Number(Input::PyComplex(value)) => Operand::PyComplex(*value),
            Edge::Number(Input::Array(_)) => Operand::PyInt(0),
        }
    }

    fn is_finite(&self) -> Result<bool> {
        match self {
            Edge::Element(array) if array.dtype.is_inexact() => {
                is_true(&ufunc::call("isfinite", &[Operand::Array(array)])?)
            }
            other => Ok(other.double()?.is_finite()),
        }
    }

    fn input(&self) -> Input {
        match self {
            Edge::Element(array) => Input::Array(array.dtype),
            Edge::Number(number) => *number,
        }
    }

    fn double(&self) -> Result<f64> {
        match self {
            Edge::Element(array) => double(array),
            Edge::Number(Input::PyInt(value)) => Ok(*value as f64),
            Edge::Number(Input::PyFloat(value)) => Ok(*value),
            Edge::Number(Input::PyBool(value)) => Ok(f64::from(u8::from(*value))),
            Edge::Number(_) => Ok(f64::NAN),
        }
    }

    fn text(&self) -> Result<String> {
        Ok(match self {
            Edge::Element(array) => scalar_str(array.item()?),
            Edge::Number(Input::PyInt(value)) => value.to_string(),
            other => scalar_str(Scalar::F64(other.double()?)),
        })
    }

    /// The edge moved by half a unit.
    fn moved(&self, by: f64) -> Result<Self> {
        Ok(match self {
            Edge::Element(array) => Edge::Element(with("add", array, Operand::PyFloat(by))?),
            Edge::Number(_) => Edge::Number(Input::PyFloat(self.double()? + by)),
        })
    }
}

/// Bins of one width.
#[derive(Clone, Debug)]
pub(super) struct Even {
    pub(super) first: Edge,
    pub(super) last: Edge,
    pub(super) count: i64,
}

/// All elements of an array, bools as `uint8`, and their weights.
///
/// # Errors
/// `ValueError: weights should have the same shape as a.`
pub(super) fn raveled(array: &Array, weights: Option<&Array>) -> Result<(Array, Option<Array>)> {
    let array = match array.dtype {
        DType::Bool => {
            warn("RuntimeWarning", || {
                "Converting input from bool to <class 'numpy.uint8'> for compatibility.".to_owned()
            });
            &array.astype(DType::U8)?
        }
        _ => array,
    };
    if weights.is_some_and(|weights| weights.shape() != array.shape()) {
        return Err(Error::value("weights should have the same shape as a."));
    }
    let weights = weights.map(|weights| weights.ravel(CopyOrder::C));
    Ok((array.ravel(CopyOrder::C)?, weights.transpose()?))
}

/// The ends of the range: as given, or the smallest and the largest element, and never the same.
///
/// # Errors
/// `ValueError: max must be larger than min in range parameter.`, `supplied range of [0, inf] is not finite`,
/// `autodetected range of [nan, nan] is not finite`.
pub(super) fn outer_edges(array: &Array, range: Option<(Input, Input)>) -> Result<(Edge, Edge)> {
    let (first, last, how) = match range {
        Some((first, last)) => (Edge::Number(first), Edge::Number(last), "supplied"),
        None if array.size() == 0 => (
            Edge::Number(Input::PyInt(0)),
            Edge::Number(Input::PyInt(1)),
            "autodetected",
        ),
        None => (
            Edge::Element(fold("min", array)?),
            Edge::Element(fold("max", array)?),
            "autodetected",
        ),
    };
    if let Some(range) = range {
        check_rising(range)?;
        if first.double()? > last.double()? {
            return Err(Error::value(
                "max must be larger than min in range parameter.",
            ));
        }
    }
    if !(first.is_finite()? && last.is_finite()?) {
        return Err(Error::value(format!(
            "{how} range of [{}, {}] is not finite",
            first.text()?,
            last.text()?
        )));
    }
    let same = ufunc::call("equal", &[first.operand(), last.operand()])?;
    if is_true(&same)? {
        return Ok((first.moved(-0.5)?, last.moved(0.5)?));
    }
    Ok((first, last))
}

/// Refuses ends that Python cannot compare.
fn check_rising((first, last): (Input, Input)) -> Result<()> {
    let class = |input: Input| match input {
        Input::PyBool(_) => "bool",
        Input::PyInt(_) => "int",
        Input::PyFloat(_) => "float",
        _ => "complex",
    };
    let (first, last) = (class(first), class(last));
    if first == "complex" || last == "complex" {
        return Err(Error::type_(format!(
            "'>' not supported between instances of '{first}' and '{last}'"
        )));
    }
    Ok(())
}

/// The difference of two ends; that of signed integers in the unsigned dtype, where it always fits.
pub(super) fn distance(last: &Edge, first: &Edge) -> Result<Array> {
    let dtype = promote::result_type(&[last.input(), first.input()])?;
    let unsigned = match dtype {
        DType::I8 => DType::U8,
        DType::I16 => DType::U16,
        DType::I32 => DType::U32,
        DType::I64 => DType::U64,
        other => other,
    };
    let in_dtype = |edge: &Edge| match edge {
        Edge::Element(array) if array.dtype == dtype => Ok(array.clone()),
        Edge::Element(array) => array.astype(dtype),
        Edge::Number(number) => Array::scalar(promote::convert_assigned(*number, dtype)?),
    };
    let arguments = Arguments {
        dtype: Some(unsigned),
        casting: Some(Casting::Unsafe),
        ..Arguments::NONE
    };
    let (last, first) = (in_dtype(last)?, in_dtype(first)?);
    let operands = [Operand::Array(&last), Operand::Array(&first)];
    let results = ufunc::call_with("subtract", &operands, arguments)?;
    let result = results.into_iter().next();
    result.ok_or_else(|| Error::value("a ufunc has at least one output"))
}

/// The edges of the bins of a raveled array, and how they lie where they have one width.
///
/// # Errors
/// Those of [`super::histogram`] that speak of bins and ranges.
pub(super) fn edges(
    array: &Array,
    bins: Bins<'_>,
    range: Option<(Input, Input)>,
    weighted: bool,
) -> Result<(Array, Option<Even>)> {
    let even = match counted(bins)? {
        Bins::Edges(edges) => return given(edges).map(|edges| (edges, None)),
        Bins::Count(count) if count < 1 => {
            return Err(Error::value("`bins` must be positive, when an integer"));
        }
        Bins::Count(count) => {
            let (first, last) = outer_edges(array, range)?;
            Even { first, last, count }
        }
        Bins::Rule(name) => estimated(array, name, range, weighted)?,
    };
    let dtype = promote::result_type(&[
        even.first.input(),
        even.last.input(),
        Input::Array(array.dtype),
    ])?;
    let dtype = match dtype.kind() {
        Kind::Signed | Kind::Unsigned => promote_types(dtype, DType::F64),
        _ => dtype,
    };
    let spaced = spaced(&even)?;
    let edges = match spaced.dtype == dtype {
        true => spaced,
        false => spaced.astype(dtype)?,
    };
    let (after, before) = neighbors(&edges, 0)?;
    if is_true(&fold("any", &two("greater_equal", &before, &after)?)?)? {
        return Err(Error::value(format!(
            "Too many bins for data range. Cannot create {} finite-sized bins.",
            even.count
        )));
    }
    Ok((edges, Some(even)))
}

/// An integer without axes as the count that it is.
pub(super) fn counted(bins: Bins<'_>) -> Result<Bins<'_>> {
    Ok(match bins {
        Bins::Edges(edges)
            if edges.ndim() == 0 && matches!(edges.dtype.kind(), Kind::Signed | Kind::Unsigned) =>
        {
            let Scalar::I64(count) = edges.item()?.cast(DType::I64) else {
                return Ok(bins);
            };
            Bins::Count(count)
        }
        other => other,
    })
}

/// Edges that the caller gave.
fn given(edges: &Array) -> Result<Array> {
    if edges.ndim() != 1 {
        return Err(Error::value("`bins` must be 1d, when an array"));
    }
    let (after, before) = neighbors(edges, 0)?;
    if is_true(&fold("any", &two("greater", &before, &after)?)?)? {
        return Err(Error::value(
            "`bins` must increase monotonically, when an array",
        ));
    }
    Ok(edges.clone())
}

/// `np.linspace` from the first edge to the last: in short floats or complex where both are elements of it, else in `float64`.
pub(super) fn spaced(even: &Even) -> Result<Array> {
    let count = even.count.saturating_add(1);
    let own = match (&even.first, &even.last) {
        (Edge::Element(first), Edge::Element(last)) if first.dtype == last.dtype => first.dtype,
        _ => DType::F64,
    };
    #[cfg(feature = "records")]
    let short = own == DType::F16;
    #[cfg(not(feature = "records"))]
    let short = false;
    if own != DType::F32 && !short && !own.is_complex() {
        let (first, last) = (even.first.double()?, even.last.double()?);
        return Array::linspace(first, last, count, true, DType::F64);
    }
    let delta = ufunc::call("subtract", &[even.last.operand(), even.first.operand()])?;
    let gaps = Operand::PyInt(even.count.into());
    let step = with("divide", &delta, gaps)?;
    let numbers = Array::arange(0i64, count, 1i64, Some(own.real_part()))?;
    let numbers = match own.is_complex() {
        true => numbers.astype(own)?,
        false => numbers,
    };
    let spaced = if is_true(&with("equal", &step, Operand::PyInt(0))?)? {
        two("multiply", &with("divide", &numbers, gaps)?, &delta)?
    } else {
        two("multiply", &numbers, &step)?
    };
    let spaced = with("add", &spaced, even.first.operand())?;
    if let Edge::Element(last) = &even.last {
        spaced.index(&[Index::Int(-1)])?.put(last)?;
    }
    Ok(spaced)
}

fn estimated(
    array: &Array,
    name: &str,
    range: Option<(Input, Input)>,
    weighted: bool,
) -> Result<Even> {
    let Some(rule) = estimate::rule(name) else {
        return Err(Error::value(format!(
            "'{name}' is not a valid estimator for `bins`"
        )));
    };
    if weighted {
        return Err(Error::type_(
            "Automated estimation of the number of bins is not supported for weighted data",
        ));
    }
    let (first, last) = outer_edges(array, range)?;
    let array = match range {
        Some(_) => &inside(array, &first, &last)?
            .map_or_else(|| Ok(array.clone()), |inside| compress(array, &inside))?,
        None => array,
    };
    let mut even = Even {
        first,
        last,
        count: 1,
    };
    if array.size() == 0 {
        return Ok(even);
    }
    let mut width = rule(array, &even)?;
    if is_true(&with("equal", &width, Operand::PyInt(0))?)? {
        return Ok(even);
    }
    let whole = matches!(array.dtype.kind(), Kind::Signed | Kind::Unsigned);
    let one = Array::scalar(Scalar::I64(1))?;
    if whole && double(&width)? < 1.0 {
        width = one;
    }
    let count = two("divide", &distance(&even.last, &even.first)?, &width)?;
    if count.dtype.is_complex() {
        // Of complex numbers there is no next whole one.
        ufunc::call("ceil", &[Operand::Array(&count)])?;
    }
    let count = libm::ceil(double(&count)?);
    if count.is_nan() {
        return Err(Error::value("cannot convert float NaN to integer"));
    }
    if count.is_infinite() {
        return Err(Error::new(
            ErrorClass::Overflow,
            "cannot convert float infinity to integer",
        ));
    }
    even.count = count as i64;
    Ok(even)
}

/// Which elements lie in the range; nothing where all do.
pub(super) fn inside(array: &Array, first: &Edge, last: &Edge) -> Result<Option<Array>> {
    let keep = with("greater_equal", array, first.operand())?;
    let below = with("less_equal", array, last.operand())?;
    let operands = [Operand::Array(&keep), Operand::Array(&below)];
    ufunc::call_into("bitwise_and", &operands, &keep)?;
    if is_true(&fold("all", &keep)?)? {
        return Ok(None);
    }
    Ok(Some(keep))
}

/// The differences of neighboring edges as doubles.
pub(super) fn widths(edges: &Array) -> Result<Array> {
    let widths = crate::compose::differences(edges, 0)?;
    match widths.dtype {
        DType::F64 => Ok(widths),
        _ => widths.astype(DType::F64),
    }
}

/// All edges but the last, and the last one alone.
pub(super) fn split_last(edges: &Array) -> Result<(Array, Array)> {
    Ok((
        cut(edges, 0, None, Some(-1))?,
        cut(edges, 0, Some(-1), None)?,
    ))
}
