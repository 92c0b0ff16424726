//! Coordinates of the points of a grid: `meshgrid`, `indices`, `mgrid`, `ogrid`.
//! Knows arrays and ufunc calls; full grids are written by moves, open ones are views that broadcast.

use super::Array;
use super::broadcast::broadcast_arrays;
use super::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::promote::{self, Input};
use crate::record::hearing;
use crate::ufunc::{self, Operand, heard};

/// How `meshgrid` is to lay out its grid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Meshing {
    /// `indexing='ij'`: the first array runs along the first axis; otherwise (`'xy'`) along the second.
    pub matrix: bool,
    /// Whether each coordinate keeps length 1 on the others' axes.
    pub sparse: bool,
    /// Whether the results get bytes of their own.
    pub copy: bool,
}

impl Default for Meshing {
    fn default() -> Self {
        Self {
            matrix: false,
            sparse: false,
            copy: true,
        }
    }
}

/// Each coordinate at every point of the grid that these 1-d arrays span (`np.meshgrid`).
///
/// New arrays, or without `copy` views: stretched ones may still be written, although they repeat elements.
///
/// # Errors
/// As [`crate::limit::grant`].
pub fn meshgrid(arrays: &[&Array], meshing: Meshing) -> Result<Vec<Array>> {
    hearing(|| {
        let ndim = arrays.len();
        crate::limit::check_ndim(ndim)?;
        let open: Vec<Array> = arrays
            .iter()
            .enumerate()
            .map(|(number, array)| {
                let mut shape = vec![1; ndim];
                shape[number] = -1;
                let column = array.reshape(&shape)?;
                if !meshing.matrix && ndim > 1 && number < 2 {
                    shape.swap(0, 1);
                    return column.reshape(&shape);
                }
                Ok(column)
            })
            .collect::<Result<_>>()?;
        let grid = if meshing.sparse {
            open
        } else {
            broadcast_arrays(&open.iter().collect::<Vec<_>>())?
        };
        if !meshing.copy {
            return Ok(grid);
        }
        grid.iter().map(|one| one.copy(CopyOrder::C)).collect()
    })
}

/// The index of each axis at every point of a grid, in one array with an axis in front (`np.indices`). A new array of this
/// dtype in C order.
///
/// # Errors
/// As [`Array::arange`] and [`crate::limit::grant`].
pub fn indices(lengths: &[i64], dtype: DType) -> Result<Array> {
    heard(filled_indices(lengths, dtype))
}

fn filled_indices(lengths: &[i64], dtype: DType) -> Result<Array> {
    let shape: Vec<i64> = std::iter::once(lengths.len() as i64)
        .chain(lengths.iter().copied())
        .collect();
    let grid = Array::blank(&shape, dtype)?;
    for (number, one) in sparse_indices(lengths, dtype)?.iter().enumerate() {
        let layout = grid.layout.pick_axis(0, number as i64)?;
        grid.over(layout).put(one)?;
    }
    Ok(grid)
}

/// The index of each axis along that axis alone, the others of length 1 (`np.indices(…, sparse=True)`). New arrays of this
/// dtype in C order.
///
/// # Errors
/// As [`indices`].
pub fn sparse_indices(lengths: &[i64], dtype: DType) -> Result<Vec<Array>> {
    hearing(|| {
        crate::limit::check_ndim(lengths.len())?;
        (0..lengths.len())
            .map(|axis| {
                let mut shape = vec![1; lengths.len()];
                shape[axis] = lengths[axis];
                Array::arange(0, lengths[axis], 1, Some(dtype))?.reshape(&shape)
            })
            .collect()
    })
}

/// One axis of a grid: `start:stop:step` between the brackets of `mgrid`.
#[derive(Clone, Copy, Debug)]
pub struct GridAxis {
    /// The first coordinate.
    pub start: Input,
    /// Where the axis ends: not reached with a step, the last one with a number of points.
    pub stop: Input,
    /// How the coordinates follow each other.
    pub step: GridStep,
}

/// How the coordinates of a grid's axis follow each other.
#[derive(Clone, Copy, Debug)]
pub enum GridStep {
    /// By so much.
    By(Input),
    /// So many of them, the last one at the end: Python's `5j`.
    Points(f64),
}

impl GridAxis {
    /// What the axis adds to finding the dtype.
    fn inputs(&self) -> [Input; 3] {
        let step = match self.step {
            GridStep::By(step) => step,
            GridStep::Points(points) => Input::PyFloat(points.abs()),
        };
        [self.start, self.stop, step]
    }

