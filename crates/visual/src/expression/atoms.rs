//! The lower half of the grammar: names, numbers, brackets, attributes, calls and what stands between square brackets.
//! Knows tokens and the tree; operators are in `parse`.

use super::lex::TokenKind;
use super::parse::{Parsed, Parser, is_word};
use super::raised::Raised;
use super::tree::{Argument, Kind, Node};

impl Parser {
    pub(super) fn primary(&mut self) -> Parsed {
        let mut node = self.atom()?;
        loop {
            let start = node.range.start;
            let kind = if self.take(".") {
                let TokenKind::Name(name) = self.peek().clone() else {
                    return Err(self.invalid());
                };
                self.place += 1;
                Kind::Attribute(node, name)
            } else if self.take("(") {
                let arguments = self.arguments()?;
                Kind::Call(node, arguments)
            } else if self.take("[") {
                let items = self.items()?;
                Kind::Subscript(node, items)
            } else {
                return Ok(node);
            };
            self.link()?;
            node = self.node_from(start, kind);
        }
    }

    fn atom(&mut self) -> Parsed {
        let range = self.range();
        let kind = match self.peek().clone() {
            TokenKind::Name(name) => match name.as_str() {
                "True" => Kind::Bool(true),
                "False" => Kind::Bool(false),
                "None" => Kind::None,
                "and" | "or" | "not" => return Err(self.invalid()),
                word if is_word(word) => return Err(self.unexpected()),
                _ => Kind::Name(name),
            },
            TokenKind::Int(value) => Kind::Int(value),
            TokenKind::Float(value) => Kind::Float(value),
            TokenKind::Text(text) => Kind::Text(text),
            TokenKind::Mark("...") => Kind::Ellipsis,
            TokenKind::Mark("(") => return self.parentheses(),
            TokenKind::Mark("[") => return self.list(),
            TokenKind::Mark(_) | TokenKind::End => return Err(self.unexpected()),
        };
        self.place += 1;
        Ok(Node::new(kind, range))
    }

    fn parentheses(&mut self) -> Parsed {
        let start = self.range().start;
        self.place += 1;
        if self.take(")") {
            return Ok(self.node_from(start, Kind::Tuple(Vec::new())));
        }
        let inner = self.tuple_until(&TokenKind::Mark(")"))?;
        if !self.take(")") {
            return Err(self.missing_comma());
        }
        Ok(inner.widened(start..self.end_before()))
    }

    fn list(&mut self) -> Parsed {
        let start = self.range().start;
        self.place += 1;
        let mut items = Vec::new();
        while !self.take("]") {
            items.push(self.expression()?);
            if !self.take(",") && !matches!(self.peek(), TokenKind::Mark("]")) {
                return Err(self.missing_comma());
            }
        }
        Ok(self.node_from(start, Kind::List(items)))
    }

    /// Two values side by side inside brackets: Python asks whether a comma was forgotten.
    fn missing_comma(&self) -> Raised {
        match self.peek() {
            TokenKind::Name(name) if is_word(name) => self.unexpected(),
            TokenKind::Mark(_) | TokenKind::End => self.unexpected(),
            _ => Raised::syntax(
                format_args!("invalid syntax. Perhaps you forgot a comma?"),
                &self.range(),
            ),
        }
    }

    fn arguments(&mut self) -> Result<Vec<Argument>, Raised> {
        let mut arguments: Vec<Argument> = Vec::new();
        while !self.take(")") {
            let range = self.range();
            if matches!(self.peek(), TokenKind::Mark("*" | "**")) {
                return Err(Raised::ours(format_args!(
                    "Write the arguments one by one; * and ** cannot unpack them here."
                ))
                .at(&range));
            }
            let keyword = self.keyword();
            let value = self.expression()?;
            match &keyword {
                None if arguments.iter().any(|one| one.keyword.is_some()) => {
                    return Err(Raised::syntax(
                        format_args!("positional argument follows keyword argument"),
                        &value.range,
                    ));
                }
                Some(name) if arguments.iter().any(|one| one.keyword == keyword) => {
                    return Err(Raised::syntax(
                        format_args!("keyword argument repeated: {name}"),
                        &range,
                    ));
                }
                _ => {}
            }
            arguments.push(Argument { keyword, value });
            if !self.take(",") && !matches!(self.peek(), TokenKind::Mark(")")) {
                return Err(self.missing_comma());
            }
        }
        Ok(arguments)
    }

    fn keyword(&mut self) -> Option<String> {
        let TokenKind::Name(name) = self.peek() else {
            return None;
        };
        let next = self.tokens.get(self.place + 1)?;
        if next.kind != TokenKind::Mark("=") {
            return None;
        }
        let name = name.clone();
        self.place += 2;
        Some(name)
    }

    /// What stands between the brackets of `a[...]`: one item, or a tuple of them.
    fn items(&mut self) -> Parsed {
        let start = self.range().start;
        let mut items = Vec::new();
        let mut is_tuple = false;
        while !matches!(self.peek(), TokenKind::Mark("]")) {
            items.push(self.item()?);
            if self.take(",") {
                is_tuple = true;
            } else if !matches!(self.peek(), TokenKind::Mark("]")) {
                return Err(self.missing_comma());
            }
        }
        if items.is_empty() {
            return Err(self.invalid());
        }
        let node = match is_tuple {
            true => self.node_from(start, Kind::Tuple(items)),
            false => items.remove(0),
        };
        self.place += 1;
        Ok(node)
    }

    fn item(&mut self) -> Parsed {
        let start = self.range().start;
        let mut parts: [Option<Node>; 3] = [None, None, None];
        let mut colons = 0;
        loop {
            if !matches!(self.peek(), TokenKind::Mark(":" | "," | "]")) {
                parts[colons] = Some(self.expression()?);
            }
            if colons < 2 && self.take(":") {
                colons += 1;
            } else {
                break;
            }
        }
        match parts {
            parts if colons > 0 => Ok(self.node_from(start, Kind::Slice(parts))),
            [Some(only), ..] => Ok(only),
            _ => Err(self.invalid()),
        }
    }
}
