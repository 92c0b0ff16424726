//! What a replay tells of one turn of a loop, and the bytes it reads from.
//! Plain data; which turns there are is told by `replay`.

use smallvec::SmallVec;

use crate::buffer::{Buffer, BufferId};
use crate::dtype::DType;
use crate::layout::Dims;
use crate::plan::Operand;
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
    pub value: Scalar,
    /// The value as the loop sees it, when that is another dtype.
    pub cast: Option<Scalar>,
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
    pub value: Scalar,
}

/// One turn of the innermost loop.
#[derive(Clone, PartialEq, Debug)]
pub struct Touch {
    /// The indices in the plan's shape: the result's for a ufunc, the operand's for a reduction, the line's and then the
    /// number of the turn for an operation on lines.
    pub index: Dims,
    /// What is read, one for each operand, a mask last; an operation on lines reads as many as it needs.
    pub reads: SmallVec<[Read; 2]>,
    /// What is written: nothing where a mask is false; a reduction keeps its running values in registers and writes only
    /// at the end of a run.
    pub write: Option<Write>,
    /// Elements computed at once.
    pub lanes: u8,
}

/// Bytes to read from during a replay.
#[derive(Clone, Debug)]
pub(super) enum Bytes {
    Shared(Buffer),
    Kept(Vec<u8>),
    Absent,
}

impl Bytes {
    /// Lends the bytes.
    pub(super) fn with(&self, look: impl FnOnce(&[u8])) {
        match self {
            Bytes::Shared(buffer) => look(&buffer.bytes()),
            Bytes::Kept(bytes) => look(bytes),
            Bytes::Absent => look(&[]),
        }
    }

    pub(super) fn scalar(&self, byte: i64, dtype: DType) -> Option<Scalar> {
        let mut found = None;
        self.with(|bytes| {
            found = element_of(bytes, byte, dtype).and_then(|bytes| scalar_of(dtype, bytes));
        });
        found
    }
}

/// The bytes of an element.
pub(super) fn element_of(bytes: &[u8], byte: i64, dtype: DType) -> Option<&[u8]> {
    let start = usize::try_from(byte).ok()?;
    bytes.get(start..start.checked_add(dtype.itemsize())?)
}

/// An element's value; `False` stands for a text or a record, which is no scalar. Its bytes are told by
/// `Replay::written_bytes`.
pub(super) fn scalar_of(dtype: DType, bytes: &[u8]) -> Option<Scalar> {
    if dtype.is_number() {
        Scalar::from_bytes(dtype, bytes)
    } else {
        Some(Scalar::Bool(false))
    }
}

/// An element of an operand, as a touch tells of it.
pub(super) fn read_of(operand: &Operand, number: usize, byte: i64, value: Scalar) -> Read {
    Read {
        operand: number,
        buffer: operand.buffer,
        byte,
        nbytes: operand.dtype.itemsize(),
        value,
        cast: operand.cast.map(|dtype| value.cast(dtype)),
    }
}
