//! Divisions in registers against the loop of single elements: all bytes by all bytes, extremes, exact multiples and their
//! neighbors, quotients of every size.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::super::super::Source::{self, Splat, Stream};
use super::super::table::all;
use crate::element::Element;
use crate::ufunc;

const NAMES: [&str; 4] = ["floor_divide", "remainder", "fmod", "divmod"];

/// All pairs through streams, and the first by each of a few divisors for all.
fn check<T: Element + std::fmt::Debug>(a: &[T], b: &[T], divisors: &[T]) {
    let size = size_of::<T>();
    for (name, lanes) in all().filter(|(name, one)| NAMES.contains(name) && one.input == T::DTYPE) {
        let row = ufunc::find(name).unwrap().loop_for(&[T::DTYPE; 2]).unwrap();
        for part in 0..row.outputs().count() {
            let (block, (_, alone)) = (lanes.part(part).unwrap(), row.part(part).unwrap());
            let agree = |a: &[T], second: Source<'_>, b: &[T]| {
                let (mut expected, mut found) = (a.to_vec(), a.to_vec());
                let (left, right) = (bytemuck::cast_slice(a), bytemuck::cast_slice(b));
                let told = alone.apply(
                    T::DTYPE,
                    &[left, right],
                    bytemuck::cast_slice_mut(&mut expected),
                );
                let sources = [Stream(left), second];
                let met = block(&sources, bytemuck::cast_slice_mut(&mut found));
                assert_eq!(told, met, "{name} {part} by {:?}", b.first());
                let (expected, found): (&[u8], &[u8]) = (
                    bytemuck::cast_slice(&expected),
                    bytemuck::cast_slice(&found),
                );
                let pairs = expected.chunks(size).zip(found.chunks(size));
                for (place, (one, other)) in pairs.enumerate() {
                    let number = |bytes| crate::cast::read_as::<f64>(T::DTYPE, bytes);
                    let nan = number(one).is_nan() && number(other).is_nan();
                    assert!(
                        one == other || nan,
                        "{name} {part}: {:?} by {:?}: {one:?}, {other:?}",
                        a[place],
                        b[place]
                    );
                }
            };
            agree(a, Stream(bytemuck::cast_slice(b)), b);
            for divisor in divisors {
                let one = std::slice::from_ref(divisor);
                agree(
                    a,
                    Splat(bytemuck::cast_slice(one)),
                    &vec![*divisor; a.len()],
                );
            }
        }
    }
}

/// Every pair of two lists, as two lists.
fn pairs<T: Copy>(a: &[T], b: &[T]) -> (Vec<T>, Vec<T>) {
    a.iter()
        .flat_map(|&a| b.iter().map(move |&b| (a, b)))
        .unzip()
}

#[test]
fn all_bytes_by_all_bytes() {
    let all: Vec<u8> = (0..=255).collect();
    let (a, b) = pairs(&all, &all);
    check(&a, &b, &[]);
    check(&all, &all, &all);
    let signed: &[i8] = bytemuck::cast_slice(&all);
    let (a, b) = pairs(signed, signed);
    check(&a, &b, &[]);
    check(signed, signed, signed);
}

/// Integers at which divisions turn: around 0, powers of 2 and of 10, the extremes, and others; as 64 bits that are cut off.
fn turns() -> Vec<u64> {
    let powers = (0..64)
        .map(|bits| 1u64 << bits)
        .chain((1..19).map(|n| 10u64.pow(n)));
    let near = powers.flat_map(|power| [power - 1, power, power + 1, power.wrapping_neg()]);
    let mut state = 88_172_645_463_325_252u64;
    let others = (0..16).map(|number| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> (number % 4 * 13)
    });
    [0, 1, 2, 3, 5, 7, u64::MAX]
        .into_iter()
        .chain(near)
        .chain(others)
        .collect()
}

macro_rules! of_integers {
    ($($t:ident)*) => {$(
        #[test]
        fn $t() {
            let mut values: Vec<$t> = turns().into_iter().map(|value| value as $t).collect();
            values.sort_unstable();
            values.dedup();
            let (a, b) = pairs(&values, &values);
            check(&a, &b, &[]);
            check(&values, &values, &values);
            // Nothing is told of what stands behind the last element.
            check(&[6 as $t, 7, 8], &[3 as $t, 2, 5], &[3]);
        }
    )*};
}
of_integers!(i16 u16 i32 u32 i64 u64);

macro_rules! of_floats {
    ($name:ident, $t:ident) => {
        #[test]
        fn $name() {
            let numbers: [$t; 25] = [
                0.0,
                1.0,
                0.1,
                0.3,
                1.0 / 3.0,
                2.5,
                7.0,
                10.0,
                1e3,
                123_456.78,
                1e7,
                1e9,
                3e15,
                1e20,
                1e37,
                1e-5,
                1e-38,
                $t::MIN_POSITIVE,
                $t::MAX,
                $t::INFINITY,
                $t::NAN,
                $t::EPSILON,
                5.0,
                1e-44,
                6.0,
            ];
            // Whole multiples and their neighbors, of both signs.
            let mut values = Vec::new();
            for &number in &numbers {
                for factor in [1.0, 3.0, 4_194_303.0, 67_108_863.0] {
                    let value: $t = number * factor;
                    let bits = value.to_bits();
                    for near in [bits.saturating_sub(1), bits, bits + 1] {
                        values.extend([$t::from_bits(near), -$t::from_bits(near)]);
                    }
                }
            }
            let divisors: Vec<$t> = numbers
                .iter()
                .flat_map(|&number| [number, -number])
                .collect();
            let (a, b): (Vec<$t>, Vec<$t>) = pairs(&values, &divisors);
            // Vast quotients take the loop of single elements long: a few of them are enough.
            let few = |(place, (a, b)): (usize, (&$t, &$t))| {
                let quotient = (a / b).abs();
                (place % 23 == 0 || quotient < 1e22 || quotient.is_nan()).then_some((*a, *b))
            };
            let (a, b): (Vec<$t>, Vec<$t>) = a.iter().zip(&b).enumerate().filter_map(few).unzip();
            check(&a, &b, &[]);
            check(
                &values[..values.len() / 2],
                &divisors.repeat(20)[..values.len() / 2],
                &[0.1, -7.0, 0.0, -$t::INFINITY],
            );
        }
    };
}
of_floats!(floats, f64);
of_floats!(short_floats, f32);
