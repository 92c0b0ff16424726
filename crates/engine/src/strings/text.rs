//! What Python's `str` and `bytes` do with one text, and the text itself.
//! Knows characters and lines; which arrays they come from is the business of `kernel`.

use std::cmp::Ordering;

use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::plan::lines::Line;
use crate::records::value::{characters, trimmed};

/// One text as characters. Bytes are characters below 256, and only ASCII ones are letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Text {
    pub(super) characters: Vec<char>,
    pub(super) bytes: bool,
}

impl Text {
    pub(super) fn of(line: Line<'_>, place: usize) -> Self {
        let item = line.item(place);
        match line.dtype {
            DType::Bytes(_) => Self {
                characters: trimmed(item).iter().map(|&byte| char::from(byte)).collect(),
                bytes: true,
            },
            _ => Self {
                characters: characters(item).collect(),
                bytes: false,
            },
        }
    }

    pub(super) fn is_alphabetic(&self, character: char) -> bool {
        if self.bytes {
            character.is_ascii_alphabetic()
        } else {
            character.is_alphabetic()
        }
    }

    pub(super) fn is_upper(&self, character: char) -> bool {
        if self.bytes {
            character.is_ascii_uppercase()
        } else {
            character.is_uppercase()
        }
    }

    pub(super) fn is_lower(&self, character: char) -> bool {
        if self.bytes {
            character.is_ascii_lowercase()
        } else {
            character.is_lowercase()
        }
    }

    pub(super) fn is_space(&self, character: char) -> bool {
        if self.bytes {
            matches!(character, ' ' | '\t'..='\r')
        } else {
            character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
        }
    }

    pub(super) fn upper(&self, character: char, into: &mut Vec<char>) {
        if self.bytes {
            into.push(character.to_ascii_uppercase());
        } else {
            into.extend(character.to_uppercase());
        }
    }

    pub(super) fn lower(&self, character: char, into: &mut Vec<char>) {
        if self.bytes {
            into.push(character.to_ascii_lowercase());
        } else {
            into.extend(character.to_lowercase());
        }
    }
}

/// What compares two texts; where the second argument is 1, white space at their ends does not count.
pub(super) fn compared(texts: &[Text], arguments: &[i64], question: fn(Ordering) -> bool) -> bool {
    let [a, b] = texts else { return false };
    let (mut one, mut two) = (a.characters.as_slice(), b.characters.as_slice());
    if arguments == [1] {
        one = trim_end(a, one);
        two = trim_end(b, two);
    }
    question(one.cmp(two))
}

pub(super) fn trim_end<'a>(text: &Text, mut part: &'a [char]) -> &'a [char] {
    while let Some((&last, rest)) = part.split_last()
        && text.is_space(last)
    {
        part = rest;
    }
    part
}

/// The part of a text between two places, negative ones counted from the end.
pub(super) fn between<'a>(text: &'a [char], ends: &[i64]) -> Option<(usize, &'a [char])> {
    let length = text.len() as i64;
    let place = |given: i64| {
        if given < 0 {
            (given + length).max(0)
        } else {
            given.min(length)
        }
    };
    let start = ends.first().copied().unwrap_or(0);
    let stop = place(ends.get(1).copied().unwrap_or(i64::MAX));
    if start > length {
        return None;
    }
    let start = place(start);
    let part = text.get(start as usize..stop as usize)?;
    Some((start as usize, part))
}

