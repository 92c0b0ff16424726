//! A function of single numbers that is called as a ufunc is (`np.frompyfunc`), with the methods of one of two inputs: folds,
//! running folds, all pairs. Knows nothing of plans: what the function computes is its own affair.

use super::indices::ndindex;
use super::vectorize::{as_number, called};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::Layout;
use crate::layout::axes::{converted, normalize_axes, normalize_axis};
use crate::layout::coalesce::loop_order;
use crate::limit::grant_work;
use crate::promote::convert_assigned;
use crate::scalar::Scalar;
use crate::ufunc::heard;
use crate::ufunc::stretches::reduceat_order;

/// A function that is called as a ufunc is (`np.frompyfunc`): with so many inputs, for so many outputs.
#[derive(Debug)]
pub struct PyFunc<F> {
    name: String,
    /// Number of inputs.
    pub nin: usize,
    /// Number of outputs.
    pub nout: usize,
    /// What folds over nothing give.
    pub identity: Identity,
    function: F,
}

/// What a fold over nothing gives, and whether elements may be folded in any order (`identity=`).
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub enum Identity {
    /// Nothing is known: at most one axis is folded at a time. As without the argument.
    #[default]
    Missing,
    /// Elements may come in any order, but nothing stands for none of them (`identity=None`).
    Reorderable,
    /// This number, from which every fold starts.
    Value(Scalar),
}

/// How [`PyFunc::reduce`] folds.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Folding {
    /// Whether folded axes stay with length 1.
    pub keepdims: bool,
    /// What every result starts from.
    pub initial: Option<Scalar>,
}

