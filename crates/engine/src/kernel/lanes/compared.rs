//! `where` by a comparison, in one loop: the mask that a comparison makes takes one register out of two candidates at once.
//! Knows blocks of numbers, of which any may be one element for all.
//!
//! By itself a comparison narrows its masks to bytes, which `where` widens again ([`super::choose`]). A chain that knows that
//! nobody else wants those bytes leaves both out.

use super::lane::select;
use super::operation::{Comparison, Equal, Greater, GreaterEqual, Less, LessEqual, NotEqual};
use super::register::{splat, v128, v128_and, v128_andnot};
use super::streams::{stream_many, stream_one, stream_two};
use crate::dtype::DType;
use crate::kernel::Source::{self, Splat, Stream};

/// A loop: what is compared, the candidates, where the elements go.
pub(crate) type Compared = fn([Source<'_>; 2], [Source<'_>; 2], &mut [u8]);

/// The loop for a comparison of numbers of a dtype, where there is one.
pub(crate) fn find(comparison: &str, dtype: DType) -> Option<Compared> {
    match dtype {
        DType::F64 => of_type::<f64>(comparison),
        DType::F32 => of_type::<f32>(comparison),
        DType::I8 => of_type::<i8>(comparison),
        DType::U8 => of_type::<u8>(comparison),
        DType::I16 => of_type::<i16>(comparison),
        DType::U16 => of_type::<u16>(comparison),
        DType::I32 => of_type::<i32>(comparison),
        DType::U32 => of_type::<u32>(comparison),
        DType::I64 => of_type::<i64>(comparison),
        DType::U64 => of_type::<u64>(comparison),
        _ => None,
    }
}

fn of_type<T: super::lane::Ordered>(comparison: &str) -> Option<Compared> {
    Some(match comparison {
        "less" => chosen::<Less<T>>,
        "less_equal" => chosen::<LessEqual<T>>,
        "greater" => chosen::<Greater<T>>,
        "greater_equal" => chosen::<GreaterEqual<T>>,
        "equal" => chosen::<Equal<T>>,
        "not_equal" => chosen::<NotEqual<T>>,
        _ => return None,
    })
}

/// The same comparison with its sides changed.
pub(crate) fn turned(comparison: &str) -> Option<&'static str> {
    Some(match comparison {
        "less" => "greater",
        "less_equal" => "greater_equal",
        "greater" => "less",
        "greater_equal" => "less_equal",
        "equal" => "equal",
        "not_equal" => "not_equal",
        _ => return None,
    })
}

