//! Lighting: gives roles to cells of a finished picture by their keys, and rings to what is read.
//! Knows marks only, so that what is drawn and what is lit stay two questions.

use crate::scene::{Kind, Mark, Role};

/// What to light.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Lights {
    /// Cells the reader or the loop is at.
    pub now: Keys,
    /// Cells linked to those.
    pub hit: Keys,
    /// Cells read now, in the order of the operands: each gets a ring.
    pub rings: Vec<String>,
    /// Whether everything else steps back.
    pub dim_others: bool,
}

/// A set of keys, in order. A picture lights few cells, so a list searched in halves will do.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Keys(Vec<String>);

impl Keys {
    /// Adds a key; one that is there stays.
    pub fn insert(&mut self, key: String) {
        if let Err(place) = self.0.binary_search(&key) {
            self.0.insert(place, key);
        }
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) {
        self.0.retain(|known| known != key);
    }

    /// Whether a key is there.
    pub fn contains(&self, key: &str) -> bool {
        self.0
            .binary_search_by(|known| known.as_str().cmp(key))
            .is_ok()
    }

    /// The keys, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, String> {
        self.0.iter()
    }
}

/// Gives the cells in `marks` their lights and adds the rings at the end.
pub fn light(marks: &mut Vec<Mark>, lights: &Lights) {
    for mark in marks.iter_mut() {
        light_mark(mark, lights);
    }
    for (place, key) in lights.rings.iter().enumerate() {
        if let Some((x, y, width, height)) = find(marks, key) {
            let ring = Mark::ring(
                format!("ring:{place}"),
                (x - 2.0, y - 2.0),
                (width + 4.0, height + 4.0),
            );
            marks.push(Mark::group(
                format!("rings:{place}"),
                crate::scene::Part::Silent,
                vec![ring],
            ));
        }
    }
}

fn light_mark(mark: &mut Mark, lights: &Lights) {
    match &mut mark.kind {
        Kind::Group { children, .. } => {
            for child in children {
                light_mark(child, lights);
            }
        }
        Kind::Cell {
            choosable: true, ..
        } => {
            let now = lights.now.contains(&mark.key);
            let hit = lights.hit.contains(&mark.key);
            mark.roles = mark
                .roles
                .when(now, Role::Now)
                .when(hit, Role::Hit)
                .when(lights.dim_others && !now && !hit, Role::Dim);
        }
        _ => {}
    }
}

fn find(marks: &[Mark], key: &str) -> Option<(f64, f64, f64, f64)> {
    marks.iter().find_map(|mark| match &mark.kind {
        Kind::Group { children, .. } => find(children, key),
        Kind::Cell { width, height, .. } if mark.key == key => {
            Some((mark.x, mark.y, *width, *height))
        }
        _ => None,
    })
}
