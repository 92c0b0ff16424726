//! What each instruction does, lane by lane: for tests, and for targets that have none of them.
//! The names and the meaning are those of the WebAssembly specification; there is one line for each that is used.
#![allow(non_camel_case_types, non_snake_case)]

/// 16 bytes without a type.
pub(crate) type v128 = [u8; 16];

/// One lane from the lanes of two registers.
#[inline]
fn zip<T: bytemuck::Pod, U: bytemuck::Pod, const N: usize>(
    a: v128,
    b: v128,
    f: impl Fn(T, T) -> U,
) -> v128
where
    [T; N]: bytemuck::Pod,
    [U; N]: bytemuck::Pod,
{
    let (a, b): ([T; N], [T; N]) = (bytemuck::cast(a), bytemuck::cast(b));
    bytemuck::cast::<[U; N], v128>(std::array::from_fn(|lane| f(a[lane], b[lane])))
}

/// One lane from the lane of one register.
#[inline]
fn each<T: bytemuck::Pod, const N: usize>(a: v128, f: impl Fn(T) -> T) -> v128
where
    [T; N]: bytemuck::Pod,
{
    zip::<T, T, N>(a, a, |a, _| f(a))
}

macro_rules! two {
    ($($name:ident: $t:ty, $n:literal, $f:expr;)*) => {$(
        #[inline]
        pub(crate) fn $name(a: v128, b: v128) -> v128 {
            zip::<$t, $t, $n>(a, b, $f)
        }
    )*};
}

macro_rules! one {
    ($($name:ident: $t:ty, $n:literal, $f:expr;)*) => {$(
        #[inline]
        pub(crate) fn $name(a: v128) -> v128 {
            each::<$t, $n>(a, $f)
        }
    )*};
}

/// Questions: all bits of a lane where the answer is yes, none where it is no.
macro_rules! ask {
    ($($name:ident: $t:ty => $mask:ty, $n:literal, $f:expr;)*) => {$(
        #[inline]
        pub(crate) fn $name(a: v128, b: v128) -> v128 {
            let answer: fn($t, $t) -> bool = $f;
            zip::<$t, $mask, $n>(a, b, |a, b| if answer(a, b) { !0 } else { 0 })
        }
    )*};
}

two! {
    f64x2_add: f64, 2, |a, b| a + b;
    f64x2_sub: f64, 2, |a, b| a - b;
    f64x2_mul: f64, 2, |a, b| a * b;
    f64x2_div: f64, 2, |a, b| a / b;
    f32x4_add: f32, 4, |a, b| a + b;
    f32x4_sub: f32, 4, |a, b| a - b;
    f32x4_mul: f32, 4, |a, b| a * b;
    f32x4_div: f32, 4, |a, b| a / b;
    i8x16_add: i8, 16, i8::wrapping_add;
    i8x16_sub: i8, 16, i8::wrapping_sub;
    i16x8_add: i16, 8, i16::wrapping_add;
    i16x8_sub: i16, 8, i16::wrapping_sub;
    i16x8_mul: i16, 8, i16::wrapping_mul;
    i32x4_add: i32, 4, i32::wrapping_add;
    i32x4_sub: i32, 4, i32::wrapping_sub;
    i32x4_mul: i32, 4, i32::wrapping_mul;
    i64x2_add: i64, 2, i64::wrapping_add;
    i64x2_sub: i64, 2, i64::wrapping_sub;
    i64x2_mul: i64, 2, i64::wrapping_mul;
    f64x2_pmin: f64, 2, |a, b| if b < a { b } else { a };
    f64x2_pmax: f64, 2, |a, b| if a < b { b } else { a };
    f32x4_pmin: f32, 4, |a, b| if b < a { b } else { a };
    f32x4_pmax: f32, 4, |a, b| if a < b { b } else { a };
    i8x16_min: i8, 16, Ord::min;
    i8x16_max: i8, 16, Ord::max;
    u8x16_min: u8, 16, Ord::min;
    u8x16_max: u8, 16, Ord::max;
    i16x8_min: i16, 8, Ord::min;
    i16x8_max: i16, 8, Ord::max;
    u16x8_min: u16, 8, Ord::min;
    u16x8_max: u16, 8, Ord::max;
    i32x4_min: i32, 4, Ord::min;
    i32x4_max: i32, 4, Ord::max;
    u32x4_min: u32, 4, Ord::min;
    u32x4_max: u32, 4, Ord::max;
    v128_and: u64, 2, |a, b| a & b;
    v128_or: u64, 2, |a, b| a | b;
    v128_xor: u64, 2, |a, b| a ^ b;
    v128_andnot: u64, 2, |a, b| a & !b;
}

