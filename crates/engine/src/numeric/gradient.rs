//! `gradient` and `trapezoid`: slopes and areas from neighboring elements.
//! Composed of slices and ufuncs, in the order of NumPy's own, so that every rounding is the same.

use crate::array::Array;
use crate::compose::{cut, differences, fold, is_true, neighbors, two};
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::layout::axes::{Axes, normalize_axes, normalize_axis};
use crate::reduce::{self, Options};
use crate::ufunc::{self, Operand, heard};

/// The distance of neighbors: one for all, a Python number or an element, or the differences of given positions.
#[derive(Clone, Debug)]
enum Distance {
    Number(f64),
    Element(Array),
    Each(Array),
}

/// A number beside arrays.
#[derive(Clone, Debug)]
enum Factor {
    Number(f64),
    Array(Array),
}

impl Factor {
    fn operand(&self) -> Operand<'_> {
        match self {
            Factor::Number(value) => Operand::PyFloat(*value),
            Factor::Array(array) => Operand::Array(array),
        }
    }
}

/// The slopes along axes (`np.gradient`), one array for each: the shape and memory order of `values`, floats in their own
/// dtype and integers in `float64`.
///
/// `spacings` holds nothing, one number for all axes, or for each axis a number, a 0-d array or a 1-d array of positions. New
/// arrays.
///
/// # Errors
/// `ValueError: Shape of array too small to calculate a numerical gradient, …`,
/// `when 1d, distances must match the length of the corresponding dimension`,
/// `distances must be either scalars or 1d`, `'edge_order' greater than 2 not supported`, `repeated axis`;
/// `TypeError: invalid number of arguments`; as [`ufunc::call`].
pub fn gradient(
    values: &Array,
    spacings: &[Operand<'_>],
    axes: Option<&[i64]>,
    edge_order: i64,
) -> Result<Vec<Array>> {
    let ndim = values.ndim();
    let axes = match axes {
        None => (0..ndim).collect(),
        Some(axes) => heard(normalize_axes(axes, ndim, "repeated axis"))?,
    };
    let distances = heard(distances(values, spacings, &axes))?;
    if edge_order > 2 {
        return heard(Err(Error::value(
            "'edge_order' greater than 2 not supported",
        )));
    }
    let (values, dtype) = match values.dtype.kind() {
        Kind::Signed | Kind::Unsigned => (values.astype(DType::F64)?, DType::F64),
        Kind::Bool => (values.clone(), DType::F64),
        _ => (values.clone(), values.dtype),
    };
    let mut slopes = Vec::new();
    for (&axis, distance) in std::iter::zip(&axes, &distances) {
        if values.shape()[axis] < edge_order.saturating_add(1) {
            return heard(Err(Error::value(
                "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are \
                 required.",
            )));
        }
        let slope = values.zeros_like(Some(dtype))?;
        let line = Sides {
            values: &values,
            axis,
        };
        line.write_inner(&slope, distance)?;
        if edge_order == 1 {
            line.write_first_order(&slope, distance)?;
        } else {
            line.write_second_order(&slope, distance)?;
        }
        slopes.push(slope);
    }
    Ok(slopes)
}

fn distances(values: &Array, spacings: &[Operand<'_>], axes: &Axes) -> Result<Vec<Distance>> {
    let number = |spacing: &Operand<'_>| match *spacing {
        Operand::PyInt(value) => Some(Distance::Number(value as f64)),
        Operand::PyFloat(value) => Some(Distance::Number(value)),
        Operand::PyBool(value) => Some(Distance::Number(f64::from(u8::from(value)))),
        Operand::Array(array) if array.ndim() == 0 => Some(Distance::Element(array.clone())),
        _ => None,
    };
    if spacings.is_empty() {
        return Ok(vec![Distance::Number(1.0); axes.len()]);
    }
    if let [only] = spacings
        && let Some(distance) = number(only)
    {
        return Ok(vec![distance; axes.len()]);
    }
    if spacings.len() != axes.len() {
        return Err(Error::type_("invalid number of arguments"));
    }
    std::iter::zip(spacings, axes)
        .map(|(spacing, &axis)| match (number(spacing), spacing) {
            (Some(distance), _) => Ok(distance),
            (None, Operand::Array(positions)) => between(positions, values.shape()[axis]),
            (None, _) => Err(Error::type_("invalid number of arguments")),
        })
        .collect()
}

/// The distances between positions; one number where all are the same.
fn between(positions: &Array, length: i64) -> Result<Distance> {
    if positions.ndim() != 1 {
        return Err(Error::value("distances must be either scalars or 1d"));
    }
    if positions.size() != length {
        return Err(Error::value(
            "when 1d, distances must match the length of the corresponding dimension",
        ));
    }
    let positions = match positions.dtype.kind() {
        Kind::Signed | Kind::Unsigned => positions.astype(DType::F64)?,
        _ => positions.clone(),
    };
    let each = differences(&positions, 0)?;
    let first = each.index(&[Index::Int(0)])?;
    if is_true(&fold("all", &two("equal", &each, &first)?)?)? {
        return Ok(Distance::Element(first));
    }
    Ok(Distance::Each(each))
}

/// `left / right` of two factors, as Python divides numbers.
fn quotient(left: f64, right: &Factor) -> Result<Factor> {
    match right {
        Factor::Number(0.0) => Err(Error::new(
            ErrorClass::ZeroDivision,
            "float division by zero",
        )),
        Factor::Number(value) => Ok(Factor::Number(left / value)),
        Factor::Array(_) => {
            ufunc::call("divide", &[Operand::PyFloat(left), right.operand()]).map(Factor::Array)
        }
    }
}

fn times(left: f64, right: &Array) -> Result<Array> {
    ufunc::call("multiply", &[Operand::PyFloat(left), Operand::Array(right)])
}

fn negative(array: &Array) -> Result<Array> {
    ufunc::call("negative", &[Operand::Array(array)])
}

/// The elements along one axis.
struct Sides<'a> {
    values: &'a Array,
    axis: usize,
}

