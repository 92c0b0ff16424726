//! Widget blocks: what a sound one becomes, and what a broken one is told.

// The helpers of these tests may unwrap as the tests themselves may.
#![allow(clippy::unwrap_used)]

use lesson::spec::{Lock, Measure, Moment, Reduce, Reduction, Rule, Values};
use lesson::{Spec, json, parse};

const HEAD: &str = "+++\ntitle = \"T\"\nlead = \"L.\"\nminutes = 5\n+++\n";

/// The one spec of a sound block.
fn spec(kind: &str, body: &str) -> Spec {
    let (doc, problems) = parse(&format!("{HEAD}```widget {kind}\n{body}\n```\n"));
    assert_eq!(problems, [], "{body}");
    doc.specs().next().unwrap().clone()
}

/// The problems of a block whose body begins on line 1.
fn told(kind: &str, body: &str) -> Vec<String> {
    let (doc, problems) = parse(&format!("{HEAD}```widget {kind}\n{body}\n```\n"));
    let widget = doc.widgets().next().unwrap();
    assert_eq!(
        widget.spec.as_ref().err(),
        (!problems.is_empty()).then_some(&problems)
    );
    assert_eq!(widget.source.trim_end(), body.trim_end());
    problems
        .iter()
        .map(|problem| {
            let mut problem = problem.clone();
            problem.line -= 6;
            problem.to_string()
        })
        .collect()
}

const QUESTION: &str = "misconception = 'M07'
ask = 'Which?'
measure = 'shape'
case = { operands = [{ shape = [3, 4] }, { shape = [3] }] }
[[options]]
answer = 'error'
rule = 'numpy'
why = 'Yes.'
[[options]]
answer = [3, 4]
rule = 'any-axis'
why = 'No.'";

const EXERCISE: &str = "goal = 'Do it.'
arrays = [{ shape = [3] }]
solution = 'a[:, np.newaxis] + a'";

#[test]
fn a_broadcast_block_has_its_defaults() {
    let Spec::Broadcast(spec) = spec(
        "broadcast",
        "title = 'Two'\noperands = [{ shape = [3, 1] }, { shape = '(4,)' }]",
    ) else {
        panic!("another kind");
    };
    assert_eq!(
        (spec.id.as_str(), spec.title.as_str()),
        ("broadcast-1", "Two")
    );
    assert_eq!((spec.ufunc.as_str(), spec.dtype.as_str()), ("add", "int64"));
    assert_eq!((spec.at, spec.show_memory), (Moment::End, true));
    assert!(spec.caption.is_none() && spec.locked.is_empty());
    let names: Vec<&str> = spec.operands.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(spec.operands[1].shape, [4]);
    assert_eq!(spec.operands[0].values, Values::Count);
}

#[test]
fn a_broadcast_block_says_everything() {
    let body = "id = 'first'
title = 'T'
caption = 'See `a`.'
ufunc = 'multiply'
dtype = 'float32'
at = 'stretched'
show_memory = false
locked = ['ufunc', 'operands']
[[operands]]
name = 'temps'
shape = [2, 2]
values = [1, 2.5, -3, 1_000]
[[operands]]
values = 'tens'
dtype = 'int8'
shape = '()'
[[operands]]
from = { reduce = 'mean', of = 'temps', axis = -1, keepdims = true }
[[operands]]
from = { reduce = 'sum', of = 'b', axis = 0 }";
    let sound = body.replace("shape = '()'", "shape = [0]");
    let Spec::Broadcast(spec) = spec("broadcast", &sound) else {
        panic!("another kind");
    };
    assert_eq!(spec.caption.unwrap().as_html(), "See <code>a</code>.");
    assert_eq!(spec.locked, [Lock::Ufunc, Lock::Operands]);
    assert_eq!((spec.at, spec.show_memory), (Moment::Stretched, false));
    assert_eq!(
        spec.operands[0].values,
        Values::List(vec![1.0, 2.5, -3.0, 1000.0])
    );
    assert_eq!(spec.operands[0].dtype, "float32");
    assert_eq!(spec.operands[1].dtype, "int8");
    let mean = &spec.operands[2];
    assert_eq!(
        (
            mean.shape.as_slice(),
            mean.dtype.as_str(),
            mean.name.as_str()
        ),
        (&[2, 1][..], "float32", "c")
    );
    assert_eq!(
        mean.from,
        Some(Reduction {
            reduce: Reduce::Mean,
            of: "temps".to_owned(),
            axis: 1,
            keepdims: true
        })
    );
    let sum = &spec.operands[3];
    assert_eq!(
        (sum.shape.as_slice(), sum.dtype.as_str()),
        (&[][..], "int64")
    );
    assert_eq!(
        told("broadcast", body),
        ["line 20: `b` has 0 axes, so it has no axis 0"]
    );
}

