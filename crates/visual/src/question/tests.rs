//! Every rule on small cases worked out by hand, on cases far too large to make, and its code against its plan.

use super::*;
use lesson::spec::{Case, OperandSpec, Values};
use proptest::prelude::*;

fn operand(name: &str, shape: &[i64], dtype: &str) -> OperandSpec {
    OperandSpec {
        name: name.to_owned(),
        shape: shape.to_vec(),
        values: Values::Count,
        dtype: dtype.to_owned(),
        from: None,
    }
}

fn question(shapes: &[&[i64]], measure: Measure) -> QuestionSpec {
    let names = ["a", "b", "c", "d"];
    QuestionSpec {
        id: "q".to_owned(),
        misconception: "M07".to_owned(),
        ask: lesson::Markup::default(),
        code: None,
        case: Case {
            ufunc: "add".to_owned(),
            operands: std::iter::zip(names, shapes)
                .map(|(name, shape)| operand(name, shape, "int64"))
                .collect(),
        },
        measure,
        of: Some("b".to_owned()),
        index: None,
        options: Vec::new(),
        then: None,
    }
}

fn shape(rule: Rule, shapes: &[&[i64]]) -> (String, String) {
    let outcome = outcome(rule, &question(shapes, Measure::Shape));
    (outcome.answer, outcome.code)
}

#[test]
fn each_rule_gives_its_own_shape() {
    let cases: [(Rule, &[&[i64]], &str, &str); 17] = [
        (Rule::Numpy, &[&[3, 4], &[4]], "(3, 4)", "a + b"),
        (Rule::Numpy, &[&[3, 4], &[3]], "error", "a + b"),
        (
            Rule::AlignLeft,
            &[&[3, 4], &[3]],
            "(3, 4)",
            "a + b[:, np.newaxis]",
        ),
        (
            Rule::AlignLeft,
            &[&[3, 4], &[4]],
            "error",
            "a + b[:, np.newaxis]",
        ),
        (
            Rule::AnyAxis,
            &[&[3, 4], &[3]],
            "(3, 4)",
            "a + b[:, np.newaxis]",
        ),
        (
            Rule::AnyAxis,
            &[&[3, 4], &[4]],
            "(3, 4)",
            "a + b[np.newaxis, :]",
        ),
        (
            Rule::AnyAxis,
            &[&[3, 3], &[3]],
            "(3, 3)",
            "a + b[:, np.newaxis]",
        ),
        (Rule::AnyAxis, &[&[3, 4], &[5]], "error", "a + b"),
        (
            Rule::AnyAxis,
            &[&[2, 3, 4], &[2, 4]],
            "(2, 3, 4)",
            "a + b[:, np.newaxis, :]",
        ),
        (
            Rule::AsRow,
            &[&[3], &[3, 3]],
            "(3, 3)",
            "a[np.newaxis, :] + b",
        ),
        (
            Rule::AsColumn,
            &[&[4, 1], &[4]],
            "(4, 1)",
            "a + b[:, np.newaxis]",
        ),
        (
            Rule::AsColumn,
            &[&[3, 4], &[4]],
            "error",
            "a + b[:, np.newaxis]",
        ),
        (
            Rule::SameShape,
            &[&[3, 4], &[4]],
            "error",
            "assert a.shape == b.shape",
        ),
        (Rule::SameShape, &[&[3, 4], &[3, 4]], "(3, 4)", "a + b"),
        (Rule::Shortest, &[&[3, 4], &[3]], "(3, 3)", "a[:, :3] + b"),
        (Rule::Shortest, &[&[5, 1], &[7]], "(5, 7)", "a + b"),
        (
            Rule::CopyStretched,
            &[&[3, 4], &[4]],
            "(3, 4)",
            "a + np.broadcast_to(b, (3, 4)).copy()",
        ),
    ];
    for (rule, shapes, answer, code) in cases {
        assert_eq!(
            shape(rule, shapes),
            (answer.to_owned(), code.to_owned()),
            "{rule} of {shapes:?}"
        );
    }
}

#[test]
fn bytes_are_counted_by_rule() {
    let bytes = |rule, measure, shapes: &[&[i64]]| outcome(rule, &question(shapes, measure)).answer;
    let table: &[&[i64]] = &[&[3, 4], &[4]];
    assert_eq!(bytes(Rule::Numpy, Measure::ResultBytes, table), "96");
    assert_eq!(
        bytes(Rule::CopyStretched, Measure::ResultBytes, table),
        "192"
    );
    assert_eq!(bytes(Rule::FreeResult, Measure::ResultBytes, table), "0");
    assert_eq!(bytes(Rule::Numpy, Measure::OperandBytes, table), "32");
    assert_eq!(
        bytes(Rule::CopyStretched, Measure::OperandBytes, table),
        "96"
    );
    assert_eq!(bytes(Rule::FreeResult, Measure::OperandBytes, table), "0");
    assert_eq!(
        bytes(Rule::Numpy, Measure::ResultBytes, &[&[3, 4], &[3]]),
        "error"
    );
    // Nothing is stretched: nothing is copied, nothing but the result is made.
    assert_eq!(
        bytes(Rule::CopyStretched, Measure::ResultBytes, &[&[4], &[4]]),
        "32"
    );
    assert_eq!(
        bytes(Rule::FreeResult, Measure::OperandBytes, &[&[4], &[4]]),
        "32"
    );
}

