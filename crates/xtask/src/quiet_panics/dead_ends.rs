//! Which functions never return. Knows instructions; what becomes of the functions is decided elsewhere.

use wasmparser::{FunctionBody, Operator};

use super::{Linked, Places};

/// The functions that never return and ask nothing of the page's script.
pub(super) fn all(linked: &Linked<'_>) -> wasmparser::Result<Places> {
    let mut found = Places::new();
    for (place, body) in linked.bodies.iter().enumerate() {
        if is_one(linked, body)? {
            found.insert(place);
        }
    }
    Ok(found)
}

/// Whether there is no `return`, no jump to the function's end, and `unreachable` right before it. What calls the script
/// is left alone: it may throw an error that somebody catches.
fn is_one(linked: &Linked<'_>, body: &FunctionBody<'_>) -> wasmparser::Result<bool> {
    let mut depth = 0_u32;
    let mut stopped = false;
    for operator in body.get_operators_reader()? {
        let mut stops = false;
        let leaves = match operator? {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                depth += 1;
                false
            }
            Operator::End if depth == 0 => return Ok(stopped),
            Operator::End => {
                depth -= 1;
                false
            }
            Operator::Unreachable => {
                stops = true;
                false
            }
            Operator::Br { relative_depth } | Operator::BrIf { relative_depth } => {
                relative_depth == depth
            }
            Operator::BrTable { targets } => {
                let mut leaves = targets.default() == depth;
                for target in targets.targets() {
                    leaves |= target? == depth;
                }
                leaves
            }
            Operator::Call { function_index } => linked.body_of(function_index).is_none(),
            Operator::Return
            | Operator::ReturnCall { .. }
            | Operator::ReturnCallIndirect { .. } => true,
            _ => false,
        };
        if leaves {
            return Ok(false);
        }
        stopped = stops;
    }
    Ok(false)
}
