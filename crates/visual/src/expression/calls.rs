//! Calls: which function, method or type is meant, and what ufuncs, types and Python's own functions do with arguments.
//! Knows the ufunc table; makers, views and methods are in `functions`.

use super::arguments::Call;
use super::convert::{self, plain};
use super::raised::Raised;
use super::value::{Function, Value};
use super::{functions, operators, python, reduction};
use engine::ufunc::Ufunc;
use engine::{Array, DType, Index, Scalar};

/// Calls a function, a method or a type.
pub(super) fn call(function: &Function, call: Call) -> Result<Value, Raised> {
    let name = function.name();
    let (row, owner) = match function {
        Function::Ufunc(row) => return of_ufunc(row, &call),
        Function::UfuncMethod(row, "reduce") => return reduced(row, call),
        Function::UfuncMethod(row, _) => return outer(row, call),
        Function::Type(dtype) => return of_type(*dtype, call),
        Function::Builtin(_) => return builtin(&call),
        Function::Named(_) => (functions::function(name), None),
        Function::Method(owner, _) => (functions::method(name), Some(Value::clone(owner))),
    };
    match row {
        Some(row) => row.call(owner, call),
        None => Err(left_out(name, "")),
    }
}

fn left_out(name: &str, method: &str) -> Raised {
    Raised::ours(format_args!("np.{name}{method} is not part of this field."))
}

/// `np.add(a, b)`
fn of_ufunc(row: &'static Ufunc, call: &Call) -> Result<Value, Raised> {
    let name = row.name;
    let mut operands = Vec::new();
    for one in &call.given {
        if let Some(keyword) = &one.keyword {
            return Err(Raised::ours(format_args!(
                "{keyword}= of np.{name} cannot be used in this field."
            ))
            .at(&one.range));
        }
        operands.push(&one.value);
    }
    if row.outputs() > 1 {
        return Err(Raised::ours(format_args!(
            "np.{name} gives two arrays, and this field shows one."
        )));
    }
    if operands.len() == row.inputs + 1 {
        return Err(Raised::ours(format_args!(
            "np.{name} writes into no given array in this field."
        )));
    }
    operators::call(name, &operands)
}

/// `np.add.reduce(a)`
fn reduced(row: &Ufunc, call: Call) -> Result<Value, Raised> {
    let reduction = match row.name {
        "add" => "sum",
        "multiply" => "prod",
        "minimum" => "min",
        "maximum" => "max",
        "logical_and" => "all",
        "logical_or" => "any",
        other => return Err(left_out(other, ".reduce")),
    };
    reduction::run(reduction, &call.take(reduction::OF_UFUNC, None)?, Some(0))
}

/// `np.add.outer(a, b)` is `np.add` of `a` with as many new axes behind it as `b` has.
fn outer(row: &Ufunc, call: Call) -> Result<Value, Raised> {
    let with = call.take("A B", None)?;
    if row.inputs != 2 {
        return Err(Raised::value(format_args!(
            "outer product only supported for binary functions"
        )));
    }
    let (first, second) = (with.array("A")?, with.array("B")?);
    let mut indices = vec![Index::NewAxis; second.ndim() + 1];
    indices[0] = Index::Ellipsis;
    let wider = Value::Array(first.index(&indices)?);
    operators::call(row.name, &[&wider, &Value::Array(second.clone())])
}

/// `np.float64(3)`
fn of_type(dtype: DType, call: Call) -> Result<Value, Raised> {
    let with = call.take("object=", None)?;
    let array = match with.value("object") {
        _ if !with.is_given("object") => Array::scalar(Scalar::Bool(false).cast(dtype))?,
        value @ (Value::Array(_) | Value::Number(_)) => convert::array(value)?.astype(dtype)?,
        value => convert::array_in(value, dtype)?,
    };
    Ok(convert::result(array))
}

/// `len`, `abs`, `float`, `int`, `bool` of one value.
fn builtin(call: &Call) -> Result<Value, Raised> {
    let name = call.name;
    let mut given = call.given.iter().filter(|one| one.keyword.is_none());
    let count = given.clone().count();
    let (Some(one), 1) = (given.next(), count) else {
        return Err(Raised::type_(format_args!(
            "{name}() takes exactly one argument ({count} given)"
        )));
    };
    let value = &one.value;
    Ok(match (name, value) {
        ("len", _) => return length(value),
        ("bool", _) => Value::Bool(operators::truth(value)?),
        ("abs", Value::Float(value)) => Value::Float(value.abs()),
        ("abs", _) => match python::whole(value) {
            Some(whole) => Value::Int(whole.saturating_abs()),
            None => return operators::call("absolute", &[value]),
        },
        (_, Value::Array(array)) if array.ndim() > 0 => {
            return Err(Raised::type_(format_args!(
                "only 0-dimensional arrays can be converted to Python scalars"
            )));
        }
        _ => match (name, plain(value)) {
            ("int", Value::Float(real)) if real.is_nan() => {
                return Err(Raised::value(format_args!(
                    "cannot convert float NaN to integer"
                )));
            }
            ("int", Value::Float(real)) if real.is_infinite() => {
                return Err(Raised::new(
                    "OverflowError",
                    format_args!("cannot convert float infinity to integer"),
                ));
            }
            ("int", Value::Float(real)) => Value::Int(real.trunc() as i128),
            (_, plain) => match (python::whole(&plain), python::real(&plain)) {
                (Some(whole), _) if name == "int" => Value::Int(whole),
                (_, Some(real)) => Value::Float(real),
                _ => {
                    return Err(Raised::ours(format_args!(
                        "{name} of {} is not part of this field.",
                        value.type_name()
                    )));
                }
            },
        },
    })
}

fn length(value: &Value) -> Result<Value, Raised> {
    let length = match value {
        Value::Array(array) => match array.shape().first() {
            Some(&length) => length,
            None => return Err(Raised::type_(format_args!("len() of unsized object"))),
        },
        Value::Tuple(items) | Value::List(items) => items.len() as i64,
        Value::Text(text) => text.chars().count() as i64,
        _ => {
            return Err(Raised::type_(format_args!(
                "object of type '{}' has no len()",
                value.type_name()
            )));
        }
    };
    Ok(Value::Int(length.into()))
}
