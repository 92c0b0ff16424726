//! What the aligner does for its reader: links between cells, arrow keys, repairs, bytes, sentences.

#![allow(clippy::unwrap_used, clippy::panic)]

mod specs;

use std::collections::BTreeSet;

use specs::{centered, spec, table};
use visual::scene::Role;
use visual::{Direction, Frame, Msg, Widget};

fn lit(widget: &Widget, key: &str) -> BTreeSet<String> {
    let widget = widget.clone().update(Msg::Choose(Some(key.to_owned())));
    let story = widget.story();
    let scene = widget.scene(&story, (story.beat_count() - 1) as f64, Frame::Wide);
    scene
        .walk()
        .into_iter()
        .filter(|mark| mark.roles.has(Role::Hit))
        .map(|mark| mark.key.clone())
        .collect()
}

fn set(keys: &[&str]) -> BTreeSet<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

#[test]
fn choosing_lights_addresses_in_both_directions() {
    let widget = Widget::init(&spec("add", &[&[3, 1], &[4]])).unwrap();
    // a[1, 0]: its ghosts, its byte, and the row of the result that reads it, with the bytes written.
    let expected = set(&[
        "A:8/1,1", "A:8/1,2", "A:8/1,3", "A:8.m", "C:32", "C:40", "C:48", "C:56", "C:32.m",
        "C:40.m", "C:48.m", "C:56.m",
    ]);
    assert_eq!(lit(&widget, "A:8"), expected);
    // The ghost at [1, 2]: the cell it repeats, its fellows, their byte, and one element of the result.
    let expected = set(&["A:8", "A:8/1,1", "A:8/1,3", "A:8.m", "C:48", "C:48.m"]);
    assert_eq!(lit(&widget, "A:8/1,2"), expected);
    // result[1, 2]: what it reads, where those live, and its own byte.
    let expected = set(&[
        "A:8", "A:8/1,2", "A:8.m", "B:16", "B:16/1,2", "B:16.m", "C:48.m",
    ]);
    assert_eq!(lit(&widget, "C:48"), expected);
    // Byte 16 of b: the same as b[2].
    let of_byte = lit(&widget, "B:16.m");
    assert!(of_byte.contains("B:16") && of_byte.contains("B:16/2,2") && of_byte.contains("C:16"));
}

#[test]
fn arrow_keys_walk_cells_and_stop_at_edges() {
    let widget = Widget::init(&spec("add", &[&[2, 3, 1], &[4]])).unwrap();
    let go = |from: &str, direction: Direction| {
        let moved = widget
            .clone()
            .update(Msg::Choose(Some(from.to_owned())))
            .update(Msg::Move(direction));
        let link = moved.link();
        link.split_once("cell=")
            .map(|(_, key)| key.to_owned())
            .unwrap()
    };
    assert_eq!(go("A:0", Direction::Right), "A:0/0,0,1");
    assert_eq!(go("A:0", Direction::Left), "A:0");
    assert_eq!(go("A:0", Direction::Up), "A:0");
    assert_eq!(go("A:0", Direction::Down), "A:8");
    // Below the last row of the first facet comes the next facet.
    assert_eq!(go("A:16", Direction::Down), "A:24");
    assert_eq!(go("A:24", Direction::Up), "A:16");
    assert_eq!(go("A:40", Direction::Down), "A:40");
    assert_eq!(go("B:8", Direction::Down), "B:8/0,1,1");
    assert_eq!(go("B:8.m", Direction::Right), "B:16.m");
    assert_eq!(go("B:24.m", Direction::Right), "B:24.m");
    assert_eq!(go("B:0.m", Direction::Left), "B:0.m");
}

