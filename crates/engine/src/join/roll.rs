//! `roll`, `rot90`, `flipud`, `fliplr`: elements that change places along axes.
//! Knows arrays; `roll` writes its parts by moves, the others are views.

use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::axes::normalize_axis;
use crate::layout::{Dims, shape_text};
use crate::ufunc::heard;

impl Array {
    /// Elements shifted along axes, those beyond the end coming in at the start (`np.roll`). Without axes they are shifted
    /// in one axis, and the shape is given back.
    ///
    /// One shift serves several axes, and several shifts may meet one axis. The result has new bytes.
    ///
    /// # Errors
    /// `AxisError`; `ValueError` where shifts and axes differ in number; as [`crate::limit::grant`].
    pub fn roll(&self, shifts: &[i64], axes: Option<&[i64]>) -> Result<Array> {
        let Some(axes) = axes else {
            let flat = self.ravel(CopyOrder::C)?;
            return flat.roll(shifts, Some(&[0]))?.reshape(self.shape());
        };
        heard(self.rolled(shifts, axes))
    }

    fn rolled(&self, shifts: &[i64], axes: &[i64]) -> Result<Array> {
        let axes: Vec<usize> = axes
            .iter()
            .map(|&axis| normalize_axis(axis, self.ndim()))
            .collect::<Result<_>>()?;
        let pairs = shifts.len().max(axes.len());
        let fits = |count: usize| count == pairs || count == 1;
        if !fits(shifts.len()) || !fits(axes.len()) {
            return Err(Error::value(format!(
                "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape {} \
                 and arg 1 with shape {}.",
                shape_text(&[shifts.len() as i64]),
                shape_text(&[axes.len() as i64])
            )));
        }
        let mut offsets = Dims::from_elem(0, self.ndim());
        for pair in 0..pairs {
            let axis = axes[if axes.len() == 1 { 0 } else { pair }];
            let shift = shifts[if shifts.len() == 1 { 0 } else { pair }];
            let length = self.shape()[axis].max(1);
            offsets[axis] = (offsets[axis] + shift.rem_euclid(length)) % length;
        }
        let result = self.empty_like(None)?;
        if self.size() > 0 {
            result.put_rolled(self, 0, &offsets)?;
        }
        Ok(result)
    }

    /// Writes both parts of an axis to where they belong, each with both parts of the axes after it.
    fn put_rolled(&self, source: &Array, axis: usize, offsets: &[i64]) -> Result<()> {
        let Some(&offset) = offsets.get(axis) else {
            return self.put(source);
        };
        let kept = source.shape()[axis] - offset;
        for (from, to, count) in [(0, offset, kept), (kept, 0, offset)] {
            if count > 0 || offset == 0 && from == 0 {
                let place = self.strip(axis, to, count);
                place.put_rolled(&source.strip(axis, from, count), axis + 1, offsets)?;
            }
        }
        Ok(())
    }

    /// The first axis walked backward (`np.flipud`): a view.
    ///
    /// # Errors
    /// `ValueError: Input must be >= 1-d.`
    pub fn flipud(&self) -> Result<Array> {
        if self.ndim() < 1 {
            return heard(Err(Error::value("Input must be >= 1-d.")));
        }
        self.flip(Some(&[0]))
    }

    /// The second axis walked backward (`np.fliplr`): a view.
    ///
    /// # Errors
    /// `ValueError: Input must be >= 2-d.`
    pub fn fliplr(&self) -> Result<Array> {
        if self.ndim() < 2 {
            return heard(Err(Error::value("Input must be >= 2-d.")));
        }
        self.flip(Some(&[1]))
    }

    /// Turned by quarter turns in the plane of two axes, from the first toward the second (`np.rot90`): a view.
    ///
    /// # Errors
    /// `ValueError: Axes must be different.`, `Axes=(0, 5) out of range for array of ndim=2.`
    pub fn rot90(&self, turns: i64, axes: (i64, i64)) -> Result<Array> {
        heard(self.check_plane(axes))?;
        let (first, second) = axes;
        match turns.rem_euclid(4) {
            0 => self.index(&[Index::ALL]),
            2 => self.flip(Some(&[first]))?.flip(Some(&[second])),
            1 => self.flip(Some(&[second]))?.swapaxes(first, second),
            _ => self.swapaxes(first, second)?.flip(Some(&[second])),
        }
    }

    fn check_plane(&self, (first, second): (i64, i64)) -> Result<()> {
        let ndim = self.ndim() as u64;
        if first == second || first.abs_diff(second) == ndim {
            return Err(Error::value("Axes must be different."));
        }
        let known = |axis| normalize_axis(axis, self.ndim()).is_ok();
        if !known(first) || !known(second) {
            return Err(Error::value(format!(
                "Axes=({first}, {second}) out of range for array of ndim={ndim}."
            )));
        }
        Ok(())
    }
}
