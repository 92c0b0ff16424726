//! Searching sorted arrays and counting what falls where: `searchsorted`, `digitize`, `bincount`, histograms.
//! Knows arrays; the search itself is in `search`, counting in `count`.

mod count;
mod search;

pub use count::bincount;
pub(crate) use search::check_one_axis;
pub use search::{Side, digitize, searchsorted};