pub(super) fn found(texts: &[Text], ends: &[i64], from_end: bool) -> Option<i64> {
    let [text, part] = texts else { return None };
    let (start, within) = between(&text.characters, ends)?;
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

pub(super) fn counted(texts: &[Text], ends: &[i64]) -> i64 {
    let [text, part] = texts else { return 0 };
    let Some((_, within)) = between(&text.characters, ends) else {
        return 0;
    };
    occurrences(within, &part.characters) as i64
}

pub(super) fn occurrences(within: &[char], part: &[char]) -> usize {
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

pub(super) fn at_an_end(texts: &[Text], ends: &[i64], fits: fn(&[char], &[char]) -> bool) -> bool {
    let [text, part] = texts else { return false };
    between(&text.characters, ends).is_some_and(|(_, within)| fits(within, &part.characters))
}

/// Whether there are characters, and all are such.
pub(super) fn all(texts: &[Text], is: impl Fn(&Text, char) -> bool) -> bool {
    texts.first().is_some_and(|text| {
        !text.characters.is_empty() && text.characters.iter().all(|&one| is(text, one))
    })
}

/// Whether there are letters of one case and none of the other.
pub(super) fn one_case(
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
pub(super) fn is_title(texts: &[Text]) -> bool {
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
pub(super) fn is_decimal(text: &Text, one: char) -> bool {
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

pub(super) fn is_digit(text: &Text, one: char) -> bool {
    let raised = matches!(one, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨');
    is_decimal(text, one) || !text.bytes && raised
}

pub(super) fn is_numeric(text: &Text, one: char) -> bool {
    is_digit(text, one) || !text.bytes && one.is_numeric()
}

pub(super) fn has_case(text: &Text, one: char) -> bool {
    text.is_upper(one) || text.is_lower(one)
}

/// The title case of a letter, which for a few double letters is neither of the two other cases.
pub(super) fn title_case(text: &Text, one: char, made: &mut Vec<char>) {
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

pub(super) fn cased(
    texts: &[Text],
    change: impl Fn(&Text, char, &mut Vec<char>, Option<char>),
) -> Vec<char> {
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
pub(super) fn ends_a_word(text: &Text, place: usize) -> bool {
    let (before, rest) = text.characters.split_at(place);
    before.last().is_some_and(|&one| has_case(text, one))
        && !rest.get(1).is_some_and(|&one| has_case(text, one))
}

pub(super) fn repeated(texts: &[Text], numbers: &[i64]) -> Vec<char> {
    let (Some(text), Some(&count)) = (texts.first(), numbers.first()) else {
        return Vec::new();
    };
    text.characters
        .repeat(usize::try_from(count.max(0)).unwrap_or(0))
}

/// Arguments: whether the start and the end are stripped. With a second text, its characters are, else white space.
pub(super) fn stripped(texts: &[Text], arguments: &[i64]) -> Vec<char> {
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

/// Number: how many occurrences at most; all where it is negative.
pub(super) fn replaced(texts: &[Text], numbers: &[i64]) -> Vec<char> {
    let [text, old, new] = texts else {
        return Vec::new();
    };
    let most = match numbers.first() {
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
pub(super) fn justified(texts: &[Text], numbers: &[i64], arguments: &[i64]) -> Vec<char> {
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

pub(super) fn filled(texts: &[Text], numbers: &[i64]) -> Vec<char> {
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

/// How wide NumPy makes room for a text without tabs: four for each character of a `str`, as if it counted bytes.
pub(super) fn expanded_width(texts: &[Text], numbers: &[i64]) -> Result<i64> {
    let Some(text) = texts.first() else {
        return Ok(0);
    };
    let distance = numbers.first().copied().unwrap_or(8);
    let each = if text.bytes { 1 } else { 4 };
    let (mut width, mut column) = (0i64, 0i64);
    for &one in &text.characters {
        if one != '\t' {
            column = if matches!(one, '\n' | '\r') {
                0
            } else {
                column.saturating_add(1)
            };
            width = width.saturating_add(each);
        } else if distance > 0 {
            let spaces = distance - column % distance;
            column = column.saturating_add(spaces);
            width = width.saturating_add(spaces);
        }
    }
    if width > i64::from(i32::MAX) {
        return Err(Error::new(ErrorClass::Overflow, "new string is too long"));
    }
    Ok(width)
}

/// Number: the distance of the columns at which tabs end.
pub(super) fn expanded(texts: &[Text], numbers: &[i64], most: usize) -> Vec<char> {
    let distance = numbers.first().copied().unwrap_or(8);
    let distance = usize::try_from(distance).unwrap_or(0);
    let (mut made, mut column) = (Vec::new(), 0usize);
    for &one in texts.first().map_or(&[][..], |text| &text.characters) {
        match one {
            '\t' => {
                let spaces = distance - column.checked_rem(distance).unwrap_or(0);
                let room = most.saturating_sub(made.len());
                made.extend(std::iter::repeat_n(' ', spaces.min(room)));
                column = column.saturating_add(spaces);
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

/// Numbers: start, stop and step; the ends of `int64` stand for what was left out.
pub(super) fn sliced(texts: &[Text], numbers: &[i64]) -> Vec<char> {
    let (Some(text), &[start, stop, step]) = (texts.first(), numbers) else {
        return Vec::new();
    };
    let length = text.characters.len() as i64;
    let Ok(span) = crate::layout::slice::resolve(Some(start), Some(stop), Some(step), length)
    else {
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
pub(super) fn parted(texts: &[Text], arguments: &[i64]) -> Vec<char> {
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

/// The bytes of UTF-8, each as a character below 256.
pub(super) fn encoded(texts: &[Text]) -> Vec<char> {
    let text: String = texts
        .first()
        .map_or_else(String::new, |text| text.characters.iter().collect());
    text.bytes().map(char::from).collect()
}

pub(super) fn decoded(texts: &[Text]) -> Result<Vec<char>> {
    let bytes: Vec<u8> = texts.first().map_or_else(Vec::new, |text| {
        text.characters
            .iter()
            .map(|&one| u8::try_from(u32::from(one)).unwrap_or(b'?'))
            .collect()
    });
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(text.chars().collect()),
        Err(error) => {
            let place = error.valid_up_to();
            let byte = bytes.get(place).copied().unwrap_or(0);
            let why = match error.error_len() {
                None => "unexpected end of data",
                Some(_) if matches!(byte, 0x80..=0xc1 | 0xf5..=0xff) => "invalid start byte",
                Some(_) => "invalid continuation byte",
            };
            Err(Error::new(
                crate::error::ErrorClass::UnicodeDecode,
                format!("'utf-8' codec can't decode byte 0x{byte:02x} in position {place}: {why}"),
            ))
        }
    }
}

/// The first text between each two characters of the second.
pub(super) fn interleaved(texts: &[Text]) -> Vec<char> {
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

/// Arguments: entries of a character, how many it becomes, and these.
pub(super) fn translated(texts: &[Text], table: &[i64]) -> Vec<char> {
    let mut made = Vec::new();
    for &one in texts.first().map_or(&[][..], |text| &text.characters) {
        match entry(table, i64::from(u32::from(one))) {
            Some(codes) => {
                let codes = codes.iter().filter_map(|&code| u32::try_from(code).ok());
                made.extend(codes.filter_map(char::from_u32));
            }
            None => made.push(one),
        }
    }
    made
}

/// What a character becomes; the last entry of one counts.
fn entry(mut table: &[i64], wanted: i64) -> Option<&[i64]> {
    let mut found = None;
    while let [from, count, rest @ ..] = table {
        let (codes, behind) = rest.split_at_checked(usize::try_from(*count).ok()?)?;
        if *from == wanted {
            found = Some(codes);
        }
        table = behind;
    }
    found
}
