//! Practice in the page: the reader's events become acts, what an act changed is patched and kept in their browser.
//! A part of the app of its own, fetched when the reader comes near; draws nothing itself and judges nothing.

use std::cell::RefCell;
use std::rc::Rc;

use lesson::Spec;
use lesson::spec::QuestionSpec;
use wasm_bindgen::JsCast;
use wasm_split_helpers::wasm_split;
use web_sys::{Document, Event, HtmlElement, HtmlInputElement};

use super::live_tree::LiveTree;
use crate::browser::events::{self, bearer};
use crate::browser::{self, Hand, storage};
use crate::practice::{Act, Practice, deeds};

/// Brings these blocks to life in their places. Everything that only practice needs, the expression evaluator above
/// all, is in a module of its own, which the first call fetches.
#[wasm_split(practice)]
pub fn mount(places: Vec<HtmlElement>) {
    for place in &places {
        bring_to_life(place);
    }
}

/// A block, its elements, and the page they stand in.
struct Host {
    document: Document,
    practice: Practice,
    tree: LiveTree,
}

impl Host {
    fn draw(&mut self) {
        let nodes = self.practice.nodes(true);
        self.tree.patch(&self.document, nodes);
    }
}

type Shared = Rc<RefCell<Host>>;

/// Brings one block to life in the place of its still view; its data stays, since a review looks up the page's questions.
pub fn bring_to_life(place: &HtmlElement) {
    let (Some(document), Some(spec)) = (browser::document(), super::data::<Spec>(place)) else {
        return;
    };
    let (slug, work) = (super::lesson_slug(), storage::work());
    let Some(practice) = Practice::new(spec, &slug, &work.borrow(), questions_of_the_page) else {
        return;
    };
    let Some(tree) = LiveTree::create(&document, practice.nodes(true)) else {
        return;
    };
    super::replace_still(place, tree.element());
    let element = tree.element().clone();
    let host = Rc::new(RefCell::new(Host {
        document,
        practice,
        tree,
    }));
    for kind in ["click", "input", "submit"] {
        let host = host.clone();
        events::listen(&element, kind, move |event| heard(&host, &event));
    }
    storage::on_change(move || {
        let mut host = host.borrow_mut();
        if host.practice.follow(&storage::work().borrow()) {
            host.draw();
        }
    });
}

/// Does what an event asks for, shows it, and keeps what is to be kept.
fn heard(host: &Shared, event: &Event) {
    let Some(act) = act_of(event) else { return };
    let place = number(event, "data-place");
    let (done, slug) = {
        let mut host = host.borrow_mut();
        let done = host.practice.act(place, act);
        let hand = Hand::at(&host.document);
        // Asked for before the event's target can go.
        let block = bearer(event, "data-place").map(|(block, _)| block);
        host.draw();
        if let Some(hand) = hand {
            let around = block.as_ref().unwrap_or(host.tree.element());
            hand.follow(around, "input:enabled, .verdict");
        }
        (done, host.practice.slug().to_owned())
    };
    if let Some(done) = done {
        storage::change(|work| work.lesson_mut(&slug).keep(done));
    }
}

fn act_of(event: &Event) -> Option<Act> {
    match event.type_().as_str() {
        "submit" => {
            // Nothing typed leaves the page.
            event.prevent_default();
            Some(Act::Check)
        }
        "input" => {
            let field = events::target(event)?.dyn_into::<HtmlInputElement>().ok()?;
            let writes = field.get_attribute("data-do").as_deref() == Some(deeds::WRITE);
            writes.then(|| Act::Write(field.value()))
        }
        _ => {
            let (_, deed) = bearer(event, "data-do")?;
            Act::from_press(&deed, number(event, "data-value"))
        }
    }
}

/// The number in an attribute around an event's target; 0 where there is none.
fn number(event: &Event, attribute: &str) -> usize {
    let number = bearer(event, attribute).and_then(|(_, number)| number.parse::<u32>().ok());
    number.unwrap_or_default() as usize
}

fn questions_of_the_page() -> Vec<QuestionSpec> {
    let mut questions = Vec::new();
    if let Some(document) = browser::document() {
        for place in super::all(&document, "[data-island=practice]") {
            if let Some(Spec::Question(spec)) = super::data(&place) {
                questions.push(spec);
            }
        }
    }
    questions
}
