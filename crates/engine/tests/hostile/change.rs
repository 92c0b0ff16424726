//! A program with some of its arguments changed for hostile ones: extreme numbers, odd arrays, broken texts.
//! Knows the form of programs, not what operations mean.

use serde_json::{Map, Value as Json, json};

use crate::random::Random;

/// The arrays that any argument may become.
pub(crate) const HOSTILE: &[&str] = &[
    "h_wild",
    "h_single",
    "h_int",
    "h_unsigned",
    "h_byte",
    "h_small",
    "h_bool",
    "h_zero",
    "h_count",
    "h_empty",
    "h_hollow",
    "h_vast_empty",
    "h_deep",
    "h_one",
    "h_row",
    "h_square",
    "h_column_order",
    "h_reversed",
    "h_line",
    "h_from_second",
    "h_to_last",
    "h_stretched",
    "h_long",
    "h_complex",
    "h_text",
    "h_vast",
    "h_vast_square",
    "h_vast_whole",
    "h_vast_mask",
    "h_vast_backward",
    "h_endless",
];

const NUMBERS: &[i64] = &[
    0,
    1,
    -1,
    2,
    3,
    -3,
    5,
    31,
    32,
    63,
    64,
    65,
    127,
    255,
    1000,
    -1000,
    5000,
    1 << 31,
    -(1 << 31),
    1 << 40,
    1 << 62,
    i64::MAX,
    i64::MIN,
    i64::MAX - 1,
    i64::MIN + 1,
];

const WORDS: &[&str] = &[
    "",
    "0",
    "-1",
    "nan",
    "inf",
    "-inf",
    "1e308",
    "-0.0",
    "5e-324",
    "2.5",
    "True",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "99999999999999999999999999999999999999",
    "::-1",
    "::0",
    "-9223372036854775808::9223372036854775807",
    "9223372036854775807:-9223372036854775808:-9223372036854775808",
    "...",
    "newaxis",
    "C",
    "F",
    "A",
    "K",
    "unsafe",
    "safe",
    "\u{e9}\u{20ac}",
    "\0",
    "%s",
    ",",
    "(",
    "->",
    "ij,jk->ik",
    "i...",
];

const DTYPES: &[&str] = &[
    "bool",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "float32",
    "float64",
    "complex64",
    "complex128",
    "U3",
    "S2",
    "U",
    "S0",
];

/// What arguments may become.
pub(crate) struct Changes<'a> {
    /// Names of arrays.
    pub(crate) arrays: &'a [&'a str],
    /// The names that stand for arrays already.
    pub(crate) known: &'a Map<String, Json>,
}

impl Changes<'_> {
    /// The program with one to three of its arguments changed.
    pub(crate) fn apply(&self, program: &Json, random: &mut Random) -> Json {
        let mut changed = program.clone();
        for _ in 0..=random.below(3) {
            let count = places(&changed);
            if count > 0 {
                let mut left = random.below(count) as i64;
                self.at(&mut changed, &mut left, random);
            }
        }
        changed
    }

    /// Changes the argument with this number, counted through the whole tree.
    fn at(&self, tree: &mut Json, left: &mut i64, random: &mut Random) {
        match tree {
            Json::Array(items) => {
                // The name of an operation stays.
                let first = usize::from(is_program(items));
                for item in items.iter_mut().skip(first) {
                    self.step(item, left, random);
                    if *left < 0 {
                        return;
                    }
                }
            }
            Json::Object(entries) => {
                for value in entries.values_mut() {
                    self.step(value, left, random);
                    if *left < 0 {
                        return;
                    }
                }
            }
            _ => {}
        }
    }

    fn step(&self, item: &mut Json, left: &mut i64, random: &mut Random) {
        if *left == 0 {
            *item = self.instead(item, random);
            *left = -1;
            return;
        }
        *left -= 1;
        self.at(item, left, random);
    }

    fn instead(&self, old: &Json, random: &mut Random) -> Json {
        match old {
            Json::Number(_) => match random.below(8) {
                0 => Json::Null,
                1 => json!(*random.of(&[0.5, -0.0, 1e308])),
                _ => json!(random.of(NUMBERS)),
            },
            Json::Bool(value) => json!(!value),
            Json::Null => match random.below(3) {
                0 => json!(random.of(NUMBERS)),
                1 => json!([random.of(NUMBERS)]),
                _ => json!(true),
            },
            Json::String(text) => self.text(text, random),
            Json::Array(items) if is_program(items) => match random.below(4) {
                0 => json!(["py", random.of(WORDS)]),
                _ => json!(random.of(self.arrays)),
            },
            Json::Array(items) => list(items, random),
            Json::Object(entries) => {
                let mut entries = entries.clone();
                let keys: Vec<String> = entries.keys().cloned().collect();
                if !keys.is_empty() {
                    entries.remove(random.of(&keys));
                }
                Json::Object(entries)
            }
        }
    }

    fn text(&self, text: &str, random: &mut Random) -> Json {
        if self.known.contains_key(text) || text.starts_with("h_") {
            return json!(random.of(self.arrays));
        }
        if DTYPES.contains(&text) && random.below(4) > 0 {
            return json!(random.of(DTYPES));
        }
        let letters: Vec<char> = text.chars().collect();
        match random.below(6) {
            0 => json!(format!("{text}{text}")),
            1 => json!(letters.iter().rev().collect::<String>()),
            2 if !letters.is_empty() => {
                let cut = random.below(letters.len() as u64) as usize;
                json!(letters[..cut].iter().collect::<String>())
            }
            3 if !letters.is_empty() => {
                let place = random.below(letters.len() as u64) as usize;
                let mut letters = letters;
                letters[place] = *random.of(&[
                    'x', '0', '9', '-', ' ', '\n', '"', '%', '(', '\'', '{', '.', ',',
                ]);
                json!(letters.iter().collect::<String>())
            }
            _ => json!(random.of(WORDS)),
        }
    }
}

fn list(items: &[Json], random: &mut Random) -> Json {
    let mut items = items.to_vec();
    match random.below(6) {
        0 => items.clear(),
        1 => {
            items.pop();
        }
        2 => items.push(json!(random.of(NUMBERS))),
        3 => items.reverse(),
        4 => items = vec![json!(1); *random.of(&[1, 5, 64, 65, 200])],
        _ => {
            let double = items.clone();
            items.extend(double);
        }
    }
    Json::Array(items)
}

/// How many arguments a tree has, nested ones included.
fn places(tree: &Json) -> u64 {
    match tree {
        Json::Array(items) => {
            let first = usize::from(is_program(items));
            items.iter().skip(first).map(|item| 1 + places(item)).sum()
        }
        Json::Object(entries) => entries.values().map(|value| 1 + places(value)).sum(),
        _ => 0,
    }
}

/// A list that starts with an operation's name, not with a plain text such as a slice.
fn is_program(items: &[Json]) -> bool {
    match items.first().and_then(Json::as_str) {
        Some(name) => {
            name.len() > 1
                && name.starts_with(|first: char| first.is_ascii_alphabetic())
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                && name != "newaxis"
        }
        None => false,
    }
}
