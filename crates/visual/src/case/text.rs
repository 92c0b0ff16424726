//! Expressions as Python writes them: ufuncs by operator or name, views, reductions.
//! Knows text and the ufunc table.

use super::{Given, View};
use engine::ufunc::Ufunc;
use lesson::spec::{Reduce, Reduction};

/// `b`, `b[:, np.newaxis]`, `b.T`: an operand as it stands in the expression.
pub fn operand_code(given: &Given) -> String {
    let mut code = given.name.clone();
    let mut ndim = given.shape.len();
    for view in &given.views {
        code.push_str(&view_code(view, ndim));
        if let View::NewAxis(_) = view {
            ndim += 1;
        }
    }
    code
}

/// What is written behind an array of so many axes to take a view of it.
pub fn view_code(view: &View, ndim: usize) -> String {
    match view {
        View::NewAxis(place) => {
            let items: Vec<&str> = (0..=ndim)
                .map(|at| if at == *place { "np.newaxis" } else { ":" })
                .collect();
            format!("[{}]", items.join(", "))
        }
        View::Permute(order) if order.iter().copied().eq((0..order.len()).rev()) => ".T".to_owned(),
        View::Permute(order) => {
            let items: Vec<String> = order.iter().map(usize::to_string).collect();
            format!(".transpose({})", items.join(", "))
        }
    }
}

/// `a.mean(axis=1, keepdims=True)`.
pub fn reduction_code(from: &Reduction) -> String {
    let name = match from.reduce {
        Reduce::Sum => "sum",
        Reduce::Mean => "mean",
        Reduce::Std => "std",
        Reduce::Min => "min",
        Reduce::Max => "max",
    };
    let keep = if from.keepdims { ", keepdims=True" } else { "" };
    format!("{}.{name}(axis={}{keep})", from.of, from.axis)
}

/// A ufunc applied to texts, folded from the left: `a + b + c`, `np.maximum(a, b)`, `-a`.
pub fn expression(ufunc: &Ufunc, operands: &[String]) -> String {
    let Some((first, rest)) = operands.split_first() else {
        return String::new();
    };
    if ufunc.inputs == 1 {
        return match ufunc.operator {
            Some(operator) => format!("{operator}{first}"),
            None => format!("np.{}({first})", ufunc.name),
        };
    }
    let mut text = first.clone();
    for (place, operand) in rest.iter().enumerate() {
        text = match ufunc.operator {
            // `**` binds from the right and comparisons chain, so a fold from the left needs parentheses.
            Some(operator) if place > 0 && !folds(operator) => {
                format!("({text}) {operator} {operand}")
            }
            Some(operator) => format!("{text} {operator} {operand}"),
            None => format!("np.{}({text}, {operand})", ufunc.name),
        };
    }
    text
}

fn folds(operator: &str) -> bool {
    matches!(
        operator,
        "+" | "-" | "*" | "/" | "//" | "%" | "&" | "|" | "^" | "<<" | ">>"
    )
}

/// An expression that can be indexed: in parentheses where it is more than a name or a call.
pub fn indexable(expression: &str) -> String {
    let simple = expression
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '.'));
    if simple || (expression.starts_with("np.") && expression.ends_with(')')) {
        expression.to_owned()
    } else {
        format!("({expression})")
    }
}

/// What stands between two operands of a picture.
pub fn between(ufunc: &Ufunc) -> &'static str {
    match ufunc.operator {
        Some(operator) if ufunc.inputs == 2 => operator,
        _ => ",",
    }
}
