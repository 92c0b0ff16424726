//! Products with axes to choose, and what is built from them: `tensordot`, `kron`, `cross`, `trace`, `multi_dot`.
//! Sums of products are plans of `contract`; the others are made of views and ufunc calls, step for step as NumPy's own.

use super::contract::{ResultOrder, Sum, Term, contract, dtype_of_products};
use super::product::{dot, dot_into};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::layout::axes::normalize_named;
use crate::layout::broadcast::broadcast_shapes;
use crate::layout::{MAX_NDIM, Order, packed_strides};
use crate::promote::promote_types;
use crate::record::{hearing, warn};
use crate::reduce;
use crate::ufunc::{self, Operand, heard};

/// Which axes `tensordot` sums over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Axes {
    /// The last so many of the first array with the first so many of the second.
    Count(i64),
    /// These axes of the first array with these of the second, pair by pair.
    Pairs(Vec<i64>, Vec<i64>),
}

/// The sum of products over chosen axes of both arrays (`np.tensordot`).
///
/// Shape: the axes of `a` that are left, then those of `b`. Dtype as [`dot`]. New, in C order.
///
/// # Errors
/// `ValueError: shape-mismatch for sum`, `duplicate axes are not allowed in tensordot`;
/// `IndexError: tuple index out of range`; as [`dot`].
pub fn tensordot(a: &Array, b: &Array, axes: &Axes) -> Result<Array> {
    let (first, second) = match axes {
        Axes::Count(count) => {
            // One axis more than any array has is refused as all larger numbers are.
            let count = (*count).clamp(0, MAX_NDIM as i64 + 1);
            ((-count..0).collect(), (0..count).collect())
        }
        Axes::Pairs(first, second) => (first.clone(), second.clone()),
    };
    heard(summed(a, b, first, second))
}

fn summed(a: &Array, b: &Array, mut first: Vec<i64>, mut second: Vec<i64>) -> Result<Array> {
    for axes in [&first, &second] {
        if (1..axes.len()).any(|place| axes[..place].contains(&axes[place])) {
            return Err(Error::value("duplicate axes are not allowed in tensordot"));
        }
    }
    let mismatch = || Error::value("shape-mismatch for sum");
    if first.len() != second.len() {
        return Err(mismatch());
    }
    for (left, right) in std::iter::zip(&mut first, &mut second) {
        if python_item(a.shape(), *left)? != python_item(b.shape(), *right)? {
            return Err(mismatch());
        }
        // Counted from the start from here on.
        *left += if *left < 0 { a.ndim() as i64 } else { 0 };
        *right += if *right < 0 { b.ndim() as i64 } else { 0 };
    }
    let others = |array: &Array, axes: &[i64]| -> Vec<i64> {
        let all = 0..array.ndim() as i64;
        all.filter(|axis| !axes.contains(axis)).collect()
    };
    let (left, right) = (others(a, &first), others(b, &second));
    // An axis named twice, once from the end, is refused where NumPy turns the axes.
    a.layout.transpose(Some(&[&left[..], &first].concat()))?;
    b.layout.transpose(Some(&[&second[..], &right].concat()))?;
    let dtype = dtype_of_products(a, b)?;
    let kept = left.len() + right.len();
    crate::limit::check_ndim(kept)?;
    let lengths = |array: &Array, axes: &[i64]| -> Vec<i64> {
        axes.iter()
            .map(|&axis| array.shape()[axis as usize])
            .collect()
    };
    let walks = |axes: &[i64]| -> Vec<Option<usize>> {
        axes.iter().map(|&axis| Some(axis as usize)).collect()
    };
    let shape = [lengths(a, &left), lengths(b, &right), lengths(a, &first)].concat();
    let result = contract(Sum {
        name: "tensordot",
        subscripts: String::new(),
        shape: shape.into(),
        kept,
        terms: vec![
            Term {
                array: a,
                axes: [walks(&left), vec![None; right.len()], walks(&first)].concat(),
            },
            Term {
                array: b,
                axes: [vec![None; left.len()], walks(&right), walks(&second)].concat(),
            },
        ],
        dtype,
        order: ResultOrder::Fixed(Order::C),
        into: None,
        is_plain: false,
    })?;
    // As in NumPy, a matrix product reshaped: a view, with the strides of one.
    let mut layout = result.layout.clone();
    if left.len() == 1 && right.len() == 1 {
        return Ok(result.over(layout));
    }
    layout.strides = packed_strides(&layout.shape, dtype.itemsize(), Order::C);
    Ok(result.over(layout))
}

