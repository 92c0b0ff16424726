//! `interp`: values between given points, on straight lines.
//! The search and the arithmetic are those of NumPy's `arr_interp`, step for step.

use crate::short::SmallVec;

use crate::array::Array;
use crate::bins::check_one_axis;
use crate::cast::{Casting, check_cast};
use crate::compose::{cut, joined, take, with};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::Dims;
use crate::lines::{Lined, Work};
use crate::plan::lines::{LineCall, LineKernel};
use crate::promote::{Input, promote_types};
use crate::sort::{self, Kind};
use crate::ufunc::{Operand, heard};

/// What is given beyond the first and the last point.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Ends {
    /// The value before the first point; that of the first point unless given. A complex one only where values are.
    pub left: Option<Input>,
    /// The value after the last point, likewise.
    pub right: Option<Input>,
    /// The length after which the points repeat; then there is nothing beyond them.
    pub period: Option<f64>,
}

static INTERP: LineKernel = LineKernel {
    name: "interp",
    run: interpolate,
};

/// How far from the last place found a search looks first.
const NEAR: usize = 8;

/// Where a position stands among the points.
enum Place {
    Before,
    /// At this point or between it and the next.
    At(usize),
    After,
}

/// For each position a turn: the position is read, then the points around it. Complex values are taken part by part.
fn interpolate(call: &mut LineCall<'_>) -> Result<()> {
    let (&[positions, xs, ys], &[left, right, _, _, left_imag, right_imag]) =
        (call.inputs, call.arguments)
    else {
        return Ok(());
    };
    let parts = ys.dtype.itemsize() / size_of::<f64>();
    let (xs, ys) = (xs.elements::<f64>(), ys.elements::<f64>());
    let Some(last) = xs.len().checked_sub(1) else {
        return Ok(());
    };
    if parts == 0 || ys.len() < parts * xs.len() {
        return Ok(());
    }
    let beyond = [(2, [left, left_imag], 0), (3, [right, right_imag], last)];
    let beyond = beyond.map(|(flag, value, point)| {
        let given = call.arguments.get(flag) == Some(&1);
        move |part: usize| match (given, part) {
            (true, 0) => f64::from_bits(value[0] as u64),
            (true, _) => f64::from_bits(value[1] as u64),
            (false, _) => ys[parts * point + part],
        }
    });
    let mut guess = 0;
    for (turn, &x) in positions.elements::<f64>().iter().enumerate() {
        let mut reads: SmallVec<[(usize, usize); 5]> = crate::short::short![(0, turn)];
        let mut value: SmallVec<[u8; 16]> = SmallVec::new();
        // Beside a single point nothing is interpolated, and NaN is not told apart.
        let place = (!x.is_nan() || last == 0).then(|| find(x, xs, guess));
        match &place {
            None => {}
            Some(Place::Before) => {
                guess = 0;
                reads.push((1, 0));
            }
            Some(Place::After) => {
                guess = last + 1;
                reads.push((1, last));
            }
            Some(Place::At(point)) => {
                guess = *point;
                reads.extend([(1, *point), (2, *point)]);
                if *point != last && xs[*point] != x {
                    reads.extend([(1, point + 1), (2, point + 1)]);
                }
            }
        }
        for part in 0..parts {
            let number = match place {
                None if part == 0 => x,
                None => 0.0,
                Some(Place::Before) => beyond[0](part),
                Some(Place::After) => beyond[1](part),
                Some(Place::At(point)) => {
                    let y = |point: usize| ys[parts * point + part];
                    if point == last || xs[point] == x {
                        y(point)
                    } else {
                        let ends = [xs[point], xs[point + 1]];
                        on_line(x, ends, [y(point), y(point + 1)], parts == 2)
                    }
                }
            };
            value.extend_from_slice(&number.to_le_bytes());
        }
        call.put(turn, &value, &reads);
    }
    Ok(())
}

/// The value on the line through two points; where infinities cancel in one direction, from the other end. NumPy takes the
/// slope of complex values by a reciprocal.
fn on_line(x: f64, xs: [f64; 2], ys: [f64; 2], by_reciprocal: bool) -> f64 {
    let slope = if by_reciprocal {
        (ys[1] - ys[0]) * (1.0 / (xs[1] - xs[0]))
    } else {
        (ys[1] - ys[0]) / (xs[1] - xs[0])
    };
    let value = slope * (x - xs[0]) + ys[0];
    if !value.is_nan() {
        return value;
    }
    let value = slope * (x - xs[1]) + ys[1];
    if value.is_nan() && ys[0] == ys[1] {
        ys[0]
    } else {
        value
    }
}

