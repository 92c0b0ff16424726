//! A picture that stands still, inside a view.
//! Knows scenes only.

use leptos::prelude::*;
use visual::Scene;

/// A still picture.
#[component]
pub fn StillPicture(
    /// The scene drawn.
    scene: Scene,
) -> impl IntoView {
    view! { <div class="still" inner_html=visual::svg_text(&scene)></div> }
}
