//! `np.rec`: record arrays, whose fields are attributes too. They are arrays like others, seen through a class of their own.
//! Knows fields and texts; `format` finds dtypes, `create` makes the arrays.

mod create;
mod format;

pub use create::{Asked, Source, array, fromarrays, fromfile, fromrecords, fromstring, recarray};
pub use format::{Format, Formats};

use super::definition::Definition;
use super::text::{fields_text, python_text};
use super::value::Value;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::print::{
    Frame, array_repr, array_str, array2string, get_printoptions, shape_text,
    zero_dimensional_repr, zero_dimensional_str,
};
use crate::record::hearing;
use crate::ufunc::heard;

/// What every array has as an attribute: a field of such a name is reached between brackets only.
const OWN: &[&str] = &[
    "T",
    "all",
    "any",
    "argmax",
    "argmin",
    "argpartition",
    "argsort",
    "astype",
    "base",
    "byteswap",
    "choose",
    "clip",
    "compress",
    "conj",
    "conjugate",
    "copy",
    "ctypes",
    "cumprod",
    "cumsum",
    "data",
    "device",
    "diagonal",
    "dot",
    "dtype",
    "dump",
    "dumps",
    "field",
    "fill",
    "flags",
    "flat",
    "flatten",
    "getfield",
    "imag",
    "item",
    "itemsize",
    "mT",
    "max",
    "mean",
    "min",
    "nbytes",
    "ndim",
    "nonzero",
    "partition",
    "prod",
    "put",
    "ravel",
    "real",
    "repeat",
    "reshape",
    "resize",
    "round",
    "searchsorted",
    "setfield",
    "setflags",
    "shape",
    "size",
    "sort",
    "squeeze",
    "std",
    "strides",
    "sum",
    "swapaxes",
    "take",
    "to_device",
    "tobytes",
    "tofile",
    "tolist",
    "trace",
    "transpose",
    "var",
    "view",
];
/// Those of them that a single record has not.
const NOT_OF_RECORDS: &[&str] = &["argpartition", "ctypes", "dot", "field", "mT", "partition"];

/// A record array (`np.recarray`): an array whose fields are attributes too. Its records are `np.record`.
#[derive(Clone, Debug)]
pub struct RecArray(Array);

/// What a record array gives where one asks for a part of it.
#[derive(Clone, Debug)]
pub enum Part {
    /// A plain array, where the part has no fields.
    Array(Array),
    /// A record array, where it has.
    Records(RecArray),
    /// One element: an `np.record`, or the scalar of a field. An array without axes.
    Element(Array),
}

impl RecArray {
    /// `a.view(np.recarray)`: the same bytes as a record array. A structured dtype becomes one of `np.record`; another dtype
    /// stays as it is.
    pub fn of(array: &Array) -> RecArray {
        match array.dtype() {
            dtype @ DType::Record(_) => {
                RecArray(array.as_dtype(dtype.as_record(), || "view(np.recarray)".to_owned()))
            }
            dtype => RecArray(array.as_dtype(dtype, || "view(np.recarray)".to_owned())),
        }
    }

    /// The records as an array of the dtype they have here; the very array that this one shows.
    pub fn array(&self) -> &Array {
        &self.0
    }

    /// `r.view(dtype)`: the same bytes as records of another dtype, or as a record array of a plain one.
    ///
    /// # Errors
    /// As [`Array::view`].
    pub fn view(&self, dtype: DType) -> Result<RecArray> {
        Ok(RecArray(self.0.view(match dtype {
            DType::Record(_) => dtype.as_record(),
            plain => plain,
        })?))
    }

    /// `r.view(dtype, np.ndarray)`: a view of the same bytes that is a plain array of this dtype; of the records' own dtype
    /// without one, which then still is one of `np.record`.
    ///
    /// # Errors
    /// As [`Array::view`].
    pub fn view_as_array(&self, dtype: Option<DType>) -> Result<Array> {
        self.0.view(dtype.unwrap_or(self.0.dtype()))
    }

    /// `r.name`: a view of the field of this name or title. Nothing where it is the name of one of every array's own
    /// attributes, which comes first.
    ///
    /// # Errors
    /// `AttributeError: recarray has no attribute x`.
    pub fn attribute(&self, name: &str) -> Result<Option<Part>> {
        if OWN.contains(&name) {
            return Ok(None);
        }
        hearing(|| {
            let known = definition(self.0.dtype()).and_then(|known| known.field(name));
            if known.is_none() {
                let message = format!("recarray has no attribute {name}");
                return Err(Error::new(ErrorClass::Attribute, message));
            }
            Ok(Some(part(self.0.field(name)?)))
        })
    }

