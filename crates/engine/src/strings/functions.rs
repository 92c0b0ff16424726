//! The functions of `np.strings` and `np.char`: the dtype of each result, found as NumPy finds it, and the call.
//! Knows arrays and dtypes; the work on one text stands in `kernel`.

use super::compare::sum;
use super::search::{self, Between, whole_places};
use super::{
    check_text, class_of_place, is_text, kernel, like, no_loop_of_classes, no_string_loop, run,
    run_in_c_order, run_like_first, text, widened, width_of,
};
use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::index::{Index, select};
use crate::layout::broadcast::broadcast_shape;
use crate::promote::{Input, result_type_of_values};
use crate::record::hearing;
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
pub(super) fn check_kinds(name: &str, arrays: &[&Array], more: usize) -> Result<()> {
    let first = arrays.first().map(|array| array.dtype);
    let same =
        |array: &&Array| is_text(array.dtype) && Some(array.dtype.kind()) == first.map(DType::kind);
    if arrays.iter().all(same) {
        return Ok(());
    }
    let dtypes: Vec<DType> = arrays.iter().map(|array| array.dtype).collect();
    Err(no_string_loop(name, &dtypes, more))
}

/// The number of characters of each text (`np.strings.str_len`), `int64`. A new array of the same shape.
///
/// # Errors
/// `ufunc 'str_len' did not contain a loop …` for what is no text; memory refused.
pub fn str_len(array: &Array) -> Result<Array> {
    hearing(|| {
        check_kinds("str_len", &[array], 0)?;
        run(&kernel::STR_LEN, &[array], DType::I64, &[])
    })
}

/// The largest of an `int64` array's numbers; without any it is refused, as NumPy does.
pub(super) fn most(numbers: &Array) -> Result<i64> {
    match reduce::call("max", numbers, reduce::Options::default())?.item()? {
        Scalar::I64(most) => Ok(most),
        _ => Ok(0),
    }
}

/// Texts one after another (`np.strings.add`), as wide as both together. A new array of the shape both broadcast to.
///
/// # Errors
/// As the ufunc `add`.
pub fn add(a: &Array, b: &Array) -> Result<Array> {
    hearing(|| {
        if is_text(a.dtype) && a.dtype.kind() == b.dtype.kind() {
            return run(&kernel::ADD, &[a, b], sum(a.dtype, b.dtype), &[]);
        }
        ufunc::call("add", &[Operand::Array(a), Operand::Array(b)])
    })
}

/// Texts repeated (`np.strings.multiply`), as wide as the longest result; a count below 0 counts as 0. A new array of the
/// shape both broadcast to.
///
/// # Errors
/// `TypeError: unsupported type …` for counts that are no integers; `OverflowError` beyond the widest text.
pub fn multiply(array: &Array, counts: &Array) -> Result<Array> {
    hearing(|| {
        check_integers(counts, "i")?;
        if !is_text(array.dtype) {
            return Err(no_string_loop("str_len", &[array.dtype], 0));
        }
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
        run_like_first(
            &kernel::MULTIPLY,
            &[array, &counts],
            widened(array.dtype, width),
            &[],
        )
    })
}

/// A question about each text by NumPy's name: `isalpha`, `isalnum`, `isdigit`, `isdecimal`, `isnumeric`, `isspace`,
/// `islower`, `isupper`, `istitle`. The answer is `bool`; letters and digits of bytes are those of ASCII. A new array of the
/// same shape.
///
/// # Errors
/// `ufunc 'isalpha' did not contain a loop …` for what is no text, and for bytes where only characters are decimal or
/// numeric.
pub fn ask(name: &str, array: &Array) -> Result<Array> {
    hearing(|| {
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
    })
}

