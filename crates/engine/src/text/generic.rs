//! `genfromtxt`: rows of fields of any kind, some of them missing, as an array or as records with names.
//! Takes the text; where it comes from is the caller's.

use super::converter::{Cell, Convert, Converter};
use super::load::{Loaded, fields_of, flattened, illegal_ndmin, with_axes};
use super::names::NameRules;
use super::options::{Column, Columns, Generic, Names, PerColumn};
use super::rows::{letters, record, records_array, sized, uniform_array};
use super::split::Splitter;
use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::record::warn;
use crate::records::{Definition, Value};
use crate::scalar::Scalar;
use crate::ufunc::heard;

/// The array that `np.genfromtxt` reads from these lines: `(rows, columns)`, or records where the columns have names or
/// dtypes of their own; axes of length 1 are left out down to `ndmin`.
///
/// # Errors
/// `ValueError: Some errors were detected !` and a line for each row with another number of columns; `ValueError: Cannot
/// convert string 'x'`; `ValueError: 'max_rows' must be at least 1.`; `OverflowError` for numbers beyond the dtype;
/// `ValueError: could not assign tuple of length 2 to structure with 3 fields.`; as [`crate::limit::grant`].
pub fn genfromtxt(text: &str, options: &Generic<'_>) -> Result<Loaded> {
    heard(read(text, options))
}

fn read(text: &str, options: &Generic<'_>) -> Result<Loaded> {
    if !(0..=2).contains(&options.ndmin) {
        return Err(illegal_ndmin(options.ndmin));
    }
    if let Some(most) = options.max_rows {
        if options.skip_footer > 0 {
            return Err(Error::value(
                "The keywords 'skip_footer' and 'max_rows' can not be specified at the same time.",
            ));
        }
        if most < 1 {
            return Err(Error::value("'max_rows' must be at least 1."));
        }
    }
    let table = Table::read(text, options)?;
    let array = table.array(options)?;
    if options.usemask {
        return Err(Error::type_(
            "usemask asks for a masked array, and there are none here: filling_values say what missing fields become",
        ));
    }
    let names = match array.dtype() {
        DType::Record(definition) => Some(definition.fields.len()),
        _ => None,
    };
    let array = with_axes(array, options.ndmin)?;
    if !options.unpack {
        return Ok(Loaded::Array(array));
    }
    Ok(match (names, fields_of(&array)) {
        (Some(1), Some(mut fields)) => Loaded::Array(fields.swap_remove(0)),
        (_, Some(fields)) => Loaded::Fields(fields),
        _ => Loaded::Array(array.t()),
    })
}

/// The fields of all rows, and what is known about their columns.
struct Table {
    rows: Vec<Vec<String>>,
    columns: usize,
    dtype: Option<DType>,
    names: Option<Vec<String>>,
    /// Rows at the end that only have a say in what dtype is guessed.
    footer: usize,
}

