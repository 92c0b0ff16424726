//! Functions of single elements, and walks, as calls to the engine; the functions are named, both languages have them.
//! Knows nothing of answers.

use engine::array::copy::CopyOrder;
use engine::error::Result;
use engine::layout::Order;
use engine::ufunc::{self, Operand};
use engine::visit::{
    Buffering, Folding, Identity, NdIter, PyFunc, Walk, ndenumerate, ndindex, vectorize,
    vectorize_cores,
};
use engine::{Array, DType, Index, Scalar, reduce};
use serde_json::Value as Json;

use super::several;
use crate::program::{Call, Outcome, Value, unknown};

/// A walk that takes more steps than this is none that a case asks for.
const STEPS: usize = 10_000;

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    Ok(Some(match call.name {
        "vectorize" => vectorized(call)?,
        "vectorize_cores" => {
            let (name, signature) = (call.text(0)?.to_owned(), call.text(1)?);
            let arrays = arrays_from(call, 2)?;
            let arrays: Vec<&Array> = arrays.iter().collect();
            let otypes = otypes(call)?;
            let function = |parts: &[Array]| of_arrays(&name, parts);
            several(vectorize_cores(
                signature,
                &arrays,
                otypes.as_deref(),
                function,
            )?)
        }
        "frompyfunc" => {
            let name = call.text(0)?.to_owned();
            let outputs = usize::try_from(call.int(1)?).unwrap_or(0).min(64);
            let dtype = DType::from_name(call.text(2)?)?;
            let arrays = arrays_from(call, 3)?;
            let nin = call.options.get("nin").and_then(Json::as_u64);
            let nin = nin.map_or(arrays.len(), |nin| nin as usize);
            let mut function =
                PyFunc::new("<lambda>", nin, outputs, |given| of_numbers(&name, given));
            let arrays: Vec<&Array> = arrays.iter().collect();
            several(function.call(&arrays, &vec![dtype; outputs])?)
        }
        "frompyfunc_method" => python_method(call)?,
        "nditer" => walked(call)?,
        "nditer_write" => written(call)?,
        "ndenumerate" => {
            let array = call.array(0)?;
            let pairs: Vec<_> = ndenumerate(&array)?.take(STEPS).collect();
            let (indices, values): (Vec<_>, Vec<Scalar>) = pairs.into_iter().unzip();
            let count = values.len() as i64;
            several(vec![
                of_indices(indices.iter().map(|one| one.to_vec()), array.ndim())?,
                Array::from_scalars(&values, &[count], array.dtype())?,
            ])
        }
        "ndindex" => {
            let shape = call.ints(0)?;
            let all = ndindex(&shape)?.take(STEPS);
            Value::Array(of_indices(all.map(|one| one.to_vec()), shape.len())?)
        }
        _ => return Ok(None),
    }))
}

fn arrays_from(call: &Call<'_>, first: usize) -> Outcome<Vec<Array>> {
    (first..call.args.len())
        .map(|place| call.array(place))
        .collect()
}

fn otypes(call: &Call<'_>) -> Outcome<Option<Vec<DType>>> {
    let Some(list) = call.options.get("otypes").filter(|one| !one.is_null()) else {
        return Ok(None);
    };
    let names: Vec<String> = match list {
        Json::String(letters) => letters.chars().map(String::from).collect(),
        Json::Array(names) => names
            .iter()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect(),
        _ => return Err(unknown("no otypes")),
    };
    let dtypes: Result<Vec<DType>> = names.iter().map(|name| DType::from_name(name)).collect();
    Ok(Some(dtypes?))
}

