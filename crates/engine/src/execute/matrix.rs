//! Sums of products that are products of matrices: finds the rows, the columns and the summed axis among a plan's axes, and
//! hands them to the tiles of `kernel::lanes::product`. Axes beyond those three turn outside, as stacks of matrices.

use crate::dtype::DType;
use crate::element::Element;
use crate::kernel::lanes::Arithmetic;
use crate::kernel::lanes::product::{Lengths, Matrix, Room, multiply};
use crate::layout::walk::Odometer;
use crate::layout::{Dims, Layout};
use crate::plan::{Contract, Kernel};

/// Fewer products than this are over before a packed copy would be made.
const WORTH_TILES: i64 = 4096;

/// Which axes of a plan are those of a product of matrices.
#[derive(Clone, Copy, Debug)]
pub(super) struct Roles {
    /// Along it the left operand moves and the right one does not.
    rows: usize,
    /// Along it the right operand moves and the left one does not.
    columns: usize,
    /// The summed one, along which both move.
    depth: usize,
}

/// The kernel of a sum over these axes, as a plan says it: by tiles where it is a product of matrices large enough.
pub(crate) fn kernel_of(dtype: DType, shape: &[i64], kept: usize, operands: &[&[i64]]) -> Kernel {
    let size = dtype.itemsize();
    let known = dtype.is_number() && dtype.real_part() == dtype && dtype != DType::Bool;
    match roles(shape, kept, operands) {
        Some(_) if known => Kernel::Simd128 {
            lanes: (16 / size.max(1)) as u8,
        },
        _ => Kernel::Scalar,
    }
}

/// The roles of the axes, given the strides of two operands over all of them; the first operand is the left one.
fn roles(shape: &[i64], kept: usize, operands: &[&[i64]]) -> Option<Roles> {
    let &[left, right] = operands else {
        return None;
    };
    let long = |axes: std::ops::Range<usize>| axes.rev().filter(|&axis| shape[axis] > 1);
    let mut summed = long(kept..shape.len());
    let depth = summed.next()?;
    let moves = |axis: usize| (left[axis] != 0, right[axis] != 0);
    if summed.next().is_some() || moves(depth) != (true, true) {
        return None;
    }
    let rows = long(0..kept).find(|&axis| moves(axis) == (true, false))?;
    let columns = long(0..kept).find(|&axis| moves(axis) == (false, true))?;
    let products = shape[rows]
        .saturating_mul(shape[columns])
        .saturating_mul(shape[depth]);
    (products >= WORTH_TILES).then_some(Roles {
        rows,
        columns,
        depth,
    })
}

/// Adds all the products; false where the plan is no product of matrices. Layouts count in elements.
pub(super) fn run(
    plan: &Contract,
    sources: &[(&[u8], &Layout)],
    output: &Layout,
    results: &mut [u8],
) -> bool {
    let strides: Vec<&[i64]> = sources
        .iter()
        .map(|(_, layout)| layout.strides.as_slice())
        .collect();
    let Some(roles) = roles(&plan.shape, plan.kept, &strides) else {
        return false;
    };
    let &[left, right] = sources else {
        return false;
    };
    match plan.kernel.dtype {
        DType::F64 => stacked::<f64>(plan, roles, left, right, output, results),
        DType::F32 => stacked::<f32>(plan, roles, left, right, output, results),
        // Sums and products wrap, so that both signs of a size share the loop.
        DType::I64 | DType::U64 => stacked::<i64>(plan, roles, left, right, output, results),
        DType::I32 | DType::U32 => stacked::<i32>(plan, roles, left, right, output, results),
        DType::I16 | DType::U16 => stacked::<i16>(plan, roles, left, right, output, results),
        DType::I8 | DType::U8 => stacked::<i8>(plan, roles, left, right, output, results),
        _ => return false,
    }
    true
}

