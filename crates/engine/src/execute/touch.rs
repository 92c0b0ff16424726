//! What a replay tells of one turn of a loop, and the bytes it reads from.
//! Plain data; which turns there are is told by `replay`.

use crate::short::SmallVec;

use super::item::Item;
use crate::buffer::{Buffer, BufferId, Kept};
use crate::dtype::DType;
use crate::layout::Dims;
use crate::plan::{Operand, Output};
use crate::scalar::Scalar;

/// One element read.
#[derive(Clone, PartialEq, Debug)]
pub struct Read {
    /// Which operand of the plan.
    pub operand: usize,
    /// The bytes read from; `None` for a Python number.
    pub buffer: Option<BufferId>,
    /// Address of the first byte; 0 for a Python number.
    pub byte: i64,
    /// Bytes read.
    pub nbytes: usize,
    /// The value as stored.
    pub value: Item,
    /// The value as the loop sees it, when that is another dtype.
    pub cast: Option<Item>,
}

impl Read {
    /// The value as the loop sees it.
    pub fn seen(&self) -> &Item {
        self.cast.as_ref().unwrap_or(&self.value)
    }
}

/// One element written.
#[derive(Clone, PartialEq, Debug)]
pub struct Write {
    /// The bytes written to.
    pub buffer: BufferId,
    /// Address of the first byte.
    pub byte: i64,
    /// Bytes written.
    pub nbytes: usize,
    /// The value as stored.
    pub value: Item,
}

/// One turn of the innermost loop.
#[derive(Clone, PartialEq, Debug)]
pub struct Touch {
    /// The indices in the plan's shape: the result's for a ufunc, the operand's for a reduction, the line's and then the
    /// number of the turn for an operation on lines. Where an initial value is written, or a sum of nothing, the result's.
    pub index: Dims,
    /// What is read, one for each operand, a mask last; an operation on lines reads as many as it needs.
    pub reads: SmallVec<[Read; 2]>,
    /// What is written: nothing where a mask is false; a reduction keeps its running values in registers and writes only
    /// at the end of a run.
    pub write: Option<Write>,
    /// Elements computed at once.
    pub lanes: u8,
}

/// Bytes to read from.
#[derive(Clone, Debug)]
pub(super) enum Bytes {
    /// As they are when they are read.
    Shared(Buffer),
    /// As they were when the replay was prepared.
    Kept(Kept),
    Absent,
}

impl Bytes {
    /// Lends the bytes.
    pub(super) fn with(&self, look: impl FnOnce(&[u8])) {
        match self {
            Bytes::Shared(buffer) => look(&buffer.bytes()),
            Bytes::Kept(bytes) => bytes.with(look),
            Bytes::Absent => look(&[]),
        }
    }

    /// An element of any dtype.
    pub(super) fn item(&self, byte: i64, dtype: DType) -> Option<Item> {
        let mut found = None;
        self.with(|bytes| {
            let element = element_of(bytes, byte, dtype);
            found = element.and_then(|bytes| Item::from_bytes(dtype, bytes));
        });
        found
    }

    /// An element that is a number.
    pub(super) fn scalar(&self, byte: i64, dtype: DType) -> Option<Scalar> {
        self.item(byte, dtype)?.number()
    }
}

/// The bytes of an element.
fn element_of(bytes: &[u8], byte: i64, dtype: DType) -> Option<&[u8]> {
    let start = usize::try_from(byte).ok()?;
    bytes.get(start..start.checked_add(dtype.itemsize())?)
}

/// An element of an operand, as a touch tells of it.
pub(super) fn read_of(operand: &Operand, number: usize, byte: i64, value: impl Into<Item>) -> Read {
    let value = value.into();
    Read {
        operand: number,
        buffer: operand.buffer,
        byte: operand.buffer.map_or(0, |_| byte),
        nbytes: operand.dtype.itemsize(),
        cast: operand.cast.map(|dtype| value.cast(dtype)),
        value,
    }
}

/// The element of an operand at a byte, as a touch tells of it: its constant where it has one.
pub(super) fn read_at(
    operand: &Operand,
    number: usize,
    sources: &[Bytes],
    byte: i64,
) -> Option<Read> {
    let value = match operand.constant {
        Some(value) => value.into(),
        None => sources.get(number)?.item(byte, operand.dtype)?,
    };
    Some(read_of(operand, number, byte, value))
}

/// An element written to the output of a plan.
pub(super) fn write_of(output: &Output, byte: i64, value: impl Into<Item>) -> Write {
    Write {
        buffer: output.buffer,
        byte,
        nbytes: output.dtype.itemsize(),
        value: value.into(),
    }
}
