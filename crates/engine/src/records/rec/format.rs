//! `np.rec.format_parser`: formats, names and titles as one dtype. Knows dtypes only.

use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::record::hearing;
use crate::records::spec::{DictSpec, FieldSpec, Spec};
use crate::records::text::python_text;

/// What the fields hold.
#[derive(Clone, Copy, Debug)]
pub enum Formats<'a> {
    /// All at once: `'i4, f8'`, or another dtype with fields.
    One(&'a Spec),
    /// One by one: `['i4', 'f8']`.
    Each(&'a [Spec]),
}

/// What a dtype of records is made of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Format<'a> {
    /// What the fields hold.
    pub formats: Option<Formats<'a>>,
    /// Their names; those without one are `f0`, `f1` and so on. A text with commas is cut there by who asks.
    pub names: &'a [&'a str],
    /// Their second names, of the first fields if there are fewer.
    pub titles: &'a [&'a str],
    /// Whether fields stand where a C compiler would put them.
    pub aligned: bool,
    /// The order of all bytes, as for [`DType::newbyteorder`].
    pub byteorder: Option<&'a str>,
}

impl Format<'_> {
    /// The dtype of these formats, names and titles (`np.rec.format_parser(…).dtype`). One of `np.void`, that is no record array's
    /// yet.
    ///
    /// # Errors
    /// `ValueError: Need formats argument`, `Duplicate field names: ['a']`; `KeyError: 'x'` for an order that there is not;
    /// as [`DType::from_spec`].
    pub fn dtype(&self) -> Result<DType> {
        hearing(|| self.found())
    }

    fn found(&self) -> Result<DType> {
        let made = match self.formats {
            None => return Err(Error::value("Need formats argument")),
            Some(Formats::One(spec)) => DType::from_spec(spec, self.aligned)?,
            Some(Formats::Each(specs)) => {
                let field = |(number, format): (usize, &Spec)| FieldSpec {
                    name: format!("f{number}"),
                    title: None,
                    format: format.clone(),
                    shape: None,
                };
                let fields = specs.iter().enumerate().map(field);
                DType::from_spec(&Spec::Fields(fields.collect()), self.aligned)?
            }
        };
        let (formats, offsets): (Vec<DType>, Vec<usize>) = match made {
            DType::Record(definition) => {
                let fields = definition.fields.iter();
                fields.map(|field| (field.dtype, field.offset)).unzip()
            }
            plain => (vec![plain], vec![0]),
        };
        let count = formats.len();
        let given = self.names.iter().take(count).map(|name| name.trim());
        let mut names: Vec<String> = given.map(str::to_owned).collect();
        names.extend((names.len()..count).map(|number| format!("f{number}")));
        refuse_duplicates(&names)?;
        let title = |place: usize| self.titles.get(place).map(|title| title.trim().to_owned());
        let offsets = offsets.iter().map(|&offset| offset as i64);
        let dict = DictSpec {
            names,
            formats: formats.into_iter().map(Spec::DType).collect(),
            offsets: Some(offsets.collect()),
            titles: Some((0..count).map(title).collect()),
            itemsize: None,
            aligned: false,
        };
        let dtype = DType::from_spec(&Spec::Dict(dict), false)?;
        match self.byteorder {
            None => Ok(dtype),
            Some(order) => dtype.newbyteorder(byteorder(order)?),
        }
    }
}

fn refuse_duplicates(names: &[String]) -> Result<()> {
    let mut twice: Vec<&str> = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let again = names[place + 1..].contains(name);
        if again && !twice.contains(&name.as_str()) {
            twice.push(name);
        }
    }
    if twice.is_empty() {
        return Ok(());
    }
    let twice: Vec<String> = twice.into_iter().map(python_text).collect();
    Err(Error::value(format!(
        "Duplicate field names: [{}]",
        twice.join(", ")
    )))
}

/// The order that the first letter of a word means.
fn byteorder(order: &str) -> Result<&'static str> {
    Ok(match order.chars().next() {
        Some('b' | 'B' | '>') => ">",
        Some('l' | 'L' | '<') => "<",
        Some('n' | 'N' | '=') => "=",
        Some('s' | 'S') => "s",
        Some('i' | 'I' | '|') => "|",
        Some(other) => {
            let key = python_text(&other.to_string());
            return Err(Error::new(ErrorClass::Key, key));
        }
        None => return Err(Error::index("string index out of range")),
    })
}
