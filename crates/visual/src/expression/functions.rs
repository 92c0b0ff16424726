//! Functions of `np` and methods of arrays: each with NumPy's parameters and what it does with its arguments.
//! Knows the engine's makers, views and copies; ufuncs have a table of their own.

use super::arguments::Call;
use super::raised::Raised;
use super::taken::Taken;
use super::value::Value;
use super::{attributes, convert, operators, reduction};
use engine::array::copy::CopyOrder;
use engine::layout::{Order, broadcast};
use engine::promote::Input;
use engine::{Array, DType, Error, Scalar};

/// A function.
pub(super) struct Row {
    /// NumPy's name.
    pub(super) name: &'static str,
    /// NumPy's parameters, as `Call::bind` reads them. A method's first is its array.
    parameters: &'static str,
    does: Does,
}

/// What a function does.
enum Does {
    /// Makes an array of numbers.
    Make(fn(&Taken) -> engine::Result<Array>),
    /// Looks at an array in another way, or copies it.
    View(fn(&Array, &Taken) -> engine::Result<Array>),
    /// Folds an array with the engine's reduction of the same name.
    Fold,
    /// Says of an array what the attribute of the same name says.
    Tell,
    /// Something else.
    Other(fn(&Taken) -> Result<Value, Raised>),
}

use Does::{Fold, Make, Other, Tell, View};

/// Functions of `np` alone.
static FUNCTIONS: [Row; 29] = [
    row("arange", "start= stop= step= dtype=", Make(arange)),
    row(
        "array",
        "object dtype= * !copy= !order= !ndmin=",
        Other(array),
    ),
    row("array_equal", "a1 a2 !equal_nan=", Other(array_equal)),
    row("asarray", "&a dtype= !order=", Other(asarray)),
    row("atleast_1d", "a", View(|array, _| at_least(1, array))),
    row("atleast_2d", "a", View(|array, _| at_least(2, array))),
    row("broadcast_shapes", "*shapes=", Other(broadcast_shapes)),
    row("broadcast_to", "array shape !subok=", View(broadcast_to)),
    row("copy", "a order= !subok=", View(copy_in_memory_order)),
    row(
        "diag",
        "v k=",
        View(|array, with| array.diag(with.whole("k", 0))),
    ),
    row("empty", "shape dtype= !order=", Make(zeros)),
    row("expand_dims", "a axis", View(expand_dims)),
    row("eye", "N M= k= dtype=", Make(eye)),
    row(
        "flip",
        "m axis=",
        View(|array, with| array.flip(with.list("axis"))),
    ),
    row("full", "shape fill_value dtype= !order=", Other(full)),
    row("full_like", "a fill_value dtype=", Other(full_like)),
    row("identity", "n dtype=", Make(identity)),
    row(
        "linspace",
        "start stop num= endpoint= !retstep= dtype= !axis=",
        Make(linspace),
    ),
    row("moveaxis", "a source destination", View(moveaxis)),
    row("ndim", "a", Tell),
    row("ones", "shape dtype= !order=", Make(ones)),
    row(
        "ones_like",
        "a dtype=",
        View(|array, with| array.ones_like(with.dtype())),
    ),
    row("permute_dims", "a axes=", View(transpose)),
    row("reshape", "a shape order= !copy=", View(reshape)),
    row("shape", "a", Tell),
    row("size", "a !axis=", Tell),
    row("transpose", "a axes=", View(transpose)),
    row("zeros", "shape dtype= !order=", Make(zeros)),
    row(
        "zeros_like",
        "a dtype=",
        View(|array, with| array.zeros_like(with.dtype())),
    ),
];

/// Methods of arrays alone.
static METHODS: [Row; 6] = [
    row(
        "astype",
        "a dtype !order= !casting= !subok= copy=",
        View(astype),
    ),
    row(
        "copy",
        "a order=",
        View(|array, with| array.copy(with.order(CopyOrder::C))),
    ),
    row(
        "flatten",
        "a order=",
        View(|array, with| array.flatten(with.order(CopyOrder::C))),
    ),
    row("item", "a *index=", Other(item)),
    row("reshape", "a *shape= shape= order= !copy=", View(reshape)),
    row("transpose", "a *axes=", View(transpose)),
];

