//! Running folds: each result is the fold of the one before it with the next element, in a loop of its own.
//! For the ufuncs and dtypes that are accumulated often; all others go step by step through their ordinary loop.

use super::float::Float;
use crate::dtype::DType;
use crate::element::Element;

/// Folds elements one after another. The results are one more: the first of them stands there already.
pub(crate) type Scan = fn(&[u8], &mut [u8]);

/// The loop for a ufunc and a dtype, where there is one. It takes the same steps as the ufunc's own loop.
pub(crate) fn of(ufunc: &str, dtype: DType) -> Option<Scan> {
    Some(match (ufunc, dtype) {
        ("add", DType::F64) => |from, to| run::<f64>(from, to, |a, b| a + b),
        ("add", DType::F32) => |from, to| run::<f32>(from, to, |a, b| a + b),
        // Wrapped around, both have the same bits.
        ("add", DType::I64 | DType::U64) => |from, to| run::<i64>(from, to, i64::wrapping_add),
        ("multiply", DType::F64) => |from, to| run::<f64>(from, to, |a, b| a * b),
        ("multiply", DType::F32) => |from, to| run::<f32>(from, to, |a, b| a * b),
        ("multiply", DType::I64 | DType::U64) => |from, to| run::<i64>(from, to, i64::wrapping_mul),
        ("maximum", DType::F64) => |from, to| run::<f64>(from, to, Float::maximum),
        ("maximum", DType::F32) => |from, to| run::<f32>(from, to, Float::maximum),
        ("maximum", DType::I64) => |from, to| run::<i64>(from, to, Ord::max),
        ("maximum", DType::U64) => |from, to| run::<u64>(from, to, Ord::max),
        ("minimum", DType::F64) => |from, to| run::<f64>(from, to, Float::minimum),
        ("minimum", DType::F32) => |from, to| run::<f32>(from, to, Float::minimum),
        ("minimum", DType::I64) => |from, to| run::<i64>(from, to, Ord::min),
        ("minimum", DType::U64) => |from, to| run::<u64>(from, to, Ord::min),
        _ => return None,
    })
}

#[inline(always)]
fn run<T: Element>(elements: &[u8], results: &mut [u8], f: impl Fn(T, T) -> T) {
    let elements: &[T] = bytemuck::try_cast_slice(elements).unwrap_or(&[]);
    let results: &mut [T] = bytemuck::try_cast_slice_mut(results).unwrap_or(&mut []);
    let Some((first, rest)) = results.split_first_mut() else {
        return;
    };
    let mut value = *first;
    for (to, &next) in std::iter::zip(rest, elements) {
        value = f(value, next);
        *to = value;
    }
}

#[cfg(test)]
mod tests {
    use crate::dtype::DType;
    use crate::ufunc;

    /// Numbers with every kind of bits, aligned: infinities, NaN, zeros of both signs, extremes.
    fn words(count: usize) -> Vec<u64> {
        let mut state = 0x9E37_79B9_7F4A_7C15u64;
        let next = |place: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            match place % 7 {
                0 => (state as i8 as f64).to_bits(),
                1 => u64::from((state as i8 as f32).to_bits()) << 32,
                2 if place.is_multiple_of(28) => f64::NAN.to_bits(),
                3 => state % 5,
                4 if place.is_multiple_of(21) => f64::NEG_INFINITY.to_bits(),
                5 => (-0.0f64).to_bits(),
                _ => state,
            }
        };
        (0..count).map(next).collect()
    }

    #[test]
    fn the_same_steps_as_the_loops_of_the_table() {
        let mut loops = 0;
        for row in ufunc::all().filter(|row| row.inputs == 2 && row.outputs() == 1) {
            for dtype in DType::ALL {
                let Some(scan) = super::of(row.name, dtype) else {
                    continue;
                };
                let inner = row.loop_for(&[dtype; 2]).unwrap().inner;
                let size = dtype.itemsize();
                for start in 0..40 {
                    let words = words(120);
                    let elements: &[u8] = bytemuck::cast_slice(&words[start..]);
                    let mut room = vec![0u64; 121];
                    let results: &mut [u8] = bytemuck::cast_slice_mut(&mut room);
                    let results = &mut results[..elements.len() + size];
                    results[..size].copy_from_slice(&elements[elements.len() - size..]);
                    let mut stepwise = results.to_vec();
                    scan(elements, results);
                    for (number, next) in elements.chunks_exact(size).enumerate() {
                        // Through words, which are aligned.
                        let mut pair = [0u64; 3];
                        let bytes: &mut [u8] = bytemuck::cast_slice_mut(&mut pair);
                        let (inputs, slot) = bytes.split_at_mut(16);
                        inputs[..size].copy_from_slice(&stepwise[number * size..][..size]);
                        inputs[8..8 + size].copy_from_slice(next);
                        let (before, next) = inputs.split_at(8);
                        inner.apply(dtype, &[&before[..size], &next[..size]], &mut slot[..size]);
                        stepwise[(number + 1) * size..][..size].copy_from_slice(&slot[..size]);
                    }
                    let same = |one: &[u8], other: &[u8]| {
                        // Which of two NaN goes on is the processor's choice.
                        one == other || {
                            let read = |bytes| crate::cast::read_as::<f64>(dtype, bytes);
                            read(one).is_nan() && read(other).is_nan()
                        }
                    };
                    let pairs = std::iter::zip(results.chunks(size), stepwise.chunks(size));
                    for (number, (one, other)) in pairs.enumerate() {
                        assert!(same(one, other), "{} {dtype} {start} {number}", row.name);
                    }
                }
                loops += 1;
            }
        }
        assert_eq!(loops, 16);
    }
}
