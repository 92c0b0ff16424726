//! When two dtypes are the same one, as NumPy's `==` of dtypes says, and the hash that goes with it.
//! Knows dtypes only.

use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use super::DType;

/// An [alias](DType::Alias) equals what it stands for, and so do records of it. NumPy hashes fields of numbers as well, so that
/// its dtypes with fields equal others of another hash; here equal dtypes have one hash.
impl PartialEq for DType {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (DType::Alias(one), _) => one.base == *other,
            (_, DType::Alias(other)) => *self == other.base,
            (DType::Swapped(one), DType::Swapped(other)) => one == other,
            (DType::Bytes(one), DType::Bytes(other))
            | (DType::Str(one), DType::Str(other))
            | (DType::Void(one), DType::Void(other)) => one == other,
            (DType::Record(one), DType::Record(other)) => one == other,
            (DType::Sub(one), DType::Sub(other)) => one == other,
            (one, other) => discriminant(one) == discriminant(other),
        }
    }
}

impl Eq for DType {}

impl Hash for DType {
    fn hash<H: Hasher>(&self, state: &mut H) {
        if let DType::Alias(alias) = self {
            return alias.base.hash(state);
        }
        discriminant(self).hash(state);
        match self {
            DType::Swapped(native) => native.hash(state),
            DType::Bytes(width) | DType::Str(width) | DType::Void(width) => width.hash(state),
            DType::Record(definition) => definition.hash(state),
            DType::Sub(subarray) => subarray.hash(state),
            _ => {}
        }
    }
}
