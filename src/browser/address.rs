//! The page's address as a place for state: reads a widget's part of the query, writes a link, copies it.
//! Knows names and texts only; what a text means is the widget's affair.

use std::rc::Rc;

use web_sys::UrlSearchParams;

use super::events;

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
    let query = readable(&String::from(search.to_string()));
    Some(format!("{origin}{path}?{query}#{element}"))
}

/// Commas, colons and tildes are allowed in a query; left as they are, a link can be read.
fn readable(query: &str) -> String {
    let mut pieces = query.split('%');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let plain = match piece.as_bytes() {
            [b'2', b'C', ..] => ",",
            [b'3', b'A', ..] => ":",
            [b'3', b'B', ..] => ";",
            [b'7', b'E', ..] => "~",
            _ => "",
        };
        text += if plain.is_empty() { "%" } else { plain };
        text += &piece[2 * plain.len()..];
    }
    text
}

/// Puts text on the clipboard, then tells whether the browser allowed it.
pub fn copy(text: &str, tell: impl Fn(bool) + 'static) {
    let Some(window) = super::window() else {
        return;
    };
    let navigator = window.navigator();
    // Pages that are not served securely have no clipboard at all.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into());
    if clipboard.is_ok_and(|clipboard| clipboard.is_undefined()) {
        tell(false);
        return;
    }
    let tell = Rc::new(tell);
    let refused = tell.clone();
    let allowed = events::callback(move |_| tell(true));
    let refused = events::callback(move |_| refused(false));
    // What comes of the telling is nobody's concern.
    let _ = navigator
        .clipboard()
        .write_text(text)
        .then2(&allowed, &refused);
    // The browser keeps both until one is called.
    allowed.into_js_value();
    refused.into_js_value();
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn what_may_stand_in_a_query_stands_there() {
        assert_eq!(readable("a=3%2C4%3B%3A&b=%7E%2B"), "a=3,4;:&b=~%2B");
        assert_eq!(readable("%2"), "%2");
        assert_eq!(readable("plain"), "plain");
    }
}
