//! Random integers of any integer dtype within bounds that are numbers or arrays: `integers`, `randint`, `bytes`.
//! Knows `bounded` for one integer; checks bounds in NumPy's words.

use super::batch::{Integers, Values};
use super::bits::Source;
use super::bounded::Bounded;
use super::fill::Drawing;
use super::generator::{Generator, unsupported};
use super::parameter::{integer_from_scalar, integer_of, number_of};
use crate::array::Array;
use crate::cast::{Casting, can_cast};
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::layout::broadcast::{broadcast_shape, broadcast_shapes};
use crate::layout::{Dims, Layout, Order};
use crate::limit;
use crate::plan::draw::DrawCall;
use crate::scalar::Scalar;
use crate::ufunc::{Operand, heard};

/// How a call wants its integers.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// Any integer dtype, or `bool`.
    pub(super) dtype: DType,
    /// Whether `high` itself may come.
    pub(super) endpoint: bool,
    /// Bounded by masking, as `RandomState` does.
    pub(super) masked: bool,
    /// The method's name, for records and refusals.
    pub(super) method: &'static str,
}

impl Wanted {
    /// Bits of one integer; 1 for `bool`.
    fn width(self) -> u32 {
        match self.dtype {
            DType::Bool => 1,
            other => 8 * other.itemsize() as u32,
        }
    }

    /// The least and the greatest integer of the dtype.
    fn bounds(self) -> (i128, i128) {
        let width = self.width();
        match self.dtype.kind() {
            Kind::Signed => (-(1 << (width - 1)), (1 << (width - 1)) - 1),
            _ => (0, (1 << width) - 1),
        }
    }

    fn out_of_bounds(self, side: &str) -> Error {
        Error::value(format!("{side} is out of bounds for {}", self.dtype))
    }

    /// NumPy names only `high` where `low` is 0, its default.
    fn reversed(self, low_is_zero: bool) -> Error {
        Error::value(match (low_is_zero, self.endpoint) {
            (true, true) => "high < 0",
            (true, false) => "high <= 0",
            (false, true) => "low > high",
            (false, false) => "low >= high",
        })
    }
}

impl Generator {
    /// Random integers from `low` up to `high`, which comes itself only with `endpoint`; `None` draws from 0 up to `low`.
    ///
    /// A fresh array of the dtype (any integer, or `bool`), of shape `size` or of what the bounds broadcast to.
    ///
    /// # Errors
    /// `ValueError: low >= high`, `high <= 0`, `low is out of bounds for int8`, …;
    /// `TypeError: Unsupported dtype dtype('float64') for integers`; shapes that do not fit; memory.
    pub fn integers(
        &mut self,
        low: Operand<'_>,
        high: Option<Operand<'_>>,
        size: Option<&[i64]>,
        dtype: DType,
        endpoint: bool,
    ) -> Result<Array> {
        let wanted = Wanted {
            dtype,
            endpoint,
            masked: false,
            method: "integers",
        };
        heard(integers(&mut self.source, low, high, size, wanted))
    }

    /// Random bytes: a fresh `uint8` array of shape `(length,)`, where NumPy gives a `bytes` object.
    ///
    /// # Errors
    /// Memory.
    pub fn bytes(&mut self, length: i64) -> Result<Array> {
        let wanted = Wanted {
            dtype: DType::U32,
            endpoint: false,
            masked: false,
            method: "integers",
        };
        heard(bytes(&mut self.source, length, wanted))
    }
}

/// The bytes of random integers of 32 bits, lowest first, as many as asked for.
pub(super) fn bytes(source: &mut Source, length: i64, wanted: Wanted) -> Result<Array> {
    limit::grant(&[length.max(0)], DType::U8)?;
    // A length of 0 still takes one number, as in NumPy.
    let count = length.saturating_sub(1) / 4 + 1;
    let (low, high) = (Operand::PyInt(0), Operand::PyInt(1 << 32));
    let numbers = integers(source, low, Some(high), Some(&[count]), wanted)?;
    let all = numbers.view(DType::U8)?;
    let end = if length < 0 {
        all.size().saturating_add(length).max(0)
    } else {
        length.min(all.size())
    };
    let bytes = all.index(&[Index::range(0, end)])?;
    bytes.copy_because(
        "bytes()",
        "the last number may have more bytes than asked for",
    )
}

