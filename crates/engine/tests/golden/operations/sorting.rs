//! Sorting, searching, sets, bins, and what is computed along a sequence, as calls to the engine.
//! Knows nothing of answers.

use engine::bins::{self, Bins, Given, Grid, GridBins, Side};
use engine::numeric::{self, Ends, Mode, Variables};
use engine::promote::{self, Input};
use engine::sets::{self, IsinKind, Unique, Wanted};
use engine::{Array, sort};
use serde_json::Value as Json;

use crate::program::{Call, Outcome, Value, number, operand, unknown};

/// Runs an operation of these rooms.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    if let Some(values) = several(call)? {
        return Ok(Some(match values.as_slice() {
            [only] => only.clone(),
            _ => Value::List(values),
        }));
    }
    let array = match call.name {
        "sort" => sort::sort(&call.array(0)?, axis(call)?, kind(call)?)?,
        "argsort" => sort::argsort(&call.array(0)?, axis(call)?, kind(call)?)?,
        "partition" => {
            if let Some(kind) = call.options.get("kind").and_then(Json::as_str) {
                sort::check_select_kind(kind)?;
            }
            sort::partition(&call.array(0)?, &ranks(call)?, axis(call)?)?
        }
        "argpartition" => sort::argpartition(&call.array(0)?, &ranks(call)?, axis(call)?)?,
        "sort_in_place" => {
            let array = call.array(0)?;
            sort::sort_in_place(&array, axis(call)?.unwrap_or(-1), kind(call)?)?;
            array
        }
        "partition_in_place" => {
            let array = call.array(0)?;
            sort::partition_in_place(&array, &ranks(call)?, axis(call)?.unwrap_or(-1))?;
            array
        }
        "lexsort" => {
            let keys = call.plain(0)?.as_array();
            let keys = keys.ok_or_else(|| unknown("lexsort takes a list of keys"))?;
            let keys = keys
                .iter()
                .map(|key| call.array_of(key))
                .collect::<Outcome<Vec<_>>>()?;
            sort::lexsort(&keys, axis(call)?.unwrap_or(-1))?
        }
        "sort_complex" => sort::sort_complex(&call.array(0)?)?,
        "searchsorted" => {
            let sorter = call.args.get(2).map(|one| call.array_of(one)).transpose()?;
            let side = Side::from_name(call.option("side", "left"))?;
            bins::searchsorted(
                &call.array(0)?,
                &array_like(call, 1)?,
                side,
                sorter.as_ref(),
            )?
        }
        "digitize" => bins::digitize(&array_like(call, 0)?, &call.array(1)?, flag(call, "right"))?,
        "bincount" => {
            let weights = call.args.get(1).map(|one| call.array_of(one)).transpose()?;
            let minlength = call.options.get("minlength").and_then(Json::as_i64);
            bins::bincount(&call.array(0)?, weights.as_ref(), minlength.unwrap_or(0))?
        }
        "unique_values" => sort::sort(
            &sets::unique_values(&call.array(0)?)?,
            Some(-1),
            sort::Kind::Stable,
        )?,
        "isin" => {
            let kind = match call.options.get("kind").and_then(Json::as_str) {
                None => IsinKind::Chosen,
                Some(name) => IsinKind::from_name(name)?,
            };
            sets::isin(
                &array_like(call, 0)?,
                &array_like(call, 1)?,
                flag(call, "invert"),
                kind,
            )?
        }
        "histogram_bin_edges" => {
            let weights = weights(call)?;
            let edges = edges(call, 1)?;
            let bins = bins_of(call, 1, edges.as_ref())?;
            let range = range(call.options.get("range"))?;
            bins::histogram_bin_edges(&call.array(0)?, bins, range, weights.as_ref())?
        }
        "cov" | "corrcoef" => {
            let of = |key: &str| {
                call.options
                    .get(key)
                    .map(|one| call.array_of(one))
                    .transpose()
            };
            let other = call.args.get(1).map(|one| call.array_of(one)).transpose()?;
            let (frequencies, weights) = (of("fweights")?, of("aweights")?);
            let rows = call.options.get("rowvar") != Some(&Json::Bool(false));
            let how = Variables {
                rows,
                bias: flag(call, "bias"),
                ddof: call.options.get("ddof").and_then(Json::as_i64),
                frequencies: frequencies.as_ref(),
                weights: weights.as_ref(),
            };
            if call.name == "cov" {
                numeric::cov(&call.array(0)?, other.as_ref(), how)?
            } else {
                numeric::corrcoef(&call.array(0)?, other.as_ref(), rows)?
            }
        }
        "interp" => {
            let ends = Ends {
                left: beyond(call, "left")?,
                right: beyond(call, "right")?,
                period: call.options.get("period").and_then(Json::as_f64),
            };
            numeric::interp(
                &array_like(call, 0)?,
                &call.array(1)?,
                &call.array(2)?,
                ends,
            )?
        }
        "trapezoid" => {
            let positions = call.args.get(1).filter(|one| !one.is_null());
            let positions = positions.map(|one| call.array_of(one)).transpose()?;
            let step = Value::Number(number(call.option("dx", "1.0"))?);
            let axis = axis(call)?.unwrap_or(-1);
            numeric::trapezoid(&call.array(0)?, positions.as_ref(), operand(&step)?, axis)?
        }
        "correlate" | "convolve" => {
            let otherwise = if call.name == "convolve" {
                "full"
            } else {
                "valid"
            };
            let mode = Mode::from_name(call.option("mode", otherwise))?;
            let (first, second) = (call.array(0)?, call.array(1)?);
            if call.name == "convolve" {
                numeric::convolve(&first, &second, mode)?
            } else {
                numeric::correlate(&first, &second, mode)?
            }
        }
        "polyval" => numeric::polyval(&call.array(0)?, &array_like(call, 1)?)?,
        "union1d" => sets::union1d(&call.array(0)?, &call.array(1)?)?,
        "setdiff1d" => sets::setdiff1d(
            &call.array(0)?,
            &call.array(1)?,
            flag(call, "assume_unique"),
        )?,
        "setxor1d" => sets::setxor1d(
            &call.array(0)?,
            &call.array(1)?,
            flag(call, "assume_unique"),
        )?,
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}

