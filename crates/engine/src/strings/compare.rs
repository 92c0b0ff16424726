//! Comparisons and concatenation of texts, as the ufuncs and operators of NumPy give them.
//! Knows which pairs of dtypes compare; the work on one text stands in `kernel`.

use super::{is_text, kernel, run, widened, width_of};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::plan::lines::LineKernel;
use crate::promote::Input;
use crate::ufunc::{Arguments, Operand, Ufunc};

fn comparison(name: &str) -> Option<&'static LineKernel> {
    Some(match name {
        "equal" => &kernel::EQUAL,
        "not_equal" => &kernel::NOT_EQUAL,
        "less" => &kernel::LESS,
        "less_equal" => &kernel::LESS_EQUAL,
        "greater" => &kernel::GREATER,
        "greater_equal" => &kernel::GREATER_EQUAL,
        _ => return None,
    })
}

/// Calls a ufunc on texts where it has a loop for them: the comparisons, and `add`. Nothing where it has none.
///
/// # Errors
/// Shapes that do not broadcast, memory refused, and what an `out` refuses.
pub(crate) fn call_on_texts(
    row: &Ufunc,
    operands: &[Operand<'_>],
    arguments: Arguments<'_>,
) -> Result<Option<Array>> {
    let &[Operand::Array(a), Operand::Array(b)] = operands else {
        return Ok(None);
    };
    if !is_text(a.dtype) || a.dtype.kind() != b.dtype.kind() || arguments.mask.is_some() {
        return Ok(None);
    }
    let result = match (comparison(row.name), row.name) {
        (Some(kernel), _) => run(kernel, &[a, b], DType::Bool, &[])?,
        (None, "add") => run(&kernel::ADD, &[a, b], sum(a.dtype, b.dtype), &[])?,
        _ => return Ok(None),
    };
    match arguments.out.first().copied().flatten() {
        Some(out) => {
            out.assign(&[crate::Index::Ellipsis], &result)?;
            Ok(Some(out.clone()))
        }
        None => Ok(Some(result)),
    }
}

/// The dtype of two texts one after another.
pub(super) fn sum(a: DType, b: DType) -> DType {
    widened(a, width_of(a).saturating_add(width_of(b)))
}

/// `a == b`, or `a != b` when `negated`, as the operators answer: texts and other values are simply different.
///
/// The result is a new `bool` array of the shape both broadcast to. Records are compared field by field.
///
/// # Errors
/// Shapes that do not broadcast, memory refused.
pub fn equals(a: &Array, b: &Array, negated: bool) -> Result<Array> {
    let name = if negated { "not_equal" } else { "equal" };
    if a.dtype.is_number() && b.dtype.is_number()
        || is_text(a.dtype) && a.dtype.kind() == b.dtype.kind()
    {
        return crate::ufunc::call(name, &[Operand::Array(a), Operand::Array(b)]);
    }
    if let (DType::Record(_), DType::Record(_)) = (a.dtype, b.dtype) {
        return crate::records::compare::records(a, b, negated);
    }
    if [a.dtype, b.dtype]
        .iter()
        .any(|dtype| matches!(dtype, DType::Record(_)))
    {
        return Err(Error::type_(
            "Cannot compare structured or void to non-void arrays.",
        ));
    }
    let shape = crate::layout::broadcast::broadcast_shape(&[a.shape(), b.shape()])?;
    if negated {
        Array::ones(&shape, DType::Bool)
    } else {
        Array::zeros(&shape, DType::Bool)
    }
}

/// A comparison of `np.char`, to which white space at the end of a text does not count: `name` is that of the ufunc.
///
/// # Errors
/// `TypeError: comparison of non-string arrays`; shapes that do not broadcast, memory refused.
pub fn char_compare(name: &str, a: &Array, b: &Array) -> Result<Array> {
    let kernel = comparison(name)
        .filter(|_| is_text(a.dtype) && a.dtype.kind() == b.dtype.kind())
        .ok_or_else(|| Error::type_("comparison of non-string arrays"))?;
    run(kernel, &[a, b], DType::Bool, &[1])
}

/// NumPy's refusal to fold texts with `add`: each sum would be wider than the one before.
pub(crate) fn no_fold(row: &Ufunc, dtype: DType) -> Option<Error> {
    (row.name == "add" && is_text(dtype)).then(|| {
        Error::type_(format!(
            "the resolved dtypes are not compatible with add.reduce. Resolved ({}, {}, {})",
            dtype.repr(),
            dtype.repr(),
            sum(dtype, dtype).repr()
        ))
    })
}

/// NumPy's sentence where a ufunc has no loop for strings or records; which of the forms depends on how the ufunc looks
/// for its loops. Nothing for those that speak of casts as for other dtypes.
pub(crate) fn no_loop(row: &Ufunc, inputs: &[Input], dtypes: &[DType]) -> Option<Error> {
    if dtypes.iter().all(|dtype| dtype.is_number()) {
        return None;
    }
    let texts = dtypes.iter().filter(|&&dtype| is_text(dtype)).count();
    let numbers = dtypes.iter().filter(|dtype| dtype.is_number()).count();
    let kinds_differ = match dtypes {
        [a, b] => a.kind() != b.kind(),
        _ => false,
    };
    let types = match row.name {
        "multiply" if texts == 1 && numbers == 1 => {
            return Some(Error::type_(
                "The 'out' kwarg is necessary when using the string multiply ufunc directly. Use \
                 numpy.strings.multiply to multiply strings without specifying 'out'.",
            ));
        }
        "add" if texts == 2 && kinds_differ => {
            let named: Vec<String> = dtypes.iter().map(|dtype| dtype.repr()).collect();
            return Some(Error::new(
                ErrorClass::UFuncBinaryResolution,
                format!(
                    "ufunc 'add' cannot use operands with types {}",
                    named.join(" and ")
                ),
            ));
        }
        "add" | "subtract" | "multiply" | "maximum" | "minimum" | "fmax" | "fmin" | "gcd"
        | "lcm" => {
            let named: Vec<String> = dtypes.iter().map(|dtype| dtype.repr()).collect();
            format!("({})", named.join(", "))
        }
        "negative" | "positive" | "absolute" | "sign" | "equal" | "not_equal" | "less"
        | "less_equal" | "greater" | "greater_equal" => {
            let named: Vec<String> = inputs.iter().map(crate::ufunc::class_of_input).collect();
            match named.as_slice() {
                [only] => only.clone(),
                _ => format!("({})", named.join(", ")),
            }
        }
        _ => return None,
    };
    Some(Error::new(
        ErrorClass::UFuncType,
        format!(
            "ufunc '{}' did not contain a loop with signature matching types {types} -> None",
            row.name
        ),
    ))
}
