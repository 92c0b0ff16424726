//! Walks through buffers and copies, and walks inside of walks, as calls to the engine. Knows nothing of answers.

use engine::array::copy::CopyOrder;
use engine::cast::Casting;
use engine::error::Result;
use engine::ufunc::{self, Operand};
use engine::visit::{Buffering, Level, NdIter, Nested, Walk, nested_iters};
use engine::{Array, DType, Index, Scalar};
use serde_json::Value as Json;

use super::dtypes::dtype_of;
use super::{casting, order};
use crate::program::{Call, Outcome, Value, unknown};

/// A walk that takes more steps than this is none that a case asks for.
const STEPS: usize = 10_000;

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    let results = match call.name {
        "nditer_steps" => steps_of(call)?,
        "nditer_update" => updated(call)?,
        "nested_iters" => nested(call)?,
        _ => return Ok(None),
    };
    Ok(Some(Value::List(
        results.into_iter().map(Value::Array).collect(),
    )))
}

/// What a walk is asked, as the engine borrows it.
struct Asked {
    arrays: Vec<Option<Array>>,
    flags: Vec<String>,
    dtypes: Vec<Option<DType>>,
    axes: Vec<Option<Vec<Option<usize>>>>,
    order: CopyOrder,
    casting: Casting,
    size: i64,
    reset: bool,
    writes: Vec<bool>,
    unread: Vec<bool>,
    copies: Vec<bool>,
    whole: Vec<bool>,
}

fn texts(list: &Json) -> Vec<String> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    let texts = list.iter().filter_map(Json::as_str);
    texts.map(str::to_owned).collect()
}

fn asked(call: &Call<'_>, place: usize) -> Outcome<Asked> {
    let list = call.plain(place)?.as_array();
    let list = list.ok_or_else(|| unknown("no list of arrays"))?;
    let arrays = list
        .iter()
        .map(|one| match one {
            Json::Null => Ok(None),
            one => call.array_of(one).map(Some),
        })
        .collect::<Outcome<Vec<_>>>()?;
    let options = call.options;
    let modes: Vec<Vec<String>> = match options.get("op_flags") {
        Some(Json::Array(all)) if all.first().is_some_and(Json::is_array) => {
            all.iter().map(texts).collect()
        }
        Some(one) => vec![texts(one); arrays.len()],
        None => {
            let usual = |array: &Option<Array>| match array {
                Some(_) => "readonly",
                None => "writeonly",
            };
            arrays
                .iter()
                .map(|one| vec![usual(one).to_owned()])
                .collect()
        }
    };
    let list = |key: &str| match options.get(key) {
        Some(Json::Array(list)) => list.as_slice(),
        _ => &[],
    };
    let dtypes = list("op_dtypes").iter().map(|one| match one {
        Json::Null => Ok(None),
        one => dtype_of(one).map(Some),
    });
    let axis = |one: &Json| one.as_i64().and_then(|axis| usize::try_from(axis).ok());
    let axes = list("op_axes").iter().map(|one| {
        let list = one.as_array()?;
        Some(list.iter().map(axis).collect())
    });
    let has = |words: &[&str]| -> Vec<bool> {
        let any = |mode: &Vec<String>| mode.iter().any(|one| words.contains(&one.as_str()));
        modes.iter().map(any).collect()
    };
    let written: Vec<bool> = std::iter::zip(has(&["readwrite", "writeonly"]), &arrays)
        .zip(has(&["readwrite"]))
        // What is made counts as read only where it is to be.
        .map(|((written, array), both)| if array.is_some() { written } else { both })
        .collect();
    Ok(Asked {
        writes: written,
        unread: has(&["writeonly"]),
        copies: has(&["copy", "updateifcopy"]),
        whole: has(&["no_broadcast"]),
        flags: texts(options.get("flags").unwrap_or(&Json::Null)),
        dtypes: dtypes.collect::<Outcome<_>>()?,
        axes: axes.collect(),
        order: order(options.get("order"), "K")?,
        casting: casting(call.option("casting", "safe"))?,
        size: options
            .get("buffersize")
            .and_then(Json::as_i64)
            .unwrap_or(0),
        reset: options.get("reset") == Some(&Json::Bool(true)),
        arrays,
    })
}

impl Asked {
    fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|one| one == flag)
    }

    fn with<T>(&self, run: impl FnOnce(&[Option<&Array>], Walk<'_>) -> Outcome<T>) -> Outcome<T> {
        let arrays: Vec<Option<&Array>> = self.arrays.iter().map(Option::as_ref).collect();
        let axes: Vec<Option<&[Option<usize>]>> = self.axes.iter().map(Option::as_deref).collect();
        let walk = Walk {
            order: self.order,
            external_loop: self.has("external_loop"),
            multi_index: self.has("multi_index"),
            zerosize_ok: self.has("zerosize_ok"),
            common_dtype: self.has("common_dtype"),
            reduce_ok: self.has("reduce_ok"),
            buffering: self.has("buffered").then(|| Buffering {
                size: self.size,
                grow_inner: self.has("grow_inner"),
                delayed: self.has("delay_bufalloc"),
            }),
            writes: &self.writes,
            unread: &self.unread,
            copies: &self.copies,
            whole: &self.whole,
            dtypes: &self.dtypes,
            casting: self.casting,
            op_axes: &axes,
            ..Walk::default()
        };
        run(&arrays, walk)
    }

    fn begun(&self) -> Outcome<NdIter> {
        self.with(|arrays, walk| {
            let mut walk = NdIter::allocating(arrays, &[], walk)?;
            if self.reset {
                walk.reset()?;
            }
            Ok(walk)
        })
    }
}