one! {
    f64x2_sqrt: f64, 2, f64::sqrt;
    f64x2_abs: f64, 2, f64::abs;
    f64x2_neg: f64, 2, |a| -a;
    f64x2_ceil: f64, 2, f64::ceil;
    f64x2_floor: f64, 2, f64::floor;
    f64x2_trunc: f64, 2, f64::trunc;
    f64x2_nearest: f64, 2, f64::round_ties_even;
    f32x4_sqrt: f32, 4, f32::sqrt;
    f32x4_abs: f32, 4, f32::abs;
    f32x4_neg: f32, 4, |a| -a;
    f32x4_ceil: f32, 4, f32::ceil;
    f32x4_floor: f32, 4, f32::floor;
    f32x4_trunc: f32, 4, f32::trunc;
    f32x4_nearest: f32, 4, f32::round_ties_even;
    v128_not: u64, 2, |a| !a;
    i8x16_abs: i8, 16, i8::wrapping_abs;
    i16x8_abs: i16, 8, i16::wrapping_abs;
    i32x4_abs: i32, 4, i32::wrapping_abs;
    i64x2_abs: i64, 2, i64::wrapping_abs;
    i8x16_neg: i8, 16, i8::wrapping_neg;
    i16x8_neg: i16, 8, i16::wrapping_neg;
    i32x4_neg: i32, 4, i32::wrapping_neg;
    i64x2_neg: i64, 2, i64::wrapping_neg;
}

ask! {
    f64x2_eq: f64 => u64, 2, |a, b| a == b;
    f64x2_ne: f64 => u64, 2, |a, b| a != b;
    f64x2_lt: f64 => u64, 2, |a, b| a < b;
    f64x2_le: f64 => u64, 2, |a, b| a <= b;
    f32x4_eq: f32 => u32, 4, |a, b| a == b;
    f32x4_ne: f32 => u32, 4, |a, b| a != b;
    f32x4_lt: f32 => u32, 4, |a, b| a < b;
    f32x4_le: f32 => u32, 4, |a, b| a <= b;
    i8x16_eq: i8 => u8, 16, |a, b| a == b;
    i8x16_ne: i8 => u8, 16, |a, b| a != b;
    i8x16_lt: i8 => u8, 16, |a, b| a < b;
    i8x16_le: i8 => u8, 16, |a, b| a <= b;
    u8x16_lt: u8 => u8, 16, |a, b| a < b;
    u8x16_le: u8 => u8, 16, |a, b| a <= b;
    i16x8_eq: i16 => u16, 8, |a, b| a == b;
    i16x8_ne: i16 => u16, 8, |a, b| a != b;
    i16x8_lt: i16 => u16, 8, |a, b| a < b;
    i16x8_le: i16 => u16, 8, |a, b| a <= b;
    u16x8_lt: u16 => u16, 8, |a, b| a < b;
    u16x8_le: u16 => u16, 8, |a, b| a <= b;
    i32x4_eq: i32 => u32, 4, |a, b| a == b;
    i32x4_ne: i32 => u32, 4, |a, b| a != b;
    i32x4_lt: i32 => u32, 4, |a, b| a < b;
    i32x4_le: i32 => u32, 4, |a, b| a <= b;
    u32x4_lt: u32 => u32, 4, |a, b| a < b;
    u32x4_le: u32 => u32, 4, |a, b| a <= b;
    i64x2_eq: i64 => u64, 2, |a, b| a == b;
    i64x2_ne: i64 => u64, 2, |a, b| a != b;
    i64x2_lt: i64 => u64, 2, |a, b| a < b;
    i64x2_le: i64 => u64, 2, |a, b| a <= b;
}

