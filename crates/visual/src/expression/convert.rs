//! Values into what the engine takes: operands, arrays from nested lists, whole numbers, axes, shapes.
//! Knows values and the engine's makers.

use super::raised::Raised;
use super::value::{Function, Value};
use engine::promote::{Input, result_type};
use engine::{Array, DType, Scalar};

/// A value as `np.asarray` makes an array of it.
pub(super) fn array(value: &Value) -> Result<Array, Raised> {
    match value {
        Value::Array(array) => Ok(array.clone()),
        Value::Number(scalar) => Ok(Array::scalar(*scalar)?),
        Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::List(_) | Value::Tuple(_) => {
            let (shape, leaves) = leaves(value)?;
            of_dtype(&leaves, &shape, joint_dtype(&leaves)?)
        }
        _ => Err(no_number("be made of", value)),
    }
}

/// A value as `np.asarray(value, dtype=dtype)` makes an array of it, when it is not one yet.
pub(super) fn array_in(value: &Value, dtype: DType) -> Result<Array, Raised> {
    let (shape, leaves) = leaves(value)?;
    of_dtype(&leaves, &shape, dtype)
}

/// Python numbers beside each other: bools, ints and floats meet at the widest of them.
fn joint_dtype(leaves: &[Value]) -> engine::Result<DType> {
    let mut inputs = Vec::with_capacity(leaves.len());
    for leaf in leaves {
        inputs.push(match leaf {
            Value::Int(whole) => Input::Array(result_type(&[Input::PyInt(*whole)])?),
            Value::Float(_) => Input::Array(DType::F64),
            Value::Bool(value) => Input::PyBool(*value),
            Value::Number(scalar) => Input::Array(scalar.dtype()),
            _ => continue,
        });
    }
    match inputs.is_empty() {
        true => Ok(DType::F64),
        false => result_type(&inputs),
    }
}

fn of_dtype(leaves: &[Value], shape: &[i64], dtype: DType) -> Result<Array, Raised> {
    let mut values = Vec::with_capacity(leaves.len());
    for leaf in leaves {
        values.push(scalar(leaf, dtype)?);
    }
    Ok(Array::from_scalars(&values, shape, dtype)?)
}

/// One number in a dtype.
pub(super) fn scalar(value: &Value, dtype: DType) -> Result<Scalar, Raised> {
    let scalar = match value {
        Value::Int(whole) => engine::promote::convert_python_int(*whole, dtype)?,
        Value::Float(real) => Scalar::F64(*real),
        Value::Bool(value) => Scalar::Bool(*value),
        Value::Number(scalar) => *scalar,
        Value::Array(array) if array.ndim() == 0 => first_element(array)
            .ok_or_else(|| Raised::ours(format_args!("This array holds no element.")))?,
        _ => {
            let text = value.repr();
            return Err(Raised::ours(format_args!("{text} is no number.")));
        }
    };
    Ok(scalar.cast(dtype))
}

fn no_number(what: &str, value: &Value) -> Raised {
    Raised::ours(format_args!(
        "An array of numbers cannot {what} {}, which is of type {}.",
        value.repr(),
        value.type_name()
    ))
}

/// Most numbers that lists may hold when an array is made of them.
const MOST_LEAVES: usize = 1 << 16;

/// The shape of nested lists, and their numbers in C order. Arrays among them count as lists of their elements.
fn leaves(value: &Value) -> Result<(Vec<i64>, Vec<Value>), Raised> {
    let mut all = Vec::new();
    let (shape, is_even) = collect(value, &mut all)?;
    if is_even {
        return Ok((shape, all));
    }
    Err(Raised::value(format_args!(
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after {} dimensions. \
         The detected shape was {} + inhomogeneous part.",
        shape.len(),
        engine::layout::tuple_text(&shape)
    )))
}

/// Adds the numbers of nested lists to `all`; gives the axes on which they agree, and whether they agree on all.
fn collect(value: &Value, all: &mut Vec<Value>) -> Result<(Vec<i64>, bool), Raised> {
    match value {
        Value::List(items) | Value::Tuple(items) => {
            // The length, then the axes on which all items agree.
            let mut shape = vec![items.len() as i64];
            let mut is_even = true;
            for (place, item) in items.iter().enumerate() {
                let (inner, inner_is_even) = collect(item, all)?;
                is_even &= inner_is_even;
                if place == 0 {
                    shape.extend(inner);
                    continue;
                }
                let mut same = 0;
                while same < inner.len() && shape.get(same + 1) == inner.get(same) {
                    same += 1;
                }
                is_even &= same == inner.len() && same + 1 == shape.len();
                shape.truncate(same + 1);
            }
            Ok((shape, is_even))
        }
        Value::Array(array) => {
            if !usize::try_from(array.size()).is_ok_and(|count| count + all.len() <= MOST_LEAVES) {
                return Err(too_many());
            }
            for scalar in array.scalars() {
                all.push(Value::Number(scalar));
            }
            Ok((array.shape().to_vec(), true))
        }
        Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::Number(_) => {
            all.push(value.clone());
            Ok((Vec::new(), true))
        }
        _ => Err(no_number("hold", value)),
    }
}

