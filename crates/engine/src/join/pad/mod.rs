//! `pad`: an array inside a larger one, the room around it filled axis by axis.
//! Knows arrays; `rim` fills one axis from what is already there, by moves and ufunc calls.

mod ramp;
mod rim;

use crate::array::Array;
use crate::dtype::Kind;
use crate::error::{Error, Result};
use crate::layout::axes::normalize_axis;
use crate::layout::{Dims, Layout, Order};
use crate::promote::{self, Input};
use crate::record::hearing;
use crate::scalar::Scalar;
use crate::ufunc::heard;
use rim::Rim;

/// Something given once, for the two ends of every axis, or for both ends of each axis.
#[derive(Clone, PartialEq, Debug)]
pub enum Padding<T> {
    /// `2`
    Same(T),
    /// `(1, 2)`: before, after.
    Ends(T, T),
    /// `((1, 2), (0, 3))`: one pair for each axis.
    Axes(Vec<(T, T)>),
    /// `((1,), (2,))`: one for both ends of each axis.
    Both(Vec<T>),
}

impl<T: Copy> Padding<T> {
    /// Whether several axes are given something of their own, which NumPy takes as Python numbers.
    fn is_each(&self) -> bool {
        match self {
            Padding::Same(_) | Padding::Ends(..) => false,
            Padding::Axes(pairs) => pairs.len() > 1,
            Padding::Both(ends) => ends.len() > 1,
        }
    }

    /// A pair for each axis.
    fn pairs(&self, ndim: usize) -> Result<Vec<(T, T)>> {
        let (given, each) = match self {
            Padding::Same(one) => return Ok(vec![(*one, *one); ndim]),
            Padding::Ends(before, after) => return Ok(vec![(*before, *after); ndim]),
            Padding::Axes(pairs) => (pairs.clone(), 2),
            Padding::Both(ends) => (ends.iter().map(|&one| (one, one)).collect(), 1),
        };
        match given[..] {
            [pair] => Ok(vec![pair; ndim]),
            _ if given.len() == ndim => Ok(given),
            _ => Err(Error::value(format!(
                "operands could not be broadcast together with remapped shapes [original->remapped]: ({},{each})  and \
                 requested shape ({ndim},2)",
                given.len()
            ))),
        }
    }
}

impl Padding<i64> {
    /// `{1: (0, 2)}`: a pair for some axes of an array with `ndim` of them, negative ones counted from the end; nothing for
    /// the others. The last pair given for an axis stays.
    ///
    /// # Errors
    /// `IndexError: list assignment index out of range`; ``TypeError: `pad_width` must be of integral type.`` for an array
    /// without axes.
    pub fn by_axis(given: &[(i64, (i64, i64))], ndim: usize) -> Result<Self> {
        hearing(|| {
            let mut pairs = vec![(0, 0); ndim];
            for &(axis, pair) in given {
                match normalize_axis(axis, ndim) {
                    Ok(axis) => pairs[axis] = pair,
                    Err(_) => {
                        let refusal = "list assignment index out of range";
                        return heard(Err(Error::index(refusal)));
                    }
                }
            }
            if ndim == 0 {
                // NumPy makes an array of no pairs, which are no integers.
                let refusal = "`pad_width` must be of integral type.";
                return heard(Err(Error::type_(refusal)));
            }
            Ok(Padding::Axes(pairs))
        })
    }

    /// Pairs of counts, none negative.
    fn counts(&self, ndim: usize) -> Result<Vec<(i64, i64)>> {
        let negative = match self {
            Padding::Same(one) => *one < 0,
            Padding::Ends(before, after) => *before < 0 || *after < 0,
            Padding::Axes(pairs) => pairs.iter().any(|pair| pair.0 < 0 || pair.1 < 0),
            Padding::Both(ends) => ends.iter().any(|&one| one < 0),
        };
        if negative {
            return Err(Error::value("index can't contain negative values"));
        }
        self.pairs(ndim)
    }
}

