//! Counted and spaced sequences: arange, linspace, logspace, geomspace.
//! Knows numbers and dtypes; each asks the memory limit before it counts.

use crate::short::SmallVec;

use super::Array;
use crate::cast;
use crate::dtype::{DType, Kind};
use crate::element::Element;
use crate::error::{Error, ErrorClass, Result};
use crate::execute;
use crate::plan::{Output, Sequence};
use crate::promote::{self, Input};
use crate::record::hearing;
use crate::scalar::Scalar;

impl Array {
    /// Evenly stepped numbers from `start` up to, but not including, `stop` (`np.arange`).
    ///
    /// The length is `ceil((stop - start) / step)`, the quotient a double even where all three are ints. The values are
    /// `start + i * delta` in the result's dtype, where `delta` is what `start + step` and `start` differ by in that dtype:
    /// so `arange(0.5, 5, 1.5)` in `int64` gives 0, 2, 4. Without a dtype, ints give `int64` and floats `float64`; ints
    /// beyond `int64` beside others give `float64`, as in NumPy. A new array of one axis.
    ///
    /// # Errors
    /// `ZeroDivisionError: division by zero`; `ValueError: Maximum allowed size exceeded`,
    /// `arange: cannot compute length`; `TypeError` for `bool` beyond two elements; as
    /// [`promote::convert_assigned`] and [`crate::limit::grant`].
    pub fn arange(
        start: impl Into<Input>,
        stop: impl Into<Input>,
        step: impl Into<Input>,
        dtype: Option<DType>,
    ) -> Result<Array> {
        hearing(|| {
            let (start, stop, step) = (
                number(start.into())?,
                number(stop.into())?,
                number(step.into())?,
            );
            #[cfg(feature = "records")]
            if let Some(dtype) = dtype.filter(|dtype| !dtype.holds_numbers()) {
                return Err(Error::type_(format!(
                    "arange() not supported for inputs with DType {}.",
                    crate::records::promote::class_text(dtype)
                )));
            }
            let length = arange_length(start, stop, step)?;
            let dtype = dtype.map_or_else(|| arange_dtype([start, stop, step]), Ok)?;
            crate::limit::grant(&[length], dtype)?;
            if dtype == DType::Bool && length > 2 {
                return Err(Error::type_(
                    "arange() is only supported for booleans when the result has at most length 2.",
                ));
            }
            let mut firsts = [Scalar::Bool(false).cast(dtype); 2];
            if length > 0 {
                let first = promote::convert_assigned(start, dtype)?;
                let second = if length == 1 {
                    first
                } else {
                    promote::convert_assigned(sum(start, step), dtype)?
                };
                firsts = [first, second];
            }
            Self::sequence("arange", &firsts, length, dtype, count)
        })
    }

