//! Singular values and vectors, and least squares by them.

use nalgebra::{DMatrix, DVector, QR, SVD};

use super::field::{
    Field, extent, in_field, is_finite, matrix, most_turns, put, put_matrix, scaled,
};
use super::{Stack, as_dtype, common_types, part, refusal, rows_and_columns};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::plan::lines::{LineCall, LineKernel};
use crate::ufunc::heard;

mod bidiagonal;
mod direction;
mod iteration;
mod two;

/// The singular value decomposition of each matrix of a stack (`np.linalg.svd`): `U`, the values from the largest on, and
/// the adjoint of `V`.
///
/// Shapes: `(…, rows, rows)`, `(…, k)` and `(…, columns, columns)`, where `k` is the shorter side; without
/// `full_matrices` the squares are cut to `k` columns and `k` rows. Dtype as [`super::solve`], the values real. New.
/// Up to 25 values the vectors point to the side of LAPACK's.
///
/// # Errors
/// `LinAlgError: SVD did not converge`; [`rows_and_columns`]'s.
pub fn svd(a: &Array, full_matrices: bool) -> Result<(Array, Array, Array)> {
    heard((|| {
        let (rows, columns) = rows_and_columns(a)?;
        let name = if full_matrices { "svd_f" } else { "svd_s" };
        let (read, dtype) = common_types(name, &[a])?;
        let shorter = rows.min(columns);
        let (left, right) = match full_matrices {
            true => (rows, columns),
            false => (shorter, shorter),
        };
        let (of_u, of_v) = (rows.saturating_mul(left), right.saturating_mul(columns));
        let all = Stack::of(
            &SVD_KERNEL,
            a,
            read,
            &[of_u.saturating_add(shorter).saturating_add(of_v)],
        )
        .with(&[rows, columns, left, right])
        .run()?;
        Ok((
            part(&all, 0, &[rows, left], dtype)?,
            part(&all, of_u, &[shorter], dtype.real_part())?,
            part(&all, of_u.saturating_add(shorter), &[right, columns], dtype)?,
        ))
    })())
}

static SVD_KERNEL: LineKernel = LineKernel {
    name: "svd",
    run: |call| in_field(call, svd_one::<f64>, svd_one::<nalgebra::Complex<f64>>),
};

/// Whether a matrix has infinite elements, and none that is no number: LAPACK answers then, with what is no number.
fn is_infinite<T: Field>(a: &DMatrix<T>) -> bool {
    let (real, imaginary) = (|one: &T| one.real(), |one: &T| one.imaginary());
    let parts = || a.iter().map(real).chain(a.iter().map(imaginary));
    parts().any(f64::is_infinite) && !parts().any(f64::is_nan)
}

fn svd_one<T: Field>(call: &mut LineCall<'_>) -> Result<()> {
    let (rows, columns) = (extent(call, 0), extent(call, 1));
    let (left, right) = (extent(call, 2), extent(call, 3));
    let a: DMatrix<T> = matrix(call, 0, rows, columns);
    if is_infinite(&a) {
        let shorter = rows.min(columns);
        let count = rows * left + shorter + right * columns;
        put(call, 0, vec![T::from_real(f64::NAN); count]);
        return Ok(());
    }
    let found = decomposed(a.clone()).ok_or_else(|| refusal("SVD did not converge"))?;
    let mut left_vectors = completed(found.u, left);
    let mut right_vectors = completed(found.v_adjoint.adjoint(), right);
    let (a, _) = scaled(a);
    direction::as_lapack(&mut left_vectors, &found.values, &mut right_vectors, &a);
    let start = put_matrix(call, 0, &left_vectors);
    let values = found.values.iter().map(|&value| T::from_real(value));
    let start = put(call, start, values);
    put_matrix(call, start, &right_vectors.adjoint());
    Ok(())
}

/// A thin decomposition, the values falling.
struct Decomposed<T> {
    u: DMatrix<T>,
    values: Vec<f64>,
    v_adjoint: DMatrix<T>,
}

fn decomposed<T: Field>(a: DMatrix<T>) -> Option<Decomposed<T>> {
    let (rows, columns) = a.shape();
    if a.is_empty() {
        return Some(Decomposed {
            u: DMatrix::zeros(rows, 0),
            values: Vec::new(),
            v_adjoint: DMatrix::zeros(0, columns),
        });
    }
    if !is_finite(&a) {
        return None;
    }
    let (a, factor) = scaled(a);
    let (u, values, v_adjoint) = nearest(&a)?;
    let order = falling(values.as_slice());
    Some(Decomposed {
        u: DMatrix::from_columns(
            &order
                .iter()
                .map(|&place| u.column(place))
                .collect::<Vec<_>>(),
        ),
        values: order.iter().map(|&place| values[place] * factor).collect(),
        v_adjoint: DMatrix::from_rows(
            &order
                .iter()
                .map(|&place| v_adjoint.row(place))
                .collect::<Vec<_>>(),
        ),
    })
}

