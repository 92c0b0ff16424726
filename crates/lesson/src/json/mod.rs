//! JSON as this project uses it: data from a page to its islands, and a reader's work in storage.
//! Plain recursive descent over one value type, so that the part in the WASM stays small; knows no
//! lesson. Any text may come in: what does not fit is an error that says where.

mod named;
mod read;
mod write;

pub use named::Named;
pub use read::{MAX_DEPTH, parse};
pub use write::ToJson;

use crate::decimal::f64_from_decimal;
use std::borrow::Cow;
use std::fmt;

/// A parsed JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it stands in the text: whoever wants it says how wide it is.
    Number(&'a str),
    /// A string, escapes resolved.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Self>),
    /// An object's keys and values in the order of the text.
    Object(Vec<(Cow<'a, str>, Self)>),
}

/// Why a text is not the value wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    path: String,
    reason: &'static str,
}

impl JsonError {
    /// An error at the value being read.
    pub fn new(reason: &'static str) -> Self {
        Self {
            path: String::new(),
            reason,
        }
    }

    /// The same error, seen from the object that holds the value under a key.
    #[must_use]
    pub fn within(mut self, key: &str) -> Self {
        self.path.insert_str(0, key);
        self.path.insert(0, '.');
        self
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.trim_start_matches('.');
        if !path.is_empty() {
            f.write_str(path)?;
            f.write_str(": ")?;
        }
        f.write_str(self.reason)
    }
}

impl std::error::Error for JsonError {}

/// A type that can be read from JSON.
pub trait FromJson: Sized {
    /// The value, when the JSON is of its form.
    ///
    /// # Errors
    /// [`JsonError`] naming what was wanted and the keys that lead there.
    fn from_json(json: Json<'_>) -> Result<Self, JsonError>;
}

/// Reads a value from text.
///
/// # Errors
/// [`JsonError`] when the text is not JSON or not of the type's form.
pub fn from_text<T: FromJson>(text: &str) -> Result<T, JsonError> {
    T::from_json(parse(text)?)
}

/// Writes a value as text.
pub fn to_text<T: ToJson>(value: &T) -> String {
    let mut text = String::new();
    value.write_json(&mut text);
    text
}

/// The keys of an object, to be taken one by one. Keys nobody takes are let pass.
#[derive(Debug)]
pub struct Fields<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Fields<'a> {
    /// The keys of an object.
    ///
    /// # Errors
    /// [`JsonError`] when the value is no object.
    pub fn of(json: Json<'a>) -> Result<Self, JsonError> {
        match json {
            Json::Object(fields) => Ok(Self(fields)),
            _ => Err(JsonError::new("an object was expected")),
        }
    }

    fn pull(&mut self, key: &str) -> Option<Json<'a>> {
        let place = self.0.iter().rposition(|(name, _)| name == key)?;
        Some(self.0.swap_remove(place).1)
    }

    /// Takes a key's value. A missing key is `null`, which only an `Option` accepts.
    ///
    /// # Errors
    /// [`JsonError`] when the value is not of the type's form.
    pub fn take<T: FromJson>(&mut self, key: &str) -> Result<T, JsonError> {
        T::from_json(self.pull(key).unwrap_or(Json::Null)).map_err(|error| error.within(key))
    }

    /// Takes a key's value, or the type's default where the key is missing.
    ///
    /// # Errors
    /// [`JsonError`] when there is a value that is not of the type's form.
    pub fn take_or_default<T: FromJson + Default>(&mut self, key: &str) -> Result<T, JsonError> {
        match self.pull(key) {
            Some(json) => T::from_json(json).map_err(|error| error.within(key)),
            None => Ok(T::default()),
        }
    }

    /// The only key with its value, as a variant with data is written: `{"list": [1, 2]}`.
    pub fn only(mut self) -> Option<(Cow<'a, str>, Json<'a>)> {
        match self.0.len() {
            1 => self.0.pop(),
            _ => None,
        }
    }
}

impl FromJson for bool {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        match json {
            Json::Bool(value) => Ok(value),
            _ => Err(JsonError::new("true or false was expected")),
        }
    }
}

impl FromJson for String {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        match json {
            Json::Text(text) => Ok(text.into_owned()),
            _ => Err(JsonError::new("text was expected")),
        }
    }
}

impl FromJson for i64 {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        const WANTED: JsonError = JsonError {
            path: String::new(),
            reason: "a whole number was expected",
        };
        match json {
            Json::Number(digits) => digits.parse().map_err(|_| WANTED),
            _ => Err(WANTED),
        }
    }
}

impl FromJson for u32 {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        Self::try_from(i64::from_json(json)?)
            .map_err(|_| JsonError::new("a whole number from 0 to 4294967295 was expected"))
    }
}

impl FromJson for f64 {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        match json {
            Json::Number(digits) => f64_from_decimal(digits).filter(|value| value.is_finite()),
            _ => None,
        }
        .ok_or(JsonError::new("a number was expected"))
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        match json {
            Json::Null => Ok(None),
            json => T::from_json(json).map(Some),
        }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        match json {
            Json::List(items) => {
                let mut values = Self::with_capacity(items.len());
                // Read for many types: collecting results would bring several functions for each.
                for item in items {
                    values.push(T::from_json(item)?);
                }
                Ok(values)
            }
            _ => Err(JsonError::new("a list was expected")),
        }
    }
}

/// Gives structs their JSON form: an object with a key for each field. After a semicolon stand
/// the fields that may be missing and then have their default.
#[macro_export]
macro_rules! json_records {
    ($($type:ty { $($field:ident),* $(; $($late:ident),+)? })+) => {$(
        impl $crate::json::FromJson for $type {
            fn from_json(json: $crate::json::Json<'_>) -> Result<Self, $crate::json::JsonError> {
                let mut fields = $crate::json::Fields::of(json)?;
                Ok(Self {
                    $($field: fields.take(stringify!($field))?,)*
                    $($($late: fields.take_or_default(stringify!($late))?,)+)?
                })
            }
        }

        impl $crate::json::ToJson for $type {
            fn write_json(&self, out: &mut String) {
                let mut object = $crate::json::ObjectWriter::open(out);
                $(object.field(stringify!($field), &self.$field);)*
                $($(object.field(stringify!($late), &self.$late);)+)?
                object.close();
            }
        }
    )+};
}

pub use write::ObjectWriter;
