//! What is done with one text: the kernels that fill a line, and the functions of Python's `str` behind them.
//! Knows lines and characters; which dtype a result has is decided in `functions`.

use std::cmp::Ordering;

use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::plan::lines::{LineCall, LineKernel};

use super::text::{Text, decoded, encoded, stored};

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

fn reads(call: &LineCall<'_>, place: usize) -> Vec<(usize, usize)> {
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
fn to_answers(call: &mut LineCall<'_>, f: impl Fn(&[Text], &[i64]) -> bool) -> Result<()> {
    for place in 0..call.len() {
        let answer = f(&texts(call, place), call.arguments);
        let reads = reads(call, place);
        call.put(place, &[u8::from(answer)], &reads);
    }
    Ok(())
}

/// Fills a line with whole numbers.
fn to_numbers(call: &mut LineCall<'_>, f: impl Fn(&[Text], &[i64]) -> Result<i64>) -> Result<()> {
    for place in 0..call.len() {
        let number = f(&texts(call, place), call.arguments)?;
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

/// What compares two texts; where the second argument is 1, white space at their ends does not count.
fn compared(texts: &[Text], arguments: &[i64], question: fn(Ordering) -> bool) -> bool {
    let [a, b] = texts else { return false };
    let (mut one, mut two) = (a.characters.as_slice(), b.characters.as_slice());
    if arguments == [1] {
        one = trim_end(a, one);
        two = trim_end(b, two);
    }
    question(one.cmp(two))
}

fn trim_end<'a>(text: &Text, mut part: &'a [char]) -> &'a [char] {
    while let Some((&last, rest)) = part.split_last()
        && text.is_space(last)
    {
        part = rest;
    }
    part
}

answers! {
    EQUAL "equal" |texts, arguments| compared(texts, arguments, Ordering::is_eq);
    NOT_EQUAL "not_equal" |texts, arguments| compared(texts, arguments, Ordering::is_ne);
    LESS "less" |texts, arguments| compared(texts, arguments, Ordering::is_lt);
    LESS_EQUAL "less_equal" |texts, arguments| compared(texts, arguments, Ordering::is_le);
    GREATER "greater" |texts, arguments| compared(texts, arguments, Ordering::is_gt);
    GREATER_EQUAL "greater_equal" |texts, arguments| compared(texts, arguments, Ordering::is_ge);
    STARTSWITH "startswith" |texts, arguments| at_an_end(texts, arguments, <[char]>::starts_with);
    ENDSWITH "endswith" |texts, arguments| at_an_end(texts, arguments, <[char]>::ends_with);
    ISALPHA "isalpha" |texts, _| all(texts, Text::is_alphabetic);
    ISALNUM "isalnum" |texts, _| all(texts, |text, one| text.is_alphabetic(one) || is_numeric(text, one));
    ISDIGIT "isdigit" |texts, _| all(texts, is_digit);
    ISDECIMAL "isdecimal" |texts, _| all(texts, is_decimal);
    ISNUMERIC "isnumeric" |texts, _| all(texts, is_numeric);
    ISSPACE "isspace" |texts, _| all(texts, Text::is_space);
    ISLOWER "islower" |texts, _| one_case(texts, Text::is_lower, Text::is_upper);
    ISUPPER "isupper" |texts, _| one_case(texts, Text::is_upper, Text::is_lower);
    ISTITLE "istitle" |texts, _| is_title(texts);
}

whole_numbers! {
    STR_LEN "str_len" |texts, _| Ok(texts.first().map_or(0, |text| text.characters.len() as i64));
    FIND "find" |texts, arguments| Ok(found(texts, arguments, false).unwrap_or(-1));
    RFIND "rfind" |texts, arguments| Ok(found(texts, arguments, true).unwrap_or(-1));
    INDEX "index" |texts, arguments| found(texts, arguments, false).ok_or_else(not_found);
    RINDEX "rindex" |texts, arguments| found(texts, arguments, true).ok_or_else(not_found);
    COUNT "count" |texts, arguments| Ok(counted(texts, arguments));
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
    REPLACE "replace" |texts, _, arguments| Ok(replaced(texts, arguments));
    JUSTIFY "justify" |texts, numbers, arguments| Ok(justified(texts, numbers, arguments));
    ZFILL "zfill" |texts, numbers, _| Ok(filled(texts, numbers));
    EXPANDTABS "expandtabs" |texts, _, arguments| Ok(expanded(texts, arguments));
    SLICE "slice" |texts, _, arguments| Ok(sliced(texts, arguments));
    PART "partition" |texts, _, arguments| Ok(parted(texts, arguments));
    ENCODE "encode" |texts, _, _| Ok(encoded(texts));
    DECODE "decode" |texts, _, _| decoded(texts);
    JOIN "join" |texts, _, _| Ok(interleaved(texts));
}

fn not_found() -> Error {
    Error::value("substring not found")
}

/// The part of a text between two places, negative ones counted from the end.
fn between<'a>(text: &'a [char], arguments: &[i64]) -> Option<(usize, &'a [char])> {
    let length = text.len() as i64;
    let place = |given: i64| {
        if given < 0 {
            (given + length).max(0)
        } else {
            given.min(length)
        }
    };
    let start = arguments.first().copied().unwrap_or(0);
    let stop = place(arguments.get(1).copied().unwrap_or(i64::MAX));
    if start > length {
        return None;
    }
    let start = place(start);
    let part = text.get(start as usize..stop as usize)?;
    Some((start as usize, part))
}

