//! Systems of equations by LU with partial pivoting: `solve`, `inv`, `det`, `slogdet`, `tensorsolve`, `tensorinv`.

use nalgebra::DMatrix;

use super::elimination::Eliminated;
use super::field::{Field, extent, in_field, matrix, put, put_matrix};
use super::{Stack, as_dtype, common_types, part, refusal, side};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
use crate::kernel::Flags;
use crate::linalg::gufunc::Signature;
use crate::plan::lines::{LineCall, LineKernel};
use crate::record::warnings_heard;
use crate::ufunc::{self, Operand, heard};

/// The solution of `a x = b` for each matrix of a stack (`np.linalg.solve`).
///
/// Shape: a 1-d `b` is one vector for all matrices; else `b` holds matrices, its axes before them broadcast with those of
/// `a`. Dtype: `float64`, or `float32` where both are; complex likewise. New. A new array.
///
/// # Errors
/// `LinAlgError: Singular matrix` and [`side`]'s; `ValueError` in NumPy's words for shapes that do not fit.
pub fn solve(a: &Array, b: &Array) -> Result<Array> {
    heard((|| {
        side(a)?;
        let signature = if b.ndim() == 1 {
            Signature {
                name: "solve1",
                text: "(m,m),(m)->(m)",
            }
        } else {
            Signature {
                name: "solve",
                text: "(m,m),(m,n)->(m,n)",
            }
        };
        let (read, dtype) = common_types(signature.name, &[a, b])?;
        let matched = signature.matched(&[a.shape(), b.shape()])?;
        let rows = matched.length('m').unwrap_or(0);
        let columns = matched.length('n');
        let core: Vec<i64> = [rows].into_iter().chain(columns).collect();
        let found = Stack::matched(&SOLVE, [a, b], &matched, read, &core)
            .with(&[rows, columns.unwrap_or(1)])
            .run()?;
        as_dtype(found, dtype)
    })())
}

static SOLVE: LineKernel = LineKernel {
    name: "solve",
    run: |call| in_field(call, solve_one::<f64>, solve_one::<nalgebra::Complex<f64>>),
};

fn solve_one<T: Field>(call: &mut LineCall<'_>) -> Result<()> {
    let (rows, columns) = (extent(call, 0), extent(call, 1));
    let a: DMatrix<T> = matrix(call, 0, rows, rows);
    let mut b: DMatrix<T> = matrix(call, 1, rows, columns);
    solved(a, &mut b)?;
    put_matrix(call, 0, &b);
    Ok(())
}

fn solved<T: Field>(a: DMatrix<T>, b: &mut DMatrix<T>) -> Result<()> {
    if a.is_empty() {
        return Ok(());
    }
    // Also without columns to solve for, as NumPy looks at the factors only.
    if !Eliminated::of(a, b).solve(b) {
        return Err(refusal("Singular matrix"));
    }
    Ok(())
}

/// The inverse of each matrix of a stack (`np.linalg.inv`). Shape as the operand's, dtype as [`solve`], new.
///
/// # Errors
/// As [`solve`].
pub fn inv(a: &Array) -> Result<Array> {
    heard((|| {
        let rows = side(a)?;
        let (read, dtype) = common_types("inv", &[a])?;
        let found = Stack::of(&INV, a, read, &[rows, rows])
            .with(&[rows])
            .run()?;
        as_dtype(found, dtype)
    })())
}

static INV: LineKernel = LineKernel {
    name: "inv",
    run: |call| in_field(call, inv_one::<f64>, inv_one::<nalgebra::Complex<f64>>),
};

fn inv_one<T: Field>(call: &mut LineCall<'_>) -> Result<()> {
    let rows = extent(call, 0);
    let a: DMatrix<T> = matrix(call, 0, rows, rows);
    let mut inverse = DMatrix::<T>::identity(rows, rows);
    solved(a, &mut inverse)?;
    put_matrix(call, 0, &inverse);
    Ok(())
}

