//! A function of single numbers that is called as a ufunc is (`np.frompyfunc`), with the methods of one of two inputs: folds,
//! running folds, all pairs. Knows nothing of plans: what the function computes is its own affair.

use super::indices::ndindex;
use super::vectorize::{as_number, called};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::Layout;
use crate::layout::axes::normalize_axis;
use crate::layout::coalesce::loop_order;
use crate::limit::grant_work;
use crate::promote::convert_assigned;
use crate::scalar::Scalar;
use crate::ufunc::heard;

/// A function that is called as a ufunc is (`np.frompyfunc`): with so many inputs, for so many outputs.
#[derive(Debug)]
pub struct PyFunc<F> {
    name: String,
    /// Number of inputs.
    pub nin: usize,
    /// Number of outputs.
    pub nout: usize,
    function: F,
}

impl<F: FnMut(&[Scalar]) -> Result<Vec<Scalar>>> PyFunc<F> {
    /// `np.frompyfunc(function, nin, nout)`; `name` is the function's own, for refusals.
    pub fn new(name: &str, nin: usize, nout: usize, function: F) -> Self {
        Self {
            name: name.to_owned(),
            nin,
            nout,
            function,
        }
    }

    /// What the function gives for every element, cast as [`vectorize`] casts to one dtype for each output: NumPy leaves them
    /// objects, which have no dtype here. New arrays of the shape that the inputs broadcast to.
    ///
    /// # Errors
    /// `TypeError: f (vectorized)() takes from 2 to 3 positional arguments but 1 was given`; as [`vectorize`].
    pub fn call(&mut self, arrays: &[&Array], dtypes: &[DType]) -> Result<Vec<Array>> {
        if arrays.len() != self.nin {
            let (least, most) = (self.nin, self.nin + self.nout);
            let were = if arrays.len() == 1 { "was" } else { "were" };
            return heard(Err(Error::type_(format!(
                "{} (vectorized)() takes from {least} to {most} positional arguments but {} {were} given",
                self.name,
                arrays.len()
            ))));
        }
        called(arrays, dtypes, &mut self.function, false)
    }

    /// Refuses a method that only a function of two inputs has, and of one output.
    fn check_binary(&self, method: &str, one_output: bool) -> Result<()> {
        if self.nin != 2 {
            let method = if one_output { method } else { "outer product" };
            return Err(Error::value(format!(
                "{method} only supported for binary functions"
            )));
        }
        if one_output && self.nout != 1 {
            return Err(Error::value(format!(
                "{method} only supported for functions returning a single value"
            )));
        }
        Ok(())
    }

    /// What the function gives for two numbers.
    fn of_two(&mut self, first: Scalar, second: Scalar) -> Result<Scalar> {
        let given = (self.function)(&[first, second])?;
        match given[..] {
            [only] => Ok(only),
            _ => heard(Err(Error::value(format!(
                "a function gave {} results where 1 were expected",
                given.len()
            )))),
        }
    }

    /// `f.reduce(array, axis, initial=…)`: the elements along an axis folded from the first to the last, or from `initial` on.
    /// A new array of this dtype without the axis.
    ///
    /// # Errors
    /// `ValueError: reduce only supported for binary functions`, `… for functions returning a single value`,
    /// `zero-size array to reduction operation f (vectorized) which has no identity`; `AxisError`; whatever the function
    /// refuses.
    pub fn reduce(
        &mut self,
        array: &Array,
        axis: i64,
        initial: Option<Scalar>,
        dtype: DType,
    ) -> Result<Array> {
        heard(self.check_binary("reduce", true))?;
        let lines = heard(Lines::of(array, axis))?;
        let result = lying_as(&lines.places, dtype)?;
        if lines.length == 0 && initial.is_none() && result.size() > 0 {
            return heard(Err(Error::value(format!(
                "zero-size array to reduction operation {} (vectorized) which has no identity",
                self.name
            ))));
        }
        heard(grant_work(array.size()))?;
        for place in ndindex(result.shape())? {
            let mut reached = initial;
            for element in lines.line(array, &place)?.scalars() {
                reached = Some(match reached {
                    None => element,
                    Some(before) => self.of_two(before, element)?,
                });
            }
            if let Some(value) = reached {
                result.set(&place, convert_assigned(as_number(value), dtype)?)?;
            }
        }
        Ok(result)
    }

    /// `f.accumulate(array, axis)`: every step of a fold along an axis. A new array of this dtype and the array's shape.
    ///
    /// # Errors
    /// `ValueError: accumulate only supported for binary functions`, `… for functions returning a single value`;
    /// `TypeError: cannot accumulate on a scalar`; `AxisError`; whatever the function refuses.
    pub fn accumulate(&mut self, array: &Array, axis: i64, dtype: DType) -> Result<Array> {
        heard(self.check_binary("accumulate", true))?;
        let lines = heard(Lines::of(array, axis))?;
        if array.ndim() == 0 {
            return heard(Err(Error::type_("cannot accumulate on a scalar")));
        }
        let result = lying_as(&array.layout, dtype)?;
        for place in ndindex(&lines.places.shape)? {
            let mut reached = None;
            for (step, element) in (0..).zip(lines.line(array, &place)?.scalars()) {
                let value = match reached {
                    None => element,
                    Some(before) => self.of_two(before, element)?,
                };
                reached = Some(value);
                let mut index = place.clone();
                index.insert(lines.axis, step);
                result.set(&index, convert_assigned(as_number(value), dtype)?)?;
            }
        }
        Ok(result)
    }

    /// `f.outer(first, second)`: what the function gives for every pair of elements, one array for each dtype. New arrays, of
    /// the first shape followed by the second.
    ///
    /// # Errors
    /// `ValueError: outer product only supported for binary functions`; as [`PyFunc::call`].
    pub fn outer(&mut self, first: &Array, second: &Array, dtypes: &[DType]) -> Result<Vec<Array>> {
        heard(self.check_binary("outer", false))?;
        let mut index = vec![Index::Ellipsis];
        index.extend((0..second.ndim()).map(|_| Index::NewAxis));
        let first = first.index(&index)?;
        self.call(&[&first, second], dtypes)
    }
}

/// A new array that lies in memory as it is walked.
fn lying_as(layout: &Layout, dtype: DType) -> Result<Array> {
    let order = loop_order(&[layout]);
    let packed = Layout::packed_in_order(&layout.shape, dtype.itemsize(), &order);
    Array::zeros_over(packed, dtype)
}

/// The lines of an array along one axis.
struct Lines {
    axis: usize,
    length: i64,
    /// The other axes.
    places: Layout,
}

impl Lines {
    fn of(array: &Array, axis: i64) -> Result<Self> {
        let ndim = array.ndim();
        // A single element is a line of its own.
        let axis = match axis {
            0 | -1 if ndim == 0 => 0,
            _ => normalize_axis(axis, ndim)?,
        };
        let others: Vec<usize> = (0..ndim).filter(|&other| other != axis).collect();
        Ok(Self {
            axis,
            length: array.shape().get(axis).copied().unwrap_or(1),
            places: array.layout.with_axes(&others),
        })
    }

    /// A line, as a view.
    fn line(&self, array: &Array, place: &[i64]) -> Result<Array> {
        let mut index: Vec<Index> = place.iter().map(|&one| Index::Int(one)).collect();
        if array.ndim() > 0 {
            index.insert(self.axis, Index::ALL);
        }
        array.index(&index)
    }
}
