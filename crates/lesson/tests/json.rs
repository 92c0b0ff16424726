//! JSON held against another implementation: what is accepted, what it means, and what we write.

#![allow(clippy::unwrap_used, clippy::panic)]

use lesson::json::{self, Json, JsonError, MAX_DEPTH, Named};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

/// The other implementation's value in our own terms; numbers as doubles.
fn same(ours: &Json<'_>, other: &Value) -> bool {
    match (ours, other) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(a), Value::Bool(b)) => a == b,
        (Json::Text(a), Value::String(b)) => a == b,
        (Json::Number(digits), Value::Number(b)) => digits
            .parse::<f64>()
            .is_ok_and(|a| close(a, b.as_f64().unwrap())),
        (Json::List(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Json::Object(a), Value::Object(b)) => {
            let last: BTreeMap<&str, &Json<'_>> =
                a.iter().map(|(key, value)| (&**key, value)).collect();
            last.len() == b.len()
                && last
                    .iter()
                    .all(|(key, value)| b.get(*key).is_some_and(|other| same(value, other)))
        }
        _ => false,
    }
}

/// The other implementation rounds the last bit of a double freely.
fn close(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-15 * a.abs()
}

fn agree(text: &str) {
    match (json::parse(text), serde_json::from_str::<Value>(text)) {
        (Ok(ours), Ok(other)) => assert!(same(&ours, &other), "{text}: {ours:?} {other}"),
        (Err(_), Err(_)) => {}
        // Numbers too large for a double are told when a double is wanted, not before.
        (Ok(_), Err(error)) if error.to_string().starts_with("number out of range") => {}
        (ours, other) => panic!("{text:?}: {ours:?} {other:?}"),
    }
}

#[test]
fn the_grammar_is_json() {
    for text in [
        "null",
        "true",
        "false",
        "nul",
        "tru e",
        "0",
        "-0",
        "-",
        "+1",
        "01",
        "1.",
        ".5",
        "1e5",
        "1E+05",
        "1e",
        "1.5e-3",
        "1e999",
        "\"\"",
        "\"a",
        "\"\\u00e9\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ud83dx\"",
        "\"\\ude00\"",
        "\"\\x\"",
        "\"\\/\\b\\f\\n\\r\\t\\\\\\\"\"",
        "\"\t\"",
        "\"\u{7f}é\"",
        "\"\\u12\"",
        "\"\\u+123\"",
        "[]",
        "[1]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[",
        "]",
        "[[]",
        "{}",
        "{\"a\":1}",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "{\"a\":1,\"a\":2}",
        " [ 1 , { \"a\" : null } ] ",
        "[1]x",
        "",
        " ",
        "\u{feff}1",
        "{\"a\":[",
        "/* */1",
        "NaN",
        "\"\\",
        "\"\\u",
        "1\0",
        "\u{a0}1",
    ] {
        agree(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn any_text_is_read_alike(text in r#"[\[\]{}:,"\\ntrue0-9.eE+\-u \u{1}é😀]{0,14}"#) {
        agree(&text);
    }

    #[test]
    fn written_text_is_read_by_another(text in any::<String>(), numbers in prop::collection::vec(any::<f64>(), 0..4), whole in any::<i64>()) {
        let written = json::to_text(&text);
        prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text.clone());
        prop_assert_eq!(json::from_text::<String>(&written).unwrap(), text.clone());
        let finite: Vec<f64> = numbers.into_iter().filter(|number| number.is_finite()).collect();
        let written = json::to_text(&finite);
        prop_assert!(serde_json::from_str::<Vec<f64>>(&written).is_ok());
        prop_assert_eq!(json::from_text::<Vec<f64>>(&written).unwrap(), finite);
        prop_assert_eq!(json::from_text::<i64>(&json::to_text(&whole)).unwrap(), whole);
        let map = BTreeMap::from([(text, Some(true)), (String::new(), None)]);
        let mut named = Named::default();
        for (name, value) in &map {
            named.insert(name.clone(), *value);
        }
        let written = json::to_text(&named);
        prop_assert_eq!(&serde_json::from_str::<BTreeMap<String, Option<bool>>>(&written).unwrap(), &map);
        prop_assert_eq!(json::from_text::<Named<Option<bool>>>(&written).unwrap(), named);
    }
}

#[test]
fn deep_nesting_is_refused_and_the_stack_spared() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(json::parse(&nested(MAX_DEPTH as usize)).is_ok());
    for depth in [MAX_DEPTH as usize + 1, 1_000_000] {
        let error = json::parse(&nested(depth)).unwrap_err();
        assert_eq!(error.to_string(), "this nests too deep");
        assert!(json::parse(&"{\"a\":".repeat(depth)).is_err());
    }
}

#[derive(Debug, Default, PartialEq)]
struct Pair {
    left: i64,
    right: Vec<u32>,
    note: Option<String>,
}
lesson::json_records! { Pair { left, note; right } }

#[test]
fn records_tell_what_does_not_fit() {
    let read = json::from_text::<Pair>;
    let pair = |left, right, note: Option<&str>| Pair {
        left,
        right,
        note: note.map(str::to_owned),
    };
    assert_eq!(read(r#"{"left":-1}"#), Ok(pair(-1, Vec::new(), None)));
    assert_eq!(
        read(r#"{"other":[{}],"right":[7],"note":"n","left":1}"#),
        Ok(pair(1, vec![7], Some("n")))
    );
    for (text, complaint) in [
        ("[]", "an object was expected"),
        ("{", "this is not JSON"),
        ("{}", "left: a whole number was expected"),
        (r#"{"left":1.5}"#, "left: a whole number was expected"),
        (
            r#"{"left":9223372036854775808}"#,
            "left: a whole number was expected",
        ),
        (r#"{"left":1,"note":1}"#, "note: text was expected"),
        (r#"{"left":1,"right":null}"#, "right: a list was expected"),
        (
            r#"{"left":1,"right":[-1]}"#,
            "right: a whole number from 0 to 4294967295 was expected",
        ),
    ] {
        assert_eq!(read(text).unwrap_err().to_string(), complaint, "{text}");
    }
    assert_eq!(
        json::from_text::<f64>("1e999"),
        Err(JsonError::new("a number was expected"))
    );
}
