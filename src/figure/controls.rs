//! A widget's controls as fields, steppers, lists and buttons, whatever the widget, as nodes.
//! Knows `Control`; what an element sends stands in its `data-control` and `data-value`.

use visual::{Control, Node, OptionGroup};

use super::view::button;

/// All controls of a figure, grouped as the widget groups them.
pub fn view(figure: &str, controls: &[Control], live: bool) -> Node {
    let groups = controls
        .iter()
        .filter(|control| group_of(control).is_empty())
        .map(|head| {
            let members = controls
                .iter()
                .filter(|control| group_of(control) == head.id());
            Node::new(head.id(), "div")
                .set("class", "group")
                .with_all(one(figure, head, live))
                .with_all(members.flat_map(|control| one(figure, control, live)))
        });
    Node::new("controls", "div")
        .set("class", "controls needs-app")
        .with_all(groups)
}

fn group_of(control: &Control) -> &str {
    match control {
        Control::Stepper { group, .. }
        | Control::Button { group, .. }
        | Control::Choice { group, .. } => group,
        Control::Text { .. } => "",
    }
}

fn one(figure: &str, control: &Control, live: bool) -> Vec<Node> {
    match control {
        Control::Text {
            id,
            label,
            value,
            problem,
        } => text_field((figure, id), label, value, problem.as_deref(), live),
        Control::Stepper {
            id,
            label,
            value,
            least,
            most,
            ..
        } => vec![stepper(id, label, *value, (*least, *most), live)],
        Control::Choice {
            id,
            label,
            value,
            options,
            ..
        } => vec![choice(id, label, value, options, live)],
        Control::Button {
            id,
            label,
            face,
            disabled,
            ..
        } => vec![
            button(id.as_str(), live && !disabled)
                .set("aria-label", label.as_str())
                .set("title", label.as_str())
                .set("data-control", id.as_str())
                .says(*face),
        ],
    }
}

fn labeled(key: &str, label: &str, inside: Node) -> Node {
    Node::new(key, "label")
        .set("class", "labeled")
        .with(Node::new("label", "span").set("class", "label").says(label))
        .with(inside)
}

fn text_field(
    (figure, id): (&str, &str),
    label: &str,
    value: &str,
    problem: Option<&str>,
    live: bool,
) -> Vec<Node> {
    let place = id.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    let complaint_id = format!("{figure}-{place}-complaint");
    let mut field = Node::new("field", "input")
        .set("type", "text")
        .set("autocomplete", "off")
        .set("autocapitalize", "off")
        .set("spellcheck", "false")
        .flag("disabled", !live)
        .set("data-control", id)
        .set("value", value)
        .set(
            "aria-invalid",
            if problem.is_some() { "true" } else { "false" },
        );
    if problem.is_some() {
        field = field.set("aria-describedby", complaint_id.as_str());
    }
    let complaint = problem.map(|words| {
        Node::new(complaint_id.as_str(), "p")
            .set("class", "complain")
            .set("role", "alert")
            .set("id", complaint_id.as_str())
            .says(words)
    });
    [labeled(id, label, field)]
        .into_iter()
        .chain(complaint)
        .collect()
}

fn stepper(id: &str, label: &str, value: i64, (least, most): (i64, i64), live: bool) -> Node {
    let turn = |key: &str, words: &str, sign: &str, to: i64, may: bool| {
        button(key, live && may)
            .set("aria-label", format!("{label}, {words}"))
            .set("data-control", id)
            .set("data-value", to.to_string())
            .says(sign)
    };
    Node::new(id, "span")
        .set("class", "stepper")
        .set("role", "group")
        .set("aria-label", label)
        .with(turn(
            "less",
            "one less",
            "−",
            value.saturating_sub(1),
            value > least,
        ))
        .with(
            Node::new("number", "span")
                .set("class", "number")
                .says(value.to_string()),
        )
        .with(turn(
            "more",
            "one more",
            "+",
            value.saturating_add(1),
            value < most,
        ))
}

fn choice(id: &str, label: &str, value: &str, groups: &[OptionGroup], live: bool) -> Node {
    let option = |(name, words): &(String, String)| {
        Node::new(name.as_str(), "option")
            .set("value", name.as_str())
            .flag("selected", name == value)
            .says(words.as_str())
    };
    let mut list = Node::new("list", "select")
        .flag("disabled", !live)
        .set("data-control", id);
    for group in groups {
        let options = group.options.iter().map(option);
        list = if group.label.is_empty() {
            list.with_all(options)
        } else {
            list.with(
                Node::new(group.label.as_str(), "optgroup")
                    .set("label", group.label.as_str())
                    .with_all(options),
            )
        };
    }
    labeled(id, label, list)
}
