//! Reads exercises and their easier steps. Expressions are text here: they are run where the
//! engine is. Only that a template can become its solution is checked.

use super::fields::{Fields, Reading};
use super::operand::operands;
use crate::spec::{ExerciseSpec, ScaffoldStep};

/// What the reader is to replace.
const BLANK: &str = "___";

pub(super) fn exercise(
    fields: &Fields<'_, '_>,
    id: String,
    reading: &mut Reading<'_>,
) -> Option<ExerciseSpec> {
    let goal = fields.markdown("goal", reading);
    let dtype = fields.word("dtype", reading);
    let arrays = operands(fields, "arrays", &dtype, reading);
    let solution = fields.code("solution", reading);
    let start = fields.code("start", reading);
    let hints = fields.markdowns("hints", reading);
    let mut scaffold = Vec::new();
    for item in fields.many("scaffold", reading) {
        scaffold.extend(step(&item, reading));
    }
    Some(ExerciseSpec {
        id,
        goal: goal?,
        arrays,
        solution: solution?,
        start,
        hints,
        scaffold,
    })
}

fn step(item: &Fields<'_, '_>, reading: &mut Reading<'_>) -> Option<ScaffoldStep> {
    let goal = item.markdown("goal", reading);
    let template = item.code("template", reading);
    let solution = item.code("solution", reading);
    let (goal, template, solution) = (goal?, template?, solution?);
    if !template.contains(BLANK) {
        let line = item.line_of("template", reading);
        let hint = Some(format!("write `{BLANK}` where the reader is to fill in"));
        reading.problem(line, "the template has no blank".to_owned(), hint);
    } else if !is_filled(&template, &solution) {
        let line = item.line_of("solution", reading);
        let reason = format!("the solution is not `{template}` with its blanks filled");
        reading.problem(line, reason, None);
    }
    Some(ScaffoldStep {
        goal,
        template,
        solution,
    })
}

/// Whether the template's fixed parts stand in the solution, in order, with something in between.
fn is_filled(template: &str, solution: &str) -> bool {
    let parts: Vec<&str> = template.split(BLANK).collect();
    let Some((first, others)) = parts.split_first() else {
        return false;
    };
    let Some(mut rest) = solution.strip_prefix(first) else {
        return false;
    };
    for (place, part) in others.iter().enumerate() {
        let is_last = place + 1 == others.len();
        let found = if is_last {
            rest.ends_with(part).then(|| rest.len() - part.len())
        } else {
            rest.char_indices()
                .skip(1)
                .map(|(at, _)| at)
                .find(|at| rest[*at..].starts_with(part))
        };
        match found {
            Some(at) if at > 0 => rest = &rest[at + part.len()..],
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_become_solutions() {
        assert!(is_filled("a[:, ___] * b", "a[:, np.newaxis] * b"));
        assert!(is_filled("___ + ___", "a + b"));
        assert!(!is_filled("a[:, ___] * b", "a * b"));
        assert!(!is_filled("a[___]", "a[]"));
        assert!(!is_filled("___ + b", "a - b"));
    }
}
