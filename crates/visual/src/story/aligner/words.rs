//! What each beat says and the line of code beside it. Every number is the engine's.
//! Knows words; draws nothing.

use super::{Aligner, Stretch};
use crate::case::text::{expression, indexable};
use crate::case::{Seen, Shown, Source, Worked};
use crate::draw::words::{bytes, count, index_text, list, natural, shape_text, times};
use crate::story::Beat;
use engine::Scalar;
use engine::print::scalar_str;

fn beat(says: String, code: String, milliseconds: u32) -> Beat {
    Beat {
        says,
        code,
        milliseconds,
    }
}

/// The operands as they are.
pub(super) fn given(aligner: &Aligner) -> Beat {
    let worked = &aligner.worked;
    let shapes: Vec<String> = worked
        .operands
        .iter()
        .map(|operand| {
            format!(
                "{} has shape {}",
                operand.code,
                shape_text(&operand.layout.shape)
            )
        })
        .collect();
    let code = if aligner.origins.is_empty() {
        worked.expression.clone()
    } else {
        format!("{}; {}", aligner.origins.join("; "), worked.expression)
    };
    beat(format!("{}.", list(&shapes)), code, 1400)
}

/// The shapes have moved to the right.
pub(super) fn aligned(aligner: &Aligner) -> Beat {
    let worked = &aligner.worked;
    let says = match worked.alignment.axes.last() {
        None => "No operand has an axis: there is one element each.".to_owned(),
        Some(last) => {
            let lengths: Vec<String> = last
                .lengths
                .iter()
                .zip(&worked.operands)
                .filter_map(|(length, operand)| {
                    length.map(|length| format!("{length} of {}", operand.code))
                })
                .collect();
            if lengths.len() > 1 {
                format!(
                    "Written under each other from the right, the last axes meet: {}.",
                    list(&lengths)
                )
            } else {
                format!(
                    "Written under each other from the right: the last axis is {}.",
                    list(&lengths)
                )
            }
        }
    };
    let shapes: Vec<String> = worked
        .operands
        .iter()
        .map(|operand| shape_text(&operand.layout.shape))
        .collect();
    beat(
        says,
        format!("np.broadcast_shapes({})", shapes.join(", ")),
        1400,
    )
}

/// Missing axes count as 1.
pub(super) fn filled(aligner: &Aligner) -> Beat {
    let worked = &aligner.worked;
    let most = worked.alignment.axes.len();
    let missing: Vec<String> = worked
        .operands
        .iter()
        .filter(|operand| operand.layout.ndim() < most)
        .map(|operand| {
            let axes: Vec<String> = (0..most - operand.layout.ndim())
                .map(|axis| axis.to_string())
                .collect();
            let noun = if axes.len() == 1 { "axis" } else { "axes" };
            format!("{} has no {noun} {}", operand.code, list(&axes))
        })
        .collect();
    let shapes: Vec<String> = worked
        .operands
        .iter()
        .filter(|operand| operand.layout.ndim() < most)
        .map(|operand| {
            let mut shape = vec![1; most - operand.layout.ndim()];
            shape.extend_from_slice(&operand.layout.shape);
            format!("{} counts as {}", operand.code, shape_text(&shape))
        })
        .collect();
    beat(
        format!("{}: a missing axis counts as 1.", list(&missing)),
        format!("# {}", list(&shapes)),
        1400,
    )
}

/// One axis stretches.
pub(super) fn stretched(aligner: &Aligner, place: usize) -> Beat {
    let Stretch {
        operand,
        axis,
        missing,
        to,
    } = aligner.stretches[place];
    let shown = &aligner.worked.operands[operand];
    let what = if missing {
        format!("Axis {axis}, missing in {},", shown.code)
    } else {
        format!("Axis {axis} of {}, of length 1,", shown.code)
    };
    let says = if to == 0 {
        format!("{what} shrinks to 0: nothing of it is read.")
    } else {
        format!(
            "{what} stretches to {to} with a stride of 0: every step reads the same bytes, and none are copied."
        )
    };
    let shape = aligner.worked.shape.clone().unwrap_or_default();
    let strides = shown
        .stretched
        .as_ref()
        .map(|layout| shape_text(&layout.strides));
    beat(
        says,
        format!(
            "np.broadcast_to({}, {}).strides  # {}",
            shown.code,
            shape_text(&shape),
            strides.unwrap_or_default()
        ),
        1600,
    )
}

