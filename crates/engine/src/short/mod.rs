//! Lists that are mostly short: operands, loops, the bytes of one element. With the feature `in_place` they are `smallvec`'s
//! and most need no allocation; without it they are `Vec`s under the same name, for which there is far less code.

#[cfg(not(feature = "in_place"))]
mod apart;

#[cfg(not(feature = "in_place"))]
pub use apart::SmallVec;
#[cfg(feature = "in_place")]
pub use smallvec::SmallVec;

/// A short list of these elements.
macro_rules! short {
    ($($element:expr),* $(,)?) => {
        $crate::short::SmallVec::from_iter([$($element),*])
    };
}
pub(crate) use short;
