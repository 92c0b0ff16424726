//! What only `np.char` has, or has in its own way, and `translate`, which calls Python's method on each text.
//! Knows arrays; the work on one text stands in `kernel`.

use super::functions::{Side, multiply, partition};
use super::{char_compare, check_text, is_text, kernel, run, run_in_c_order};
use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::join::{Joining, stack};
use crate::record::hearing;
use crate::records::value::trimmed;

/// Which characters become what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Table<'a> {
    /// Each character that numbers one of these becomes that one; the others stay.
    Text(&'a str),
    /// Each of these becomes a text, an empty one where it is to go.
    Map(&'a [(char, &'a str)]),
    /// For bytes: one for each of the 256, all themselves where it is left out, and those that go.
    Bytes(Option<&'a [u8]>, &'a [u8]),
}

/// Each text with its characters replaced by a table (`translate`), in the same dtype: what becomes longer is cut. A new
/// C-ordered array.
///
/// # Errors
/// `ValueError: translation table must be 256 characters long`; `TypeError: string operation on non-string array`;
/// `TypeError` for a table of the other kind; memory refused.
pub fn translate(array: &Array, table: Table<'_>) -> Result<Array> {
    hearing(|| {
        check_text(array)?;
        let bytes = array.dtype.kind() == Kind::Bytes;
        let mut entries = Vec::new();
        let mut entry = |from: u32, to: &str| {
            entries.push(i64::from(from));
            entries.push(to.chars().count() as i64);
            entries.extend(to.chars().map(|one| i64::from(u32::from(one))));
        };
        match table {
            // Of texts each character is looked up by its number.
            Table::Bytes(table, _) if !bytes => {
                let table = table.map(trimmed).unwrap_or_default();
                for (from, &to) in (0..).zip(table) {
                    entry(from, &char::from(to).to_string());
                }
            }
            // On its way through NumPy a table loses the zeros at its end.
            Table::Bytes(Some(table), _) if trimmed(table).len() != 256 && array.size() > 0 => {
                return Err(Error::value(
                    "translation table must be 256 characters long",
                ));
            }
            Table::Bytes(table, deleted) => {
                for byte in 0..=u8::MAX {
                    let to = table.and_then(|table| table.get(usize::from(byte)));
                    if deleted.contains(&byte) {
                        entry(byte.into(), "");
                    } else if let Some(&to) = to.filter(|&&to| to != byte) {
                        entry(byte.into(), &char::from(to).to_string());
                    }
                }
            }
            _ if bytes => return Err(Error::type_("a table of texts translates texts only")),
            Table::Text(text) => {
                for (from, to) in (0..).zip(text.chars()) {
                    entry(from, &to.to_string());
                }
            }
            Table::Map(pairs) => {
                for &(from, to) in pairs {
                    entry(from.into(), to);
                }
            }
        }
        let native = array.dtype.native();
        let translated = run_in_c_order(&kernel::TRANSLATE, &[array], native, &entries)?;
        match array.dtype == native {
            true => Ok(translated),
            false => translated.astype(array.dtype),
        }
    })
}

/// A comparison by its sign (`np.char.compare_chararrays`), for which white space at the ends of texts may not count. A new
/// array of bools of the shape both broadcast to.
///
/// # Errors
/// `ValueError: comparison must be '==', '!=', '<', '>', '<=', '>='`; `TypeError: comparison of non-string arrays`; shapes
/// that do not broadcast, memory refused.
pub fn compare_chararrays(a: &Array, b: &Array, sign: &str, rstrip: bool) -> Result<Array> {
    hearing(|| {
        let (name, kernel) = match sign {
            "==" => ("equal", &kernel::EQUAL),
            "!=" => ("not_equal", &kernel::NOT_EQUAL),
            "<" => ("less", &kernel::LESS),
            "<=" => ("less_equal", &kernel::LESS_EQUAL),
            ">" => ("greater", &kernel::GREATER),
            ">=" => ("greater_equal", &kernel::GREATER_EQUAL),
            _ => {
                return Err(Error::value(
                    "comparison must be '==', '!=', '<', '>', '<=', '>='",
                ));
            }
        };
        if rstrip || !is_text(a.dtype) || a.dtype.kind() != b.dtype.kind() {
            return char_compare(name, a, b);
        }
        run(kernel, &[a, b], DType::Bool, &[])
    })
}

/// Each text in three along a new last axis (`np.char.partition`, `np.char.rpartition`), as wide as the widest part.
///
/// # Errors
/// As [`partition`].
pub fn char_partition(array: &Array, separator: &Array, side: Side) -> Result<Array> {
    hearing(|| {
        let parts = partition(array, separator, side)?;
        stack(&parts.each_ref(), -1, Joining::default())
    })
}

/// Texts repeated (`np.char.multiply`): as [`multiply`], but for its refusal.
///
/// # Errors
/// `ValueError: Can only multiply by integers`; as [`multiply`].
pub fn char_multiply(array: &Array, counts: &Array) -> Result<Array> {
    hearing(|| match multiply(array, counts) {
        Err(error) if matches!(error.class, ErrorClass::Type | ErrorClass::UFuncType) => {
            Err(Error::value("Can only multiply by integers"))
        }
        other => other,
    })
}

/// `np.char.split`, `rsplit` and `splitlines` give an array of Python lists, which are no elements here. So it refuses always
/// and makes no new array.
///
/// # Errors
/// Always: `TypeError: split gives lists of texts, which only an array of Python objects could hold`.
pub fn split(name: &str, array: &Array) -> Result<Array> {
    hearing(|| {
        check_text(array)?;
        Err(Error::type_(format!(
            "{name} gives lists of texts, which only an array of Python objects could hold; partition gives arrays"
        )))
    })
}