impl Sides<'_> {
    /// The elements at one place of the axis.
    fn at(&self, array: &Array, place: i64) -> Result<Array> {
        let mut indices = vec![Index::ALL; self.axis];
        indices.push(Index::Int(place));
        array.index(&indices)
    }

    fn cut(&self, start: Option<i64>, stop: Option<i64>) -> Result<Array> {
        cut(self.values, self.axis, start, stop)
    }

    /// Between the edges: the difference of the elements on both sides, or their sum weighted by the distances.
    fn write_inner(&self, slope: &Array, distance: &Distance) -> Result<()> {
        let (before, here, after) = (
            self.cut(None, Some(-2))?,
            self.cut(Some(1), Some(-1))?,
            self.cut(Some(2), None)?,
        );
        let inner = match distance {
            Distance::Each(each) => {
                let (after_here, before_here) = neighbors(each, 0)?;
                let weights = weights_between(&before_here, &after_here)?;
                self.weighted(&weights, [&before, &here, &after])?
            }
            Distance::Number(value) => {
                let both = two("subtract", &after, &before)?;
                let twice = Operand::PyFloat(2.0 * value);
                ufunc::call("divide", &[Operand::Array(&both), twice])?
            }
            Distance::Element(value) => {
                let both = two("subtract", &after, &before)?;
                two("divide", &both, &times(2.0, value)?)?
            }
        };
        cut(slope, self.axis, Some(1), Some(-1))?.put(&inner)
    }

    /// `a * x + b * y + c * z`; weights along the axis are given the other axes.
    fn weighted(&self, weights: &[Factor; 3], elements: [&Array; 3]) -> Result<Array> {
        let mut sum: Option<Array> = None;
        for (weight, elements) in std::iter::zip(weights, elements) {
            let mut shaped = weight.clone();
            if let Factor::Array(array) = weight
                && array.ndim() == 1
            {
                let mut shape = vec![1; self.values.ndim()];
                shape[self.axis] = -1;
                shaped = Factor::Array(array.reshape(&shape)?);
            }
            let part = ufunc::call("multiply", &[shaped.operand(), Operand::Array(elements)])?;
            sum = Some(match sum {
                None => part,
                Some(sum) => two("add", &sum, &part)?,
            });
        }
        sum.ok_or_else(|| Error::value("nothing to add"))
    }

    /// At the edges: the difference of the last two elements.
    fn write_first_order(&self, slope: &Array, distance: &Distance) -> Result<()> {
        for (place, next, before) in [(0, 1, 0), (-1, -1, -2)] {
            let difference = two(
                "subtract",
                &self.at(self.values, next)?,
                &self.at(self.values, before)?,
            )?;
            let step = match distance {
                Distance::Number(value) => Factor::Number(*value),
                Distance::Element(value) => Factor::Array(value.clone()),
                Distance::Each(each) => Factor::Array(each.index(&[Index::Int(place)])?),
            };
            let edge = ufunc::call("divide", &[Operand::Array(&difference), step.operand()])?;
            self.at(slope, place)?.put(&edge)?;
        }
        Ok(())
    }

    /// At the edges: a parabola through the last three elements.
    fn write_second_order(&self, slope: &Array, distance: &Distance) -> Result<()> {
        for (place, first) in [(0, 0), (-1, -3)] {
            let weights = match distance {
                Distance::Number(_) | Distance::Element(_) => {
                    let step = match distance {
                        Distance::Element(value) => Factor::Array(value.clone()),
                        Distance::Number(value) => Factor::Number(*value),
                        Distance::Each(each) => Factor::Array(each.clone()),
                    };
                    let by = if place == 0 {
                        [-1.5, 2.0, -0.5]
                    } else {
                        [0.5, -2.0, 1.5]
                    };
                    [
                        heard(quotient(by[0], &step))?,
                        heard(quotient(by[1], &step))?,
                        heard(quotient(by[2], &step))?,
                    ]
                }
                Distance::Each(each) if place == 0 => {
                    let d1 = each.index(&[Index::Int(0)])?;
                    let d2 = each.index(&[Index::Int(1)])?;
                    weights_at_start(&d1, &d2)?
                }
                Distance::Each(each) => {
                    let d1 = each.index(&[Index::Int(-2)])?;
                    let d2 = each.index(&[Index::Int(-1)])?;
                    weights_at_end(&d1, &d2)?
                }
            };
            let edge = self.weighted(
                &weights,
                [
                    &self.at(self.values, first)?,
                    &self.at(self.values, first + 1)?,
                    &self.at(self.values, first + 2)?,
                ],
            )?;
            self.at(slope, place)?.put(&edge)?;
        }
        Ok(())
    }
}

