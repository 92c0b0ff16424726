//! What every picture must keep: words stay inside and apart, heights stay, keys are unique, addresses are real,
//! what is drawn is what the engine computed, and every array can be heard.

#![allow(clippy::unwrap_used, clippy::panic)]

mod specs;

use std::collections::{BTreeMap, BTreeSet};

use expect_test::expect;
use specs::{spec, table};
use visual::case::{Given, work};
use visual::draw::Key;
use visual::draw::key::Place;
use visual::scene::dump::dump;
use visual::scene::{Anchor, Font, Kind, Part, Role};
use visual::{Frame, Mark, Msg, Scene, Widget, nodes, svg_text};

/// A box that words take.
#[derive(Debug)]
#[allow(dead_code, reason = "the text is read in messages")]
struct Words {
    text: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

fn words(scene: &Scene) -> Vec<Words> {
    let mut found = Vec::new();
    let mut add = |text: &str, font: Font, anchor: Anchor, x: f64, y: f64| {
        let width = font.width(text);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        found.push(Words {
            text: text.to_owned(),
            left,
            right: left + width,
            top: y - 0.74 * font.size(),
            bottom: y + 0.2 * font.size(),
        });
    };
    for mark in scene.walk() {
        match &mark.kind {
            Kind::Text { font, anchor, runs } => {
                let text: String = runs.iter().map(|run| run.text.as_str()).collect();
                add(&text, *font, *anchor, mark.x, mark.y);
            }
            Kind::Cell {
                width,
                height,
                text,
                sub,
                ..
            } => {
                let font = if mark.roles.has(Role::Small) {
                    Font::SmallValue
                } else {
                    Font::Value
                };
                let middle = mark.x + width / 2.0;
                if !text.is_empty() {
                    add(
                        text,
                        font,
                        Anchor::Middle,
                        middle,
                        mark.y + height / 2.0 + font.size() * 0.345,
                    );
                    let fits = font.width(text) <= width + 0.01 || mark.roles.has(Role::Gap);
                    assert!(fits, "`{text}` is wider than its cell");
                }
                if let Some(sub) = sub {
                    add(
                        sub,
                        Font::Sub,
                        Anchor::Middle,
                        middle,
                        mark.y + height + 12.5,
                    );
                }
            }
            _ => {}
        }
    }
    found
}

fn check_words(scene: &Scene, what: &str) {
    let all = words(scene);
    for one in &all {
        assert!(
            one.left >= -0.01
                && one.right <= scene.width + 0.01
                && one.top >= -0.01
                && one.bottom <= scene.height + 0.01,
            "{what}: {one:?} leaves {} x {}",
            scene.width,
            scene.height
        );
    }
    for (place, one) in all.iter().enumerate() {
        for other in &all[place + 1..] {
            let apart = one.right <= other.left + 0.01
                || other.right <= one.left + 0.01
                || one.bottom <= other.top + 0.01
                || other.bottom <= one.top + 0.01;
            assert!(apart, "{what}: {one:?} meets {other:?}");
        }
    }
}

fn check_cells_apart(scene: &Scene, what: &str) {
    let cells: Vec<(f64, f64, f64, f64, &str)> = scene
        .walk()
        .into_iter()
        .filter_map(|mark| match &mark.kind {
            Kind::Cell { width, height, .. } => Some((
                mark.x,
                mark.y,
                mark.x + width,
                mark.y + height,
                mark.key.as_str(),
            )),
            _ => None,
        })
        .collect();
    for (place, one) in cells.iter().enumerate() {
        assert!(
            one.0 >= 0.0 && one.2 <= scene.width + 0.01 && one.3 <= scene.height,
            "{what}: {one:?}"
        );
        for other in &cells[place + 1..] {
            let apart = one.2 <= other.0 + 0.01
                || other.2 <= one.0 + 0.01
                || one.3 <= other.1 + 0.01
                || other.3 <= one.1 + 0.01;
            assert!(apart, "{what}: {one:?} meets {other:?}");
        }
    }
}

fn check_keys(scene: &Scene, what: &str) {
    let mut seen = BTreeSet::new();
    fn add(node: &visual::Node, seen: &mut BTreeSet<String>, what: &str) {
        assert!(
            seen.insert(node.key.clone()),
            "{what}: two marks are called {}",
            node.key
        );
        for child in &node.children {
            add(child, seen, what);
        }
    }
    add(&nodes(scene), &mut seen, what);
}

/// Checks that each choosable cell names a real element, and gives the text of each.
fn elements(
    scene: &Scene,
    sizes: &BTreeMap<char, u128>,
    itemsize: &BTreeMap<char, u128>,
    what: &str,
) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for mark in scene.walk() {
        let Kind::Cell {
            choosable: true,
            text,
            ..
        } = &mark.kind
        else {
            continue;
        };
        let key =
            Key::parse(&mark.key).unwrap_or_else(|| panic!("{what}: {} is no address", mark.key));
        let byte = u128::try_from(key.byte).unwrap();
        assert!(
            byte + itemsize[&key.buffer] <= sizes[&key.buffer],
            "{what}: {} is outside",
            mark.key
        );
        assert_eq!(byte % itemsize[&key.buffer], 0, "{what}: {}", mark.key);
        let ghost = matches!(key.place, Place::Ghost(_));
        assert_eq!(ghost, mark.roles.has(Role::Ghost), "{what}: {}", mark.key);
        found.insert(mark.key.clone(), text.clone());
    }
    found
}

