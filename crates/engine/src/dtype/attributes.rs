//! What a `dtype` object tells of itself beyond its size: number, byte order, string, description, fields, parts.
//! Knows dtypes only; each answer is the attribute of that name in NumPy.

use super::{DType, Kind};
use crate::cast::{Casting, can_cast};
#[cfg(feature = "records")]
use crate::error::{Error, ErrorClass, Result};
#[cfg(feature = "records")]
use crate::record::hearing;
#[cfg(feature = "records")]
use crate::records::{Definition, Field, text::python_text};

impl DType {
    /// `dtype.num`: NumPy's number of the type, on a 64-bit Unix.
    pub fn num(self) -> u32 {
        match self {
            DType::Bool => 0,
            DType::I8 => 1,
            DType::U8 => 2,
            DType::I16 => 3,
            DType::U16 => 4,
            DType::I32 => 5,
            DType::U32 => 6,
            DType::I64 => 7,
            DType::U64 => 8,
            DType::F32 => 11,
            DType::F64 => 12,
            #[cfg(feature = "complex")]
            DType::C64 => 14,
            #[cfg(feature = "complex")]
            DType::C128 => 15,
            #[cfg(feature = "records")]
            DType::Bytes(_) => 18,
            #[cfg(feature = "records")]
            DType::Str(_) => 19,
            #[cfg(feature = "records")]
            DType::F16 => 23,
            #[cfg(feature = "records")]
            DType::Swapped(native) => native.num(),
            #[cfg(feature = "records")]
            DType::Alias(alias) => alias.base.num(),
            #[cfg(feature = "records")]
            _ => 20,
        }
    }

    /// `dtype.byteorder`: `=` for the machine's own, `<` where it was named so, `>` for the other, `|` where there is no order of
    /// bytes.
    pub fn byteorder(self) -> char {
        #[cfg(feature = "records")]
        if let DType::Alias(alias) = self {
            return match alias.base.byteorder() {
                '=' if alias.named_order => '<',
                order => order,
            };
        }
        #[cfg(feature = "records")]
        if let DType::Swapped(_) = self {
            return '>';
        }
        let letter = self.kind().letter();
        if letter != 'U' && (self.itemsize() == 1 || matches!(letter, 'S' | 'V')) {
            '|'
        } else {
            '='
        }
    }

    /// `dtype.str`: byte order and sized code, as in `<f8`, `|b1`, `<U3`, `|V12`.
    pub fn array_interface_code(self) -> String {
        let order = match self.byteorder() {
            '=' => '<',
            order => order,
        };
        format!("{order}{}", self.sized_code())
    }

    /// `dtype.type`: the class of the scalars, as in `numpy.float64`.
    pub fn scalar_class(self) -> String {
        let name = match self.kind().letter() {
            'S' => "bytes_",
            'U' => "str_",
            #[cfg(feature = "records")]
            'V' if self.is_record() => "record",
            'V' => "void",
            _ => self.name(),
        };
        format!("numpy.{name}")
    }

    /// `dtype.isbuiltin`: 1 for the types that NumPy has by itself, 0 for those with a width or with fields.
    pub fn isbuiltin(self) -> u32 {
        #[cfg(feature = "records")]
        if let DType::Record(_) | DType::Sub(_) | DType::Swapped(_) | DType::Alias(_) = self {
            return 0;
        }
        let unsized_text = self.kind() != Kind::Bool && self.itemsize() == 0;
        u32::from(self.holds_numbers() || unsized_text)
    }

    /// `a < b` of two dtypes: whether every value of the first can be cast safely to the second, another one.
    pub fn is_below(self, other: DType) -> bool {
        self != other && can_cast(self, other, Casting::Safe)
    }
}

/// What a field holds, as the array interface wants it.
#[cfg(feature = "records")]
fn described(dtype: DType) -> Result<String> {
    Ok(match dtype {
        DType::Sub(subarray) => format!(
            "({}, {})",
            described(subarray.base)?,
            crate::layout::tuple_text(&subarray.shape)
        ),
        dtype if dtype.definition().is_some() => dtype.descr_text()?,
        plain => format!("'{}'", plain.array_interface_code()),
    })
}

