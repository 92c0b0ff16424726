//! `loadtxt`: rows of numbers or texts as an array, every row with the same columns.
//! Takes the text; where it comes from is the caller's.

use super::converter::Convert;
use super::number;
use super::tokens::{Control, Tokens};
use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::{Layout, Order};
use crate::limit;
use crate::promote::convert_python_int;
use crate::record::warn;
use crate::records::cast::write_scalar;
use crate::records::{Field, Value, value::sized};
use crate::scalar::Scalar;
use crate::ufunc::heard;

/// The arguments of [`loadtxt`].
#[derive(Clone, Copy, Debug)]
pub struct Load<'a> {
    /// What is read; a record takes a column for each of its fields, `U` and `S` without a width find theirs.
    pub dtype: DType,
    /// What starts a comment; nothing does where it is empty.
    pub comments: &'a [&'a str],
    /// The character between columns; any white space where there is none.
    pub delimiter: Option<&'a str>,
    /// The character around fields that may hold delimiters.
    pub quotechar: Option<&'a str>,
    /// Lines left out at the start, comments included.
    pub skiprows: i64,
    /// The columns to read, negative ones counted from the end.
    pub usecols: Option<&'a [i64]>,
    /// Readers of fields.
    pub converters: Converters<'a>,
    /// Whether columns become rows.
    pub unpack: bool,
    /// Fewest axes of the result: 0, 1 or 2.
    pub ndmin: i64,
    /// Most rows to read, empty lines and comments not counted.
    pub max_rows: Option<i64>,
}

impl Default for Load<'_> {
    fn default() -> Self {
        Self {
            dtype: DType::F64,
            comments: &["#"],
            delimiter: None,
            quotechar: None,
            skiprows: 0,
            usecols: None,
            converters: Converters::None,
            unpack: false,
            ndmin: 0,
            max_rows: None,
        }
    }
}

/// Readers of fields that take the place of the dtype's own.
#[derive(Clone, Copy, Debug, Default)]
pub enum Converters<'a> {
    /// None.
    #[default]
    None,
    /// One for every column.
    All(Convert<'a>),
    /// For columns of these numbers, negative ones counted from the end.
    Each(&'a [(i64, Convert<'a>)]),
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Loaded {
    /// One array.
    Array(Array),
    /// An array for each field of a record, views of one array.
    Fields(Vec<Array>),
}

/// The array that `np.loadtxt` reads from these lines: `(rows, columns)`, records in one axis; axes of length 1 are left
/// out down to `ndmin`. A text without rows gives an empty array.
///
/// # Errors
/// `ValueError: could not convert string 'x' to float64 at row 0, column 2.`; `ValueError: the number of columns changed
/// from 3 to 2 at row 2; use `usecols` to select a subset and avoid this error`; `ValueError: invalid column index 2 at row
/// 1 with 2 columns`; `converter specified for column 5, which is invalid for the number of fields 2.`; `ValueError: Illegal value of ndmin keyword: 3`; `TypeError` for control characters that cannot be
/// told apart; as [`limit::grant`].
pub fn loadtxt(text: &str, options: &Load<'_>) -> Result<Loaded> {
    heard(read(text, options))
}

fn read(text: &str, options: &Load<'_>) -> Result<Loaded> {
    if !(0..=2).contains(&options.ndmin) {
        return Err(illegal_ndmin(options.ndmin));
    }
    let (comment, comments) = comments_of(options)?;
    for count in [options.skiprows, options.max_rows.unwrap_or(0)] {
        if count < 0 {
            return Err(Error::value("argument must be nonnegative"));
        }
    }
    let control = Control {
        delimiter: character(options.delimiter)?,
        comment: character(comment)?,
        quote: character(options.quotechar)?,
    };
    let mut tokens = Tokens::new(text, comments, control.checked()?);
    for _ in 0..options.skiprows {
        if !tokens.skip_line() {
            break;
        }
    }
    let array = Rows::new(options)?.read(&mut tokens, options)?;
    if array.shape().first() == Some(&0) {
        warn("UserWarning", || {
            "loadtxt: input contained no data: \"<text>\"".to_owned()
        });
    }
    let array = with_axes(array, options.ndmin)?;
    if !options.unpack {
        return Ok(Loaded::Array(array));
    }
    Ok(match fields_of(&array) {
        Some(fields) => Loaded::Fields(fields),
        None => Loaded::Array(array.t()),
    })
}

