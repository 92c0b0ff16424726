//! The page a static host may show for an address that leads nowhere.
//! Its addresses hold in the folder of all pages; a host that shows it deeper shows it plainly, text first.

use leptos::prelude::*;

use super::shell::TopBar;
use super::{Frame, Site, document};

/// The page's whole text.
pub fn page(site: &Site) -> String {
    let frame = Frame {
        title: "Not found · Ndarium",
        description: "There is no page at this address.",
        root: "",
    };
    document(site, &frame, || {
        view! {
            <TopBar root=String::new() has_contents=false/>
            <main id="main" class="alone">
                <h1>"There is no page here"</h1>
                <p>"The address may be old or mistyped. " <a href="./">"All lessons"</a> " are on the first page."</p>
            </main>
        }
    })
}