#[cfg(feature = "records")]
impl DType {
    /// The fields of a record; none of another dtype.
    pub fn record_fields(self) -> &'static [Field] {
        self.definition().map_or(&[], |known| &known.fields)
    }

    /// What a dtype with fields is made of; nothing of another dtype.
    pub(crate) fn definition(self) -> Option<&'static Definition> {
        match self {
            DType::Record(definition) => Some(definition),
            DType::Alias(alias) => alias.fields,
            _ => None,
        }
    }

    /// `dtype.names`: the names of the fields; nothing for a dtype without any.
    pub fn names(self) -> Option<Vec<&'static str>> {
        let names = |known: &'static Definition| known.fields.iter().map(|one| one.name.as_str());
        self.definition().map(|known| names(known).collect())
    }

    /// `dtype.isalignedstruct`; of a number or a text with fields they are no part of it.
    pub fn isalignedstruct(self) -> bool {
        matches!(self.base(), DType::Record(definition) if definition.aligned)
    }

    /// `dtype.shape`: that of the elements taken as one, `()` for all else.
    pub fn subarray_shape(self) -> &'static [i64] {
        match self {
            DType::Sub(subarray) => &subarray.shape,
            _ => &[],
        }
    }

    /// `dtype.base`: the dtype of the elements taken as one; all else is its own.
    pub fn base(self) -> DType {
        match self {
            DType::Sub(subarray) => subarray.base,
            other => other,
        }
    }

    /// `dtype['name']`: the dtype of a field.
    ///
    /// # Errors
    /// `KeyError: "Field named 'x' not found."`, `'There are no fields in dtype int32.'`
    pub fn field(self, name: &str) -> Result<DType> {
        hearing(|| {
            let Some(definition) = self.definition() else {
                let message = format!("There are no fields in dtype {self}.");
                return Err(Error::new(ErrorClass::Key, python_text(&message)));
            };
            let found = definition.field(name).map(|field| field.dtype);
            found.ok_or_else(|| {
                let message = format!("Field named {} not found.", python_text(name));
                Error::new(ErrorClass::Key, python_text(&message))
            })
        })
    }

    /// `dtype[0]`: the dtype of the field of this number, negative ones counted from the end.
    ///
    /// # Errors
    /// `IndexError: Field index 5 out of range.`; as [`DType::field`].
    pub fn nth_field(self, index: i64) -> Result<DType> {
        hearing(|| {
            let Some(definition) = self.definition() else {
                return self.field("");
            };
            let count = definition.fields.len() as i64;
            let place = if index < 0 { index + count } else { index };
            let field = usize::try_from(place)
                .ok()
                .and_then(|place| definition.fields.get(place));
            field
                .map(|field| field.dtype)
                .ok_or_else(|| Error::index(format!("Field index {index} out of range.")))
        })
    }

    /// `repr(dtype.fields)`: each name with its dtype, its offset and perhaps its title; `None` without fields.
    pub fn fields_text(self) -> String {
        let Some(definition) = self.definition() else {
            return "None".to_owned();
        };
        let mut items = Vec::new();
        for field in &definition.fields {
            let title = match &field.title {
                Some(title) => format!(", {}", python_text(title)),
                None => String::new(),
            };
            let value = format!("({}, {}{title})", field.dtype.repr(), field.offset);
            items.push(format!("{}: {value}", python_text(&field.name)));
            if let Some(title) = &field.title {
                items.push(format!("{}: {value}", python_text(title)));
            }
        }
        format!("{{{}}}", items.join(", "))
    }

    /// `repr(dtype.descr)`: a list of fields as the array interface wants it, gaps as fields without a name.
    ///
    /// # Errors
    /// `ValueError: dtype.descr is not defined for types with overlapping or out-of-order fields`.
    pub fn descr_text(self) -> Result<String> {
        hearing(|| {
            let Some(definition) = self.definition() else {
                return Ok(format!("[('', '{}')]", self.array_interface_code()));
            };
            let mut items = Vec::new();
            let mut end = 0;
            let gap = |count: usize| format!("('', '|V{count}')");
            for field in &definition.fields {
                match field.offset.checked_sub(end) {
                    None => {
                        return Err(Error::value(
                            "dtype.descr is not defined for types with overlapping or out-of-order fields",
                        ));
                    }
                    Some(0) => {}
                    Some(count) => items.push(gap(count)),
                }
                let name = match &field.title {
                    Some(title) => {
                        format!("({}, {})", python_text(title), python_text(&field.name))
                    }
                    None => python_text(&field.name),
                };
                let shape = match field.dtype.subarray_shape() {
                    [] => String::new(),
                    shape => format!(", {}", crate::layout::tuple_text(shape)),
                };
                let format = described(field.dtype.base())?;
                items.push(format!("({name}, {format}{shape})"));
                end = field.offset + field.dtype.itemsize();
            }
            if definition.itemsize > end {
                items.push(gap(definition.itemsize - end));
            }
            Ok(format!("[{}]", items.join(", ")))
        })
    }
}