#[test]
fn every_problem_of_a_block_is_told_with_its_line() {
    assert_eq!(
        told(
            "broadcast",
            "tittle = 'x'
ufunc = 'Add!'
dtype = 'float46'
at = 'ende'
show_memory = 'yes'
locked = ['shape', 'ufunc', 'ufunc', 3]
[[operands]]
shape = [3, -1]
[[operands]]
shaep = [3]
[[operands]]
name = 'a'
shape = '3 by 4'
[[operands]]
shape = [1, 2, 3, 4, 5, 6, 7]
[[operands]]
shape = [1]"
        ),
        [
            "line 0: the key `title` is missing in broadcast; it takes text",
            "line 1: unknown key `tittle` in broadcast; did you mean `title`?",
            "line 2: `ufunc` cannot be `Add!`; it takes a ufunc's name",
            "line 3: `dtype` cannot be `float46`; did you mean `float64`?",
            "line 4: `at` cannot be `ende`; did you mean `end`?",
            "line 5: `show_memory` cannot be the text `yes`; it takes `true` or `false`",
            "line 6: `locked` cannot hold `shape`; did you mean `shapes`?",
            "line 6: `locked` holds `ufunc` twice",
            "line 6: `locked` cannot hold the integer 3; choose from `ufunc`, `shapes`, `dtype`, `operands`",
            "line 7: `operands` cannot be a list of 5; it takes 1 to 4 tables: operand",
            "line 8: `shape` cannot be of negative length -1; it takes up to 6 lengths: `[3, 1]` or `\"(3, 1)\"`",
            "line 9: the array `b` has no shape; write `shape = [3, 1]`",
            "line 10: unknown key `shaep` in operand; did you mean `shape`?",
            "line 12: two arrays are called `a`; give each array a name of its own",
            "line 13: `shape` cannot be the text `3 by 4`; it takes up to 6 lengths: `[3, 1]` or `\"(3, 1)\"`",
            "line 15: `shape` cannot be 7 axes long; it takes up to 6 lengths: `[3, 1]` or `\"(3, 1)\"`",
        ]
    );
}

#[test]
fn torn_toml_is_told_alone() {
    let told = told("broadcast", "title = 'x'\ntitle = 'y'\noperands = [");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("line 2: this is not TOML: duplicate key"));
    assert!(told[1].starts_with("line 3: this is not TOML"));
}

#[test]
fn listed_values_must_fit() {
    let told = |operand: &str| {
        told(
            "broadcast",
            &format!("title = 'x'\noperands = [{{ {operand} }}]"),
        )
    };
    assert_eq!(
        told("shape = [2], values = [1, 2, 3]"),
        ["line 2: 3 values are listed, but the shape holds 2"]
    );
    assert_eq!(
        told("shape = [1], values = [1.5]"),
        ["line 2: the number 1.5 is no value of an int64 array"]
    );
    assert_eq!(
        told("shape = [1], dtype = 'uint8', values = [256]"),
        ["line 2: the integer 256 is no value of an uint8 array"]
    );
    assert_eq!(
        told("shape = [1], dtype = 'float64', values = [nan]"),
        ["line 2: the number nan is no value of an float64 array"]
    );
    assert_eq!(
        told("shape = [1], values = ['x']"),
        ["line 2: the text `x` is no value of an int64 array"]
    );
    assert_eq!(
        told("shape = [1], values = 'teens'"),
        ["line 2: `values` cannot be `teens`; did you mean `tens`?"]
    );
    assert_eq!(told("shape = [1], values = 7").len(), 1);
    assert_eq!(
        told("shape = [2], dtype = 'bool', values = [true, 0]"),
        [""; 0]
    );
    assert_eq!(
        told("shape = [9223372036854775807, 2]"),
        ["line 2: the array `a` holds more bytes than NumPy can count"]
    );
    assert_eq!(told("shape = [5_000_000, 1000, 1]"), [""; 0]);
}

