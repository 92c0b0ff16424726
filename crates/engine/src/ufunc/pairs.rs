//! Two ufuncs in one loop: what the first makes of two floats is taken on by the second while it is still in a register.
//! Rows for chains, which know when two calls may be one; nobody else finds them, and no record names them.
//!
//! A pair computes what its two ufuncs compute one after the other, rounding after each, so every bit is theirs.

use super::table::{Ufunc, each};

/// Where a second ufunc takes what the first has made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    /// As its only input.
    Alone,
    /// Before another input.
    Left,
    /// Behind another input.
    Right,
}

/// Two ufuncs, and the row that is both. Its inputs are those of the first, then the other one of the second.
struct Pair {
    first: &'static str,
    second: &'static str,
    side: Side,
    row: Ufunc,
}

macro_rules! row {
    ($name:expr, $inputs:literal, $loops:expr) => {
        Ufunc {
            name: $name,
            aliases: &[],
            operator: None,
            inputs: $inputs,
            identity: None,
            doc: "",
            groups: &[$loops],
        }
    };
}

/// Every first with every second.
macro_rules! pairs {
    ($($first:literal $operator:tt),*; $alone:tt $beside:tt) => {
        &[$(pairs!(@of $first $operator $alone $beside)),*]
    };
    (@of $first:literal $operator:tt [$($alone:literal |$x:ident| $value:expr),*] [$($beside:literal $other:tt),*]) => {
        &[
            $(Pair {
                first: $first,
                second: $alone,
                side: Side::Alone,
                row: row!(concat!($first, " then ", $alone), 2, each!(binary, [f32, f64], |a, b| {
                    let $x = a $operator b;
                    $value
                })),
            },)*
            $(Pair {
                first: $first,
                second: $beside,
                side: Side::Left,
                row: row!(concat!($first, " then ", $beside), 3, each!(ternary, [f32, f64], |a, b, c| (a $operator b) $other c)),
            },
            Pair {
                first: $first,
                second: $beside,
                side: Side::Right,
                row: row!(concat!($beside, " by ", $first), 3, each!(ternary, [f32, f64], |a, b, c| c $other (a $operator b))),
            },)*
        ]
    };
}

static PAIRS: &[&[Pair]] = pairs!(
    "add" +, "subtract" -, "multiply" *, "divide" /;
    ["square" |x| x * x, "sqrt" |x| x.sqrt(), "absolute" |x| x.abs(), "negative" |x| -x]
    ["add" +, "subtract" -, "multiply" *, "divide" /]
);

/// The row that is two ufuncs, where there is one.
pub(crate) fn pair_of(first: &str, second: &str, side: Side) -> Option<&'static Ufunc> {
    let of_first = PAIRS
        .iter()
        .find(|pairs| pairs.first().is_some_and(|pair| pair.first == first))?;
    let both = of_first
        .iter()
        .find(|pair| pair.side == side && pair.second == second)?;
    Some(&both.row)
}

/// The row of a pair by its name.
#[cfg(all(test, feature = "lanes"))]
pub(crate) fn named(name: &str) -> Option<&'static Ufunc> {
    let mut rows = PAIRS.iter().copied().flatten().map(|pair| &pair.row);
    rows.find(|row| row.name == name)
}