/// A view of each field of an array of records.
pub(super) fn fields_of(array: &Array) -> Option<Vec<Array>> {
    let DType::Record(definition) = array.dtype() else {
        return None;
    };
    let view = |field: &Field| {
        let mut view = array.clone();
        view.view = true;
        view.layout.offset += field.offset as i64;
        view.dtype = field.dtype;
        if let DType::Sub(subarray) = field.dtype {
            let inner = Layout::contiguous(&subarray.shape, subarray.base.itemsize(), Order::C);
            view.layout.shape.extend_from_slice(&inner.shape);
            view.layout.strides.extend_from_slice(&inner.strides);
            view.dtype = subarray.base;
        }
        view
    };
    Some(definition.fields.iter().map(view).collect())
}

pub(super) fn illegal_ndmin(ndmin: i64) -> Error {
    Error::value(format!("Illegal value of ndmin keyword: {ndmin}"))
}

/// The one character that starts a comment, or the texts that do.
type Comments<'a> = (Option<&'a str>, &'a [&'a str]);

fn comments_of<'a>(options: &Load<'a>) -> Result<Comments<'a>> {
    let comments = options.comments;
    if comments.contains(&"") {
        return Err(Error::value(
            "comments cannot be an empty string. Use comments=None to disable comments.",
        ));
    }
    match comments {
        [] => return Ok((None, &[])),
        [one] if one.chars().count() == 1 => return Ok((Some(one), &[])),
        [_] => {}
        several => {
            if let Some(delimiter) = options.delimiter
                && several.contains(&delimiter)
            {
                let quoted: Vec<String> = several
                    .iter()
                    .map(|&text| Value::Text(text.to_owned()).repr())
                    .collect();
                return Err(Error::type_(format!(
                    "Comment characters '({})' cannot include the delimiter '{delimiter}'",
                    quoted.join(", ")
                )));
            }
        }
    }
    if options.quotechar.is_some() {
        return Err(Error::value(
            "when multiple comments or a multi-character comment is given, quotes are not supported.  In this case \
             quotechar must be set to None.",
        ));
    }
    Ok((None, comments))
}

fn character(text: Option<&str>) -> Result<Option<char>> {
    let Some(text) = text else {
        return Ok(None);
    };
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Ok(Some(letter)),
        _ => Err(Error::type_(format!(
            "Text reading control character must be a single unicode character or None; but got: {}",
            shortened(&Value::Text(text.to_owned()).repr())
        ))),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(100).collect()
}

/// Axes of length 1 left out, or added, down or up to so many.
pub(super) fn with_axes(array: Array, ndmin: i64) -> Result<Array> {
    let ndmin = usize::try_from(ndmin).unwrap_or(0);
    let mut array = array;
    if array.ndim() > ndmin && array.shape().contains(&1) {
        array = array.squeeze(None)?;
    }
    match (array.ndim(), ndmin) {
        (0, 1) => array.reshape(&[1]),
        (0, 2) => array.reshape(&[1, 1]),
        (1, 2) => Ok(array.index(&[Index::NewAxis])?.t()),
        _ => Ok(array),
    }
}

/// The rows as bytes of one array.
struct Rows<'a> {
    dtype: DType,
    usecols: Option<&'a [i64]>,
    converters: Converters<'a>,
    /// Where each column of a record goes; one place for all columns otherwise.
    places: Vec<(usize, DType)>,
    homogeneous: bool,
    columns: Option<usize>,
    bytes: Vec<u8>,
    /// The fields themselves, where their widths are to be found.
    texts: Option<Vec<String>>,
    count: i64,
}

impl<'a> Rows<'a> {
    fn new(options: &Load<'a>) -> Result<Self> {
        let mut places = Vec::new();
        flattened(options.dtype, 0, &mut places);
        let homogeneous = !matches!(options.dtype, DType::Record(_));
        let found = matches!(options.dtype, DType::Str(0) | DType::Bytes(0));
        if let Some(usecols) = options.usecols
            && !homogeneous
            && usecols.len() != places.len()
        {
            return Err(Error::type_(format!(
                "If a structured dtype is used, the number of columns in `usecols` must match the effective number of \
                 fields. But {} usecols were given and the number of fields is {}.",
                usecols.len(),
                places.len()
            )));
        }
        Ok(Self {
            dtype: options.dtype,
            usecols: options.usecols,
            converters: options.converters,
            columns: match options.usecols {
                Some(usecols) => Some(usecols.len()),
                None => (!homogeneous).then_some(places.len()),
            },
            places,
            homogeneous,
            bytes: Vec::new(),
            texts: found.then(Vec::new),
            count: 0,
        })
    }

    fn shape(&self) -> Vec<i64> {
        let columns = self.columns.unwrap_or(1) as i64;
        if self.homogeneous {
            vec![self.count, columns]
        } else {
            vec![self.count]
        }
    }

