//! Files and folders: reading, copying, and one number that stands for all their bytes.
//! Knows nothing of what the files mean.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use crate::process::Outcome;

/// A number for some bytes; other bytes have another number.
///
/// The standard library's hasher: equal within one toolchain, which is all that is asked.
#[derive(Default)]
pub(crate) struct Fingerprint(DefaultHasher);

impl Fingerprint {
    /// Adds one piece of text or bytes; the length keeps neighbors apart.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.0.write_usize(bytes.len());
        self.0.write(bytes);
    }

    /// Adds a file, or every file below a folder, with its path. What is missing adds its absence.
    pub(crate) fn add_path(&mut self, path: &Path) -> Outcome {
        if !path.exists() {
            self.add(format!("no {}", path.display()).as_bytes());
            return Ok(());
        }
        for file in files_below(path)? {
            self.add(file.to_string_lossy().as_bytes());
            self.add(&read(&file)?);
        }
        Ok(())
    }

    /// Sixteen hexadecimal digits.
    pub(crate) fn text(&self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// Every file below a folder (or the file itself), sorted by path.
pub(crate) fn files_below(path: &Path) -> Outcome<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|error| told("read", path, &error))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| told("read", path, &error))?.path());
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        files.extend(files_below(&path)?);
    }
    Ok(files)
}

/// The bytes of a file.
pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| told("read", path, &error))
}

/// Writes a file, making its folder first.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Outcome {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| told("make", folder, &error))?;
    }
    fs::write(path, bytes).map_err(|error| told("write", path, &error))
}

/// Leaves an empty folder at `path`.
pub(crate) fn empty_folder(path: &Path) -> Outcome {
    if path.exists() {
        fs::remove_dir_all(path).map_err(|error| told("remove", path, &error))?;
    }
    fs::create_dir_all(path).map_err(|error| told("make", path, &error))
}

/// Copies every file below `from` to the same place below `to`.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Outcome {
    for file in files_below(from)? {
        let inside = file.strip_prefix(from).unwrap_or(&file);
        write(&to.join(inside), &read(&file)?)?;
    }
    Ok(())
}

fn told(what: &str, path: &Path, error: &std::io::Error) -> String {
    format!("cannot {what} {}: {error}", path.display())
}

/// A folder for one test, gone when the test ends.
#[cfg(test)]
pub(crate) struct TestFolder(pub(crate) PathBuf);

#[cfg(test)]
impl TestFolder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ndarium-{name}-{}", std::process::id()));
        empty_folder(&path).unwrap();
        Self(path)
    }
}

#[cfg(test)]
impl Drop for TestFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(folder: &Path) -> String {
        let mut print = Fingerprint::default();
        print.add_path(folder).unwrap();
        print.text()
    }

    #[test]
    fn a_fingerprint_sees_bytes_names_and_absence() {
        let folder = TestFolder::new("fingerprint");
        let absent = fingerprint(&folder.0.join("deep"));
        write(&folder.0.join("deep/a.txt"), b"one").unwrap();
        let first = fingerprint(&folder.0.join("deep"));
        assert_ne!(absent, first);
        assert_eq!(first, fingerprint(&folder.0.join("deep")));
        write(&folder.0.join("deep/a.txt"), b"two").unwrap();
        assert_ne!(first, fingerprint(&folder.0.join("deep")));
        fs::rename(folder.0.join("deep/a.txt"), folder.0.join("deep/b.txt")).unwrap();
        write(&folder.0.join("deep/b.txt"), b"one").unwrap();
        assert_ne!(first, fingerprint(&folder.0.join("deep")));
    }

    #[test]
    fn neighbors_do_not_run_together() {
        let of = |parts: [&str; 2]| {
            let mut print = Fingerprint::default();
            parts.iter().for_each(|part| print.add(part.as_bytes()));
            print.text()
        };
        assert_ne!(of(["ab", "c"]), of(["a", "bc"]));
    }

    #[test]
    fn a_folder_is_copied_whole() {
        let folder = TestFolder::new("copy");
        write(&folder.0.join("from/a/b.txt"), b"x").unwrap();
        write(&folder.0.join("from/c.txt"), b"y").unwrap();
        copy_folder(&folder.0.join("from"), &folder.0.join("to")).unwrap();
        assert_eq!(read(&folder.0.join("to/a/b.txt")).unwrap(), b"x");
        assert_eq!(files_below(&folder.0.join("to")).unwrap().len(), 2);
    }
}
