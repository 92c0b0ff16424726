//! What NumPy says about whole dtypes: `iinfo`, `finfo`, and which of them is the smallest for a value or of a kind.
//! Knows dtypes and single values, no arrays.

use std::fmt;

use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::print::scalar_str;
use crate::promote::{Input, try_promote_types};
use crate::record::hearing;
use crate::scalar::Scalar;

/// The limits of an integer dtype (`np.iinfo`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IntegerInfo {
    /// The dtype.
    pub dtype: DType,
    /// Bits of an element.
    pub bits: u32,
    /// The smallest value.
    pub min: i128,
    /// The largest value.
    pub max: i128,
}

/// The limits of an integer dtype.
///
/// # Errors
/// `ValueError: Invalid integer data type 'f'.`
pub fn iinfo(dtype: DType) -> Result<IntegerInfo> {
    hearing(|| {
        let bits = dtype.itemsize() as u32 * 8;
        let (min, max) = match dtype.kind() {
            Kind::Signed => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
            Kind::Unsigned => (0, (1i128 << bits) - 1),
            other => {
                return Err(Error::value(format!(
                    "Invalid integer data type '{}'.",
                    other.letter()
                )));
            }
        };
        Ok(IntegerInfo {
            dtype,
            bits,
            min,
            max,
        })
    })
}

impl IntegerInfo {
    /// `repr`, in one line.
    pub fn repr(&self) -> String {
        format!(
            "iinfo(min={}, max={}, dtype={})",
            self.min, self.max, self.dtype
        )
    }
}

/// What stands above and below the lines of a table of limits.
const RULE: &str = "---------------------------------------------------------------";

impl fmt::Display for IntegerInfo {
    /// `str`, the table of limits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (dtype, min, max) = (self.dtype, self.min, self.max);
        write!(
            f,
            "Machine parameters for {dtype}\n{RULE}\nmin = {min}\nmax = {max}\n{RULE}\n"
        )
    }
}

/// The limits of a float dtype (`np.finfo`); a complex one has those of its parts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FloatInfo {
    /// The dtype, a real one.
    pub dtype: DType,
    /// Bits of an element.
    pub bits: u32,
    /// The distance from 1 to the next number above.
    pub eps: Scalar,
    /// The distance from 1 to the next number below.
    pub epsneg: Scalar,
    /// The largest number.
    pub max: Scalar,
    /// The smallest number, far below 0.
    pub min: Scalar,
    /// The smallest number above 0 with all its digits (`tiny`, `smallest_normal`).
    pub smallest_normal: Scalar,
    /// The smallest number above 0.
    pub smallest_subnormal: Scalar,
    /// `10**-precision`
    pub resolution: Scalar,
    /// Decimal digits that are always kept.
    pub precision: u32,
    /// Bits of the fraction.
    pub nmant: i32,
    /// Bits of the exponent.
    pub nexp: i32,
    /// The power of 2 at which numbers begin to be infinite.
    pub maxexp: i32,
    /// The power of 2 of the smallest normal number.
    pub minexp: i32,
}

