//! Sums of products along two strips: one float from each pair of them, in sixteen running sums.
//! Which order a sum has is said by the plan, so that `run`, over lanes or not, and `Replay` give the same bits.

use crate::dtype::DType;
#[cfg(feature = "kept")]
use crate::kernel::product::ProductLoop;
use crate::kernel::product::{Steps, Strip, dot};
use crate::layout::walk::Odometer;
use crate::layout::{Dims, Layout};
use crate::plan::{Contract, Kernel, Operand};
use crate::scalar::Scalar;

/// Fewer products than this are added one after another, as the libraries do that NumPy leaves them to.
const WORTH_RUNNING: i64 = 32;

/// Whether the sums over these axes are made along strips: floats, two operands that both move along the only summed axis,
/// and no row of results along which a loop would rather go.
pub(crate) fn has_running_sums(
    dtype: DType,
    shape: &[i64],
    kept: usize,
    operands: &[Operand],
) -> bool {
    let [a, b] = operands else { return false };
    let size = dtype.itemsize() as i64;
    let strides =
        |axis: usize| [a, b].map(|one| one.broadcast.strides.get(axis).copied().unwrap_or(0));
    let mut summed = (kept..shape.len()).filter(|&axis| shape[axis] > 1);
    let (Some(depth), None) = (summed.next(), summed.next()) else {
        return false;
    };
    let of_floats = matches!(dtype, DType::F32 | DType::F64);
    if !of_floats || shape[depth] < WORTH_RUNNING || strides(depth).contains(&0) {
        return false;
    }
    let mut rows = (0..kept).filter(|&axis| shape[axis] > 1);
    let moves_alone = |own: usize| {
        let mut axes = (0..kept).filter(|&axis| shape[axis] > 1);
        axes.any(|axis| strides(axis)[own] != 0 && strides(axis)[1 - own] == 0)
    };
    // Several results: not those of a product of matrices, and only where strips lie side by side and rows do not.
    !(moves_alone(0) && moves_alone(1))
        && rows.all(|axis| strides(axis).iter().all(|stride| stride.abs() != size))
        && (rows_of(shape, kept) == 1 || strides(depth) == [size; 2])
}

fn rows_of(shape: &[i64], kept: usize) -> i64 {
    crate::layout::size_of_shape(shape.get(..kept).unwrap_or_default())
}

/// Writes each sum; layouts count in elements. `None` where the plan reaches outside of its buffers.
pub(super) fn run(
    plan: &Contract,
    sources: &[(&[u8], &Layout)],
    output: &Layout,
    results: &mut [u8],
) -> Option<()> {
    let &[(a, a_layout), (b, b_layout)] = sources else {
        return None;
    };
    let depth = depth_of(plan)?;
    let count = usize::try_from(plan.shape[depth]).ok()?;
    let kept: Dims = Dims::from_slice(plan.kept_shape());
    let mut cells = Odometer::over(&kept, &[a_layout, b_layout, output]);
    let size = plan.kernel.dtype.itemsize();
    let strip = |layout: &Layout, first: i64| Steps {
        first,
        step: layout.strides[depth],
    };
    while let Some([from_a, from_b, to]) = cells.next_bytes::<3>() {
        let strips = [
            Strip {
                bytes: a,
                steps: strip(a_layout, from_a),
            },
            Strip {
                bytes: b,
                steps: strip(b_layout, from_b),
            },
        ];
        let sum = sum_of(plan.kernel.dtype, plan.tiles, &strips, count)?.to_bytes();
        let at = usize::try_from(to).ok()? * size;
        results.get_mut(at..at + size)?.copy_from_slice(&sum);
    }
    Some(())
}

/// The summed axis.
fn depth_of(plan: &Contract) -> Option<usize> {
    (plan.kept..plan.shape.len()).find(|&axis| plan.shape[axis] > 1)
}

