//! Arrays that must have a dtype, an order or a flag: copied only where they have it not.
//! Knows arrays; every copy says why.

use super::Array;
use super::copy::CopyOrder;
use crate::cast::Casting;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::layout::Order;
use crate::layout::reshape::Reshaped;
use crate::record::hearing;
use crate::ufunc::heard;

/// What [`Array::require`] can ask for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Requirement {
    /// Packed with the last axis fastest.
    C,
    /// Packed with the first axis fastest.
    F,
    /// Every element where its dtype is aligned.
    Aligned,
    /// May be written.
    Writeable,
    /// Holds its own bytes.
    OwnData,
}

impl Requirement {
    /// The requirement of a NumPy name: `C`, `C_CONTIGUOUS`, `O`, `OWNDATA`, …; `E`, which asks for no subclass, is none.
    ///
    /// # Errors
    /// `KeyError: 'X'`.
    pub fn from_name(name: &str) -> Result<Option<Self>> {
        hearing(|| {
            let upper = name.to_ascii_uppercase();
            Ok(Some(match upper.as_str() {
                "C" | "CONTIGUOUS" | "C_CONTIGUOUS" => Self::C,
                "F" | "FORTRAN" | "F_CONTIGUOUS" => Self::F,
                "A" | "ALIGNED" => Self::Aligned,
                "W" | "WRITEABLE" => Self::Writeable,
                "O" | "OWNDATA" => Self::OwnData,
                "E" | "ENSUREARRAY" => return Ok(None),
                _ => return Err(Error::new(ErrorClass::Key, format!("'{upper}'"))),
            }))
        })
    }
}

impl Array {
    /// This array if it has the dtype and lies in the order already, else a copy (`np.array(a, dtype, copy=…, order=…)`).
    ///
    /// `copy` is `Some(true)` for a copy in any case, `Some(false)` to refuse one; `K` and `A` take any order.
    ///
    /// # Errors
    /// `ValueError: Unable to avoid copy while creating an array as requested. …`; as [`crate::limit::grant`].
    pub fn converted(
        &self,
        dtype: Option<DType>,
        copy: Option<bool>,
        order: CopyOrder,
    ) -> Result<Array> {
        let same_dtype_asked = dtype == Some(self.dtype);
        let dtype = dtype.unwrap_or(self.dtype);
        let lies_so = match order {
            CopyOrder::C => self.c_contiguous(),
            CopyOrder::F => self.f_contiguous(),
            CopyOrder::A | CopyOrder::K => true,
        };
        if copy != Some(true) && lies_so && dtype == self.dtype {
            return Ok(self.clone());
        }
        if copy == Some(false) && same_dtype_asked {
            return heard(Err(Error::value(
                "Unable to avoid copy while creating a new array.",
            )));
        }
        if copy == Some(false) {
            return heard(Err(Error::value(
                "Unable to avoid copy while creating an array as requested.\nIf using `np.array(obj, copy=False)` replace \
                 it with `np.asarray(obj)` to allow a copy when needed (no behavior change in NumPy 1.x).\nFor more \
                 details, see https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-\
                 keyword.",
            )));
        }
        if dtype != self.dtype {
            // Beside a cast, NumPy takes "any order" for "the order that is there".
            let order = match order {
                CopyOrder::A => CopyOrder::K,
                other => other,
            };
            return self.astype_with(dtype, order, Casting::Unsafe);
        }
        self.copy(order)
    }

