//! Which dtype a result has: promotion between dtypes, and NEP 50's weak Python numbers beside arrays.
//! Knows dtypes only; a Python number's value matters just where it must fit the chosen dtype.

use crate::short::SmallVec;
#[cfg(feature = "complex")]
use num_complex::Complex;

use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::kernel::{Flags, warning};
use crate::record::{hearing, warn, warnings_heard};
use crate::scalar::Scalar;

/// What takes part in finding a result's dtype.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Input {
    /// An array or a NumPy scalar of this dtype.
    Array(DType),
    /// A Python `bool`: counts as a `bool` array.
    PyBool(bool),
    /// A Python `int`: weak, it takes the dtype of the arrays beside it if that holds integers or floats.
    PyInt(i128),
    /// A Python `float`: weak, it takes the dtype of the arrays beside it if that holds floats.
    PyFloat(f64),
    /// A Python `complex`: weak, it takes the width of the arrays beside it.
    #[cfg(feature = "complex")]
    PyComplex(Complex<f64>),
}

#[cfg(feature = "records")]
impl Input {
    /// The input as one that tells nothing beside what it is.
    pub(crate) fn unaliased(self) -> Input {
        match self {
            Input::Array(dtype) => Input::Array(dtype.unaliased()),
            other => other,
        }
    }

    /// The dtype of an array; nothing of a Python number.
    #[cfg(feature = "records")]
    pub(crate) fn of_array(&self) -> Option<DType> {
        match self {
            Input::Array(dtype) => Some(*dtype),
            _ => None,
        }
    }

    /// The input as one whose bytes lie in the machine's own order.
    pub(crate) fn native(self) -> Input {
        match self {
            Input::Array(dtype) => Input::Array(dtype.native()),
            other => other,
        }
    }
}

/// The smallest dtype to which both can be cast safely (`np.promote_types`). Two dtypes that have none, as those of
/// different records, give the first; [`try_promote_types`] refuses them.
pub fn promote_types(a: DType, b: DType) -> DType {
    try_promote_types(a, b).unwrap_or(a)
}

/// [`promote_types`] for dtypes that may have none in common. Numbers always have.
///
/// # Errors
/// `DTypePromotionError: field names … mismatch.`
pub fn try_promote_types(a: DType, b: DType) -> Result<DType> {
    hearing(|| {
        #[cfg(feature = "records")]
        if !a.is_number() || !b.is_number() {
            return crate::records::promote::common(a, b);
        }
        Ok(promote_numbers(a, b))
    })
}

pub(crate) fn promote_numbers(a: DType, b: DType) -> DType {
    if a == b {
        return a;
    }
    let (low, high) = if a.kind() <= b.kind() { (a, b) } else { (b, a) };
    match (low.kind(), high.kind()) {
        (Kind::Bool, _) => high,
        (Kind::Unsigned, Kind::Signed) => {
            let wanted = (low.itemsize() * 2).max(high.itemsize());
            signed_of_size(wanted).unwrap_or(DType::F64)
        }
        (Kind::Unsigned | Kind::Signed, Kind::Float) if low.itemsize() > 2 => DType::F64,
        #[cfg(feature = "records")]
        (Kind::Unsigned | Kind::Signed, Kind::Float)
            if low.itemsize() == 2 && high == DType::F16 =>
        {
            DType::F32
        }
        (Kind::Unsigned | Kind::Signed, Kind::Float) => high,
        #[cfg(feature = "complex")]
        (_, Kind::Complex) if low.kind() < Kind::Complex => {
            let exact = if low.kind() == Kind::Float { 4 } else { 2 };
            if low.itemsize() > exact {
                DType::C128
            } else {
                high
            }
        }
        _ if low.itemsize() > high.itemsize() => low,
        _ => high,
    }
}

fn signed_of_size(itemsize: usize) -> Option<DType> {
    DType::ALL
        .into_iter()
        .find(|dtype| dtype.kind() == Kind::Signed && dtype.itemsize() == itemsize)
}

/// The dtype NumPy gives a result of these inputs (`np.result_type`, NEP 50).
///
/// Python ints and floats are weak: beside an array they only raise its kind (`uint8` and `1.5` give `float64`).
/// With Python numbers alone, an int is `int64` and a float `float64`; a lone int beyond `int64` is `uint64`.
///
/// # Errors
/// `ValueError: at least one array or dtype is required`;
/// `OverflowError` for a lone Python int that no dtype here holds (NumPy would make Python objects of it).
pub fn result_type(inputs: &[Input]) -> Result<DType> {
    hearing(|| {
        #[cfg(feature = "records")]
        crate::records::classes::check_dtypes(inputs)?;
        result_type_known(inputs)
    })
}

