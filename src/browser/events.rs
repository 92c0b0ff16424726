//! What the browser calls: events, timers, observers, promises. All of it is one type of function, so that the page
//! carries one bridge from the browser to the app instead of one for each kind.

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventTarget};

/// A function that the browser can call with one value.
pub type Callback = Closure<dyn FnMut(JsValue)>;

/// Makes a function that the browser can call.
pub fn callback(run: impl FnMut(JsValue) + 'static) -> Callback {
    boxed(Box::new(run))
}

#[inline(never)]
fn boxed(run: Box<dyn FnMut(JsValue)>) -> Callback {
    Closure::wrap(run)
}

/// The same as a function of the browser's own, which lives as long as something there may call it.
pub fn function(run: impl FnMut(JsValue) + 'static) -> Function {
    callback(run).into_js_value().unchecked_into()
}

/// Runs something at each event of a kind, for as long as the target lives.
pub fn listen(target: &EventTarget, kind: &str, mut run: impl FnMut(Event) + 'static) {
    let run = function(move |event| run(event.unchecked_into()));
    // A browser that knows the event takes the listener.
    let _ = target.add_event_listener_with_callback(kind, &run);
}

/// The element where an event happened.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The nearest element around an event's target that carries an attribute, and what it says.
pub fn bearer(event: &Event, attribute: &str) -> Option<(Element, String)> {
    let element = target(event)?
        .closest(&format!("[{attribute}]"))
        .ok()
        .flatten()?;
    let says = element.get_attribute(attribute)?;
    Some((element, says))
}
