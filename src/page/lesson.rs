//! A lesson page: prose as it stands, and each widget block as an island drawn for its first moment.
//! Knows the parsed lesson, not its Markdown.

use leptos::prelude::*;
use lesson::{Block, LessonDoc, Problem, Spec, WidgetBlock};
use visual::Node;

use super::contents::Section;
use super::shell::{Footer, Notices, SideContents, TopBar};
use super::{Entry, Frame, Site, document, island_json};
use crate::figure::{Figure, view};
use crate::island::practice::exercise::Exercise;
use crate::island::practice::question::Question;
use crate::island::practice::review::Review;

/// The way from a lesson's folder up to the folder of all pages.
const ROOT: &str = "../../";

/// The ids of the blocks that make a lesson's progress.
pub fn progress_items(lesson: &LessonDoc) -> Vec<String> {
    lesson
        .specs()
        .filter(|spec| matches!(spec, Spec::Question(_) | Spec::Exercise(_)))
        .map(|spec| spec.id().to_owned())
        .collect()
}

/// The page's whole text.
pub fn page(site: &Site, entry: &Entry, lesson: LessonDoc) -> String {
    let title = format!("{} · Ndarium", entry.title);
    let frame = Frame {
        title: &title,
        description: &entry.lead,
        root: ROOT,
    };
    let lessons = site.lessons.clone();
    let entry = entry.clone();
    document(
        site,
        &frame,
        move || view! { <LessonPage lessons entry lesson/> },
    )
}

#[component]
fn LessonPage(lessons: Vec<Entry>, entry: Entry, lesson: LessonDoc) -> impl IntoView {
    let sections = lesson
        .headings
        .iter()
        .filter(|heading| heading.level == 2)
        .map(|heading| Section {
            id: heading.id.clone(),
            text: heading.text.clone(),
        })
        .collect();
    let eyebrow = match entry.chapter {
        Some(chapter) => format!("Lesson {chapter} · {} min", entry.minutes),
        None => format!("{} min", entry.minutes),
    };
    let next = lessons
        .iter()
        .skip_while(|other| other.slug != entry.slug)
        .nth(1)
        .cloned();
    let blocks = lesson.blocks.into_iter().map(block_view).collect_view();
    view! {
        <TopBar root=ROOT.to_owned() has_contents=true/>
        <div class="page">
            <SideContents lessons here=entry.slug.clone() sections root=ROOT.to_owned()/>
            <main id="main" data-lesson=entry.slug.clone()>
                <p class="eyebrow">{eyebrow}</p>
                <h1>{entry.title.clone()}</h1>
                <p class="lead">{entry.lead.clone()}</p>
                <Notices/>
                {blocks}
                {next
                    .map(|next| {
                        view! {
                            <p class="next">
                                "Next: " <a href=format!("{ROOT}lessons/{}/", next.slug)>{next.title}</a>
                            </p>
                        }
                    })}
            </main>
        </div>
        <Footer/>
    }
}

fn block_view(block: Block) -> AnyView {
    match block {
        Block::Prose(markup) => {
            view! { <div class="prose" inner_html=markup.as_html().to_owned()></div> }.into_any()
        }
        Block::Widget(block) => match &block.spec {
            Ok(spec) => island_view(spec),
            Err(problems) => {
                view! { <BrokenBlock block=(*block).clone() problems=problems.clone()/> }.into_any()
            }
        },
    }
}

fn island_view(spec: &Spec) -> AnyView {
    let id = spec.id().to_owned();
    let json = island_json(spec);
    let view = match spec.clone() {
        Spec::Broadcast(broadcast) => return figure_view(id, &island_json(&broadcast), spec),
        Spec::Question(spec) => view! { <Question spec/> }.into_any(),
        Spec::Exercise(spec) => view! { <Exercise spec/> }.into_any(),
        Spec::Review(spec) => view! { <Review spec/> }.into_any(),
    };
    view! {
        <div data-island="practice" id=id>
            <script type="application/json" inner_html=json></script>
            {view}
        </div>
    }
    .into_any()
}

/// A figure as it stands before the app runs, with its data.
fn figure_view(id: String, json: &str, spec: &Spec) -> AnyView {
    let still = match Figure::new(spec.clone()) {
        Ok(figure) => view::figure(&figure, &visual::Frame::ALL, false),
        Err(why) => Node::new("broken", "div")
            .set("class", "broken")
            .set("role", "note")
            .with(
                Node::new("why", "p")
                    .with(Node::new("what", "b").says("There is no picture here: "))
                    .with(Node::new("reason", "span").says(why)),
            ),
    };
    let inside = format!(
        "<script type=\"application/json\">{json}</script>{}",
        still.to_html()
    );
    view! { <div data-island="figure" id=id inner_html=inside></div> }.into_any()
}

/// A block that could not be understood, in its place, for the author to mend.
#[component]
fn BrokenBlock(block: WidgetBlock, problems: Vec<Problem>) -> impl IntoView {
    let items = problems
        .into_iter()
        .map(|problem| view! { <li>{problem.to_string()}</li> })
        .collect_view();
    view! {
        <section class="broken" id=block.id aria-label="A widget block that could not be read">
            <p>
                <b>"This block could not be read, so there is no picture here."</b>
                " For the author of the lesson:"
            </p>
            <ul>{items}</ul>
            <pre tabindex="0"><code>{block.source}</code></pre>
        </section>
    }
}
