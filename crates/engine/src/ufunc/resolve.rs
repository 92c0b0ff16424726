//! Which loop of a ufunc runs: Python numbers take the dtype of the array beside them (NEP 50), then the first loop that
//! every input can be cast to safely wins. Knows dtypes only.

use crate::short::SmallVec;

#[cfg(feature = "records")]
use super::as_given::{in_their_own_order, refuse_turning, says_details, too_detailed};
#[cfg(feature = "kept")]
use super::recent;
use super::table::{Entry, Loop, Ufunc};
use crate::cast::{Casting, can_cast, check_cast};
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::promote::{Input, convert, convert_python_int, promote_types, result_type};
use crate::scalar::Scalar;

/// The chosen loop, and the value of each Python number in that loop's dtype.
#[derive(Debug)]
pub(crate) struct Resolved {
    /// The loop, and the one over lanes beside it.
    pub(crate) entry: Entry,
    /// For each input: the converted Python number, `None` for an array.
    pub(crate) constants: Constants,
    /// Whether the loop of `float32` stands for one of `float16`, whose results are rounded.
    #[cfg(feature = "records")]
    pub(crate) half: bool,
}

impl Resolved {
    fn new(entry: Entry, constants: Constants) -> Self {
        Self {
            entry,
            constants,
            #[cfg(feature = "records")]
            half: false,
        }
    }

    /// The dtype in which a result of the loop is kept: `float16` where the loop stands for one of that.
    pub(crate) fn kept(&self, result: DType) -> DType {
        #[cfg(feature = "records")]
        if self.half {
            return as_half(result);
        }
        result
    }
}

/// `float32` as the `float16` for which a loop stands.
#[cfg(feature = "records")]
pub(super) fn as_half(dtype: DType) -> DType {
    match dtype {
        DType::F32 => DType::F16,
        other => other,
    }
}

/// One for each input.
type Constants = SmallVec<[Option<Scalar>; 3]>;

/// Chooses the loop for these inputs.
///
/// # Errors
/// `TypeError` when no loop takes them, `OverflowError` when a Python int does not fit the loop's dtype.
/// Inputs that the casting rule does not let into the loop give `Cannot cast ufunc 'add' input 0 from …`.
pub(crate) fn resolve(
    row: &'static Ufunc,
    inputs: &[Input],
    wanted: Option<DType>,
    casting: Casting,
) -> Result<Resolved> {
    // A loop reads bytes in the machine's own order; the cast on the way in turns the others.
    #[cfg(feature = "records")]
    {
        let native: SmallVec<[Input; 3]> = inputs.iter().map(|input| input.native()).collect();
        let found = resolve_native(row, &native, wanted, casting)
            .map_err(|error| in_their_own_order(error, inputs, &native))?;
        if casting == Casting::No {
            refuse_turning(row, inputs, &found)?;
        }
        Ok(found)
    }
    #[cfg(not(feature = "records"))]
    resolve_native(row, inputs, wanted, casting)
}

/// [`resolve`] for inputs in the machine's own order.
fn resolve_native(
    row: &'static Ufunc,
    inputs: &[Input],
    wanted: Option<DType>,
    casting: Casting,
) -> Result<Resolved> {
    #[cfg(feature = "kept")]
    return resolve_lately(row, inputs, wanted, casting);
    #[cfg(not(feature = "kept"))]
    resolve_anew(row, inputs, wanted, casting)
}