/// The last point that is not after `x`, looked for around the place found last.
fn find(x: f64, xs: &[f64], guess: usize) -> Place {
    let count = xs.len();
    if count == 1 {
        return match xs[0] {
            only if x < only => Place::Before,
            only if x > only => Place::After,
            _ => Place::At(0),
        };
    }
    if x > xs[count - 1] {
        return Place::After;
    }
    if x < xs[0] {
        return Place::Before;
    }
    if count <= 4 {
        let passed = xs.iter().skip(1).take_while(|&&point| x >= point).count();
        return Place::At(passed);
    }
    let guess = guess.clamp(1, count - 3);
    let (mut low, mut high) = (0, count);
    if x < xs[guess] {
        if x < xs[guess - 1] {
            high = guess - 1;
            if guess > NEAR && x >= xs[guess - NEAR] {
                low = guess - NEAR;
            }
        } else {
            return Place::At(guess - 1);
        }
    } else if x < xs[guess + 1] {
        return Place::At(guess);
    } else if x < xs[guess + 2] {
        return Place::At(guess + 1);
    } else {
        low = guess + 2;
        if guess + NEAR + 1 < count && x < xs[guess + NEAR] {
            high = guess + NEAR;
        }
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if x >= xs[middle] {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    match low.checked_sub(1) {
        None => Place::Before,
        Some(point) => Place::At(point),
    }
}

/// The values at some positions on the lines between points with rising `xs` (`np.interp`): `float64`, or `complex128` where
/// the values are complex, of the positions' shape in C order. A new array.
///
/// # Errors
/// `ValueError: object too deep for desired array`, `array of sample points is empty`,
/// `fp and xp are not of the same length.`, `period must be a non-zero value`, `Data points must be 1-D sequences`;
/// `TypeError: must be real number, not complex` for what stands beyond real values; as [`crate::limit::grant`].
pub fn interp(positions: &Array, xs: &Array, ys: &Array, ends: Ends) -> Result<Array> {
    match ends.period {
        None => heard(interpolated(positions, xs, ys, ends)),
        Some(period) => periodic(positions, xs, ys, period),
    }
}

fn interpolated(positions: &Array, xs: &Array, ys: &Array, ends: Ends) -> Result<Array> {
    let dtype = values_dtype(ys);
    for (points, dtype) in [(ys, dtype), (xs, DType::F64)] {
        let checked = check_cast(points.dtype, dtype, Casting::Safe);
        checked.map_err(|error| points.of_scalar(error))?;
        check_one_axis(points)?;
    }
    let checked = check_cast(positions.dtype, DType::F64, Casting::Safe);
    checked.map_err(|error| positions.of_scalar(error))?;
    if xs.size() == 0 {
        return Err(Error::value("array of sample points is empty"));
    }
    if xs.size() != ys.size() {
        return Err(Error::value("fp and xp are not of the same length."));
    }
    let left = parts_of(ends.left, dtype)?;
    let right = parts_of(ends.right, dtype)?;
    let bits = |value: f64| value.to_bits() as i64;
    let work = Work {
        kernel: &INTERP,
        shape: Dims::new(),
        operands: vec![
            Lined::whole(positions).read_as(DType::F64),
            Lined::whole(xs).read_as(DType::F64),
            Lined::whole(ys).read_as(dtype),
        ],
        turns: positions.size(),
        arguments: crate::short::short![
            bits(left[0]),
            bits(right[0]),
            i64::from(ends.left.is_some()),
            i64::from(ends.right.is_some()),
            bits(left[1]),
            bits(right[1]),
        ],
    };
    work.run_line(positions.shape(), dtype)
}

/// The real and the imaginary part of a number that stands for values of a dtype.
#[cfg_attr(not(feature = "complex"), allow(unused_variables))]
fn parts_of(number: Option<Input>, dtype: DType) -> Result<[f64; 2]> {
    Ok(match number {
        Some(Input::PyBool(value)) => [f64::from(u8::from(value)), 0.0],
        Some(Input::PyInt(value)) => [value as f64, 0.0],
        Some(Input::PyFloat(value)) => [value, 0.0],
        #[cfg(feature = "complex")]
        Some(Input::PyComplex(value)) if dtype.is_complex() => [value.re, value.im],
        #[cfg(feature = "complex")]
        Some(Input::PyComplex(_)) => {
            return Err(Error::type_("must be real number, not complex"));
        }
        Some(Input::Array(_)) | None => [0.0; 2],
    })
}

/// Complex values stay complex, all others are made `float64`.
fn values_dtype(ys: &Array) -> DType {
    promote_types(
        if ys.dtype.is_complex() {
            ys.dtype
        } else {
            DType::F64
        },
        DType::F64,
    )
}

/// Positions and points brought into one period, and a point added at both ends from the other end.
fn periodic(positions: &Array, xs: &Array, ys: &Array, period: f64) -> Result<Array> {
    if period == 0.0 {
        return heard(Err(Error::value("period must be a non-zero value")));
    }
    let period = libm::fabs(period);
    if xs.ndim() != 1 || ys.ndim() != 1 {
        return heard(Err(Error::value("Data points must be 1-D sequences")));
    }
    if xs.size() != ys.size() {
        return heard(Err(Error::value("fp and xp are not of the same length")));
    }
    let period = Operand::PyFloat(period);
    let in_dtype = |array: &Array, dtype: DType| match array.dtype == dtype {
        true => Ok(array.clone()),
        false => array.astype(dtype),
    };
    let as_doubles = |array: &Array| in_dtype(array, DType::F64);
    let positions = with("remainder", &as_doubles(positions)?, period)?;
    let xs = with("remainder", &as_doubles(xs)?, period)?;
    let order = sort::argsort(&xs, Some(-1), Kind::Quicksort)?;
    let xs = take(&xs, &order, 0)?;
    let ys = take(&in_dtype(ys, values_dtype(ys))?, &order, 0)?;
    let before = with("subtract", &cut(&xs, 0, Some(-1), None)?, period)?;
    let after = with("add", &cut(&xs, 0, Some(0), Some(1))?, period)?;
    let xs = joined(&joined(&before, &xs)?, &after)?;
    let (first, last) = (cut(&ys, 0, Some(0), Some(1))?, cut(&ys, 0, Some(-1), None)?);
    let ys = joined(&joined(&last, &ys)?, &first)?;
    heard(interpolated(&positions, &xs, &ys, Ends::default()))
}