    /// A new array of one axis, filled from some numbers. Recorded.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub(crate) fn sequence(
        name: &'static str,
        numbers: &[Scalar],
        length: i64,
        dtype: DType,
        fill: fn(&Sequence, &mut [u8]),
    ) -> Result<Array> {
        #[cfg(feature = "records")]
        if !dtype.is_number() && dtype.holds_numbers() {
            // Counted as numbers are computed with, and stored otherwise.
            let computed = match dtype.native() {
                DType::F16 => DType::F32,
                native => native,
            };
            let counted = Self::sequence(name, numbers, length, computed, fill)?;
            // What lies beyond is told of the first two alone, when they are made.
            return crate::record::without_warnings(|| counted.astype_quietly(dtype));
        }
        let array = Array::unwritten(&[length], dtype)?;
        let plan = Sequence {
            name,
            numbers: SmallVec::from_slice(numbers),
            output: Output {
                buffer: array.buffer.id(),
                dtype,
                layout: array.layout.clone(),
                fresh: true,
                cast: None,
            },
            fill,
        };
        execute::perform(plan, std::slice::from_ref(&array.buffer))?;
        Ok(array)
    }

    /// `num` numbers from `start` to `stop`, evenly spaced, computed in doubles (`np.linspace`).
    ///
    /// Without `endpoint`, `stop` is the number that would come next. An integer dtype rounds down. A new array of one axis,
    /// of this dtype.
    ///
    /// # Errors
    /// `ValueError: Number of samples, -1, must be non-negative.`; as [`crate::limit::grant`].
    pub fn linspace(
        start: f64,
        stop: f64,
        num: i64,
        endpoint: bool,
        dtype: DType,
    ) -> Result<Array> {
        hearing(|| {
            let numbers = [start, stop, f64::from(u8::from(endpoint))];
            Self::spaced_by("linspace", &numbers, num, dtype, |plan, bytes| {
                let dtype = plan.output.dtype;
                let rounds_down = matches!(dtype.kind(), Kind::Signed | Kind::Unsigned);
                write_doubles(plan, bytes, spaced(plan), |value| {
                    if rounds_down {
                        libm::floor(value)
                    } else {
                        value
                    }
                });
            })
        })
    }

    fn spaced_by(
        name: &'static str,
        numbers: &[f64],
        num: i64,
        dtype: DType,
        fill: fn(&Sequence, &mut [u8]),
    ) -> Result<Array> {
        if num < 0 {
            return Err(Error::value(format!(
                "Number of samples, {num}, must be non-negative."
            )));
        }
        crate::limit::grant(&[num], DType::F64)?;
        #[cfg(feature = "warnings")]
        warn_of_spacing(numbers, num);
        let numbers: SmallVec<[Scalar; 4]> = numbers.iter().map(|&one| Scalar::F64(one)).collect();
        Self::sequence(name, &numbers, num, dtype, fill)
    }

    /// `base` to the power of evenly spaced exponents (`np.logspace`). A new array of one axis, of this dtype.
    ///
    /// # Errors
    /// As [`Array::linspace`].
    pub fn logspace(
        start: f64,
        stop: f64,
        num: i64,
        endpoint: bool,
        base: f64,
        dtype: DType,
    ) -> Result<Array> {
        hearing(|| {
            let numbers = [start, stop, f64::from(u8::from(endpoint)), base];
            let powers = Self::spaced_by("logspace", &numbers, num, dtype, |plan, bytes| {
                let base = number_at(plan, 3);
                write_doubles(plan, bytes, spaced(plan), |exponent| power(base, exponent));
            })?;
            #[cfg(feature = "warnings")]
            if crate::record::warnings_heard() {
                let line = || Self::linspace(start, stop, num, endpoint, DType::F64);
                let exponents = crate::record::without_warnings(line)?;
                warn_of_powers(base, &exponents);
            }
            Ok(powers)
        })
    }

    /// `num` numbers from `start` to `stop`, each a constant multiple of the one before (`np.geomspace`). A new array of one
    /// axis, of this dtype.
    ///
    /// # Errors
    /// `ValueError: Geometric sequence cannot include zero`; as [`Array::linspace`].
    pub fn geomspace(
        start: f64,
        stop: f64,
        num: i64,
        endpoint: bool,
        dtype: DType,
    ) -> Result<Array> {
        hearing(|| {
            if start == 0.0 || stop == 0.0 {
                return Err(Error::value("Geometric sequence cannot include zero"));
            }
            // Two negative ends make a negative sequence: the sign is set aside and put back.
            let sign = if start.is_nan() {
                start
            } else {
                start.signum()
            };
            let ends = [start / sign, stop / sign];
            #[cfg(feature = "warnings")]
            for end in ends {
                use crate::kernel::warning;
                let met = warning::of_element("log10", &[end], libm::log10(end));
                crate::execute::warn_of(met, "log10");
            }
            let numbers = [
                logarithm(ends[0]),
                logarithm(ends[1]),
                f64::from(u8::from(endpoint)),
                sign,
                start,
                stop,
            ];
            Self::spaced_by("geomspace", &numbers, num, dtype, |plan, bytes| {
                let [endpoint, sign, start, stop] =
                    [2, 3, 4, 5].map(|place| number_at(plan, place));
                let mut values: Vec<f64> = spaced(plan)
                    .map(|exponent| power(10.0, exponent) * sign)
                    .collect();
                if let Some(first) = values.first_mut() {
                    *first = start;
                }
                if endpoint != 0.0
                    && values.len() > 1
                    && let Some(last) = values.last_mut()
                {
                    // A sign that is no number makes the end none either.
                    *last = if sign.is_nan() { sign } else { stop };
                }
                write_doubles(plan, bytes, values.into_iter(), |value| value);
            })
        })
    }
}