/// The limits of a float or complex dtype.
///
/// # Errors
/// `ValueError: data type <class 'numpy.int64'> not inexact`.
pub fn finfo(dtype: DType) -> Result<FloatInfo> {
    hearing(|| {
        let info = |dtype: DType, values: [f64; 5], precision, nmant, nexp, maxexp: i32| {
            let [eps, max, smallest_normal, smallest_subnormal, resolution] = values;
            let of = |value: f64| Scalar::F64(value).cast(dtype);
            FloatInfo {
                dtype,
                bits: dtype.itemsize() as u32 * 8,
                eps: of(eps),
                epsneg: of(eps / 2.0),
                max: of(max),
                min: of(-max),
                smallest_normal: of(smallest_normal),
                smallest_subnormal: of(smallest_subnormal),
                resolution: of(resolution),
                precision,
                nmant,
                nexp,
                maxexp,
                minexp: 2 - maxexp,
            }
        };
        match dtype.native().real_part() {
            #[cfg(feature = "records")]
            DType::F16 => {
                let power = |exponent: i32| f64::from_bits(((exponent + 1023) as u64) << 52);
                let values = [power(-10), 65_504.0, power(-14), power(-24), 1e-3];
                Ok(info(DType::F16, values, 3, 10, 5, 16))
            }
            DType::F32 => {
                let values = [
                    f32::EPSILON.into(),
                    f32::MAX.into(),
                    f32::MIN_POSITIVE.into(),
                    f32::from_bits(1).into(),
                    1e-6,
                ];
                Ok(info(DType::F32, values, 6, 23, 8, 128))
            }
            DType::F64 => {
                let values = [
                    f64::EPSILON,
                    f64::MAX,
                    f64::MIN_POSITIVE,
                    f64::from_bits(1),
                    1e-15,
                ];
                Ok(info(DType::F64, values, 15, 52, 11, 1024))
            }
            _ => Err(Error::value(format!(
                "data type <class '{}'> not inexact",
                dtype.scalar_class()
            ))),
        }
    })
}

impl FloatInfo {
    /// `repr`, in one line.
    pub fn repr(&self) -> String {
        let (min, max) = (scalar_str(self.min), scalar_str(self.max));
        // Of halves NumPy writes more digits than they have.
        let long = |text: String| text.replace("6.55e+04", "6.55040e+04");
        format!(
            "finfo(resolution={}, min={}, max={}, dtype={})",
            scalar_str(self.resolution),
            long(min),
            long(max),
            self.dtype
        )
    }
}

impl fmt::Display for FloatInfo {
    /// `str`, the table of limits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let eps = scalar_str(self.eps);
        let epsneg = scalar_str(self.epsneg);
        let tiny = scalar_str(self.smallest_normal);
        let max = scalar_str(self.max);
        writeln!(f, "Machine parameters for {}\n{RULE}", self.dtype)?;
        writeln!(
            f,
            "precision = {}   resolution = {}",
            self.precision,
            scalar_str(self.resolution)
        )?;
        writeln!(f, "machep = {}   eps =        {eps}", -self.nmant)?;
        writeln!(f, "negep =  {}   epsneg =     {epsneg}", -self.nmant - 1)?;
        writeln!(f, "minexp = {}   tiny =       {tiny}", self.minexp)?;
        writeln!(f, "maxexp = {}   max =        {max}", self.maxexp)?;
        writeln!(f, "nexp =   {}   min =        -max", self.nexp)?;
        writeln!(
            f,
            "smallest_normal = {tiny}   smallest_subnormal = {}\n{RULE}",
            scalar_str(self.smallest_subnormal)
        )
    }
}

/// The smallest dtype that holds a Python number (`np.min_scalar_type`). An array's own dtype is the answer for an array.
///
/// A float is not looked at closely: `float16` for all below 65000. An int beyond 64 bits has no dtype here and gives
/// `float64`.
pub fn min_scalar_type(number: Input) -> DType {
    let fits = |value: i128| {
        let smallest = |kinds: Kind| {
            let fits = |dtype: &DType| {
                iinfo(*dtype).is_ok_and(|info| (info.min..=info.max).contains(&value))
            };
            DType::ALL
                .into_iter()
                .filter(|dtype| dtype.kind() == kinds)
                .find(fits)
        };
        if value < 0 {
            smallest(Kind::Signed)
        } else {
            smallest(Kind::Unsigned)
        }
    };
    let single = |value: f64| !value.is_finite() || (value > -3.4e38 && value < 3.4e38);
    match number {
        Input::Array(dtype) => dtype,
        Input::PyBool(_) => DType::Bool,
        Input::PyInt(value) => fits(value).unwrap_or(DType::F64),
        #[cfg(feature = "records")]
        Input::PyFloat(value) if !value.is_finite() || value.abs() < 65_000.0 => DType::F16,
        Input::PyFloat(value) if single(value) => DType::F32,
        Input::PyFloat(_) => DType::F64,
        #[cfg(feature = "complex")]
        Input::PyComplex(value) if single(value.re) && single(value.im) => DType::C64,
        #[cfg(feature = "complex")]
        Input::PyComplex(_) => DType::C128,
    }
}

