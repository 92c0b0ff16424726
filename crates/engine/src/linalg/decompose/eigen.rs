//! Eigenvalues and eigenvectors: of symmetric and Hermitian matrices, and of any other through its Schur form.

use nalgebra::{Complex, DMatrix, Schur, SymmetricEigen};

use self::followed::{Followed, Iterate};
use self::triangular::Sign;
use super::field::{
    Field, extent, in_field, is_finite, matrix, most_turns, put, put_matrix, scaled,
};
use super::{Stack, as_dtype, common_types, part, refusal, side};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::plan::lines::{LineCall, LineKernel};
use crate::record::hearing;
use crate::ufunc::{self, heard};

mod balance;
mod direction;
mod followed;
mod francis;
mod hessenberg;
mod isolate;
mod iteration;
mod single_shift;
mod triangular;
mod two;

/// Which triangle of a symmetric matrix is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Triangle {
    /// The lower one (`'L'`).
    #[default]
    Lower,
    /// The upper one (`'U'`).
    Upper,
}

impl Triangle {
    fn named(self, lower: &'static str, upper: &'static str) -> &'static str {
        match self {
            Triangle::Lower => lower,
            Triangle::Upper => upper,
        }
    }

    /// The triangle of NumPy's letter, in either case.
    ///
    /// # Errors
    /// `ValueError: UPLO argument must be 'L' or 'U'`.
    pub fn from_name(name: &str) -> Result<Self> {
        hearing(|| match name {
            "L" | "l" => Ok(Triangle::Lower),
            "U" | "u" => Ok(Triangle::Upper),
            _ => Err(Error::value("UPLO argument must be 'L' or 'U'")),
        })
    }
}

/// Eigenvalues, rising, and eigenvectors, as columns, of each symmetric or Hermitian matrix of a stack (`np.linalg.eigh`).
///
/// Only one triangle is read. Shapes: `(…, n)` and `(…, n, n)`. Dtype as [`super::solve`], the values real. New. Vectors
/// point to the side of LAPACK's up to 25 by 25; those of equal values may be others of the same space.
///
/// # Errors
/// `LinAlgError: Eigenvalues did not converge`; [`side`]'s.
pub fn eigh(a: &Array, triangle: Triangle) -> Result<(Array, Array)> {
    heard((|| {
        let rows = side(a)?;
        let (read, dtype) = common_types(triangle.named("eigh_lo", "eigh_up"), &[a])?;
        let both = Stack::of(&EIGH, a, read, &[rows + rows * rows])
            .with(&[rows, i64::from(triangle == Triangle::Upper), 1])
            .run()?;
        Ok((
            part(&both, 0, &[rows], dtype.real_part())?,
            part(&both, rows, &[rows, rows], dtype)?,
        ))
    })())
}

/// The eigenvalues alone, rising, of each symmetric or Hermitian matrix of a stack (`np.linalg.eigvalsh`). Shape `(…, n)`,
/// dtype real; new.
///
/// # Errors
/// As [`eigh`].
pub fn eigvalsh(a: &Array, triangle: Triangle) -> Result<Array> {
    heard((|| {
        let rows = side(a)?;
        let (read, dtype) = common_types(triangle.named("eigvalsh_lo", "eigvalsh_up"), &[a])?;
        let values = Stack::of(&EIGH, a, read, &[rows])
            .with(&[rows, i64::from(triangle == Triangle::Upper), 0])
            .run()?;
        let real = dtype.real_part();
        if read.is_complex() {
            return part(&values, 0, &[rows], real);
        }
        as_dtype(values, real)
    })())
}

static EIGH: LineKernel = LineKernel {
    name: "eigh",
    run: |call| in_field(call, eigh_one::<f64>, eigh_one::<Complex<f64>>),
};

fn eigh_one<T: Field>(call: &mut LineCall<'_>) -> Result<()> {
    let rows = extent(call, 0);
    if rows == 0 {
        return Ok(());
    }
    let mut a: DMatrix<T> = matrix(call, 0, rows, rows);
    if extent(call, 1) == 1 {
        a.adjoint_mut();
    }
    for place in 0..rows {
        a[(place, place)] = T::from_real(a[(place, place)].real());
    }
    let refused = || refusal("Eigenvalues did not converge");
    // The other triangle is not read, whatever stands there.
    for column in 1..rows {
        for row in 0..column {
            a[(row, column)] = a[(column, row)].conjugate();
        }
    }
    if rows == 1 {
        let start = put(call, 0, [a[(0, 0)]]);
        if extent(call, 2) == 1 {
            put(call, start, [T::from_real(1.0)]);
        }
        return Ok(());
    }
    if !is_finite(&a) {
        return Err(refused());
    }
    let (a, factor) = scaled(a);
    let whole = DMatrix::from_fn(rows, rows, |row, column| match row < column {
        true => a[(column, row)].conjugate(),
        false => a[(row, column)],
    });
    let found = SymmetricEigen::try_new(a, f64::EPSILON, most_turns(rows)).ok_or_else(refused)?;
    let values = found.eigenvalues;
    let mut order: Vec<usize> = Vec::new();
    for place in 0..rows {
        let after = order
            .iter()
            .position(|&known| values[known] > values[place]);
        order.insert(after.unwrap_or(order.len()), place);
    }
    let rising = order
        .iter()
        .map(|&place| T::from_real(values[place] * factor));
    let start = put(call, 0, rising.collect::<Vec<_>>());
    if extent(call, 2) == 1 {
        let columns: Vec<_> = order
            .iter()
            .map(|&place| found.eigenvectors.column(place))
            .collect();
        let mut vectors = DMatrix::from_columns(&columns);
        direction::as_lapack(&mut vectors, &whole, extent(call, 1) == 1);
        put_matrix(call, start, &vectors);
    }
    Ok(())
}

