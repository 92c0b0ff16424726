//! Indexing: what may stand between the brackets, prepared once, then turned into a view.
//! Basic indices only give views; gathers come with fancy indices.

pub mod assign;
pub mod basic;

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
        }
    }
}

/// The brackets as Python writes them: `[1:3, np.newaxis]`.
pub fn brackets(indices: &[Index]) -> String {
    let items: Vec<String> = indices.iter().map(ToString::to_string).collect();
    match items.as_slice() {
        [] => "[()]".to_owned(),
        items => format!("[{}]", items.join(", ")),
    }
}
