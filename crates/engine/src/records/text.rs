//! The texts of strings' and records' dtypes: `name`, `str` and `repr` as NumPy writes them, and the sized codes.
//! Knows no values.

use std::fmt;

use super::definition::{Alias, Definition, interned_name};
use super::shown::is_shown;
use crate::dtype::DType;

/// `dtype.name`: the kind and the bits, as in `str96`.
pub(crate) fn name(dtype: DType) -> &'static str {
    let kind = match dtype {
        DType::Bytes(_) => "bytes",
        DType::Str(_) => "str",
        DType::F16 => return "float16",
        other if other.is_record() => "record",
        _ => "void",
    };
    match dtype.itemsize().saturating_mul(8) {
        0 => kind,
        bits => interned_name(format!("{kind}{bits}")),
    }
}

/// The code with its size: `U3`, `S5`, `V12`.
pub(crate) fn sized_code(dtype: DType) -> &'static str {
    interned_name(match dtype {
        DType::Bytes(width) => format!("S{width}"),
        DType::Str(width) => format!("U{width}"),
        other => format!("V{}", other.itemsize()),
    })
}

/// `str(dtype)`.
pub(crate) fn write(dtype: DType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match dtype {
        DType::F16 => f.write_str("float16"),
        DType::Swapped(native) => write!(f, ">{}", native.sized_code()),
        DType::Str(width) => write!(f, "<U{width}"),
        DType::Bytes(width) => write!(f, "|S{width}"),
        DType::Void(width) => write!(f, "|V{width}"),
        DType::Record(definition) => f.write_str(&record_text(definition, true)),
        DType::Alias(alias) => f.write_str(&alias_text(alias, true, |base| base.to_string())),
        other => f.write_str(&quoted(other)),
    }
}

/// `repr(dtype)`.
pub(crate) fn repr(dtype: DType) -> String {
    match dtype {
        DType::F16 => "dtype('float16')".to_owned(),
        DType::Record(definition) => {
            let align = if definition.aligned {
                ", align=True"
            } else {
                ""
            };
            format!("dtype({}{align})", record_text(definition, false))
        }
        other if other.isalignedstruct() => format!("dtype({}, align=True)", quoted(other)),
        other => format!("dtype({})", quoted(other)),
    }
}

/// The dtype as it stands inside a record's text: `'<i4'`, `'U3'`, a list for a record.
fn quoted(dtype: DType) -> String {
    match dtype {
        DType::Str(0) => "'<U'".to_owned(),
        DType::Str(width) => format!("'<U{width}'"),
        DType::Bytes(0) => "'S'".to_owned(),
        DType::Void(0) => "'V'".to_owned(),
        DType::Void(width) => format!("'V{width}'"),
        DType::Swapped(DType::Str(0)) => "'>U'".to_owned(),
        DType::Swapped(native) => format!("'>{}'", native.sized_code()),
        DType::Bytes(width) => format!("'S{width}'"),
        DType::Record(definition) => record_text(definition, false),
        DType::Alias(alias) => alias_text(alias, false, quoted),
        DType::Sub(subarray) => format!(
            "({}, {})",
            quoted(subarray.base),
            crate::layout::tuple_text(&subarray.shape)
        ),
        DType::Bool => "'?'".to_owned(),
        number if number.itemsize() == 1 => format!("'{}'", number.sized_code()),
        number => format!("'<{}'", number.sized_code()),
    }
}

/// A list of fields where they lie one after another, else a dict with offsets. A record made with `align=True` says so in
/// the dict when `mark_alignment` is set.
fn record_text(definition: &Definition, mark_alignment: bool) -> String {
    let text = fields_text(definition, mark_alignment);
    if definition.record {
        format!("(numpy.record, {text})")
    } else {
        text
    }
}

/// The fields of a number or a text, with the class of its elements; without fields what the base is called.
fn alias_text(alias: &Alias, mark_alignment: bool, plain: fn(DType) -> String) -> String {
    match alias.fields {
        Some(fields) => {
            let fields = fields_text(fields, mark_alignment);
            format!("({}, {fields})", alias.base.scalar_class())
        }
        None => plain(alias.base),
    }
}

/// [`record_text`] without the class of the elements: what `repr` of a record array or of one of its elements names.
pub(crate) fn fields_text(definition: &Definition, mark_alignment: bool) -> String {
    if !(mark_alignment && definition.aligned) && is_packed(definition) {
        list_text(definition)
    } else {
        dict_text(definition, mark_alignment)
    }
}

fn is_packed(definition: &Definition) -> bool {
    let fields = definition
        .fields
        .iter()
        .map(|field| (field.name.clone(), None, field.dtype));
    let packed = super::definition::packed(fields.collect(), definition.aligned);
    let offsets = std::iter::zip(&packed.fields, &definition.fields)
        .all(|(packed, own)| packed.offset == own.offset);
    offsets && packed.itemsize == definition.itemsize
}