    /// `r.name = value`: the value for the field of every record, stretched as by [`Array::assign_value`].
    ///
    /// # Errors
    /// `AttributeError: recarray has no attribute x`, where Python would give the object an attribute; as
    /// [`Array::assign_value`].
    pub fn set_attribute(&self, name: &str, value: &Value) -> Result<()> {
        let refused = || {
            Error::new(
                ErrorClass::Attribute,
                format!("recarray has no attribute {name}"),
            )
        };
        let known = definition(self.0.dtype()).and_then(|known| known.field(name));
        heard(known.map(|_| ()).ok_or_else(refused))?;
        self.0.field(name)?.assign_value(&[Index::Ellipsis], value)
    }

    /// `r['name']`: a view of one field: a record array where it has fields, else a plain array.
    ///
    /// # Errors
    /// As [`Array::field`].
    pub fn get(&self, name: &str) -> Result<Part> {
        self.0.field(name).map(part)
    }

    /// `r[['a', 'b']]`: a view of several fields as a record array.
    ///
    /// # Errors
    /// As [`Array::fields`].
    pub fn fields(&self, names: &[&str]) -> Result<RecArray> {
        self.0.fields(names).map(|fields| RecArray::of(&fields))
    }

    /// `r[indices]`: one element where all axes are picked by numbers, else a record array, or a plain one where there are no
    /// fields. New bytes or shared ones as with [`Array::index`].
    ///
    /// # Errors
    /// As [`Array::index`].
    pub fn index(&self, indices: &[Index]) -> Result<Part> {
        let found = self.0.index(indices)?;
        Ok(
            if found.ndim() == 0 && !indices.contains(&Index::Ellipsis) {
                Part::Element(found)
            } else {
                part(found)
            },
        )
    }

    /// `r.field('name')`: a view of one field.
    ///
    /// # Errors
    /// `KeyError: 'x'`; `TypeError: 'NoneType' object is not subscriptable` without fields.
    pub fn field(&self, name: &str) -> Result<Part> {
        let missing = || Error::new(ErrorClass::Key, python_text(name));
        let known = heard(definition(self.0.dtype()).ok_or_else(not_subscriptable))?;
        heard(known.field(name).map(|_| ()).ok_or_else(missing))?;
        self.get(name)
    }

    /// `r.field(0)`: a view of the field of this number, negative ones counted from the end.
    ///
    /// # Errors
    /// `IndexError: tuple index out of range`; `TypeError: 'NoneType' object is not subscriptable` without fields.
    pub fn nth_field(&self, number: i64) -> Result<Part> {
        let known = heard(definition(self.0.dtype()).ok_or_else(not_subscriptable))?;
        let count = known.fields.len() as i64;
        let place = if number < 0 {
            number.saturating_add(count)
        } else {
            number
        };
        let found = usize::try_from(place)
            .ok()
            .and_then(|place| known.fields.get(place))
            .ok_or_else(|| Error::index("tuple index out of range"));
        self.get(&heard(found)?.name)
    }

    /// `r.copy()`: a record array of its own bytes.
    ///
    /// # Errors
    /// As [`Array::copy`].
    pub fn copy(&self) -> Result<RecArray> {
        self.0.copy(CopyOrder::C).map(RecArray)
    }

    /// `repr(r)`, as in `rec.array([(1, 2.)], dtype=[('a', '<i4'), ('b', '<f8')])`; the dtype begins a line of its own.
    pub fn repr(&self) -> String {
        let array = &self.0;
        let raw = matches!(array.dtype(), DType::Void(_));
        let prefix = if raw { "array(" } else { "rec.array(" };
        let body = if array.size() > 0 || array.shape() == [0] {
            let frame = Frame {
                separator: ", ",
                prefix,
                suffix: ",",
                formatter: None,
            };
            array2string(array, &get_printoptions(), &frame)
        } else {
            format!("[], shape={}", shape_text(array.shape()))
        };
        let dtype = match array.dtype() {
            DType::Record(definition) => fields_text(definition, true),
            plain => plain.to_string(),
        };
        let indent = " ".repeat(prefix.len());
        let end = if raw { ").view(numpy.recarray)" } else { ")" };
        format!("{prefix}{body},\n{indent}dtype={dtype}{end}")
    }
}

