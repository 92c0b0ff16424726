//! placeholder
use leptos::prelude::*;
/// placeholder
#[component]
pub fn Question(
    /// placeholder
    spec: lesson::spec::QuestionSpec,
) -> impl IntoView {
    let _ = spec;
}