/// Each text with its letters changed, by NumPy's name: `upper`, `lower`, `swapcase`, `title`. The width stays, so a letter
/// that becomes two may be cut off. A new array of the same shape and dtype.
///
/// # Errors
/// `TypeError: string operation on non-string array`; memory refused.
pub fn change(name: &str, array: &Array) -> Result<Array> {
    hearing(|| {
        let kernel = match name {
            "upper" => &kernel::UPPER,
            "lower" => &kernel::LOWER,
            "swapcase" => &kernel::SWAPCASE,
            "title" => &kernel::TITLE,
            "capitalize" => &kernel::CAPITALIZE,
            _ => return Err(Error::value(format!("'{name}' changes no text"))),
        };
        check_text(array)?;
        let changed = run_in_c_order(kernel, &[array], array.dtype.native(), &[])?;
        match array.dtype == changed.dtype {
            true => Ok(changed),
            false => changed.astype_quietly(array.dtype),
        }
    })
}

/// The first letter large, the others small (`np.strings.capitalize`). A new array of the same shape and dtype.
///
/// # Errors
/// As [`change`].
pub fn capitalize(array: &Array) -> Result<Array> {
    hearing(|| change("capitalize", array))
}

/// Each text without white space, or without these characters, at its ends (`strip`, `lstrip`, `rstrip`). A new array of the
/// same dtype, of the shape both broadcast to.
///
/// # Errors
/// `ufunc '_strip_whitespace' did not contain a loop …` for what is no text; memory refused.
pub fn strip(array: &Array, characters: Option<&Array>, side: Side) -> Result<Array> {
    hearing(|| {
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
                run(&kernel::STRIP, &[array], array.dtype.native(), &sides)
            }
            Some(set) => {
                check_kinds(&format!("{which}_chars"), &[array, set], 0)?;
                run(&kernel::STRIP, &[array, set], array.dtype.native(), &sides)
            }
        }
    })
}