impl std::fmt::Display for RecArray {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&array_str(&self.0))
    }
}

impl Part {
    /// The part as an array, whatever its class: the very array, a view of the records' bytes or a copy as it was found.
    pub fn array(&self) -> &Array {
        match self {
            Part::Array(array) | Part::Element(array) => array,
            Part::Records(records) => records.array(),
        }
    }

    /// The name of its class, as Python prints it: `numpy.ndarray`, `numpy.rec.recarray`, `numpy.record`, `numpy.int32`.
    pub fn class(&self) -> String {
        match self {
            Part::Array(_) => "numpy.ndarray".to_owned(),
            Part::Records(_) => "numpy.rec.recarray".to_owned(),
            Part::Element(element) => element.dtype().scalar_class(),
        }
    }

    /// `repr` of the part.
    pub fn repr(&self) -> String {
        match self {
            Part::Array(array) => array_repr(array),
            Part::Records(records) => records.repr(),
            Part::Element(element) => zero_dimensional_repr(element),
        }
    }

    /// `record.name`: the field of a single record: an element, an array where it has several elements. A view of its bytes;
    /// of a record array or a plain one as [`RecArray::attribute`]. Nothing where every record has an attribute of that name.
    ///
    /// # Errors
    /// `AttributeError: 'record' object has no attribute 'x'`.
    pub fn attribute(&self, name: &str) -> Result<Option<Part>> {
        let element = match self {
            Part::Element(element) => element,
            Part::Records(records) => return records.attribute(name),
            Part::Array(array) => return RecArray(array.clone()).attribute(name),
        };
        let own = OWN.contains(&name) && !NOT_OF_RECORDS.contains(&name);
        if own || name == "pprint" {
            return Ok(None);
        }
        let refused = || {
            let message = format!("'record' object has no attribute {}", python_text(name));
            Error::new(ErrorClass::Attribute, message)
        };
        let known = definition(element.dtype()).and_then(|known| known.field(name));
        heard(known.map(|_| ()).ok_or_else(refused))?;
        Ok(Some(match self.get(name)? {
            Part::Array(several) => Part::Array(as_records(&several)),
            other => other,
        }))
    }

    /// `record['name']`: as [`Part::attribute`], for every name.
    ///
    /// # Errors
    /// As [`Array::field`].
    pub fn get(&self, name: &str) -> Result<Part> {
        let Part::Element(element) = self else {
            return RecArray(self.array().clone()).get(name);
        };
        let found = element.field(name)?;
        Ok(if found.ndim() == 0 {
            Part::Element(as_records(&found))
        } else {
            Part::Array(found)
        })
    }

    /// `record.pprint()`: a line for each field of a single record, the names right-aligned.
    ///
    /// # Errors
    /// `AttributeError: recarray has no attribute pprint` for what is no single record.
    pub fn pprint(&self) -> Result<String> {
        let known = definition(self.array().dtype()).filter(|_| matches!(self, Part::Element(_)));
        let refused = || {
            let class = self.class();
            Error::new(
                ErrorClass::Attribute,
                match self {
                    Part::Records(_) => "recarray has no attribute pprint".to_owned(),
                    _ => format!("'{class}' object has no attribute 'pprint'"),
                },
            )
        };
        let known = heard(known.ok_or_else(refused))?;
        let widths = known.fields.iter().map(|field| field.name.chars().count());
        let width = widths.max().unwrap_or(0);
        let line = |name: &str| {
            let text = self
                .get(name)
                .map_or_else(crate::Error::into_message, |part| part.to_string());
            format!("{name:>width$}: {text}")
        };
        let lines: Vec<String> = known.fields.iter().map(|field| line(&field.name)).collect();
        Ok(lines.join("\n"))
    }
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Part::Element(element) => f.write_str(&zero_dimensional_str(element)),
            other => f.write_str(&array_str(other.array())),
        }
    }
}

/// The class of a part that is no element.
fn part(array: Array) -> Part {
    match definition(array.dtype()) {
        Some(_) => Part::Records(RecArray::of(&array)),
        None => Part::Array(array),
    }
}

/// The same bytes, of `np.record` where they have fields.
fn as_records(array: &Array) -> Array {
    match array.dtype() {
        DType::Record(_) => RecArray::of(array).0,
        _ => array.clone(),
    }
}

fn definition(dtype: DType) -> Option<&'static Definition> {
    dtype.definition()
}

fn not_subscriptable() -> Error {
    Error::type_("'NoneType' object is not subscriptable")
}
