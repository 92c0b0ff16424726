//! Joining, splitting, repeating, rolling, padding and editing, as calls to the engine.
//! Knows nothing of answers.

use engine::join::{
    self, Joining, Mode, Nested, Padding, Positions, Sections, append, column_stack, concatenate,
    dstack, hstack, stack, vstack,
};
use engine::promote::Input;
use engine::ufunc::{self, Operand};
use engine::{Array, Index, Scalar, promote, reduce};
use serde_json::Value as Json;

use super::{casting, given_dtype};
use crate::program::{Call, Outcome, Value, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    if let Some(array) = joined(call)? {
        return Ok(Some(Value::Array(array)));
    }
    if let Some(parts) = split(call)? {
        return Ok(Some(Value::List(
            parts.into_iter().map(Value::Array).collect(),
        )));
    }
    Ok(rearranged(call)?.map(Value::Array))
}

/// An option's or argument's axis; nothing where it is null or left out.
fn axis_of(given: Option<&Json>) -> Option<i64> {
    given.and_then(Json::as_i64)
}

/// The `axis` of a keyword, otherwise 0; nothing where it is null.
fn axis(call: &Call<'_>) -> Option<i64> {
    call.options.get("axis").map_or(Some(0), Json::as_i64)
}

fn joined(call: &Call<'_>) -> Outcome<Option<Array>> {
    let listed = || -> Outcome<Vec<Array>> {
        let list = call.plain(0)?.as_array();
        let list = list.ok_or_else(|| unknown("a list of arrays is wanted"))?;
        list.iter().map(|item| call.array_of(item)).collect()
    };
    let out = call
        .options
        .get("out")
        .map(|out| call.array_of(out))
        .transpose()?;
    let joining = Joining {
        dtype: given_dtype(call)?,
        casting: casting(call.option("casting", "same_kind"))?,
        out: out.as_ref(),
    };
    let with = |join: &dyn Fn(&[&Array]) -> engine::Result<Array>| -> Outcome<Array> {
        let arrays = listed()?;
        Ok(join(&arrays.iter().collect::<Vec<_>>())?)
    };
    Ok(Some(match call.name {
        "concatenate" => with(&|arrays| concatenate(arrays, axis(call), joining))?,
        "stack" => with(&|arrays| stack(arrays, axis(call).unwrap_or(0), joining))?,
        "vstack" => with(&|arrays| vstack(arrays, joining))?,
        "row_stack" => with(&|arrays| join::row_stack(arrays, joining))?,
        "hstack" => with(&|arrays| hstack(arrays, joining))?,
        "dstack" => with(&dstack)?,
        "column_stack" => with(&column_stack)?,
        "block" => join::block(&nested(call, call.plain(0)?)?)?,
        "append" => append(&call.array(0)?, &call.array(1)?, axis_of(call.args.get(2)))?,
        _ => return Ok(None),
    }))
}

fn nested(call: &Call<'_>, code: &Json) -> Outcome<Nested> {
    match code.as_array().map(Vec::as_slice) {
        Some([first, items @ ..]) if first == "[]" => items
            .iter()
            .map(|item| nested(call, item))
            .collect::<Outcome<Vec<_>>>()
            .map(Nested::List),
        _ => Ok(Nested::Array(call.array_of(code)?)),
    }
}

fn split(call: &Call<'_>) -> Outcome<Option<Vec<Array>>> {
    if call.name == "unstack" {
        return Ok(Some(call.array(0)?.unstack(axis(call).unwrap_or(0))?));
    }
    if !matches!(
        call.name,
        "split" | "array_split" | "hsplit" | "vsplit" | "dsplit"
    ) {
        return Ok(None);
    }
    let array = call.array(0)?;
    let points = call
        .plain(1)?
        .as_array()
        .map(|_| call.ints(1))
        .transpose()?;
    let sections = match &points {
        Some(points) => Sections::At(points),
        None => Sections::Count(call.int(1)?),
    };
    let axis = axis_of(call.args.get(2)).unwrap_or(0);
    Ok(Some(match call.name {
        "split" => array.split(sections, axis)?,
        "array_split" => array.array_split(sections, axis)?,
        "hsplit" => array.hsplit(sections)?,
        "vsplit" => array.vsplit(sections)?,
        _ => array.dsplit(sections)?,
    }))
}

