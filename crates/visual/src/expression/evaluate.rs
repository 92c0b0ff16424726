//! Walks the tree of an expression and finds its value.
//! Knows names and the order of evaluation; what a value can do is in the files beside this.

use super::arguments::{Call, Given};
use super::attributes::attribute;
use super::calls::call;
use super::operators::{binary, compare, truth, unary};
use super::parse::parse;
use super::raised::Raised;
use super::subscript::subscript;
use super::tree::{Argument, Kind, Node};
use super::value::{Function, Value};
use engine::{Array, limit};
use std::ops::Range;

/// Most bytes one array made here may hold.
pub(super) const MOST_BYTES_OF_ARRAY: u64 = 16 << 20;
/// Most elements that are walked at once where no array of that size is made, as in a reduction of a stretched view.
pub(super) const MOST_ELEMENTS: i64 = 1 << 22;

/// Python's own functions that can be called here.
const BUILTINS: [&str; 5] = ["len", "abs", "float", "int", "bool"];
/// Python's own names that a reader may try; NumPy has a function for each that works on arrays, or there is no need.
const LEFT_OUT: [&str; 16] = [
    "sum", "min", "max", "round", "range", "tuple", "list", "print", "sorted", "map", "zip", "any",
    "all", "pow", "slice", "type",
];

/// The value of an expression over named arrays. `np` and `newaxis` are known besides them.
///
/// # Errors
/// What Python or NumPy would raise, and sentences of ours for what is not done here.
pub fn evaluate(text: &str, names: &[(String, Array)]) -> Result<Value, Raised> {
    let tree = parse(text)?;
    let _limit = Limit::lower(MOST_BYTES_OF_ARRAY);
    Walk { names }.value(&tree)
}

/// Lowers the engine's memory limit while it lives.
struct Limit {
    before: u64,
}

impl Limit {
    fn lower(bytes: u64) -> Limit {
        let before = limit::memory_limit();
        limit::set_memory_limit(bytes.min(before));
        Limit { before }
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        limit::set_memory_limit(self.before);
    }
}

/// A walk over a tree.
pub(super) struct Walk<'a> {
    names: &'a [(String, Array)],
}

