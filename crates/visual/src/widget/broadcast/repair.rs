//! Every way out of shapes that do not fit: newaxis, keepdims, transpose, each tried on the engine before it is offered.
//! The search is bounded: one edit first, two only when one is never enough.

use super::State;
use crate::case::text::{expression, operand_code, reduction_code};
use crate::case::{Given, View, plan, work};
use crate::draw::words::{bytes, shape_text, size_text};
use crate::story::aligner::words::conflict_text;
use crate::widget::control::{Failure, Repair};
use engine::layout::broadcast::align;
use engine::{ErrorClass, limit, ufunc};
use lesson::spec::MAX_AXES;

/// More repairs than this are never offered at once.
const MOST_REPAIRS: usize = 24;

/// Repairs of cases up to this size are run before they are offered; larger ones are planned.
const RUN_BYTES: u128 = 64 * 1024;

/// One change to one operand.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Edit {
    KeepDims,
    View(View),
}

impl Edit {
    /// Changes an operand; says whether it could.
    pub(super) fn apply(&self, given: &mut Given) -> bool {
        match self {
            Edit::KeepDims => match &mut given.from {
                Some(from) if !from.keepdims => {
                    let axis = usize::try_from(from.axis).unwrap_or(usize::MAX);
                    if axis > given.shape.len() || !given.views.is_empty() {
                        return false;
                    }
                    from.keepdims = true;
                    given.shape.insert(axis, 1);
                    true
                }
                _ => false,
            },
            Edit::View(view) => {
                let ndim = given.viewed_shape().len();
                let grows = matches!(view, View::NewAxis(_));
                if !view.fits(ndim) || (grows && ndim >= MAX_AXES) || given.views.len() >= 8 {
                    return false;
                }
                given.views.push(view.clone());
                true
            }
        }
    }

    fn code(&self) -> String {
        match self {
            Edit::KeepDims => "k".to_owned(),
            Edit::View(view) => view_text(view),
        }
    }

    fn parse(text: &str) -> Option<Edit> {
        if text == "k" {
            return Some(Edit::KeepDims);
        }
        parse_view(text).map(Edit::View)
    }
}

/// `n1` or `p1-0`: a view as it stands in links and repair names.
pub(super) fn view_text(view: &View) -> String {
    match view {
        View::NewAxis(place) => format!("n{place}"),
        View::Permute(order) => {
            let axes: Vec<String> = order.iter().map(usize::to_string).collect();
            format!("p{}", axes.join("-"))
        }
    }
}

/// Reads a view.
pub(super) fn parse_view(text: &str) -> Option<View> {
    let axis = |text: &str| {
        let short = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit());
        short.then(|| text.parse::<usize>().ok()).flatten()
    };
    if let Some(place) = text.strip_prefix('n') {
        return axis(place).map(View::NewAxis);
    }
    let order: Option<Vec<usize>> = text.strip_prefix('p')?.split('-').map(axis).collect();
    order.map(View::Permute)
}

/// The edits a repair's name stands for: `1.n1`, `0.p1-0+1.n0`.
pub(super) fn edits_of(name: &str) -> Option<Vec<(usize, Edit)>> {
    name.split('+')
        .map(|part| {
            let (place, edit) = part.split_once('.')?;
            Some((place.parse().ok()?, Edit::parse(edit)?))
        })
        .collect()
}

/// Why there is no result, with every repair that works.
pub(super) fn failure(state: &State) -> Option<Failure> {
    let worked = &state.worked;
    let error = worked.error.as_ref()?;
    let conflict = worked.alignment.conflict();
    let explanation = match (conflict, error.class) {
        (Some(axis), _) => conflict_text(worked, axis),
        (None, ErrorClass::Memory) => memory_text(state),
        (None, ErrorClass::UFuncType) => {
            "The shapes are not to blame: the operation has no loop for these dtypes.".to_owned()
        }
        (None, _) => "The shapes are not to blame.".to_owned(),
    };
    let repairs = if conflict.is_some() {
        repairs(state)
    } else {
        Vec::new()
    };
    Some(Failure {
        class: error.class.name().to_owned(),
        message: error.message.clone(),
        explanation,
        repairs,
    })
}

fn memory_text(state: &State) -> String {
    let worked = &state.worked;
    let limit = u128::from(limit::memory_limit());
    let mut text = format!(
        "The shapes fit, but the result would take {}; this page allows {} for one array.",
        bytes(worked.result_bytes.unwrap_or_default()),
        size_text(limit)
    );
    let large: Vec<String> = worked
        .operands
        .iter()
        .filter(|operand| operand.held > limit)
        .map(|operand| operand.code.clone())
        .collect();
    if !large.is_empty() {
        let verb = if large.len() == 1 { "is" } else { "are" };
        text.push_str(&format!(
            " {} alone {verb} over it, too.",
            crate::draw::words::list(&large)
        ));
    }
    text
}

fn repairs(state: &State) -> Vec<Repair> {
    let givens = state.givens();
    let single: Vec<(usize, Edit)> = givens
        .iter()
        .enumerate()
        .flat_map(|(place, given)| edits_for(given).into_iter().map(move |edit| (place, edit)))
        .collect();
    let mut found = Found::default();
    for edit in &single {
        found.offer(state, &givens, std::slice::from_ref(edit));
    }
    if found.repairs.is_empty() {
        for first in &single {
            let mut edited = givens.clone();
            if !first.1.apply(&mut edited[first.0]) {
                continue;
            }
            for (place, given) in edited.iter().enumerate().skip(first.0) {
                for edit in edits_for(given) {
                    found.offer(state, &givens, &[first.clone(), (place, edit)]);
                }
            }
        }
    }
    found.repairs
}