fn list_text(definition: &Definition) -> String {
    let fields = definition.fields.iter().map(|field| {
        let name = python_text(&field.name);
        let name = match &field.title {
            Some(title) => format!("({}, {name})", python_text(title)),
            None => name,
        };
        match field.dtype {
            DType::Sub(subarray) => format!(
                "({name}, {}, {})",
                quoted(subarray.base),
                crate::layout::tuple_text(&subarray.shape)
            ),
            dtype => format!("({name}, {})", quoted(dtype)),
        }
    });
    format!("[{}]", fields.collect::<Vec<_>>().join(", "))
}

fn dict_text(definition: &Definition, mark_alignment: bool) -> String {
    let listed = |text: &dyn Fn(&super::Field) -> String| {
        let texts: Vec<String> = definition.fields.iter().map(text).collect();
        texts.join(", ")
    };
    let titles = if definition.fields.iter().any(|field| field.title.is_some()) {
        let titles = listed(&|field| match &field.title {
            Some(title) => python_text(title),
            None => "None".to_owned(),
        });
        format!(" 'titles': [{titles}],")
    } else {
        String::new()
    };
    let aligned = if mark_alignment && definition.aligned {
        ", 'aligned': True"
    } else {
        ""
    };
    format!(
        "{{'names': [{}], 'formats': [{}], 'offsets': [{}],{titles} 'itemsize': {}{aligned}}}",
        listed(&|field| python_text(&field.name)),
        listed(&|field| quoted(field.dtype)),
        listed(&|field| field.offset.to_string()),
        definition.itemsize,
    )
}

/// `repr` of a Python `str`: in single quotes, or double ones where it holds single ones only.
pub(crate) fn python_text(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if character == quote => {
                quoted.push('\\');
                quoted.push(quote);
            }
            _ if is_shown(character) => quoted.push(character),
            _ => quoted.push_str(&match u32::from(character) {
                code @ 0..=0xff => format!("\\x{code:02x}"),
                code @ 0..=0xffff => format!("\\u{code:04x}"),
                code => format!("\\U{code:08x}"),
            }),
        }
    }
    quoted.push(quote);
    quoted
}

/// `repr` of Python `bytes`.
pub(crate) fn python_bytes(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    let mut quoted = format!("b{quote}");
    for &byte in bytes {
        match byte {
            b'\\' => quoted.push_str("\\\\"),
            b'\n' => quoted.push_str("\\n"),
            b'\r' => quoted.push_str("\\r"),
            b'\t' => quoted.push_str("\\t"),
            _ if char::from(byte) == quote => {
                quoted.push('\\');
                quoted.push(quote);
            }
            0x20..=0x7e => quoted.push(char::from(byte)),
            _ => quoted.push_str(&format!("\\x{byte:02x}")),
        }
    }
    quoted.push(quote);
    quoted
}

/// The dtype of a string's name, such as `U5`, `S` and `str`, or of a further name of a number's; the byte order is gone.
pub(crate) fn flexible_from_name(name: &str) -> Option<DType> {
    // The item size must be an `int` of C, as `strtol` reads it.
    let width = |digits: &str, size: u32| match digits.trim_start_matches(' ') {
        "" => Some(0),
        digits => digits
            .parse::<u32>()
            .ok()
            .filter(|&width| width <= i32::MAX as u32 / size),
    };
    match name {
        "float" | "double" => Some(DType::F64),
        "single" => Some(DType::F32),
        "int" | "int_" | "long" | "longlong" | "intp" | "q" | "p" | "n" => Some(DType::I64),
        "uint" | "ulong" | "ulonglong" | "uintp" | "Q" | "P" | "N" => Some(DType::U64),
        "byte" => Some(DType::I8),
        "ubyte" => Some(DType::U8),
        "short" => Some(DType::I16),
        "ushort" => Some(DType::U16),
        "intc" => Some(DType::I32),
        "uintc" => Some(DType::U32),
        "bool_" => Some(DType::Bool),
        "float16" | "half" | "e" | "f2" => Some(DType::F16),
        "void" => Some(DType::Void(0)),
        "complex" | "cdouble" => DType::COMPLEX.last().copied(),
        "csingle" => DType::COMPLEX.first().copied(),
        "str" | "str_" | "unicode" => Some(DType::Str(0)),
        "bytes" | "bytes_" => Some(DType::Bytes(0)),
        "c" => Some(DType::Bytes(1)),
        _ => match name.split_at_checked(1)? {
            ("U", digits) => width(digits, 4).map(DType::Str),
            ("S" | "a", digits) => width(digits, 1).map(DType::Bytes),
            ("V", digits) => width(digits, 1).map(DType::Void),
            _ => None,
        },
    }
}
