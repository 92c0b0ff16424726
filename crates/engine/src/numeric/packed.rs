//! `packbits` and `unpackbits`: truth values as the bits of bytes, and back.
//! A kernel over lines for each way; knows which bit comes first, no dtype but bytes and truth values.

use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::layout::axes::{converted, normalize_axis};
use crate::layout::{Dims, Layout, Order};
use crate::lines::{Lined, Work, lines_first};
use crate::plan::lines::{LineCall, LineKernel};
use crate::ufunc::heard;

/// Which bit of a byte stands for the first of eight elements (`bitorder=`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum BitOrder {
    /// The highest, as numbers are written.
    #[default]
    Big,
    /// The lowest.
    Little,
}

impl BitOrder {
    /// The order of NumPy's name.
    ///
    /// # Errors
    /// `ValueError: 'order' must be either 'little' or 'big'`.
    pub fn from_name(name: &str) -> Result<Self> {
        match name {
            _ if name.starts_with("big") => Ok(Self::Big),
            _ if name.starts_with("little") => Ok(Self::Little),
            _ => heard(Err(Error::value(
                "'order' must be either 'little' or 'big'",
            ))),
        }
    }

    /// The order of a name's first letter, at which alone `unpackbits` looks.
    ///
    /// # Errors
    /// `ValueError: 'order' must begin with 'l' or 'b'`.
    pub fn from_first_letter(name: &str) -> Result<Self> {
        match name.chars().next() {
            Some('b') => Ok(Self::Big),
            Some('l') => Ok(Self::Little),
            _ => heard(Err(Error::value("'order' must begin with 'l' or 'b'"))),
        }
    }

    /// The bit for an element, by its place among eight.
    fn bit(little: bool, place: usize) -> u8 {
        if little { 1 << place } else { 0x80 >> place }
    }
}

static PACK: LineKernel = LineKernel {
    name: "packbits",
    run: pack,
};

static UNPACK: LineKernel = LineKernel {
    name: "unpackbits",
    run: unpack,
};

/// A byte a turn, of up to eight truth values.
fn pack(call: &mut LineCall<'_>) -> Result<()> {
    let (&[truths], &[little]) = (call.inputs, call.arguments) else {
        return Ok(());
    };
    for place in 0..call.len() {
        let first = place.saturating_mul(8);
        let last = first.saturating_add(8).min(truths.len());
        let part = truths.bytes.get(first..last).unwrap_or(&[]);
        let mut byte = 0;
        for (number, &truth) in part.iter().enumerate() {
            if truth != 0 {
                byte |= BitOrder::bit(little == 1, number);
            }
        }
        let reads: Vec<(usize, usize)> = (first..last).map(|read| (0, read)).collect();
        call.put(place, &[byte], &reads);
    }
    Ok(())
}

/// A bit a turn; zeros where there are no bytes left.
fn unpack(call: &mut LineCall<'_>) -> Result<()> {
    let (&[packed], &[little]) = (call.inputs, call.arguments) else {
        return Ok(());
    };
    for place in 0..call.len() {
        match packed.bytes.get(place / 8) {
            Some(byte) => {
                let bit = byte & BitOrder::bit(little == 1, place % 8);
                call.put(place, &[u8::from(bit != 0)], &[(0, place / 8)]);
            }
            None => call.put(place, &[0], &[]),
        }
    }
    Ok(())
}

/// Eight elements a byte, a bit set for each that is not 0 (`np.packbits`): `uint8`, an eighth as long along the axis, where
/// zeros fill the last byte; without an axis in C order, in one axis. A new array, in Fortran order where this one lies so.
///
/// # Errors
/// `TypeError: Expected an input array of integer or boolean data type`; `AxisError`; as [`crate::limit::grant`].
pub fn packbits(array: &Array, axis: Option<i64>, order: BitOrder) -> Result<Array> {
    heard(packed(array, axis, order))
}

fn packed(array: &Array, axis: Option<i64>, order: BitOrder) -> Result<Array> {
    if !matches!(
        array.dtype.native().kind(),
        Kind::Bool | Kind::Signed | Kind::Unsigned
    ) {
        return Err(Error::type_(
            "Expected an input array of integer or boolean data type",
        ));
    }
    let length = |length: i64| length / 8 + i64::from(length % 8 != 0);
    let line = Along::of(array, axis)?;
    line.filled(&PACK, DType::Bool, length(line.length), order)
}

/// The bits of bytes as elements 0 and 1 (`np.unpackbits`): `uint8`, eight times as long along the axis, or `count` elements;
/// a negative count leaves off as many at the end. Beyond the bytes there are zeros. Without an axis in C order, in one
/// axis. A new array, in Fortran order where this one lies so.
///
/// # Errors
/// `TypeError: Expected an input array of unsigned byte data type`; `ValueError: -count larger than number of elements`;
/// `AxisError`; as [`crate::limit::grant`].
pub fn unpackbits(
    array: &Array,
    axis: Option<i64>,
    count: Option<i64>,
    order: BitOrder,
) -> Result<Array> {
    heard(unpacked(array, axis, count, order))
}

fn unpacked(
    array: &Array,
    axis: Option<i64>,
    count: Option<i64>,
    order: BitOrder,
) -> Result<Array> {
    if array.dtype != DType::U8 {
        return Err(Error::type_(
            "Expected an input array of unsigned byte data type",
        ));
    }
    let line = Along::of(array, axis)?;
    let all = line.length.saturating_mul(8);
    let length = match count {
        None => all,
        Some(count) if count >= 0 => count,
        Some(less) => {
            let left = all.saturating_add(less);
            if left < 0 {
                return Err(Error::value("-count larger than number of elements"));
            }
            left
        }
    };
    line.filled(&UNPACK, DType::U8, length, order)
}

/// An array as lines along an axis, all its elements as one line where there is none.
struct Along<'a> {
    array: &'a Array,
    axis: Option<usize>,
    /// Elements of a line.
    length: i64,
}

impl<'a> Along<'a> {
    fn of(array: &'a Array, axis: Option<i64>) -> Result<Self> {
        // A single element has one axis here.
        let axis = axis
            .map(|axis| normalize_axis(axis, array.ndim().max(1)))
            .transpose()
            .map_err(converted)?
            .filter(|_| array.ndim() > 0);
        let length = axis.map_or(array.size(), |axis| array.shape()[axis]);
        Ok(Self {
            array,
            axis,
            length,
        })
    }

    /// Bytes made line by line, so many of each.
    fn filled(
        &self,
        kernel: &'static LineKernel,
        read: DType,
        length: i64,
        order: BitOrder,
    ) -> Result<Array> {
        let (mut lines, mut shape) = (Dims::new(), Dims::from_slice(&[length]));
        if let Some(axis) = self.axis {
            shape = self.array.layout.shape.clone();
            shape[axis] = length;
            lines = shape.clone();
            lines.remove(axis);
        }
        crate::limit::grant(&shape, DType::U8)?;
        let size = self.array.dtype.itemsize();
        let lies = &self.array.layout;
        let turned =
            self.axis.is_some() && lies.is_f_contiguous(size) && !lies.is_c_contiguous(size);
        let packed = if turned { Order::F } else { Order::C };
        let result = Array::zeros_over(Layout::contiguous(&shape, 1, packed), DType::U8)?;
        let work = Work {
            kernel,
            shape: lines,
            operands: vec![Lined::along(self.array, self.axis).read_as(read)],
            turns: length,
            arguments: crate::short::short![i64::from(order == BitOrder::Little)],
        };
        let written = lines_first(&result.layout, self.axis);
        work.run_into(&result, written, true)?;
        Ok(result)
    }
}