/// The bits of `a` where the mask is set, those of `b` elsewhere.
#[inline]
pub(crate) fn v128_bitselect(a: v128, b: v128, mask: v128) -> v128 {
    v128_or(v128_and(a, mask), v128_and(b, v128_not(mask)))
}

macro_rules! shift {
    ($($name:ident: $t:ty, $n:literal, $f:expr;)*) => {$(
        #[inline]
        pub(crate) fn $name(a: v128, bits: u32) -> v128 {
            let shifted: fn($t, u32) -> $t = $f;
            each::<$t, $n>(a, |a| shifted(a, bits))
        }
    )*};
}

shift! {
    i8x16_shl: i8, 16, i8::wrapping_shl;
    i8x16_shr: i8, 16, i8::wrapping_shr;
    u8x16_shr: u8, 16, u8::wrapping_shr;
    i16x8_shl: i16, 8, i16::wrapping_shl;
    i16x8_shr: i16, 8, i16::wrapping_shr;
    u16x8_shr: u16, 8, u16::wrapping_shr;
    i64x2_shl: i64, 2, i64::wrapping_shl;
    i64x2_shr: i64, 2, i64::wrapping_shr;
    i32x4_shl: i32, 4, i32::wrapping_shl;
    i32x4_shr: i32, 4, i32::wrapping_shr;
    u64x2_shr: u64, 2, u64::wrapping_shr;
    u32x4_shr: u32, 4, u32::wrapping_shr;
}

/// Floats to integers, toward zero; what does not fit becomes the nearest that does, NaN becomes 0.
#[inline]
pub(crate) fn i32x4_trunc_sat_f32x4(a: v128) -> v128 {
    let a: [f32; 4] = bytemuck::cast(a);
    bytemuck::cast(a.map(|a| a as i32))
}

/// As [`i32x4_trunc_sat_f32x4`], zeros behind them.
#[inline]
pub(crate) fn i32x4_trunc_sat_f64x2_zero(a: v128) -> v128 {
    let [a, b]: [f64; 2] = bytemuck::cast(a);
    bytemuck::cast([a as i32, b as i32, 0, 0])
}

/// Integers to the nearest floats.
#[inline]
pub(crate) fn f32x4_convert_i32x4(a: v128) -> v128 {
    let a: [i32; 4] = bytemuck::cast(a);
    bytemuck::cast(a.map(|a| a as f32))
}

/// Integers without a sign to the nearest floats.
#[inline]
pub(crate) fn f32x4_convert_u32x4(a: v128) -> v128 {
    let a: [u32; 4] = bytemuck::cast(a);
    bytemuck::cast(a.map(|a| a as f32))
}

/// The lower two lanes as floats, exactly.
#[inline]
pub(crate) fn f64x2_convert_low_i32x4(a: v128) -> v128 {
    let [a, b, _, _]: [i32; 4] = bytemuck::cast(a);
    bytemuck::cast([f64::from(a), f64::from(b)])
}

/// The lower two lanes, which have no sign, as floats, exactly.
#[inline]
pub(crate) fn f64x2_convert_low_u32x4(a: v128) -> v128 {
    let [a, b, _, _]: [u32; 4] = bytemuck::cast(a);
    bytemuck::cast([f64::from(a), f64::from(b)])
}

/// One lane, by number.
#[inline]
pub(crate) fn i32x4_extract_lane<const LANE: usize>(a: v128) -> i32 {
    bytemuck::cast::<v128, [i32; 4]>(a)[LANE]
}

