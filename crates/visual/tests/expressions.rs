//! Expressions held against real NumPy: the answers in `tests/golden/cases/expressions.jsonl` were given by Python.
//! Also feeds the evaluator random texts, which it must survive.

#![allow(clippy::unwrap_used)]

use engine::{Array, DType, Scalar};
use proptest::prelude::*;
use serde_json::Value as Json;
use visual::expression::evaluate;

fn golden() -> (Vec<(String, Array)>, Vec<Json>) {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/golden/cases/expressions.jsonl"
    );
    let text =
        std::fs::read_to_string(path).expect("the golden expressions are part of the sources");
    let mut lines = text
        .lines()
        .map(|line| serde_json::from_str::<Json>(line).expect("a line is JSON"));
    let header = lines.next().expect("a header");
    let given = header["given"].as_object().expect("named arrays");
    let arrays = given
        .iter()
        .map(|(name, array)| (name.clone(), made(array)))
        .collect();
    (arrays, lines.collect())
}

fn made(json: &Json) -> Array {
    let dtype = DType::from_name(json["dtype"].as_str().unwrap()).unwrap();
    let shape: Vec<i64> = json["shape"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n.as_i64().unwrap())
        .collect();
    let values: Vec<Scalar> = json["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| Scalar::F64(n.as_f64().unwrap()))
        .collect();
    Array::from_scalars(&values, &shape, dtype).unwrap()
}

#[test]
fn expressions_answer_as_numpy_does() {
    let (arrays, cases) = golden();
    let mut wrong = Vec::new();
    for case in &cases {
        let text = case["text"].as_str().unwrap();
        let (expected, found) = match evaluate(text, &arrays) {
            Ok(value) => (case["repr"].as_str(), value.repr()),
            Err(raised) => (case["error"].as_str(), raised.to_string()),
        };
        if expected != Some(found.as_str()) {
            let numpy = case["repr"]
                .as_str()
                .or(case["error"].as_str())
                .unwrap_or_default();
            wrong.push(format!("{text}\n  NumPy: {numpy}\n  here:  {found}"));
        }
    }
    println!("{} expressions, {} wrong", cases.len(), wrong.len());
    assert!(cases.len() > 400);
    assert!(
        wrong.is_empty(),
        "{} of {} differ:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn errors_point_into_the_text() {
    let (arrays, cases) = golden();
    for case in &cases {
        let text = case["text"].as_str().unwrap();
        if let Err(raised) = evaluate(text, &arrays) {
            let range = raised.range.clone();
            assert!(
                range.start <= range.end && range.end <= text.len(),
                "{text}: {range:?}"
            );
            assert!(
                text.is_char_boundary(range.start) && text.is_char_boundary(range.end),
                "{text}: {range:?}"
            );
        }
    }
}

#[test]
fn what_is_left_out_is_said_plainly() {
    let (arrays, _) = golden();
    for (text, words) in [
        ("", "There is nothing here yet"),
        ("a @ b", "matrix product"),
        ("a[[0, 1]]", "gathers elements"),
        ("a[a > 3]", "gathers elements"),
        ("x = a", "without assigning"),
        ("lambda x: x", "'lambda' cannot be used"),
        ("a if m else b", "'if' cannot be used"),
        ("{1: 2}", "Sets and dictionaries"),
        (
            "np.where(a > 1, a, 0)",
            "np.where is not part of this field",
        ),
        ("a.sort()", ".sort of an array is not part of this field"),
        ("sum(a)", "Python's own sum"),
        ("a.sum(out=b)", "out= of sum"),
        ("np.add(a, b, a)", "writes into no given array"),
        ("1j + a", "Complex numbers"),
        ("a; b", "single expression"),
        ("f'{a}'", "invalid syntax"),
    ] {
        let raised = evaluate(text, &arrays).expect_err(text);
        assert!(raised.to_string().contains(words), "{text}: {raised}");
    }
}

#[test]
fn hints_say_what_to_do() {
    let (arrays, _) = golden();
    for (text, words) in [
        ("a and b", "write (…) & (…)"),
        ("0 < a < 5", "(a < b) & (b < c)"),
        ("mean(a)", "Write np.mean."),
        ("A + 1", "The names here are a, b, c"),
        ("a > 1.5 & f < 2", "binds tighter"),
        ("a(0)", "square brackets"),
        ("a × b", "Type * instead."),
    ] {
        let raised = evaluate(text, &arrays).expect_err(text);
        assert!(
            raised
                .hint
                .as_deref()
                .is_some_and(|hint| hint.contains(words)),
            "{text}: {raised:?}"
        );
    }
}

#[test]
fn huge_work_is_refused_before_it_starts() {
    let (arrays, _) = golden();
    for text in [
        "np.zeros((100000, 100000))",
        "np.arange(10 ** 15)",
        "np.broadcast_to(a, (10 ** 9, 3, 4)).sum()",
        "np.broadcast_to(a, (10 ** 9, 3, 4)) + 1",
        "np.broadcast_to(a, (10 ** 9, 3, 4)).copy()",
        "[[[[[[0] * 64] * 64] * 64] * 64] * 64] * 64",
        "() * 10 ** 30",
        "[np.zeros(60000)] * 64 + a",
        "10 ** 10 ** 10",
        "1 << 10 ** 9",
        "np.linspace(0, 1, 10 ** 12)",
        "np.eye(10 ** 7)",
    ] {
        assert!(evaluate(text, &arrays).is_err(), "{text}");
    }
    assert!(evaluate("np.broadcast_to(a, (10 ** 9, 3, 4)).shape", &arrays).is_ok());
    for text in [
        "(".repeat(3000),
        "-".repeat(1900) + "1",
        "a+".repeat(900) + "1",
        "a.T".to_owned() + &".T".repeat(600),
    ] {
        assert!(evaluate(&text, &arrays).is_err());
    }
}

/// Pieces of the language, so that random sequences often parse.
const PIECES: [&str; 62] = [
    "a",
    "b",
    "f",
    "m",
    "t",
    "z",
    "s",
    "u",
    "np",
    ".",
    "(",
    ")",
    "[",
    "]",
    ",",
    ":",
    "...",
    "None",
    "True",
    "0",
    "1",
    "2",
    "-1",
    "3.5",
    "1e300",
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "**",
    "@",
    "&",
    "|",
    "^",
    "~",
    "<<",
    ">>",
    "<",
    "==",
    "!=",
    "and",
    "or",
    "not",
    "sum",
    "reshape",
    "axis",
    "=",
    "T",
    "np.newaxis",
    "np.add",
    "np.arange",
    "np.broadcast_to",
    "outer",
    "np.array",
    "shape",
    "transpose",
    "mean",
    "9223372036854775807",
    "'int8'",
    "len",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_text_is_survived(text in "\\PC{0,40}") {
        let (arrays, _) = golden();
        if let Err(raised) = evaluate(&text, &arrays) {
            prop_assert!(!raised.message.is_empty());
        }
    }

    #[test]
    fn any_pieces_are_survived(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..14), spaced: bool) {
        let (arrays, _) = golden();
        let text = pieces.join(if spaced { " " } else { "" });
        match evaluate(&text, &arrays) {
            Ok(value) => prop_assert!(!value.repr().is_empty() || text.contains('\'')),
            Err(raised) => {
                let range = raised.range.clone();
                prop_assert!(range.end <= text.len() && range.start <= range.end);
            }
        }
    }
}
