//! What golden cases cannot show: the record of draws, the memory limit, and that no argument makes a draw panic or hang.

use proptest::prelude::*;

use super::*;
use crate::array::Array;
use crate::buffer::BufferId;
use crate::dtype::DType;
use crate::execute::Replay;
use crate::limit;
use crate::plan::Plan;
use crate::record::{Event, Keeper, Record, Recorder};
use crate::snapshot::Snapshot;
use crate::ufunc::Operand;

fn seeded(seed: i128) -> Generator {
    default_rng(Entropy::from_int(seed).unwrap())
}

/// Generator, distribution, buffer and count of a draw.
fn draw_of(event: &Event) -> Option<(&'static str, &'static str, BufferId, i64)> {
    match event {
        Event::Draw(Plan::Draw(plan)) => {
            let output = &plan.output;
            let count = output.layout.size();
            Some((plan.generator, plan.distribution, output.buffer, count))
        }
        _ => None,
    }
}

/// Replays each event of a record that draws; gives the bytes written, and how many words the generator made until each.
fn redrawn(record: &Record) -> Vec<(Vec<u8>, Vec<u64>)> {
    let replays = (0..record.events.len()).filter_map(|nth| Replay::recorded(record, nth));
    let draws = replays
        .map(Result::unwrap)
        .filter(|replay| matches!(replay.plan(), Plan::Draw(_)));
    draws
        .map(|replay| {
            let words = (0..replay.len()).filter_map(|nth| replay.words(nth));
            let written = replay
                .touches()
                .flat_map(|touch| touch.write.unwrap().value.to_bytes());
            (written.collect(), words.collect())
        })
        .collect()
}

#[test]
fn a_draw_can_be_drawn_again_from_its_plan() {
    let keeper = Keeper::start();
    let mut rng = seeded(1);
    let scales = Array::from_elements(&[0.5, 2.0, 8.0], &[3]).unwrap();
    let normal = rng
        .normal(Operand::PyInt(0), Operand::Array(&scales), Some(&[2, 3]))
        .unwrap();
    let small = rng
        .integers(Operand::PyInt(9), None, Some(&[5]), DType::I8, false)
        .unwrap();
    let mut old = RandomState::new(7).unwrap();
    let gauss = old.standard_normal(Some(&[3])).unwrap();
    // What was drawn from is written over, and what was drawn goes: the record still knows both.
    scales.set(&[0], crate::Scalar::F64(-1.0)).unwrap();
    let bytes = |array: &Array| array.buffer().bytes().to_vec();
    let expected = [bytes(&normal), bytes(&small), bytes(&gauss)];
    drop((normal, small, gauss, scales));
    let record = keeper.finish();
    let found = redrawn(&record);
    let written: Vec<_> = found.iter().map(|(bytes, _)| bytes.clone()).collect();
    assert_eq!(written, expected);
    // A ziggurat takes a word for a value mostly; four integers of 8 bits come from half a word.
    assert_eq!(found[0].1, [1, 2, 3, 4, 5, 6]);
    assert_eq!(found[1].1, [1, 1, 1, 1, 1]);
    // Two normal values come from pairs of doubles, each of two words of 32 bits.
    assert_eq!(found[2].1[0], found[2].1[1]);
    assert!(found[2].1[2] >= found[2].1[1] + 4);
    // Running the plan once more draws the same again.
    let Some(plan) = record
        .events
        .iter()
        .filter_map(Event::plan)
        .find(|plan| matches!(plan, Plan::Draw(draw) if draw.distribution == "integers"))
    else {
        panic!("{:?}", record.events);
    };
    let mut again = plan.clone();
    let target = Array::zeros(&[5], DType::I8).unwrap();
    if let Plan::Draw(draw) = &mut again {
        draw.output.buffer = target.buffer().id();
    }
    crate::execute::run(&again, std::slice::from_ref(target.buffer())).unwrap();
    assert_eq!(bytes(&target), expected[1]);
}

