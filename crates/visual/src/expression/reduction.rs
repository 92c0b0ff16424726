//! Reductions: the engine's call for what a reader's arguments ask.
//! Knows the engine's reductions by name; their parameters are in `functions`.

use super::convert::{result, too_many};
use super::evaluate::MOST_ELEMENTS;
use super::raised::Raised;
use super::taken::Taken;
use super::value::Value;
use engine::reduce::{self, Options};

/// The parameters of `np.add.reduce`.
pub(super) const OF_UFUNC: &str = "array axis= dtype= !out= keepdims= !initial= !where=";

/// Folds the first of the arguments as the others say; along `axis` where they say nothing of axes.
pub(super) fn run(name: &'static str, with: &Taken, axis: Option<i64>) -> Result<Value, Raised> {
    let array = with.first_array()?;
    if array.size() > MOST_ELEMENTS {
        return Err(too_many());
    }
    let axis = axis.filter(|_| !with.is_given("axis"));
    let options = Options {
        axis: with
            .list("axis")
            .or(axis.as_ref().map(std::slice::from_ref)),
        keepdims: with.flag("keepdims", false),
        dtype: with.dtype(),
        ddof: with.whole("ddof", 0) as f64,
        ..Options::default()
    };
    Ok(result(reduce::call(name, array, options)?))
}
