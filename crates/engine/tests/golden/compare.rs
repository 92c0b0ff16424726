//! Holds the engine's outcome against NumPy's answer and says every difference.
//! Absent from an answer means: C-order strides, own bytes, writeable.

use engine::{Array, Scalar};
use serde_json::Value as Json;

use crate::answer::{
    are_near, c_strides, canonical, fingerprint, fingerprint_of_values, flags, largest, texts,
    ulps_apart,
};
use crate::program::{Failure, Names, Outcome, Value, parse_values};

/// Every way in which the outcome differs from the answer; none when they are equal.
pub(crate) fn differences(case: &Json, outcome: &Outcome<Value>, names: &Names) -> Vec<String> {
    let mut found = Differences(Vec::new());
    let expected_error = case["error"].as_str();
    match (expected_error, outcome) {
        (_, Err(Failure::Unknown(complaint))) => found.0.push(complaint.clone()),
        (Some(class), Err(Failure::Refused(error))) => {
            found.hold("error", class, error.class.name());
            found.hold("says", text(&case["says"]), &error.message);
        }
        (Some(class), Ok(value)) => {
            let says = text(&case["says"]);
            found.0.push(format!(
                "NumPy refuses with {class}: {says}; the engine gives {}",
                short(value)
            ));
        }
        (None, Err(Failure::Refused(error))) => {
            found
                .0
                .push(format!("NumPy answers; the engine refuses with {error}"));
        }
        (None, Ok(value)) => of_value(&mut found, case, value, names),
    }
    found.0
}

fn of_value(found: &mut Differences, answer: &Json, value: &Value, names: &Names) {
    match value {
        Value::Text(is) => found.hold("is", text(&answer["is"]), is),
        Value::Array(array) => of_array(found, answer, array, names),
        Value::Number(number) => found.0.push(format!("a lone number: {number:?}")),
        Value::List(values) => {
            let expected = answer["items"].as_array().map_or(&[][..], Vec::as_slice);
            found.hold(
                "how many results",
                &expected.len().to_string(),
                &values.len().to_string(),
            );
            for (expected, value) in expected.iter().zip(values) {
                let mut differences = Differences(Vec::new());
                of_value(&mut differences, expected, value, names);
                found.0.append(&mut differences.0);
            }
        }
    }
}

struct Differences(Vec<String>);

impl Differences {
    fn hold(&mut self, what: &str, numpy: &str, engine: &str) {
        if numpy != engine {
            self.0.push(format!(
                "{what}\n      NumPy:  {numpy}\n      engine: {engine}"
            ));
        }
    }
}

fn text(value: &Json) -> &str {
    value.as_str().unwrap_or_default()
}

fn short(value: &Value) -> String {
    match value {
        Value::Array(array) => format!("{:?} {}", array.dtype(), engine::print::array_repr(array)),
        other => format!("{other:?}"),
    }
}

fn of_array(found: &mut Differences, case: &Json, array: &Array, names: &Names) {
    let scalar = case["scalar"] == true;
    let letter = array.dtype().kind().letter();
    let dtype = match letter {
        'S' | 'U' if scalar => letter.to_string(),
        // A scalar has its bytes in the machine's own order, whatever array it came from.
        _ if scalar => array.dtype().native().to_string(),
        _ => array.dtype().to_string(),
    };
    found.hold("dtype", text(&case["dtype"]), &dtype);
    let shape = integers(&case["shape"]);
    found.hold(
        "shape",
        &format!("{shape:?}"),
        &format!("{:?}", array.shape()),
    );
    if !scalar {
        let strides = if case["strides"].is_array() {
            integers(&case["strides"])
        } else {
            c_strides(array)
        };
        found.hold(
            "strides",
            &format!("{strides:?}"),
            &format!("{:?}", array.strides()),
        );
        found.hold("flags", text(&case["flags"]), &flags(array));
        let base = match array.base() {
            None => "none",
            Some(_) => names.owner_of(array).unwrap_or("unnamed"),
        };
        found.hold("base", case["base"].as_str().unwrap_or("none"), base);
        let readonly = case["readonly"] == true;
        found.hold(
            "readonly",
            &readonly.to_string(),
            &(!array.writeable()).to_string(),
        );
    }
    // Texts and values of the wrong dtype or shape would only repeat that.
    if found.0.is_empty() {
        values(found, case, array);
        words(found, case, array, scalar);
    }
}

fn integers(value: &Json) -> Vec<i64> {
    let list = value.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(Json::as_i64).collect()
}

fn values(found: &mut Differences, case: &Json, array: &Array) {
    if let Some(hash) = case["hash"].as_str() {
        found.hold("hash of the values", hash, &fingerprint_of_values(array));
    }
    let Some(expected) = case["values"].as_str() else {
        return;
    };
    let Ok(numpy) = parse_values(expected, array.dtype()) else {
        found.0.push(format!("values cannot be read: {expected}"));
        return;
    };
    let engine: Vec<Scalar> = array.scalars().collect();
    let ulps = case["ulp"].as_u64();
    let far = case["near"].as_f64().map(|part| part * largest(&numpy));
    let near = |(&left, &right): (&Scalar, &Scalar)| match ulps {
        _ if far.is_some() => far.is_some_and(|far| are_near(left, right, far)),
        Some(most) => ulps_apart(left, right).is_some_and(|apart| apart <= most),
        None => canonical(left) == canonical(right),
    };
    if numpy.len() != engine.len() || !numpy.iter().zip(&engine).all(near) {
        let words: Vec<String> = engine.iter().map(ToString::to_string).collect();
        found.hold("values", expected, &format!("{} ", words.join(" ")));
    }
}

fn words(found: &mut Differences, case: &Json, array: &Array, scalar: bool) {
    if case["repr"].is_string() {
        let (repr, str) = texts(array, scalar);
        found.hold("repr", text(&case["repr"]), &repr);
        found.hold("str", text(&case["str"]), &str);
    }
    if let Some(expected) = case["text"].as_str() {
        let (repr, str) = texts(array, scalar);
        let print = fingerprint(format!("{repr}\n{str}").bytes());
        if print != expected {
            found.0.push(format!("text differs from NumPy's: {repr}"));
        }
    }
}
