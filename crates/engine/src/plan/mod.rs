//! Plans: what an operation is about to do, as plain data that both `run` and `replay` read.
//! Names layouts, dtypes and buffer ids; knows no `Array` and touches no byte.

pub mod accumulate;
pub mod at;
pub mod choose;
pub mod compress;
pub mod contract;
#[cfg(feature = "random")]
pub mod draw;
pub mod elementwise;
pub mod gather;
pub mod lines;
pub mod moving;
pub mod nonzero;
pub mod reduce;
pub mod sequence;

pub use accumulate::Accumulate;
pub use at::At;
pub use choose::Choose;
pub use compress::Compress;
pub use contract::Contract;
#[cfg(feature = "random")]
pub use draw::Draw;
pub use elementwise::Elementwise;
pub use gather::{Bounds, Gather};
pub use lines::Lines;
pub use moving::Move;
pub use nonzero::Nonzero;
pub use reduce::Reduce;
pub use sequence::Sequence;

use crate::short::SmallVec;

use crate::buffer::BufferId;
use crate::dtype::DType;
use crate::layout::axes::Axes;
use crate::layout::coalesce::coalesce;
use crate::layout::{Dims, Layout};

/// Everything `run` needs to compute and `replay` needs to show.
// A plan is made once for a whole array: its size is no matter, and readers match on it without a box.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, PartialEq, Debug)]
pub enum Plan {
    /// One output element from one element of each operand.
    Elementwise(Elementwise),
    /// Many elements along axes folded into one.
    Reduce(Reduce),
    /// A fold along an axis that keeps every step.
    Accumulate(Accumulate),
    /// Chosen elements computed anew in place, one after another.
    At(At),
    /// Elements written elsewhere, cast on the way.
    Move(Move),
    /// Each line of the operands gives one line of the result.
    Lines(Lines),
    /// Sums of products of one element of each operand.
    Contract(Contract),
    /// Elements read from, or written to, places that index arrays give.
    Gather(Gather),
    /// Elements kept, or written, where a mask is true.
    Compress(Compress),
    /// Each output element copied from one of several candidates.
    Choose(Choose),
    /// The indices of every element that is not zero.
    Nonzero(Nonzero),
    /// Elements computed from their numbers.
    Sequence(Sequence),
    /// Random values.
    #[cfg(feature = "random")]
    Draw(Draw),
}

/// What all kinds of plans have.
pub trait Parts {
    /// What is read, in the order in which touches number it.
    fn operands(&self) -> SmallVec<[&Operand; 3]>;
    /// What is written.
    fn output(&self) -> &Output;
}

/// Kinds whose operands stand in one list, or one by one.
macro_rules! parts {
    ($($kind:ident: $($operand:ident)?, $($list:ident)?;)*) => {$(
        impl Parts for $kind {
            fn operands(&self) -> SmallVec<[&Operand; 3]> {
                #[allow(unused_mut)]
                let mut all = SmallVec::new();
                $(all.push(&self.$operand);)?
                $(all.extend(&self.$list);)?
                all
            }
            fn output(&self) -> &Output {
                &self.output
            }
        }
    )*};
}
parts! {
    Elementwise: , operands;
    Reduce: operand, mask;
    Accumulate: operand, ;
    At: , operands;
    Move: operand, ;
    Lines: , operands;
    Contract: , operands;
    Choose: , operands;
    Nonzero: operand, ;
    Sequence: , ;
}
#[cfg(feature = "random")]
parts! {
    Draw: , operands;
}

impl Parts for Gather {
    fn operands(&self) -> SmallVec<[&Operand; 3]> {
        let positions = self.pickers.iter().map(|picker| &picker.positions);
        positions.chain([&self.source]).collect()
    }
    fn output(&self) -> &Output {
        &self.output
    }
}

impl Parts for Compress {
    fn operands(&self) -> SmallVec<[&Operand; 3]> {
        crate::short::short![&self.mask, &self.source]
    }
    fn output(&self) -> &Output {
        &self.output
    }
}

