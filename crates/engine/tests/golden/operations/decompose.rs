//! What `np.linalg` decomposes, as calls to the engine. Where an answer may have either sign, or values any order, both
//! are brought into one form, as the generator does it.

use engine::linalg::{self, Mode, NormOrder, Tolerance, Triangle};
use engine::{Array, DType, Scalar};
use serde_json::Value as Json;

use crate::program::{Call, Outcome, Value, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    if let Some(array) = single(call)? {
        return Ok(Some(Value::Array(array)));
    }
    let arrays = match call.name {
        "slogdet" => {
            let (sign, logarithm) = linalg::slogdet(&call.array(0)?)?;
            vec![sign, logarithm]
        }
        "qr" => {
            let (q, r) = linalg::qr(
                &call.array(0)?,
                Mode::from_name(call.option("mode", "reduced"))?,
            )?;
            match q {
                Some(q) => vec![q, r],
                None => return Ok(Some(Value::Array(r))),
            }
        }
        "lstsq" => {
            let rcond = call.options.get("rcond").and_then(Json::as_f64);
            let found = linalg::lstsq(&call.array(0)?, &call.array(1)?, rcond)?;
            vec![
                found.solution,
                found.residuals,
                found.rank,
                found.singular_values,
            ]
        }
        "eigh" => {
            let (values, vectors) = linalg::eigh(&call.array(0)?, triangle(call)?)?;
            vec![values, vectors]
        }
        "eigh_signed" => {
            let (values, vectors) = linalg::eigh(&call.array(0)?, triangle(call)?)?;
            signed(&vectors, None)?;
            vec![values, vectors]
        }
        "eig" => {
            let (values, vectors) = linalg::eig(&call.array(0)?)?;
            vec![values, vectors]
        }
        "eig_sorted" => {
            let (values, vectors) = linalg::eig(&call.array(0)?)?;
            let (values, vectors) = sorted(&values, Some(&vectors))?;
            signed(&vectors, None)?;
            vec![values, vectors]
        }
        "eig_back" => {
            use engine::Index;
            let (values, vectors) = linalg::eig(&call.array(0)?)?;
            let row = values.index(&[Index::Ellipsis, Index::NewAxis, Index::ALL])?;
            let scaled = call_ufunc("multiply", &vectors, &row)?;
            return Ok(Some(Value::Array(linalg::matmul(
                &scaled,
                &linalg::inv(&vectors)?,
            )?)));
        }
        "svd" | "svd_signed" => {
            let full = call.options.get("full_matrices") != Some(&Json::Bool(false));
            let (u, values, v) = match is_hermitian(call) {
                true => linalg::svd_hermitian(&call.array(0)?)?,
                false => linalg::svd(&call.array(0)?, full)?,
            };
            if call.name == "svd_signed" {
                signed(&u, Some(&v))?;
            }
            vec![u, values, v]
        }
        "svd_rest" => {
            let full = call.options.get("full_matrices") != Some(&Json::Bool(false));
            let (u, values, v) = match is_hermitian(call) {
                true => linalg::svd_hermitian(&call.array(0)?)?,
                false => linalg::svd(&call.array(0)?, full)?,
            };
            let shorter = values.shape().last().copied().unwrap_or(0);
            let cut = engine::Index::range(0, shorter);
            let scaled = call_ufunc(
                "multiply",
                &u.index(&[engine::Index::Ellipsis, cut.clone()])?,
                &values.index(&[
                    engine::Index::Ellipsis,
                    engine::Index::NewAxis,
                    engine::Index::ALL,
                ])?,
            )?;
            let rows = v.index(&[engine::Index::Ellipsis, cut, engine::Index::ALL])?;
            let back = linalg::matmul(&scaled, &rows)?;
            vec![back, gram(&u)?, gram(&linalg::matrix_transpose(&v)?)?]
        }
        _ => return Ok(None),
    };
    Ok(Some(Value::List(
        arrays.into_iter().map(Value::Array).collect(),
    )))
}