impl Table {
    fn read(text: &str, options: &Generic<'_>) -> Result<Self> {
        let splitter = Splitter {
            delimiter: options.delimiter,
            comments: options.comments,
            autostrip: options.autostrip,
        };
        let mut lines = text.split_inclusive('\n').skip(options.skip_header);
        let (mut first_line, mut first) = (String::new(), Vec::new());
        for line in lines.by_ref() {
            first_line = line.to_owned();
            if options.names == Names::FirstLine
                && let Some(comments) = options.comments.filter(|text| !text.is_empty())
                && line.contains(comments)
            {
                // Names may stand behind a comment sign.
                first_line = line.split(comments).skip(1).collect();
            }
            first = splitter.fields(&first_line);
            if !first.is_empty() {
                break;
            }
        }
        if first.is_empty() {
            first_line.clear();
            warn("UserWarning", || {
                "genfromtxt: Empty input file: \"<text>\"".to_owned()
            });
        }
        if options.names == Names::FirstLine && first.is_empty() {
            return Err(Error::index("list index out of range"));
        }
        if options.names == Names::FirstLine
            && let (Some(one), Some(comments)) = (first.first(), options.comments)
            && comments.contains(one.trim())
        {
            first.remove(0);
        }
        let columns = match options.usecols {
            Columns::All | Columns::Numbers([]) | Columns::Names([]) => first.len(),
            Columns::Numbers(numbers) => numbers.len(),
            Columns::Names(names) => names.len(),
        };
        let (dtype, names) = named(options, &first)?;
        if options.names == Names::FirstLine {
            first_line.clear();
        }
        let own = names.as_deref().unwrap_or_default();
        let beyond = |(which, _): &(Column<'_>, Convert<'_>)| match *which {
            Column::Name(name) => own
                .iter()
                .position(|own| own == name)
                .is_some_and(|place| place >= first.len()),
            Column::Number(number) => {
                let read = match options.usecols {
                    Columns::Numbers(numbers) => numbers.contains(&number),
                    _ => true,
                };
                read && usize::try_from(number).is_ok_and(|number| number >= first.len())
            }
        };
        // Where nothing says how many columns there are, there are none to be read.
        let none = first.is_empty()
            && options.names != Names::FirstLine
            && matches!(
                options.usecols,
                Columns::All | Columns::Numbers([]) | Columns::Names([])
            );
        let named = |(which, _): &(Column<'_>, Convert<'_>)| match *which {
            Column::Name(name) => own.iter().any(|own| own == name),
            Column::Number(_) => true,
        };
        if none && options.converters.iter().any(named) {
            return Err(Error::index("list index out of range"));
        }
        // The first row is to show each reader what it reads.
        if !first_line.is_empty() && options.converters.iter().any(beyond) {
            return Err(Error::index("list index out of range"));
        }
        let mut table = Self {
            rows: Vec::new(),
            columns,
            dtype,
            names,
            footer: 0,
        };
        let wanted = table.wanted(options, first.len())?;
        table.pick(&wanted)?;
        let lines = std::iter::once(first_line.as_str()).chain(lines);
        table.fill(lines, &splitter, &wanted, options)?;
        Ok(table)
    }

    /// The numbers of the columns to read; none where all are.
    fn wanted(&self, options: &Generic<'_>, found: usize) -> Result<Vec<i64>> {
        match options.usecols {
            Columns::All => Ok(Vec::new()),
            Columns::Numbers(numbers) => {
                let from_start = |&number: &i64| {
                    if number < 0 {
                        number.saturating_add(found as i64)
                    } else {
                        number
                    }
                };
                Ok(numbers.iter().map(from_start).collect())
            }
            Columns::Names(wanted) => {
                let names = self.names.as_deref().unwrap_or_default();
                let place = |name: &&str| {
                    let place = names.iter().position(|own| own == name);
                    place.map(|place| place as i64).ok_or_else(|| {
                        let quoted = Value::Text((*name).to_owned()).repr();
                        Error::value(format!("{quoted} is not in list"))
                    })
                };
                wanted.iter().map(place).collect()
            }
        }
    }

    /// The dtype and names of the columns to read.
    fn pick(&mut self, wanted: &[i64]) -> Result<()> {
        if wanted.is_empty() {
            return Ok(());
        }
        let at = |place: i64, count: usize| {
            let place = if place < 0 {
                place.saturating_add(count as i64)
            } else {
                place
            };
            usize::try_from(place)
                .ok()
                .filter(|&place| place < count)
                .ok_or_else(|| Error::index("list index out of range"))
        };
        if let Some(DType::Record(definition)) = self.dtype
            && definition.fields.len() > self.columns
        {
            let mut fields = Vec::new();
            for &place in wanted {
                let field = &definition.fields[at(place, definition.fields.len())?];
                fields.push((field.name.clone(), field.dtype));
            }
            self.names = Some(fields.iter().map(|(name, _)| name.clone()).collect());
            self.dtype = Some(record(fields)?);
        } else if let Some(names) = &self.names
            && names.len() > self.columns
        {
            let mut picked = Vec::new();
            for &place in wanted {
                picked.push(names[at(place, names.len())?].clone());
            }
            self.names = Some(picked);
        }
        Ok(())
    }