fn found(texts: &[Text], arguments: &[i64], from_end: bool) -> Option<i64> {
    let [text, part] = texts else { return None };
    let (start, within) = between(&text.characters, arguments)?;
    let part = part.characters.as_slice();
    let last = within.len().checked_sub(part.len())?;
    let fits = |&place: &usize| within[place..].starts_with(part);
    let place = if from_end {
        (0..=last).rev().find(fits)
    } else {
        (0..=last).find(fits)
    };
    place.map(|place| (start + place) as i64)
}

fn counted(texts: &[Text], arguments: &[i64]) -> i64 {
    let [text, part] = texts else { return 0 };
    let Some((_, within)) = between(&text.characters, arguments) else {
        return 0;
    };
    occurrences(within, &part.characters) as i64
}

fn occurrences(within: &[char], part: &[char]) -> usize {
    if part.is_empty() {
        return within.len() + 1;
    }
    let (mut count, mut place) = (0, 0);
    while place + part.len() <= within.len() {
        if within[place..].starts_with(part) {
            count += 1;
            place += part.len();
        } else {
            place += 1;
        }
    }
    count
}

fn at_an_end(texts: &[Text], arguments: &[i64], fits: fn(&[char], &[char]) -> bool) -> bool {
    let [text, part] = texts else { return false };
    between(&text.characters, arguments).is_some_and(|(_, within)| fits(within, &part.characters))
}

/// Whether there are characters, and all are such.
fn all(texts: &[Text], is: impl Fn(&Text, char) -> bool) -> bool {
    texts.first().is_some_and(|text| {
        !text.characters.is_empty() && text.characters.iter().all(|&one| is(text, one))
    })
}

/// Whether there are letters of one case and none of the other.
fn one_case(
    texts: &[Text],
    wanted: impl Fn(&Text, char) -> bool,
    other: impl Fn(&Text, char) -> bool,
) -> bool {
    texts.first().is_some_and(|text| {
        let characters = &text.characters;
        characters.iter().any(|&one| wanted(text, one))
            && !characters.iter().any(|&one| other(text, one))
    })
}

/// Whether each word begins with its only capital.
fn is_title(texts: &[Text]) -> bool {
    let Some(text) = texts.first() else {
        return false;
    };
    let (mut within, mut any) = (false, false);
    for &one in &text.characters {
        if text.is_upper(one) {
            if within {
                return false;
            }
            (within, any) = (true, true);
        } else if text.is_lower(one) {
            if !within {
                return false;
            }
            any = true;
        } else {
            within = false;
        }
    }
    any
}

/// The value a character has as a digit of a decimal system: each of Unicode's begins at a multiple of its own.
fn is_decimal(text: &Text, one: char) -> bool {
    if text.bytes || one.is_ascii() {
        return one.is_ascii_digit();
    }
    const ZEROS: [u32; 32] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
        0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
        0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xff10,
    ];
    let code = u32::from(one);
    ZEROS.iter().any(|&zero| (zero..zero + 10).contains(&code))
}

