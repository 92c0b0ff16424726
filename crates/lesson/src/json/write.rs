//! Writes JSON text. Knows the form of the plain types; records get theirs from `json_records!`.

use std::fmt::Write;

/// A type that can be written as JSON.
pub trait ToJson {
    /// Appends the value's text.
    fn write_json(&self, out: &mut String);
}

/// Appends an object, key by key.
#[derive(Debug)]
pub struct ObjectWriter<'a> {
    out: &'a mut String,
    is_first: bool,
}

impl<'a> ObjectWriter<'a> {
    /// Opens the object.
    pub fn open(out: &'a mut String) -> Self {
        out.push('{');
        Self {
            out,
            is_first: true,
        }
    }

    /// Appends a key with its value.
    pub fn field(&mut self, key: &str, value: &dyn ToJson) {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(',');
        }
        write_text(key, self.out);
        self.out.push(':');
        value.write_json(self.out);
    }

    /// Closes the object.
    pub fn close(self) {
        self.out.push('}');
    }
}

/// Appends a string with its quotes; what JSON does not allow in it is escaped.
fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            '\n' => out.push_str("\\n"),
            '\0'..='\x1f' => {
                // A String takes every write.
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

impl ToJson for bool {
    fn write_json(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

impl ToJson for str {
    fn write_json(&self, out: &mut String) {
        write_text(self, out);
    }
}

impl ToJson for &str {
    fn write_json(&self, out: &mut String) {
        write_text(self, out);
    }
}

impl ToJson for String {
    fn write_json(&self, out: &mut String) {
        write_text(self, out);
    }
}

macro_rules! whole_numbers {
    ($($type:ty),*) => {$(
        impl ToJson for $type {
            fn write_json(&self, out: &mut String) {
                let _ = write!(out, "{self}");
            }
        }
    )*};
}
whole_numbers!(i64, u32);

impl ToJson for f64 {
    /// The shortest digits that give the number back; `null` for NaN and infinities, which JSON has no word for.
    fn write_json(&self, out: &mut String) {
        if self.is_finite() {
            let _ = write!(out, "{self:?}");
        } else {
            out.push_str("null");
        }
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write_json(&self, out: &mut String) {
        match self {
            Some(value) => value.write_json(out),
            None => out.push_str("null"),
        }
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write_json(&self, out: &mut String) {
        out.push('[');
        for (place, item) in self.iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            item.write_json(out);
        }
        out.push(']');
    }
}
