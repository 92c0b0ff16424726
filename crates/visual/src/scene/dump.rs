//! A scene as short text lines, one mark each: what picture tests hold as their reference.
//! Knows marks only.

use super::Scene;
use super::mark::{Kind, Mark, Part};
use super::svg::number;

/// One line for each mark, indented by depth: kind, place, size, roles, words.
pub fn dump(scene: &Scene) -> String {
    let mut text = format!(
        "{} x {}: {}\n",
        number(scene.width),
        number(scene.height),
        scene.title
    );
    for mark in &scene.marks {
        line(mark, 1, &mut text);
    }
    text
}

fn line(mark: &Mark, depth: usize, text: &mut String) {
    for _ in 0..depth {
        text.push_str("  ");
    }
    let at = format!("{},{}", number(mark.x), number(mark.y));
    match &mark.kind {
        Kind::Group { part, children } => {
            let name = match part {
                Part::Plain => "group",
                Part::Grid => "grid",
                Part::Table => "table",
                Part::Facet => "facet",
                Part::Row => "row",
                Part::Silent => "silent",
            };
            text.push_str(name);
            finish(mark, text);
            for child in children {
                line(child, depth + 1, text);
            }
            return;
        }
        Kind::Cell {
            width,
            height,
            text: value,
            sub,
            ..
        } => {
            text.push_str(&format!(
                "cell {at} {}x{} `{value}`",
                number(*width),
                number(*height)
            ));
            if let Some(sub) = sub {
                text.push_str(&format!(" _{sub}_"));
            }
        }
        Kind::Text { runs, .. } => {
            text.push_str(&format!("text {at} \""));
            for run in runs {
                text.push_str(&run.text);
            }
            text.push('"');
        }
        Kind::Line { dx, dy } => {
            text.push_str(&format!("line {at} {},{}", number(*dx), number(*dy)));
        }
        Kind::Ring { width, height } => {
            text.push_str(&format!("ring {at} {}x{}", number(*width), number(*height)));
        }
    }
    finish(mark, text);
}

fn finish(mark: &Mark, text: &mut String) {
    text.push_str(&format!(" <{}>", mark.key));
    text.push_str(&mark.roles.classes());
    if mark.opacity < 0.995 {
        text.push_str(&format!(" at {}", number(mark.opacity)));
    }
    if let Some(label) = &mark.label {
        text.push_str(&format!(" \u{2014} {label}"));
    }
    text.push('\n');
}