#[test]
fn every_repair_offered_works_and_the_usual_ones_are_there() {
    let widget = Widget::init(&spec("add", &[&[3, 4], &[3]])).unwrap();
    let failure = widget.problem().unwrap();
    assert_eq!(failure.class, "ValueError");
    assert_eq!(
        failure.message,
        "operands could not be broadcast together with shapes (3,4) (3,) "
    );
    assert_eq!(
        failure.explanation,
        "Axis 1 does not fit: 4 in a and 3 in b, and neither is 1."
    );
    let codes: Vec<(&str, &str)> = failure
        .repairs
        .iter()
        .map(|repair| (repair.code.as_str(), repair.preview.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            ("a[:, :, np.newaxis] + b", "shape (3, 4, 3), 288 bytes"),
            ("a.T + b", "shape (4, 3), 96 bytes"),
            ("a + b[:, np.newaxis]", "shape (3, 4), 96 bytes"),
        ]
    );
    let widget = Widget::init(&centered()).unwrap();
    let failure = widget.problem().unwrap();
    assert!(
        failure
            .repairs
            .iter()
            .any(|repair| repair.code == "mean = a.mean(axis=1, keepdims=True); a - mean"),
        "{:?}",
        failure.repairs
    );
    for spec in table() {
        let widget = Widget::init(&spec).unwrap();
        let Some(failure) = widget.problem() else {
            continue;
        };
        for repair in failure.repairs {
            let mended = widget.clone().update(Msg::Control {
                id: repair.id.clone(),
                value: String::new(),
            });
            assert_eq!(mended.problem(), None, "{}", repair.code);
            let story = mended.story();
            let said = mended.in_words(&story, 0.0).join("\n");
            let shape = repair
                .preview
                .split(", ")
                .next()
                .map(|_| repair.preview.split("), ").next().unwrap())
                .unwrap();
            assert!(
                said.contains(&shape.replace("shape ", "The result has shape ")),
                "{}: {said}",
                repair.preview
            );
        }
    }
}

#[test]
fn bytes_are_stated_for_shapes_too_large_to_make() {
    let widget = Widget::init(&spec("add", &[&[5_000_000, 1000, 1], &[10]])).unwrap();
    let failure = widget.problem().unwrap();
    assert_eq!(
        failure.message,
        "Unable to allocate 373. GiB for an array with shape (5000000, 1000, 10) and data type int64"
    );
    let story = widget.story();
    let said = widget.in_words(&story, 99.0).join("\n");
    for part in [
        "40,000,000,000 bytes (37.3 GiB)",
        "400,000,000,000 bytes (373. GiB)",
        "80 bytes",
        "10 times",
    ] {
        assert!(said.contains(part), "{part} is missing from {said}");
    }
}

#[test]
fn the_loop_says_what_it_reads_and_writes() {
    let widget = Widget::init(&spec("add", &[&[3, 1], &[4]])).unwrap();
    let story = widget.story();
    let said: Vec<&str> = (0..story.beat_count())
        .map(|place| story.beat(place).says.as_str())
        .collect();
    assert_eq!(said[0], "a has shape (3, 1) and b has shape (4,).");
    assert!(
        said.contains(&"a[1, 0] + b[2] = 10 + 2 = 12, written to byte 48."),
        "{said:?}"
    );
    assert_eq!(
        *said.last().unwrap(),
        "The result has shape (3, 4): 12 elements, 96 bytes newly allocated, 1.7 times the 56 bytes of the operands."
    );
    let three = Widget::init(&spec("power", &[&[3, 1], &[4], &[]]))
        .unwrap()
        .story();
    let said: Vec<&str> = (0..three.beat_count())
        .map(|place| three.beat(place).says.as_str())
        .collect();
    assert!(
        said.iter().any(|says| says.starts_with(
            "Python takes two operands at a time, from the left: a ** b makes a temporary"
        )),
        "{said:?}"
    );
    let cast = Widget::init(&spec("divide", &[&[5, 1], &[3]]))
        .unwrap()
        .story();
    assert!((0..cast.beat_count()).any(|place| {
        cast.beat(place)
            .says
            .contains("each int64 of a is read as float64")
    }));
}

#[test]
fn what_is_chosen_or_computed_is_in_view_however_long_the_axis() {
    let widget = Widget::init(&spec("add", &[&[100, 1], &[300]])).unwrap();
    let story = widget.story();
    let shows = |widget: &Widget, t: f64, frame: Frame, key: &str| {
        let scene = widget.scene(&story, t, frame);
        scene
            .walk()
            .iter()
            .any(|mark| mark.key == key && mark.roles.has(Role::Now))
    };
    for frame in Frame::ALL {
        for turn in 0..12 {
            let key = format!("C:{}", turn * 8);
            let place = (0..story.beat_count())
                .find(|&place| {
                    story
                        .beat(place)
                        .says
                        .ends_with(&format!("written to byte {}.", turn * 8))
                })
                .unwrap();
            assert!(shows(&widget, place as f64, frame, &key), "{frame:?} {key}");
        }
        let deep = widget
            .clone()
            .update(Msg::Choose(Some("C:121200".to_owned())));
        assert!(shows(&deep, 99.0, frame, "C:121200"), "{frame:?}");
        let next = deep
            .update(Msg::Move(Direction::Right))
            .update(Msg::Move(Direction::Down));
        assert!(shows(&next, 99.0, frame, "C:123608"), "{frame:?}");
    }
}
