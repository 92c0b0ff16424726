//! Assignment through brackets: `a[indices] = value`, broadcast, cast, and safe when both sides share bytes.
//! Knows arrays; what is written is found by `basic` for a view and by `advanced` for a scatter.

use super::advanced::{Prepared, prepare};
use super::fancy::with_rest;
use super::geometry::{Geometry, operand_of};
use super::{Index, basic, brackets, ways_of};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
use crate::layout::axes::Axes;
use crate::layout::{Layout, shape_text, size_of_shape};
use crate::plan::gather::Direction;
use crate::plan::{Gather, Output};
use crate::promote::{self, Input};
use crate::record::{Event, hearing, record};
use crate::ufunc::heard;

impl Array {
    /// `a[indices] = value`, for any mixture of indices: the value is broadcast to what is indexed and cast to this
    /// array's dtype. The bytes are those of this array and of every view of them; nothing else is made.
    ///
    /// When the value shares bytes with this array, it is copied first, so that no element is read after it was written.
    /// Where index arrays name a place several times, the last value stays. One mask of this array's shape takes as many
    /// values as it has true elements, or one for all.
    ///
    /// # Errors
    /// `ValueError: assignment destination is read-only`,
    /// `could not broadcast input array from shape (3,) into shape (4,)`,
    /// `setting an array element with a sequence.` when one element should hold an array with axes, for complex numbers
    /// `TypeError: only 0-dimensional arrays can be converted to Python scalars`;
    /// `shape mismatch: value array of shape (3,) could not be broadcast to indexing result of shape (2,)`,
    /// `NumPy boolean array indexing assignment cannot assign 3 input values to the 6 output values where the mask is
    /// true`; and those of [`Array::index`].
    pub fn assign(&self, indices: &[Index], value: &Array) -> Result<()> {
        heard(self.check_writeable())?;
        if let Some(ways) = ways_of(indices) {
            return heard((ways.write)(self, indices, Value::Array(value)));
        }
        heard(self.assign_view(indices, value, indices))
    }

    /// Assigns through basic indices; `written` are those that the reader wrote.
    fn assign_view(&self, indices: &[Index], value: &Array, written: &[Index]) -> Result<()> {
        let prepared = basic::prepare(indices, self.ndim())?;
        let target = self.layout.index_prepared(&prepared)?;
        let one_element = prepared.is_one_element() && !indices.contains(&Index::Ellipsis);
        let has_axes = one_element && value.ndim() > 0;
        #[cfg(feature = "records")]
        if has_axes && self.takes_raw_bytes() {
            return self.assign_raw(indices, value);
        }
        if has_axes && !(self.takes_the_only_element() && value.size() == 1) {
            return Err(several_for_one(self.dtype));
        }
        #[cfg(feature = "records")]
        cast::check_cast(value.dtype, self.dtype, cast::Casting::Unsafe).map_err(|error| {
            match one_element {
                true => without_rule(error),
                false => value.of_scalar(error),
            }
        })?;
        let stretched = stretch_into(&value.layout, &target.shape)?;
        if stretched == target && self.dtype == value.dtype && self.same_owner(value) {
            return Ok(());
        }
        let place = self.over(target);
        if place.size() == 0 {
            // Nothing is cast, nor found unfit to be.
            cast::check_parts(value.dtype, self.dtype);
            return Ok(());
        }
        cast::check_elements(value, self.dtype)?;
        if self.same_owner(value) && place.shares_memory(value) {
            let source = self.apart(value)?;
            let stretched = stretch_into(&source.layout, place.shape())?;
            place.put(&source.over(stretched))?;
        } else {
            place.put(&value.over(stretched))?;
        }
        record(|| Event::Copy {
            operation: format!("a{} = …", brackets(written)),
            why: "an assignment writes the values into the bytes that are already there".to_owned(),
            from: value.buffer.id(),
            to: self.buffer.id(),
            nbytes: place.nbytes(),
        });
        Ok(())
    }

    /// Whether an element takes the only one of an array with axes: of bools Python asks the truth, whatever the axes, and
    /// records are written alike; of numbers and texts no dtype takes it.
    pub(crate) fn takes_the_only_element(&self) -> bool {
        #[cfg(feature = "records")]
        if matches!(self.dtype, DType::Record(_)) {
            return true;
        }
        self.dtype == DType::Bool
    }

    /// Whether an element takes the bytes of any array.
    #[cfg(feature = "records")]
    pub(crate) fn takes_raw_bytes(&self) -> bool {
        matches!(self.dtype.unaliased(), DType::Void(_))
    }

