//! Comparisons and concatenation of texts, as the ufuncs and operators of NumPy give them.
//! Knows which pairs of dtypes compare; the work on one text stands in `kernel`.

use super::{is_text, kernel, run, widened, width_of};
use crate::array::Array;
use crate::cast::{Casting, can_cast};
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::index::select;
use crate::layout::broadcast::broadcast_shape;
use crate::layout::{Dims, shape_text};
use crate::plan::lines::LineKernel;
use crate::promote::Input;
use crate::record::hearing;
use crate::ufunc::{Arguments, Operand, Ufunc, warn_of_no_out};

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
    if !is_text(a.dtype) || a.dtype.kind() != b.dtype.kind() {
        return Ok(None);
    }
    let (kernel, dtype) = match (comparison(row.name), row.name) {
        (Some(kernel), _) => (kernel, DType::Bool),
        (None, "add") => (&kernel::ADD, sum(a.dtype, b.dtype)),
        _ => return Ok(None),
    };
    if arguments.out.iter().flatten().any(|out| !out.writeable()) {
        return Err(Error::value("output array is read-only"));
    }
    check_dtype(row, dtype, arguments.dtype)?;
    let out = arguments.out.first().copied().flatten();
    let rule = arguments.casting.unwrap_or(Casting::SameKind);
    if let Some(out) = out.filter(|out| !can_cast(dtype, out.dtype, rule)) {
        return Err(Error::new(
            ErrorClass::UFuncOutputCasting,
            format!(
                "Cannot cast ufunc '{}' output from {} to {} with casting rule '{}'",
                row.name,
                dtype.repr(),
                out.dtype.repr(),
                rule.name()
            ),
        ));
    }
    let shape = shape_with(&[a, b], out, arguments.mask)?;
    let Some(out) = out else {
        if arguments.mask.is_some() {
            warn_of_no_out();
        }
        let stretched = a.broadcast_to(&shape)?;
        let one = if shape.as_slice() == a.shape() {
            a
        } else {
            &stretched
        };
        return run(kernel, &[one, b], dtype, &[]).map(Some);
    };
    // The result is whole before anything is written, so that inputs may share bytes with it.
    let result = run(kernel, &[a, b], dtype, &[])?;
    match arguments.mask {
        Some(mask) => select::copyto(out, Operand::Array(&result), Casting::Unsafe, Some(mask))?,
        None => out.assign(&[crate::Index::Ellipsis], &result)?,
    }
    Ok(Some(out.clone()))
}

/// Refuses a `dtype=` that the results of texts do not have.
fn check_dtype(row: &Ufunc, result: DType, wanted: Option<DType>) -> Result<()> {
    match wanted {
        None => Ok(()),
        Some(wanted) if wanted == result => Ok(()),
        Some(wanted) if is_text(wanted) && width_of(wanted) > 0 => {
            Err(crate::ufunc::as_given::too_detailed())
        }
        Some(wanted) if wanted.kind() == result.kind() => Ok(()),
        Some(_) => Err(crate::ufunc::resolve::no_matching_loop(row.name)),
    }
}

/// The shape of the result; an `out` must have it already.
fn shape_with(inputs: &[&Array], out: Option<&Array>, mask: Option<&Array>) -> Result<Dims> {
    let shapes = |out: Option<&Array>| {
        let arrays = inputs.iter().copied().chain(out).chain(mask);
        broadcast_shape(
            &arrays
                .map(|array| array.layout.shape.as_slice())
                .collect::<Vec<_>>(),
        )
    };
    let shape = shapes(out)?;
    let Some(out) = out else {
        return Ok(shape);
    };
    if out.shape() != shape.as_slice() {
        return Err(Error::value(format!(
            "non-broadcastable output operand with shape {} doesn't match the broadcast shape {}",
            shape_text(out.shape()),
            shape_text(&shapes(None)?)
        )));
    }
    if !out.writeable() {
        return Err(Error::value("output array is read-only"));
    }
    Ok(shape)
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
    hearing(|| {
        let name = if negated { "not_equal" } else { "equal" };
        if a.dtype.holds_numbers() && b.dtype.holds_numbers()
            || is_text(a.dtype) && a.dtype.kind() == b.dtype.kind()
        {
            return crate::ufunc::call(name, &[Operand::Array(a), Operand::Array(b)]);
        }
        if let (DType::Record(_), DType::Record(_)) = (a.dtype, b.dtype) {
            return crate::records::compare::records(a, b, negated);
        }
        if let (DType::Void(one), DType::Void(two)) = (a.dtype.unaliased(), b.dtype.unaliased()) {
            if one != two {
                return Err(Error::type_(
                    "cannot compare unstructured voids of different length. Use bytes to compare. (This may return array of \
                 False in the future.)",
                ));
            }
            // As bytes of one length they are equal where no byte differs.
            let bytes =
                |array: &Array| array.as_dtype(DType::Bytes(one), || "view('S')".to_owned());
            return equals(&bytes(a), &bytes(b), negated);
        }
        if matches!(
            (a.dtype, b.dtype),
            (DType::Record(_), DType::Void(_)) | (DType::Void(_), DType::Record(_))
        ) {
            return Err(Error::type_(
                "Cannot compare structured with unstructured void arrays. (unreachable error, please report to NumPy \
                 devs.)",
            ));
        }
        if [a.dtype, b.dtype]
            .iter()
            .any(|dtype| dtype.kind() == Kind::Void)
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
    })
}