impl Walk<'_> {
    pub(super) fn value(&self, node: &Node) -> Result<Value, Raised> {
        let range = &node.range;
        match &node.kind {
            Kind::Name(name) => self.name(name, range),
            Kind::Int(value) => Ok(Value::Int(*value)),
            Kind::Float(value) => Ok(Value::Float(*value)),
            Kind::Bool(value) => Ok(Value::Bool(*value)),
            Kind::None => Ok(Value::None),
            Kind::Text(text) => Ok(Value::Text(text.clone())),
            Kind::Ellipsis => Ok(Value::Ellipsis),
            Kind::Slice(parts) => self.slice(parts),
            Kind::Tuple(items) => self.values(items).map(Value::Tuple),
            Kind::List(items) => self.values(items).map(Value::List),
            Kind::Unary(operator, operand) => unary(*operator, &self.value(operand)?, range),
            Kind::Binary(operator, left, right) => {
                binary(operator, &self.value(left)?, &self.value(right)?, range)
            }
            Kind::Compare(first, rest) => self.comparison(first, rest, range),
            Kind::Logic(and, left, right) => self.logic(*and, left, right),
            Kind::Attribute(owner, name) => attribute(&self.value(owner)?, name, range),
            Kind::Call(callee, arguments) => self.call(callee, arguments, range),
            Kind::Subscript(owner, items) => {
                subscript(&self.value(owner)?, &self.value(items)?, range)
            }
        }
    }

    fn values(&self, nodes: &[Node]) -> Result<Vec<Value>, Raised> {
        let mut values = Vec::with_capacity(nodes.len());
        for node in nodes {
            values.push(self.value(node)?);
        }
        Ok(values)
    }

    fn name(&self, name: &str, range: &Range<usize>) -> Result<Value, Raised> {
        if let Some((_, array)) = self.names.iter().find(|(own, _)| own == name) {
            return Ok(Value::Array(array.clone()));
        }
        if name == "np" {
            return Ok(Value::Module);
        }
        if name == "newaxis" {
            return Ok(Value::None);
        }
        if let Some(builtin) = BUILTINS.iter().find(|builtin| **builtin == name) {
            return Ok(Value::Function(Function::Builtin(builtin)));
        }
        if LEFT_OUT.contains(&name) {
            let instead = match super::attributes::is_known(name) {
                true => format!("; np.{name} is made for arrays"),
                false => String::new(),
            };
            return Err(Raised::ours(
                format!("Python's own {name} is not part of this field{instead}."),
                range,
            ));
        }
        let raised = Raised::new("NameError", format!("name '{name}' is not defined"), range);
        if super::attributes::is_known(name) {
            return Err(raised.hint(format!("Write np.{name}.")));
        }
        let mut known: Vec<&str> = self.names.iter().map(|(name, _)| name.as_str()).collect();
        known.push("np");
        Err(raised.hint(format!("The names here are {}.", listed(&known))))
    }

    fn call(
        &self,
        callee: &Node,
        arguments: &[Argument],
        range: &Range<usize>,
    ) -> Result<Value, Raised> {
        let function = self.value(callee)?;
        let mut given = Vec::with_capacity(arguments.len());
        for argument in arguments {
            given.push(Given {
                keyword: argument.keyword.clone(),
                value: self.value(&argument.value)?,
                range: argument.value.range.clone(),
            });
        }
        let Value::Function(function) = function else {
            let raised = Raised::type_(
                format!("'{}' object is not callable", function.type_name()),
                range,
            );
            return Err(match function {
                Value::Array(_) | Value::Number(_) | Value::Tuple(_) => {
                    raised.hint("An array is indexed with square brackets: a[0].")
                }
                _ => raised,
            });
        };
        call(
            &function,
            Call {
                name: function.name(),
                given,
                range: range.clone(),
            },
        )
    }

    fn slice(&self, parts: &[Option<Box<Node>>; 3]) -> Result<Value, Raised> {
        let part = |place: usize| {
            match &parts[place] {
            None => Ok(None),
            Some(node) => match self.value(node)? {
                Value::None => Ok(None),
                value => super::convert::index(&value, &node.range).map(Some).map_err(|raised| {
                    if raised.class == "TypeError" {
                        let words = "slice indices must be integers or None or have an __index__ method";
                        return Raised::type_(words, &node.range);
                    }
                    raised
                }),
            },
        }
        };
        Ok(Value::Slice {
            start: part(0)?,
            stop: part(1)?,
            step: part(2)?,
        })
    }

    /// Python reads `a < b < c` as `(a < b) and (b < c)`, which arrays cannot answer.
    fn comparison(
        &self,
        first: &Node,
        rest: &[(&'static str, Node)],
        range: &Range<usize>,
    ) -> Result<Value, Raised> {
        let mut left = self.value(first)?;
        let mut answer = Value::Bool(true);
        for (place, (operator, node)) in rest.iter().enumerate() {
            let right = self.value(node)?;
            answer = compare(operator, &left, &right, range)?;
            if place + 1 < rest.len() {
                let holds = truth(&answer, range).map_err(|raised| {
                    raised.hint("Python reads a < b < c as (a < b) and (b < c). For arrays write (a < b) & (b < c).")
                })?;
                if !holds {
                    return Ok(answer);
                }
            }
            left = right;
        }
        Ok(answer)
    }

    fn logic(&self, and: bool, left: &Node, right: &Node) -> Result<Value, Raised> {
        let first = self.value(left)?;
        let word = if and { "and" } else { "or" };
        let sign = if and { "&" } else { "|" };
        let holds = truth(&first, &left.range).map_err(|raised| {
            raised.hint(format!(
                "{word} asks for one answer for the whole array; {sign} works element by element: write (…) {sign} (…)."
            ))
        })?;
        if holds == and {
            self.value(right)
        } else {
            Ok(first)
        }
    }
}

/// `a, b and c`
fn listed(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
