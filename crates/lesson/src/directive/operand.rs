//! Reads the arrays of a block: their shapes, what fills them, and those that are reductions of
//! others. Knows NumPy's rules for the shape and type of a reduction, and no more of NumPy.

use super::fields::{Fields, Reading};
use super::value::{found, integer};
use crate::nearest::way_out;
use crate::spec::{OperandSpec, Reduce, Reduction, Values};
use toml::de::DeValue;

const NAMES: [&str; 4] = ["a", "b", "c", "d"];
/// Most numbers an author may list.
const MOST_LISTED: usize = 1000;
/// Integers beyond this are not exact in the numbers of a page.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The arrays under a key, in order; `dtype` holds for those that name none.
pub(super) fn operands(
    fields: &Fields<'_, '_>,
    key: &str,
    dtype: &str,
    reading: &mut Reading<'_>,
) -> Vec<OperandSpec> {
    let mut earlier: Vec<OperandSpec> = Vec::new();
    for (place, item) in fields.many(key, reading).iter().enumerate() {
        let name = item
            .name("name", reading)
            .unwrap_or_else(|| NAMES.get(place).copied().unwrap_or("a").to_owned());
        if earlier.iter().any(|operand| operand.name == name) {
            let line = item.line_of("name", reading);
            let hint = Some("give each array a name of its own".to_owned());
            reading.problem(line, format!("two arrays are called `{name}`"), hint);
        }
        let operand = if item.has("from") {
            reduced(item, name, &earlier, reading)
        } else {
            given(item, name, dtype, reading)
        };
        earlier.push(operand);
    }
    earlier
}

fn given(
    item: &Fields<'_, '_>,
    name: String,
    dtype: &str,
    reading: &mut Reading<'_>,
) -> OperandSpec {
    let dtype = if item.has("dtype") {
        item.word("dtype", reading)
    } else {
        dtype.to_owned()
    };
    let shape = item.shape("shape", reading);
    if !item.has("shape") {
        let reason = format!("the array `{name}` has no shape");
        let hint = Some("write `shape = [3, 1]`".to_owned());
        reading.problem(item.line, reason, hint);
    }
    let values = values(item, shape.as_deref(), &dtype, reading);
    let shape = shape.unwrap_or_default();
    if bytes(&shape).is_none() {
        let reason = format!("the array `{name}` holds more bytes than NumPy can count");
        let line = item.line_of("shape", reading);
        reading.problem(line, reason, None);
    }
    OperandSpec {
        name,
        shape,
        values,
        dtype,
        from: None,
    }
}

/// Bytes of the widest elements, with lengths of 0 left out as NumPy does; `None` on overflow.
fn bytes(shape: &[i64]) -> Option<i64> {
    shape
        .iter()
        .filter(|length| **length != 0)
        .try_fold(8_i64, |product, length| product.checked_mul(*length))
}

fn values(
    item: &Fields<'_, '_>,
    shape: Option<&[i64]>,
    dtype: &str,
    reading: &mut Reading<'_>,
) -> Values {
    let Some(value) = item.value("values") else {
        return Values::Count;
    };
    let list = match value.get_ref() {
        DeValue::String(word) => {
            return match word.as_ref() {
                "count" => Values::Count,
                "tens" => Values::Tens,
                "ones" => Values::Ones,
                other => {
                    let line = item.line_of("values", reading);
                    let reason = format!("`values` cannot be `{}`", crate::nearest::clipped(other));
                    let hint = way_out(other, &["count", "tens", "ones"]);
                    reading.problem(line, reason, Some(hint));
                    Values::Count
                }
            };
        }
        DeValue::Array(list) => list,
        other => {
            item.refuse("values", &found(other), reading);
            return Values::Count;
        }
    };
    if list.len() > MOST_LISTED {
        let found = format!("a list of more than {MOST_LISTED}");
        item.refuse("values", &found, reading);
        return Values::Count;
    }
    if let Some(shape) = shape {
        let wanted = shape
            .iter()
            .try_fold(1_i64, |product, length| product.checked_mul(*length));
        let listed = i64::try_from(list.len()).ok();
        if wanted != listed {
            let wanted = wanted.map_or("far more".to_owned(), |count| count.to_string());
            let line = item.line_of("values", reading);
            let reason = format!(
                "{} values are listed, but the shape holds {wanted}",
                list.len()
            );
            reading.problem(line, reason, None);
        }
    }
    let mut numbers = Vec::with_capacity(list.len());
    for element in list.iter() {
        match number(element.get_ref()) {
            Some(number) if fits(number, dtype) => numbers.push(number),
            _ => {
                let line = item.line_of("values", reading);
                let reason = format!(
                    "{} is no value of an {dtype} array",
                    found(element.get_ref())
                );
                reading.problem(line, reason, None);
            }
        }
    }
    Values::List(numbers)
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(_) => integer(value).map(|number| number as f64),
        DeValue::Float(number) => number.as_str().replace('_', "").parse().ok(),
        DeValue::Boolean(flag) => Some(f64::from(u8::from(*flag))),
        _ => None,
    }
}