/// A comparison of `np.char`, to which white space at the end of a text does not count: `name` is that of the ufunc. A new
/// array of bools of the shape both broadcast to.
///
/// # Errors
/// `TypeError: comparison of non-string arrays`; shapes that do not broadcast, memory refused.
pub fn char_compare(name: &str, a: &Array, b: &Array) -> Result<Array> {
    hearing(|| {
        let kernel = comparison(name)
            .filter(|_| is_text(a.dtype) && a.dtype.kind() == b.dtype.kind())
            .ok_or_else(|| Error::type_("comparison of non-string arrays"))?;
        run(kernel, &[a, b], DType::Bool, &[1])
    })
}

/// NumPy's refusal to fold texts with `add`: each sum would be wider than the one before.
pub(crate) fn no_fold(row: &Ufunc, dtype: DType) -> Option<Error> {
    // A sum is of texts in the machine's own order.
    let dtype = dtype.native();
    (row.name == "add" && is_text(dtype)).then(|| {
        Error::type_(format!(
            "the resolved dtypes are not compatible with add.reduce. Resolved ({}, {}, {})",
            dtype.repr(),
            dtype.repr(),
            sum(dtype, dtype).repr()
        ))
    })
}

/// NumPy's sentence where a text is multiplied by a whole number.
pub(crate) fn no_repeats(row: &Ufunc, inputs: &[Input]) -> Option<Error> {
    let kind = |input: &Input| match input {
        Input::Array(dtype) => dtype.kind(),
        Input::PyInt(_) => Kind::Signed,
        _ => Kind::Float,
    };
    let text = |kind: Kind| matches!(kind, Kind::Bytes | Kind::Str);
    let whole = |kind: Kind| matches!(kind, Kind::Signed | Kind::Unsigned);
    let repeats = match inputs.iter().map(kind).collect::<Vec<_>>()[..] {
        [a, b] => text(a) && whole(b) || whole(a) && text(b),
        _ => false,
    };
    (row.name == "multiply" && repeats).then(|| {
        Error::type_(
            "The 'out' kwarg is necessary when using the string multiply ufunc directly. Use numpy.strings.multiply to \
             multiply strings without specifying 'out'.",
        )
    })
}

/// The first input that stands against a comparison with `dtype=bool`, which looks at texts, records and raw bytes as at
/// truths. Two texts of a kind have a comparison of their own.
pub(crate) fn no_truth(row: &Ufunc, inputs: &[Input], casting: Casting) -> Option<(usize, DType)> {
    comparison(row.name)?;
    let dtypes: Vec<Option<DType>> = inputs
        .iter()
        .map(|input| match input {
            Input::Array(dtype) => Some(*dtype),
            Input::PyInt(_) => Some(DType::I64),
            Input::PyFloat(_) => Some(DType::F64),
            _ => None,
        })
        .collect();
    if let [Some(a), Some(b)] = dtypes[..]
        && is_text(a)
        && a.kind() == b.kind()
    {
        return None;
    }
    if dtypes.iter().flatten().all(|dtype| dtype.holds_numbers()) {
        return None;
    }
    // What no rule casts comes first.
    [Casting::Unsafe, casting].into_iter().find_map(|rule| {
        let mut numbered = std::iter::zip(0.., dtypes.iter().copied());
        numbered.find_map(|(number, dtype)| {
            let dtype = dtype.filter(|&dtype| !can_cast(dtype, DType::Bool, rule))?;
            Some((number, dtype))
        })
    })
}

/// NumPy's sentence where a ufunc has no loop for strings or records; which of the forms depends on how the ufunc looks
/// for its loops. Nothing for those that speak of casts as for other dtypes.
pub(crate) fn no_loop(row: &Ufunc, inputs: &[Input], dtypes: &[DType]) -> Option<Error> {
    if dtypes.iter().all(|dtype| dtype.holds_numbers()) {
        return None;
    }
    if let Some(error) = no_repeats(row, inputs) {
        return Some(error);
    }
    let texts = dtypes.iter().filter(|&&dtype| is_text(dtype)).count();
    let kinds_differ = match dtypes {
        [a, b] => a.kind() != b.kind(),
        _ => false,
    };
    let types = match row.name {
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
