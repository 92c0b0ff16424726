//! QR by Householder reflections, with LAPACK's signs, and the Cholesky factor.

use nalgebra::Cholesky;
use nalgebra::DMatrix;

use super::field::{Field, extent, in_field, matrix, put, put_matrix};
use super::reflections::Reflected;
use super::{Stack, as_dtype, common_types, part, refusal, rows_and_columns, side};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::Result;
use crate::layout::coalesce::loop_order;
use crate::layout::{Layout, Order};
use crate::plan::lines::{LineCall, LineKernel};
use crate::record::{hearing, warn};
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
    /// The reflections themselves, transposed, and their factors `tau`.
    Raw,
    /// `R` with the reflections below its diagonal, which NumPy deprecates.
    Economic,
}

impl Mode {
    /// The mode of a NumPy name.
    ///
    /// # Errors
    /// `ValueError: Unrecognized mode 'foo'`.
    pub fn from_name(name: &str) -> Result<Self> {
        hearing(|| match name {
            "reduced" => Ok(Mode::Reduced),
            "complete" => Ok(Mode::Complete),
            "r" => Ok(Mode::R),
            "raw" => Ok(Mode::Raw),
            "f" | "full" => {
                warn("DeprecationWarning", || {
                    "The 'full' option is deprecated in favor of 'reduced'.\nFor backward compatibility let mode \
                     default."
                        .to_owned()
                });
                Ok(Mode::Reduced)
            }
            "e" | "economic" => {
                warn("DeprecationWarning", || {
                    "The 'economic' option is deprecated.".to_owned()
                });
                Ok(Mode::Economic)
            }
            _ => Err(crate::error::Error::value(format!(
                "Unrecognized mode '{name}'"
            ))),
        })
    }
}

/// The QR decomposition of each matrix of a stack (`np.linalg.qr`): `Q`, unless only `R` is wanted, and `R`; or the
/// reflections and their factors.
///
/// Shapes: `(…, rows, k)` and `(…, k, columns)`, where `k` is the shorter side, or `rows` for a complete one; of raw
/// reflections `(…, columns, rows)` and `(…, k)`. Dtype as [`super::solve`]. New, but raw reflections are a view. Signs and
/// phases are LAPACK's: each reflection turns a column against the real part of its first element, so that the diagonal of
/// `R` is real but where nothing had to be turned.
///
/// # Errors
/// [`rows_and_columns`]'s.
pub fn qr(a: &Array, mode: Mode) -> Result<(Option<Array>, Array)> {
    heard((|| {
        let (rows, columns) = rows_and_columns(a)?;
        if !a.dtype.holds_numbers() {
            // NumPy makes floats of it first, which refuses.
            return qr(&a.astype(DType::F64)?, mode);
        }
        let (read, dtype) = common_types("qr_r_raw", &[a])?;
        let shorter = rows.min(columns);
        let inner = match mode {
            Mode::Complete if rows > columns => rows,
            _ => shorter,
        };
        let packs = matches!(mode, Mode::Raw | Mode::Economic);
        let (of_first, of_second) = match mode {
            Mode::R => (0, inner * columns),
            Mode::Raw | Mode::Economic => (rows * columns, shorter),
            _ => (rows * inner, inner * columns),
        };
        let both = Stack::of(&QR_KERNEL, a, read, &[of_first + of_second])
            .with(&[
                rows,
                columns,
                inner,
                i64::from(mode != Mode::R),
                i64::from(packs),
            ])
            .run()?;
        Ok(match mode {
            Mode::R => (
                None,
                upper(part(&both, 0, &[inner, columns], dtype)?, a, inner)?,
            ),
            Mode::Raw | Mode::Economic => {
                let packed = part(&both, 0, &[rows, columns], read)?;
                // Where the operand's elements lay, as NumPy factors a copy in place.
                let kept = Array::zeros_over(a.order_kept(read.itemsize()), read)?;
                kept.put(&packed)?;
                if mode == Mode::Economic {
                    return Ok((None, as_dtype(kept, dtype)?));
                }
                let turned = as_dtype(kept.swapaxes(-1, -2)?, dtype)?;
                (Some(turned), part(&both, of_first, &[shorter], dtype)?)
            }
            _ => (
                Some(part(&both, 0, &[rows, inner], dtype)?),
                upper(part(&both, of_first, &[inner, columns], dtype)?, a, inner)?,
            ),
        })
    })())
}

/// `R` as NumPy cuts it with `triu` from a copy of the operand that lies as the operand does.
fn upper(found: Array, operand: &Array, inner: i64) -> Result<Array> {
    let mut lying = operand.order_kept(found.itemsize());
    let rows = lying.shape.len() - 2;
    lying.shape[rows] = inner.min(lying.shape[rows]);
    let mask = Layout::contiguous(&found.shape()[rows..], 1, Order::C);
    let mask = mask.broadcast_to(found.shape())?;
    let order = loop_order(&[&mask, &lying]);
    let layout = Layout::packed_in_order(found.shape(), found.itemsize(), &order);
    if layout.strides == found.layout.strides {
        return Ok(found);
    }
    let turned = Array::zeros_over(layout, found.dtype)?;
    turned.put(&found)?;
    Ok(turned)
}

static QR_KERNEL: LineKernel = LineKernel {
    name: "qr",
    run: |call| in_field(call, qr_one::<f64>, qr_one::<nalgebra::Complex<f64>>),
};

fn qr_one<T: Field>(call: &mut LineCall<'_>) -> Result<()> {
    let (rows, columns, inner) = (extent(call, 0), extent(call, 1), extent(call, 2));
    let reflected = Reflected::of(matrix::<T>(call, 0, rows, columns));
    if extent(call, 4) == 1 {
        let start = put_matrix(call, 0, &reflected.packed);
        put(call, start, reflected.scales);
        return Ok(());
    }
    let mut start = 0;
    if extent(call, 3) == 1 {
        start = put_matrix(call, 0, &reflected.q(inner));
    }
    put_matrix(call, start, &reflected.r(inner));
    Ok(())
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

/// The lower factor of a matrix with infinities or NaN, which LAPACK lets through: it refuses what is 0 or less alone.
fn step_by_step<T: Field>(mut a: DMatrix<T>) -> Result<DMatrix<T>> {
    let side = a.nrows();
    for column in 0..side {
        let mut square = a[(column, column)].real();
        for before in 0..column {
            square -= a[(column, before)].modulus_squared();
        }
        if square <= 0.0 {
            return Err(refusal("Matrix is not positive definite"));
        }
        let root = libm::sqrt(square);
        a[(column, column)] = T::from_real(root);
        for row in column + 1..side {
            let mut sum = a[(row, column)];
            for before in 0..column {
                sum -= a[(row, before)] * a[(column, before)].conjugate();
            }
            // What is no number in one part is none in both.
            a[(row, column)] = match sum.modulus().is_nan() {
                true => sum * T::from_real(f64::NAN),
                false => sum.unscale(root),
            };
        }
        for above in 0..column {
            a[(above, column)] = T::from_real(0.0);
        }
    }
    Ok(a)
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
    if a.iter().any(|one| !one.modulus().is_finite()) {
        let factor = step_by_step(a)?;
        let turned = DMatrix::from_fn(rows, rows, |row, column| match row.cmp(&column) {
            std::cmp::Ordering::Less => factor[(column, row)].conjugate(),
            std::cmp::Ordering::Equal => factor[(row, column)],
            std::cmp::Ordering::Greater => T::from_real(0.0),
        });
        put_matrix(call, 0, &if upper { turned } else { factor });
        return Ok(());
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
