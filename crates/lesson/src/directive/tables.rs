//! Every key of the authoring language, described once. The reader, its messages and the authors'
//! page all come from here. Knows nothing of how values are read.

use super::key::{Key, Kind, Need, Table};
use crate::spec::{DTYPES, Lock, MAX_OPERANDS, Measure, Moment, Reduce, Rule};

/// All tables, widget kinds first, in the order authors read them.
pub const TABLES: &[&Table] = &[
    &FRONT_MATTER,
    &BROADCAST,
    &QUESTION,
    &EXERCISE,
    &REVIEW,
    &OPERAND,
    &REDUCTION,
    &CASE,
    &OPTION,
    &FOLLOW_UP,
    &FOLLOW_UP_OPTION,
    &STEP,
];

/// The tables that are widget kinds.
pub const KINDS: &[&Table] = &[&BROADCAST, &QUESTION, &EXERCISE, &REVIEW];

const fn key(name: &'static str, kind: Kind, need: Need, says: &'static str) -> Key {
    Key {
        name,
        kind,
        need,
        says,
    }
}

const ID: Key = key(
    "id",
    Kind::Id,
    Need::Optional("kind and place, `question-2`"),
    "names the block in links; unique on its page",
);

const UFUNC: Key = key(
    "ufunc",
    Kind::Ufunc,
    Need::Default("add"),
    "the operation, by NumPy's name",
);

const DTYPE: Key = key(
    "dtype",
    Kind::Word(&DTYPES),
    Need::Default("int64"),
    "element type of arrays that name none",
);

/// Between the `+++` lines at the top of a lesson.
pub(super) static FRONT_MATTER: Table = Table {
    name: "front matter",
    keys: &[
        key("title", Kind::Text, Need::Required, "the lesson's title"),
        key(
            "lead",
            Kind::Text,
            Need::Required,
            "one or two sentences under the title",
        ),
        key(
            "minutes",
            Kind::Integer(1, 120),
            Need::Required,
            "minutes of reading and doing",
        ),
        key(
            "chapter",
            Kind::Integer(1, 99),
            Need::Optional("none"),
            "row in the curriculum",
        ),
    ],
};

/// The shape aligner.
pub(super) static BROADCAST: Table = Table {
    name: "broadcast",
    keys: &[
        ID,
        key(
            "title",
            Kind::Text,
            Need::Required,
            "stands over the picture",
        ),
        key(
            "caption",
            Kind::Line,
            Need::Optional("none"),
            "stands under the picture",
        ),
        UFUNC,
        DTYPE,
        key(
            "operands",
            Kind::Many(&OPERAND, 1, MAX_OPERANDS),
            Need::Required,
            "the arrays that meet, in order",
        ),
        key(
            "at",
            Kind::Word(Moment::WORDS),
            Need::Default("end"),
            "the moment shown first",
        ),
        key(
            "show_memory",
            Kind::Flag,
            Need::Default("true"),
            "state the bytes of operands and result",
        ),
        key(
            "locked",
            Kind::Words(Lock::WORDS),
            Need::Optional("nothing"),
            "what the reader may not change",
        ),
    ],
};

/// A question.
pub(super) static QUESTION: Table = Table {
    name: "question",
    keys: &[
        ID,
        key(
            "misconception",
            Kind::Misconception,
            Need::Required,
            "the wrong rule it looks for",
        ),
        key("ask", Kind::Markdown, Need::Required, "the question"),
        key(
            "code",
            Kind::Code,
            Need::Optional("none"),
            "Python lines shown under the question",
        ),
        key(
            "case",
            Kind::One(&CASE),
            Need::Required,
            "what the rules are run on",
        ),
        key(
            "measure",
            Kind::Word(Measure::WORDS),
            Need::Required,
            "what of the outcome is asked for",
        ),
        key(
            "of",
            Kind::Name,
            Need::Optional("needed by `operand-bytes`"),
            "the operand whose bytes are asked for",
        ),
        key(
            "index",
            Kind::Index,
            Need::Optional("needed by `value`"),
            "the element of the result that is asked for",
        ),
        key(
            "options",
            Kind::Many(&OPTION, 2, 5),
            Need::Required,
            "the answers; exactly one has the rule `numpy`",
        ),
        key(
            "then",
            Kind::One(&FOLLOW_UP),
            Need::Optional("none"),
            "asks what was seen, once the outcome is there",
        ),
    ],
};

