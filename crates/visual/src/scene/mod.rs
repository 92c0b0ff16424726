//! A scene: a picture as plain data, a tree of keyed marks in a box. What it looks like on a page is CSS's business.
//! Knows no array, no widget and no browser.

pub mod dump;
pub mod mark;
pub mod node;
pub mod svg;
pub mod text;
pub mod tween;

pub use mark::{Anchor, Drawn, Kind, Mark, Part, Role, Roles, Run};
pub use node::{Element, Node};
pub use svg::{nodes, svg_text};
pub use text::Font;
pub use tween::tween;

/// How wide a picture is drawn. A page holds both and shows the one that fits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Frame {
    /// 730 units: a laptop's column of text.
    Wide,
    /// 340 units: a phone.
    Narrow,
}

impl Frame {
    /// Both frames.
    pub const ALL: [Frame; 2] = [Frame::Wide, Frame::Narrow];

    /// Units from edge to edge.
    pub fn width(self) -> f64 {
        match self {
            Frame::Wide => 730.0,
            Frame::Narrow => 340.0,
        }
    }

    /// Units kept free at the left and right edge.
    pub fn margin(self) -> f64 {
        match self {
            Frame::Wide => 24.0,
            Frame::Narrow => 12.0,
        }
    }

    /// Units between the margins.
    pub fn inner(self) -> f64 {
        self.width() - 2.0 * self.margin()
    }

    /// The name used as a CSS class.
    pub fn name(self) -> &'static str {
        match self {
            Frame::Wide => "wide",
            Frame::Narrow => "narrow",
        }
    }
}

/// One picture.
#[derive(Clone, PartialEq, Debug)]
pub struct Scene {
    /// Units from edge to edge.
    pub width: f64,
    /// Units from top to bottom.
    pub height: f64,
    /// What the picture shows, in one sentence: its accessible name.
    pub title: String,
    /// What is drawn, back to front.
    pub marks: Vec<Mark>,
}

impl Scene {
    /// Every mark of the tree, groups before their children.
    pub fn walk(&self) -> Vec<&Mark> {
        fn add<'a>(marks: &'a [Mark], found: &mut Vec<&'a Mark>) {
            for mark in marks {
                found.push(mark);
                if let Kind::Group { children, .. } = &mark.kind {
                    add(children, found);
                }
            }
        }
        let mut found = Vec::new();
        add(&self.marks, &mut found);
        found
    }
}
