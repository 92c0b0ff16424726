//! Inputs and `dtype=` as they were given, before loops are chosen by native dtypes alone: how refusals name them, and what is
//! refused of them. Knows no loops.

use super::Operand;
use super::resolve::{Resolved, as_half, no_input_cast};
use super::table::Ufunc;
use crate::cast::Casting;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::promote::Input;

/// A refusal to cast an input names its dtype as it was given, in its own byte order.
pub(super) fn in_their_own_order(mut error: Error, given: &[Input], native: &[Input]) -> Error {
    if matches!(
        error.class,
        ErrorClass::UFuncType | ErrorClass::UFuncBinaryResolution
    ) {
        error.message = renamed(&error.message, given, native);
        return error;
    }
    if error.class != ErrorClass::UFuncInputCasting {
        return error;
    }
    let given_alone = given.len() == 1;
    for (number, pair) in std::iter::zip(given, native).enumerate() {
        if let (Input::Array(given), Input::Array(native)) = pair
            && given != native
        {
            let which = match given_alone {
                true => "input from ".to_owned(),
                false => format!("input {number} from "),
            };
            let (from, to) = (native.repr(), given.repr());
            let said = format!("{which}{from}");
            error.message = error.message.replacen(&said, &format!("{which}{to}"), 1);
        }
    }
    error
}

/// A refusal that names the dtypes of operands as they were given, with the fields of numbers that have some.
pub(super) fn told(error: Error, operands: &[Operand<'_>]) -> Error {
    let inputs: Vec<Input> = operands.iter().map(Operand::input).collect();
    let read: Vec<Input> = inputs.iter().map(|input| input.unaliased()).collect();
    in_their_own_order(error, &inputs, &read)
}

/// NumPy's sentence for a dtype that says more than a loop is chosen by.
pub(crate) fn too_detailed() -> Error {
    Error::type_(
        "The `dtype` and `signature` arguments to ufuncs only select the general DType and not details such as the \
         byte order or time unit. You can avoid this error by using the scalar types `np.float64` or the dtype \
         string notation.",
    )
}

/// Whether a dtype says more than a loop is chosen by: the order of bytes, a width, fields.
pub(crate) fn says_details(dtype: DType) -> bool {
    match dtype {
        DType::Swapped(_) => true,
        _ => !dtype.holds_numbers() && dtype.itemsize() > 0,
    }
}

/// Under the strictest rule no input is turned to the machine's own order.
pub(super) fn refuse_turning(row: &Ufunc, inputs: &[Input], found: &Resolved) -> Result<()> {
    for (number, (input, &to)) in std::iter::zip(inputs, found.entry.plain.inputs).enumerate() {
        if let &Input::Array(from @ DType::Swapped(_)) = input {
            let to = if found.half { as_half(to) } else { to };
            return Err(no_input_cast(row, number, from, to, Casting::No));
        }
    }
    Ok(())
}

/// A sentence that names the dtype of each input, one after another, with each named as it was given.
fn renamed(sentence: &str, given: &[Input], native: &[Input]) -> String {
    let (mut done, mut rest) = (String::new(), sentence);
    for pair in std::iter::zip(given, native) {
        let Some(place) = rest.find("dtype(") else {
            break;
        };
        let (before, after) = rest.split_at(place);
        done += before;
        rest = after;
        if let (Input::Array(given), Input::Array(native)) = pair
            && let Some(after) = rest.strip_prefix(native.repr().as_str())
        {
            done += &given.repr();
            rest = after;
        } else {
            done += "dtype(";
            rest = rest.strip_prefix("dtype(").unwrap_or(rest);
        }
    }
    done + rest
}
