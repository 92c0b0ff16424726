//! The lower half of the grammar: names, numbers, brackets, attributes, calls and what stands between square brackets.
//! Knows tokens and the tree; operators are in `parse`.

use super::lex::TokenKind;
use super::parse::{Parsed, Parser, WORDS};
use super::raised::Raised;
use super::tree::{Argument, Kind, Node};

impl Parser {
    pub(super) fn primary(&mut self) -> Parsed {
        let mut node = self.atom()?;
        loop {
            let start = node.range.start;
            let kind = if self.take(".") {
                let TokenKind::Name(name) = self.peek().clone() else {
                    return Err(Raised::syntax("invalid syntax", &self.range()));
                };
                self.place += 1;
                Kind::Attribute(Box::new(node), name)
            } else if self.take("(") {
                let arguments = self.arguments()?;
                Kind::Call(Box::new(node), arguments)
            } else if self.take("[") {
                let items = self.items()?;
                Kind::Subscript(Box::new(node), Box::new(items))
            } else {
                return Ok(node);
            };
            self.link()?;
            node = Node {
                kind,
                range: start..self.end_before(),
            };
        }
    }

    fn atom(&mut self) -> Parsed {
        let range = self.range();
        let kind = match self.peek().clone() {
            TokenKind::Name(name) => match name.as_str() {
                "True" => Kind::Bool(true),
                "False" => Kind::Bool(false),
                "None" => Kind::None,
                "and" | "or" | "not" => return Err(Raised::syntax("invalid syntax", &range)),
                word if WORDS.contains(&word) => return Err(self.unexpected()),
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
        Ok(Node { kind, range })
    }

    fn parentheses(&mut self) -> Parsed {
        let start = self.range().start;
        self.place += 1;
        if self.take(")") {
            return Ok(Node {
                kind: Kind::Tuple(Vec::new()),
                range: start..self.end_before(),
            });
        }
        let inner = self.tuple_until(&TokenKind::Mark(")"))?;
        if !self.take(")") {
            return Err(self.missing_comma());
        }
        Ok(Node {
            kind: inner.kind,
            range: start..self.end_before(),
        })
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
        Ok(Node {
            kind: Kind::List(items),
            range: start..self.end_before(),
        })
    }

    /// Two values side by side inside brackets: Python asks whether a comma was forgotten.
    fn missing_comma(&self) -> Raised {
        match self.peek() {
            TokenKind::Int(_) | TokenKind::Float(_) | TokenKind::Text(_) => {
                Raised::syntax("invalid syntax. Perhaps you forgot a comma?", &self.range())
            }
            TokenKind::Name(name) if !WORDS.contains(&name.as_str()) => {
                Raised::syntax("invalid syntax. Perhaps you forgot a comma?", &self.range())
            }
            _ => self.unexpected(),
        }
    }

    fn arguments(&mut self) -> Result<Vec<Argument>, Raised> {
        let mut arguments: Vec<Argument> = Vec::new();
        while !self.take(")") {
            let range = self.range();
            if matches!(self.peek(), TokenKind::Mark("*" | "**")) {
                return Err(Raised::ours(
                    "Write the arguments one by one; * and ** cannot unpack them here.",
                    &range,
                ));
            }
            let keyword = self.keyword();
            let value = self.expression()?;
            match &keyword {
                None if arguments.iter().any(|argument| argument.keyword.is_some()) => {
                    return Err(Raised::syntax(
                        "positional argument follows keyword argument",
                        &value.range,
                    ));
                }
                Some(name)
                    if arguments
                        .iter()
                        .any(|argument| argument.keyword.as_ref() == Some(name)) =>
                {
                    return Err(Raised::syntax(
                        format!("keyword argument repeated: {name}"),
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
            return Err(Raised::syntax("invalid syntax", &self.range()));
        }
        let range = start..self.end_before();
        self.place += 1;
        if is_tuple {
            return Ok(Node {
                kind: Kind::Tuple(items),
                range,
            });
        }
        Ok(items.swap_remove(0))
    }

    fn item(&mut self) -> Parsed {
        let start = self.range().start;
        let mut parts: [Option<Box<Node>>; 3] = [None, None, None];
        let mut colons = 0;
        loop {
            if !matches!(self.peek(), TokenKind::Mark(":" | "," | "]")) {
                parts[colons] = Some(Box::new(self.expression()?));
            }
            if colons < 2 && self.take(":") {
                colons += 1;
            } else {
                break;
            }
        }
        match (colons, &mut parts[0]) {
            (0, Some(_)) => {
                let [first, ..] = parts;
                first.map(|node| *node).ok_or_else(|| self.unexpected())
            }
            (0, None) => Err(Raised::syntax("invalid syntax", &self.range())),
            _ => Ok(Node {
                kind: Kind::Slice(parts),
                range: start..self.end_before(),
            }),
        }
    }
}