#[test]
fn reductions_name_an_earlier_array_and_its_axis() {
    let told = |operand: &str| {
        told(
            "broadcast",
            &format!(
                "title = 'x'\noperands = [{{ name = 'temps', shape = [3, 4] }},\n{{ {operand} }}]"
            ),
        )
    };
    assert_eq!(
        told("from = { reduce = 'mean', of = 'temp', axis = 0 }"),
        ["line 3: there is no earlier array `temp`; did you mean `temps`?"]
    );
    assert_eq!(
        told("from = { reduce = 'men', of = 'temps', axis = 0 }"),
        ["line 3: `reduce` cannot be `men`; did you mean `mean`?"]
    );
    assert_eq!(
        told("from = { reduce = 'max', of = 'temps', axis = 2 }"),
        ["line 3: `temps` has 2 axes, so it has no axis 2"]
    );
    assert_eq!(
        told("shape = [3], from = { reduce = 'max', of = 'temps' }"),
        [
            "line 3: `shape` and `from` cannot both be there; leave `shape` out: the reduction gives it",
            "line 3: the key `axis` is missing in from; it takes an integer from -6 to 5",
        ]
    );
}

#[test]
fn ids_are_unique_and_fit_a_link() {
    let text = format!(
        "{HEAD}## Cost\n\n```widget review\nid = 'cost'\n```\n\n```widget review\nid = 'Cost'\n```\n\n```widget review\nid = 'x'\n```\n\n```widget review\nid = 'x'\n```\n"
    );
    let (doc, problems) = parse(&text);
    let ids: Vec<&str> = doc.widgets().map(|widget| widget.id.as_str()).collect();
    assert_eq!(ids, ["review-1", "review-2", "x", "review-4"]);
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "line 9: the id `cost` is taken already on line 6; ids are unique on a page, headings included",
            "line 13: `id` cannot be `Cost`; it takes small letters, digits and hyphens, a letter first",
            "line 21: the id `x` is taken already on line 16; ids are unique on a page, headings included",
        ]
    );
}

#[test]
fn a_question_is_read() {
    let Spec::Question(spec) = spec("question", QUESTION) else {
        panic!("another kind");
    };
    assert_eq!(spec.measure, Measure::Shape);
    assert_eq!(spec.case.ufunc, "add");
    let options: Vec<(&str, Rule)> = spec
        .options
        .iter()
        .map(|o| (o.answer.as_str(), o.rule))
        .collect();
    assert_eq!(options, [("error", Rule::Numpy), ("(3, 4)", Rule::AnyAxis)]);
    assert_eq!(spec.right_option().unwrap().answer, "error");
    assert_eq!(spec.ask.as_html(), "<p>Which?</p>\n");
}

#[test]
fn a_question_is_held_to_its_rules() {
    let changed = |from: &str, to: &str| told("question", &QUESTION.replace(from, to));
    assert_eq!(
        changed("'M07'", "'M70'"),
        ["line 1: `misconception` cannot be `M70`; it takes `M01` to `M32`"]
    );
    assert_eq!(
        changed("'any-axis'", "'numpy'"),
        ["line 5: 2 options have the rule `numpy`; exactly one option must be right"]
    );
    assert_eq!(
        changed("'numpy'", "'as-row'"),
        ["line 5: 0 options have the rule `numpy`; exactly one option must be right"]
    );
    assert_eq!(
        changed("'any-axis'", "'any-axes'"),
        ["line 11: `rule` cannot be `any-axes`; did you mean `any-axis`?"]
    );
    assert_eq!(
        changed("[3, 4]\nrule", "'error'\nrule"),
        ["line 10: two options answer `error`; choose a case in which the rules differ"]
    );
    assert_eq!(
        changed("'shape'", "'value'")[0],
        "line 3: `measure = \"value\"` needs the key `index`"
    );
    assert_eq!(
        changed("measure = 'shape'", "measure = 'shape'\nof = 'a'"),
        ["line 4: `of` belongs to `measure = \"operand-bytes\"` only; leave `of` out"]
    );
    assert_eq!(
        changed("answer = [3, 4]", "answer = 12"),
        [
            "line 10: `answer` cannot be the integer 12; `shape` takes a shape such as `\"(3, 4)\"`, or `\"error\"`"
        ]
    );
    let one = QUESTION.split("[[options]]\nanswer = [3").next().unwrap();
    assert_eq!(
        told("question", one),
        ["line 5: `options` cannot be a list of 1; it takes 2 to 5 tables: option"]
    );
}

