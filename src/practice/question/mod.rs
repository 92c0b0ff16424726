//! A question: predict first, then see the engine's answer beside the rule the prediction stands for.
//! Knows specs and outcomes as plain data; `view` says how it looks.

pub mod view;

use std::rc::Rc;

use lesson::spec::{AnswerOption, FollowUp, QuestionSpec};
use visual::Frame;
use visual::question::{Comparison, comparison};

use super::Act;
use crate::work::{Deed, Done, LessonWork};

/// Whether a question is met for the first time or comes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meeting {
    /// In its place in the lesson: the prediction is kept.
    First,
    /// Among the missed ones at the end: a right answer mends the miss.
    Again,
}

/// A question and what a reader answered.
#[derive(Clone, Debug)]
pub struct Question {
    spec: Rc<QuestionSpec>,
    meeting: Meeting,
    /// The place of the option chosen.
    chosen: Option<usize>,
    /// Both rules on the same data, from when the prediction is checked until it is taken back.
    compared: Option<Comparison>,
    /// The place of what the reader said was seen.
    saw: Option<usize>,
}

impl Question {
    /// The question as the reader's work left it.
    pub fn new(spec: Rc<QuestionSpec>, meeting: Meeting, lesson: Option<&LessonWork>) -> Self {
        let mut question = Self {
            spec,
            meeting,
            chosen: None,
            compared: None,
            saw: None,
        };
        let answered = lesson.and_then(|lesson| lesson.questions.get(&question.spec.id));
        if let Some(answered) = answered.filter(|_| meeting == Meeting::First) {
            let is_predicted = |option: &AnswerOption| option.answer == answered.predicted;
            question.chosen = question.spec.options.iter().position(is_predicted);
            question.saw = question.follow_up().and_then(|follow_up| {
                let is_seen = |text: &str| Some(text) == answered.saw.as_deref();
                let mut texts = follow_up.options.iter().map(|option| option.text.as_html());
                texts.position(is_seen)
            });
            question.compare();
        }
        question
    }

    /// The block's id.
    pub fn id(&self) -> &str {
        &self.spec.id
    }

    /// What the reader is asked once the outcome is seen; a question that comes back does not ask again.
    fn follow_up(&self) -> Option<&FollowUp> {
        let follow_up = self.spec.then.as_ref();
        follow_up.filter(|_| self.meeting == Meeting::First)
    }

    fn option(&self) -> Option<&AnswerOption> {
        self.spec.options.get(self.chosen?)
    }

    fn is_right(&self, option: &AnswerOption) -> bool {
        let right = self.spec.right_option();
        right.is_some_and(|right| right.answer == option.answer)
    }

    fn compare(&mut self) {
        self.compared = self
            .option()
            .map(|option| comparison(&self.spec, option, Frame::Narrow));
    }

    /// Takes the answer back.
    pub fn forget(&mut self) {
        (self.chosen, self.compared, self.saw) = (None, None, None);
    }

    /// Does what the reader did; says what is to be kept.
    pub fn act(&mut self, act: &Act) -> Option<Done> {
        let deed = match *act {
            Act::Choose(place) if self.compared.is_none() => {
                self.chosen = Some(place);
                return None;
            }
            Act::Check if self.compared.is_none() => {
                self.compare();
                let option = self.option()?;
                let right = self.is_right(option);
                match self.meeting {
                    Meeting::First => Deed::Answered {
                        predicted: option.answer.clone(),
                        right,
                    },
                    Meeting::Again if right => Deed::Mended,
                    Meeting::Again => return None,
                }
            }
            Act::AnswerAgain => {
                self.forget();
                match self.meeting {
                    Meeting::First => Deed::TakenBack,
                    Meeting::Again => return None,
                }
            }
            Act::See(place) => {
                let text = &self.follow_up()?.options.get(place)?.text;
                let words = text.as_html().to_owned();
                self.saw = Some(place);
                Deed::Saw(words)
            }
            _ => return None,
        };
        Some(Done {
            id: self.spec.id.clone(),
            deed,
        })
    }
}
