//! Reductions as functions and methods: their parameters, and the engine's call.
//! Knows the engine's reductions by name.

use super::arguments::{Bound, Call};
use super::convert::{folded, too_many};
use super::evaluate::MOST_ELEMENTS;
use super::raised::Raised;
use super::value::Value;
use engine::Array;
use engine::reduce::{self, Options};

/// Each reduction's name with NumPy's parameters after the array.
const SIGNATURES: [(&str, &str); 11] = [
    ("sum", "axis=, dtype=, !out=, keepdims=, !initial=, !where="),
    (
        "prod",
        "axis=, dtype=, !out=, keepdims=, !initial=, !where=",
    ),
    ("mean", "axis=, dtype=, !out=, keepdims=, *, !where="),
    (
        "std",
        "axis=, dtype=, !out=, ddof=, keepdims=, *, !where=, !mean=, !correction=",
    ),
    (
        "var",
        "axis=, dtype=, !out=, ddof=, keepdims=, *, !where=, !mean=, !correction=",
    ),
    ("min", "axis=, !out=, keepdims=, !initial=, !where="),
    ("max", "axis=, !out=, keepdims=, !initial=, !where="),
    ("any", "axis=, !out=, keepdims=, *, !where="),
    ("all", "axis=, !out=, keepdims=, *, !where="),
    ("argmin", "axis=, !out=, *, keepdims="),
    ("argmax", "axis=, !out=, *, keepdims="),
];

/// The names of all reductions.
pub(super) fn find(name: &str) -> Option<&'static str> {
    let name = match name {
        "amin" => "min",
        "amax" => "max",
        _ => name,
    };
    SIGNATURES
        .iter()
        .map(|(own, _)| *own)
        .find(|own| *own == name)
}

/// The parameters of a reduction after the array.
fn signature(name: &str) -> &'static str {
    SIGNATURES
        .iter()
        .find(|(own, _)| *own == name)
        .map_or("", |(_, signature)| *signature)
}

/// `array.name(arguments)`
pub(super) fn method(array: &Array, call: Call) -> Result<Value, Raised> {
    let name = call.name;
    let bound = call.bind(signature(name))?;
    run(name, array, &bound, None)
}

/// `np.name(array, arguments)`
pub(super) fn function(mut call: Call) -> Result<Value, Raised> {
    let name = call.name;
    // The array is the first parameter of every one of them.
    let first = call
        .given
        .iter()
        .position(|one| one.keyword.as_deref().is_none_or(|keyword| keyword == "a"));
    let Some(first) = first else {
        let message = format!("{name}() missing 1 required positional argument: 'a'");
        return Err(Raised::type_(message, &call.range));
    };
    let given = call.given.remove(first);
    let array = super::convert::array(&given.value, &given.range)?;
    method(&array, call)
}

/// `np.add.reduce(array, axis=0)`
pub(super) fn of_ufunc(name: &'static str, call: Call) -> Result<Value, Raised> {
    let bound = call.bind("array, axis=, dtype=, !out=, keepdims=, !initial=, !where=")?;
    let array = bound.array("array")?;
    run(name, &array, &bound, Some(0))
}

fn run(
    name: &'static str,
    array: &Array,
    bound: &Bound,
    otherwise: Option<i64>,
) -> Result<Value, Raised> {
    if array.size() > MOST_ELEMENTS {
        return Err(too_many(bound.range()));
    }
    let axes = match (bound.axes("axis")?, otherwise) {
        (None, Some(axis)) if bound.get("axis").is_none() => Some(vec![axis]),
        (axes, _) => axes,
    };
    let options = Options {
        axis: axes.as_deref(),
        keepdims: bound.flag("keepdims", false)?,
        dtype: bound.dtype()?,
        ddof: bound.index_or("ddof", 0)? as f64,
        ..Options::default()
    };
    folded(reduce::call(name, array, options), bound.range())
}
