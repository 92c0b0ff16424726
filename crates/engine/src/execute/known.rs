//! What a replay of a fold remembers of each result, so that touches asked for in order take no more than one step each.
//! Knows numbers of results and of visits; folds nothing.

use std::cell::RefCell;

use crate::scalar::Scalar;

/// What stood in each result when it was looked at last, so that touches asked for in order need no folding anew.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(RefCell<Vec<Option<Stood>>>);

/// How often the loops had come to a result, the run in the last of these visits, and the value then.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stood {
    pub(super) visit: i64,
    pub(super) run: i64,
    /// Whether that is the last run of the visit.
    pub(super) last: bool,
    pub(super) value: Option<Scalar>,
}

impl Known {
    fn stood(&self, result: i64) -> Option<Stood> {
        let all = self.0.borrow();
        all.get(usize::try_from(result).ok()?).copied().flatten()
    }

    /// The value after a whole visit, if that was looked at last.
    pub(super) fn after(&self, result: i64, visit: i64) -> Option<Option<Scalar>> {
        let stood = self.stood(result)?;
        (stood.visit == visit && stood.last).then_some(stood.value)
    }

    /// The value after a run of a visit, if that was looked at last.
    pub(super) fn after_run(&self, result: i64, visit: i64, run: i64) -> Option<Option<Scalar>> {
        let stood = self.stood(result)?;
        (stood.visit == visit && stood.run == run).then_some(stood.value)
    }

    pub(super) fn keep(&self, result: i64, stood: Stood) {
        let Ok(place) = usize::try_from(result) else {
            return;
        };
        let mut all = self.0.borrow_mut();
        if all.len() <= place {
            all.resize(place + 1, None);
        }
        all[place] = Some(stood);
    }
}
