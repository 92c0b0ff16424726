//! Indexing: what may stand between the brackets, prepared once, then turned into a view, a gather or a scatter.
//! Beside it, NumPy's functions that take, put, choose or find elements by index. Each concept has a file.

mod advanced;
#[cfg(all(feature = "kept", feature = "lanes"))]
mod again;
mod along;
pub mod assign;
pub mod basic;
mod compress;
mod fancy;
mod geometry;
pub mod grid;
mod nonzero;
mod put;
pub mod select;
mod take;

use crate::array::Array;
use crate::error::Result;

/// One item between the brackets of `a[...]`.
#[derive(Clone, Debug)]
pub enum Index {
    /// `a[2]`, `a[-1]`: picks one and drops the axis.
    Int(i64),
    /// `a[start:stop:step]`, each part optional.
    Slice {
        /// First index, negative from the end.
        start: Option<i64>,
        /// Index after the last.
        stop: Option<i64>,
        /// Step, not 0; negative walks backward.
        step: Option<i64>,
    },
    /// `np.newaxis`, `None`: a new axis of length 1.
    NewAxis,
    /// `...`: as many full slices as are needed.
    Ellipsis,
    /// An index array or a truth value, made with `Index::from`.
    Advanced(Advanced),
}

/// An item that picks elements by value rather than by a rule.
///
/// It carries the ways in which it reads and writes, so that a program which makes none holds no gather and no scatter.
#[derive(Clone, Debug)]
pub struct Advanced {
    what: What,
    ways: &'static Ways,
}

/// What an advanced item picks by.
#[derive(Clone, Debug)]
enum What {
    /// Integers pick elements of one axis, in any order and as often as they are named; truth values are a mask, which
    /// keeps elements of as many axes as it has.
    Array(Array),
    /// `True` or `False` by itself: a new axis of length 1 or 0, as a mask without axes.
    Truth(bool),
}

/// How brackets with advanced items read, and how they write.
#[derive(Debug)]
struct Ways {
    read: fn(&Array, &[Index]) -> Result<Array>,
    write: fn(&Array, &[Index], assign::Value<'_>) -> Result<()>,
}

static WAYS: Ways = Ways {
    read: Array::index_advanced,
    write: Array::assign_advanced,
};

impl Advanced {
    /// The index array; nothing for a truth value. The very array, with its buffer shared.
    pub fn array(&self) -> Option<&Array> {
        match &self.what {
            What::Array(array) => Some(array),
            What::Truth(_) => None,
        }
    }
}

/// Index arrays are equal when they look at the same bytes in the same way.
impl PartialEq for Index {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Index::Int(one), Index::Int(other)) => one == other,
            (
                Index::Slice { start, stop, step },
                Index::Slice {
                    start: other_start,
                    stop: other_stop,
                    step: other_step,
                },
            ) => (start, stop, step) == (other_start, other_stop, other_step),
            (Index::NewAxis, Index::NewAxis) | (Index::Ellipsis, Index::Ellipsis) => true,
            (Index::Advanced(one), Index::Advanced(other)) => match (&one.what, &other.what) {
                (What::Array(one), What::Array(other)) => {
                    one.same_owner(other) && one.layout == other.layout && one.dtype == other.dtype
                }
                (What::Truth(one), What::Truth(other)) => one == other,
                _ => false,
            },
            _ => false,
        }
    }
}

impl Eq for Index {}

impl Index {
    /// `:`, the whole axis.
    pub const ALL: Index = Index::Slice {
        start: None,
        stop: None,
        step: None,
    };

    /// `start:stop`.
    pub fn range(start: i64, stop: i64) -> Self {
        Index::Slice {
            start: Some(start),
            stop: Some(stop),
            step: None,
        }
    }

    /// Whether the item is an array or a truth value, so that elements are copied rather than viewed.
    pub fn is_advanced(&self) -> bool {
        matches!(self, Index::Advanced(_))
    }

    /// The index array, where the item is one: the very array, in its own shape and dtype.
    pub fn array(&self) -> Option<&Array> {
        match self {
            Index::Advanced(advanced) => advanced.array(),
            _ => None,
        }
    }

    /// `::step`.
    pub fn every(step: i64) -> Self {
        Index::Slice {
            start: None,
            stop: None,
            step: Some(step),
        }
    }
}

impl From<i64> for Index {
    fn from(index: i64) -> Self {
        Index::Int(index)
    }
}

impl From<Array> for Index {
    fn from(array: Array) -> Self {
        Index::Advanced(Advanced {
            what: What::Array(array),
            ways: &WAYS,
        })
    }
}

impl From<bool> for Index {
    fn from(truth: bool) -> Self {
        Index::Advanced(Advanced {
            what: What::Truth(truth),
            ways: &WAYS,
        })
    }
}

impl std::fmt::Display for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let part = |number: &Option<i64>| number.map_or_else(String::new, |n| n.to_string());
        match self {
            Index::Int(index) => write!(f, "{index}"),
            Index::Slice { start, stop, step } => {
                write!(f, "{}:{}", part(start), part(stop))?;
                step.map_or(Ok(()), |step| write!(f, ":{step}"))
            }
            Index::NewAxis => f.write_str("np.newaxis"),
            Index::Ellipsis => f.write_str("..."),
            Index::Advanced(advanced) => match &advanced.what {
                What::Array(array) => f.write_str(&listed(array)),
                What::Truth(truth) => f.write_str(if *truth { "True" } else { "False" }),
            },
        }
    }
}

/// How indices read and write when there are advanced ones among them.
fn ways_of(indices: &[Index]) -> Option<&'static Ways> {
    indices.iter().find_map(|index| match index {
        Index::Advanced(advanced) => Some(advanced.ways),
        _ => None,
    })
}

/// The brackets as Python writes them: `[1:3, np.newaxis]`.
pub fn brackets(indices: &[Index]) -> String {
    let items: Vec<String> = indices.iter().map(ToString::to_string).collect();
    match items.as_slice() {
        [] => "[()]".to_owned(),
        items => format!("[{}]", items.join(", ")),
    }
}

/// A short index array as a Python list, a long one by its dtype and shape.
fn listed(array: &Array) -> String {
    const MOST: i64 = 12;
    match array.shape() {
        [] | [_] if array.size() <= MOST => {
            let items: Vec<String> = array.scalars().map(|value| value.to_string()).collect();
            match array.ndim() {
                0 => items.concat(),
                _ => format!("[{}]", items.join(", ")),
            }
        }
        shape => format!("<{} {}>", array.dtype(), crate::layout::tuple_text(shape)),
    }
}