fn steps_of(call: &Call<'_>) -> Outcome<Vec<Array>> {
    let asked = asked(call, 0)?;
    let mut walk = asked.begun()?;
    let count = asked.arrays.len();
    let (mut met, mut rows) = (vec![Vec::new(); count], Vec::new());
    let mut dtypes: Vec<DType> = vec![DType::F64; count];
    let mut steps = 0;
    while let Some(views) = walk.step()? {
        steps += 1;
        for (place, view) in views.iter().enumerate() {
            dtypes[place] = view.dtype();
            if !asked.unread.get(place).is_some_and(|&unread| unread) {
                met[place].push(view.flatten(CopyOrder::C)?);
            }
            rows.push(view.strides().first().copied().unwrap_or(0));
        }
        rows.push(views.first().map_or(0, Array::size));
        if steps > STEPS {
            return Err(unknown("too many steps"));
        }
    }
    let mut results = Vec::new();
    for (parts, dtype) in met.iter().zip(dtypes) {
        results.push(joined(parts, dtype)?);
    }
    let shape = [steps as i64, count as i64 + 1];
    results.push(Array::from_elements(&rows, &shape)?);
    Ok(results)
}

/// Elements one after another.
fn joined(parts: &[Array], dtype: DType) -> Result<Array> {
    let length = parts.iter().map(Array::size).sum();
    let all = Array::zeros(&[length], dtype)?;
    let mut start = 0;
    for part in parts {
        let place = Index::Slice {
            start: Some(start),
            stop: Some(start + part.size()),
            step: None,
        };
        all.assign(&[place], part)?;
        start += part.size();
    }
    Ok(all)
}

fn updated(call: &Call<'_>) -> Outcome<Vec<Array>> {
    let function = call.text(0)?.to_owned();
    let asked = asked(call, 1)?;
    let mut walk = asked.begun()?;
    let made = walk.operands().to_vec();
    let mut steps = 0;
    while let Some(views) = walk.step()? {
        steps += 1;
        if steps > STEPS {
            return Err(unknown("too many steps"));
        }
        let Some((last, before)) = views.split_last() else {
            break;
        };
        let two = |name: &str, one: &Array, other: &Array| {
            ufunc::call(name, &[Operand::Array(one), Operand::Array(other)])
        };
        match function.as_str() {
            "add" => {
                for view in before {
                    ufunc::call_into("add", &[Operand::Array(last), Operand::Array(view)], last)?;
                }
            }
            "multiply" => {
                let product = before[1..]
                    .iter()
                    .try_fold(before[0].clone(), |all, one| two("multiply", &all, one))?;
                last.assign(&[Index::Ellipsis], &product)?;
            }
            "copy" => last.assign(&[Index::Ellipsis], &before[0])?,
            "double" => {
                let double = ufunc::call("multiply", &[Operand::PyInt(2), Operand::Array(last)])?;
                last.assign(&[Index::Ellipsis], &double)?;
            }
            other => return Err(unknown(&format!("no function {other}"))),
        }
    }
    walk.close()?;
    let given = asked.arrays.into_iter().zip(made);
    Ok(given.map(|(given, made)| given.unwrap_or(made)).collect())
}

/// What walks inside of walks met.
#[derive(Default)]
struct Met {
    parts: Vec<Vec<Array>>,
    counts: Vec<i64>,
    places: Vec<i64>,
}

impl Met {
    fn innermost(&mut self, mut walk: NdIter, level: i64, indices: bool) -> Outcome<()> {
        let mut count = 0;
        while let Some(views) = walk.step()? {
            if indices {
                self.places.push(level);
                self.places.extend(walk.multi_index()?);
            }
            count += views.first().map_or(0, Array::size);
            self.parts.resize(views.len(), Vec::new());
            for (own, view) in self.parts.iter_mut().zip(&views) {
                own.push(view.flatten(CopyOrder::C)?);
            }
        }
        self.counts.push(count);
        Ok(())
    }

    fn outer(&mut self, mut walks: Nested<'_>, level: i64, indices: bool) -> Outcome<()> {
        while let Some(next) = walks.step()? {
            if indices {
                self.places.push(level);
                self.places.extend(walks.outer().multi_index()?);
            }
            match next {
                Level::Walk(walk) => self.innermost(walk, level + 1, indices)?,
                Level::Nested(walks) => self.outer(walks, level + 1, indices)?,
            }
        }
        Ok(())
    }
}

fn nested(call: &Call<'_>) -> Outcome<Vec<Array>> {
    let asked = asked(call, 0)?;
    let lists = call.plain(1)?.as_array().map_or(&[][..], Vec::as_slice);
    let axes: Vec<Vec<i64>> = lists
        .iter()
        .map(|one| {
            let list = one.as_array().map_or(&[][..], Vec::as_slice);
            list.iter().filter_map(Json::as_i64).collect()
        })
        .collect();
    let axes: Vec<&[i64]> = axes.iter().map(Vec::as_slice).collect();
    let arrays: Vec<&Array> = asked.arrays.iter().flatten().collect();
    let mut met = Met::default();
    asked.with(|_, walk| {
        met.outer(
            nested_iters(&arrays, &axes, walk)?,
            0,
            asked.has("multi_index"),
        )
    })?;
    let mut results = Vec::new();
    for parts in &met.parts {
        let dtype = parts.first().map_or(DType::F64, Array::dtype);
        results.push(joined(parts, dtype)?);
    }
    let whole = |numbers: &[i64]| -> Result<Array> {
        let scalars: Vec<Scalar> = numbers.iter().map(|&one| Scalar::I64(one)).collect();
        Array::from_scalars(&scalars, &[numbers.len() as i64], DType::I64)
    };
    results.push(whole(&met.counts)?);
    results.push(whole(&met.places)?);
    Ok(results)
}
