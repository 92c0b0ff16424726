//! What [`genfromtxt`](super::genfromtxt) is asked for: its keyword arguments, as NumPy names them.
//! Only data.

use super::converter::Convert;
use super::names::NameRules;
use super::split::Delimiter;
use crate::dtype::DType;
use crate::records::Value;

/// Where the names of fields come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Names<'a> {
    /// There are none, but for those of the dtype.
    #[default]
    None,
    /// The first line that is left holds them, perhaps behind a comment sign.
    FirstLine,
    /// These.
    Given(&'a [&'a str]),
}

/// Which columns are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Columns<'a> {
    /// All.
    #[default]
    All,
    /// Those of these numbers, negative ones counted from the end.
    Numbers(&'a [i64]),
    /// Those of these names.
    Names(&'a [&'a str]),
}

/// One column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column<'a> {
    /// By its number in the file.
    Number(i64),
    /// By its name.
    Name(&'a str),
}

/// One thing for all columns, or one for each of the first.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum PerColumn<'a, T> {
    /// Nothing said.
    #[default]
    None,
    /// For all.
    All(&'a T),
    /// For the first, the second, …
    Each(&'a [T]),
}

/// The arguments of [`genfromtxt`].
#[derive(Clone, Debug)]
pub struct Generic<'a> {
    /// What is read; guessed for each column where it is left out.
    pub dtype: Option<DType>,
    /// What starts a comment.
    pub comments: Option<&'a str>,
    /// What stands between columns.
    pub delimiter: Delimiter<'a>,
    /// Lines left out at the start.
    pub skip_header: usize,
    /// Rows left out at the end.
    pub skip_footer: usize,
    /// Fields that count as missing, besides empty ones; one text for all columns is a list with commas.
    pub missing_values: PerColumn<'a, &'a str>,
    /// What missing fields become.
    pub filling_values: PerColumn<'a, Value>,
    /// Readers of columns, by number or by name.
    pub converters: &'a [(Column<'a>, Convert<'a>)],
    /// Whether a masked array is asked for, which the engine has not.
    pub usemask: bool,
    /// Which columns are read.
    pub usecols: Columns<'a>,
    /// Where names come from.
    pub names: Names<'a>,
    /// How names are made valid.
    pub rules: NameRules<'a>,
    /// Whether white space around fields is left out.
    pub autostrip: bool,
    /// Whether fields that cannot be read count as missing.
    pub loose: bool,
    /// Whether rows with another number of columns are refused, rather than left out.
    pub invalid_raise: bool,
    /// Most rows to read.
    pub max_rows: Option<i64>,
    /// Whether columns become rows, or fields arrays of their own.
    pub unpack: bool,
    /// Fewest axes of the result: 0, 1 or 2.
    pub ndmin: i64,
}

impl Default for Generic<'_> {
    fn default() -> Self {
        Self {
            dtype: Some(DType::F64),
            comments: Some("#"),
            delimiter: Delimiter::Space,
            skip_header: 0,
            skip_footer: 0,
            missing_values: PerColumn::None,
            filling_values: PerColumn::None,
            converters: &[],
            usemask: false,
            usecols: Columns::All,
            names: Names::None,
            rules: NameRules::default(),
            autostrip: false,
            loose: true,
            invalid_raise: true,
            max_rows: None,
            unpack: false,
            ndmin: 0,
        }
    }
}
