//! Compressed bytes spelled out (DEFLATE) and their checksum (CRC-32). Bytes in, bytes out.
//! Source: RFC 1951, with canonical codes decoded length by length, and RFC 1952 for the checksum.

use crate::error::{Error, ErrorClass, Result};

/// The longest code.
const LONGEST: usize = 15;
/// Lengths of copies: what a symbol starts from, and the bits that follow it.
const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];
/// In which order the lengths of the codes for lengths stand.
const ORDER: [usize; 19] = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];

fn broken(what: &str) -> Error {
    Error::new(
        ErrorClass::BadZipFile,
        format!("Error -3 while decompressing data: {what}"),
    )
}

/// Bits from the lowest of each byte on.
struct Bits<'a> {
    bytes: &'a [u8],
    next: usize,
    held: u32,
    count: u32,
}

impl Bits<'_> {
    fn take(&mut self, wanted: u32) -> Result<u32> {
        while self.count < wanted {
            let byte = self.bytes.get(self.next).copied();
            let byte = byte.ok_or_else(|| broken("incomplete or truncated stream"))?;
            self.next += 1;
            self.held |= u32::from(byte) << self.count;
            self.count += 8;
        }
        let found = self.held & ((1 << wanted) - 1);
        self.held >>= wanted;
        self.count -= wanted;
        Ok(found)
    }

    /// Leaves off what is left of a byte.
    fn align(&mut self) {
        self.held = 0;
        self.count = 0;
    }
}

/// A canonical code: how many symbols have each length, and the symbols in order.
struct Code {
    counts: [u16; LONGEST + 1],
    symbols: Vec<u16>,
}

impl Code {
    fn of(lengths: &[u8]) -> Self {
        let mut counts = [0u16; LONGEST + 1];
        for &length in lengths {
            if let Some(count) = counts.get_mut(usize::from(length)) {
                *count += 1;
            }
        }
        counts[0] = 0;
        let mut symbols = Vec::new();
        for length in 1..=LONGEST {
            let own = lengths.iter().zip(0u16..);
            symbols.extend(
                own.filter(|(own, _)| usize::from(**own) == length)
                    .map(|(_, symbol)| symbol),
            );
        }
        Self { counts, symbols }
    }

    fn decode(&self, bits: &mut Bits<'_>) -> Result<u16> {
        let (mut code, mut first, mut index) = (0i32, 0i32, 0i32);
        for &count in self.counts.iter().skip(1) {
            code |= bits.take(1)? as i32;
            let count = i32::from(count);
            if code - first < count {
                let place = usize::try_from(index + code - first).ok();
                let symbol = place.and_then(|place| self.symbols.get(place).copied());
                return symbol.ok_or_else(|| broken("invalid code"));
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        Err(broken("invalid code"))
    }
}

/// The bytes that were compressed; no more than `most` of them.
///
/// # Errors
/// `BadZipFile: Error -3 while decompressing data: …` for what is no such stream or is longer.
pub(super) fn inflated(compressed: &[u8], most: usize) -> Result<Vec<u8>> {
    let mut bits = Bits {
        bytes: compressed,
        next: 0,
        held: 0,
        count: 0,
    };
    let mut output = Vec::new();
    loop {
        let last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut output)?,
            1 => {
                let mut lengths = [8u8; 288];
                lengths[144..256].fill(9);
                lengths[256..280].fill(7);
                coded(
                    &mut bits,
                    &Code::of(&lengths),
                    &Code::of(&[5; 30]),
                    &mut output,
                    most,
                )?;
            }
            2 => {
                let (literals, distances) = codes(&mut bits)?;
                coded(&mut bits, &literals, &distances, &mut output, most)?;
            }
            _ => return Err(broken("invalid block type")),
        }
        if output.len() > most {
            return Err(broken("invalid stored block lengths"));
        }
        if last {
            return Ok(output);
        }
    }
}

