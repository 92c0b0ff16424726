//! The picture in words: lines that say what it shows at a moment, for whoever reads rather than sees.
//! Every number is the engine's.

use super::State;
use crate::draw::words::{bytes, list, shape_text};
use crate::story::Story;
use crate::story::aligner::picture::choice_text;
use crate::story::aligner::words::{conflict_text, facts};
use engine::layout::broadcast::AxisFate;

pub(super) fn in_words(state: &State, story: &Story, t: f64) -> Vec<String> {
    let aligner = &story.aligner;
    let worked = &aligner.worked;
    let place = story.place_at(t);
    let stage = aligner.stage(place);
    let beat = story.beat(place);
    let mut lines = vec![
        format!(
            "Step {} of {}: {}",
            place + 1,
            story.beat_count(),
            beat.says
        ),
        format!("Code: {}", beat.code),
    ];
    for shown in &worked.operands {
        lines.push(format!(
            "{} has shape {}, strides {}, dtype {}, and holds {} in buffer {}.",
            shown.code,
            shape_text(&shown.layout.shape),
            shape_text(&shown.layout.strides),
            shown.dtype,
            bytes(shown.held),
            shown.buffer
        ));
        if let Some(stretched) = shown
            .stretched
            .as_ref()
            .filter(|layout| layout.shape != shown.layout.shape)
        {
            lines.push(format!(
                "Stretched, {} has shape {} and strides {}; 0 bytes are copied.",
                shown.code,
                shape_text(&stretched.shape),
                shape_text(&stretched.strides)
            ));
        }
        if let Some(repr) = &shown.repr {
            lines.push(format!("{} = {repr}", shown.code));
        }
    }
    for (number, axis) in worked.alignment.axes.iter().enumerate() {
        let parts: Vec<String> = worked
            .operands
            .iter()
            .zip(axis.lengths.iter().zip(&axis.fates))
            .map(|(shown, (length, fate))| match (length, fate) {
                (Some(length), AxisFate::Stretched) => {
                    format!("{} has {length} and stretches", shown.code)
                }
                (Some(length), _) => format!("{} has {length}", shown.code),
                (None, _) => format!("{} lacks it and counts as 1", shown.code),
            })
            .collect();
        let result = match axis.result {
            Some(result) => format!("the result has {result}"),
            None => "they do not fit".to_owned(),
        };
        lines.push(format!("Axis {number}: {}; {result}.", list(&parts)));
    }
    if let Some(error) = &worked.error {
        if let Some(axis) = worked.alignment.conflict() {
            lines.push(conflict_text(worked, axis));
        }
        lines.push(format!("{}: {}", error.class.name(), error.message));
    }
    if worked.shape.is_some() {
        lines.push(facts(worked));
    }
    if let Some(result) = worked.result.as_ref().filter(|_| stage.over) {
        lines.push(format!(
            "The result has strides {}, dtype {}, and is in buffer {}.",
            shape_text(&result.layout.strides),
            result.dtype,
            result.buffer
        ));
        if let Some(repr) = &result.repr {
            lines.push(format!("{} = {repr}", result.code));
        }
    } else if stage.allocated {
        let done = usize::try_from(stage.written)
            .unwrap_or(0)
            .min(worked.touches.len());
        let written: Vec<String> = worked.touches[..done]
            .iter()
            .map(|seen| crate::story::aligner::words::turn_text(worked, seen))
            .collect();
        if written.is_empty() {
            lines.push("Nothing is written yet.".to_owned());
        } else {
            lines.push(format!("Written so far: {}.", written.join("; ")));
        }
    }
    if let Some(text) = state
        .chosen
        .as_ref()
        .and_then(|key| choice_text(aligner, key))
    {
        lines.push(format!("Chosen: {text}"));
    }
    lines
}
