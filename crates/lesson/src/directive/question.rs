//! Reads questions: a case, the rules that answer it, and the second step. Whether an answer is
//! its rule's outcome is tested where the engine is; this file knows only how answers are written.

use super::fields::{Fields, Reading};
use super::operand::operands;
use super::value::{found, integer, shape_from_text};
use crate::markup::Markup;
use crate::spec::{
    AnswerOption, Case, FollowUp, FollowUpOption, Measure, OperandSpec, QuestionSpec, Rule,
};
use toml::de::DeValue;

pub(super) fn question(
    fields: &Fields<'_, '_>,
    id: String,
    reading: &mut Reading<'_>,
) -> Option<QuestionSpec> {
    let misconception = fields.text("misconception", reading);
    if fields.has("misconception") && !is_misconception(&misconception) {
        fields.refuse("misconception", &format!("`{misconception}`"), reading);
    }
    let ask = fields.markdown("ask", reading);
    let code = fields.code("code", reading);
    let case = fields.one("case", reading).map(|case| {
        let dtype = case.word("dtype", reading);
        Case {
            ufunc: case.ufunc("ufunc", reading),
            operands: operands(&case, "operands", &dtype, reading),
        }
    });
    let measure = Measure::from_word(&fields.word("measure", reading));
    let of = fields.name("of", reading);
    let index = fields.index("index", reading);
    if let Some(measure) = measure {
        let known = case.as_ref().map_or(&[][..], |case| &case.operands);
        check_of(fields, measure, of.as_deref(), known, reading);
        check_belongs(fields, "index", measure, Measure::Value, reading);
    }
    let options = options(fields, measure, reading);
    let then = fields
        .one("then", reading)
        .map(|then| follow_up(&then, reading));
    Some(QuestionSpec {
        id,
        misconception,
        ask: ask?,
        code,
        case: case?,
        measure: measure?,
        of,
        index,
        options,
        then,
    })
}

fn is_misconception(text: &str) -> bool {
    text.strip_prefix('M')
        .filter(|digits| digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit()))
        .and_then(|digits| digits.parse::<u8>().ok())
        .is_some_and(|number| (1..=32).contains(&number))
}

/// A key that one measure needs and no other may have.
fn check_belongs(
    fields: &Fields<'_, '_>,
    key: &str,
    measure: Measure,
    owner: Measure,
    reading: &mut Reading<'_>,
) {
    if measure == owner && !fields.has(key) {
        let line = fields.line_of("measure", reading);
        let reason = format!("`measure = \"{owner}\"` needs the key `{key}`");
        reading.problem(line, reason, None);
    } else if measure != owner && fields.has(key) {
        let line = fields.line_of(key, reading);
        let reason = format!("`{key}` belongs to `measure = \"{owner}\"` only");
        reading.problem(line, reason, Some(format!("leave `{key}` out")));
    }
}

fn check_of(
    fields: &Fields<'_, '_>,
    measure: Measure,
    of: Option<&str>,
    known: &[OperandSpec],
    reading: &mut Reading<'_>,
) {
    check_belongs(fields, "of", measure, Measure::OperandBytes, reading);
    if let Some(of) = of
        && !known.iter().any(|operand| operand.name == of)
    {
        let names: Vec<&str> = known.iter().map(|operand| operand.name.as_str()).collect();
        let line = fields.line_of("of", reading);
        let hint = crate::nearest::way_out(of, &names);
        reading.problem(line, format!("the case has no array `{of}`"), Some(hint));
    }
}

fn options(
    fields: &Fields<'_, '_>,
    measure: Option<Measure>,
    reading: &mut Reading<'_>,
) -> Vec<AnswerOption> {
    let mut options: Vec<AnswerOption> = Vec::new();
    let mut numpy = 0_usize;
    for item in fields.many("options", reading) {
        let answer = measure.and_then(|measure| answer(&item, measure, reading));
        let rule = Rule::from_word(&item.word("rule", reading));
        let why = item.markdown("why", reading);
        if rule == Some(Rule::Numpy) {
            numpy += 1;
        }
        let (Some(answer), Some(rule)) = (answer, rule) else {
            continue;
        };
        if options.iter().any(|earlier| earlier.answer == answer) {
            let line = item.line_of("answer", reading);
            let hint = "choose a case in which the rules differ".to_owned();
            reading.problem(line, format!("two options answer `{answer}`"), Some(hint));
        }
        if rule != Rule::Numpy && options.iter().any(|earlier| earlier.rule == rule) {
            let line = item.line_of("rule", reading);
            reading.problem(line, format!("two options have the rule `{rule}`"), None);
        }
        options.push(AnswerOption {
            answer,
            rule,
            why: why.unwrap_or_default(),
        });
    }
    if fields.has("options") && numpy != 1 {
        let line = fields.line_of("options", reading);
        let reason = format!("{numpy} options have the rule `numpy`");
        let hint = "exactly one option must be right".to_owned();
        reading.problem(line, reason, Some(hint));
    }
    options
}

