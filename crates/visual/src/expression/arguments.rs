//! Matches the arguments of a call with a function's parameters, in Python's words when they do not fit.
//! Knows signatures as text: `a, axis=, !out=, *, keepdims=`; a `!` marks what NumPy has and this field has not.

use super::convert;
use super::raised::Raised;
use super::value::Value;
use engine::DType;
use engine::array::copy::CopyOrder;
use std::ops::Range;

/// One argument.
pub(super) struct Given {
    /// Its keyword.
    pub(super) keyword: Option<String>,
    /// Its value.
    pub(super) value: Value,
    /// Where it stands.
    pub(super) range: Range<usize>,
}

/// A call that has been evaluated up to its arguments.
pub(super) struct Call {
    /// The function's name.
    pub(super) name: &'static str,
    /// The arguments.
    pub(super) given: Vec<Given>,
    /// Where the call stands.
    pub(super) range: Range<usize>,
}

/// Arguments by parameter.
pub(super) struct Bound {
    values: Vec<(&'static str, Value, Range<usize>)>,
    range: Range<usize>,
}

impl Call {
    /// Puts each argument to its parameter.
    pub(super) fn bind(self, signature: &'static str) -> Result<Bound, Raised> {
        let parameters: Vec<&str> = signature
            .split(", ")
            .filter(|part| !part.is_empty())
            .collect();
        let plain =
            |parameter: &'static str| parameter.trim_start_matches('!').trim_end_matches('=');
        let positional: Vec<&'static str> = parameters
            .iter()
            .take_while(|parameter| **parameter != "*")
            .map(|parameter| plain(parameter))
            .collect();
        let required: Vec<&'static str> = parameters
            .iter()
            .filter(|one| !one.ends_with('=') && **one != "*")
            .copied()
            .collect();
        let count = self
            .given
            .iter()
            .filter(|one| one.keyword.is_none())
            .count();
        if count > positional.len() {
            return Err(Raised::type_(
                self.too_many(positional.len(), required.len(), count),
                &self.range,
            ));
        }
        let mut values: Vec<(&'static str, Value, Range<usize>)> = Vec::new();
        for (place, given) in self.given.into_iter().enumerate() {
            let parameter = match &given.keyword {
                None => positional[place],
                Some(keyword) => {
                    let found = parameters
                        .iter()
                        .map(|parameter| plain(parameter))
                        .find(|name| name == keyword);
                    found.filter(|name| *name != "*").ok_or_else(|| {
                        let message = format!(
                            "{}() got an unexpected keyword argument '{keyword}'",
                            self.name
                        );
                        Raised::type_(message, &given.range)
                    })?
                }
            };
            if values.iter().any(|(name, ..)| *name == parameter) {
                let message = format!(
                    "{}() got multiple values for argument '{parameter}'",
                    self.name
                );
                return Err(Raised::type_(message, &given.range));
            }
            let left_out = parameters
                .iter()
                .any(|one| one.starts_with('!') && plain(one) == parameter);
            if left_out && !matches!(given.value, Value::None) {
                return Err(Raised::ours(
                    format!(
                        "{parameter}= of {} cannot be used in this field.",
                        self.name
                    ),
                    &given.range,
                ));
            }
            values.push((parameter, given.value, given.range));
        }
        let missing: Vec<String> = required
            .iter()
            .filter(|name| !values.iter().any(|(own, ..)| own == *name))
            .map(|name| format!("'{name}'"))
            .collect();
        if let Some((last, rest)) = missing.split_last() {
            let (plural, names) = match rest {
                [] => ("", last.clone()),
                [one] => ("s", format!("{one} and {last}")),
                _ => ("s", format!("{}, and {last}", rest.join(", "))),
            };
            let message = format!(
                "{}() missing {} required positional argument{plural}: {names}",
                self.name,
                missing.len()
            );
            return Err(Raised::type_(message, &self.range));
        }
        Ok(Bound {
            values,
            range: self.range,
        })
    }

    fn too_many(&self, most: usize, least: usize, count: usize) -> String {
        let takes = if least < most {
            format!("from {least} to {most}")
        } else {
            most.to_string()
        };
        let plural = if most == 1 && least == most { "" } else { "s" };
        let were = if count == 1 { "was" } else { "were" };
        format!(
            "{}() takes {takes} positional argument{plural} but {count} {were} given",
            self.name
        )
    }

    /// The arguments of a method that takes them one by one or as one tuple, such as `reshape(3, 4)`; keywords stay.
    pub(super) fn spread(&mut self) -> Vec<(Value, Range<usize>)> {
        let (keywords, positional): (Vec<Given>, Vec<Given>) = std::mem::take(&mut self.given)
            .into_iter()
            .partition(|one| one.keyword.is_some());
        self.given = keywords;
        positional
            .into_iter()
            .map(|one| (one.value, one.range))
            .collect()
    }
}

impl Bound {
    /// The argument of a parameter; `None` where it was not given.
    pub(super) fn get(&self, parameter: &str) -> Option<(&Value, &Range<usize>)> {
        self.values
            .iter()
            .find(|(name, ..)| *name == parameter)
            .map(|(_, value, range)| (value, range))
    }

