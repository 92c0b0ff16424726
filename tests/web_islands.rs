//! Islands inside a real browser: a patched picture equals a fresh one, and a widget answers its reader.
//! Runs as WebAssembly in headless Chromium, through wasm-bindgen's test runner.

#![cfg(target_arch = "wasm32")]

use lesson::Spec;
use ndarium::island::live_tree::LiveTree;
use ndarium::island::{figure, practice};
use visual::{Direction, Frame, Msg, Widget, nodes};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

const LESSON: &str = "+++\ntitle = \"t\"\nlead = \"l\"\nminutes = 1\n+++\n\n\
```widget broadcast\ntitle = \"Meeting\"\nat = \"end\"\n[[operands]]\nshape = [3, 1]\nvalues = \"tens\"\n\
[[operands]]\nshape = [4]\n```\n";

const QUESTION: &str = "+++\ntitle = \"t\"\nlead = \"l\"\nminutes = 1\n+++\n\n\
```widget question\nid = \"q\"\nmisconception = \"M08\"\nask = \"What shape?\"\nmeasure = \"shape\"\n[case]\n\
ufunc = \"add\"\noperands = [{ name = \"a\", shape = [3, 1] }, { name = \"b\", shape = [3] }]\n\
[[options]]\nanswer = \"(3, 3)\"\nrule = \"numpy\"\nwhy = \"Yes.\"\n\
[[options]]\nanswer = \"(3, 1)\"\nrule = \"as-column\"\nwhy = \"No.\"\n```\n";

fn spec() -> Spec {
    spec_of(LESSON)
}

/// The one widget of a lesson.
fn spec_of(text: &str) -> Spec {
    let (lesson, problems) = lesson::parse(text);
    assert!(problems.is_empty(), "{problems:?}");
    lesson
        .specs()
        .next()
        .cloned()
        .expect("the lesson has one widget")
}

/// An element in the page.
fn place(inside: &str) -> HtmlElement {
    let place: HtmlElement = document()
        .create_element("div")
        .ok()
        .and_then(|element| element.dyn_into().ok())
        .expect("a div is an HTML element");
    place.set_inner_html(inside);
    document()
        .body()
        .expect("a page has a body")
        .append_child(&place)
        .expect("a body takes a div");
    place
}

fn document() -> Document {
    web_sys::window()
        .and_then(|window| window.document())
        .expect("tests run in a page")
}

/// Everything an element is, whatever the order in which it came to be so.
fn described(element: &Element) -> String {
    let mut attributes: Vec<String> = element
        .get_attribute_names()
        .iter()
        .filter_map(|name| name.as_string())
        .map(|name| format!("{name}={:?}", element.get_attribute(&name)))
        .collect();
    attributes.sort();
    let children = element.children();
    let inside: Vec<String> = match children.length() {
        0 => vec![element.text_content().unwrap_or_default()],
        count => (0..count)
            .filter_map(|place| children.item(place))
            .map(|child| described(&child))
            .collect(),
    };
    format!(
        "<{} {}>{}</>",
        element.tag_name(),
        attributes.join(" "),
        inside.join("")
    )
}