/// Operations with one result.
fn single(call: &Call<'_>) -> Outcome<Option<Array>> {
    let array = || call.array(0);
    Ok(Some(match call.name {
        "solve" => linalg::solve(&array()?, &call.array(1)?)?,
        "inv" => linalg::inv(&array()?)?,
        "det" => linalg::det(&array()?)?,
        "tensorinv" => linalg::tensorinv(&array()?, call.int(1)?)?,
        "tensorsolve" => {
            let axes = call.axes(call.args.get(2))?;
            linalg::tensorsolve(&array()?, &call.array(1)?, axes.as_deref())?
        }
        "cholesky" => linalg::cholesky(
            &array()?,
            call.options.get("upper") == Some(&Json::Bool(true)),
        )?,
        "eigvals" => linalg::eigvals(&array()?)?,
        "eigvals_sorted" => sorted(&linalg::eigvals(&array()?)?, None)?.0,
        "eigvalsh" => linalg::eigvalsh(&array()?, triangle(call)?)?,
        "svdvals" if is_hermitian(call) => linalg::svdvals_hermitian(&array()?)?,
        "svdvals" => linalg::svdvals(&array()?)?,
        "pinv" | "matrix_rank" => {
            let function = match call.name {
                "pinv" => linalg::pinv,
                _ => linalg::matrix_rank,
            };
            with_tolerance(call, |tolerance| {
                Ok(function(&array()?, tolerance, is_hermitian(call))?)
            })?
        }
        "matrix_power" => linalg::matrix_power(&array()?, call.int(1)?)?,
        "cond" => linalg::cond(&array()?, order(call, 1)?)?,
        "norm" | "matrix_norm" | "vector_norm" => {
            let axis = call.axes(call.options.get("axis"))?;
            let keepdims = call.options.get("keepdims") == Some(&Json::Bool(true));
            match call.name {
                "norm" => linalg::norm(&array()?, order(call, 1)?, axis.as_deref(), keepdims)?,
                "matrix_norm" => linalg::matrix_norm(&array()?, order(call, 1)?, keepdims)?,
                _ => linalg::vector_norm(&array()?, order(call, 1)?, axis.as_deref(), keepdims)?,
            }
        }
        _ => return Ok(None),
    }))
}

fn triangle(call: &Call<'_>) -> Outcome<Triangle> {
    Ok(Triangle::from_name(call.option("UPLO", "L"))?)
}

fn is_hermitian(call: &Call<'_>) -> bool {
    call.options.get("hermitian") == Some(&Json::Bool(true))
}

/// Hands over `tol`, `rtol` or `rcond`, a number or a program; an `rtol` of null asks for the precision of the dtype.
fn with_tolerance<T>(call: &Call<'_>, run: impl FnOnce(Tolerance<'_>) -> Outcome<T>) -> Outcome<T> {
    let given = ["tol", "rtol", "rcond"]
        .into_iter()
        .find_map(|key| Some((key, call.options.get(key)?)));
    match given {
        None => run(Tolerance::Usual),
        Some((_, Json::Null)) => run(Tolerance::Precision),
        Some((key, value)) => match (key, value.as_f64()) {
            ("tol", Some(least)) => run(Tolerance::Absolute(least)),
            (_, Some(part)) => run(Tolerance::Relative(part)),
            ("tol", None) => run(Tolerance::AbsoluteOf(&call.array_of(value)?)),
            (_, None) => run(Tolerance::RelativeOf(&call.array_of(value)?)),
        },
    }
}

