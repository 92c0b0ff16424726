//! Elements that lie side by side brought to where they lie at equal steps from each other: the way back of `moving::run`.
//! Knows bytes, sizes and distances.
//!
//! Every second element is written two registers at a time: the elements of one register spread over the even lanes of two,
//! and what lies in the odd lanes is put back as it was. So bytes, of which a register takes eight in a turn, need no store
//! of their own. Backward, registers are turned and laid side by side. At any other step each element is a store.

use super::lane::select;
use super::moving::run;
use super::register::*;

/// Writes elements to places: where the first lies, and how far it is to the next. False where there is no loop for the size
/// or the step.
pub(crate) fn spread(size: usize, from: &[u8], (to, first, step): (&mut [u8], i64, i64)) -> bool {
    match size {
        1 => line::<1>(from, to, first, step),
        2 => line::<2>(from, to, first, step),
        4 => line::<4>(from, to, first, step),
        8 => line::<8>(from, to, first, step),
        16 => line::<16>(from, to, first, step),
        _ => false,
    }
}

fn line<const SIZE: usize>(from: &[u8], to: &mut [u8], first: i64, step: i64) -> bool {
    let items = from.as_chunks::<SIZE>().0;
    let (Ok(start), Ok(distance)) = (usize::try_from(first), usize::try_from(step.abs())) else {
        return false;
    };
    // Elements that overlap are written in their order, one after the other.
    if distance < SIZE {
        return false;
    }
    if step > 0 {
        let Some(ahead) = to.get_mut(start..) else {
            return false;
        };
        if distance == 2 * SIZE && SIZE < BYTES {
            every_second::<SIZE>(from, ahead);
            return true;
        }
        for (item, slot) in items.iter().zip(ahead.chunks_mut(distance)) {
            if let Some(slot) = slot.first_chunk_mut() {
                *slot = *item;
            }
        }
        return true;
    }
    let Some(behind) = to.get_mut(..start.saturating_add(SIZE)) else {
        return false;
    };
    if distance == SIZE {
        let Some(begun) = behind.len().checked_sub(items.len() * SIZE) else {
            return false;
        };
        let last = (items.len() as i64 - 1) * SIZE as i64;
        return run(SIZE, (from, last, -(SIZE as i64)), &mut behind[begun..]);
    }
    for (item, slot) in items.iter().zip(behind.rchunks_mut(distance)) {
        if let Some(slot) = slot.last_chunk_mut() {
            *slot = *item;
        }
    }
    true
}

/// Every second element.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn every_second<const SIZE: usize>(from: &[u8], to: &mut [u8]) {
    let (registers, rest) = from.as_chunks::<BYTES>();
    let pairs = to.as_chunks_mut::<BYTES>().0.as_chunks_mut::<2>().0;
    let whole = registers.len().min(pairs.len());
    for (from, [a, b]) in registers.iter().zip(pairs) {
        let [low, high] = spread_out::<SIZE>(load(from));
        *a = bytes_of(select(even::<SIZE>(), low, load(a)));
        *b = bytes_of(select(even::<SIZE>(), high, load(b)));
    }
    // The last element may have nothing behind it, so that its pair of registers is not whole.
    let left = registers.get(whole..).unwrap_or(&[]).as_flattened();
    let items = left.as_chunks::<SIZE>().0.iter();
    let items = items.chain(rest.as_chunks::<SIZE>().0);
    let slots = to.get_mut(whole * 2 * BYTES..).unwrap_or(&mut []);
    for (item, slot) in items.zip(slots.chunks_mut(2 * SIZE)) {
        if let Some(slot) = slot.first_chunk_mut() {
            *slot = *item;
        }
    }
}

/// All bits of the lanes with even numbers.
#[inline(always)]
fn even<const SIZE: usize>() -> v128 {
    match SIZE {
        1 => splat_of(0xff_u16),
        2 => splat_of(0xffff_u32),
        4 => splat_of(u64::from(u32::MAX)),
        8 => load(&[
            255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0,
        ]),
        _ => splat_of(u64::MAX),
    }
}

/// The lanes in the even lanes of two registers.
#[inline(always)]
fn spread_out<const SIZE: usize>(a: v128) -> [v128; 2] {
    match SIZE {
        1 => [i16x8_extend_low_u8x16(a), i16x8_extend_high_u8x16(a)],
        2 => [i32x4_extend_low_u16x8(a), i32x4_extend_high_u16x8(a)],
        4 => [i64x2_extend_low_u32x4(a), i64x2_extend_high_u32x4(a)],
        _ => [a, i64x2_shuffle::<1, 1>(a, a)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_element_goes_to_its_place() {
        let from: Vec<u8> = (0..=255).cycle().take(16 * 71).collect();
        for size in [1, 2, 4, 8, 16usize] {
            for (count, step) in [0, 1, 2, 15, 16, 17, 33, 70]
                .into_iter()
                .flat_map(|count| [-3i64, -2, -1, 1, 2, 3, 7].map(|step| (count, step)))
            {
                let step = step * size as i64;
                let items = &from[..count * size];
                let length = 1 + (step.unsigned_abs() as usize) * count.max(1) + size;
                // At either end of the bytes: nothing beyond the last element may be asked for or written.
                let ends = match step > 0 {
                    true => [0, length - (count.max(1) - 1) * step as usize - size],
                    false => [
                        length - size,
                        (count.max(1) - 1) * step.unsigned_abs() as usize,
                    ],
                };
                for first in ends {
                    let mut found = vec![0xEE; length];
                    let mut expected = found.clone();
                    for (number, item) in (0..).zip(items.chunks(size)) {
                        let place = (first as i64 + step * number) as usize;
                        expected[place..place + size].copy_from_slice(item);
                    }
                    assert!(spread(size, items, (&mut found, first as i64, step)));
                    assert!(found == expected, "{size}: {count} at {step} from {first}");
                }
            }
        }
        // Elements that would overlap are left to another.
        assert!(!spread(8, &from[..80], (&mut [0; 200], 0, 3)));
        assert!(!spread(3, &from[..9], (&mut [0; 20], 0, 3)));
    }
}
