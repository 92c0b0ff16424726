//! How a key of a widget block is described: the reader checks blocks by these descriptions, and
//! the authors' page is held equal to them. Knows no key in particular.

/// The keys of one kind of TOML table.
#[derive(Debug)]
pub struct Table {
    /// How authors know the table: a widget kind such as `broadcast`, or a part such as `operand`.
    pub name: &'static str,
    /// Every key it may hold, in the order authors read them.
    pub keys: &'static [Key],
}

impl Table {
    /// The description of a key.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// As written in TOML.
    pub name: &'static str,
    /// What may stand behind it.
    pub kind: Kind,
    /// What holds where it is not written.
    pub need: Need,
    /// What it does, one line.
    pub says: &'static str,
}

/// What may stand behind a key.
#[derive(Debug)]
pub enum Kind {
    /// Plain text on one line.
    Text,
    /// Text kept letter by letter.
    Code,
    /// Markdown paragraphs.
    Markdown,
    /// Markdown for one line.
    Line,
    /// A list of Markdown texts, at most so many.
    Markdowns(usize),
    /// Small letters, digits and hyphens.
    Id,
    /// A name as Python allows it.
    Name,
    /// A ufunc's name; whether it exists is checked where the engine is.
    Ufunc,
    /// A misconception's number.
    Misconception,
    /// One word of a closed list.
    Word(&'static [&'static str]),
    /// A list of words of a closed list.
    Words(&'static [&'static str]),
    /// True or false.
    Flag,
    /// An integer from the first to the second number.
    Integer(i64, i64),
    /// The lengths of an array's axes.
    Shape,
    /// One index for each axis.
    Index,
    /// What fills an array.
    Values,
    /// An outcome, in the form its measure describes.
    Answer,
    /// A table with keys of its own.
    One(&'static Table),
    /// A list of tables, from the first to the second number of them.
    Many(&'static Table, usize, usize),
}

impl Kind {
    /// What is expected, in the words used by messages and by the authors' page.
    pub fn expected(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Code => "code text".to_owned(),
            Self::Markdown => "Markdown text".to_owned(),
            Self::Line => "one line of Markdown".to_owned(),
            Self::Markdowns(most) => format!("a list of up to {most} Markdown texts"),
            Self::Id => "small letters, digits and hyphens, a letter first".to_owned(),
            Self::Name => "a Python name of up to 16 letters".to_owned(),
            Self::Ufunc => "a ufunc's name".to_owned(),
            Self::Misconception => "`M01` to `M32`".to_owned(),
            Self::Word(words) => match words {
                [only] => format!("`{only}`"),
                _ => format!("one of {}", crate::nearest::listed(words)),
            },
            Self::Words(words) => format!("a list of {}", crate::nearest::listed(words)),
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Integer(least, most) => format!("an integer from {least} to {most}"),
            Self::Shape => "up to 6 lengths: `[3, 1]` or `\"(3, 1)\"`".to_owned(),
            Self::Index => "a list of up to 6 integers, each at least 0".to_owned(),
            Self::Values => "`count`, `tens`, `ones`, or a list of numbers".to_owned(),
            Self::Answer => "an outcome, as its measure writes it".to_owned(),
            Self::One(table) => format!("a table: {}", table.name),
            Self::Many(table, least, most) => {
                format!("{least} to {most} tables: {}", table.name)
            }
        }
    }
}

/// What holds where a key is not written.
#[derive(Debug)]
pub enum Need {
    /// It must be written.
    Required,
    /// This holds instead, written as its value would be.
    Default(&'static str),
    /// It may be left out; the words say what then holds.
    Optional(&'static str),
}

impl Need {
    /// For the authors' page: what holds where the key is not written.
    pub fn told(&self) -> String {
        match self {
            Self::Required => "required".to_owned(),
            Self::Default(value) => format!("`{value}`"),
            Self::Optional(words) => (*words).to_owned(),
        }
    }
}
