//! `savetxt`: an array's rows as lines of text.
//! Gives the text; where it goes is the caller's.

use super::percent::percent;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::limit;
use crate::records::Value;
use crate::scalar::Scalar;
use crate::ufunc::heard;

/// How numbers are written (`fmt`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Formats<'a> {
    /// One format for every column, or one text with a format for each.
    One(&'a str),
    /// A format for each column.
    Each(&'a [&'a str]),
}

/// The arguments of [`savetxt`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Save<'a> {
    /// How numbers are written.
    pub fmt: Formats<'a>,
    /// Between columns.
    pub delimiter: &'a str,
    /// Behind each line.
    pub newline: &'a str,
    /// Before the first row, each line of it after `comments`.
    pub header: &'a str,
    /// After the last row, each line of it after `comments`.
    pub footer: &'a str,
    /// Before header and footer.
    pub comments: &'a str,
}

impl Default for Save<'_> {
    fn default() -> Self {
        Self {
            fmt: Formats::One("%.18e"),
            delimiter: " ",
            newline: "\n",
            header: "",
            footer: "",
            comments: "# ",
        }
    }
}

/// The text that `np.savetxt` writes: a line for each row of a 2-d array, for each element of a 1-d array, and for each
/// record, whose fields are the columns.
///
/// # Errors
/// `ValueError: Expected 1D or 2D array, got 3D array instead`; `ValueError: fmt has wrong number of % formats:  …`;
/// `AttributeError: fmt has wrong shape.  …`; `TypeError: Mismatch between array dtype ('<U1') and format specifier
/// ('%.18e')`; what Python says to the format. A text larger than the memory limit is refused as an array would be.
pub fn savetxt(array: &Array, options: &Save<'_>) -> Result<String> {
    heard(written(array, options))
}

fn written(array: &Array, options: &Save<'_>) -> Result<String> {
    let fields = match array.dtype() {
        DType::Record(definition) if array.ndim() == 1 => Some(definition.fields.len()),
        _ => None,
    };
    // A number that is seen as fields is asked for them, and has no way to tell.
    let seen = match array.dtype() {
        DType::Alias(alias) => alias.fields.map(|seen| seen.fields.len()),
        _ => None,
    };
    let columns = match array.shape() {
        [_] => fields.or(seen).unwrap_or(1),
        [_, columns] => usize::try_from(*columns).unwrap_or(usize::MAX),
        shape => {
            return Err(Error::value(format!(
                "Expected 1D or 2D array, got {}D array instead",
                shape.len()
            )));
        }
    };
    // At least a digit and what follows it, for each element.
    limit::grant(&[array.size(), 2], DType::U8)?;
    limit::grant(&[array.shape()[0]], DType::U8)?;
    let widest = match options.fmt {
        Formats::One(format) => format.len() + options.delimiter.len() + 8,
        Formats::Each(_) => 1,
    };
    limit::grant(
        &[i64::try_from(columns).unwrap_or(i64::MAX), widest as i64],
        DType::U8,
    )?;
    let complex = array.dtype().is_complex();
    let format = row_format(options, columns, complex)?;
    if seen.is_some() && array.ndim() == 1 && array.size() > 0 {
        return Err(mismatch(Error::type_(""), array, &format));
    }
    let mut text = String::new();
    commented(&mut text, options.header, options);
    for row in Rows::new(array, fields.is_some()) {
        let line = if complex {
            percent(&format, &row)?.replace("+-", "-")
        } else {
            percent(&format, &row).map_err(|error| mismatch(error, array, &format))?
        };
        text.push_str(&line);
        text.push_str(options.newline);
        if text.len() as u64 > limit::memory_limit() {
            return Err(limit::refusal(&[text.len() as i64], DType::U8));
        }
    }
    commented(&mut text, options.footer, options);
    Ok(text)
}

