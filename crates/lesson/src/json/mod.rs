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

/// A type that can be read from JSON: a value made before is filled where it stands, so that nothing is handed on from
/// level to level, and no level has a way out of its own.
pub trait FromJson {
    /// Takes over what the JSON says, or remembers in `wrong` that it is of another form.
    fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong);
}

/// What was wrong first; a value that was filled with something wrong is of no use.
#[derive(Debug, Default)]
pub struct Wrong(Option<JsonError>);

impl Wrong {
    /// Remembers that another form was wanted.
    #[inline(never)]
    pub fn wanted(&mut self, reason: &'static str) {
        if self.0.is_none() {
            self.0 = Some(JsonError::new(reason));
        }
    }

    /// Fills what stands under a key.
    fn fill(&mut self, key: &str, value: &mut dyn FromJson, json: Json<'_>) {
        if self.0.is_none() {
            value.fill(json, self);
            self.0 = self.0.take().map(|error| error.within(key));
        }
    }
}

/// Reads a value from text.
///
/// # Errors
/// [`JsonError`] when the text is not JSON or not of the type's form: what was wanted, and the keys that lead there.
pub fn from_text<T: FromJson + Default>(text: &str) -> Result<T, JsonError> {
    let mut value = T::default();
    let mut wrong = Wrong::default();
    value.fill(parse(text)?, &mut wrong);
    match wrong.0 {
        None => Ok(value),
        Some(error) => Err(error),
    }
}

/// Writes a value as text.
pub fn to_text<T: ToJson>(value: &T) -> String {
    let mut text = String::new();
    value.write_json(&mut text);
    text
}

/// The keys of an object, to be taken one by one. Keys nobody takes are let pass.
#[derive(Debug)]
pub struct Fields<'a, 'b> {
    all: Vec<(Cow<'a, str>, Json<'a>)>,
    wrong: &'b mut Wrong,
}

impl<'a, 'b> Fields<'a, 'b> {
    /// The keys of an object; none when the value is something else.
    pub fn of(json: Json<'a>, wrong: &'b mut Wrong) -> Self {
        let all = match json {
            Json::Object(all) => all,
            _ => {
                wrong.wanted("an object was expected");
                Vec::new()
            }
        };
        Self { all, wrong }
    }

    /// Takes a key's value. A missing key is `null`, which only an `Option` accepts.
    pub fn take(&mut self, key: &str, value: &mut dyn FromJson) {
        let place = self.all.iter().rposition(|(name, _)| name == key);
        let json = place.map_or(Json::Null, |place| self.all.swap_remove(place).1);
        self.wrong.fill(key, value, json);
    }

    /// Takes a key's value, or leaves the default where the key is missing.
    pub fn take_if_there(&mut self, key: &str, value: &mut dyn FromJson) {
        if self.all.iter().any(|(name, _)| name == key) {
            self.take(key, value);
        }
    }
}

impl FromJson for bool {
    fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong) {
        match json {
            Json::Bool(value) => *self = value,
            _ => wrong.wanted("true or false was expected"),
        }
    }
}

impl FromJson for String {
    fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong) {
        match json {
            Json::Text(text) => *self = text.into_owned(),
            _ => wrong.wanted("text was expected"),
        }
    }
}

/// A number, where the JSON is one and `read` can read it.
fn number<T>(json: &Json<'_>, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    match json {
        Json::Number(digits) => read(digits),
        _ => None,
    }
}

impl FromJson for i64 {
    fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong) {
        match number(&json, |digits| digits.parse().ok()) {
            Some(value) => *self = value,
            None => wrong.wanted("a whole number was expected"),
        }
    }
}

impl FromJson for u32 {
    fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong) {
        let mut whole = 0i64;
        whole.fill(json, wrong);
        match Self::try_from(whole) {
            Ok(value) => *self = value,
            Err(_) => wrong.wanted("a whole number from 0 to 4294967295 was expected"),
        }
    }
}

impl FromJson for f64 {
    fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong) {
        match number(&json, f64_from_decimal).filter(|value| value.is_finite()) {
            Some(value) => *self = value,
            None => wrong.wanted("a number was expected"),
        }
    }
}

impl<T: FromJson + Default> FromJson for Option<T> {
    fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong) {
        if !matches!(json, Json::Null) {
            self.insert(T::default()).fill(json, wrong);
        }
    }
}

impl<T: FromJson + Default> FromJson for Vec<T> {
    fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong) {
        let Json::List(items) = json else {
            return wrong.wanted("a list was expected");
        };
        for item in items {
            self.push(T::default());
            if let Some(last) = self.last_mut() {
                last.fill(item, wrong);
            }
        }
    }
}

/// Gives structs their JSON form: an object with a key for each field. After a semicolon stand
/// the fields that may be missing and then have their default.
#[macro_export]
macro_rules! json_records {
    ($($type:ty { $($field:ident),* $(; $($late:ident),+)? })+) => {$(
        impl $crate::json::FromJson for $type {
            fn fill(&mut self, json: $crate::json::Json<'_>, wrong: &mut $crate::json::Wrong) {
                let mut fields = $crate::json::Fields::of(json, wrong);
                $(fields.take(stringify!($field), &mut self.$field);)*
                $($(fields.take_if_there(stringify!($late), &mut self.$late);)+)?
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
