//! Products of two arrays: `dot`, `vdot`, `vecdot`, `inner`, `outer`, `matmul`, `matvec`, `vecmat`.
//! Each says which axes meet and which are summed; `contract` makes the plan.

use super::contract::{ResultOrder, Sum, Term, common_dtype, contract};
use super::gufunc::Signature;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::layout::axes::normalize_axis;
use crate::layout::{Dims, Order, shape_text};
use crate::ufunc::{self, Operand, heard};

/// The dot product (`np.dot`): the last axis of `a` with the second to last of `b` (its only one, if it has one).
///
/// Shape: `a`'s without its last axis, then `b`'s without the summed one; a 0-d operand multiplies every element.
/// The dtype is that to which both can be cast safely; the result is new, in C order.
///
/// # Errors
/// `ValueError: shapes (3,4) and (3,4) not aligned: 4 (dim 1) != 3 (dim 0)`; as [`crate::limit::grant`].
pub fn dot(a: &Array, b: &Array) -> Result<Array> {
    let met = b.ndim().saturating_sub(2);
    heard(summed("dot", a, b, met))
}

/// The sum of products over both last axes (`np.inner`). Shape: `a`'s, then `b`'s, both without their last axis; a 0-d
/// operand multiplies every element. Dtype and order as [`dot`].
///
/// # Errors
/// As [`dot`].
pub fn inner(a: &Array, b: &Array) -> Result<Array> {
    let met = b.ndim().saturating_sub(1);
    heard(summed("inner", a, b, met))
}

/// Sums products over the last axis of `a` and one axis of `b`.
fn summed(name: &'static str, a: &Array, b: &Array, met: usize) -> Result<Array> {
    let dtype = common_dtype(&[a, b], || {
        Error::value("data type must provide an itemsize")
    })?;
    let (left, right) = (a.ndim(), b.ndim());
    // NumPy has its library multiply by a number where it can, in C order; else its ufunc does.
    let by_library = dtype.is_inexact() && left <= 2 && right <= 2;
    if (left == 0 || right == 0) && !by_library {
        return ufunc::call("multiply", &[Operand::Array(a), Operand::Array(b)]);
    }
    let mut shape = Dims::from_slice(a.shape());
    let mut axes: [Vec<Option<usize>>; 2] = [(0..left).map(Some).collect(), vec![None; left]];
    if left == 0 || right == 0 {
        shape.extend_from_slice(b.shape());
        axes[0].resize(left + right, None);
        axes[1].extend((0..right).map(Some));
        let kept = left + right;
        return product_of(name, a, b, axes, shape, kept, dtype);
    }
    let (of_left, of_right) = (a.shape()[left - 1], b.shape()[met]);
    if of_left != of_right {
        // `inner` is told of with the summed axis second to last, where `dot` has it.
        let mut seen = Dims::from_slice(b.shape());
        let place = right.saturating_sub(2);
        seen.swap(met, place);
        return Err(Error::value(format!(
            "shapes {} and {} not aligned: {of_left} (dim {}) != {of_right} (dim {place})",
            shape_text(a.shape()),
            shape_text(&seen),
            left - 1,
        )));
    }
    shape.pop();
    axes[0].pop();
    axes[1].pop();
    for (axis, &extent) in b.shape().iter().enumerate() {
        if axis != met {
            shape.push(extent);
            axes[0].push(None);
            axes[1].push(Some(axis));
        }
    }
    let kept = shape.len();
    shape.push(of_left);
    axes[0].push(Some(left - 1));
    axes[1].push(Some(met));
    product_of(name, a, b, axes, shape, kept, dtype)
}

fn product_of(
    name: &'static str,
    a: &Array,
    b: &Array,
    axes: [Vec<Option<usize>>; 2],
    shape: Dims,
    kept: usize,
    dtype: DType,
) -> Result<Array> {
    crate::limit::check_ndim(kept)?;
    let [left, right] = axes;
    contract(Sum {
        name,
        subscripts: String::new(),
        shape,
        kept,
        terms: vec![
            Term {
                array: a,
                axes: left,
            },
            Term {
                array: b,
                axes: right,
            },
        ],
        dtype,
        order: ResultOrder::Fixed(Order::C),
    })
}

/// The sum of products of all elements in C order (`np.vdot`), 0-d. Complex elements of `a` are conjugated.
///
/// # Errors
/// `ValueError: cannot reshape array of size 4 into shape (12,)`; as [`dot`].
pub fn vdot(a: &Array, b: &Array) -> Result<Array> {
    heard((|| {
        common_dtype(&[a, b], || {
            Error::value("data type must provide an itemsize")
        })?;
        let a = conjugate(&a.ravel(CopyOrder::C)?)?;
        let b = b.reshape(&[a.size()])?;
        summed("vdot", &a, &b, 0)
    })())
}

