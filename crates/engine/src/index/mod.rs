//! Indexing: what may stand between the brackets, prepared once, then turned into a view.
//! Basic indices only give views; gathers come with fancy indices.

/// One item between the brackets of `a[...]`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
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
}
