//! Whatever a reader types, presses or links: nothing panics, pictures keep their form, and what is drawn is what the
//! engine computes.

#![allow(clippy::unwrap_used, clippy::panic)]

mod specs;

use std::collections::BTreeSet;

use engine::ufunc;
use lesson::Spec;
use proptest::prelude::*;
use specs::{aligner, operand};
use visual::case::{Given, work};
use visual::{Control, Direction, Frame, Msg, Widget, nodes};

fn shape() -> impl Strategy<Value = Vec<i64>> {
    let length = prop_oneof![8 => 1i64..5, 2 => Just(1i64), 1 => Just(0i64), 1 => 5i64..30, 1 => Just(3_000_000_000i64)];
    prop::collection::vec(length, 0..6)
}

fn spec() -> impl Strategy<Value = Spec> {
    let names: Vec<&'static str> = ufunc::all()
        .filter(|row| visual::case::is_drawable(row))
        .map(|row| row.name)
        .collect();
    (
        prop::collection::vec(shape(), 1..5),
        prop::sample::select(names),
        0usize..11,
    )
        .prop_map(|(shapes, name, dtype)| {
            let row = ufunc::find(name).unwrap();
            let count = if row.inputs == 1 {
                1
            } else {
                shapes.len().max(2)
            };
            let operands = (0..count)
                .map(|place| {
                    let mut operand = operand(place, shapes.get(place).unwrap_or(&vec![2]));
                    operand.dtype = lesson::spec::DTYPES[(dtype + place * 3) % 11].to_owned();
                    operand
                })
                .collect();
            Spec::Broadcast(aligner(name, operands))
        })
}

#[derive(Clone, Debug)]
enum Act {
    Press(usize, String),
    Choose(usize),
    Junk(String, String),
    Leave(String),
    Move(Direction),
    Repair(usize),
    Reset,
}

fn act() -> impl Strategy<Value = Act> {
    let typed = prop_oneof![
        Just("(3, 1)".to_owned()),
        Just("4x2".to_owned()),
        Just("add".to_owned()),
        Just("sqrt".to_owned()),
        Just("float32".to_owned()),
        "[0-9x,() -]{0,12}",
        any::<String>(),
    ];
    let direction = prop::sample::select(vec![
        Direction::Left,
        Direction::Right,
        Direction::Up,
        Direction::Down,
    ]);
    prop_oneof![
        6 => (any::<usize>(), typed.clone()).prop_map(|(which, value)| Act::Press(which, value)),
        3 => any::<usize>().prop_map(Act::Choose),
        1 => (any::<String>(), typed).prop_map(|(id, value)| Act::Junk(id, value)),
        2 => prop::sample::select(vec!["shape:a", "shape:b", "shape:", "ufunc"]).prop_map(|id| Act::Leave(id.to_owned())),
        4 => direction.prop_map(Act::Move),
        2 => any::<usize>().prop_map(Act::Repair),
        1 => Just(Act::Reset),
    ]
}

fn message(widget: &Widget, act: Act) -> Msg {
    match act {
        Act::Press(which, value) => {
            let controls = widget.controls();
            let Some(control) = controls.get(which % controls.len().max(1)) else {
                return Msg::Reset;
            };
            Msg::Control {
                id: control.id().to_owned(),
                value,
            }
        }
        Act::Choose(which) => {
            let story = widget.story();
            let scene = widget.scene(&story, 99.0, Frame::Wide);
            let keys: Vec<String> = scene
                .walk()
                .into_iter()
                .map(|mark| mark.key.clone())
                .collect();
            Msg::Choose(Some(keys[which % keys.len()].clone()))
        }
        Act::Junk(id, value) => Msg::Control { id, value },
        Act::Leave(id) => Msg::Leave { id },
        Act::Move(direction) => Msg::Move(direction),
        Act::Repair(which) => match widget.problem() {
            Some(failure) if !failure.repairs.is_empty() => Msg::Control {
                id: failure.repairs[which % failure.repairs.len()].id.clone(),
                value: String::new(),
            },
            _ => Msg::Choose(None),
        },
        Act::Reset => Msg::Reset,
    }
}

