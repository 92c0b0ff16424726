//! What a reader has done, kept in their own browser: predictions, exercises, progress.
//! Plain data and its text form; knows no storage and no view.

use lesson::json::{self, JsonError, Named};

/// The version this program writes. Older ones are read; a newer one is left as it is.
pub const VERSION: u32 = 1;

/// Everything kept for a reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Which form the text has.
    pub version: u32,
    /// By the lesson's slug.
    pub lessons: Named<LessonWork>,
}

impl Default for Work {
    fn default() -> Self {
        Self {
            version: VERSION,
            lessons: Named::default(),
        }
    }
}

/// What was done in one lesson. Kept by block ids and by words, so that it survives an update of the lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LessonWork {
    /// Answered questions, by the block's id.
    pub questions: Named<Answered>,
    /// Exercises tried, by the block's id.
    pub exercises: Named<Tried>,
}

/// A question with the reader's prediction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answered {
    /// The answer chosen first, in its own words.
    pub predicted: String,
    /// Whether it was NumPy's.
    pub right: bool,
    /// What the reader said was seen, in its own words.
    pub saw: Option<String>,
    /// Whether a missed question has been answered rightly since.
    pub mended: bool,
}

/// An exercise with the reader's text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tried {
    /// What stands in each field: the scaffold's steps, then the whole.
    pub texts: Vec<String>,
    /// Which of them were accepted.
    pub solved: Vec<bool>,
}

/// Something a reader did in a lesson that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// The block's id.
    pub id: String,
    /// What was done.
    pub deed: Deed,
}

/// What was done in a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// A question was answered.
    Answered {
        /// The answer, in its own words.
        predicted: String,
        /// Whether it was NumPy's.
        right: bool,
    },
    /// The answer to a question was taken back.
    TakenBack,
    /// A missed question was answered rightly.
    Mended,
    /// The reader said what was seen, in the option's own words.
    Saw(String),
    /// A field of an exercise was written in or checked.
    Wrote {
        /// How many fields there are.
        steps: usize,
        /// Which of them.
        step: usize,
        /// What it holds.
        text: String,
        /// Whether that was accepted, where it was checked.
        solved: Option<bool>,
    },
}

impl LessonWork {
    /// Keeps what was done.
    pub fn keep(&mut self, done: Done) {
        let Done { id, deed } = done;
        match deed {
            Deed::Answered { predicted, right } => {
                let answered = Answered {
                    predicted,
                    right,
                    ..Answered::default()
                };
                self.questions.insert(id, answered);
            }
            Deed::TakenBack => {
                self.questions.remove(&id);
            }
            Deed::Mended => {
                if let Some(answered) = self.questions.get_mut(&id) {
                    answered.mended = true;
                }
            }
            Deed::Saw(words) => {
                if let Some(answered) = self.questions.get_mut(&id) {
                    answered.saw = Some(words);
                }
            }
            Deed::Wrote {
                steps,
                step,
                text,
                solved,
            } => {
                let tried = self.exercises.or_default(&id);
                tried.texts.resize(steps, String::new());
                tried.solved.resize(steps, false);
                if let Some(kept) = tried.texts.get_mut(step) {
                    *kept = text;
                }
                if let (Some(kept), Some(solved)) = (tried.solved.get_mut(step), solved) {
                    *kept = solved;
                }
            }
        }
    }
}

/// The one key every form has.
#[derive(Default)]
struct Version {
    version: u32,
}

// Missing parts are empty, so that text of an earlier form can be read.
lesson::json_records! {
    Version { version }
    Work { version; lessons }
    LessonWork { ; questions, exercises }
    Answered { predicted, right, saw; mended }
    Tried { ; texts, solved }
}

/// Why stored text could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not the form this program writes.
    Damaged(String),
    /// Written by a newer version of this program.
    Newer(u32),
}