/// Many values are drawn together, but one after another when they are drawn again.
#[test]
fn values_drawn_together_are_those_drawn_alone() {
    let size = Some(&[20_001][..]);
    let (low, high) = (Operand::PyInt(-3), Operand::PyInt(1_000));
    let twister = |_: &SeedSequence| -> Box<dyn Bits> { Box::new(Mt19937::from_word(9)) };
    let over_twister = SeedSequence::new(Entropy::from_int(9).unwrap());
    for mut rng in [seeded(5), Generator::from_sequence(over_twister, twister)] {
        let keeper = Keeper::start();
        let mut drawn = Vec::new();
        for dtype in [DType::F64, DType::F32] {
            // An odd number of halves of words is left over for the next draw.
            drawn.push(rng.random(size, dtype, None).unwrap());
            drawn.push(rng.standard_normal(size, dtype, None).unwrap());
            let method = Method::Ziggurat;
            let exponential = rng.standard_exponential(size, dtype, method, None);
            drawn.push(exponential.unwrap());
        }
        drawn.push(rng.uniform(low, high, size).unwrap());
        drawn.push(rng.normal(low, high, size).unwrap());
        drawn.push(rng.exponential(high, size).unwrap());
        for dtype in [DType::I64, DType::I32, DType::I16, DType::U64] {
            for high in [low, Operand::PyInt(0), high, Operand::PyInt(30_000)] {
                let low = if dtype == DType::U64 {
                    Operand::PyInt(0)
                } else {
                    low
                };
                drawn.push(
                    rng.integers(low, Some(high), size, dtype, true)
                        .unwrap_or_else(|_| {
                            rng.integers(Operand::PyInt(1 << 40), None, size, DType::I64, false)
                                .unwrap()
                        }),
                );
            }
        }
        let (bool_, byte) = (DType::Bool, DType::I8);
        drawn.push(
            rng.integers(Operand::PyInt(2), None, size, bool_, false)
                .unwrap(),
        );
        drawn.push(
            rng.integers(Operand::PyInt(100), None, size, byte, false)
                .unwrap(),
        );
        let next = rng.random(Some(&[1]), DType::F64, None).unwrap();
        drawn.push(next);
        let record = keeper.finish();
        let again = redrawn(&record);
        assert_eq!(again.len(), drawn.len());
        for (number, (array, (bytes, _))) in drawn.iter().zip(again).enumerate() {
            assert!(*array.buffer().bytes() == bytes, "draw {number}");
        }
    }
    let mut old = RandomState::new(3).unwrap();
    let keeper = Keeper::start();
    let drawn = [
        old.random_sample(size).unwrap(),
        old.uniform(low, high, size).unwrap(),
        old.randint(low, Some(high), size, DType::I64).unwrap(),
        old.randint(low, Some(high), size, DType::I32).unwrap(),
        old.randint(low, Some(Operand::PyInt(100)), size, DType::I8)
            .unwrap(),
    ];
    let again = redrawn(&keeper.finish());
    for (array, (bytes, _)) in drawn.iter().zip(again) {
        assert!(*array.buffer().bytes() == bytes);
    }
}

#[test]
fn a_draw_is_recorded_with_its_buffer() {
    let recorder = Recorder::start();
    let mut rng = seeded(1);
    let normal = rng
        .normal(Operand::PyInt(0), Operand::PyInt(1), Some(&[2, 3]))
        .unwrap();
    let mut old = RandomState::new(1).unwrap();
    let old = old.rand(&[4]).unwrap();
    assert!(rng.poisson(Operand::PyInt(-1), None).is_err());
    rng.random(None, DType::F64, Some(&old)).unwrap();
    let events = recorder.finish();
    let told: Vec<_> = events.iter().map(draw_of).collect();
    let draw = |generator, distribution, array: &Array| {
        Some((generator, distribution, array.buffer().id(), array.size()))
    };
    assert_eq!(
        told,
        [
            draw("PCG64", "normal", &normal),
            draw("MT19937", "random_sample", &old),
            None,
            draw("PCG64", "random", &old),
        ]
    );
    let refused = Event::Fail(crate::Error::value("lam < 0 or lam is NaN"));
    assert_eq!(events[2], refused);
    let snapshot = Snapshot::take(&[("old", &old), ("normal", &normal)], &events, 8);
    let drawn = |event: &Event| Some(draw_of(event)?.2.0);
    let buffers: Vec<u64> = snapshot.events.iter().filter_map(drawn).collect();
    assert_eq!(buffers, [2, 1, 1]);
}