/// Left vectors, values and right vectors, in any order.
type Factors<T> = (DMatrix<T>, DVector<f64>, DMatrix<T>);

/// The library's factors. Of some matrices, most of them without full rank, they do not multiply back; then those of the
/// adjoint are tried, and where they do not either, LAPACK's steps are gone to their end. The nearest are taken.
fn nearest<T: Field>(a: &DMatrix<T>) -> Option<Factors<T>> {
    let turns = most_turns(a.nrows().min(a.ncols()));
    let near = 32.0 * f64::EPSILON * a.norm() * libm::sqrt(turns as f64);
    let factors = |a: DMatrix<T>| -> Option<Factors<T>> {
        let found = SVD::try_new_unordered(a, true, true, f64::EPSILON, turns)?;
        Some((found.u?, found.singular_values, found.v_t?))
    };
    let ways: [&dyn Fn() -> Option<Factors<T>>; 3] = [
        &|| factors(a.clone()),
        &|| factors(a.adjoint()).map(|(u, values, v)| (v.adjoint(), values, u.adjoint())),
        &|| direction::followed(a),
    ];
    let mut best: Option<(f64, Factors<T>)> = None;
    for way in ways {
        let Some(found) = way() else { continue };
        let far = match distance(&found, a) {
            far if far.is_nan() => f64::INFINITY,
            far => far,
        };
        if best.as_ref().is_none_or(|(known, _)| far < *known) {
            best = Some((far, found));
        }
        if far <= near {
            break;
        }
    }
    best.map(|(_, found)| found)
}

/// How far factors multiply back from a matrix.
fn distance<T: Field>((u, values, v): &Factors<T>, a: &DMatrix<T>) -> f64 {
    let mut scaled = u.clone();
    for (mut column, value) in scaled.column_iter_mut().zip(values.iter()) {
        column.scale_mut(*value);
    }
    (scaled * v - a).norm()
}

/// The places of numbers from the largest to the smallest, equal ones in order.
fn falling(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    for (place, value) in values.iter().enumerate() {
        let before = order.iter().position(|&known| values[known] < *value);
        order.insert(before.unwrap_or(order.len()), place);
    }
    order
}

/// Orthonormal columns with as many more as make up a number, orthonormal too.
fn completed<T: Field>(columns: DMatrix<T>, wanted: usize) -> DMatrix<T> {
    let (rows, count) = columns.shape();
    if count >= wanted {
        return columns;
    }
    let mut adjoint = DMatrix::<T>::identity(rows, rows);
    QR::new(columns.clone()).q_tr_mul(&mut adjoint);
    let mut all = adjoint.adjoint();
    all.columns_mut(0, count).copy_from(&columns);
    all.columns(0, wanted.min(rows)).into_owned()
}

/// The singular values alone, from the largest on (`np.linalg.svdvals`). Shape `(…, k)`, dtype real. New.
///
/// # Errors
/// As [`svd`].
pub fn svdvals(a: &Array) -> Result<Array> {
    heard((|| {
        let (rows, columns) = rows_and_columns(a)?;
        let (read, dtype) = common_types("svd", &[a])?;
        let found = Stack::of(&SVDVALS, a, read, &[rows.min(columns)])
            .giving(DType::F64)
            .with(&[rows, columns])
            .run()?;
        as_dtype(found, dtype.real_part())
    })())
}

static SVDVALS: LineKernel = LineKernel {
    name: "svd",
    run: |call| {
        in_field(
            call,
            svdvals_one::<f64>,
            svdvals_one::<nalgebra::Complex<f64>>,
        )
    },
};

fn svdvals_one<T: Field>(call: &mut LineCall<'_>) -> Result<()> {
    let (rows, columns) = (extent(call, 0), extent(call, 1));
    let a: DMatrix<T> = matrix(call, 0, rows, columns);
    if is_infinite(&a) {
        put(call, 0, vec![f64::NAN; rows.min(columns)]);
        return Ok(());
    }
    let found = decomposed(a).ok_or_else(|| refusal("SVD did not converge"))?;
    put(call, 0, found.values);
    Ok(())
}

/// What `lstsq` gives.
#[derive(Clone, Debug)]
pub struct LeastSquares {
    /// The solution: of the smallest norm where there are many.
    pub solution: Array,
    /// For each column of `b` the sum of the squares that are left; empty where the rank is less than the number of
    /// columns of `a`, or `a` has no more rows than columns.
    pub residuals: Array,
    /// The rank of `a`, 0-d `int32`.
    pub rank: Array,
    /// The singular values of `a`, from the largest on.
    pub singular_values: Array,
}

