//! A buffer as a strip of memory: one box for each element, its first byte below.
//! Knows bytes and no index: what reads them is drawn elsewhere.

use super::cut::{Slot, window};
use super::key::Key;
use super::words::{natural, thousands};
use crate::scene::text::shorten;
use crate::scene::{Font, Mark, Part, Role, Roles};

/// Units down a box of memory.
pub const HEIGHT: f64 = 30.0;
/// Units down a strip with the offsets below.
pub const FULL_HEIGHT: f64 = HEIGHT + 17.0;
const GAP: f64 = 46.0;

/// One buffer to draw.
pub struct Strip<'a> {
    /// Its letter.
    pub buffer: char,
    /// Whose bytes they are.
    pub role: Role,
    /// What the strip is, in words.
    pub label: String,
    /// How many elements it holds.
    pub count: i64,
    /// Bytes of one element.
    pub itemsize: i64,
    /// Elements that should be in view, by number.
    pub wanted: Vec<i64>,
    /// Units across one box.
    pub width: f64,
    /// The text of the element at a byte; `None` when it is not written yet.
    pub value: &'a dyn Fn(i64) -> Option<String>,
}

/// How many slots fit a length, at least 5 where anything is left out.
pub fn slots_that_fit(room: f64, width: f64, count: i64) -> usize {
    let all = count as f64 * (width + 1.0);
    let most = usize::try_from(count).unwrap_or(usize::MAX);
    if all <= room {
        return most.max(3);
    }
    let boxes = ((room - 2.0 * GAP) / (width + 1.0)).floor().max(3.0) as usize;
    (boxes + 2).min(most.saturating_sub(1)).max(3)
}

/// Units across a strip drawn with at most so many slots.
pub fn extent(count: i64, most: usize, width: f64) -> f64 {
    if count <= most as i64 {
        count.max(1) as f64 * (width + 1.0)
    } else {
        (most.saturating_sub(2)) as f64 * (width + 1.0) + 2.0 * GAP
    }
}

/// Draws a strip with its left upper corner at a point.
pub fn strip(spec: &Strip<'_>, most: usize, (x, y): (f64, f64)) -> Mark {
    let key = format!("strip:{}", spec.buffer);
    let mut at = x;
    let mut cells = Vec::new();
    for slot in window(spec.count, most, &spec.wanted) {
        match slot {
            Slot::Index(number) => {
                let byte = number * spec.itemsize;
                let value = (spec.value)(byte);
                let spoken = value.as_deref().unwrap_or("not written yet");
                let text = value.as_deref().map_or(String::new(), |value| {
                    shorten(value, Font::SmallValue, spec.width - 5.0)
                });
                let roles = Roles::from(spec.role)
                    .with(Role::Memory)
                    .with(Role::Small)
                    .when(value.is_none(), Role::Empty);
                cells.push(
                    Mark::cell(
                        Key::strip(spec.buffer, byte).text(),
                        (at, y),
                        (spec.width, HEIGHT),
                        text,
                    )
                    .roles(roles)
                    .under(shorten(&byte.to_string(), Font::Sub, spec.width))
                    .label(format!("byte {byte} of buffer {}: {spoken}", spec.buffer))
                    .choosable(),
                );
                at += spec.width + 1.0;
            }
            Slot::Gap { first, count } => {
                let bytes = natural(count) * natural(spec.itemsize);
                let from = first * spec.itemsize;
                cells.push(
                    Mark::cell(
                        format!("{key}/gap{first}"),
                        (at, y),
                        (GAP - 2.0, HEIGHT),
                        "⋯",
                    )
                    .roles(Roles::from(Role::Gap).with(Role::Small).with(Role::Memory))
                    .under(shorten(
                        &format!("+{}", thousands(bytes)),
                        Font::Sub,
                        GAP - 2.0,
                    ))
                    .label(format!("{bytes} bytes from byte {from} on are not drawn")),
                );
                at += GAP;
            }
        }
    }
    if cells.is_empty() {
        cells.push(
            Mark::cell(format!("{key}/none"), (x, y), (84.0, HEIGHT), "0 bytes")
                .roles(
                    Roles::from(Role::Memory)
                        .with(Role::Empty)
                        .with(Role::Small),
                )
                .label("no bytes"),
        );
    }
    let row = Mark::group(format!("{key}/row"), Part::Row, cells);
    Mark::group(key, Part::Grid, vec![row]).label(spec.label.clone())
}
