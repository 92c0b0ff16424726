//! Marks: the few kinds of things a picture is made of, each with a key, roles and, where it matters, a spoken label.
//! Roles become CSS classes; no colour is known here.

use std::ops::{Deref, DerefMut};

use super::text::Font;

/// What a mark is in the picture's story.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Role {
    /// The first operand.
    A,
    /// The second operand.
    B,
    /// The third operand.
    C,
    /// The fourth operand.
    D,
    /// The result.
    Result,
    /// A cell that only repeats another cell's address.
    Ghost,
    /// Bytes that several cells read.
    Shared,
    /// Where the loop, or the reader, is now.
    Now,
    /// Linked to where the reader is.
    Hit,
    /// Out of the present argument.
    Dim,
    /// Not written yet.
    Empty,
    /// A length nobody wrote: a missing axis.
    Pad,
    /// One length of a shape.
    Tag,
    /// A cell of a memory strip.
    Memory,
    /// Stands for cells left out.
    Gap,
    /// What does not fit.
    Fail,
    /// A stride of 0.
    Zero,
    /// More important than its neighbours.
    Strong,
    /// Drawn small.
    Small,
}

impl Role {
    const ALL: [Role; 19] = [
        Role::A,
        Role::B,
        Role::C,
        Role::D,
        Role::Result,
        Role::Memory,
        Role::Tag,
        Role::Ghost,
        Role::Shared,
        Role::Empty,
        Role::Pad,
        Role::Gap,
        Role::Fail,
        Role::Zero,
        Role::Strong,
        Role::Hit,
        Role::Dim,
        Role::Now,
        Role::Small,
    ];

    /// The CSS class.
    pub fn class(self) -> &'static str {
        match self {
            Role::A => "a",
            Role::B => "b",
            Role::C => "c",
            Role::D => "d",
            Role::Result => "r",
            Role::Ghost => "ghost",
            Role::Shared => "shared",
            Role::Now => "now",
            Role::Hit => "hit",
            Role::Dim => "dim",
            Role::Empty => "empty",
            Role::Pad => "pad",
            Role::Tag => "tag",
            Role::Memory => "m",
            Role::Gap => "gap",
            Role::Fail => "fail",
            Role::Zero => "zero",
            Role::Strong => "strong",
            Role::Small => "small",
        }
    }

    /// The role of the operand at a place, 0 to 3.
    pub fn operand(place: usize) -> Role {
        match place {
            0 => Role::A,
            1 => Role::B,
            2 => Role::C,
            _ => Role::D,
        }
    }
}

/// A set of roles.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Roles(u32);

impl Roles {
    /// No role.
    pub const NONE: Roles = Roles(0);

    /// The set with one more role.
    #[must_use]
    pub fn with(self, role: Role) -> Roles {
        Roles(self.0 | (1 << role as u32))
    }

    /// The set with one more role where a condition holds.
    #[must_use]
    pub fn when(self, condition: bool, role: Role) -> Roles {
        if condition { self.with(role) } else { self }
    }

    /// The set without a role.
    #[must_use]
    pub fn without(self, role: Role) -> Roles {
        Roles(self.0 & !(1 << role as u32))
    }

    /// Whether a role is in the set.
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u32) != 0
    }

    /// The CSS classes, in a fixed order, each with a space before it.
    pub fn classes(self) -> String {
        let mut text = String::new();
        for role in Role::ALL {
            if self.has(role) {
                text.push(' ');
                text.push_str(role.class());
            }
        }
        text
    }
}

impl From<Role> for Roles {
    fn from(role: Role) -> Roles {
        Roles::NONE.with(role)
    }
}

/// Which end of a text its position names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// A stretch of text with roles of its own.
#[derive(Clone, PartialEq, Debug)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Roles on top of the whole text's.
    pub roles: Roles,
}

/// What a group is to a reader who hears the picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Nothing in particular.
    Plain,
    /// A drawn array or a strip of memory.
    Grid,
    /// A table of shapes: read, not chosen from.
    Table,
    /// A facet: the rows at one index of the leading axes.
    Facet,
    /// One row of cells.
    Row,
    /// Drawn for the eye alone; everything in it is said elsewhere.
    Silent,
}

/// The kinds of marks.
#[derive(Clone, PartialEq, Debug)]
pub enum Kind {
    /// Marks that belong together; position and size are theirs.
    Group {
        /// What it is to a reader who hears it.
        part: Part,
        /// The marks.
        children: Vec<Mark>,
    },
    /// A box with a value: an element, a length, some bytes.
    Cell {
        /// Units across.
        width: f64,
        /// Units down.
        height: f64,
        /// The value, short enough for the box.
        text: String,
        /// What stands under the box.
        sub: Option<String>,
        /// Whether a reader may choose it.
        choosable: bool,
    },
    /// One line of text; its position is its anchor on the baseline.
    Text {
        /// The face.
        font: Font,
        /// Which end the position names.
        anchor: Anchor,
        /// The pieces, one after another.
        runs: Vec<Run>,
    },
    /// A straight line from the position.
    Line {
        /// Units to the right.
        dx: f64,
        /// Units down.
        dy: f64,
    },
    /// A ring around something that is read now.
    Ring {
        /// Units across.
        width: f64,
        /// Units down.
        height: f64,
    },
}

