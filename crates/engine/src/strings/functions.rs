//! The functions of `np.strings` and `np.char`: the dtype of each result, found as NumPy finds it, and the call.
//! Knows arrays and dtypes; the work on one text stands in `kernel`.

use super::compare::sum;
use super::{
    check_text, is_text, kernel, no_string_loop, run, run_in_c_order, text, widened, width_of,
};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::plan::lines::LineKernel;
use crate::records::definition::packed;
use crate::reduce;
use crate::scalar::Scalar;
use crate::ufunc::{self, Operand};

/// The ends of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// The start: `lstrip`, `ljust`, `find`, `partition`.
    Left,
    /// The end: `rstrip`, `rjust`, `rfind`, `rpartition`.
    Right,
    /// Both: `strip`, `center`.
    Both,
}

/// Texts of one kind, or NumPy's sentence for the ufunc that takes them.
fn check_kinds(name: &str, arrays: &[&Array], more: usize) -> Result<()> {
    let first = arrays.first().map(|array| array.dtype);
    let same =
        |array: &&Array| is_text(array.dtype) && Some(array.dtype.kind()) == first.map(DType::kind);
    if arrays.iter().all(same) {
        return Ok(());
    }
    let dtypes: Vec<DType> = arrays.iter().map(|array| array.dtype).collect();
    Err(no_string_loop(name, &dtypes, more))
}

/// The number of characters of each text (`np.strings.str_len`), `int64`.
///
/// # Errors
/// `ufunc 'str_len' did not contain a loop …` for what is no text; memory refused.
pub fn str_len(array: &Array) -> Result<Array> {
    check_kinds("str_len", &[array], 0)?;
    run(&kernel::STR_LEN, &[array], DType::I64, &[])
}

/// The largest of an `int64` array's numbers; without any it is refused, as NumPy does.
fn most(numbers: &Array) -> Result<i64> {
    match reduce::call("max", numbers, reduce::Options::default())?.item()? {
        Scalar::I64(most) => Ok(most),
        _ => Ok(0),
    }
}

/// Texts one after another (`np.strings.add`), as wide as both together.
///
/// # Errors
/// As the ufunc `add`.
pub fn add(a: &Array, b: &Array) -> Result<Array> {
    if is_text(a.dtype) && a.dtype.kind() == b.dtype.kind() {
        return run(&kernel::ADD, &[a, b], sum(a.dtype, b.dtype), &[]);
    }
    ufunc::call("add", &[Operand::Array(a), Operand::Array(b)])
}

/// Texts repeated (`np.strings.multiply`), as wide as the longest result; a count below 0 counts as 0.
///
/// # Errors
/// `TypeError: unsupported type …` for counts that are no integers; `OverflowError` beyond the widest text.
pub fn multiply(array: &Array, counts: &Array) -> Result<Array> {
    check_text(array)?;
    let counts = counts.astype(DType::I64)?;
    let counts = ufunc::call("maximum", &[Operand::Array(&counts), Operand::PyInt(0)])?;
    // No text is repeated so often; the product with its length must not wrap around.
    let most_often = Operand::PyInt(i32::MAX.into());
    let counts = ufunc::call("minimum", &[Operand::Array(&counts), most_often])?;
    let lengths = str_len(array)?;
    let widths = ufunc::call(
        "multiply",
        &[Operand::Array(&lengths), Operand::Array(&counts)],
    )?;
    let width = most(&widths)?;
    if width > i64::from(i32::MAX) / 4 {
        return Err(Error::new(
            ErrorClass::Memory,
            "repeated string is too long",
        ));
    }
    run(
        &kernel::MULTIPLY,
        &[array, &counts],
        widened(array.dtype, width),
        &[],
    )
}

/// A question about each text by NumPy's name: `isalpha`, `isalnum`, `isdigit`, `isdecimal`, `isnumeric`, `isspace`,
/// `islower`, `isupper`, `istitle`. The answer is `bool`; letters and digits of bytes are those of ASCII.
///
/// # Errors
/// `ufunc 'isalpha' did not contain a loop …` for what is no text, and for bytes where only characters are decimal or
/// numeric.
pub fn ask(name: &str, array: &Array) -> Result<Array> {
    let kernel = match name {
        "isalpha" => &kernel::ISALPHA,
        "isalnum" => &kernel::ISALNUM,
        "isdigit" => &kernel::ISDIGIT,
        "isdecimal" => &kernel::ISDECIMAL,
        "isnumeric" => &kernel::ISNUMERIC,
        "isspace" => &kernel::ISSPACE,
        "islower" => &kernel::ISLOWER,
        "isupper" => &kernel::ISUPPER,
        "istitle" => &kernel::ISTITLE,
        _ => {
            return Err(Error::value(format!(
                "'{name}' is no question about a text"
            )));
        }
    };
    let wide_only = matches!(name, "isdecimal" | "isnumeric");
    if !is_text(array.dtype) || wide_only && matches!(array.dtype, DType::Bytes(_)) {
        return Err(no_string_loop(name, &[array.dtype], 0));
    }
    run(kernel, &[array], DType::Bool, &[])
}

