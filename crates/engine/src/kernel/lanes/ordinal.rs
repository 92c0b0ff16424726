//! Elements made whole numbers that stand in the same order, and back: what sorting by digits works with.
//! Knows bytes and registers; how the numbers are sorted is the business of `sort`.
//!
//! A sort by digits compares nothing; it looks at the bits of unsigned numbers. Integers become such numbers when the least
//! of them is taken away, which also leaves no more digits than the range of the data needs. The bits of a positive float
//! rise with its value and those of a negative one fall, so that all bits but the sign are turned over where the sign is
//! set; read as a signed integer, they are in order. Both zeros are one number, as they are equal, and a NaN is the number
//! after the greatest.
//!
//! Three passes: [`extent`] finds the least and the greatest, [`lay`] or [`pack`] writes the numbers, with the elements'
//! places below them where places are wanted, and [`restore`] makes elements of sorted numbers again.

use super::lane::{Arithmetic, Ordered, select};
use super::register::*;
use crate::dtype::DType;
use crate::element::Element;

/// What the elements of a line are between.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Extent {
    /// The number of the least element.
    pub(crate) least: i64,
    /// The number of the greatest.
    pub(crate) most: i64,
    /// How many are no numbers.
    pub(crate) nans: u64,
    /// Whether there is a zero with a sign, which is equal to one without.
    pub(crate) negative_zero: bool,
}

impl Extent {
    /// The number that stands for NaN.
    fn of_nan(self) -> i64 {
        self.most.wrapping_add(1)
    }

    /// The greatest number that is written, where the least is 0.
    pub(crate) fn range(self) -> u64 {
        let greatest = if self.nans > 0 {
            self.of_nan()
        } else {
            self.most
        };
        greatest.wrapping_sub(self.least) as u64
    }
}

/// How an element type is made numbers.
trait Ordinal: Element {
    /// Signed integers as wide.
    type Whole: Arithmetic + Ordered + bytemuck::Pod;
    /// The numbers of elements; those of NaN mean nothing.
    fn number(a: v128) -> v128;
    /// The elements of numbers.
    fn element(number: v128) -> v128;
    /// Where an element is NaN.
    fn nan(a: v128) -> v128;
    /// Where an element is a zero with a sign.
    fn negative_zero(a: v128) -> v128;
    /// A number as narrow as the element.
    fn narrow(number: i64) -> Self::Whole;
    /// Whether there may be elements that are no numbers.
    const HAS_NAN: bool;
}

macro_rules! ordinals {
    ($($t:ty, $whole:ty, $has_nan:literal: |$a:ident| $number:expr, $element:expr, $nan:expr, $zero:expr;)*) => {$(
        impl Ordinal for $t {
            type Whole = $whole;
            #[inline(always)]
            fn number($a: v128) -> v128 {
                $number
            }
            #[inline(always)]
            fn element($a: v128) -> v128 {
                $element
            }
            #[inline(always)]
            fn nan($a: v128) -> v128 {
                let _ = $a;
                $nan
            }
            #[inline(always)]
            fn negative_zero($a: v128) -> v128 {
                let _ = $a;
                $zero
            }
            #[inline(always)]
            fn narrow(number: i64) -> $whole {
                number as $whole
            }
            const HAS_NAN: bool = $has_nan;
        }
    )*};
}

#[inline(always)]
fn none() -> v128 {
    splat(&[0])
}

/// All bits but the sign turned over where the sign is set; done twice, the bits are those of before.
#[inline(always)]
fn turned_f64(a: v128) -> v128 {
    v128_xor(a, v128_and(i64x2_shr(a, 63), splat_of(i64::MAX)))
}

#[inline(always)]
fn turned_f32(a: v128) -> v128 {
    v128_xor(a, v128_and(i32x4_shr(a, 31), splat_of(i32::MAX)))
}

