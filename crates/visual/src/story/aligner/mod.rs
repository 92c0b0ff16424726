//! The story of broadcasting: shapes move right, missing axes become 1, axes of 1 stretch, the loop runs, the result stands.
//! Knows a worked case and how far each beat has come; words are in `words`, places in `board`, the drawing in `picture`.

mod arrange;
pub mod board;
mod bytes;
mod lines;
mod notes;
pub mod picture;
pub(crate) mod select;
pub mod words;

use super::{Beat, Story};
use crate::case::Worked;
use crate::scene::Frame;
use board::Board;
use engine::Dims;
use engine::layout::broadcast::AxisFate;
use lesson::spec::Moment;
use std::sync::{Arc, OnceLock};

/// One axis of one operand that is read again and again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Which operand.
    pub operand: usize,
    /// Which axis of the result.
    pub axis: usize,
    /// Whether the operand lacks the axis.
    pub missing: bool,
    /// The length it is stretched to.
    pub to: i64,
}

/// How far the story has come at a beat.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stage {
    /// Shapes stand under each other from the right.
    pub aligned: bool,
    /// Missing axes show as 1.
    pub filled: bool,
    /// How many of the stretches have been made.
    pub stretched: usize,
    /// Whether the result's buffer is there.
    pub allocated: bool,
    /// How many elements are written.
    pub written: i64,
    /// The turn of the loop that is lit.
    pub turn: Option<usize>,
    /// Whether it is over, well or not.
    pub over: bool,
}

/// A case with its stages.
#[derive(Clone, PartialEq, Debug)]
pub struct Aligner {
    /// The case, worked by the engine.
    pub worked: Arc<Worked>,
    /// What stretches, in the order in which it is told.
    pub stretches: Vec<Stretch>,
    /// One stage for each beat.
    pub stages: Vec<Stage>,
    /// Whether bytes are shown.
    pub memory: bool,
    /// How operands were made, such as `m = a.mean(axis=1)`.
    pub origins: Vec<String>,
    /// Where everything goes, once it was asked for: wide, then narrow.
    pub boards: [OnceLock<Board>; 2],
}

impl Aligner {
    /// The stage at a beat.
    pub fn stage(&self, place: usize) -> Stage {
        self.stages
            .get(place)
            .or(self.stages.last())
            .copied()
            .unwrap_or_default()
    }

    /// Where everything goes in a frame.
    pub fn board(&self, frame: Frame) -> &Board {
        let place = match frame {
            Frame::Wide => 0,
            Frame::Narrow => 1,
        };
        self.boards[place].get_or_init(|| board::board(self, frame))
    }

    /// Lengths of every axis as far as cells of some array can be drawn: the result's shape, or where operands do not
    /// agree the longest of their lengths.
    pub fn drawn_shape(&self) -> Dims {
        let longest =
            |lengths: &[Option<i64>]| lengths.iter().flatten().copied().max().unwrap_or(1);
        self.worked
            .alignment
            .axes
            .iter()
            .map(|axis| axis.result.unwrap_or_else(|| longest(&axis.lengths)))
            .collect()
    }
}

/// Tells the story of a case.
pub fn tell(worked: Arc<Worked>, origins: Vec<String>, memory: bool, at: Moment) -> Story {
    let stretches = stretches(&worked);
    let mut aligner = Aligner {
        worked,
        stretches,
        stages: Vec::new(),
        memory,
        origins,
        boards: Default::default(),
    };
    let mut beats: Vec<Beat> = Vec::new();
    let mut stage = Stage::default();
    let mut add = |aligner: &mut Aligner, stage: Stage, beat: Beat| {
        aligner.stages.push(stage);
        beats.push(beat);
    };
    let given = words::given(&aligner);
    add(&mut aligner, stage, given);
    let counts: Vec<usize> = aligner
        .worked
        .operands
        .iter()
        .map(|operand| operand.layout.ndim())
        .collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    stage.aligned = true;
    if aligner.worked.operands.len() > 1 {
        let beat = words::aligned(&aligner);
        add(&mut aligner, stage, beat);
    }
    stage.filled = true;
    if counts.iter().any(|&count| count < most) {
        let beat = words::filled(&aligner);
        add(&mut aligner, stage, beat);
    }
    let fits = aligner.worked.alignment.shape().is_some();
    if fits {
        for place in 0..aligner.stretches.len() {
            stage.stretched = place + 1;
            let beat = words::stretched(&aligner, place);
            add(&mut aligner, stage, beat);
        }
    }
    let stretched = aligner.stages.len() - 1;
    if aligner.worked.error.is_none() && fits {
        if let Some(beat) = words::cast(&aligner) {
            add(&mut aligner, stage, beat);
        }
        stage.allocated = true;
        if let Some(beat) = words::first_calls(&aligner) {
            add(&mut aligner, stage, beat);
        }
        for turn in 0..aligner.worked.touches.len() {
            stage.turn = Some(turn);
            stage.written = turn as i64 + 1;
            let beat = words::turn(&aligner, turn);
            add(&mut aligner, stage, beat);
        }
        stage.turn = None;
        stage.written = aligner.worked.touch_count;
    }
    stage.over = true;
    let end = words::end(&aligner);
    add(&mut aligner, stage, end);
    let opening = match at {
        Moment::Start => 0,
        Moment::Stretched => stretched,
        Moment::End => beats.len() - 1,
    };
    Story::of_aligner(aligner, beats, opening)
}

/// Every axis that is read with a stride of 0 for more than one index, from the right, operand by operand.
fn stretches(worked: &Worked) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (axis, aligned) in worked.alignment.axes.iter().enumerate().rev() {
        let Some(to) = aligned.result else { continue };
        for (operand, fate) in aligned.fates.iter().enumerate() {
            let missing = *fate == AxisFate::Missing;
            if (missing || *fate == AxisFate::Stretched) && to != 1 {
                found.push(Stretch {
                    operand,
                    axis,
                    missing,
                    to,
                });
            }
        }
    }
    found
}