/// All elements of `a` times all elements of `b` (`np.outer`): shape `(a.size, b.size)`, dtype as [`dot`], new.
///
/// # Errors
/// As [`ufunc::call`].
pub fn outer(a: &Array, b: &Array) -> Result<Array> {
    let column = a
        .ravel(CopyOrder::C)?
        .index(&[Index::ALL, Index::NewAxis])?;
    let row = b
        .ravel(CopyOrder::C)?
        .index(&[Index::NewAxis, Index::ALL])?;
    ufunc::call("multiply", &[Operand::Array(&column), Operand::Array(&row)])
}

/// The matrix product (`np.matmul`, `@`): the last axis of `a` with the second to last of `b`, the axes before broadcast.
///
/// A 1-d operand counts as a row on the left and as a column on the right, and that axis is dropped again. The dtype is
/// that to which both can be cast safely; booleans give `or` of `and`. The result is new: its matrices lie in C order,
/// the axes before them in the operands' memory order.
///
/// # Errors
/// `ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature
/// (n?,k),(k,m?)->(n?,m?) (size 3 is different from 4)`, too few axes or axes that do not broadcast in NumPy's words; as
/// [`crate::limit::grant`].
pub fn matmul(a: &Array, b: &Array) -> Result<Array> {
    let signature = Signature {
        name: "matmul",
        text: "(n?,k),(k,m?)->(n?,m?)",
    };
    heard(general(signature, a, b, "nm", "k"))
}

/// The sum of products over both last axes, the axes before broadcast (`np.vecdot`); `axis` names another axis of both.
/// Complex elements of `a` are conjugated.
///
/// # Errors
/// `AxisError`; as [`matmul`].
pub fn vecdot(a: &Array, b: &Array, axis: i64) -> Result<Array> {
    let signature = Signature {
        name: "vecdot",
        text: "(n),(n)->()",
    };
    heard((|| {
        if axis == -1 || a.ndim() == 0 || b.ndim() == 0 {
            return general(signature, &conjugate(a)?, b, "", "n");
        }
        let last = |array: &Array| -> Result<Array> {
            let from = normalize_axis(axis, array.ndim())?;
            let order: Vec<usize> = (0..array.ndim())
                .filter(|&axis| axis != from)
                .chain([from])
                .collect();
            Ok(array.over(array.layout.with_axes(&order)))
        };
        let (a, b) = (last(a)?, last(b)?);
        general(signature, &conjugate(&a)?, &b, "", "n")
    })())
}

/// Matrices times vectors, both with axes before that broadcast (`np.matvec`).
///
/// # Errors
/// As [`matmul`].
pub fn matvec(a: &Array, b: &Array) -> Result<Array> {
    let signature = Signature {
        name: "matvec",
        text: "(m,n),(n)->(m)",
    };
    heard(general(signature, a, b, "m", "n"))
}

/// Vectors times matrices, both with axes before that broadcast (`np.vecmat`). Complex vectors are conjugated.
///
/// # Errors
/// As [`matmul`].
pub fn vecmat(a: &Array, b: &Array) -> Result<Array> {
    let signature = Signature {
        name: "vecmat",
        text: "(n),(n,m)->(m)",
    };
    heard((|| general(signature, &conjugate(a)?, b, "m", "n"))())
}

/// The conjugate of a complex array; any other is its own.
fn conjugate(array: &Array) -> Result<Array> {
    match array.dtype.is_complex() {
        true => ufunc::call("conjugate", &[Operand::Array(array)]),
        false => Ok(array.clone()),
    }
}

/// A sum of products with a signature: `kept` and `summed` are its core letters.
fn general(signature: Signature, a: &Array, b: &Array, kept: &str, summed: &str) -> Result<Array> {
    let dtype = common_dtype(&[a, b], || {
        Error::new(
            ErrorClass::UFuncType,
            format!(
                "ufunc '{}' did not contain a loop with signature matching types ({}, {}) -> None",
                signature.name,
                a.dtype.repr(),
                b.dtype.repr()
            ),
        )
    })?;
    let matched = signature.matched(&[a.shape(), b.shape()])?;
    let batch = matched.batch.len();
    let present = |letter: &char| matched.length(*letter).is_some();
    let letters: Vec<char> = kept.chars().filter(present).chain(summed.chars()).collect();
    let lengths = letters.iter().filter_map(|&letter| matched.length(letter));
    let shape: Dims = matched.batch.iter().copied().chain(lengths).collect();
    let terms = std::iter::zip([a, b], &matched.letters)
        .map(|(array, core)| {
            let own = array.ndim() - core.len();
            let before = (0..batch).map(|axis| (axis + own).checked_sub(batch));
            let within = letters.iter().map(|letter| {
                let place = core.iter().position(|known| known == letter)?;
                Some(own + place)
            });
            Term {
                array,
                axes: before.chain(within).collect(),
            }
        })
        .collect();
    let kept = shape.len() - summed.len();
    crate::limit::check_ndim(kept)?;
    contract(Sum {
        name: signature.name,
        subscripts: String::new(),
        shape,
        kept,
        terms,
        dtype,
        order: ResultOrder::BatchKept(batch),
    })
}