/// What is said of arrays that would take too long to walk.
pub(super) fn too_many() -> Raised {
    Raised::ours(format_args!(
        "This array has more elements than can be worked through here; try it with smaller shapes."
    ))
}

/// The first element, where there is one.
pub(super) fn first_element(array: &Array) -> Option<Scalar> {
    array.scalars().next()
}

/// An array, or the NumPy scalar that NumPy makes of a 0-d result.
pub(super) fn result(array: Array) -> Value {
    match first_element(&array) {
        Some(scalar) if array.ndim() == 0 => Value::Number(scalar),
        _ => Value::Array(array),
    }
}

/// A scalar as Python's own value.
pub(super) fn python(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Bool(value) => Value::Bool(value),
        Scalar::F32(value) => Value::Float(value.into()),
        Scalar::F64(value) => Value::Float(value),
        Scalar::U64(value) => Value::Int(value.into()),
        other => match other.cast(DType::I64) {
            Scalar::I64(value) => Value::Int(value.into()),
            _ => Value::Int(0),
        },
    }
}

/// A NumPy scalar or a 0-d array as Python's own value; everything else as it is.
pub(super) fn plain(value: &Value) -> Value {
    match value {
        Value::Number(scalar) => python(*scalar),
        Value::Array(array) if array.ndim() == 0 => {
            first_element(array).map_or(Value::None, python)
        }
        other => other.clone(),
    }
}

/// A number as the engine's sequences take it.
pub(super) fn number(value: &Value) -> Result<Input, Raised> {
    match plain(value) {
        Value::Int(value) => Ok(Input::PyInt(value)),
        Value::Float(value) => Ok(Input::PyFloat(value)),
        Value::Bool(value) => Ok(Input::PyInt(value.into())),
        _ => Err(Raised::ours(format_args!(
            "A number is needed here, not {}.",
            value.type_name()
        ))),
    }
}

/// A whole number as `operator.index` takes it: for axes, indices and lengths.
pub(super) fn index(value: &Value) -> Result<i64, Raised> {
    let is_own = matches!(value, Value::Int(_) | Value::Bool(_));
    let whole = match plain(value) {
        Value::Int(whole) => whole,
        // NumPy's own bools are no whole numbers, Python's are.
        Value::Bool(value) if is_own => value.into(),
        _ => {
            return Err(Raised::type_(format_args!(
                "'{}' object cannot be interpreted as an integer",
                value.type_name()
            )));
        }
    };
    i64::try_from(whole).map_err(|_| {
        Raised::new(
            "OverflowError",
            format_args!("Python int too large to convert to C long"),
        )
    })
}

/// A whole number or a tuple or list of them: a shape, or several axes.
pub(super) fn indices(value: &Value) -> Result<Vec<i64>, Raised> {
    let items: &[Value] = match value {
        Value::Tuple(items) | Value::List(items) => items,
        other => std::slice::from_ref(other),
    };
    let mut indices = Vec::with_capacity(items.len());
    for item in items {
        indices.push(index(item)?);
    }
    Ok(indices)
}

/// A shape as NumPy's makers take it.
pub(super) fn shape(value: &Value) -> Result<Vec<i64>, Raised> {
    if let Value::Float(_) = value {
        return Err(Raised::type_(format_args!(
            "expected a sequence of integers or a single integer, got '{}'",
            value.repr()
        )));
    }
    indices(value)
}

/// A dtype: `np.float64`, `'float64'`, `float`, `a.dtype`.
pub(super) fn dtype(value: &Value) -> Result<DType, Raised> {
    Ok(match value {
        Value::DType(dtype) | Value::Function(Function::Type(dtype)) => *dtype,
        Value::Text(name) => DType::from_name(name)?,
        Value::Function(Function::Builtin("float")) | Value::None => DType::F64,
        Value::Function(Function::Builtin("int")) => DType::I64,
        Value::Function(Function::Builtin("bool")) => DType::Bool,
        _ => {
            return Err(Raised::type_(format_args!(
                "Cannot interpret '{}' as a data type",
                value.repr()
            )));
        }
    })
}
