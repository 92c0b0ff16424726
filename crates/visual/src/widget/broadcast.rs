//! The shape aligner: one to four operands, one ufunc, and what broadcasting makes of them.
//! Knows its own state; asks the engine for everything else.

use super::control::{Control, Failure, Msg};
use crate::scene::{Font, Frame, Mark, Role, Scene};
use crate::story::{Beat, Story};
use lesson::spec::BroadcastSpec;

/// What the reader has set.
#[derive(Clone, PartialEq, Debug)]
pub struct State {
    author: BroadcastSpec,
}

impl State {
    pub(crate) fn init(spec: &BroadcastSpec) -> Result<State, String> {
        Ok(State {
            author: spec.clone(),
        })
    }

    pub(crate) fn update(self, _msg: Msg) -> State {
        self
    }

    pub(crate) fn controls(&self) -> Vec<Control> {
        self.author
            .operands
            .iter()
            .map(|operand| Control::Text {
                id: format!("shape:{}", operand.name),
                label: format!("shape of {}", operand.name),
                value: format!("{:?}", operand.shape),
                problem: None,
            })
            .collect()
    }

    pub(crate) fn story(&self) -> Story {
        let beat = Beat {
            says: self.author.title.clone(),
            code: self.author.ufunc.clone(),
            milliseconds: 1000,
        };
        Story::new(vec![beat], 0)
    }

    pub(crate) fn scene(&self, _story: &Story, _t: f64, frame: Frame) -> Scene {
        let mut marks = Vec::new();
        for (row, operand) in self.author.operands.iter().enumerate() {
            let y = 20.0 + 44.0 * row as f64;
            let role = Role::operand(row);
            marks.push(
                Mark::text(
                    format!("name/{}", operand.name),
                    (frame.margin(), y + 20.0),
                    Font::Name,
                    operand.name.as_str(),
                )
                .roles(role),
            );
            for (axis, length) in operand.shape.iter().enumerate() {
                let at = (frame.margin() + 60.0 + 44.0 * axis as f64, y);
                marks.push(
                    Mark::cell(
                        format!("{}/{axis}", operand.name),
                        at,
                        (36.0, 30.0),
                        length.to_string(),
                    )
                    .roles(role),
                );
            }
        }
        Scene {
            width: frame.width(),
            height: 30.0 + 44.0 * self.author.operands.len() as f64,
            title: self.author.title.clone(),
            marks,
        }
    }

    pub(crate) fn status(&self, story: &Story, t: f64) -> String {
        story.beat(story.place_at(t)).says.clone()
    }

    pub(crate) fn problem(&self) -> Option<Failure> {
        None
    }

    pub(crate) fn link(&self) -> String {
        String::new()
    }

    pub(crate) fn follow(self, _link: &str) -> (State, Option<String>) {
        (self, None)
    }

    pub(crate) fn in_words(&self, story: &Story, t: f64) -> Vec<String> {
        vec![self.status(story, t)]
    }
}