/// [`result_type`] of arrays and numbers in the order in which they were given.
///
/// # Errors
/// As [`result_type`].
pub(crate) fn result_type_of_values(inputs: &[Input]) -> Result<DType> {
    hearing(|| {
        #[cfg(feature = "records")]
        crate::records::classes::check(inputs)?;
        result_type_known(inputs)
    })
}

/// [`result_type`] of inputs whose classes have something in common.
fn result_type_known(inputs: &[Input]) -> Result<DType> {
    if let [Input::PyInt(value)] = *inputs {
        return default_integer(value);
    }
    let mut strong: SmallVec<[DType; 4]> = inputs
        .iter()
        .filter_map(|input| match input {
            #[cfg(feature = "records")]
            // Of several numbers none is told more than what they have in common.
            Input::Array(dtype) if inputs.len() > 1 && dtype.holds_numbers() => {
                Some(dtype.native())
            }
            #[cfg(feature = "records")]
            Input::Array(dtype) if inputs.len() > 1 => {
                Some(crate::records::order::all_native(*dtype))
            }
            #[cfg(feature = "records")]
            Input::Array(dtype) => Some(crate::records::promote::canonical(*dtype)),
            #[cfg(not(feature = "records"))]
            Input::Array(dtype) => Some(*dtype),
            Input::PyBool(_) => Some(DType::Bool),
            _ => None,
        })
        .collect();
    let strong = promote_all(&mut strong)?;
    let any_float = inputs
        .iter()
        .any(|input| matches!(input, Input::PyFloat(_)));
    let any_int = inputs.iter().any(|input| matches!(input, Input::PyInt(_)));
    #[cfg(feature = "complex")]
    if inputs
        .iter()
        .any(|input| matches!(input, Input::PyComplex(_)))
    {
        return match strong {
            Some(dtype) if !dtype.holds_numbers() => Ok(dtype),
            #[cfg(feature = "records")]
            Some(DType::F16) => Ok(DType::C64),
            Some(DType::F32 | DType::C64) => Ok(DType::C64),
            _ => Ok(DType::C128),
        };
    }
    match strong.map(|dtype| (dtype, dtype.kind())) {
        Some((dtype, kind)) if kind >= Kind::Float => Ok(dtype),
        _ if any_float => Ok(DType::F64),
        Some((_, Kind::Bool)) | None if any_int => Ok(DType::I64),
        Some((dtype, _)) => Ok(dtype),
        None => Err(Error::value("at least one array or dtype is required")),
    }
}

/// The dtype of many, which is not always that of one pair after another: `int16`, `uint16` and `float32` give `float32`,
/// although the first two alone give `int32`, which with `float32` gives `float64`.
///
/// As NumPy does it: partners from both ends meet, the higher in NumPy's numbering comes to the front and outlives those
/// it swallows; then the first meets everyone who is left.
fn promote_all(dtypes: &mut [DType]) -> Result<Option<DType>> {
    // Of records every one has a say: their fields are joined one after another.
    #[cfg(feature = "records")]
    if let [first @ (DType::Record(_) | DType::Void(_)), rest @ ..] = &*dtypes {
        let joined = rest
            .iter()
            .try_fold(*first, |joined, &dtype| try_promote_types(joined, dtype));
        return joined.map(Some);
    }
    let mut swallowed: SmallVec<[bool; 4]> = SmallVec::from_elem(false, dtypes.len());
    let mut length = dtypes.len();
    while length > 1 {
        let half = length / 2;
        for low in 0..half {
            let high = length - 1 - low;
            if type_number(dtypes[low]) < type_number(dtypes[high]) {
                dtypes.swap(low, high);
            } else {
                swallowed[high] = try_promote_types(dtypes[low], dtypes[high])? == dtypes[low];
            }
        }
        length -= half;
    }
    let Some(&main) = dtypes.first() else {
        return Ok(None);
    };
    let mut joined = main;
    for (&dtype, _) in std::iter::zip(&*dtypes, swallowed)
        .skip(1)
        .filter(|&(_, swallowed)| !swallowed)
    {
        joined = try_promote_types(joined, try_promote_types(main, dtype)?)?;
    }
    Ok(Some(joined))
}

/// The order of NumPy's `dtype.num`: integers by size, unsigned after signed, floats last.
pub(crate) fn type_number(dtype: DType) -> (Kind, usize, bool, bool) {
    let kind = dtype.kind();
    let integer = kind != Kind::Bool;
    (
        kind.max(Kind::Signed),
        // A width makes no type of its own.
        if dtype.holds_numbers() {
            dtype.itemsize()
        } else {
            0
        },
        integer,
        kind == Kind::Unsigned,
    )
}