/// `shape[axis]` as Python finds it.
///
/// # Errors
/// `IndexError: tuple index out of range`.
pub(super) fn python_item(shape: &[i64], axis: i64) -> Result<i64> {
    let from_start = match axis {
        ..0 => axis.saturating_add(shape.len() as i64),
        _ => axis,
    };
    let place = usize::try_from(from_start).ok();
    let length = place.and_then(|place| shape.get(place).copied());
    length.ok_or_else(|| Error::index("tuple index out of range"))
}

/// The Kronecker product (`np.kron`): every element of `a` times the whole of `b`, laid out in blocks.
///
/// Shape: the products of the extents, the shorter shape filled with ones in front. Dtype as `multiply`; a view of a new
/// array.
///
/// # Errors
/// As [`ufunc::call`].
pub fn kron(a: &Array, b: &Array) -> Result<Array> {
    hearing(|| {
        let times =
            |a: &Array, b: &Array| ufunc::call("multiply", &[Operand::Array(a), Operand::Array(b)]);
        let ndim = a.ndim().max(b.ndim());
        let full = |array: &Array| {
            array.expand_dims(&(0..(ndim - array.ndim()) as i64).collect::<Vec<_>>())
        };
        if b.ndim() == 0 {
            return times(a, b);
        }
        let (a, b) = (full(a)?, full(b)?);
        let shape: Vec<i64> = std::iter::zip(a.shape(), b.shape())
            .map(|(&left, &right)| left.saturating_mul(right))
            .collect();
        let every_second = |start: i64| (start..2 * ndim as i64).step_by(2).collect::<Vec<_>>();
        let blocks = times(
            &a.expand_dims(&every_second(1))?,
            &b.expand_dims(&every_second(0))?,
        )?;
        blocks.reshape(&shape)
    })
}

/// Which axes hold the vectors of a cross product.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CrossAxes {
    /// Of the first array.
    pub a: i64,
    /// Of the second array.
    pub b: i64,
    /// Of the result, where it has vectors.
    pub c: i64,
}

impl CrossAxes {
    /// The same axis of all three (`axis=`).
    pub fn all(axis: i64) -> Self {
        Self {
            a: axis,
            b: axis,
            c: axis,
        }
    }
}

