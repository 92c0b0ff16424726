//! Reads the keys of one TOML table by their description, and collects every problem with its
//! line. After a problem a placeholder is handed back: a block with problems is never shown as a
//! widget. Knows no kind of widget.

use super::key::{Kind, Need, Table};
use super::value::{found, integer, integers, is_name, shape_from_text};
use crate::ids::is_id;
use crate::markup::Markup;
use crate::nearest::{clipped, listed, way_out};
use crate::problem::Problem;
use crate::source::Lines;
use crate::spec::MAX_AXES;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One block while it is read.
pub(crate) struct Reading<'a> {
    body: &'a str,
    lines: Lines,
    /// What was found so far.
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    /// A block whose body begins at `first_line` of the lesson file.
    pub(crate) fn new(body: &'a str, first_line: usize) -> Self {
        Self {
            body,
            lines: Lines::new(body, first_line),
            problems: Vec::new(),
        }
    }

    /// The body as a TOML table; a torn body gives what could be read of it and its problems.
    pub(crate) fn table(&mut self) -> DeTable<'a> {
        let (table, errors) = DeTable::parse_recoverable(self.body);
        for error in errors {
            let line = self.lines.at(error.span().map_or(0, |span| span.start));
            let message = error.message().replace('\n', ", ");
            self.problem(line, format!("this is not TOML: {message}"), None);
        }
        table.into_inner()
    }

    /// Notes a problem.
    pub(crate) fn problem(&mut self, line: usize, reason: String, hint: Option<String>) {
        self.problems.push(Problem { line, reason, hint });
    }

    /// Whether the body could be read without any problem so far.
    pub(crate) fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    fn line_of(&self, span: &Range<usize>) -> usize {
        self.lines.at(span.start)
    }

    /// The lines on which the text of a string begins and ends: it begins one later where `"""`
    /// ends its line.
    fn text_lines(&self, span: &Range<usize>) -> (usize, usize) {
        let written = self.body.get(span.clone()).unwrap_or_default();
        let opens_above = written.starts_with("\"\"\"\n") || written.starts_with("'''\n");
        let first = self.line_of(span) + usize::from(opens_above);
        (first, self.lines.at(span.end).max(first))
    }
}

type Value<'i> = Spanned<DeValue<'i>>;

/// The keys of one table, checked against its description.
pub(crate) struct Fields<'t, 'i> {
    table: &'static Table,
    toml: &'t DeTable<'i>,
    /// Where the table begins, for what is missing.
    pub(crate) line: usize,
}

impl<'t, 'i> Fields<'t, 'i> {
    /// Opens a table: unknown keys and missing ones are problems at once.
    pub(crate) fn open(
        table: &'static Table,
        toml: &'t DeTable<'i>,
        line: usize,
        reading: &mut Reading<'_>,
    ) -> Self {
        let names: Vec<&str> = table.keys.iter().map(|key| key.name).collect();
        for key in toml.keys() {
            let written = key.get_ref().as_ref();
            if !names.contains(&written) {
                let at = reading.line_of(&key.span());
                let reason = format!("unknown key `{}` in {}", clipped(written), table.name);
                reading.problem(at, reason, Some(way_out(written, &names)));
            }
        }
        for key in table.keys {
            if matches!(key.need, Need::Required) && !toml.contains_key(key.name) {
                let reason = format!("the key `{}` is missing in {}", key.name, table.name);
                let hint = format!("it takes {}", key.kind.expected());
                reading.problem(line, reason, Some(hint));
            }
        }
        Self { table, toml, line }
    }

