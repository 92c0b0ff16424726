//! Values into what the engine takes: operands, arrays from nested lists, whole numbers, axes, shapes.
//! Knows values and the engine's makers.

use super::raised::Raised;
use super::value::Value;
use engine::promote::{Input, result_type};
use engine::ufunc::Operand;
use engine::{Array, DType, Scalar};
use std::ops::Range;

/// A value that an operand can borrow.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// An array, or a NumPy scalar as a 0-d array.
    Array(Array),
    /// A Python `int`.
    Int(i128),
    /// A Python `float`.
    Float(f64),
    /// A Python `bool`.
    Bool(bool),
}

impl Held {
    /// The operand of a ufunc call.
    pub(super) fn operand(&self) -> Operand<'_> {
        match self {
            Held::Array(array) => Operand::Array(array),
            Held::Int(value) => Operand::PyInt(*value),
            Held::Float(value) => Operand::PyFloat(*value),
            Held::Bool(value) => Operand::PyBool(*value),
        }
    }
}

/// A value as a ufunc takes it; lists and tuples become arrays.
pub(super) fn held(value: &Value, range: &Range<usize>) -> Result<Held, Raised> {
    Ok(match value {
        Value::Int(value) => Held::Int(*value),
        Value::Float(value) => Held::Float(*value),
        Value::Bool(value) => Held::Bool(*value),
        _ => Held::Array(array(value, range)?),
    })
}

/// A value as `np.asarray` makes an array of it.
pub(super) fn array(value: &Value, range: &Range<usize>) -> Result<Array, Raised> {
    let raised = |error: engine::Error| Raised::engine(&error, range);
    match value {
        Value::Array(array) => Ok(array.clone()),
        Value::Number(scalar) => Array::scalar(*scalar).map_err(raised),
        Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::List(_) | Value::Tuple(_) => {
            let (shape, leaves) = leaves(value, range)?;
            let inputs: Vec<Input> = leaves.iter().filter_map(input).collect();
            let dtype = match inputs.as_slice() {
                [] => DType::F64,
                _ => joint_dtype(&inputs).map_err(raised)?,
            };
            of_dtype(&leaves, &shape, dtype, range)
        }
        _ => Err(Raised::ours(
            format!(
                "An array of numbers cannot be made of {}, which is of type {}.",
                value.repr(),
                value.type_name()
            ),
            range,
        )),
    }
}

/// A value as `np.asarray(value, dtype=dtype)` makes an array of it, when it is not one yet.
pub(super) fn array_in(value: &Value, dtype: DType, range: &Range<usize>) -> Result<Array, Raised> {
    let (shape, leaves) = leaves(value, range)?;
    of_dtype(&leaves, &shape, dtype, range)
}

/// Python numbers beside each other: bools, ints and floats meet at the widest of them.
fn joint_dtype(inputs: &[Input]) -> engine::Result<DType> {
    let mut strong = Vec::with_capacity(inputs.len());
    for one in inputs {
        strong.push(match one {
            Input::PyInt(_) => Input::Array(result_type(&[*one])?),
            Input::PyFloat(_) => Input::Array(DType::F64),
            other => *other,
        });
    }
    result_type(&strong)
}

fn of_dtype(
    leaves: &[Value],
    shape: &[i64],
    dtype: DType,
    range: &Range<usize>,
) -> Result<Array, Raised> {
    let mut values = Vec::with_capacity(leaves.len());
    for leaf in leaves {
        values.push(scalar(leaf, dtype, range)?);
    }
    Array::from_scalars(&values, shape, dtype).map_err(|error| Raised::engine(&error, range))
}

/// One number in a dtype.
pub(super) fn scalar(value: &Value, dtype: DType, range: &Range<usize>) -> Result<Scalar, Raised> {
    match value {
        Value::Int(whole) => engine::promote::convert_python_int(*whole, dtype)
            .map_err(|error| Raised::engine(&error, range)),
        Value::Float(real) => Ok(Scalar::F64(*real).cast(dtype)),
        Value::Bool(value) => Ok(Scalar::Bool(*value).cast(dtype)),
        Value::Number(scalar) => Ok(scalar.cast(dtype)),
        Value::Array(array) if array.ndim() == 0 => first_element(array)
            .map(|scalar| scalar.cast(dtype))
            .ok_or_else(|| Raised::ours("This array holds no element.", range)),
        _ => Err(Raised::ours(
            format!("{} is no number.", value.repr()),
            range,
        )),
    }
}