/// [`resolve_anew`], or what it said of such a call lately.
#[cfg(feature = "kept")]
fn resolve_lately(
    row: &'static Ufunc,
    inputs: &[Input],
    wanted: Option<DType>,
    casting: Casting,
) -> Result<Resolved> {
    // The loop is one that takes the inputs by safe casts, unless its dtype is asked for: then the rule has a say.
    let by_dtypes = casting >= Casting::Safe && wanted.is_none() || casting == Casting::Unsafe;
    let inputs_only = if by_dtypes {
        recent::Inputs::of(inputs.iter().copied(), wanted)
    } else {
        None
    };
    if let Some(entry) = inputs_only.and_then(|only| recent::entry(row, only)) {
        return Ok(Resolved::new(entry, constants_of(inputs, entry.plain)?));
    }
    let resolved = resolve_anew(row, inputs, wanted, casting)?;
    #[cfg(feature = "records")]
    let inputs_only = inputs_only.filter(|_| !resolved.half);
    if let Some(only) = inputs_only {
        recent::note(row, only, resolved.entry);
    }
    Ok(resolved)
}

fn resolve_anew(
    row: &'static Ufunc,
    inputs: &[Input],
    wanted: Option<DType>,
    casting: Casting,
) -> Result<Resolved> {
    check_count(row, inputs.len())?;
    #[cfg(feature = "records")]
    if wanted.is_some_and(says_details) {
        return Err(too_detailed());
    }
    #[cfg(feature = "records")]
    if wanted.is_some()
        && let Some(error) = crate::strings::no_repeats(row, inputs)
    {
        return Err(error);
    }
    // A question has answers of one dtype only: asking for that one changes nothing.
    let of_questions = || row.loops().all(|one| one.output == DType::Bool);
    if let Some(dtype) = wanted.filter(|&dtype| !(dtype == DType::Bool && of_questions())) {
        #[cfg(feature = "records")]
        if dtype == DType::F16 {
            let gives_halves = |one: &&Loop| {
                one.inputs.contains(&DType::F32) && one.outputs().all(|one| one == DType::F32)
            };
            let found = row.loops().find(gives_halves);
            let found = found.ok_or_else(|| no_matching_loop(row.name))?;
            return finish_in_halves(row, inputs, found, casting);
        }
        let chosen = loop_of_dtype(row, inputs, dtype)?;
        return finish(row, inputs, chosen, casting);
    }
    #[cfg(feature = "records")]
    if wanted.is_some()
        && let Some((number, from)) = crate::strings::no_truth(row, inputs, casting)
    {
        return Err(no_input_cast(row, number, from, DType::Bool, casting));
    }
    if let Some(exact) = comparison_beyond_integers(row, inputs) {
        return Ok(exact);
    }
    let dtypes = match inputs {
        [only] => vec![result_type(&[*only])?],
        // The exponent may be any integer, however small the other number.
        [first, Input::PyInt(_)] if row.name == "ldexp" => {
            vec![result_type(&[*first])?, DType::I8]
        }
        // A Python int is scaled in the smallest of floats.
        [Input::PyInt(_) | Input::PyBool(_), Input::Array(second)]
            if row.name == "ldexp" && *second != DType::Bool =>
        {
            vec![DType::I8, *second]
        }
        _ => dtypes_of(inputs),
    };
    refuse_bool_minus(row, &dtypes)?;
    let safe = |candidate: &Loop| {
        std::iter::zip(&dtypes, candidate.inputs)
            .all(|(&from, &to)| can_cast(from, to, Casting::Safe))
    };
    #[cfg(feature = "records")]
    if loop_of_special_rows(row, inputs, &dtypes).is_none()
        && !needs_a_bool_loop(row, &dtypes)
        && let Some(found) = row
            .loops()
            .find(|one| takes_halves(one, &dtypes) || safe(one))
        && takes_halves(found, &dtypes)
    {
        return finish_in_halves(row, inputs, found, casting);
    }
    let chosen = loop_of_special_rows(row, inputs, &dtypes)
        .or_else(|| row.loops().find(|candidate| safe(candidate)))
        .filter(|_| !needs_a_bool_loop(row, &dtypes))
        .ok_or_else(|| no_loop(row, inputs, &dtypes))?;
    finish(row, inputs, chosen, casting)
}

