//! The browser's clock: a callback for every frame, and whether the reader wants motion.
//! Knows nothing of what moves.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Whether the reader's system asks for reduced motion.
pub fn prefers_reduced_motion() -> bool {
    super::window()
        .and_then(|window| {
            window
                .match_media("(prefers-reduced-motion: reduce)")
                .ok()
                .flatten()
        })
        .is_some_and(|query| query.matches())
}

type FrameCallback = Closure<dyn FnMut(f64)>;

/// Calls `turn` with the milliseconds since the last frame, once a frame, until it says `false`.
pub fn each_frame(mut turn: impl FnMut(f64) -> bool + 'static) {
    let holder: Rc<RefCell<Option<FrameCallback>>> = Rc::new(RefCell::new(None));
    let again = holder.clone();
    let mut last: Option<f64> = None;
    let callback = Closure::new(move |now: f64| {
        // A tab that was hidden for a while goes on from where it stood rather than leaping.
        let passed = last.map_or(0.0, |before| (now - before).clamp(0.0, 100.0));
        last = Some(now);
        if turn(passed) {
            request(&again);
        } else {
            // The closure cannot drop itself while it runs; the next turn of the event loop may.
            let finished = again.clone();
            later(move || drop(finished.borrow_mut().take()));
        }
    });
    *holder.borrow_mut() = Some(callback);
    request(&holder);
}

fn request(holder: &Rc<RefCell<Option<FrameCallback>>>) {
    if let (Some(window), Some(callback)) = (super::window(), holder.borrow().as_ref()) {
        // A page that is being left may refuse; then nothing needs to move any more.
        let _ = window.request_animation_frame(callback.as_ref().unchecked_ref());
    }
}

/// Runs something once the present turn of the event loop is over.
fn later(work: impl FnOnce() + 'static) {
    spawn(async move { work() });
}

/// Runs a future on the browser's event loop.
#[cfg(target_arch = "wasm32")]
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}

/// There is no event loop where pages are written.
#[cfg(not(target_arch = "wasm32"))]
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    drop(work);
}
