//! Normal and exponential values by the ziggurat of G. Marsaglia and W.W. Tsang (2000): 256 layers of equal area.
//! Knows bits and tables; `single` holds the same in `float32`.

mod exponential_table;
mod normal_table;
pub(super) mod single;

use std::sync::LazyLock;

use super::bits::Bits;
use crate::kernel::library::{exp, log1p};

/// One curve's layers in the form the loop wants.
pub(super) struct Layers {
    /// Random integers below this are under the curve for certain; a layer's width for one step of the random integer.
    boxes: [(u64, f64); 256],
    /// The curve's height at each edge.
    heights: [f64; 256],
}

impl Layers {
    /// From edges, heights, and what the limits differ by from the rounded ratio of two edges; integers have `bits` bits.
    fn new(
        edges: &[u64; 256],
        heights: &[u64; 256],
        rests: Option<&[i64; 256]>,
        bits: i32,
    ) -> Self {
        let scale = libm::scalbn(1.0, bits);
        let edges = edges.map(f64::from_bits);
        let boxes = std::array::from_fn(|layer| {
            let width = edges[layer] / scale;
            let inner = match layer {
                // The first layer's box ends where the tail begins; the top one has no box inside of it.
                0 => edges[255],
                1 => return (0, width),
                _ => edges[layer - 1],
            };
            let ratio = (inner / edges[layer] * scale).round_ties_even() as i64;
            let limit = ratio + rests.map_or(0, |rests| rests[layer]);
            (limit.cast_unsigned(), width)
        });
        Self {
            boxes,
            heights: heights.map(f64::from_bits),
        }
    }

    /// The normal value of a random number, where it is under the curve for certain.
    #[inline(always)]
    pub(super) fn normal_within(&self, random: u64) -> Option<f64> {
        let (limit, width) = self.boxes[(random & 0xff) as usize];
        let magnitude = random >> 9 & 0xf_ffff_ffff_ffff;
        let x = magnitude.cast_signed() as f64 * width;
        // The sign's bit is put in place, so that no branch is taken on it.
        let x = f64::from_bits(x.to_bits() ^ (random >> 8 & 1) << 63);
        (magnitude < limit).then_some(x)
    }

    /// The exponential value of a random number, where it is under the curve for certain.
    #[inline(always)]
    pub(super) fn exponential_within(&self, random: u64) -> Option<f64> {
        let (limit, width) = self.boxes[(random >> 3 & 0xff) as usize];
        let magnitude = random >> 11;
        (magnitude < limit).then_some(magnitude.cast_signed() as f64 * width)
    }
}

static NORMAL: LazyLock<Layers> =
    LazyLock::new(|| Layers::new(&normal_table::EDGES, &normal_table::HEIGHTS, None, 52));
static EXPONENTIAL: LazyLock<Layers> = LazyLock::new(|| {
    let rests = Some(&exponential_table::RESTS);
    Layers::new(
        &exponential_table::EDGES,
        &exponential_table::HEIGHTS,
        rests,
        53,
    )
});

/// Where the normal curve's tail begins, and the reciprocal.
const NORMAL_END: f64 = 3.654152885361009;
const PER_NORMAL_END: f64 = 0.273_661_237_329_758_3;
/// Where the exponential curve's tail begins.
const EXPONENTIAL_END: f64 = 7.69711747013105;

/// The layers of the normal curve.
pub(super) fn normal_layers() -> &'static Layers {
    &NORMAL
}

/// The layers of the exponential curve.
pub(super) fn exponential_layers() -> &'static Layers {
    &EXPONENTIAL
}

/// A value of the standard normal distribution.
pub(super) fn normal<B: Bits + ?Sized>(bits: &mut B) -> f64 {
    normal_from(bits.next_u64(), bits)
}

/// A value of the standard normal distribution, begun with a number that was drawn already.
pub(super) fn normal_from<B: Bits + ?Sized>(first: u64, bits: &mut B) -> f64 {
    let layers = normal_layers();
    let mut random = first;
    loop {
        if let Some(value) = layers.normal_within(random) {
            return value;
        }
        let layer = (random & 0xff) as usize;
        let magnitude = random >> 9 & 0xf_ffff_ffff_ffff;
        if layer == 0 {
            return normal_tail(bits, magnitude >> 8 & 1 == 1);
        }
        let x = magnitude as f64 * layers.boxes[layer].1;
        let (above, below) = (layers.heights[layer - 1], layers.heights[layer]);
        if (above - below) * bits.next_double() + below < exp(-0.5 * x * x) {
            return if random >> 8 & 1 == 1 { -x } else { x };
        }
        random = bits.next_u64();
    }
}

/// Marsaglia's way into the tail.
fn normal_tail<B: Bits + ?Sized>(bits: &mut B, negative: bool) -> f64 {
    loop {
        let beyond = -PER_NORMAL_END * log1p(-bits.next_double());
        let height = -log1p(-bits.next_double());
        if height + height > beyond * beyond {
            let x = NORMAL_END + beyond;
            return if negative { -x } else { x };
        }
    }
}

/// A value of the standard exponential distribution.
pub(super) fn exponential<B: Bits + ?Sized>(bits: &mut B) -> f64 {
    exponential_from(bits.next_u64(), bits)
}

/// A value of the standard exponential distribution, begun with a number that was drawn already.
pub(super) fn exponential_from<B: Bits + ?Sized>(first: u64, bits: &mut B) -> f64 {
    let layers = exponential_layers();
    let mut random = first;
    loop {
        if let Some(value) = layers.exponential_within(random) {
            return value;
        }
        let layer = (random >> 3 & 0xff) as usize;
        if layer == 0 {
            return EXPONENTIAL_END - log1p(-bits.next_double());
        }
        let x = (random >> 11) as f64 * layers.boxes[layer].1;
        let (above, below) = (layers.heights[layer - 1], layers.heights[layer]);
        if (above - below) * bits.next_double() + below < exp(-x) {
            return x;
        }
        random = bits.next_u64();
    }
}
