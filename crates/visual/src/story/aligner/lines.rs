//! Lines of words with roles: pieces side by side or under each other, broken where their text breaks.
//! Knows widths; what the words say is known elsewhere.

use super::arrange::foot_line_count;
use crate::scene::text::wrap;
use crate::scene::{Font, Mark, Roles, Run};

/// How many lines the pieces under an array take; `None` when there are none.
pub(super) fn foot_lines_used(pieces: &[Vec<Run>], width: f64) -> Option<usize> {
    let texts: Vec<String> = pieces.iter().map(|runs| text_of(runs)).collect();
    Some(foot_line_count(&texts, width)).filter(|_| !pieces.is_empty())
}

/// The letters of runs.
pub(super) fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// The pieces under an array: side by side where they fit, else under each other.
pub(super) fn foot_marks(
    place: usize,
    pieces: &[Vec<Run>],
    (x, y): (f64, f64),
    width: f64,
) -> Vec<Mark> {
    let whole: Vec<String> = pieces.iter().map(|runs| text_of(runs)).collect();
    let key = |line: usize| format!("foot:{place}/{line}");
    if Font::Meta.width(&whole.join(" · ")) <= width {
        let mut runs = Vec::new();
        for (number, piece) in pieces.iter().enumerate() {
            if number > 0 {
                runs.push(Run {
                    text: " · ".to_owned(),
                    roles: Roles::NONE,
                });
            }
            runs.extend(piece.iter().cloned());
        }
        if runs.is_empty() {
            return Vec::new();
        }
        return vec![Mark::text_runs(key(0), (x, y), Font::Meta, runs)];
    }
    let mut line = 0;
    let mut marks = Vec::new();
    for (runs, text) in pieces.iter().zip(&whole) {
        for runs in wrap_runs(runs, text, Font::Meta, width) {
            marks.push(Mark::text_runs(
                key(line),
                (x, y + line as f64 * Font::Meta.line()),
                Font::Meta,
                runs,
            ));
            line += 1;
        }
    }
    marks
}

/// Runs broken into lines at the same places as their text would be.
pub(super) fn wrap_runs(runs: &[Run], text: &str, font: Font, width: f64) -> Vec<Vec<Run>> {
    let lines = wrap(text, font, width);
    if lines.len() <= 1 {
        return vec![runs.to_vec()];
    }
    let mut letters = runs
        .iter()
        .flat_map(|run| run.text.chars().map(move |letter| (letter, run.roles)));
    let mut broken = Vec::new();
    for line in lines {
        let mut made: Vec<Run> = Vec::new();
        for wanted in line.chars() {
            let Some((letter, roles)) = letters.by_ref().find(|(letter, _)| *letter == wanted)
            else {
                break;
            };
            match made.last_mut() {
                Some(last) if last.roles == roles => last.text.push(letter),
                _ => made.push(Run {
                    text: letter.to_string(),
                    roles,
                }),
            }
        }
        broken.push(made);
    }
    broken
}