fn unique(node: &visual::Node, seen: &mut BTreeSet<String>) -> bool {
    seen.insert(node.key.clone()) && node.children.iter().all(|child| unique(child, seen))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_a_reader_does_leaves_a_sound_widget(spec in spec(), acts in prop::collection::vec(act(), 0..8), t in 0.0f64..30.0) {
        let mut widget = Widget::init(&spec).unwrap();
        for act in acts {
            let message = message(&widget, act);
            widget = widget.update(message);
        }
        let story = widget.story();
        for frame in Frame::ALL {
            let scene = widget.scene(&story, t, frame);
            prop_assert!(unique(&nodes(&scene), &mut BTreeSet::new()));
            prop_assert_eq!(scene.height, widget.scene(&story, 0.0, frame).height);
        }
        let _ = (widget.status(&story, t), widget.in_words(&story, t), widget.controls());
        let link = widget.link();
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~,:/=&%".contains(&byte)), "{}", link);
        let (again, complaint) = Widget::from_link(&spec, &link).unwrap();
        prop_assert_eq!(complaint, None, "{}", &link);
        prop_assert_eq!(again.link(), link);
        prop_assert_eq!(again.scene(&again.story(), t, Frame::Narrow), widget.scene(&story, t, Frame::Narrow));
    }

    #[test]
    fn any_link_gives_a_widget(link in prop_oneof![any::<String>(), "[abd=&0-9,.npx%-]{0,40}"]) {
        let spec = specs::spec("add", &[&[3, 1], &[4]]);
        let (widget, complaint) = Widget::from_link(&spec, &link).unwrap();
        if complaint.is_some() {
            prop_assert_eq!(widget.link(), Widget::init(&spec).unwrap().link());
        }
        let story = widget.story();
        let _ = widget.scene(&story, 99.0, Frame::Wide);
    }

    #[test]
    fn what_the_loop_shows_is_what_the_engine_computes(spec in spec()) {
        let Spec::Broadcast(spec) = spec else { unreachable!() };
        let givens: Vec<Given> = spec.operands.iter().map(|operand| Given::from_spec(operand).unwrap()).collect();
        let worked = work(&spec.ufunc, &givens).unwrap();
        if let Some(result) = &worked.result {
            for touch in &worked.touches {
                let stored = result.value(touch.byte).unwrap();
                prop_assert_eq!(stored.to_bytes(), touch.value.to_bytes());
                prop_assert_eq!(result.layout.byte_at(&touch.index), touch.byte);
                for (source, byte, value) in &touch.reads {
                    if let visual::case::Source::Operand(place) = source {
                        let shown = &worked.operands[*place];
                        prop_assert_eq!(shown.stretched.as_ref().unwrap().byte_at(&touch.index), *byte);
                        prop_assert_eq!(shown.value(*byte).unwrap().cast(value.dtype()).to_bytes(), value.to_bytes());
                    }
                }
            }
        }
    }
}

#[test]
fn typed_junk_stays_beside_its_field_with_a_reason() {
    let spec = specs::spec("add", &[&[3, 1], &[4]]);
    let widget = Widget::init(&spec).unwrap().update(Msg::Control {
        id: "shape:a".to_owned(),
        value: "three".to_owned(),
    });
    let found = widget
        .controls()
        .into_iter()
        .find_map(|control| match control {
            Control::Text {
                label,
                value,
                problem,
                ..
            } if label == "shape of a" => Some((value, problem)),
            _ => None,
        });
    let (value, problem) = found.unwrap();
    assert_eq!(value, "three");
    assert!(problem.unwrap().contains("not a whole number"));
    // The picture still shows the last shape that could be read.
    assert_eq!(widget.link(), Widget::init(&spec).unwrap().link());
}

#[test]
fn links_restore_every_part_of_the_state() {
    let spec = specs::spec("add", &[&[3, 4], &[3]]);
    for link in [
        "a=3,1.int64&b=4.int64&ufunc=add",
        "a=3,4.float32&b=3.int64.n1&ufunc=multiply&cell=B:8/1,2",
        "a=4,3.int64.p1-0&b=4.int64&ufunc=less",
        "x=0d.bool&ufunc=logical_not",
        "a=3,4.float64&m=mean-a-1-keep&ufunc=subtract",
    ] {
        let (widget, complaint) = Widget::from_link(&spec, link).unwrap();
        assert_eq!(complaint, None, "{link}");
        assert_eq!(widget.link(), link);
    }
    let short = Widget::from_link(&spec, "a=3,1&b=4&ufunc=add").unwrap();
    assert_eq!(short.1, None);
    for broken in [
        "a=3,1&b=4&ufunc=nope",
        "a",
        "a=3,x&b=1",
        "a=3.n9&b=3",
        "a=1&b=2&c=3&d=4&e=5",
        "a=3&a=3",
        "a=1&b=1&cell=Z:9",
    ] {
        let (widget, complaint) = Widget::from_link(&spec, broken).unwrap();
        assert!(complaint.is_some(), "{broken}");
        assert_eq!(widget.link(), Widget::init(&spec).unwrap().link());
    }
}