fn rearranged(call: &Call<'_>) -> Outcome<Option<Array>> {
    let several = |place: usize| -> Outcome<Vec<i64>> {
        Ok(call.axes(call.args.get(place))?.unwrap_or_default())
    };
    Ok(Some(match call.name {
        "repeat" => call
            .array(0)?
            .repeat(&several(1)?, axis_of(call.args.get(2)))?,
        "tile" => call.array(0)?.tile(&several(1)?)?,
        "roll" => {
            let axes = call.axes(call.args.get(2))?;
            call.array(0)?.roll(&several(1)?, axes.as_deref())?
        }
        "rot90" => {
            let turns = axis_of(call.args.get(1)).unwrap_or(1);
            let axes = match call.args.get(2) {
                None => (0, 1),
                Some(_) => {
                    let axes = call.ints(2)?;
                    let [first, second] = axes[..] else {
                        return Err(unknown("rot90 takes two axes"));
                    };
                    (first, second)
                }
            };
            call.array(0)?.rot90(turns, axes)?
        }
        "flipud" => call.array(0)?.flipud()?,
        "fliplr" => call.array(0)?.fliplr()?,
        "pad" => {
            let array = call.array(0)?;
            let whole = |item: &Json| item.as_i64().ok_or_else(|| unknown("no width"));
            let width = match call.plain(1)? {
                Json::Object(axes) => Padding::by_axis(&by_axis(axes)?, array.ndim())?,
                width => padding(width, whole)?,
            };
            match call.plain(2)?.as_array() {
                Some(function) => {
                    let name = function.get(1).and_then(Json::as_str).unwrap_or_default();
                    array.pad_with(&width, &mut |line, ends, axis| fill(name, line, ends, axis))?
                }
                None => array.pad(&width, &mode(call)?)?,
            }
        }
        "insert" => inserted(call)?,
        "delete" => {
            let axis = axis_of(call.args.get(2));
            call.array(0)?.delete(&positions(call.plain(1)?)?, axis)?
        }
        "resize" => call.array(0)?.resize(&several(1)?)?,
        "resize_in_place" => {
            let mut array = call.array(0)?;
            let refcheck = call.options.get("refcheck") != Some(&Json::Bool(false));
            array.resize_in_place(&several(1)?, refcheck)?;
            array
        }
        "trim_zeros" => {
            let trim = call.args.get(1).and_then(Json::as_str).unwrap_or("fb");
            let axes = call.axes(call.args.get(2))?;
            let (front, back) = (trim.contains('f'), trim.contains('b'));
            call.array(0)?.trim_zeros(front, back, axes.as_deref())?
        }
        _ => return Ok(None),
    }))
}

/// Widths by axis: `{"1": [0, 2], "-2": 3}`.
fn by_axis(axes: &serde_json::Map<String, Json>) -> Outcome<Vec<(i64, (i64, i64))>> {
    let whole = |item: &Json| item.as_i64().ok_or_else(|| unknown("no width"));
    let pair = |(axis, width): (&String, &Json)| {
        let axis = axis.parse().map_err(|_| unknown("no axis"))?;
        match width.as_array().map(Vec::as_slice) {
            Some([before, after]) => Ok((axis, (whole(before)?, whole(after)?))),
            _ => Ok((axis, (whole(width)?, whole(width)?))),
        }
    };
    axes.iter().map(pair).collect()
}

/// The functions that pad, the same as the generator's.
fn fill(name: &str, line: &Array, (before, after): (i64, i64), axis: usize) -> engine::Result<()> {
    let count = line.size();
    let value = |number: i64| Input::PyInt(number.into());
    match name {
        "constant" => {
            line.assign_number(&[Index::range(0, before)], value(10))?;
            line.assign_number(&[Index::range(count - after, count)], value(20))
        }
        "sum" => {
            let inside = line.index(&[Index::range(before, count - after)])?;
            let sum = reduce::call("sum", &inside, reduce::Options::default())?;
            line.assign(&[Index::range(0, before)], &sum)?;
            line.assign_number(&[Index::range(count - after, count)], value(axis as i64))
        }
        "count" => {
            let more = Operand::PyInt(i128::from(100 * axis as i64 + before));
            ufunc::call_into("add", &[Operand::Array(line), more], line)
        }
        "last" => {
            let last = line.index(&[Index::Int(-1)])?;
            line.assign(&[Index::Int(0)], &last)
        }
        _ => Err(engine::Error::value("no padding today")),
    }
}

