//! Every operation of the programs, as a call to the engine's public interface.
//! Knows nothing of answers.

mod decompose;
mod draws;
mod dtypes;
mod guide;
mod joining;
mod linalg;
mod npy_files;
mod packed;
mod picking;
mod polynomials;
mod print_options;
mod protocols;
mod shaping;
mod sorting;
mod statistics;
mod text_files;
mod ufuncs;
mod visiting;
mod walks;

use engine::array::copy::CopyOrder;
use engine::cast::Casting;
use engine::layout::Order;
use engine::layout::broadcast::broadcast_shapes;
use engine::print::shape_text;
use engine::promote::{self, Input};
use engine::{Array, DType, Index, Scalar, reduce, ufunc};
use serde_json::Value as Json;

use crate::program::{Call, Outcome, Value, number, operand, parse_values, unknown};

/// What a room makes of a call; nothing where it does not know the operation.
type Room = fn(&Call<'_>) -> Outcome<Option<Value>>;

/// The rooms beyond the first floor, a file each beside this one.
const ROOMS: &[Room] = &[
    decompose::run,
    dtypes::run,
    draws::run,
    guide::run,
    joining::run,
    linalg::run,
    npy_files::run,
    packed::run,
    picking::run,
    polynomials::run,
    print_options::run,
    protocols::run,
    shaping::run,
    sorting::run,
    statistics::run,
    text_files::run,
    ufuncs::run,
    visiting::run,
    walks::run,
];

/// Runs one operation.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Value> {
    if ufunc::table::find(call.name).is_some() {
        let values = call.values()?;
        let operands = values.iter().map(operand).collect::<Outcome<Vec<_>>>()?;
        return called(call, &operands);
    }
    if reduce::NAMES.contains(&call.name) {
        return Ok(Value::Array(reduced(call)?));
    }
    if let Some(text) = text_of(call)? {
        return Ok(Value::Text(text));
    }
    if call.name == "py" {
        return Ok(Value::Number(number(call.text(0)?)?));
    }
    if call.name == "item" {
        return item(call);
    }
    for room in ROOMS {
        if let Some(value) = room(call)? {
            return Ok(value);
        }
    }
    let array = match made(call)? {
        Some(array) => array,
        None => match seen(call)? {
            Some(array) => array,
            None => return Err(unknown(&format!("the engine has no {}", call.name))),
        },
    };
    Ok(Value::Array(array))
}

/// One of several results: `["item", ["divmod", "a", "b"], 0]`.
fn item(call: &Call<'_>) -> Outcome<Value> {
    let Value::List(values) = call.value(0)? else {
        return Err(unknown("item takes one of several results"));
    };
    let place = usize::try_from(call.int(1)?).ok();
    let found = place.and_then(|place| values.into_iter().nth(place));
    found.ok_or_else(|| unknown("there are fewer results"))
}

/// A ufunc with its keyword arguments.
fn called(call: &Call<'_>, operands: &[ufunc::Operand<'_>]) -> Outcome<Value> {
    arguments(call, |arguments| {
        Ok(several(ufunc::call_with(call.name, operands, arguments)?))
    })
}

/// One array, or a list of them.
pub(crate) fn several(mut results: Vec<Array>) -> Value {
    match (results.pop(), results.is_empty()) {
        (Some(only), true) => Value::Array(only),
        (last, _) => Value::List(results.into_iter().chain(last).map(Value::Array).collect()),
    }
}

