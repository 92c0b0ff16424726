//! Which classes of dtypes have a common one when several meet, Python's numbers among them, and the sentence where they have
//! none. Knows no widths and no fields: those are joined afterward.

use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::promote::{Input, type_number};

/// Where a class goes when it meets another one.
enum Met {
    /// It takes the other in.
    Itself,
    /// Both become a third one.
    Other,
    /// It does not know the other.
    Unknown,
}

/// How NumPy's dtype class of one input answers to that of another one.
fn met(one: Input, other: Input) -> Met {
    let dtype = |input: Input| match input {
        Input::Array(dtype) => Some(dtype.native()),
        Input::PyBool(_) => Some(DType::Bool),
        _ => None,
    };
    let whole = |dtype: DType| dtype.kind() < Kind::Float;
    let (own, others) = (dtype(one), dtype(other));
    match (own, others) {
        (Some(own), Some(other)) => match (own.kind(), other.kind()) {
            (Kind::Str, Kind::Void) | (Kind::Bytes, Kind::Str | Kind::Void) => Met::Unknown,
            (Kind::Str | Kind::Bytes, _) | (Kind::Void, Kind::Void) => Met::Itself,
            (Kind::Void, _) | (_, Kind::Str | Kind::Bytes | Kind::Void) => Met::Unknown,
            _ if own == other => Met::Itself,
            _ if type_number(own) < type_number(other) => Met::Unknown,
            _ if crate::promote::promote_numbers(own, other) == own => Met::Itself,
            _ => Met::Other,
        },
        (Some(own), None) => match other {
            Input::PyInt(_) if own.holds_numbers() && own != DType::Bool => Met::Itself,
            Input::PyFloat(_) if own.is_inexact() => Met::Itself,
            #[cfg(feature = "complex")]
            Input::PyComplex(_) if own.is_complex() => Met::Itself,
            #[cfg(feature = "complex")]
            Input::PyComplex(_) if own.is_inexact() => Met::Other,
            _ => Met::Unknown,
        },
        (None, Some(other)) => match one {
            Input::PyInt(_) if other == DType::Bool => Met::Other,
            Input::PyInt(_) => Met::Unknown,
            _ if whole(other) => Met::Other,
            _ => Met::Unknown,
        },
        (None, None) => {
            let rank = |input: Input| match input {
                Input::PyInt(_) => 0,
                Input::PyFloat(_) => 1,
                _ => 2,
            };
            if rank(one) >= rank(other) {
                Met::Itself
            } else {
                Met::Unknown
            }
        }
    }
}

/// Refuses inputs whose classes have no common dtype. The order of the inputs decides between which two the sentence says so, as
/// in NumPy: partners from both ends meet, who knows the other comes to the front, and meets everyone who is left.
///
/// # Errors
/// `DTypePromotionError: The DType <class 'numpy.dtypes.StrDType'> could not be promoted by …`.
pub(crate) fn check(inputs: &[Input]) -> Result<()> {
    if !may_differ(inputs) {
        return Ok(());
    }
    let mut left: Vec<Option<Input>> = inputs.iter().copied().map(Some).collect();
    let mut length = left.len();
    let mut first_pair_joined = false;
    while length > 1 {
        let half = length / 2;
        for low in 0..half {
            let high = length - 1 - low;
            let (Some(one), Some(other)) = (left[low], left[high]) else {
                continue;
            };
            let met = met(one, other);
            first_pair_joined = !matches!(met, Met::Unknown);
            match met {
                Met::Unknown => left.swap(low, high),
                Met::Itself => left[high] = None,
                Met::Other => {}
            }
        }
        length -= half;
    }
    let Some(Some(main)) = left.first().copied() else {
        return Ok(());
    };
    let rest = left.iter().skip(if first_pair_joined { 2 } else { 1 });
    for &other in rest.flatten() {
        if matches!(met(main, other), Met::Unknown) {
            return Err(no_common(&other, &main, inputs));
        }
    }
    Ok(())
}

/// [`check`] of dtypes and numbers: NumPy looks at the dtypes first.
///
/// # Errors
/// As [`check`].
pub(crate) fn check_dtypes(inputs: &[Input]) -> Result<()> {
    if !may_differ(inputs) {
        return Ok(());
    }
    let is_dtype = |input: &&Input| matches!(input, Input::Array(_));
    let (dtypes, values): (Vec<&Input>, Vec<&Input>) = inputs.iter().partition(is_dtype);
    let ordered: Vec<Input> = dtypes.into_iter().chain(values).copied().collect();
    check(&ordered)
}

/// Whether there are texts or records among several inputs: numbers always have a common dtype.
fn may_differ(inputs: &[Input]) -> bool {
    let flexible = |input: &Input| matches!(input, Input::Array(dtype) if !dtype.holds_numbers());
    inputs.len() > 1 && inputs.iter().any(flexible)
}

fn no_common(one: &Input, main: &Input, inputs: &[Input]) -> Error {
    let class = crate::ufunc::class_of_input;
    let all: Vec<String> = inputs.iter().map(class).collect();
    Error::new(
        ErrorClass::DTypePromotion,
        format!(
            "The DType {} could not be promoted by {}. This means that no common DType exists for the given inputs. For \
             example they cannot be stored in a single array unless the dtype is `object`. The full list of DTypes is: \
             ({})",
            class(one),
            class(main),
            all.join(", ")
        ),
    )
}
