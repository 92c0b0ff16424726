//! How much room a piece of text needs, estimated on the wide side, since pictures are laid out without a font at hand.
//! Knows font sizes, no layout.

/// The kinds of text a picture holds; CSS gives each its face and its colour.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Font {
    /// An array's name.
    Name,
    /// Facts about an array: shape, strides, bytes.
    Meta,
    /// A remark beside the shape table.
    Note,
    /// A small heading.
    Cap,
    /// An operator between arrays.
    Op,
    /// An address equation.
    Equation,
    /// A value in a cell.
    Value,
    /// A value in a small cell.
    SmallValue,
    /// A byte offset under a cell of memory, or a count of what is left out.
    Sub,
}

impl Font {
    /// Size in units.
    pub fn size(self) -> f64 {
        match self {
            Font::Name => 16.0,
            Font::Meta | Font::Note | Font::SmallValue => 13.0,
            Font::Cap => 12.5,
            Font::Op => 22.0,
            Font::Equation => 14.0,
            Font::Value => 15.0,
            Font::Sub => 10.5,
        }
    }

    /// Whether every character is equally wide.
    pub fn is_mono(self) -> bool {
        !matches!(self, Font::Meta | Font::Note | Font::Cap)
    }

    /// Units from one line to the next, a whole number: what lies on whole units is drawn crisply.
    pub fn line(self) -> f64 {
        (self.size() * 1.38).round()
    }

    /// Units a text takes at most, a whole number.
    pub fn width(self, text: &str) -> f64 {
        let ems: f64 = if self.is_mono() {
            0.62 * text.chars().count() as f64
        } else {
            let bold = if self == Font::Cap { 1.1 } else { 1.0 };
            bold * text.chars().map(sans_em).sum::<f64>()
        };
        (ems * self.size()).ceil()
    }
}

/// Widths of a wide sans-serif face; narrower faces leave a little air.
fn sans_em(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '|' => 0.29,
        ' ' | '.' | ',' | ':' | ';' | '·' => 0.33,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 0.42,
        's' | 'c' | 'z' | 'J' | 'I' | 'v' | 'x' | 'y' | 'k' => 0.6,
        'm' | 'M' | 'W' | 'w' | '…' | '%' => 1.0,
        '→' | '×' | '−' | '+' | '=' | '<' | '>' | '≠' | '_' => 0.85,
        'A'..='Z' => 0.78,
        _ => 0.64,
    }
}

/// The text cut to a width, with `…` where something was left out.
pub fn shorten(text: &str, font: Font, width: f64) -> String {
    if font.width(text) <= width {
        return text.to_owned();
    }
    let mut kept: String = text.to_owned();
    while kept.pop().is_some() {
        let cut = format!("{}…", kept.trim_end());
        if font.width(&cut) <= width {
            return cut;
        }
    }
    "…".to_owned()
}

/// The text broken at spaces into lines of at most `width` units; a longer word has a line to itself, shortened.
pub fn wrap(text: &str, font: Font, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word = shorten(word, font, width);
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if font.width(&longer) <= width {
                *line = longer;
                continue;
            }
        }
        lines.push(word);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_only_when_it_must_be() {
        assert_eq!(shorten("12", Font::Value, 40.0), "12");
        let cut = shorten("0.3333333333333333", Font::Value, 60.0);
        assert!(cut.ends_with('…') && cut.starts_with("0.3"), "{cut}");
        assert!(Font::Value.width(&cut) <= 60.0);
        assert_eq!(shorten("anything", Font::Value, 1.0), "…");
    }

    #[test]
    fn wrapped_lines_hold_every_word_and_fit() {
        let text = "missing axis counts as 1, then stretches to 3";
        let lines = wrap(text, Font::Note, 150.0);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| Font::Note.width(line) <= 150.0));
    }
}