fn input(value: &Value) -> Option<Input> {
    match value {
        Value::Int(value) => Some(Input::PyInt(*value)),
        Value::Float(value) => Some(Input::PyFloat(*value)),
        Value::Bool(value) => Some(Input::PyBool(*value)),
        Value::Number(scalar) => Some(Input::Array(scalar.dtype())),
        _ => None,
    }
}

/// Most numbers that lists may hold when an array is made of them.
const MOST_LEAVES: usize = 1 << 16;

/// The shape of nested lists, and their numbers in C order. Arrays among them count as lists of their elements.
fn leaves(value: &Value, range: &Range<usize>) -> Result<(Vec<i64>, Vec<Value>), Raised> {
    let mut all = Vec::new();
    let (shape, is_even) = collect(value, &mut all, range)?;
    if is_even {
        return Ok((shape, all));
    }
    let message = format!(
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after {} dimensions. \
         The detected shape was {} + inhomogeneous part.",
        shape.len(),
        engine::layout::tuple_text(&shape)
    );
    Err(Raised::value(message, range))
}

/// Adds the numbers of nested lists to `all`; gives the axes on which they agree, and whether they agree on all.
fn collect(
    value: &Value,
    all: &mut Vec<Value>,
    range: &Range<usize>,
) -> Result<(Vec<i64>, bool), Raised> {
    match value {
        Value::List(items) | Value::Tuple(items) => {
            let mut common: Option<Vec<i64>> = None;
            let mut is_even = true;
            for item in items {
                let (shape, item_is_even) = collect(item, all, range)?;
                is_even &= item_is_even;
                if let Some(common) = &mut common {
                    let same = std::iter::zip(common.iter(), &shape)
                        .take_while(|(a, b)| a == b)
                        .count();
                    is_even &= same == common.len() && same == shape.len();
                    common.truncate(same);
                } else {
                    common = Some(shape);
                }
            }
            let mut shape = vec![i64::try_from(items.len()).unwrap_or(i64::MAX)];
            shape.extend(common.unwrap_or_default());
            Ok((shape, is_even))
        }
        Value::Array(array) => {
            if !usize::try_from(array.size()).is_ok_and(|count| count + all.len() <= MOST_LEAVES) {
                return Err(too_many(range));
            }
            all.extend(elements(array).into_iter().map(Value::Number));
            Ok((array.shape().to_vec(), true))
        }
        Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::Number(_) => {
            all.push(value.clone());
            Ok((Vec::new(), true))
        }
        _ => Err(Raised::ours(
            format!(
                "An array of numbers cannot hold {}, which is of type {}.",
                value.repr(),
                value.type_name()
            ),
            range,
        )),
    }
}

/// What is said of arrays that would take too long to walk.
pub(super) fn too_many(range: &Range<usize>) -> Raised {
    Raised::ours(
        "This array has more elements than can be worked through here; try it with smaller shapes.",
        range,
    )
}

/// Every element, in C order. Ask for small arrays only.
pub(super) fn elements(array: &Array) -> Vec<Scalar> {
    let bytes = array.buffer().bytes();
    let size = array.dtype().itemsize();
    array
        .layout()
        .addresses()
        .filter_map(|byte| {
            let start = usize::try_from(byte).ok()?;
            Scalar::from_bytes(array.dtype(), bytes.get(start..start.checked_add(size)?)?)
        })
        .collect()
}

/// The first element, where there is one.
pub(super) fn first_element(array: &Array) -> Option<Scalar> {
    let start = usize::try_from(array.layout().addresses().next()?).ok()?;
    let bytes = array.buffer().bytes();
    Scalar::from_bytes(
        array.dtype(),
        bytes.get(start..start.checked_add(array.dtype().itemsize())?)?,
    )
}

