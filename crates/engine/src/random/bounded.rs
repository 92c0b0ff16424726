//! One random integer within bounds, from 1, 8, 16, 32 or 64 bits: D. Lemire's method (2019), or masking and rejection.
//! Knows bits; `integers` reads bounds and sizes.

use super::bits::{Bits, mask_of};

/// How wide the integers are, how they are bounded, and what is left of the last 32 bits.
pub(super) struct Bounded {
    width: u32,
    masked: bool,
    buffer: u32,
    left: u32,
}

impl Bounded {
    /// For integers of a width in bits (1 for `bool`); `masked` as `RandomState` bounds them.
    pub(super) fn new(width: u32, masked: bool) -> Self {
        Self {
            width,
            masked,
            buffer: 0,
            left: 0,
        }
    }

    /// The next integer from `low` to `low + range`, both included, wrapping; only the low `width` bits count.
    #[inline]
    pub(super) fn draw<B: Bits + ?Sized>(&mut self, bits: &mut B, low: u64, range: u64) -> u64 {
        if range == 0 {
            return low;
        }
        let random = match self.width {
            1 => self.piece(bits, 1),
            64 if range > u64::from(u32::MAX) => return low.wrapping_add(self.wide(bits, range)),
            // Small ranges of wide integers take 32 bits, too.
            64 => self.within(bits, 32, range),
            width => self.within(bits, width, range),
        };
        low.wrapping_add(random)
    }

    /// From 0 to `range` by pieces of `width` bits.
    #[inline]
    fn within<B: Bits + ?Sized>(&mut self, bits: &mut B, width: u32, range: u64) -> u64 {
        let all = u64::MAX >> (64 - width);
        if range >= all {
            return self.piece(bits, width);
        }
        if self.masked {
            let mask = mask_of(range);
            loop {
                let value = self.piece(bits, width) & mask;
                if value <= range {
                    return value;
                }
            }
        }
        let count = range + 1;
        let mut product = self.piece(bits, width) * count;
        if product & all < count {
            let threshold = (all - range) % count;
            while product & all < threshold {
                product = self.piece(bits, width) * count;
            }
        }
        product >> width
    }

    /// From 0 to a `range` beyond 32 bits.
    #[inline]
    fn wide<B: Bits + ?Sized>(&self, bits: &mut B, range: u64) -> u64 {
        let Some(count) = range.checked_add(1) else {
            return bits.next_u64();
        };
        if self.masked {
            let mask = mask_of(range);
            loop {
                let value = bits.next_u64() & mask;
                if value <= range {
                    return value;
                }
            }
        }
        let mut product = u128::from(bits.next_u64()) * u128::from(count);
        if (product as u64) < count {
            let threshold = (u64::MAX - range) % count;
            while (product as u64) < threshold {
                product = u128::from(bits.next_u64()) * u128::from(count);
            }
        }
        (product >> 64) as u64
    }

    /// The next `width` random bits: 32 bits are used up from the lowest before others are drawn.
    #[inline]
    fn piece<B: Bits + ?Sized>(&mut self, bits: &mut B, width: u32) -> u64 {
        if width == 32 {
            return u64::from(bits.next_u32());
        }
        if self.left == 0 {
            self.buffer = bits.next_u32();
            self.left = 32 / width - 1;
        } else {
            self.buffer >>= width;
            self.left -= 1;
        }
        u64::from(self.buffer) & (u64::MAX >> (64 - width))
    }
}