    /// Elements of raw bytes take those of an array, whatever they mean there.
    #[cfg(feature = "records")]
    pub(crate) fn assign_raw(&self, indices: &[Index], value: &Array) -> Result<()> {
        let copied = value.copy(crate::array::copy::CopyOrder::C)?;
        let nbytes = usize::try_from(copied.nbytes()).unwrap_or(0);
        let bytes = copied.buffer.bytes();
        let bytes = bytes.iter().take(nbytes).copied().collect();
        self.assign_value(indices, &crate::records::Value::Bytes(bytes))
    }

    /// `a[indices] = number` for a Python number.
    ///
    /// # Errors
    /// As [`Array::assign`]; `OverflowError: Python integer 300 out of bounds for uint8`;
    /// `ValueError: cannot convert float NaN to integer`.
    pub fn assign_number(&self, indices: &[Index], number: impl Into<Input>) -> Result<()> {
        hearing(|| {
            self.check_writeable()?;
            if let Some(ways) = ways_of(indices) {
                return heard((ways.write)(self, indices, Value::Number(number.into())));
            }
            self.layout.index(indices)?;
            let value = promote::convert_assigned(number.into(), self.dtype)?;
            self.assign(indices, &Array::scalar(value)?)
        })
    }

    /// Writes through indices with advanced ones among them.
    pub(super) fn assign_advanced(&self, indices: &[Index], value: Value<'_>) -> Result<()> {
        match prepare(self, indices)? {
            Prepared::Basic { items, .. } => {
                self.layout.index(&items)?;
                self.assign_view(&items, &value.as_array(self.dtype)?, indices)
            }
            Prepared::Mask(mask) => {
                self.assign_masked(&mask, &value.as_array(self.dtype)?, indices)
            }
            Prepared::Mixed(mixed) => {
                let rest = mixed.rest(&self.layout)?;
                let value = value.as_array(self.dtype)?;
                let geometry = mixed.geometry(&self.layout, rest)?;
                self.scattered(geometry, &value, indices)
            }
        }
    }

    /// Writes where one mask of this array's shape is true.
    fn assign_masked(&self, mask: &Array, value: &Array, indices: &[Index]) -> Result<()> {
        if value.ndim() > 1 {
            return Err(Error::type_(format!(
                "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has {} dimensions",
                value.ndim()
            )));
        }
        let count = mask.count_true();
        if let [given] = *value.shape()
            && given != 1
            && given != count
        {
            return Err(Error::value(format!(
                "NumPy boolean array indexing assignment cannot assign {given} input values to the {count} output \
                 values where the mask is true"
            )));
        }
        #[cfg(feature = "records")]
        if count == 0 && !value.dtype.holds_numbers() {
            // No text is read that nothing takes.
            return cast::check_cast(value.dtype, self.dtype, cast::Casting::Unsafe)
                .map_err(without_rule);
        }
        self.written_where(mask, value, count, || format!("a{} = …", brackets(indices)))
    }

    /// Writes values to the places that a geometry picks.
    fn scattered(&self, mut geometry: Geometry, value: &Array, indices: &[Index]) -> Result<()> {
        let shape = geometry.shape();
        let given = value_over(&value.layout, &shape).ok_or_else(|| {
            Error::value(format!(
                "shape mismatch: value array of shape {} could not be broadcast to indexing result of shape {}",
                shape_text(value.shape()),
                shape_text(&shape)
            ))
        })?;
        geometry.check_count()?;
        #[cfg(feature = "records")]
        let castable = cast::check_cast(value.dtype, self.dtype, cast::Casting::Unsafe);
        #[cfg(feature = "records")]
        if let (Err(error), false) = (&castable, geometry.uses_rest()) {
            let operand = format!(
                "Iterator operand {} dtype could not be cast",
                geometry.pickers.len()
            );
            let message = error.message.replace("Cannot cast array data", &operand);
            return Err(Error::type_(message));
        }
        for pick in &mut geometry.pickers {
            if self.same_owner(&pick.positions) {
                pick.positions = self.apart(&pick.positions)?;
            }
        }
        geometry.check_bounds(true)?;
        #[cfg(feature = "records")]
        castable.map_err(without_rule)?;
        #[cfg(feature = "records")]
        let later = value.ndim() > 0 || geometry.uses_rest();
        #[cfg(feature = "records")]
        if shape.contains(&0) && later && !value.dtype.holds_numbers() {
            return Ok(());
        }
        let mut source = value.clone();
        let mut walked = given.clone();
        if self.same_owner(value) {
            source = self.apart(value)?;
            if self.shares_memory(value) {
                walked = value_over(&source.layout, &shape).unwrap_or(walked);
            }
        }
        let (order, backward) = scatter_order(&geometry, &walked)?;
        if source.dtype != self.dtype {
            source = source.astype(self.dtype)?;
        }
        let over = value_over(&source.layout, &shape).unwrap_or(given);
        let planned = Gather {
            direction: Direction::Scatter,
            shape,
            pickers: geometry.plan_pickers()?,
            source: operand_of(&source, over),
            output: Output {
                buffer: self.buffer.id(),
                dtype: self.dtype,
                layout: geometry.picked(),
                fresh: false,
                cast: None,
            },
            order,
            backward,
        };
        let mut buffers = vec![self.buffer.clone(), source.buffer.clone()];
        let positions = geometry.pickers.iter().map(|pick| &pick.positions);
        buffers.extend(positions.map(|array| array.buffer.clone()));
        execute::perform_gather(
            planned,
            &buffers,
            || format!("a{} = …", brackets(indices)),
            "an assignment writes the values into the bytes that are already there",
        )
    }

