//! The table of ufuncs: what a row holds, and how to find one.
//! The rows stand in `arith`, `compare`, `bits` and `math`; adding a ufunc is adding one row there.

use std::fmt::Debug;

#[cfg(feature = "kept")]
use super::recent;
use super::{arith, bits, compare, math};
use crate::dtype::DType;
use crate::kernel::Inner;
#[cfg(feature = "lanes")]
use crate::kernel::lanes::{self, LaneLoop};
use crate::plan::Kernel;
#[cfg(feature = "kept")]
use crate::promote::Input;
use crate::scalar::Scalar;

/// One row of the table: everything the engine, the names, the docs and the charts know of a ufunc.
#[derive(Debug)]
pub struct Ufunc {
    /// NumPy's name, `np.add.__name__`.
    pub name: &'static str,
    /// Other names NumPy gives the same object.
    pub aliases: &'static [&'static str],
    /// The Python operator, where one calls it.
    pub operator: Option<&'static str>,
    /// Number of inputs: 1, 2 or 3.
    pub inputs: usize,
    /// What a reduction starts from, `np.add.identity`.
    pub identity: Option<Identity>,
    /// What it computes, in one sentence; empty without the feature `docs`.
    pub doc: &'static str,
    pub(crate) groups: &'static [&'static [Loop]],
}

/// A sentence of documentation, for whoever asked for the feature `docs`: a page that shows none need not load it.
pub(super) const fn told(sentence: &'static str) -> &'static str {
    if cfg!(feature = "docs") { sentence } else { "" }
}

/// A ufunc's identity element.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Identity {
    /// 0
    Zero,
    /// 1
    One,
    /// -1: all bits set
    MinusOne,
    /// `True`
    True,
    /// `False`
    False,
    /// `-inf`
    MinusInfinity,
}

/// One inner loop with its signature, NumPy's `dd->d`.
#[derive(Clone, Copy, Debug)]
pub struct Loop {
    /// The dtypes of the inputs.
    pub inputs: &'static [DType],
    /// The dtype of the output; of the first one where there are two.
    pub output: DType,
    pub(crate) inner: Inner,
    /// The second output, where there are two: its dtype and the loop that computes it.
    pub(crate) second: Option<(DType, Inner)>,
}

impl Loop {
    /// The signature as NumPy's `types` writes it, such as `dd->d`.
    pub fn signature(&self) -> String {
        let inputs: String = self.inputs.iter().map(|dtype| dtype.code()).collect();
        let outputs: String = self.outputs().map(DType::code).collect();
        format!("{inputs}->{outputs}")
    }

    /// The dtypes of the outputs, one or two.
    pub fn outputs(&self) -> impl Iterator<Item = DType> + use<> {
        std::iter::once(self.output).chain(self.second.map(|(dtype, _)| dtype))
    }

    /// The dtype of the output of this number, and the loop that computes it.
    pub(crate) fn part(&self, number: usize) -> Option<(DType, Inner)> {
        match number {
            0 => Some((self.output, self.inner)),
            1 => self.second,
            _ => None,
        }
    }
}

/// The loops of one signature of a row, for a plan to hold: looked up once, when the plan is made.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    /// The loop that takes one element after the other.
    pub(crate) plain: &'static Loop,
    /// The loop over lanes, where there is one.
    #[cfg(feature = "lanes")]
    pub(crate) lanes: Option<&'static LaneLoop>,
}

impl Entry {
    /// The loops beside each other.
    pub(crate) fn of(row: &Ufunc, plain: &'static Loop) -> Self {
        #[cfg(not(feature = "lanes"))]
        let _ = row;
        Self {
            plain,
            #[cfg(feature = "lanes")]
            lanes: lanes::find(row.name, plain.inputs, plain.output),
        }
    }

    /// The dtype of the output of this number.
    pub(crate) fn dtype(self, part: usize) -> DType {
        self.plain
            .part(part)
            .map_or(self.plain.output, |(dtype, _)| dtype)
    }

