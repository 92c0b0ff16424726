//! The list of what is timed: families of kernels, their operations, and the dtypes and layouts of their inputs.
//! Data only; a new operation or dtype is a word in a row.

use engine::DType::{self, Bool, F32, F64, I8, I16, I32, I64, U8, U16, U32, U64};

use crate::layout::{Lie, Range};
use Lie::{Broadcast, Contiguous, Reversed, Strided, Transposed};

/// What stands beside the first input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Second {
    /// Nothing.
    None,
    /// Other elements of the same dtype. Beside a stretched or a turned input it is an ordinary one.
    Alike,
    /// Positions of elements of the first, in no order.
    Positions,
    /// A mask, true for about half of the first.
    Mask,
}

/// How many axes the inputs have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// One axis.
    Vector,
    /// Two axes of equal length, with as many elements together.
    Matrix,
    /// Rows of three, with about as many elements together.
    Narrow,
    /// Rows of three, few enough that a table of all pairs is as large as the other inputs.
    Points,
}

/// Operations that are timed in the same way.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The family they belong to.
    pub family: &'static str,
    /// Their names in `operations`.
    pub operations: &'static [&'static str],
    /// The dtypes of the first input.
    pub dtypes: &'static [DType],
    /// How it lies.
    pub layouts: &'static [Lie],
    /// What stands beside it.
    pub second: Second,
    /// How many axes it has.
    pub shape: Shape,
    /// The values it takes; integers are cut off.
    pub range: Range,
}

/// Every way to lie.
const ALL: &[Lie] = &[Contiguous, Strided, Reversed, Broadcast, Transposed];
/// Those of one axis.
const LINE: &[Lie] = &[Contiguous, Strided, Reversed];
/// Those that decide along which axis memory runs.
const TURNED: &[Lie] = &[Contiguous, Strided, Transposed];
/// The plain one.
const PLAIN: &[Lie] = &[Contiguous];

const FLOATS: &[DType] = &[F64, F32];
/// One dtype for each width of a register's lanes but 16 bits.
const MAIN: &[DType] = &[F64, F32, I32, U8];
const OTHERS: &[DType] = &[I8, I16, I64, U16, U32, U64];

const fn range(low: f64, high: f64) -> Range {
    Range { low, high }
}

/// Whole numbers that nothing divides by 0, and whose sum of two fits `int8`.
const SMALL: Range = range(1.0, 60.0);

/// Rows over matrices; those of other shapes say so.
const fn row(
    family: &'static str,
    operations: &'static [&'static str],
    dtypes: &'static [DType],
    layouts: &'static [Lie],
    second: Second,
) -> Row {
    Row {
        family,
        operations,
        dtypes,
        layouts,
        second,
        shape: Shape::Matrix,
        range: SMALL,
    }
}

const fn over(range: Range, row: Row) -> Row {
    Row { range, ..row }
}

const fn shaped(shape: Shape, row: Row) -> Row {
    Row { shape, ..row }
}