/// Operands of another dtype than the loop's.
pub(super) fn cast(aligner: &Aligner) -> Option<Beat> {
    let worked = &aligner.worked;
    let casts: Vec<String> = worked
        .steps
        .iter()
        .flat_map(|step| &step.casts)
        .map(|(code, from, to)| format!("each {from} of {code} is read as {to}"))
        .collect();
    if casts.is_empty() {
        return None;
    }
    let dtypes: Vec<String> = worked
        .operands
        .iter()
        .map(|operand| format!("np.{}", operand.dtype))
        .collect();
    let code = match (worked.dtype, dtypes.len() > 1) {
        (Some(dtype), true) => format!(
            "np.result_type({})  # the result is {dtype}",
            dtypes.join(", ")
        ),
        (Some(dtype), false) => format!("{}.dtype  # {dtype}", indexable(&worked.expression)),
        _ => worked.expression.clone(),
    };
    Some(beat(
        format!(
            "The loop needs one dtype: {}, element by element, with no copy of the array.",
            list(&casts)
        ),
        code,
        1400,
    ))
}

/// With three or four operands: Python calls the ufunc for two at a time.
pub(super) fn first_calls(aligner: &Aligner) -> Option<Beat> {
    let worked = &aligner.worked;
    let (_, first) = worked.steps.split_last()?;
    if first.is_empty() {
        return None;
    }
    let calls: Vec<String> = first
        .iter()
        .map(|step| {
            format!(
                "{} makes a temporary array of shape {} and {}",
                step.code,
                shape_text(&step.shape),
                bytes(step.bytes)
            )
        })
        .collect();
    Some(beat(
        format!(
            "Python takes two operands at a time, from the left: {}.",
            list(&calls)
        ),
        first
            .last()
            .map(|step| step.code.clone())
            .unwrap_or_default(),
        1800,
    ))
}

/// How a read is named: the element in the operand's own index.
pub(crate) fn element(worked: &Worked, source: Source, index: &[i64]) -> String {
    match source {
        Source::Operand(place) => {
            let shown = &worked.operands[place];
            format!(
                "{}[{}]",
                indexable(&shown.code),
                index_text(&own_index(shown, index))
            )
        }
        Source::Temporary => {
            let code = worked
                .steps
                .iter()
                .rev()
                .nth(1)
                .map_or("", |step| step.code.as_str());
            let shape = worked
                .steps
                .iter()
                .rev()
                .nth(1)
                .map(|step| step.shape.clone())
                .unwrap_or_default();
            let skip = index.len().saturating_sub(shape.len());
            let own: Vec<i64> = index[skip..]
                .iter()
                .zip(&shape)
                .map(|(&at, &length)| if length == 1 { 0 } else { at })
                .collect();
            format!("{}[{}]", indexable(code), index_text(&own))
        }
    }
}

/// The index in an operand's own shape of what is read at an index of the result.
pub(crate) fn own_index(shown: &Shown, index: &[i64]) -> Vec<i64> {
    let skip = index.len().saturating_sub(shown.layout.ndim());
    index[skip..]
        .iter()
        .zip(&shown.layout.shape)
        .map(|(&at, &length)| if length == 1 { 0 } else { at })
        .collect()
}