/// Random integers of either generator.
pub(super) fn integers(
    source: &mut Source,
    low: Operand<'_>,
    high: Option<Operand<'_>>,
    size: Option<&[i64]>,
    wanted: Wanted,
) -> Result<Array> {
    let (low, high) = match high {
        Some(high) => (low, high),
        None => (Operand::PyInt(0), low),
    };
    if matches!(
        wanted.dtype.kind(),
        Kind::Bool | Kind::Signed | Kind::Unsigned
    ) {
        // Nothing is refused where nothing is drawn.
        if size.is_some_and(|size| size.contains(&0)) {
            return Array::blank(size.unwrap_or(&[]), wanted.dtype);
        }
        match (axisless(low)?, axisless(high)?) {
            (Some(low), Some(high)) => within_numbers(source, low, high, size, wanted),
            _ => within_arrays(source, low, high, size, wanted),
        }
    } else {
        Err(unsupported(wanted.dtype, wanted.method))
    }
}

/// `int(value)`: a float loses its fraction; `None` for an array with axes.
fn axisless(value: Operand<'_>) -> Result<Option<i128>> {
    match value {
        Operand::Array(array) if array.ndim() > 0 => Ok(None),
        Operand::Array(array) => match array.nth(0) {
            Some(scalar) => whole(scalar).map(Some),
            None => Ok(None),
        },
        Operand::PyFloat(value) => whole(Scalar::F64(value)).map(Some),
        other => integer_of(other).map(Some).ok_or_else(|| {
            Error::type_(
                "int() argument must be a string, a bytes-like object or a real number, not 'complex'",
            )
        }),
    }
}

/// An element as a Python integer.
fn whole(scalar: Scalar) -> Result<i128> {
    if let Some(integer) = integer_from_scalar(scalar) {
        return Ok(integer);
    }
    match scalar.cast(DType::F64) {
        Scalar::F64(value) if value.is_nan() => {
            Err(Error::value("cannot convert float NaN to integer"))
        }
        Scalar::F64(value) if value.is_infinite() => Err(Error::new(
            ErrorClass::Overflow,
            "cannot convert float infinity to integer",
        )),
        Scalar::F64(value) => Ok(value as i128),
        _ => Ok(0),
    }
}

fn within_numbers(
    source: &mut Source,
    low: i128,
    high: i128,
    size: Option<&[i64]>,
    wanted: Wanted,
) -> Result<Array> {
    let highest = high.saturating_sub(i128::from(!wanted.endpoint));
    let (least, greatest) = wanted.bounds();
    if low < least {
        return Err(wanted.out_of_bounds("low"));
    }
    if highest > greatest {
        return Err(wanted.out_of_bounds("high"));
    }
    if low > highest {
        return Err(wanted.reversed(low == 0));
    }
    let array = Array::blank(size.unwrap_or(&[]), wanted.dtype)?;
    let mut drawing = wanted.drawing(array.shape(), false);
    for bound in [low, highest] {
        drawing.constant(scalar_of(bound));
    }
    drawing.into_array(source, &array, true)?;
    Ok(array)
}

/// An array of bounds: exact integers, and as doubles what is compared beside floats.
struct Bounds {
    array: Array,
    exact: Vec<i128>,
    real: Vec<f64>,
    shape: Dims,
    /// Whether no value of its dtype can be out of bounds.
    safe: bool,
    floats: bool,
}

