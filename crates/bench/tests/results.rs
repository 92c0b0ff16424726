//! What is timed is right: each operation's result is held to a plain computation over the same values, on both ways.
//! The plain computation knows nothing of the engine but the inputs' elements.

#![allow(clippy::unwrap_used, clippy::panic)]

use bench::case::{Case, DTYPES, Variant};
use bench::measure::WAYS;
use bench::suite::{Listed, all};
use engine::kernels::{Way, set_way};
use engine::{Array, DType};

/// Elements along each axis: some registers full, and some left over.
const SIDE: usize = 19;

/// Elements as numbers, and the shape they lie in.
struct Plain {
    values: Vec<f64>,
    columns: usize,
}

impl Plain {
    fn of(array: &Array) -> Self {
        Self {
            values: array.to_vec().unwrap(),
            columns: array.shape().last().map_or(1, |&last| last as usize),
        }
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.columns + column]
    }

    fn rows(&self) -> usize {
        self.values.len() / self.columns
    }

    fn row(&self, row: usize) -> Vec<f64> {
        (0..self.columns)
            .map(|column| self.at(row, column))
            .collect()
    }

    fn column(&self, column: usize) -> Vec<f64> {
        (0..self.rows()).map(|row| self.at(row, column)).collect()
    }
}

fn sum(values: &[f64]) -> f64 {
    values.iter().sum()
}

fn largest(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

fn mean(values: &[f64]) -> f64 {
    sum(values) / values.len() as f64
}

fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    (squares / values.len() as f64).sqrt()
}

