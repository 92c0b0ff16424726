//! Arrays as text and text as arrays: `savetxt`, `loadtxt`, `genfromtxt`, `fromstring`.
//! Knows nothing of answers.

use engine::print::array_repr;
use engine::records::{Definition, Field, Value as Element};
use engine::text::{
    self, Case, Column, Columns, Convert, Converters, Delimiter, Formats, Generic, Load, Loaded,
    NameRules, Names, PerColumn, Save,
};
use engine::{DType, Scalar};
use serde_json::Value as Json;

use crate::program::{Call, Outcome, Value};

/// Runs an operation of this room.
pub(crate) fn run(call: &Call<'_>) -> Outcome<Option<Value>> {
    Ok(Some(match call.name {
        "savetxt" => Value::Text(savetxt(call)?),
        "loadtxt" => answer(loadtxt(call)?),
        "loadtxt_repr" => Value::Text(shown(&loadtxt(call)?)),
        "genfromtxt" => answer(genfromtxt(call)?),
        "genfromtxt_repr" => Value::Text(shown(&genfromtxt(call)?)),
        "fromstring" => {
            let dtype = dtype_given(call)?.unwrap_or(DType::F64);
            let count = call.options.get("count").and_then(Json::as_i64);
            let sep = call.option("sep", "");
            Value::Array(text::fromstring(
                call.text(0)?,
                dtype,
                count.unwrap_or(-1),
                sep,
            )?)
        }
        _ => return Ok(None),
    }))
}

fn savetxt(call: &Call<'_>) -> Outcome<String> {
    let usual = Save::default();
    let formats: Vec<&str> = texts(call.options.get("fmt"));
    let fmt = match call.options.get("fmt") {
        None => usual.fmt,
        Some(Json::String(one)) => Formats::One(one),
        Some(_) => Formats::Each(&formats),
    };
    let options = Save {
        fmt,
        delimiter: call.option("delimiter", usual.delimiter),
        newline: call.option("newline", usual.newline),
        header: call.option("header", usual.header),
        footer: call.option("footer", usual.footer),
        comments: call.option("comments", usual.comments),
    };
    Ok(text::savetxt(&call.array(0)?, &options)?)
}

/// One text or a list of them.
fn texts(given: Option<&Json>) -> Vec<&str> {
    match given {
        Some(Json::Array(list)) => list.iter().filter_map(Json::as_str).collect(),
        Some(Json::String(one)) => vec![one],
        _ => Vec::new(),
    }
}

