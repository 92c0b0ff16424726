//! The JSON form of the specs, in which they travel from a page to its islands. Nothing else is here.

use crate::json::{FromJson, Json, ObjectWriter, ToJson, Wrong};
use crate::json_records;
use crate::spec::{
    AnswerOption, BroadcastSpec, Case, ExerciseSpec, FollowUp, FollowUpOption, Lock, Measure,
    Moment, OperandSpec, QuestionSpec, Reduce, Reduction, ReviewSpec, Rule, ScaffoldStep, Spec,
    Values,
};

json_records! {
    BroadcastSpec { id, title, caption, ufunc, dtype, operands, at, show_memory, locked }
    OperandSpec { name, shape, values, dtype, from }
    Reduction { reduce, of, axis, keepdims }
    QuestionSpec { id, misconception, ask, code, case, measure, of, index, options, then }
    Case { ufunc, operands }
    AnswerOption { answer, rule, why }
    FollowUp { ask, options }
    FollowUpOption { text, right, why }
    ExerciseSpec { id, goal, arrays, solution, start, hints, scaffold }
    ScaffoldStep { goal, template, solution }
    ReviewSpec { id, title }
}

/// Which of several words stands there.
fn place_of(json: &Json<'_>, words: &[&str]) -> Option<usize> {
    match json {
        Json::Text(word) => words.iter().position(|known| known == word),
        _ => None,
    }
}

/// A closed set of words is written as its word.
macro_rules! words {
    ($($type:ty),*) => {$(
        impl FromJson for $type {
            fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong) {
                match place_of(&json, Self::WORDS).and_then(|place| Self::ALL.get(place)) {
                    Some(known) => *self = *known,
                    None => wrong.wanted("a known word was expected"),
                }
            }
        }

        impl ToJson for $type {
            fn write_json(&self, out: &mut String) {
                self.word().write_json(out);
            }
        }
    )*};
}
words!(Reduce, Moment, Lock, Measure, Rule);

/// A place to be filled.
impl Default for Spec {
    fn default() -> Self {
        Self::Review(ReviewSpec::default())
    }
}

/// `{"question": {…}}`: the kind and what it holds.
impl FromJson for Spec {
    fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong) {
        const WANTED: &str = "one kind of block was expected";
        let mut only = match json {
            Json::Object(fields) if fields.len() == 1 => fields,
            Json::Object(_) => return wrong.wanted(WANTED),
            _ => return wrong.wanted("an object was expected"),
        };
        let Some((kind, json)) = only.pop() else {
            return;
        };
        *self = match &*kind {
            "broadcast" => Self::Broadcast(BroadcastSpec::default()),
            "question" => Self::Question(QuestionSpec::default()),
            "exercise" => Self::Exercise(ExerciseSpec::default()),
            "review" => Self::Review(ReviewSpec::default()),
            _ => return wrong.wanted(WANTED),
        };
        let held: &mut dyn FromJson = match self {
            Self::Broadcast(spec) => spec,
            Self::Question(spec) => spec,
            Self::Exercise(spec) => spec,
            Self::Review(spec) => spec,
        };
        held.fill(json, wrong);
    }
}

impl ToJson for Spec {
    fn write_json(&self, out: &mut String) {
        let mut object = ObjectWriter::open(out);
        object.field(
            self.kind(),
            match self {
                Self::Broadcast(spec) => spec,
                Self::Question(spec) => spec,
                Self::Exercise(spec) => spec,
                Self::Review(spec) => spec,
            },
        );
        object.close();
    }
}

/// `"count"`, `"tens"`, `"ones"`, or the list of numbers.
impl FromJson for Values {
    fn fill(&mut self, json: Json<'_>, wrong: &mut Wrong) {
        *self = match (&json, place_of(&json, &["count", "tens", "ones"])) {
            (_, Some(0)) => Self::Count,
            (_, Some(1)) => Self::Tens,
            (_, Some(_)) => Self::Ones,
            (Json::Text(_), None) => {
                return wrong.wanted("count, tens, ones or a list was expected");
            }
            _ => {
                let mut numbers = Vec::new();
                numbers.fill(json, wrong);
                Self::List(numbers)
            }
        };
    }
}

impl ToJson for Values {
    fn write_json(&self, out: &mut String) {
        match self {
            Self::Count => "count".write_json(out),
            Self::Tens => "tens".write_json(out),
            Self::Ones => "ones".write_json(out),
            Self::List(numbers) => numbers.write_json(out),
        }
    }
}
