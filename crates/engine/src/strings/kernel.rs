//! The kernels that fill a line of texts, answers or numbers, one for each function.
//! Knows lines; what happens to a text stands in `text`, which dtype a result has is decided in `functions`.

use std::cmp::Ordering;

use super::text::{
    Text, all, at_an_end, cased, compared, counted, decoded, encoded, expanded, expanded_width,
    filled, found, has_case, interleaved, is_decimal, is_digit, is_numeric, is_title, justified,
    one_case, parted, repeated, replaced, sliced, stripped, title_case, translated,
};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::plan::lines::{Line, LineCall, LineKernel};

/// The element that holds a text, cut to the width.
pub(super) fn stored(text: &[char], dtype: DType) -> Vec<u8> {
    let mut bytes = vec![0; dtype.itemsize()];
    if let DType::Bytes(_) = dtype {
        for (slot, &character) in std::iter::zip(&mut bytes, text) {
            *slot = u8::try_from(u32::from(character)).unwrap_or(b'?');
        }
    } else {
        for (slot, &character) in std::iter::zip(bytes.as_chunks_mut::<4>().0, text) {
            *slot = u32::from(character).to_le_bytes();
        }
    }
    bytes
}

/// The texts of one place, of all lines that hold some.
fn texts(call: &LineCall<'_>, place: usize) -> Vec<Text> {
    call.inputs
        .iter()
        .filter(|line| super::is_text(line.dtype))
        .map(|&line| Text::of(line, place))
        .collect()
}

/// The whole numbers of one place, of all lines that hold some.
fn numbers(call: &LineCall<'_>, place: usize) -> Vec<i64> {
    call.inputs
        .iter()
        .filter(|line| line.dtype == DType::I64)
        .map(|line| crate::cast::read_as::<i64>(line.dtype, line.item(place)))
        .collect()
}

pub(super) fn reads(call: &LineCall<'_>, place: usize) -> Vec<(usize, usize)> {
    (0..call.inputs.len())
        .map(|operand| (operand, place))
        .collect()
}

/// Fills a line with texts.
fn to_texts(
    call: &mut LineCall<'_>,
    f: impl Fn(&[Text], &[i64], &[i64]) -> Result<Vec<char>>,
) -> Result<()> {
    for place in 0..call.len() {
        let made = f(&texts(call, place), &numbers(call, place), call.arguments)?;
        let reads = reads(call, place);
        call.put(place, &stored(&made, call.dtype), &reads);
    }
    Ok(())
}

/// Fills a line with answers.
fn to_answers(call: &mut LineCall<'_>, f: impl Fn(&[Text], &[i64], &[i64]) -> bool) -> Result<()> {
    for place in 0..call.len() {
        let answer = f(&texts(call, place), &numbers(call, place), call.arguments);
        let reads = reads(call, place);
        call.put(place, &[u8::from(answer)], &reads);
    }
    Ok(())
}

/// Fills a line with whole numbers.
fn to_numbers(call: &mut LineCall<'_>, f: impl Fn(&[Text], &[i64]) -> Result<i64>) -> Result<()> {
    for place in 0..call.len() {
        let number = f(&texts(call, place), &numbers(call, place))?;
        let reads = reads(call, place);
        call.put(place, &number.to_le_bytes(), &reads);
    }
    Ok(())
}

macro_rules! answers {
    ($($kernel:ident $name:literal $f:expr;)*) => {$(
        pub(super) static $kernel: LineKernel = LineKernel {
            name: $name,
            run: |call| to_answers(call, $f),
        };
    )*};
}
macro_rules! whole_numbers {
    ($($kernel:ident $name:literal $f:expr;)*) => {$(
        pub(super) static $kernel: LineKernel = LineKernel {
            name: $name,
            run: |call| to_numbers(call, $f),
        };
    )*};
}
macro_rules! new_texts {
    ($($kernel:ident $name:literal $f:expr;)*) => {$(
        pub(super) static $kernel: LineKernel = LineKernel {
            name: $name,
            run: |call| to_texts(call, $f),
        };
    )*};
}