/// Each text with a part replaced, at most `count` times, everywhere where that is negative (`replace`); as wide as the
/// longest result. A new array of the shape all broadcast to.
///
/// # Errors
/// `TypeError: string operation on non-string array`, `unsupported type float64 for operand 'count'`; shapes that do not
/// broadcast, memory refused.
pub fn replace(array: &Array, old: &Array, new: &Array, count: Option<&Array>) -> Result<Array> {
    hearing(|| {
        if let Some(count) = count {
            check_integers(count, "count")?;
        }
        result_type_of_values(&[array, old, new].map(|one| Input::Array(one.dtype)))?;
        if !is_text(array.dtype) || old.dtype.kind() != array.dtype.kind() {
            return Err(no_string_loop("count", &[array.dtype, old.dtype], 2));
        }
        let kind = |part: &Array| part.astype(widened(array.dtype, width_of(part.dtype)));
        let (old, new) = (kind(old)?, kind(new)?);
        let mut times = search::count(array, &old, Between::ALL)?;
        if let Some(count) = count {
            // Any negative count is as good as the largest one.
            let below = ufunc::call("less", &[Operand::Array(count), Operand::PyInt(0)])?;
            let every = Array::scalar(Scalar::I64(i64::MAX))?;
            let most = either(&below, &every, &count.astype(DType::I64)?)?;
            times = ufunc::call("minimum", &[Operand::Array(&times), Operand::Array(&most)])?;
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
        run_like_first(&kernel::REPLACE, &[array, &old, &new, &times], dtype, &[])
    })
}

/// `np.where` of three arrays.
fn either(condition: &Array, one: &Array, other: &Array) -> Result<Array> {
    select::where_(condition, Operand::Array(one), Operand::Array(other))
}

/// Refuses counts and steps that are no integers.
fn check_integers(array: &Array, operand: &str) -> Result<()> {
    match array.dtype.kind() {
        Kind::Signed | Kind::Unsigned => Ok(()),
        _ => Err(Error::type_(format!(
            "unsupported type {} for operand '{operand}'",
            array.dtype
        ))),
    }
}

/// Each text filled up to a width: on the right (`ljust`, [`Side::Left`]), on the left (`rjust`), or on both sides
/// (`center`). As wide as the widest result.
///
/// # Errors
/// `TypeError: The fill character must be exactly one character long`; `string operation on non-string array`; memory
/// refused.
pub fn just(array: &Array, width: &Array, fill: &Array, side: Side) -> Result<Array> {
    hearing(|| {
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
        run_like_first(&kernel::JUSTIFY, &[array, &fill, &width], dtype, &[sides])
    })
}

/// [`just`] on both sides.
///
/// # Errors
/// As [`just`].
pub fn center(array: &Array, width: &Array, fill: &Array) -> Result<Array> {
    hearing(|| just(array, width, fill, Side::Both))
}

/// Each text filled with zeros on the left, behind its sign, up to a width (`zfill`). A new array of the shape both broadcast
/// to, as wide as the widest.
///
/// # Errors
/// As [`just`].
pub fn zfill(array: &Array, width: &Array) -> Result<Array> {
    hearing(|| {
        if !is_text(array.dtype) {
            return Err(no_string_loop("str_len", &[array.dtype], 0));
        }
        let (width, dtype) = widths_at_least(array, width)?;
        run_like_first(&kernel::ZFILL, &[array, &width], dtype, &[])
    })
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

/// Each text with its tabs as spaces up to the next column (`expandtabs`), columns so far apart; none where that is not
/// positive. As wide as NumPy finds the longest result: it counts four for each character of a `str` that is no tab. A new
/// array of the shape both broadcast to.
///
/// # Errors
/// `ufunc '_expandtabs_length' did not contain a loop …` for what is no text; `ValueError: zero-size array to reduction
/// operation maximum which has no identity`; memory refused.
pub fn expandtabs(array: &Array, distance: &Array) -> Result<Array> {
    hearing(|| {
        let name = "_expandtabs_length";
        if !is_text(array.dtype) {
            return Err(no_string_loop(name, &[array.dtype, DType::I64], 0));
        }
        let distance = whole_places(name, 1, distance)?;
        let widths = run(
            &kernel::EXPANDED_WIDTH,
            &[array, &distance],
            DType::I64,
            &[],
        )?;
        let dtype = widened(array.dtype, most(&widths)?);
        run_like_first(&kernel::EXPANDTABS, &[array, &distance], dtype, &[])
    })
}

/// A slice of each text (`np.strings.slice`), in the same dtype; what is left out is as in Python. A new array.
///
/// # Errors
/// `ValueError: slice step cannot be zero`; `TypeError: unsupported type float64 for operand 'step'`; `ufunc '_slice' did
/// not contain a loop …` for what is no text; memory refused.
pub fn slice(
    array: &Array,
    start: Option<&Array>,
    stop: Option<&Array>,
    step: Option<&Array>,
) -> Result<Array> {
    hearing(|| {
        let whole = |value: i64| Array::scalar(Scalar::I64(value));
        let step = match step {
            Some(step) => {
                check_integers(step, "step")?;
                step.clone()
            }
            None => whole(1)?,
        };
        let zero = ufunc::call("equal", &[Operand::Array(&step), Operand::PyInt(0)])?;
        if reduce::call("any", &zero, reduce::Options::default())?.item()? == Scalar::Bool(true) {
            return Err(Error::value("slice step cannot be zero"));
        }
        if !is_text(array.dtype) {
            let class = crate::records::promote::class_text;
            let place = |given: Option<&Array>| given.map_or(class(DType::I64), class_of_place);
            let classes = [
                class(array.dtype),
                place(start),
                place(stop),
                class(DType::I64),
            ];
            return Err(no_loop_of_classes("_slice", &classes));
        }
        let step = whole_places("_slice", 3, &step)?;
        let backward = ufunc::call("less", &[Operand::Array(&step), Operand::PyInt(0)])?;
        let start = match start {
            Some(start) => whole_places("_slice", 1, start)?,
            None => either(&backward, &whole(i64::MAX)?, &whole(0)?)?,
        };
        let stop = match stop {
            Some(stop) => whole_places("_slice", 2, stop)?,
            None => either(&backward, &whole(i64::MIN)?, &whole(i64::MAX)?)?,
        };
        run(
            &kernel::SLICE,
            &[array, &start, &stop, &step],
            array.dtype,
            &[],
        )
    })
}

/// Each text in three: before a separator, the separator, after it (`partition`, or with [`Side::Right`] `rpartition`).
/// As in NumPy, the three are the fields of one new array of records.
///
/// # Errors
/// `ValueError: empty separator`; `string operation on non-string array`; shapes that do not broadcast, memory refused.
pub fn partition(array: &Array, separator: &Array, side: Side) -> Result<[Array; 3]> {
    hearing(|| {
        if !is_text(array.dtype) {
            // NumPy makes the separator what the array is, and looks for it.
            result_type_of_values(&[array, separator].map(|one| Input::Array(one.dtype)))?;
            separator.astype(array.dtype)?;
            let name = match side {
                Side::Right => "rfind",
                _ => "find",
            };
            return Err(no_string_loop(name, &[array.dtype; 2], 2));
        }
        let separator = separator.astype(widened(array.dtype, width_of(separator.dtype)))?;
        // NumPy looks for the separator between two bounds, which stand in the sentence when shapes do not agree.
        let shape = broadcast_shape(&[array.shape(), separator.shape(), &[], &[]])?;
        let lengths = str_len(&separator)?;
        if !shape.contains(&0) && lengths.scalars().any(|length| length == Scalar::I64(0)) {
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
            let mut width = most(&str_len(&first)?)?;
            if number == 1 {
                // NumPy makes room for the widest separator as soon as one is found.
                width = if width == 0 { 1 } else { most(&lengths)? };
            }
            let width = u32::try_from(width).unwrap_or(0);
            let dtype = match array.dtype {
                DType::Bytes(_) => DType::Bytes(width),
                _ => DType::Str(width),
            };
            if width == 0 {
                // Texts without room for a character have no bytes that could be written.
                let blank = Array::zeros_over(like(array, first.shape(), dtype), dtype)?;
                blank.tell_given();
                return Ok(blank);
            }
            run(&kernel::PART, &[array, &separator], dtype, &arguments)
        };
        let parts = [part(0)?, part(1)?, part(2)?];
        let fields = parts.iter().map(|part| part.dtype).enumerate();
        let fields = fields.map(|(number, dtype)| (format!("f{number}"), None, dtype));
        let records = packed(fields.collect(), false).interned();
        let dtype = DType::Record(records);
        let records = Array::zeros_over(like(array, parts[0].shape(), dtype), dtype)?;
        let field = |number: usize| -> Result<Array> {
            let field = records.field(&format!("f{number}"))?;
            field.assign(&[Index::Ellipsis], &parts[number])?;
            Ok(field)
        };
        Ok([field(0)?, field(1)?, field(2)?])
    })
}

/// Each text as bytes of UTF-8 (`encode`), as wide as the longest. A new array of the same shape.
///
/// # Errors
/// `TypeError: string operation on non-string array`; `AttributeError: type object 'bytes' has no attribute 'encode'`; memory
/// refused.
pub fn encode(array: &Array) -> Result<Array> {
    hearing(|| {
        check_text(array)?;
        if let DType::Bytes(_) = array.dtype.native() {
            return Err(has_no("bytes", "encode"));
        }
        let width = kernel::longest(array, |texts| Ok(text::encoded(texts)))?;
        run_in_c_order(
            &kernel::ENCODE,
            &[array],
            widened(DType::Bytes(1), width),
            &[],
        )
    })
}

/// Bytes of UTF-8 as texts (`decode`), as wide as the longest. A new array of the same shape.
///
/// # Errors
/// `UnicodeDecodeError`; `TypeError: string operation on non-string array`; `AttributeError: type object 'str' has no attribute
/// 'decode'`; memory refused.
pub fn decode(array: &Array) -> Result<Array> {
    hearing(|| {
        check_text(array)?;
        if let DType::Str(_) = array.dtype.native() {
            return Err(has_no("str", "decode"));
        }
        let width = kernel::longest(array, text::decoded)?;
        run_in_c_order(
            &kernel::DECODE,
            &[array],
            widened(DType::Str(1), width),
            &[],
        )
    })
}

fn has_no(class: &str, method: &str) -> Error {
    Error::new(
        ErrorClass::Attribute,
        format!("type object '{class}' has no attribute '{method}'"),
    )
}

/// A separator between each two characters of each text (`np.char.join`), as wide as the longest. A new array of the shape
/// both broadcast to.
///
/// # Errors
/// `TypeError: string operation on non-string array`; memory refused.
pub fn join(separator: &Array, array: &Array) -> Result<Array> {
    hearing(|| {
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
    })
}
