//! The parts of complex arrays: real and imaginary parts as views, conjugates, angles, and questions about them.
//! Knows ufuncs; the loops themselves stand in `kernel`.

use super::Array;
use super::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::Result;
use crate::layout::Layout;
use crate::record::hearing;
use crate::reduce;
use crate::scalar::Scalar;
use crate::ufunc::{self, Operand};

impl Array {
    /// The real parts (`a.real`): a view of a complex array with its strides, else the array itself. Shape as the array's,
    /// dtype that of a part.
    pub fn real(&self) -> Array {
        if self.dtype.is_complex() {
            self.part(0, "real")
        } else {
            self.clone()
        }
    }

    /// The imaginary parts (`a.imag`): a view of a complex array with its strides that starts one part later; for real
    /// numbers, new zeros that cannot be written. Shape as the array's, dtype that of a part.
    ///
    /// # Errors
    /// As [`crate::limit::grant`] for the zeros. `TypeError: cannot get the imaginary part …` does not arise here.
    pub fn imag(&self) -> Result<Array> {
        hearing(|| {
            if self.dtype.is_complex() {
                let size = self.dtype.real_part().itemsize() as i64;
                return Ok(self.part(size, "imag"));
            }
            // In Fortran order where the array is, else in C order.
            let mut zeros = self.zeros_like_in(None, CopyOrder::A, None)?;
            zeros.writeable = false;
            Ok(zeros)
        })
    }

    fn part(&self, after: i64, operation: &str) -> Array {
        let layout = Layout {
            offset: self.layout.offset + after,
            ..self.layout.clone()
        };
        self.seen_as(self.dtype.real_part(), layout, || operation.to_owned())
    }

    /// The squares of the lengths, computed in the bytes of this array, which nobody else may hold.
    ///
    /// # Errors
    /// As [`ufunc::call_into`].
    #[cfg(feature = "complex")]
    pub(crate) fn squared_lengths(&self) -> Result<Array> {
        let (re, im) = (self.part(0, "real"), self.imag()?);
        for part in [&re, &im] {
            ufunc::call_into(
                "multiply",
                &[Operand::Array(part), Operand::Array(part)],
                part,
            )?;
        }
        ufunc::call_into("add", &[Operand::Array(&re), Operand::Array(&im)], &re)?;
        Ok(re)
    }
}

/// The angles of complex numbers in radians, or in degrees (`np.angle`); of real ones 0 or pi. A new array of the operand's
/// shape, of floats.
///
/// # Errors
/// As [`ufunc::call`].
pub fn angle(array: &Array, degrees: bool) -> Result<Array> {
    hearing(|| {
        let angles = if array.dtype.is_complex() {
            let (re, im) = (array.real(), array.imag()?);
            ufunc::call("arctan2", &[Operand::Array(&im), Operand::Array(&re)])?
        } else {
            ufunc::call("arctan2", &[Operand::PyInt(0), Operand::Array(array)])?
        };
        if !degrees {
            return Ok(angles);
        }
        let per_radian = 180.0 / std::f64::consts::PI;
        ufunc::call_into(
            "multiply",
            &[Operand::Array(&angles), Operand::PyFloat(per_radian)],
            &angles,
        )?;
        Ok(angles)
    })
}

/// Whether each number has an imaginary part other than 0 (`np.iscomplex`). A new array of bools of the operand's shape.
///
/// # Errors
/// As [`ufunc::call`].
pub fn iscomplex(array: &Array) -> Result<Array> {
    hearing(|| {
        if array.dtype.is_complex() {
            let im = array.imag()?;
            return ufunc::call("not_equal", &[Operand::Array(&im), Operand::PyInt(0)]);
        }
        // NumPy makes the answer as a view of zeros.
        let zeros = Array::zeros(array.shape(), DType::Bool)?;
        Ok(zeros.over(zeros.layout.clone()))
    })
}

/// Whether each number has no imaginary part, or one of 0 (`np.isreal`). A new array of bools of the operand's shape.
///
/// # Errors
/// As [`ufunc::call`].
pub fn isreal(array: &Array) -> Result<Array> {
    let im = array.imag()?;
    #[cfg(feature = "records")]
    if !im.dtype.holds_numbers() {
        // A text is simply not 0.
        let zero = Array::scalar(crate::Scalar::I64(0))?;
        return crate::strings::equals(&im, &zero, false);
    }
    ufunc::call("equal", &[Operand::Array(&im), Operand::PyInt(0)])
}

/// Whether the dtype is one of complex numbers (`np.iscomplexobj`).
pub fn iscomplexobj(array: &Array) -> bool {
    array.dtype.is_complex()
}

/// The real parts as a view where every imaginary part is nearly 0, else the array itself (`np.real_if_close`): nearer than
/// so many of the dtype's `eps`, or than `tolerance` itself where that is not above 1.
///
/// # Errors
/// As [`ufunc::call`].
pub fn real_if_close(array: &Array, tolerance: f64) -> Result<Array> {
    hearing(|| {
        if !array.dtype.is_complex() {
            return Ok(array.clone());
        }
        let within = match array.dtype.real_part() {
            _ if tolerance <= 1.0 => tolerance,
            part if part.native() == DType::F32 => f64::from(f32::EPSILON) * tolerance,
            _ => f64::EPSILON * tolerance,
        };
        let lengths = ufunc::call("absolute", &[Operand::Array(&array.imag()?)])?;
        let near = ufunc::call(
            "less",
            &[Operand::Array(&lengths), Operand::PyFloat(within)],
        )?;
        let all = reduce::call("all", &near, reduce::Options::default())?;
        Ok(if all.item()? == Scalar::Bool(true) {
            array.real()
        } else {
            array.clone()
        })
    })
}