/// Inverses for `cond`, NaN where there is none.
pub(super) fn inv_or_nan(a: &Array) -> Result<Array> {
    let rows = side(a)?;
    let (read, _) = common_types("inv", &[a])?;
    Stack::of(&INV_OR_NAN, a, read, &[rows, rows])
        .with(&[rows])
        .run()
}

static INV_OR_NAN: LineKernel = LineKernel {
    name: "inv",
    run: |call| {
        in_field(
            call,
            inv_or_nan_one::<f64>,
            inv_or_nan_one::<nalgebra::Complex<f64>>,
        )
    },
};

fn inv_or_nan_one<T: Field>(call: &mut LineCall<'_>) -> Result<()> {
    let rows = extent(call, 0);
    let a: DMatrix<T> = matrix(call, 0, rows, rows);
    let mut inverse = DMatrix::<T>::identity(rows, rows);
    if solved(a, &mut inverse).is_err() {
        inverse.fill(T::from_real(f64::NAN));
    }
    put_matrix(call, 0, &inverse);
    Ok(())
}

/// Sign and logarithm of the magnitude of each determinant (`np.linalg.slogdet`): of a singular matrix 0 and `-inf`.
///
/// Shapes: the axes before the matrices. The sign has the result's dtype, the logarithm its real one. New. Both are new
/// arrays.
///
/// # Errors
/// [`side`]'s.
pub fn slogdet(a: &Array) -> Result<(Array, Array)> {
    heard((|| {
        let rows = side(a)?;
        let (read, dtype) = common_types("slogdet", &[a])?;
        let both = Stack::of(&SLOGDET, a, read, &[2]).with(&[rows]).run()?;
        let logarithm = part(&both, 1, &[], DType::F64)?;
        warn_of(a, &logarithm, "slogdet")?;
        Ok((
            part(&both, 0, &[], dtype)?,
            as_dtype(logarithm, dtype.real_part())?,
        ))
    })())
}

static SLOGDET: LineKernel = LineKernel {
    name: "slogdet",
    run: |call| {
        in_field(
            call,
            slogdet_one::<f64>,
            slogdet_one::<nalgebra::Complex<f64>>,
        )
    },
};

fn slogdet_one<T: Field>(call: &mut LineCall<'_>) -> Result<()> {
    let rows = extent(call, 0);
    let (sign, logarithm) = sign_and_logarithm::<T>(matrix(call, 0, rows, rows));
    put(call, 0, [sign, T::from_real(logarithm)]);
    Ok(())
}

/// Signs multiply and logarithms add along the diagonal of `U`, so that no product over- or underflows.
fn sign_and_logarithm<T: Field>(a: DMatrix<T>) -> (T, f64) {
    let rows = a.nrows();
    if a.is_empty() {
        return (T::one(), 0.0);
    }
    let factored = Eliminated::of(a, &mut DMatrix::zeros(rows, 0));
    let mut sign = factored.sign;
    let mut logarithm = 0.0;
    for pivot in factored.pivots() {
        if pivot.is_zero() {
            return (T::zero(), f64::NEG_INFINITY);
        }
        sign *= pivot.phase();
        logarithm += libm::log(pivot.modulus());
    }
    (sign, logarithm)
}

/// The determinant of each matrix of a stack (`np.linalg.det`): sign times exponential of the logarithm, as NumPy has it.
///
/// Shape: the axes before the matrices. Dtype as [`solve`]. New.
///
/// # Errors
/// [`side`]'s.
pub fn det(a: &Array) -> Result<Array> {
    heard((|| {
        let rows = side(a)?;
        let (read, dtype) = common_types("det", &[a])?;
        let found = Stack::of(&DET, a, read, &[]).with(&[rows]).run()?;
        warn_of(a, &found, "det")?;
        as_dtype(found, dtype)
    })())
}