/// Each text with its letters changed, by NumPy's name: `upper`, `lower`, `swapcase`, `title`. The width stays, so a letter
/// that becomes two may be cut off.
///
/// # Errors
/// `TypeError: string operation on non-string array`; memory refused.
pub fn change(name: &str, array: &Array) -> Result<Array> {
    let kernel = match name {
        "upper" => &kernel::UPPER,
        "lower" => &kernel::LOWER,
        "swapcase" => &kernel::SWAPCASE,
        "title" => &kernel::TITLE,
        "capitalize" => &kernel::CAPITALIZE,
        _ => return Err(Error::value(format!("'{name}' changes no text"))),
    };
    check_text(array)?;
    run_in_c_order(kernel, &[array], array.dtype, &[])
}

/// The first letter large, the others small (`np.strings.capitalize`).
///
/// # Errors
/// As [`change`].
pub fn capitalize(array: &Array) -> Result<Array> {
    change("capitalize", array)
}

/// Each text without white space, or without these characters, at its ends (`strip`, `lstrip`, `rstrip`).
///
/// # Errors
/// `ufunc '_strip_whitespace' did not contain a loop …` for what is no text; memory refused.
pub fn strip(array: &Array, characters: Option<&Array>, side: Side) -> Result<Array> {
    let sides = [
        i64::from(side != Side::Right),
        i64::from(side != Side::Left),
    ];
    let which = match side {
        Side::Left => "_lstrip",
        Side::Right => "_rstrip",
        Side::Both => "_strip",
    };
    match characters {
        None => {
            check_kinds(&format!("{which}_whitespace"), &[array], 0)?;
            run(&kernel::STRIP, &[array], array.dtype, &sides)
        }
        Some(set) => {
            check_kinds(&format!("{which}_chars"), &[array, set], 0)?;
            run(&kernel::STRIP, &[array, set], array.dtype, &sides)
        }
    }
}

/// Where a part stands in each text, first or last, between two places; -1 where it does not (`find`, `rfind`).
///
/// # Errors
/// `ufunc 'find' did not contain a loop …` for what is no text; memory refused.
pub fn find(
    array: &Array,
    part: &Array,
    start: i64,
    stop: Option<i64>,
    side: Side,
) -> Result<Array> {
    let (name, kernel): (_, &'static LineKernel) = match side {
        Side::Right => ("rfind", &kernel::RFIND),
        _ => ("find", &kernel::FIND),
    };
    search(
        name,
        kernel,
        DType::I64,
        array,
        part,
        [start, stop.unwrap_or(i64::MAX)],
    )
}

/// As [`find`], but refuses where the part does not stand (`index`, `rindex`).
///
/// # Errors
/// `ValueError: substring not found`; as [`find`].
pub fn index(
    array: &Array,
    part: &Array,
    start: i64,
    stop: Option<i64>,
    side: Side,
) -> Result<Array> {
    let (name, kernel): (_, &'static LineKernel) = match side {
        Side::Right => ("rindex", &kernel::RINDEX),
        _ => ("index", &kernel::INDEX),
    };
    search(
        name,
        kernel,
        DType::I64,
        array,
        part,
        [start, stop.unwrap_or(i64::MAX)],
    )
}

/// How often a part stands in each text without overlapping itself (`count`).
///
/// # Errors
/// As [`find`].
pub fn count(array: &Array, part: &Array, start: i64, stop: Option<i64>) -> Result<Array> {
    let ends = [start, stop.unwrap_or(i64::MAX)];
    search("count", &kernel::COUNT, DType::I64, array, part, ends)
}

/// Whether each text starts with a part (`startswith`).
///
/// # Errors
/// As [`find`].
pub fn startswith(array: &Array, part: &Array, start: i64, stop: Option<i64>) -> Result<Array> {
    let ends = [start, stop.unwrap_or(i64::MAX)];
    search(
        "startswith",
        &kernel::STARTSWITH,
        DType::Bool,
        array,
        part,
        ends,
    )
}

