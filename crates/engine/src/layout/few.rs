//! A short list of numbers that lies in place: extents, strides, axes. Most arrays have few axes, so a list of up to four
//! needs no allocation, and its copy is a copy of a few words whatever its length.
//! Knows nothing of layouts; reads as a slice.

use std::cmp::Ordering;
use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

/// Numbers kept in place.
const PLACES: usize = 4;

/// A list of numbers, the first four in place.
pub struct Few<T>(Held<T>);

enum Held<T> {
    /// So many of these.
    InPlace(u8, [T; PLACES]),
    /// More than fit in place, or once did.
    Apart(Vec<T>),
}

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
    /// Number by number: a copy of a few words costs less than asking for one.
    #[inline]
    fn clone(&self) -> Self {
        match &self.0 {
            Held::InPlace(length, [a, b, c, d]) => Self(Held::InPlace(*length, [*a, *b, *c, *d])),
            Held::Apart(numbers) => Self(Held::Apart(numbers.clone())),
        }
    }
}

impl<T: Number> Few<T> {
    /// An empty list.
    #[inline]
    pub const fn new() -> Self {
        Self(Held::InPlace(0, [T::NOTHING; PLACES]))
    }

    /// These numbers.
    #[inline]
    pub fn from_slice(numbers: &[T]) -> Self {
        match u8::try_from(numbers.len()) {
            Ok(length) if numbers.len() <= PLACES => {
                let mut places = [T::NOTHING; PLACES];
                for (place, &number) in places.iter_mut().zip(numbers) {
                    *place = number;
                }
                Self(Held::InPlace(length, places))
            }
            _ => Self(Held::Apart(numbers.to_vec())),
        }
    }

    /// One number so many times.
    #[inline]
    pub fn from_elem(number: T, length: usize) -> Self {
        match u8::try_from(length) {
            Ok(count) if length <= PLACES => Self(Held::InPlace(count, [number; PLACES])),
            _ => Self(Held::Apart(vec![number; length])),
        }
    }

    /// The numbers.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        match &self.0 {
            Held::InPlace(length, places) => places.get(..usize::from(*length)).unwrap_or(places),
            Held::Apart(numbers) => numbers,
        }
    }

    /// The numbers, to write.
    #[inline]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        match &mut self.0 {
            Held::InPlace(length, places) => {
                let length = usize::from(*length).min(PLACES);
                &mut places[..length]
            }
            Held::Apart(numbers) => numbers,
        }
    }

    /// Puts a number at the end.
    #[inline]
    pub fn push(&mut self, number: T) {
        match &mut self.0 {
            Held::InPlace(length, places) if usize::from(*length) < PLACES => {
                places[usize::from(*length)] = number;
                *length += 1;
            }
            _ => self.push_apart(number),
        }
    }

    /// Puts a number before the one at this place, or at the end where there is none.
    pub fn insert(&mut self, place: usize, number: T) {
        self.push(number);
        if let Some(moved @ [_, ..]) = self.get_mut(place..) {
            moved.rotate_right(1);
        }
    }

    /// Takes out the number at this place; where there is none, that is 0.
    pub fn remove(&mut self, place: usize) -> T {
        let Some(&number) = self.get(place) else {
            return T::NOTHING;
        };
        self[place..].rotate_left(1);
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
        match &mut self.0 {
            Held::InPlace(old, _) => *old = (*old).min(u8::try_from(length).unwrap_or(*old)),
            Held::Apart(numbers) => numbers.truncate(length),
        }
    }

    /// Keeps the numbers that are asked for.
    pub fn retain(&mut self, mut asked: impl FnMut(&T) -> bool) {
        *self = self
            .iter()
            .filter(|number| asked(number))
            .copied()
            .collect();
    }

    #[cold]
    fn push_apart(&mut self, number: T) {
        if let Held::Apart(numbers) = &mut self.0 {
            numbers.push(number);
            return;
        }
        let mut numbers = self.as_slice().to_vec();
        numbers.push(number);
        self.0 = Held::Apart(numbers);
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
}