/// One product of matrices for each turn of the axes that have no role.
fn stacked<T: Arithmetic + Element>(
    plan: &Contract,
    roles: Roles,
    left: (&[u8], &Layout),
    right: (&[u8], &Layout),
    output: &Layout,
    results: &mut [u8],
) {
    let outer: Vec<usize> = (0..plan.shape.len())
        .filter(|axis| ![roles.rows, roles.columns, roles.depth].contains(axis))
        .collect();
    let shape: Dims = outer.iter().map(|&axis| plan.shape[axis]).collect();
    let [left_outer, right_outer, output_outer] =
        [left.1, right.1, output].map(|layout| layout.with_axes(&outer));
    let mut stack = Odometer::over(&shape, &[&left_outer, &right_outer, &output_outer]);
    let matrix = |layout: &Layout, first: i64, row: usize, column: usize| Matrix {
        first,
        row: layout.strides[row],
        column: layout.strides[column],
    };
    let length = |axis: usize| usize::try_from(plan.shape[axis]).unwrap_or(0);
    let lengths = Lengths {
        rows: length(roles.rows),
        columns: length(roles.columns),
        depth: length(roles.depth),
    };
    let left_elements: &[T] = bytemuck::try_cast_slice(left.0).unwrap_or(&[]);
    let right_elements: &[T] = bytemuck::try_cast_slice(right.0).unwrap_or(&[]);
    let cells: &mut [T] = bytemuck::try_cast_slice_mut(results).unwrap_or(&mut []);
    let mut room = Room {
        left: Vec::new(),
        right: Vec::new(),
    };
    while let Some([a, b, c]) = stack.next_bytes::<3>() {
        multiply(
            (left_elements, matrix(left.1, a, roles.rows, roles.depth)),
            (
                right_elements,
                matrix(right.1, b, roles.depth, roles.columns),
            ),
            (cells, matrix(output, c, roles.rows, roles.columns)),
            lengths,
            &mut room,
        );
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::kernels::{Way, set_way};
    use crate::linalg::matmul;
    use crate::plan::Kernel;
    use crate::{Array, DType, Event, Index, Plan, Recorder};

    /// Numbers whose sums depend on the order of additions.
    fn matrix(rows: i64, columns: i64, seed: i64, dtype: DType) -> Array {
        let count = rows * columns;
        let counted = Array::arange(seed, seed + count, 1, Some(DType::F64)).unwrap();
        let waves = crate::ufunc::call("sin", &[crate::ufunc::Operand::Array(&counted)]).unwrap();
        let scaled = crate::ufunc::call(
            "multiply",
            &[
                crate::ufunc::Operand::Array(&waves),
                crate::ufunc::Operand::PyFloat(1000.0),
            ],
        );
        let cast = scaled.unwrap().astype(dtype).unwrap();
        cast.reshape(&[rows, columns]).unwrap()
    }

    fn product(way: Way, a: &Array, b: &Array) -> (Array, Kernel) {
        set_way(way);
        let recorder = Recorder::start();
        let result = matmul(a, b).unwrap();
        let told = recorder.finish().into_iter().find_map(|event| match event {
            Event::Compute(Plan::Contract(plan)) => Some(plan.tiles),
            _ => None,
        });
        set_way(Way::Simd128);
        (result, told.unwrap())
    }

    #[test]
    fn tiles_give_the_bits_of_the_plain_loop() {
        let mut by_tiles = 0;
        for dtype in [
            DType::F64,
            DType::F32,
            DType::I64,
            DType::U32,
            DType::I16,
            DType::U8,
        ] {
            // Lengths on either side of a tile, a packed block of rows, a packed depth.
            for (m, k, n) in [
                (17, 16, 17),
                (4, 300, 8),
                (65, 33, 9),
                (70, 257, 40),
                (3, 700, 2),
            ] {
                let (a, b) = (matrix(m, k, 1, dtype), matrix(k, n, 7, dtype));
                let turned = |array: &Array| {
                    let copy = array
                        .transpose(None)
                        .unwrap()
                        .copy(crate::array::copy::CopyOrder::C)
                        .unwrap();
                    copy.transpose(None).unwrap()
                };
                let backward = |array: &Array| {
                    array
                        .index(&[Index::Slice {
                            start: None,
                            stop: None,
                            step: Some(-1),
                        }])
                        .unwrap()
                };
                for (a, b) in [
                    (a.clone(), b.clone()),
                    (turned(&a), b.clone()),
                    (a.clone(), turned(&b)),
                    (backward(&a), backward(&b)),
                ] {
                    let (tiles, kernel) = product(Way::Simd128, &a, &b);
                    let (plain, alone) = product(Way::OneAtATime, &a, &b);
                    assert_eq!(alone, Kernel::Scalar);
                    by_tiles += usize::from(kernel != Kernel::Scalar);
                    assert_eq!(tiles.layout(), plain.layout());
                    assert_eq!(
                        *tiles.buffer().bytes(),
                        *plain.buffer().bytes(),
                        "{dtype} {m}×{k}×{n}"
                    );
                }
            }
        }
        assert_eq!(by_tiles, 6 * 5 * 4);
    }
}
