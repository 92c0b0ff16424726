//! Stories: what the player plays. Beats are light; the picture of a beat is drawn when it is asked for.
//! Knows no widget's controls.

pub mod aligner;

use aligner::Aligner;

/// One step of a story.
#[derive(Clone, PartialEq, Debug)]
pub struct Beat {
    /// One sentence.
    pub says: String,
    /// One line of code.
    pub code: String,
    /// How long the step takes when it is played.
    pub milliseconds: u32,
}

/// A sequence of beats.
#[derive(Clone, PartialEq, Debug)]
pub struct Story {
    beats: Vec<Beat>,
    opening: usize,
    pub(crate) aligner: std::sync::Arc<Aligner>,
}

impl Story {
    /// The story of the shape aligner; it opens at the beat that shows the author's moment.
    pub(crate) fn of_aligner(aligner: Aligner, beats: Vec<Beat>, opening: usize) -> Story {
        let opening = opening.min(beats.len().saturating_sub(1));
        Story {
            beats,
            opening,
            aligner: std::sync::Arc::new(aligner),
        }
    }

    /// How many beats there are: at least one.
    pub fn beat_count(&self) -> usize {
        self.beats.len()
    }

    /// A beat; past the end, the last one.
    pub fn beat(&self, place: usize) -> &Beat {
        &self.beats[place.min(self.beats.len() - 1)]
    }

    /// The beat shown first, before anything is played.
    pub fn opening(&self) -> usize {
        self.opening
    }

    /// The beat that is nearest to a moment, in beats from the first.
    pub fn place_at(&self, t: f64) -> usize {
        if t.is_nan() {
            return 0;
        }
        (t.round().max(0.0) as usize).min(self.beats.len() - 1)
    }
}
