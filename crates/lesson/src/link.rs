//! Which addresses a lesson may point to. Knows addresses only.

/// Where a link leads, if it may be followed; or the reason why not.
pub(crate) fn check_link(address: &str) -> Result<(), String> {
    match scheme(address).as_deref() {
        None => check_relative(address),
        Some("http" | "https" | "mailto") => Ok(()),
        Some(other) => Err(format!(
            "a link may not use `{}:`",
            crate::nearest::clipped(other)
        )),
    }
}

/// Images come from the lesson's own files, so that a page needs nothing from elsewhere.
pub(crate) fn check_image(address: &str) -> Result<(), String> {
    match scheme(address) {
        None => check_relative(address),
        Some(_) => Err("an image must be one of the lesson's own files".to_owned()),
    }
}

fn check_relative(address: &str) -> Result<(), String> {
    // Browsers read `\` as `/`, and skip blanks and control characters at the front.
    let seen = visible(address).replace('\\', "/");
    if seen.starts_with('/') {
        return Err("an address may not start with `/`".to_owned());
    }
    Ok(())
}

/// The scheme as a browser would find it: what precedes the first `:`, unless `/`, `?` or `#`
/// comes earlier. Tabs, line ends and control characters do not hide it.
fn scheme(address: &str) -> Option<String> {
    let seen = visible(address);
    let end = seen.find([':', '/', '\\', '?', '#'])?;
    let (before, after) = seen.split_at(end);
    after.starts_with(':').then(|| before.to_ascii_lowercase())
}

fn visible(address: &str) -> String {
    address
        .chars()
        .filter(|letter| !letter.is_control() && !letter.is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_links_pass() {
        for address in [
            "https://numpy.org/doc/",
            "http://example.org",
            "mailto:reader@example.org",
            "../slicing/",
            "#cost",
            "notes.html?x=a:b",
            "",
        ] {
            assert_eq!(check_link(address), Ok(()), "{address}");
        }
    }

    #[test]
    fn scripts_and_foreign_roots_do_not() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:x",
            "//elsewhere.example",
            "\\\\elsewhere.example",
            "/\\elsewhere.example",
            "/absolute",
        ] {
            assert!(check_link(address).is_err(), "{address}");
        }
    }

    #[test]
    fn images_are_local() {
        assert_eq!(check_image("strip.svg"), Ok(()));
        assert!(check_image("https://example.org/a.png").is_err());
        assert!(check_image("data:image/png;base64,AA").is_err());
    }
}
