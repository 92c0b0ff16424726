//! placeholder
use leptos::prelude::*;
/// placeholder
#[component]
pub fn Review(
    /// placeholder
    spec: lesson::spec::ReviewSpec,
) -> impl IntoView {
    let _ = spec;
}
