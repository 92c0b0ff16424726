//! The order of the bytes in an element: dtypes in the machine's own and in the other, and elements turned around.
//! Knows dtypes and the bytes of single elements; arrays are seen by who copies them.

use std::cell::RefCell;

use super::definition::{Alias, Definition, Subarray};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::ufunc::heard;

thread_local! {
    static TEXTS: RefCell<Vec<&'static DType>> = const { RefCell::new(Vec::new()) };
}

/// The dtype with its bytes in the other order; one whose elements are single bytes stays what it is. Of a record all
/// fields are turned. What was turned already is in the machine's own order, by its name.
pub(crate) fn swapped(dtype: DType) -> DType {
    let native: &'static DType = match dtype {
        DType::Swapped(native) => return named(*native),
        DType::Alias(alias) if alias.named_order => return swapped(unnamed(dtype)),
        DType::I16 => &DType::I16,
        DType::I32 => &DType::I32,
        DType::I64 => &DType::I64,
        DType::U16 => &DType::U16,
        DType::U32 => &DType::U32,
        DType::U64 => &DType::U64,
        DType::F16 => &DType::F16,
        DType::F32 => &DType::F32,
        DType::F64 => &DType::F64,
        #[cfg(feature = "complex")]
        DType::C64 => &DType::C64,
        #[cfg(feature = "complex")]
        DType::C128 => &DType::C128,
        DType::Str(_) => kept(dtype),
        _ => return each_part(dtype, swapped),
    };
    DType::Swapped(native)
}

/// The dtype with every part in the machine's own order; where that was named it stays so.
pub(crate) fn all_native(dtype: DType) -> DType {
    match dtype {
        DType::Swapped(native) => *native,
        other => each_part(other, all_native),
    }
}

/// The dtype with every part in the machine's own order, which is named: `<`.
fn named(dtype: DType) -> DType {
    match dtype {
        DType::Swapped(native) => named(*native),
        other => match each_part(other, named) {
            dtype if dtype.byteorder() == '=' => Alias {
                named_order: true,
                ..Alias::of(dtype)
            }
            .dtype(),
            dtype => dtype,
        },
    }
}

/// The dtype with every part in the machine's own order, which nobody named.
fn unnamed(dtype: DType) -> DType {
    match each_part(dtype, unnamed) {
        DType::Swapped(native) => *native,
        dtype @ DType::Alias(_) => Alias {
            named_order: false,
            ..Alias::of(dtype)
        }
        .dtype(),
        dtype => dtype,
    }
}

/// A record or subarray with its parts changed; another dtype as it is.
fn each_part(dtype: DType, change: fn(DType) -> DType) -> DType {
    match dtype {
        DType::Record(definition) => {
            let mut definition = Definition::clone(definition);
            for field in &mut definition.fields {
                field.dtype = change(field.dtype);
            }
            DType::Record(definition.interned())
        }
        DType::Sub(subarray) => {
            let base = change(subarray.base);
            let shape = subarray.shape.clone();
            DType::Sub(Subarray { base, shape }.interned())
        }
        DType::Alias(alias) => {
            let fields = |fields| change(DType::Record(fields)).definition();
            let (own, base) = (alias.clone(), Alias::of(change(alias.base)));
            Alias {
                base: base.base,
                fields: own.fields.and_then(fields),
                named_order: own.named_order || base.named_order,
                record: own.record,
            }
            .dtype()
        }
        other => other,
    }
}

/// Whether every part has its bytes in the machine's own order.
fn is_native(dtype: DType) -> bool {
    match dtype {
        DType::Swapped(_) => false,
        DType::Record(definition) => {
            let mut fields = definition.fields.iter();
            fields.all(|field| is_native(field.dtype))
        }
        // NumPy does not look at the elements of a subarray.
        DType::Sub(_) => true,
        // As NumPy, which then looks at the fields alone.
        DType::Alias(alias) => match alias.fields {
            Some(fields) => is_native(DType::Record(fields)),
            None => is_native(alias.base),
        },
        _ => true,
    }
}

// There are as many widths of texts as a reader wrote down; each is leaked once, as the definitions of records are.
fn kept(dtype: DType) -> &'static DType {
    TEXTS.with_borrow_mut(|known| {
        if let Some(&found) = known.iter().find(|&&one| *one == dtype) {
            return found;
        }
        let kept: &'static DType = Box::leak(Box::new(dtype));
        known.push(kept);
        kept
    })
}

/// One element with the bytes of each of its parts in the other order, as a dtype of either order says; a complex number
/// has two parts, a text one for each character.
pub(crate) fn turn(native: DType, element: &mut [u8]) {
    for part in element.chunks_exact_mut(native.alignment().max(1)) {
        part.reverse();
    }
}

/// An element's bytes in the machine's own order.
pub(crate) fn turned(native: DType, element: &[u8]) -> crate::short::SmallVec<[u8; 16]> {
    let mut bytes = crate::short::SmallVec::from_slice(element);
    turn(native, &mut bytes);
    bytes
}

impl DType {
    /// What an [alias](DType::Alias) stands for; another dtype is its own.
    pub(crate) fn unaliased(self) -> DType {
        match self {
            DType::Alias(alias) => alias.base,
            other => other,
        }
    }

    /// `dtype.newbyteorder(order)`: `S` for the other order, `=` for the machine's own, `<` or `>` for the lowest or the
    /// highest byte first, `|` for no change; their first letters in words (`little`, `big`, `native`, `swap`, `ignore`) too.
    /// Of a record every field is changed. A dtype made so that the lowest byte comes first says `<` as its order of bytes,
    /// and `dtype('<i4')` instead of `dtype('int32')`; it equals one that does not.
    ///
    /// # Errors
    /// `ValueError: byteorder not recognized (got 'x')`.
    pub fn newbyteorder(self, order: &str) -> Result<DType> {
        heard(self.reordered(order))
    }

    fn reordered(self, order: &str) -> Result<DType> {
        Ok(
            match order.chars().next().map(|one| one.to_ascii_lowercase()) {
                Some('s') => swapped(self),
                Some('<' | 'l') => named(self),
                Some('=' | 'n') => unnamed(self),
                Some('>' | 'b') => swapped(unnamed(self)),
                Some('|' | 'i') => self,
                _ => {
                    return Err(Error::value(format!(
                        "byteorder not recognized (got {})",
                        super::text::python_text(order)
                    )));
                }
            },
        )
    }

    /// `dtype.isnative`: whether all bytes lie in the machine's own order, those of fields too.
    pub fn isnative(self) -> bool {
        is_native(self)
    }
}
