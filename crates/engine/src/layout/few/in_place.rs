//! The first four numbers in place: a copy is a copy of a few words whatever their number, and most lists allocate nothing.
//! Knows how numbers are held, not what a list can do.

use super::Number;

/// Numbers kept in place.
const PLACES: usize = 4;

/// The numbers of a list.
pub(super) enum Held<T> {
    /// So many of these.
    InPlace(u8, [T; PLACES]),
    /// More than fit in place, or once did.
    Apart(Vec<T>),
}

impl<T: Number> Clone for Held<T> {
    /// Number by number: a copy of a few words costs less than asking for one.
    #[inline]
    fn clone(&self) -> Self {
        match self {
            Self::InPlace(length, [a, b, c, d]) => Self::InPlace(*length, [*a, *b, *c, *d]),
            Self::Apart(numbers) => Self::Apart(numbers.clone()),
        }
    }
}

impl<T: Number> Held<T> {
    #[inline]
    pub(super) const fn new() -> Self {
        Self::InPlace(0, [T::NOTHING; PLACES])
    }

    #[inline]
    pub(super) fn from_slice(numbers: &[T]) -> Self {
        match u8::try_from(numbers.len()) {
            Ok(length) if numbers.len() <= PLACES => {
                let mut places = [T::NOTHING; PLACES];
                for (place, &number) in places.iter_mut().zip(numbers) {
                    *place = number;
                }
                Self::InPlace(length, places)
            }
            _ => Self::Apart(numbers.to_vec()),
        }
    }

    #[inline]
    pub(super) fn from_elem(number: T, length: usize) -> Self {
        match u8::try_from(length) {
            Ok(count) if length <= PLACES => Self::InPlace(count, [number; PLACES]),
            _ => Self::Apart(vec![number; length]),
        }
    }

    #[inline]
    pub(super) fn as_slice(&self) -> &[T] {
        match self {
            Self::InPlace(length, places) => places.get(..usize::from(*length)).unwrap_or(places),
            Self::Apart(numbers) => numbers,
        }
    }

    #[inline]
    pub(super) fn as_mut_slice(&mut self) -> &mut [T] {
        match self {
            Self::InPlace(length, places) => {
                let length = usize::from(*length).min(PLACES);
                &mut places[..length]
            }
            Self::Apart(numbers) => numbers,
        }
    }

    #[inline]
    pub(super) fn push(&mut self, number: T) {
        match self {
            Self::InPlace(length, places) if usize::from(*length) < PLACES => {
                places[usize::from(*length)] = number;
                *length += 1;
            }
            _ => self.push_apart(number),
        }
    }

    #[cold]
    fn push_apart(&mut self, number: T) {
        if let Self::Apart(numbers) = self {
            numbers.push(number);
            return;
        }
        let mut numbers = self.as_slice().to_vec();
        numbers.push(number);
        *self = Self::Apart(numbers);
    }

    #[inline]
    pub(super) fn truncate(&mut self, length: usize) {
        match self {
            Self::InPlace(old, _) => *old = (*old).min(u8::try_from(length).unwrap_or(*old)),
            Self::Apart(numbers) => numbers.truncate(length),
        }
    }
}