    fn read(mut self, tokens: &mut Tokens<'_>, options: &Load<'_>) -> Result<Array> {
        let mut warned = false;
        while options.max_rows.is_none_or(|most| self.count < most) {
            let Some(fields) = tokens.row()? else {
                break;
            };
            if !fields.is_empty() {
                self.row(&fields)?;
            } else if let Some(most) = options.max_rows.filter(|_| !warned) {
                warned = true;
                warn_of_no_row(options.skiprows.saturating_add(self.count + 1), most);
            }
        }
        self.finish()
    }

    /// The readers for the columns, once their number is known.
    fn check_converters(&self, found: usize) -> Result<()> {
        let Converters::Each(each) = self.converters else {
            return Ok(());
        };
        let all = found as i64;
        for (column, _) in each {
            if !(-all..all).contains(column) && self.usecols.is_none() {
                return Err(Error::value(format!(
                    "converter specified for column {column}, which is invalid for the number of fields {all}."
                )));
            }
        }
        Ok(())
    }

    /// The reader of one column, if there is one.
    fn converter(&self, column: usize, place: usize, found: usize) -> Option<Convert<'a>> {
        match self.converters {
            Converters::None => None,
            Converters::All(convert) => Some(convert),
            Converters::Each(each) => {
                let (column, all) = (column as i64, found as i64);
                let own = self.usecols.and_then(|columns| columns.get(place)).copied();
                let wanted = |&&(number, _): &&(i64, Convert<'_>)| match own {
                    Some(own) => number == own,
                    None => number == column || number + all == column,
                };
                each.iter().rev().find(wanted).map(|&(_, convert)| convert)
            }
        }
    }

    fn row(&mut self, fields: &[String]) -> Result<()> {
        let columns = *self.columns.get_or_insert(fields.len());
        if self.usecols.is_none() && columns != fields.len() {
            let number = self.count + 1;
            let found = fields.len();
            let advice = "use `usecols` to select a subset and avoid this error";
            return Err(Error::value(if self.homogeneous {
                format!(
                    "the number of columns changed from {columns} to {found} at row {number}; {advice}"
                )
            } else {
                format!(
                    "the dtype passed requires {columns} columns but {found} were found at row {number}; {advice}"
                )
            }));
        }
        let row = self.count;
        if row == 0 {
            self.check_converters(fields.len())?;
        }
        self.count += 1;
        limit::grant(&self.shape(), self.dtype)?;
        let start = self.bytes.len();
        let size = self.dtype.itemsize();
        let width = if self.homogeneous {
            size.saturating_mul(columns)
        } else {
            size
        };
        self.bytes.resize(start + width, 0);
        for place in 0..columns {
            let column = self.column(place, fields.len(), row)?;
            let (offset, dtype) = if self.homogeneous {
                (place * size, self.dtype)
            } else {
                self.places[place]
            };
            let field = &fields[column];
            if let Some(convert) = self.converter(column, place, fields.len()) {
                let value = (convert.0)(field);
                let name = match self.texts {
                    Some(_) => "object".to_owned(),
                    None => dtype.to_string(),
                };
                let refused = || unconverted(field, &name, row, column);
                let value = value.map_err(|_| refused())?;
                if let Some(texts) = &mut self.texts {
                    texts.push(value.plain_text());
                } else {
                    let from = start + offset;
                    let to = &mut self.bytes[from..from + dtype.itemsize()];
                    value.write(dtype, to).map_err(|_| refused())?;
                }
                continue;
            }
            if let Some(texts) = &mut self.texts {
                if self.dtype.kind() == Kind::Bytes && field.chars().any(|one| one > '\u{ff}') {
                    return Err(unconverted(field, "object", row, column));
                }
                texts.push(field.clone());
            } else {
                let from = start + offset;
                let to = &mut self.bytes[from..from + dtype.itemsize()];
                store(field, dtype, to)
                    .ok_or_else(|| unconverted(field, &dtype.to_string(), row, column))?;
            }
        }
        Ok(())
    }

    /// The column that goes to a place.
    fn column(&self, place: usize, found: usize, row: i64) -> Result<usize> {
        let Some(&wanted) = self.usecols.and_then(|usecols| usecols.get(place)) else {
            return Ok(place);
        };
        let from_start = if wanted < 0 {
            wanted.saturating_add(found as i64)
        } else {
            wanted
        };
        let column = usize::try_from(from_start).ok();
        column.filter(|&column| column < found).ok_or_else(|| {
            Error::value(format!(
                "invalid column index {wanted} at row {} with {found} columns",
                row + 1
            ))
        })
    }

    fn finish(self) -> Result<Array> {
        let shape = self.shape();
        if matches!(self.dtype, DType::Swapped(native) if *native == DType::Str(0)) {
            // For texts of the other byte order NumPy looks for no width: each has one character, which stays empty.
            let one = crate::records::order::swapped(DType::Str(1));
            let array = Array::zeros(&shape, one)?;
            array.tell_given();
            return Ok(array);
        }
        let Some(texts) = self.texts else {
            let array = Array::blank(&shape, self.dtype)?;
            array.buffer().bytes_mut().copy_from_slice(&self.bytes);
            array.tell_given();
            return Ok(array);
        };
        let widest = texts.iter().map(|text| text.chars().count()).max();
        let width = u32::try_from(widest.unwrap_or(1)).unwrap_or(u32::MAX);
        let dtype = match self.dtype {
            DType::Bytes(_) => sized(DType::Bytes(width)),
            _ => sized(DType::Str(width)),
        };
        let array = Array::blank(&shape, dtype)?;
        let mut bytes = array.buffer().bytes_mut();
        for (text, to) in texts
            .iter()
            .zip(bytes.chunks_exact_mut(dtype.itemsize().max(1)))
        {
            // Each was found to fit.
            let _ = store(text, dtype, to);
        }
        drop(bytes);
        array.tell_given();
        Ok(array)
    }
}

