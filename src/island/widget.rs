//! A widget in its figure: caption, picture, controls, player, status, the text form, the link.
//! Knows no widget in particular: everything it shows is plain data from `visual`.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use lesson::Spec;
use visual::{Control, Frame, Msg, Scene, Story, Widget};

use super::controls::Controls;
use super::failure::FailureBox;
use super::player::{Player, PlayerControls};
use super::reactive::{part, part_if, press, text};
use crate::browser::address;

/// Whether components run in a browser rather than being written as text.
pub const LIVE: bool = cfg!(target_arch = "wasm32");

/// A widget and the story it tells now.
#[derive(Clone, PartialEq)]
struct Model {
    widget: Widget,
    /// Shared with the player, which looks at it at every frame.
    story: Arc<Story>,
}

impl Model {
    fn new(widget: Widget) -> Self {
        let story = Arc::new(widget.story());
        Self { widget, story }
    }
}

/// A block with a picture and a player.
#[component]
pub fn WidgetHost(
    /// The author's block.
    spec: Spec,
) -> impl IntoView {
    match opened(&spec) {
        Ok((model, position, complaint)) => {
            view! { <Figure spec model position complaint/> }.into_any()
        }
        Err(why) => view! {
            <div class="broken" role="note">
                <p><b>"There is no picture here: "</b> {why}</p>
            </div>
        }
        .into_any(),
    }
}

/// The widget as the address describes it, or as its author left it.
fn opened(spec: &Spec) -> Result<(Model, f64, Option<String>), String> {
    let (widget, complaint) = match address::parameter(spec.id()) {
        Some(link) => Widget::from_link(spec, &link)?,
        None => (Widget::init(spec)?, None),
    };
    let model = Model::new(widget);
    let end = model.story.beat_count() as f64 - 1.0;
    let opening = model.story.opening() as f64;
    let position = match address::parameter(&position_name(spec.id())) {
        // Only whole beats are ever written.
        Some(text) if complaint.is_none() => text
            .parse::<u32>()
            .map_or(opening, |beat| f64::from(beat).min(end)),
        _ => opening,
    };
    Ok((model, position, complaint))
}

fn position_name(id: &str) -> String {
    format!("{id}.step")
}

#[component]
fn Figure(spec: Spec, model: Model, position: f64, complaint: Option<String>) -> impl IntoView {
    let id = spec.id().to_owned();
    let kind = spec.kind();
    let (title, caption) = match &spec {
        Spec::Broadcast(spec) => (spec.title.clone(), spec.caption.clone()),
        Spec::Question(_) | Spec::Exercise(_) | Spec::Review(_) => (String::new(), None),
    };
    let heading = title.clone();
    let model = RwSignal::new(model);
    let player = Player::new(
        Signal::derive(move || model.with(|model| model.story.clone())),
        position,
    );
    let complaint = RwSignal::new(complaint);
    let send = Callback::new(move |msg: Msg| {
        let keeps_place = matches!(msg, Msg::Choose(_) | Msg::Move(_));
        let resets = matches!(msg, Msg::Reset);
        let before = model.with_untracked(|model| model.story.clone());
        let next = Model::new(
            model
                .with_untracked(|model| model.widget.clone())
                .update(msg),
        );
        let story_changed = next.story != before;
        let goal = if resets {
            next.story.opening()
        } else {
            next.story.beat_count() - 1
        };
        model.set(next);
        if resets {
            complaint.set(None);
        }
        // Another shape tells another story: its end shows at once what came of the change.
        if resets || (story_changed && !keeps_place) {
            player.jump(goal as f64);
        }
    });
    let controls: Memo<Vec<Control>> =
        Memo::new(move |_| model.with(|model| model.widget.controls()));
    let failure = Memo::new(move |_| model.with(|model| model.widget.problem()));
    let beat = Memo::new(move |_| player.position.get().round());
    let status =
        Memo::new(move |_| model.with(|model| model.widget.status(&model.story, beat.get())));
    let says = text(move || status.get());
    let code = text(move || model.with(|model| model.story.beat(beat.get() as usize).code.clone()));
    let link = move || {
        let state = model.with_untracked(|model| model.widget.link());
        let step = player.position.get_untracked().round() as u32;
        address::link(
            &[(id.clone(), state), (position_name(&id), step.to_string())],
            &id,
        )
    };
    let wrong_link = part_if(move || {
        let words = complaint.get()?;
        Some(view! { <p class="link-note" role="alert">{words}</p> }.into_any())
    });
    view! {
        <figure class="widget" data-widget=kind aria-label=title>
            <figcaption>
                <b>{heading}</b>
                <CopyLink link=Callback::new(move |()| link()) reset=Callback::new(move |()| send.run(Msg::Reset))/>
            </figcaption>
            {wrong_link}
            <Picture model player send/>
            {caption.map(|caption| view! { <p class="caption" inner_html=caption.as_html().to_owned()></p> })}
            <FailureBox failure send live=LIVE/>
            <Controls controls send live=LIVE/>
            <PlayerControls player live=LIVE says/>
            <p class="code-line"><span class="unseen">"Code: "</span>{code}</p>
            <p class="status" role="status">{says}</p>
            <InWords model beat/>
        </figure>
    }
}