/// What is both a function and a method.
static BOTH: [Row; 14] = [
    row("all", "a axis= !out= keepdims= * !where=", Fold),
    row("any", "a axis= !out= keepdims= * !where=", Fold),
    row("argmax", "a axis= !out= * keepdims=", Fold),
    row("argmin", "a axis= !out= * keepdims=", Fold),
    row("max", "a axis= !out= keepdims= !initial= !where=", Fold),
    row("mean", "a axis= dtype= !out= keepdims= * !where=", Fold),
    row("min", "a axis= !out= keepdims= !initial= !where=", Fold),
    row(
        "prod",
        "a axis= dtype= !out= keepdims= !initial= !where=",
        Fold,
    ),
    row(
        "ravel",
        "a order=",
        View(|array, with| array.ravel(with.order(CopyOrder::C))),
    ),
    row(
        "squeeze",
        "a axis=",
        View(|array, with| array.squeeze(with.list("axis"))),
    ),
    row(
        "std",
        "a axis= dtype= !out= ddof= keepdims= * !where= !mean= !correction=",
        Fold,
    ),
    row(
        "sum",
        "a axis= dtype= !out= keepdims= !initial= !where=",
        Fold,
    ),
    row("swapaxes", "a axis1 axis2", View(swapaxes)),
    row(
        "var",
        "a axis= dtype= !out= ddof= keepdims= * !where= !mean= !correction=",
        Fold,
    ),
];

const fn row(name: &'static str, parameters: &'static str, does: Does) -> Row {
    Row {
        name,
        parameters,
        does,
    }
}

fn among(rows: &'static [Row], name: &str) -> Option<&'static Row> {
    rows.iter().find(|row| row.name == name)
}

/// The function of `np` with a name.
pub(super) fn function(name: &str) -> Option<&'static Row> {
    let name = match name {
        "amin" => "min",
        "amax" => "max",
        _ => name,
    };
    among(&FUNCTIONS, name).or_else(|| among(&BOTH, name))
}

/// The method of arrays with a name.
pub(super) fn method(name: &str) -> Option<&'static Row> {
    among(&METHODS, name).or_else(|| among(&BOTH, name))
}

impl Row {
    /// `np.name(arguments)`, or `owner.name(arguments)`.
    pub(super) fn call(&self, owner: Option<Value>, call: Call) -> Result<Value, Raised> {
        let with = call.take(self.parameters, owner)?;
        match self.does {
            Make(make) => Ok(Value::Array(make(&with)?)),
            View(view) => Ok(Value::Array(view(with.first_array()?, &with)?)),
            Fold => reduction::run(self.name, &with, None),
            Tell => Ok(attributes::of_array(with.first_array()?, self.name).unwrap_or(Value::None)),
            Other(run) => run(&with),
        }
    }
}

type Made = engine::Result<Array>;

fn zeros(with: &Taken) -> Made {
    Array::zeros(with.shape(), with.new_dtype())
}

fn ones(with: &Taken) -> Made {
    Array::ones(with.shape(), with.new_dtype())
}

fn eye(with: &Taken) -> Made {
    let rows = with.whole("N", 0);
    Array::eye(
        rows,
        with.whole("M", rows),
        with.whole("k", 0),
        with.new_dtype(),
    )
}

fn identity(with: &Taken) -> Made {
    Array::identity(with.whole("n", 0), with.new_dtype())
}

fn arange(with: &Taken) -> Made {
    let (start, stop) = match (with.number("start"), with.number("stop")) {
        (Some(start), Some(stop)) => (start, stop),
        (Some(stop), None) | (None, Some(stop)) => (Input::PyInt(0), stop),
        (None, None) => return Err(Error::type_("arange() requires stop to be specified.")),
    };
    let step = with.number("step").unwrap_or(Input::PyInt(1));
    Array::arange(start, stop, step, with.dtype())
}

fn linspace(with: &Taken) -> Made {
    let real = |name| match with.number(name) {
        Some(Input::PyInt(whole)) => whole as f64,
        Some(Input::PyFloat(real)) => real,
        _ => 0.0,
    };
    Array::linspace(
        real("start"),
        real("stop"),
        with.whole("num", 50),
        with.flag("endpoint", true),
        with.new_dtype(),
    )
}

fn at_least(ndim: i64, array: &Array) -> Made {
    let new: Vec<i64> = (0..ndim - array.ndim() as i64).collect();
    match new.is_empty() {
        true => Ok(array.clone()),
        false => array.expand_dims(&new),
    }
}

fn broadcast_to(array: &Array, with: &Taken) -> Made {
    array.broadcast_to(with.shape())
}

fn copy_in_memory_order(array: &Array, with: &Taken) -> Made {
    array.copy(with.order(CopyOrder::K))
}

fn expand_dims(array: &Array, with: &Taken) -> Made {
    array.expand_dims(with.list("axis").unwrap_or_default())
}

fn moveaxis(array: &Array, with: &Taken) -> Made {
    let axes = |name| with.list(name).unwrap_or_default();
    array.moveaxis(axes("source"), axes("destination"))
}