/// Operations that may give several arrays.
fn several(call: &Call<'_>) -> Outcome<Option<Vec<Value>>> {
    let arrays = match call.name {
        "unique" => {
            let axis = call.options.get("axis").and_then(Json::as_i64);
            let wanted = Wanted {
                index: flag(call, "return_index"),
                inverse: flag(call, "return_inverse"),
                counts: flag(call, "return_counts"),
                axis,
                equal_nan: call.options.get("equal_nan") != Some(&Json::Bool(false)),
            };
            told(sets::unique(&call.array(0)?, wanted)?)
        }
        "histogram" => {
            let weights = weights(call)?;
            let edges = edges(call, 1)?;
            let given = Given {
                range: range(call.options.get("range"))?,
                density: flag(call, "density"),
                weights: weights.as_ref(),
            };
            let bins = bins_of(call, 1, edges.as_ref())?;
            let (counts, edges) = bins::histogram(&call.array(0)?, bins, given)?;
            vec![counts, edges]
        }
        "histogram2d" | "histogramdd" => return grid(call).map(Some),
        "gradient" => {
            let spacings = call.plain(1)?.as_array().map_or(&[][..], Vec::as_slice);
            let spacings = spacings
                .iter()
                .map(|one| call.value_of(one))
                .collect::<Outcome<Vec<_>>>()?;
            let spacings = spacings.iter().map(operand).collect::<Outcome<Vec<_>>>()?;
            let axes = call.axes(call.options.get("axis"))?;
            let order = call.options.get("edge_order").and_then(Json::as_i64);
            let values = call.array(0)?;
            let slopes =
                numeric::gradient(&values, &spacings, axes.as_deref(), order.unwrap_or(1))?;
            let slopes: Vec<Value> = slopes.into_iter().map(Value::Array).collect();
            return Ok(Some(slopes));
        }
        "unique_all" => told(sets::unique_all(&call.array(0)?)?),
        "unique_counts" => told(sets::unique_counts(&call.array(0)?)?),
        "unique_inverse" => told(sets::unique_inverse(&call.array(0)?)?),
        "intersect1d" => {
            let unique = flag(call, "assume_unique");
            let (first, second) = (call.array(0)?, call.array(1)?);
            if flag(call, "return_indices") {
                let (values, first, second) = sets::intersect1d_places(&first, &second, unique)?;
                vec![values, first, second]
            } else {
                vec![sets::intersect1d(&first, &second, unique)?]
            }
        }
        _ => return Ok(None),
    };
    Ok(Some(arrays.into_iter().map(Value::Array).collect()))
}

/// A histogram over a grid, with bins and ranges for each axis or for all.
fn grid(call: &Call<'_>) -> Outcome<Vec<Value>> {
    let weights = weights(call)?;
    let given = match call.name {
        "histogram2d" => call.args.get(2..).unwrap_or(&[]).to_vec(),
        _ => match call.plain(1)?.as_array() {
            Some(list) if list.first().is_some_and(|first| first == "each") => list[1..].to_vec(),
            _ => vec![call.plain(1)?.clone()],
        },
    };
    let edges = given
        .iter()
        .map(|bins| edges_of(call, bins))
        .collect::<Outcome<Vec<_>>>()?;
    let bins = std::iter::zip(&given, &edges)
        .map(|(bins, edges)| bins_given(bins, edges.as_ref()))
        .collect::<Outcome<Vec<_>>>()?;
    let each = call.name == "histogram2d" || call.plain(1)?.is_array();
    let bins = match bins.as_slice() {
        [only] if !each => GridBins::Same(*only),
        bins => GridBins::Each(bins),
    };
    let ranges = call.options.get("range").and_then(Json::as_array);
    let ranges = ranges
        .map(|ranges| {
            ranges
                .iter()
                .map(|one| range(Some(one)))
                .collect::<Outcome<Vec<_>>>()
        })
        .transpose()?;
    let how = Grid {
        ranges: ranges.as_deref(),
        density: flag(call, "density"),
        weights: weights.as_ref(),
    };
    let (counts, edges) = if call.name == "histogram2d" {
        let (counts, rows, columns) =
            bins::histogram2d(&call.array(0)?, &call.array(1)?, bins, how)?;
        (counts, vec![rows, columns])
    } else {
        bins::histogramdd(&call.array(0)?, bins, how)?
    };
    let arrays = std::iter::once(counts).chain(edges);
    Ok(arrays.map(Value::Array).collect())
}