fn inserted(call: &Call<'_>) -> Outcome<Array> {
    let array = call.array(0)?;
    let values = match call.value(2)? {
        Value::Array(values) => values,
        Value::Number(number) => Array::scalar(promote::convert_assigned(number, array.dtype())?)?,
        other => return Err(unknown(&format!("no values: {other:?}"))),
    };
    let axis = axis_of(call.args.get(3));
    Ok(array.insert(&positions(call.plain(1)?)?, &values, axis)?)
}

fn positions(code: &Json) -> Outcome<Positions> {
    if let Some(text) = code.as_str() {
        let [start, stop, step] = slice_of(text);
        return Ok(Positions::Slice { start, stop, step });
    }
    if let Some(index) = code.as_i64() {
        return Ok(Positions::Int(index));
    }
    let items = code.as_array().ok_or_else(|| unknown("no positions"))?;
    if items.first().is_some_and(Json::is_boolean) {
        return Ok(Positions::Mask(
            items.iter().map(|item| item == true).collect(),
        ));
    }
    Ok(Positions::List(
        items.iter().filter_map(Json::as_i64).collect(),
    ))
}

/// `1:5:2`
fn slice_of(text: &str) -> [Option<i64>; 3] {
    let mut parts = text.split(':').map(|part| part.parse().ok());
    [(); 3].map(|()| parts.next().flatten())
}

/// One, a pair, a pair for each axis, or one for both ends of each axis: `[[1], [2]]`.
fn padding<T: Copy>(code: &Json, one: impl Fn(&Json) -> Outcome<T>) -> Outcome<Padding<T>> {
    let Some(items) = code.as_array() else {
        return Ok(Padding::Same(one(code)?));
    };
    let single = |item: &Json| item.as_array().is_some_and(|pair| pair.len() == 1);
    if items.iter().all(single) {
        let ends = items.iter().map(|item| one(&item[0]));
        return Ok(Padding::Both(ends.collect::<Outcome<Vec<_>>>()?));
    }
    if items.iter().any(Json::is_array) {
        let pairs = items
            .iter()
            .map(|pair| {
                let pair = pair.as_array().ok_or_else(|| unknown("no pair"))?;
                match pair.as_slice() {
                    [before, after] => Ok((one(before)?, one(after)?)),
                    _ => Err(unknown("no pair")),
                }
            })
            .collect::<Outcome<Vec<_>>>()?;
        return Ok(Padding::Axes(pairs));
    }
    match items.as_slice() {
        [both] => Ok(Padding::Same(one(both)?)),
        [before, after] => Ok(Padding::Ends(one(before)?, one(after)?)),
        _ => Err(unknown("one or two are wanted")),
    }
}

fn mode(call: &Call<'_>) -> Outcome<Mode> {
    let plain = Mode::from_name(call.text(2)?)?;
    let option = |key: &str| call.options.get(key).filter(|given| !given.is_null());
    let values = |key: &str| {
        let given = option(key)?;
        let whole = !given.to_string().contains('.');
        Some(padding(given, |item| {
            let number = item.as_f64().ok_or_else(|| unknown("no number"))?;
            Ok(match item.as_i64() {
                Some(integer) if whole => Scalar::I64(integer),
                _ => Scalar::F64(number),
            })
        }))
    };
    let length = || -> Outcome<Option<Padding<i64>>> {
        let given = option("stat_length");
        given
            .map(|given| {
                padding(given, |item| {
                    item.as_i64().ok_or_else(|| unknown("no length"))
                })
            })
            .transpose()
    };
    let odd = call.option("reflect_type", "even") == "odd";
    Ok(match plain {
        Mode::Constant(zero) => {
            Mode::Constant(values("constant_values").transpose()?.unwrap_or(zero))
        }
        Mode::LinearRamp(zero) => {
            Mode::LinearRamp(values("end_values").transpose()?.unwrap_or(zero))
        }
        Mode::Maximum(_) => Mode::Maximum(length()?),
        Mode::Mean(_) => Mode::Mean(length()?),
        Mode::Median(_) => Mode::Median(length()?),
        Mode::Minimum(_) => Mode::Minimum(length()?),
        Mode::Reflect { .. } => Mode::Reflect { odd },
        Mode::Symmetric { .. } => Mode::Symmetric { odd },
        other => other,
    })
}
