//! The widgets: a closed set, each a state, the messages that change it, and the story that shows it.
//! Knows which widgets there are; what each does is in a file of its own.

pub mod broadcast;
pub mod control;

pub use control::{Control, Direction, Failure, Msg, OptionGroup, Repair};

use crate::scene::{Frame, Scene};
use crate::story::Story;
use lesson::Spec;

/// A widget and its state.
#[derive(Clone, PartialEq, Debug)]
pub enum Widget {
    /// The shape aligner.
    Broadcast(Box<broadcast::State>),
}

impl Widget {
    /// The widget of a spec, as its author left it.
    ///
    /// # Errors
    /// One sentence for the author when the spec names something the engine does not have, or is not a picture.
    pub fn init(spec: &Spec) -> Result<Widget, String> {
        match spec {
            Spec::Broadcast(spec) => Ok(Widget::Broadcast(Box::new(broadcast::State::init(spec)?))),
            Spec::Question(_) | Spec::Exercise(_) | Spec::Review(_) => {
                Err(format!("a {} block has no player", spec.kind()))
            }
        }
    }

    /// The widget after a reader did something. Input that cannot be used is kept and explained beside its control.
    #[must_use]
    pub fn update(self, msg: Msg) -> Widget {
        match self {
            Widget::Broadcast(state) => Widget::Broadcast(Box::new(state.update(msg))),
        }
    }

    /// What a reader can set or press.
    pub fn controls(&self) -> Vec<Control> {
        match self {
            Widget::Broadcast(state) => state.controls(),
        }
    }

    /// The story of this state.
    pub fn story(&self) -> Story {
        match self {
            Widget::Broadcast(state) => state.story(),
        }
    }

    /// The picture at a moment of the story: whole numbers are beats, what is between them moves.
    pub fn scene(&self, story: &Story, t: f64, frame: Frame) -> Scene {
        match self {
            Widget::Broadcast(state) => state.scene(story, t, frame),
        }
    }

    /// What is going on at a moment, in one sentence.
    pub fn status(&self, story: &Story, t: f64) -> String {
        match self {
            Widget::Broadcast(state) => state.status(story, t),
        }
    }

    /// Why there is no result, if there is none.
    pub fn problem(&self) -> Option<Failure> {
        match self {
            Widget::Broadcast(state) => state.problem(),
        }
    }

    /// The state as a short text for a link: letters, digits and `-._~,:/=&` only.
    pub fn link(&self) -> String {
        match self {
            Widget::Broadcast(state) => state.link(),
        }
    }

    /// The widget a link describes. A link that cannot be read gives the author's state and a complaint.
    ///
    /// # Errors
    /// As [`Widget::init`].
    pub fn from_link(spec: &Spec, link: &str) -> Result<(Widget, Option<String>), String> {
        let author = Widget::init(spec)?;
        Ok(match author {
            Widget::Broadcast(state) => {
                let (state, complaint) = state.follow(link);
                (Widget::Broadcast(Box::new(state)), complaint)
            }
        })
    }

    /// The picture at a moment in words: lines that say what it shows.
    pub fn in_words(&self, story: &Story, t: f64) -> Vec<String> {
        match self {
            Widget::Broadcast(state) => state.in_words(story, t),
        }
    }
}
