//! The `.npz` format: several arrays in one ZIP archive, written byte for byte as NumPy and Python write it where
//! nothing is compressed, read stored or compressed. Bytes in, bytes out; what a member holds is the business of the parent.
//! Source: PKWARE's APPNOTE for the records; Python's `zipfile` for what it puts into them.

use miniz_oxide::inflate::TINFLStatus;

use super::{array_of, write};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::limit;
use crate::record::hearing;
use crate::records::text::{python_bytes, python_text};

/// Sizes beyond this stand in a record of their own.
const ELSEWHERE: u32 = u32::MAX;
/// The version that knows such records.
const VERSION: u16 = 45;
/// Names that are not ASCII are UTF-8.
const UTF_8: u16 = 0x800;
/// The compression that NumPy asks for, and how hard its library tries.
const DEFLATE: u16 = 8;
const LEVEL: u8 = 6;
/// The first of January 1980.
const DATE: u16 = 0x21;

/// What a file holds (`np.load`).
#[derive(Debug)]
pub enum Loaded {
    /// One array.
    Array(Array),
    /// Several arrays by name.
    Archive(Archive),
}

/// A member of an archive.
#[derive(Debug)]
pub enum Member {
    /// An array.
    Array(Array),
    /// What is none.
    Bytes(Vec<u8>),
}

/// Several arrays by name (`NpzFile`).
#[derive(Debug)]
pub struct Archive {
    /// Their names, in the order of the archive.
    pub files: Vec<String>,
    entries: Vec<Entry>,
    bytes: Vec<u8>,
}

/// What the directory says of a member.
#[derive(Debug)]
struct Entry {
    name: String,
    compressed: bool,
    checksum: u32,
    packed: u64,
    size: u64,
    start: u64,
}

fn bad(words: impl Into<String>) -> Error {
    Error::new(ErrorClass::BadZipFile, words)
}

/// The bytes of a `.npz` file (`np.savez`): arrays with names first, then the others as `arr_0`, `arr_1`, ….
///
/// # Errors
/// `ValueError: Cannot use un-named variables and keyword arr_0`; as [`write`].
pub fn savez(unnamed: &[&Array], named: &[(&str, &Array)]) -> Result<Vec<u8>> {
    archived(unnamed, named, false)
}

/// As [`savez`], compressed (`np.savez_compressed`): such that NumPy reads the same arrays, though its library chooses other
/// bytes for them.
///
/// # Errors
/// As [`savez`].
pub fn savez_compressed(unnamed: &[&Array], named: &[(&str, &Array)]) -> Result<Vec<u8>> {
    archived(unnamed, named, true)
}

fn archived(unnamed: &[&Array], named: &[(&str, &Array)], compressed: bool) -> Result<Vec<u8>> {
    hearing(|| {
        let mut members: Vec<(String, &Array)> = Vec::new();
        for (name, array) in named {
            members.push(((*name).to_owned(), array));
        }
        for (number, array) in unnamed.iter().enumerate() {
            let name = format!("arr_{number}");
            if named.iter().any(|(other, _)| **other == name) {
                return Err(Error::value(format!(
                    "Cannot use un-named variables and keyword {name}"
                )));
            }
            members.push((name, array));
        }
        let (mut file, mut directory) = (Vec::new(), Vec::new());
        for (name, array) in &members {
            let name = format!("{name}.npy");
            let flags = if name.is_ascii() { 0 } else { UTF_8 };
            let data = write(array, None)?;
            let (sum, size) = (crc32fast::hash(&data), data.len() as u64);
            let data = match compressed {
                true => miniz_oxide::deflate::compress_to_vec(&data, LEVEL),
                false => data,
            };
            let packed = data.len() as u64;
            let method = if compressed { DEFLATE } else { 0 };
            let start = file.len() as u32;
            let short = |size: u64| u32::try_from(size).unwrap_or(ELSEWHERE);
            file.extend_from_slice(b"PK\x03\x04");
            put(&mut file, &[VERSION, flags, method, 0, DATE]);
            put_wide(&mut file, &[sum, ELSEWHERE, ELSEWHERE]);
            put(&mut file, &[name.len() as u16, 20]);
            file.extend_from_slice(name.as_bytes());
            put(&mut file, &[1, 16]);
            file.extend(size.to_le_bytes());
            file.extend(packed.to_le_bytes());
            file.extend(data);
            directory.extend_from_slice(b"PK\x01\x02");
            put(
                &mut directory,
                &[VERSION | 3 << 8, VERSION, flags, method, 0, DATE],
            );
            put_wide(&mut directory, &[sum, short(packed), short(size)]);
            put(&mut directory, &[name.len() as u16, 0, 0, 0, 0]);
            put_wide(&mut directory, &[0o600 << 16, start]);
            directory.extend_from_slice(name.as_bytes());
        }
        let count = members.len() as u16;
        let (length, start) = (directory.len() as u32, file.len() as u32);
        file.extend(directory);
        file.extend_from_slice(b"PK\x05\x06");
        put(&mut file, &[0, 0, count, count]);
        put_wide(&mut file, &[length, start]);
        put(&mut file, &[0]);
        Ok(file)
    })
}