impl Bounds {
    fn new(value: Operand<'_>, wanted: Wanted) -> Result<Self> {
        let array = match value {
            Operand::Array(array) => array.clone(),
            Operand::PyBool(value) => Array::full(&[], Scalar::Bool(value))?,
            Operand::PyInt(value) => {
                let dtype = crate::promote::default_integer(value)?;
                Array::full(&[], crate::promote::convert_python_int(value, dtype)?)?
            }
            other => Array::full(&[], Scalar::F64(number_of(other).unwrap_or(f64::NAN)))?,
        };
        limit::grant(array.shape(), DType::F64)?;
        let floats = array.dtype.kind() == Kind::Float;
        let mut exact = Vec::new();
        let mut real = Vec::new();
        for scalar in array.scalars() {
            let value = match scalar.cast(DType::F64) {
                Scalar::F64(value) => value,
                _ => f64::NAN,
            };
            real.push(value);
            exact.push(self::exact(scalar));
        }
        Ok(Self {
            exact,
            real,
            shape: array.shape().into(),
            safe: can_cast(array.dtype, wanted.dtype, Casting::Safe),
            floats,
            array,
        })
    }

    /// Whether any value is on the wrong side of a limit.
    fn any(
        &self,
        limit: i128,
        exact: fn(&i128, &i128) -> bool,
        real: fn(&f64, &f64) -> bool,
    ) -> bool {
        if self.floats {
            self.real.iter().any(|value| real(value, &(limit as f64)))
        } else {
            self.exact.iter().any(|value| exact(value, &limit))
        }
    }

    /// Where each element of a broadcast shape finds its bound.
    fn places(&self, shape: &[i64]) -> Result<Vec<i64>> {
        // Of elements of one byte the address is the number.
        let numbers = Layout::contiguous(&self.shape, 1, Order::C);
        Ok(numbers.broadcast_to(shape)?.addresses().collect())
    }
}

fn within_arrays(
    source: &mut Source,
    low: Operand<'_>,
    high: Operand<'_>,
    size: Option<&[i64]>,
    wanted: Wanted,
) -> Result<Array> {
    let mut low = Bounds::new(low, wanted)?;
    let mut high = Bounds::new(high, wanted)?;
    let (least, greatest) = wanted.bounds();
    let mut open = !wanted.endpoint;
    if wanted.width() == 64 {
        if !low.safe {
            low.exact = low.real_or_exact()?;
            if low
                .exact
                .iter()
                .any(|value| !(least..=greatest).contains(value))
            {
                return Err(wanted.out_of_bounds("low"));
            }
        }
        if !high.safe {
            // NumPy steps down to the highest integer here already.
            let step = i128::from(open);
            high.exact = high
                .real_or_exact()?
                .iter()
                .map(|value| value.saturating_sub(step))
                .collect();
            for &highest in &high.exact {
                if highest > greatest {
                    return Err(wanted.out_of_bounds("high"));
                }
                if highest < least {
                    return Err(wanted.reversed(low.exact.iter().all(|&low| low == 0)));
                }
            }
            open = false;
        }
        (low.floats, high.floats) = (false, false);
    } else {
        if !low.safe && low.any(least, i128::lt, f64::lt) {
            return Err(wanted.out_of_bounds("low"));
        }
        let beyond = if open {
            high.any(greatest + 1, i128::gt, f64::gt)
        } else {
            high.any(greatest + 1, i128::ge, f64::ge)
        };
        if !high.safe && beyond {
            return Err(wanted.out_of_bounds("high"));
        }
    }
    let both = broadcast_shape(&[&low.shape, &high.shape])?;
    limit::grant(&both, DType::I64)?;
    if reversed(&low, &high, &both, open)? {
        let zero = !low.real.iter().any(|&low| low != 0.0);
        return Err(wanted.reversed(zero));
    }
    let array = Array::blank(size.unwrap_or(&both), wanted.dtype)?;
    let walk = broadcast_shapes(&[&low.shape, &high.shape, array.shape()])?;
    limit::grant(&walk, DType::I64)?;
    let mut drawing = wanted.drawing(&walk, !wanted.endpoint);
    for bound in [&low.array, &high.array] {
        drawing.spread(Operand::Array(bound), bound.dtype)?;
    }
    drawing.into_array(source, &array, true)?;
    Ok(array)
}

