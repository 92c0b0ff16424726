//! Names of fields made valid, as `genfromtxt` makes those it finds in a file.
//! Knows texts only.

use super::tokens::is_space;
use std::collections::BTreeMap;

/// Whether letters of names keep their case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Case {
    /// As they are.
    #[default]
    Kept,
    /// Made upper case.
    Upper,
    /// Made lower case.
    Lower,
}

/// How names are made valid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NameRules<'a> {
    /// Characters taken out; NumPy's own where none are given.
    pub deletechars: Option<&'a str>,
    /// Names that get an underscore, besides `return`, `file` and `print`.
    pub excludelist: &'a [&'a str],
    /// What a space becomes.
    pub replace_space: &'a str,
    /// Whether letters keep their case.
    pub case: Case,
    /// How names that are missing are made: `f%i`.
    pub defaultfmt: &'a str,
}

impl Default for NameRules<'_> {
    fn default() -> Self {
        Self {
            deletechars: None,
            excludelist: &[],
            replace_space: "_",
            case: Case::Kept,
            defaultfmt: "f%i",
        }
    }
}

const DELETED: &str = "~!@#$%^&*()-=+~\\|]}[{';: /?.>,<";

impl NameRules<'_> {
    /// As many valid names as `count` says, or as there are.
    pub(super) fn valid(&self, names: &[String], count: Option<usize>) -> Vec<String> {
        let mut names = names.to_vec();
        if let Some(count) = count {
            names.resize(count, String::new());
        }
        let deleted = self.deletechars.unwrap_or(DELETED);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut empty = 0;
        let mut valid = Vec::new();
        for name in &names {
            let cased = match self.case {
                Case::Kept => name.clone(),
                Case::Upper => name.to_uppercase(),
                Case::Lower => name.to_lowercase(),
            };
            let mut item = cased.trim_matches(is_space).to_owned();
            if !self.replace_space.is_empty() {
                item = item.replace(' ', self.replace_space);
            }
            item.retain(|letter| letter != '"' && !deleted.contains(letter));
            if item.is_empty() {
                item = self.numbered(empty);
                while names.contains(&item) {
                    empty += 1;
                    item = self.numbered(empty);
                }
                empty += 1;
            } else if ["return", "file", "print"].contains(&item.as_str())
                || self.excludelist.contains(&item.as_str())
            {
                item.push('_');
            }
            let count = seen.entry(item.clone()).or_insert(0);
            valid.push(if *count > 0 {
                format!("{item}_{count}")
            } else {
                item
            });
            *count += 1;
        }
        valid
    }

    /// The name of a column that has none.
    pub(super) fn numbered(&self, number: usize) -> String {
        let value = crate::records::Value::Number(crate::scalar::Scalar::I64(number as i64));
        super::percent::percent(self.defaultfmt, &[value]).unwrap_or_else(|_| format!("f{number}"))
    }
}