fn stored(bits: &mut Bits<'_>, output: &mut Vec<u8>) -> Result<()> {
    bits.align();
    let length = bits.take(16)?;
    if bits.take(16)? != length ^ 0xffff {
        return Err(broken("invalid stored block lengths"));
    }
    let end = bits.next.saturating_add(length as usize);
    let bytes = bits.bytes.get(bits.next..end);
    output.extend_from_slice(bytes.ok_or_else(|| broken("incomplete or truncated stream"))?);
    bits.next = end;
    Ok(())
}

/// The two codes of a block, which are themselves coded.
fn codes(bits: &mut Bits<'_>) -> Result<(Code, Code)> {
    let literals = bits.take(5)? as usize + 257;
    let distances = bits.take(5)? as usize + 1;
    let mut own = [0u8; 19];
    for &place in ORDER.iter().take(bits.take(4)? as usize + 4) {
        own[place] = bits.take(3)? as u8;
    }
    let code = Code::of(&own);
    let mut lengths = Vec::with_capacity(literals + distances);
    while lengths.len() < literals + distances {
        let (length, times) = match code.decode(bits)? {
            16 => {
                let before = lengths.last().copied();
                let before = before.ok_or_else(|| broken("invalid bit length repeat"))?;
                (before, 3 + bits.take(2)?)
            }
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            length => (length as u8, 1),
        };
        lengths.extend(std::iter::repeat_n(length, times as usize));
    }
    match (
        lengths.get(..literals),
        lengths.get(literals..literals + distances),
    ) {
        (Some(first), Some(second)) if lengths.len() == literals + distances => {
            Ok((Code::of(first), Code::of(second)))
        }
        _ => Err(broken("invalid bit length repeat")),
    }
}

fn coded(
    bits: &mut Bits<'_>,
    literals: &Code,
    distances: &Code,
    output: &mut Vec<u8>,
    most: usize,
) -> Result<()> {
    loop {
        let symbol = literals.decode(bits)?;
        let Some(place) = symbol.checked_sub(257) else {
            if symbol == 256 {
                return Ok(());
            }
            output.push(symbol as u8);
            continue;
        };
        let length = LENGTHS.get(usize::from(place));
        let &(start, extra) = length.ok_or_else(|| broken("invalid literal/length code"))?;
        let length = usize::from(start) + bits.take(u32::from(extra))? as usize;
        let symbol = u32::from(distances.decode(bits)?);
        if symbol > 29 {
            return Err(broken("invalid distance code"));
        }
        // Two symbols for each number of further bits, from the fifth on.
        let extra = (symbol / 2).saturating_sub(1);
        let start = match symbol {
            0..4 => symbol + 1,
            _ => ((2 + symbol % 2) << extra) + 1,
        };
        let distance = start as usize + bits.take(extra)? as usize;
        let from = output.len().checked_sub(distance);
        let from = from.ok_or_else(|| broken("invalid distance too far back"))?;
        if output.len().saturating_add(length) > most {
            return Err(broken("invalid distance too far back"));
        }
        for place in from..from + length {
            let byte = output.get(place).copied().unwrap_or(0);
            output.push(byte);
        }
    }
}

/// The checksum of bytes.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    let table: [u32; 256] = std::array::from_fn(|number| {
        (0..8).fold(number as u32, |rest, _| match rest & 1 {
            1 => 0xedb8_8320 ^ (rest >> 1),
            _ => rest >> 1,
        })
    });
    !bytes.iter().fold(!0u32, |sum, &byte| {
        table[((sum ^ u32::from(byte)) & 255) as usize] ^ (sum >> 8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_that_everybody_knows() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn what_is_cut_off_or_no_stream_is_refused() {
        // "aaaaaaaaaa" with one literal and one copy.
        let stream = [0x4b, 0x84, 0x01, 0x00];
        assert_eq!(inflated(&stream, 100).unwrap(), b"aaaaaaaaaa");
        assert!(inflated(&stream, 9).is_err());
        for end in 0..stream.len() - 1 {
            assert!(inflated(&stream[..end], 100).is_err());
        }
        for first in 0..=255 {
            // Whatever the first byte asks for, there is an answer or a refusal.
            let _ = inflated(&[first, 0x55, 0xaa, 0x33], 1000);
        }
    }
}
