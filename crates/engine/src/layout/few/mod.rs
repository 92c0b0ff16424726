//! A short list of numbers: extents, strides, axes. Most arrays have few axes, so that with the feature `in_place` a list
//! of up to four needs no allocation; without it a list is a `Vec`, for which there is less code.
//! Knows nothing of layouts; reads as a slice.

#[cfg(any(test, not(feature = "in_place")))]
mod apart;
#[cfg(feature = "in_place")]
mod in_place;

use std::cmp::Ordering;
use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

#[cfg(not(feature = "in_place"))]
use apart::Held;
#[cfg(feature = "in_place")]
use in_place::Held;

/// A list of numbers, the first few in place.
pub struct Few<T>(Held<T>);

/// A number that a list can hold.
pub trait Number: Copy + Debug {
    /// What stands in places not used.
    const NOTHING: Self;
}

impl Number for i64 {
    const NOTHING: i64 = 0;
}

impl Number for usize {
    const NOTHING: usize = 0;
}

impl<T: Number> Clone for Few<T> {
    #[inline]
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Number> Few<T> {
    /// An empty list.
    #[inline]
    pub const fn new() -> Self {
        Self(Held::new())
    }

    /// These numbers.
    #[inline]
    pub fn from_slice(numbers: &[T]) -> Self {
        Self(Held::from_slice(numbers))
    }

    /// One number so many times.
    #[inline]
    pub fn from_elem(number: T, length: usize) -> Self {
        Self(Held::from_elem(number, length))
    }

    /// The numbers.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        self.0.as_slice()
    }

    /// The numbers, to write.
    #[inline]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        self.0.as_mut_slice()
    }

    /// Puts a number at the end.
    #[inline]
    pub fn push(&mut self, number: T) {
        self.0.push(number);
    }

    /// Puts a number before the one at this place, or at the end where there is none.
    pub fn insert(&mut self, place: usize, number: T) {
        self.push(number);
        for later in (place + 1..self.len()).rev() {
            self.swap(later - 1, later);
        }
    }

    /// Takes out the number at this place; where there is none, that is 0.
    pub fn remove(&mut self, place: usize) -> T {
        let Some(&number) = self.get(place) else {
            return T::NOTHING;
        };
        for later in place + 1..self.len() {
            self.swap(later - 1, later);
        }
        self.truncate(self.len() - 1);
        number
    }

    /// Takes out the last number.
    pub fn pop(&mut self) -> Option<T> {
        let last = self.len().checked_sub(1)?;
        Some(self.remove(last))
    }

    /// Puts these numbers at the end.
    pub fn extend_from_slice(&mut self, numbers: &[T]) {
        self.extend(numbers.iter().copied());
    }

    /// Drops numbers from the end, or puts this one there, until there are so many.
    pub fn resize(&mut self, length: usize, number: T) {
        self.truncate(length);
        while self.len() < length {
            self.push(number);
        }
    }

    /// Drops all numbers from this place on.
    pub fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Keeps the numbers that are asked for.
    pub fn retain(&mut self, mut asked: impl FnMut(&T) -> bool) {
        *self = self
            .iter()
            .filter(|number| asked(number))
            .copied()
            .collect();
    }
}

impl<T: Number> Deref for Few<T> {
    type Target = [T];
    #[inline]
    fn deref(&self) -> &[T] {
        self.as_slice()
    }
}

impl<T: Number> DerefMut for Few<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        self.as_mut_slice()
    }
}

impl<T: Number> Default for Few<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Number> Extend<T> for Few<T> {
    #[inline]
    fn extend<I: IntoIterator<Item = T>>(&mut self, numbers: I) {
        for number in numbers {
            self.push(number);
        }
    }
}

impl<T: Number> FromIterator<T> for Few<T> {
    #[inline]
    fn from_iter<I: IntoIterator<Item = T>>(numbers: I) -> Self {
        let mut few = Self::new();
        few.extend(numbers);
        few
    }
}

impl<T: Number> From<&[T]> for Few<T> {
    fn from(numbers: &[T]) -> Self {
        Self::from_slice(numbers)
    }
}

impl<T: Number> From<Vec<T>> for Few<T> {
    fn from(numbers: Vec<T>) -> Self {
        Self::from_slice(&numbers)
    }
}

/// The numbers of a list that is used up.
#[derive(Clone, Debug)]
pub struct Numbers<T: Number> {
    list: Few<T>,
    next: usize,
}