/// The weights of the element before, the element itself and the one after, from the distances to both.
fn weights_between(d1: &Array, d2: &Array) -> Result<[Factor; 3]> {
    let both = two("add", d1, d2)?;
    let before = two("divide", &negative(d2)?, &two("multiply", d1, &both)?)?;
    let here = two(
        "divide",
        &two("subtract", d2, d1)?,
        &two("multiply", d1, d2)?,
    )?;
    let after = two("divide", d1, &two("multiply", d2, &both)?)?;
    Ok([before, here, after].map(Factor::Array))
}

fn weights_at_start(d1: &Array, d2: &Array) -> Result<[Factor; 3]> {
    let both = two("add", d1, d2)?;
    let longer = two("add", &times(2.0, d1)?, d2)?;
    let first = two("divide", &negative(&longer)?, &two("multiply", d1, &both)?)?;
    let second = two("divide", &both, &two("multiply", d1, d2)?)?;
    let third = two("divide", &negative(d1)?, &two("multiply", d2, &both)?)?;
    Ok([first, second, third].map(Factor::Array))
}

fn weights_at_end(d1: &Array, d2: &Array) -> Result<[Factor; 3]> {
    let both = two("add", d1, d2)?;
    let reversed = two("add", d2, d1)?;
    let first = two("divide", d2, &two("multiply", d1, &both)?)?;
    let second = two("divide", &negative(&reversed)?, &two("multiply", d1, d2)?)?;
    let longer = two("add", &times(2.0, d2)?, d1)?;
    let third = two("divide", &longer, &two("multiply", d2, &both)?)?;
    Ok([first, second, third].map(Factor::Array))
}

/// The area under elements along an axis (`np.trapezoid`), the axis folded away: neighbors averaged, times their distance,
/// added up. The distances are `step`, or those of `positions`, 1-d along the axis or of as many axes. A new array.
///
/// # Errors
/// `IndexError: list assignment index out of range` for an axis that is not there;
/// `ValueError: diff requires input that is at least one dimensional`; as [`ufunc::call`].
pub fn trapezoid(
    values: &Array,
    positions: Option<&Array>,
    step: Operand<'_>,
    axis: i64,
) -> Result<Array> {
    let of_values = normalize_axis(axis, values.ndim())
        .map_err(|_| Error::index("list assignment index out of range"));
    let widths = match positions {
        None => None,
        Some(positions) if positions.ndim() == 0 => {
            return heard(Err(Error::value(
                "diff requires input that is at least one dimensional",
            )));
        }
        Some(positions) if positions.ndim() == 1 => {
            let widths = differences(positions, 0)?;
            let mut shape = vec![1; values.ndim()];
            shape[heard(of_values.clone())?] = widths.size();
            Some(widths.reshape(&shape)?)
        }
        Some(positions) => {
            let axis = heard(normalize_axis(axis, positions.ndim()))?;
            Some(differences(positions, axis)?)
        }
    };
    let (after, before) = neighbors(values, heard(of_values)?)?;
    let step = widths.as_ref().map_or(step, Operand::Array);
    let heights = two("add", &after, &before)?;
    let areas = ufunc::call("multiply", &[step, Operand::Array(&heights)])?;
    let areas = ufunc::call("divide", &[Operand::Array(&areas), Operand::PyFloat(2.0)])?;
    let along = Options {
        axis: Some(&[axis]),
        ..Options::default()
    };
    reduce::call("sum", &areas, along)
}
