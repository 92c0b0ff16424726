//! The first page: what this is, one live-looking picture, the list of lessons.
//! Knows lessons by their entries; the picture is the first widget of the first lesson that has one.

use leptos::prelude::*;
use lesson::Spec;
use visual::{Frame as PictureFrame, Widget};

use super::contents::{Contents, ContentsSpec};
use super::shell::{Footer, Notices, TopBar};
use super::{Frame, Site, document};

/// The page's whole text.
pub fn page(site: &Site, picture: Option<&Spec>) -> String {
    let frame = Frame {
        title: "Ndarium: NumPy arrays, seen",
        description: "Lessons on NumPy arrays with live pictures drawn by a real array engine: shapes, strides, views and memory.",
        root: "",
    };
    let contents = ContentsSpec {
        lessons: site.lessons.clone(),
        here: None,
        sections: Vec::new(),
        root: String::new(),
        with_leads: true,
    };
    let pictures = picture
        .and_then(|spec| Widget::init(spec).ok())
        .map(|widget| {
            let story = widget.story();
            let end = story.beat_count() as f64 - 1.0;
            let drawn = |frame| visual::svg_text(&widget.scene(&story, end, frame));
            PictureFrame::ALL.map(drawn).concat()
        });
    let start = site
        .lessons
        .first()
        .map(|entry| format!("lessons/{}/", entry.slug));
    let planned = site.planned.clone();
    document(site, &frame, move || {
        view! {
            <TopBar root=String::new() has_contents=false/>
            <main id="main" class="front">
                <div class="hero">
                    <div>
                        <h1>"See what your arrays really do"</h1>
                        <p class="lead">
                            "Why did that shape fail? Which bytes does this view share? Ndarium runs a real array engine in your browser and draws what it did: the code, the cells and the bytes, side by side, on data you can change."
                        </p>
                        {start.map(|start| view! { <p><a class="start" href=start>"Start with broadcasting"</a></p> })}
                    </div>
                    {pictures.map(|drawn| view! { <figure class="widget" aria-label="One picture from the lesson on broadcasting"><div class="picture" inner_html=drawn></div></figure> })}
                </div>
                <div class="home">
                    <Notices/>
                    <h2 id="lessons">"Lessons"</h2>
                    <Contents spec=contents/>
                    {(!planned.is_empty()).then(|| view! { <Planned titles=planned/> })}
                    <h2>"How it teaches"</h2>
                    <div class="ideas">
                        <div>
                            <h3>"One machine"</h3>
                            <p>"An array is a strip of bytes and a lens over it: shape, strides, offset, dtype. You see the same machine in every lesson."</p>
                        </div>
                        <div>
                            <h3>"Predict first"</h3>
                            <p>"You say what will happen, then the engine does it. If you had another rule in mind, both rules run side by side on the same data."</p>
                        </div>
                        <div>
                            <h3>"Nothing is staged"</h3>
                            <p>"A picture is drawn from the engine\u{2019}s own record of what it read and wrote. Its results, shapes, strides and error words are NumPy\u{2019}s."</p>
                        </div>
                    </div>
                </div>
            </main>
            <Footer/>
        }
    })
}

#[component]
fn Planned(titles: Vec<String>) -> impl IntoView {
    let items = titles
        .into_iter()
        .map(|title| view! { <li>{title}</li> })
        .collect_view();
    view! {
        <h3>"Planned, not written yet"</h3>
        <ul class="planned">{items}</ul>
    }
}
