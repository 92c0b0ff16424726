//! Where the questions missed on a page come back, to be answered once more.
//! Knows the page's questions and what was answered; nothing of prose.

use std::rc::Rc;

use lesson::spec::{QuestionSpec, ReviewSpec};
use visual::Node;

use super::question::{self, Meeting, Question};
use crate::work::LessonWork;

/// The missed questions, in reading order. One answered rightly stays until the page is left.
#[derive(Clone, Debug)]
pub struct Review {
    spec: ReviewSpec,
    /// Every question of the page.
    questions: Vec<Rc<QuestionSpec>>,
    /// Those that came back, each with its place on the page.
    missed: Vec<(usize, Question)>,
}

impl Review {
    /// The review of these questions as the reader's work left them.
    pub fn new(
        spec: ReviewSpec,
        questions: Vec<QuestionSpec>,
        lesson: Option<&LessonWork>,
    ) -> Self {
        let mut review = Self {
            spec,
            questions: questions.into_iter().map(Rc::new).collect(),
            missed: Vec::new(),
        };
        review.follow(lesson);
        review
    }

    /// Takes over what is missed now; says whether that is something else.
    pub fn follow(&mut self, lesson: Option<&LessonWork>) -> bool {
        let mut before = std::mem::take(&mut self.missed);
        let mut is_another = false;
        for (place, spec) in self.questions.iter().enumerate() {
            let was_here = before.iter().position(|(there, _)| *there == place);
            let answered = lesson.and_then(|lesson| lesson.questions.get(&spec.id));
            let is_missed = answered.is_some_and(|answered| {
                !answered.right && (!answered.mended || was_here.is_some())
            });
            is_another |= is_missed != was_here.is_some();
            let here = was_here.map(|at| before.swap_remove(at));
            if is_missed {
                self.missed.push(here.unwrap_or_else(|| {
                    let spec = Rc::clone(spec);
                    (place, Question::new(spec, Meeting::Again, lesson))
                }));
            }
        }
        is_another
    }

    /// The question that came back from a place on the page.
    pub fn question_mut(&mut self, place: usize) -> Option<&mut Question> {
        let mut missed = self.missed.iter_mut();
        missed
            .find(|(there, _)| *there == place)
            .map(|(_, question)| question)
    }

    /// The review as nodes. On a page at rest (`live` is false) nothing answers.
    pub fn nodes(&self, live: bool) -> Node {
        let title_id = format!("review-{}", self.spec.id);
        let none = self.missed.is_empty().then(|| {
            Node::new("none", "p").says(
                "Questions you miss on this page come back here, in another order. There are none now.",
            )
        });
        let questions = self
            .missed
            .iter()
            .map(|(place, question)| question::view::nodes(question, *place, live));
        Node::new("review", "section")
            .set("class", "review")
            .set("data-widget", "review")
            .set("aria-labelledby", &title_id)
            .with(
                Node::new("title", "h3")
                    .set("id", &title_id)
                    .says(&self.spec.title),
            )
            .with_all(none)
            .with_all(questions)
    }
}
