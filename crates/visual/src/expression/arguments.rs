//! Matches the arguments of a call with a function's parameters, in Python's words when they do not fit.
//! Knows signatures as text; what becomes of an argument is in `taken`.

use super::raised::Raised;
use super::value::Value;
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
}

/// A parameter and the argument it was given.
pub(super) struct Bound {
    /// The parameter's name.
    pub(super) name: &'static str,
    /// Whether it may be left out.
    pub(super) has_default: bool,
    /// Whether its argument is taken as it is, whatever its name stands for elsewhere.
    pub(super) is_raw: bool,
    /// Whether NumPy has it and this field has not.
    is_left_out: bool,
    /// The argument.
    pub(super) given: Option<Given>,
}

/// The parameters of a signature, and how many of them take an argument without a keyword.
fn parameters(signature: &'static str) -> (Vec<Bound>, usize) {
    let mut all = Vec::new();
    let mut positional = None;
    for written in signature.split(' ') {
        if written == "*" {
            positional = Some(all.len());
            continue;
        }
        let marked = match written.as_bytes() {
            [b'!' | b'&', ..] => &written[1..],
            _ => written,
        };
        let name = marked.strip_suffix('=').unwrap_or(marked);
        all.push(Bound {
            name,
            has_default: name.len() < marked.len(),
            is_raw: written.starts_with('&'),
            is_left_out: written.starts_with('!'),
            given: None,
        });
    }
    let positional = positional.unwrap_or(all.len());
    (all, positional)
}

impl Call {
    /// Puts each argument to its parameter. Signatures are written as `a axis= !out= * keepdims=`: what ends with `=` may
    /// be left out, `!` marks what NumPy has and this field has not, `&` what is taken as it is, after `*` stands what needs
    /// its keyword, and `*axes` takes all arguments without one. The owner of a method is its first argument.
    pub(super) fn bind(
        mut self,
        signature: &'static str,
        owner: Option<Value>,
    ) -> Result<Vec<Bound>, Raised> {
        let name = self.name;
        let (mut all, positional) = parameters(signature);
        let mut filled = 0;
        if let (Some(value), Some(first)) = (owner, all.first_mut()) {
            filled = 1;
            first.given = Some(Given {
                keyword: None,
                value,
                range: 0..0,
            });
        }
        if all.iter().any(|one| one.name.starts_with('*')) {
            self.gather();
        }
        let most = positional - filled;
        let is_positional = |one: &&Given| one.keyword.is_none();
        let count = self.given.iter().filter(is_positional).count();
        if count > most {
            let least = all.iter().filter(|one| !one.has_default).count() - filled;
            return Err(too_many(name, least, most, count));
        }
        for (place, given) in self.given.into_iter().enumerate() {
            let place = match &given.keyword {
                None => Some(filled + place),
                Some(keyword) => (filled..all.len()).find(|&place| all[place].name == keyword),
            };
            let refused = match place.and_then(|place| all.get_mut(place)) {
                None => Raised::type_(format_args!(
                    "{name}() got an unexpected keyword argument '{}'",
                    given.keyword.as_deref().unwrap_or_default()
                )),
                Some(parameter) if parameter.given.is_some() => Raised::type_(format_args!(
                    "{name}() got multiple values for argument '{}'",
                    parameter.name
                )),
                Some(parameter) if parameter.is_left_out && !matches!(given.value, Value::None) => {
                    Raised::ours(format_args!(
                        "{}= of {name} cannot be used in this field.",
                        parameter.name
                    ))
                }
                Some(parameter) => {
                    parameter.given = Some(given);
                    continue;
                }
            };
            return Err(refused.at(&given.range));
        }
        let mut missing: Vec<String> = Vec::new();
        for one in all.iter().skip(filled) {
            if !one.has_default && one.given.is_none() {
                missing.push(format!("'{}'", one.name));
            }
        }
        if missing.is_empty() {
            return Ok(all);
        }
        Err(Raised::type_(format_args!(
            "{name}() missing {} required positional argument{}: {}",
            missing.len(),
            if missing.len() == 1 { "" } else { "s" },
            listed(&missing)
        )))
    }

    /// Makes one tuple of all arguments without keywords: of those of `reshape(3, 4)`.
    fn gather(&mut self) {
        let mut items = Vec::new();
        let mut range: Option<Range<usize>> = None;
        let mut named = Vec::new();
        for given in std::mem::take(&mut self.given) {
            if given.keyword.is_some() {
                named.push(given);
                continue;
            }
            let start = range.map_or(given.range.start, |range| range.start);
            range = Some(start..given.range.end);
            items.push(given.value);
        }
        if let Some(range) = range {
            self.given.push(Given {
                keyword: None,
                value: Value::Tuple(items),
                range,
            });
        }
        self.given.append(&mut named);
    }
}

fn too_many(name: &str, least: usize, most: usize, count: usize) -> Raised {
    let from = match least < most {
        true => format!("from {least} to "),
        false => String::new(),
    };
    let plural = if most == 1 && least == most { "" } else { "s" };
    let were = if count == 1 { "was" } else { "were" };
    Raised::type_(format_args!(
        "{name}() takes {from}{most} positional argument{plural} but {count} {were} given"
    ))
}

/// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
    }
}
