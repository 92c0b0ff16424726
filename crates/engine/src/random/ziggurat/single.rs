//! The ziggurat in `float32`, on 23 bits of 32: the same layers, rounded.
//! Knows the layers of the doubles.

use std::sync::LazyLock;

use super::super::bits::Bits;
use super::{EXPONENTIAL, EXPONENTIAL_END, Layers, NORMAL, NORMAL_END, PER_NORMAL_END};
use crate::kernel::library::exp;
use crate::kernel::library::single::log1pf;

/// One curve's layers, in single precision.
struct Singles {
    /// Limit and width, as in [`Layers`].
    boxes: [(u32, f32); 256],
    heights: [f32; 256],
}

impl Singles {
    /// Rounds the layers of doubles, whose integers have `more` bits more.
    fn new(layers: &Layers, more: i32) -> Self {
        let scale = libm::scalbn(1.0, more);
        Self {
            boxes: layers.boxes.map(|(limit, width)| {
                let limit = (limit >> (more - 1)).div_ceil(2) as u32;
                (limit, (width * scale) as f32)
            }),
            heights: layers.heights.map(|height| height as f32),
        }
    }
}

static NORMALS: LazyLock<Singles> = LazyLock::new(|| Singles::new(&NORMAL, 29));
static EXPONENTIALS: LazyLock<Singles> = LazyLock::new(|| {
    let mut singles = Singles::new(&EXPONENTIAL, 30);
    // NumPy rounded these from more digits than a double has.
    singles.boxes[226].1 = f32::from_bits(0x34ec_3ca4);
    for (layer, bits) in [(128, 0x3e40_b292), (154, 0x3e07_9fc0), (171, 0x3dcf_826e)] {
        singles.heights[layer] = f32::from_bits(bits);
    }
    singles
});

/// A value of the standard normal distribution.
#[inline]
pub(in crate::random) fn normal<B: Bits + ?Sized>(bits: &mut B) -> f32 {
    let layers = &*NORMALS;
    loop {
        let random = bits.next_u32();
        let layer = (random & 0xff) as usize;
        let magnitude = random >> 9;
        let (limit, width) = layers.boxes[layer];
        let x = magnitude.cast_signed() as f32 * width;
        // The sign's bit is put in place, so that no branch is taken on it.
        let x = f32::from_bits(x.to_bits() ^ (random >> 8 & 1) << 31);
        if magnitude < limit {
            return x;
        }
        if layer == 0 {
            return normal_tail(bits, magnitude >> 8 & 1 == 1);
        }
        let (above, below) = (layers.heights[layer - 1], layers.heights[layer]);
        let height = (above - below) * bits.next_float() + below;
        let wide = f64::from(x);
        if f64::from(height) < exp(-0.5 * wide * wide) {
            return x;
        }
    }
}

#[cold]
#[inline(never)]
fn normal_tail<B: Bits + ?Sized>(bits: &mut B, negative: bool) -> f32 {
    loop {
        let beyond = -(PER_NORMAL_END as f32) * log1pf(-bits.next_float());
        let height = -log1pf(-bits.next_float());
        if height + height > beyond * beyond {
            let x = NORMAL_END as f32 + beyond;
            return if negative { -x } else { x };
        }
    }
}

/// A value of the standard exponential distribution.
#[inline]
pub(in crate::random) fn exponential<B: Bits + ?Sized>(bits: &mut B) -> f32 {
    let layers = &*EXPONENTIALS;
    loop {
        let random = bits.next_u32() >> 1;
        let layer = (random & 0xff) as usize;
        let magnitude = random >> 8;
        let (limit, width) = layers.boxes[layer];
        let x = magnitude.cast_signed() as f32 * width;
        if magnitude < limit {
            return x;
        }
        if layer == 0 {
            return EXPONENTIAL_END as f32 - log1pf(-bits.next_float());
        }
        let (above, below) = (layers.heights[layer - 1], layers.heights[layer]);
        if (above - below) * bits.next_float() + below < exp(-f64::from(x)) as f32 {
            return x;
        }
    }
}