    /// The kernel of a plan made now, as the thread's way says.
    pub(crate) fn kernel(self, part: usize, masked: bool) -> Kernel {
        #[cfg(feature = "lanes")]
        if let (Some(lanes), false) = (self.lanes, masked)
            && lanes.part(part).is_some()
        {
            return lanes.kernel();
        }
        // Where a mask cuts runs into pieces, elements go one at a time.
        let _ = (part, masked);
        Kernel::Scalar
    }
}

/// A plan names its ufunc; beside that the dtypes say all.
impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.plain.inputs == other.plain.inputs && self.plain.output == other.plain.output
    }
}

impl Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.plain.signature())
    }
}

impl Ufunc {
    /// The loops, in the order in which they are tried.
    pub fn loops(&self) -> impl Iterator<Item = &'static Loop> + use<> {
        let loops = self.groups.iter().flat_map(|group| group.iter());
        #[cfg(feature = "complex")]
        let loops = loops.chain(super::complex::loops_of(self.name));
        loops
    }

    /// Number of outputs: 1, or 2 for `divmod`, `modf` and `frexp`.
    pub fn outputs(&self) -> usize {
        let first = self.groups.iter().find_map(|group| group.first());
        first.map_or(1, |first| first.outputs().count())
    }

    /// Whether this is its name, or one of them.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }

    /// The loop with exactly these input dtypes, looked for first among those of late.
    pub(crate) fn loop_of(&'static self, inputs: &[DType]) -> Option<&'static Loop> {
        #[cfg(feature = "kept")]
        if let Some(recent) = self.recent_loop(inputs) {
            return Some(recent);
        }
        self.loop_for(inputs)
    }

    /// [`Ufunc::loop_for`], if a call with just these dtypes was made lately.
    #[cfg(feature = "kept")]
    fn recent_loop(&'static self, inputs: &[DType]) -> Option<&'static Loop> {
        let only = recent::Inputs::of(inputs.iter().copied().map(Input::Array), None)?;
        let plain = recent::entry(self, only)?.plain;
        (plain.inputs == inputs).then_some(plain)
    }

    /// The loop with exactly these input dtypes.
    pub(crate) fn loop_for(&self, inputs: &[DType]) -> Option<&'static Loop> {
        self.loops().find(|candidate| candidate.inputs == inputs)
    }

    /// The identity as a value of a dtype, where it has one.
    pub fn identity_in(&self, dtype: DType) -> Option<Scalar> {
        let number = match self.identity? {
            Identity::Zero | Identity::False => 0.0,
            Identity::One | Identity::True => 1.0,
            Identity::MinusOne => -1.0,
            Identity::MinusInfinity => f64::NEG_INFINITY,
        };
        Some(Scalar::F64(number).cast(dtype))
    }
}

/// Every row, in the order of the table.
pub fn all() -> impl Iterator<Item = &'static Ufunc> {
    arith::ROWS
        .iter()
        .chain(math::ROWS)
        .chain(compare::ROWS)
        .chain(bits::ROWS)
}

/// The row of a NumPy name or alias.
pub fn find(name: &str) -> Option<&'static Ufunc> {
    let in_table = || all().find(|row| row.is_called(name));
    #[cfg(feature = "kept")]
    return recent::row(name, in_table);
    #[cfg(not(feature = "kept"))]
    in_table()
}

/// The dtype of an element type, for the macros below.
pub(super) const fn dtype_of<T: crate::element::Element>() -> DType {
    T::DTYPE
}

