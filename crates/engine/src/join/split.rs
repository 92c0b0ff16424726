//! One array into several views of it: `split`, `array_split`, `hsplit`, `vsplit`, `dsplit`, `unstack`.
//! Knows arrays; no byte moves.

use crate::array::Array;
use crate::error::{Error, ErrorClass, Result};
use crate::layout::slice;
use crate::record::hearing;
use crate::ufunc::heard;

/// Bytes that one view takes, roughly: so many of them need a grant, too.
const VIEW: i64 = 256;

/// Where an axis is cut.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sections<'a> {
    /// Into this many parts.
    Count(i64),
    /// Before these indices, negative ones counted from the end.
    At(&'a [i64]),
}

impl Array {
    /// Views of parts along an axis (`np.split`); a count must divide the axis.
    ///
    /// # Errors
    /// `ValueError: array split does not result in an equal division`; `ZeroDivisionError`; as [`Array::array_split`].
    pub fn split(&self, sections: Sections<'_>, axis: i64) -> Result<Vec<Array>> {
        heard(self.check_equal(sections, axis))?;
        self.array_split(sections, axis)
    }

    fn check_equal(&self, sections: Sections<'_>, axis: i64) -> Result<()> {
        let Sections::Count(count) = sections else {
            return Ok(());
        };
        let length = self.shape()[self.tuple_index(axis)?];
        if count == 0 {
            return Err(Error::new(
                ErrorClass::ZeroDivision,
                "integer modulo by zero",
            ));
        }
        if length % count != 0 {
            return Err(Error::value(
                "array split does not result in an equal division",
            ));
        }
        Ok(())
    }

    /// Views of parts along an axis, the first ones longer where a count does not divide it (`np.array_split`).
    ///
    /// # Errors
    /// `ValueError: number sections must be larger than 0.`; `IndexError: tuple index out of range` for an axis that is
    /// not there; memory refused for more parts than the limit allows.
    pub fn array_split(&self, sections: Sections<'_>, axis: i64) -> Result<Vec<Array>> {
        heard(self.cut(sections, axis))
    }

    fn cut(&self, sections: Sections<'_>, axis: i64) -> Result<Vec<Array>> {
        let axis = self.tuple_index(axis)?;
        let length = self.shape()[axis];
        let part = |start: i64, stop: i64| {
            let span = slice::resolve(Some(start), Some(stop), None, length)?;
            let layout = self.layout.slice_axis(axis, span)?;
            Ok(self.viewed(layout, || format!("split [{start}:{stop}] of axis {axis}")))
        };
        match sections {
            Sections::At(points) => {
                let starts = std::iter::once(0).chain(points.iter().copied());
                let stops = points.iter().copied().chain([length]);
                std::iter::zip(starts, stops)
                    .map(|(start, stop)| part(start, stop))
                    .collect()
            }
            Sections::Count(count) if count <= 0 => {
                Err(Error::value("number sections must be larger than 0."))
            }
            Sections::Count(count) => {
                crate::limit::grant(&[count, VIEW], crate::dtype::DType::U8)?;
                let (each, longer) = (length / count, length % count);
                let start = |number: i64| number * each + number.min(longer);
                (0..count)
                    .map(|number| part(start(number), start(number + 1)))
                    .collect()
            }
        }
    }

    /// Along the second axis, or the only one (`np.hsplit`). Views of the same bytes.
    ///
    /// # Errors
    /// `ValueError: hsplit only works on arrays of 1 or more dimensions`; as [`Array::split`].
    pub fn hsplit(&self, sections: Sections<'_>) -> Result<Vec<Array>> {
        hearing(|| {
            self.check_axes("hsplit", 1)?;
            self.split(sections, i64::from(self.ndim() > 1))
        })
    }

    /// Along the first of at least two axes (`np.vsplit`). Views of the same bytes.
    ///
    /// # Errors
    /// `ValueError: vsplit only works on arrays of 2 or more dimensions`; as [`Array::split`].
    pub fn vsplit(&self, sections: Sections<'_>) -> Result<Vec<Array>> {
        hearing(|| {
            self.check_axes("vsplit", 2)?;
            self.split(sections, 0)
        })
    }

    /// Along the third axis (`np.dsplit`). Views of the same bytes.
    ///
    /// # Errors
    /// `ValueError: dsplit only works on arrays of 3 or more dimensions`; as [`Array::split`].
    pub fn dsplit(&self, sections: Sections<'_>) -> Result<Vec<Array>> {
        hearing(|| {
            self.check_axes("dsplit", 3)?;
            self.split(sections, 2)
        })
    }

    fn check_axes(&self, name: &str, least: usize) -> Result<()> {
        if self.ndim() >= least {
            return Ok(());
        }
        heard(Err(Error::value(format!(
            "{name} only works on arrays of {least} or more dimensions"
        ))))
    }

    /// A view for every index of an axis, the axis dropped (`np.unstack`).
    ///
    /// # Errors
    /// `ValueError: Input array must be at least 1-d.`; `AxisError: source: axis 5 is out of bounds …`; memory refused for
    /// more parts than the limit allows.
    pub fn unstack(&self, axis: i64) -> Result<Vec<Array>> {
        heard(self.unstacked(axis))
    }

    fn unstacked(&self, axis: i64) -> Result<Vec<Array>> {
        if self.ndim() == 0 {
            return Err(Error::value("Input array must be at least 1-d."));
        }
        let layout = self.layout.moveaxis(&[axis], &[0])?;
        crate::limit::grant(&[layout.shape[0], VIEW], crate::dtype::DType::U8)?;
        (0..layout.shape[0])
            .map(|number| {
                let one = layout.pick_axis(0, number)?;
                Ok(self.viewed(one, || format!("unstack [{number}] of axis {axis}")))
            })
            .collect()
    }

    /// An axis as Python indexes the shape's tuple.
    fn tuple_index(&self, axis: i64) -> Result<usize> {
        crate::layout::axes::normalize_axis(axis, self.ndim())
            .map_err(|_| Error::index("tuple index out of range"))
    }
}