    /// The argument of a parameter, unless it is `None`.
    pub(super) fn some(&self, parameter: &str) -> Option<(&Value, &Range<usize>)> {
        self.get(parameter)
            .filter(|(value, _)| !matches!(value, Value::None))
    }

    /// The whole call.
    pub(super) fn range(&self) -> &Range<usize> {
        &self.range
    }

    /// A required argument.
    pub(super) fn value(&self, parameter: &str) -> Result<(&Value, &Range<usize>), Raised> {
        self.get(parameter)
            .ok_or_else(|| Raised::ours(format!("{parameter} is missing."), &self.range))
    }

    /// A required argument as an array.
    pub(super) fn array(&self, parameter: &str) -> Result<engine::Array, Raised> {
        let (value, range) = self.value(parameter)?;
        convert::array(value, range)
    }

    /// A required whole number.
    pub(super) fn index(&self, parameter: &str) -> Result<i64, Raised> {
        let (value, range) = self.value(parameter)?;
        convert::index(value, range)
    }

    /// A whole number that may be left out.
    pub(super) fn index_or(&self, parameter: &str, otherwise: i64) -> Result<i64, Raised> {
        self.some(parameter)
            .map_or(Ok(otherwise), |(value, range)| convert::index(value, range))
    }

    /// Axes that may be left out or be `None`.
    pub(super) fn axes(&self, parameter: &str) -> Result<Option<Vec<i64>>, Raised> {
        self.some(parameter)
            .map(|(value, range)| convert::indices(value, range))
            .transpose()
    }

    /// A dtype that may be left out or be `None`.
    pub(super) fn dtype(&self) -> Result<Option<DType>, Raised> {
        self.some("dtype")
            .map(|(value, range)| convert::dtype(value, range))
            .transpose()
    }

    /// A flag that may be left out.
    pub(super) fn flag(&self, parameter: &str, otherwise: bool) -> Result<bool, Raised> {
        self.get(parameter).map_or(Ok(otherwise), |(value, range)| {
            super::operators::truth(value, range)
        })
    }

    /// A memory order that may be left out.
    pub(super) fn order(&self, otherwise: CopyOrder) -> Result<CopyOrder, Raised> {
        let Some((value, range)) = self.some("order") else {
            return Ok(otherwise);
        };
        let Value::Text(text) = value else {
            let message = format!("order must be str, not {}", value.type_name());
            return Err(Raised::type_(message, range));
        };
        Ok(match text.as_str() {
            "C" | "c" => CopyOrder::C,
            "F" | "f" => CopyOrder::F,
            "A" | "a" => CopyOrder::A,
            "K" | "k" => CopyOrder::K,
            _ => {
                return Err(Raised::value(
                    format!("order must be one of 'C', 'F', 'A', or 'K' (got '{text}')"),
                    range,
                ));
            }
        })
    }
}