fn vectorized(call: &Call<'_>) -> Outcome<Value> {
    let name = call.text(0)?.to_owned();
    let mut arrays = arrays_from(call, 1)?;
    let otypes = otypes(call)?;
    // What is excluded is known to the function.
    let place = call.options.get("excluded").and_then(Json::as_u64);
    let excluded = place
        .map(|place| place as usize)
        .filter(|&place| place < arrays.len())
        .map(|place| (place, arrays.remove(place)));
    let excluded = excluded
        .map(|(place, array)| Ok::<_, engine::Error>((place, array.item()?)))
        .transpose()?;
    let function = |given: &[Scalar]| {
        let mut all = given.to_vec();
        if let Some((place, value)) = excluded {
            all.insert(place.min(all.len()), value);
        }
        of_numbers(&name, &all)
    };
    let arrays: Vec<&Array> = arrays.iter().collect();
    Ok(several(vectorize(&arrays, otypes.as_deref(), function)?))
}

/// A method of a function of numbers.
fn python_method(call: &Call<'_>) -> Outcome<Value> {
    let (method, name) = (call.text(0)?.to_owned(), call.text(1)?.to_owned());
    let dtype = DType::from_name(call.text(2)?)?;
    let array = call.array(3)?;
    let number = |key: &str| call.options.get(key).and_then(Json::as_i64);
    let count = |key: &str, usual: usize| number(key).map_or(usual, |count| count as usize);
    let (nin, nout) = (count("nin", 2), count("nout", 1));
    let axis = number("axis").unwrap_or(0);
    let mut function = PyFunc::new("<lambda>", nin, nout, |given| of_numbers(&name, given));
    function.identity = match call.options.get("identity") {
        None => Identity::Missing,
        Some(Json::Null) => Identity::Reorderable,
        Some(value) => Identity::Value(Scalar::I64(value.as_i64().unwrap_or(0))),
    };
    Ok(match method.as_str() {
        "reduce" => {
            let folding = Folding {
                keepdims: call.options.get("keepdims") == Some(&Json::Bool(true)),
                initial: number("initial").map(Scalar::I64),
            };
            let axes = match call.options.get("axis") {
                None => Some(vec![0]),
                given => call.axes(given)?,
            };
            Value::Array(function.reduce(&array, axes.as_deref(), dtype, folding)?)
        }
        "reduceat" => {
            let starts = call.options.get("starts").and_then(Json::as_array);
            let starts: Vec<i64> = starts
                .into_iter()
                .flatten()
                .filter_map(Json::as_i64)
                .collect();
            Value::Array(function.reduceat(&array, &starts, axis, dtype)?)
        }
        "accumulate" => Value::Array(function.accumulate(&array, axis, dtype)?),
        _ => {
            let second = call.array(4)?;
            let mut results = function.outer(&array, &second, &vec![dtype; nout.min(64)])?;
            match results.len() {
                1 => Value::Array(results.remove(0)),
                _ => several(results),
            }
        }
    })
}