/// The solution of `a x = b` with the least sum of squares (`np.linalg.lstsq`).
///
/// `a` is a matrix, `b` a vector or a matrix. Singular values up to `rcond` times the largest count as 0; the default is
/// the larger side times the machine's precision. Dtype as [`super::solve`]. All results are new.
///
/// # Errors
/// `LinAlgError: Incompatible dimensions`, `3-dimensional array given. Array must be two-dimensional`,
/// `SVD did not converge in Linear Least Squares`.
pub fn lstsq(a: &Array, b: &Array, rcond: Option<f64>) -> Result<LeastSquares> {
    heard(least_squares(a, b, rcond))
}

fn least_squares(a: &Array, b: &Array, rcond: Option<f64>) -> Result<LeastSquares> {
    let vector = b.ndim() == 1;
    let b = match vector {
        true => b.index(&[Index::ALL, Index::NewAxis])?,
        false => b.clone(),
    };
    for array in [a, &b] {
        if array.ndim() != 2 {
            return Err(refusal(format!(
                "{}-dimensional array given. Array must be two-dimensional",
                array.ndim()
            )));
        }
    }
    let ((rows, columns), (also_rows, count)) = (rows_and_columns(a)?, rows_and_columns(&b)?);
    if rows != also_rows {
        return Err(refusal("Incompatible dimensions"));
    }
    let (read, dtype) = common_types("lstsq", &[a, &b])?;
    let real = dtype.real_part();
    let rcond = rcond.unwrap_or(f64::EPSILON * rows.max(columns) as f64);
    let shorter = rows.min(columns);
    let matched = crate::linalg::gufunc::Signature {
        name: "lstsq",
        text: "(m,n),(m,k)->(n,k)",
    }
    .matched(&[a.shape(), b.shape()])?;
    let of_x = columns * count;
    let all = Stack::matched(
        &LSTSQ,
        [a, &b],
        &matched,
        read,
        &[of_x + count + 1 + shorter],
    )
    .with(&[rows, columns, count, rcond.to_bits() as i64])
    .run()?;
    let solution = match vector {
        true => part(&all, 0, &[columns], dtype)?,
        false => part(&all, 0, &[columns, count], dtype)?,
    };
    let rank = part(&all, of_x + count, &[], DType::I32)?;
    let full = rank.item()?.cast(DType::I64) == crate::Scalar::I64(columns);
    let residuals = match full && rows > columns {
        // Without a column NumPy solves for one of zeros, and shows none of it.
        true if count == 0 => {
            let shown = Array::blank(&[1], DType::F64)?.index(&[Index::range(0, 0)])?;
            as_dtype(shown, real)?
        }
        true => part(&all, of_x, &[count], real)?,
        false => Array::blank(&[0], real)?,
    };
    Ok(LeastSquares {
        solution,
        residuals,
        rank,
        singular_values: part(&all, of_x + count + 1, &[shorter], real)?,
    })
}

static LSTSQ: LineKernel = LineKernel {
    name: "lstsq",
    run: |call| in_field(call, lstsq_one::<f64>, lstsq_one::<nalgebra::Complex<f64>>),
};

fn lstsq_one<T: Field>(call: &mut LineCall<'_>) -> Result<()> {
    let (rows, columns, count) = (extent(call, 0), extent(call, 1), extent(call, 2));
    let rcond = f64::from_bits(call.arguments.get(3).copied().unwrap_or(0) as u64);
    let a: DMatrix<T> = matrix(call, 0, rows, columns);
    let b: DMatrix<T> = matrix(call, 1, rows, count);
    let refused = || -> Error { refusal("SVD did not converge in Linear Least Squares") };
    if !is_finite(&b) {
        return Err(refused());
    }
    let found = decomposed(a.clone()).ok_or_else(refused)?;
    let least = found.values.first().copied().unwrap_or(0.0) * rcond;
    let rank = found.values.iter().filter(|value| **value > least).count();
    let mut parts = found.u.columns(0, rank).adjoint() * &b;
    for (place, value) in found.values.iter().take(rank).enumerate() {
        parts.row_mut(place).unscale_mut(*value);
    }
    let solution = found.v_adjoint.rows(0, rank).adjoint() * parts;
    let left = b - a * &solution;
    let residuals = left
        .column_iter()
        .map(|column| T::from_real(column.norm_squared()))
        .collect::<Vec<_>>();
    let start = put_matrix(call, 0, &solution);
    let start = put(call, start, residuals);
    let start = put(call, start, [T::from_real(rank as f64)]);
    put(
        call,
        start,
        found.values.iter().map(|&value| T::from_real(value)),
    );
    Ok(())
}