    /// How many coordinates there are.
    fn length(&self) -> Result<i64> {
        let count = match self.step {
            GridStep::Points(points) => libm::trunc(points.abs()),
            GridStep::By(step) => {
                let step = real(step);
                if step == 0.0 {
                    return Err(Error::new(ErrorClass::ZeroDivision, "division by zero"));
                }
                libm::ceil((real(self.stop) - real(self.start)) / step)
            }
        };
        if count.is_nan() {
            return Err(Error::value("cannot convert float NaN to integer"));
        }
        if count.is_infinite() {
            return Err(Error::new(
                ErrorClass::Overflow,
                "cannot convert float infinity to integer",
            ));
        }
        Ok(count as i64)
    }

    /// From one coordinate to the next.
    fn distance(&self) -> Input {
        match self.step {
            GridStep::By(step) => step,
            GridStep::Points(points) => {
                let count = libm::trunc(points.abs());
                if count == 1.0 {
                    return Input::PyInt(1);
                }
                Input::PyFloat((real(self.stop) - real(self.start)) / (count - 1.0))
            }
        }
    }

    /// Counted coordinates moved to where they belong.
    fn placed(&self, counted: &Array) -> Result<Array> {
        let steps = ufunc::call(
            "multiply",
            &[Operand::Array(counted), operand(self.distance())],
        )?;
        ufunc::call("add", &[Operand::Array(&steps), operand(self.start)])
    }
}

fn real(input: Input) -> f64 {
    match input {
        Input::PyBool(value) => f64::from(u8::from(value)),
        Input::PyInt(value) => value as f64,
        Input::PyFloat(value) => value,
        _ => f64::NAN,
    }
}

fn operand<'a>(input: Input) -> Operand<'a> {
    match input {
        Input::PyBool(value) => Operand::PyBool(value),
        Input::PyInt(value) => Operand::PyInt(value),
        other => Operand::PyFloat(real(other)),
    }
}

/// The lengths of all axes and the dtype of their coordinates.
fn measured(axes: &[GridAxis]) -> Result<(Vec<i64>, DType)> {
    let lengths = axes.iter().map(GridAxis::length).collect::<Result<_>>()?;
    let mut inputs = vec![Input::PyInt(0)];
    inputs.extend(axes.iter().flat_map(GridAxis::inputs));
    Ok((lengths, promote::result_type(&inputs)?))
}

/// Every coordinate at every point of a grid, in one array with an axis in front (`np.mgrid[0:3, 0:1:5j]`). A new array,
/// `int64` where all starts, stops and steps are whole, else `float64`.
///
/// # Errors
/// `ZeroDivisionError: division by zero`; as [`indices`].
pub fn mgrid(axes: &[GridAxis]) -> Result<Array> {
    hearing(|| {
        let (lengths, dtype) = heard(measured(axes))?;
        let grid = indices(&lengths, dtype)?;
        for (number, axis) in axes.iter().enumerate() {
            let place = grid.over(grid.layout.pick_axis(0, number as i64)?);
            place.put(&axis.placed(&place)?)?;
        }
        Ok(grid)
    })
}

/// Every coordinate along its own axis alone (`np.ogrid[0:3, 0:1:5j]`): views that broadcast to the full grid.
///
/// # Errors
/// As [`mgrid`].
pub fn ogrid(axes: &[GridAxis]) -> Result<Vec<Array>> {
    hearing(|| {
        let (lengths, dtype) = heard(measured(axes))?;
        crate::limit::check_ndim(axes.len())?;
        std::iter::zip(axes, lengths)
            .enumerate()
            .map(|(number, (axis, length))| {
                let counted = Array::arange(0, length, 1, Some(dtype))?;
                let mut open = axis.placed(&counted)?.index(&[crate::Index::ALL])?;
                for _ in 0..number {
                    open = open.with_new_axis(0);
                }
                for place in number + 1..axes.len() {
                    open = open.with_new_axis(place);
                }
                Ok(open)
            })
            .collect()
    })
}

/// The coordinates of one axis (`np.mgrid[0:3]`, `np.r_[0:1:5j]`). A new array of one axis, `int64` where start, stop and
/// step are whole, else `float64`.
///
/// # Errors
/// As [`Array::arange`].
pub fn grid_line(axis: &GridAxis) -> Result<Array> {
    hearing(|| match axis.step {
        GridStep::By(step) => Array::arange(axis.start, axis.stop, step, None),
        GridStep::Points(_) => {
            let dtype = promote::result_type(&axis.inputs())?;
            axis.placed(&Array::arange(0, axis.length()?, 1, Some(dtype))?)
        }
    })
}