/// A function of numbers.
fn of_numbers(name: &str, given: &[Scalar]) -> Result<Vec<Scalar>> {
    let held = given
        .iter()
        .map(|&one| Array::scalar(one))
        .collect::<Result<Vec<_>>>()?;
    let nothing = || engine::Error::value("too few arguments");
    let first = || held.first().map(Operand::Array).ok_or_else(nothing);
    let second = || held.get(1).map(Operand::Array).ok_or_else(nothing);
    let call = |ufunc: &str, operands: &[Operand<'_>]| ufunc::call(ufunc, operands)?.item();
    Ok(vec![match name {
        "add_one" => call("add", &[first()?, Operand::PyInt(1)])?,
        "halved" => call("divide", &[first()?, Operand::PyInt(2)])?,
        "is_even" => {
            let rest = ufunc::call("remainder", &[first()?, Operand::PyInt(2)])?;
            call("equal", &[Operand::Array(&rest), Operand::PyInt(0)])?
        }
        "difference_or_sum" => {
            let greater = call("greater", &[first()?, second()?])? == Scalar::Bool(true);
            let ufunc = if greater { "subtract" } else { "add" };
            call(ufunc, &[first()?, second()?])?
        }
        "place_value" => {
            let tens = ufunc::call("multiply", &[first()?, Operand::PyInt(10)])?;
            let sum = ufunc::call("add", &[Operand::Array(&tens), second()?])?;
            call(
                "remainder",
                &[Operand::Array(&sum), Operand::PyInt(1_000_007)],
            )?
        }
        "smaller" => call("minimum", &[first()?, second()?])?,
        "with_double" => {
            let double = call("multiply", &[first()?, Operand::PyInt(2)])?;
            let first = given.first().copied().ok_or_else(nothing)?;
            return Ok(vec![first, double]);
        }
        "three" => Scalar::I64(3),
        "three_hundred" => Scalar::I64(300),
        "three_and_a_half" => Scalar::F64(3.5),
        "no_number" => Scalar::F64(f64::NAN),
        other => return Err(engine::Error::value(format!("no function {other}"))),
    }])
}

/// A function of arrays.
fn of_arrays(name: &str, given: &[Array]) -> Result<Vec<Array>> {
    let nothing = || engine::Error::value("too few arguments");
    let first = given.first().ok_or_else(nothing)?;
    let fold = |name: &str, array: &Array| reduce::call(name, array, reduce::Options::default());
    Ok(match name {
        "sum" => vec![fold("sum", first)?],
        "outer" | "dot" => {
            let second = given.get(1).ok_or_else(nothing)?;
            match name {
                "outer" => {
                    ufunc::method::outer("multiply", first, second, ufunc::Arguments::default())?
                }
                _ => {
                    let both = [Operand::Array(first), Operand::Array(second)];
                    vec![fold("sum", &ufunc::call("multiply", &both)?)?]
                }
            }
        }
        "extremes" => vec![fold("min", first)?, fold("max", first)?],
        "reversed" => vec![first.flip(Some(&[0]))?],
        other => return Err(engine::Error::value(format!("no function {other}"))),
    })
}

/// The arrays of a walk, those that it makes missing, and how it goes.
struct Asked {
    arrays: Vec<Option<Array>>,
    dtypes: Vec<Option<DType>>,
    order: CopyOrder,
    index: Option<Order>,
    flags: [bool; 3],
    writes: Vec<bool>,
    buffered: bool,
}

fn asked(call: &Call<'_>, list: usize) -> Outcome<Asked> {
    let list = call.plain(list)?.as_array();
    let list = list.ok_or_else(|| unknown("no list of arrays"))?;
    let arrays = list
        .iter()
        .map(|one| match one {
            Json::Null => Ok(None),
            one => call.array_of(one).map(Some),
        })
        .collect::<Outcome<Vec<_>>>()?;
    let order = match call.options.get("order").and_then(Json::as_str) {
        None | Some("K") => CopyOrder::K,
        Some("C") => CopyOrder::C,
        Some("F") => CopyOrder::F,
        Some("A") => CopyOrder::A,
        Some(other) => return Err(unknown(&format!("no order {other}"))),
    };
    let flag = |name: &str| call.options.get(name).and_then(Json::as_bool) == Some(true);
    let flags = ["external_loop", "multi_index", "zerosize_ok"].map(flag);
    let index = match (flag("c_index"), flag("f_index")) {
        (true, _) => Some(Order::C),
        (false, true) => Some(Order::F),
        _ => None,
    };
    let dtypes = match call.options.get("dtypes").and_then(Json::as_array) {
        Some(list) => list
            .iter()
            .map(|one| one.as_str().map(DType::from_name).transpose())
            .collect::<Result<Vec<_>>>()?,
        None => Vec::new(),
    };
    let writes = match call.options.get("writes").and_then(Json::as_array) {
        Some(list) => list.iter().map(|one| one == &Json::Bool(true)).collect(),
        None if call.name == "nditer_write" => (1..=arrays.len())
            .map(|place| place == arrays.len())
            .collect(),
        None => Vec::new(),
    };
    Ok(Asked {
        arrays,
        dtypes,
        order,
        index,
        flags,
        writes,
        buffered: flag("buffered"),
    })
}

fn begun(asked: &Asked) -> Result<NdIter> {
    let [external_loop, multi_index, zerosize_ok] = asked.flags;
    let walk = Walk {
        order: asked.order,
        external_loop,
        multi_index,
        index: asked.index,
        zerosize_ok,
        writes: &asked.writes,
        buffering: asked.buffered.then(Buffering::default),
        ..Walk::default()
    };
    let arrays: Vec<Option<&Array>> = asked.arrays.iter().map(Option::as_ref).collect();
    match arrays.iter().copied().collect::<Option<Vec<_>>>() {
        Some(all) => NdIter::new(&all, walk),
        None => NdIter::allocating(&arrays, &asked.dtypes, walk),
    }
}

fn walked(call: &Call<'_>) -> Outcome<Value> {
    let asked = asked(call, 0)?;
    let flags = asked.flags;
    let mut walk = begun(&asked)?;
    let arrays = walk.operands().to_vec();
    let mut places = Vec::new();
    let mut met: Vec<Vec<Scalar>> = vec![Vec::new(); arrays.len()];
    let (mut lengths, mut indices) = (Vec::new(), Vec::new());
    for _ in 0..STEPS {
        let Some(views) = walk.next() else { break };
        for (one, view) in met.iter_mut().zip(&views) {
            one.extend(view.scalars().take(STEPS));
        }
        lengths.push(Scalar::I64(views.first().map_or(0, Array::size)));
        if flags[1] {
            indices.push(walk.multi_index()?.to_vec());
        }
        if asked.index.is_some() {
            places.push(Scalar::I64(walk.index()?));
        }
    }
    let mut results = Vec::new();
    for (values, array) in met.iter().zip(&arrays) {
        results.push(Array::from_scalars(
            values,
            &[values.len() as i64],
            array.dtype(),
        )?);
    }
    if flags[0] {
        let count = lengths.len() as i64;
        results.push(Array::from_scalars(&lengths, &[count], DType::I64)?);
    }
    if flags[1] {
        let axes = walk.shape().len();
        // NumPy's list of no indices has no axes to tell.
        let axes = if indices.is_empty() { 0 } else { axes };
        results.push(of_indices(indices.into_iter(), axes)?);
    }
    if asked.index.is_some() {
        let count = places.len() as i64;
        results.push(Array::from_scalars(&places, &[count], DType::I64)?);
    }
    Ok(Value::List(results.into_iter().map(Value::Array).collect()))
}

fn written(call: &Call<'_>) -> Outcome<Value> {
    let name = call.text(0)?.to_owned();
    let asked = asked(call, 1)?;
    let flags = asked.flags;
    let walk = begun(&asked)?;
    let arrays = walk.operands().to_vec();
    for views in walk.take(STEPS) {
        let Some((target, read)) = views.split_last() else {
            break;
        };
        let read = if read.is_empty() {
            std::slice::from_ref(target)
        } else {
            read
        };
        let given = match flags[0] {
            false => {
                let numbers = read.iter().map(Array::item).collect::<Result<Vec<_>>>()?;
                of_numbers(&name, &numbers)?
                    .into_iter()
                    .map(Array::scalar)
                    .collect::<Result<Vec<_>>>()?
            }
            true => {
                let operands: Vec<Operand<'_>> = read.iter().map(Operand::Array).collect();
                match name.as_str() {
                    "add_one" => vec![ufunc::call("add", &[operands[0], Operand::PyInt(1)])?],
                    _ => return Err(unknown("no function of lines")),
                }
            }
        };
        for one in given.iter().take(1) {
            target.assign(&[Index::Ellipsis], one)?;
        }
    }
    let given = asked.arrays.into_iter().next_back().flatten();
    let last = given.or(arrays.into_iter().next_back());
    Ok(Value::Array(last.ok_or_else(|| unknown("no array"))?))
}

/// Indices as rows of a table.
fn of_indices(indices: impl Iterator<Item = Vec<i64>>, axes: usize) -> Result<Array> {
    let rows: Vec<Vec<i64>> = indices.collect();
    let numbers: Vec<i64> = rows.concat();
    Array::from_elements(&numbers, &[rows.len() as i64, axes as i64])
}