/// Checks that every input may be cast to the loop, and converts Python numbers.
fn finish(
    row: &Ufunc,
    inputs: &[Input],
    chosen: &'static Loop,
    casting: Casting,
) -> Result<Resolved> {
    // Python numbers are looked at first.
    if casting == Casting::Equiv && !row.name.starts_with("logical_") {
        for (number, (input, &to)) in std::iter::zip(inputs, chosen.inputs).enumerate() {
            if !matches!(input, Input::Array(_)) {
                check_input(row, number, input, to, casting)?;
            }
        }
    }
    let constants = constants_of(inputs, chosen)?;
    // Logic casts each input to its truth under any rule; records of several fields have none.
    if row.name.starts_with("logical_") {
        for (input, &to) in std::iter::zip(inputs, chosen.inputs) {
            if let Input::Array(from) = *input {
                check_cast(from, to, Casting::Unsafe)?;
            }
        }
    } else {
        for (number, (input, &to)) in std::iter::zip(inputs, chosen.inputs).enumerate() {
            check_input(row, number, input, to, casting)?;
        }
    }
    Ok(Resolved::new(Entry::of(row, chosen), constants))
}

/// Whether a loop of `float32` stands for one of `float16` that takes these inputs by safe casts. NumPy has one before each
/// such loop: it computes in `float32` and rounds.
#[cfg(feature = "records")]
fn takes_halves(candidate: &Loop, dtypes: &[DType]) -> bool {
    candidate.inputs.contains(&DType::F32)
        && std::iter::zip(dtypes, candidate.inputs)
            .all(|(&from, &to)| can_cast(from, as_half(to), Casting::Safe))
}

/// [`finish`] for a loop that stands for one of `float16`.
#[cfg(feature = "records")]
fn finish_in_halves(
    row: &Ufunc,
    inputs: &[Input],
    chosen: &'static Loop,
    casting: Casting,
) -> Result<Resolved> {
    let mut constants = Constants::new();
    for (number, (&input, &read)) in std::iter::zip(inputs, chosen.inputs).enumerate() {
        let half = as_half(read);
        check_input(row, number, &input, half, casting)?;
        constants.push(convert(input, half)?.map(|constant| constant.cast(read)));
    }
    let own = super::half::loop_for(row, chosen);
    #[allow(unused_mut)]
    let mut entry = Entry::of(row, own);
    #[cfg(feature = "lanes")]
    if !std::ptr::eq(own, chosen) {
        // Lanes know the loop of `float32` only.
        entry.lanes = None;
    }
    Ok(Resolved {
        half: true,
        ..Resolved::new(entry, constants)
    })
}

/// The Python numbers among the inputs in the dtypes of a loop.
fn constants_of(inputs: &[Input], chosen: &Loop) -> Result<Constants> {
    let mut constants = Constants::new();
    for (&input, &dtype) in std::iter::zip(inputs, chosen.inputs) {
        constants.push(convert(input, dtype)?);
    }
    Ok(constants)
}

fn check_input(
    row: &Ufunc,
    number: usize,
    input: &Input,
    to: DType,
    casting: Casting,
) -> Result<()> {
    // A Python number goes into any dtype of its kind or above.
    let from = match input {
        Input::Array(dtype) => *dtype,
        Input::PyBool(_) => DType::Bool,
        Input::PyInt(_) if casting == Casting::Equiv && !takes_python_ints(row, to) => {
            return Err(not_equivalent("int", to));
        }
        Input::PyFloat(_) if casting == Casting::Equiv && to.is_inexact() && to != DType::F64 => {
            return Err(not_equivalent("float", to));
        }
        Input::PyInt(_) if to != DType::Bool => return Ok(()),
        Input::PyInt(_) => DType::I64,
        Input::PyFloat(_) if to.is_inexact() => return Ok(()),
        Input::PyFloat(_) => DType::F64,
        #[cfg(feature = "complex")]
        Input::PyComplex(_) if casting == Casting::Equiv && to != DType::C128 => {
            return Err(not_equivalent("complex", to));
        }
        #[cfg(feature = "complex")]
        Input::PyComplex(_) if to.is_complex() => return Ok(()),
        #[cfg(feature = "complex")]
        Input::PyComplex(_) => DType::C128,
    };
    if can_cast(from, to, casting) {
        return Ok(());
    }
    Err(no_input_cast(row, number, from, to, casting))
}