fn put(bytes: &mut Vec<u8>, numbers: &[u16]) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

fn put_wide(bytes: &mut Vec<u8>, numbers: &[u32]) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

/// What the bytes of a `.npy` or `.npz` file hold (`np.load`): an array as [`super::read`] gives it, or an archive, whose
/// members are read when they are asked for.
///
/// # Errors
/// `EOFError: No data left in file`; `ValueError: This file contains pickled (object) data. …`; `BadZipFile: File is not a zip
/// file`; as [`super::read`].
pub fn load(file: &[u8]) -> Result<Loaded> {
    hearing(|| {
        if file.is_empty() {
            return Err(Error::new(ErrorClass::Eof, "No data left in file"));
        }
        if file.starts_with(b"PK\x03\x04") || file.starts_with(b"PK\x05\x06") {
            return Archive::opened(file).map(Loaded::Archive);
        }
        if file.starts_with(super::MAGIC) {
            return array_of(file).map(Loaded::Array);
        }
        Err(Error::value(
            "This file contains pickled (object) data. If you trust the file you can load it unsafely using the \
             `allow_pickle=` keyword argument or `pickle.load()`.",
        ))
    })
}

impl Archive {
    fn opened(file: &[u8]) -> Result<Archive> {
        let no_zip = || bad("File is not a zip file");
        let end = directory_end(file).ok_or_else(no_zip)?;
        let count = number(file, end + 10, 2).ok_or_else(no_zip)?;
        let length = number(file, end + 12, 4).ok_or_else(no_zip)?;
        // What stands before the archive moves it.
        let start = (end as u64).checked_sub(length).ok_or_else(no_zip)?;
        let told = number(file, end + 16, 4).ok_or_else(no_zip)?;
        let before = start.checked_sub(told).ok_or_else(no_zip)?;
        let mut place = start as usize;
        let mut entries = Vec::new();
        for _ in 0..count {
            let (entry, next) = entry_at(file, place, before)
                .ok_or_else(|| bad("Bad magic number for central directory"))?;
            entries.push(entry);
            place = next;
        }
        let plain = |entry: &Entry| {
            let name = entry.name.as_str();
            name.strip_suffix(".npy").unwrap_or(name).to_owned()
        };
        Ok(Archive {
            files: entries.iter().map(plain).collect(),
            entries,
            bytes: file.to_vec(),
        })
    }

    /// A member by its name, with or without `.npy` (`npz[name]`): an array as [`super::read`] gives it, or the bytes of what is
    /// none.
    ///
    /// # Errors
    /// `KeyError: b is not a file in the archive`; `BadZipFile: Bad CRC-32 for file 'b.npy'`; `NotImplementedError: That
    /// compression method is not supported`; as [`super::read`].
    pub fn get(&self, name: &str) -> Result<Member> {
        hearing(|| {
            let by_file = self.files.iter().position(|file| file == name);
            let by_name = || self.entries.iter().position(|entry| entry.name == name);
            let entry = by_file
                .or_else(by_name)
                .and_then(|place| self.entries.get(place));
            let entry = entry.ok_or_else(|| {
                Error::new(
                    ErrorClass::Key,
                    python_text(&format!("{name} is not a file in the archive")),
                )
            })?;
            let data = self.data_of(entry)?;
            match data.starts_with(super::MAGIC) {
                true => array_of(&data).map(Member::Array),
                false => Ok(Member::Bytes(data)),
            }
        })
    }

    fn data_of(&self, entry: &Entry) -> Result<Vec<u8>> {
        let header = entry.start as usize;
        let broken = || bad("Bad magic number for file header");
        if self.bytes.get(header..header.saturating_add(4)) != Some(b"PK\x03\x04") {
            return Err(broken());
        }
        let name = number(&self.bytes, header + 26, 2).ok_or_else(broken)?;
        let extra = number(&self.bytes, header + 28, 2).ok_or_else(broken)?;
        let start = header + 30 + (name + extra) as usize;
        let named = self.bytes.get(header + 30..header + 30 + name as usize);
        let named = named.ok_or_else(broken)?;
        if named != entry.name.as_bytes() {
            return Err(bad(format!(
                "File name in directory {} and header {} differ.",
                python_text(&entry.name),
                python_bytes(named)
            )));
        }
        let end = usize::try_from(entry.packed)
            .ok()
            .and_then(|length| start.checked_add(length));
        let packed = end.and_then(|end| self.bytes.get(start..end));
        let packed = packed.ok_or_else(|| Error::new(ErrorClass::Eof, ""))?;
        let size = i64::try_from(entry.size).unwrap_or(i64::MAX);
        let data = match entry.compressed {
            false => packed.to_vec(),
            true => {
                limit::grant(&[size], DType::U8)?;
                inflated(packed, usize::try_from(size).unwrap_or(usize::MAX))?
            }
        };
        if crc32fast::hash(&data) != entry.checksum {
            return Err(bad(format!(
                "Bad CRC-32 for file {}",
                python_text(&entry.name)
            )));
        }
        Ok(data)
    }
}

