//! The page's address as a place for state: reads a widget's part of the query, writes a link, copies it.
//! Knows names and texts only; what a text means is the widget's affair.

use web_sys::UrlSearchParams;

/// What the address says of a name, if anything.
pub fn parameter(name: &str) -> Option<String> {
    let search = super::window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// The address of this page with these parameters (and no others), leading to an element.
pub fn link(parameters: &[(String, String)], element: &str) -> Option<String> {
    let location = super::window()?.location();
    let search = UrlSearchParams::new().ok()?;
    for (name, value) in parameters {
        search.append(name, value);
    }
    let origin = location.origin().ok()?;
    let path = location.pathname().ok()?;
    // Commas, colons and tildes are allowed in a query; left as they are, a link can be read.
    let query = String::from(search.to_string())
        .replace("%2C", ",")
        .replace("%3A", ":")
        .replace("%3B", ";")
        .replace("%7E", "~");
    Some(format!("{origin}{path}?{query}#{element}"))
}

/// Puts text on the clipboard; says whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = super::window() else {
        return false;
    };
    // Pages that are not served securely have no clipboard at all.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into());
    if clipboard.is_ok_and(|clipboard| clipboard.is_undefined()) {
        return false;
    }
    let promise = window.navigator().clipboard().write_text(text);
    settled(promise).await
}

#[cfg(target_arch = "wasm32")]
async fn settled(promise: js_sys::Promise) -> bool {
    wasm_bindgen_futures::JsFuture::from(promise).await.is_ok()
}

#[cfg(not(target_arch = "wasm32"))]
async fn settled(_promise: js_sys::Promise) -> bool {
    false
}
