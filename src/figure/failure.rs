//! What a failed operation says, and every repair the engine has tried, as nodes.
//! Knows `Failure`; applying a repair is the widget's affair.

use visual::{Failure, Node, Repair};

use super::view::button;

/// The error in NumPy's words, what it means here, and the ways out.
pub fn view(failure: &Failure, live: bool) -> Node {
    let heading = match failure.repairs.len() {
        0 => None,
        1 => Some("One repair works:".to_owned()),
        count => Some(format!("{count} repairs work:")),
    };
    let ways = heading.map(|heading| {
        let list = Node::new("repairs", "ul")
            .set("class", "repairs")
            .with_all(failure.repairs.iter().map(|repair| way(repair, live)));
        [Node::new("heading", "p").says(heading), list]
    });
    Node::new("failure", "div")
        .set("class", "failure")
        .with(
            Node::new("alert", "div")
                .set("role", "alert")
                .with(
                    Node::new("message", "p")
                        .set("class", "message")
                        .says(format!("{}: {}", failure.class, failure.message)),
                )
                .with(Node::new("explanation", "p").says(failure.explanation.as_str())),
        )
        .with_all(ways.into_iter().flatten())
}

fn way(repair: &Repair, live: bool) -> Node {
    let what = format!("{}: {}", repair.label, repair.preview);
    Node::new(repair.id.as_str(), "li").with(
        button("apply", live)
            .set("data-control", repair.id.as_str())
            .with(Node::new("code", "code").says(repair.code.as_str()))
            .with(Node::new("what", "span").set("class", "what").says(what)),
    )
}