/// The dtype of a Python int by itself, as `np.array(value)` chooses it.
pub(crate) fn default_integer(value: i128) -> Result<DType> {
    if i64::try_from(value).is_ok() {
        Ok(DType::I64)
    } else if u64::try_from(value).is_ok() {
        Ok(DType::U64)
    } else {
        Err(too_large_for_long())
    }
}

fn too_large_for_long() -> Error {
    Error::new(
        ErrorClass::Overflow,
        "Python int too large to convert to C long",
    )
}

/// A Python int as an element of a dtype, as NumPy converts the weak operand of a ufunc or the fill of `np.full`.
///
/// # Errors
/// `OverflowError: Python integer 300 out of bounds for uint8`, or `Python int too large to convert to C long` when
/// not even the widest integer NumPy tries holds it.
pub fn convert_python_int(value: i128, dtype: DType) -> Result<Scalar> {
    let dtype = dtype.native();
    // NumPy reads the number as a C long first; for uint32 and uint64 also as an unsigned long.
    let readable = i64::try_from(value).is_ok()
        || matches!(dtype, DType::U32 | DType::U64) && u64::try_from(value).is_ok();
    if dtype.kind() < Kind::Float && !readable {
        return Err(too_large_for_long());
    }
    let converted = match dtype {
        DType::Bool => Some(Scalar::Bool(value != 0)),
        DType::I8 => value.try_into().ok().map(Scalar::I8),
        DType::I16 => value.try_into().ok().map(Scalar::I16),
        DType::I32 => value.try_into().ok().map(Scalar::I32),
        DType::I64 => value.try_into().ok().map(Scalar::I64),
        DType::U8 => value.try_into().ok().map(Scalar::U8),
        DType::U16 => value.try_into().ok().map(Scalar::U16),
        DType::U32 => value.try_into().ok().map(Scalar::U32),
        DType::U64 => value.try_into().ok().map(Scalar::U64),
        // Python makes a double of it first: two roundings for float32, as in NumPy.
        DType::F32 => Some(Scalar::F32(value as f64 as f32)),
        DType::F64 => Some(Scalar::F64(value as f64)),
        #[cfg(feature = "complex")]
        DType::C64 | DType::C128 => Some(Scalar::F64(value as f64).cast(dtype)),
        #[cfg(feature = "records")]
        DType::F16 => Some(Scalar::F64(value as f64).cast(dtype)),
        // A text is made of it where it is written.
        #[cfg(feature = "records")]
        _ => Some(i64::try_from(value).map_or(Scalar::F64(value as f64), Scalar::I64)),
    };
    converted.ok_or_else(|| {
        Error::new(
            ErrorClass::Overflow,
            format!("Python integer {value} out of bounds for {dtype}"),
        )
    })
}

/// A Python number as an element of a dtype; arrays have no value to convert and give `None`.
///
/// # Errors
/// As [`convert_python_int`].
pub fn convert(input: Input, dtype: DType) -> Result<Option<Scalar>> {
    Ok(match input {
        Input::Array(_) => None,
        Input::PyBool(value) => Some(Scalar::Bool(value).cast(dtype)),
        Input::PyInt(value) => Some(convert_python_int(value, dtype)?),
        Input::PyFloat(value) => Some(Scalar::F64(value).cast(dtype)),
        #[cfg(feature = "complex")]
        Input::PyComplex(value) => Some(Scalar::C128(value).cast(dtype)),
    })
}

/// Warns of a number that becomes an infinity where it is stored in fewer bits.
fn warn_of_size(value: Scalar, dtype: DType) {
    let inexact = dtype.kind() == Kind::Float || dtype.is_complex();
    if inexact && warnings_heard() {
        let met = warning::of_cast(&value.to_bytes(), value.dtype(), dtype);
        if met.contains(Flags::OVERFLOW) {
            warn("RuntimeWarning", || {
                "overflow encountered in cast".to_owned()
            });
        }
    }
}