fn loadtxt(call: &Call<'_>) -> Outcome<Loaded> {
    let usual = Load::default();
    let comments = texts(call.options.get("comments"));
    let usecols = call.axes(call.options.get("usecols"))?;
    let number = |key: &str| call.options.get(key).and_then(Json::as_i64);
    let word = |key: &str| call.options.get(key).and_then(Json::as_str);
    let readers = readers(call);
    let numbered: Vec<(i64, Convert<'_>)> = readers
        .iter()
        .filter_map(|(which, convert)| Some((which.parse().ok()?, *convert)))
        .collect();
    let options = Load {
        converters: match (call.options.get("converters"), readers.first()) {
            (Some(Json::String(_)), Some(&(_, convert))) => Converters::All(convert),
            (Some(_), _) => Converters::Each(&numbered),
            _ => Converters::None,
        },
        dtype: dtype_given(call)?.unwrap_or(usual.dtype),
        comments: match call.options.get("comments") {
            None => usual.comments,
            Some(_) => &comments,
        },
        delimiter: word("delimiter"),
        quotechar: word("quotechar"),
        skiprows: number("skiprows").unwrap_or(0),
        usecols: usecols.as_deref(),
        unpack: call.options.get("unpack") == Some(&Json::Bool(true)),
        ndmin: number("ndmin").unwrap_or(0),
        max_rows: number("max_rows"),
    };
    Ok(text::loadtxt(call.text(0)?, &options)?)
}

fn dtype_given(call: &Call<'_>) -> Outcome<Option<DType>> {
    if let Some(fields @ Json::Array(_)) = call.options.get("dtype") {
        return super::dtypes::dtype_of(fields).map(Some);
    }
    match call.options.get("dtype").and_then(Json::as_str) {
        None => Ok(None),
        Some(codes) if codes.contains(',') => {
            let mut fields = Vec::new();
            let mut offset = 0;
            for (number, code) in codes.split(',').enumerate() {
                let dtype = DType::from_name(code.trim())?;
                fields.push(Field {
                    name: format!("f{number}"),
                    title: None,
                    dtype,
                    offset,
                });
                offset += dtype.itemsize();
            }
            let definition = Definition {
                fields,
                itemsize: offset,
                aligned: false,
                record: false,
            };
            Ok(Some(DType::Record(definition.interned())))
        }
        Some(name) => Ok(Some(DType::from_name(name)?)),
    }
}

fn genfromtxt(call: &Call<'_>) -> Outcome<Loaded> {
    let given = |key: &str| call.options.get(key);
    let whole = |key: &str| given(key).and_then(Json::as_i64);
    let count = |key: &str| whole(key).and_then(|number| usize::try_from(number).ok());
    let flag = |key: &str, usual| given(key).and_then(Json::as_bool).unwrap_or(usual);
    let widths: Vec<usize> = match given("delimiter") {
        Some(Json::Array(list)) => {
            let widths = list.iter().filter_map(Json::as_u64);
            widths
                .filter_map(|width| usize::try_from(width).ok())
                .collect()
        }
        _ => Vec::new(),
    };
    let missing = texts(given("missing_values"));
    let fillings: Vec<Element> = match given("filling_values") {
        Some(Json::Array(list)) => list.iter().map(element).collect(),
        Some(Json::Null) | None => Vec::new(),
        Some(one) => vec![element(one)],
    };
    let names = names_in(given("names"));
    let columns: Vec<i64> = match given("usecols") {
        Some(Json::Array(list)) => list.iter().filter_map(Json::as_i64).collect(),
        Some(one) => one.as_i64().into_iter().collect(),
        None => Vec::new(),
    };
    let columns_by_name = names_in(given("usecols"));
    let excluded = texts(given("excludelist"));
    let usual = NameRules::default();
    let readers = readers(call);
    let converters: Vec<(Column<'_>, Convert<'_>)> = readers
        .iter()
        .map(|&(which, convert)| match which.parse() {
            Ok(number) => (Column::Number(number), convert),
            Err(_) => (Column::Name(which), convert),
        })
        .collect();
    let options = Generic {
        converters: &converters,
        usemask: flag("usemask", false),
        dtype: match given("dtype") {
            Some(Json::Null) => None,
            _ => Some(dtype_given(call)?.unwrap_or(DType::F64)),
        },
        comments: match given("comments") {
            Some(Json::Null) => None,
            _ => Some(call.option("comments", "#")),
        },
        delimiter: match given("delimiter") {
            Some(Json::String(text)) => Delimiter::Text(text),
            Some(Json::Number(_)) => Delimiter::Width(count("delimiter").unwrap_or(0)),
            Some(Json::Array(_)) => Delimiter::Widths(&widths),
            _ => Delimiter::Space,
        },
        skip_header: count("skip_header").unwrap_or(0),
        skip_footer: count("skip_footer").unwrap_or(0),
        missing_values: match given("missing_values") {
            Some(Json::Array(_)) => PerColumn::Each(&missing),
            Some(Json::String(_)) => PerColumn::All(&missing[0]),
            _ => PerColumn::None,
        },
        filling_values: match given("filling_values") {
            Some(Json::Array(_)) => PerColumn::Each(&fillings),
            _ => fillings.first().map_or(PerColumn::None, PerColumn::All),
        },
        usecols: if !columns_by_name.is_empty() {
            Columns::Names(&columns_by_name)
        } else if !columns.is_empty() {
            Columns::Numbers(&columns)
        } else {
            Columns::All
        },
        names: match given("names") {
            Some(Json::Bool(true)) => Names::FirstLine,
            Some(Json::String(_) | Json::Array(_)) => Names::Given(&names),
            _ => Names::None,
        },
        rules: NameRules {
            deletechars: given("deletechars").and_then(Json::as_str),
            excludelist: &excluded,
            replace_space: call.option("replace_space", usual.replace_space),
            case: match given("case_sensitive") {
                Some(Json::Bool(false)) => Case::Upper,
                Some(Json::String(word)) if word.starts_with('u') => Case::Upper,
                Some(Json::String(_)) => Case::Lower,
                _ => Case::Kept,
            },
            defaultfmt: call.option("defaultfmt", usual.defaultfmt),
        },
        autostrip: flag("autostrip", false),
        loose: flag("loose", true),
        invalid_raise: flag("invalid_raise", true),
        max_rows: whole("max_rows"),
        unpack: flag("unpack", false),
        ndmin: whole("ndmin").unwrap_or(0),
    };
    Ok(text::genfromtxt(call.text(0)?, &options)?)
}

/// The readers of columns: one name for all, or a mapping of columns to names.
fn readers<'a>(call: &'a Call<'_>) -> Vec<(&'a str, Convert<'static>)> {
    match call.options.get("converters") {
        Some(Json::String(name)) => vec![("", reader(name))],
        Some(Json::Object(each)) => each
            .iter()
            .map(|(which, name)| (which.as_str(), reader(name.as_str().unwrap_or_default())))
            .collect(),
        _ => Vec::new(),
    }
}