    /// Another array's elements in bytes apart from this array's.
    pub(super) fn apart(&self, other: &Array) -> Result<Array> {
        if self.shares_memory(other) {
            return other.copy_because(
                "copy()",
                "source and destination share bytes, so the source is copied before any is overwritten",
            );
        }
        // In one buffer, which cannot be borrowed to read and to write at once.
        other.copied(CopyOrder::C)
    }

    /// Whether these are another array's very elements, each in its place.
    pub(crate) fn lies_in(&self, other: &Array) -> bool {
        self.same_owner(other) && self.dtype == other.dtype && self.layout == other.layout
    }

    pub(crate) fn check_writeable(&self) -> Result<()> {
        if self.writeable {
            return Ok(());
        }
        Err(Error::value("assignment destination is read-only"))
    }
}

/// Of a single element, and of the rest of axes beside index arrays, NumPy tells no rule.
#[cfg(feature = "records")]
fn without_rule(mut error: Error) -> Error {
    error.message = error
        .message
        .replace(" according to the rule 'unsafe'", ".");
    error
}

/// Refuses an array with axes where one element is wanted.
pub(crate) fn several_for_one(dtype: DType) -> Error {
    match dtype.kind().letter() {
        'c' => Error::type_("only 0-dimensional arrays can be converted to Python scalars"),
        // Of texts NumPy says it without a stop.
        'S' | 'U' => Error::value("setting an array element with a sequence"),
        _ => Error::value("setting an array element with a sequence."),
    }
}

/// What is assigned.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// An array.
    Array(&'a Array),
    /// A Python number.
    Number(Input),
}

impl Value<'_> {
    /// The array, or the number as an array without axes.
    fn as_array(self, dtype: DType) -> Result<Array> {
        match self {
            Value::Array(array) => Ok(array.clone()),
            Value::Number(number) => Array::scalar(promote::convert_assigned(number, dtype)?),
        }
    }
}

/// In which order NumPy writes, so that of several values for one place the same one stays last: as the index arrays and
/// the values lie in memory, downward where all of them do; in C order where other axes take part.
fn scatter_order(geometry: &Geometry, given: &Layout) -> Result<(Axes, Axes)> {
    let mut layouts = geometry.spread()?;
    let own = geometry.place..geometry.place + geometry.fancy.len();
    let axes: Axes = own.clone().collect();
    let values = given.with_axes(&axes);
    layouts.push(values);
    let order = geometry.fancy_order(&layouts);
    let mut backward = Axes::new();
    if !geometry.uses_rest() && geometry.ndims.as_slice() != [1] {
        for axis in 0..geometry.fancy.len() {
            let mut strides = layouts.iter().map(|layout| layout.strides[axis]);
            if strides.clone().any(|stride| stride < 0) && strides.all(|stride| stride <= 0) {
                backward.push(axis);
            }
        }
    }
    let others: Axes = (0..given.ndim())
        .filter(|axis| !own.contains(axis))
        .collect();
    let order = with_rest(order, &[&geometry.rest, &given.with_axes(&others)]);
    Ok((
        geometry.placed_order(&order),
        geometry.placed_order(&backward),
    ))
}

/// A value's layout over the shape it is assigned to: axes too many may only hold one element together, or none as well.
fn value_over(value: &Layout, shape: &[i64]) -> Option<Layout> {
    let surplus = value.ndim().saturating_sub(shape.len());
    let kept = &value.shape[surplus..];
    if surplus > 0 && size_of_shape(kept) != value.size() {
        return None;
    }
    let trimmed = Layout {
        shape: kept.into(),
        strides: value.strides[surplus..].into(),
        offset: value.offset,
    };
    trimmed.broadcast_to(shape).ok()
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
