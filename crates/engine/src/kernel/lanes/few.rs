//! The ranks of at most sixteen keys of one byte among themselves: where a stable sort would put each.
//! Knows registers; `sort::walk` moves what the keys belong to.
//!
//! A sort by insertion asks a question at each step, of which nobody can predict the last for each element. A rank asks none:
//! it is how many keys are less, and how many alike lie before. Each key is compared with all sixteen at once, and the masks,
//! which are -1, are taken away from the ranks.

use super::register::*;

/// The numbers of the lanes.
const PLACES: [u8; BYTES] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/// The ranks of the first keys; what lies behind them does not count.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(crate) fn ranks(keys: &[u8; BYTES], count: usize) -> [u8; BYTES] {
    let (all, places) = (load(keys), load(&PLACES));
    let mut ranks = splat(&[0]);
    for (place, &key) in PLACES.iter().zip(keys).take(count) {
        let key = splat_of(key);
        let before = v128_and(i8x16_eq(key, all), u8x16_lt(splat_of(*place), places));
        ranks = i8x16_sub(ranks, v128_or(u8x16_lt(key, all), before));
    }
    bytes_of(ranks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_the_places_of_a_stable_sort() {
        let mut state = 9u32;
        for turn in 0..500 {
            let count = turn % 17;
            let keys: [u8; 16] = std::array::from_fn(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let key = (state >> 24) as u8;
                if turn % 3 == 0 { key % 4 } else { key }
            });
            let mut sorted: Vec<usize> = (0..count).collect();
            sorted.sort_by_key(|&place| keys[place]);
            let found = ranks(&keys, count);
            for (rank, place) in sorted.into_iter().enumerate() {
                assert_eq!(usize::from(found[place]), rank, "{keys:?} {count}");
            }
        }
    }
}
