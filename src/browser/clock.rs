//! The browser's clock: a callback for every frame or after a while, futures, and whether the reader wants motion.
//! Knows nothing of what moves.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use js_sys::Function;

use super::events;

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

/// Calls `turn` with the milliseconds since the last frame, once a frame, until it says `false`.
pub fn each_frame(mut turn: impl FnMut(f64) -> bool + 'static) {
    let holder: Rc<RefCell<Option<Function>>> = Rc::default();
    let again = holder.clone();
    let mut last: Option<f64> = None;
    let function = events::function(move |now| {
        let now = now.as_f64().unwrap_or_default();
        // A tab that was hidden for a while goes on from where it stood rather than leaping.
        let passed = last.map_or(0.0, |before| (now - before).clamp(0.0, 100.0));
        last = Some(now);
        if turn(passed) {
            request(&again);
        } else {
            // The browser forgets it then.
            again.take();
        }
    });
    *holder.borrow_mut() = Some(function);
    request(&holder);
}

fn request(holder: &RefCell<Option<Function>>) {
    if let (Some(window), Some(function)) = (super::window(), holder.borrow().as_ref()) {
        // A page that is being left may refuse; then nothing needs to move any more.
        let _ = window.request_animation_frame(function);
    }
}

/// Runs something once so many milliseconds have passed.
pub fn after(milliseconds: i32, work: impl FnOnce() + 'static) {
    let mut work = Some(work);
    let function = events::function(move |_| {
        if let Some(work) = work.take() {
            work();
        }
    });
    if let Some(window) = super::window() {
        // A window that takes no more timers is being left.
        let _ =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&function, milliseconds);
    }
}

type Work = Pin<Box<dyn Future<Output = ()>>>;

thread_local! {
    /// Futures that wait, each in its place; what runs or is done has left it.
    static WAITING: RefCell<Vec<Option<Work>>> = const { RefCell::new(Vec::new()) };
}

/// Runs a future on the browser's event loop. A page has few: no place is used twice.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    let place = WAITING.with_borrow_mut(|waiting| {
        waiting.push(Some(Box::pin(work)));
        waiting.len() - 1
    });
    poll(place);
}

/// Wakes the future at a place.
struct Waking(usize);

impl Wake for Waking {
    fn wake(self: Arc<Self>) {
        // Later, since the future may ask for it while it runs.
        after(0, move || poll(self.0));
    }
}

fn poll(place: usize) {
    let work = WAITING.with_borrow_mut(|waiting| waiting.get_mut(place)?.take());
    let Some(mut work) = work else { return };
    let waker = Waker::from(Arc::new(Waking(place)));
    let mut context = Context::from_waker(&waker);
    if work.as_mut().poll(&mut context).is_pending() {
        WAITING.with_borrow_mut(|waiting| waiting[place] = Some(work));
    }
}