impl<F: FnMut(&[Scalar]) -> Result<Vec<Scalar>>> PyFunc<F> {
    /// `np.frompyfunc(function, nin, nout)`; `name` is the function's own, for refusals.
    pub fn new(name: &str, nin: usize, nout: usize, function: F) -> Self {
        Self {
            name: name.to_owned(),
            nin,
            nout,
            identity: Identity::Missing,
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

    /// `f.reduce(array, axis, keepdims=…, initial=…)`: the elements along axes folded from the first to the last, or from
    /// `initial` on; all axes where none are named. A new array of this dtype without the axes, or with them at length 1.
    ///
    /// # Errors
    /// `ValueError: reduce only supported for binary functions`, `… for functions returning a single value`,
    /// `reduction operation 'f (vectorized)' is not reorderable, so at most one axis may be specified`,
    /// `zero-size array to reduction operation f (vectorized) which has no identity`; `AxisError`; whatever the function
    /// refuses.
    pub fn reduce(
        &mut self,
        array: &Array,
        axes: Option<&[i64]>,
        dtype: DType,
        folding: Folding,
    ) -> Result<Array> {
        heard(self.check_binary("reduce", true))?;
        let folded = heard(axes_of(axes, array.ndim()))?;
        let initial = match (folding.initial, self.identity) {
            (Some(initial), _) => Some(initial),
            (None, Identity::Value(identity)) => Some(identity),
            (None, _) => None,
        };
        if folded.len() > 1 && matches!(self.identity, Identity::Missing) {
            return heard(Err(Error::value(format!(
                "reduction operation '{} (vectorized)' is not reorderable, so at most one axis may be specified",
                self.name
            ))));
        }
        let order = loop_order(&[&array.layout]);
        // Axes are walked as they lie in memory.
        let (inner, outer): (Vec<usize>, Vec<usize>) =
            order.iter().partition(|axis| folded.contains(axis));
        let kept: Vec<usize> = (0..array.ndim())
            .filter(|axis| !folded.contains(axis))
            .collect();
        let mut shape = array.layout.shape.clone();
        folded.iter().for_each(|&axis| shape[axis] = 1);
        let layout = Layout::packed_in_order(&shape, dtype.itemsize(), &order);
        let layout = match folding.keepdims {
            true => layout,
            false => layout.with_axes(&kept),
        };
        let layout = layout.packed_like(dtype.itemsize());
        crate::limit::grant(&layout.shape, dtype)?;
        let result = Array::zeros_over(layout, dtype)?;
        let steps: Vec<i64> = inner.iter().map(|&axis| array.shape()[axis]).collect();
        if steps.contains(&0) && initial.is_none() && result.size() > 0 {
            return heard(Err(Error::value(format!(
                "zero-size array to reduction operation {} (vectorized) which has no identity",
                self.name
            ))));
        }
        heard(grant_work(array.size()))?;
        let places: Vec<i64> = outer.iter().map(|&axis| array.shape()[axis]).collect();
        let mut index = vec![0; array.ndim()];
        for place in ndindex(&places)? {
            put_on(&mut index, &outer, &place);
            let mut reached = initial;
            for step in ndindex(&steps)? {
                put_on(&mut index, &inner, &step);
                let element = array.get(&index)?;
                reached = Some(match reached {
                    None => element,
                    Some(before) => self.of_two(before, element)?,
                });
            }
            if let Some(value) = reached {
                inner.iter().for_each(|&axis| index[axis] = 0);
                let place: Vec<i64> = match folding.keepdims {
                    true => index.clone(),
                    false => kept.iter().map(|&axis| index[axis]).collect(),
                };
                result.set(&place, convert_assigned(as_number(value), dtype)?)?;
            }
        }
        Ok(result)
    }

    /// `f.reduceat(array, starts, axis)`: folds of stretches along an axis, each of which ends where the next starts; one that
    /// starts at or after the next start is a single element. A new array of this dtype, as long along the axis as there are
    /// starts.
    ///
    /// # Errors
    /// `ValueError: reduceat only supported for binary functions`, `… for functions returning a single value`;
    /// `TypeError: cannot reduceat on a scalar`; `IndexError: index 9 out-of-bounds in f (vectorized).reduceat [0, 6)`;
    /// `AxisError`; whatever the function refuses.
    pub fn reduceat(
        &mut self,
        array: &Array,
        starts: &[i64],
        axis: i64,
        dtype: DType,
    ) -> Result<Array> {
        heard(self.check_binary("reduceat", true))?;
        let lines = heard(Lines::of(array, axis))?;
        if array.ndim() == 0 {
            return heard(Err(Error::type_("cannot reduceat on a scalar")));
        }
        if let Some(beyond) = starts
            .iter()
            .find(|start| !(0..lines.length).contains(*start))
        {
            return heard(Err(Error::index(format!(
                "index {beyond} out-of-bounds in {} (vectorized).reduceat [0, {})",
                self.name, lines.length
            ))));
        }
        let mut shape = array.layout.shape.clone();
        shape[lines.axis] = starts.len() as i64;
        let order = reduceat_order(&array.layout, lines.axis);
        crate::limit::grant(&shape, dtype)?;
        let packed = Layout::packed_in_order(&shape, dtype.itemsize(), &order);
        let result = Array::zeros_over(packed.packed_like(dtype.itemsize()), dtype)?;
        if result.size() == 0 {
            // However many places there are, nothing is folded at any.
            return Ok(result);
        }
        heard(grant_work(array.size().saturating_add(result.size())))?;
        for place in ndindex(&lines.places.shape)? {
            let line = lines.line(array, &place)?;
            let mut index = place.to_vec();
            index.insert(lines.axis, 0);
            for (number, &start) in starts.iter().enumerate() {
                let next = starts.get(number + 1).copied().unwrap_or(lines.length);
                let mut reached = None;
                for step in start..next.max(start + 1) {
                    let Some(element) = line.nth(step) else {
                        continue;
                    };
                    reached = Some(match reached {
                        None => element,
                        Some(before) => self.of_two(before, element)?,
                    });
                }
                if let Some(value) = reached {
                    index[lines.axis] = number as i64;
                    result.set(&index, convert_assigned(as_number(value), dtype)?)?;
                }
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
        if result.size() == 0 {
            return Ok(result);
        }
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

/// The axes folded, ascending; a single element may be folded along axis 0 or -1.
fn axes_of(axes: Option<&[i64]>, ndim: usize) -> Result<Vec<usize>> {
    match axes {
        None => Ok((0..ndim).collect()),
        Some([0 | -1]) if ndim == 0 => Ok(Vec::new()),
        Some(axes) => {
            let mut found: Vec<usize> = normalize_axes(axes, ndim, "duplicate value in 'axis'")
                .map_err(converted)?
                .iter()
                .copied()
                .collect();
            found.sort_unstable();
            Ok(found)
        }
    }
}

/// Puts numbers on some axes of an index.
fn put_on(index: &mut [i64], axes: &[usize], numbers: &[i64]) {
    for (&axis, &number) in std::iter::zip(axes, numbers) {
        if let Some(slot) = index.get_mut(axis) {
            *slot = number;
        }
    }
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