/// A norm's order: a number as a text, a name, or nothing.
fn order<'a>(call: &'a Call<'_>, place: usize) -> Outcome<NormOrder<'a>> {
    Ok(
        match call.args.get(place).map(|given| (given, given.as_str())) {
            None | Some((Json::Null, _)) => NormOrder::Usual,
            Some((_, Some(text))) => match text.parse() {
                Ok(number) => NormOrder::Number(number),
                Err(_) => NormOrder::Name(text),
            },
            Some((given, None)) => {
                let number = given.as_f64();
                NormOrder::Number(number.ok_or_else(|| unknown(&format!("no order {given}")))?)
            }
        },
    )
}

fn call_ufunc(name: &str, left: &Array, right: &Array) -> Outcome<Array> {
    use engine::ufunc::Operand;
    let operands = [Operand::Array(left), Operand::Array(right)];
    Ok(engine::ufunc::call(name, &operands)?)
}

/// The products of all columns with each other: the identity where they are orthonormal.
fn gram(columns: &Array) -> Outcome<Array> {
    use engine::ufunc::Operand;
    let adjoint = linalg::matrix_transpose(columns)?;
    let adjoint = engine::ufunc::call("conjugate", &[Operand::Array(&adjoint)])?;
    Ok(linalg::matmul(&adjoint, columns)?)
}

fn parts(value: Scalar) -> (f64, f64) {
    match value {
        Scalar::C64(value) => (value.re.into(), value.im.into()),
        Scalar::C128(value) => (value.re, value.im),
        other => match other.cast(DType::F64) {
            Scalar::F64(value) => (value, 0.0),
            _ => (f64::NAN, 0.0),
        },
    }
}

/// Turns each column so that the first of its larger real parts is positive, and with it the row of `also` at the same
/// place.
fn signed(columns: &Array, also: Option<&Array>) -> Outcome<()> {
    let [rows, count] = *columns.shape() else {
        return Err(unknown("signs are given to the columns of one matrix"));
    };
    for column in 0..count {
        let real = (0..rows).map(|row| Ok(parts(columns.get(&[row, column])?).0));
        let real = real.collect::<Outcome<Vec<f64>>>()?;
        let largest = real.iter().fold(0.0f64, |most, part| most.max(part.abs()));
        let first = real.iter().find(|part| part.abs() >= 0.9 * largest);
        let negate = |array: &Array, at: &[i64]| -> Outcome<()> {
            let value = match array.get(at)? {
                Scalar::C64(value) => Scalar::C64(-value),
                Scalar::C128(value) => Scalar::C128(-value),
                other => Scalar::F64(-parts(other).0),
            };
            Ok(array.set(at, value)?)
        };
        if first.is_some_and(|part| *part < 0.0) {
            for row in 0..rows {
                negate(columns, &[row, column])?;
            }
            if let Some(also) = also.filter(|also| column < also.shape()[0]) {
                for place in 0..also.shape()[1] {
                    negate(also, &[column, place])?;
                }
            }
        }
    }
    Ok(())
}

/// Eigenvalues by real, then by imaginary part, and their vectors in that order, as new arrays.
fn sorted(values: &Array, vectors: Option<&Array>) -> Outcome<(Array, Array)> {
    let found: Vec<Scalar> = values.scalars().collect();
    let rounded = |value: Scalar| {
        let (real, imaginary) = parts(value);
        // Real parts of a pair are equal but for rounding.
        ((real * 1e6).round(), imaginary)
    };
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (rounded(found[a]), rounded(found[b]));
        a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal)
    });
    let taken: Vec<Scalar> = order.iter().map(|&place| found[place]).collect();
    let values = Array::from_scalars(&taken, values.shape(), values.dtype())?;
    let Some(vectors) = vectors else {
        return Ok((values.clone(), values));
    };
    let columns = found.len();
    let all: Vec<Scalar> = vectors.scalars().collect();
    let turned: Vec<Scalar> = (0..all.len())
        .map(|nth| all[nth / columns * columns + order[nth % columns]])
        .collect();
    let vectors = Array::from_scalars(&turned, vectors.shape(), vectors.dtype())?;
    Ok((values, vectors))
}