/// An answer in the one form in which outcomes are compared.
fn answer(item: &Fields<'_, '_>, measure: Measure, reading: &mut Reading<'_>) -> Option<String> {
    let value = item.value("answer")?;
    let value = value.get_ref();
    let written = match (measure, value) {
        (Measure::Error, DeValue::String(text)) if !text.trim().is_empty() => {
            Some(text.trim().to_owned())
        }
        (Measure::Error, _) => None,
        (_, DeValue::String(text)) if text == "error" => Some("error".to_owned()),
        (Measure::Shape, DeValue::String(text)) => shape_from_text(text).map(|shape| tuple(&shape)),
        (Measure::Shape, DeValue::Array(list)) => list
            .iter()
            .map(|length| integer(length.get_ref()))
            .collect::<Option<Vec<i64>>>()
            .map(|shape| tuple(&shape)),
        (Measure::ResultBytes | Measure::OperandBytes, DeValue::Integer(_)) => integer(value)
            .filter(|bytes| *bytes >= 0)
            .map(|bytes| bytes.to_string()),
        (Measure::Value, DeValue::String(text)) if !text.trim().is_empty() => {
            Some(text.trim().to_owned())
        }
        (Measure::Value, DeValue::Integer(_)) => integer(value).map(|number| number.to_string()),
        _ => None,
    };
    if written.is_none() {
        let form = match measure {
            Measure::Shape => "a shape such as `\"(3, 4)\"`, or `\"error\"`",
            Measure::ResultBytes | Measure::OperandBytes => "a number of bytes, or `\"error\"`",
            Measure::Error => "NumPy's message, or `\"no error\"`",
            Measure::Value => "an integer, a number as text as `str` prints it, or `\"error\"`",
        };
        let line = item.line_of("answer", reading);
        let reason = format!("`answer` cannot be {}", found(value));
        reading.problem(line, reason, Some(format!("`{measure}` takes {form}")));
    }
    written
}

/// A shape as Python prints a tuple.
fn tuple(shape: &[i64]) -> String {
    match shape {
        [only] => format!("({only},)"),
        _ => {
            let lengths: Vec<String> = shape.iter().map(i64::to_string).collect();
            format!("({})", lengths.join(", "))
        }
    }
}

fn follow_up(then: &Fields<'_, '_>, reading: &mut Reading<'_>) -> FollowUp {
    let ask = then.markdown("ask", reading).unwrap_or_default();
    let mut options = Vec::new();
    for item in then.many("options", reading) {
        let text: Markup = item.markdown_line("text", reading).unwrap_or_default();
        options.push(FollowUpOption {
            text,
            right: item.flag("right", reading),
            why: item.markdown("why", reading).unwrap_or_default(),
        });
    }
    let right = options.iter().filter(|option| option.right).count();
    if then.has("options") && right != 1 {
        let line = then.line_of("options", reading);
        let reason = format!("{right} options of `then` are right");
        let hint = "exactly one must be".to_owned();
        reading.problem(line, reason, Some(hint));
    }
    FollowUp { ask, options }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_print_as_tuples() {
        assert_eq!(tuple(&[]), "()");
        assert_eq!(tuple(&[4]), "(4,)");
        assert_eq!(tuple(&[3, 4]), "(3, 4)");
    }

    #[test]
    fn misconceptions_are_numbered() {
        assert!(is_misconception("M01") && is_misconception("M32"));
        for wrong in ["M00", "M33", "M7", "m06", "06", "M+6"] {
            assert!(!is_misconception(wrong), "{wrong}");
        }
    }
}