fn swapaxes(array: &Array, with: &Taken) -> Made {
    array.swapaxes(with.whole("axis1", 0), with.whole("axis2", 0))
}

fn transpose(array: &Array, with: &Taken) -> Made {
    array.transpose(with.list("*axes").or_else(|| with.list("axes")))
}

fn astype(array: &Array, with: &Taken) -> Made {
    let dtype = with.new_dtype();
    if dtype == array.dtype() && !with.flag("copy", true) {
        return Ok(array.clone());
    }
    array.astype(dtype)
}

fn reshape(array: &Array, with: &Taken) -> Made {
    let Some(shape) = with.list("*shape").or_else(|| with.list("shape")) else {
        return Err(Error::type_("reshape() missing required argument: 'shape'"));
    };
    let itemsize = array.dtype().itemsize();
    let layout = array.layout();
    let order = match with.order(CopyOrder::C) {
        CopyOrder::F => Order::F,
        // The array's own.
        CopyOrder::A if layout.is_f_contiguous(itemsize) && !layout.is_c_contiguous(itemsize) => {
            Order::F
        }
        CopyOrder::C | CopyOrder::A => Order::C,
        CopyOrder::K => return Err(Error::value("order 'K' is not permitted for reshaping")),
    };
    array.reshape_in(shape, order)
}

/// `np.array` copies an array, `np.asarray` does not.
fn array(with: &Taken) -> Result<Value, Raised> {
    let value = with.value("object");
    match (value, with.dtype()) {
        (Value::Array(array), dtype) if dtype.is_none_or(|dtype| dtype == array.dtype()) => {
            Ok(Value::Array(array.copy(CopyOrder::K)?))
        }
        (_, dtype) => made(value, dtype),
    }
}

fn asarray(with: &Taken) -> Result<Value, Raised> {
    made(with.value("a"), with.dtype())
}

fn made(value: &Value, dtype: Option<DType>) -> Result<Value, Raised> {
    Ok(Value::Array(match (value, dtype) {
        (_, None) => convert::array(value)?,
        (Value::Array(_) | Value::Number(_), Some(dtype)) => {
            convert::array(value)?.astype(dtype)?
        }
        (_, Some(dtype)) => convert::array_in(value, dtype)?,
    }))
}

fn full(with: &Taken) -> Result<Value, Raised> {
    let value = with.value("fill_value");
    let fill = match with.dtype() {
        Some(dtype) => convert::scalar(value, dtype)?,
        None => {
            let array = convert::array(value)?;
            if array.ndim() > 0 {
                return Err(Raised::ours(format_args!(
                    "np.full fills with one number here; broadcasting gives the rest."
                )));
            }
            convert::first_element(&array).unwrap_or(Scalar::F64(0.0))
        }
    };
    Ok(Value::Array(Array::full(with.shape(), fill)?))
}

fn full_like(with: &Taken) -> Result<Value, Raised> {
    let array = with.array("a")?;
    let value = with.value("fill_value");
    let fill = convert::scalar(value, with.dtype().unwrap_or(array.dtype()))?;
    Ok(Value::Array(array.full_like(fill, with.dtype())?))
}

fn array_equal(with: &Taken) -> Result<Value, Raised> {
    let (first, second) = (with.array("a1")?, with.array("a2")?);
    if first.shape() != second.shape() {
        return Ok(Value::Bool(false));
    }
    let both = [first, second].map(|array| Value::Array(array.clone()));
    let same = operators::call_by_operator("==", &[&both[0], &both[1]])?;
    let mut same = convert::array(&same)?.scalars();
    Ok(Value::Bool(same.all(|one| one == Scalar::Bool(true))))
}

fn broadcast_shapes(with: &Taken) -> Result<Value, Raised> {
    let mut shapes = Vec::new();
    if let Value::Tuple(items) = with.value("*shapes") {
        for item in items {
            shapes.push(convert::indices(item)?);
        }
    }
    let shapes: Vec<&[i64]> = shapes.iter().map(Vec::as_slice).collect();
    Ok(Value::tuple(&broadcast::broadcast_shapes(&shapes)?))
}

fn item(with: &Taken) -> Result<Value, Raised> {
    let array = with.array("a")?;
    let scalar = match with.list("*index") {
        None => array.item()?,
        Some(&[nth]) if array.ndim() != 1 => {
            let size = array.size();
            let at = if nth < 0 {
                nth.saturating_add(size)
            } else {
                nth
            };
            let outside = format!("index {nth} is out of bounds for size {size}");
            array.nth(at).ok_or_else(|| Error::index(outside))?
        }
        Some(indices) => array.get(indices)?,
    };
    Ok(convert::python(scalar))
}