    /// This array in C order, with at least one axis; a copy only where it does not lie so (`np.ascontiguousarray`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn ascontiguousarray(&self) -> Result<Array> {
        hearing(|| {
            let array = self.converted(None, None, CopyOrder::C)?;
            Ok(array.with_leading_axes(1))
        })
    }

    /// This array in Fortran order, with at least one axis; a copy only where it does not lie so (`np.asfortranarray`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn asfortranarray(&self) -> Result<Array> {
        hearing(|| {
            let array = self.converted(None, None, CopyOrder::F)?;
            Ok(array.with_leading_axes(1))
        })
    }

    /// [`Array::astype_with`] that leaves an array of that dtype and order as it is (`a.astype(dtype, copy=False)`).
    ///
    /// # Errors
    /// As [`Array::astype_with`].
    pub fn astype_if_needed(
        &self,
        dtype: DType,
        order: CopyOrder,
        casting: Casting,
    ) -> Result<Array> {
        hearing(|| {
            let lies_so = match order {
                CopyOrder::C => self.c_contiguous(),
                CopyOrder::F => self.f_contiguous(),
                CopyOrder::A => self.c_contiguous() || self.f_contiguous(),
                CopyOrder::K => true,
            };
            if dtype == self.dtype && lies_so {
                return Ok(self.clone());
            }
            self.astype_with(dtype, order, casting)
        })
    }

    /// [`Array::reshape_in`] with a say about copying: `Some(true)` always copies, `Some(false)` refuses to.
    ///
    /// # Errors
    /// `ValueError: Unable to avoid creating a copy while reshaping.`; as [`Array::reshape`].
    pub fn reshape_with(&self, shape: &[i64], order: Order, copy: Option<bool>) -> Result<Array> {
        match copy {
            None => self.reshape_in(shape, order),
            Some(true) => {
                // Whether the shape fits is asked before anything is copied.
                heard(self.layout.reshape(shape, self.dtype.itemsize(), order))?;
                self.copy(order.into())?.reshape_in(shape, order)
            }
            Some(false) => {
                let found = heard(self.layout.reshape(shape, self.dtype.itemsize(), order))?;
                if matches!(found, Reshaped::Copy { .. }) {
                    return heard(Err(Error::value(
                        "Unable to avoid creating a copy while reshaping.",
                    )));
                }
                self.reshape_in(shape, order)
            }
        }
    }

    /// [`Array::reshape_in`] in one of the orders of copies: `A` is that of the array's memory, `F` where it is Fortran- and
    /// not C-contiguous. A view where possible, else a copy.
    ///
    /// # Errors
    /// `ValueError: order 'K' is not permitted for reshaping`; as [`Array::reshape`].
    pub fn reshape_by(&self, shape: &[i64], order: CopyOrder) -> Result<Array> {
        self.reshape_with(shape, self.reading_order(order)?, None)
    }

    /// The order in which elements are read to be reshaped.
    ///
    /// # Errors
    /// `ValueError: order 'K' is not permitted for reshaping`.
    pub fn reading_order(&self, order: CopyOrder) -> Result<Order> {
        let fortran = self.f_contiguous() && !self.c_contiguous();
        Ok(match order {
            CopyOrder::K => {
                return heard(Err(Error::value(
                    "order 'K' is not permitted for reshaping",
                )));
            }
            CopyOrder::F => Order::F,
            CopyOrder::A if fortran => Order::F,
            _ => Order::C,
        })
    }

    /// This array if it has the dtype and meets every requirement, else a copy that does (`np.require`).
    ///
    /// # Errors
    /// `ValueError: Cannot specify both "C" and "F" order`; as [`crate::limit::grant`].
    pub fn require(&self, dtype: Option<DType>, requirements: &[Requirement]) -> Result<Array> {
        hearing(|| {
            let asks = |one: Requirement| requirements.contains(&one);
            let order = match (asks(Requirement::C), asks(Requirement::F)) {
                (true, true) => {
                    return heard(Err(Error::value(
                        "Cannot specify both \"C\" and \"F\" order",
                    )));
                }
                (true, false) => CopyOrder::C,
                (false, true) => CopyOrder::F,
                (false, false) if requirements.is_empty() => CopyOrder::K,
                (false, false) => CopyOrder::A,
            };
            let array = self.converted(dtype, None, order)?;
            let flags = array.flags();
            let meets = requirements.iter().all(|one| match one {
                Requirement::C | Requirement::F => true,
                Requirement::Aligned => flags.aligned,
                Requirement::Writeable => flags.writeable,
                Requirement::OwnData => flags.owndata,
            });
            if meets { Ok(array) } else { array.copy(order) }
        })
    }
}