/// `output[i] = x[i] if C(a[i], b[i]) else y[i]`. Nothing is done where `a` is one element for all.
fn chosen<C: Comparison>(
    compared: [Source<'_>; 2],
    candidates: [Source<'_>; 2],
    output: &mut [u8],
) {
    match (compared, candidates) {
        ([Stream(a), Splat(b)], [Stream(x), Stream(y)]) => one_streams::<C>(a, b, [x, y], output),
        ([Stream(a), Splat(b)], [Stream(x), Splat(y)]) if is_zero(y) => {
            cut::<C, true>(a, b, x, output);
        }
        ([Stream(a), Splat(b)], [Splat(x), Stream(y)]) if is_zero(x) => {
            cut::<C, false>(a, b, y, output);
        }
        ([Stream(a), Splat(b)], [Stream(x), Splat(y)]) => one_first::<C>(a, b, x, y, output),
        ([Stream(a), Splat(b)], [Splat(x), Stream(y)]) => one_second::<C>(a, b, x, y, output),
        ([Stream(a), Splat(b)], [Splat(x), Splat(y)]) => one_splats::<C>(a, b, x, y, output),
        ([Stream(a), Stream(b)], [Stream(x), Stream(y)]) => two_streams::<C>([a, b, x, y], output),
        ([Stream(a), Stream(b)], [Stream(x), Splat(y)]) => two_first::<C>(a, b, x, y, output),
        ([Stream(a), Stream(b)], [Splat(x), Stream(y)]) => two_second::<C>(a, b, x, y, output),
        ([Stream(a), Stream(b)], [Splat(x), Splat(y)]) => two_splats::<C>(a, b, x, y, output),
        _ => {}
    }
}

/// Whether all bits of an element are 0, as those of -0.0 are not.
fn is_zero(element: &[u8]) -> bool {
    element.iter().all(|&byte| byte == 0)
}

/// The elements where the comparison says what is wanted, zeros elsewhere: the mask itself cuts them out. Most of the time they
/// are the very elements that are compared, which are then read once.
fn cut<C: Comparison, const WANTED: bool>(a: &[u8], b: &[u8], x: &[u8], output: &mut [u8]) {
    if std::ptr::eq(a, x) {
        cut_itself::<C, WANTED>(a, b, output);
    } else {
        cut_another::<C, WANTED>(a, b, x, output);
    }
}

#[inline(always)]
fn only<const WANTED: bool>(mask: v128, value: v128) -> v128 {
    if WANTED {
        v128_and(value, mask)
    } else {
        v128_andnot(value, mask)
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn cut_itself<C: Comparison, const WANTED: bool>(a: &[u8], b: &[u8], output: &mut [u8]) {
    let b = splat(b);
    stream_one(a, output, |a| only::<WANTED>(C::apply(a, b), a));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn cut_another<C: Comparison, const WANTED: bool>(a: &[u8], b: &[u8], x: &[u8], output: &mut [u8]) {
    let b = splat(b);
    stream_two(a, x, output, |a, x| only::<WANTED>(C::apply(a, b), x));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn one_streams<C: Comparison>(a: &[u8], b: &[u8], [x, y]: [&[u8]; 2], output: &mut [u8]) {
    let b = splat(b);
    stream_many([a, x, y], output, |[a, x, y]| select(C::apply(a, b), x, y));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn one_first<C: Comparison>(a: &[u8], b: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let (b, y) = (splat(b), splat(y));
    stream_two(a, x, output, |a, x| select(C::apply(a, b), x, y));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn one_second<C: Comparison>(a: &[u8], b: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let (b, x) = (splat(b), splat(x));
    stream_two(a, y, output, |a, y| select(C::apply(a, b), x, y));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn one_splats<C: Comparison>(a: &[u8], b: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let (b, x, y) = (splat(b), splat(x), splat(y));
    stream_one(a, output, |a| select(C::apply(a, b), x, y));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn two_streams<C: Comparison>(inputs: [&[u8]; 4], output: &mut [u8]) {
    stream_many(inputs, output, |[a, b, x, y]| select(C::apply(a, b), x, y));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn two_first<C: Comparison>(a: &[u8], b: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let y = splat(y);
    stream_many([a, b, x], output, |[a, b, x]| select(C::apply(a, b), x, y));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn two_second<C: Comparison>(a: &[u8], b: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let x = splat(x);
    stream_many([a, b, y], output, |[a, b, y]| select(C::apply(a, b), x, y));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn two_splats<C: Comparison>(a: &[u8], b: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let (x, y) = (splat(x), splat(y));
    stream_two(a, b, output, |a, b| select(C::apply(a, b), x, y));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_element_comes_from_the_candidate_that_its_comparison_takes() {
        let numbers = |start: usize, count: usize| -> Vec<f64> {
            let special = [f64::NAN, -0.0, 0.0, f64::INFINITY];
            let number = |i: usize| match i * 7 % 11 {
                place @ 0..4 => special[place],
                place => place as f64 - 6.5,
            };
            (start..start + count).map(number).collect()
        };
        type Truth = fn(f64, f64) -> bool;
        let truths: [(&str, Truth); 6] = [
            ("less", |a, b| a < b),
            ("less_equal", |a, b| a <= b),
            ("greater", |a, b| a > b),
            ("greater_equal", |a, b| a >= b),
            ("equal", |a, b| a == b),
            ("not_equal", |a, b| a != b),
        ];
        for (name, truth) in truths {
            assert_eq!(turned(turned(name).unwrap()), Some(name));
            for dtype in [DType::F64, DType::F32] {
                for (count, splats) in [0, 1, 3, 8, 17, 100]
                    .into_iter()
                    .flat_map(|count| (0..8).map(move |splats| (count, splats)))
                {
                    let inputs = [0, 3, 20, 41].map(|start| numbers(start, count.max(1)));
                    let splat = |input: usize| input > 0 && splats >> (input - 1) & 1 == 1;
                    let at =
                        |input: usize, i: usize| inputs[input][if splat(input) { 0 } else { i }];
                    let bytes = |values: &[f64]| -> Vec<u8> {
                        let scalars = values.iter().map(|&value| crate::Scalar::F64(value));
                        scalars
                            .flat_map(|one| one.cast(dtype).to_bytes().to_vec())
                            .collect()
                    };
                    let stored: Vec<Vec<u8>> = (0..4)
                        .map(|input| bytes(&inputs[input][..if splat(input) { 1 } else { count }]))
                        .collect();
                    let source = |input: usize| match splat(input) {
                        true => Splat(&stored[input]),
                        false => Stream(&stored[input]),
                    };
                    let wanted: Vec<f64> = (0..count)
                        .map(|i| at(if truth(at(0, i), at(1, i)) { 2 } else { 3 }, i))
                        .collect();
                    let mut found = vec![0; count * dtype.itemsize()];
                    let loop_of = find(name, dtype).unwrap();
                    loop_of([source(0), source(1)], [source(2), source(3)], &mut found);
                    assert_eq!(found, bytes(&wanted), "{name} {dtype:?} {count} {splats:b}");
                    // Zeros elsewhere, of others and of the very elements that are compared.
                    let zero = vec![0; dtype.itemsize()];
                    for (input, first) in [(0, true), (0, false), (2, true), (2, false)] {
                        if splat(input) {
                            continue;
                        }
                        let candidates = match first {
                            true => [source(input), Splat(&zero)],
                            false => [Splat(&zero), source(input)],
                        };
                        loop_of([source(0), source(1)], candidates, &mut found);
                        let wanted: Vec<f64> = (0..count)
                            .map(|i| match truth(at(0, i), at(1, i)) == first {
                                true => at(input, i),
                                false => 0.0,
                            })
                            .collect();
                        assert_eq!(found, bytes(&wanted), "{name} {dtype:?} {count} {first}");
                    }
                }
            }
        }
        assert!(find("less", DType::Bool).is_none() && find("add", DType::F64).is_none());
    }
}