/// NumPy's warning of lines that are no rows, given once.
fn warn_of_no_row(line: i64, most: i64) {
    warn("UserWarning", || {
        format!(
            "Input line {line} contained no data and will not be counted towards `max_rows={most}`.  This differs from \
             the behaviour in NumPy <=1.22 which counted lines rather than rows.  If desired, the previous behaviour can \
             be achieved by using `itertools.islice`.\nPlease see the 1.23 release notes for an example on how to do \
             this.  If you wish to ignore this warning, use `warnings.filterwarnings`.  This warning is expected to be \
             removed in the future and is given only once per `loadtxt` call."
        )
    });
}

fn unconverted(field: &str, dtype: &str, row: i64, column: usize) -> Error {
    Error::value(format!(
        "could not convert string {} to {dtype} at row {row}, column {}.",
        shortened(&Value::Text(field.to_owned()).repr()),
        column + 1
    ))
}

/// The plain elements of a dtype, records and subarrays laid open, with their offsets.
pub(super) fn flattened(dtype: DType, offset: usize, places: &mut Vec<(usize, DType)>) {
    match dtype {
        DType::Record(definition) => {
            for field in &definition.fields {
                flattened(field.dtype, offset + field.offset, places);
            }
        }
        DType::Sub(subarray) => {
            let size = subarray.base.itemsize();
            let count = usize::try_from(crate::layout::size_of_shape(&subarray.shape)).unwrap_or(0);
            for number in 0..count {
                flattened(subarray.base, offset + number * size, places);
            }
        }
        plain => places.push((offset, plain)),
    }
}

/// Stores one field as one element; nothing where it does not fit.
fn store(field: &str, dtype: DType, to: &mut [u8]) -> Option<()> {
    if let (DType::Swapped(native), Kind::Str) = (dtype, dtype.kind()) {
        store(field, *native, to)?;
        crate::records::order::turn(*native, to);
        return Some(());
    }
    let value = match dtype.kind() {
        Kind::Bool => Scalar::Bool(bool_of(field)?),
        Kind::Signed => convert_python_int(number::integer(field)?, dtype).ok()?,
        Kind::Unsigned => {
            // A sign is refused even before a zero.
            if field.trim_start().starts_with('-') {
                return None;
            }
            convert_python_int(number::integer(field)?, dtype).ok()?
        }
        Kind::Float => Scalar::F64(number::real(field)?).cast(dtype),
        #[cfg(feature = "complex")]
        Kind::Complex => Scalar::C128(number::complex(field)?).cast(dtype),
        Kind::Bytes => {
            for (to, letter) in to.iter_mut().zip(field.chars()) {
                *to = u8::try_from(u32::from(letter)).ok()?;
            }
            return Some(());
        }
        Kind::Str => {
            for (to, letter) in to.chunks_exact_mut(4).zip(field.chars()) {
                to.copy_from_slice(&u32::from(letter).to_le_bytes());
            }
            return Some(());
        }
        _ => return None,
    };
    write_scalar(value, to, dtype);
    Some(())
}

/// NumPy reads a `bool` as an integer.
fn bool_of(field: &str) -> Option<bool> {
    let value = number::integer(field)?;
    i64::try_from(value).ok().map(|value| value != 0)
}
