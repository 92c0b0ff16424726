//! What each widget block asks for, as plain data with every default filled in. These types travel
//! from the page to the browser as JSON. They know no engine: ufunc names are text here, and
//! whether an answer is true is tested where the engine is.

use crate::markup::Markup;
use std::fmt;

/// Most operands a case may have.
pub const MAX_OPERANDS: usize = 4;
/// Most axes an operand may have.
pub const MAX_AXES: usize = 6;
/// Names of the element types a lesson may use, as NumPy spells them.
pub const DTYPES: [&str; 11] = [
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32",
    "float64",
];

/// A sound widget block.
#[derive(Clone, Debug, PartialEq)]
pub enum Spec {
    /// The shape aligner.
    Broadcast(BroadcastSpec),
    /// A question to be answered before anything is shown.
    Question(QuestionSpec),
    /// A task: an expression to be built.
    Exercise(ExerciseSpec),
    /// Where the page's missed questions come back.
    Review(ReviewSpec),
}

impl Spec {
    /// The block's id, unique in its document.
    pub fn id(&self) -> &str {
        match self {
            Self::Broadcast(spec) => &spec.id,
            Self::Question(spec) => &spec.id,
            Self::Exercise(spec) => &spec.id,
            Self::Review(spec) => &spec.id,
        }
    }

    /// The kind as authors write it after `widget`, also the value of `data-widget`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Broadcast(_) => "broadcast",
            Self::Question(_) => "question",
            Self::Exercise(_) => "exercise",
            Self::Review(_) => "review",
        }
    }
}

/// The shape aligner: one elementwise operation on one to four operands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BroadcastSpec {
    /// Unique in the document.
    pub id: String,
    /// Plain text over the picture.
    pub title: String,
    /// Words under the picture.
    pub caption: Option<Markup>,
    /// A ufunc's NumPy name, such as `add`; its arity must be the number of operands, or it is a
    /// binary one taken from left to right.
    pub ufunc: String,
    /// Element type of operands the reader adds, one of [`DTYPES`].
    pub dtype: String,
    /// One to four, in order.
    pub operands: Vec<OperandSpec>,
    /// The moment shown first, and in the page without scripts.
    pub at: Moment,
    /// Whether the bytes of operands and result are stated.
    pub show_memory: bool,
    /// What the reader may not change.
    pub locked: Vec<Lock>,
}

/// One array: in a picture, in a question's case, or given to an exercise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperandSpec {
    /// A Python name, unique among its fellows; `a`, `b`, `c`, `d` by place unless given.
    pub name: String,
    /// Up to six lengths, each at least 0. Of a reduction: the shape it leaves.
    pub shape: Vec<i64>,
    /// What fills the array; of a reduction it is [`Values::Count`] and means nothing.
    pub values: Values,
    /// Element type, one of [`DTYPES`]. Of a reduction: the type NumPy gives its result.
    pub dtype: String,
    /// Set when this operand is the reduction of one before it, so that `keepdims` can mend it.
    pub from: Option<Reduction>,
}

/// What fills an array, in C order.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Values {
    /// 0, 1, 2, …: `np.arange(n).reshape(shape)`.
    #[default]
    Count,
    /// 0, 10, 20, …: ten times [`Values::Count`].
    Tens,
    /// Every element 1.
    Ones,
    /// The numbers themselves, as many as the shape holds; true and false are 1 and 0.
    List(Vec<f64>),
}

/// An operand made from another: `of.reduce(axis=axis, keepdims=keepdims)`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reduction {
    /// Which reduction.
    pub reduce: Reduce,
    /// Name of an earlier operand.
    pub of: String,
    /// Axis that is reduced away, never negative here (an author may write `-1`).
    pub axis: i64,
    /// Whether the axis stays, with length 1.
    pub keepdims: bool,
}

/// The reductions an operand may come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reduce {
    /// The sum.
    #[default]
    Sum,
    /// The mean.
    Mean,
    /// The standard deviation, dividing by the count as NumPy does unless told otherwise.
    Std,
    /// The smallest element.
    Min,
    /// The largest element.
    Max,
}

/// A moment of the aligner's story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Moment {
    /// The operands as they are.
    #[default]
    Start,
    /// Aligned, missing axes filled in, size-1 axes stretched, nothing computed yet.
    Stretched,
    /// All done: the result, or the failing axis with its repairs.
    End,
}

/// A part of the aligner the reader may not change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lock {
    /// The operation.
    #[default]
    Ufunc,
    /// The shapes.
    Shapes,
    /// The element types.
    Dtype,
    /// How many operands there are.
    Operands,
}

/// A question whose every option is a rule run on one case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuestionSpec {
    /// Unique in the document.
    pub id: String,
    /// The misconception it looks for, `M01` to `M32`.
    pub misconception: String,
    /// The question.
    pub ask: Markup,
    /// Lines of Python shown under the question.
    pub code: Option<String>,
    /// What the rules are run on.
    pub case: Case,
    /// What of the outcome is asked for.
    pub measure: Measure,
    /// For [`Measure::OperandBytes`]: which operand.
    pub of: Option<String>,
    /// For [`Measure::Value`]: which element of the result, one index for each axis.
    pub index: Option<Vec<i64>>,
    /// Two to five with different answers and rules; exactly one has [`Rule::Numpy`].
    pub options: Vec<AnswerOption>,
    /// Asked once the outcome is seen.
    pub then: Option<FollowUp>,
}