/// What the room around an array is filled with.
#[derive(Clone, PartialEq, Debug)]
pub enum Mode {
    /// Values given (`constant_values`).
    Constant(Padding<Scalar>),
    /// The outermost element.
    Edge,
    /// A straight line from the outermost element to values given (`end_values`).
    LinearRamp(Padding<Scalar>),
    /// The largest of the outermost elements, as many as given (`stat_length`), or all.
    Maximum(Option<Padding<i64>>),
    /// Their mean.
    Mean(Option<Padding<i64>>),
    /// Their median.
    Median(Option<Padding<i64>>),
    /// Their smallest.
    Minimum(Option<Padding<i64>>),
    /// The elements mirrored at the outermost one; `odd` mirrors their values there, too (`reflect_type`).
    Reflect {
        /// `reflect_type='odd'`
        odd: bool,
    },
    /// The elements mirrored at the edge, so that the outermost one comes twice.
    Symmetric {
        /// `reflect_type='odd'`
        odd: bool,
    },
    /// The elements from the other end.
    Wrap,
    /// What nobody promised; here zeros.
    Empty,
}

impl Mode {
    /// The mode of a NumPy name with its default arguments.
    ///
    /// # Errors
    /// `ValueError: mode 'sideways' is not supported`.
    pub fn from_name(name: &str) -> Result<Mode> {
        hearing(|| {
            let zero = || Padding::Same(Scalar::I64(0));
            Ok(match name {
                "constant" => Mode::Constant(zero()),
                "edge" => Mode::Edge,
                "linear_ramp" => Mode::LinearRamp(zero()),
                "maximum" => Mode::Maximum(None),
                "mean" => Mode::Mean(None),
                "median" => Mode::Median(None),
                "minimum" => Mode::Minimum(None),
                "reflect" => Mode::Reflect { odd: false },
                "symmetric" => Mode::Symmetric { odd: false },
                "wrap" => Mode::Wrap,
                "empty" => Mode::Empty,
                _ => {
                    return Err(Error::value(format!("mode '{name}' is not supported")));
                }
            })
        })
    }
}

/// A function that pads: it is given a line of the padded array, a view that it may write to, how much was added before
/// and after, and the axis.
pub type Filler<'a> = dyn FnMut(&Array, (i64, i64), usize) -> Result<()> + 'a;

impl Array {
    /// The array with so many more elements before and after it on each axis, filled as the mode says (`np.pad`).
    ///
    /// A new array, in Fortran order where this one is and not in C order, else in C order. Axes are filled one after the
    /// other, so that the corners are made of what the axes before have filled.
    ///
    /// # Errors
    /// `ValueError: index can't contain negative values`, `stat_length of 0 yields no value for padding`,
    /// `can't extend empty axis 0 using modes other than 'constant' or 'empty'`; as [`crate::limit::grant`].
    pub fn pad(&self, width: &Padding<i64>, mode: &Mode) -> Result<Array> {
        heard(self.padded(width, mode))
    }

    /// The array with zeros around it, then a function called for every line along every axis, one axis after the other
    /// (`np.pad` with a function): with the line, a view that it may write to, with how much was added before and after it,
    /// and with the axis. The result as that of [`Array::pad`].
    ///
    /// # Errors
    /// As [`Array::pad`], and what the function refuses.
    pub fn pad_with(&self, width: &Padding<i64>, fill: &mut Filler<'_>) -> Result<Array> {
        let widths = heard(width.counts(self.ndim()))?;
        let (result, _) = heard(self.within_rims(&widths))?;
        for (axis, &pair) in widths.iter().enumerate() {
            let mut lines = result.layout.clone();
            let length = lines.shape.remove(axis);
            let stride = lines.strides.remove(axis);
            for byte in lines.addresses() {
                let line = Layout {
                    shape: Dims::from_slice(&[length]),
                    strides: Dims::from_slice(&[stride]),
                    offset: byte,
                };
                heard(fill(&result.over(line), pair, axis))?;
            }
        }
        Ok(result)
    }

    fn padded(&self, width: &Padding<i64>, mode: &Mode) -> Result<Array> {
        let (result, rims) = self.within_rims(&width.counts(self.ndim())?)?;
        self.fill_rims(&rims, mode)?;
        Ok(result)
    }

    /// The array inside a larger one of zeros, and the room along each axis.
    fn within_rims(&self, widths: &[(i64, i64)]) -> Result<(Array, Vec<Rim>)> {
        let ndim = self.ndim();
        let shape: Dims = std::iter::zip(self.shape(), widths)
            .map(|(&extent, pair)| extent.saturating_add(pair.0).saturating_add(pair.1))
            .collect();
        let order = if self.f_contiguous() && !self.c_contiguous() {
            Order::F
        } else {
            Order::C
        };
        let result = Array::blank_in(&shape, self.dtype, order)?;
        // Each rim has the axes before it whole, and of those after it only the part where the array lies.
        let mut inner = result.clone();
        let mut rims = Vec::with_capacity(ndim);
        for axis in (0..ndim).rev() {
            let (before, after) = widths[axis];
            rims.push(Rim {
                array: inner.clone(),
                axis,
                before,
                after,
            });
            inner = inner.strip(axis, before, self.shape()[axis]);
        }
        rims.reverse();
        inner.put(self)?;
        Ok((result, rims))
    }

