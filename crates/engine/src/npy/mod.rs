//! The `.npy` format: an array as the bytes of a file, and back, byte for byte as NumPy writes it; several in one file are an
//! `archive`.
//! Bytes in, bytes out; no file is known here. The whole room stands behind the feature `npy`.

mod archive;
mod header;
mod literal;

pub use archive::{Archive, Loaded, Member, load, savez, savez_compressed};
pub use header::Version;

use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::error::Result;
use crate::limit;
use crate::ufunc::heard;
use header::{Header, MAGIC};

/// NumPy reads so many bytes at once; a file cut off is told by the part that is missing.
const PART: usize = 1 << 18;

/// The bytes of a `.npy` file (`np.save`): in Fortran order where the array lies so, in C order otherwise. `version` is
/// the oldest that will do where none is asked for.
///
/// # Errors
/// `ValueError: Header length … too big for version=(1, 0)`; `UnicodeEncodeError` for a name that a version cannot hold;
/// as [`limit::grant`].
pub fn write(array: &Array, version: Option<Version>) -> Result<Vec<u8>> {
    let mut bytes = heard(header::written(array, version))?;
    let order = if array.f_contiguous() && !array.c_contiguous() {
        CopyOrder::F
    } else {
        CopyOrder::C
    };
    bytes.extend(array.tobytes(order)?);
    Ok(bytes)
}

/// The array in the bytes of a `.npy` file (`np.load`), a view of one that holds its elements in a line, their bytes in
/// the order that the file has. Bytes behind the elements are left alone.
///
/// # Errors
/// `ValueError: the magic string is not correct; expected b'\x93NUMPY', got b'…'`; `ValueError: EOF: reading array data,
/// expected 16 bytes got 10`; what else `numpy.lib.format` says about a header; as [`limit::grant`].
pub fn read(file: &[u8]) -> Result<Array> {
    heard(array_of(file))
}

fn array_of(file: &[u8]) -> Result<Array> {
    let (header, data) = header::read(file)?;
    let size = header.dtype.itemsize();
    let count = header
        .shape
        .iter()
        .fold(1i64, |count, &extent| count.wrapping_mul(extent));
    let wanted = limit::grant(&[count], header.dtype)?;
    // The shape itself may be one that no array has, even without elements.
    limit::checked_nbytes(&header.shape, 1)?;
    if data.len() < wanted {
        let part = (PART / size.clamp(1, PART)).saturating_mul(size).max(1);
        let start = data.len() / part * part;
        header::taken(&data[start..], part.min(wanted - start), "array data")?;
    }
    let bytes = data.get(..wanted).unwrap_or(data);
    let flat = if size == 0 {
        Array::blank(&[count], header.dtype)?
    } else {
        Array::frombuffer(bytes, header.dtype, count, 0)?
    };
    shaped(&flat, &header)
}

/// The shape the header asks for, over elements in a line.
fn shaped(flat: &Array, header: &Header) -> Result<Array> {
    if header.fortran_order {
        let reversed: Vec<i64> = header.shape.iter().rev().copied().collect();
        return Ok(flat.reshape(&reversed)?.t());
    }
    flat.reshape(&header.shape)
}