/// One thing in a picture. In a box, since what makes marks hands them on at every step.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark(Box<Drawn>);

/// What a mark is.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawn {
    /// Unique in the scene, the same from moment to moment: for cells made of the address they show.
    pub key: String,
    /// The key of the mark it grows out of: for a ghost, the cell whose bytes it repeats.
    pub origin: Option<String>,
    /// Units from the left edge.
    pub x: f64,
    /// Units from the top edge.
    pub y: f64,
    /// 0 unseen, 1 fully there.
    pub opacity: f64,
    /// What it is in the story.
    pub roles: Roles,
    /// What a reader who hears the picture is told.
    pub label: Option<String>,
    /// What it is made of.
    pub kind: Kind,
}

impl Deref for Mark {
    type Target = Drawn;

    fn deref(&self) -> &Drawn {
        &self.0
    }
}

impl DerefMut for Mark {
    fn deref_mut(&mut self) -> &mut Drawn {
        &mut self.0
    }
}

// Marks are made in many places: what makes them is not copied into each.
impl Mark {
    #[inline(never)]
    fn new(key: String, x: f64, y: f64, kind: Kind) -> Mark {
        Mark(Box::new(Drawn {
            key,
            origin: None,
            x,
            y,
            opacity: 1.0,
            roles: Roles::NONE,
            label: None,
            kind,
        }))
    }

    /// A group.
    pub fn group(key: impl Into<String>, part: Part, children: Vec<Mark>) -> Mark {
        Mark::new(key.into(), 0.0, 0.0, Kind::Group { part, children })
    }

    /// A cell whose upper left corner is at a point.
    pub fn cell(
        key: impl Into<String>,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        text: impl Into<String>,
    ) -> Mark {
        Mark::of_cell(key.into(), (x, y), (width, height), text.into())
    }

    #[inline(never)]
    fn of_cell(key: String, (x, y): (f64, f64), (width, height): (f64, f64), text: String) -> Mark {
        let kind = Kind::Cell {
            width,
            height,
            text,
            sub: None,
            choosable: false,
        };
        Mark::new(key, x, y, kind)
    }

    /// A line of text, left end on a point.
    pub fn text(
        key: impl Into<String>,
        at: (f64, f64),
        font: Font,
        text: impl Into<String>,
    ) -> Mark {
        Mark::of_text(key.into(), at, font, text.into())
    }

    #[inline(never)]
    fn of_text(key: String, at: (f64, f64), font: Font, text: String) -> Mark {
        let roles = Roles::NONE;
        Mark::text_runs(key, at, font, vec![Run { text, roles }])
    }

    /// A line of text in pieces, left end on a point.
    pub fn text_runs(
        key: impl Into<String>,
        (x, y): (f64, f64),
        font: Font,
        runs: Vec<Run>,
    ) -> Mark {
        Mark::new(
            key.into(),
            x,
            y,
            Kind::Text {
                font,
                anchor: Anchor::Start,
                runs,
            },
        )
    }

    /// A straight line.
    pub fn line(key: impl Into<String>, (x, y): (f64, f64), (dx, dy): (f64, f64)) -> Mark {
        Mark::new(key.into(), x, y, Kind::Line { dx, dy })
    }

    /// A ring.
    pub fn ring(key: impl Into<String>, (x, y): (f64, f64), (width, height): (f64, f64)) -> Mark {
        Mark::new(key.into(), x, y, Kind::Ring { width, height })
    }

    /// The mark with roles.
    #[must_use]
    pub fn roles(mut self, roles: impl Into<Roles>) -> Mark {
        self.roles = roles.into();
        self
    }

    /// The mark with a spoken label.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Mark {
        self.label = Some(label.into());
        self
    }

    /// The mark with the key of the mark it grows out of.
    #[must_use]
    pub fn origin(mut self, origin: Option<String>) -> Mark {
        self.origin = origin;
        self
    }

    /// The text with another end on its point; other kinds stay as they are.
    #[must_use]
    pub fn anchor(mut self, to: Anchor) -> Mark {
        if let Kind::Text { anchor, .. } = &mut self.kind {
            *anchor = to;
        }
        self
    }

    /// The cell with a text under it; other kinds stay as they are.
    #[must_use]
    pub fn under(mut self, text: impl Into<String>) -> Mark {
        if let Kind::Cell { sub, .. } = &mut self.kind {
            *sub = Some(text.into());
        }
        self
    }

    /// The cell as one that a reader may choose.
    #[must_use]
    pub fn choosable(mut self) -> Mark {
        if let Kind::Cell { choosable, .. } = &mut self.kind {
            *choosable = true;
        }
        self
    }
}
