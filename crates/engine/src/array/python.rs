//! What Python asks of an array: its truth, its only number, whether it holds a value; and parts of it seen through another
//! dtype. Knows arrays; no byte moves but the one that is asked for.

use super::Array;
#[cfg(feature = "complex")]
use num_complex::Complex;

use crate::cast::Casting;
use crate::compose::{alike, fold, is_true};
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::index::select::copyto;
use crate::layout::check::Broken;
use crate::layout::{Dims, Layout, Order, packed_strides, tuple_text};
use crate::limit;
use crate::record::hearing;
use crate::scalar::Scalar;
use crate::ufunc::{self, Operand, heard};

impl Array {
    /// Whether the only element counts as true (`bool(a)`), of an array of any number of axes.
    ///
    /// # Errors
    /// `ValueError: The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()`, and one for
    /// an array without elements.
    pub fn truth(&self) -> Result<bool> {
        hearing(|| match self.size() {
            0 => Err(Error::value(
                "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.",
            )),
            #[cfg(feature = "records")]
            1 if matches!(self.dtype, DType::Record(_)) => Ok(self.flatnonzero()?.size() == 1),
            1 => is_true(&self.astype(DType::Bool)?.reshape(&[])?),
            _ => Err(Error::value(
                "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
            )),
        })
    }

    /// The only element of a 0-d array as a whole number, cut off toward 0 (`int(a)`); a text is read.
    ///
    /// # Errors
    /// `TypeError: only 0-dimensional arrays can be converted to Python scalars`; `ValueError: cannot convert float NaN to
    /// integer`; `OverflowError: cannot convert float infinity to integer`, and one for a number beyond 128 bits, which
    /// Python has; `TypeError` for complex numbers and records.
    pub fn to_int(&self) -> Result<i128> {
        hearing(|| {
            let number = self
                .single("int() argument must be a string, a bytes-like object or a real number")?;
            match number.dtype().kind() {
                Kind::Float => whole_of(number),
                Kind::Unsigned => match number.cast(DType::U64) {
                    Scalar::U64(value) => Ok(value.into()),
                    _ => Ok(0),
                },
                _ => match number.cast(DType::I64) {
                    Scalar::I64(value) => Ok(value.into()),
                    _ => Ok(0),
                },
            }
        })
    }

    /// The only element of a 0-d array as a double (`float(a)`); a text is read.
    ///
    /// # Errors
    /// As [`Array::to_int`], but every float is one.
    pub fn to_float(&self) -> Result<f64> {
        hearing(|| {
            #[cfg(feature = "records")]
            if is_text(self.dtype) && self.ndim() == 0 {
                return crate::compose::double(&Array::scalar(self.read_text(DType::F64)?)?);
            }
            let number = self.single("float() argument must be a string or a real number")?;
            Ok(match number.cast(DType::F64) {
                Scalar::F64(value) => value,
                _ => f64::NAN,
            })
        })
    }

    /// The only element of a 0-d array of numbers as a complex one (`complex(a)`).
    ///
    /// # Errors
    /// `TypeError: only 0-dimensional arrays can be converted to Python scalars`,
    /// `Unable to convert dtype('<U4') to complex`.
    #[cfg(feature = "complex")]
    pub fn to_complex(&self) -> Result<Complex<f64>> {
        hearing(|| {
            self.check_single()?;
            if !self.dtype.holds_numbers() {
                return Err(Error::type_(format!(
                    "Unable to convert {} to complex",
                    self.dtype.repr()
                )));
            }
            match self.item()?.cast(DType::C128) {
                Scalar::C128(value) => Ok(value),
                _ => Err(Error::type_("no complex number")),
            }
        })
    }

    /// The only element of a 0-d array of integers, as an index (`operator.index(a)`).
    ///
    /// # Errors
    /// `TypeError: only integer scalar arrays can be converted to a scalar index`.
    pub fn to_index(&self) -> Result<i128> {
        let whole = matches!(self.dtype.native().kind(), Kind::Signed | Kind::Unsigned);
        match whole && self.ndim() == 0 {
            true => self.to_int(),
            false => heard(Err(Error::type_(
                "only integer scalar arrays can be converted to a scalar index",
            ))),
        }
    }