/// One turn of the loop in words: `a[1, 0] + b[2] = 20 + 2 = 22, written to byte 48`.
pub(crate) fn turn_text(worked: &Worked, seen: &Seen) -> String {
    let Some(row) = worked.row() else {
        return String::new();
    };
    let names: Vec<String> = seen
        .reads
        .iter()
        .map(|(source, _, _)| element(worked, *source, &seen.index))
        .collect();
    let values: Vec<String> = seen
        .reads
        .iter()
        .map(|(_, _, value)| argument(*value))
        .collect();
    let (named, computed) = (expression(row, &names), expression(row, &values));
    format!(
        "{named} = {computed} = {}, written to byte {}",
        scalar_str(seen.value),
        seen.byte
    )
}

/// A value as it stands in an expression: negative numbers in parentheses.
fn argument(value: Scalar) -> String {
    let text = scalar_str(value);
    if text.starts_with('-') {
        format!("({text})")
    } else {
        text
    }
}

/// One turn of the loop.
pub(super) fn turn(aligner: &Aligner, turn: usize) -> Beat {
    let worked = &aligner.worked;
    let seen = &worked.touches[turn];
    let code = format!(
        "{}[{}]",
        indexable(&worked.expression),
        index_text(&seen.index)
    );
    let value = scalar_str(seen.value);
    let milliseconds = if turn < 3 { 1100 } else { 600 };
    beat(
        format!("{}.", turn_text(worked, seen)),
        format!("{code}  # {value}"),
        milliseconds,
    )
}

/// All done, or not to be done.
pub(super) fn end(aligner: &Aligner) -> Beat {
    let worked = &aligner.worked;
    if let Some(error) = &worked.error {
        let conflict = worked.alignment.conflict();
        let says = match conflict {
            Some(axis) => conflict_text(worked, axis),
            None => format!("NumPy refuses: {}.", error.message.trim_end_matches('.')),
        };
        return beat(
            says,
            format!("{}  # {}", worked.expression, error.class.name()),
            1800,
        );
    }
    let mut says = String::new();
    let more = worked.touch_count - worked.touches.len() as i64;
    if more > 0 && worked.result.is_some() {
        says = format!(
            "The other {} follow the same way. ",
            count(natural(more), "turn")
        );
    }
    says.push_str(&facts(worked));
    beat(
        says,
        format!(
            "{}.shape  # {}",
            indexable(&worked.expression),
            shape_text(worked.shape.as_deref().unwrap_or_default())
        ),
        1600,
    )
}

/// Which lengths clash on an axis.
pub(crate) fn conflict_text(worked: &Worked, axis: usize) -> String {
    let Some(aligned) = worked.alignment.axes.get(axis) else {
        return String::new();
    };
    let lengths: Vec<String> = aligned
        .lengths
        .iter()
        .zip(&worked.operands)
        .filter_map(|(length, operand)| match length {
            Some(1) | None => None,
            Some(length) => Some(format!("{length} in {}", operand.code)),
        })
        .collect();
    let none = if lengths.len() > 2 {
        "none of them"
    } else {
        "neither"
    };
    format!(
        "Axis {axis} does not fit: {}, and {none} is 1.",
        list(&lengths)
    )
}

/// The result in numbers: shape, elements, bytes, ratio.
pub(crate) fn facts(worked: &Worked) -> String {
    let (Some(shape), Some(taken)) = (&worked.shape, worked.result_bytes) else {
        return String::new();
    };
    let elements = engine::limit::estimate(shape, engine::DType::Bool).elements;
    let mut text = format!(
        "The result has shape {}: {}, {} newly allocated",
        shape_text(shape),
        count(elements, "element"),
        bytes(taken)
    );
    if let Some(times) = times(taken, worked.held()) {
        text.push_str(&format!(
            ", {times} the {} of the operands",
            bytes(worked.held())
        ));
    }
    if let Some((_, before)) = worked.steps.split_last()
        && !before.is_empty()
    {
        let taken = before.iter().map(|step| step.bytes).sum();
        text.push_str(&format!(", after {} for temporary arrays", bytes(taken)));
    }
    text.push('.');
    text
}
