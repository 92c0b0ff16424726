//! Record arrays, asked for in steps; the further functions of `recfunctions`; dtypes made of others.
//! Knows nothing of answers.

use engine::print::shape_text;
use engine::records::rec::{self, Asked, Format, Formats, Part, Source};
use engine::records::relate::{self, Join, Joined};
use engine::records::{Spec, Value as Element, by_name, describe};
use engine::reduce::{self, Options};
use engine::{Array, DType};
use serde_json::{Map, Value as Json};

use super::structured::{arrays, texts};
use super::values::{dtype_of, spec_of, value_of};
use crate::operations::items;
use crate::program::{Call, Outcome, Value, unknown};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    if let Some(text) = text_of(call)? {
        return Ok(Some(Value::Text(text)));
    }
    let array = match call.name {
        "recursive_fill_fields" => {
            by_name::recursive_fill_fields(&call.array(0)?, &call.array(1)?)?
        }
        "assign_fields_by_name" => {
            let target = call.array(0)?;
            let zero = call.args.get(2) != Some(&Json::Bool(false));
            by_name::assign_fields_by_name(&target, &call.array(1)?, zero)?;
            target
        }
        "require_fields" => by_name::require_fields(&call.array(0)?, dtype_of(call.plain(1)?)?)?,
        "apply_along_fields" => {
            let name = call.text(0)?;
            by_name::apply_along_fields(&call.array(1)?, |fields, axis| {
                let axis = Some([axis]);
                let options = Options {
                    axis: axis.as_ref().map(<[i64; 1]>::as_slice),
                    ..Options::default()
                };
                reduce::call(name, fields, options)
            })?
        }
        "stack_arrays" => {
            let arrays = arrays(call, call.plain(0)?)?;
            let arrays: Vec<&Array> = arrays.iter().collect();
            let given = defaults(call)?;
            let convert = call.options.get("autoconvert") == Some(&Json::Bool(true));
            relate::stack_arrays(&arrays, &borrowed(&given), convert)?
        }
        "join_by" => {
            let given = defaults(call)?;
            let asked = Joined {
                join: Join::from_name(call.option("jointype", "inner"))?,
                r1postfix: call.option("r1postfix", "1"),
                r2postfix: call.option("r2postfix", "2"),
                defaults: &borrowed(&given),
            };
            let key = texts(call.plain(0)?);
            relate::join_by(&key, &call.array(1)?, &call.array(2)?, &asked)?
        }
        "find_duplicates" => {
            let key = call.args.get(1).and_then(Json::as_str);
            let (found, places) = relate::find_duplicates(&call.array(0)?, key)?;
            return Ok(Some(Value::List(vec![
                Value::Array(found),
                Value::Array(places),
            ])));
        }
        _ => return Ok(None),
    };
    Ok(Some(Value::Array(array)))
}

/// Operations that answer with a text.
fn text_of(call: &Call<'_>) -> Outcome<Option<String>> {
    let dtype = || dtype_of(call.plain(0)?);
    Ok(Some(match call.name {
        "rec" => stepwise(call)?,
        "format_parser" => {
            let mut kept = Kept::default();
            kept.formats(call.plain(0)?)?;
            let (names, titles) = (split(call.plain(1)?), texts(call.plain(2)?));
            let format = Format {
                formats: kept.asked(),
                names: &names,
                titles: &titles,
                aligned: call.args.get(3) == Some(&Json::Bool(true)),
                byteorder: call.args.get(4).and_then(Json::as_str),
            };
            format.dtype()?.repr()
        }
        "get_names" => describe::get_names(dtype()?)?.repr(),
        "get_names_flat" => {
            let names = describe::get_names_flat(dtype()?)?.into_iter();
            Element::Record(names.map(|name| Element::Text(name.to_owned())).collect()).repr()
        }
        "flatten_descr" => {
            let fields = describe::flatten_descr(dtype()?)?.into_iter();
            let pair = |(name, dtype): (String, DType)| {
                format!("({}, {})", Element::Text(name).repr(), dtype.repr())
            };
            tuple(&fields.map(pair).collect::<Vec<_>>())
        }
        "get_fieldstructure" => {
            let entry = |(name, parents): (String, Vec<String>)| {
                let parents = parents.into_iter().map(Element::Text).collect();
                let parents = Element::List(parents).repr();
                format!("{}: {parents}", Element::Text(name).repr())
            };
            let entries = describe::get_fieldstructure(dtype()?)?.into_iter();
            format!("{{{}}}", entries.map(entry).collect::<Vec<_>>().join(", "))
        }
        "with_names" => dtype()?.with_names(&texts(call.plain(1)?))?.repr(),
        "with_fields" => dtype()?.with_fields(&texts(call.plain(1)?))?.repr(),
        "fields_told" => {
            let field = |field: &engine::records::Field| {
                let mut parts = format!("{}, {}", field.dtype.repr(), field.offset);
                if let Some(title) = &field.title {
                    parts = format!("{parts}, {}", Element::Text(title.clone()).repr());
                }
                format!("({}, ({parts}))", Element::Text(field.name.clone()).repr())
            };
            let fields = dtype()?.record_fields().iter().map(field);
            format!("[{}]", fields.collect::<Vec<_>>().join(", "))
        }
        "newbyteorder" => {
            let order = call.args.get(1).and_then(Json::as_str);
            dtype()?.newbyteorder(order.unwrap_or("S"))?.repr()
        }
        _ => return Ok(None),
    }))
}