#[test]
fn bytes_are_asked_of_one_operand() {
    let body = QUESTION
        .replace("'shape'", "'operand-bytes'\nof = 'c'")
        .replace("'error'", "24")
        .replace("[3, 4]\nrule", "-96\nrule");
    let told = told("question", &body);
    assert_eq!(
        told,
        [
            "line 4: the case has no array `c`; choose from `a`, `b`",
            "line 11: `answer` cannot be the integer -96; `operand-bytes` takes a number of bytes, or `\"error\"`",
        ]
    );
}

#[test]
fn a_follow_up_has_one_right_answer() {
    let then = |right: &str| {
        format!(
            "{QUESTION}\n[then]\nask = 'Seen?'\n[[then.options]]\ntext = '*One*'\nwhy = 'x'\nright = {right}\n[[then.options]]\ntext = 'Two'\nwhy = 'y'"
        )
    };
    let Spec::Question(spec) = spec("question", &then("true")) else {
        panic!("another kind");
    };
    let follow = spec.then.unwrap();
    assert_eq!(follow.options[0].text.as_html(), "<em>One</em>");
    assert!(follow.options[0].right && !follow.options[1].right);
    assert_eq!(
        told("question", &then("false")),
        ["line 15: 0 options of `then` are right; exactly one must be"]
    );
    let listed = then("true").replace("'*One*'", "'- a'");
    assert!(told("question", &listed)[0].starts_with("line 16: only one paragraph fits here"));
}

#[test]
fn an_exercise_is_read() {
    let body = format!(
        "{EXERCISE}\nstart = 'a + a'\nhints = ['One.', 'Two.']\n[[scaffold]]\ngoal = 'First.'\ntemplate = 'a[:, ___]'\nsolution = 'a[:, np.newaxis]'"
    );
    let Spec::Exercise(spec) = spec("exercise", &body) else {
        panic!("another kind");
    };
    assert_eq!(spec.solution, "a[:, np.newaxis] + a");
    assert_eq!(spec.start.as_deref(), Some("a + a"));
    assert_eq!((spec.hints.len(), spec.scaffold.len()), (2, 1));
    assert_eq!(
        told("exercise", &body.replace("___", "None")),
        ["line 8: the template has no blank; write `___` where the reader is to fill in"]
    );
    assert_eq!(
        told("exercise", &body.replace("'a[:, np.newaxis]'", "'b[:, 0]'")),
        ["line 9: the solution is not `a[:, ___]` with its blanks filled"]
    );
    assert_eq!(
        told("exercise", "goal = ''\narrays = 3\nsolution = 1").len(),
        3
    );
}

#[test]
fn problems_inside_markdown_have_their_line() {
    let body = EXERCISE.replace("'Do it.'", "\"\"\"\nDo\n\n<b>it</b>.\n# Now\n\"\"\"");
    assert_eq!(
        told("exercise", &body),
        [
            "line 4: HTML is shown as text: `<b>`; use Markdown, or put code between backquotes",
            "line 4: HTML is shown as text: `</b>`; use Markdown, or put code between backquotes",
            "line 5: a heading inside a widget block; put headings into the lesson's text",
        ]
    );
}

#[test]
fn answers_have_words() {
    assert_eq!(
        Measure::ResultBytes.in_words("3200000000"),
        "3,200,000,000 bytes"
    );
    assert_eq!(Measure::OperandBytes.in_words("96"), "96 bytes");
    assert_eq!(Measure::OperandBytes.in_words("1"), "1 byte");
    assert_eq!(Measure::Shape.in_words("(3, 4)"), "(3, 4)");
    assert_eq!(Measure::Shape.in_words("error"), "it raises an error");
}

#[test]
fn specs_travel_as_json() {
    for (kind, body) in [("question", QUESTION), ("exercise", EXERCISE)] {
        let spec = spec(kind, body);
        let text = json::to_text(&spec);
        assert_eq!(json::from_text::<Spec>(&text).unwrap(), spec);
    }
}
