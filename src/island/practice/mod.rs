//! Questions, exercises and the review: views written natively as text, and fetched for the browser only when the
//! reader comes near, as a part of the app of their own.
//! The only islands made with Leptos in the browser; they know nothing of figures.

pub mod exercise;
pub mod follow_up;
pub mod question;
pub mod reactive;
pub mod review;
pub mod still_picture;
pub mod work_signal;

use leptos::mount::mount_to;
use leptos::prelude::*;
use lesson::Spec;
use web_sys::HtmlElement;

/// Whether components run in a browser rather than being written as text.
pub const LIVE: bool = cfg!(target_arch = "wasm32");

/// Brings these blocks to life in their places. Everything that only practice needs, the expression evaluator above
/// all, is in a module of its own, which the first call fetches.
#[lazy]
pub fn mount(places: Vec<HtmlElement>) {
    for place in places {
        match super::data::<Spec>(&place) {
            Some(Spec::Question(spec)) => {
                replace(&place, move || view! { <question::Question spec/> });
            }
            Some(Spec::Exercise(spec)) => {
                replace(&place, move || view! { <exercise::Exercise spec/> });
            }
            Some(Spec::Review(spec)) => replace(&place, move || view! { <review::Review spec/> }),
            Some(Spec::Broadcast(_)) | None => {}
        }
    }
}

/// The still view goes and the live one comes within one task, so that nothing is painted between.
/// The data stays: a review looks up the page's questions in it.
fn replace<V: IntoView + 'static>(place: &HtmlElement, view: impl FnOnce() -> V + 'static) {
    super::remove_still(place);
    mount_to(place.clone(), view).forget();
}
