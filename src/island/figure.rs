//! A figure in the page: the reader's events become acts, what an act or a frame changed is patched.
//! Knows no widget and draws nothing itself: what stands in the page is what `figure::view` says.

use std::cell::RefCell;
use std::rc::Rc;

use lesson::Spec;
use lesson::decimal::f64_from_decimal;
use visual::{Direction, Frame, Msg};
use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent};

use super::live_tree::LiveTree;
use crate::browser::events::{self, bearer};
use crate::browser::{self, address, clock};
use crate::figure::view::{self, deeds};
use crate::figure::{Act, Changed, Figure, Link};

/// How wide the picture's place is where the narrow frame is shown; the style sheet switches at the same width.
const NARROW_UP_TO: i32 = 560;

/// Brings a figure to life in the place of its still picture; one that has no picture is left as it stands.
pub fn mount(place: &HtmlElement, spec: Spec) {
    let Some(document) = browser::document() else {
        return;
    };
    let Ok(figure) = opened(spec) else { return };
    let still = place.query_selector(".picture").ok().flatten();
    let still = still.and_then(|still| still.dyn_into::<HtmlElement>().ok());
    let frame = frame_that_fits(still.as_ref().unwrap_or(place));
    let Some(tree) = LiveTree::create(&document, view::figure(&figure, &[frame], true)) else {
        return;
    };
    super::replace_still(place, tree.element());
    let host = Rc::new(RefCell::new(Host {
        document,
        figure,
        frame,
        tree,
        runs: false,
    }));
    listen(&host);
    follow_width(&host);
}

/// The figure as the address describes it, or as its author left it.
fn opened(spec: Spec) -> Result<Figure, String> {
    let beat = address::parameter(&beat_name(spec.id()));
    match address::parameter(spec.id()) {
        Some(link) => Figure::from_link(spec, &link, beat.as_deref()),
        None => Figure::at_beat(spec, beat.as_deref()),
    }
}

fn beat_name(id: &str) -> String {
    format!("{id}.step")
}

/// A figure, its elements, and whether frames are being asked for.
struct Host {
    document: Document,
    figure: Figure,
    frame: Frame,
    tree: LiveTree,
    runs: bool,
}

impl Host {
    fn draw(&mut self, changed: Changed) {
        let frames = [self.frame];
        if changed == Changed::All {
            let drawn = view::figure(&self.figure, &frames, true);
            self.tree.patch(&self.document, drawn);
            return;
        }
        if let Some(picture) = self.tree.child_mut(view::PICTURE) {
            picture.patch(&self.document, view::picture(&self.figure, &frames));
        }
        if let Some(player) = self.tree.child_mut(view::PLAYER) {
            player.patch(&self.document, view::player(&self.figure, true));
        }
    }
}

type Shared = Rc<RefCell<Host>>;

/// Does what the reader did, shows it, and keeps the story moving for as long as it moves.
fn act(host: &Shared, what: Act) {
    let starts = {
        let mut host = host.borrow_mut();
        host.figure.act(what, clock::prefers_reduced_motion());
        let hand = browser::Hand::at(&host.document);
        host.draw(Changed::All);
        if let Some(hand) = hand {
            hand.follow(host.tree.element(), "button.play");
        }
        let starts = host.figure.is_moving() && !host.runs;
        host.runs |= starts;
        starts
    };
    if starts {
        let host = host.clone();
        clock::each_frame(move |passed| {
            let mut host = host.borrow_mut();
            let changed = host.figure.advance(passed, clock::prefers_reduced_motion());
            host.draw(changed);
            host.runs = host.figure.is_moving();
            host.runs
        });
    }
}

/// One listener for each kind of event, on the figure itself: its elements come and go.
fn listen(host: &Shared) {
    let on = |kind: &str, run: fn(&Shared, &Event)| {
        let (element, host) = (host.borrow().tree.element().clone(), host.clone());
        events::listen(&element, kind, move |event| run(&host, &event));
    };
    on("click", clicked);
    on("input", typed);
    on("change", chosen);
    on("keydown", pressed);
}

fn clicked(host: &Shared, event: &Event) {
    if let Some((button, id)) = bearer(event, "data-control") {
        if button.tag_name() == "BUTTON" {
            let value = button.get_attribute("data-value").unwrap_or_default();
            act(host, Act::Tell(Msg::Control { id, value }));
        }
    } else if let Some((_, deed)) = bearer(event, "data-do") {
        match deed.as_str() {
            deeds::PLAY => act(host, Act::Play),
            deeds::PAUSE => act(host, Act::Pause),
            deeds::BACK => act(host, Act::Step(-1)),
            deeds::FORWARD => act(host, Act::Step(1)),
            deeds::RESET => act(host, Act::Tell(Msg::Reset)),
            deeds::COPY => copy_link(host),
            _ => {}
        }
    } else if is_in_picture(event) {
        let key = bearer(event, "data-key").map(|(_, key)| key);
        choose(host, key, None);
    }
}