/// Every cell is in a row, every row in a grid or a table, and all have labels.
fn check_heard(scene: &Scene, what: &str) {
    fn visit(mark: &Mark, above: &[Part], what: &str) {
        match &mark.kind {
            Kind::Group { part, children } => {
                if matches!(part, Part::Grid | Part::Table | Part::Facet) {
                    assert!(
                        mark.label.as_ref().is_some_and(|label| !label.is_empty()),
                        "{what}: {}",
                        mark.key
                    );
                }
                let mut path = above.to_vec();
                path.push(*part);
                for child in children {
                    visit(child, &path, what);
                }
            }
            Kind::Cell { .. } => {
                assert!(
                    matches!(above.last(), Some(Part::Row)),
                    "{what}: {} is in no row",
                    mark.key
                );
                assert!(
                    above
                        .iter()
                        .any(|part| matches!(part, Part::Grid | Part::Table)),
                    "{what}: {} is in no grid",
                    mark.key
                );
                assert!(mark.label.is_some(), "{what}: {} has no label", mark.key);
            }
            _ => {}
        }
    }
    for mark in &scene.marks {
        visit(mark, &[], what);
    }
}

#[test]
fn every_beat_of_every_picture_keeps_its_form() {
    let mut pictures = 0;
    for spec in table() {
        let widget = Widget::init(&spec).unwrap();
        let story = widget.story();
        let lens = match &spec {
            lesson::Spec::Broadcast(spec) => {
                let givens: Vec<Given> = spec
                    .operands
                    .iter()
                    .map(|operand| Given::from_spec(operand).unwrap())
                    .collect();
                work(&spec.ufunc, &givens).unwrap()
            }
            _ => unreachable!(),
        };
        let sizes = lens
            .operands
            .iter()
            .chain(&lens.result)
            .map(|shown| (shown.buffer, shown.held))
            .collect();
        let itemsizes = lens
            .operands
            .iter()
            .chain(&lens.result)
            .map(|shown| (shown.buffer, shown.dtype.itemsize() as u128))
            .collect();
        for frame in Frame::ALL {
            let height = widget.scene(&story, 0.0, frame).height;
            for place in 0..story.beat_count() {
                let scene = widget.scene(&story, place as f64, frame);
                let what = format!("{} {frame:?} beat {place}", lens.expression);
                assert_eq!(scene.height, height, "{what}: the picture jumps");
                assert_eq!(scene.width, frame.width());
                check_words(&scene, &what);
                check_cells_apart(&scene, &what);
                check_keys(&scene, &what);
                check_heard(&scene, &what);
                elements(&scene, &sizes, &itemsizes, &what);
                assert!(
                    !story.beat(place).says.is_empty() && !story.beat(place).code.is_empty(),
                    "{what}"
                );
                assert!(!story.beat(place).code.contains('\n'), "{what}");
                pictures += 1;
            }
        }
    }
    assert!(pictures > 500, "{pictures}");
}

#[test]
fn between_beats_nothing_is_lost_and_keys_stay_unique() {
    for spec in table() {
        let widget = Widget::init(&spec).unwrap();
        let story = widget.story();
        for place in 0..story.beat_count() - 1 {
            for f in [0.01, 0.5, 0.99] {
                let scene = widget.scene(&story, place as f64 + f, Frame::Wide);
                check_keys(&scene, "between");
            }
        }
    }
}

#[test]
fn a_chosen_cell_changes_no_place_and_its_words_fit() {
    for spec in table() {
        let widget = Widget::init(&spec).unwrap();
        let story = widget.story();
        let t = (story.beat_count() - 1) as f64;
        for frame in Frame::ALL {
            let scene = widget.scene(&story, t, frame);
            let keys: Vec<String> = scene
                .walk()
                .into_iter()
                .filter(|mark| {
                    matches!(
                        mark.kind,
                        Kind::Cell {
                            choosable: true,
                            ..
                        }
                    )
                })
                .map(|mark| mark.key.clone())
                .collect();
            for key in keys.iter().step_by(3) {
                let chosen = widget.clone().update(Msg::Choose(Some(key.clone())));
                let scene_now = chosen.scene(&story, t, frame);
                assert_eq!(scene_now.height, scene.height);
                let now: Vec<&Mark> = scene_now
                    .walk()
                    .into_iter()
                    .filter(|mark| mark.roles.has(Role::Now))
                    .collect();
                assert_eq!(now.len(), 1, "{key}");
                assert_eq!(&now[0].key, key);
                check_words(&scene_now, key);
                assert!(chosen.status(&story, t).contains("→ byte"), "{key}");
                assert!(chosen.link().contains(&format!("cell={key}")));
            }
        }
    }
}

