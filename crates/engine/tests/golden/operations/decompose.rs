//! What `np.linalg` decomposes, as calls to the engine. Where vectors hang on rounding, what they were found for is made again
//! from them, as the generator does it.

use engine::Array;
use engine::linalg::{self, Mode, NormOrder, Tolerance, Triangle};
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
        "eig" => {
            let (values, vectors) = linalg::eig(&call.array(0)?)?;
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
        "svd" => {
            let full = call.options.get("full_matrices") != Some(&Json::Bool(false));
            let (u, values, v) = match is_hermitian(call) {
                true => linalg::svd_hermitian(&call.array(0)?)?,
                false => linalg::svd(&call.array(0)?, full)?,
            };
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