pub(crate) fn no_input_cast(
    row: &Ufunc,
    number: usize,
    from: DType,
    to: DType,
    casting: Casting,
) -> Error {
    let which = if row.inputs == 1 {
        "input".to_owned()
    } else {
        format!("input {number}")
    };
    // What no rule allows is refused by the loosest.
    let rule = match can_cast(from, to, Casting::Unsafe) {
        true => casting,
        false => Casting::Unsafe,
    };
    Error::new(
        ErrorClass::UFuncInputCasting,
        format!(
            "Cannot cast ufunc '{}' {which} from {} to {} with casting rule '{}'",
            row.name,
            from.repr(),
            to.repr(),
            rule.name()
        ),
    )
}

/// Whether a Python int goes into a loop without a cast: into its own dtype, or where only its value counts.
fn takes_python_ints(row: &Ufunc, to: DType) -> bool {
    let questions = || row.loops().all(|one| one.output == DType::Bool);
    matches!(to, DType::I64 | DType::Bool) || !to.is_inexact() && questions()
}

/// The refusal of a Python number whose own dtype is another.
fn not_equivalent(class: &str, to: DType) -> Error {
    Error::type_(format!(
        "cannot cast Python {class} to {to} under the casting rule 'equiv'"
    ))
}

/// The loop that gives a dtype: the first that the inputs can be cast to safely, or the one of that dtype throughout.
fn loop_of_dtype(row: &Ufunc, inputs: &[Input], dtype: DType) -> Result<&'static Loop> {
    let uniform = |one: &&Loop| {
        one.inputs.iter().all(|&input| input == dtype)
            && one.outputs().all(|output| output == dtype)
    };
    let dtypes = dtypes_of(inputs);
    let safe = |one: &&Loop| {
        one.outputs().all(|output| output == dtype)
            && std::iter::zip(&dtypes, one.inputs)
                .all(|(&from, &to)| can_cast(from, to, Casting::Safe))
    };
    if let Some(found) = row.loops().find(safe).or_else(|| row.loops().find(uniform)) {
        return Ok(found);
    }
    let all = vec![dtype; inputs.len()];
    refuse_bool_minus(row, &all)?;
    if needs_a_bool_loop(row, &all) || matches!(row.name, "gcd" | "lcm") {
        return Err(no_loop_among(
            row,
            inputs,
            &class_text(&Input::Array(dtype)),
        ));
    }
    Err(no_matching_loop(row.name))
}

/// NumPy's sentence for a dtype that no loop of a row gives.
pub(crate) fn no_matching_loop(name: &str) -> Error {
    Error::type_(format!(
        "No loop matching the specified signature and casting was found for ufunc {name}"
    ))
}

/// NumPy's other sentence, of ufuncs that look among the classes of dtypes.
fn no_loop_among(row: &Ufunc, inputs: &[Input], output: &str) -> Error {
    let classes: Vec<String> = inputs.iter().map(class_text).collect();
    let classes = match classes.as_slice() {
        [only] => only.clone(),
        _ => format!("({})", classes.join(", ")),
    };
    Error::new(
        ErrorClass::UFuncType,
        format!(
            "ufunc '{}' did not contain a loop with signature matching types {classes} -> {output}",
            row.name
        ),
    )
}

/// Python counts arguments before NumPy looks at any.
fn check_count(row: &Ufunc, given: usize) -> Result<()> {
    if given == row.inputs {
        return Ok(());
    }
    let were = if given == 1 { "was" } else { "were" };
    Err(Error::type_(format!(
        "{}() takes from {} to {} positional arguments but {given} {were} given",
        row.name,
        row.inputs,
        row.inputs + row.outputs()
    )))
}

