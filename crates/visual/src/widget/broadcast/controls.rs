//! The aligner's controls as plain data.
//! Reads the state; changes nothing.

use super::State;
use crate::case;
use crate::draw::words::shape_text;
use crate::widget::control::{Control, OptionGroup};
use engine::DType;
use engine::ufunc::{self, Ufunc};
use lesson::spec::{Lock, MAX_AXES, MAX_OPERANDS};

/// Steppers go no further than this; larger lengths are typed.
const MOST_STEPS: i64 = 99;

pub(super) fn controls(state: &State) -> Vec<Control> {
    let mut controls = Vec::new();
    let active = state.active();
    // An operand's controls stand behind its shape; where shapes are locked, each stands alone.
    let head = |name: &str| match state.locked(Lock::Shapes) {
        true => String::new(),
        false => format!("shape:{name}"),
    };
    for operand in active {
        let given = &operand.given;
        let name = &given.name;
        let shape = given.viewed_shape();
        if !state.locked(Lock::Shapes) {
            let id = format!("shape:{name}");
            controls.push(Control::Text {
                id: id.clone(),
                label: format!("shape of {name}"),
                value: operand
                    .typed
                    .as_ref()
                    .map_or_else(|| shape_text(&shape), |typed| typed.text.clone()),
                problem: operand
                    .typed
                    .as_ref()
                    .and_then(|typed| typed.problem.clone()),
            });
            for (axis, &length) in shape.iter().enumerate() {
                controls.push(Control::Stepper {
                    id: format!("axis:{name}:{axis}"),
                    label: format!("axis {axis} of {name}"),
                    value: length,
                    least: 0,
                    most: MOST_STEPS.max(length),
                    group: id.clone(),
                });
            }
            controls.push(Control::Button {
                id: format!("add-axis:{name}"),
                label: format!("add axis to {name}"),
                face: "add axis",
                disabled: shape.len() >= MAX_AXES,
                group: id.clone(),
            });
            controls.push(Control::Button {
                id: format!("remove-axis:{name}"),
                label: format!("drop the last axis of {name}"),
                face: "drop axis",
                disabled: shape.is_empty(),
                group: id,
            });
        }
        if !state.locked(Lock::Dtype) {
            controls.push(Control::Choice {
                id: format!("dtype:{name}"),
                label: format!("dtype of {name}"),
                value: given.dtype.name().to_owned(),
                options: vec![OptionGroup {
                    label: String::new(),
                    options: DType::ALL
                        .into_iter()
                        .map(|dtype| (dtype.name().to_owned(), dtype.name().to_owned()))
                        .collect(),
                }],
                group: head(name),
            });
        }
        if !state.locked(Lock::Operands) && active.len() > 1 {
            controls.push(Control::Button {
                id: format!("remove:{name}"),
                label: format!("remove {name}"),
                face: "×",
                disabled: active.len() == 2 && state.locked(Lock::Ufunc),
                group: head(name),
            });
        }
    }
    if !state.locked(Lock::Operands) {
        let unary = ufunc::find(&state.ufunc).is_some_and(|row| row.inputs == 1);
        controls.push(Control::Button {
            id: "add-operand".to_owned(),
            label: "add an operand".to_owned(),
            face: "add an operand",
            disabled: active.len() >= MAX_OPERANDS || (unary && state.locked(Lock::Ufunc)),
            group: String::new(),
        });
    }
    if !state.locked(Lock::Ufunc) {
        controls.push(Control::Choice {
            id: "ufunc".to_owned(),
            label: "operation".to_owned(),
            value: state.ufunc.clone(),
            options: ufunc_options(),
            group: String::new(),
        });
    }
    controls
}

/// Every ufunc of the table under a few headings.
fn ufunc_options() -> Vec<OptionGroup> {
    let headings = [
        "Arithmetic",
        "Comparison and logic",
        "Bits",
        "Functions of one array",
        "Functions of two arrays",
    ];
    let mut groups: Vec<OptionGroup> = headings
        .map(|label| OptionGroup {
            label: label.to_owned(),
            options: Vec::new(),
        })
        .to_vec();
    for row in ufunc::all().filter(|row| case::is_drawable(row)) {
        let label = match row.operator {
            Some(operator) => format!("{operator}  {}", row.name),
            None => row.name.to_owned(),
        };
        if let Some(group) = groups.get_mut(heading(row)) {
            group.options.push((row.name.to_owned(), label));
        }
    }
    groups.retain(|group| !group.options.is_empty());
    groups
}

fn heading(row: &Ufunc) -> usize {
    let name = row.name;
    if name.starts_with("logical")
        || matches!(
            name,
            "greater" | "greater_equal" | "less" | "less_equal" | "equal" | "not_equal"
        )
    {
        1
    } else if name.starts_with("bitwise") || name.ends_with("_shift") || name == "invert" {
        2
    } else if row.operator.is_some()
        || matches!(
            name,
            "absolute" | "sign" | "square" | "reciprocal" | "maximum" | "minimum"
        )
    {
        0
    } else if row.inputs == 1 {
        3
    } else {
        4
    }
}
