//! Arrays as text and text as arrays: `savetxt`, `loadtxt`, `genfromtxt`, `fromstring`. Texts come in and go out;
//! no file is known here. The whole room stands behind the feature `text`.

mod converter;
mod float;
mod generic;
mod load;
mod names;
mod number;
mod options;
mod percent;
mod rows;
mod save;
mod sequence;
mod split;
mod tokens;

pub(crate) use percent::{Style, percent_in};

pub use converter::Convert;
pub use generic::genfromtxt;
pub use load::{Converters, Load, Loaded, loadtxt};
pub use names::{Case, NameRules};
pub use options::{Column, Columns, Generic, Names, PerColumn};
pub use save::{Formats, Save, savetxt};
pub use sequence::fromstring;
pub use split::Delimiter;
