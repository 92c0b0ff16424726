//! The numbers in a `Vec`, always: half the code of numbers in place, an allocation for each list.
//! Knows how numbers are held, not what a list can do. What is called in hundreds of places is not copied into each.

use super::Number;

/// The numbers of a list.
pub(super) struct Held<T>(Vec<T>);

impl<T: Number> Clone for Held<T> {
    fn clone(&self) -> Self {
        Self::from_slice(&self.0)
    }
}

impl<T: Number> Held<T> {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    #[inline(never)]
    pub(super) fn from_slice(numbers: &[T]) -> Self {
        Self(numbers.to_vec())
    }

    #[inline(never)]
    pub(super) fn from_elem(number: T, length: usize) -> Self {
        Self(vec![number; length])
    }

    pub(super) fn as_slice(&self) -> &[T] {
        &self.0
    }

    pub(super) fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.0
    }

    #[inline(never)]
    pub(super) fn push(&mut self, number: T) {
        self.0.push(number);
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }
}
