//! Questions, exercises and the review as plain data: what stands in them, and what a reader's act changes.
//! Knows no browser; what is to be kept of an act is handed back, and how all of it looks is told as nodes.

pub mod exercise;
pub mod parts;
pub mod question;
pub mod review;

use std::rc::Rc;

use lesson::Spec;
use lesson::spec::QuestionSpec;
use visual::Node;

use crate::work::{Done, Work};
use exercise::Exercise;
use question::{Meeting, Question};
use review::Review;

/// What a reader did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// Chose an option of a question, by its place in the spec.
    Choose(usize),
    /// Asked what is right.
    Check,
    /// Took an answer back.
    AnswerAgain,
    /// Said what was seen, by the option's place.
    See(usize),
    /// Wrote in a field, which holds this now.
    Write(String),
    /// Wished for what stood in a field at first.
    StartOver,
    /// Wished for one more hint.
    Hint,
}

/// What a press does, as the value of `data-do`; an option's place stands in `data-value`. Fields carry `WRITE`.
pub mod deeds {
    /// An option is chosen.
    pub const CHOOSE: &str = "choose";
    /// An answer is taken back.
    pub const ANSWER_AGAIN: &str = "again";
    /// An option of what was seen is chosen.
    pub const SEE: &str = "see";
    /// A field is written in.
    pub const WRITE: &str = "write";
    /// A field holds again what it held at first.
    pub const START_OVER: &str = "restart";
    /// One more hint is shown.
    pub const HINT: &str = "hint";
}

impl Act {
    /// What a press on an element with this deed and this value means.
    pub fn from_press(deed: &str, value: usize) -> Option<Self> {
        match deed {
            deeds::CHOOSE => Some(Self::Choose(value)),
            deeds::ANSWER_AGAIN => Some(Self::AnswerAgain),
            deeds::SEE => Some(Self::See(value)),
            deeds::START_OVER => Some(Self::StartOver),
            deeds::HINT => Some(Self::Hint),
            _ => None,
        }
    }
}

/// One block of practice and what a reader did in it.
#[derive(Clone, Debug)]
pub struct Practice {
    block: Block,
    /// The lesson it stands in.
    slug: String,
    /// Whether there was any work when it was last looked at.
    had_some: bool,
}

#[derive(Clone, Debug)]
enum Block {
    Question(Box<Question>),
    Exercise(Exercise),
    Review(Review),
}

impl Practice {
    /// The block of a spec in the lesson of this slug, as the reader's work left it; `None` where the spec is a figure's.
    /// `questions` gives those of the whole page, for a review.
    pub fn new(
        spec: Spec,
        slug: &str,
        work: &Work,
        questions: impl FnOnce() -> Vec<QuestionSpec>,
    ) -> Option<Self> {
        let lesson = work.lessons.get(slug);
        let block = match spec {
            Spec::Question(spec) => {
                let question = Question::new(Rc::new(spec), Meeting::First, lesson);
                Block::Question(Box::new(question))
            }
            Spec::Exercise(spec) => Block::Exercise(Exercise::new(spec, lesson)),
            Spec::Review(spec) => Block::Review(Review::new(spec, questions(), lesson)),
            Spec::Broadcast(_) => return None,
        };
        Some(Self {
            block,
            slug: slug.to_owned(),
            had_some: !work.lessons.is_empty(),
        })
    }

    /// The lesson it stands in.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// Does what the reader did at a place of the block (a step of an exercise, a question of a review); says what is to
    /// be kept of it.
    pub fn act(&mut self, place: usize, act: Act) -> Option<Done> {
        match &mut self.block {
            Block::Question(question) => question.act(&act),
            Block::Exercise(exercise) => exercise.act(place, act),
            Block::Review(review) => review.question_mut(place)?.act(&act),
        }
    }

    /// Takes over that the reader's work is another now; says whether the block looks otherwise for it.
    pub fn follow(&mut self, work: &Work) -> bool {
        let has_some = !work.lessons.is_empty();
        let is_cleared = self.had_some && !has_some;
        self.had_some = has_some;
        match &mut self.block {
            Block::Review(review) => return review.follow(work.lessons.get(&self.slug)),
            Block::Question(question) if is_cleared => question.forget(),
            Block::Exercise(exercise) if is_cleared => exercise.start_over(),
            _ => {}
        }
        is_cleared
    }

    /// The block as nodes. On a page at rest (`live` is false) nothing answers.
    pub fn nodes(&self, live: bool) -> Node {
        match &self.block {
            Block::Question(question) => question::view::nodes(question, 0, live),
            Block::Exercise(exercise) => exercise::view::nodes(exercise, live),
            Block::Review(review) => review.nodes(live),
        }
    }
}

#[cfg(test)]
mod tests;
