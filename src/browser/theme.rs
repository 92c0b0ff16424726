//! Light, dark, or as the system has it: kept in the browser, set on the root element.
//! A few lines of script in the page's head do the same before the first paint.

/// The reader's choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The storage key, read by the head's script too.
pub const KEY: &str = "ndarium.theme";

impl Theme {
    /// Every choice, in the order of the switch.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The word kept in storage and set on the root element.
    pub fn word(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The choice kept in this browser.
    pub fn stored() -> Self {
        let word = super::window()
            .and_then(|window| window.local_storage().ok().flatten())
            .and_then(|storage| storage.get_item(KEY).ok().flatten());
        Self::ALL
            .into_iter()
            .find(|theme| Some(theme.word()) == word.as_deref())
            .unwrap_or_default()
    }

    /// Sets the choice and keeps it.
    pub fn apply(self) {
        if let Some(root) = super::document().and_then(|document| document.document_element()) {
            // Setting a plain attribute cannot fail.
            let _ = root.set_attribute("data-theme", self.word());
        }
        if let Some(storage) =
            super::window().and_then(|window| window.local_storage().ok().flatten())
        {
            // A full or forbidden storage only costs the choice at the next visit.
            let _ = storage.set_item(KEY, self.word());
        }
    }
}
