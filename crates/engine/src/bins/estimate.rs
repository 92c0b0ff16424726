//! How wide the bins of a histogram should be, by NumPy's eight estimators.
//! Each gives the width in the dtype in which NumPy computes it, a 0-d array; 0 where it has no opinion.

use super::edges::{Bins, Edge, Even, distance};
use super::histogram::counted;
use crate::array::Array;
use crate::compose::{double, fold, take, two, with};
use crate::error::{Error, Result};
use crate::scalar::Scalar;
use crate::sort::{self, Kind};
use crate::ufunc::{self, Operand};

/// An estimator: the elements and the range in, a width out.
pub(super) type Rule = fn(&Array, &Even) -> Result<Array>;

/// The estimator of this name.
pub(super) fn rule(name: &str) -> Option<Rule> {
    Some(match name {
        "auto" => auto,
        "doane" => doane,
        "fd" => freedman_diaconis,
        "rice" => rice,
        "scott" => scott,
        "sqrt" => square_root,
        "stone" => stone,
        "sturges" => sturges,
        _ => return None,
    })
}

/// From the smallest to the largest element.
fn spread(array: &Array) -> Result<Array> {
    let (least, most) = (fold("min", array)?, fold("max", array)?);
    distance(&Edge::Element(most), &Edge::Element(least))
}

fn scalar(value: f64) -> Result<Array> {
    Array::scalar(Scalar::F64(value))
}

fn count(array: &Array) -> f64 {
    array.size() as f64
}

fn square_root(array: &Array, _: &Even) -> Result<Array> {
    two(
        "divide",
        &spread(array)?,
        &scalar(libm::sqrt(count(array)))?,
    )
}

fn sturges(array: &Array, _: &Even) -> Result<Array> {
    let bins = libm::log2(count(array)) + 1.0;
    two("divide", &spread(array)?, &scalar(bins)?)
}

fn rice(array: &Array, _: &Even) -> Result<Array> {
    let bins = 2.0 * libm::pow(count(array), 1.0 / 3.0);
    with("divide", &spread(array)?, Operand::PyFloat(bins))
}

fn scott(array: &Array, _: &Even) -> Result<Array> {
    let factor = 24.0 * libm::sqrt(std::f64::consts::PI) / count(array);
    let factor = libm::pow(factor, 1.0 / 3.0);
    with("multiply", &fold("std", array)?, Operand::PyFloat(factor))
}

fn doane(array: &Array, _: &Even) -> Result<Array> {
    let size = count(array);
    let sigma = fold("std", array)?;
    if size <= 2.0 || double(&sigma)? <= 0.0 {
        return scalar(0.0);
    }
    let skew_error = libm::sqrt(6.0 * (size - 2.0) / ((size + 1.0) * (size + 3.0)));
    let moved = two("subtract", array, &fold("mean", array)?)?;
    let scaled = two("divide", &moved, &sigma)?;
    let cubed = with("power", &scaled, Operand::PyInt(3))?;
    let skew = ufunc::call("absolute", &[Operand::Array(&fold("mean", &cubed)?)])?;
    let ratio = two("divide", &skew, &scalar(skew_error)?)?;
    let more = with("add", &ratio, Operand::PyFloat(1.0))?;
    let more = ufunc::call("log2", &[Operand::Array(&more)])?;
    let bins = with("add", &more, Operand::PyFloat(1.0 + libm::log2(size)))?;
    two("divide", &spread(array)?, &bins)
}

/// Twice the distance of the quartiles over the cube root of the count.
fn freedman_diaconis(array: &Array, _: &Even) -> Result<Array> {
    if array.dtype.is_complex() {
        return Err(Error::type_("a must be an array of real numbers"));
    }
    let sorted = sort::sort(array, None, Kind::Quicksort)?;
    let between = two(
        "subtract",
        &quantile(&sorted, 0.75)?,
        &quantile(&sorted, 0.25)?,
    )?;
    let twice = with("multiply", &between, Operand::PyFloat(2.0))?;
    let factor = libm::pow(count(array), -1.0 / 3.0);
    with("multiply", &twice, Operand::PyFloat(factor))
}

/// An element of a sorted array, or a point on the line between two, from the nearer one. The distance of two integers is
/// taken in their own dtype, as NumPy takes it.
fn quantile(sorted: &Array, share: f64) -> Result<Array> {
    let last = sorted.size() - 1;
    let place = last as f64 * share;
    let below = libm::floor(place);
    let places = [below as i64, (below as i64 + 1).min(last)];
    let found = take(sorted, &Array::from_elements(&places, &[2])?, 0)?;
    let lower = found.index(&[crate::Index::Int(0)])?;
    let upper = found.index(&[crate::Index::Int(1)])?;
    let gap = two("subtract", &upper, &lower)?;
    let share = place - below;
    if share >= 0.5 {
        return two(
            "subtract",
            &upper,
            &two("multiply", &gap, &scalar(1.0 - share)?)?,
        );
    }
    two("add", &lower, &two("multiply", &gap, &scalar(share)?)?)
}

fn auto(array: &Array, even: &Even) -> Result<Array> {
    let by_quartiles = freedman_diaconis(array, even)?;
    let by_count = sturges(array, even)?;
    let half = with("divide", &square_root(array, even)?, Operand::PyInt(2))?;
    let wider = if double(&half)? > double(&by_quartiles)? {
        half
    } else {
        by_quartiles
    };
    if double(&by_count)? < double(&wider)? {
        return Ok(by_count);
    }
    Ok(wider)
}

/// The number of bins with the least estimated loss, each number tried.
fn stone(array: &Array, even: &Even) -> Result<Array> {
    let size = count(array);
    let spread = spread(array)?;
    let wide = double(&spread)?;
    if size <= 1.0 || wide == 0.0 {
        return scalar(0.0);
    }
    let most = 100.max(libm::sqrt(size) as i64);
    // Ends that are elements are found again among the elements, in their dtype.
    let range = match (&even.first, &even.last) {
        (Edge::Number(first), Edge::Number(last)) => Some((*first, *last)),
        _ => None,
    };
    let mut best = (f64::INFINITY, 1);
    for bins in 1..=most {
        let (counts, _) = counted(array, Bins::Count(bins), range, None)?;
        let width = double(&with("divide", &spread, Operand::PyInt(bins.into()))?)?;
        let shares = counts.to_vec::<f64>()?;
        let squares: f64 = shares
            .iter()
            .map(|share| (share / size) * (share / size))
            .sum();
        let loss = (2.0 - (size + 1.0) * squares) / width;
        if loss < best.0 || bins == 1 {
            best = (loss, bins);
        }
    }
    if best.1 == most {
        crate::record::warn("RuntimeWarning", || {
            "The number of bins estimated may be suboptimal.".to_owned()
        });
    }
    with("divide", &spread, Operand::PyInt(best.1.into()))
}