/// Reset, and the link that brings back exactly this state.
#[component]
fn CopyLink(link: Callback<(), Option<String>>, reset: Callback<()>) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let shown = RwSignal::new(None::<String>);
    let copy = press(move || {
        let Some(text) = link.run(()) else { return };
        leptos::task::spawn_local(async move {
            if address::copy(&text).await {
                said.set("Link copied".to_owned());
                shown.set(None);
            } else {
                said.set("Your browser does not let pages copy; here is the link".to_owned());
                shown.set(Some(text));
            }
        });
    });
    let restore = press(move || {
        said.set(String::new());
        shown.set(None);
        reset.run(());
    });
    let by_hand = part_if(move || {
        let link = shown.get()?;
        Some(view! { <input class="field link-out" type="text" readonly aria-label="Link to this state" value=link/> }.into_any())
    });
    view! {
        <span class="acts needs-app">
            <span class="meta" aria-live="polite">{text(move || said.get())}</span>
            <button type="button" disabled=!LIVE on:click=restore>"Reset"</button>
            <button type="button" disabled=!LIVE on:click=copy>"Copy link"</button>
        </span>
        {by_hand}
    }
}

/// The text form: the same picture in words, with NumPy's own printing of each array.
#[component]
fn InWords(model: RwSignal<Model>, beat: Memo<f64>) -> impl IntoView {
    let line = |line: String| {
        if line.contains('\n') {
            view! { <pre tabindex="0">{line}</pre> }.into_any()
        } else {
            view! { <p>{line}</p> }.into_any()
        }
    };
    let lines = part(move || {
        let lines = model.with(|model| model.widget.in_words(&model.story, beat.get()));
        lines
            .into_iter()
            .map(line)
            .collect::<Vec<AnyView>>()
            .into_any()
    });
    view! {
        <details class="words">
            <summary>"The picture in words"</summary>
            {lines}
        </details>
    }
}

fn scene_of(model: &Model, position: f64, frame: Frame) -> Scene {
    model.widget.scene(&model.story, position, frame)
}

/// Where pages are written, both frames as text: the style sheet shows the one that fits.
#[cfg(not(target_arch = "wasm32"))]
#[component]
fn Picture(model: RwSignal<Model>, player: Player, send: Callback<Msg>) -> impl IntoView {
    let _ = send;
    let position = player.position.get_untracked();
    let drawn: String = model.with_untracked(|model| {
        Frame::ALL
            .into_iter()
            .map(|frame| visual::svg_text(&scene_of(model, position, frame)))
            .collect()
    });
    let node: NodeRef<html::Div> = NodeRef::new();
    view! { <div class="picture" node_ref=node inner_html=drawn></div> }
}

