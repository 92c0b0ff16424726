//! Assignment through basic indices: `a[indices] = value`, broadcast, cast, and safe when both sides share bytes.
//! Knows arrays; the view written is found by `basic`.

use super::{Index, basic, brackets};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::buffer::BufferId;
use crate::cast::{self, Side};
use crate::error::{Error, Result};
use crate::layout::{Layout, shape_text};
use crate::promote::{self, Input};
use crate::record::{Event, record};

impl Array {
    /// `a[indices] = value`: the value is broadcast to the view and cast to this array's dtype.
    ///
    /// When the value shares bytes with the view, it is copied first, so that no element is read after it was written.
    ///
    /// # Errors
    /// `ValueError: assignment destination is read-only`,
    /// `could not broadcast input array from shape (3,) into shape (4,)`,
    /// `setting an array element with a sequence.` when one element should hold an array with axes; and those of
    /// [`Layout::index`].
    pub fn assign(&self, indices: &[Index], value: &Array) -> Result<()> {
        self.check_writeable()?;
        let prepared = basic::prepare(indices, self.ndim())?;
        let target = self.layout.index_prepared(&prepared)?;
        let one_element = prepared.is_one_element() && !indices.contains(&Index::Ellipsis);
        if one_element && value.ndim() > 0 {
            return Err(Error::value("setting an array element with a sequence."));
        }
        let same_bytes = self.same_owner(value);
        if stretch_into(&value.layout, &target.shape)? == target && same_bytes {
            return Ok(());
        }
        let source = if !same_bytes {
            value.clone()
        } else if self.over(target.clone()).shares_memory(value) {
            value.copy_because(
                "copy()",
                "source and destination share bytes, so the source is copied before any is overwritten",
            )?
        } else {
            // Apart, but in one buffer, which cannot be borrowed to read and to write at once.
            value.copied(CopyOrder::C)?
        };
        crate::cast::check_elements(&source, self.dtype)?;
        let stretched = stretch_into(&source.layout, &target.shape)?;
        self.write(&target, &source, &stretched, value.buffer.id(), indices);
        Ok(())
    }

    /// `a[indices] = number` for a Python number.
    ///
    /// # Errors
    /// As [`Array::assign`]; `OverflowError: Python integer 300 out of bounds for uint8`;
    /// `ValueError: cannot convert float NaN to integer`.
    pub fn assign_number(&self, indices: &[Index], number: impl Into<Input>) -> Result<()> {
        self.check_writeable()?;
        self.layout.index(indices)?;
        let value = promote::convert_assigned(number.into(), self.dtype)?;
        self.assign(indices, &Array::scalar(value)?)
    }

    fn check_writeable(&self) -> Result<()> {
        if self.writeable {
            return Ok(());
        }
        Err(Error::value("assignment destination is read-only"))
    }

    fn write(
        &self,
        target: &Layout,
        source: &Array,
        stretched: &Layout,
        origin: BufferId,
        indices: &[Index],
    ) {
        cast::copy_strided(
            &source.buffer.bytes(),
            Side {
                layout: stretched,
                dtype: source.dtype,
            },
            &mut self.buffer.bytes_mut(),
            Side {
                layout: target,
                dtype: self.dtype,
            },
        );
        record(|| Event::Copy {
            operation: format!("a{} = …", brackets(indices)),
            why: "an assignment writes the values into the bytes that are already there".to_owned(),
            from: origin,
            to: self.buffer.id(),
            nbytes: target.size().saturating_mul(self.dtype.itemsize() as i64),
        });
    }
}

/// A source layout broadcast to the shape it is assigned to; leading axes of length 1 too many are dropped.
pub(crate) fn stretch_into(source: &Layout, shape: &[i64]) -> Result<Layout> {
    let surplus = source.ndim().saturating_sub(shape.len());
    let leading = source
        .shape
        .iter()
        .take(surplus)
        .take_while(|&&extent| extent == 1)
        .count();
    let trimmed = Layout {
        shape: source.shape[leading..].into(),
        strides: source.strides[leading..].into(),
        offset: source.offset,
    };
    trimmed.broadcast_to(shape).map_err(|_| {
        Error::value(format!(
            "could not broadcast input array from shape {} into shape {}",
            shape_text(&trimmed.shape),
            shape_text(shape)
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dtype::DType;

    fn counted(shape: &[i64]) -> Array {
        let size = crate::layout::size_of_shape(shape);
        Array::from_elements(&(0..size).collect::<Vec<i64>>(), shape).unwrap()
    }

    #[test]
    fn refusals_use_numpy_words() {
        let a = counted(&[3, 4]);
        let refused = |indices: &[Index], shape: &[i64]| {
            a.assign(indices, &counted(shape)).unwrap_err().to_string()
        };
        assert_eq!(
            refused(&[Index::Int(0)], &[3]),
            "ValueError: could not broadcast input array from shape (3,) into shape (4,)"
        );
        assert_eq!(
            refused(&[Index::Int(0)], &[2, 4]),
            "ValueError: could not broadcast input array from shape (2,4) into shape (4,)"
        );
        assert_eq!(
            refused(&[Index::Int(0)], &[1, 1, 3]),
            "ValueError: could not broadcast input array from shape (3,) into shape (4,)"
        );
        assert_eq!(
            refused(&[Index::Int(0), Index::Int(0)], &[1]),
            "ValueError: setting an array element with a sequence."
        );
        let readonly = counted(&[3]).broadcast_to(&[2, 3]).unwrap();
        assert_eq!(
            readonly
                .assign(&[Index::Int(9)], &a)
                .unwrap_err()
                .to_string(),
            "ValueError: assignment destination is read-only"
        );
        let number = |dtype, value: Input| {
            Array::zeros(&[2], dtype)
                .unwrap()
                .assign_number(&[Index::ALL], value)
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            number(DType::U8, Input::PyFloat(300.5)),
            "OverflowError: Python integer 300 out of bounds for uint8"
        );
        assert_eq!(
            number(DType::I64, Input::PyFloat(f64::NAN)),
            "ValueError: cannot convert float NaN to integer"
        );
    }

    #[test]
    fn surplus_leading_ones_are_dropped() {
        let a = counted(&[3, 4]);
        let row = counted(&[1, 1, 1, 4]);
        a.assign(&[Index::Int(1)], &row).unwrap();
        assert_eq!(a.to_vec::<i64>().unwrap()[4..8], [0, 1, 2, 3]);
    }

    #[test]
    fn overlapping_sides_act_as_if_the_source_were_copied() {
        let a = counted(&[6]);
        let shifted = a.index(&[Index::range(0, 5)]).unwrap();
        a.assign(&[Index::range(1, 6)], &shifted).unwrap();
        assert_eq!(a.to_vec::<i64>().unwrap(), [0, 0, 1, 2, 3, 4]);
        let b = counted(&[4]);
        b.assign(&[Index::ALL], &b.flip(None).unwrap()).unwrap();
        assert_eq!(b.to_vec::<i64>().unwrap(), [3, 2, 1, 0]);
        let c = counted(&[3, 3]);
        c.assign(&[], &c.t()).unwrap();
        assert_eq!(c.to_vec::<i64>().unwrap(), [0, 3, 6, 1, 4, 7, 2, 5, 8]);
        let d = counted(&[6]);
        d.assign(
            &[Index::every(2)],
            &d.index(&[Index::Slice {
                start: Some(1),
                stop: None,
                step: Some(2),
            }])
            .unwrap(),
        )
        .unwrap();
        assert_eq!(d.to_vec::<i64>().unwrap(), [1, 1, 3, 3, 5, 5]);
    }
}
