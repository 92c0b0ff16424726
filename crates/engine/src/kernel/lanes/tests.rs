//! Every loop over lanes against the loop that takes one element at a time, bit for bit, over lengths that end anywhere in a
//! turn, from streams and from repeated elements.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::super::Source;
use super::table::all;
use crate::dtype::{DType, Kind};
use crate::scalar::Scalar;
use crate::ufunc;

/// Enough for two turns of sixteen registers and a rest.
const LENGTHS: [usize; 11] = [0, 1, 2, 3, 7, 15, 16, 17, 64, 129, 1033];

/// Bytes that look random, the same in every run (a linear congruential generator, Knuth's constants).
struct Bytes(u64);

impl Bytes {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 11
    }

    /// An element: any bits, or one of the values at which operations turn.
    fn element(&mut self, dtype: DType) -> Vec<u8> {
        let special = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            2.5,
            -3.5,
            1e300,
            -1e300,
            1e-310,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
            f64::MAX,
            f64::MIN_POSITIVE,
        ];
        let choice = self.next() as usize;
        let scalar = match dtype.kind() {
            Kind::Bool => Scalar::Bool(choice.is_multiple_of(2)),
            Kind::Float if choice.is_multiple_of(3) => {
                Scalar::F64(special[self.next() as usize % special.len()])
            }
            Kind::Float => Scalar::F64((self.next() as f64 / 1e12 - 4.0) * 3.0),
            _ if choice.is_multiple_of(4) => Scalar::I64(self.next() as i64 % 3 - 1),
            _ => Scalar::U64(self.next() << 11 | self.next() & 0x7ff),
        };
        scalar.cast(dtype).to_bytes().to_vec()
    }

    fn elements(&mut self, dtype: DType, count: usize) -> Vec<u8> {
        (0..count).flat_map(|_| self.element(dtype)).collect()
    }
}

/// Functions that are a polynomial in lanes and another one alone: each within one unit of the true value.
const ROUNDED: [&str; 24] = [
    "exp",
    "exp2",
    "expm1",
    "log",
    "log2",
    "log10",
    "log1p",
    "sin",
    "cos",
    "tan",
    "arcsin",
    "arccos",
    "arctan",
    "arctan2",
    "arcsinh",
    "arccosh",
    "arctanh",
    "sinh",
    "cosh",
    "tanh",
    "cbrt",
    "hypot",
    "power",
    "float_power",
];

/// How many numbers lie between two of the same sign.
fn apart(dtype: DType, a: &[u8], b: &[u8]) -> u64 {
    match (Scalar::from_bytes(dtype, a), Scalar::from_bytes(dtype, b)) {
        (Some(Scalar::F32(a)), Some(Scalar::F32(b))) => {
            u64::from(a.to_bits().abs_diff(b.to_bits()))
        }
        (Some(Scalar::F64(a)), Some(Scalar::F64(b))) => a.to_bits().abs_diff(b.to_bits()),
        _ => u64::MAX,
    }
}

/// The same bits, or both NaN.
fn same(dtype: DType, a: &[u8], b: &[u8]) -> bool {
    let nan = |bytes: &[u8]| match Scalar::from_bytes(dtype, bytes) {
        Some(Scalar::F32(value)) => value.is_nan(),
        Some(Scalar::F64(value)) => value.is_nan(),
        _ => false,
    };
    a == b || nan(a) && nan(b)
}