/// The dtype each input counts as: a Python number follows the arrays beside it where they are of its kind.
fn dtypes_of(inputs: &[Input]) -> Vec<DType> {
    let strong = inputs.iter().filter_map(|input| match input {
        Input::Array(dtype) => Some(*dtype),
        Input::PyBool(_) => Some(DType::Bool),
        _ => None,
    });
    let beside = strong.reduce(promote_types);
    #[cfg(feature = "complex")]
    let complex = |dtype: Option<DType>| match dtype {
        #[cfg(feature = "records")]
        Some(DType::F16) => DType::C64,
        Some(DType::F32 | DType::C64) => DType::C64,
        _ => DType::C128,
    };
    #[cfg(feature = "complex")]
    if beside.is_none() && inputs.iter().any(|i| matches!(i, Input::PyComplex(_))) {
        return vec![DType::C128; inputs.len()];
    }
    inputs
        .iter()
        .map(|input| match (input, beside) {
            #[cfg(feature = "complex")]
            (Input::PyComplex(_), _) => complex(beside),
            (Input::Array(dtype), _) => *dtype,
            (Input::PyBool(_), _) => DType::Bool,
            (Input::PyInt(_), Some(dtype)) if dtype != DType::Bool && dtype.holds_numbers() => {
                dtype
            }
            (Input::PyInt(_), _) if inputs.iter().any(|i| matches!(i, Input::PyFloat(_))) => {
                DType::F64
            }
            (Input::PyInt(_), _) => DType::I64,
            (Input::PyFloat(_), Some(dtype)) if dtype.is_inexact() => dtype,
            (Input::PyFloat(_), _) => DType::F64,
        })
        .collect()
}

/// Rows that do not take the first loop that is safe.
///
/// `divide` of integers is computed in `float64`, although `float32` would hold the small ones. Logic of different dtypes
/// casts each input to its truth.
fn loop_of_special_rows(row: &Ufunc, inputs: &[Input], dtypes: &[DType]) -> Option<&'static Loop> {
    let dtype = match row.name {
        "divide" if dtypes.iter().all(|dtype| dtype.kind() < Kind::Float) => DType::F64,
        "logical_and" | "logical_or" | "logical_xor" => {
            let first = inputs.first()?;
            let same = matches!(first, Input::Array(dtype) if dtype.is_number())
                && inputs.iter().all(|one| one == first);
            (!same).then_some(DType::Bool)?
        }
        _ => return None,
    };
    row.loop_for(&[dtype; 2])
}

/// Rows that refuse bool although a cast to `int8` would be safe.
fn needs_a_bool_loop(row: &Ufunc, dtypes: &[DType]) -> bool {
    matches!(row.name, "positive" | "sign" | "gcd" | "lcm")
        && dtypes.iter().all(|&dtype| dtype == DType::Bool)
}

fn refuse_bool_minus(row: &Ufunc, dtypes: &[DType]) -> Result<()> {
    if dtypes.iter().any(|&dtype| dtype != DType::Bool) {
        return Ok(());
    }
    match row.name {
        "subtract" => Err(Error::type_(
            "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or \
             the logical_xor function instead.",
        )),
        "negative" => Err(Error::type_(
            "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not \
             function instead.",
        )),
        _ => Ok(()),
    }
}

/// NumPy's two sentences for inputs that no loop takes; which one depends on how the row looks for its loops.
fn no_loop(row: &Ufunc, inputs: &[Input], dtypes: &[DType]) -> Error {
    #[cfg(feature = "records")]
    if let Some(error) = crate::strings::no_loop(row, inputs, dtypes) {
        return error;
    }
    if needs_a_bool_loop(row, dtypes) || matches!(row.name, "gcd" | "lcm") {
        return no_loop_among(row, inputs, "None");
    }
    Error::type_(format!(
        "ufunc '{}' not supported for the input types, and the inputs could not be safely coerced to any supported \
         types according to the casting rule ''safe''",
        row.name
    ))
}