/// An exercise.
pub(super) static EXERCISE: Table = Table {
    name: "exercise",
    keys: &[
        ID,
        key(
            "goal",
            Kind::Markdown,
            Need::Required,
            "what is to be built",
        ),
        DTYPE,
        key(
            "arrays",
            Kind::Many(&OPERAND, 1, MAX_OPERANDS),
            Need::Required,
            "the arrays that are given",
        ),
        key(
            "solution",
            Kind::Code,
            Need::Required,
            "an expression that does it; any other with the same result is right too",
        ),
        key(
            "start",
            Kind::Code,
            Need::Optional("an empty field"),
            "the expression the reader starts from",
        ),
        key(
            "hints",
            Kind::Markdowns(5),
            Need::Optional("none"),
            "shown one at a time, the gentlest first",
        ),
        key(
            "scaffold",
            Kind::Many(&STEP, 0, 5),
            Need::Optional("none"),
            "easier steps before the whole task",
        ),
    ],
};

/// The review at the end of a page.
pub(super) static REVIEW: Table = Table {
    name: "review",
    keys: &[
        ID,
        key(
            "title",
            Kind::Text,
            Need::Default("Once more"),
            "stands over the questions that come back",
        ),
    ],
};

/// One array.
pub(super) static OPERAND: Table = Table {
    name: "operand",
    keys: &[
        key(
            "name",
            Kind::Name,
            Need::Optional("`a`, `b`, `c`, `d` by place"),
            "the array's name in code and picture",
        ),
        key(
            "shape",
            Kind::Shape,
            Need::Optional("needed unless `from` is there"),
            "its lengths, outermost first; `\"()\"` has no axes",
        ),
        key(
            "values",
            Kind::Values,
            Need::Default("count"),
            "0, 1, 2 …; 0, 10, 20 …; all 1; or the numbers in C order",
        ),
        key(
            "dtype",
            Kind::Word(&DTYPES),
            Need::Optional("the block's `dtype`"),
            "element type",
        ),
        key(
            "from",
            Kind::One(&REDUCTION),
            Need::Optional("none"),
            "makes it the reduction of an earlier array; then without shape, values and dtype",
        ),
    ],
};

/// Where an operand comes from.
pub(super) static REDUCTION: Table = Table {
    name: "from",
    keys: &[
        key(
            "reduce",
            Kind::Word(Reduce::WORDS),
            Need::Required,
            "the reduction",
        ),
        key(
            "of",
            Kind::Name,
            Need::Required,
            "the name of an earlier array",
        ),
        key(
            "axis",
            Kind::Integer(-6, 5),
            Need::Required,
            "the axis that is reduced away",
        ),
        key(
            "keepdims",
            Kind::Flag,
            Need::Default("false"),
            "keep the axis, with length 1",
        ),
    ],
};

/// What a question's rules are run on.
pub(super) static CASE: Table = Table {
    name: "case",
    keys: &[
        UFUNC,
        DTYPE,
        key(
            "operands",
            Kind::Many(&OPERAND, 1, MAX_OPERANDS),
            Need::Required,
            "the arrays that meet, in order",
        ),
    ],
};

/// One answer of a question.
pub(super) static OPTION: Table = Table {
    name: "option",
    keys: &[
        key(
            "answer",
            Kind::Answer,
            Need::Required,
            "the outcome of the rule; the engine holds it to that",
        ),
        key(
            "rule",
            Kind::Word(Rule::WORDS),
            Need::Required,
            "the rule a reader of this answer has in mind",
        ),
        key(
            "why",
            Kind::Markdown,
            Need::Required,
            "speaks to the reader who chose it",
        ),
    ],
};

/// A question's second step.
pub(super) static FOLLOW_UP: Table = Table {
    name: "then",
    keys: &[
        key("ask", Kind::Markdown, Need::Required, "the question"),
        key(
            "options",
            Kind::Many(&FOLLOW_UP_OPTION, 2, 5),
            Need::Required,
            "the answers; exactly one is right",
        ),
    ],
};

/// One answer of a question's second step.
pub(super) static FOLLOW_UP_OPTION: Table = Table {
    name: "then option",
    keys: &[
        key("text", Kind::Line, Need::Required, "the answer"),
        key(
            "right",
            Kind::Flag,
            Need::Default("false"),
            "whether it is the right one",
        ),
        key(
            "why",
            Kind::Markdown,
            Need::Required,
            "speaks to the reader who chose it",
        ),
    ],
};

/// An easier step of an exercise.
pub(super) static STEP: Table = Table {
    name: "step",
    keys: &[
        key(
            "goal",
            Kind::Markdown,
            Need::Required,
            "what the step is for",
        ),
        key(
            "template",
            Kind::Code,
            Need::Required,
            "an expression with a blank `___` or more",
        ),
        key(
            "solution",
            Kind::Code,
            Need::Required,
            "the same expression with its blanks filled",
        ),
    ],
};