    fn fill<'a>(
        &mut self,
        lines: impl Iterator<Item = &'a str>,
        splitter: &Splitter<'_>,
        wanted: &[i64],
        options: &Generic<'_>,
    ) -> Result<()> {
        let mut invalid = Vec::new();
        for (number, line) in lines.enumerate() {
            let fields = splitter.fields(line);
            if fields.is_empty() {
                continue;
            }
            let found = fields.len();
            let row = if wanted.is_empty() {
                (found == self.columns).then_some(fields)
            } else {
                let field = |&place: &i64| {
                    let place = if place < 0 {
                        place.saturating_add(found as i64)
                    } else {
                        place
                    };
                    fields.get(usize::try_from(place).ok()?).cloned()
                };
                wanted.iter().map(field).collect()
            };
            match row {
                Some(row) => self.rows.push(row),
                None => {
                    invalid.push((number + options.skip_header + 1, found));
                    continue;
                }
            }
            if options.max_rows == Some(self.rows.len() as i64) {
                break;
            }
        }
        self.refuse(invalid, options)
    }

    /// Refuses rows with another number of columns, unless they belong to the footer.
    fn refuse(&mut self, invalid: Vec<(usize, usize)>, options: &Generic<'_>) -> Result<()> {
        let mut footer = options.skip_footer;
        let mut invalid = invalid;
        if footer > 0 && !invalid.is_empty() {
            let last = (self.rows.len() + invalid.len()) as i64 - footer as i64;
            let last = last + options.skip_header as i64;
            let before = invalid.len();
            invalid.retain(|&(number, _)| number as i64 <= last);
            footer -= (before - invalid.len()).min(footer);
        }
        if !invalid.is_empty() {
            let mut text = "Some errors were detected !".to_owned();
            for (number, found) in invalid {
                text.push_str(&format!(
                    "\n    Line #{number} (got {found} columns instead of {})",
                    self.columns
                ));
            }
            if options.invalid_raise {
                return Err(Error::value(text));
            }
            warn("ConversionWarning", || text);
        }
        self.footer = footer;
        Ok(())
    }

    fn missing(&self, options: &Generic<'_>, column: usize) -> Vec<String> {
        match &options.missing_values {
            PerColumn::None => Vec::new(),
            PerColumn::All(texts) => texts.split(',').map(str::to_owned).collect(),
            PerColumn::Each(texts) => texts
                .get(column)
                .map(|text| (*text).to_owned())
                .into_iter()
                .collect(),
        }
    }

    fn filling(options: &Generic<'_>, column: usize) -> Option<Value> {
        match &options.filling_values {
            PerColumn::None => None,
            PerColumn::All(value) => Some((*value).clone()),
            PerColumn::Each(values) => values.get(column).cloned(),
        }
    }

    /// The reader that is given for a column, if there is one.
    fn given<'a>(&self, options: &Generic<'a>, column: usize) -> Option<Convert<'a>> {
        let names = self.names.as_deref().unwrap_or_default();
        let found = options.converters.iter().find(|(which, _)| match *which {
            Column::Name(name) => names.iter().position(|own| own == name) == Some(column),
            Column::Number(number) => match options.usecols {
                Columns::Numbers(numbers) if !numbers.is_empty() => {
                    numbers.iter().position(|&own| own == number) == Some(column)
                }
                _ => {
                    let column = column as i64;
                    number == column || number.saturating_add(self.columns as i64) == column
                }
            },
        });
        found.map(|&(_, convert)| convert)
    }

    fn converters<'a>(&self, options: &Generic<'a>) -> Result<Vec<Converter<'a>>> {
        let mut converters = Vec::new();
        let mut places = Vec::new();
        if let Some(dtype) = self.dtype {
            flattened(dtype, 0, &mut places);
        }
        let columns = if places.len() > 1 {
            places.len().min(self.columns)
        } else {
            self.columns
        };
        for column in 0..columns {
            let missing = self.missing(options, column);
            let filling = Self::filling(options, column);
            let given = self.given(options, column);
            let first = self.rows.first().map_or("", |row| row[column].as_str());
            let converter = match (self.dtype, given) {
                (None, Some(convert)) => {
                    let any = (Some(DType::Bool), true);
                    let tried = (missing.clone(), filling.clone());
                    let reader = Converter::given(convert, any, first, tried.0, tried.1)?;
                    let found = self.check_locked(options, column, &reader)?;
                    let given = Converter::given(convert, (None, false), first, missing, filling)?;
                    given.told_by(found)
                }
                (None, None) => {
                    let fields: Vec<&str> =
                        self.rows.iter().map(|row| row[column].as_str()).collect();
                    Converter::guessed(&fields, missing, filling.as_ref())?
                }
                (Some(dtype), _) => {
                    let plain = match places.as_slice() {
                        // NumPy has no reader for a record of one field: its text is cast.
                        [_] if matches!(dtype, DType::Record(_)) => {
                            let nothing = Value::Number(Scalar::F64(f64::NAN));
                            let filling = filling.unwrap_or(nothing);
                            let text = Converter::of_dtype(DType::Bytes(0), missing, Some(filling));
                            converters.push(text);
                            continue;
                        }
                        [(_, only)] => *only,
                        [] => dtype,
                        several => several[column].1,
                    };
                    match given {
                        Some(convert) => {
                            // Fields of a record have their dtypes, whatever is read.
                            let asked = (Some(plain), matches!(dtype, DType::Record(_)));
                            Converter::given(convert, asked, first, missing, filling)?
                        }
                        None => Converter::of_dtype(plain, missing, filling),
                    }
                }
            };
            converters.push(converter);
        }
        Ok(converters)
    }

    /// Where dtypes are guessed, a reader that was given stands for no other: it must read every field that is there. Whether
    /// all were there.
    fn check_locked(
        &self,
        options: &Generic<'_>,
        column: usize,
        converter: &Converter<'_>,
    ) -> Result<bool> {
        let mut all = true;
        for (number, row) in self.rows.iter().enumerate() {
            let field = &row[column];
            let locked = |error: Error| match error.class {
                ErrorClass::Value => Error::new(
                    ErrorClass::Converter,
                    format!(
                        "Converter #{column} is locked and cannot be upgraded: (occurred line #{} for value '{field}')",
                        number + 1 + options.skip_header
                    ),
                ),
                _ => error,
            };
            all &= converter.reads_or_misses(field).map_err(locked)?;
        }
        Ok(all)
    }

    fn array(&self, options: &Generic<'_>) -> Result<Array> {
        let converters = self.converters(options)?;
        let count = self.rows.len().saturating_sub(self.footer);
        let mut rows: Vec<Vec<Cell>> = vec![Vec::new(); count];
        // Column after column, as complaints come.
        for (column, converter) in converters.iter().enumerate() {
            for (row, fields) in rows.iter_mut().zip(&self.rows) {
                row.push(converter.convert(&fields[column], options.loose)?);
            }
        }
        let (dtype, plain) = self.found_dtype(options, &converters, &rows)?;
        if let Some(uniform) = plain {
            return uniform_array(&rows, sized(uniform, &rows));
        }
        records_array(rows, dtype)
    }

    /// The dtype of records, and that of all elements where they need none.
    fn found_dtype(
        &self,
        options: &Generic<'_>,
        converters: &[Converter<'_>],
        rows: &[Vec<Cell>],
    ) -> Result<(DType, Option<DType>)> {
        if let Some(dtype) = self.dtype {
            let plain = !matches!(dtype, DType::Record(_));
            let class = |dtype: DType| match dtype.kind() {
                Kind::Str | Kind::Bytes => dtype.kind().letter().to_string(),
                _ => dtype.name().to_owned(),
            };
            let differs = |one: &Converter<'_>| one.is_given() && class(one.dtype) != class(dtype);
            if !plain || !converters.iter().any(differs) {
                return Ok((dtype, plain.then_some(dtype)));
            }
            // A reader that makes something else gives its column a dtype of its own.
            let mut fields = Vec::new();
            for (column, converter) in converters.iter().enumerate() {
                let widest = rows.iter().map(|row| letters(&row[column])).max();
                let widest = widest.unwrap_or(0);
                let own = match converter.dtype {
                    _ if !converter.is_given() => dtype,
                    DType::Str(_) => DType::Str(widest),
                    DType::Bytes(_) => DType::Bytes(widest),
                    other => other,
                };
                fields.push((format!("f{column}"), own));
            }
            return match fields.as_slice() {
                [(_, only)] => Ok((*only, Some(*only))),
                _ => Ok((record(fields)?, None)),
            };
        }
        let mut fields = Vec::new();
        for (column, converter) in converters.iter().enumerate() {
            let widest = rows.iter().map(|row| letters(&row[column])).max();
            let dtype = match converter.dtype.kind() {
                Kind::Str => DType::Str(widest.unwrap_or(0)),
                _ => converter.dtype,
            };
            let name = match &self.names {
                Some(names) => names.get(column).cloned(),
                None => Some(options.rules.numbered(column)),
            };
            if let Some(name) = name {
                fields.push((name, dtype));
            }
        }
        let mut kinds = converters
            .iter()
            .filter(|one| one.checked)
            .map(|one| one.dtype);
        let first = kinds.next();
        let uniform =
            first.filter(|first| self.names.is_none() && kinds.all(|dtype| dtype == *first));
        if let Some(uniform) = uniform {
            return Ok((uniform, Some(uniform)));
        }
        Ok((record(fields)?, None))
    }
}