/// A power; with the last bit of NumPy's where functions that have it are compiled anyway.
fn power(base: f64, exponent: f64) -> f64 {
    #[cfg(feature = "random")]
    return crate::kernel::library::pow(base, exponent);
    #[cfg(not(feature = "random"))]
    libm::pow(base, exponent)
}

/// A decimal logarithm, as [`power`].
fn logarithm(number: f64) -> f64 {
    #[cfg(feature = "random")]
    return crate::kernel::library::log10(number);
    #[cfg(not(feature = "random"))]
    libm::log10(number)
}

/// Warns of what NumPy's ufuncs meet between two ends that are far apart or infinite.
#[cfg(feature = "warnings")]
fn warn_of_spacing(numbers: &[f64], num: i64) {
    use crate::execute::warn_of;
    use crate::kernel::{Flags, warning};
    let &[start, stop, ..] = numbers else { return };
    let distance = stop - start;
    warn_of(
        warning::of_element("subtract", &[stop, start], distance),
        "subtract",
    );
    if distance.is_infinite() && num > 0 {
        // The first of them is 0 times the distance.
        warn_of(Flags::INVALID, "multiply");
        if start.is_infinite() && num > 1 {
            warn_of(Flags::INVALID, "add");
        }
    }
}

/// Warns of powers of one base as the ufunc does.
#[cfg(feature = "warnings")]
fn warn_of_powers(base: f64, exponents: &Array) {
    use crate::kernel::{Flags, warning};
    let mut met = Flags::NONE;
    for exponent in exponents.scalars() {
        if let Scalar::F64(exponent) = exponent {
            let result = power(base, exponent);
            met = met.and(warning::of_element("power", &[base, exponent], result));
        }
    }
    crate::execute::warn_of(met, "power");
}

/// Counts on from the first two elements.
fn count(plan: &Sequence, bytes: &mut [u8]) {
    let number = |place: usize| {
        let found = plan.numbers.get(place).copied();
        found.unwrap_or(Scalar::Bool(false))
    };
    dispatch!(plan.output.dtype, T => {
        let elements = bytemuck::try_cast_slice_mut(bytes).unwrap_or(&mut []);
        T::count(elements, T::from_scalar(number(0)), T::from_scalar(number(1)));
    });
}

/// A number that a sequence is computed from.
fn number_at(plan: &Sequence, place: usize) -> f64 {
    match plan.numbers.get(place) {
        Some(Scalar::F64(number)) => *number,
        _ => 0.0,
    }
}

/// Evenly spaced doubles, in NumPy's order of operations: `i * step + start`, and `stop` itself at the end.
fn spaced(plan: &Sequence) -> impl Iterator<Item = f64> + use<> {
    let num = plan.output.layout.size();
    let [start, stop, endpoint] = [0, 1, 2].map(|place| number_at(plan, place));
    let gaps = if endpoint == 0.0 { num } else { num - 1 };
    let delta = stop - start;
    let step = delta / gaps as f64;
    (0..num).map(move |number| {
        let i = number as f64;
        if endpoint != 0.0 && num > 1 && number == num - 1 {
            stop
        } else if gaps <= 0 {
            i * delta + start
        } else if step == 0.0 {
            // A step too small for a double is spread by dividing first.
            i / gaps as f64 * delta + start
        } else {
            i * step + start
        }
    })
}