fn weights(call: &Call<'_>) -> Outcome<Option<Array>> {
    let weights = call.options.get("weights");
    weights.map(|one| call.array_of(one)).transpose()
}

/// The edges of an argument that is neither a count nor the name of an estimator.
fn edges(call: &Call<'_>, place: usize) -> Outcome<Option<Array>> {
    edges_of(call, call.plain(place)?)
}

fn edges_of(call: &Call<'_>, bins: &Json) -> Outcome<Option<Array>> {
    let named = bins.as_str().is_some_and(|name| name.starts_with("rule:"));
    if bins.is_number() || named {
        return Ok(None);
    }
    call.array_of(bins).map(Some)
}

fn bins_of<'a>(call: &'a Call<'_>, place: usize, edges: Option<&'a Array>) -> Outcome<Bins<'a>> {
    bins_given(call.plain(place)?, edges)
}

fn bins_given<'a>(bins: &'a Json, edges: Option<&'a Array>) -> Outcome<Bins<'a>> {
    Ok(match (edges, bins.as_i64(), bins.as_str()) {
        (Some(edges), _, _) => Bins::Edges(edges),
        (_, Some(count), _) => Bins::Count(count),
        (_, _, Some(name)) => Bins::Rule(name.trim_start_matches("rule:")),
        _ => return Err(unknown("no bins")),
    })
}

/// Two Python numbers from their texts.
fn range(given: Option<&Json>) -> Outcome<Option<(Input, Input)>> {
    let Some(ends) = given.and_then(Json::as_array) else {
        return Ok(None);
    };
    match ends.iter().map(Json::as_str).collect::<Vec<_>>()[..] {
        [Some(first), Some(last)] => Ok(Some((number(first)?, number(last)?))),
        _ => Err(unknown("a range has two ends")),
    }
}

fn told(unique: Unique) -> Vec<Array> {
    let others = [unique.index, unique.inverse, unique.counts];
    let mut arrays = vec![unique.values];
    arrays.extend(others.into_iter().flatten());
    arrays
}

/// A number, or the text of one that JSON does not know.
fn beyond(call: &Call<'_>, key: &str) -> Outcome<Option<Input>> {
    Ok(match call.options.get(key) {
        None | Some(Json::Null) => None,
        Some(Json::String(text)) => Some(number(text)?),
        Some(Json::Number(value)) => match (value.as_i64(), value.as_f64()) {
            (Some(value), _) => Some(Input::PyInt(value.into())),
            (None, Some(value)) => Some(Input::PyFloat(value)),
            (None, None) => None,
        },
        Some(other) => return Err(unknown(&format!("no number: {other}"))),
    })
}

fn flag(call: &Call<'_>, key: &str) -> bool {
    call.options.get(key) == Some(&Json::Bool(true))
}

/// An argument as an array; a Python number becomes one, as `np.asarray` makes it.
fn array_like(call: &Call<'_>, place: usize) -> Outcome<Array> {
    match call.value(place)? {
        Value::Array(array) => Ok(array),
        Value::Number(number) => as_array(number),
        other => Err(unknown(&format!("no array: {other:?}"))),
    }
}

fn as_array(number: Input) -> Outcome<Array> {
    let dtype = promote::result_type(&[number])?;
    Ok(Array::scalar(promote::convert_assigned(number, dtype)?)?)
}

/// The `axis` keyword argument: -1 where it is left out, nothing where it is null.
fn axis(call: &Call<'_>) -> Outcome<Option<i64>> {
    match call.options.get("axis") {
        None => Ok(Some(-1)),
        Some(Json::Null) => Ok(None),
        Some(axis) => axis
            .as_i64()
            .map(Some)
            .ok_or_else(|| unknown("axis is no integer")),
    }
}

fn kind(call: &Call<'_>) -> Outcome<sort::Kind> {
    let stable = call.options.get("stable").and_then(Json::as_bool);
    let name = call.options.get("kind").and_then(Json::as_str);
    Ok(sort::Kind::asked(name, stable)?)
}

fn ranks(call: &Call<'_>) -> Outcome<Vec<i64>> {
    let ranks = call.axes(call.args.get(1))?;
    ranks.ok_or_else(|| unknown("a partition needs ranks"))
}