/// Eigenvalues and eigenvectors, as columns, of each square matrix of a stack (`np.linalg.eig`).
///
/// Shapes: `(…, n)` and `(…, n, n)`. Each vector has norm 1; a complex one is turned so that its largest element is real.
/// Dtype: complex, unless all values of a real stack are real; then the real parts are seen. Up to 75 by 75 values are in the
/// order, and vectors point to the side, of LAPACK's. Of a complex pair the one with the positive imaginary part is first. New
/// arrays, complex where any value of a stack is.
///
/// # Errors
/// `LinAlgError: Array must not contain infs or NaNs`, `Eigenvalues did not converge`; [`side`]'s.
pub fn eig(a: &Array) -> Result<(Array, Array)> {
    heard((|| {
        let rows = side(a)?;
        let both = general(a, true)?;
        let values = part(&both, 0, &[rows], DType::C128)?;
        let vectors = part(&both, rows, &[rows, rows], DType::C128)?;
        let (_, dtype) = common_types("eig", &[a])?;
        if !dtype.is_complex() && is_real(&values)? {
            return Ok((
                as_dtype(values.real(), dtype)?,
                as_dtype(vectors.real(), dtype)?,
            ));
        }
        let dtype = complex_of(dtype);
        Ok((as_dtype(values, dtype)?, as_dtype(vectors, dtype)?))
    })())
}

/// The eigenvalues alone of each square matrix of a stack (`np.linalg.eigvals`); order and dtype as [`eig`].
///
/// # Errors
/// As [`eig`].
pub fn eigvals(a: &Array) -> Result<Array> {
    heard((|| {
        let rows = side(a)?;
        let values = part(&general(a, false)?, 0, &[rows], DType::C128)?;
        let (_, dtype) = common_types("eig", &[a])?;
        if !dtype.is_complex() && is_real(&values)? {
            return as_dtype(values.real(), dtype);
        }
        as_dtype(values, complex_of(dtype))
    })())
}

fn complex_of(dtype: DType) -> DType {
    match dtype {
        DType::F32 | DType::C64 => DType::C64,
        _ => DType::C128,
    }
}

/// Whether every imaginary part is 0.
fn is_real(values: &Array) -> Result<bool> {
    let imaginary = values.imag()?;
    Ok(imaginary
        .scalars()
        .all(|part| part == crate::Scalar::F64(0.0) || part == crate::Scalar::F64(-0.0)))
}

fn general(a: &Array, vectors: bool) -> Result<Array> {
    let rows = side(a)?;
    if !a.dtype.holds_numbers() {
        // NumPy looks for infinities first, which refuses.
        ufunc::call("isfinite", &[ufunc::Operand::Array(a)])?;
    }
    #[cfg(feature = "records")]
    if a.dtype.native() == DType::F16 {
        let finite = ufunc::call("isfinite", &[ufunc::Operand::Array(a)])?;
        if crate::compose::fold("all", &finite)?.item()? == crate::Scalar::Bool(false) {
            return Err(refusal("Array must not contain infs or NaNs"));
        }
    }
    let (read, _) = common_types("eig", &[a])?;
    let core = if vectors { rows + rows * rows } else { rows };
    Stack::of(&EIG, a, read, &[core])
        .giving(DType::C128)
        .with(&[rows, i64::from(vectors)])
        .run()
}

static EIG: LineKernel = LineKernel {
    name: "eig",
    run: |call| in_field(call, eig_real, eig_complex),
};

fn eig_real(call: &mut LineCall<'_>) -> Result<()> {
    if extent(call, 0) == 2 {
        return eig_of_two(call);
    }
    let way = Way {
        values_of: triangular::values,
        iterate: francis::iterate,
        sign: Sign::OfRealPart,
    };
    eig_one(call, &way)
}

