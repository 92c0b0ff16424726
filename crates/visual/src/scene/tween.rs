//! A scene between two scenes: marks with the same key move, new ones come in, old ones leave.
//! Knows keys and geometry only, so motion follows from what the marks say they are.

use std::cell::Cell;

use super::Scene;
use super::mark::{Kind, Mark};

/// The scene a fraction `f` (0 to 1) of the way from `before` to `after`.
///
/// A mark in both moves in a straight line. A new mark grows out of its origin, where that is in `before`, and
/// else appears where it will be. A mark that leaves fades where it was. Words, roles and structure are those of
/// the nearer scene for what is in both.
pub fn tween(before: &Scene, after: &Scene, f: f64) -> Scene {
    let f = if f.is_finite() {
        f.clamp(0.0, 1.0)
    } else {
        1.0
    };
    if f <= 0.0 {
        return before.clone();
    }
    if f >= 1.0 {
        return after.clone();
    }
    let eased = f * f * (3.0 - 2.0 * f);
    let (old, new) = (ByKey::new(before), ByKey::new(after));
    let mut marks: Vec<Mark> = leaving(&before.marks, &new, eased);
    marks.extend(after.marks.iter().map(|mark| between(mark, &old, eased)));
    Scene {
        width: after.width,
        height: mix(before.height, after.height, eased),
        title: if f < 0.5 { &before.title } else { &after.title }.clone(),
        marks,
    }
}

/// A scene's marks, to be found by their keys. Two scenes of a story hold mostly the same marks in the same order, so
/// the next one asked for mostly comes after the last one found.
struct ByKey<'a> {
    marks: Vec<&'a Mark>,
    next: Cell<usize>,
}

impl<'a> ByKey<'a> {
    fn new(scene: &'a Scene) -> Self {
        Self {
            marks: scene.walk(),
            next: Cell::new(0),
        }
    }

    fn get(&self, key: &str) -> Option<&'a Mark> {
        let (before, after) = self.marks.split_at(self.next.get());
        let ahead = after.iter().position(|mark| mark.key == key);
        let place = match ahead {
            Some(ahead) => before.len() + ahead,
            None => before.iter().position(|mark| mark.key == key)?,
        };
        self.next.set(place + 1);
        self.marks.get(place).copied()
    }
}

fn mix(from: f64, to: f64, f: f64) -> f64 {
    from + (to - from) * f
}

/// The marks that are not in the next scene, taken out of their groups, fading.
fn leaving(marks: &[Mark], next: &ByKey<'_>, f: f64) -> Vec<Mark> {
    let mut left = Vec::new();
    for mark in marks {
        if let Kind::Group { children, .. } = &mark.kind {
            left.extend(leaving(children, next, f));
        } else if next.get(&mark.key).is_none() {
            let mut fading = mark.clone();
            fading.opacity *= 1.0 - f;
            if let Kind::Cell { choosable, .. } = &mut fading.kind {
                *choosable = false;
            }
            left.push(fading);
        }
    }
    left
}

fn between(mark: &Mark, old: &ByKey<'_>, f: f64) -> Mark {
    let mut made = mark.clone();
    if let Kind::Group { children, .. } = &mut made.kind {
        for child in children.iter_mut() {
            *child = between(child, old, f);
        }
        return made;
    }
    if let Some(was) = old.get(&mark.key) {
        made.x = mix(was.x, mark.x, f);
        made.y = mix(was.y, mark.y, f);
        made.opacity = mix(was.opacity, mark.opacity, f);
        if f < 0.5 {
            made.roles = was.roles;
        }
        match (&mut made.kind, &was.kind) {
            (
                Kind::Cell {
                    width,
                    height,
                    text,
                    ..
                },
                Kind::Cell {
                    width: old_width,
                    height: old_height,
                    text: old_text,
                    ..
                },
            ) => {
                *width = mix(*old_width, *width, f);
                *height = mix(*old_height, *height, f);
                if f < 0.5 {
                    text.clone_from(old_text);
                }
            }
            (
                Kind::Line { dx, dy },
                Kind::Line {
                    dx: old_dx,
                    dy: old_dy,
                },
            ) => {
                *dx = mix(*old_dx, *dx, f);
                *dy = mix(*old_dy, *dy, f);
            }
            (
                Kind::Ring { width, height },
                Kind::Ring {
                    width: old_width,
                    height: old_height,
                },
            ) => {
                *width = mix(*old_width, *width, f);
                *height = mix(*old_height, *height, f);
            }
            (Kind::Text { runs, .. }, Kind::Text { runs: old_runs, .. }) if runs != old_runs => {
                // Two sentences cannot be mixed: the old one dims, then the new one comes up in its place.
                if f < 0.5 {
                    runs.clone_from(old_runs);
                }
                made.opacity *= (2.0 * f - 1.0).abs();
            }
            _ => {}
        }
        return made;
    }
    if let Some(source) = mark.origin.as_deref().and_then(|key| old.get(key)) {
        made.x = mix(source.x, mark.x, f);
        made.y = mix(source.y, mark.y, f);
        made.opacity = mark.opacity * (0.25 + 0.75 * f);
    } else {
        made.opacity = mark.opacity * f;
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Font;

    fn scene(marks: Vec<Mark>) -> Scene {
        Scene {
            width: 340.0,
            height: 100.0,
            title: String::new(),
            marks,
        }
    }

    #[test]
    fn a_ghost_starts_at_its_origin_and_ends_in_its_place() {
        let owner = Mark::cell("a/A:0", (10.0, 20.0), (44.0, 44.0), "1");
        let ghost = Mark::cell("a/A:0/0,1", (58.0, 20.0), (44.0, 44.0), "1")
            .origin(Some("a/A:0".to_owned()));
        let before = scene(vec![owner.clone()]);
        let after = scene(vec![owner, ghost]);
        let early = tween(&before, &after, 0.01);
        assert!((early.marks[1].x - 10.0).abs() < 0.1);
        let late = tween(&before, &after, 0.99);
        assert!((late.marks[1].x - 58.0).abs() < 0.1);
        assert_eq!(tween(&before, &after, 1.0), after);
        assert_eq!(tween(&before, &after, 0.0), before);
    }

    #[test]
    fn what_leaves_fades_and_what_stays_moves() {
        let before = scene(vec![
            Mark::text("old", (0.0, 0.0), Font::Meta, "old"),
            Mark::cell("k", (0.0, 0.0), (10.0, 10.0), "1"),
        ]);
        let after = scene(vec![Mark::cell("k", (100.0, 0.0), (10.0, 10.0), "1")]);
        let middle = tween(&before, &after, 0.5);
        assert_eq!(middle.marks.len(), 2);
        assert!((middle.marks[0].opacity - 0.5).abs() < 1e-9);
        assert!((middle.marks[1].x - 50.0).abs() < 1e-9);
    }
}