impl Work {
    /// The text kept in storage.
    pub fn to_text(&self) -> String {
        json::to_text(self)
    }

    /// Reads the text back.
    ///
    /// # Errors
    /// [`Unreadable`] when the text is not ours or is newer than we are; the caller keeps the text.
    pub fn from_text(text: &str) -> Result<Self, Unreadable> {
        let damaged = |error: JsonError| Unreadable::Damaged(error.to_string());
        // The version first: a newer form need not fit ours.
        let Version { version } = json::from_text(text).map_err(damaged)?;
        if version > VERSION {
            return Err(Unreadable::Newer(version));
        }
        json::from_text(text).map_err(damaged)
    }

    /// How many of a lesson's items are done: a question is when it was answered, an exercise when it was solved.
    pub fn done<'a>(&self, slug: &str, items: impl IntoIterator<Item = &'a str>) -> usize {
        let Some(lesson) = self.lessons.get(slug) else {
            return 0;
        };
        items
            .into_iter()
            .filter(|id| {
                lesson.questions.get(id).is_some()
                    || lesson.exercises.get(id).is_some_and(|tried| {
                        !tried.solved.is_empty() && tried.solved.iter().all(|solved| *solved)
                    })
            })
            .count()
    }

    /// The lesson's part, made when it is not there.
    pub fn lesson_mut(&mut self, slug: &str) -> &mut LessonWork {
        self.lessons.or_default(slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_survives_the_way_to_storage_and_back() {
        let mut work = Work::default();
        let lesson = work.lesson_mut("broadcasting");
        lesson.questions.insert(
            "q".into(),
            Answered {
                predicted: "(3, 4)".into(),
                ..Answered::default()
            },
        );
        lesson.exercises.insert(
            "e".into(),
            Tried {
                texts: vec!["a + b".into()],
                solved: vec![false],
            },
        );
        assert_eq!(Work::from_text(&work.to_text()), Ok(work.clone()));
        assert_eq!(work.done("broadcasting", ["q", "e", "other"]), 1);
        work.lesson_mut("broadcasting")
            .exercises
            .get_mut("e")
            .expect("inserted")
            .solved = vec![true];
        assert_eq!(work.done("broadcasting", ["q", "e", "other"]), 2);
    }

    #[test]
    fn unknown_keys_of_a_later_minor_form_are_tolerated() {
        let read = Work::from_text(r#"{"version":1,"lessons":{},"theme":"x"}"#);
        assert_eq!(read, Ok(Work::default()));
    }

    #[test]
    fn damaged_and_newer_text_is_told_apart() {
        assert!(matches!(Work::from_text("{"), Err(Unreadable::Damaged(_))));
        assert!(matches!(Work::from_text("[]"), Err(Unreadable::Damaged(_))));
        assert_eq!(
            Work::from_text(r#"{"version":9}"#),
            Err(Unreadable::Newer(9))
        );
        assert_eq!(
            Work::from_text(r#"{"version":9,"lessons":["another form"]}"#),
            Err(Unreadable::Newer(9))
        );
        assert_eq!(
            Work::from_text(r#"{"version":1,"lessons":{"a":{"questions":{"q":{"predicted":3}}}}}"#),
            Err(Unreadable::Damaged(
                "lessons.a.questions.q.predicted: text was expected".into()
            ))
        );
    }

    #[test]
    fn missing_parts_of_an_earlier_form_are_empty() {
        let read = Work::from_text(
            r#"{"version":1,"lessons":{"a":{"questions":{"q":{"predicted":"12","right":true}},"exercises":{"e":{}}}}}"#,
        );
        let mut work = Work::default();
        let lesson = work.lesson_mut("a");
        lesson.questions.insert(
            "q".into(),
            Answered {
                predicted: "12".into(),
                right: true,
                ..Answered::default()
            },
        );
        lesson.exercises.insert("e".into(), Tried::default());
        assert_eq!(read, Ok(work));
    }
}
