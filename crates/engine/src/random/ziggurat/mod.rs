//! Normal and exponential values by the ziggurat of G. Marsaglia and W.W. Tsang (2000): 256 layers of equal area.
//! Knows bits and tables; `single` holds the same in `float32`.

mod exponential_table;
mod normal_table;
pub(super) mod single;

use std::sync::LazyLock;

use super::bits::Bits;
use crate::kernel::library::{exp, log1p};

/// One curve's layers in the form the loop wants.
struct Layers {
    /// A layer's width for one step of the random integer.
    widths: Vec<f64>,
    /// Random integers below this are under the curve for certain.
    limits: Vec<u64>,
    /// The curve's height at each edge.
    heights: Vec<f64>,
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
        let edges: Vec<f64> = edges.iter().copied().map(f64::from_bits).collect();
        let limits = (0..256)
            .map(|layer| {
                let inner = match layer {
                    // The first layer's box ends where the tail begins; the top one has no box inside of it.
                    0 => edges[255],
                    1 => return 0,
                    _ => edges[layer - 1],
                };
                let ratio = (inner / edges[layer] * scale).round_ties_even() as i64;
                (ratio + rests.map_or(0, |rests| rests[layer])).cast_unsigned()
            })
            .collect();
        Self {
            widths: edges.iter().map(|edge| edge / scale).collect(),
            limits,
            heights: heights.iter().copied().map(f64::from_bits).collect(),
        }
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

/// A value of the standard normal distribution.
pub(super) fn normal(bits: &mut dyn Bits) -> f64 {
    let layers = &*NORMAL;
    loop {
        let random = bits.next_u64();
        let layer = (random & 0xff) as usize;
        let magnitude = random >> 9 & 0xf_ffff_ffff_ffff;
        let x = magnitude as f64 * layers.widths[layer];
        let x = if random >> 8 & 1 == 1 { -x } else { x };
        if magnitude < layers.limits[layer] {
            return x;
        }
        if layer == 0 {
            return normal_tail(bits, magnitude >> 8 & 1 == 1);
        }
        let (above, below) = (layers.heights[layer - 1], layers.heights[layer]);
        if (above - below) * bits.next_double() + below < exp(-0.5 * x * x) {
            return x;
        }
    }
}

/// Marsaglia's way into the tail.
fn normal_tail(bits: &mut dyn Bits, negative: bool) -> f64 {
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
pub(super) fn exponential(bits: &mut dyn Bits) -> f64 {
    let layers = &*EXPONENTIAL;
    loop {
        let random = bits.next_u64() >> 3;
        let layer = (random & 0xff) as usize;
        let magnitude = random >> 8;
        let x = magnitude as f64 * layers.widths[layer];
        if magnitude < layers.limits[layer] {
            return x;
        }
        if layer == 0 {
            return EXPONENTIAL_END - log1p(-bits.next_double());
        }
        let (above, below) = (layers.heights[layer - 1], layers.heights[layer]);
        if (above - below) * bits.next_double() + below < exp(-x) {
            return x;
        }
    }
}
