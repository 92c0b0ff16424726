//! placeholder
use leptos::prelude::*;
/// placeholder
#[component]
pub fn Exercise(
    /// placeholder
    spec: lesson::spec::ExerciseSpec,
) -> impl IntoView {
    let _ = spec;
}