/// The cross product of vectors of 3 (`np.cross`); one of 2, which NumPy deprecates, counts as flat, and two of them give
/// the third component only.
///
/// Shape: the axes beside the vectors broadcast, the vectors on axis `axes.c`. Dtype: that to which both can be cast
/// safely. A view of a new array.
///
/// # Errors
/// `ValueError: At least one array has zero dimension`, `incompatible dimensions for cross product …`; `AxisError:
/// axisa: axis 5 is out of bounds …`; shapes that do not broadcast; as [`ufunc::call`].
pub fn cross(a: &Array, b: &Array, axes: CrossAxes) -> Result<Array> {
    let [a, b] = heard(vectors(a, b, axes))?;
    let component = |array: &Array, place: i64| array.index(&[Index::Ellipsis, Index::Int(place)]);
    let of = |array: &Array| array.shape().last().copied().unwrap_or(0);
    if of(&a) == 2 || of(&b) == 2 {
        warn("DeprecationWarning", || {
            "Arrays of 2-dimensional vectors are deprecated. Use arrays of 3-dimensional vectors instead. (deprecated in \
             NumPy 2.0)"
                .to_owned()
        });
    }
    let mut shape = heard(broadcast_shapes(&[
        &a.shape()[..a.ndim() - 1],
        &b.shape()[..b.ndim() - 1],
    ]))?
    .to_vec();
    let flat = of(&a) == 2 && of(&b) == 2;
    let mut axis = 0;
    if !flat {
        shape.push(3);
        axis = heard(normalize_named("axisc", axes.c, shape.len()))?;
    }
    let dtype = promote_types(a.dtype, b.dtype);
    let result = heard(Array::blank(&shape, dtype))?;
    let (a, b) = (a.astype(dtype)?, b.astype(dtype)?);
    let into = |name: &str, left: &Array, right: &Array, out: &Array| {
        ufunc::call_into(name, &[Operand::Array(left), Operand::Array(right)], out)
    };
    // `out = left * right - other * another`, in place as NumPy does it.
    let difference = |pairs: [(i64, i64); 2], out: &Array| -> Result<()> {
        let [(left, right), (other, another)] = pairs;
        into(
            "multiply",
            &component(&a, left)?,
            &component(&b, right)?,
            out,
        )?;
        let (other, another) = (component(&a, other)?, component(&b, another)?);
        let less = ufunc::call(
            "multiply",
            &[Operand::Array(&other), Operand::Array(&another)],
        )?;
        into("subtract", out, &less, out)
    };
    if flat {
        difference([(0, 1), (1, 0)], &result)?;
        return Ok(result);
    }
    let parts = [
        component(&result, 0)?,
        component(&result, 1)?,
        component(&result, 2)?,
    ];
    match (of(&a), of(&b)) {
        (2, _) => {
            into(
                "multiply",
                &component(&a, 1)?,
                &component(&b, 2)?,
                &parts[0],
            )?;
            into(
                "multiply",
                &component(&a, 0)?,
                &component(&b, 2)?,
                &parts[1],
            )?;
            ufunc::call_into("negative", &[Operand::Array(&parts[1])], &parts[1])?;
        }
        (_, 2) => {
            into(
                "multiply",
                &component(&a, 2)?,
                &component(&b, 1)?,
                &parts[0],
            )?;
            ufunc::call_into("negative", &[Operand::Array(&parts[0])], &parts[0])?;
            into(
                "multiply",
                &component(&a, 2)?,
                &component(&b, 0)?,
                &parts[1],
            )?;
        }
        _ => {
            difference([(1, 2), (2, 1)], &parts[0])?;
            difference([(2, 0), (0, 2)], &parts[1])?;
        }
    }
    difference([(0, 1), (1, 0)], &parts[2])?;
    result.moveaxis(&[-1], &[axis as i64])
}

/// Both arrays with their vectors on the last axis.
fn vectors(a: &Array, b: &Array, axes: CrossAxes) -> Result<[Array; 2]> {
    if a.ndim() < 1 || b.ndim() < 1 {
        return Err(Error::value("At least one array has zero dimension"));
    }
    let of_a = normalize_named("axisa", axes.a, a.ndim())?;
    let of_b = normalize_named("axisb", axes.b, b.ndim())?;
    let (a, b) = (
        a.moveaxis(&[of_a as i64], &[-1])?,
        b.moveaxis(&[of_b as i64], &[-1])?,
    );
    let fits = |array: &Array| matches!(array.shape().last(), Some(2 | 3));
    if !fits(&a) || !fits(&b) {
        return Err(Error::value(
            "incompatible dimensions for cross product\n(dimension must be 2 or 3)",
        ));
    }
    Ok([a, b])
}

/// The sum along a diagonal of two axes (`np.trace`), dtype as `sum`. A new array, 0-d where NumPy gives a scalar; `out`
/// itself where there is one.
///
/// # Errors
/// As [`Array::diagonal`] and [`reduce::call`].
pub fn trace(
    array: &Array,
    offset: i64,
    axis1: i64,
    axis2: i64,
    dtype: Option<DType>,
    out: Option<&Array>,
) -> Result<Array> {
    if let Some(axis) = [offset, axis1, axis2]
        .into_iter()
        .find(|&one| i32::try_from(one).is_err())
    {
        // Offsets are read as axes are here, and refused in their words.
        heard(crate::layout::axes::normalize_axis(axis, array.ndim()))?;
    }
    let diagonal = heard(array.diagonal(offset, axis1, axis2))?;
    let options = reduce::Options {
        axis: Some(&[-1]),
        dtype: dtype.map(DType::native),
        out,
        ..reduce::Options::default()
    };
    reduce::call("sum", &diagonal, options)
}

/// The last two axes exchanged (`np.matrix_transpose`), a view.
///
/// # Errors
/// `ValueError: Input array must be at least 2-dimensional, but it is 1`.
pub fn matrix_transpose(array: &Array) -> Result<Array> {
    if array.ndim() < 2 {
        return heard(Err(Error::value(format!(
            "Input array must be at least 2-dimensional, but it is {}",
            array.ndim()
        ))));
    }
    array.swapaxes(-1, -2)
}