    /// Whether the key is written.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.toml.contains_key(name)
    }

    /// The line of a key's value, or of the table where it is not written.
    pub(crate) fn line_of(&self, name: &str, reading: &Reading<'_>) -> usize {
        self.value(name)
            .map_or(self.line, |value| reading.line_of(&value.span()))
    }

    fn text_lines(&self, name: &str, reading: &Reading<'_>) -> (usize, usize) {
        self.value(name).map_or((self.line, self.line), |value| {
            reading.text_lines(&value.span())
        })
    }

    pub(crate) fn value(&self, name: &str) -> Option<&'t Value<'i>> {
        self.toml.get(name)
    }

    fn kind(&self, name: &str) -> Option<&'static Kind> {
        self.table.key(name).map(|key| &key.kind)
    }

    fn default(&self, name: &str) -> &'static str {
        match self.table.key(name).map(|key| &key.need) {
            Some(Need::Default(value)) => value,
            _ => "",
        }
    }

    /// Says that a value is not what its key takes.
    pub(crate) fn refuse(&self, name: &str, found: &str, reading: &mut Reading<'_>) {
        let line = self.line_of(name, reading);
        let hint = self
            .kind(name)
            .map(|kind| format!("it takes {}", kind.expected()));
        reading.problem(line, format!("`{name}` cannot be {found}"), hint);
    }

    fn string(&self, name: &str, reading: &mut Reading<'_>) -> Option<&'t str> {
        let value = self.value(name)?;
        match value.get_ref().as_str() {
            Some(text) => Some(text),
            None => {
                self.refuse(name, &found(value.get_ref()), reading);
                None
            }
        }
    }

    /// Text on one line, not empty; the default where it is not written.
    pub(crate) fn text(&self, name: &str, reading: &mut Reading<'_>) -> String {
        let Some(text) = self.string(name, reading) else {
            return self.default(name).to_owned();
        };
        let text = text.trim();
        if text.is_empty() {
            self.refuse(name, "empty", reading);
        } else if text.contains('\n') {
            self.refuse(name, "more than one line", reading);
        }
        text.to_owned()
    }

    /// Text kept letter by letter, without blank lines around it.
    pub(crate) fn code(&self, name: &str, reading: &mut Reading<'_>) -> Option<String> {
        let text = self.string(name, reading)?;
        let text = text.trim_matches('\n').trim_end();
        if text.trim().is_empty() {
            self.refuse(name, "empty", reading);
        }
        Some(text.to_owned())
    }

    /// Markdown paragraphs.
    pub(crate) fn markdown(&self, name: &str, reading: &mut Reading<'_>) -> Option<Markup> {
        let text = self.string(name, reading)?;
        if text.trim().is_empty() {
            self.refuse(name, "empty", reading);
        }
        let lines = self.text_lines(name, reading);
        Some(Markup::paragraphs(text, lines, &mut reading.problems))
    }

    /// Markdown for one line.
    pub(crate) fn markdown_line(&self, name: &str, reading: &mut Reading<'_>) -> Option<Markup> {
        let text = self.string(name, reading)?;
        let lines = self.text_lines(name, reading);
        Some(Markup::line(text.trim(), lines, &mut reading.problems))
    }

    /// A list of Markdown texts.
    pub(crate) fn markdowns(&self, name: &str, reading: &mut Reading<'_>) -> Vec<Markup> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        let most = match self.kind(name) {
            Some(Kind::Markdowns(most)) => *most,
            _ => 0,
        };
        let Some(list) = value.get_ref().as_array() else {
            self.refuse(name, &found(value.get_ref()), reading);
            return Vec::new();
        };
        if list.len() > most {
            self.refuse(name, &format!("a list of {}", list.len()), reading);
        }
        let mut texts = Vec::new();
        for item in list.iter().take(most) {
            match item.get_ref().as_str() {
                Some(text) if !text.trim().is_empty() => {
                    let lines = reading.text_lines(&item.span());
                    texts.push(Markup::paragraphs(text, lines, &mut reading.problems));
                }
                _ => self.refuse(name, "a list with anything but texts in it", reading),
            }
        }
        texts
    }

    /// One word of the key's list; the default where it is not written.
    pub(crate) fn word(&self, name: &str, reading: &mut Reading<'_>) -> String {
        let Some(text) = self.string(name, reading) else {
            return self.default(name).to_owned();
        };
        let words = match self.kind(name) {
            Some(Kind::Word(words)) => *words,
            _ => &[],
        };
        if !words.contains(&text) {
            let line = self.line_of(name, reading);
            let reason = format!("`{name}` cannot be `{}`", clipped(text));
            reading.problem(line, reason, Some(way_out(text, words)));
        }
        text.to_owned()
    }

    /// Different words of the key's list.
    pub(crate) fn words(&self, name: &str, reading: &mut Reading<'_>) -> Vec<String> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        let words = match self.kind(name) {
            Some(Kind::Words(words)) => *words,
            _ => &[],
        };
        let Some(list) = value.get_ref().as_array() else {
            self.refuse(name, &found(value.get_ref()), reading);
            return Vec::new();
        };
        let mut chosen: Vec<String> = Vec::new();
        for item in list.iter() {
            let line = reading.line_of(&item.span());
            match item.get_ref().as_str() {
                Some(word) if !words.contains(&word) => {
                    let reason = format!("`{name}` cannot hold `{}`", clipped(word));
                    reading.problem(line, reason, Some(way_out(word, words)));
                }
                Some(word) if chosen.iter().any(|earlier| earlier == word) => {
                    reading.problem(line, format!("`{name}` holds `{word}` twice"), None);
                }
                Some(word) => chosen.push(word.to_owned()),
                None => {
                    let reason = format!("`{name}` cannot hold {}", found(item.get_ref()));
                    let hint = format!("choose from {}", listed(words));
                    reading.problem(line, reason, Some(hint));
                }
            }
        }
        chosen
    }

    /// True or false; the default where it is not written.
    pub(crate) fn flag(&self, name: &str, reading: &mut Reading<'_>) -> bool {
        let default = self.default(name) == "true";
        let Some(value) = self.value(name) else {
            return default;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.refuse(name, &found(value.get_ref()), reading);
            default
        })
    }

    /// An integer within the key's range.
    pub(crate) fn integer(&self, name: &str, reading: &mut Reading<'_>) -> Option<i64> {
        let value = self.value(name)?;
        let (least, most) = match self.kind(name) {
            Some(Kind::Integer(least, most)) => (*least, *most),
            _ => (0, 0),
        };
        match integer(value.get_ref()) {
            Some(number) if (least..=most).contains(&number) => Some(number),
            _ => {
                self.refuse(name, &found(value.get_ref()), reading);
                None
            }
        }
    }

    /// An author's id, if one is written and may be used.
    pub(crate) fn id(&self, reading: &mut Reading<'_>) -> Option<String> {
        let text = self.string("id", reading)?;
        if is_id(text) {
            return Some(text.to_owned());
        }
        self.refuse("id", &format!("`{}`", clipped(text)), reading);
        None
    }

    /// A Python name.
    pub(crate) fn name(&self, name: &str, reading: &mut Reading<'_>) -> Option<String> {
        let text = self.string(name, reading)?;
        if !is_name(text) {
            self.refuse(name, &format!("`{}`", clipped(text)), reading);
        }
        Some(text.to_owned())
    }

    /// A ufunc's name, which the engine will look up.
    pub(crate) fn ufunc(&self, name: &str, reading: &mut Reading<'_>) -> String {
        let Some(text) = self.string(name, reading) else {
            return self.default(name).to_owned();
        };
        let sound =
            |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_';
        if text.is_empty() || text.len() > 24 || !text.bytes().all(sound) {
            self.refuse(name, &format!("`{}`", clipped(text)), reading);
        }
        text.to_owned()
    }

    /// Lengths of axes: a list of integers, or a tuple in text.
    pub(crate) fn shape(&self, name: &str, reading: &mut Reading<'_>) -> Option<Vec<i64>> {
        let value = self.value(name)?;
        let lengths = match value.get_ref() {
            DeValue::String(text) => shape_from_text(text),
            other => integers(other),
        };
        match lengths {
            None => self.refuse(name, &found(value.get_ref()), reading),
            Some(lengths) if lengths.len() > MAX_AXES => {
                self.refuse(name, &format!("{} axes long", lengths.len()), reading);
            }
            Some(lengths) => match lengths.iter().find(|length| **length < 0) {
                Some(length) => self.refuse(name, &format!("of negative length {length}"), reading),
                None => return Some(lengths),
            },
        }
        None
    }

    /// One index for each axis.
    pub(crate) fn index(&self, name: &str, reading: &mut Reading<'_>) -> Option<Vec<i64>> {
        let value = self.value(name)?;
        let index = integers(value.get_ref())
            .filter(|index| index.len() <= MAX_AXES && index.iter().all(|place| *place >= 0));
        if index.is_none() {
            self.refuse(name, &found(value.get_ref()), reading);
        }
        index
    }

    /// A table inside this one, opened.
    pub(crate) fn one(&self, name: &str, reading: &mut Reading<'_>) -> Option<Fields<'t, 'i>> {
        let value = self.value(name)?;
        let Some(Kind::One(table)) = self.kind(name) else {
            return None;
        };
        let Some(toml) = value.get_ref().as_table() else {
            self.refuse(name, &found(value.get_ref()), reading);
            return None;
        };
        let line = reading.line_of(&value.span());
        Some(Fields::open(table, toml, line, reading))
    }

    /// The tables of a list inside this one, opened, as many as are allowed.
    pub(crate) fn many(&self, name: &str, reading: &mut Reading<'_>) -> Vec<Fields<'t, 'i>> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        let Some(Kind::Many(table, least, most)) = self.kind(name) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.refuse(name, &found(value.get_ref()), reading);
            return Vec::new();
        };
        if !(*least..=*most).contains(&list.len()) {
            self.refuse(name, &format!("a list of {}", list.len()), reading);
        }
        let mut opened = Vec::new();
        for item in list.iter().take(*most) {
            match item.get_ref().as_table() {
                Some(toml) => {
                    let line = reading.line_of(&item.span());
                    opened.push(Fields::open(table, toml, line, reading));
                }
                None => {
                    let found = found(item.get_ref());
                    self.refuse(name, &format!("a list with {found} in it"), reading);
                }
            }
        }
        opened
    }
}
