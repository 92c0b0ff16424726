//! Inner loops of sums of products: one run of elements of each operand multiplied, and added to a run of results.
//! Knows typed elements at fixed distances; which runs there are, and in which order, is the business of `execute`.

use std::num::Wrapping;
use std::ops::{Add, Mul};

use bytemuck::Pod;

use crate::dtype::DType;
use crate::element::Bool8;

/// Elements at a fixed distance: where the first one lies and how far it is to the next, both counted in elements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Steps {
    /// The first.
    pub(crate) first: i64,
    /// From one to the next.
    pub(crate) step: i64,
}

/// One operand's run: the bytes it lies in, and its steps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strip<'a> {
    /// Aligned bytes.
    pub(crate) bytes: &'a [u8],
    /// Where in them.
    pub(crate) steps: Steps,
}

/// Adds `count` products of one element of each strip to results; with a result step of 0 to one result, one after
/// another.
type AddProducts = fn(&[Strip<'_>], &mut [u8], Steps, usize);

/// The inner loop of one dtype. A plan holds its row itself rather than a name, so that a program without products is
/// linked without these loops.
#[derive(Clone, Copy)]
pub struct ProductLoop {
    /// The dtype multiplied and added in.
    pub dtype: DType,
    pub(crate) add_products: AddProducts,
}

impl PartialEq for ProductLoop {
    fn eq(&self, other: &Self) -> bool {
        self.dtype == other.dtype
    }
}

impl std::fmt::Debug for ProductLoop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ProductLoop({})", self.dtype)
    }
}

/// The loop of a dtype; `None` for one that cannot be multiplied.
///
/// Integers wrap around, so that those of one size share a loop. Booleans are joined: `or` of `and`.
pub(crate) fn loop_for(dtype: DType) -> Option<&'static ProductLoop> {
    LOOPS.iter().find(|row| row.dtype == dtype)
}

/// The dtypes that there are loops of, in NumPy's order.
pub(crate) fn dtypes() -> impl Iterator<Item = DType> {
    LOOPS.iter().map(|row| row.dtype)
}

static LOOPS: &[ProductLoop] = &[
    row(DType::Bool, add_products::<Bool8>),
    row(DType::I8, add_products::<Wrapping<i8>>),
    row(DType::U8, add_products::<Wrapping<i8>>),
    row(DType::I16, add_products::<Wrapping<i16>>),
    row(DType::U16, add_products::<Wrapping<i16>>),
    row(DType::I32, add_products::<Wrapping<i32>>),
    row(DType::U32, add_products::<Wrapping<i32>>),
    row(DType::I64, add_products::<Wrapping<i64>>),
    row(DType::U64, add_products::<Wrapping<i64>>),
    row(DType::F32, add_products::<f32>),
    row(DType::F64, add_products::<f64>),
    #[cfg(feature = "complex")]
    row(DType::C64, add_products::<num_complex::Complex<f32>>),
    #[cfg(feature = "complex")]
    row(DType::C128, add_products::<num_complex::Complex<f64>>),
];

const fn row(dtype: DType, add_products: AddProducts) -> ProductLoop {
    ProductLoop {
        dtype,
        add_products,
    }
}

/// What can be multiplied and added.
trait Term: Pod {
    fn plus(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;
}

macro_rules! term {
    ($($number:ty),*) => {$(
        impl Term for $number {
            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self + other
            }
            #[inline(always)]
            fn times(self, other: Self) -> Self {
                self * other
            }
        }
    )*};
}
term!(
    Wrapping<i8>,
    Wrapping<i16>,
    Wrapping<i32>,
    Wrapping<i64>,
    f32,
    f64
);

#[cfg(feature = "complex")]
term!(num_complex::Complex<f32>, num_complex::Complex<f64>);

impl Term for Bool8 {
    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        Wrapping(u8::from(self.0 | other.0 != 0))
    }
    #[inline(always)]
    fn times(self, other: Self) -> Self {
        Wrapping(u8::from(self.0 != 0 && other.0 != 0))
    }
}

/// A strip as elements.
#[derive(Clone, Copy)]
struct Run<'a, T> {
    elements: &'a [T],
    steps: Steps,
}

