//! Which way inner loops go: one element at a time, or several in one 128-bit register.
//! A setting of the thread. Plans read it when they are made, and say in `Plan::kernel` what was chosen.

use std::cell::Cell;

/// A way through the inner loops; one is the second opinion of the other. Both give the same bits, but for functions that no
/// instruction computes (`exp`, `log`, `sin`, `cos`): those may differ in the last place, each within one unit of the truth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// Plain loops, one element in each turn.
    OneAtATime,
    /// WebAssembly's SIMD128 where a loop exists for it, plain loops elsewhere. Natively the same loops run on a model of
    /// the instructions, which is correct and not fast.
    Simd128,
}

thread_local! {
    static WAY: Cell<Way> = const { Cell::new(Way::Simd128) };
}

/// The way that plans made from now on will take.
pub fn way() -> Way {
    WAY.get()
}

/// Sets the way of the plans made from now on, on this thread.
pub fn set_way(way: Way) {
    WAY.set(way);
}
