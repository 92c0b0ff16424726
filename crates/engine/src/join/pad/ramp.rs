//! Straight lines from the edges of an axis to given end values, as `np.linspace` counts them.
//! Knows arrays and ufuncs, whose calls make each line.

use super::rim::Rim;
use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::error::Result;
use crate::promote::{self, Input};
use crate::scalar::Scalar;
use crate::ufunc::{self, Operand};

impl Rim {
    /// Lines from the edges to the ends. A `strong` end, a NumPy scalar, has its dtype's say in the precision.
    pub(super) fn fill_ramp(&self, ends: (Scalar, Scalar), strong: bool) -> Result<()> {
        let length = self.array.shape()[self.axis];
        let (first, last) = (
            self.array.strip(self.axis, self.before, 1),
            self.array.strip(self.axis, length - self.after - 1, 1),
        );
        let before = self.ramp(ends.0, &first, self.before, strong)?;
        let after = self.ramp(ends.1, &last, self.after, strong)?;
        if let Some(line) = before {
            self.array.strip(self.axis, 0, self.before).put(&line)?;
        }
        if let Some(line) = after {
            let start = length - self.after;
            let backward = line.flip(Some(&[self.axis as i64]))?;
            self.array
                .strip(self.axis, start, self.after)
                .put(&backward)?;
        }
        Ok(())
    }

    /// `num` steps from the end value toward the edge, the edge itself left out.
    fn ramp(&self, end: Scalar, edge: &Array, num: i64, strong: bool) -> Result<Option<Array>> {
        if num == 0 {
            return Ok(None);
        }
        let own = self.array.dtype;
        let input = if strong {
            Input::Array(end.dtype())
        } else {
            super::python_number(end)
        };
        let float = match promote::result_type(&[input, Input::Array(own)])? {
            found if matches!(found.kind(), Kind::Bool | Kind::Signed | Kind::Unsigned) => {
                DType::F64
            }
            inexact => inexact,
        };
        let call = |name, left: &Array, right: &Array| {
            ufunc::call(name, &[Operand::Array(left), Operand::Array(right)])
        };
        let end = Array::scalar(end.cast(float))?;
        let gaps = Array::scalar(Scalar::F64(num as f64).cast(float))?;
        let delta = call("subtract", &edge.astype(float)?, &end)?;
        let step = call("divide", &delta, &gaps)?;
        let mut shape = vec![1; self.array.ndim()];
        shape[self.axis] = num;
        let count = Array::arange(0, num, 1, Some(float))?.reshape(&shape)?;
        let some_step_is_zero = step
            .scalars()
            .any(|value| value.cast(DType::Bool) == Scalar::Bool(false));
        let line = if some_step_is_zero {
            // A step too small for the dtype is spread by dividing first.
            call("multiply", &call("divide", &count, &gaps)?, &delta)?
        } else {
            call("multiply", &count, &step)?
        };
        let line = call("add", &line, &end)?;
        if matches!(own.kind(), Kind::Signed | Kind::Unsigned) {
            return Ok(Some(ufunc::call("floor", &[Operand::Array(&line)])?));
        }
        Ok(Some(line))
    }
}
