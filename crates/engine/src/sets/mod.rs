//! Sets: `unique` with its returns, `isin`, and the set operations on sorted unique elements.
//! Composed of sorts, comparisons and takes, step for step as NumPy composes them.

mod member;
mod unique;

pub use member::{IsinKind, intersect1d, intersect1d_places, isin, setdiff1d, setxor1d, union1d};
pub use unique::{
    Unique, Wanted, unique, unique_all, unique_counts, unique_inverse, unique_values,
};