/// The lower two lanes in twice their width.
#[inline]
pub(crate) fn f64x2_promote_low_f32x4(a: v128) -> v128 {
    let [a, b, _, _]: [f32; 4] = bytemuck::cast(a);
    bytemuck::cast([f64::from(a), f64::from(b)])
}

/// Both lanes in half their width, zeros behind them.
#[inline]
pub(crate) fn f32x4_demote_f64x2_zero(a: v128) -> v128 {
    let [a, b]: [f64; 2] = bytemuck::cast(a);
    bytemuck::cast([a as f32, b as f32, 0.0, 0.0])
}

/// Sixteen of the 32 bytes of two registers, chosen by number.
#[inline]
#[rustfmt::skip]
pub(crate) fn i8x16_shuffle<
    const A: usize, const B: usize, const C: usize, const D: usize, const E: usize, const F: usize, const G: usize, const H: usize,
    const I: usize, const J: usize, const K: usize, const L: usize, const M: usize, const N: usize, const O: usize, const P: usize,
>(a: v128, b: v128) -> v128 {
    let byte = |number: usize| if number < 16 { a[number] } else { b[number - 16] };
    [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P].map(byte)
}

/// Four of the eight lanes of two registers, chosen by number.
#[inline]
pub(crate) fn i32x4_shuffle<const A: usize, const B: usize, const C: usize, const D: usize>(
    a: v128,
    b: v128,
) -> v128 {
    let (a, b): ([u32; 4], [u32; 4]) = (bytemuck::cast(a), bytemuck::cast(b));
    let lane = |number: usize| if number < 4 { a[number] } else { b[number - 4] };
    bytemuck::cast([A, B, C, D].map(lane))
}

/// The lanes of two registers, each in half its width; what does not fit becomes the nearest value that does.
#[inline]
pub(crate) fn i8x16_narrow_i16x8(a: v128, b: v128) -> v128 {
    let (a, b): ([i16; 8], [i16; 8]) = (bytemuck::cast(a), bytemuck::cast(b));
    bytemuck::cast::<[i8; 16], v128>(std::array::from_fn(|lane| {
        let value = if lane < 8 { a[lane] } else { b[lane - 8] };
        value.clamp(i16::from(i8::MIN), i16::from(i8::MAX)) as i8
    }))
}

/// As [`i8x16_narrow_i16x8`], from 32 bits to 16.
#[inline]
pub(crate) fn i16x8_narrow_i32x4(a: v128, b: v128) -> v128 {
    let (a, b): ([i32; 4], [i32; 4]) = (bytemuck::cast(a), bytemuck::cast(b));
    bytemuck::cast::<[i16; 8], v128>(std::array::from_fn(|lane| {
        let value = if lane < 4 { a[lane] } else { b[lane - 4] };
        value.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
    }))
}

/// The products of the lower eight lanes, each in twice its width.
#[inline]
pub(crate) fn i16x8_extmul_low_i8x16(a: v128, b: v128) -> v128 {
    let (a, b): ([i8; 16], [i8; 16]) = (bytemuck::cast(a), bytemuck::cast(b));
    let product = |lane: usize| i16::from(a[lane]) * i16::from(b[lane]);
    bytemuck::cast::<[i16; 8], v128>(std::array::from_fn(product))
}

/// The products of the upper eight lanes, each in twice its width.
#[inline]
pub(crate) fn i16x8_extmul_high_i8x16(a: v128, b: v128) -> v128 {
    let (a, b): ([i8; 16], [i8; 16]) = (bytemuck::cast(a), bytemuck::cast(b));
    let product = |lane: usize| i16::from(a[lane + 8]) * i16::from(b[lane + 8]);
    bytemuck::cast::<[i16; 8], v128>(std::array::from_fn(product))
}

/// Half of the lanes, each in twice its width and with its sign, if it has one.
macro_rules! extend {
    ($($name:ident: $from:ty, $n:literal => $to:ty, $m:literal, $start:literal;)*) => {$(
        #[inline]
        pub(crate) fn $name(a: v128) -> v128 {
            let a: [$from; $n] = bytemuck::cast(a);
            let wide = |lane: usize| <$to>::from(a[lane + $start]);
            bytemuck::cast::<[$to; $m], v128>(std::array::from_fn(wide))
        }
    )*};
}