fn tuple(texts: &[String]) -> String {
    match texts {
        [only] => format!("({only},)"),
        _ => format!("({})", texts.join(", ")),
    }
}

/// The values that stand where nothing is.
fn defaults(call: &Call<'_>) -> Outcome<Vec<(String, Element)>> {
    let given = call.options.get("defaults").and_then(Json::as_object);
    let given = given.into_iter().flatten();
    given
        .map(|(name, value)| Ok((name.clone(), value_of(value)?)))
        .collect()
}

fn borrowed(defaults: &[(String, Element)]) -> Vec<(&str, &Element)> {
    let pairs = defaults.iter();
    pairs.map(|(name, value)| (name.as_str(), value)).collect()
}

/// Names in a list, or in one text with commas.
fn split(names: &Json) -> Vec<&str> {
    match names.as_str() {
        Some("") => Vec::new(),
        Some(text) => text.split(',').collect(),
        None => texts(names),
    }
}

/// What the arguments borrow from.
#[derive(Default)]
struct Kept {
    one: Option<Spec>,
    each: Option<Vec<Spec>>,
    shape: Option<Vec<i64>>,
}

impl Kept {
    fn formats(&mut self, given: &Json) -> Outcome<()> {
        match given {
            Json::Null => {}
            Json::Array(list) => {
                self.each = Some(list.iter().map(spec_of).collect::<Outcome<_>>()?);
            }
            one => self.one = Some(spec_of(one)?),
        }
        Ok(())
    }

    fn asked(&self) -> Option<Formats<'_>> {
        let each = self.each.as_deref().map(Formats::Each);
        each.or(self.one.as_ref().map(Formats::One))
    }
}

/// A record array, then what is asked of it.
fn stepwise(call: &Call<'_>) -> Outcome<String> {
    let nothing = Vec::new();
    let maker = call.plain(0)?.as_array().unwrap_or(&nothing);
    let no_options = Map::new();
    let (args, options) = match maker.split_last() {
        Some((Json::Object(options), args)) if args.len() > 1 => (args, options),
        _ => (maker.as_slice(), &no_options),
    };
    let mut kept = Kept::default();
    if let Some(formats) = options.get("formats") {
        kept.formats(formats)?;
    }
    kept.shape = match options.get("shape") {
        Some(Json::Array(list)) => Some(list.iter().filter_map(Json::as_i64).collect()),
        Some(one) => one.as_i64().map(|one| vec![one]),
        None => None,
    };
    let (names, titles) = (
        options.get("names").map(split).unwrap_or_default(),
        options.get("titles").map(texts).unwrap_or_default(),
    );
    let asked = Asked {
        dtype: options.get("dtype").map(dtype_of).transpose()?,
        shape: kept.shape.as_deref(),
        format: Format {
            formats: kept.asked(),
            names: &names,
            titles: &titles,
            aligned: options.get("aligned") == Some(&Json::Bool(true)),
            byteorder: options.get("byteorder").and_then(Json::as_str),
        },
    };
    let offset = options.get("offset").and_then(Json::as_i64).unwrap_or(0);
    let copy = options.get("copy") != Some(&Json::Bool(false));
    let given = args.get(1).unwrap_or(&Json::Null);
    let records = match maker.first().and_then(Json::as_str).unwrap_or_default() {
        "view" => rec::RecArray::of(&call.array_of(given)?),
        "fromarrays" => {
            let arrays = arrays(call, given)?;
            rec::fromarrays(&arrays.iter().collect::<Vec<_>>(), &asked)?
        }
        "fromrecords" => rec::fromrecords(&value_of(given)?, &asked)?,
        "fromfile" => {
            let text = given.as_str().unwrap_or_default().chars();
            let bytes = text.map(|one| u8::try_from(u32::from(one)).unwrap_or(0));
            rec::fromfile(&bytes.collect::<Vec<u8>>(), &asked, offset)?
        }
        "fromstring" => {
            let text = given.as_str().unwrap_or_default().chars();
            let bytes = text.map(|one| u8::try_from(u32::from(one)).unwrap_or(0));
            rec::fromstring(&bytes.collect::<Vec<u8>>(), &asked, offset)?
        }
        "recarray" => {
            let shape = given.as_array().map_or(&[][..], Vec::as_slice);
            let shape: Vec<i64> = shape.iter().filter_map(Json::as_i64).collect();
            rec::recarray(&shape, &asked)?
        }
        "array" => of_anything(call, given, &asked, offset, copy)?,
        other => return Err(unknown(&format!("no maker {other}"))),
    };
    let mut found = Part::Records(records);
    for step in &call.args[1..] {
        match stepped(found, step)? {
            Step::Part(next) => found = next,
            Step::Text(text) => return Ok(text),
        }
    }
    Ok(told(&found))
}