/// All rows, family by family.
pub const ROWS: &[Row] = &[
    row("arithmetic", &["add"], MAIN, ALL, Second::Alike),
    row("arithmetic", &["add"], OTHERS, PLAIN, Second::Alike),
    row(
        "arithmetic",
        &["subtract", "multiply"],
        MAIN,
        PLAIN,
        Second::Alike,
    ),
    row("arithmetic", &["divide"], FLOATS, ALL, Second::Alike),
    row(
        "arithmetic",
        &["floor_divide", "remainder"],
        MAIN,
        PLAIN,
        Second::Alike,
    ),
    row(
        "arithmetic",
        &["floor_divide", "remainder"],
        OTHERS,
        PLAIN,
        Second::Alike,
    ),
    row(
        "arithmetic",
        &["fmod"],
        &[F64, I16, I64],
        PLAIN,
        Second::Alike,
    ),
    row(
        "arithmetic",
        &["modc", "floordivc"],
        &[F64, F32, I64, I32, I16, U8],
        PLAIN,
        Second::None,
    ),
    row("arithmetic", &["mulc"], FLOATS, TURNED, Second::None),
    row(
        "signs and roots",
        &["absolute"],
        &[F64, F32, I32],
        ALL,
        Second::None,
    ),
    row(
        "signs and roots",
        &["negative", "sign", "squared"],
        &[F64, F32, I32],
        PLAIN,
        Second::None,
    ),
    row("signs and roots", &["sqrt"], FLOATS, ALL, Second::None),
    row(
        "signs and roots",
        &["reciprocal"],
        FLOATS,
        PLAIN,
        Second::None,
    ),
    row("arithmetic", &["degrees"], FLOATS, PLAIN, Second::None),
    row("rounding", &["floor"], FLOATS, ALL, Second::None),
    row(
        "rounding",
        &["ceil", "trunc", "rint"],
        FLOATS,
        PLAIN,
        Second::None,
    ),
    row("comparison", &["greater"], MAIN, ALL, Second::Alike),
    row("comparison", &["greater"], OTHERS, PLAIN, Second::Alike),
    row(
        "comparison",
        &["less_equal", "equal", "not_equal"],
        MAIN,
        PLAIN,
        Second::Alike,
    ),
    over(
        range(0.0, 1.0),
        row("comparison", &["gt"], FLOATS, TURNED, Second::None),
    ),
    row(
        "comparison",
        &["isnan", "isfinite"],
        FLOATS,
        PLAIN,
        Second::None,
    ),
    row(
        "logic and bits",
        &["logical_and"],
        &[Bool],
        ALL,
        Second::Alike,
    ),
    row(
        "logic and bits",
        &["logical_not"],
        &[Bool, F64],
        PLAIN,
        Second::None,
    ),
    row(
        "logic and bits",
        &["bitwise_and"],
        &[I32, U8],
        ALL,
        Second::Alike,
    ),
    row(
        "logic and bits",
        &["bitwise_xor"],
        &[I64, I16],
        PLAIN,
        Second::Alike,
    ),
    row(
        "logic and bits",
        &["shiftc"],
        &[I64, I32, I16, I8, U8, U32],
        PLAIN,
        Second::None,
    ),
    row(
        "logic and bits",
        &["invert"],
        &[Bool, I32, U8],
        PLAIN,
        Second::None,
    ),
    row("extremes", &["maximum"], MAIN, ALL, Second::Alike),
    row("extremes", &["maximum"], OTHERS, PLAIN, Second::Alike),
    row("extremes", &["minimum"], MAIN, PLAIN, Second::Alike),
    over(
        range(0.0, 100.0),
        row("extremes", &["clipped"], MAIN, PLAIN, Second::None),
    ),
    row("choice", &["choose"], MAIN, ALL, Second::Alike),
    over(
        range(0.0, 1.0),
        row(
            "choice",
            &["where", "whereeager"],
            FLOATS,
            TURNED,
            Second::None,
        ),
    ),
    over(
        range(-10.0, 10.0),
        row("elementary", &["exp", "sin"], FLOATS, ALL, Second::None),
    ),
    over(
        range(-10.0, 10.0),
        row(
            "elementary",
            &["cos", "tan", "tanh", "arctan"],
            FLOATS,
            PLAIN,
            Second::None,
        ),
    ),
    over(
        range(-10.0, 10.0),
        row(
            "elementary",
            &["sinh", "cosh", "arcsinh"],
            FLOATS,
            PLAIN,
            Second::None,
        ),
    ),
    over(
        range(-0.999, 0.999),
        row(
            "elementary",
            &["arcsin", "arccos", "arctanh"],
            FLOATS,
            PLAIN,
            Second::None,
        ),
    ),
    over(
        range(1.1, 10.0),
        row("elementary", &["arccosh"], FLOATS, PLAIN, Second::None),
    ),
    over(
        range(0.1, 10.0),
        row(
            "elementary",
            &["log", "log2", "log10", "log1p", "expm1", "cbrt"],
            FLOATS,
            PLAIN,
            Second::None,
        ),
    ),
    over(
        range(0.1, 10.0),
        row(
            "elementary",
            &["power", "hypot", "arctan2"],
            FLOATS,
            PLAIN,
            Second::Alike,
        ),
    ),
    row("casts", &["tof64"], &[F32, I32, U8], ALL, Second::None),
    row("casts", &["tof64"], &[Bool, I64], PLAIN, Second::None),
    row("casts", &["tof32"], &[F64, I32, I64], PLAIN, Second::None),
    row(
        "casts",
        &["toi32"],
        &[F64, F32, I64, U8],
        PLAIN,
        Second::None,
    ),
    row("casts", &["tou8"], &[F64, I32], PLAIN, Second::None),
    row("sums", &["sum"], MAIN, ALL, Second::None),
    row("sums", &["sumax0", "sumax1"], MAIN, TURNED, Second::None),
    shaped(
        Shape::Narrow,
        row(
            "short axes",
            &["sumax0", "sumax1"],
            MAIN,
            &[Contiguous, Strided, Transposed],
            Second::None,
        ),
    ),
    row(
        "sums",
        &["mean", "std", "prod"],
        FLOATS,
        PLAIN,
        Second::None,
    ),
    row("folds", &["max"], MAIN, ALL, Second::None),
    row("folds", &["maxax0", "maxax1"], MAIN, PLAIN, Second::None),
    shaped(
        Shape::Narrow,
        row(
            "short axes",
            &["maxax0", "maxax1"],
            FLOATS,
            &[Contiguous, Transposed],
            Second::None,
        ),
    ),
    row("folds", &["argmax"], MAIN, PLAIN, Second::None),
    row("folds", &["any", "all"], &[Bool], PLAIN, Second::None),
    shaped(
        Shape::Vector,
        row("products", &["dot"], &[F64, F32, I32], LINE, Second::Alike),
    ),
    row(
        "products",
        &["matmul"],
        &[F64, F32, I32],
        TURNED,
        Second::Alike,
    ),
    shaped(
        Shape::Vector,
        row("running", &["cumsum"], MAIN, LINE, Second::None),
    ),
    shaped(
        Shape::Vector,
        row("running", &["cumsum"], OTHERS, PLAIN, Second::None),
    ),
    row("running", &["cumsumax0"], MAIN, PLAIN, Second::None),
    shaped(
        Shape::Vector,
        row("selection", &["gather"], MAIN, LINE, Second::Positions),
    ),
    shaped(
        Shape::Vector,
        row("selection", &["masked"], MAIN, LINE, Second::Mask),
    ),
    over(
        range(0.0, 1.0),
        row(
            "selection",
            &["compress", "compresseager", "nonzero"],
            FLOATS,
            PLAIN,
            Second::None,
        ),
    ),
    row("copies", &["stepped"], MAIN, PLAIN, Second::None),
    row("copies", &["copy"], &[F64, F32, I16, U8], ALL, Second::None),
    row(
        "copies",
        &["transpose"],
        &[F64, F32, I16, U8],
        PLAIN,
        Second::None,
    ),
    shaped(
        Shape::Vector,
        row("sorting", &["sort"], FLOATS, LINE, Second::None),
    ),
    shaped(
        Shape::Vector,
        row("sorting", &["sort"], &[I32, I64, U8], PLAIN, Second::None),
    ),
    row(
        "sorting",
        &["sortax0", "sortax1"],
        &[F64],
        PLAIN,
        Second::None,
    ),
    shaped(
        Shape::Vector,
        row(
            "sorting",
            &["partition", "median", "unique"],
            FLOATS,
            PLAIN,
            Second::None,
        ),
    ),
    over(
        range(0.0, 1.0),
        shaped(
            Shape::Vector,
            row("sorting", &["searchsorted"], &[F64], PLAIN, Second::None),
        ),
    ),
    shaped(
        Shape::Vector,
        row(
            "sorting",
            &["argsort"],
            &[F64, F32, I32, U8],
            PLAIN,
            Second::None,
        ),
    ),
    row(
        "chains",
        &["colnorm", "colnormeager"],
        FLOATS,
        PLAIN,
        Second::None,
    ),
    row(
        "chains",
        &["muladd", "length", "rownorm"],
        FLOATS,
        TURNED,
        Second::Alike,
    ),
    over(
        range(0.0, 1.0),
        shaped(
            Shape::Points,
            row(
                "chains",
                &["pdist", "pdisteager"],
                FLOATS,
                PLAIN,
                Second::None,
            ),
        ),
    ),
    shaped(
        Shape::Vector,
        row(
            "random",
            &["randn", "random", "uniform", "exponential", "integers"],
            &[F64],
            PLAIN,
            Second::None,
        ),
    ),
];