fn commented(text: &mut String, words: &str, options: &Save<'_>) {
    if !words.is_empty() {
        text.push_str(options.comments);
        text.push_str(&words.replace('\n', &format!("\n{}", options.comments)));
        text.push_str(options.newline);
    }
}

/// The format of a whole row.
fn row_format(options: &Save<'_>, columns: usize, complex: bool) -> Result<String> {
    match options.fmt {
        Formats::Each(formats) => {
            if formats.len() != columns {
                let quoted: Vec<String> = formats
                    .iter()
                    .map(|&format| Value::Text(format.to_owned()).repr())
                    .collect();
                return Err(Error::new(
                    ErrorClass::Attribute,
                    format!("fmt has wrong shape.  [{}]", quoted.join(", ")),
                ));
            }
            Ok(formats.join(options.delimiter))
        }
        Formats::One(format) => {
            let found = format.matches('%').count();
            let wanted = if complex {
                columns.saturating_mul(2)
            } else {
                columns
            };
            if found == 1 {
                let each = if complex {
                    format!(" ({format}+{format}j)")
                } else {
                    format.to_owned()
                };
                return Ok(vec![each; columns].join(options.delimiter));
            }
            if found != wanted {
                return Err(Error::value(format!(
                    "fmt has wrong number of % formats:  {format}"
                )));
            }
            Ok(format.to_owned())
        }
    }
}

fn mismatch(error: Error, array: &Array, format: &str) -> Error {
    if error.class != ErrorClass::Type {
        return error;
    }
    // Raw bytes are asked for a float, which they do not tell.
    if matches!(array.dtype().unaliased(), DType::Void(_))
        && error.message.starts_with("must be real number")
        && let Ok(Value::List(items)) = array.ravel(CopyOrder::C).and_then(|flat| flat.tolist())
        && let Some(first) = items.first()
    {
        return Error::value(format!(
            "could not convert string to float: {}",
            first.repr()
        ));
    }
    Error::type_(format!(
        "Mismatch between array dtype ('{}') and format specifier ('{format}')",
        array.dtype()
    ))
}

/// The values of each row; complex numbers as their two parts.
struct Rows<'a> {
    array: &'a Array,
    /// Whether each element is a row of its own.
    records: bool,
    next: i64,
}

impl<'a> Rows<'a> {
    fn new(array: &'a Array, records: bool) -> Self {
        Self {
            array,
            records,
            next: 0,
        }
    }

    fn element(&self, indices: &[i64]) -> Value {
        let start = usize::try_from(self.array.layout().byte_at(indices)).unwrap_or(usize::MAX);
        let end = start.saturating_add(self.array.dtype().itemsize());
        let bytes = self.array.buffer().bytes();
        Value::read(
            self.array.dtype(),
            bytes.get(start..end).unwrap_or_default(),
        )
    }
}

impl Iterator for Rows<'_> {
    type Item = Vec<Value>;

    fn next(&mut self) -> Option<Vec<Value>> {
        let row = self.next;
        if row >= *self.array.shape().first()? {
            return None;
        }
        self.next += 1;
        if self.records {
            return match self.element(&[row]) {
                Value::Record(values) => Some(values),
                other => Some(vec![other]),
            };
        }
        let mut values = Vec::new();
        match self.array.shape().get(1) {
            None => push(&mut values, self.element(&[row])),
            Some(&columns) => {
                for column in 0..columns {
                    push(&mut values, self.element(&[row, column]));
                }
            }
        }
        Some(values)
    }
}

fn push(values: &mut Vec<Value>, value: Value) {
    match value {
        #[cfg(feature = "complex")]
        Value::Number(Scalar::C64(number)) => {
            values.push(Value::Number(Scalar::F32(number.re)));
            values.push(Value::Number(Scalar::F32(number.im)));
        }
        #[cfg(feature = "complex")]
        Value::Number(Scalar::C128(number)) => {
            values.push(Value::Number(Scalar::F64(number.re)));
            values.push(Value::Number(Scalar::F64(number.im)));
        }
        other => values.push(other),
    }
}
