//! The header of a `.npy` file: magic bytes, version, and a Python dict that says dtype, order and shape.
//! Knows no elements. Source: NumPy's page on the format, `numpy.lib.format`.

use super::literal::Literal;
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::layout::tuple_text;
use crate::record::hearing;
use crate::records::text::{python_bytes, python_text};
use crate::records::{Definition, Field, Subarray};

pub(super) const MAGIC: &[u8] = b"\x93NUMPY";
/// The elements start at a multiple of so many bytes.
const ALIGNMENT: usize = 64;
/// Characters kept free for the length of the axis along which a file may grow.
const GROWTH_DIGITS: usize = 21;
/// The longest header that is read.
const LONGEST: usize = 10_000;

/// A version of the format.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Version {
    /// 1.0: a header below 64 KiB.
    V1,
    /// 2.0: a header below 4 GiB.
    V2,
    /// 3.0: and names in any script.
    V3,
}

impl Version {
    /// The version of its two numbers.
    ///
    /// # Errors
    /// `ValueError: we only support format version (1,0), (2,0), and (3,0), not (4, 0)`.
    pub fn from_numbers(major: u8, minor: u8) -> Result<Self> {
        hearing(|| match (major, minor) {
            (1, 0) => Ok(Self::V1),
            (2, 0) => Ok(Self::V2),
            (3, 0) => Ok(Self::V3),
            _ => Err(Error::value(format!(
                "we only support format version (1,0), (2,0), and (3,0), not ({major}, {minor})"
            ))),
        })
    }

    fn major(self) -> u8 {
        match self {
            Self::V1 => 1,
            Self::V2 => 2,
            Self::V3 => 3,
        }
    }

    /// Bytes of the header's length.
    fn length_bytes(self) -> usize {
        if self == Self::V1 { 2 } else { 4 }
    }
}

/// What a header says.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) dtype: DType,
    pub(super) fortran_order: bool,
    pub(super) shape: Vec<i64>,
}

/// The bytes before an array's elements, in the oldest version that can hold them or the one asked for.
///
/// # Errors
/// `ValueError: Header length 70000 too big for version=(1, 0)`; `UnicodeEncodeError` for names beyond Latin-1.
pub(super) fn written(array: &Array, version: Option<Version>) -> Result<Vec<u8>> {
    if let DType::Record(_) = array.dtype() {
        // A description in a row of fields is all that the format has.
        array.dtype().descr_text()?;
    }
    let fortran = array.f_contiguous() && !array.c_contiguous();
    let mut text = format!(
        "{{'descr': {}, 'fortran_order': {}, 'shape': {}, }}",
        described(array.dtype()),
        if fortran { "True" } else { "False" },
        tuple_text(array.shape())
    );
    let grows = if fortran {
        array.shape().last()
    } else {
        array.shape().first()
    };
    if let Some(extent) = grows {
        let digits = extent.to_string().len();
        text.push_str(&" ".repeat(GROWTH_DIGITS.saturating_sub(digits)));
    }
    if let Some(version) = version {
        return wrapped(&text, version);
    }
    for version in [Version::V1, Version::V2] {
        if let Ok(bytes) = wrapped(&text, version) {
            return Ok(bytes);
        }
    }
    wrapped(&text, Version::V3)
}

fn wrapped(text: &str, version: Version) -> Result<Vec<u8>> {
    let body = if version == Version::V3 {
        text.as_bytes().to_vec()
    } else {
        latin1(text)?
    };
    let before = MAGIC.len() + 2 + version.length_bytes();
    let length = body.len() + 1;
    let padding = ALIGNMENT - (before + length) % ALIGNMENT;
    let stored = length + padding;
    let too_long = || {
        Error::value(format!(
            "Header length {length} too big for version=({}, 0)",
            version.major()
        ))
    };
    let mut bytes = MAGIC.to_vec();
    bytes.extend([version.major(), 0]);
    if version == Version::V1 {
        let stored = u16::try_from(stored).map_err(|_| too_long())?;
        bytes.extend(stored.to_le_bytes());
    } else {
        let stored = u32::try_from(stored).map_err(|_| too_long())?;
        bytes.extend(stored.to_le_bytes());
    }
    bytes.extend(body);
    bytes.extend(std::iter::repeat_n(b' ', padding));
    bytes.push(b'\n');
    Ok(bytes)
}