/// One loop for each listed type: `each!(unary, [i8, u8], |a| a)` gives `b->b B->B`.
macro_rules! each {
    (unary, [$($t:ty),*], $f:expr) => {
        &[$(crate::ufunc::table::Loop {
            inputs: &[crate::ufunc::table::dtype_of::<$t>()],
            output: crate::ufunc::table::dtype_of::<$t>(),
            inner: crate::kernel::Inner::Block(|i, o| crate::kernel::scalar::unary::<$t, $t>(i, o, $f)),
            second: None,
        }),*]
    };
    (unary_flagged, [$($t:ty),*], $f:expr) => {
        &[$(crate::ufunc::table::Loop {
            inputs: &[crate::ufunc::table::dtype_of::<$t>()],
            output: crate::ufunc::table::dtype_of::<$t>(),
            inner: crate::kernel::Inner::Block(|i, o| crate::kernel::scalar::unary_flagged::<$t>(i, o, $f)),
            second: None,
        }),*]
    };
    (ternary, [$($t:ty),*], $f:expr) => {
        &[$(crate::ufunc::table::Loop {
            inputs: &[crate::ufunc::table::dtype_of::<$t>(); 3],
            output: crate::ufunc::table::dtype_of::<$t>(),
            inner: crate::kernel::Inner::Block(|i, o| crate::kernel::scalar::ternary::<$t>(i, o, $f)),
            second: None,
        }),*]
    };
    (unary_test, [$($t:ty),*], $f:expr) => {
        &[$(crate::ufunc::table::Loop {
            inputs: &[crate::ufunc::table::dtype_of::<$t>()],
            output: crate::dtype::DType::Bool,
            inner: crate::kernel::Inner::Block(|i, o| crate::kernel::scalar::unary_test::<$t>(i, o, $f)),
            second: None,
        }),*]
    };
    (binary, [$($t:ty),*], $f:expr) => {
        &[$(crate::ufunc::table::Loop {
            inputs: &[crate::ufunc::table::dtype_of::<$t>(); 2],
            output: crate::ufunc::table::dtype_of::<$t>(),
            inner: crate::kernel::Inner::Block(|i, o| crate::kernel::scalar::binary::<$t, $t>(i, o, $f)),
            second: None,
        }),*]
    };
    (binary_flagged, [$($t:ty),*], $f:expr) => {
        &[$(crate::ufunc::table::Loop {
            inputs: &[crate::ufunc::table::dtype_of::<$t>(); 2],
            output: crate::ufunc::table::dtype_of::<$t>(),
            inner: crate::kernel::Inner::Block(|i, o| crate::kernel::scalar::flagged::<$t>(i, o, $f)),
            second: None,
        }),*]
    };
    (binary_test, [$($t:ty),*], $f:expr) => {
        &[$(crate::ufunc::table::Loop {
            inputs: &[crate::ufunc::table::dtype_of::<$t>(); 2],
            output: crate::dtype::DType::Bool,
            inner: crate::kernel::Inner::Block(|i, o| crate::kernel::scalar::mixed_test::<$t, $t>(i, o, $f)),
            second: None,
        }),*]
    };
}

/// [`each`] over `bool`, over all integers, or over all floats, in NumPy's order.
macro_rules! bools {
    ($form:ident, $f:expr) => {
        crate::ufunc::table::each!($form, [crate::element::Bool8], $f)
    };
}
macro_rules! ints {
    ($form:ident, $f:expr) => {
        crate::ufunc::table::each!($form, [i8, u8, i16, u16, i32, u32, i64, u64], $f)
    };
}
macro_rules! floats {
    ($form:ident, $f:expr) => {
        crate::ufunc::table::each!($form, [f32, f64], $f)
    };
}

/// `f->f d->d` of a costly function, computed in `float64`.
macro_rules! float1 {
    ($f:expr) => {
        &[
            crate::ufunc::table::Loop {
                inputs: &[crate::dtype::DType::F32],
                output: crate::dtype::DType::F32,
                inner: crate::kernel::Inner::Float1($f),
                second: None,
            },
            crate::ufunc::table::Loop {
                inputs: &[crate::dtype::DType::F64],
                output: crate::dtype::DType::F64,
                inner: crate::kernel::Inner::Float1($f),
                second: None,
            },
        ]
    };
}

/// `ff->f dd->d` of a costly function, computed in `float64`.
macro_rules! float2 {
    ($f:expr) => {
        &[
            crate::ufunc::table::Loop {
                inputs: &[crate::dtype::DType::F32; 2],
                output: crate::dtype::DType::F32,
                inner: crate::kernel::Inner::Float2($f),
                second: None,
            },
            crate::ufunc::table::Loop {
                inputs: &[crate::dtype::DType::F64; 2],
                output: crate::dtype::DType::F64,
                inner: crate::kernel::Inner::Float2($f),
                second: None,
            },
        ]
    };
}
pub(super) use {bools, each, float1, float2, floats, ints};