answers! {
    EQUAL "equal" |texts, _, arguments| compared(texts, arguments, Ordering::is_eq);
    NOT_EQUAL "not_equal" |texts, _, arguments| compared(texts, arguments, Ordering::is_ne);
    LESS "less" |texts, _, arguments| compared(texts, arguments, Ordering::is_lt);
    LESS_EQUAL "less_equal" |texts, _, arguments| compared(texts, arguments, Ordering::is_le);
    GREATER "greater" |texts, _, arguments| compared(texts, arguments, Ordering::is_gt);
    GREATER_EQUAL "greater_equal" |texts, _, arguments| compared(texts, arguments, Ordering::is_ge);
    STARTSWITH "startswith" |texts, ends, _| at_an_end(texts, ends, <[char]>::starts_with);
    ENDSWITH "endswith" |texts, ends, _| at_an_end(texts, ends, <[char]>::ends_with);
    ISALPHA "isalpha" |texts, _, _| all(texts, Text::is_alphabetic);
    ISALNUM "isalnum" |texts, _, _| all(texts, |text, one| text.is_alphabetic(one) || is_numeric(text, one));
    ISDIGIT "isdigit" |texts, _, _| all(texts, is_digit);
    ISDECIMAL "isdecimal" |texts, _, _| all(texts, is_decimal);
    ISNUMERIC "isnumeric" |texts, _, _| all(texts, is_numeric);
    ISSPACE "isspace" |texts, _, _| all(texts, Text::is_space);
    ISLOWER "islower" |texts, _, _| one_case(texts, Text::is_lower, Text::is_upper);
    ISUPPER "isupper" |texts, _, _| one_case(texts, Text::is_upper, Text::is_lower);
    ISTITLE "istitle" |texts, _, _| is_title(texts);
}

whole_numbers! {
    STR_LEN "str_len" |texts, _| Ok(texts.first().map_or(0, |text| text.characters.len() as i64));
    FIND "find" |texts, ends| Ok(found(texts, ends, false).unwrap_or(-1));
    RFIND "rfind" |texts, ends| Ok(found(texts, ends, true).unwrap_or(-1));
    INDEX "index" |texts, ends| found(texts, ends, false).ok_or_else(not_found);
    RINDEX "rindex" |texts, ends| found(texts, ends, true).ok_or_else(not_found);
    EXPANDED_WIDTH "expandtabs_length" expanded_width;
    COUNT "count" |texts, ends| Ok(counted(texts, ends));
}

new_texts! {
    ADD "add" |texts, _, _| Ok(texts.iter().flat_map(|text| text.characters.clone()).collect());
    MULTIPLY "multiply" |texts, numbers, _| Ok(repeated(texts, numbers));
    UPPER "upper" |texts, _, _| Ok(cased(texts, |text, one, made, _| text.upper(one, made)));
    LOWER "lower" |texts, _, _| Ok(cased(texts, |text, one, made, _| text.lower(one, made)));
    SWAPCASE "swapcase" |texts, _, _| Ok(cased(texts, |text, one, made, _| {
        if text.is_upper(one) {
            text.lower(one, made);
        } else {
            text.upper(one, made);
        }
    }));
    CAPITALIZE "capitalize" |texts, _, _| Ok(cased(texts, |text, one, made, before| match before {
        None => title_case(text, one, made),
        Some(_) => text.lower(one, made),
    }));
    TITLE "title" |texts, _, _| Ok(cased(texts, |text, one, made, before| match before {
        Some(before) if has_case(text, before) => text.lower(one, made),
        _ => title_case(text, one, made),
    }));
    STRIP "strip" |texts, _, arguments| Ok(stripped(texts, arguments));
    REPLACE "replace" |texts, numbers, _| Ok(replaced(texts, numbers));
    JUSTIFY "justify" |texts, numbers, arguments| Ok(justified(texts, numbers, arguments));
    ZFILL "zfill" |texts, numbers, _| Ok(filled(texts, numbers));

    SLICE "slice" |texts, numbers, _| Ok(sliced(texts, numbers));
    TRANSLATE "translate" |texts, _, table| Ok(translated(texts, table));
    PART "partition" |texts, _, arguments| Ok(parted(texts, arguments));
    ENCODE "encode" |texts, _, _| Ok(encoded(texts));
    DECODE "decode" |texts, _, _| decoded(texts);
    JOIN "join" |texts, _, _| Ok(interleaved(texts));
}

/// Tabs as spaces, no more of them than the element takes.
pub(super) static EXPANDTABS: LineKernel = LineKernel {
    name: "expandtabs",
    run: |call| {
        let most = usize::try_from(super::width_of(call.dtype)).unwrap_or(0);
        to_texts(call, |texts, numbers, _| Ok(expanded(texts, numbers, most)))
    },
};

fn not_found() -> Error {
    Error::value("substring not found")
}

/// The longest text that a function makes of an array's elements, which are looked at one by one, in C order.
///
/// # Errors
/// As [`crate::limit::grant_work`], and what the function refuses.
pub(super) fn longest(
    array: &crate::Array,
    f: impl Fn(&[Text]) -> Result<Vec<char>>,
) -> Result<i64> {
    crate::limit::grant_work(array.size())?;
    let bytes = array.buffer.bytes();
    let size = array.dtype.itemsize();
    let mut most = 0;
    for byte in array.layout.addresses() {
        let start = usize::try_from(byte).ok();
        let item = start.and_then(|start| bytes.get(start..start.checked_add(size)?));
        if let Some(bytes) = item {
            let line = Line {
                bytes,
                dtype: array.dtype,
            };
            most = most.max(f(&[Text::of(line, 0)])?.len() as i64);
        }
    }
    Ok(most)
}
