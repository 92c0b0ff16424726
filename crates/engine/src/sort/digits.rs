//! Sorts whole numbers by their digits: nothing is compared, each pass writes every number once.
//! Knows words of 16, 32 and 64 bits; what they stand for is the business of `swift`.
//!
//! A pass counts how often each digit occurs, which tells where the numbers with it begin, and then moves each number
//! there; numbers with the same digit keep their order, so passes from the lowest digit to the highest sort (H.H. Seward,
//! 1954). All digits are counted in one pass before, and a digit that all numbers share is passed over.
//!
//! Not all digits are looked at. In `n` numbers that fill their range about evenly, the highest `log2(n)` bits tell nearly
//! all of them apart; with some more to spare, the few that are still alike stand next to each other and are put in order
//! afterward: short runs by insertion, long ones by their remaining digits in the same way. Numbers that crowd in a few
//! places only cost those further passes.

/// A number to be sorted.
pub(super) trait Word: Copy + Ord {
    /// The lowest bits after some are dropped.
    fn after(self, bits: u32) -> usize;
    /// Whether two numbers are the same after some bits are dropped.
    fn alike(self, other: Self, bits: u32) -> bool;
}

impl Word for u16 {
    #[inline(always)]
    fn after(self, bits: u32) -> usize {
        usize::from(self >> (bits & 15))
    }
    #[inline(always)]
    fn alike(self, other: Self, bits: u32) -> bool {
        (self ^ other) >> (bits & 15) == 0
    }
}

impl Word for u32 {
    #[inline(always)]
    fn after(self, bits: u32) -> usize {
        (self >> (bits & 31)) as usize
    }
    #[inline(always)]
    fn alike(self, other: Self, bits: u32) -> bool {
        (self ^ other) >> (bits & 31) == 0
    }
}

impl Word for u64 {
    #[inline(always)]
    fn after(self, bits: u32) -> usize {
        (self >> (bits & 63)) as usize
    }
    #[inline(always)]
    fn alike(self, other: Self, bits: u32) -> bool {
        (self ^ other) >> (bits & 63) == 0
    }
}

/// Runs of at most this many numbers are sorted by insertion.
pub(super) const SHORT: usize = 24;
/// How many digits are looked at, by how many numbers there are: up to so many numbers, digits of at most so many bits, and
/// so many bits beyond `log2(n)`. Few numbers are soon told apart, and setting up wide digits would cost more than sorting
/// them; the ends of many numbers' digits have to stay in the second cache.
const WAYS: [(usize, u32, u32); 3] = [(1 << 11, 8, 6), (1 << 14, 11, 8), (usize::MAX, 11, 10)];

/// Which digits are looked at.
#[derive(Clone, Copy, Debug)]
struct Digits {
    number: u32,
    /// Bits of each.
    bits: u32,
    /// The lowest bit of the lowest.
    lowest: u32,
}

impl Digits {
    /// The digits for so many numbers, which differ in `width` bits above the lowest `base`.
    fn of(count: usize, base: u32, width: u32) -> Self {
        let way = WAYS.iter().find(|way| count < way.0);
        let &(_, widest, spare) = way.unwrap_or(&WAYS[2]);
        let wanted = width.min((count.max(2).ilog2() + spare).max(16));
        let number = wanted.div_ceil(widest).clamp(1, 4);
        // As even as they can be, so that the widest is no wider than needed.
        let bits = wanted.div_ceil(number).clamp(1, widest);
        Self {
            number,
            bits,
            lowest: base + width.saturating_sub(number * bits),
        }
    }
}

/// Sorts numbers by `width` bits above the lowest `base`; they differ in no bit above those, and where those are the same
/// they stand in order already. Of the two slices, which are of one length, either may hold the result: true for the
/// second.
pub(super) fn sort<W: Word>(words: &mut [W], spare: &mut [W], base: u32, width: u32) -> bool {
    if words.len() <= SHORT {
        insert(words);
        return false;
    }
    if width == 0 {
        return false;
    }
    let digits = Digits::of(words.len(), base, width);
    let moved = match (digits.bits <= 8, digits.number) {
        (true, 1) => passes::<W, 256, 1>(words, spare, digits),
        (true, 2) => passes::<W, 256, 2>(words, spare, digits),
        (true, 3) => passes::<W, 256, 3>(words, spare, digits),
        (true, _) => passes::<W, 256, 4>(words, spare, digits),
        (false, 1) => passes::<W, 2048, 1>(words, spare, digits),
        (false, 2) => passes::<W, 2048, 2>(words, spare, digits),
        (false, 3) => passes::<W, 2048, 3>(words, spare, digits),
        (false, _) => passes::<W, 2048, 4>(words, spare, digits),
    };
    if digits.lowest > base {
        let (sorted, other) = if moved {
            (spare, words)
        } else {
            (words, spare)
        };
        finish(sorted, other, base, digits.lowest);
    }
    moved
}

/// One pass for each digit; true where the numbers end up in the second slice.
fn passes<W: Word, const SIZE: usize, const NUMBER: usize>(
    words: &mut [W],
    spare: &mut [W],
    digits: Digits,
) -> bool {
    let mask = ((1usize << digits.bits) - 1) & (SIZE - 1);
    let mut counts = [[0u32; SIZE]; NUMBER];
    for &word in &*words {
        for (number, counts) in counts.iter_mut().enumerate() {
            let digit = word.after(digits.lowest + number as u32 * digits.bits);
            counts[digit & mask] += 1;
        }
    }
    let mut moved = false;
    for (number, counts) in counts.iter_mut().enumerate() {
        let (from, to) = if moved {
            (&*spare, &mut *words)
        } else {
            (&*words, &mut *spare)
        };
        let lowest = digits.lowest + number as u32 * digits.bits;
        let Some(&first) = from.first() else {
            return moved;
        };
        if counts[first.after(lowest) & mask] as usize == from.len() {
            continue;
        }
        let mut ends = 0;
        for count in counts.iter_mut().take(mask + 1) {
            let own = *count;
            *count = ends;
            ends += own;
        }
        for &word in from {
            let next = &mut counts[word.after(lowest) & mask];
            if let Some(to) = to.get_mut(*next as usize) {
                *to = word;
            }
            *next += 1;
        }
        moved = !moved;
    }
    moved
}

/// Puts numbers in order that are so but for the bits from `base` up to `low`.
fn finish<W: Word>(words: &mut [W], spare: &mut [W], base: u32, low: u32) {
    let mut start = 0;
    while let [first, second, ..] = words.get(start..).unwrap_or(&[]) {
        if !first.alike(*second, low) {
            start += 1;
            continue;
        }
        let first = *first;
        let rest = words.get(start..).unwrap_or(&[]);
        let length = rest
            .iter()
            .take_while(|word| word.alike(first, low))
            .count();
        if let (Some(run), Some(spare)) = (
            words.get_mut(start..start + length),
            spare.get_mut(start..start + length),
        ) && sort(run, spare, base, low - base)
        {
            run.copy_from_slice(spare);
        }
        start += length;
    }
}

/// Each number moves left past those above it.
fn insert<W: Word>(words: &mut [W]) {
    for next in 1..words.len() {
        let word = words[next];
        let mut hole = next;
        while hole > 0 && word < words[hole - 1] {
            words[hole] = words[hole - 1];
            hole -= 1;
        }
        words[hole] = word;
    }
}
