//! The identity of a drawn cell is its address: buffer and byte. Ghosts add the index at which they repeat it.
//! Knows text and numbers only.

/// Names one cell of a picture.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key {
    /// The buffer: `A` for the first operand's, and so on.
    pub buffer: char,
    /// The element's first byte in it.
    pub byte: i64,
    /// Where the cell is drawn.
    pub place: Place,
}

/// The places at which one address can be drawn.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// In the array, where its own index says.
    Own,
    /// In the stretched array, at this index.
    Ghost(Vec<i64>),
    /// In the strip of memory.
    Strip,
}

impl Key {
    /// The key of an array's own cell.
    pub fn own(buffer: char, byte: i64) -> Key {
        Key {
            buffer,
            byte,
            place: Place::Own,
        }
    }

    /// The key of a ghost at an index of the stretched array.
    pub fn ghost(buffer: char, byte: i64, index: &[i64]) -> Key {
        Key {
            buffer,
            byte,
            place: Place::Ghost(index.to_vec()),
        }
    }

    /// The key of a cell of memory.
    pub fn strip(buffer: char, byte: i64) -> Key {
        Key {
            buffer,
            byte,
            place: Place::Strip,
        }
    }

    /// The text of a key, `A:8`, `A:8/1,2` or `A:8.m`: safe in links and attributes.
    pub fn text(&self) -> String {
        let mut text = format!("{}:{}", self.buffer, self.byte);
        match &self.place {
            Place::Own => {}
            Place::Strip => text.push_str(".m"),
            Place::Ghost(index) => {
                text.push('/');
                for (place, number) in index.iter().enumerate() {
                    if place > 0 {
                        text.push(',');
                    }
                    text.push_str(&number.to_string());
                }
            }
        }
        text
    }

    /// Reads the text of a key.
    pub fn parse(text: &str) -> Option<Key> {
        let mut characters = text.chars();
        let buffer = characters.next().filter(char::is_ascii_uppercase)?;
        let rest = characters.as_str().strip_prefix(':')?;
        if let Some(byte) = rest.strip_suffix(".m") {
            return Some(Key::strip(buffer, natural(byte)?));
        }
        match rest.split_once('/') {
            None => Some(Key::own(buffer, natural(rest)?)),
            Some((byte, index)) => {
                let index: Option<Vec<i64>> = index.split(',').map(natural).collect();
                Some(Key::ghost(buffer, natural(byte)?, &index?))
            }
        }
    }
}

fn natural(text: &str) -> Option<i64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_round_trip_and_junk_is_refused() {
        for text in ["A:0", "C:48", "B:8/1,2", "A:16.m", "A:0/7"] {
            assert_eq!(
                Key::parse(text).map(|key| key.text()).as_deref(),
                Some(text)
            );
        }
        for junk in [
            "",
            "A",
            "A:",
            "a:1",
            "A:-1",
            "A:1/",
            "A:1/2,",
            "A:1.n",
            "A:99999999999999999999",
            "é:1",
        ] {
            assert_eq!(Key::parse(junk), None, "{junk}");
        }
    }
}
