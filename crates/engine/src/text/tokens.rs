//! Lines of a text file cut into fields: delimiters, comments, quotes.
//! Knows no numbers. The rules are those of NumPy's own tokenizer, one row at a time.

use crate::error::{Error, Result};

/// Characters with a meaning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Control {
    /// Between fields; any run of white space where there is none.
    pub(super) delimiter: Option<char>,
    /// Starts what is ignored up to the end of the line.
    pub(super) comment: Option<char>,
    /// Around fields that may hold delimiters.
    pub(super) quote: Option<char>,
}

impl Control {
    /// Checks that the characters can be told apart.
    ///
    /// # Errors
    /// `TypeError: control character 'delimiter' cannot be a newline (`\r` or `\n`).`;
    /// `TypeError: The values for control characters 'comment' and 'delimiter' are incompatible`.
    pub(super) fn checked(self) -> Result<Self> {
        let named = [
            ("delimiter", self.delimiter),
            ("quotechar", self.quote),
            ("comment", self.comment),
        ];
        for (place, (name, letter)) in named.iter().enumerate() {
            if matches!(letter, Some('\r' | '\n')) {
                return Err(Error::type_(format!(
                    "control character '{name}' cannot be a newline (`\\r` or `\\n`)."
                )));
            }
            for (other, earlier) in &named[..place] {
                if letter.is_some() && letter == earlier {
                    return Err(Error::type_(format!(
                        "The values for control characters '{name}' and '{other}' are incompatible"
                    )));
                }
            }
        }
        Ok(self)
    }
}

/// Where in a field the reading is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before a field.
    Start,
    Unquoted,
    Quoted,
    /// Behind a quote inside a quoted field: it ends the field unless another follows.
    AfterQuote,
}

/// Gives the fields of one row after another.
pub(super) struct Tokens<'a> {
    lines: std::str::SplitInclusive<'a, char>,
    /// Texts that start a comment, where one character cannot say it.
    comments: &'a [&'a str],
    control: Control,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str, comments: &'a [&'a str], control: Control) -> Self {
        Self {
            lines: text.split_inclusive('\n'),
            comments,
            control,
        }
    }

    /// Leaves out a line; false where there is none.
    pub(super) fn skip_line(&mut self) -> bool {
        self.lines.next().is_some()
    }

    fn line(&mut self) -> Option<&'a str> {
        let mut line = self.lines.next()?;
        for comment in self.comments {
            if let Some(at) = line.find(comment) {
                line = &line[..at];
            }
        }
        Some(line)
    }

    /// The fields of the next row, none for an empty line; nothing at the end of the text.
    ///
    /// # Errors
    /// `ValueError: Found an unquoted embedded newline within a single line of input.  This is currently not supported.`
    pub(super) fn row(&mut self) -> Result<Option<Vec<String>>> {
        let Some(mut line) = self.line() else {
            return Ok(None);
        };
        let mut row = Row {
            fields: vec![String::new()],
            first_quoted: false,
            state: State::Start,
        };
        loop {
            let rest = row.read(line, self.control);
            if row.state != State::Quoted {
                if !rest.is_empty() {
                    return Err(Error::value(
                        "Found an unquoted embedded newline within a single line of input.  This is currently not \
                         supported.",
                    ));
                }
                break;
            }
            // A quoted field goes on in the next line.
            match self.line() {
                Some(next) => line = next,
                None => break,
            }
        }
        Ok(Some(row.finished(self.control)))
    }
}

struct Row {
    fields: Vec<String>,
    first_quoted: bool,
    state: State,
}

impl Row {
    /// Reads one line; what is left of it stands behind a line end that is not the line's own.
    fn read<'a>(&mut self, line: &'a str, control: Control) -> &'a str {
        let mut letters = line.char_indices().peekable();
        while let Some(&(at, letter)) = letters.peek() {
            match self.state {
                State::Start => {
                    if control.delimiter.is_none() && is_space(letter) && !is_line_end(letter) {
                        letters.next();
                    } else if control.quote == Some(letter) {
                        if self.fields.len() == 1 {
                            self.first_quoted = true;
                        }
                        self.state = State::Quoted;
                        letters.next();
                    } else {
                        self.state = State::Unquoted;
                    }
                }
                State::Unquoted => {
                    letters.next();
                    let between = match control.delimiter {
                        Some(delimiter) => letter == delimiter,
                        None => is_space(letter),
                    };
                    if letter == '\n' {
                        return &line[at + 1..];
                    } else if letter == '\r' {
                        let rest = &line[at + 1..];
                        return rest.strip_prefix('\n').unwrap_or(rest);
                    } else if between {
                        self.fields.push(String::new());
                        self.state = State::Start;
                    } else if control.comment == Some(letter) {
                        return "";
                    } else {
                        self.push(letter);
                    }
                }
                State::Quoted => {
                    letters.next();
                    if control.quote == Some(letter) {
                        self.state = State::AfterQuote;
                    } else {
                        self.push(letter);
                    }
                }
                State::AfterQuote => {
                    if control.quote == Some(letter) {
                        self.push(letter);
                        self.state = State::Quoted;
                        letters.next();
                    } else {
                        self.state = State::Unquoted;
                    }
                }
            }
        }
        ""
    }

    fn push(&mut self, letter: char) {
        if let Some(field) = self.fields.last_mut() {
            field.push(letter);
        }
    }

    /// An empty line has no fields, and white space at the end starts none.
    fn finished(mut self, control: Control) -> Vec<String> {
        let may_drop = self.fields.len() == 1 || control.delimiter.is_none();
        if may_drop && !self.first_quoted && self.fields.last().is_some_and(String::is_empty) {
            self.fields.pop();
        }
        self.fields
    }
}

fn is_line_end(letter: char) -> bool {
    matches!(letter, '\r' | '\n')
}

/// White space as Python sees it.
pub(super) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\x1c'..='\x1f')
}