/// The dtype with the names that are asked for, and those names.
fn named(options: &Generic<'_>, first: &[String]) -> Result<(Option<DType>, Option<Vec<String>>)> {
    let rules = &options.rules;
    let given = match options.names {
        Names::None => None,
        Names::FirstLine => Some(first.iter().map(|name| name.trim().to_owned()).collect()),
        Names::Given(names) => Some(
            names
                .iter()
                .map(|name| name.trim().to_owned())
                .collect::<Vec<_>>(),
        ),
    };
    // NumPy makes them valid twice, and only the second time by the format asked for.
    let usual = NameRules {
        defaultfmt: NameRules::default().defaultfmt,
        ..*rules
    };
    let names = given.map(|names: Vec<String>| usual.valid(&names, None));
    let Some(dtype) = options.dtype else {
        return Ok((None, names));
    };
    let dtype = match (dtype, &names) {
        (DType::Record(definition), names) => {
            let own: Vec<String> = definition
                .fields
                .iter()
                .map(|field| field.name.clone())
                .collect();
            let plain = own
                .iter()
                .enumerate()
                .all(|(number, name)| *name == format!("f{number}"));
            let valid = match names {
                Some(names) => rules.valid(names, Some(own.len())),
                None if plain && rules.defaultfmt != "f%i" => {
                    rules.valid(&vec![String::new(); own.len()], None)
                }
                None => rules.valid(&own, None),
            };
            let mut renamed: Definition = definition.clone();
            for (field, name) in renamed.fields.iter_mut().zip(valid) {
                field.name = name;
            }
            DType::Record(renamed.interned())
        }
        (plain, Some(names)) => {
            let plain = match plain {
                DType::Str(_) => DType::Str(0),
                DType::Bytes(_) => DType::Bytes(0),
                other => other,
            };
            let names = rules.valid(names, None);
            record(names.into_iter().map(|name| (name, plain)).collect())?
        }
        (plain, None) => plain,
    };
    let names = match (names, dtype) {
        (Some(_), DType::Record(definition)) => Some(
            definition
                .fields
                .iter()
                .map(|field| field.name.clone())
                .collect(),
        ),
        (names, _) => names,
    };
    Ok((Some(dtype), names))
}