#[test]
fn a_shuffle_is_recorded_and_seen_through_every_view() {
    let a = Array::arange(0, 10, 1, None).unwrap();
    let view = a.flip(None).unwrap();
    let recorder = Recorder::start();
    seeded(3).shuffle(&view, 0).unwrap();
    let events = recorder.finish();
    // An order is drawn, entries are gathered in it and moved back.
    let [draw, Event::Gather { .. }, Event::Move(_)] = &events[..] else {
        panic!("{events:?}");
    };
    let (_, name, _, count) = draw_of(draw).unwrap();
    assert_eq!((name, count), ("shuffle", 10));
    let mut seen: Vec<i64> = a.to_vec().unwrap();
    assert_ne!(seen, (0..10).collect::<Vec<i64>>());
    seen.sort_unstable();
    assert_eq!(seen, (0..10).collect::<Vec<i64>>());
}

#[test]
fn memory_is_refused_before_it_is_taken() {
    let before = limit::memory_limit();
    limit::set_memory_limit(1000);
    let mut rng = seeded(1);
    let mut old = RandomState::new(1).unwrap();
    let sample = |rng: &mut Generator, count: i64| {
        rng.choice(
            Operand::PyInt(1 << 40),
            Some(&[count]),
            false,
            None,
            0,
            true,
        )
    };
    let refused = [
        rng.random(Some(&[200]), DType::F64, None),
        rng.integers(Operand::PyInt(9), None, Some(&[1001]), DType::I8, false),
        rng.permutation(Operand::PyInt(126), 0),
        rng.choice(Operand::PyInt(20_000), Some(&[100]), false, None, 0, true),
        old.choice(Operand::PyInt(20_000), Some(&[2]), false, None),
        sample(&mut rng, 126),
        rng.bytes(4001),
        rng.spawn(10)
            .map(|_| Array::zeros(&[1], DType::I8).unwrap()),
        SeedSequence::new(Entropy::from_int(1).unwrap()).generate_state(1 << 50, DType::U32),
    ];
    let words: Vec<String> = refused
        .iter()
        .map(|result| {
            result
                .as_ref()
                .map_or_else(|error| error.message.clone(), |_| String::new())
        })
        .collect();
    let granted = sample(&mut rng, 20);
    limit::set_memory_limit(before);
    assert!(
        words
            .iter()
            .all(|words| words.starts_with("Unable to allocate")),
        "{words:?}"
    );
    assert_eq!(granted.unwrap().size(), 20);
}

#[test]
fn seeds_are_read_as_python_reads_them() {
    let text = |result: crate::Result<Entropy>| result.map_err(|error| error.to_string());
    assert_eq!(
        text(Entropy::from_decimal("00042")),
        Ok(Entropy::from_int(42).unwrap())
    );
    assert_eq!(
        text(Entropy::from_decimal(
            "340282366920938463463374607431768211456"
        )),
        Ok(Entropy::from_ints(&[0, 0, 0, 0, 1]).unwrap())
    );
    assert_eq!(
        text(Entropy::from_int(-1)),
        Err("ValueError: expected non-negative integer".to_owned())
    );
    assert_eq!(
        text(Entropy::from_decimal("4x")),
        Err("ValueError: unrecognized seed string".to_owned())
    );
    assert!(text(Entropy::from_decimal(&"9".repeat(4301))).is_err());
}

/// Numbers at the edges of what a double or an integer is.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
        Just(0.0),
        Just(-0.0),
        Just(f64::MIN_POSITIVE),
        Just(5e-324),
        Just(f64::MAX),
        Just(1.0),
        Just(1.000_000_000_000_000_2),
        Just(i64::MAX as f64),
        Just(1025.0),
        -3.0..20.0,
        0.0..1.0,
        // Every magnitude, and every distance from 1.
        (-1074..1024i32).prop_map(|exponent| 2f64.powi(exponent)),
        (-60..10i32).prop_map(|exponent| 1.0 + 2f64.powi(exponent)),
        any::<f64>(),
    ]
}

fn extent() -> impl Strategy<Value = i64> {
    prop_oneof![
        0..4i64,
        -2..3i64,
        Just(i64::MAX),
        Just(i64::MIN),
        Just(1 << 40)
    ]
}