/// What the engine made of a call, or its error at a place in the text.
// Called in dozens of places: it is not copied into each.
#[inline(never)]
pub(super) fn made(made: engine::Result<Array>, range: &Range<usize>) -> Result<Value, Raised> {
    match made {
        Ok(array) => Ok(Value::Array(array)),
        Err(error) => Err(Raised::engine(&error, range)),
    }
}

/// The same of a call that folds: a 0-d array becomes the NumPy scalar that NumPy makes of it.
#[inline(never)]
pub(super) fn folded(made: engine::Result<Array>, range: &Range<usize>) -> Result<Value, Raised> {
    match made {
        Ok(array) => Ok(result(array)),
        Err(error) => Err(Raised::engine(&error, range)),
    }
}

/// An array, or the NumPy scalar that NumPy makes of a 0-d result.
pub(super) fn result(array: Array) -> Value {
    if array.ndim() == 0
        && let Some(scalar) = first_element(&array)
    {
        return Value::Number(scalar);
    }
    Value::Array(array)
}

/// A whole number as `operator.index` takes it: for axes, indices and lengths.
pub(super) fn index(value: &Value, range: &Range<usize>) -> Result<i64, Raised> {
    let whole = match value {
        Value::Int(value) => Some(*value),
        Value::Bool(value) => Some(i128::from(*value)),
        Value::Number(scalar) => integer(*scalar),
        Value::Array(array) if array.ndim() == 0 => first_element(array).and_then(integer),
        _ => None,
    };
    let Some(whole) = whole else {
        let message = format!(
            "'{}' object cannot be interpreted as an integer",
            value.type_name()
        );
        return Err(Raised::type_(message, range));
    };
    i64::try_from(whole).map_err(|_| {
        Raised::new(
            "OverflowError",
            "Python int too large to convert to C long",
            range,
        )
    })
}

fn integer(scalar: Scalar) -> Option<i128> {
    match scalar.cast(DType::I64) {
        _ if matches!(scalar.dtype(), DType::Bool | DType::F32 | DType::F64) => None,
        _ if scalar.dtype() == DType::U64 => match scalar {
            Scalar::U64(value) => Some(i128::from(value)),
            _ => None,
        },
        Scalar::I64(value) => Some(i128::from(value)),
        _ => None,
    }
}

/// A whole number or a tuple or list of them: a shape, or several axes.
pub(super) fn indices(value: &Value, range: &Range<usize>) -> Result<Vec<i64>, Raised> {
    let items: &[Value] = match value {
        Value::Tuple(items) | Value::List(items) => items,
        other => std::slice::from_ref(other),
    };
    let mut indices = Vec::with_capacity(items.len());
    for item in items {
        indices.push(index(item, range)?);
    }
    Ok(indices)
}

/// A shape as NumPy's makers take it.
pub(super) fn shape(value: &Value, range: &Range<usize>) -> Result<Vec<i64>, Raised> {
    if let Value::Float(_) = value {
        let message = format!(
            "expected a sequence of integers or a single integer, got '{}'",
            value.repr()
        );
        return Err(Raised::type_(message, range));
    }
    indices(value, range)
}

/// A dtype: `np.float64`, `'float64'`, `float`, `a.dtype`.
pub(super) fn dtype(value: &Value, range: &Range<usize>) -> Result<DType, Raised> {
    use super::value::Function;
    match value {
        Value::DType(dtype) | Value::Function(Function::Type(dtype)) => Ok(*dtype),
        Value::Text(name) => DType::from_name(name).map_err(|error| Raised::engine(&error, range)),
        Value::Function(Function::Builtin("float")) | Value::None => Ok(DType::F64),
        Value::Function(Function::Builtin("int")) => Ok(DType::I64),
        Value::Function(Function::Builtin("bool")) => Ok(DType::Bool),
        _ => Err(Raised::type_(
            format!("Cannot interpret '{}' as a data type", value.repr()),
            range,
        )),
    }
}
