//! The drivers of the one-element-at-a-time loops: typed views of blocks, then a plain `for`.
//! Knows element types only; what is computed is passed in and inlined.

use std::num::Wrapping;

use super::Flags;
use crate::element::{Bool8, Element};

/// A block as elements. Blocks are aligned and whole, so the empty answer never shows.
fn elements<T: Element>(bytes: &[u8]) -> &[T] {
    bytemuck::try_cast_slice(bytes).unwrap_or(&[])
}

/// A block as elements to write.
fn elements_mut<T: Element>(bytes: &mut [u8]) -> &mut [T] {
    bytemuck::try_cast_slice_mut(bytes).unwrap_or(&mut [])
}

/// `output[i] = f(a[i])`.
#[inline(always)]
pub(crate) fn unary<T: Element, U: Element>(
    inputs: &[&[u8]],
    output: &mut [u8],
    f: impl Fn(T) -> U,
) -> Flags {
    if let [a] = inputs {
        for (to, &a) in elements_mut(output).iter_mut().zip(elements(a)) {
            *to = f(a);
        }
    }
    Flags::NONE
}

/// `output[i] = f(a[i], b[i])`.
#[inline(always)]
pub(crate) fn binary<T: Element, U: Element>(
    inputs: &[&[u8]],
    output: &mut [u8],
    f: impl Fn(T, T) -> U,
) -> Flags {
    mixed::<T, T, U>(inputs, output, f)
}

/// `output[i] = f(a[i], b[i])` where the two inputs differ in type.
#[inline(always)]
pub(crate) fn mixed<A: Element, B: Element, U: Element>(
    inputs: &[&[u8]],
    output: &mut [u8],
    f: impl Fn(A, B) -> U,
) -> Flags {
    if let [a, b] = inputs {
        let pairs = elements(a).iter().zip(elements(b));
        for (to, (&a, &b)) in elements_mut(output).iter_mut().zip(pairs) {
            *to = f(a, b);
        }
    }
    Flags::NONE
}

/// As [`binary`], for operations that may have something to tell about an element.
#[inline(always)]
pub(crate) fn flagged<T: Element>(
    inputs: &[&[u8]],
    output: &mut [u8],
    f: impl Fn(T, T) -> (T, Flags),
) -> Flags {
    let mut flags = Flags::NONE;
    if let [a, b] = inputs {
        let pairs = elements(a).iter().zip(elements(b));
        for (to, (&a, &b)) in elements_mut(output).iter_mut().zip(pairs) {
            let (value, told) = f(a, b);
            *to = value;
            flags = flags.and(told);
        }
    }
    flags
}

/// As [`unary`], for operations that may have something to tell about an element.
#[inline(always)]
pub(crate) fn unary_flagged<T: Element>(
    inputs: &[&[u8]],
    output: &mut [u8],
    f: impl Fn(T) -> (T, Flags),
) -> Flags {
    let mut flags = Flags::NONE;
    if let [a] = inputs {
        for (to, &a) in elements_mut(output).iter_mut().zip(elements(a)) {
            let (value, told) = f(a);
            *to = value;
            flags = flags.and(told);
        }
    }
    flags
}

/// `output[i] = f(a[i], b[i], c[i])`.
#[inline(always)]
pub(crate) fn ternary<T: Element>(
    inputs: &[&[u8]],
    output: &mut [u8],
    f: impl Fn(T, T, T) -> T,
) -> Flags {
    if let [a, b, c] = inputs {
        let pairs = elements(b).iter().zip(elements(c));
        let triples = elements(a).iter().zip(pairs);
        for (to, (&a, (&b, &c))) in elements_mut(output).iter_mut().zip(triples) {
            *to = f(a, b, c);
        }
    }
    Flags::NONE
}

/// `output[i] = f(a[i])` for a question.
#[inline(always)]
pub(crate) fn unary_test<T: Element>(
    inputs: &[&[u8]],
    output: &mut [u8],
    f: impl Fn(T) -> bool,
) -> Flags {
    unary::<T, Bool8>(inputs, output, |a| Wrapping(u8::from(f(a))))
}

/// `output[i] = f(a[i], b[i])` for a question about two inputs.
#[inline(always)]
pub(crate) fn mixed_test<A: Element, B: Element>(
    inputs: &[&[u8]],
    output: &mut [u8],
    f: impl Fn(A, B) -> bool,
) -> Flags {
    mixed::<A, B, Bool8>(inputs, output, |a, b| Wrapping(u8::from(f(a, b))))
}