/// One sum.
fn sum_of(dtype: DType, tiles: Kernel, strips: &[Strip<'_>; 2], count: usize) -> Option<Scalar> {
    #[cfg(feature = "lanes")]
    if tiles != Kernel::Scalar {
        return over_lanes(dtype, strips, count);
    }
    let _ = tiles;
    let [a, b] = strips;
    match dtype {
        DType::F64 => Some(Scalar::F64(dot(a, b, count))),
        DType::F32 => Some(Scalar::F32(dot(a, b, count))),
        _ => None,
    }
}

#[cfg(feature = "lanes")]
fn over_lanes(dtype: DType, strips: &[Strip<'_>; 2], count: usize) -> Option<Scalar> {
    use crate::kernel::lanes::fold;
    let size = dtype.itemsize() as i64;
    let [a, b] = strips.each_ref().map(|strip| fold::Strip {
        bytes: strip.bytes,
        first: strip.steps.first * size,
        step: strip.steps.step * size,
        count,
    });
    match dtype {
        DType::F64 => Some(Scalar::F64(fold::dot_f64(a, b))),
        DType::F32 => Some(Scalar::F32(fold::dot_f32(a, b))),
        _ => None,
    }
}

/// One sum from its operands' elements, one after another, in the plain loop.
pub(super) fn sum_of_elements(dtype: DType, a: &[u64], b: &[u64]) -> Option<Scalar> {
    let count = a.len();
    let strips = [a, b].map(|words| Strip {
        bytes: bytemuck::cast_slice(words),
        steps: Steps {
            first: 0,
            step: 8 / dtype.itemsize().max(1) as i64,
        },
    });
    let [a, b] = &strips;
    match dtype {
        DType::F64 => Some(Scalar::F64(dot(a, b, count))),
        DType::F32 => Some(Scalar::F32(dot(a, b, count))),
        _ => None,
    }
}

/// What a plan says of a single sum over one axis, whose operands are read where they lie.
#[cfg(feature = "kept")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Straight {
    kernel: &'static ProductLoop,
    tiles: Kernel,
    running: bool,
    count: usize,
    /// Elements from one to the next.
    steps: [i64; 2],
}

#[cfg(feature = "kept")]
impl Straight {
    /// Of a plan, if it is of this kind.
    pub(crate) fn of(plan: &Contract) -> Option<Self> {
        let (&[length], [a, b]) = (plan.shape.as_slice(), plan.operands.as_slice()) else {
            return None;
        };
        let size = plan.kernel.dtype.itemsize() as i64;
        let step = |operand: &Operand| {
            let stride = *operand.broadcast.strides.first()?;
            let whole = operand.cast.is_none() && operand.dtype.is_number();
            (whole && stride % size == 0).then_some(stride / size)
        };
        let plain = plan.kept == 0 && length > 0 && plan.output.fresh;
        Some(Self {
            kernel: plan.kernel,
            tiles: plan.tiles,
            running: plan.running,
            count: usize::try_from(length).ok().filter(|_| plain)?,
            steps: [step(a)?, step(b)?],
        })
    }

    /// The sum of operands that start at these bytes, written in front of the result's.
    pub(crate) fn run(&self, operands: [(&[u8], i64); 2], result: &mut [u8]) -> Option<()> {
        let dtype = self.kernel.dtype;
        let size = dtype.itemsize();
        let [(a, from_a), (b, from_b)] = operands;
        if from_a % size as i64 != 0 || from_b % size as i64 != 0 {
            return None;
        }
        let strip = |bytes, from: i64, step| Strip {
            bytes,
            steps: Steps {
                first: from / size as i64,
                step,
            },
        };
        let strips = [
            strip(a, from_a, self.steps[0]),
            strip(b, from_b, self.steps[1]),
        ];
        let cell = result.get_mut(..size)?;
        if self.running {
            let sum = sum_of(dtype, self.tiles, &strips, self.count)?.to_bytes();
            cell.copy_from_slice(&sum);
            return Some(());
        }
        cell.fill(0);
        let to = Steps { first: 0, step: 0 };
        (self.kernel.add_products)(&strips, cell, to, self.count);
        Some(())
    }
}
