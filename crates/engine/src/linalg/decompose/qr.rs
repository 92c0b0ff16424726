//! QR by Householder reflections, with LAPACK's signs, and the Cholesky factor.

use nalgebra::{Cholesky, DMatrix, QR};

use super::field::{Field, extent, in_field, matrix, put_matrix};
use super::{Stack, as_dtype, common_types, part, refusal, rows_and_columns, side};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::Result;
use crate::plan::lines::{LineCall, LineKernel};
use crate::ufunc::heard;

/// How much of a QR decomposition is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    /// `Q` with as many columns as the shorter side, `R` with as many rows.
    #[default]
    Reduced,
    /// `Q` square.
    Complete,
    /// `R` alone.
    R,
}

impl Mode {
    /// The mode of a NumPy name.
    ///
    /// # Errors
    /// `ValueError: Unrecognized mode 'foo'`.
    pub fn from_name(name: &str) -> Result<Self> {
        match name {
            "reduced" => Ok(Mode::Reduced),
            "complete" => Ok(Mode::Complete),
            "r" => Ok(Mode::R),
            _ => Err(crate::error::Error::value(format!(
                "Unrecognized mode '{name}'"
            ))),
        }
    }
}

/// The QR decomposition of each matrix of a stack (`np.linalg.qr`): `Q`, unless only `R` is wanted, and `R`.
///
/// Shapes: `(…, rows, k)` and `(…, k, columns)`, where `k` is the shorter side, or `rows` for a complete one. Dtype as
/// [`super::solve`]. New. The signs of real factors are LAPACK's: each reflection turns a column against its first
/// element. Complex factors have a real diagonal, whose signs may differ from LAPACK's.
///
/// # Errors
/// [`rows_and_columns`]'s.
pub fn qr(a: &Array, mode: Mode) -> Result<(Option<Array>, Array)> {
    heard((|| {
        let (rows, columns) = rows_and_columns(a)?;
        if !a.dtype.is_number() {
            // NumPy makes floats of it first, which refuses.
            return qr(&a.astype(DType::F64)?, mode);
        }
        let (read, dtype) = common_types("qr_r_raw", &[a])?;
        let shorter = rows.min(columns);
        let inner = match mode {
            Mode::Complete if rows > columns => rows,
            _ => shorter,
        };
        let of_q = if mode == Mode::R { 0 } else { rows * inner };
        let both = Stack::of(&QR_KERNEL, a, read, &[of_q + inner * columns])
            .with(&[rows, columns, inner, i64::from(mode != Mode::R)])
            .run()?;
        let q = match mode {
            Mode::R => None,
            _ => Some(part(&both, 0, &[rows, inner], dtype)?),
        };
        Ok((q, part(&both, of_q, &[inner, columns], dtype)?))
    })())
}

static QR_KERNEL: LineKernel = LineKernel {
    name: "qr",
    run: |call| in_field(call, qr_one::<f64>, qr_one::<nalgebra::Complex<f64>>),
};

fn qr_one<T: Field>(call: &mut LineCall<'_>) -> Result<()> {
    let (rows, columns, inner) = (extent(call, 0), extent(call, 1), extent(call, 2));
    let decomposed = QR::new(matrix::<T>(call, 0, rows, columns));
    let (signs, rest) = reflected_signs(decomposed.qr_internal());
    let shorter = rows.min(columns);
    let mut start = 0;
    if extent(call, 3) == 1 {
        let mut q = if inner > shorter {
            complete(&decomposed, rows)
        } else {
            decomposed.q()
        };
        for (column, &sign) in signs.iter().enumerate() {
            q.column_mut(column).scale_mut(sign);
        }
        for column in shorter..q.ncols() {
            q.column_mut(column).scale_mut(rest);
        }
        start = put_matrix(call, 0, &q);
    }
    let mut r = decomposed.r();
    for (row, &sign) in signs.iter().enumerate() {
        r.row_mut(row).scale_mut(sign);
    }
    let mut tall = DMatrix::<T>::zeros(inner, columns);
    tall.rows_mut(0, shorter).copy_from(&r);
    put_matrix(call, start, &tall);
    Ok(())
}

/// `Q` with all its columns: every reflection applied to the identity.
fn complete<T: Field>(decomposed: &QR<T, nalgebra::Dyn, nalgebra::Dyn>, rows: usize) -> DMatrix<T> {
    let mut adjoint = DMatrix::<T>::identity(rows, rows);
    decomposed.q_tr_mul(&mut adjoint);
    adjoint.adjoint()
}

/// For each column the sign that LAPACK's `R` has on its diagonal, where the library's has none.
///
/// LAPACK turns a column against its first element, and leaves one alone that has nothing below it. The library turns
/// every column, then makes the diagonal positive by changing the sign of all rows from there on: an axis of reflection
/// shows the sign of the column's first element after those changes. The second result is the sign of all rows at the end.
fn reflected_signs<T: Field>(axes: &DMatrix<T>) -> (Vec<f64>, f64) {
    let mut changed = 1.0;
    let mut signs = Vec::new();
    for step in 0..axes.nrows().min(axes.ncols()) {
        let axis = axes.view_range(step.., step);
        let first = if axis[0].real() < 0.0 { -1.0 } else { 1.0 };
        if axis.iter().all(T::is_zero) {
            signs.push(changed);
            continue;
        }
        let alone = axis.iter().skip(1).all(T::is_zero);
        let before = first * changed;
        signs.push(if alone { before } else { -before });
        changed *= -first;
    }
    (signs, changed)
}

/// The Cholesky factor of each matrix of a stack (`np.linalg.cholesky`): lower with `L L^H = a`, read from the lower
/// triangle, or `upper` with `U^H U = a`, read from the upper one. Shape as the operand's, dtype as [`super::solve`]. New.
///
/// # Errors
/// `LinAlgError: Matrix is not positive definite`; [`side`]'s.
pub fn cholesky(a: &Array, upper: bool) -> Result<Array> {
    heard((|| {
        let rows = side(a)?;
        let (read, dtype) = common_types(if upper { "cholesky_up" } else { "cholesky_lo" }, &[a])?;
        let found = Stack::of(&CHOLESKY, a, read, &[rows, rows])
            .with(&[rows, i64::from(upper)])
            .run()?;
        as_dtype(found, dtype)
    })())
}

static CHOLESKY: LineKernel = LineKernel {
    name: "cholesky",
    run: |call| {
        in_field(
            call,
            cholesky_one::<f64>,
            cholesky_one::<nalgebra::Complex<f64>>,
        )
    },
};

fn cholesky_one<T: Field>(call: &mut LineCall<'_>) -> Result<()> {
    let rows = extent(call, 0);
    let upper = extent(call, 1) == 1;
    let mut a: DMatrix<T> = matrix(call, 0, rows, rows);
    if upper {
        a.adjoint_mut();
    }
    for place in 0..rows {
        a[(place, place)] = T::from_real(a[(place, place)].real());
    }
    let mut factor = match Cholesky::new(a) {
        // The root of a negative complex number exists, but is not real.
        Some(found)
            if found
                .l_dirty()
                .diagonal()
                .iter()
                .all(|root| root.real() > root.imaginary().abs()) =>
        {
            found.l()
        }
        _ => return Err(refusal("Matrix is not positive definite")),
    };
    if upper {
        factor.adjoint_mut();
    }
    put_matrix(call, 0, &factor);
    Ok(())
}