/// Compressed bytes spelled out (DEFLATE), so many at most.
///
/// # Errors
/// `BadZipFile: Error -3 while decompressing data: …` for what is no such stream or is longer.
fn inflated(packed: &[u8], most: usize) -> Result<Vec<u8>> {
    let found = miniz_oxide::inflate::decompress_to_vec_with_limit(packed, most);
    found.map_err(|error| {
        let words = match error.status {
            TINFLStatus::HasMoreOutput => "there is more of it than its header says",
            TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => {
                "it ends too early"
            }
            _ => "it is no such stream",
        };
        bad(format!("Error -3 while decompressing data: {words}"))
    })
}

/// Where the record at the end of the directory starts: behind it there is a comment at most.
fn directory_end(file: &[u8]) -> Option<usize> {
    let last = file.len().checked_sub(22)?;
    let first = last.saturating_sub(1 << 16);
    (first..=last).rev().find(|&place| {
        file.get(place..place + 4) == Some(b"PK\x05\x06")
            && number(file, place + 20, 2)
                .is_some_and(|comment| place as u64 + 22 + comment <= file.len() as u64)
    })
}

/// A number of so many bytes, the lowest first.
fn number(file: &[u8], place: usize, bytes: usize) -> Option<u64> {
    let found = file.get(place..place.checked_add(bytes)?)?;
    let numbers = found.iter().rev();
    Some(numbers.fold(0, |number, &byte| number << 8 | u64::from(byte)))
}

/// An entry of the directory, and where the next one starts.
fn entry_at(file: &[u8], place: usize, before: u64) -> Option<(Entry, usize)> {
    if file.get(place..place.checked_add(4)?)? != b"PK\x01\x02" {
        return None;
    }
    let at = |offset: usize, bytes: usize| number(file, place + offset, bytes);
    let lengths = [at(28, 2)?, at(30, 2)?, at(32, 2)?].map(|length| length as usize);
    let name = file.get(place + 46..place + 46 + lengths[0])?;
    let mut sizes = [at(24, 4)?, at(20, 4)?, at(42, 4)?];
    // Sizes that do not fit stand in an extra record, in this order.
    let extra = place + 46 + lengths[0];
    let mut wide = extra + 4;
    if lengths[1] >= 4 && number(file, extra, 2)? == 1 {
        for size in &mut sizes {
            if *size == u64::from(ELSEWHERE) {
                *size = number(file, wide, 8)?;
                wide += 8;
            }
        }
    }
    let entry = Entry {
        name: String::from_utf8_lossy(name).into_owned(),
        compressed: at(10, 2)? == u64::from(DEFLATE),
        checksum: at(16, 4)? as u32,
        packed: sizes[1],
        size: sizes[0],
        start: sizes[2].checked_add(before)?,
    };
    Some((entry, extra + lengths[1] + lengths[2]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::copy::CopyOrder;

    #[test]
    fn what_is_compressed_is_shorter_and_comes_back() {
        let line = Array::zeros(&[3000], DType::F64).unwrap();
        let count = Array::arange(0, 5, 1, None).unwrap();
        let file = savez_compressed(&[&line], &[("count", &count)]).unwrap();
        assert!(file.len() < 1000, "{}", file.len());
        let Loaded::Archive(archive) = load(&file).unwrap() else {
            panic!("an archive")
        };
        assert_eq!(archive.files, ["count", "arr_0"]);
        for (name, array) in [("count", &count), ("arr_0", &line)] {
            let Member::Array(found) = archive.get(name).unwrap() else {
                panic!("an array")
            };
            assert_eq!(
                found.tobytes(CopyOrder::C).unwrap(),
                array.tobytes(CopyOrder::C).unwrap()
            );
        }
    }

    #[test]
    fn what_is_cut_off_too_long_or_no_stream_is_refused() {
        // What Python's `zlib` makes of b"aaaaaaaaaa".
        let stream = [0x4b, 0x4c, 0x84, 0x01, 0x00];
        assert_eq!(inflated(&stream, 100).unwrap(), b"aaaaaaaaaa");
        let words = |packed: &[u8], most| inflated(packed, most).unwrap_err().to_string();
        assert!(words(&stream, 9).ends_with("there is more of it than its header says"));
        assert!(words(&stream[..1], 100).ends_with("it ends too early"));
        assert!(words(&[0xff; 4], 100).ends_with("it is no such stream"));
        for first in 0..=255 {
            // Whatever the first byte asks for, there is an answer or a refusal.
            let _ = inflated(&[first, 0x55, 0xaa, 0x33], 1000);
        }
    }
}
