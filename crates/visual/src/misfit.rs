//! Why shapes do not go together, in words.
//! Knows alignments only.

use crate::draw::words::list;
use engine::layout::broadcast::Alignment;

/// `axis 1 has the lengths 4 and 3, and neither is 1`; `None` where every axis fits.
pub(crate) fn misfit(alignment: &Alignment) -> Option<String> {
    let axis = alignment.conflict()?;
    let mut lengths: Vec<String> = Vec::new();
    for length in alignment.axes[axis]
        .lengths
        .iter()
        .flatten()
        .filter(|&&length| length != 1)
    {
        let text = length.to_string();
        if !lengths.contains(&text) {
            lengths.push(text);
        }
    }
    let none = if lengths.len() == 2 {
        "neither is 1"
    } else {
        "none of them is 1"
    };
    Some(format!(
        "axis {axis} has the lengths {}, and {none}",
        list(&lengths)
    ))
}