/// The inexact dtype in which arrays of these can be computed together (`np.common_type`): integers count as `float64`.
///
/// # Errors
/// `TypeError: can't get common type for non-numeric array`.
pub fn common_type(dtypes: &[DType]) -> Result<DType> {
    hearing(|| {
        let mut found: Option<DType> = None;
        for &dtype in dtypes {
            let own = match dtype.kind() {
                Kind::Signed | Kind::Unsigned => DType::F64,
                _ if dtype.is_inexact() => dtype.native(),
                _ => {
                    return Err(Error::type_("can't get common type for non-numeric array"));
                }
            };
            found = Some(match found {
                None => own,
                Some(before) => try_promote_types(before, own)?,
            });
        }
        #[cfg(feature = "records")]
        return Ok(found.unwrap_or(DType::F16));
        #[cfg(not(feature = "records"))]
        Ok(found.unwrap_or(DType::F32))
    })
}

/// Whether a dtype is of one of these kinds (`np.isdtype`): `bool`, `signed integer`, `unsigned integer`, `integral`,
/// `real floating`, `complex floating`, `numeric`.
///
/// # Errors
/// `ValueError: kind argument is a string, but 'x' is not a known kind name.`
pub fn isdtype(dtype: DType, kinds: &[&str]) -> Result<bool> {
    hearing(|| {
        let own = dtype.kind();
        #[cfg(feature = "records")]
        if dtype.is_record() {
            return Err(Error::type_(
                "dtype argument must be a NumPy dtype, but it is a <class 'numpy.dtypes.VoidDType'>.",
            ));
        }
        let mut any = false;
        for &kind in kinds {
            let integral = matches!(own, Kind::Signed | Kind::Unsigned);
            any |= match kind {
                "bool" => own == Kind::Bool,
                "signed integer" => own == Kind::Signed,
                "unsigned integer" => own == Kind::Unsigned,
                "integral" => integral,
                "real floating" => own == Kind::Float,
                "complex floating" => dtype.is_complex(),
                "numeric" => integral || dtype.is_inexact(),
                _ => {
                    return Err(Error::value(format!(
                        "kind argument is a string, but '{kind}' is not a known kind name."
                    )));
                }
            };
        }
        Ok(any)
    })
}

/// Whether a dtype's scalars are of an abstract class (`np.issubdtype(dtype, np.integer)`), given by the class's name:
/// `generic`, `number`, `integer`, `signedinteger`, `unsignedinteger`, `inexact`, `floating`, `complexfloating`,
/// `flexible`, `character`; any other name is that of a single dtype's class.
pub fn issubdtype(dtype: DType, class: &str) -> bool {
    let own = dtype.kind();
    let integer = matches!(own, Kind::Signed | Kind::Unsigned);
    let letter = own.letter();
    match class {
        "generic" => true,
        "number" => integer || dtype.is_inexact(),
        "integer" => integer,
        "signedinteger" => own == Kind::Signed,
        "unsignedinteger" => own == Kind::Unsigned,
        "inexact" => dtype.is_inexact(),
        "floating" => own == Kind::Float,
        "complexfloating" => dtype.is_complex(),
        "flexible" => matches!(letter, 'S' | 'U' | 'V'),
        "character" => matches!(letter, 'S' | 'U'),
        "void" => letter == 'V',
        _ => dtype.scalar_class().strip_prefix("numpy.") == Some(class),
    }
}
