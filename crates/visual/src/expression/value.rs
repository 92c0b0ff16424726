//! What an expression can be worth: arrays, NumPy scalars, Python's own values, functions and methods on their way to a call.
//! Knows how each prints and what Python calls its type.

use engine::ufunc::Ufunc;
use engine::{Array, DType, Scalar};

/// Functions of NumPy that take anything and make something new.
const WRITTEN_IN_PYTHON: &str = "broadcast_shapes eye full identity ones";
const WRITTEN_IN_C: &str = "arange array asarray empty zeros";

/// Whether a word is in a list of words.
pub(super) fn has(words: &str, word: &str) -> bool {
    words.split(' ').any(|own| own == word)
}

/// A value.
#[derive(Clone, Debug)]
pub enum Value {
    /// An array.
    Array(Array),
    /// A NumPy scalar: what indexing with ints, a ufunc on 0-d operands, or a full reduction gives.
    Number(Scalar),
    /// A Python `int`.
    Int(i128),
    /// A Python `float`.
    Float(f64),
    /// A Python `bool`.
    Bool(bool),
    /// `None`, which is also `np.newaxis`.
    None,
    /// `...`
    Ellipsis,
    /// A Python text.
    Text(String),
    /// A Python tuple.
    Tuple(Vec<Value>),
    /// A Python list.
    List(Vec<Value>),
    /// A slice between brackets: the first index, the one after the last, the step.
    Slice(Box<[Option<i64>; 3]>),
    /// An element type.
    DType(DType),
    /// The module `np`.
    Module,
    /// Something to call.
    Function(Function),
}

/// Something to call.
#[derive(Clone, Debug)]
pub enum Function {
    /// `np.add`
    Ufunc(&'static Ufunc),
    /// `np.add.outer`, `np.add.reduce`
    UfuncMethod(&'static Ufunc, &'static str),
    /// `np.arange`
    Named(&'static str),
    /// `np.float64`, which makes a scalar.
    Type(DType),
    /// `len`
    Builtin(&'static str),
    /// `a.sum`
    Method(Box<Value>, &'static str),
}

impl Value {
    /// `type(value).__name__`, as Python's errors write it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Array(_) => "numpy.ndarray",
            Value::Number(scalar) => scalar_type(scalar.dtype()),
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Bool(_) => "bool",
            Value::None => "NoneType",
            Value::Ellipsis => "ellipsis",
            Value::Text(_) => "str",
            Value::Tuple(_) => "tuple",
            Value::List(_) => "list",
            Value::Slice(_) => "slice",
            Value::DType(_) => "numpy.dtype",
            Value::Module => "module",
            Value::Function(Function::Ufunc(_)) => "numpy.ufunc",
            Value::Function(Function::Type(_)) => "type",
            Value::Function(Function::Named(name)) if has(WRITTEN_IN_PYTHON, name) => "function",
            Value::Function(Function::Named(name)) if !has(WRITTEN_IN_C, name) => {
                "numpy._ArrayFunctionDispatcher"
            }
            Value::Function(_) => "builtin_function_or_method",
        }
    }

    /// `repr(value)`.
    pub fn repr(&self) -> String {
        match self {
            Value::Array(array) => engine::print::array_repr(array),
            Value::Number(scalar) => engine::print::scalar_repr(*scalar),
            Value::Int(value) => value.to_string(),
            Value::Float(value) => engine::print::scalar_str(Scalar::F64(*value)),
            Value::Bool(true) => "True".to_owned(),
            Value::Bool(false) => "False".to_owned(),
            Value::None => "None".to_owned(),
            Value::Ellipsis => "Ellipsis".to_owned(),
            Value::Text(text) => format!("'{text}'"),
            Value::Tuple(items) if items.len() == 1 => format!("({},)", reprs(items)),
            Value::Tuple(items) => format!("({})", reprs(items)),
            Value::List(items) => format!("[{}]", reprs(items)),
            Value::Slice(parts) => {
                let [start, stop, step] = parts.map(|part| {
                    part.map_or(Value::None, |part| Value::Int(part.into()))
                        .repr()
                });
                format!("slice({start}, {stop}, {step})")
            }
            Value::DType(dtype) => format!("dtype('{dtype}')"),
            Value::Module => "<module 'numpy'>".to_owned(),
            Value::Function(Function::Ufunc(row)) => format!("<ufunc '{}'>", row.name),
            Value::Function(Function::Type(dtype)) => format!("<class '{}'>", scalar_type(*dtype)),
            Value::Function(function) => format!("<function {}>", function.name()),
        }
    }

    /// The value as an array; a number is a 0-d one.
    pub fn into_array(self) -> Option<Array> {
        let scalar = match self {
            Value::Array(array) => return Some(array),
            Value::Number(scalar) => scalar,
            Value::Int(whole) => Scalar::I64(i64::try_from(whole).ok()?),
            Value::Float(real) => Scalar::F64(real),
            Value::Bool(value) => Scalar::Bool(value),
            _ => return None,
        };
        Array::scalar(scalar).ok()
    }

    /// A tuple of whole numbers, such as a shape.
    pub(super) fn tuple(numbers: &[i64]) -> Value {
        let mut items = Vec::with_capacity(numbers.len());
        for number in numbers {
            items.push(Value::Int((*number).into()));
        }
        Value::Tuple(items)
    }

    /// Whether it is one of Python's own numbers.
    pub fn is_python_number(&self) -> bool {
        matches!(self, Value::Int(_) | Value::Float(_) | Value::Bool(_))
    }
}

impl Function {
    /// Its name as it is written after the last point.
    pub fn name(&self) -> &'static str {
        match self {
            Function::Ufunc(row) => row.name,
            Function::UfuncMethod(_, name)
            | Function::Named(name)
            | Function::Builtin(name)
            | Function::Method(_, name) => name,
            Function::Type(dtype) => dtype.name(),
        }
    }
}

fn reprs(items: &[Value]) -> String {
    let mut text = String::new();
    for item in items {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&item.repr());
    }
    text
}

/// The name of a NumPy scalar's class.
fn scalar_type(dtype: DType) -> &'static str {
    match dtype {
        DType::Bool => "numpy.bool",
        DType::I8 => "numpy.int8",
        DType::I16 => "numpy.int16",
        DType::I32 => "numpy.int32",
        DType::I64 => "numpy.int64",
        DType::U8 => "numpy.uint8",
        DType::U16 => "numpy.uint16",
        DType::U32 => "numpy.uint32",
        DType::U64 => "numpy.uint64",
        DType::F32 => "numpy.float32",
        DType::F64 => "numpy.float64",
        _ => "numpy.generic",
    }
}
