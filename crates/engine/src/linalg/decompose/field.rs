//! Numbers as the library computes with them, and the reading and writing of matrices by a kernel.
//! Knows nothing of arrays.

use bytemuck::Pod;
use nalgebra::{Complex, ComplexField, DMatrix, DVector};

use super::products;
use crate::dtype::DType;
use crate::error::Result;
use crate::plan::lines::LineCall;

/// `float64` or `complex128`.
pub(super) trait Field: ComplexField<RealField = f64> + Pod {
    /// A number divided by its magnitude. A real one that is not below 0, NaN among them, has 1.
    fn phase(self) -> Self;
    /// One divided by a number, a complex one by the ratio of its parts, so that no square of them is too large or small.
    fn reciprocal(self) -> Self;
    /// The longer side from which on LAPACK makes a triangle of a matrix before it looks for singular values.
    fn much_longer(shorter: usize) -> usize;
    /// Turns a matrix from the left by the adjoint of the reflection of all its rows, `I - scale axis axis^H`.
    fn reflect_rows(matrix: &mut DMatrix<Self>, scale: Self, axis: &DVector<Self>);
    /// Turns a matrix from the right by the reflection of all its columns, whose axis is a row or a column of another.
    fn reflect_columns(matrix: &mut DMatrix<Self>, scale: Self, axis: &DVector<Self>, is_row: bool);
}

impl Field for f64 {
    fn phase(self) -> Self {
        if self < 0.0 { -1.0 } else { 1.0 }
    }
    fn reciprocal(self) -> Self {
        1.0 / self
    }
    fn much_longer(shorter: usize) -> usize {
        shorter * 11 / 6
    }
    fn reflect_rows(matrix: &mut DMatrix<Self>, scale: Self, axis: &DVector<Self>) {
        let along = products::of_columns(matrix, axis);
        products::subtract(matrix, scale, axis, &along);
    }
    fn reflect_columns(
        matrix: &mut DMatrix<Self>,
        scale: Self,
        axis: &DVector<Self>,
        is_row: bool,
    ) {
        let along = products::of_rows(matrix, axis, is_row);
        products::subtract(matrix, scale, &along, axis);
    }
}

impl Field for Complex<f64> {
    fn phase(self) -> Self {
        self.unscale(self.modulus())
    }
    fn reciprocal(self) -> Self {
        if self.re.abs() >= self.im.abs() {
            let ratio = self.im / self.re;
            let part = 1.0 / (self.re * (1.0 + ratio * ratio));
            Complex::new(part, -ratio * part)
        } else {
            let ratio = self.re / self.im;
            let part = 1.0 / (self.im * (1.0 + ratio * ratio));
            Complex::new(ratio * part, -part)
        }
    }
    fn much_longer(shorter: usize) -> usize {
        shorter * 17 / 9
    }
    fn reflect_rows(matrix: &mut DMatrix<Self>, scale: Self, axis: &DVector<Self>) {
        let along = matrix.ad_mul(axis);
        matrix.gerc(-scale.conj(), axis, &along, Complex::new(1.0, 0.0));
    }
    fn reflect_columns(matrix: &mut DMatrix<Self>, scale: Self, axis: &DVector<Self>, _: bool) {
        let along = &*matrix * axis;
        matrix.gerc(-scale, &along, axis, Complex::new(1.0, 0.0));
    }
}

/// Calls a kernel in the numbers of its first operand.
pub(super) fn in_field(
    call: &mut LineCall<'_>,
    real: fn(&mut LineCall<'_>) -> Result<()>,
    complex: fn(&mut LineCall<'_>) -> Result<()>,
) -> Result<()> {
    let is_complex = call
        .inputs
        .first()
        .is_some_and(|line| line.dtype == DType::C128);
    if is_complex {
        complex(call)
    } else {
        real(call)
    }
}

/// An argument, as an extent.
pub(super) fn extent(call: &LineCall<'_>, place: usize) -> usize {
    let argument = call.arguments.get(place).copied().unwrap_or(0);
    usize::try_from(argument).unwrap_or(0)
}

/// An operand as a matrix.
pub(super) fn matrix<T: Field>(
    call: &LineCall<'_>,
    operand: usize,
    rows: usize,
    columns: usize,
) -> DMatrix<T> {
    let elements: &[T] = call.inputs.get(operand).map_or(&[], |line| line.elements());
    DMatrix::from_fn(rows, columns, |row, column| {
        let found = elements.get(row * columns + column).copied();
        found.unwrap_or_else(T::zero)
    })
}

/// Writes elements from a place on; the place after the last.
pub(super) fn put<T: Pod>(
    call: &mut LineCall<'_>,
    start: usize,
    elements: impl IntoIterator<Item = T>,
) -> usize {
    let mut place = start;
    for element in elements {
        // The library reads everything before it gives anything: the first turn that somebody watches has all reads.
        let reads = match place {
            0 if call.watched.is_some() => everything(call),
            _ => Vec::new(),
        };
        call.put(place, bytemuck::bytes_of(&element), &reads);
        place += 1;
    }
    place
}

/// Every element of every operand.
fn everything(call: &LineCall<'_>) -> Vec<(usize, usize)> {
    let operands = call.inputs.iter().enumerate();
    let each =
        operands.flat_map(|(operand, line)| (0..line.len()).map(move |place| (operand, place)));
    each.collect()
}

/// Writes a matrix row by row; the place after it.
pub(super) fn put_matrix<T: Field>(
    call: &mut LineCall<'_>,
    start: usize,
    matrix: &DMatrix<T>,
) -> usize {
    let rows = matrix.row_iter();
    let elements: Vec<T> = rows
        .flat_map(|row| row.iter().copied().collect::<Vec<_>>())
        .collect();
    put(call, start, elements)
}

/// Whether every element is finite.
pub(super) fn is_finite<T: Field>(matrix: &DMatrix<T>) -> bool {
    matrix.iter().all(ComplexField::is_finite)
}

/// A matrix brought near 1 by a power of two where its numbers are so large or small that squares of them would not do;
/// and what the results are then to be multiplied by.
pub(super) fn scaled<T: Field>(mut matrix: DMatrix<T>) -> (DMatrix<T>, f64) {
    let largest = matrix
        .iter()
        .map(|element| element.norm1())
        .fold(0.0, f64::max);
    if largest == 0.0 || (1e-140..1e140).contains(&largest) || !largest.is_finite() {
        return (matrix, 1.0);
    }
    let (_, exponent) = libm::frexp(largest);
    let exponent = exponent.clamp(-1000, 1000);
    matrix.scale_mut(libm::ldexp(1.0, -exponent));
    (matrix, libm::ldexp(1.0, exponent))
}

/// How often an iteration may turn before it counts as one that does not converge.
pub(super) fn most_turns(side: usize) -> usize {
    side.saturating_mul(60).saturating_add(200)
}