type Continuous = fn(
    &mut Generator,
    &mut RandomState,
    [Operand<'_>; 3],
    Option<&[i64]>,
) -> [crate::Result<Array>; 2];

/// Every distribution of both generators.
const DISTRIBUTIONS: &[Continuous] = &[
    |rng, old, [a, b, _], size| [rng.normal(a, b, size), old.normal(a, b, size)],
    |rng, old, [a, b, _], size| [rng.uniform(a, b, size), old.uniform(a, b, size)],
    |rng, old, [a, ..], size| [rng.exponential(a, size), old.exponential(a, size)],
    |rng, old, [a, b, _], size| [rng.gamma(a, b, size), old.gamma(a, b, size)],
    |rng, old, [a, b, _], size| [rng.beta(a, b, size), old.beta(a, b, size)],
    |rng, old, [a, ..], size| [rng.chisquare(a, size), old.chisquare(a, size)],
    |rng, old, [a, b, _], size| [rng.f(a, b, size), old.f(a, b, size)],
    |rng, old, [a, b, _], size| {
        [
            rng.noncentral_chisquare(a, b, size),
            old.noncentral_chisquare(a, b, size),
        ]
    },
    |rng, old, [a, b, c], size| {
        [
            rng.noncentral_f(a, b, c, size),
            old.noncentral_f(a, b, c, size),
        ]
    },
    |rng, old, [a, ..], size| [rng.standard_t(a, size), old.standard_t(a, size)],
    |rng, old, [a, ..], size| [rng.pareto(a, size), old.pareto(a, size)],
    |rng, old, [a, ..], size| [rng.weibull(a, size), old.weibull(a, size)],
    |rng, old, [a, ..], size| [rng.power(a, size), old.power(a, size)],
    |rng, old, [a, b, _], size| [rng.laplace(a, b, size), old.laplace(a, b, size)],
    |rng, old, [a, b, _], size| [rng.gumbel(a, b, size), old.gumbel(a, b, size)],
    |rng, old, [a, b, _], size| [rng.logistic(a, b, size), old.logistic(a, b, size)],
    |rng, old, [a, b, _], size| [rng.lognormal(a, b, size), old.lognormal(a, b, size)],
    |rng, old, [a, ..], size| [rng.rayleigh(a, size), old.rayleigh(a, size)],
    |rng, old, [a, b, _], size| [rng.vonmises(a, b, size), old.vonmises(a, b, size)],
    |rng, old, [a, b, _], size| [rng.wald(a, b, size), old.wald(a, b, size)],
    |rng, old, [a, b, c], size| [rng.triangular(a, b, c, size), old.triangular(a, b, c, size)],
    |rng, old, [a, ..], size| [rng.poisson(a, size), old.poisson(a, size)],
    |rng, old, [a, ..], size| [rng.geometric(a, size), old.geometric(a, size)],
    |rng, old, [a, ..], size| [rng.zipf(a, size), old.zipf(a, size)],
    |rng, old, [a, ..], size| [rng.logseries(a, size), old.logseries(a, size)],
    |rng, old, [a, b, _], size| {
        [
            rng.negative_binomial(a, b, size),
            old.negative_binomial(a, b, size),
        ]
    },
    |rng, old, [a, b, _], size| [rng.binomial(a, b, size), old.binomial(a, b, size)],
    |rng, old, [a, b, c], size| {
        [
            rng.hypergeometric(a, b, c, size),
            old.hypergeometric(a, b, c, size),
        ]
    },
    |rng, old, [a, b, _], size| {
        [
            rng.integers(a, Some(b), size, DType::I16, true),
            old.randint(a, Some(b), size, DType::U64),
        ]
    },
    |rng, old, [a, b, _], size| {
        [
            rng.integers(a, Some(b), size, DType::I64, false),
            old.randint(a, Some(b), size, DType::Bool),
        ]
    },
    |rng, old, [a, ..], size| {
        [
            rng.choice(a, size, false, None, 0, true),
            old.choice(a, size, true, None),
        ]
    },
    |rng, _, [a, ..], size| {
        [
            rng.standard_gamma(a, size, DType::F32, None),
            rng.standard_gamma(a, size, DType::F64, None),
        ]
    },
];

/// Integers of every length, and those beside the largest.
fn whole() -> impl Strategy<Value = i64> {
    prop_oneof![
        any::<i64>(),
        (0..64u32, -3..4i64).prop_map(|(bits, beside)| {
            let power = 1i64.checked_shl(bits).unwrap_or(0);
            power.wrapping_add(beside)
        }),
        (any::<i64>(), 0..63u32).prop_map(|(number, bits)| (number >> bits).wrapping_abs()),
        0..100i64,
    ]
}

#[test]
fn what_would_never_end_is_refused() {
    type Endless = fn(&mut RandomState) -> crate::Result<Array>;
    let size: Option<&[i64]> = Some(&[1 << 20]);
    let table: &[Endless] = &[
        |old| old.zipf(Operand::PyFloat(1025.0), None),
        |old| old.zipf(Operand::PyFloat(f64::INFINITY), None),
        |old| old.vonmises(Operand::PyInt(0), Operand::PyFloat(1e17), None),
        |old| old.vonmises(Operand::PyInt(0), Operand::PyFloat(f64::INFINITY), None),
        |old| {
            let half = Operand::PyInt(i128::from(i64::MAX / 2));
            old.hypergeometric(half, half, Operand::PyInt(11), None)
        },
    ];
    for (place, draw) in table.iter().enumerate() {
        let mut old = RandomState::new(1).unwrap();
        let refused = draw(&mut old).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "ValueError: no value is accepted for these parameters: drawing would not end",
            "{place}"
        );
        // The generator draws on.
        assert!(
            old.vonmises(Operand::PyInt(0), Operand::PyInt(1), size)
                .is_ok()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn no_argument_makes_a_draw_panic_or_hang(
        which in 0..DISTRIBUTIONS.len(),
        numbers in prop::array::uniform3(number()),
        integers in prop::array::uniform3(any::<i128>()),
        wide in prop::array::uniform3(whole()),
        form in 0..5u8,
        size in prop::option::of(prop::collection::vec(extent(), 0..3)),
    ) {
        let arrays = numbers.map(|one| Array::from_elements(&[one, 1.0], &[2, 1]).unwrap());
        let longs = wide.map(|one| Array::from_elements(&[1, one, 7], &[3]).unwrap());
        let operands = [0, 1, 2].map(|place: usize| match form {
            0 => Operand::PyFloat(numbers[place]),
            1 => Operand::Array(&arrays[place]),
            2 => Operand::PyInt(integers[place]),
            3 => Operand::PyInt(wide[place].into()),
            _ => Operand::Array(&longs[place]),
        });
        let mut rng = seeded(1);
        let mut old = RandomState::new(1).unwrap();
        let results = DISTRIBUTIONS[which](&mut rng, &mut old, operands, size.as_deref());
        for array in results.into_iter().flatten() {
            prop_assert!(array.shape().starts_with(size.as_deref().unwrap_or(&[])));
        }
    }

    #[test]
    fn no_probabilities_make_a_choice_panic_or_hang(
        shares in prop::collection::vec(number(), 0..4),
        trials in any::<i64>(),
        size in prop::option::of(prop::collection::vec(extent(), 0..3)),
        replace in any::<bool>(),
    ) {
        let count = shares.len() as i64;
        let total: f64 = shares.iter().sum();
        let scaled: Vec<f64> = shares.iter().map(|share| share / total).collect();
        for shares in [shares, scaled] {
            let shares = Array::from_elements(&shares, &[count]).unwrap();
            let mut rng = seeded(1);
            let mut old = RandomState::new(1).unwrap();
            let population = Operand::PyInt(count.into());
            let size = size.as_deref();
            let _ = rng.choice(population, size, replace, Some(&shares), 0, true);
            let _ = old.choice(population, size, replace, Some(&shares));
            let _ = rng.multinomial(Operand::PyInt(trials.into()), &shares, size);
            let _ = old.multinomial(trials, &shares, size);
            let _ = rng.dirichlet(&shares, size);
            let _ = old.dirichlet(&shares, size);
        }
    }

    #[test]
    fn a_permutation_keeps_every_element(
        shape in prop::collection::vec(0..5i64, 1..4),
        axis in -5..5i64,
        turn in any::<bool>(),
    ) {
        let count: i64 = shape.iter().product();
        let plain = Array::arange(0, count, 1, None).unwrap().reshape(&shape).unwrap();
        let array = if turn { plain.t() } else { plain };
        let mut rng = seeded(5);
        let sorted = |array: &Array| {
            let mut all: Vec<i64> = array.to_vec().unwrap();
            all.sort_unstable();
            all
        };
        let whole: Vec<i64> = (0..count).collect();
        let given = Operand::Array(&array);
        for result in [
            rng.permutation(given, axis),
            rng.permuted(&array, Some(axis), None),
            rng.permuted(&array, None, None),
        ].into_iter().flatten() {
            prop_assert_eq!(result.shape(), array.shape());
            prop_assert_eq!(sorted(&result), whole.clone());
        }
        if rng.shuffle(&array, axis).is_ok() {
            prop_assert_eq!(sorted(&array), whole);
        }
    }
}
