//! Walks the tree of an expression and finds its value.
//! Knows names and the order of evaluation; what a value can do is in the files beside this.

use super::arguments::{Call, Given};
use super::attributes::{attribute, of_module};
use super::calls::call;
use super::convert::index;
use super::operators::{binary, compare, truth, unary};
use super::parse::parse;
use super::raised::Raised;
use super::subscript::subscript;
use super::tree::{Argument, Kind, Node, Operator};
use super::value::{Function, Value, has};
use engine::{Array, limit};

/// Most bytes one array made here may hold.
pub(super) const MOST_BYTES_OF_ARRAY: u64 = 16 << 20;
/// Most elements that are walked at once where no array of that size is made, as in a reduction of a stretched view.
pub(super) const MOST_ELEMENTS: i64 = 1 << 22;

/// Python's own functions that can be called here.
const BUILTINS: [&str; 5] = ["len", "abs", "float", "int", "bool"];
/// Python's own names that a reader may try; NumPy has a function for each that works on arrays, or there is no need.
const LEFT_OUT: &str =
    "sum min max round range tuple list print sorted map zip any all pow slice type";

/// The value of an expression over named arrays. `np` and `newaxis` are known besides them.
///
/// # Errors
/// What Python or NumPy would raise, and sentences of ours for what is not done here.
pub fn evaluate(text: &str, names: &[(String, Array)]) -> Result<Value, Raised> {
    let tree = parse(text)?;
    let _limit = Limit::lower(MOST_BYTES_OF_ARRAY);
    Ok(*Walk { names }.value(&tree)?)
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
    /// The value of a part of the tree. What is raised on the way is about the innermost part that was at work.
    ///
    /// In a box, since every step of the way hands it on.
    fn value(&self, node: &Node) -> Result<Box<Value>, Raised> {
        match self.inner(&node.kind) {
            Ok(value) => Ok(Box::new(value)),
            Err(raised) => Err(raised.at(&node.range)),
        }
    }

    fn inner(&self, kind: &Kind) -> Result<Value, Raised> {
        Ok(match kind {
            Kind::Name(name) => return self.name(name),
            Kind::Int(value) => Value::Int(*value),
            Kind::Float(value) => Value::Float(*value),
            Kind::Bool(value) => Value::Bool(*value),
            Kind::None => Value::None,
            Kind::Text(text) => Value::Text(text.clone()),
            Kind::Ellipsis => Value::Ellipsis,
            Kind::Slice(parts) => return self.slice(parts),
            Kind::Tuple(items) => Value::Tuple(self.values(items)?),
            Kind::List(items) => Value::List(self.values(items)?),
            Kind::Unary(operator, operand) => return unary(*operator, &*self.value(operand)?),
            Kind::Binary(operator, left, right) => {
                return binary(*operator, &*self.value(left)?, &*self.value(right)?);
            }
            Kind::Compare(first, rest) => return self.comparison(first, rest),
            Kind::Logic(and, left, right) => return self.logic(*and, left, right),
            Kind::Attribute(owner, name) => return attribute(&*self.value(owner)?, name),
            Kind::Call(callee, arguments) => return self.call(callee, arguments),
            Kind::Subscript(owner, items) => {
                return subscript(&*self.value(owner)?, &*self.value(items)?);
            }
        })
    }

    fn values(&self, nodes: &[Node]) -> Result<Vec<Value>, Raised> {
        let mut values = Vec::with_capacity(nodes.len());
        for node in nodes {
            values.push(*self.value(node)?);
        }
        Ok(values)
    }

    fn name(&self, name: &str) -> Result<Value, Raised> {
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
        let is_numpys = of_module(name).is_some();
        if has(LEFT_OUT, name) {
            let (instead, end) = match is_numpys {
                true => ("; np.", " is made for arrays."),
                false => (".", ""),
            };
            let again = if is_numpys { name } else { "" };
            return Err(Raised::ours(format_args!(
                "Python's own {name} is not part of this field{instead}{again}{end}"
            )));
        }
        let raised = Raised::new("NameError", format_args!("name '{name}' is not defined"));
        if is_numpys {
            return Err(raised.hint(format_args!("Write np.{name}.")));
        }
        let mut known = String::new();
        for (place, (name, _)) in self.names.iter().enumerate() {
            known.push_str(if place > 0 { ", " } else { "" });
            known.push_str(name);
        }
        let and = if known.is_empty() { "" } else { " and " };
        Err(raised.hint(format_args!("The names here are {known}{and}np.")))
    }

    fn call(&self, callee: &Node, arguments: &[Argument]) -> Result<Value, Raised> {
        let function = self.value(callee)?;
        let mut given = Vec::with_capacity(arguments.len());
        for argument in arguments {
            given.push(Given {
                keyword: argument.keyword.clone(),
                value: *self.value(&argument.value)?,
                range: argument.value.range.clone(),
            });
        }
        if let Value::Function(function) = &*function {
            let name = function.name();
            return call(function, Call { name, given });
        }
        let raised = Raised::type_(format_args!(
            "'{}' object is not callable",
            function.type_name()
        ));
        Err(match *function {
            Value::Array(_) | Value::Number(_) | Value::Tuple(_) => raised.hint(format_args!(
                "An array is indexed with square brackets: a[0]."
            )),
            _ => raised,
        })
    }

    fn slice(&self, parts: &[Option<Node>; 3]) -> Result<Value, Raised> {
        let mut numbers = [None; 3];
        for (number, node) in std::iter::zip(&mut numbers, parts) {
            let Some(node) = node else { continue };
            *number = match &*self.value(node)? {
                Value::None => None,
                value => Some(index(value).map_err(|raised| {
                    let raised = match raised.class {
                        "TypeError" => Raised::type_(format_args!(
                            "slice indices must be integers or None or have an __index__ method"
                        )),
                        _ => raised,
                    };
                    raised.at(&node.range)
                })?),
            };
        }
        Ok(Value::Slice(Box::new(numbers)))
    }

    /// Python reads `a < b < c` as `(a < b) and (b < c)`, which arrays cannot answer.
    fn comparison(&self, first: &Node, rest: &[(Operator, Node)]) -> Result<Value, Raised> {
        let mut left = self.value(first)?;
        let mut answer = Value::Bool(true);
        for (place, (operator, node)) in rest.iter().enumerate() {
            if place > 0 {
                let holds = truth(&answer).map_err(|raised| {
                    raised.hint(format_args!("Python reads a < b < c as (a < b) and (b < c). For arrays write (a < b) & (b < c)."))
                })?;
                if !holds {
                    break;
                }
            }
            let right = self.value(node)?;
            answer = compare(*operator, &left, &right)?;
            left = right;
        }
        Ok(answer)
    }

    fn logic(&self, and: bool, left: &Node, right: &Node) -> Result<Value, Raised> {
        let first = self.value(left)?;
        let (word, sign) = if and { ("and", "&") } else { ("or", "|") };
        let holds = truth(&first).map_err(|raised| {
            raised.at(&left.range).hint(format_args!(
                "{word} asks for one answer for the whole array; {sign} works element by element: write (…) {sign} (…)."
            ))
        })?;
        match holds == and {
            true => Ok(*self.value(right)?),
            false => Ok(*first),
        }
    }
}
