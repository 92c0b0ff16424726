//! A lesson page: prose as it stands, and each widget block as an island drawn for its first moment.
//! Knows the parsed lesson, not its Markdown.

use leptos::prelude::*;
use lesson::spec::QuestionSpec;
use lesson::{Block, LessonDoc, Problem, Spec, WidgetBlock};
use visual::Node;

use super::contents::Section;
use super::shell::{Footer, Notices, SideContents, TopBar};
use super::{Entry, Frame, Site, document, island_json};
use crate::figure::{Figure, view};
use crate::practice::{Practice, parts};
use crate::work::Work;

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
    let (kind, json, still) = match spec {
        Spec::Broadcast(broadcast) => ("figure", island_json(broadcast), figure_at_rest(spec)),
        _ => ("practice", island_json(spec), practice_at_rest(spec)),
    };
    let inside = format!("<script type=\"application/json\">{json}</script>{still}");
    view! { <div data-island=kind id=id inner_html=inside></div> }.into_any()
}

/// Practice as it stands before the app runs. Without scripts a question still has an answer.
fn practice_at_rest(spec: &Spec) -> String {
    let practice = Practice::new(spec.clone(), "", &Work::default(), Vec::new);
    let still = practice.map(|practice| practice.nodes(false).to_html());
    let answer = match spec {
        Spec::Question(spec) => answer(spec).map(|answer| answer.to_html()),
        _ => None,
    };
    still.into_iter().chain(answer).collect()
}

fn answer(spec: &QuestionSpec) -> Option<Node> {
    let right = spec.right_option()?;
    let words = spec.measure.in_words(&right.answer);
    let details = Node::new("details", "details")
        .set("class", "quiz")
        .with(Node::new("summary", "summary").says("Show the answer"))
        .with(Node::new("answer", "p").with(Node::new("words", "b").says(words)))
        .with(parts::markup("why", "div", &right.why));
    Some(Node::new("scriptless", "noscript").with(details))
}

/// A figure as it stands before the app runs.
fn figure_at_rest(spec: &Spec) -> String {
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
    still.to_html()
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
