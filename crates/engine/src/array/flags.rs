//! What NumPy prints as `a.flags`, and `setflags`.
//! Knows an array's layout and its owner; reads no element.

use super::Array;
use crate::error::{Error, Result};
use crate::ufunc::heard;

/// An array's flags; displayed as NumPy displays them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flags {
    /// Packed with the last axis fastest.
    pub c_contiguous: bool,
    /// Packed with the first axis fastest.
    pub f_contiguous: bool,
    /// Holds its own bytes rather than looking at another's.
    pub owndata: bool,
    /// May be written.
    pub writeable: bool,
    /// Every element lies at a multiple of its dtype's alignment.
    pub aligned: bool,
}

impl std::fmt::Display for Flags {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, value) in [
            ("C_CONTIGUOUS", self.c_contiguous),
            ("F_CONTIGUOUS", self.f_contiguous),
            ("OWNDATA", self.owndata),
            ("WRITEABLE", self.writeable),
            ("ALIGNED", self.aligned),
            // The engine never lends a copy that is written back.
            ("WRITEBACKIFCOPY", false),
        ] {
            writeln!(f, "  {name} : {}", if value { "True" } else { "False" })?;
        }
        Ok(())
    }
}

impl Array {
    /// NumPy's `a.flags`.
    pub fn flags(&self) -> Flags {
        Flags {
            c_contiguous: self.c_contiguous(),
            f_contiguous: self.f_contiguous(),
            owndata: self.owndata(),
            writeable: self.writeable,
            aligned: self.aligned(),
        }
    }

    /// Whether every element lies at a multiple of its dtype's alignment; arrays without elements do.
    fn aligned(&self) -> bool {
        let alignment = i64::try_from(self.dtype.alignment()).unwrap_or(1).max(1);
        if self.size() == 0 {
            return true;
        }
        let moving = std::iter::zip(self.shape(), self.strides())
            .filter(|(extent, _)| **extent > 1)
            .all(|(_, stride)| stride % alignment == 0);
        moving && self.layout.offset % alignment == 0
    }

    /// Allows writing to this array, or forbids it (`a.setflags(write=…)`). Views made before keep their own flag.
    ///
    /// # Errors
    /// `ValueError: cannot set WRITEABLE flag to True of this array` for a view of an owner that may not be written.
    pub fn set_writeable(&mut self, write: bool) -> Result<()> {
        if write && self.view && !self.buffer.owner_writeable() {
            return heard(Err(Error::value(
                "cannot set WRITEABLE flag to True of this array",
            )));
        }
        if !self.view {
            self.buffer.set_owner_writeable(write);
        }
        self.writeable = write;
        Ok(())
    }
}