/// A Python number as NumPy stores it in an element (`a[0] = number`): a float goes through `int(number)` when the
/// dtype is an integer.
///
/// # Errors
/// As [`convert_python_int`]; `ValueError: cannot convert float NaN to integer`,
/// `OverflowError: cannot convert float infinity to integer`; `TypeError` for an array, which is no number, and for raw bytes,
/// which take none.
pub fn convert_assigned(number: Input, dtype: DType) -> Result<Scalar> {
    hearing(|| {
        #[cfg(feature = "records")]
        if dtype.kind() == Kind::Void {
            crate::records::number::check_assigned(number, dtype)?;
        }
        match (number, dtype.kind()) {
            (Input::PyBool(value), _) => Ok(Scalar::Bool(value).cast(dtype)),
            (Input::PyInt(value), Kind::Bool) => Ok(Scalar::Bool(value != 0)),
            (Input::PyInt(value), _) => {
                warn_of_size(Scalar::F64(value as f64), dtype);
                convert_python_int(value, dtype)
            }
            #[cfg(feature = "complex")]
            (Input::PyComplex(value), kind) => match kind {
                Kind::Float => Err(Error::type_(
                    "float() argument must be a string or a real number, not 'complex'",
                )),
                Kind::Signed | Kind::Unsigned => Err(Error::type_(
                    "int() argument must be a string, a bytes-like object or a real number, not 'complex'",
                )),
                _ => {
                    warn_of_size(Scalar::C128(value), dtype);
                    Ok(Scalar::C128(value).cast(dtype))
                }
            },
            (Input::PyFloat(value), kind) if kind == Kind::Bool || kind >= Kind::Float => {
                warn_of_size(Scalar::F64(value), dtype);
                Ok(Scalar::F64(value).cast(dtype))
            }
            (Input::PyFloat(value), _) if value.is_nan() => {
                Err(Error::value("cannot convert float NaN to integer"))
            }
            (Input::PyFloat(value), _) if value.is_infinite() => Err(Error::new(
                ErrorClass::Overflow,
                "cannot convert float infinity to integer",
            )),
            // Beyond 128 bits the conversion saturates, which is out of bounds as well.
            (Input::PyFloat(value), _) => convert_python_int(value as i128, dtype),
            (Input::Array(_), _) => Err(Error::type_("an array is not a Python number")),
        }
    })
}

impl From<bool> for Input {
    fn from(value: bool) -> Self {
        Input::PyBool(value)
    }
}

impl From<i32> for Input {
    fn from(value: i32) -> Self {
        Input::PyInt(value.into())
    }
}

impl From<i64> for Input {
    fn from(value: i64) -> Self {
        Input::PyInt(value.into())
    }
}

impl From<f64> for Input {
    fn from(value: f64) -> Self {
        Input::PyFloat(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promotion_is_symmetric_and_keeps_both_safe() {
        for a in DType::numbers() {
            for b in DType::numbers() {
                let joined = promote_types(a, b);
                assert_eq!(joined, promote_types(b, a));
                assert!(crate::cast::can_cast(a, joined, crate::cast::Casting::Safe));
                assert!(crate::cast::can_cast(b, joined, crate::cast::Casting::Safe));
            }
        }
        assert_eq!(promote_types(DType::U64, DType::I8), DType::F64);
        assert_eq!(promote_types(DType::U8, DType::I8), DType::I16);
        assert_eq!(promote_types(DType::U8, DType::I32), DType::I32);
        assert_eq!(promote_types(DType::I16, DType::F32), DType::F32);
        assert_eq!(promote_types(DType::U32, DType::F32), DType::F64);
    }

    #[test]
    fn python_numbers_are_weak() {
        use Input::{Array, PyBool, PyFloat, PyInt};
        let of = |inputs: &[Input]| result_type(inputs).unwrap();
        assert_eq!(of(&[Array(DType::U8), PyInt(300)]), DType::U8);
        assert_eq!(of(&[Array(DType::Bool), PyInt(300)]), DType::I64);
        assert_eq!(of(&[Array(DType::U8), PyFloat(1.5)]), DType::F64);
        assert_eq!(of(&[Array(DType::F32), PyFloat(1e300)]), DType::F32);
        assert_eq!(
            of(&[Array(DType::I8), Array(DType::F32), PyFloat(1.5), PyInt(3)]),
            DType::F32
        );
        assert_eq!(
            of(&[Array(DType::U16), Array(DType::I16), Array(DType::F32)]),
            DType::F32
        );
        assert_eq!(of(&[PyInt(1 << 63)]), DType::U64);
        assert_eq!(of(&[PyBool(true), PyInt(1)]), DType::I64);
        assert_eq!(of(&[PyBool(true)]), DType::Bool);
        assert_eq!(of(&[Array(DType::U8), PyBool(true)]), DType::U8);
    }

    #[test]
    fn python_ints_out_of_bounds_are_refused() {
        let message = |value, dtype| convert_python_int(value, dtype).unwrap_err().to_string();
        assert_eq!(
            message(300, DType::U8),
            "OverflowError: Python integer 300 out of bounds for uint8"
        );
        assert_eq!(
            message(1 << 63, DType::U32),
            "OverflowError: Python integer 9223372036854775808 out of bounds for uint32"
        );
        for dtype in [DType::U8, DType::I64, DType::Bool] {
            assert_eq!(
                message(1 << 63, dtype),
                "OverflowError: Python int too large to convert to C long"
            );
        }
        assert_eq!(
            convert_python_int(1 << 63, DType::U64),
            Ok(Scalar::U64(1 << 63))
        );
        assert_eq!(convert_python_int(-7, DType::Bool), Ok(Scalar::Bool(true)));
    }
}
