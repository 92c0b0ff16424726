//! Copies: new bytes with the same elements, perhaps in another memory order or dtype. Each records why it was made.
//! Knows casts and layouts; views are made elsewhere.

use super::Array;
use crate::cast::{self, Casting};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
use crate::layout::coalesce::loop_order;
use crate::layout::{Layout, Order};
use crate::plan::{Move, Operand, Output, Plan};
use crate::record::{Event, hearing, keep, moves_heard, record, record_kept};
use crate::ufunc::heard;

/// The memory order of a copy, as NumPy's `order` argument.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum CopyOrder {
    /// Last axis fastest.
    #[default]
    C,
    /// First axis fastest.
    F,
    /// `F` when the array is Fortran-contiguous and not C-contiguous, else `C`.
    A,
    /// As close to the array's own memory order as possible.
    K,
}

impl From<Order> for CopyOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::C => CopyOrder::C,
            Order::F => CopyOrder::F,
        }
    }
}

impl CopyOrder {
    /// NumPy's letter.
    pub fn name(self) -> char {
        match self {
            CopyOrder::C => 'C',
            CopyOrder::F => 'F',
            CopyOrder::A => 'A',
            CopyOrder::K => 'K',
        }
    }
}

impl Array {
    /// New bytes with the same elements (`a.copy(order)`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn copy(&self, order: CopyOrder) -> Result<Array> {
        let copied = heard(self.copied(order))?;
        if !moves_heard() {
            return Ok(copied);
        }
        let operation = match order {
            CopyOrder::C => "copy()".to_owned(),
            other => format!("copy(order='{}')", other.name()),
        };
        self.record_copy(&copied, operation, "a copy was asked for".to_owned());
        Ok(copied)
    }

    /// The elements cast to a dtype in new bytes, memory order kept (`a.astype(dtype)`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn astype(&self, dtype: DType) -> Result<Array> {
        self.astype_with(dtype, CopyOrder::K, Casting::Unsafe)
    }

    /// [`Array::astype`] with a memory order and a rule for which casts are allowed.
    ///
    /// # Errors
    /// As [`cast::check_cast`] and [`crate::limit::grant`].
    pub fn astype_with(&self, dtype: DType, order: CopyOrder, casting: Casting) -> Result<Array> {
        #[cfg(feature = "records")]
        heard(crate::records::promote::check_width(self.dtype, dtype))?;
        #[cfg(feature = "records")]
        let dtype = crate::records::promote::width_found(self.dtype, dtype);
        let allowed = cast::check_cast(self.dtype, dtype, casting);
        heard(allowed.map_err(|error| self.of_scalar(error)))?;
        heard(cast::check_elements(self, dtype))?;
        let cast = heard(self.copied_as(dtype, order))?;
        if !moves_heard() {
            return Ok(cast);
        }
        let why = if dtype == self.dtype {
            "astype always copies, even to the same dtype".to_owned()
        } else {
            format!(
                "each {} element is stored anew as {dtype}: {} bytes become {}",
                self.dtype,
                self.dtype.itemsize(),
                dtype.itemsize()
            )
        };
        self.record_copy(&cast, format!("astype({dtype})"), why);
        Ok(cast)
    }

    /// The elements cast to a dtype that must hold each of them unchanged (`a.astype(dtype, casting='same_value')`); every
    /// number may become a truth value. A new array, in the memory order of this one.
    ///
    /// # Errors
    /// `ValueError: could not cast 'same_value' double to byte`, `…: imag is not 0`; `TypeError: Cannot cast array data from
    /// dtype('<U3') to dtype('float64') according to the rule 'same_value'` for what holds no numbers; as
    /// [`crate::limit::grant`].
    pub fn astype_same_value(&self, dtype: DType, order: CopyOrder) -> Result<Array> {
        heard(cast::same_value::check(self, dtype))?;
        self.astype_with(dtype, order, Casting::Unsafe)
    }

    /// [`Array::astype`] as a step of something else: recorded with its reason, refused by nobody.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    #[cfg(feature = "records")]
    pub(crate) fn astype_quietly(&self, dtype: DType) -> Result<Array> {
        let cast = self.copied_as(dtype, CopyOrder::K)?;
        self.record_copy(
            &cast,
            format!("astype({dtype})"),
            format!("computed in {}, kept in {dtype}", self.dtype),
        );
        Ok(cast)
    }

    /// The elements stored as they are computed with, where they are not: halves in `float32`, bytes in the machine's own
    /// order. Nothing where they are already.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    #[cfg(feature = "records")]
    pub(crate) fn as_computed(&self) -> Result<Option<Array>> {
        match self.dtype {
            DType::F16 | DType::Swapped(DType::F16) => self.astype_quietly(DType::F32).map(Some),
            DType::Swapped(native) => self.astype_quietly(*native).map(Some),
            DType::Alias(alias) if alias.base.native() == DType::F16 => {
                self.astype_quietly(DType::F32).map(Some)
            }
            DType::Alias(alias) => self.astype_quietly(alias.base.native()).map(Some),
            _ => Ok(None),
        }
    }

    /// NumPy speaks of a scalar where the array has no axes.
    pub(crate) fn of_scalar(&self, mut error: Error) -> Error {
        if self.ndim() == 0
            && let Some(rest) = error.message.strip_prefix("Cannot cast array data")
        {
            error.message = ["Cannot cast scalar", rest].concat();
        }
        error
    }

    /// All elements in one axis, always in new bytes (`a.flatten(order)`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn flatten(&self, order: CopyOrder) -> Result<Array> {
        hearing(|| {
            let flat = self.flat_copy(order)?;
            if moves_heard() {
                let (operation, why) = ("flatten()", "flatten always copies");
                self.record_copy(&flat, operation.to_owned(), why.to_owned());
            }
            Ok(flat)
        })
    }

    /// A copy for the engine's own needs, recorded with its reason.
    pub(crate) fn copy_because(&self, operation: &str, why: &str) -> Result<Array> {
        let copied = self.copied(CopyOrder::C)?;
        self.record_copy(&copied, operation.to_owned(), why.to_owned());
        Ok(copied)
    }

    pub(crate) fn record_copy(&self, to: &Array, operation: String, why: String) {
        if !moves_heard() {
            return;
        }
        record(|| Event::Copy {
            operation,
            why,
            from: self.buffer.id(),
            to: to.buffer.id(),
            nbytes: to.nbytes(),
        });
    }

    /// New bytes with the same elements; records the move only.
    pub(crate) fn copied(&self, order: CopyOrder) -> Result<Array> {
        self.copied_as(self.dtype, order)
    }

    fn copied_as(&self, dtype: DType, order: CopyOrder) -> Result<Array> {
        crate::limit::grant(&self.layout.shape, dtype)?;
        let layout = match self.resolved(order) {
            Some(order) => Layout::contiguous(&self.layout.shape, dtype.itemsize(), order),
            None => self.order_kept(dtype.itemsize()),
        };
        let copied = Array::unwritten_over(layout, dtype)?;
        self.fill(&copied, &self.layout, &copied.layout)?;
        Ok(copied)
    }

    /// A packed layout of this shape for another item size, its axes in this array's memory order.
    pub(crate) fn order_kept(&self, itemsize: usize) -> Layout {
        // A record without fields has no bytes.
        let own = self.dtype.itemsize().max(1);
        let mut layout = self.layout.packed_like(own);
        let own = own as i64;
        for stride in &mut layout.strides {
            *stride = *stride / own * itemsize as i64;
        }
        layout
    }

    /// `C` or `F` where the order means one of them for this array; `None` where its own memory order is to be kept.
    pub(crate) fn resolved(&self, order: CopyOrder) -> Option<Order> {
        let itemsize = self.dtype.itemsize();
        let c = self.layout.is_c_contiguous(itemsize);
        let f = self.layout.is_f_contiguous(itemsize);
        match order {
            CopyOrder::C => Some(Order::C),
            CopyOrder::F => Some(Order::F),
            CopyOrder::A if f && !c => Some(Order::F),
            CopyOrder::A => Some(Order::C),
            CopyOrder::K if c => Some(Order::C),
            CopyOrder::K if f => Some(Order::F),
            CopyOrder::K => None,
        }
    }

    /// The elements one after another in the given order; records the move only.
    pub(crate) fn flat_copy(&self, order: CopyOrder) -> Result<Array> {
        let axes: Vec<usize> = match self.resolved(order) {
            Some(Order::C) => (0..self.ndim()).collect(),
            Some(Order::F) => (0..self.ndim()).rev().collect(),
            None => loop_order(&[&self.layout]).to_vec(),
        };
        crate::limit::grant(&[self.size()], self.dtype)?;
        let from = self.layout.with_axes(&axes);
        let itemsize = self.dtype.itemsize();
        let flat = Array::unwritten(&[self.size()], self.dtype)?;
        let packed = Layout::contiguous(&from.shape, itemsize, Order::C);
        self.fill(&flat, &from, &packed)?;
        Ok(flat)
    }

    /// Stretches another array's elements into this one, cast as they come; bytes that both share are read before any
    /// is written. The move is recorded.
    ///
    /// # Errors
    /// As [`Layout::broadcast_to`].
    pub(crate) fn put(&self, values: &Array) -> Result<()> {
        let stretched = values.layout.broadcast_to(self.shape())?;
        values.fill(self, &stretched, &self.layout)
    }

    /// Writes one value to every element, cast as C casts. The move is recorded, and needs no bytes to be replayed.
    ///
    /// # Errors
    /// As [`Layout::broadcast_to`].
    pub(crate) fn put_scalar(&self, value: crate::Scalar) -> Result<()> {
        execute::perform(
            self.constant_move(value)?,
            std::slice::from_ref(&self.buffer),
        )
    }

    fn constant_move(&self, value: crate::Scalar) -> Result<Move> {
        let dtype = value.dtype();
        let layout = Layout::contiguous(&[], dtype.itemsize(), Order::C);
        let operand = Operand {
            buffer: None,
            dtype,
            broadcast: layout.broadcast_to(self.shape())?,
            layout,
            cast: (dtype != self.dtype).then_some(self.dtype),
            constant: Some(value),
        };
        Ok(Move::new(operand, self.as_output(&self.layout)))
    }

    /// Tells a recorder that every element of a fresh array holds one value.
    pub(crate) fn tell_constant(&self, value: crate::Scalar) {
        if moves_heard()
            && let Ok(planned) = self.constant_move(value)
        {
            record_kept(keep(Vec::new), || Event::Move(Plan::Move(planned)));
        }
    }

    /// Tells a recorder that a fresh array holds values from outside: of a list, a text, a file.
    pub(crate) fn tell_given(&self) {
        if !moves_heard() {
            return;
        }
        record_kept(keep(|| vec![self.buffer.clone()]), || {
            let operand = Operand {
                buffer: None,
                dtype: self.dtype,
                layout: self.layout.clone(),
                broadcast: self.layout.clone(),
                cast: None,
                constant: None,
            };
            let output = self.as_output(&self.layout);
            Event::Given(Plan::Move(Move::new(operand, output)))
        });
    }

    /// This array as what a move writes, seen through a layout.
    fn as_output(&self, layout: &Layout) -> Output {
        Output {
            buffer: self.buffer.id(),
            dtype: self.dtype,
            layout: layout.clone(),
            fresh: !self.view,
            cast: None,
        }
    }

    /// Stretches values into this part of an array as an assignment does, surplus leading axes of length 1 dropped.
    ///
    /// # Errors
    /// `ValueError: could not broadcast input array from shape (3,) into shape (4,)`.
    pub(crate) fn put_assigned(&self, values: &Array) -> Result<()> {
        let stretched = crate::index::assign::stretch_into(&values.layout, self.shape())?;
        values.fill(self, &stretched, &self.layout)
    }

    /// Writes all elements of another array, in C order, to this 1-d one of the same size. The move is recorded.
    pub(crate) fn put_flat(&self, values: &Array) -> Result<()> {
        let place = Layout {
            shape: values.layout.shape.clone(),
            strides: crate::layout::packed_strides(values.shape(), 1, Order::C)
                .iter()
                .map(|elements| elements.saturating_mul(self.strides()[0]))
                .collect(),
            offset: self.layout.offset,
        };
        values.fill(self, &values.layout, &place)
    }

    /// Moves this array's elements, seen through one layout, to another array seen through another of the same shape.
    pub(crate) fn fill(&self, target: &Array, from: &Layout, to: &Layout) -> Result<()> {
        let operand = Operand {
            buffer: Some(self.buffer.id()),
            dtype: self.dtype,
            layout: self.layout.clone(),
            broadcast: from.clone(),
            cast: (self.dtype != target.dtype).then_some(target.dtype),
            constant: None,
        };
        let planned = Move::new(operand, target.as_output(to));
        execute::perform(planned, &[self.buffer.clone(), target.buffer.clone()])
    }
}
