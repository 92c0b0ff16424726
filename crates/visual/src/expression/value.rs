//! What an expression can be worth: arrays, NumPy scalars, Python's own values, functions and methods on their way to a call.
//! Knows how each prints and what Python calls its type.

use engine::ufunc::Ufunc;
use engine::{Array, DType, Scalar};

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
    /// A slice between brackets.
    Slice {
        /// First index.
        start: Option<i64>,
        /// Index after the last.
        stop: Option<i64>,
        /// Step.
        step: Option<i64>,
    },
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
            Value::Slice { .. } => "slice",
            Value::DType(_) => "numpy.dtype",
            Value::Module => "module",
            Value::Function(Function::Ufunc(_)) => "numpy.ufunc",
            Value::Function(Function::Type(_)) => "type",
            Value::Function(Function::Named(
                "arange" | "array" | "asarray" | "empty" | "zeros",
            )) => "builtin_function_or_method",
            Value::Function(Function::Named(
                "broadcast_shapes" | "eye" | "full" | "identity" | "ones",
            )) => "function",
            Value::Function(Function::Named(_)) => "numpy._ArrayFunctionDispatcher",
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
            Value::Slice { start, stop, step } => {
                let part =
                    |part: &Option<i64>| part.map_or("None".to_owned(), |part| part.to_string());
                format!("slice({}, {}, {})", part(start), part(stop), part(step))
            }
            Value::DType(dtype) => format!("dtype('{dtype}')"),
            Value::Module => "<module 'numpy'>".to_owned(),
            Value::Function(Function::Ufunc(row)) => format!("<ufunc '{}'>", row.name),
            Value::Function(Function::Type(dtype)) => format!("<class '{}'>", scalar_type(*dtype)),
            Value::Function(function) => format!("<function {}>", function.name()),
        }
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
    let items: Vec<String> = items.iter().map(Value::repr).collect();
    items.join(", ")
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