fn latin1(text: &str) -> Result<Vec<u8>> {
    let byte = |(place, letter): (usize, char)| {
        u8::try_from(u32::from(letter)).map_err(|_| {
            let escaped = python_text(&letter.to_string());
            Error::new(
                ErrorClass::UnicodeEncode,
                format!(
                    "'latin-1' codec can't encode character {escaped} in position {place}: ordinal not in range(256)"
                ),
            )
        })
    };
    text.chars().enumerate().map(byte).collect()
}

/// `repr` of what `np.dtype` makes the dtype of again: `dtype.str`, or `dtype.descr` of a record.
fn described(dtype: DType) -> String {
    match (dtype, dtype.definition()) {
        (_, Some(definition)) => {
            let mut texts = Vec::new();
            let mut end = 0;
            for field in &definition.fields {
                if field.offset > end {
                    texts.push(format!("('', '|V{}')", field.offset - end));
                }
                end = field.offset + field.dtype.itemsize();
                let name = python_text(&field.name);
                let name = match &field.title {
                    Some(title) => format!("({}, {name})", python_text(title)),
                    None => name,
                };
                texts.push(match field.dtype {
                    DType::Sub(subarray) => format!(
                        "({name}, {}, {})",
                        described(subarray.base),
                        tuple_text(&subarray.shape)
                    ),
                    plain => format!("({name}, {})", described(plain)),
                });
            }
            if definition.itemsize > end {
                texts.push(format!("('', '|V{}')", definition.itemsize - end));
            }
            format!("[{}]", texts.join(", "))
        }
        (DType::Sub(subarray), _) => format!(
            "({}, {})",
            described(subarray.base),
            tuple_text(&subarray.shape)
        ),
        (plain, _) => format!("'{}'", plain.array_interface_code()),
    }
}

/// Reads a header from the start of a file; gives what it says and the bytes behind it.
///
/// # Errors
/// `ValueError` in NumPy's words: no magic, no such version, cut off, not to be parsed, keys or values that are wrong.
pub(super) fn read(file: &[u8]) -> Result<(Header, &[u8])> {
    let (magic, rest) = taken(file, MAGIC.len() + 2, "magic string")?;
    let (prefix, numbers) = magic.split_at(MAGIC.len());
    if prefix != MAGIC {
        return Err(Error::value(format!(
            "the magic string is not correct; expected {}, got {}",
            python_bytes(MAGIC),
            python_bytes(prefix)
        )));
    }
    let version = Version::from_numbers(numbers[0], numbers[1])?;
    let (length, rest) = taken(rest, version.length_bytes(), "array header length")?;
    let length = length
        .iter()
        .rev()
        .fold(0usize, |sum, &byte| (sum << 8) | usize::from(byte));
    let (header, rest) = taken(rest, length, "array header")?;
    let header: String = if version == Version::V3 {
        String::from_utf8_lossy(header).into_owned()
    } else {
        header.iter().map(|&byte| char::from(byte)).collect()
    };
    let characters = header.chars().count();
    if characters > LONGEST {
        return Err(Error::value(format!(
            "Header info length ({characters}) is large and may not be safe to load securely.\nTo allow loading, adjust \
             `max_header_size` or fully trust the `.npy` file using `allow_pickle=True`.\nFor safety against large \
             resource use or crashes, sandboxing may be necessary."
        )));
    }
    let said = Literal::read(&header, version != Version::V3);
    let said =
        said.ok_or_else(|| Error::value(format!("Cannot parse header: {}", python_text(&header))))?;
    Ok((meant(&said)?, rest))
}

/// The first bytes of a file and the rest.
pub(super) fn taken<'a>(bytes: &'a [u8], count: usize, what: &str) -> Result<(&'a [u8], &'a [u8])> {
    bytes.split_at_checked(count).ok_or_else(|| {
        Error::value(format!(
            "EOF: reading {what}, expected {count} bytes got {}",
            bytes.len()
        ))
    })
}