#[test]
fn what_is_left_out_is_counted() {
    let widget = Widget::init(&spec("add", &[&[100, 1], &[300]])).unwrap();
    let story = widget.story();
    for frame in Frame::ALL {
        let text = svg_text(&widget.scene(&story, 99.0, frame));
        assert!(
            text.contains("rows not drawn") && text.contains("columns not drawn"),
            "{frame:?}"
        );
    }
    let last = story.beat(story.beat_count() - 1);
    assert!(
        last.says
            .starts_with("The other 29,988 turns follow the same way."),
        "{}",
        last.says
    );
}

#[test]
fn one_small_picture_letter_by_letter() {
    let mut of_two = specs::aligner(
        "add",
        vec![specs::operand(0, &[2, 1]), specs::operand(1, &[2])],
    );
    of_two.show_memory = false;
    let widget = Widget::init(&lesson::Spec::Broadcast(of_two)).unwrap();
    let story = widget.story();
    let scene = widget.scene(&story, 4.0, Frame::Wide);
    expect![[r#"
        730 x 353: a + b: a of shape (2, 1), b of shape (2,), gives shape (2, 2)
          text 24,34 "a" <name:0> a
          text 44,34 "shape (2, 1) → (2, 2)" <head:0/0>
          grid <grid:A> — a, shape (2, 1), int64, drawn as (2, 2)
            row <grid:A/()/0>
              cell 24,48 44x44 `0` <A:0> a shared — a[0, 0] is 0, byte 0 of buffer A
              cell 72,48 44x44 `0` <A:0/0,1> a ghost — a[0, 0] read again at [0, 1]: 0, byte 0 of buffer A
            row <grid:A/()/1>
              cell 24,96 44x44 `10` <A:8> a shared — a[1, 0] is 10, byte 8 of buffer A
              cell 72,96 44x44 `10` <A:8/1,1> a ghost — a[1, 0] read again at [1, 1]: 10, byte 8 of buffer A
          text 24,160 "strides (8, 0)" <foot:0/0>
          text 182,101 "+" <op:1>
          text 232,34 "b" <name:1> b
          text 252,34 "shape (2,) → (2, 2)" <head:1/0>
          grid <grid:B> — b, shape (2,), int64, drawn as (2, 2)
            row <grid:B/()/0>
              cell 232,48 44x44 `0` <B:0> b shared — b[0] is 0, byte 0 of buffer B
              cell 280,48 44x44 `1` <B:8> b shared — b[1] is 1, byte 8 of buffer B
            row <grid:B/()/1>
              cell 232,96 44x44 `0` <B:0/1,0> b ghost — b[0] read again at [1, 0]: 0, byte 0 of buffer B
              cell 280,96 44x44 `1` <B:8/1,1> b ghost — b[1] read again at [1, 1]: 1, byte 8 of buffer B
          text 232,160 "strides (0, 8)" <foot:1/0>
          text 390,101 "=" <op:2>
          text 440,34 "a + b" <name:2> r
          text 500,34 "shape (2, 2)" <head:2/0>
          text 24,198 "align from the right" <cap:table>
          table <shapes> — shapes, aligned from the right
            row <shape:a> — lengths of a
              text 84,246 "a" <row:a> a
              cell 100,226 56x30 `2` <tag:a/0> a tag — a, axis 0: 2
              cell 176,226 56x30 `1` <tag:a/1> a tag — a, axis 1: 1
            row <shape:b> — lengths of b
              text 84,283 "b" <row:b> b
              cell 100,263 56x30 `1` <pad:b/0> b tag pad — b, axis 0: missing, counts as 1
              cell 176,263 56x30 `2` <tag:b/0> b tag — b, axis 1: 2
            row <shape:=> — lengths of the result
              text 84,324 "result" <row:=> r
              cell 100,304 56x30 `2` <tag:=/0> r tag — result, axis 0: 2
              cell 176,304 56x30 `2` <tag:=/1> r tag — result, axis 1: 2
          text 128,216 "axis 0" <axis:0> strong
          text 204,216 "axis 1" <axis:1>
          line 24,299 208,0 <rule>
          text 260,246 "size 1 stretches to 2: every column reads the same bytes" <note:a/0>
          text 260,283 "missing axis counts as 1, then stretches to 2" <note:b/0>
    "#]].assert_eq(&dump(&scene));
}