ordinals! {
    i32, i32, false: |a| a, a, none(), none();
    u32, i32, false: |a| v128_xor(a, splat_of(i32::MIN)), v128_xor(a, splat_of(i32::MIN)), none(), none();
    i64, i64, false: |a| a, a, none(), none();
    u64, i64, false: |a| v128_xor(a, splat_of(i64::MIN)), v128_xor(a, splat_of(i64::MIN)), none(), none();
    // 0 added makes one zero of both.
    f32, i32, true: |a| turned_f32(f32x4_add(a, none())), turned_f32(a), f32x4_ne(a, a), i32x4_eq(a, splat_of(i32::MIN));
    f64, i64, true: |a| turned_f64(f64x2_add(a, none())), turned_f64(a), f64x2_ne(a, a), i64x2_eq(a, splat_of(i64::MIN));
}

/// Calls a generic function with the type of a dtype, where it has numbers.
macro_rules! ordinal {
    ($dtype:expr, $T:ident => $call:expr) => {{
        macro_rules! with {
            ($t:ty) => {{
                type $T = $t;
                Some($call)
            }};
        }
        match $dtype {
            DType::I32 => with!(i32),
            DType::U32 => with!(u32),
            DType::I64 => with!(i64),
            DType::U64 => with!(u64),
            DType::F32 => with!(f32),
            DType::F64 => with!(f64),
            _ => None,
        }
    }};
}

/// What the elements are between; `None` for no elements, and for dtypes without numbers.
pub(crate) fn extent(dtype: DType, bytes: &[u8]) -> Option<Extent> {
    if bytes.is_empty() {
        return None;
    }
    ordinal!(dtype, T => extent_loop::<T>(bytes))
}

/// Writes the numbers, the least of them 0, each as wide as its element.
pub(crate) fn lay(dtype: DType, bytes: &[u8], extent: Extent, to: &mut [u8]) {
    ordinal!(dtype, T => lay_loop::<T>(bytes, extent, to));
}

/// Writes words of 64 bits: above the number without its lowest bits, `dropped` of them, below the element's place.
pub(crate) fn pack(dtype: DType, bytes: &[u8], extent: Extent, dropped: u32, to: &mut [u64]) {
    let to: &mut [u8] = bytemuck::cast_slice_mut(to);
    ordinal!(dtype, T => match size_of::<T>() {
        4 => pack_narrow_loop::<T>(bytes, extent, to),
        _ => pack_wide_loop::<T>(bytes, extent, dropped, to),
    });
}

/// The number of one element of 64 bits, the least being 0.
#[inline(always)]
pub(crate) fn number_of(dtype: DType, bits: u64, extent: Extent) -> u64 {
    let number = match dtype {
        DType::F64 if f64::from_bits(bits).is_nan() => extent.of_nan(),
        DType::F64 => {
            let bits = (f64::from_bits(bits) + 0.0).to_bits() as i64;
            bits ^ (bits >> 63 & i64::MAX)
        }
        DType::U64 => (bits ^ 1 << 63) as i64,
        _ => bits as i64,
    };
    number.wrapping_sub(extent.least) as u64
}

/// Makes elements of numbers that [`lay`] wrote; `nan` is the element for those that are none.
pub(crate) fn restore(dtype: DType, numbers: &[u8], extent: Extent, nan: &[u8], to: &mut [u8]) {
    ordinal!(dtype, T => restore_loop::<T>(numbers, extent, nan, to));
}

/// [`restore`] where the numbers lie.
pub(crate) fn restore_within(dtype: DType, numbers: &mut [u8], extent: Extent, nan: &[u8]) {
    ordinal!(dtype, T => restore_within_loop::<T>(numbers, extent, nan));
}

/// The last elements, fewer than a register holds, with the first of them behind until it is full.
#[inline(always)]
fn filled<T: Element>(rest: &[u8]) -> [u8; BYTES] {
    let mut register = [0; BYTES];
    if let Some(first) = rest.get(..size_of::<T>()) {
        register = bytes_of(splat(first));
        register[..rest.len()].copy_from_slice(rest);
    }
    register
}

/// What was found so far, in each lane.
struct Found {
    least: v128,
    most: v128,
    nans: v128,
    zeros: v128,
}

impl Found {
    #[inline(always)]
    fn nothing<T: Ordinal>(width: u32) -> Self {
        Self {
            least: splat_of(T::narrow(i64::MAX >> (64 - width))),
            most: splat_of(T::narrow(i64::MIN >> (64 - width))),
            nans: none(),
            zeros: none(),
        }
    }

