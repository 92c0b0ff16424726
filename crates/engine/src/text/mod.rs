//! Arrays as text and text as arrays: `savetxt`, `loadtxt`, `genfromtxt`, `fromstring`. Texts come in and go out;
//! no file is known here. The whole room stands behind the feature `text`.

mod float;
mod load;
mod number;
mod percent;
mod save;
mod sequence;
mod tokens;

pub use load::{Load, Loaded, loadtxt};
pub use save::{Formats, Save, savetxt};
pub use sequence::fromstring;