    fn fill_rims(&self, rims: &[Rim], mode: &Mode) -> Result<()> {
        let ndim = rims.len();
        match mode {
            Mode::Empty => return Ok(()),
            Mode::Constant(values) => {
                for (rim, (before, after)) in std::iter::zip(rims, self.constants(values)?) {
                    rim.fill_constant(before, after)?;
                }
                return Ok(());
            }
            _ => {}
        }
        if self.size() == 0 {
            return self.check_not_extended(rims);
        }
        let lengths = |given: &Option<Padding<i64>>| match given {
            None => Ok(vec![None; ndim]),
            Some(given) => Ok(given.counts(ndim)?.into_iter().map(Some).collect()),
        };
        let stat = |name: &str, given: &Option<Padding<i64>>| {
            let lengths: Vec<Option<(i64, i64)>> = lengths(given)?;
            std::iter::zip(rims, lengths).try_for_each(|(rim, length)| rim.fill_stat(name, length))
        };
        match mode {
            Mode::Maximum(length) => stat("max", length),
            Mode::Minimum(length) => stat("min", length),
            Mode::Mean(length) => stat("mean", length),
            Mode::Median(length) => stat("median", length),
            Mode::LinearRamp(values) => {
                let strong = !values.is_each();
                std::iter::zip(rims, values.pairs(ndim)?)
                    .try_for_each(|(rim, ends)| rim.fill_ramp(ends, strong))
            }
            Mode::Reflect { odd } | Mode::Symmetric { odd } => {
                let with_edge = matches!(mode, Mode::Symmetric { .. });
                std::iter::zip(rims, self.shape())
                    .try_for_each(|(rim, &period)| rim.fill_mirrored(period, with_edge, *odd))
            }
            Mode::Wrap => std::iter::zip(rims, self.shape())
                .try_for_each(|(rim, &period)| rim.fill_wrapped(period)),
            _ => rims.iter().try_for_each(Rim::fill_edge),
        }
    }

    /// The constants. Something for each of several axes are Python numbers, which must fit the dtype; one
    /// value or pair for all is a NumPy scalar, which must fit signed integers only and is cast to any other dtype.
    fn constants(&self, values: &Padding<Scalar>) -> Result<Vec<(Scalar, Scalar)>> {
        let each = values.is_each() || self.dtype.kind() == Kind::Signed;
        let one = |value: Scalar| {
            if !each {
                return Ok(value);
            }
            promote::convert_assigned(python_number(value), self.dtype)
        };
        let pairs = values.pairs(self.ndim())?;
        pairs
            .into_iter()
            .map(|(before, after)| Ok((one(before)?, one(after)?)))
            .collect()
    }

    fn check_not_extended(&self, rims: &[Rim]) -> Result<()> {
        let extended =
            |rim: &&Rim| self.shape()[rim.axis] == 0 && (rim.before > 0 || rim.after > 0);
        match rims.iter().find(extended) {
            None => Ok(()),
            Some(rim) => Err(Error::value(format!(
                "can't extend empty axis {} using modes other than 'constant' or 'empty'",
                rim.axis
            ))),
        }
    }
}

/// A scalar as `tolist` gives it.
fn python_number(value: Scalar) -> Input {
    match value {
        Scalar::Bool(value) => Input::PyBool(value),
        Scalar::F32(value) => Input::PyFloat(f64::from(value)),
        Scalar::F64(value) => Input::PyFloat(value),
        #[cfg(feature = "complex")]
        Scalar::C64(value) => Input::PyComplex(num_complex::Complex::new(
            f64::from(value.re),
            f64::from(value.im),
        )),
        #[cfg(feature = "complex")]
        Scalar::C128(value) => Input::PyComplex(value),
        Scalar::U64(value) => Input::PyInt(i128::from(value)),
        other => match other.cast(crate::dtype::DType::I64) {
            Scalar::I64(value) => Input::PyInt(i128::from(value)),
            _ => Input::PyInt(0),
        },
    }
}
