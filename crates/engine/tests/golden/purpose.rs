//! The differences on purpose: patterns from the document that gives their reasons.
//! A pattern that excuses no case is itself wrong, so that the document stays true.

/// The patterns in the order of the document.
pub(crate) struct Purposes(Vec<Purpose>);

struct Purpose {
    /// The heading over its reason.
    heading: String,
    /// `group: what differs: case`; a star stands for anything.
    pattern: String,
    /// How many cases it has excused.
    used: usize,
}

impl Purposes {
    /// Reads every line of every fenced block, under the heading it stands below.
    ///
    /// # Errors
    /// When a block stands under no heading, or under one that gives no reason.
    pub(crate) fn parse(document: &str) -> Result<Self, String> {
        let mut purposes = Vec::new();
        let mut heading = "";
        let mut reason = false;
        let mut fenced = false;
        for line in document.lines() {
            if line.starts_with("```") {
                fenced = !fenced;
                if fenced && (heading.is_empty() || !reason) {
                    return Err(format!("ON_PURPOSE.md: no reason given under `{heading}`"));
                }
            } else if fenced && !line.trim().is_empty() {
                purposes.push(Purpose {
                    heading: heading.to_owned(),
                    pattern: line.trim().to_owned(),
                    used: 0,
                });
            } else if let Some(text) = line.strip_prefix("## ") {
                (heading, reason) = (text, false);
            } else if !line.trim().is_empty() {
                reason = true;
            }
        }
        Ok(Self(purposes))
    }

    /// Whether a differing case is one of those meant. `kinds` says in which ways it differs: `dtype, strides`.
    pub(crate) fn excuse(&mut self, group: &str, kinds: &str, line: &str) -> bool {
        let named = format!("{group}: {kinds}: {line}");
        for purpose in &mut self.0 {
            if matches(&purpose.pattern, &named) {
                purpose.used += 1;
                return true;
            }
        }
        false
    }

    /// Each heading in the document's order, with how many cases its patterns have excused.
    pub(crate) fn reasons(&self) -> Vec<(&str, usize)> {
        let mut reasons: Vec<(&str, usize)> = Vec::new();
        for purpose in &self.0 {
            match reasons
                .iter_mut()
                .find(|(known, _)| *known == purpose.heading)
            {
                Some((_, count)) => *count += purpose.used,
                None => reasons.push((&purpose.heading, purpose.used)),
            }
        }
        reasons
    }

    /// A complaint for every pattern that excused nothing.
    pub(crate) fn unused(&self) -> Vec<String> {
        let idle = self.0.iter().filter(|purpose| purpose.used == 0);
        idle.map(|purpose| {
            format!(
                "ON_PURPOSE.md, under `{}`: no case differs any more for {}",
                purpose.heading, purpose.pattern
            )
        })
        .collect()
    }
}

/// Whether the text is the pattern, each star standing for any characters.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(place) => rest = &rest[place + part.len()..],
            None => return false,
        }
    }
    rest.is_empty()
}