fn eig_of_two(call: &mut LineCall<'_>) -> Result<()> {
    let a: DMatrix<f64> = matrix(call, 0, 2, 2);
    if !is_finite(&a) {
        return Err(refusal("Array must not contain infs or NaNs"));
    }
    let (a, factor) = scaled(a);
    let (values, mut vectors) = two::decomposed([[a[(0, 0)], a[(0, 1)]], [a[(1, 0)], a[(1, 1)]]]);
    let start = put(call, 0, values.map(|value| value * factor));
    if extent(call, 1) == 1 {
        for vector in &mut vectors {
            triangular::normalize(vector, Sign::OfRealPart);
        }
        let [[a, b], [c, d]] = vectors;
        put(call, start, [a, c, b, d]);
    }
    Ok(())
}

fn eig_complex(call: &mut LineCall<'_>) -> Result<()> {
    let way = Way {
        values_of: |t| t.diagonal().iter().copied().collect(),
        iterate: single_shift::iterate,
        sign: Sign::Positive,
    };
    eig_one(call, &way)
}

/// What is done in another way for real and for complex matrices.
struct Way<T> {
    /// The eigenvalues of a Schur form.
    values_of: fn(&DMatrix<Complex<f64>>) -> Vec<Complex<f64>>,
    /// LAPACK's iteration.
    iterate: Iterate<T>,
    sign: Sign,
}

/// The library's Schur form `a = q t q^H`, the vectors of `t`, turned back; all in LAPACK's order, and to its side.
fn eig_one<T: Field + Into<Complex<f64>>>(call: &mut LineCall<'_>, way: &Way<T>) -> Result<()> {
    let rows = extent(call, 0);
    if rows == 0 {
        return Ok(());
    }
    let a: DMatrix<T> = matrix(call, 0, rows, rows);
    if !is_finite(&a) {
        return Err(refusal("Array must not contain infs or NaNs"));
    }
    let (a, factor) = scaled(a);
    let moved = isolate::Isolated::of(a);
    // The library brings rows and columns to no like size, without which the small ones are lost.
    let mut balanced = moved.matrix.clone();
    let factors = balance::balance(&mut balanced, moved.inner.clone());
    let found = schur(balanced.clone());
    let (q, t) = found.ok_or_else(|| refusal("Eigenvalues did not converge"))?;
    let complex = |matrix: DMatrix<T>| matrix.map(Into::<Complex<f64>>::into);
    // Vectors of the balanced matrix as those of the matrix that was given, of norm 1.
    let back = |mut vectors: DMatrix<Complex<f64>>| {
        for (mut row, &factor) in vectors.row_iter_mut().zip(&factors) {
            row.scale_mut(factor);
        }
        let mut vectors = moved.moved_back(&vectors);
        for mut vector in vectors.column_iter_mut() {
            triangular::normalize(vector.as_mut_slice(), way.sign);
        }
        vectors
    };
    let (q, t) = (complex(q), complex(t));
    let mut values = (way.values_of)(&t);
    let asked = extent(call, 1) == 1;
    let mut vectors = DMatrix::zeros(0, 0);
    if asked {
        vectors = back(q * triangular::vectors(&t, &values));
    }
    let followed = Followed::of(balanced, moved.inner.clone(), way.iterate, way.sign);
    if let Some(mut followed) = followed {
        match followed.order_of(&values) {
            Some(order) => {
                if asked {
                    followed.vectors = back(followed.vectors);
                    vectors = followed.turned(&vectors, &values, &order);
                }
                values = order.iter().map(|&place| values[place]).collect();
            }
            None => {
                // Values that are nothing but rounding: even whether they are real is.
                values = followed.values;
                vectors = back(followed.vectors);
            }
        }
    }
    let start = put(call, 0, values.into_iter().map(|value| value * factor));
    if asked {
        put_matrix(call, start, &vectors);
    }
    Ok(())
}

/// The Schur form. The library's steps stand still before a few matrices, such as those that only turn the axes around;
/// such a matrix is mirrored first, which changes no eigenvalue.
fn schur<T: Field>(a: DMatrix<T>) -> Option<(DMatrix<T>, DMatrix<T>)> {
    let rows = a.nrows();
    let turns = most_turns(rows);
    if let Some(found) = Schur::try_new(a.clone(), f64::EPSILON, turns) {
        return Some(found.unpack());
    }
    let mut axis = DMatrix::from_fn(rows, 1, |row, _| {
        T::from_real(1.0 / (row as f64 + 1.0) + 0.1 * libm::sin(row as f64))
    });
    let _ = axis.normalize_mut();
    let mirror = DMatrix::<T>::identity(rows, rows) - (&axis * axis.adjoint()).scale(2.0);
    let mirrored = &mirror * a * &mirror;
    let (q, t) = Schur::try_new(mirrored, f64::EPSILON, turns)?.unpack();
    Some((mirror * q, t))
}