#[test]
fn lanes_give_what_single_elements_give() {
    let mut bytes = Bytes(2026);
    let mut tried = 0;
    for (name, one) in all() {
        let row = ufunc::find(name)
            .or_else(|| ufunc::pairs::named(name))
            .unwrap();
        let dtypes = vec![one.input; row.inputs];
        let alone = row.loop_for(&dtypes).unwrap();
        assert_eq!(alone.output, one.output, "{name}");
        let parts = (0..2).filter_map(|part| Some((one.part(part)?, alone.part(part)?)));
        for ((block, (_, alone_inner)), count) in
            parts.flat_map(|part| LENGTHS.map(|count| (part, count)))
        {
            let streams: Vec<Vec<u8>> = (0..row.inputs)
                .map(|_| bytes.elements(one.input, count))
                .collect();
            let repeated: Vec<Vec<u8>> =
                (0..row.inputs).map(|_| bytes.element(one.input)).collect();
            // Each input from a stream or repeated, in every combination.
            for combination in 0..1 << row.inputs {
                let is_repeated = |input: usize| combination >> input & 1 == 1;
                let sources: Vec<Source<'_>> = (0..row.inputs)
                    .map(|input| match is_repeated(input) {
                        true => Source::Splat(&repeated[input]),
                        false => Source::Stream(&streams[input]),
                    })
                    .collect();
                let full: Vec<Vec<u8>> = (0..row.inputs)
                    .map(|input| match is_repeated(input) {
                        true => repeated[input].repeat(count),
                        false => streams[input].clone(),
                    })
                    .collect();
                // Borrowed as elements, so aligned as they are.
                let full: Vec<Vec<u64>> = full.iter().map(|one| words(one)).collect();
                let blocks: Vec<&[u8]> = full
                    .iter()
                    .map(|one| &bytemuck::cast_slice(one)[..count * one_size(&dtypes)])
                    .collect();
                let size = one.output.itemsize();
                let mut expected = vec![0u64; (count * size).div_ceil(8)];
                let expected: &mut [u8] =
                    &mut bytemuck::cast_slice_mut(&mut expected)[..count * size];
                let told = alone_inner.apply(one.input, &blocks, expected);
                let mut found = vec![0xAA; count * size];
                assert_eq!(block(&sources, &mut found), told, "{name} {count}");
                for (number, (a, b)) in
                    std::iter::zip(expected.chunks(size), found.chunks(size)).enumerate()
                {
                    assert!(
                        same(one.output, a, b)
                            || ROUNDED.contains(&name) && apart(one.output, a, b) <= 1,
                        "{name} of {:?}, element {number} of {count}, repeated {combination:b}: {a:?} alone, {b:?} in lanes",
                        one.input
                    );
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 5_000, "{tried}");
}

fn one_size(dtypes: &[DType]) -> usize {
    dtypes[0].itemsize()
}

fn words(bytes: &[u8]) -> Vec<u64> {
    let mut words = vec![0; bytes.len().div_ceil(8)];
    bytemuck::cast_slice_mut(&mut words)[..bytes.len()].copy_from_slice(bytes);
    words
}

#[test]
fn a_plan_says_its_lanes_and_both_ways_agree() {
    use crate::kernels::{Way, set_way};
    use crate::plan::{Kernel, Plan};
    use crate::{Array, Event, Recorder};
    let a = Array::arange(0, 1000, 1, Some(DType::I16)).unwrap();
    let mut results = Vec::new();
    for (way, kernel) in [
        (Way::OneAtATime, Kernel::Scalar),
        (Way::Simd128, Kernel::Simd128 { lanes: 8 }),
    ] {
        set_way(way);
        let recorder = Recorder::start();
        results.push(ufunc::call("add", &[ufunc::Operand::Array(&a); 2]).unwrap());
        let told = recorder.finish().into_iter().find_map(|event| match event {
            Event::Compute(Plan::Elementwise(plan)) => Some(plan.kernel),
            _ => None,
        });
        assert_eq!(told, Some(kernel));
    }
    let [alone, lanes] = results.as_slice() else {
        panic!("two results")
    };
    assert_eq!(*alone.buffer().bytes(), *lanes.buffer().bytes());
}

#[test]
fn functions_are_within_a_unit_of_the_loop_of_single_elements() {
    let mut bytes = Bytes(7);
    for (name, one) in all().filter(|(name, _)| ROUNDED.contains(name)) {
        let row = ufunc::find(name).unwrap();
        if row.inputs != 1 {
            continue;
        }
        let alone = row.loop_for(&[one.input]).unwrap();
        let size = one.input.itemsize();
        // Short arguments, long ones, those around multiples of π/2, and those around 1.
        let count = 40_000;
        let arguments: Vec<u8> = (0..count)
            .flat_map(|number| {
                let unit = bytes.next() as f64 / (1u64 << 53) as f64;
                let value = match number % 5 {
                    0 => unit * 2.0 - 1.0,
                    1 => unit * 1400.0 - 700.0,
                    2 => (bytes.next() % 2000) as f64 * std::f64::consts::FRAC_PI_2 + unit * 1e-6,
                    3 => 1.0 + (unit - 0.5) * 1e-3,
                    _ => (unit * 40.0 - 20.0).exp2() * 1e3,
                };
                Scalar::F64(value).cast(one.input).to_bytes().to_vec()
            })
            .collect();
        let lying = words(&arguments);
        let block: &[u8] = &bytemuck::cast_slice(&lying)[..arguments.len()];
        let mut expected = vec![0u64; arguments.len().div_ceil(8)];
        let expected: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut expected)[..arguments.len()];
        alone.inner.apply(one.input, &[block], expected);
        let mut found = vec![0; arguments.len()];
        one.part(0).unwrap()(&[Source::Stream(&arguments)], &mut found);
        let mut differing = 0;
        for (number, (a, b)) in expected.chunks(size).zip(found.chunks(size)).enumerate() {
            let argument = Scalar::from_bytes(one.input, &arguments[number * size..][..size]);
            let same = same(one.output, a, b);
            assert!(
                same || apart(one.output, a, b) <= 1,
                "{name} of {argument:?}: {a:?} alone, {b:?} in lanes"
            );
            differing += usize::from(!same);
        }
        // Those of the table are rounded nearly always to the nearest number; the others miss it as often as their formulas do.
        println!("{name} of {:?}: {differing} of {count} differ", one.input);
        let is_near = ["exp", "log", "sin", "cos", "expm1"].contains(&name);
        let bound = if is_near { count / 5 } else { count / 3 };
        assert!(differing < bound, "{name}: {differing}");
    }
}

#[test]
fn functions_of_two_numbers_are_within_a_unit_of_the_loop_of_single_elements() {
    let mut bytes = Bytes(11);
    for (name, one) in all().filter(|(name, _)| ["arctan2", "hypot"].contains(name)) {
        let alone = ufunc::find(name)
            .unwrap()
            .loop_for(&[one.input; 2])
            .unwrap();
        let size = one.input.itemsize();
        // Sides of like length, of very unlike ones, and of both signs.
        let mut side = |number: usize| {
            let unit = bytes.next() as f64 / (1u64 << 53) as f64 * 2.0 - 1.0;
            let wide = if number.is_multiple_of(3) { 60.0 } else { 1.0 };
            let length = (bytes.next() as f64 / (1u64 << 53) as f64 * wide).exp2();
            Scalar::F64(unit * length)
                .cast(one.input)
                .to_bytes()
                .to_vec()
        };
        let count = 40_000;
        let a: Vec<u8> = (0..count).flat_map(&mut side).collect();
        let b: Vec<u8> = (0..count).flat_map(&mut side).collect();
        let lying = [words(&a), words(&b)];
        let blocks = [0, 1].map(|input| &bytemuck::cast_slice(&lying[input])[..a.len()]);
        let mut expected = vec![0u64; a.len().div_ceil(8)];
        let expected: &mut [u8] = &mut bytemuck::cast_slice_mut(&mut expected)[..a.len()];
        alone.inner.apply(one.input, &blocks, expected);
        let mut found = vec![0; a.len()];
        one.part(0).unwrap()(&[Source::Stream(&a), Source::Stream(&b)], &mut found);
        for (number, (one_alone, in_lanes)) in
            expected.chunks(size).zip(found.chunks(size)).enumerate()
        {
            let sides =
                [&a, &b].map(|side| Scalar::from_bytes(one.input, &side[number * size..][..size]));
            assert!(
                apart(one.output, one_alone, in_lanes) <= 1,
                "{name} of {sides:?}: {one_alone:?} alone, {in_lanes:?} in lanes"
            );
        }
    }
}