#[test]
fn huge_cases_are_counted_and_never_made() {
    let huge: &[&[i64]] = &[&[5_000_000, 1_000, 1], &[10]];
    let of = |rule, measure| outcome(rule, &question(huge, measure));
    assert_eq!(of(Rule::Numpy, Measure::ResultBytes).answer, "400000000000");
    assert_eq!(
        of(Rule::CopyStretched, Measure::ResultBytes).answer,
        "1200000000000"
    );
    assert_eq!(
        of(Rule::Numpy, Measure::Shape).answer,
        "(5000000, 1000, 10)"
    );
    assert_eq!(
        of(Rule::Numpy, Measure::Error).answer,
        "Unable to allocate 373. GiB for an array with shape (5000000, 1000, 10) and data type int64"
    );
    let spec = question(huge, Measure::ResultBytes);
    let scene = outcome(Rule::Numpy, &spec).scene(&spec, Frame::Narrow);
    assert!(scene.height < 400.0 && !scene.marks.is_empty());
}

#[test]
fn messages_and_values_are_the_engines() {
    let mut spec = question(&[&[3, 4], &[3]], Measure::Error);
    assert_eq!(
        outcome(Rule::Numpy, &spec).answer,
        "operands could not be broadcast together with shapes (3,4) (3,) "
    );
    assert_eq!(outcome(Rule::AnyAxis, &spec).answer, "no error");
    spec.measure = Measure::Value;
    spec.index = Some(vec![2, 3]);
    assert_eq!(outcome(Rule::AnyAxis, &spec).answer, "13");
    assert_eq!(outcome(Rule::Numpy, &spec).answer, "error");
    spec.index = Some(vec![3, 3]);
    assert_eq!(outcome(Rule::AnyAxis, &spec).answer, "error");
}

#[test]
fn sentences_say_rule_and_outcome() {
    let says =
        |rule, measure, shapes: &[&[i64]]| outcome(rule, &question(shapes, measure)).sentence;
    let row: &[&[i64]] = &[&[3, 4], &[4]];
    let column: &[&[i64]] = &[&[3, 4], &[3]];
    assert_eq!(
        says(Rule::Numpy, Measure::Shape, column),
        "NumPy lines up (3, 4) and (3,) from the right, and there is an error: axis 1 has the lengths 4 and 3, and neither \
         is 1."
    );
    assert_eq!(
        says(Rule::AnyAxis, Measure::Shape, column),
        "Moved to the first axes that fit, b becomes (3, 1), and the result has shape (3, 4)."
    );
    assert_eq!(
        says(Rule::CopyStretched, Measure::OperandBytes, row),
        "If b were first copied to (3, 4), b would take 96 bytes while the loop runs."
    );
    assert_eq!(
        says(Rule::SameShape, Measure::Shape, row),
        "If only equal shapes could meet, there would be an error: (3, 4) and (4,) differ."
    );
    assert_eq!(
        says(Rule::FreeResult, Measure::ResultBytes, row),
        "If what broadcasting makes took no memory, the operation would allocate 0 bytes."
    );
}

#[test]
fn false_answers_are_found() {
    let option = |answer: &str, rule| AnswerOption {
        answer: answer.to_owned(),
        rule,
        why: lesson::Markup::default(),
    };
    let mut spec = question(&[&[3, 4], &[3]], Measure::Shape);
    spec.options = vec![
        option("error", Rule::Numpy),
        option("(3, 4)", Rule::AnyAxis),
    ];
    assert_eq!(validate(&spec), [""; 0]);
    spec.options[1].answer = "(4, 3)".to_owned();
    assert_eq!(
        validate(&spec),
        ["question q: the answer of rule 'any-axis' is '(4, 3)', but the rule gives '(3, 4)'"]
    );
    spec.options[1] = option("error", Rule::SameShape);
    assert_eq!(
        validate(&spec),
        ["question q: two options have the answer 'error'"]
    );
    spec.case.ufunc = "sqrt".to_owned();
    assert_eq!(
        validate(&spec),
        ["question q: sqrt takes 1 operands, not 2"]
    );
    spec.case.ufunc = "plus".to_owned();
    assert_eq!(
        validate(&spec),
        ["question q: 'plus' is no ufunc of the table"]
    );
}

proptest! {
    /// What is planned from layouts is what the shown line of code makes.
    #[test]
    fn the_code_of_a_rule_does_what_was_planned(
        shapes in prop::collection::vec(prop::collection::vec(0i64..4, 0..4), 2..4),
        place in 0..Rule::ALL.len(),
    ) {
        let shapes: Vec<&[i64]> = shapes.iter().map(Vec::as_slice).collect();
        let spec = question(&shapes, Measure::Shape);
        let trial = attempt(Rule::ALL[place], &spec.case);
        let ran = run::run(&trial, &spec.case);
        prop_assert_eq!(ran.is_some(), trial.misfit.is_none());
        if let (Some(ran), Some((shape, dtype))) = (ran, &trial.result) {
            prop_assert_eq!(ran.result.shape(), shape.as_slice());
            prop_assert_eq!(ran.result.dtype(), *dtype);
            for (operand, array) in std::iter::zip(&trial.operands, &ran.operands) {
                prop_assert_eq!(array.shape(), operand.layout.shape.as_slice());
            }
        }
    }
}
