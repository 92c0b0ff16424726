//! The operations by name: the ufuncs and reductions of the engine, and expressions of several calls.
//! Each expression is written as a reader would write it: one public function after the other, or as a chain.

use engine::array::copy::CopyOrder;
use engine::bins;
use engine::cast::Casting;
use engine::chain::{Chain, where_};
use engine::index::select;
use engine::linalg;
use engine::random::Method;
use engine::reduce::{self, Options};
use engine::sets;
use engine::sort::{self, Kind};
use engine::ufunc::rounding;
use engine::ufunc::{self, Arguments, Operand};
use engine::{Array, DType, Index, Result};

use crate::operation::{Inputs, Operation, Work};

/// The operation of a name: one of [`WRITTEN`], a ufunc by NumPy's name, or a reduction, alone or with the axis behind it
/// (`sum`, `sumax0`).
pub fn find(name: &str) -> Option<Operation> {
    let written = WRITTEN.iter().find(|operation| operation.name == name);
    written
        .copied()
        .or_else(|| of_ufunc(name))
        .or_else(|| of_reduction(name))
}

fn of_ufunc(name: &str) -> Option<Operation> {
    let row = ufunc::find(name)?;
    let work = match row.inputs {
        1 => Work::Unary(row.name),
        2 => Work::Binary(row.name),
        _ => return None,
    };
    Some(Operation {
        name: row.name,
        expression: row.operator.unwrap_or(row.name),
        work,
    })
}

fn of_reduction(name: &str) -> Option<Operation> {
    let (name, axis) = match name.rsplit_once("ax") {
        Some((name, axis)) if axis.len() == 1 => (name, Some(axis.parse().ok()?)),
        _ => (name, None),
    };
    let known = reduce::NAMES.iter().find(|known| **known == name)?;
    Some(Operation {
        name: known,
        expression: known,
        work: Work::Reduction(known, axis),
    })
}

const fn written(
    name: &'static str,
    expression: &'static str,
    fresh: fn(&Inputs) -> Result<Array>,
    out: Option<fn(&Inputs, &Array) -> Result<()>>,
) -> Operation {
    Operation {
        name,
        expression,
        work: Work::Written(fresh, out),
    }
}

/// Another name of a ufunc of two inputs.
const fn alias(name: &'static str, expression: &'static str, ufunc: &'static str) -> Operation {
    Operation {
        name,
        expression,
        work: Work::Binary(ufunc),
    }
}

