//! Searching sorted arrays and counting what falls where: `searchsorted`, `digitize`, `bincount`, histograms.
//! Knows arrays; the search itself is in `search`, counting in `count`.

mod count;
mod search;

pub use count::bincount;
pub use search::{Side, digitize, searchsorted};
