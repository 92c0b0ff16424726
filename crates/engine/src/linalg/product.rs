//! Products of two arrays: `dot`, `vdot`, `vecdot`, `inner`, `outer`, `matmul`, `matvec`, `vecmat`.
//! Each says which axes meet and which are summed; `contract` makes the plan.

use super::contract::{ResultOrder, Sum, Term, contract, dtype_of_products};
use super::gufunc::Signature;
use super::gufunc::call::{Arguments, Product};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::{Dims, Order, shape_text};
use crate::record::hearing;
use crate::ufunc::{self, Operand, heard};

/// The dot product (`np.dot`): the last axis of `a` with the second to last of `b` (its only one, if it has one).
///
/// Shape: `a`'s without its last axis, then `b`'s without the summed one; a 0-d operand multiplies every element. The dtype
/// is that to which both can be cast safely; the result is new, in C order. A new array.
///
/// # Errors
/// `ValueError: shapes (3,4) and (3,4) not aligned: 4 (dim 1) != 3 (dim 0)`; as [`crate::limit::grant`].
pub fn dot(a: &Array, b: &Array) -> Result<Array> {
    #[cfg(feature = "kept")]
    if let Some(result) = super::again::straight(a, b) {
        return Ok(result);
    }
    let met = b.ndim().saturating_sub(2);
    heard(summed("dot", a, b, met, None))
}

/// [`dot`] into an array (`np.dot(a, b, out=out)`), which must be as a new result would be; with a 0-d operand, as
/// `multiply` takes it. Gives `out` itself; operands that share bytes with it are read before it is written.
///
/// # Errors
/// `ValueError: output array is not acceptable (must have the right datatype, number of dimensions, and be a C-Array)`,
/// `output array has wrong dimensions`; as [`dot`].
pub fn dot_into(a: &Array, b: &Array, out: &Array) -> Result<Array> {
    let met = b.ndim().saturating_sub(2);
    heard(summed("dot", a, b, met, Some(out)))
}

/// The sum of products over both last axes (`np.inner`). Shape: `a`'s, then `b`'s, both without their last axis; a 0-d
/// operand multiplies every element. Dtype and order as [`dot`].
///
/// # Errors
/// As [`dot`].
pub fn inner(a: &Array, b: &Array) -> Result<Array> {
    let met = b.ndim().saturating_sub(1);
    heard(summed("inner", a, b, met, None))
}

/// The length of the last axis of `a` and one axis of `b`, which must be the same.
fn aligned(a: &Array, b: &Array, met: usize) -> Result<i64> {
    let (left, right) = (a.ndim(), b.ndim());
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
    Ok(of_left)
}

/// Sums products over the last axis of `a` and one axis of `b`.
fn summed(
    name: &'static str,
    a: &Array,
    b: &Array,
    met: usize,
    out: Option<&Array>,
) -> Result<Array> {
    let (left, right) = (a.ndim(), b.ndim());
    let met_length = if left > 0 && right > 0 {
        aligned(a, b, met)?
    } else {
        0
    };
    let dtype = dtype_of_products(a, b)?;
    // NumPy has its library multiply by a number where it can, in C order; else its ufunc does.
    let known = match dtype {
        DType::F32 | DType::F64 => true,
        other => other.is_complex(),
    };
    let by_library = known && left <= 2 && right <= 2;
    if (left == 0 || right == 0) && !by_library {
        let operands = [Operand::Array(a), Operand::Array(b)];
        return match out {
            Some(out) => ufunc::call_into("multiply", &operands, out).map(|()| out.clone()),
            None => ufunc::call("multiply", &operands),
        };
    }
    let mut shape = Dims::from_slice(a.shape());
    let mut axes: [Vec<Option<usize>>; 2] = [(0..left).map(Some).collect(), vec![None; left]];
    if left == 0 || right == 0 {
        shape.extend_from_slice(b.shape());
        axes[0].resize(left + right, None);
        axes[1].extend((0..right).map(Some));
        let kept = left + right;
        return product_of(name, [a, b], axes, shape, kept, dtype, out);
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
    shape.push(met_length);
    axes[0].push(Some(left - 1));
    axes[1].push(Some(met));
    product_of(name, [a, b], axes, shape, kept, dtype, out)
}

fn product_of(
    name: &'static str,
    [a, b]: [&Array; 2],
    [left, right]: [Vec<Option<usize>>; 2],
    shape: Dims,
    kept: usize,
    dtype: DType,
    out: Option<&Array>,
) -> Result<Array> {
    crate::limit::check_ndim(kept)?;
    if let Some(out) = out {
        if out.dtype != dtype || out.ndim() != kept || !out.c_contiguous() || !out.writeable() {
            return Err(Error::value(
                "output array is not acceptable (must have the right datatype, number of dimensions, and be a C-Array)",
            ));
        }
        if out.shape() != shape.get(..kept).unwrap_or_default() {
            return Err(Error::value("output array has wrong dimensions"));
        }
    }
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
        into: out,
        is_plain: false,
    })
}