fn meant(said: &Literal) -> Result<Header> {
    let Literal::Dict(entries) = said else {
        return Err(Error::value(format!(
            "Header is not a dictionary: {}",
            said.repr()
        )));
    };
    let mut keys: Vec<String> = entries.iter().map(|(key, _)| key.repr()).collect();
    keys.sort();
    keys.dedup();
    let (Some(descr), Some(order), Some(shape), 3) = (
        said.get("descr"),
        said.get("fortran_order"),
        said.get("shape"),
        keys.len(),
    ) else {
        return Err(Error::value(format!(
            "Header does not contain the correct keys: [{}]",
            keys.join(", ")
        )));
    };
    let invalid_shape = || Error::value(format!("shape is not valid: {}", shape.repr()));
    let Literal::Tuple(extents) = shape else {
        return Err(invalid_shape());
    };
    let extents: Option<Vec<i64>> = extents
        .iter()
        .map(|extent| match extent {
            Literal::Integer(extent) => i64::try_from(*extent).ok(),
            Literal::Truth(one) => Some(i64::from(*one)),
            _ => None,
        })
        .collect();
    let extents = extents.ok_or_else(invalid_shape)?;
    let Literal::Truth(fortran_order) = *order else {
        return Err(Error::value(format!(
            "fortran_order is not a valid bool: {}",
            order.repr()
        )));
    };
    let dtype = dtype_of(descr)?.ok_or_else(|| {
        Error::value(format!(
            "descr is not a valid dtype descriptor: {}",
            descr.repr()
        ))
    })?;
    Ok(Header {
        dtype,
        fortran_order,
        shape: extents,
    })
}

/// The dtype of a description; nothing where it describes none.
fn dtype_of(descr: &Literal) -> Result<Option<DType>> {
    match descr {
        Literal::Text(code) => {
            if code
                .trim_start_matches(['|', '<', '>', '='])
                .starts_with('O')
            {
                return Err(Error::value(
                    "Object arrays cannot be loaded when allow_pickle=False",
                ));
            }
            Ok(DType::from_name(code).ok())
        }
        Literal::Tuple(parts) => match parts.as_slice() {
            [base, shape] => several(base, shape),
            _ => Ok(None),
        },
        Literal::List(fields) => record_of(fields),
        _ => Ok(None),
    }
}

/// Several elements as one.
fn several(base: &Literal, shape: &Literal) -> Result<Option<DType>> {
    let extents = match shape {
        Literal::Tuple(extents) => extents.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut sizes = crate::layout::Dims::new();
    let mut count = 1usize;
    for extent in extents {
        let Literal::Integer(extent) = extent else {
            return Ok(None);
        };
        let Some(extent) = usize::try_from(*extent).ok().filter(|&one| one < 1 << 30) else {
            return Ok(None);
        };
        sizes.push(extent as i64);
        count = count.saturating_mul(extent);
    }
    let Some(base) = dtype_of(base)? else {
        return Ok(None);
    };
    if count.saturating_mul(base.itemsize()) > i32::MAX as usize {
        return Ok(None);
    }
    let subarray = Subarray { base, shape: sizes };
    Ok(Some(DType::Sub(subarray.interned())))
}

fn record_of(fields: &[Literal]) -> Result<Option<DType>> {
    let mut found = Vec::new();
    let mut end = 0usize;
    for field in fields {
        let Literal::Tuple(parts) = field else {
            return Ok(None);
        };
        let (name, base, shape) = match parts.as_slice() {
            [name, base] => (name, base, None),
            [name, base, shape] => (name, base, Some(shape)),
            _ => return Ok(None),
        };
        if let (Literal::Text(name), Literal::Text(code)) = (name, base)
            && name.is_empty()
            && let Some(padding) = code.strip_prefix("|V")
        {
            let Ok(padding) = padding.parse::<u32>() else {
                return Ok(None);
            };
            end = end.saturating_add(padding as usize);
            continue;
        }
        let (title, name) = match name {
            Literal::Text(name) => (None, name.clone()),
            Literal::Tuple(names) => match names.as_slice() {
                [Literal::Text(title), Literal::Text(name)] => (Some(title.clone()), name.clone()),
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        let dtype = match shape {
            Some(shape) => several(base, shape)?,
            None => dtype_of(base)?,
        };
        let Some(dtype) = dtype else {
            return Ok(None);
        };
        if found.iter().any(|field: &Field| field.name == name) {
            return Ok(None);
        }
        found.push(Field {
            name,
            title,
            dtype,
            offset: end,
        });
        end = end.saturating_add(dtype.itemsize());
    }
    if end > i32::MAX as usize {
        return Ok(None);
    }
    let definition = Definition {
        fields: found,
        itemsize: end,
        aligned: false,
        record: false,
    };
    Ok(Some(DType::Record(definition.interned())))
}