fn is_digit(text: &Text, one: char) -> bool {
    let raised = matches!(one, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨');
    is_decimal(text, one) || !text.bytes && raised
}

fn is_numeric(text: &Text, one: char) -> bool {
    is_digit(text, one) || !text.bytes && one.is_numeric()
}

fn has_case(text: &Text, one: char) -> bool {
    text.is_upper(one) || text.is_lower(one)
}

/// The title case of a letter, which for a few double letters is neither of the two other cases.
fn title_case(text: &Text, one: char, made: &mut Vec<char>) {
    match one {
        'Ǆ' | 'ǅ' | 'ǆ' => made.push('ǅ'),
        'Ǉ' | 'ǈ' | 'ǉ' => made.push('ǈ'),
        'Ǌ' | 'ǋ' | 'ǌ' => made.push('ǋ'),
        'Ǳ' | 'ǲ' | 'ǳ' => made.push('ǲ'),
        'ŉ' => text.upper(one, made),
        _ => {
            let start = made.len();
            text.upper(one, made);
            // Of letters that become several, the first is large.
            for letter in made.iter_mut().skip(start + 1) {
                *letter = letter.to_lowercase().next().unwrap_or(*letter);
            }
        }
    }
}

fn cased(texts: &[Text], change: impl Fn(&Text, char, &mut Vec<char>, Option<char>)) -> Vec<char> {
    let mut made = Vec::new();
    if let Some(text) = texts.first() {
        let mut before = None;
        for (place, &one) in text.characters.iter().enumerate() {
            let start = made.len();
            change(text, one, &mut made, before);
            // Greek has a small sigma of its own for the ends of words.
            if one == 'Σ' && made.get(start) == Some(&'σ') && ends_a_word(text, place) {
                made[start] = 'ς';
            }
            before = Some(one);
        }
    }
    made
}

/// Whether a letter stands before this place and none after it.
fn ends_a_word(text: &Text, place: usize) -> bool {
    let (before, rest) = text.characters.split_at(place);
    before.last().is_some_and(|&one| has_case(text, one))
        && !rest.get(1).is_some_and(|&one| has_case(text, one))
}

fn repeated(texts: &[Text], numbers: &[i64]) -> Vec<char> {
    let (Some(text), Some(&count)) = (texts.first(), numbers.first()) else {
        return Vec::new();
    };
    text.characters
        .repeat(usize::try_from(count.max(0)).unwrap_or(0))
}

/// Arguments: whether the start and the end are stripped. With a second text, its characters are, else white space.
fn stripped(texts: &[Text], arguments: &[i64]) -> Vec<char> {
    let Some(text) = texts.first() else {
        return Vec::new();
    };
    let falls = |one: char| match texts.get(1) {
        Some(set) => set.characters.contains(&one),
        None => text.is_space(one),
    };
    let mut part = text.characters.as_slice();
    if arguments.first() == Some(&1) {
        while let Some((&first, rest)) = part.split_first()
            && falls(first)
        {
            part = rest;
        }
    }
    if arguments.get(1) == Some(&1) {
        while let Some((&last, rest)) = part.split_last()
            && falls(last)
        {
            part = rest;
        }
    }
    part.to_vec()
}

/// Argument: how many occurrences at most; all where it is negative.
fn replaced(texts: &[Text], arguments: &[i64]) -> Vec<char> {
    let [text, old, new] = texts else {
        return Vec::new();
    };
    let most = match arguments.first() {
        Some(&most) if most >= 0 => usize::try_from(most).unwrap_or(usize::MAX),
        _ => usize::MAX,
    };
    let (within, old) = (text.characters.as_slice(), old.characters.as_slice());
    let (mut made, mut count, mut place) = (Vec::new(), 0, 0);
    if old.is_empty() {
        for &one in within {
            if count < most {
                made.extend(&new.characters);
                count += 1;
            }
            made.push(one);
        }
        if count < most {
            made.extend(&new.characters);
        }
        return made;
    }
    while place < within.len() {
        if count < most && within[place..].starts_with(old) {
            made.extend(&new.characters);
            place += old.len();
            count += 1;
        } else {
            made.push(within[place]);
            place += 1;
        }
    }
    made
}

/// Argument: 0 fills on the right, 1 on the left, 2 on both sides. The second text is the character to fill with.
fn justified(texts: &[Text], numbers: &[i64], arguments: &[i64]) -> Vec<char> {
    let ([text, fill], Some(&width)) = (texts, numbers.first()) else {
        return Vec::new();
    };
    let fill = fill.characters.first().copied().unwrap_or(' ');
    let width = usize::try_from(width.max(0)).unwrap_or(0);
    let missing = width.saturating_sub(text.characters.len());
    let before = match arguments.first() {
        Some(1) => missing,
        // Python puts the odd one to the left where the width is odd.
        Some(2) => missing / 2 + (missing & width & 1),
        _ => 0,
    };
    let mut made = vec![fill; before];
    made.extend(&text.characters);
    made.extend(std::iter::repeat_n(fill, missing - before));
    made
}

fn filled(texts: &[Text], numbers: &[i64]) -> Vec<char> {
    let (Some(text), Some(&width)) = (texts.first(), numbers.first()) else {
        return Vec::new();
    };
    let width = usize::try_from(width.max(0)).unwrap_or(0);
    let zeros = std::iter::repeat_n('0', width.saturating_sub(text.characters.len()));
    let (sign, digits) = match text.characters.split_first() {
        Some((&sign @ ('+' | '-'), digits)) => (Some(sign), digits),
        _ => (None, text.characters.as_slice()),
    };
    sign.into_iter()
        .chain(zeros)
        .chain(digits.iter().copied())
        .collect()
}

/// Argument: the distance of the columns at which tabs end.
pub(super) fn expanded(texts: &[Text], arguments: &[i64]) -> Vec<char> {
    let distance = arguments.first().copied().unwrap_or(8);
    let distance = usize::try_from(distance).unwrap_or(0);
    let (mut made, mut column) = (Vec::new(), 0usize);
    for &one in texts.first().map_or(&[][..], |text| &text.characters) {
        match one {
            '\t' => {
                let spaces = distance - column.checked_rem(distance).unwrap_or(0);
                made.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\n' | '\r' => {
                made.push(one);
                column = 0;
            }
            _ => {
                made.push(one);
                column += 1;
            }
        }
    }
    made
}

/// Arguments: start, stop and step as Python's slice resolves them for a text of any length; `i64::MIN` where left out.
fn sliced(texts: &[Text], arguments: &[i64]) -> Vec<char> {
    let Some(text) = texts.first() else {
        return Vec::new();
    };
    let given = |place: usize| arguments.get(place).copied().filter(|&one| one != i64::MIN);
    let length = text.characters.len() as i64;
    let Ok(span) = crate::layout::slice::resolve(given(0), given(1), given(2), length) else {
        return Vec::new();
    };
    (0..span.count)
        .filter_map(|number| {
            let place = usize::try_from(span.start + number * span.step).ok()?;
            text.characters.get(place).copied()
        })
        .collect()
}

/// Arguments: which of the three parts, and whether the last separator counts instead of the first.
fn parted(texts: &[Text], arguments: &[i64]) -> Vec<char> {
    let [text, separator] = texts else {
        return Vec::new();
    };
    let from_end = arguments.get(1) == Some(&1);
    let place = found(texts, &[], from_end).and_then(|place| usize::try_from(place).ok());
    let whole = text.characters.as_slice();
    let parts = match place {
        Some(place) => {
            let (before, rest) = whole.split_at(place);
            let (separator, after) = rest.split_at(separator.characters.len());
            [before, separator, after]
        }
        None if from_end => [&[], &[], whole],
        None => [whole, &[], &[]],
    };
    let wanted = arguments
        .first()
        .and_then(|&part| usize::try_from(part).ok());
    wanted
        .and_then(|part| parts.get(part))
        .map_or_else(Vec::new, |part| part.to_vec())
}

/// The first text between each two characters of the second.
fn interleaved(texts: &[Text]) -> Vec<char> {
    let [separator, text] = texts else {
        return Vec::new();
    };
    let mut made = Vec::new();
    for (number, &one) in text.characters.iter().enumerate() {
        if number > 0 {
            made.extend(&separator.characters);
        }
        made.push(one);
    }
    made
}

/// The longest text that a function makes of the elements of arrays broadcast to one line.
pub(super) fn longest(
    lines: &[Vec<Text>],
    f: impl Fn(&[Text]) -> Result<Vec<char>>,
) -> Result<i64> {
    let mut most = 0;
    for texts in lines {
        most = most.max(f(texts)?.len() as i64);
    }
    Ok(most)
}