impl QuestionSpec {
    /// The option that is right: the one whose rule is NumPy's.
    pub fn right_option(&self) -> Option<&AnswerOption> {
        self.options
            .iter()
            .find(|option| option.rule == Rule::Numpy)
    }
}

/// One operation on given operands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// A ufunc's NumPy name.
    pub ufunc: String,
    /// One to four, in order.
    pub operands: Vec<OperandSpec>,
}

/// What a question asks for. Every outcome is text, so that answers can be compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// The result's shape as Python prints it, `(3, 4)`, or `error`.
    #[default]
    Shape,
    /// Bytes the operation allocates, copies of operands included, in digits, or `error`.
    ResultBytes,
    /// Bytes of memory behind one operand while the loop runs, in digits, or `error`.
    OperandBytes,
    /// NumPy's message without its class, or `no error`.
    Error,
    /// One element of the result as `str` prints it, or `error`.
    Value,
}

impl Measure {
    /// An answer in the words a reader is shown.
    ///
    /// Bytes get thousands separators and their unit; `error` becomes a sentence; a shape, a
    /// value or a message stays as it is.
    pub fn in_words(self, answer: &str) -> String {
        match self {
            Self::ResultBytes | Self::OperandBytes if is_digits(answer) => match answer {
                "1" => "1 byte".to_owned(),
                _ => format!("{} bytes", with_thousands(answer)),
            },
            Self::Error => answer.to_owned(),
            _ if answer == "error" => "it raises an error".to_owned(),
            _ => answer.to_owned(),
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn with_thousands(digits: &str) -> String {
    let mut spaced = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            spaced.push(',');
        }
        spaced.push(digit);
    }
    spaced
}

/// One answer and the rule that gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnswerOption {
    /// The outcome of the rule on the case, in the form [`Measure`] describes.
    pub answer: String,
    /// The rule a reader of this answer has in mind.
    pub rule: Rule,
    /// Speaks to the reader who chose it.
    pub why: Markup,
}

/// A rule a reader may have in mind, run beside NumPy's on the same case.
///
/// Unless said otherwise, a rule goes on as NumPy does: shapes aligned from the right, length 1
/// stretched without a copy, one new array for the result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rule {
    /// What NumPy does.
    #[default]
    Numpy,
    /// Shapes are lined up from the left; missing axes are added at the right.
    AlignLeft,
    /// An operand with fewer axes takes the first axes, from the left, in which its lengths fit
    /// in order; it fails only where none fit.
    AnyAxis,
    /// A one-axis operand `(n,)` is a row, `(1, n)`.
    AsRow,
    /// A one-axis operand `(n,)` is a column, `(n, 1)`.
    AsColumn,
    /// Only equal shapes may meet; everything else fails.
    SameShape,
    /// Where lengths differ and neither is 1, both are cut to the shorter, as Python's `zip` does.
    Shortest,
    /// Every stretched operand is first copied to the full shape.
    CopyStretched,
    /// What broadcasting makes takes no memory: 0 bytes for the result, and 0 for a stretched
    /// operand.
    FreeResult,
}

/// The second step of a question: what was seen?
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FollowUp {
    /// The question.
    pub ask: Markup,
    /// Two to five; exactly one is right.
    pub options: Vec<FollowUpOption>,
}

/// One option of a follow-up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FollowUpOption {
    /// The option.
    pub text: Markup,
    /// Whether it is the right one.
    pub right: bool,
    /// Speaks to the reader who chose it.
    pub why: Markup,
}

/// A task: write an expression over given arrays; the engine compares its value with the
/// solution's, so any expression with the same result is right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExerciseSpec {
    /// Unique in the document.
    pub id: String,
    /// What is to be built.
    pub goal: Markup,
    /// One to four given arrays.
    pub arrays: Vec<OperandSpec>,
    /// An expression that does it.
    pub solution: String,
    /// What stands in the field at first.
    pub start: Option<String>,
    /// Shown one at a time, the gentlest first.
    pub hints: Vec<Markup>,
    /// Easier steps on the same arrays that come before the whole task.
    pub scaffold: Vec<ScaffoldStep>,
}

/// An easier step: an expression with blanks to fill.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScaffoldStep {
    /// What the step is for.
    pub goal: Markup,
    /// An expression in which each `___` is to be replaced.
    pub template: String,
    /// The expression with its blanks filled.
    pub solution: String,
}

/// Where the questions missed on this page come back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewSpec {
    /// Unique in the document.
    pub id: String,
    /// Plain text over the block.
    pub title: String,
}

/// Gives a closed set of words its one list: parsing, printing and documentation read it.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// Every value, in the order authors read them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The words authors write, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word authors write.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value a word stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                let place = Self::WORDS.iter().position(|known| *known == word)?;
                Self::ALL.get(place).copied()
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

words!(Reduce { Sum = "sum", Mean = "mean", Std = "std", Min = "min", Max = "max" });
words!(Moment { Start = "start", Stretched = "stretched", End = "end" });
words!(Lock { Ufunc = "ufunc", Shapes = "shapes", Dtype = "dtype", Operands = "operands" });
words!(Measure {
    Shape = "shape",
    ResultBytes = "result-bytes",
    OperandBytes = "operand-bytes",
    Error = "error",
    Value = "value",
});
words!(Rule {
    Numpy = "numpy",
    AlignLeft = "align-left",
    AnyAxis = "any-axis",
    AsRow = "as-row",
    AsColumn = "as-column",
    SameShape = "same-shape",
    Shortest = "shortest",
    CopyStretched = "copy-stretched",
    FreeResult = "free-result",
});