fn write_doubles(
    plan: &Sequence,
    bytes: &mut [u8],
    values: impl Iterator<Item = f64>,
    of: impl Fn(f64) -> f64,
) {
    let dtype = plan.output.dtype;
    for (slot, value) in bytes.chunks_exact_mut(dtype.itemsize().max(1)).zip(values) {
        cast::write_scalar(Scalar::F64(of(value)), dtype, slot);
    }
}

/// Arguments of `arange` are numbers; a `bool` counts as the int 0 or 1.
fn number(input: Input) -> Result<Input> {
    match input {
        Input::PyBool(value) => Ok(Input::PyInt(value.into())),
        Input::Array(_) => Err(Error::type_("arange() takes numbers, not arrays")),
        number => Ok(number),
    }
}

fn double(input: Input) -> f64 {
    match input {
        Input::PyInt(value) => value as f64,
        Input::PyFloat(value) => value,
        _ => f64::NAN,
    }
}

fn sum(a: Input, b: Input) -> Input {
    match (a, b) {
        (Input::PyInt(a), Input::PyInt(b)) => Input::PyInt(a.saturating_add(b)),
        _ => Input::PyFloat(double(a) + double(b)),
    }
}

fn arange_dtype(numbers: [Input; 3]) -> Result<DType> {
    let mut found = DType::Bool;
    for number in numbers {
        let own = match number {
            Input::PyInt(value) => promote::default_integer(value)?,
            _ => DType::F64,
        };
        found = promote::promote_types(found, own);
    }
    Ok(found)
}

/// `ceil((stop - start) / step)`, at least 0, as NumPy takes it.
fn arange_length(start: Input, stop: Input, step: Input) -> Result<i64> {
    let zero_division = |message: &str| Error::new(ErrorClass::ZeroDivision, message);
    let length = if let (Input::PyInt(start), Input::PyInt(stop), Input::PyInt(step)) =
        (start, stop, step)
    {
        if step == 0 {
            return Err(zero_division("division by zero"));
        }
        libm::ceil(true_quotient(stop.saturating_sub(start), step))
    } else {
        if double(step) == 0.0 {
            return Err(zero_division("float division by zero"));
        }
        let delta = double(stop) - double(start);
        let quotient = delta / double(step);
        if quotient == 0.0 && delta != 0.0 {
            // The quotient underflowed: one element, unless the step leads away from the stop.
            return Ok(i64::from(!quotient.is_sign_negative()));
        }
        libm::ceil(quotient)
    };
    if length.is_nan() {
        return Err(Error::value("arange: cannot compute length"));
    }
    const BOUND: f64 = 9_223_372_036_854_775_808.0;
    // Exactly 2**63 slips past NumPy's test and wraps to an empty array, by chance of the processor; it is refused here.
    if !(-BOUND..BOUND).contains(&length) {
        return Err(Error::value("Maximum allowed size exceeded"));
    }
    Ok((length as i64).max(0))
}