impl<T: Number> Iterator for Numbers<T> {
    type Item = T;
    #[inline]
    fn next(&mut self) -> Option<T> {
        let number = self.list.get(self.next).copied()?;
        self.next += 1;
        Some(number)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let rest = self.list.len() - self.next;
        (rest, Some(rest))
    }
}

impl<T: Number> IntoIterator for Few<T> {
    type Item = T;
    type IntoIter = Numbers<T>;
    #[inline]
    fn into_iter(self) -> Numbers<T> {
        Numbers {
            list: self,
            next: 0,
        }
    }
}

impl<'a, T: Number> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.as_slice().iter()
    }
}

impl<'a, T: Number> IntoIterator for &'a mut Few<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;
    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.as_mut_slice().iter_mut()
    }
}

impl<T: Number + PartialEq, S: AsRef<[T]> + ?Sized> PartialEq<S> for Few<T> {
    #[inline]
    fn eq(&self, other: &S) -> bool {
        let (own, other) = (self.as_slice(), other.as_ref());
        own.len() == other.len() && std::iter::zip(own, other).all(|(one, other)| one == other)
    }
}

impl<T: Number + Eq> Eq for Few<T> {}

impl<T: Number + Ord> PartialOrd for Few<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Number + Ord> Ord for Few<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_slice().cmp(other.as_slice())
    }
}

impl<T: Number> AsRef<[T]> for Few<T> {
    fn as_ref(&self) -> &[T] {
        self.as_slice()
    }
}

impl<T: Number + Hash> Hash for Few<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_slice().hash(state);
    }
}

impl<T: Number> Debug for Few<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_slice().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever is done, the list reads as a `Vec` to which the same was done.
        #[test]
        fn reads_as_a_vec(
            start in prop::collection::vec(any::<i64>(), 0..7),
            steps in prop::collection::vec((0u8..8, 0usize..8, any::<i64>()), 0..20),
        ) {
            let mut few: Few<i64> = start.iter().copied().collect();
            let mut model = start.clone();
            prop_assert_eq!(&few, &Few::from_slice(&start));
            for (step, place, number) in steps {
                match step {
                    0 | 1 => {
                        few.push(number);
                        model.push(number);
                    }
                    2 => {
                        few.insert(place, number);
                        model.insert(place.min(model.len()), number);
                    }
                    3 => {
                        let found = place < model.len();
                        let expected = if found { model.remove(place) } else { 0 };
                        prop_assert_eq!(few.remove(place), expected);
                    }
                    4 => prop_assert_eq!(few.pop(), model.pop()),
                    5 => {
                        few.truncate(place);
                        model.truncate(place);
                    }
                    6 => {
                        few.resize(place, number);
                        model.resize(place, number);
                    }
                    _ => {
                        few = Few::from_elem(number, place);
                        model = vec![number; place];
                    }
                }
                prop_assert_eq!(few.as_slice(), &model[..]);
                prop_assert_eq!(few.as_mut_slice(), &model[..]);
                prop_assert_eq!(&few.clone(), &model);
                prop_assert_eq!(&few.clone().into_iter().collect::<Vec<_>>(), &model);
            }
        }
    }

    #[cfg(feature = "in_place")]
    proptest! {
        /// Both ways of holding numbers hold the same ones.
        #[test]
        fn in_place_or_apart(
            start in prop::collection::vec(any::<i64>(), 0..7),
            steps in prop::collection::vec((any::<bool>(), 0usize..8, any::<i64>()), 0..20),
        ) {
            fn agree(near: &in_place::Held<i64>, far: &apart::Held<i64>) -> bool {
                near.as_slice() == far.as_slice()
                    && near.clone().as_mut_slice() == far.clone().as_mut_slice()
            }
            prop_assert!(agree(&in_place::Held::new(), &apart::Held::new()));
            let mut near = in_place::Held::from_slice(&start);
            let mut far = apart::Held::from_slice(&start);
            for (pushes, length, number) in steps {
                if pushes {
                    near.push(number);
                    far.push(number);
                } else {
                    near.truncate(length);
                    far.truncate(length);
                }
                prop_assert!(agree(&near, &far));
                prop_assert!(agree(
                    &in_place::Held::from_elem(number, length),
                    &apart::Held::from_elem(number, length)
                ));
            }
        }
    }
}