/// In the browser, the frame that fits, patched as the story moves; a cell is chosen by pointer or by arrow keys.
#[cfg(target_arch = "wasm32")]
#[component]
fn Picture(model: RwSignal<Model>, player: Player, send: Callback<Msg>) -> impl IntoView {
    use super::svg_view::LiveTree;
    use crate::browser;
    use std::cell::RefCell;
    use std::rc::Rc;
    use visual::Direction;
    use wasm_bindgen::JsCast;

    let node: NodeRef<html::Div> = NodeRef::new();
    let frame = RwSignal::new(Frame::Wide);
    let tree: Rc<RefCell<Option<LiveTree>>> = Rc::new(RefCell::new(None));
    let refocus = StoredValue::new(false);

    Effect::new(move |_| {
        if let Some(element) = node.get() {
            observe_width(&element, frame);
        }
    });
    Effect::new(move |_| {
        let (Some(element), Some(document)) = (node.get(), browser::document()) else {
            return;
        };
        let scene = model.with(|model| scene_of(model, player.position.get(), frame.get()));
        let drawn = visual::nodes(&scene);
        let mut tree = tree.borrow_mut();
        match tree.as_mut() {
            Some(tree) => tree.patch(&document, drawn),
            None => {
                if let Some(made) = LiveTree::create(&document, drawn) {
                    // A fresh element takes any child.
                    let _ = element.append_child(made.element());
                    *tree = Some(made);
                }
            }
        }
        if refocus.get_value() {
            refocus.set_value(false);
            focus_chosen(&element);
        }
    });

    let key_of = |event: &web_sys::Event| {
        event
            .target()?
            .dyn_into::<web_sys::Element>()
            .ok()?
            .closest("[data-key]")
            .ok()
            .flatten()?
            .get_attribute("data-key")
    };
    let click = move |event: leptos::ev::MouseEvent| {
        let key = key_of(&event);
        player.pause();
        refocus.set_value(key.is_some());
        send.run(Msg::Choose(key));
    };
    let keydown = move |event: leptos::ev::KeyboardEvent| {
        let Some(key) = key_of(&event) else { return };
        let direction = match event.key().as_str() {
            "ArrowLeft" => Some(Direction::Left),
            "ArrowRight" => Some(Direction::Right),
            "ArrowUp" => Some(Direction::Up),
            "ArrowDown" => Some(Direction::Down),
            "Enter" | " " => None,
            "Escape" => {
                send.run(Msg::Choose(None));
                return;
            }
            _ => return,
        };
        event.prevent_default();
        player.pause();
        refocus.set_value(true);
        send.run(Msg::Choose(Some(key)));
        if let Some(direction) = direction {
            refocus.set_value(true);
            send.run(Msg::Move(direction));
        }
    };
    view! { <div class="picture" node_ref=node on:click=click on:keydown=keydown></div> }
}

/// Keeps `frame` as wide as the element allows; the style sheet's still pictures switch at the same width.
#[cfg(target_arch = "wasm32")]
fn observe_width(element: &web_sys::HtmlElement, frame: RwSignal<Frame>) {
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;

    const NARROW_UP_TO: i32 = 560;
    let measured = element.clone();
    let measure = move || {
        let fits = if measured.client_width() <= NARROW_UP_TO {
            Frame::Narrow
        } else {
            Frame::Wide
        };
        if frame.get_untracked() != fits {
            frame.set(fits);
        }
    };
    measure();
    let changed = Closure::<dyn FnMut()>::new(measure);
    if let Ok(observer) = web_sys::ResizeObserver::new(changed.as_ref().unchecked_ref()) {
        observer.observe(element);
        // The figure lives as long as its page.
        changed.forget();
    }
}

/// Moves the focus to the chosen cell, so that arrow keys go on from there.
#[cfg(target_arch = "wasm32")]
fn focus_chosen(picture: &web_sys::HtmlElement) {
    use wasm_bindgen::JsCast;

    if let Ok(Some(cell)) = picture.query_selector("[data-key][aria-selected=true]")
        && let Ok(cell) = cell.dyn_into::<web_sys::SvgElement>()
    {
        // A cell that cannot be focused is still chosen.
        let _ = cell.focus();
    }
}
