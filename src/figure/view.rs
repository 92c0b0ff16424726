//! How a figure looks: caption, picture, failure, controls, player, status, the text form, as nodes.
//! A page writes them as text, a browser patches them; what an element does stands in its `data-` attributes.

use engine::Scalar;
use engine::print::scalar_str;
use lesson::spec::Spec;
use visual::{Frame, Node};

use super::{Figure, Link, controls, failure};

/// What one press or one input does, as the value of `data-do`. Controls of the widget carry `data-control` instead,
/// and `data-value` where the element has no value of its own.
pub mod deeds {
    /// Play.
    pub const PLAY: &str = "play";
    /// Pause.
    pub const PAUSE: &str = "pause";
    /// A step back.
    pub const BACK: &str = "back";
    /// A step forward.
    pub const FORWARD: &str = "forward";
    /// The bar was moved.
    pub const SCRUB: &str = "scrub";
    /// Back to the author's state.
    pub const RESET: &str = "reset";
    /// A link to this state.
    pub const COPY: &str = "copy";
}

/// The key of the element around the picture.
pub const PICTURE: &str = "picture";
/// The key of the player.
pub const PLAYER: &str = "player";

/// The figure with these frames of its picture. A page at rest (`live` is false) holds both frames, and the style
/// sheet shows the one that fits; its controls wait for the app.
pub fn figure(figure: &Figure, frames: &[Frame], live: bool) -> Node {
    let (title, caption) = match &figure.spec {
        Spec::Broadcast(spec) => (spec.title.as_str(), spec.caption.as_ref()),
        Spec::Question(_) | Spec::Exercise(_) | Spec::Review(_) => ("", None),
    };
    let caption = caption.map(|caption| {
        Node::new("caption", "p")
            .set("class", "caption")
            .html(caption.as_html())
    });
    let complaint = figure.complaint.as_deref().map(|words| {
        Node::new("complaint", "p")
            .set("class", "link-note")
            .set("role", "alert")
            .says(words)
    });
    let code = &figure.story.beat(figure.said.beat).code;
    Node::new("figure", "figure")
        .set("class", "widget")
        .set("data-widget", figure.spec.kind())
        .set("aria-label", title)
        .with(heading(title, &figure.link, live))
        .with_all(complaint)
        .with(picture(figure, frames))
        .with_all(caption)
        .with_all(
            figure
                .widget
                .problem()
                .map(|problem| failure::view(&problem, live)),
        )
        .with(controls::view(figure.id(), &figure.widget.controls(), live))
        .with(player(figure, live))
        .with(
            Node::new("code", "p")
                .set("class", "code-line")
                .with(unseen("Code: "))
                .with(Node::new("line", "span").says(code.as_str())),
        )
        .with(
            Node::new("status", "p")
                .set("class", "status")
                .set("role", "status")
                .says(figure.said.status.as_str()),
        )
        .with(in_words(&figure.said.words))
}

/// The element around the picture, with these frames of it.
pub fn picture(figure: &Figure, frames: &[Frame]) -> Node {
    Node::new(PICTURE, "div")
        .set("class", "picture")
        .with_all(frames.iter().map(|frame| {
            let mut picture = figure.picture(*frame);
            picture.key = frame.name().to_owned();
            picture
        }))
}

/// Title, reset, and the link that brings back exactly this state.
fn heading(title: &str, link: &Link, live: bool) -> Node {
    let said = match link {
        Link::NotAsked => "",
        Link::Copied => "Link copied",
        Link::ByHand(_) => "Your browser does not let pages copy; here is the link",
    };
    let button =
        |deed: &'static str, words: &str| button(deed, live).set("data-do", deed).says(words);
    let acts = Node::new("acts", "span")
        .set("class", "acts needs-app")
        .with(
            Node::new("said", "span")
                .set("class", "meta")
                .set("aria-live", "polite")
                .says(said),
        )
        .with(button(deeds::RESET, "Reset"))
        .with(button(deeds::COPY, "Copy link"));
    let by_hand = match link {
        Link::ByHand(address) => Some(
            Node::new("by-hand", "input")
                .set("class", "field link-out")
                .set("type", "text")
                .flag("readonly", true)
                .set("aria-label", "Link to this state")
                .set("value", address.as_str()),
        ),
        Link::NotAsked | Link::Copied => None,
    };
    Node::new("heading", "figcaption")
        .with(Node::new("title", "b").says(title))
        .with(acts)
        .with_all(by_hand)
}

/// Play or pause, a step either way, and the bar to scrub.
pub fn player(figure: &Figure, live: bool) -> Node {
    let (position, last) = (
        figure.player.position(),
        figure.story.beat_count().saturating_sub(1),
    );
    let place = format!("step {} of {}", figure.said.beat + 1, last + 1);
    let step = |deed: &'static str, name: &str, arrow: &str, at_rest: bool| {
        let shape = Node::new("shape", "path")
            .set("d", arrow)
            .set("fill", "currentColor");
        button(deed, live && !at_rest)
            .set("class", "step")
            .set("aria-label", name)
            .set("title", name)
            .set("data-do", deed)
            .with(
                Node::new("sign", "svg")
                    .set("viewBox", "0 0 16 16")
                    .set("width", "12")
                    .set("aria-hidden", "true")
                    .with(shape),
            )
    };
    let (deed, words) = if figure.player.is_playing() {
        (deeds::PAUSE, "Pause")
    } else {
        (deeds::PLAY, "Play")
    };
    let bar = Node::new("bar", "input")
        .set("type", "range")
        .set("min", "0")
        .set("max", last.to_string())
        .set("step", "any")
        .set("aria-label", "Position in the story")
        .set("aria-valuetext", format!("{place}: {}", figure.said.status))
        .set("data-do", deeds::SCRUB)
        .flag("disabled", !live)
        .set("value", number(position));
    Node::new(PLAYER, "div")
        .set("class", "player needs-app")
        .with(step(
            deeds::BACK,
            "Step back",
            "M12 2v12L3 8z",
            position <= 0.0,
        ))
        .with(
            // One element for both, so that it keeps the focus.
            button("play", live)
                .set("class", "play")
                .set("data-do", deed)
                .says(words),
        )
        .with(step(
            deeds::FORWARD,
            "Step forward",
            "M4 2v12l9-6z",
            position >= last as f64,
        ))
        .with(bar)
        .with(Node::new("place", "span").set("class", "place").says(place))
}

/// A number as the engine prints it, without the point of a whole one.
fn number(value: f64) -> String {
    let text = scalar_str(Scalar::F64(value));
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// The text form: the same picture in words, with NumPy's own printing of each array.
fn in_words(lines: &[String]) -> Node {
    let line = |(place, line): (usize, &String)| {
        let place = place.to_string();
        if line.contains('\n') {
            Node::new(place, "pre")
                .set("tabindex", "0")
                .says(line.as_str())
        } else {
            Node::new(place, "p").says(line.as_str())
        }
    };
    Node::new("words", "details")
        .set("class", "words")
        .with(Node::new("summary", "summary").says("The picture in words"))
        .with_all(lines.iter().enumerate().map(line))
}

/// A button that only answers where it may.
pub fn button(key: impl AsRef<str>, answers: bool) -> Node {
    Node::new(key, "button")
        .set("type", "button")
        .flag("disabled", !answers)
}

/// Words for those who hear the page.
fn unseen(words: &str) -> Node {
    Node::new("unseen", "span")
        .set("class", "unseen")
        .says(words)
}