impl Plan {
    /// What this plan reads and writes, whatever its kind.
    pub fn parts(&self) -> &dyn Parts {
        match self {
            Plan::Elementwise(plan) => plan,
            Plan::Reduce(plan) => plan,
            Plan::Accumulate(plan) => plan,
            Plan::At(plan) => plan,
            Plan::Move(plan) => plan,
            Plan::Lines(plan) => plan,
            Plan::Contract(plan) => plan,
            Plan::Gather(plan) => plan,
            Plan::Compress(plan) => plan,
            Plan::Choose(plan) => plan,
            Plan::Nonzero(plan) => plan,
            Plan::Sequence(plan) => plan,
            #[cfg(feature = "random")]
            Plan::Draw(plan) => plan,
        }
    }
}

/// Where an operand's elements come from.
#[derive(Clone, PartialEq, Debug)]
pub struct Operand {
    /// The bytes; `None` for a Python scalar, whose value is in `constant`.
    pub buffer: Option<BufferId>,
    /// The dtype as stored.
    pub dtype: DType,
    /// The operand's own layout.
    pub layout: Layout,
    /// Its layout after broadcasting to the loop's shape: stretched axes have stride 0.
    pub broadcast: Layout,
    /// The dtype the loop reads, when it is not `dtype`: each element is cast as it is read.
    pub cast: Option<DType>,
    /// The value of a Python scalar operand, already in the loop's dtype. An operand with neither this nor a buffer is
    /// values from outside.
    pub constant: Option<crate::scalar::Scalar>,
}

/// Where the result goes.
#[derive(Clone, PartialEq, Debug)]
pub struct Output {
    /// The bytes written.
    pub buffer: BufferId,
    /// The dtype as stored.
    pub dtype: DType,
    /// The layout written.
    pub layout: Layout,
    /// True when the bytes were allocated for this operation.
    pub fresh: bool,
    /// The dtype the loop writes, when it is not `dtype`.
    pub cast: Option<DType>,
}

/// One loop of a plan after adjacent axes were merged; outermost first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoopAxis {
    /// Turns.
    pub length: i64,
    /// Bytes each operand moves in one turn.
    pub input_strides: Dims,
    /// Bytes the output moves in one turn.
    pub output_stride: i64,
    /// The axes of the plan's shape that this loop covers, slowest first.
    pub axes: Axes,
}

/// The loops of a plan, outermost first. Most have one after merging, or two.
pub type Loops = SmallVec<[LoopAxis; 2]>;

/// The loops that walk these layouts, the output's last, in an axis order.
pub(crate) fn merged_loops(layouts: &[&Layout], order: &[usize]) -> Loops {
    let Some((output, inputs)) = layouts.split_last() else {
        return Loops::new();
    };
    if cfg!(feature = "in_place") && order.len() < 2 {
        // Nothing to merge.
        let length = order.first().map_or(1, |&axis| output.shape[axis]);
        let stride = |layout: &Layout| match order.first() {
            Some(&axis) if length != 1 => layout.strides[axis],
            _ => 0,
        };
        let only = LoopAxis {
            length,
            input_strides: inputs.iter().map(|layout| stride(layout)).collect(),
            output_stride: stride(output),
            axes: Axes::from_slice(order),
        };
        return Loops::from_iter([only]);
    }
    coalesce(layouts, order)
        .into_iter()
        .map(|merged| LoopAxis {
            length: merged.length,
            input_strides: Dims::from_slice(&merged.strides[..inputs.len()]),
            output_stride: merged.strides[inputs.len()],
            axes: merged.axes,
        })
        .collect()
}

/// The multi-index of the element with number `nth` in a walk whose axes turn in this order, slowest first.
pub(crate) fn index_in_order(shape: &[i64], order: &[usize], nth: i64) -> Dims {
    let mut index = Dims::from_elem(0, shape.len());
    let mut rest = nth;
    for &axis in order.iter().rev() {
        let length = shape[axis].max(1);
        index[axis] = rest % length;
        rest /= length;
    }
    index
}

/// Which inner loop runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kernel {
    /// One element at a time.
    Scalar,
    /// Several elements in one 128-bit register.
    Simd128 {
        /// Elements a register holds.
        lanes: u8,
    },
}

impl Kernel {
    /// Elements computed together.
    pub fn lanes(self) -> u8 {
        match self {
            Kernel::Scalar => 1,
            Kernel::Simd128 { lanes } => lanes,
        }
    }
}
