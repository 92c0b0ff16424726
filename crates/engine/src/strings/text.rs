//! One text of an array as characters: what its letters are, how it is stored, what its bytes mean.
//! Knows dtypes and lines; nothing of the functions of strings.

use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::plan::lines::Line;
use crate::records::value::{characters, trimmed};

/// One text as characters. Bytes are characters below 256, and only ASCII ones are letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Text {
    pub(super) characters: Vec<char>,
    pub(super) bytes: bool,
}

impl Text {
    pub(super) fn of(line: Line<'_>, place: usize) -> Self {
        let item = line.item(place);
        match line.dtype {
            DType::Bytes(_) => Self {
                characters: trimmed(item).iter().map(|&byte| char::from(byte)).collect(),
                bytes: true,
            },
            _ => Self {
                characters: characters(item).collect(),
                bytes: false,
            },
        }
    }

    pub(super) fn is_alphabetic(&self, character: char) -> bool {
        if self.bytes {
            character.is_ascii_alphabetic()
        } else {
            character.is_alphabetic()
        }
    }

    pub(super) fn is_upper(&self, character: char) -> bool {
        if self.bytes {
            character.is_ascii_uppercase()
        } else {
            character.is_uppercase()
        }
    }

    pub(super) fn is_lower(&self, character: char) -> bool {
        if self.bytes {
            character.is_ascii_lowercase()
        } else {
            character.is_lowercase()
        }
    }

    pub(super) fn is_space(&self, character: char) -> bool {
        if self.bytes {
            matches!(character, ' ' | '\t'..='\r')
        } else {
            character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
        }
    }

    pub(super) fn upper(&self, character: char, into: &mut Vec<char>) {
        if self.bytes {
            into.push(character.to_ascii_uppercase());
        } else {
            into.extend(character.to_uppercase());
        }
    }

    pub(super) fn lower(&self, character: char, into: &mut Vec<char>) {
        if self.bytes {
            into.push(character.to_ascii_lowercase());
        } else {
            into.extend(character.to_lowercase());
        }
    }
}

/// The element that holds a text, cut to the width.
pub(super) fn stored(text: &[char], dtype: DType) -> Vec<u8> {
    let mut bytes = vec![0; dtype.itemsize()];
    if let DType::Bytes(_) = dtype {
        for (slot, &character) in std::iter::zip(&mut bytes, text) {
            *slot = u8::try_from(u32::from(character)).unwrap_or(b'?');
        }
    } else {
        for (slot, &character) in std::iter::zip(bytes.as_chunks_mut::<4>().0, text) {
            *slot = u32::from(character).to_le_bytes();
        }
    }
    bytes
}

/// The bytes of UTF-8, each as a character below 256.
pub(super) fn encoded(texts: &[Text]) -> Vec<char> {
    let text: String = texts
        .first()
        .map_or_else(String::new, |text| text.characters.iter().collect());
    text.bytes().map(char::from).collect()
}

pub(super) fn decoded(texts: &[Text]) -> Result<Vec<char>> {
    let bytes: Vec<u8> = texts.first().map_or_else(Vec::new, |text| {
        text.characters
            .iter()
            .map(|&one| u8::try_from(u32::from(one)).unwrap_or(b'?'))
            .collect()
    });
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(text.chars().collect()),
        Err(error) => {
            let place = error.valid_up_to();
            let byte = bytes.get(place).copied().unwrap_or(0);
            let why = match error.error_len() {
                None => "unexpected end of data",
                Some(_) if matches!(byte, 0x80..=0xc1 | 0xf5..=0xff) => "invalid start byte",
                Some(_) => "invalid continuation byte",
            };
            Err(Error::new(
                crate::error::ErrorClass::UnicodeDecode,
                format!("'utf-8' codec can't decode byte 0x{byte:02x} in position {place}: {why}"),
            ))
        }
    }
}

/// Every text of an array, in C order.
pub(super) fn texts_of(array: &crate::Array) -> Vec<Vec<Text>> {
    let bytes = array.buffer.bytes();
    let size = array.dtype.itemsize();
    array
        .layout
        .addresses()
        .filter_map(|byte| {
            let start = usize::try_from(byte).ok()?;
            let item = bytes.get(start..start.checked_add(size)?)?;
            let line = Line {
                bytes: item,
                dtype: array.dtype,
            };
            Some(vec![Text::of(line, 0)])
        })
        .collect()
}
