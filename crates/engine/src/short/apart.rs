//! A `Vec` under the name and with the methods of `smallvec::SmallVec`, as far as the engine uses them.
//! Knows nothing of what lies in a list.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

/// The places of a list of which some would lie in place.
pub trait Places {
    /// What lies there.
    type Item;
}

impl<T, const COUNT: usize> Places for [T; COUNT] {
    type Item = T;
}

/// A list; its places are only named.
pub struct SmallVec<A: Places>(Vec<A::Item>, PhantomData<A>);

impl<A: Places> SmallVec<A> {
    /// An empty list.
    pub const fn new() -> Self {
        Self(Vec::new(), PhantomData)
    }

    /// The list as a vector.
    pub fn into_vec(self) -> Vec<A::Item> {
        self.0
    }
}

impl<A: Places<Item: Clone>> SmallVec<A> {
    /// These elements.
    pub fn from_slice(elements: &[A::Item]) -> Self {
        Self(elements.to_vec(), PhantomData)
    }

    /// One element so many times.
    pub fn from_elem(element: A::Item, length: usize) -> Self {
        Self(vec![element; length], PhantomData)
    }
}

impl<A: Places> Deref for SmallVec<A> {
    type Target = Vec<A::Item>;

    fn deref(&self) -> &Vec<A::Item> {
        &self.0
    }
}

impl<A: Places> DerefMut for SmallVec<A> {
    fn deref_mut(&mut self) -> &mut Vec<A::Item> {
        &mut self.0
    }
}

impl<A: Places> Default for SmallVec<A> {
    fn default() -> Self {
        Self::new()
    }
}

impl<A: Places<Item: Clone>> Clone for SmallVec<A> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<A: Places<Item: fmt::Debug>> fmt::Debug for SmallVec<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<A: Places, B: Places> PartialEq<SmallVec<B>> for SmallVec<A>
where
    A::Item: PartialEq<B::Item>,
{
    fn eq(&self, other: &SmallVec<B>) -> bool {
        self.0 == other.0
    }
}

impl<A: Places<Item: Eq>> Eq for SmallVec<A> {}

impl<A: Places> FromIterator<A::Item> for SmallVec<A> {
    fn from_iter<I: IntoIterator<Item = A::Item>>(elements: I) -> Self {
        Self(elements.into_iter().collect(), PhantomData)
    }
}

impl<A: Places> Extend<A::Item> for SmallVec<A> {
    fn extend<I: IntoIterator<Item = A::Item>>(&mut self, elements: I) {
        self.0.extend(elements);
    }
}

impl<A: Places<Item: Clone>> From<&[A::Item]> for SmallVec<A> {
    fn from(elements: &[A::Item]) -> Self {
        Self::from_slice(elements)
    }
}

impl<A: Places> IntoIterator for SmallVec<A> {
    type Item = A::Item;
    type IntoIter = std::vec::IntoIter<A::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, A: Places> IntoIterator for &'a SmallVec<A> {
    type Item = &'a A::Item;
    type IntoIter = std::slice::Iter<'a, A::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a, A: Places> IntoIterator for &'a mut SmallVec<A> {
    type Item = &'a mut A::Item;
    type IntoIter = std::slice::IterMut<'a, A::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}
