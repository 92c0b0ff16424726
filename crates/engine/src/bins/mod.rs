//! Searching sorted arrays and counting what falls where: `searchsorted`, `digitize`, `bincount`, histograms.
//! Knows arrays; the search itself is in `search`, counting in `count`.

mod count;
mod edges;
mod estimate;
mod grid;
mod histogram;
mod search;

pub use count::bincount;
pub use edges::Bins;
pub use grid::{Grid, GridBins, histogram2d, histogramdd};
pub use histogram::{Given, histogram, histogram_bin_edges};
pub(crate) use search::check_one_axis;
pub use search::{Side, digitize, searchsorted};
