//! What a widget lets a reader do, as plain data: controls, messages, failures and repairs.
//! The page turns them into buttons and fields and knows no widget in particular.

/// One thing a reader can set or press.
#[derive(Clone, PartialEq, Debug)]
pub enum Control {
    /// A line of text. What is typed stays as it is, even when it cannot be used, until the field is left.
    Text {
        /// Names it in a message.
        id: String,
        /// Its accessible name, such as `shape of a`.
        label: String,
        /// What stands in it.
        value: String,
        /// Why it cannot be used, in words.
        problem: Option<String>,
    },
    /// A number with one button down and one up; the message's value is the new number.
    Stepper {
        /// Names it in a message.
        id: String,
        /// Its accessible name, such as `axis 0 of a`.
        label: String,
        /// The number now.
        value: i64,
        /// The smallest number.
        least: i64,
        /// The largest number.
        most: i64,
        /// The control it belongs to, by id.
        group: String,
    },
    /// One of several options; the message's value is the option's.
    Choice {
        /// Names it in a message.
        id: String,
        /// Its accessible name.
        label: String,
        /// The option now.
        value: String,
        /// Every option, in order, grouped.
        options: Vec<OptionGroup>,
        /// The control it belongs to, by id; empty when it stands alone.
        group: String,
    },
    /// Something to press; the message's value is empty.
    Button {
        /// Names it in a message.
        id: String,
        /// Its accessible name; begins with its face where that is a word.
        label: String,
        /// What stands on it: a word or a sign.
        face: &'static str,
        /// Whether it can be pressed now.
        disabled: bool,
        /// The control it belongs to, by id; empty when it stands alone.
        group: String,
    },
}

impl Control {
    /// What names the control in a message.
    pub fn id(&self) -> &str {
        match self {
            Control::Text { id, .. }
            | Control::Stepper { id, .. }
            | Control::Choice { id, .. }
            | Control::Button { id, .. } => id,
        }
    }
}

/// Options under one heading.
#[derive(Clone, PartialEq, Debug)]
pub struct OptionGroup {
    /// The heading; empty when there is none.
    pub label: String,
    /// Value and visible text of each option.
    pub options: Vec<(String, String)>,
}

/// A step with an arrow key.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Direction {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// What a reader did.
#[derive(Clone, PartialEq, Debug)]
pub enum Msg {
    /// Set or pressed a control; a repair is pressed by its id.
    Control {
        /// Which one.
        id: String,
        /// To what.
        value: String,
    },
    /// Left a line of text with something new in it.
    Leave {
        /// Which one.
        id: String,
    },
    /// Chose the cell of this key, or nothing.
    Choose(Option<String>),
    /// Moved from the chosen cell to a neighbour.
    Move(Direction),
    /// Back to what the author wrote.
    Reset,
}

/// Why there is no result, and every way out that works.
#[derive(Clone, PartialEq, Debug)]
pub struct Failure {
    /// The exception's class, as NumPy names it.
    pub class: String,
    /// NumPy's sentence.
    pub message: String,
    /// What it means here: which axis, which lengths.
    pub explanation: String,
    /// Ways out, each tried on the engine.
    pub repairs: Vec<Repair>,
}

/// One way out.
#[derive(Clone, PartialEq, Debug)]
pub struct Repair {
    /// Send it back in [`Msg::Control`] to apply the repair.
    pub id: String,
    /// What it does, in words.
    pub label: String,
    /// The expression that works.
    pub code: String,
    /// What comes out: the result's shape and bytes, from the engine.
    pub preview: String,
}