/// Whether each text ends with a part (`endswith`).
///
/// # Errors
/// As [`find`].
pub fn endswith(array: &Array, part: &Array, start: i64, stop: Option<i64>) -> Result<Array> {
    let ends = [start, stop.unwrap_or(i64::MAX)];
    search(
        "endswith",
        &kernel::ENDSWITH,
        DType::Bool,
        array,
        part,
        ends,
    )
}

fn search(
    name: &str,
    kernel: &'static LineKernel,
    dtype: DType,
    array: &Array,
    part: &Array,
    ends: [i64; 2],
) -> Result<Array> {
    check_kinds(name, &[array, part], 2)?;
    run(kernel, &[array, part], dtype, &ends)
}

/// Each text with a part replaced, at most `count` times where that is given (`replace`); as wide as the longest result.
///
/// # Errors
/// `TypeError: string operation on non-string array`; shapes that do not broadcast, memory refused.
pub fn replace(array: &Array, old: &Array, new: &Array, count: Option<i64>) -> Result<Array> {
    check_text(array)?;
    let kind = |part: &Array| part.astype(widened(array.dtype, width_of(part.dtype)));
    let (old, new) = (kind(old)?, kind(new)?);
    let mut times = self::count(array, &old, 0, None)?;
    if let Some(count) = count.filter(|&count| count >= 0) {
        let most = Operand::PyInt(i128::from(count));
        times = ufunc::call("minimum", &[Operand::Array(&times), most])?;
    }
    let (longer, shorter) = (str_len(&new)?, str_len(&old)?);
    let more = ufunc::call(
        "subtract",
        &[Operand::Array(&longer), Operand::Array(&shorter)],
    )?;
    let more = ufunc::call("multiply", &[Operand::Array(&times), Operand::Array(&more)])?;
    let widths = ufunc::call(
        "add",
        &[Operand::Array(&str_len(array)?), Operand::Array(&more)],
    )?;
    let dtype = widened(array.dtype, most(&widths)?);
    run(
        &kernel::REPLACE,
        &[array, &old, &new],
        dtype,
        &[count.unwrap_or(-1)],
    )
}

/// Each text filled up to a width: on the right (`ljust`, [`Side::Left`]), on the left (`rjust`), or on both sides
/// (`center`). As wide as the widest result.
///
/// # Errors
/// `TypeError: The fill character must be exactly one character long`; `string operation on non-string array`; memory
/// refused.
pub fn just(array: &Array, width: &Array, fill: &Array, side: Side) -> Result<Array> {
    check_text(array)?;
    let lengths = str_len(fill)?;
    if lengths.scalars().any(|length| length != Scalar::I64(1)) {
        return Err(Error::type_(
            "The fill character must be exactly one character long",
        ));
    }
    let (width, dtype) = widths_at_least(array, width)?;
    let fill = fill.astype(widened(array.dtype, 1))?;
    let sides = match side {
        Side::Left => 0,
        Side::Right => 1,
        Side::Both => 2,
    };
    run(&kernel::JUSTIFY, &[array, &fill, &width], dtype, &[sides])
}

/// [`just`] on both sides.
///
/// # Errors
/// As [`just`].
pub fn center(array: &Array, width: &Array, fill: &Array) -> Result<Array> {
    just(array, width, fill, Side::Both)
}

/// Each text filled with zeros on the left, behind its sign, up to a width (`zfill`).
///
/// # Errors
/// As [`just`].
pub fn zfill(array: &Array, width: &Array) -> Result<Array> {
    check_text(array)?;
    let (width, dtype) = widths_at_least(array, width)?;
    run(&kernel::ZFILL, &[array, &width], dtype, &[])
}

/// The widths asked for, raised to the texts' own, and the dtype of the widest.
fn widths_at_least(array: &Array, width: &Array) -> Result<(Array, DType)> {
    let width = width.astype(DType::I64)?;
    let lengths = str_len(array)?;
    let widths = ufunc::call(
        "maximum",
        &[Operand::Array(&lengths), Operand::Array(&width)],
    )?;
    let dtype = widened(array.dtype, most(&widths)?);
    Ok((widths, dtype))
}

