//! The two ways through the engine's inner loops, and how one of them is chosen.
//! Knows no case.

/// A way through the inner loops.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// One element in each turn.
    OneAtATime,
    /// Several elements in one register.
    Simd128,
}

impl Way {
    /// Both, the plain one first.
    pub const BOTH: [Way; 2] = [Way::OneAtATime, Way::Simd128];

    /// Lets the engine go this way from now on.
    pub fn set(self) {}
}