/// Every edit that can be made to an operand.
fn edits_for(given: &Given) -> Vec<Edit> {
    let mut edits = Vec::new();
    if given.from.as_ref().is_some_and(|from| !from.keepdims) {
        edits.push(Edit::KeepDims);
    }
    let ndim = given.viewed_shape().len();
    if ndim < MAX_AXES {
        // From the right: an axis behind the last one is what is missing most often.
        edits.extend(
            (0..=ndim)
                .rev()
                .map(|place| Edit::View(View::NewAxis(place))),
        );
    }
    edits.extend(
        orders(ndim)
            .into_iter()
            .map(|order| Edit::View(View::Permute(order))),
    );
    edits
}

/// Orders of axes worth trying: all of up to four axes; of more, the reversal and every swap of two.
fn orders(ndim: usize) -> Vec<Vec<usize>> {
    if ndim < 2 {
        return Vec::new();
    }
    let plain: Vec<usize> = (0..ndim).collect();
    let mut found: Vec<Vec<usize>> = vec![plain.iter().rev().copied().collect()];
    if ndim <= 4 {
        let mut order = plain.clone();
        permutations(&mut order, 0, &mut found);
    } else {
        for one in 0..ndim {
            for other in one + 1..ndim {
                let mut order = plain.clone();
                order.swap(one, other);
                found.push(order);
            }
        }
    }
    let mut kept: Vec<Vec<usize>> = Vec::new();
    for order in found {
        if order != plain && !kept.contains(&order) {
            kept.push(order);
        }
    }
    kept
}

fn permutations(order: &mut Vec<usize>, from: usize, found: &mut Vec<Vec<usize>>) {
    if from == order.len() {
        found.push(order.clone());
        return;
    }
    for other in from..order.len() {
        order.swap(from, other);
        permutations(order, from + 1, found);
        order.swap(from, other);
    }
}

#[derive(Default)]
struct Found {
    repairs: Vec<Repair>,
    seen: Vec<(bool, Vec<Vec<i64>>)>,
}

impl Found {
    /// Tries edits on the engine, and offers them when they work and give something not yet offered.
    fn offer(&mut self, state: &State, givens: &[Given], edits: &[(usize, Edit)]) {
        if self.repairs.len() >= MOST_REPAIRS {
            return;
        }
        let mut edited = givens.to_vec();
        for (place, edit) in edits {
            if !edit.apply(&mut edited[*place]) {
                return;
            }
        }
        let shapes: Vec<Vec<i64>> = edited.iter().map(Given::viewed_shape).collect();
        let borrowed: Vec<&[i64]> = shapes.iter().map(Vec::as_slice).collect();
        if align(&borrowed).shape().is_none() {
            return;
        }
        let keeps = edits.iter().any(|(_, edit)| *edit == Edit::KeepDims);
        let signature = (keeps, shapes);
        if self.seen.contains(&signature) {
            return;
        }
        let Ok(mut worked) = plan(&state.ufunc, &edited) else {
            return;
        };
        // A small case is run as well: some operations refuse values, not shapes.
        let small = worked.held().max(worked.result_bytes.unwrap_or_default()) <= RUN_BYTES;
        if small && let Ok(ran) = work(&state.ufunc, &edited) {
            worked = ran;
        }
        let (Some(shape), Some(taken), None) = (&worked.shape, worked.result_bytes, &worked.error)
        else {
            return;
        };
        self.seen.push(signature);
        let names: Vec<String> = edits
            .iter()
            .map(|(place, edit)| format!("{place}.{}", edit.code()))
            .collect();
        let labels: Vec<String> = edits
            .iter()
            .map(|(place, edit)| label(&edited[*place], edit))
            .collect();
        let Some(row) = ufunc::find(&state.ufunc) else {
            return;
        };
        let codes: Vec<String> = edited.iter().map(operand_code).collect();
        let mut code = expression(row, &codes);
        for (place, edit) in edits {
            if let (Edit::KeepDims, Some(from)) = (edit, &edited[*place].from) {
                code = format!("{} = {}; {code}", edited[*place].name, reduction_code(from));
            }
        }
        self.repairs.push(Repair {
            id: format!("repair:{}", names.join("+")),
            label: labels.join(" and "),
            code,
            preview: format!("shape {}, {}", shape_text(shape), bytes(taken)),
        });
    }
}

fn label(edited: &Given, edit: &Edit) -> String {
    let name = &edited.name;
    match edit {
        Edit::KeepDims => format!("keep the reduced axis of {name} (keepdims=True)"),
        Edit::View(View::NewAxis(place)) => format!("give {name} a new axis {place}"),
        Edit::View(View::Permute(order)) if order.len() == 2 => format!("transpose {name}"),
        Edit::View(View::Permute(order)) if order.iter().copied().eq((0..order.len()).rev()) => {
            format!("reverse the axes of {name}")
        }
        Edit::View(View::Permute(_)) => format!("reorder the axes of {name}"),
    }
}