fn is_in_picture(event: &Event) -> bool {
    events::target(event).is_some_and(|target| matches!(target.closest(".picture"), Ok(Some(_))))
}

fn typed(host: &Shared, event: &Event) {
    let Some(field) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    let value = field.value();
    if let Some(id) = field.get_attribute("data-control") {
        act(host, Act::Tell(Msg::Control { id, value }));
    } else if field.get_attribute("data-do").as_deref() == Some(deeds::SCRUB)
        && let Some(moment) = f64_from_decimal(&value)
    {
        act(host, Act::Jump(moment));
    }
}

/// A browser tells of a change when an option is chosen, and when a line of text is left or ended with Enter.
fn chosen(host: &Shared, event: &Event) {
    let Some((element, id)) = bearer(event, "data-control") else {
        return;
    };
    let msg = match element.dyn_into::<HtmlSelectElement>() {
        Ok(list) => Msg::Control {
            id,
            value: list.value(),
        },
        Err(_) => Msg::Leave { id },
    };
    act(host, Act::Tell(msg));
}

fn pressed(host: &Shared, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    if let Some((_, cell)) = bearer(event, "data-key") {
        key_on_cell(host, event, cell);
    } else if bearer(event, "data-do").is_some_and(|(_, deed)| deed == deeds::SCRUB) {
        key_on_bar(host, event);
    }
}

/// A cell is chosen by pointer or by arrow keys.
fn key_on_cell(host: &Shared, event: &KeyboardEvent, cell: String) {
    let direction = match event.key().as_str() {
        "ArrowLeft" => Some(Direction::Left),
        "ArrowRight" => Some(Direction::Right),
        "ArrowUp" => Some(Direction::Up),
        "ArrowDown" => Some(Direction::Down),
        "Enter" | " " => None,
        "Escape" => {
            act(host, Act::Tell(Msg::Choose(None)));
            return;
        }
        _ => return,
    };
    event.prevent_default();
    choose(host, Some(cell), direction);
}

/// Chooses a cell, or the one beside it, and moves the focus there, so that arrow keys go on from it.
fn choose(host: &Shared, cell: Option<String>, direction: Option<Direction>) {
    let is_cell = cell.is_some();
    act(host, Act::Pause);
    act(host, Act::Tell(Msg::Choose(cell)));
    if let Some(direction) = direction {
        act(host, Act::Tell(Msg::Move(direction)));
    }
    if !is_cell {
        return;
    }
    let figure = host.borrow().tree.element().clone();
    if let Ok(Some(cell)) = figure.query_selector("[data-key][aria-selected=true]")
        && let Ok(cell) = cell.dyn_into::<web_sys::SvgElement>()
    {
        // A cell that cannot be focused is still chosen.
        let _ = cell.focus();
    }
}

/// Arrow keys on a fine-grained bar would creep; here they go from key frame to key frame.
fn key_on_bar(host: &Shared, event: &KeyboardEvent) {
    let position = host.borrow().figure.position();
    let goal = match event.key().as_str() {
        "ArrowRight" | "ArrowUp" => (position + 1.0).floor(),
        "ArrowLeft" | "ArrowDown" => (position - 1.0).ceil(),
        "PageUp" => position.round() + 5.0,
        "PageDown" => position.round() - 5.0,
        "Home" => 0.0,
        "End" => f64::MAX,
        _ => return,
    };
    event.prevent_default();
    act(host, Act::Jump(goal));
}

/// Puts the link to this state on the clipboard, or shows it where the browser does not let pages copy.
fn copy_link(host: &Shared) {
    let link = {
        let host = host.borrow();
        let id = host.figure.id();
        let (state, beat) = host.figure.link();
        address::link(
            &[(id.to_owned(), state), (beat_name(id), beat.to_string())],
            id,
        )
    };
    let Some(link) = link else { return };
    let host = host.clone();
    let by_hand = Link::ByHand(link.clone());
    address::copy(&link, move |allowed| {
        let told = if allowed {
            Link::Copied
        } else {
            by_hand.clone()
        };
        act(&host, Act::Link(told));
    });
}

fn frame_that_fits(element: &HtmlElement) -> Frame {
    if element.client_width() <= NARROW_UP_TO {
        Frame::Narrow
    } else {
        Frame::Wide
    }
}

/// Keeps the frame as wide as the picture's place allows.
fn follow_width(host: &Shared) {
    let place = host
        .borrow_mut()
        .tree
        .child_mut(view::PICTURE)
        .and_then(|picture| picture.element().clone().dyn_into::<HtmlElement>().ok());
    let Some(place) = place else { return };
    let (host, measured) = (host.clone(), place.clone());
    let changed = events::function(move |_| {
        // A change that comes while the figure is being drawn is measured again at the next one.
        if let Ok(mut host) = host.try_borrow_mut() {
            let fits = frame_that_fits(&measured);
            if host.frame != fits {
                host.frame = fits;
                host.draw(Changed::Moment);
            }
        }
    });
    if let Ok(observer) = web_sys::ResizeObserver::new(&changed) {
        observer.observe(&place);
    }
}