fn reader(name: &str) -> Convert<'static> {
    fn real(text: &str) -> engine::Result<f64> {
        let refused =
            || engine::Error::value(format!("could not convert string to float: '{text}'"));
        text.trim().parse().map_err(|_| refused())
    }
    match name {
        "percent" => Convert(&|text| {
            Ok(Element::Number(Scalar::F64(
                real(text.trim().trim_matches('%'))? / 100.0,
            )))
        }),
        "double" => Convert(&|text| Ok(Element::Number(Scalar::F64(real(text)? * 2.0)))),
        "length" => Convert(&|text| Ok(Element::Number(Scalar::I64(text.chars().count() as i64)))),
        "upper" => Convert(&|text| Ok(Element::Text(text.to_uppercase()))),
        "or9" => Convert(&|text| {
            let text = text.trim();
            let number = if text.is_empty() { -9.0 } else { real(text)? };
            Ok(Element::Number(Scalar::F64(number)))
        }),
        _ => Convert(&|_| Err(engine::Error::value("no such reader"))),
    }
}

/// Names in a list or between commas.
fn names_in(given: Option<&Json>) -> Vec<&str> {
    match given {
        Some(Json::String(names)) => names.split(',').map(str::trim).collect(),
        other => texts(other),
    }
}

/// A Python value.
fn element(value: &Json) -> Element {
    match (value.as_i64(), value.as_f64(), value.as_str()) {
        (Some(number), _, _) => Element::Number(Scalar::I64(number)),
        (_, Some(number), _) => Element::Number(Scalar::F64(number)),
        (_, _, Some(text)) => Element::Text(text.to_owned()),
        _ => Element::Number(Scalar::Bool(*value == Json::Bool(true))),
    }
}

fn answer(loaded: Loaded) -> Value {
    match loaded {
        Loaded::Array(array) => Value::Array(array),
        Loaded::Fields(fields) => Value::List(fields.into_iter().map(Value::Array).collect()),
    }
}

fn shown(loaded: &Loaded) -> String {
    match loaded {
        Loaded::Array(array) => array_repr(array),
        Loaded::Fields(fields) => {
            let texts: Vec<String> = fields.iter().map(array_repr).collect();
            texts.join("\n")
        }
    }
}
