//! Verdicts on right, wrong and broken answers, and exercises that contradict themselves.

use super::*;
use lesson::spec::{OperandSpec, ScaffoldStep, Values};

fn operand(name: &str, shape: &[i64], values: &[f64]) -> OperandSpec {
    OperandSpec {
        name: name.to_owned(),
        shape: shape.to_vec(),
        values: Values::List(values.to_vec()),
        dtype: "float64".to_owned(),
        from: None,
    }
}

fn exercise() -> ExerciseSpec {
    ExerciseSpec {
        id: "times".to_owned(),
        goal: lesson::Markup::default(),
        arrays: vec![
            operand("distances", &[4], &[6.0, 12.0, 18.0, 30.0]),
            operand("speeds", &[3], &[6.0, 15.0, 30.0]),
        ],
        solution: "60 * distances / speeds[:, np.newaxis]".to_owned(),
        start: Some("distances / speeds".to_owned()),
        hints: Vec::new(),
        scaffold: vec![ScaffoldStep {
            goal: lesson::Markup::default(),
            template: "speeds[:, ___]".to_owned(),
            solution: "speeds[:, np.newaxis]".to_owned(),
        }],
    }
}

#[test]
fn every_way_to_the_goal_is_accepted() {
    let spec = exercise();
    for text in [
        "60 * distances / speeds[:, np.newaxis]",
        "distances / speeds[:, None] * 60",
        "distances / (speeds.reshape(-1, 1) / 60)",
        "np.divide.outer(60 * distances, speeds).T",
        "(60 * distances / np.expand_dims(speeds, 1))",
    ] {
        let verdict = check(&spec, 1, text);
        assert!(verdict.accepted, "{text}: {}", verdict.message);
        assert_eq!(verdict.message, "That is right: shape (3, 4), float64.");
        assert!(verdict.yours.is_some() && verdict.goal.is_none());
    }
    assert!(check(&spec, 0, "speeds[:,None]").accepted);
}

#[test]
fn what_differs_is_named() {
    let spec = exercise();
    let message = |text: &str| {
        let verdict = check(&spec, 1, text);
        assert!(!verdict.accepted, "{text}");
        verdict.message
    };
    assert_eq!(
        message("60 * distances[:, None] / speeds"),
        "Your result has shape (4, 3), the goal has (3, 4): axis 0 has length 4 instead of 3 and axis 1 has length 3 \
         instead of 4."
    );
    assert_eq!(
        message("distances"),
        "Your result has shape (4,), the goal has (3, 4): 1 axis instead of 2 axes."
    );
    assert_eq!(
        message("distances / speeds[:, None]"),
        "The shape (3, 4) is right. The element at [0, 0] is 1.0, and should be 60.0. 12 of 12 elements differ."
    );
    assert_eq!(
        message("distances / speeds"),
        "ValueError: operands could not be broadcast together with shapes (4,) (3,). Lined up from the right, axis 0 has \
         the lengths 4 and 3, and neither is 1."
    );
    assert_eq!(
        message("speeds.shape"),
        "This gives a tuple, not an array: (3,)"
    );
    assert_eq!(
        message("(60 * distances / speeds[:, np.newaxis]).astype(int)"),
        "Shape and values are right, but the dtype is int64 (whole numbers); it should be float64 (floats)."
    );
    assert_eq!(
        message("  "),
        "There is nothing here yet. Write an expression and check it."
    );
    assert_eq!(
        message("speed"),
        "NameError: name 'speed' is not defined. The names here are distances, speeds and np."
    );
}

#[test]
fn a_wrong_element_is_lit_in_both_pictures() {
    let verdict = check(
        &exercise(),
        1,
        "60 * distances / speeds[:, None] + [0, 0, 1, 0]",
    );
    let lit = |scene: &Scene| {
        let hits: Vec<String> = scene
            .walk()
            .into_iter()
            .filter(|mark| mark.roles.has(Role::Hit))
            .filter_map(|mark| mark.label.clone())
            .collect();
        hits
    };
    assert_eq!(
        lit(&verdict.yours.unwrap()),
        ["your result[0, 2] is 181., byte 16 of buffer R"]
    );
    assert_eq!(
        lit(&verdict.goal.unwrap()),
        ["the goal[0, 2] is 180., byte 16 of buffer R"]
    );
}

#[test]
fn blanks_and_changed_templates_are_told() {
    let spec = exercise();
    assert_eq!(
        check(&spec, 0, "speeds[:, ___]").message,
        "There is still a blank. Replace each ___ and check again."
    );
    let verdict = check(&spec, 0, "speeds[None]");
    assert!(!verdict.accepted);
    assert!(
        verdict
            .message
            .ends_with("Parts that were given are changed: “speeds[:,”."),
        "{}",
        verdict.message
    );
    let verdict = check(&spec, 0, "speeds.reshape(3, 1)");
    assert!(verdict.accepted);
    assert!(
        verdict.message.contains("You also changed what was given"),
        "{}",
        verdict.message
    );
}

#[test]
fn exercises_that_contradict_themselves_are_found() {
    assert_eq!(validate(&exercise()), [""; 0]);
    let broken = ExerciseSpec {
        solution: "distances / speeds".to_owned(),
        ..exercise()
    };
    assert_eq!(validate(&broken).len(), 1);
    let passes = ExerciseSpec {
        start: Some("distances * 60 / speeds[:, None]".to_owned()),
        ..exercise()
    };
    assert_eq!(
        validate(&passes),
        ["exercise times: what stands in the field at first is accepted already"]
    );
    let mut other = exercise();
    other.scaffold[0].solution = "speeds[None, :]".to_owned();
    assert_eq!(validate(&other).len(), 1, "{:?}", validate(&other));
}

#[test]
fn given_arrays_are_printed() {
    let shown = given(&exercise());
    assert_eq!(shown[1].name, "speeds");
    assert_eq!(shown[1].text, "array([ 6., 15., 30.])");
    assert_eq!(shown[1].description, "shape (3,), float64");
}