/// The sum of products of all elements in C order (`np.vdot`), 0-d. Complex elements of `a` are conjugated. A new array.
///
/// # Errors
/// `ValueError: cannot reshape array of size 4 into shape (12,)`; as [`dot`].
pub fn vdot(a: &Array, b: &Array) -> Result<Array> {
    heard((|| {
        let flat = [a.size()];
        if flat != [b.size()] {
            // Refused.
            b.reshape(&flat)?;
        }
        #[cfg(feature = "records")]
        crate::records::promote::refuse_conjugates(a, b)?;
        dtype_of_products(a, b)?;
        let a = conjugate(&a.ravel(CopyOrder::C)?)?;
        let b = b.reshape(&[a.size()])?;
        summed("vdot", &a, &b, 0, None)
    })())
}

/// All elements of `a` times all elements of `b` (`np.outer`): shape `(a.size, b.size)`, dtype as [`dot`], new.
///
/// # Errors
/// As [`ufunc::call`].
pub fn outer(a: &Array, b: &Array) -> Result<Array> {
    hearing(|| {
        let (column, row) = column_and_row(a, b)?;
        ufunc::call("multiply", &[Operand::Array(&column), Operand::Array(&row)])
    })
}

/// [`outer`] into an array (`np.outer(a, b, out=out)`), as `multiply` takes it. Gives `out` itself.
///
/// # Errors
/// As [`ufunc::call_into`].
pub fn outer_into(a: &Array, b: &Array, out: &Array) -> Result<Array> {
    hearing(|| {
        let (column, row) = column_and_row(a, b)?;
        let operands = [Operand::Array(&column), Operand::Array(&row)];
        ufunc::call_into("multiply", &operands, out)?;
        Ok(out.clone())
    })
}

fn column_and_row(a: &Array, b: &Array) -> Result<(Array, Array)> {
    let column = a
        .ravel(CopyOrder::C)?
        .index(&[Index::ALL, Index::NewAxis])?;
    let row = b
        .ravel(CopyOrder::C)?
        .index(&[Index::NewAxis, Index::ALL])?;
    Ok((column, row))
}

const MATMUL: Product = Product {
    signature: Signature {
        name: "matmul",
        text: "(n?,k),(k,m?)->(n?,m?)",
    },
    kept: "nm",
    summed: 'k',
    conjugates: false,
};

const VECDOT: Product = Product {
    signature: Signature {
        name: "vecdot",
        text: "(n),(n)->()",
    },
    kept: "",
    summed: 'n',
    conjugates: true,
};

const MATVEC: Product = Product {
    signature: Signature {
        name: "matvec",
        text: "(m,n),(n)->(m)",
    },
    kept: "m",
    summed: 'n',
    conjugates: false,
};

const VECMAT: Product = Product {
    signature: Signature {
        name: "vecmat",
        text: "(n),(n,m)->(m)",
    },
    kept: "m",
    summed: 'n',
    conjugates: true,
};

/// The signature of a generalized product and the number of its inputs.
pub(crate) fn signature(name: &str) -> Option<(&'static str, usize)> {
    let all = [MATMUL, VECDOT, MATVEC, VECMAT].map(|product| product.signature);
    let text = all.into_iter().find(|one| one.name == name)?.text;
    let (inputs, _) = text.split_once("->")?;
    Some((text, inputs.matches('(').count()))
}