#[wasm_bindgen_test]
fn a_patched_picture_equals_a_fresh_one_at_every_moment() {
    let document = document();
    let mut widget = Widget::init(&spec()).expect("the spec is sound");
    let set = |id: &str, value: &str| Msg::Control {
        id: id.to_owned(),
        value: value.to_owned(),
    };
    let journey = [
        Msg::Reset,
        set("shape:a", "(2, 3, 1)"),
        Msg::Choose(None),
        set("shape:b", "(3, 5)"),
        Msg::Move(Direction::Right),
        set("shape:a", "(3, 1)"),
        set("ufunc", "exp"),
        set("ufunc", "multiply"),
        set("add-operand", ""),
        Msg::Reset,
    ];
    let mut live: Option<LiveTree> = None;
    let mut compared = 0;
    for msg in journey {
        widget = widget.update(msg);
        let story = widget.story();
        for half in 0..(2 * story.beat_count()).min(24) {
            for frame in Frame::ALL {
                let drawn = nodes(&widget.scene(&story, half as f64 / 2.0, frame));
                let fresh =
                    LiveTree::create(&document, drawn.clone()).expect("the browser knows the tags");
                match &mut live {
                    Some(live) => live.patch(&document, drawn),
                    None => live = LiveTree::create(&document, drawn),
                }
                let patched = live.as_ref().map(|live| described(live.element()));
                assert_eq!(patched, Some(described(fresh.element())));
                compared += 1;
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

#[wasm_bindgen_test]
fn a_cell_keeps_its_element_while_its_picture_moves() {
    let document = document();
    let widget = Widget::init(&spec()).expect("the spec is sound");
    let story = widget.story();
    let at = |moment: f64| nodes(&widget.scene(&story, moment, Frame::Wide));
    let mut live = LiveTree::create(&document, at(0.0)).expect("the browser knows the tags");
    let cell = live
        .element()
        .query_selector("[data-key]")
        .ok()
        .flatten()
        .expect("cells may be chosen");
    let key = cell.get_attribute("data-key");
    live.patch(&document, at(story.beat_count() as f64 - 1.0));
    let root: &Element = live.element();
    assert!(root.contains(Some(&cell)));
    assert_eq!(cell.get_attribute("data-key"), key);
}

#[wasm_bindgen_test]
fn a_mounted_figure_answers_its_reader_and_keeps_the_focus() {
    let document = document();
    let place = place("");
    figure::mount(&place, spec());

    let find = |selector: &str| place.query_selector(selector).ok().flatten();
    let said = || {
        find("[role=status]")
            .and_then(|status| status.text_content())
            .unwrap_or_default()
    };
    assert!(find("figure[data-widget=broadcast] svg").is_some());
    let field: HtmlInputElement = find("input[type=text]")
        .and_then(|input| input.dyn_into().ok())
        .expect("a shape field");
    assert_eq!(field.value(), "(3, 1)");
    field.focus().expect("a field can be focused");

    let before = said();
    field.set_value("(5, 1)");
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    let input =
        web_sys::Event::new_with_event_init_dict("input", &init).expect("an event can be made");
    field.dispatch_event(&input).expect("an event can be sent");
    assert_ne!(said(), before);
    assert!(said().contains("(5, 4)"), "{}", said());
    assert_eq!(
        document.active_element().as_ref(),
        Some(field.unchecked_ref())
    );

    field.set_value("(5, 3)");
    field.dispatch_event(&input).expect("an event can be sent");
    let alert = find("[role=alert]")
        .and_then(|alert| alert.text_content())
        .unwrap_or_default();
    assert!(
        alert.contains("operands could not be broadcast together with shapes (5,3) (4,)"),
        "{alert}"
    );
}

#[wasm_bindgen_test]
fn a_question_answers_its_reader_and_keeps_its_elements() {
    let json = lesson::json::to_text(&spec_of(QUESTION)).replace('<', "\\u003c");
    let place = place(&format!(
        "<script type=\"application/json\">{json}</script><p>at rest</p>"
    ));
    practice::bring_to_life(&place);
    assert!(!place.inner_html().contains("at rest"));

    let find = |selector: &str| -> HtmlElement {
        place
            .query_selector(selector)
            .ok()
            .flatten()
            .and_then(|element| element.dyn_into().ok())
            .unwrap_or_else(|| panic!("{selector} in {}", place.inner_html()))
    };
    let said = || {
        find("[role=status]")
            .text_content()
            .expect("elements have text")
    };
    let option = |number: u32| -> HtmlInputElement {
        find(&format!("input[data-value='{number}']"))
            .dyn_into()
            .expect("an option")
    };
    let (right, wrong) = (option(0), option(1));
    let check = find("button[type=submit]");
    check.click();
    assert_eq!(said(), "");
    right.click();
    wrong.click();
    assert!(wrong.checked() && !right.checked());
    find("button[type=submit]").click();
    assert!(
        said().contains("✗ You predicted: (3, 1). NumPy: (3, 3)."),
        "{}",
        said()
    );
    assert!(wrong.is_connected() && wrong.checked() && wrong.disabled());
    find("[data-do=again]").click();
    assert_eq!(said(), "");
    assert!(!wrong.checked() && !wrong.disabled());
}