/// The product of a chain of matrices in the cheapest order (`np.linalg.multi_dot`); the first and the last may be
/// vectors. Each product is as [`dot`].
///
/// # Errors
/// `ValueError: Expecting at least two arrays.`; `LinAlgError: 3-dimensional array given. Array must be two-dimensional`;
/// as [`dot`].
pub fn multi_dot(arrays: &[&Array]) -> Result<Array> {
    chained(arrays, None)
}

/// [`multi_dot`] whose last product goes into an array (`out=`), as [`dot_into`] takes it: with a vector at an end, `out` still
/// has the axis of length 1, and the result is a view of it.
///
/// # Errors
/// As [`multi_dot`] and [`dot_into`].
pub fn multi_dot_into(arrays: &[&Array], out: &Array) -> Result<Array> {
    chained(arrays, Some(out))
}

/// [`dot`], into `out` where there is one.
fn product(a: &Array, b: &Array, out: Option<&Array>) -> Result<Array> {
    match out {
        Some(out) => dot_into(a, b, out),
        None => dot(a, b),
    }
}

fn chained(arrays: &[&Array], out: Option<&Array>) -> Result<Array> {
    let (first, last) = match arrays {
        [] | [_] => return heard(Err(Error::value("Expecting at least two arrays."))),
        [a, b] => return product(a, b, out),
        [first, .., last] => (*first, *last),
    };
    let mut chain: Vec<Array> = arrays.iter().map(|array| (*array).clone()).collect();
    if first.ndim() == 1 {
        chain[0] = first.expand_dims(&[0])?;
    }
    if last.ndim() == 1 {
        let place = chain.len() - 1;
        chain[place] = last.expand_dims(&[0])?.t();
    }
    if let Some(array) = chain.iter().find(|array| array.ndim() != 2) {
        let words = format!(
            "{}-dimensional array given. Array must be two-dimensional",
            array.ndim()
        );
        return heard(Err(Error::new(ErrorClass::LinAlg, words)));
    }
    let result = match chain.as_slice() {
        [a, b, c] => {
            let extent = |array: &Array, axis: usize| i128::from(array.shape()[axis]);
            let (rows, columns) = (extent(a, 0), extent(c, 1));
            let (inner, outer) = (extent(a, 1), extent(c, 0));
            let cost = |x: i128, y: i128, z: i128| x.saturating_mul(y).saturating_mul(z);
            let left = cost(rows, outer, inner.saturating_add(columns));
            let right = cost(inner, columns, rows.saturating_add(outer));
            if left < right {
                product(&dot(a, b)?, c, out)?
            } else {
                product(a, &dot(b, c)?, out)?
            }
        }
        _ => along(&chain, &splits(&chain), 0, chain.len() - 1, out)?,
    };
    match (first.ndim(), last.ndim()) {
        (1, 1) => result.index(&[Index::Int(0), Index::Int(0)]),
        (1, _) | (_, 1) => result.ravel(CopyOrder::C),
        _ => Ok(result),
    }
}

/// Where to split each part of a chain, after Cormen's matrix-chain order: the costs in floats, as NumPy counts them.
fn splits(chain: &[Array]) -> Vec<Vec<usize>> {
    let count = chain.len();
    let mut extents: Vec<f64> = chain.iter().map(|array| array.shape()[0] as f64).collect();
    extents.extend(chain.last().map(|array| array.shape()[1] as f64));
    let mut costs = vec![vec![0.0f64; count]; count];
    let mut places = vec![vec![0; count]; count];
    for length in 1..count {
        for from in 0..count - length {
            let to = from + length;
            costs[from][to] = f64::INFINITY;
            for place in from..to {
                let cost = costs[from][place]
                    + costs[place + 1][to]
                    + extents[from] * extents[place + 1] * extents[to + 1];
                if cost < costs[from][to] {
                    costs[from][to] = cost;
                    places[from][to] = place;
                }
            }
        }
    }
    places
}

fn along(
    chain: &[Array],
    places: &[Vec<usize>],
    from: usize,
    to: usize,
    out: Option<&Array>,
) -> Result<Array> {
    if from == to {
        return Ok(chain[from].clone());
    }
    let place = places[from][to];
    product(
        &along(chain, places, from, place, None)?,
        &along(chain, places, place + 1, to, None)?,
        out,
    )
}