    /// A single text read as a number.
    #[cfg(feature = "records")]
    fn read_text(&self, dtype: DType) -> Result<Scalar> {
        let mut bytes = [0; 8];
        self.tolist()?.write(dtype, &mut bytes)?;
        Ok(Scalar::from_bytes(dtype, &bytes).unwrap_or(Scalar::Bool(false)))
    }

    fn check_single(&self) -> Result<()> {
        match self.ndim() {
            0 => Ok(()),
            _ => Err(Error::type_(
                "only 0-dimensional arrays can be converted to Python scalars",
            )),
        }
    }

    /// The only element, which must be a real number or a text that says one.
    fn single(&self, wanted: &str) -> Result<Scalar> {
        self.check_single()?;
        let not = |class: &str| Err(Error::type_(format!("{wanted}, not '{class}'")));
        if self.dtype.is_complex() {
            return not("complex");
        }
        #[cfg(feature = "records")]
        match self.dtype.native() {
            dtype if is_text(dtype) => return self.read_text(DType::I64),
            dtype if !dtype.holds_numbers() => return not("tuple"),
            _ => {}
        }
        self.item()
    }

    /// Whether any element equals a value, which is broadcast (`value in a`).
    ///
    /// # Errors
    /// Shapes that do not broadcast; as [`ufunc::call`].
    pub fn contains(&self, value: &Array) -> Result<bool> {
        hearing(|| is_true(&fold("any", &alike(self, value, false)?)?))
    }

    /// A part of every element from byte `offset` on, read as another dtype (`a.getfield(dtype, offset)`): a view of the same
    /// shape and strides.
    ///
    /// # Errors
    /// `ValueError: new type is larger than original type`, `offset is negative`, `new type plus offset is larger than original type`.
    pub fn getfield(&self, dtype: DType, offset: i64) -> Result<Array> {
        let end = i64::try_from(dtype.itemsize()).unwrap_or(i64::MAX);
        let size = i64::try_from(self.dtype.itemsize()).unwrap_or(i64::MAX);
        if end > size {
            return heard(Err(Error::value("new type is larger than original type")));
        }
        if offset < 0 {
            return heard(Err(Error::value("offset is negative")));
        }
        if offset.saturating_add(end) > size {
            return heard(Err(Error::value(
                "new type plus offset is larger than original type",
            )));
        }
        let mut layout = self.layout.clone();
        layout.offset += offset;
        Ok(self.seen_as(dtype, layout, || format!("getfield({dtype}, {offset})")))
    }

    /// Writes a value, broadcast and cast as C casts, to a part of every element (`a.setfield(value, dtype, offset)`), in place.
    ///
    /// # Errors
    /// As [`Array::assign`] and [`Array::getfield`]; an array of values as [`copyto`].
    pub fn setfield(&self, value: Operand<'_>, dtype: DType, offset: i64) -> Result<()> {
        heard(self.check_writeable())?;
        let part = self.getfield(dtype, offset)?;
        match value {
            Operand::Array(_) => copyto(&part, value, Casting::Unsafe, None),
            number => part.assign_number(&[Index::Ellipsis], number.input()),
        }
    }

    /// The array's bytes from `offset` on as an array of another shape, dtype and strides (`np.ndarray(shape, dtype, buffer=a,
    /// offset=…, strides=…, order=…)`): a view. A shape of -1 alone takes what there is.
    ///
    /// # Errors
    /// `TypeError: buffer is too small for requested array`; `ValueError: ndarray is not contiguous`, `strides, if given, must
    /// be the same length as shape`, `strides is incompatible with shape of requested array and size of buffer`, `negative
    /// dimensions are not allowed`.
    pub fn over_bytes(
        &self,
        shape: &[i64],
        dtype: DType,
        offset: i64,
        strides: Option<&[i64]>,
        order: Order,
    ) -> Result<Array> {
        let layout = heard(self.layout_over(shape, dtype, offset, strides, order))?;
        let operation = || format!("ndarray({}, {dtype})", tuple_text(shape));
        Ok(self.seen_as(dtype, layout, operation))
    }