    #[inline(always)]
    fn and<T: Ordinal>(&mut self, a: v128) {
        let nan = T::nan(a);
        let number = T::number(a);
        let below = v128_andnot(T::Whole::less(number, self.least), nan);
        let above = v128_andnot(T::Whole::less(self.most, number), nan);
        self.least = select(below, number, self.least);
        self.most = select(above, number, self.most);
        self.nans = T::Whole::subtract(self.nans, nan);
        self.zeros = v128_or(self.zeros, T::negative_zero(a));
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn extent_loop<T: Ordinal>(bytes: &[u8]) -> Extent {
    let width = 8 * size_of::<T>() as u32;
    let mut even = Found::nothing::<T>(width);
    let mut odd = Found::nothing::<T>(width);
    let (turns, rest) = bytes.as_chunks::<{ 2 * BYTES }>();
    for turn in turns {
        let halves = turn.as_chunks::<BYTES>().0;
        even.and::<T>(load(&halves[0]));
        odd.and::<T>(load(&halves[1]));
    }
    let (whole, rest) = rest.as_chunks::<BYTES>();
    for register in whole {
        even.and::<T>(load(register));
    }
    // Elements repeated to fill a register change nothing but the count.
    let mut last = Found::nothing::<T>(width);
    let lanes = BYTES / size_of::<T>();
    if !rest.is_empty() {
        last.and::<T>(load(&filled::<T>(rest)));
    }
    let mut extent = Extent {
        least: i64::MAX,
        most: i64::MIN,
        nans: 0,
        negative_zero: false,
    };
    for (found, counted) in [
        (even, lanes),
        (odd, lanes),
        (last, rest.len() / size_of::<T>()),
    ] {
        let (least, most) = (bytes_of(found.least), bytes_of(found.most));
        let nans = bytes_of(found.nans);
        for lane in 0..lanes {
            let least = lane_of::<T>(&least, lane);
            let most = lane_of::<T>(&most, lane);
            // A lane that saw no number still holds what it started from.
            if least <= most {
                extent.least = extent.least.min(least);
                extent.most = extent.most.max(most);
            }
            if lane < counted {
                extent.nans += lane_of::<T>(&nans, lane) as u64;
            }
        }
        extent.negative_zero |= v128_any_true(found.zeros);
    }
    if extent.least > extent.most {
        // Nothing but NaN.
        (extent.least, extent.most) = (0, -1);
    }
    extent
}

/// A lane of whole numbers.
#[inline(always)]
fn lane_of<T: Ordinal>(register: &[u8; BYTES], lane: usize) -> i64 {
    if size_of::<T>() == 4 {
        i64::from(bytemuck::cast::<_, [i32; 4]>(*register)[lane & 3])
    } else {
        bytemuck::cast::<_, [i64; 2]>(*register)[lane & 1]
    }
}

/// The numbers of a register of elements, above the least.
#[inline(always)]
fn numbers<T: Ordinal>(a: v128, least: v128, nan: v128) -> v128 {
    T::Whole::subtract(select(T::nan(a), nan, T::number(a)), least)
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn lay_loop<T: Ordinal>(bytes: &[u8], extent: Extent, to: &mut [u8]) {
    let least = splat_of(T::narrow(extent.least));
    let nan = splat_of(T::narrow(extent.of_nan()));
    let (from, from_rest) = bytes.as_chunks::<BYTES>();
    let (to, to_rest) = to.as_chunks_mut::<BYTES>();
    for (from, to) in from.iter().zip(to) {
        *to = bytes_of(numbers::<T>(load(from), least, nan));
    }
    let last = bytes_of(numbers::<T>(load(&filled::<T>(from_rest)), least, nan));
    let count = to_rest.len().min(BYTES);
    to_rest[..count].copy_from_slice(&last[..count]);
}

/// Numbers of 32 bits, each with its place below: two registers from one.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn pack_narrow_loop<T: Ordinal>(bytes: &[u8], extent: Extent, to: &mut [u8]) {
    let least = splat_of(T::narrow(extent.least));
    let nan = splat_of(T::narrow(extent.of_nan()));
    let mut places: v128 = bytemuck::cast([0u32, 1, 2, 3]);
    let (from, from_rest) = bytes.as_chunks::<BYTES>();
    let (to, to_rest) = to.as_chunks_mut::<{ 2 * BYTES }>();
    for (from, to) in from.iter().zip(to) {
        let numbers = numbers::<T>(load(from), least, nan);
        let halves = to.as_chunks_mut::<BYTES>().0;
        halves[0] = bytes_of(i32x4_shuffle::<0, 4, 1, 5>(places, numbers));
        halves[1] = bytes_of(i32x4_shuffle::<2, 6, 3, 7>(places, numbers));
        places = i32x4_add(places, splat_of(4u32));
    }
    let numbers = numbers::<T>(load(&filled::<T>(from_rest)), least, nan);
    let low = bytes_of(i32x4_shuffle::<0, 4, 1, 5>(places, numbers));
    let high = bytes_of(i32x4_shuffle::<2, 6, 3, 7>(places, numbers));
    for (to, from) in to_rest.chunks_mut(BYTES).zip([low, high]) {
        to.copy_from_slice(&from[..to.len()]);
    }
}

/// The upper bits of numbers of 64, each with its place below.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn pack_wide_loop<T: Ordinal>(bytes: &[u8], extent: Extent, dropped: u32, to: &mut [u8]) {
    let least = splat_of(T::narrow(extent.least));
    let nan = splat_of(T::narrow(extent.of_nan()));
    let mut places: v128 = bytemuck::cast([0u64, 1]);
    let (from, from_rest) = bytes.as_chunks::<BYTES>();
    let (to, to_rest) = to.as_chunks_mut::<BYTES>();
    for (from, to) in from.iter().zip(to) {
        let numbers = u64x2_shr(numbers::<T>(load(from), least, nan), dropped);
        *to = bytes_of(v128_or(i64x2_shl(numbers, 32), places));
        places = i64x2_add(places, splat_of(2u64));
    }
    let numbers = u64x2_shr(
        numbers::<T>(load(&filled::<T>(from_rest)), least, nan),
        dropped,
    );
    let last = bytes_of(v128_or(i64x2_shl(numbers, 32), places));
    let count = to_rest.len().min(BYTES);
    to_rest[..count].copy_from_slice(&last[..count]);
}

/// What numbers are made elements again with.
struct Back {
    least: v128,
    nan_number: v128,
    nan: v128,
}

impl Back {
    #[inline(always)]
    fn new<T: Ordinal>(extent: Extent, nan: &[u8]) -> Self {
        Self {
            least: splat_of(T::narrow(extent.least)),
            nan_number: splat_of(T::narrow(extent.of_nan())),
            nan: splat(nan),
        }
    }

