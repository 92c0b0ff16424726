//! The short texts of the picture: heads and feet of arrays, remarks beside the shape table.
//! Knows words; their places are the board's.

use super::words::conflict_text;
use super::{Aligner, Stage, Stretch};
use crate::case::Shown;
use crate::draw::words::{
    bytes_short, count, list, natural, shape_text, size_text, thousands, times,
};
use crate::scene::{Role, Roles, Run};
use engine::limit;

/// The line under an operand's name.
pub(super) fn operand_head(aligner: &Aligner, place: usize, stage: Stage) -> String {
    let shown = &aligner.worked.operands[place];
    let own = shape_text(&shown.layout.shape);
    let all = stretches_of(aligner, place).count();
    let made = made_stretches(aligner, place, stage).len();
    if all > 0 && made == all {
        let shape = aligner.worked.shape.as_deref().unwrap_or_default();
        format!("shape {own} → {}", shape_text(shape))
    } else {
        format!("shape {own}")
    }
}

/// The line under the result's name.
pub(super) fn result_head(aligner: &Aligner, stage: Stage) -> String {
    match &aligner.worked.shape {
        Some(shape)
            if stage.allocated || stage.stretched == aligner.stretches.len() && stage.filled =>
        {
            format!("shape {}", shape_text(shape))
        }
        None if stage.over => "no shape fits".to_owned(),
        _ => "shape ?".to_owned(),
    }
}

/// The pieces under an operand: strides with their zeros marked, then bytes.
pub(super) fn operand_foot(aligner: &Aligner, place: usize, stage: Stage) -> Vec<Vec<Run>> {
    let shown = &aligner.worked.operands[place];
    let made = made_stretches(aligner, place, stage);
    let all_made = !made.is_empty() && made.len() == stretches_of(aligner, place).count();
    let strides: Vec<i64> = match (&shown.stretched, all_made) {
        (Some(layout), true) => layout.strides.to_vec(),
        _ => {
            let mut strides = shown.layout.strides.to_vec();
            let extra = aligner.worked.alignment.axes.len() - strides.len();
            for stretch in made.iter().filter(|stretch| !stretch.missing) {
                strides[stretch.axis - extra] = 0;
            }
            strides
        }
    };
    let mut pieces = vec![strides_runs(&strides)];
    if aligner.memory {
        let copied = if all_made { ", 0 copied" } else { "" };
        pieces.push(plain(format!("{}{copied}", bytes_short(shown.held))));
    }
    pieces
}

/// The pieces under the result.
pub(super) fn result_foot(aligner: &Aligner, stage: Stage) -> Vec<Vec<Run>> {
    let Some(taken) = aligner.worked.result_bytes.filter(|_| stage.allocated) else {
        return Vec::new();
    };
    let mut pieces = vec![plain("new buffer".to_owned())];
    if aligner.memory {
        pieces.push(plain(bytes_short(taken)));
    }
    pieces
}

fn plain(text: String) -> Vec<Run> {
    vec![Run {
        text,
        roles: Roles::NONE,
    }]
}

/// `strides (8, 0)` with each 0 marked.
fn strides_runs(strides: &[i64]) -> Vec<Run> {
    let mut runs = plain("strides (".to_owned());
    for (place, stride) in strides.iter().enumerate() {
        runs.push(Run {
            text: stride.to_string().replace('-', "−"),
            roles: Roles::NONE.when(*stride == 0, Role::Zero),
        });
        let last = place + 1 == strides.len();
        let comma = if !last {
            ", "
        } else if strides.len() == 1 {
            ","
        } else {
            ""
        };
        runs.extend(plain(comma.to_owned()));
    }
    runs.extend(plain(")".to_owned()));
    merge(runs)
}

/// Neighbours with the same roles become one run.
fn merge(runs: Vec<Run>) -> Vec<Run> {
    let mut merged: Vec<Run> = Vec::new();
    for run in runs {
        match merged.last_mut() {
            Some(last) if last.roles == run.roles => last.text.push_str(&run.text),
            _ => merged.push(run),
        }
    }
    merged
}

