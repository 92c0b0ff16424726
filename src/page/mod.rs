//! Whole static pages as text: the head, the shell around a page's content, and each kind of page.
//! Runs natively; writes no file and reads none.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties, also those it only reads"
)]

pub mod contents;
pub mod home;
pub mod lesson;
pub mod not_found;
pub mod shell;
pub mod site;

use ::lesson::json::{self, ToJson};
use leptos::prelude::*;

/// The files the build made, as the pages name them: relative to the folder of all pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltFiles {
    /// The style sheet.
    pub style: String,
    /// The module that starts the app.
    pub script: String,
    /// The app itself.
    pub wasm: String,
    /// The icon.
    pub icon: String,
}

/// One lesson as lists of lessons show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its folder below `lessons/`.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its row in the curriculum.
    pub chapter: Option<u32>,
    /// Its lead.
    pub lead: String,
    /// Minutes of reading and doing.
    pub minutes: u32,
    /// Ids of the questions and exercises that make its progress.
    pub items: Vec<String>,
}

::lesson::json_records! {
    Entry { slug, title, chapter, lead, minutes, items }
}

/// What every page of the site knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The built files.
    pub files: BuiltFiles,
    /// The lessons there are, in reading order.
    pub lessons: Vec<Entry>,
    /// Titles of lessons that are planned.
    pub planned: Vec<String>,
}

/// What differs from page to page around its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// The document's title.
    pub title: &'a str,
    /// One sentence for link previews and search results.
    pub description: &'a str,
    /// The way up to the folder of all pages: `""` or `"../../"`. Relative, so that any sub-path will do.
    pub root: &'a str,
}

/// A whole page: the head and the drawn content.
pub fn document<V: IntoView + 'static>(
    site: &Site,
    frame: &Frame<'_>,
    content: impl FnOnce() -> V,
) -> String {
    let body = html_from_view(content);
    let BuiltFiles {
        style,
        script,
        wasm,
        icon,
    } = &site.files;
    let Frame { root, .. } = frame;
    let (title, description) = (escape(frame.title), escape(frame.description));
    let (before_paint, start) = (BEFORE_PAINT, START);
    format!(
        "<!doctype html>\n<html lang=\"en\" data-theme=\"system\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<meta name=\"description\" content=\"{description}\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"icon\" href=\"{root}{icon}\" type=\"image/svg+xml\">\n\
         <script>{before_paint}</script>\n<link rel=\"stylesheet\" href=\"{root}{style}\">\n\
         <noscript><style>.needs-app{{display:none!important}}</style></noscript>\n\
         </head>\n<body>\n{body}\n\
         <script type=\"module\" data-script=\"{root}{script}\" data-wasm=\"{root}{wasm}\" id=\"start\">{start}</script>\n\
         </body>\n</html>\n"
    )
}

/// Sets the reader's theme before anything is painted, so that no page flashes.
const BEFORE_PAINT: &str = "try{document.documentElement.dataset.theme=localStorage.getItem('ndarium.theme')||'system'}catch{}";

/// Fetches the app only after the text has been painted; says so when the browser cannot run it.
/// The bytes are the smallest module that needs SIMD128: one function that returns `i8x16.splat(0)`.
const START: &str = "
const root=document.documentElement,{script,wasm}=document.getElementById('start').dataset;
const simd=typeof WebAssembly==='object'&&WebAssembly.validate(new Uint8Array([0,97,115,109,1,0,0,0,1,5,1,96,0,1,123,3,2,1,0,10,8,1,6,0,65,0,253,15,11]));
const painted=()=>new Promise(go=>{
 setTimeout(go,document.hidden?0:2000);
 try{new PerformanceObserver((list,seen)=>{if(list.getEntriesByName('first-contentful-paint').length){seen.disconnect();go()}}).observe({type:'paint',buffered:true})}catch{setTimeout(go,50)}
});
if(!simd)root.dataset.engine='missing';
else painted().then(()=>import(new URL(script,document.baseURI))).then(app=>app.default({module_or_path:new URL(wasm,document.baseURI)})).catch(why=>{root.dataset.engine='failed';console.error(why)});
";

/// Draws a view as text.
pub fn html_from_view<V: IntoView + 'static>(content: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| content().into_view().to_html());
    // Markers between neighboring texts serve hydration only; the islands mount afresh.
    html.replace("<!>", "").replace("<!---->", "")
}

/// Text made safe for HTML text and attribute values.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// Data for an island, safe inside a `<script>` element.
pub fn island_json<T: ToJson>(value: &T) -> String {
    // "<" is the only character that could end the element or open a comment in it.
    json::to_text(value).replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn island_data_cannot_leave_its_element() {
        let json = island_json(&"</script><!-- \u{2028}");
        assert!(!json.contains('<'), "{json}");
        assert_eq!(
            serde_json::from_str::<String>(&json).expect("still JSON"),
            "</script><!-- \u{2028}"
        );
    }

    #[test]
    fn titles_are_escaped() {
        let site = Site {
            files: BuiltFiles {
                style: "s.css".into(),
                script: "a.js".into(),
                wasm: "a.wasm".into(),
                icon: "i.svg".into(),
            },
            lessons: Vec::new(),
            planned: Vec::new(),
        };
        let frame = Frame {
            title: "<script>\"",
            description: "a & b",
            root: "../",
        };
        let page = document(&site, &frame, || view! { <p>"x"</p> });
        assert!(page.contains("<title>&lt;script>&quot;</title>"), "{page}");
        assert!(page.contains("href=\"../s.css\""), "{page}");
    }
}