    #[inline(always)]
    fn elements<T: Ordinal>(&self, numbers: v128) -> v128 {
        let number = T::Whole::add(numbers, self.least);
        if !T::HAS_NAN {
            return T::element(number);
        }
        let nan = T::Whole::equal(number, self.nan_number);
        select(nan, self.nan, T::element(number))
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn restore_loop<T: Ordinal>(numbers: &[u8], extent: Extent, nan: &[u8], to: &mut [u8]) {
    let back = Back::new::<T>(extent, nan);
    let (from, from_rest) = numbers.as_chunks::<BYTES>();
    let (to, to_rest) = to.as_chunks_mut::<BYTES>();
    for (from, to) in from.iter().zip(to) {
        *to = bytes_of(back.elements::<T>(load(from)));
    }
    let last = bytes_of(back.elements::<T>(load(&filled::<T>(from_rest))));
    let count = to_rest.len().min(BYTES);
    to_rest[..count].copy_from_slice(&last[..count]);
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn restore_within_loop<T: Ordinal>(numbers: &mut [u8], extent: Extent, nan: &[u8]) {
    let back = Back::new::<T>(extent, nan);
    let (whole, rest) = numbers.as_chunks_mut::<BYTES>();
    for register in whole {
        *register = bytes_of(back.elements::<T>(load(register)));
    }
    let last = bytes_of(back.elements::<T>(load(&filled::<T>(rest))));
    rest.copy_from_slice(&last[..rest.len()]);
}