/// The Python class of an input's dtype, as NumPy prints it.
pub(crate) fn class_text(input: &Input) -> String {
    let name = match input {
        Input::PyInt(_) => "_PyLongDType".to_owned(),
        Input::PyFloat(_) => "_PyFloatDType".to_owned(),
        Input::PyBool(_) => "BoolDType".to_owned(),
        #[cfg(feature = "complex")]
        Input::PyComplex(_) => "_PyComplexDType".to_owned(),
        #[cfg(feature = "records")]
        Input::Array(dtype) if !dtype.is_number() => {
            return crate::records::promote::class_text(*dtype);
        }
        Input::Array(dtype) => {
            let name = dtype.name();
            let (letters, unsigned) = match name.strip_prefix('u') {
                Some(rest) => (rest, "U"),
                None => (name, ""),
            };
            let (first, rest) = letters.split_at(1);
            match unsigned {
                "" => format!("{}{rest}DType", first.to_ascii_uppercase()),
                _ => format!("{unsigned}{}{rest}DType", first.to_ascii_uppercase()),
            }
        }
    };
    format!("<class 'numpy.dtypes.{name}'>")
}

/// A comparison with a Python int that the other side's integer dtype cannot hold: the answer is known and exact.
///
/// The loops of `int64` beside `uint64` hold most such pairs exactly; beyond both ranges the int becomes an infinity.
fn comparison_beyond_integers(row: &Ufunc, inputs: &[Input]) -> Option<Resolved> {
    let compares = matches!(
        row.name,
        "greater" | "greater_equal" | "less" | "less_equal" | "equal" | "not_equal"
    );
    let whole = |input: &Input| match input {
        Input::Array(dtype) => matches!(dtype.kind(), Kind::Signed | Kind::Unsigned),
        Input::PyInt(_) => true,
        _ => false,
    };
    let dtypes = dtypes_of(inputs);
    let beyond = std::iter::zip(inputs, &dtypes).any(|(&input, &dtype)| match input {
        Input::PyInt(value) => convert_python_int(value, dtype).is_err(),
        _ => false,
    });
    if !compares || !beyond || !inputs.iter().all(whole) {
        return None;
    }
    let beyond_both = inputs.iter().any(|input| match input {
        Input::PyInt(value) => i64::try_from(*value).is_err() && u64::try_from(*value).is_err(),
        _ => false,
    });
    let wide = std::iter::zip(inputs, &dtypes).map(|(&input, &dtype)| match input {
        Input::PyInt(value) if beyond_both => (DType::F64, Some(far_number(value))),
        _ if beyond_both => (DType::F64, None),
        Input::PyInt(value) => wide_integer(value),
        _ if dtype.kind() == Kind::Unsigned => (DType::U64, None),
        _ => (DType::I64, None),
    });
    let (signature, constants): (Vec<DType>, Constants) = wide.unzip();
    let entry = Entry::of(row, row.loop_for(&signature)?);
    Some(Resolved::new(entry, constants))
}

/// A Python int in `int64` or else in `uint64`; the caller has seen that one of them holds it.
fn wide_integer(value: i128) -> (DType, Option<Scalar>) {
    match i64::try_from(value) {
        Ok(value) => (DType::I64, Some(Scalar::I64(value))),
        Err(_) => (DType::U64, Some(Scalar::U64(value as u64))),
    }
}

/// A Python int beyond every integer dtype is farther out than any element: an infinity beside finite floats.
fn far_number(value: i128) -> Scalar {
    Scalar::F64(match value {
        _ if value > i128::from(u64::MAX) => f64::INFINITY,
        _ if value < i128::from(i64::MIN) => f64::NEG_INFINITY,
        _ => value as f64,
    })
}