/// Hands over the keyword arguments of a ufunc.
pub(crate) fn arguments<T>(
    call: &Call<'_>,
    run: impl FnOnce(ufunc::Arguments<'_>) -> Outcome<T>,
) -> Outcome<T> {
    let programs = match call.options.get("out") {
        None => &[],
        Some(Json::Array(list)) => list.as_slice(),
        Some(one) => std::slice::from_ref(one),
    };
    let outs = programs
        .iter()
        .map(|one| match one {
            Json::Null => Ok(None),
            one => call.array_of(one).map(Some),
        })
        .collect::<Outcome<Vec<Option<Array>>>>()?;
    let outs: Vec<Option<&Array>> = outs.iter().map(Option::as_ref).collect();
    let mask = call.options.get("where").map(|one| call.array_of(one));
    let mask = mask.transpose()?;
    let rule = call.options.get("casting").and_then(Json::as_str);
    run(ufunc::Arguments {
        out: &outs,
        mask: mask.as_ref(),
        dtype: given_dtype(call)?,
        casting: rule.map(casting).transpose()?,
        order: order(call.options.get("order"), "K")?,
    })
}

/// A reduction with its keyword arguments.
fn reduced(call: &Call<'_>) -> Outcome<Array> {
    let array = call.array(0)?;
    folded(call, |options| {
        Ok(reduce::call(call.name, &array, options)?)
    })
}

/// Hands over the keyword arguments of a reduction.
pub(crate) fn folded<T>(
    call: &Call<'_>,
    run: impl FnOnce(reduce::Options<'_>) -> Outcome<T>,
) -> Outcome<T> {
    let axis = call.axes(call.options.get("axis"))?;
    let array = |key: &str| {
        let program = call.options.get(key).filter(|one| !one.is_null());
        program.map(|one| call.array_of(one)).transpose()
    };
    let (mask, out, mean) = (array("where")?, array("out")?, array("mean")?);
    let initial = match call.options.get("initial") {
        Some(program @ Json::Array(_)) => Some(call.array_of(program)?),
        _ => None,
    };
    run(reduce::Options {
        axis: axis.as_deref(),
        keepdims: call.options.get("keepdims") == Some(&Json::Bool(true)),
        dtype: given_dtype(call)?,
        ddof: call
            .options
            .get("ddof")
            .and_then(Json::as_f64)
            .unwrap_or(0.0),
        correction: call.options.get("correction").and_then(Json::as_f64),
        mean: mean.as_ref(),
        initial: match call.options.get("initial") {
            None => reduce::Initial::Identity,
            Some(Json::Null) => reduce::Initial::First,
            Some(Json::Array(_)) => match &initial {
                Some(array) => reduce::Initial::Array(array),
                None => reduce::Initial::First,
            },
            Some(text) => reduce::Initial::Value(number(text.as_str().unwrap_or_default())?),
        },
        mask: mask.as_ref(),
        out: out.as_ref(),
    })
}

/// The `dtype` keyword argument.
pub(crate) fn given_dtype(call: &Call<'_>) -> Outcome<Option<DType>> {
    let name = call.options.get("dtype").and_then(Json::as_str);
    name.map(dtype).transpose()
}

/// Operations that answer with a text.
fn text_of(call: &Call<'_>) -> Outcome<Option<String>> {
    Ok(Some(match call.name {
        "broadcast_shapes" => {
            let shapes = (0..call.args.len())
                .map(|place| call.ints(place))
                .collect::<Outcome<Vec<_>>>()?;
            let shapes: Vec<&[i64]> = shapes.iter().map(Vec::as_slice).collect();
            shape_text(&broadcast_shapes(&shapes)?)
        }
        "promote_types" => {
            promote::promote_types(dtype(call.text(0)?)?, dtype(call.text(1)?)?).to_string()
        }
        "can_cast" => {
            let rule = casting(call.text(2)?)?;
            let allowed =
                engine::cast::can_cast(dtype(call.text(0)?)?, dtype(call.text(1)?)?, rule);
            if allowed { "True" } else { "False" }.to_owned()
        }
        "result_type" => {
            let inputs = (0..call.args.len())
                .map(|place| input(call, place))
                .collect::<Outcome<Vec<_>>>()?;
            promote::result_type(&inputs)?.to_string()
        }
        "nbytes" => call.array(0)?.nbytes().to_string(),
        _ => return Ok(None),
    }))
}

fn input(call: &Call<'_>, place: usize) -> Outcome<Input> {
    if let Some(dtype) = call.plain(place)?.as_str()
        && let Ok(dtype) = DType::from_name(dtype)
    {
        return Ok(Input::Array(dtype));
    }
    match call.value(place)? {
        Value::Array(array) => Ok(Input::Array(array.dtype())),
        Value::Number(number) => Ok(number),
        other => Err(unknown(&format!("no input: {other:?}"))),
    }
}

/// Operations that make an array.
fn made(call: &Call<'_>) -> Outcome<Option<Array>> {
    let given = given_dtype(call)?;
    let float = given.unwrap_or(DType::F64);
    Ok(Some(match call.name {
        "fill" => filled(call)?,
        "array" => {
            let dtype = dtype(call.text(0)?)?;
            Array::from_scalars(&parse_values(call.text(2)?, dtype)?, &call.ints(1)?, dtype)?
        }
        "zeros" => {
            let order = if call.option("order", "C") == "F" {
                Order::F
            } else {
                Order::C
            };
            Array::zeros_in(&call.ints(0)?, float, order)?
        }
        "ones" => Array::ones(&call.ints(0)?, float)?,
        "full" => match (constant(call, given)?, given) {
            (value, Some(dtype)) if dtype != value.dtype() => {
                Array::full_of(&call.ints(0)?, &Array::scalar(value)?, given, Order::C)?
            }
            (value, _) => Array::full(&call.ints(0)?, value)?,
        },
        "arange" => {
            let numbers = (0..call.args.len())
                .map(|place| number(call.text(place)?))
                .collect::<Outcome<Vec<_>>>()?;
            let (zero, one) = (Input::PyInt(0), Input::PyInt(1));
            match numbers[..] {
                [stop] => Array::arange(zero, stop, one, given)?,
                [start, stop] => Array::arange(start, stop, one, given)?,
                [start, stop, step] => Array::arange(start, stop, step, given)?,
                _ => return Err(unknown("arange takes one to three numbers")),
            }
        }
        "linspace" => {
            let endpoint = call.options.get("endpoint") != Some(&Json::Bool(false));
            let (start, stop) = (real(call.text(0)?)?, real(call.text(1)?)?);
            Array::linspace(start, stop, call.int(2)?, endpoint, float)?
        }
        "eye" => Array::eye(call.int(0)?, call.int(1)?, call.int(2)?, float)?,
        "identity" => Array::identity(call.int(0)?, float)?,
        "zeros_like" => call.array(0)?.zeros_like(given)?,
        "ones_like" => call.array(0)?.ones_like(given)?,
        "full_like" => {
            let like = call.array(0)?;
            let value = constant(call, Some(given.unwrap_or(like.dtype())))?;
            like.full_like(value, given)?
        }
        _ => return Ok(None),
    }))
}

/// A Python number as a float.
fn real(text: &str) -> Outcome<f64> {
    text.parse()
        .map_err(|error| unknown(&format!("{text}: {error}")))
}

/// As many values of a table as the shape needs, around and around.
fn filled(call: &Call<'_>) -> Outcome<Array> {
    let dtype = dtype(call.text(1)?)?;
    let key = format!("{} {}", call.text(0)?, dtype.name());
    let table = call.tables.get(&key).and_then(Json::as_str);
    let table = table.ok_or_else(|| unknown(&format!("no table {key}")))?;
    let shape = call.ints(2)?;
    engine::limit::grant(&shape, dtype)?;
    let count = usize::try_from(engine::layout::size_of_shape(&shape)).unwrap_or(0);
    let values = parse_values(table, dtype)?;
    let values: Vec<Scalar> = values.into_iter().cycle().take(count).collect();
    Ok(Array::from_scalars(&values, &shape, dtype)?)
}

/// The value of `full`: a Python number in the dtype asked for, or in its own.
fn constant(call: &Call<'_>, given: Option<DType>) -> Outcome<Scalar> {
    let number = number(call.text(1)?)?;
    let dtype = match given {
        Some(dtype) => dtype,
        None => promote::result_type(&[number])?,
    };
    // `full` casts as `astype` does, but a Python int must fit.
    match number {
        Input::PyComplex(value) if dtype.holds_numbers() => Ok(Scalar::C128(value)),
        Input::PyComplex(value) => Ok(Scalar::C128(value).cast(dtype)),
        Input::PyFloat(value) if dtype.holds_numbers() => Ok(Scalar::F64(value)),
        // Raw bytes are those of the number's own dtype.
        number if dtype.kind().letter() == 'V' => Ok(promote::convert_assigned(
            number,
            promote::result_type(&[number])?,
        )?),
        _ => Ok(promote::convert_assigned(number, dtype)?),
    }
}

/// Operations on an array: views, copies, casts, assignments.
fn seen(call: &Call<'_>) -> Outcome<Option<Array>> {
    let argument = call.args.get(1);
    Ok(Some(match call.name {
        "copy" => call.array(0)?.copy(order(argument, "C")?)?,
        "ravel" => call.array(0)?.ravel(order(argument, "C")?)?,
        "flatten" => call.array(0)?.flatten(order(argument, "C")?)?,
        "astype" => {
            let order = order(call.options.get("order"), "K")?;
            let rule = casting(call.option("casting", "unsafe"))?;
            call.array(0)?
                .astype_with(dtype(call.text(1)?)?, order, rule)?
        }
        "index" => call.array(0)?.index(&items(call.plain(1)?)?)?,
        "set" => assigned(call)?,
        "T" => call.array(0)?.t(),
        "transpose" => {
            let axes = call.axes(argument)?;
            call.array(0)?.transpose(axes.as_deref())?
        }
        "swapaxes" => call.array(0)?.swapaxes(call.int(1)?, call.int(2)?)?,
        "moveaxis" => call.array(0)?.moveaxis(&[call.int(1)?], &[call.int(2)?])?,
        "expand_dims" => {
            let axes = call.axes(argument)?.unwrap_or_default();
            call.array(0)?.expand_dims(&axes)?
        }
        "squeeze" => {
            let axes = call.axes(argument)?;
            call.array(0)?.squeeze(axes.as_deref())?
        }
        "flip" => {
            let axes = call.axes(argument)?;
            call.array(0)?.flip(axes.as_deref())?
        }
        "diagonal" => call
            .array(0)?
            .diagonal(call.int(1)?, call.int(2)?, call.int(3)?)?,
        "diag" => call.array(0)?.diag(call.int(1)?)?,
        "into" => written(call)?,
        "broadcast_to" => call.array(0)?.broadcast_to(&call.ints(1)?)?,
        "reshape" => {
            let order = order(call.args.get(2), "C")?;
            call.array(0)?.reshape_by(&call.ints(1)?, order)?
        }
        _ => return Ok(None),
    }))
}

/// `ufunc(a, b, out=target)`; the answer is the target.
fn written(call: &Call<'_>) -> Outcome<Array> {
    let target = call.array(0)?;
    let values = (2..call.args.len())
        .map(|place| call.value(place))
        .collect::<Outcome<Vec<_>>>()?;
    let operands = values.iter().map(operand).collect::<Outcome<Vec<_>>>()?;
    ufunc::call_into(call.text(1)?, &operands, &target)?;
    Ok(target)
}

/// `target[index] = value`; the answer is the target.
fn assigned(call: &Call<'_>) -> Outcome<Array> {
    let target = call.array(0)?;
    let index = items(call.plain(1)?)?;
    match call.value(2)? {
        Value::Array(value) => target.assign(&index, &value)?,
        Value::Number(number) => target.assign_number(&index, number)?,
        other => return Err(unknown(&format!("no value to assign: {other:?}"))),
    }
    Ok(target)
}

fn dtype(name: &str) -> Outcome<DType> {
    Ok(DType::from_name(name)?)
}

pub(crate) fn casting(name: &str) -> Outcome<Casting> {
    let all = [
        Casting::No,
        Casting::Equiv,
        Casting::Safe,
        Casting::SameKind,
        Casting::Unsafe,
    ];
    let found = all.into_iter().find(|rule| rule.name() == name);
    found.ok_or_else(|| unknown(&format!("no casting rule {name}")))
}

pub(crate) fn order(letter: Option<&Json>, otherwise: &str) -> Outcome<CopyOrder> {
    match letter.and_then(Json::as_str).unwrap_or(otherwise) {
        "C" => Ok(CopyOrder::C),
        "F" => Ok(CopyOrder::F),
        "A" => Ok(CopyOrder::A),
        "K" => Ok(CopyOrder::K),
        other => Err(unknown(&format!("no order {other}"))),
    }
}

/// Index items: 3, `1:5:2`, `newaxis`, `...`.
pub(crate) fn items(list: &Json) -> Outcome<Vec<Index>> {
    let list = list.as_array().ok_or_else(|| unknown("no index"))?;
    list.iter()
        .map(|item| match (item.as_i64(), item.as_str()) {
            (Some(index), _) => Ok(Index::Int(index)),
            (_, Some("newaxis")) => Ok(Index::NewAxis),
            (_, Some("...")) => Ok(Index::Ellipsis),
            (_, Some(text)) => {
                let mut parts = text.split(':').map(|part| part.parse().ok());
                Ok(Index::Slice {
                    start: parts.next().flatten(),
                    stop: parts.next().flatten(),
                    step: parts.next().flatten(),
                })
            }
            _ => Err(unknown(&format!("no index item: {item}"))),
        })
        .collect()
}