    fn layout_over(
        &self,
        shape: &[i64],
        dtype: DType,
        offset: i64,
        strides: Option<&[i64]>,
        order: Order,
    ) -> Result<Layout> {
        let size = dtype.itemsize();
        if !self.c_contiguous() && !self.f_contiguous() {
            return Err(Error::value("ndarray is not contiguous"));
        }
        let there = usize::try_from(self.nbytes()).unwrap_or(usize::MAX);
        let too_small = || match strides {
            None => Error::type_("buffer is too small for requested array"),
            Some(_) => Error::value(
                "strides is incompatible with shape of requested array and size of buffer",
            ),
        };
        let start = usize::try_from(offset).map_err(|_| too_small())?;
        let left = there.checked_sub(start).ok_or_else(too_small)?;
        let all = [i64::try_from(left / size.max(1)).unwrap_or(i64::MAX)];
        let shape = if shape == [-1] { &all[..] } else { shape };
        crate::limit::check_ndim(shape.len())?;
        let needed = limit::checked_nbytes(shape, size)?;
        let mut layout = Layout {
            shape: Dims::from_slice(shape),
            strides: match strides {
                Some(strides) => Dims::from_slice(strides),
                None => packed_strides(shape, size, order),
            },
            offset,
        };
        match strides {
            None if usize::try_from(needed).unwrap_or(usize::MAX) > left => return Err(too_small()),
            None => {}
            Some(strides) if strides.len() != shape.len() => {
                return Err(Error::value(
                    "strides, if given, must be the same length as shape",
                ));
            }
            Some(_) => match layout.check(size, there) {
                Ok(()) => {}
                Err(Broken::Bounds { .. }) => {
                    return Err(Error::value(
                        "strides is incompatible with shape of requested array and size of buffer",
                    ));
                }
                Err(broken) => return Err(Error::value(broken.to_string())),
            },
        }
        layout.offset = self.layout.offset.saturating_add(offset);
        Ok(layout)
    }

    /// The array itself, if all its elements are finite (`np.asarray_chkfinite`).
    ///
    /// # Errors
    /// `ValueError: array must not contain infs or NaNs`.
    pub fn asarray_chkfinite(&self) -> Result<Array> {
        if self.dtype.is_inexact() {
            let finite = ufunc::call("isfinite", &[Operand::Array(self)])?;
            if !is_true(&fold("all", &finite)?)? {
                return heard(Err(Error::value("array must not contain infs or NaNs")));
            }
        }
        Ok(self.clone())
    }

    /// The last two axes exchanged (`a.mT`), a view.
    ///
    /// # Errors
    /// `ValueError: matrix transpose with ndim < 2 is undefined`.
    pub fn m_t(&self) -> Result<Array> {
        if self.ndim() < 2 {
            return heard(Err(Error::value(
                "matrix transpose with ndim < 2 is undefined",
            )));
        }
        self.swapaxes(-1, -2)
    }

    /// How many elements lie along some axes, all of them where none are named (`np.size(a, axis)`).
    ///
    /// # Errors
    /// `AxisError`; `ValueError: repeated axis`.
    pub fn size_along(&self, axes: Option<&[i64]>) -> Result<i64> {
        let Some(axes) = axes else {
            return Ok(self.size());
        };
        let axes = crate::layout::axes::normalize_axes(axes, self.ndim(), "repeated axis");
        let axes = heard(axes)?;
        Ok(axes.iter().map(|&axis| self.shape()[axis]).product())
    }
}

/// Whether Python reads a number from an element: a text, or bytes.
#[cfg(feature = "records")]
fn is_text(dtype: DType) -> bool {
    matches!(
        dtype.native(),
        DType::Str(_) | DType::Bytes(_) | DType::Void(_)
    )
}

/// A float cut off toward 0.
fn whole_of(number: Scalar) -> Result<i128> {
    let Scalar::F64(value) = number.cast(DType::F64) else {
        return Ok(0);
    };
    let overflow = |words: &str| Err(Error::new(ErrorClass::Overflow, words));
    if value.is_nan() {
        return Err(Error::value("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return overflow("cannot convert float infinity to integer");
    }
    if value.abs() >= 2f64.powi(127) {
        return overflow("a whole number of more than 128 bits");
    }
    Ok(value as i128)
}
