//! Arrays made of nested values: their shape and dtype found as `np.array` finds them, each value stored in its element.
//! Knows values and dtypes; asks the memory limit before it makes anything.

use super::value::{Value, sized};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::{Dims, Layout, Order, packed_strides, tuple_text};
use crate::promote::try_promote_types;
use crate::record::hearing;

impl Array {
    /// A new C-ordered array of nested lists (`np.array(value, dtype)`). Without a dtype the values choose one they all fit;
    /// a string dtype without a width gets that of the longest text. Tuples are records where the dtype is one of records,
    /// and lists otherwise.
    ///
    /// # Errors
    /// `ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape …`; as
    /// [`Value::write`] for a value that does not fit; as [`crate::limit::grant`].
    pub fn from_value(value: &Value, dtype: Option<DType>) -> Result<Array> {
        hearing(|| Self::from_value_within(value, dtype, None))
    }

    /// [`Array::from_value`] with at most so many axes, those of an array that is to take the values.
    fn from_value_within(
        value: &Value,
        dtype: Option<DType>,
        most: Option<usize>,
    ) -> Result<Array> {
        let records = matches!(dtype, Some(DType::Record(_)));
        let mut shape = Vec::new();
        let mut leaves = Vec::new();
        let collecting = Collecting { records, most };
        collect(value, collecting, 0, &mut shape, &mut leaves)?;
        let dtype = match dtype {
            Some(dtype) if matches!(dtype.unaliased(), DType::Void(0)) => raw(&leaves)?,
            Some(dtype) => widest(dtype, &leaves),
            None => natural(&leaves)?,
        };
        let (element, inner) = match dtype {
            DType::Sub(subarray) => (subarray.base, subarray.shape.to_vec()),
            dtype => (dtype, Vec::new()),
        };
        let mut whole = shape.clone();
        whole.extend(inner);
        let array = Array::blank(&whole, element)?;
        let mut bytes = array.buffer.bytes_mut();
        for (slot, leaf) in std::iter::zip(bytes.chunks_exact_mut(dtype.itemsize().max(1)), leaves)
        {
            leaf.write(dtype, slot)?;
        }
        drop(bytes);
        array.tell_given();
        Ok(array)
    }

    /// One value after another until there are no more, or so many (`np.fromiter`); -1 takes all, and less than that none. Each is stored
    /// as one element, as `a[i] = value` does. A new array of this dtype and one axis, before those of a subarray.
    ///
    /// # Errors
    /// `ValueError: iterator too short: Expected 5 but iterator had only 3 items.`,
    /// `Must specify length when using variable-size data-type.`; as [`Value::write`] for a value that does not fit; as
    /// [`crate::limit::grant`].
    pub fn fromiter(
        values: impl IntoIterator<Item = Value>,
        dtype: DType,
        count: i64,
    ) -> Result<Array> {
        hearing(|| {
            let size = dtype.itemsize();
            if size == 0 {
                return Err(Error::value(
                    "Must specify length when using variable-size data-type.",
                ));
            }
            let mut bytes = Vec::new();
            let mut taken = 0i64;
            let mut values = values.into_iter();
            while count == -1 || taken < count {
                let Some(value) = values.next() else { break };
                // What comes is not known before: the room is asked for whenever it doubles.
                if taken & (taken - 1) == 0 {
                    crate::limit::grant(&[taken.saturating_mul(2).max(1)], dtype)?;
                }
                let start = bytes.len();
                bytes.resize(start + size, 0);
                if let Some(slot) = bytes.get_mut(start..) {
                    value.write(dtype, slot)?;
                }
                taken += 1;
            }
            if taken < count {
                return Err(Error::value(format!(
                    "iterator too short: Expected {count} but iterator had only {taken} items."
                )));
            }
            let (element, inner) = match dtype {
                DType::Sub(subarray) => (subarray.base, subarray.shape.to_vec()),
                dtype => (dtype, Vec::new()),
            };
            let mut shape = vec![taken];
            shape.extend(inner);
            crate::limit::grant(&shape, element)?;
            // Without elements, too, the array lies as one that has some.
            let layout = Layout {
                strides: packed_strides(&shape, element.itemsize(), Order::C),
                shape: Dims::from_slice(&shape),
                offset: 0,
            };
            let array = Array::zeros_over(layout, element)?;
            for (slot, byte) in std::iter::zip(array.buffer.bytes_mut().iter_mut(), bytes) {
                *slot = byte;
            }
            array.tell_given();
            Ok(array)
        })
    }

