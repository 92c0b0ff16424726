//! `a.flat`: all elements in one axis, in C order, read and written by one index; and what reads or fills by single values.
//! Knows the brackets of one axis; the elements are moved by `index`.

use super::Array;
use super::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::index::assign::several_for_one;
use crate::layout::slice::resolve_index;
use crate::layout::walk::indices_of;
use crate::plan::Bounds;
use crate::promote;
use crate::ufunc::{Operand, heard};

impl Array {
    /// `a.flat[index]`: a copy of the elements that one index picks of all, in C order; a 0-d view for an integer.
    ///
    /// # Errors
    /// `IndexError: index 20 is out of bounds for size 18`, and those of [`Array::index`] on one axis.
    pub fn flat(&self, index: &Index) -> Result<Array> {
        if let Index::Int(place) = *index {
            let place = heard(self.flat_place(place))?;
            return self.index(&self.whole_index(place));
        }
        let all = self.ravel(CopyOrder::C)?;
        let picked = all.index(std::slice::from_ref(index)).map_err(of_size)?;
        if matches!(index, Index::Advanced(_)) {
            return Ok(picked);
        }
        picked.copy(CopyOrder::C)
    }

    /// `a.flat[index] = values`: the values one after another, from the first on again where there are too few. Nothing is
    /// written where there are none.
    ///
    /// # Errors
    /// `ValueError: underlying array is read-only`, `Error setting single item of array.` for a place and more values than
    /// one axis holds; as [`Array::flat`] and [`Array::assign`], and of a Python number as [`Array::assign_number`].
    pub fn assign_flat(&self, index: &Index, values: Operand<'_>) -> Result<()> {
        if !self.writeable {
            return heard(Err(Error::value("underlying array is read-only")));
        }
        if let Index::Int(place) = *index {
            let indices = self.whole_index(heard(self.flat_place(place))?);
            let set = match values {
                Operand::Array(values) if values.ndim() > 0 => Err(several_for_one(self.dtype)),
                Operand::Array(values) => self.assign(&indices, values),
                number => self.assign_number(&indices, number.input()),
            };
            // NumPy says no more than that.
            return heard(set.map_err(|_| Error::value("Error setting single item of array.")));
        }
        let given;
        let values = match values {
            Operand::Array(values) => values,
            number => {
                given = heard(promote::convert_assigned(number.input(), self.dtype))
                    .and_then(Array::scalar)?;
                &given
            }
        };
        if values.size() == 0 {
            return Ok(());
        }
        // The numbers of the places, as the index picks them.
        let numbers = Array::arange(0, self.size(), 1, Some(DType::I64))?;
        let places = numbers
            .index(std::slice::from_ref(index))
            .map_err(of_size)?;
        let values = values.astype(self.dtype())?;
        self.put_at(&places, Operand::Array(&values), Bounds::Raise)
    }

    /// `a.item(…)`: the element at these indices, or of this number in C order where one index is given, as a 0-d view; of
    /// an array of one element that one where none is given.
    ///
    /// # Errors
    /// `ValueError: incorrect number of indices for array`,
    /// `can only convert an array of size 1 to a Python scalar`; `IndexError: index 9 is out of bounds for size 6`.
    pub fn item_at(&self, place: &[i64]) -> Result<Array> {
        heard(self.item_view(place))
    }

    fn item_view(&self, place: &[i64]) -> Result<Array> {
        match place {
            [] if self.size() == 1 => self.index(&self.whole_index(0)),
            [] => Err(Error::value(
                "can only convert an array of size 1 to a Python scalar",
            )),
            &[place] if self.ndim() != 1 => {
                let place = self.flat_place(place)?;
                self.index(&self.whole_index(place))
            }
            _ if place.len() != self.ndim() => {
                Err(Error::value("incorrect number of indices for array"))
            }
            _ => {
                let items: Vec<Index> = place.iter().map(|&one| Index::Int(one)).collect();
                self.index(&items)
            }
        }
    }

    /// `a.fill(value)` with an array without axes, cast as an assignment casts it.
    ///
    /// # Errors
    /// As [`Array::assign`] of one element.
    pub fn fill_with(&self, value: &Array) -> Result<()> {
        if value.ndim() == 0 || self.takes_the_only_element() && value.size() == 1 {
            let only = value.reshape(&[])?;
            // The value is cast before anybody asks whether there are elements.
            #[cfg(feature = "records")]
            heard(crate::records::cast::refuse_unreadable(&only, self.dtype))?;
            return self.assign(&[Index::Ellipsis], &only);
        }
        heard(self.check_writeable())?;
        #[cfg(feature = "records")]
        if self.takes_raw_bytes() {
            return heard(self.assign_raw(&[Index::Ellipsis], value));
        }
        heard(Err(several_for_one(self.dtype)))
    }

    /// The place that a number in C order means, negative ones counted from the end.
    fn flat_place(&self, place: i64) -> Result<i64> {
        resolve_index(place, 0, self.size()).map_err(of_size)
    }

    /// The indices of a place in bounds.
    fn whole_index(&self, place: i64) -> Vec<Index> {
        let indices = indices_of(self.shape(), place).unwrap_or_default();
        indices.iter().map(|&one| Index::Int(one)).collect()
    }

    /// `a.shape = shape`: another shape for this very array; the bytes stay where they are.
    ///
    /// # Errors
    /// ``AttributeError: Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired
    /// shape.``; as [`crate::Layout::reshape`].
    pub fn set_shape(&mut self, shape: &[i64]) -> Result<()> {
        let layout = heard(self.layout().reshape(
            shape,
            self.dtype().itemsize(),
            crate::layout::Order::C,
        ))?;
        match layout {
            crate::layout::reshape::Reshaped::View(layout) => {
                self.layout = layout.into();
                Ok(())
            }
            crate::layout::reshape::Reshaped::Copy { .. } => heard(Err(Error::new(
                ErrorClass::Attribute,
                "Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape.",
            ))),
        }
    }
}

/// Of all elements together NumPy speaks of a size, not of an axis.
fn of_size(mut error: Error) -> Error {
    error.message = error.message.replace("for axis 0 with size", "for size");
    error
}
