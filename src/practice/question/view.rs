//! How a question looks: the options, then both rules beside each other, then what was seen, as nodes.
//! A page writes them as text, a browser patches them; what an element does stands in its `data-` attributes.

use lesson::spec::{AnswerOption, FollowUp};
use visual::Node;
use visual::question::{Comparison, Side};

use super::{Meeting, Question};
use crate::figure::view::button;
use crate::practice::deeds;
use crate::practice::parts::{Choice, code, markup, of_verdict, picture, sign, status, verdict};

/// The question, at a place of its block. On a page at rest (`live` is false) nothing answers.
pub fn nodes(question: &Question, place: usize, live: bool) -> Node {
    let spec = &question.spec;
    let (kind, kicker) = match question.meeting {
        Meeting::First => ("question", "Predict first"),
        Meeting::Again => ("again", "Once more"),
    };
    let name = format!("{kind}-{}", spec.id);
    let ask_id = format!("{name}-ask");
    let form = Node::new("form", "form")
        .with(Node::new("kicker", "p").set("class", "kicker").says(kicker))
        .with(markup("ask", "div", &spec.ask).set("id", &ask_id))
        .with_all(spec.code.as_deref().map(|text| code("code", text)))
        .with(
            Node::new("options", "fieldset")
                .set("class", "opts")
                .set("aria-labelledby", &ask_id)
                .with_all(options(question, &name, live)),
        )
        .with(
            Node::new("acts", "div")
                .set("class", "row needs-app")
                .with(act(question, live)),
        );
    Node::new(&spec.id, "section")
        .set("class", "quiz")
        .set("data-widget", "question")
        .set("data-place", place.to_string())
        .set("aria-labelledby", &ask_id)
        .with(form)
        .with(status(feedback(question)))
}

/// The options; a question that comes back shows them in another order.
fn options(question: &Question, name: &str, live: bool) -> Vec<Node> {
    let spec = &question.spec;
    let option = |(place, option): (usize, &AnswerOption)| {
        let words = Node::new("words", "span").says(spec.measure.in_words(&option.answer));
        let choice = Choice {
            name,
            deed: deeds::CHOOSE,
            place,
            chosen: question.chosen == Some(place),
            answers: live && question.compared.is_none(),
        };
        choice.nodes(words)
    };
    let mut options: Vec<Node> = spec.options.iter().enumerate().map(option).collect();
    if question.meeting == Meeting::Again && !options.is_empty() {
        options.rotate_left(1);
    }
    options
}

/// Two elements, not one with two names: what sends the form must not be what takes it back.
fn act(question: &Question, live: bool) -> Node {
    if question.compared.is_some() {
        button("again", live)
            .set("class", "quiet")
            .set("data-do", deeds::ANSWER_AGAIN)
            .says("Answer again")
    } else {
        Node::new("check", "button")
            .set("type", "submit")
            .set("class", "main-action")
            .flag("disabled", !live || question.chosen.is_none())
            .says("Check my prediction")
    }
}

/// The prediction beside what happened, the reader's rule beside NumPy's, and what was seen.
fn feedback(question: &Question) -> Vec<Node> {
    let (Some(compared), Some(option)) = (&question.compared, question.option()) else {
        return Vec::new();
    };
    let spec = &question.spec;
    let right = question.is_right(option);
    let words = |option: &AnswerOption| spec.measure.in_words(&option.answer);
    let said = format!(
        "You predicted: {}. NumPy: {}.",
        words(option),
        spec.right_option().map(words).unwrap_or_default()
    );
    let mut nodes = vec![
        verdict(right, &said),
        markup("why", "div", &option.why).set("class", "why"),
        beside(compared, right),
    ];
    let follow_up = question.follow_up();
    nodes.extend(follow_up.map(|follow_up| seen(question, follow_up)));
    nodes
}

fn beside(compared: &Comparison, right: bool) -> Node {
    let Comparison { yours, numpy } = compared;
    Node::new("beside", "div")
        .set("class", "beside")
        .with_all((!right).then(|| side("yours", yours)))
        .with(side("numpy", numpy))
}

fn side(key: &str, side: &Side) -> Node {
    Node::new(key, "section")
        .set("aria-label", &side.title)
        .with(Node::new("title", "h4").says(&side.title))
        .with(code("line", &side.code))
        .with(picture(&side.scene))
        .with(Node::new("sentence", "p").says(&side.sentence))
}

/// The second step: what did you see? Readers misread outcomes too.
fn seen(question: &Question, follow_up: &FollowUp) -> Node {
    let name = format!("saw-{}", question.spec.id);
    let ask_id = format!("{name}-ask");
    let options = follow_up.options.iter().enumerate().map(|(place, option)| {
        let choice = Choice {
            name: &name,
            deed: deeds::SEE,
            place,
            chosen: question.saw == Some(place),
            answers: true,
        };
        choice.nodes(markup("words", "span", &option.text))
    });
    let said = question
        .saw
        .and_then(|place| follow_up.options.get(place))
        .map(|option| {
            let signed = Node::new("sign", "span")
                .set("class", of_verdict("verdict", option.right))
                .set("aria-hidden", "true")
                .says(sign(option.right));
            Node::new("said", "div")
                .set("class", of_verdict("verdict-line", option.right))
                .with(signed)
                .with(markup("why", "div", &option.why))
        });
    Node::new("then", "div")
        .set("class", "then")
        .with(markup("ask", "div", &follow_up.ask).set("id", &ask_id))
        .with(
            Node::new("options", "fieldset")
                .set("class", "opts tall")
                .set("aria-labelledby", &ask_id)
                .with_all(options),
        )
        .with(status(said))
}