/// Warns of elements or determinants that are no numbers, and of those that grew infinite though no element was.
fn warn_of(a: &Array, found: &Array, name: &str) -> Result<()> {
    if !warnings_heard() {
        return Ok(());
    }
    let any = |test: &str, array: &Array| -> Result<bool> {
        let met = ufunc::call(test, &[Operand::Array(array)])?;
        Ok(met.scalars().any(|one| one == crate::Scalar::Bool(true)))
    };
    // The logarithm of 0 is infinite without having grown.
    let size = |one: crate::Scalar| match one {
        crate::Scalar::C128(value) => value.re.abs().max(value.im.abs()),
        crate::Scalar::F64(value) if name == "det" => value.abs(),
        crate::Scalar::F64(value) => value,
        _ => 0.0,
    };
    let mut flags = Flags::NONE;
    if any("isnan", found)? || any("isnan", a)? {
        flags = flags.and(Flags::INVALID);
    }
    if found.scalars().any(|one| size(one) == f64::INFINITY) && !any("isinf", a)? {
        flags = flags.and(Flags::OVERFLOW);
    }
    execute::warn_of(flags, name);
    Ok(())
}

static DET: LineKernel = LineKernel {
    name: "det",
    run: |call| in_field(call, det_one::<f64>, det_one::<nalgebra::Complex<f64>>),
};

fn det_one<T: Field>(call: &mut LineCall<'_>) -> Result<()> {
    let rows = extent(call, 0);
    let (sign, logarithm) = sign_and_logarithm::<T>(matrix(call, 0, rows, rows));
    put(call, 0, [sign.scale(libm::exp(logarithm))]);
    Ok(())
}

/// The inverse of an array seen as a square matrix of its first `ind` axes by the others (`np.linalg.tensorinv`). A new array
/// whose axes are the others, then the first ones.
///
/// # Errors
/// `ValueError: Invalid ind argument.`; as [`Array::reshape`] and [`inv`].
pub fn tensorinv(a: &Array, ind: i64) -> Result<Array> {
    if ind <= 0 {
        return heard(Err(Error::value("Invalid ind argument.")));
    }
    let split = usize::try_from(ind).unwrap_or(usize::MAX).min(a.ndim());
    let (first, last) = a.shape().split_at(split);
    let columns = last
        .iter()
        .fold(1i64, |product, length| product.saturating_mul(*length));
    let inverse = inv(&heard(a.reshape(&[columns, -1]))?)?;
    heard(inverse.reshape(&[last, first].concat()))
}

/// The solution of `a x = b` summed over all axes of `x` (`np.linalg.tensorsolve`); `axes` of `a` move to its end first. A
/// new array of the shape of the axes that are left of `a`.
///
/// # Errors
/// `LinAlgError: Input arrays must satisfy the requirement …`; `ValueError: list.remove(x): x not in list`; as [`solve`].
pub fn tensorsolve(a: &Array, b: &Array, axes: Option<&[i64]>) -> Result<Array> {
    let ndim = a.ndim() as i64;
    let mut order: Vec<i64> = (0..ndim).collect();
    for axis in axes.unwrap_or_default() {
        let Some(place) = order.iter().position(|known| known == axis) else {
            return heard(Err(Error::value("list.remove(x): x not in list")));
        };
        order.remove(place);
        order.push(*axis);
    }
    let turned = match axes {
        Some(_) => heard(a.transpose(Some(&order)))?,
        None => a.clone(),
    };
    // Python's `shape[-n:]`, which is the whole shape for 0 and skips for a negative number.
    let count = ndim - b.ndim() as i64;
    let start = match count {
        0 => 0,
        count if count > 0 => (ndim - count).max(0),
        count => (-count).min(ndim),
    };
    let shape = turned.shape()[start as usize..].to_vec();
    let side = shape
        .iter()
        .fold(1i64, |product, length| product.saturating_mul(*length));
    if turned.size() != side.saturating_mul(side) {
        return heard(Err(refusal(
            "Input arrays must satisfy the requirement             prod(a.shape[b.ndim:]) == prod(a.shape[:b.ndim])",
        )));
    }
    let matrix = heard(turned.reshape(&[side, side]))?;
    let found = solve(&matrix, &b.ravel(CopyOrder::C)?)?;
    let mut result = found;
    let layout =
        crate::layout::Layout::contiguous(&shape, result.dtype.itemsize(), crate::layout::Order::C);
    result.layout = layout.into();
    Ok(result)
}
