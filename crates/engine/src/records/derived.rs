//! Dtypes derived from a structured one: its fields under other names, some of its fields, its elements of another class.
//! Knows dtypes only.

use super::definition::{Alias, Definition, Field};
use super::text::python_text;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::ufunc::heard;

impl DType {
    /// The dtype after `dtype.names = (…)`: the same fields under other names, all of them at once. Titles stay.
    ///
    /// # Errors
    /// `ValueError: there are no fields defined`, `must replace all names at once with a sequence of length 2`,
    /// `Duplicate field names given.`
    pub fn with_names(self, names: &[&str]) -> Result<DType> {
        heard(self.renamed(names))
    }

    fn renamed(self, names: &[&str]) -> Result<DType> {
        let Some(definition) = self.definition() else {
            return Err(Error::value("there are no fields defined"));
        };
        if names.len() != definition.fields.len() {
            return Err(Error::value(format!(
                "must replace all names at once with a sequence of length {}",
                definition.fields.len()
            )));
        }
        let mut renamed = definition.clone();
        for (place, (field, &name)) in std::iter::zip(&mut renamed.fields, names).enumerate() {
            if names.iter().take(place).any(|&before| before == name) {
                return Err(Error::value("Duplicate field names given."));
            }
            name.clone_into(&mut field.name);
        }
        let fields = renamed.interned();
        Ok(match self {
            DType::Alias(alias) => Alias {
                fields: Some(fields),
                ..alias.clone()
            }
            .dtype(),
            _ => DType::Record(fields),
        })
    }

    /// `np.dtype((base, dtype))`: a dtype that is stored and computed with as its base, and has the fields of another one. Where
    /// the other one has none the base stays as it is; raw bytes and records become what the other is.
    ///
    /// # Errors
    /// `ValueError: mismatch in size of old and new data-descriptor`.
    pub fn union(self, fields: DType) -> Result<DType> {
        heard(self.united(fields))
    }

    fn united(self, fields: DType) -> Result<DType> {
        let unsized_base = self.itemsize() == 0;
        let base = match self {
            DType::Bytes(0) => DType::Bytes(u32::try_from(fields.itemsize()).unwrap_or(u32::MAX)),
            DType::Str(0) => DType::Str(u32::try_from(fields.itemsize() / 4).unwrap_or(u32::MAX)),
            other => other,
        };
        if base.itemsize() != fields.itemsize() && !(unsized_base && base == DType::Void(0)) {
            return Err(Error::value(
                "mismatch in size of old and new data-descriptor",
            ));
        }
        let Some(definition) = fields.definition() else {
            // Of no width yet, raw bytes take that of the other.
            return Ok(match base == DType::Void(0) {
                true => fields.of_class(self.is_record()),
                false => base,
            });
        };
        if let DType::Void(_) | DType::Record(_) = base.native() {
            return Ok(DType::Record(definition).of_class(self.is_record()));
        }
        let seen = Definition {
            aligned: false,
            record: false,
            ..definition.clone()
        };
        Ok(Alias {
            fields: Some(seen.interned()),
            ..Alias::of(base)
        }
        .dtype())
    }

    /// `dtype[['a', 'c']]`: some of the fields, in the order asked for, each at its offset; the item size stays that of the
    /// whole record.
    ///
    /// # Errors
    /// `KeyError: 'x'`; `ValueError: duplicate field of name 'a'`; as [`DType::field`] where there are no fields.
    pub fn with_fields(self, names: &[&str]) -> Result<DType> {
        heard(match self {
            DType::Record(definition) => narrowed(definition, names),
            DType::Alias(Alias {
                fields: Some(fields),
                ..
            }) => narrowed(fields, names),
            plain => plain.field(""),
        })
    }

    /// `np.dtype((np.record, dtype))`: the dtype whose elements are `np.record`, with fields as attributes. A dtype without
    /// fields becomes one of as many raw bytes of that class.
    pub fn as_record(self) -> DType {
        self.of_class(true)
    }

    /// `np.dtype((np.void, dtype))`: the dtype whose elements are plain `np.void`. A dtype without fields becomes one of as many
    /// raw bytes.
    pub fn as_void(self) -> DType {
        self.of_class(false)
    }

    fn of_class(self, record: bool) -> DType {
        match self {
            DType::Record(definition) if definition.record == record => self,
            DType::Record(definition) => DType::Record(
                Definition {
                    record,
                    ..definition.clone()
                }
                .interned(),
            ),
            DType::Alias(Alias {
                fields: Some(fields),
                ..
            }) => DType::Record(fields).of_class(record),
            plain => Alias {
                record,
                ..Alias::of(DType::Void(
                    u32::try_from(plain.itemsize()).unwrap_or(u32::MAX),
                ))
            }
            .dtype(),
        }
    }

    /// Whether the elements are `np.record` (`dtype.type is np.record`).
    pub fn is_record(self) -> bool {
        match self {
            DType::Record(definition) => definition.record,
            DType::Alias(alias) => alias.record,
            _ => false,
        }
    }
}

/// Some fields of a record, each at its offset.
pub(crate) fn narrowed(definition: &Definition, names: &[&str]) -> Result<DType> {
    let mut fields: Vec<Field> = Vec::new();
    for &name in names {
        let found = definition.fields.iter().find(|field| field.name == name);
        if found.is_none() && definition.field(name).is_some() {
            let message = "cannot use field titles in multi-field index";
            return Err(Error::new(ErrorClass::Key, python_text(message)));
        }
        let field = found.ok_or_else(|| Error::new(ErrorClass::Key, python_text(name)))?;
        if fields.iter().any(|known| known.name == name) {
            return Err(Error::value(format!(
                "duplicate field of name {}",
                python_text(name)
            )));
        }
        fields.push(field.clone());
    }
    let narrowed = Definition {
        fields,
        itemsize: definition.itemsize,
        aligned: definition.aligned,
        record: false,
    };
    Ok(DType::Record(narrowed.interned()))
}