impl<'a, T: Pod> Run<'a, T> {
    fn new(strip: &Strip<'a>) -> Self {
        Self {
            elements: bytemuck::try_cast_slice(strip.bytes).unwrap_or(&[]),
            steps: strip.steps,
        }
    }

    #[inline(always)]
    fn get(&self, number: usize) -> T {
        let place = self.steps.first + self.steps.step * number as i64;
        // A checked layout reaches no element outside its buffer.
        let found = self.elements.get(place as usize).copied();
        found.unwrap_or_else(T::zeroed)
    }

    /// The elements where they lie side by side.
    fn packed(&self, count: usize) -> Option<&'a [T]> {
        let start = usize::try_from(self.steps.first).ok()?;
        (self.steps.step == 1).then_some(())?;
        self.elements.get(start..start.checked_add(count)?)
    }
}

fn add_products<T: Term>(strips: &[Strip<'_>], results: &mut [u8], to: Steps, count: usize) {
    let results: &mut [T] = bytemuck::try_cast_slice_mut(results).unwrap_or(&mut []);
    if let [a, b] = strips {
        let (a, b) = (Run::new(a), Run::new(b));
        if to.step == 0 {
            fold(a, b, results, to, count);
            return;
        }
        if add_row(a, b, results, to, count) || add_row(b, a, results, to, count) {
            return;
        }
    }
    for number in 0..count {
        let mut product: Option<T> = None;
        for strip in strips {
            let next = Run::<T>::new(strip).get(number);
            product = Some(product.map_or(next, |product| product.times(next)));
        }
        let place = to.first + to.step * number as i64;
        if let (Some(product), Some(result)) = (product, results.get_mut(place as usize)) {
            *result = result.plus(product);
        }
    }
}

/// Running sums of a sum of products where the plan says so: enough for additions not to wait for each other.
pub(crate) const RUNNING: usize = 16;

/// The sum of products of two strips in running sums, product number `i` in sum number `i % 16`.
pub(crate) fn dot<T: Pod + Add<Output = T> + Mul<Output = T>>(
    a: &Strip<'_>,
    b: &Strip<'_>,
    count: usize,
) -> T {
    let (a, b): (Run<'_, T>, Run<'_, T>) = (Run::new(a), Run::new(b));
    let mut sums = [T::zeroed(); RUNNING];
    for first in (0..count).step_by(RUNNING) {
        for (number, sum) in sums.iter_mut().enumerate().take(count - first) {
            *sum = *sum + a.get(first + number) * b.get(first + number);
        }
    }
    joined(sums)
}

/// The total of running sums: neighbors joined, then pairs of them, until one is left.
#[inline(always)]
pub(crate) fn joined<T: Copy + Add<Output = T>>(mut sums: [T; RUNNING]) -> T {
    let mut left = RUNNING;
    while left > 1 {
        left /= 2;
        for number in 0..left {
            sums[number] = sums[2 * number] + sums[2 * number + 1];
        }
    }
    sums[0]
}

/// Many products to one result, kept in a register.
fn fold<T: Term>(a: Run<'_, T>, b: Run<'_, T>, results: &mut [T], to: Steps, count: usize) {
    let Some(result) = results.get_mut(to.first as usize) else {
        return;
    };
    let mut sum = *result;
    if let (Some(a), Some(b)) = (a.packed(count), b.packed(count)) {
        for (&a, &b) in a.iter().zip(b) {
            sum = sum.plus(a.times(b));
        }
    } else {
        for number in 0..count {
            sum = sum.plus(a.get(number).times(b.get(number)));
        }
    }
    *result = sum;
}

/// One element times a row, added to a row of results; false where they do not lie so.
fn add_row<T: Term>(
    one: Run<'_, T>,
    row: Run<'_, T>,
    results: &mut [T],
    to: Steps,
    count: usize,
) -> bool {
    let (0, 1, Some(row)) = (one.steps.step, to.step, row.packed(count)) else {
        return false;
    };
    let factor = one.get(0);
    let start = to.first as usize;
    if let Some(results) = results.get_mut(start..start.saturating_add(count)) {
        for (result, &element) in results.iter_mut().zip(row) {
            *result = result.plus(factor.times(element));
        }
    }
    true
}