/// Each text with its tabs as spaces up to the next column (`expandtabs`), as wide as the longest result.
///
/// # Errors
/// `TypeError: string operation on non-string array`; memory refused.
pub fn expandtabs(array: &Array, distance: i64) -> Result<Array> {
    check_text(array)?;
    let each = kernel::texts_of(array);
    let width = kernel::longest(&each, |texts| Ok(text::expanded(texts, &[distance])))?;
    run(
        &kernel::EXPANDTABS,
        &[array],
        widened(array.dtype, width),
        &[distance],
    )
}

/// A slice of each text (`np.strings.slice`), in the same dtype.
///
/// # Errors
/// `ValueError: slice step cannot be zero`; `string operation on non-string array`; memory refused.
pub fn slice(
    array: &Array,
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
) -> Result<Array> {
    check_text(array)?;
    if step == Some(0) {
        return Err(Error::value("slice step cannot be zero"));
    }
    let given = |place: Option<i64>| place.unwrap_or(i64::MIN);
    let arguments = [given(start), given(stop), given(step)];
    run(&kernel::SLICE, &[array], array.dtype, &arguments)
}

/// Each text in three: before a separator, the separator, after it (`partition`, or with [`Side::Right`] `rpartition`).
/// As in NumPy, the three are the fields of one new array of records.
///
/// # Errors
/// `ValueError: empty separator`; `string operation on non-string array`; shapes that do not broadcast, memory refused.
pub fn partition(array: &Array, separator: &Array, side: Side) -> Result<[Array; 3]> {
    check_text(array)?;
    let separator = separator.astype(widened(array.dtype, width_of(separator.dtype)))?;
    let empty = str_len(&separator)?;
    if empty.scalars().any(|length| length == Scalar::I64(0)) {
        return Err(Error::value("empty separator"));
    }
    let from_end = i64::from(side == Side::Right);
    let wide = widened(
        array.dtype,
        width_of(array.dtype).max(width_of(separator.dtype)),
    );
    let part = |number: i64| -> Result<Array> {
        let arguments = [number, from_end];
        let first = run(&kernel::PART, &[array, &separator], wide, &arguments)?;
        let width = most(&str_len(&first)?)?;
        run(
            &kernel::PART,
            &[array, &separator],
            widened(array.dtype, width),
            &arguments,
        )
    };
    let parts = [part(0)?, part(1)?, part(2)?];
    let fields = parts.iter().map(|part| part.dtype).enumerate();
    let fields = fields.map(|(number, dtype)| (format!("f{number}"), None, dtype));
    let records = packed(fields.collect(), false).interned();
    let records = Array::zeros(parts[0].shape(), DType::Record(records))?;
    let field = |number: usize| -> Result<Array> {
        let field = records.field(&format!("f{number}"))?;
        field.assign(&[Index::Ellipsis], &parts[number])?;
        Ok(field)
    };
    Ok([field(0)?, field(1)?, field(2)?])
}

/// Each text as bytes of UTF-8 (`encode`), as wide as the longest.
///
/// # Errors
/// `TypeError: string operation on non-string array`; memory refused.
pub fn encode(array: &Array) -> Result<Array> {
    check_text(array)?;
    let each = kernel::texts_of(array);
    let width = kernel::longest(&each, |texts| Ok(text::encoded(texts)))?;
    run_in_c_order(
        &kernel::ENCODE,
        &[array],
        widened(DType::Bytes(1), width),
        &[],
    )
}

/// Bytes of UTF-8 as texts (`decode`), as wide as the longest.
///
/// # Errors
/// `UnicodeDecodeError`; `TypeError: string operation on non-string array`; memory refused.
pub fn decode(array: &Array) -> Result<Array> {
    check_text(array)?;
    let each = kernel::texts_of(array);
    let width = kernel::longest(&each, text::decoded)?;
    run_in_c_order(
        &kernel::DECODE,
        &[array],
        widened(DType::Str(1), width),
        &[],
    )
}

/// A separator between each two characters of each text (`np.char.join`), as wide as the longest.
///
/// # Errors
/// `TypeError: string operation on non-string array`; memory refused.
pub fn join(separator: &Array, array: &Array) -> Result<Array> {
    check_text(array)?;
    check_text(separator)?;
    let lengths = [most(&str_len(array)?)?, most(&str_len(separator)?)?];
    let width = lengths[0] + (lengths[0] - 1).max(0) * lengths[1];
    run_in_c_order(
        &kernel::JOIN,
        &[separator, array],
        widened(array.dtype, width),
        &[],
    )
}