/// Whether an element type holds a number exactly enough: integers whole and in range, floats
/// finite.
fn fits(number: f64, dtype: &str) -> bool {
    let range = match dtype {
        "bool" => (0.0, 1.0),
        "int8" => (-128.0, 127.0),
        "int16" => (-32_768.0, 32_767.0),
        "int32" => (-2_147_483_648.0, 2_147_483_647.0),
        "int64" => (-EXACT, EXACT),
        "uint8" => (0.0, 255.0),
        "uint16" => (0.0, 65_535.0),
        "uint32" => (0.0, 4_294_967_295.0),
        "uint64" => (0.0, EXACT),
        "float32" => return number.abs() <= f64::from(f32::MAX),
        _ => return number.is_finite(),
    };
    number.fract() == 0.0 && range.0 <= number && number <= range.1
}

fn reduced(
    item: &Fields<'_, '_>,
    name: String,
    earlier: &[OperandSpec],
    reading: &mut Reading<'_>,
) -> OperandSpec {
    for key in ["shape", "values", "dtype"] {
        if item.has(key) {
            let line = item.line_of(key, reading);
            let reason = format!("`{key}` and `from` cannot both be there");
            let hint = Some(format!("leave `{key}` out: the reduction gives it"));
            reading.problem(line, reason, hint);
        }
    }
    let mut operand = OperandSpec {
        name,
        shape: Vec::new(),
        values: Values::Count,
        dtype: "float64".to_owned(),
        from: None,
    };
    let Some(from) = item.one("from", reading) else {
        return operand;
    };
    let reduce = Reduce::from_word(&from.word("reduce", reading));
    let keepdims = from.flag("keepdims", reading);
    let of = from.name("of", reading);
    let axis = from.integer("axis", reading);
    let (Some(reduce), Some(of), Some(axis)) = (reduce, of, axis) else {
        return operand;
    };
    let Some(source) = earlier.iter().find(|operand| operand.name == of) else {
        let names: Vec<&str> = earlier
            .iter()
            .map(|operand| operand.name.as_str())
            .collect();
        let hint = if names.is_empty() {
            "the array that is reduced must come first".to_owned()
        } else {
            way_out(&of, &names)
        };
        let line = from.line_of("of", reading);
        reading.problem(
            line,
            format!("there is no earlier array `{of}`"),
            Some(hint),
        );
        return operand;
    };
    let axes = source.shape.len();
    let counted = i64::try_from(axes).unwrap_or(0);
    let place = if axis < 0 { axis + counted } else { axis };
    let Some(at) = usize::try_from(place).ok().filter(|at| *at < axes) else {
        let line = from.line_of("axis", reading);
        let reason = format!("`{of}` has {axes} axes, so it has no axis {axis}");
        reading.problem(line, reason, None);
        return operand;
    };
    operand.shape.clone_from(&source.shape);
    if keepdims {
        operand.shape[at] = 1;
    } else {
        operand.shape.remove(at);
    }
    operand.dtype = reduced_dtype(reduce, &source.dtype).to_owned();
    operand.from = Some(Reduction {
        reduce,
        of,
        axis: place,
        keepdims,
    });
    operand
}

/// The element type NumPy gives a reduction: means are floats, sums of integers are wide.
fn reduced_dtype(reduce: Reduce, dtype: &str) -> &str {
    match (reduce, dtype) {
        (Reduce::Min | Reduce::Max, _) | (_, "float32" | "float64") => dtype,
        (Reduce::Mean | Reduce::Std, _) => "float64",
        (Reduce::Sum, "uint8" | "uint16" | "uint32" | "uint64") => "uint64",
        (Reduce::Sum, _) => "int64",
    }
}