/// The stretches of one operand.
pub(super) fn stretches_of(aligner: &Aligner, place: usize) -> impl Iterator<Item = &Stretch> {
    aligner
        .stretches
        .iter()
        .filter(move |stretch| stretch.operand == place)
}

/// The stretches of one operand made by a stage.
pub(super) fn made_stretches(aligner: &Aligner, place: usize, stage: Stage) -> Vec<Stretch> {
    aligner.stretches[..stage.stretched.min(aligner.stretches.len())]
        .iter()
        .filter(|stretch| stretch.operand == place)
        .copied()
        .collect()
}

/// What happens to an operand, for the shape table.
pub(super) fn operand_note(aligner: &Aligner, place: usize) -> String {
    let worked = &aligner.worked;
    let shown = &worked.operands[place];
    let mut parts = Vec::new();
    if worked.alignment.conflict().is_none() {
        let found: Vec<&Stretch> = stretches_of(aligner, place).collect();
        parts.push(stretch_note(aligner, &found));
    }
    if aligner.memory && !worked.is_drawable() {
        parts.push(format!("holds {}", crate::draw::words::bytes(shown.held)));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn stretch_note(aligner: &Aligner, found: &[&Stretch]) -> String {
    let ndim = aligner.worked.alignment.axes.len();
    let written = |length: i64| thousands(natural(length));
    let reads = |axis: usize| match ndim - axis {
        1 => "column",
        2 => "row",
        _ => "facet",
    };
    match found {
        [] if aligner.worked.operands.len() == 1 => String::new(),
        [] => "fits as it is".to_owned(),
        [one] if one.to == 0 => format!("axis {} shrinks to 0", one.axis),
        [one] if one.missing => format!(
            "missing axis counts as 1, then stretches to {}",
            written(one.to)
        ),
        [one] => format!(
            "size 1 stretches to {}: every {} reads the same bytes",
            written(one.to),
            reads(one.axis)
        ),
        many if many.iter().all(|stretch| stretch.missing) => {
            let (axes, lengths): (Vec<String>, Vec<String>) = many
                .iter()
                .rev()
                .map(|stretch| (stretch.axis.to_string(), written(stretch.to)))
                .unzip();
            format!(
                "missing axes {} count as 1, then stretch to {}",
                list(&axes),
                list(&lengths)
            )
        }
        many => {
            let texts: Vec<String> = many
                .iter()
                .rev()
                .map(|stretch| {
                    let what = if stretch.missing { "missing" } else { "1" };
                    format!("{what} → {} on axis {}", written(stretch.to), stretch.axis)
                })
                .collect();
            list(&texts)
        }
    }
}

/// What comes of it all, for the shape table.
pub(super) fn result_note(aligner: &Aligner) -> String {
    let worked = &aligner.worked;
    let Some(shape) = &worked.shape else {
        return match worked.alignment.conflict() {
            Some(axis) => conflict_text(worked, axis).trim_end_matches('.').to_owned(),
            None => String::new(),
        };
    };
    let elements = limit::estimate(shape, engine::DType::Bool).elements;
    let mut parts = vec![count(elements, "element")];
    if let Some(taken) = worked.result_bytes.filter(|_| aligner.memory) {
        let verb = if worked.error.is_some() {
            "refused"
        } else {
            "allocated"
        };
        parts.push(format!("{} {verb}", crate::draw::words::bytes(taken)));
        if let Some(times) = times(taken, worked.held()) {
            parts.push(format!("{times} the operands"));
        }
        if worked
            .error
            .as_ref()
            .is_some_and(|error| error.class == engine::ErrorClass::Memory)
        {
            parts.push(format!(
                "the limit is {}",
                size_text(limit::memory_limit().into())
            ));
        }
    }
    parts.join(" · ")
}

/// What an array is, for whoever hears the picture: `a, shape (3, 1), drawn as (3, 4)`.
pub(super) fn spoken(shown: &Shown, drawn: &[i64]) -> String {
    let own = shape_text(&shown.layout.shape);
    let drawn = shape_text(drawn);
    if own == drawn {
        format!("{}, shape {own}, {}", shown.code, shown.dtype)
    } else {
        format!(
            "{}, shape {own}, {}, drawn as {drawn}",
            shown.code, shown.dtype
        )
    }
}