/// What is more than one plain call.
pub const WRITTEN: [Operation; 50] = [
    alias("addi32", "a + b", "add"),
    alias("addu8", "a + b", "add"),
    alias("bcast", "a + b", "add"),
    written(
        "mulc",
        "a * 1.5",
        |x| ufunc::call("multiply", &[Operand::Array(x.a()?), Operand::PyFloat(1.5)]),
        Some(|x, out| {
            let operands = [Operand::Array(x.a()?), Operand::PyFloat(1.5)];
            ufunc::call_into("multiply", &operands, out)
        }),
    ),
    written(
        "modc",
        "a % 7",
        |x| ufunc::call("remainder", &[Operand::Array(x.a()?), Operand::PyInt(7)]),
        None,
    ),
    written(
        "floordivc",
        "a // 7",
        |x| ufunc::call("floor_divide", &[Operand::Array(x.a()?), Operand::PyInt(7)]),
        None,
    ),
    written(
        "shiftc",
        "a << 2",
        |x| ufunc::call("left_shift", &[Operand::Array(x.a()?), Operand::PyInt(2)]),
        None,
    ),
    written(
        "stepped",
        "a[..., ::2] *= 1",
        |x| {
            let every_second = x.a()?.index(&[Index::Ellipsis, Index::every(2)])?;
            let operands = [Operand::Array(&every_second), Operand::PyInt(1)];
            ufunc::call_into("multiply", &operands, &every_second)?;
            Ok(every_second)
        },
        None,
    ),
    written(
        "squared",
        "a ** 2",
        |x| squared(x.a()?),
        Some(|x, out| {
            let operands = [Operand::Array(x.a()?), Operand::PyInt(2)];
            ufunc::call_into("power", &operands, out)
        }),
    ),
    written(
        "gt",
        "a > 0.5",
        |x| above_half(x.a()?),
        Some(|x, out| {
            let operands = [Operand::Array(x.a()?), Operand::PyFloat(0.5)];
            ufunc::call_into("greater", &operands, out)
        }),
    ),
    written(
        "where",
        "where(a > 0.5, a, 0)",
        |x| {
            let a = Chain::of(x.a()?);
            where_(a.greater(0.5), &a, 0).evaluate()
        },
        None,
    ),
    written(
        "whereeager",
        "where(a > 0.5, a, 0)",
        |x| {
            let a = x.a()?;
            select::where_(&above_half(a)?, Operand::Array(a), Operand::PyInt(0))
        },
        None,
    ),
    written(
        "choose",
        "where(a > b, a, b)",
        |x| {
            let (a, b) = (Operand::Array(x.a()?), Operand::Array(x.b()?));
            select::where_(&ufunc::call("greater", &[a, b])?, a, b)
        },
        None,
    ),
    written(
        "clipped",
        "clip(a, 20, 80)",
        |x| clipped(x.a()?, Arguments::default()),
        Some(|x, out| {
            let arguments = Arguments {
                out: &[Some(out)],
                ..Arguments::default()
            };
            clipped(x.a()?, arguments).map(drop)
        }),
    ),
    written(
        "compress",
        "a[a > 0.5]",
        |x| {
            let a = Chain::of(x.a()?);
            a.index(a.greater(0.5))
        },
        None,
    ),
    written(
        "compresseager",
        "a[a > 0.5]",
        |x| {
            let a = x.a()?;
            a.index(&[Index::from(above_half(a)?)])
        },
        None,
    ),
    written(
        "gather",
        "a[b]",
        |x| x.a()?.index(&[Index::from(x.b()?.clone())]),
        None,
    ),
    written(
        "masked",
        "a[b], b a mask",
        |x| x.a()?.index(&[Index::from(x.b()?.clone())]),
        None,
    ),
    written(
        "nonzero",
        "flatnonzero(a > 0.5)",
        |x| above_half(x.a()?)?.flatnonzero(),
        None,
    ),
    written(
        "cumsum",
        "cumsum(a)",
        |x| reduce::cumsum(x.a()?, None, Options::default()),
        Some(|x, out| {
            let options = Options {
                out: Some(out),
                ..Options::default()
            };
            reduce::cumsum(x.a()?, None, options).map(drop)
        }),
    ),
    written(
        "cumsumax0",
        "cumsum(a, axis=0)",
        |x| reduce::cumsum(x.a()?, Some(0), Options::default()),
        None,
    ),
    written(
        "stridesum",
        "a[::2].sum()",
        |x| {
            let every_second = x.a()?.index(&[Index::every(2)])?;
            reduce::call("sum", &every_second, Options::default())
        },
        None,
    ),
    written(
        "transpose",
        "ascontiguousarray(M.T)",
        |x| x.a()?.t().ascontiguousarray(),
        Some(|x, out| {
            let turned = x.a()?.t();
            select::copyto(out, Operand::Array(&turned), Casting::SameKind, None)
        }),
    ),
    written(
        "copy",
        "a.copy()",
        |x| x.a()?.copy(CopyOrder::C),
        Some(|x, out| select::copyto(out, Operand::Array(x.a()?), Casting::SameKind, None)),
    ),
    written(
        "tof64",
        "a.astype(float64)",
        |x| x.a()?.astype(DType::F64),
        None,
    ),
    written(
        "tof32",
        "a.astype(float32)",
        |x| x.a()?.astype(DType::F32),
        None,
    ),
    written(
        "toi32",
        "a.astype(int32)",
        |x| x.a()?.astype(DType::I32),
        None,
    ),
    written(
        "tou8",
        "a.astype(uint8)",
        |x| x.a()?.astype(DType::U8),
        None,
    ),
    written(
        "colnorm",
        "(M - M.mean(axis=0)) / M.std(axis=0)",
        |x| {
            let m = Chain::of(x.a()?);
            ((&m - m.mean(0)) / m.std(0)).evaluate()
        },
        None,
    ),
    written(
        "pdist",
        "sqrt(((P[:, None] - P[None]) ** 2).sum(-1))",
        |x| {
            let points = x.a()?;
            let rows = Chain::of(&points.index(&[Index::ALL, Index::NewAxis])?);
            let columns = Chain::of(&points.index(&[Index::NewAxis])?);
            (rows - columns).power(2).sum(-1).sqrt().evaluate()
        },
        None,
    ),
    written(
        "rownorm",
        "(M - M.mean(axis=1, keepdims=True)) / M.std(axis=1, keepdims=True)",
        |x| {
            let m = Chain::of(x.a()?);
            let of_rows = |name| m.fold(name, Some(&[1]), true);
            ((&m - of_rows("mean")) / of_rows("std")).evaluate()
        },
        None,
    ),
    written(
        "muladd",
        "a * b + a",
        |x| {
            let (a, b) = (Chain::of(x.a()?), Chain::of(x.b()?));
            (&a * &b + &a).evaluate()
        },
        None,
    ),
    written(
        "length",
        "sqrt(a ** 2 + b ** 2)",
        |x| {
            let (a, b) = (Chain::of(x.a()?), Chain::of(x.b()?));
            (a.power(2) + b.power(2)).sqrt().evaluate()
        },
        None,
    ),
    written(
        "colnormeager",
        "(M - M.mean(axis=0)) / M.std(axis=0)",
        |x| {
            let m = x.a()?;
            let columns = Options {
                axis: Some(&[0]),
                ..Options::default()
            };
            let mean = reduce::call("mean", m, columns)?;
            let centered = ufunc::call("subtract", &[Operand::Array(m), Operand::Array(&mean)])?;
            let deviation = reduce::call("std", m, columns)?;
            let operands = [Operand::Array(&centered), Operand::Array(&deviation)];
            ufunc::call("divide", &operands)
        },
        None,
    ),
    written(
        "pdisteager",
        "sqrt(((P[:, None] - P[None]) ** 2).sum(-1))",
        |x| {
            let points = x.a()?;
            let rows = points.index(&[Index::ALL, Index::NewAxis])?;
            let columns = points.index(&[Index::NewAxis])?;
            let apart = ufunc::call(
                "subtract",
                &[Operand::Array(&rows), Operand::Array(&columns)],
            )?;
            let last = Options {
                axis: Some(&[-1]),
                ..Options::default()
            };
            let sum = reduce::call("sum", &squared(&apart)?, last)?;
            ufunc::call("sqrt", &[Operand::Array(&sum)])
        },
        None,
    ),
    written("dot", "a.dot(b)", |x| linalg::dot(x.a()?, x.b()?), None),
    written(
        "matmul",
        "A @ B",
        |x| linalg::matmul(x.a()?, x.b()?),
        Some(|x, out| {
            let arguments = linalg::Arguments {
                out: Some(out),
                ..linalg::Arguments::default()
            };
            linalg::matmul_with(x.a()?, x.b()?, arguments).map(drop)
        }),
    ),
    written(
        "sort",
        "sort(a)",
        |x| sort::sort(x.a()?, Some(-1), Kind::default()),
        None,
    ),
    written(
        "argsort",
        "argsort(a)",
        |x| sort::argsort(x.a()?, Some(-1), Kind::default()),
        None,
    ),
    written(
        "sortax0",
        "sort(M, axis=0)",
        |x| sort::sort(x.a()?, Some(0), Kind::default()),
        None,
    ),
    written(
        "sortax1",
        "sort(M, axis=1)",
        |x| sort::sort(x.a()?, Some(1), Kind::default()),
        None,
    ),
    written(
        "partition",
        "partition(a, n // 2)",
        |x| sort::partition(x.a()?, &[x.a()?.size() / 2], Some(-1)),
        None,
    ),
    written(
        "median",
        "median(a)",
        |x| reduce::median(x.a()?, Options::default()),
        None,
    ),
    written("unique", "unique(a)", |x| sets::unique_values(x.a()?), None),
    written(
        "searchsorted",
        "searchsorted(arange(1000) / 1000, a)",
        |x| {
            let edges = Array::arange(0, 1000, 1, Some(DType::F64))?;
            let thousand = [Operand::Array(&edges), Operand::PyFloat(1000.0)];
            let edges = ufunc::call("divide", &thousand)?;
            bins::searchsorted(&edges, x.a()?, bins::Side::Left, None)
        },
        None,
    ),
    written(
        "uniform",
        "rng.uniform(-1, 3, n)",
        |x| {
            let size = [x.count];
            let (low, high) = (Operand::PyInt(-1), Operand::PyInt(3));
            x.draw(|rng| rng.uniform(low, high, Some(&size)))
        },
        None,
    ),
    written(
        "exponential",
        "rng.standard_exponential(n)",
        |x| {
            let size = [x.count];
            let method = Method::Ziggurat;
            x.draw(|rng| rng.standard_exponential(Some(&size), DType::F64, method, None))
        },
        Some(|x, out| {
            let method = Method::Ziggurat;
            x.draw(|rng| rng.standard_exponential(None, DType::F64, method, Some(out)))
                .map(drop)
        }),
    ),
    written(
        "integers",
        "rng.integers(0, 1000, n)",
        |x| {
            let size = [x.count];
            let (low, high) = (Operand::PyInt(0), Some(Operand::PyInt(1000)));
            x.draw(|rng| rng.integers(low, high, Some(&size), DType::I64, false))
        },
        None,
    ),
    written(
        "random",
        "rng.random(n)",
        |x| {
            let size = [x.count];
            x.draw(|rng| rng.random(Some(&size), DType::F64, None))
        },
        Some(|x, out| {
            x.draw(|rng| rng.random(None, DType::F64, Some(out)))
                .map(drop)
        }),
    ),
    written(
        "randn",
        "rng.standard_normal(n)",
        |x| {
            let size = [x.count];
            x.draw(|rng| rng.standard_normal(Some(&size), DType::F64, None))
        },
        Some(|x, out| {
            x.draw(|rng| rng.standard_normal(None, DType::F64, Some(out)))
                .map(drop)
        }),
    ),
];

fn above_half(a: &Array) -> Result<Array> {
    ufunc::call("greater", &[Operand::Array(a), Operand::PyFloat(0.5)])
}

fn squared(a: &Array) -> Result<Array> {
    ufunc::call("power", &[Operand::Array(a), Operand::PyInt(2)])
}

fn clipped(a: &Array, arguments: Arguments<'_>) -> Result<Array> {
    let (low, high) = (Operand::PyInt(20), Operand::PyInt(80));
    rounding::clip(a, Some(low), Some(high), arguments)
}