/// `np.rec.array` of what is given.
fn of_anything(
    call: &Call<'_>,
    given: &Json,
    asked: &Asked<'_>,
    offset: i64,
    copy: bool,
) -> Outcome<rec::RecArray> {
    let make = |source: Source<'_>| Ok(rec::array(source, asked, offset, copy)?);
    let kind = given.as_object().and_then(|one| one.iter().next());
    match kind.map(|(kind, given)| (kind.as_str(), given)) {
        Some(("value", value)) => make(Source::Value(&value_of(value)?)),
        Some(("array", array)) => make(Source::Array(&call.array_of(array)?)),
        Some(("arrays", list)) => {
            let arrays = arrays(call, list)?;
            make(Source::Arrays(&arrays.iter().collect::<Vec<_>>()))
        }
        Some(("records", array)) => {
            make(Source::Records(&rec::RecArray::of(&call.array_of(array)?)))
        }
        _ => make(Source::Nothing),
    }
}

enum Step {
    Part(Part),
    Text(String),
}

fn stepped(found: Part, step: &Json) -> Outcome<Step> {
    let text = |place: usize| step[place].as_str().unwrap_or_default();
    let name = text(1);
    if text(0) == "pprint" {
        return Ok(Step::Text(found.pprint()?));
    }
    if text(0) == "dtype" {
        let array = found.array();
        let text = format!("{} {}", array.dtype().repr(), shape_text(array.shape()));
        return Ok(Step::Text(text));
    }
    if text(0) == "attribute" {
        return Ok(match found.attribute(name)? {
            Some(part) => Step::Part(part),
            None => Step::Text("its own".to_owned()),
        });
    }
    let records = match (&found, text(0)) {
        (_, "get") => return Ok(Step::Part(found.get(name)?)),
        (Part::Records(records), _) => records,
        (Part::Array(array), "index") => {
            return Ok(Step::Part(Part::Array(array.index(&items(&step[1])?)?)));
        }
        _ => return Err(unknown(&format!("no step {step} for {found:?}"))),
    };
    Ok(Step::Part(match text(0) {
        "fields" => {
            let names = texts(&step[1]);
            Part::Records(records.fields(&names)?)
        }
        "index" => records.index(&items(&step[1])?)?,
        "field" => match step[1].as_i64() {
            Some(number) => records.nth_field(number)?,
            None => records.field(name)?,
        },
        "view" => Part::Records(records.view(dtype_of(&step[1])?)?),
        "ndarray" => Part::Array(records.view_as_array(None)?),
        "ndarray_of" => Part::Array(records.view_as_array(Some(dtype_of(&step[1])?))?),
        "put" => {
            records.set_attribute(name, &value_of(&step[2])?)?;
            found
        }
        "copy" => Part::Records(records.copy()?),
        other => return Err(unknown(&format!("no step {other}"))),
    }))
}

/// The class, the texts, the dtype, the strides and whether it may be written.
fn told(found: &Part) -> String {
    let mut lines = vec![found.class(), found.repr(), found.to_string()];
    if !matches!(found, Part::Element(_)) {
        let array = found.array();
        lines.extend([
            array.dtype().repr(),
            shape_text(array.shape()),
            shape_text(array.strides()),
            if array.writeable() { "True" } else { "False" }.to_owned(),
        ]);
    }
    lines.join("\n")
}
