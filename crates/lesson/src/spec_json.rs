//! The JSON form of the specs, in which they travel from a page to its islands. Nothing else is here.

use crate::json::{Fields, FromJson, Json, JsonError, ObjectWriter, ToJson};
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

/// A closed set of words is written as its word.
macro_rules! words {
    ($($type:ty),*) => {$(
        impl FromJson for $type {
            fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
                match json {
                    Json::Text(word) => Self::from_word(&word),
                    _ => None,
                }
                .ok_or(JsonError::new("a known word was expected"))
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

/// `{"question": {…}}`: the kind and what it holds.
impl FromJson for Spec {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        const WANTED: &str = "one kind of block was expected";
        let (kind, json) = Fields::of(json)?.only().ok_or(JsonError::new(WANTED))?;
        match &*kind {
            "broadcast" => FromJson::from_json(json).map(Self::Broadcast),
            "question" => FromJson::from_json(json).map(Self::Question),
            "exercise" => FromJson::from_json(json).map(Self::Exercise),
            "review" => FromJson::from_json(json).map(Self::Review),
            _ => Err(JsonError::new(WANTED)),
        }
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
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        match &json {
            Json::Text(word) => match &**word {
                "count" => Ok(Self::Count),
                "tens" => Ok(Self::Tens),
                "ones" => Ok(Self::Ones),
                _ => Err(JsonError::new("count, tens, ones or a list was expected")),
            },
            _ => FromJson::from_json(json).map(Self::List),
        }
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