extend! {
    i16x8_extend_low_i8x16: i8, 16 => i16, 8, 0;
    i16x8_extend_high_i8x16: i8, 16 => i16, 8, 8;
    i16x8_extend_low_u8x16: u8, 16 => u16, 8, 0;
    i16x8_extend_high_u8x16: u8, 16 => u16, 8, 8;
    i32x4_extend_low_u16x8: u16, 8 => u32, 4, 0;
    i32x4_extend_high_u16x8: u16, 8 => u32, 4, 4;
    i32x4_extend_low_i16x8: i16, 8 => i32, 4, 0;
    i32x4_extend_high_i16x8: i16, 8 => i32, 4, 4;
    i64x2_extend_low_i32x4: i32, 4 => i64, 2, 0;
    i64x2_extend_high_i32x4: i32, 4 => i64, 2, 2;
    i64x2_extend_low_u32x4: u32, 4 => u64, 2, 0;
    i64x2_extend_high_u32x4: u32, 4 => u64, 2, 2;
}

/// Two of the four lanes of two registers, chosen by number.
#[inline]
pub(crate) fn i64x2_shuffle<const A: usize, const B: usize>(a: v128, b: v128) -> v128 {
    let (a, b): ([u64; 2], [u64; 2]) = (bytemuck::cast(a), bytemuck::cast(b));
    let lane = |number: usize| if number < 2 { a[number] } else { b[number - 2] };
    bytemuck::cast([A, B].map(lane))
}

/// Eight of the sixteen lanes of two registers, chosen by number.
#[inline]
#[rustfmt::skip]
pub(crate) fn i16x8_shuffle<
    const A: usize, const B: usize, const C: usize, const D: usize, const E: usize, const F: usize, const G: usize, const H: usize,
>(a: v128, b: v128) -> v128 {
    let (a, b): ([u16; 8], [u16; 8]) = (bytemuck::cast(a), bytemuck::cast(b));
    let lane = |number: usize| if number < 8 { a[number] } else { b[number - 8] };
    bytemuck::cast([A, B, C, D, E, F, G, H].map(lane))
}

/// The sums of neighbors, each in twice their width.
macro_rules! neighbors {
    ($($name:ident: $from:ty, $n:literal => $to:ty, $half:literal;)*) => {$(
        #[inline]
        pub(crate) fn $name(a: v128) -> v128 {
            let a: [$to; $n] = bytemuck::cast::<v128, [$from; $n]>(a).map(<$to>::from);
            let sum = |lane: usize| a[2 * lane] + a[2 * lane + 1];
            bytemuck::cast::<[$to; $half], v128>(std::array::from_fn(sum))
        }
    )*};
}

neighbors! {
    i16x8_extadd_pairwise_i8x16: i8, 16 => i16, 8;
    i16x8_extadd_pairwise_u8x16: u8, 16 => u16, 8;
    i32x4_extadd_pairwise_i16x8: i16, 8 => i32, 4;
    i32x4_extadd_pairwise_u16x8: u16, 8 => u32, 4;
}

/// Whether any bit is set.
#[inline]
pub(crate) fn v128_any_true(a: v128) -> bool {
    a != [0; 16]
}

/// The highest bit of each lane, the first lane's lowest.
#[inline]
pub(crate) fn i8x16_bitmask(a: v128) -> u16 {
    (0..16).fold(0, |bits, lane| bits | u16::from(a[lane] >> 7) << lane)
}

/// Bytes of `a` chosen by the numbers in another register; 0 for numbers that it has not.
#[inline]
pub(crate) fn i8x16_swizzle(a: v128, numbers: v128) -> v128 {
    numbers.map(|number| a.get(usize::from(number)).copied().unwrap_or(0))
}