/// The matrix product (`np.matmul`, `@`): the last axis of `a` with the second to last of `b`, the axes before broadcast.
///
/// A 1-d operand counts as a row on the left and as a column on the right, and that axis is dropped again. The dtype is that
/// to which both can be cast safely; booleans give `or` of `and`. The result is new: its matrices lie in C order, the axes
/// before them in the operands' memory order. A new array.
///
/// # Errors
/// `ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature
/// (n?,k),(k,m?)->(n?,m?) (size 3 is different from 4)`, too few axes or axes that do not broadcast in NumPy's words; as
/// [`crate::limit::grant`].
pub fn matmul(a: &Array, b: &Array) -> Result<Array> {
    plain(&MATMUL, a, b)
}

/// [`matmul`] with the keyword arguments of a generalized ufunc. With `out` the result is that very array, its own axes
/// before the core axes stretching the operands; an operand that shares bytes with it is read before it is written.
///
/// # Errors
/// As [`matmul`]; `Cannot cast ufunc 'matmul' output from dtype('float64') to dtype('int64') with casting rule
/// 'same_kind'`; what [`Arguments::axes`], `axis` and `keepdims` are refused with, and an `out` that does not fit.
pub fn matmul_with(a: &Array, b: &Array, arguments: Arguments<'_>) -> Result<Array> {
    told(&MATMUL, [a, b], arguments)
}

/// The sum of products over both last axes, the axes before broadcast (`np.vecdot`); `axis` names another axis of both.
/// Complex elements of `a` are conjugated. A new array of the common dtype.
///
/// # Errors
/// `AxisError`; as [`matmul`].
pub fn vecdot(a: &Array, b: &Array, axis: i64) -> Result<Array> {
    let arguments = Arguments {
        axis: Some(axis),
        ..Arguments::default()
    };
    vecdot_with(a, b, arguments)
}

/// [`vecdot`] with the keyword arguments of a generalized ufunc, as [`matmul_with`].
///
/// # Errors
/// As [`matmul_with`].
pub fn vecdot_with(a: &Array, b: &Array, arguments: Arguments<'_>) -> Result<Array> {
    told(&VECDOT, [a, b], arguments)
}

/// Matrices times vectors, both with axes before that broadcast (`np.matvec`). A new array of the common dtype.
///
/// # Errors
/// As [`matmul`].
pub fn matvec(a: &Array, b: &Array) -> Result<Array> {
    plain(&MATVEC, a, b)
}

/// [`matvec`] with the keyword arguments of a generalized ufunc, as [`matmul_with`].
///
/// # Errors
/// As [`matmul_with`].
pub fn matvec_with(a: &Array, b: &Array, arguments: Arguments<'_>) -> Result<Array> {
    told(&MATVEC, [a, b], arguments)
}

/// Vectors times matrices, both with axes before that broadcast (`np.vecmat`). Complex vectors are conjugated. A new array of
/// the common dtype.
///
/// # Errors
/// As [`matmul`].
pub fn vecmat(a: &Array, b: &Array) -> Result<Array> {
    plain(&VECMAT, a, b)
}

/// [`vecmat`] with the keyword arguments of a generalized ufunc, as [`matmul_with`].
///
/// # Errors
/// As [`matmul_with`].
pub fn vecmat_with(a: &Array, b: &Array, arguments: Arguments<'_>) -> Result<Array> {
    told(&VECMAT, [a, b], arguments)
}

/// A product, with what NumPy keeps of the first operand's dtype.
/// A call without keyword arguments.
fn plain(product: &Product, a: &Array, b: &Array) -> Result<Array> {
    #[cfg(feature = "kept")]
    if let Some(result) = super::again::product(product.signature.name, a, b) {
        return Ok(result);
    }
    told(product, [a, b], Arguments::default())
}

fn told(product: &Product, operands: [&Array; 2], arguments: Arguments<'_>) -> Result<Array> {
    let result = heard(product.call(operands, arguments))?;
    #[cfg(feature = "records")]
    if arguments.out.is_none() {
        return Ok(result.told_like(operands[0].dtype));
    }
    Ok(result)
}

/// The conjugate of a complex array; any other is its own.
fn conjugate(array: &Array) -> Result<Array> {
    match array.dtype.is_complex() {
        true => ufunc::call("conjugate", &[Operand::Array(array)]),
        false => Ok(array.clone()),
    }
}