impl Bounds {
    /// Each value as a Python integer, refusing what is none.
    fn real_or_exact(&self) -> Result<Vec<i128>> {
        if !self.floats {
            return Ok(self.exact.clone());
        }
        self.real
            .iter()
            .map(|&value| whole(Scalar::F64(value)))
            .collect()
    }
}

/// Whether any low bound leaves no integer below its high one.
fn reversed(low: &Bounds, high: &Bounds, shape: &[i64], open: bool) -> Result<bool> {
    let (lows, highs) = (low.places(shape)?, high.places(shape)?);
    Ok(std::iter::zip(lows, highs).any(|(one, other)| {
        let (one, other) = (one as usize, other as usize);
        if low.floats || high.floats {
            let (low, high) = (low.real[one], high.real[other]);
            if open { low >= high } else { low > high }
        } else {
            let (low, high) = (low.exact[one], high.exact[other]);
            if open { low >= high } else { low > high }
        }
    }))
}

/// A bound that fits some integer dtype.
fn scalar_of(bound: i128) -> Scalar {
    i64::try_from(bound).map_or_else(|_| Scalar::U64(bound as u64), Scalar::I64)
}

/// A bound as NumPy reads it: a float loses its fraction.
fn exact(scalar: Scalar) -> i128 {
    integer_from_scalar(scalar).unwrap_or_else(|| match scalar.cast(DType::F64) {
        Scalar::F64(value) => value as i128,
        _ => 0,
    })
}

impl Wanted {
    /// Integers of a shape, between two bounds that are still to be added; an `open` upper one does not come itself.
    fn drawing(self, shape: &[i64], open: bool) -> Drawing {
        let arguments = [
            i64::from(self.width()),
            i64::from(self.masked),
            i64::from(open),
        ];
        Drawing::all(self.method, shape, bounded_each)
            .with(&arguments)
            .together(bounded_together)
    }
}

fn width_of(call: &DrawCall<'_>) -> u32 {
    u32::try_from(call.argument(0)).unwrap_or(64).clamp(1, 64)
}

/// The low bound of a place, and how far above it the high one is.
fn bounds_at(call: &DrawCall<'_>, place: usize) -> (u64, u64) {
    let bound = |input: usize| {
        let line = call.inputs.get(input)?;
        let place = if line.len() == 1 { 0 } else { place };
        Scalar::from_bytes(line.dtype, line.item(place)).map(exact)
    };
    let open = i128::from(call.argument(2));
    let low = bound(0).unwrap_or(0);
    let highest = bound(1).unwrap_or(0).wrapping_sub(open);
    let mask = u64::MAX >> (64 - width_of(call));
    (low as u64, highest.wrapping_sub(low) as u64 & mask)
}

fn has_same_bounds(call: &DrawCall<'_>) -> bool {
    call.inputs.iter().all(|line| line.len() == 1)
}

/// All integers at once, where they have the same bounds.
fn bounded_together(call: &mut DrawCall<'_>) -> bool {
    if !has_same_bounds(call) {
        return false;
    }
    let (low, range) = bounds_at(call, 0);
    let which = Integers {
        low,
        range,
        width: width_of(call),
        masked: call.argument(1) != 0,
    };
    call.source
        .bits
        .fill(Values::Integers(which, &mut *call.output));
    true
}

/// Writes an integer for each place, from its low bound to its high one.
fn bounded_each(call: &mut DrawCall<'_>) -> Result<()> {
    let mut bounded = Bounded::new(width_of(call), call.argument(1) != 0);
    let size = call.dtype.itemsize();
    let same = has_same_bounds(call);
    let (mut low, mut range) = bounds_at(call, 0);
    for place in 0..call.len() {
        if !same {
            (low, range) = bounds_at(call, place);
        }
        let value = bounded.draw(&mut *call.source.bits, low, range);
        call.put_bytes(place, &value.to_le_bytes()[..size]);
    }
    Ok(())
}