fn truth(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

fn sign(v: f64) -> f64 {
    if v == 0.0 { 0.0 } else { v.signum() }
}

/// An operation of one number.
fn of_one(name: &str) -> Option<fn(f64) -> f64> {
    Some(match name {
        "mulc" => |a| a * 1.5,
        "shiftc" => |a| a * 4.0,
        "degrees" => f64::to_degrees,
        "modc" => |a| a.rem_euclid(7.0),
        "floordivc" => |a| (a / 7.0).floor(),
        "absolute" => f64::abs,
        "negative" => |a| -a,
        "sign" => sign,
        "squared" => |a| a * a,
        "sqrt" => f64::sqrt,
        "reciprocal" => f64::recip,
        "floor" => f64::floor,
        "ceil" => f64::ceil,
        "trunc" => f64::trunc,
        "rint" => f64::round_ties_even,
        "gt" => |a| truth(a > 0.5),
        "isnan" => |a| truth(a.is_nan()),
        "isfinite" => |a| truth(a.is_finite()),
        "logical_not" => |a| truth(a == 0.0),
        "clipped" => |a| a.clamp(20.0, 80.0),
        "where" | "whereeager" => |a| if a > 0.5 { a } else { 0.0 },
        "exp" => f64::exp,
        "expm1" => f64::exp_m1,
        "sin" => f64::sin,
        "cos" => f64::cos,
        "tan" => f64::tan,
        "sinh" => f64::sinh,
        "cosh" => f64::cosh,
        "arcsinh" => f64::asinh,
        "arccosh" => f64::acosh,
        "arctanh" => f64::atanh,
        "arcsin" => f64::asin,
        "arccos" => f64::acos,
        "tanh" => f64::tanh,
        "arctan" => f64::atan,
        "log" => f64::ln,
        "log2" => f64::log2,
        "log10" => f64::log10,
        "log1p" => f64::ln_1p,
        "cbrt" => f64::cbrt,
        "tof64" | "copy" => |a| a,
        "tof32" => |a| f64::from(a as f32),
        "toi32" | "tou8" => f64::trunc,
        _ => return None,
    })
}

/// An operation of two numbers.
fn of_two(name: &str) -> Option<fn(f64, f64) -> f64> {
    Some(match name {
        "add" => |a, b| a + b,
        "subtract" => |a, b| a - b,
        "multiply" => |a, b| a * b,
        "divide" => |a, b| a / b,
        "floor_divide" => |a, b| (a / b).floor(),
        "remainder" | "fmod" => f64::rem_euclid,
        "greater" => |a, b| truth(a > b),
        "less_equal" => |a, b| truth(a <= b),
        "equal" => |a, b| truth(a == b),
        "not_equal" => |a, b| truth(a != b),
        "logical_and" => |a, b| truth(a != 0.0 && b != 0.0),
        "bitwise_and" => |a, b| (a as i64 & b as i64) as f64,
        "bitwise_xor" => |a, b| (a as i64 ^ b as i64) as f64,
        "maximum" | "choose" => f64::max,
        "minimum" => f64::min,
        "muladd" => |a, b| a * b + a,
        "length" => |a, b| (a * a + b * b).sqrt(),
        "power" => f64::powf,
        "hypot" => f64::hypot,
        "arctan2" => f64::atan2,
        _ => return None,
    })
}

/// What the other operations give.
fn of_many(name: &str, a: &Plain, b: Option<&Plain>) -> Option<Vec<f64>> {
    let all = &a.values;
    let running = |values: &[f64]| {
        let step = |sum: &mut f64, v: &f64| {
            *sum += v;
            Some(*sum)
        };
        values.iter().scan(0.0, step).collect::<Vec<f64>>()
    };
    let sorted = || {
        let mut places: Vec<usize> = (0..all.len()).collect();
        places.sort_by(|&i, &j| all[i].total_cmp(&all[j]));
        places
    };
    let by_rows = |f: &dyn Fn(&[f64]) -> f64| (0..a.rows()).map(|i| f(&a.row(i))).collect();
    let by_columns = |f: &dyn Fn(&[f64]) -> f64| (0..a.columns).map(|j| f(&a.column(j))).collect();
    Some(match name {
        "sum" => vec![sum(all)],
        "sumax0" => by_columns(&sum),
        "sumax1" => by_rows(&sum),
        "mean" => vec![mean(all)],
        "std" => vec![deviation(all)],
        "prod" => vec![all.iter().product()],
        "max" => vec![largest(all)],
        "maxax0" => by_columns(&largest),
        "maxax1" => by_rows(&largest),
        "argmax" => {
            let place = all.iter().position(|v| *v == largest(all));
            vec![place? as f64]
        }
        "any" => vec![truth(all.iter().any(|v| *v != 0.0))],
        "all" => vec![truth(all.iter().all(|v| *v != 0.0))],
        "cumsum" => running(all),
        "cumsumax0" => {
            let columns: Vec<Vec<f64>> = (0..a.columns).map(|j| running(&a.column(j))).collect();
            (0..all.len())
                .map(|i| columns[i % a.columns][i / a.columns])
                .collect()
        }
        "dot" => vec![std::iter::zip(all, &b?.values).map(|(a, b)| a * b).sum()],
        "matmul" => {
            let b = b?;
            let one = |i: usize, j: usize| (0..a.columns).map(|k| a.at(i, k) * b.at(k, j)).sum();
            (0..a.rows())
                .flat_map(|i| (0..b.columns).map(move |j| (i, j)))
                .map(|(i, j)| one(i, j))
                .collect()
        }
        "gather" => b?.values.iter().map(|place| all[*place as usize]).collect(),
        "masked" => {
            let kept = std::iter::zip(all, &b?.values).filter(|(_, mask)| **mask != 0.0);
            kept.map(|(v, _)| *v).collect()
        }
        "compress" | "compresseager" => all.iter().copied().filter(|v| *v > 0.5).collect(),
        "nonzero" => (0..all.len())
            .filter(|&i| all[i] > 0.5)
            .map(|i| i as f64)
            .collect(),
        "stepped" => (0..a.rows())
            .flat_map(|i| a.row(i).into_iter().step_by(2))
            .collect(),
        "transpose" => (0..a.columns).flat_map(|j| a.column(j)).collect(),
        // Of a partition only the ranks count: it is sorted before it is compared.
        "sort" | "partition" => sorted().into_iter().map(|place| all[place]).collect(),
        "sortax0" | "sortax1" => {
            let order = |mut line: Vec<f64>| {
                line.sort_by(f64::total_cmp);
                line
            };
            if name == "sortax1" {
                return Some((0..a.rows()).flat_map(|i| order(a.row(i))).collect());
            }
            let columns: Vec<Vec<f64>> = (0..a.columns).map(|j| order(a.column(j))).collect();
            (0..all.len())
                .map(|i| columns[i % a.columns][i / a.columns])
                .collect()
        }
        "median" => {
            let (places, n) = (sorted(), all.len());
            vec![(all[places[n / 2]] + all[places[(n - 1) / 2]]) / 2.0]
        }
        "unique" => {
            let mut all: Vec<f64> = sorted().into_iter().map(|place| all[place]).collect();
            all.dedup();
            all
        }
        "searchsorted" => {
            let edges = || (0..1000).map(|i| f64::from(i) / 1000.0);
            let place = |v: &f64| edges().filter(|edge| edge < v).count() as f64;
            all.iter().map(place).collect()
        }
        // Equal elements may come in any order: the elements are compared, not their places.
        "argsort" => sorted().into_iter().map(|place| all[place]).collect(),
        "rownorm" => {
            let rows = (0..a.rows()).map(|i| a.row(i));
            rows.flat_map(|row| {
                let (mean, deviation) = (mean(&row), deviation(&row));
                let one = move |v: f64| (v - mean) / deviation;
                row.into_iter().map(one).collect::<Vec<_>>()
            })
            .collect()
        }
        "colnorm" | "colnormeager" => {
            let columns: Vec<Vec<f64>> = (0..a.columns).map(|j| a.column(j)).collect();
            let one =
                |i: usize, j: usize| (a.at(i, j) - mean(&columns[j])) / deviation(&columns[j]);
            (0..all.len())
                .map(|i| one(i / a.columns, i % a.columns))
                .collect()
        }
        "pdist" | "pdisteager" => {
            let apart = |i: usize, j: usize| {
                let squares = (0..3).map(|k| (a.at(i, k) - a.at(j, k)).powi(2));
                squares.sum::<f64>().sqrt()
            };
            let n = a.rows();
            (0..n * n)
                .map(|place| apart(place / n, place % n))
                .collect()
        }
        _ => return None,
    })
}

fn expected(name: &str, a: &Array, b: Option<&Array>) -> Option<Vec<f64>> {
    // An integer's bits turned over, in its own width; a truth value's other.
    if name == "invert" {
        let turned = |v: f64| match a.dtype() {
            DType::Bool => 1.0 - v,
            DType::U8 => 255.0 - v,
            _ => -1.0 - v,
        };
        return Some(Plain::of(a).values.into_iter().map(turned).collect());
    }
    let (a, b) = (Plain::of(a), b.map(Plain::of));
    if let Some(f) = of_one(name) {
        return Some(a.values.into_iter().map(f).collect());
    }
    if let Some(f) = of_two(name) {
        return Some(
            std::iter::zip(a.values, b?.values)
                .map(|(a, b)| f(a, b))
                .collect(),
        );
    }
    of_many(name, &a, b.as_ref())
}

/// An integer as its dtype keeps it: the lowest bits.
fn kept(value: f64, dtype: DType) -> f64 {
    match dtype {
        DType::I8 => f64::from(value as i64 as i8),
        DType::U8 => f64::from(value as i64 as u8),
        DType::I16 => f64::from(value as i64 as i16),
        DType::I32 => f64::from(value as i64 as i32),
        _ => value,
    }
}

/// How far a result may be off: numbers of 24 or 53 bits, and sums of hundreds of them.
fn near(got: f64, wanted: f64, dtype: DType) -> bool {
    let parts = match dtype {
        DType::F32 => 2e-5,
        DType::F64 => 1e-12,
        _ => 0.0,
    };
    got == wanted || (got - wanted).abs() <= parts * wanted.abs().max(1.0)
}

fn check(listed: &Listed, way: Way) {
    set_way(way);
    let mut case = listed.open(SIDE as i64).unwrap();
    case.run(2).unwrap();
    let result = case.result().unwrap();
    let (a, b) = (case.input("a").unwrap(), case.input("b").ok());
    let wanted = expected(listed.operation, a, b);
    let wanted = wanted.unwrap_or_else(|| panic!("{listed:?}: no plain computation"));
    let mut got: Vec<f64> = result.to_vec().unwrap();
    if listed.operation == "argsort" {
        let elements = Plain::of(a).values;
        let mut places = got.clone();
        got = got.iter().map(|place| elements[*place as usize]).collect();
        places.sort_by(f64::total_cmp);
        assert!(
            places
                .iter()
                .enumerate()
                .all(|(i, place)| i as f64 == *place),
            "{listed:?}"
        );
    }
    if listed.operation == "partition" {
        let half = got.len() / 2;
        let (before, after) = got.split_at(half);
        assert!(before.iter().all(|v| *v <= after[0]), "{listed:?}");
        assert!(after.iter().all(|v| *v >= after[0]), "{listed:?}");
        got.sort_by(f64::total_cmp);
    }
    assert_eq!(got.len(), wanted.len(), "{listed:?}");
    // Half precision of what goes in shows in what comes out, whatever its dtype.
    let dtype = match a.dtype() {
        DType::F32 if result.dtype() == DType::F64 => DType::F32,
        _ => result.dtype(),
    };
    for (place, (got, wanted)) in std::iter::zip(got, wanted).enumerate() {
        let wanted = kept(wanted, result.dtype());
        assert!(
            near(got, wanted, dtype),
            "{listed:?}, {way:?}: element {place} is {got}, not {wanted}"
        );
    }
}

#[test]
fn every_result_is_that_of_a_plain_computation() {
    let drawn = |listed: &&Listed| listed.family() == "random";
    for listed in all().iter().filter(|listed| !drawn(listed)) {
        for way in WAYS {
            check(listed, way);
        }
    }
}

#[test]
fn draws_have_the_mean_and_deviation_of_their_distribution() {
    let root = 12_f64.sqrt();
    for (name, center, spread) in [
        ("randn", 0.0, 1.0),
        ("random", 0.5, 1.0 / root),
        ("uniform", 1.0, 4.0 / root),
        ("exponential", 1.0, 1.0),
        ("integers", 499.5, 1000.0 / root),
    ] {
        for variant in [Variant::Fresh, Variant::Out] {
            let Some(mut case) = Case::open(name, 100_000, variant) else {
                continue;
            };
            case.run(2).unwrap();
            let values: Vec<f64> = case.result().unwrap().to_vec().unwrap();
            assert_eq!(values.len(), 100_000);
            assert!((mean(&values) - center).abs() < 0.02 * spread, "{name}");
            assert!(
                (deviation(&values) - spread).abs() < 0.02 * spread,
                "{name}"
            );
        }
    }
}

#[test]
fn a_result_that_exists_is_filled_with_the_same_elements() {
    let mut forms = 0;
    for listed in all() {
        let fresh = listed.open(SIDE as i64).unwrap();
        let Some(mut out) = Case::open(listed.operation, 0, Variant::Out) else {
            continue;
        };
        if listed.family() == "random" {
            continue;
        }
        for name in ["a", "b"] {
            if let Ok(array) = fresh.input(name) {
                out.set(name, array.clone());
            }
        }
        let mut fresh = fresh;
        fresh.run(1).unwrap();
        out.run(3).unwrap();
        forms += 1;
        let (fresh, out) = (fresh.told().unwrap(), out.told().unwrap());
        assert_eq!(fresh, out, "{listed:?}");
    }
    assert!(forms > 100, "{forms}");
}

#[test]
fn a_page_gives_bytes_and_gets_bytes() {
    let mut case = Case::open("compress", 0, Variant::Fresh).unwrap();
    let bytes: Vec<u8> = [0.25_f32, 0.75, 1.5]
        .iter()
        .flat_map(|v| v.to_le_bytes())
        .collect();
    case.set_bytes("a", &bytes, "f32", &[3]).unwrap();
    assert!(case.result().is_err(), "nothing has been computed");
    case.run(1).unwrap();
    assert_eq!(case.told().unwrap(), ("f32", bytes[4..].to_vec()));

    // Positions come as numbers that a page has arrays for.
    let mut case = Case::open("argsort", 0, Variant::Fresh).unwrap();
    case.set_bytes("a", &[3, 1, 2], "u8", &[3]).unwrap();
    case.run(1).unwrap();
    let places: Vec<u8> = [1.0_f64, 2.0, 0.0]
        .iter()
        .flat_map(|v| v.to_le_bytes())
        .collect();
    assert_eq!(case.told().unwrap(), ("f64", places));

    let mut case = Case::open("gt", 0, Variant::Out).unwrap();
    case.set_bytes("a", &bytes, "f32", &[3]).unwrap();
    case.run(1).unwrap();
    assert_eq!(case.told().unwrap(), ("u8", vec![0, 1, 1]));
}

#[test]
fn what_cannot_be_is_refused() {
    assert!(Case::open("addd", 0, Variant::Fresh).is_none());
    assert!(Case::open("sort", 0, Variant::Out).is_none());
    assert!(Case::open("maxax1", 0, Variant::Out).is_some());
    assert!(Variant::from_name("fused").is_none());
    let mut case = Case::open("add", 0, Variant::Fresh).unwrap();
    assert!(case.set_bytes("a", &[0; 7], "f64", &[1]).is_err());
    assert!(case.set_bytes("a", &[0; 8], "f16", &[4]).is_err());
    assert!(case.set_bytes("a", &[0; 8], "f64", &[2]).is_err());
    let missing = case.run(1).unwrap_err().to_string();
    assert_eq!(missing, "ValueError: there is no input 'a'");
}

#[test]
fn every_dtype_has_a_short_name() {
    for dtype in DType::ALL {
        assert!(DTYPES.iter().any(|(_, known)| *known == dtype), "{dtype:?}");
    }
}
