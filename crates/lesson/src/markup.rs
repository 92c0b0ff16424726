//! Safe HTML as a type of its own: only this crate makes it, so whoever shows it may trust it.
//! Knows nothing of widgets.

use serde::{Deserialize, Serialize};

/// HTML made by this crate from Markdown: raw HTML escaped, links limited to safe schemes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Markup(pub(crate) String);

impl Markup {
    /// The HTML text, safe to put into a page as it is.
    pub fn as_html(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