    /// `a[indices] = value` for a value of any kind: a text, a tuple for a record, a nest of lists.
    ///
    /// # Errors
    /// As [`Array::from_value`] in this array's dtype, and as [`Array::assign`].
    pub fn assign_value(&self, indices: &[Index], value: &Value) -> Result<()> {
        hearing(|| {
            let target = self.layout.index(indices);
            let axes = target.as_ref().map_or(0, crate::layout::Layout::ndim);
            let most = (axes > 0).then_some(axes);
            let one_element = axes == 0 && !indices.contains(&Index::Ellipsis);
            if let (DType::Void(_), Value::List(_), true) = (self.dtype, value, one_element) {
                target?;
                return Err(value.no_bytes('a'));
            }
            let values = Array::from_value_within(value, Some(self.dtype), most)?;
            self.assign(indices, &values)
        })
    }
}

/// How values are collected.
#[derive(Clone, Copy)]
struct Collecting {
    /// Whether a tuple is a record.
    records: bool,
    /// How deep lists may lie in lists.
    most: Option<usize>,
}

/// The extents of nested lists and the values in them, in order; all lists of one depth must be as long.
fn collect<'a>(
    value: &'a Value,
    collecting: Collecting,
    depth: usize,
    shape: &mut Vec<i64>,
    leaves: &mut Vec<&'a Value>,
) -> Result<()> {
    let items = match value {
        Value::List(items) => items,
        Value::Record(items) if !collecting.records => items,
        leaf => {
            if depth < shape.len() {
                return Err(inhomogeneous(&shape[..depth]));
            }
            leaves.push(leaf);
            return Ok(());
        }
    };
    if let Some(most) = collecting.most.filter(|&most| depth >= most) {
        return Err(Error::value(format!(
            "setting an array element with a sequence. The requested array would exceed the maximum number of dimension \
             of {most}."
        )));
    }
    let length = items.len() as i64;
    if shape.len() == depth {
        if !leaves.is_empty() {
            return Err(inhomogeneous(&shape[..depth]));
        }
        shape.push(length);
    } else if shape.get(depth) != Some(&length) {
        return Err(inhomogeneous(&shape[..depth]));
    }
    items
        .iter()
        .try_for_each(|item| collect(item, collecting, depth + 1, shape, leaves))
}

fn inhomogeneous(shape: &[i64]) -> Error {
    Error::value(format!(
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after {} dimensions. \
         The detected shape was {} + inhomogeneous part.",
        shape.len(),
        tuple_text(shape)
    ))
}

/// The dtype that all values fit; `float64` without any.
fn natural(leaves: &[&Value]) -> Result<DType> {
    let mut found: Option<DType> = None;
    for leaf in leaves {
        let own = leaf.natural_dtype()?;
        found = Some(match found {
            None => own,
            Some(dtype) => try_promote_types(dtype, own)?,
        });
    }
    Ok(found.unwrap_or(DType::F64))
}

/// A string dtype without a width as one that holds the longest text.
fn widest(dtype: DType, leaves: &[&Value]) -> DType {
    let longest = || {
        let lengths = leaves.iter().map(|leaf| match leaf {
            Value::Bytes(bytes) => bytes.len(),
            leaf => leaf.plain_text().chars().count(),
        });
        u32::try_from(lengths.max().unwrap_or(0)).unwrap_or(u32::MAX)
    };
    sized(match dtype {
        DType::Str(0) => DType::Str(longest()),
        DType::Bytes(0) => DType::Bytes(longest()),
        DType::Swapped(DType::Str(0)) => DType::Str(longest()),
        other => other,
    })
}

/// Raw bytes as wide as the values, which must all be of one length.
///
/// # Errors
/// `TypeError: A bytes-like object is required, not 'int'`; `DTypePromotionError` for bytes of different lengths.
fn raw(leaves: &[&Value]) -> Result<DType> {
    let mut found: Option<DType> = None;
    for leaf in leaves {
        let Value::Bytes(bytes) = leaf else {
            return Err(leaf.no_bytes('A'));
        };
        let own = DType::Void(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        found = Some(match found {
            None => own,
            Some(dtype) => try_promote_types(dtype, own)?,
        });
    }
    // An array without values is first one of doubles.
    Ok(found.unwrap_or(DType::Void(8)))
}