/// The quotient of two integers, rounded once, as Python's `/` gives it. The divisor is not 0.
fn true_quotient(dividend: i128, divisor: i128) -> f64 {
    let (mut n, mut d) = (dividend.unsigned_abs(), divisor.unsigned_abs());
    let bits = |number: u128| 128 - number.leading_zeros();
    // No argument of `arange` that fits a dtype is so long; longer ones lose bits that no length shows.
    let surplus = bits(d).saturating_sub(64);
    (n, d) = (n >> surplus, d >> surplus);
    let shift = (bits(d) + 56).saturating_sub(bits(n));
    let scaled = n << shift;
    // At least 55 bits, and one more that says whether something is left: rounding sees all it needs.
    let quotient = (scaled / d) | u128::from(scaled % d != 0);
    let magnitude = libm::ldexp(quotient as f64, -(shift as i32));
    if (dividend < 0) == (divisor < 0) {
        magnitude
    } else {
        -magnitude
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubles(array: Result<Array>) -> Vec<f64> {
        array.unwrap().to_vec().unwrap()
    }

    fn message(array: Result<Array>) -> String {
        array.unwrap_err().to_string()
    }

    #[test]
    fn arange_counts_as_numpy() {
        let of = |start: f64, stop: f64, step: f64, dtype| {
            doubles(Array::arange(start, stop, step, dtype))
        };
        assert_eq!(of(0.5, 5.0, 1.5, Some(DType::I64)), [0.0, 2.0, 4.0]);
        assert_eq!(
            of(-3.0, 0.0, 0.5, Some(DType::I64)),
            [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0]
        );
        assert_eq!(of(0.0, 1.0, f64::INFINITY, None), [0.0]);
        assert_eq!(of(0.0, -1.0, f64::INFINITY, None), [0.0f64; 0]);
        let singles: Vec<f32> = Array::arange(1.3, 2.9, 0.2, Some(DType::F32))
            .unwrap()
            .to_vec()
            .unwrap();
        assert_eq!(
            singles,
            [
                1.3f32, 1.5, 1.7, 1.9000001, 2.1000001, 2.3000002, 2.5000002, 2.7000003
            ]
        );
        assert_eq!(doubles(Array::arange(5, 2, -1, None)), [5.0, 4.0, 3.0]);
        let bytes = Array::arange(0, 300, 1, Some(DType::U8)).unwrap();
        assert_eq!(bytes.nth(299), Some(Scalar::U8(43)));
        let wide = Array::arange(i64::MIN, i64::MAX, 1i64 << 61, None).unwrap();
        assert_eq!(wide.nth(7), Some(Scalar::I64(3 << 61)));
    }

    #[test]
    fn refusals_use_numpy_words() {
        for (array, words) in [
            (
                Array::arange(0, 1, 0, None),
                "ZeroDivisionError: division by zero",
            ),
            (
                Array::arange(0.0, 1, 0, None),
                "ZeroDivisionError: float division by zero",
            ),
            (
                Array::arange(0, 1e20, 1, None),
                "ValueError: Maximum allowed size exceeded",
            ),
            (
                Array::arange(0, f64::NAN, 1, None),
                "ValueError: arange: cannot compute length",
            ),
            (
                Array::arange(0, 3, 1, Some(DType::Bool)),
                "TypeError: arange() is only supported for booleans when the result has at most length 2.",
            ),
            (
                Array::arange(0, 601, 300, Some(DType::U8)),
                "OverflowError: Python integer 300 out of bounds for uint8",
            ),
            (
                Array::linspace(0.0, 1.0, -1, true, DType::F64),
                "ValueError: Number of samples, -1, must be non-negative.",
            ),
            (
                Array::geomspace(0.0, 1.0, 3, true, DType::F64),
                "ValueError: Geometric sequence cannot include zero",
            ),
        ] {
            assert_eq!(message(array), words);
        }
    }

    #[test]
    fn spaces_end_where_asked() {
        let line = |start, stop, num, endpoint, dtype| {
            doubles(Array::linspace(start, stop, num, endpoint, dtype))
        };
        assert_eq!(
            line(0.0, 1.0, 5, true, DType::F64),
            [0.0, 0.25, 0.5, 0.75, 1.0]
        );
        assert_eq!(line(0.0, 1.0, 4, false, DType::F64), [0.0, 0.25, 0.5, 0.75]);
        assert_eq!(line(-1.0, 0.0, 3, true, DType::I8), [-1.0, -1.0, 0.0]);
        assert_eq!(
            line(0.0, 5e-324, 4, true, DType::F64),
            [0.0, 0.0, 5e-324, 5e-324]
        );
        assert_eq!(line(0.0, 1.0, 0, true, DType::F64), [0.0f64; 0]);
        assert_eq!(
            doubles(Array::geomspace(1.0, 1000.0, 4, true, DType::F64)),
            [1.0, 10.0, 100.0, 1000.0]
        );
        assert_eq!(
            doubles(Array::geomspace(-1.0, -1000.0, 4, true, DType::I64)),
            [-1.0, -10.0, -100.0, -1000.0]
        );
        assert_eq!(
            doubles(Array::logspace(0.0, 2.0, 3, true, 10.0, DType::F64)),
            [1.0, 10.0, 100.0]
        );
    }
}
