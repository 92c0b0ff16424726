//! Casts by lanes beside casts of one element at a time.

use super::*;
use crate::Scalar;

/// Small numbers, or numbers near every bound, as elements of a dtype.
fn numbers(dtype: DType, count: usize, small: bool) -> Vec<u8> {
    let floats = [
        0.0,
        -0.0,
        1.0,
        -1.5,
        0.3,
        255.9,
        300.7,
        -129.0,
        2_147_483_647.0,
        2_147_483_647.9,
        2_147_483_648.0,
        -2_147_483_648.0,
        -2_147_483_648.9,
        -2_147_483_649.0,
        16_777_217.0,
        4.3e9,
        -9.3e18,
        1e19,
        1e-320,
        1e300,
        3.5e38,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
    ];
    let longs = [
        i64::MIN,
        i64::MAX,
        (1 << 53) + 1,
        -(1 << 53) - 1,
        (1 << 62) + 1,
        0x8000_0081,
        -1,
        1 << 32,
        (1 << 60) + (1 << 36) + 1,
        -(1 << 60) - (1 << 36) - 1,
        (1 << 60) + (1 << 36),
        3 << 35 | 1 << 60,
        (1 << 54) + 2,
        (1 << 54) + 6,
        0x7FFF_FFFF_FFFF_FE00,
        0x7FFF_FFFF_FFFF_FDFF,
    ];
    let all: Vec<Scalar> = floats
        .into_iter()
        .map(Scalar::F64)
        .chain(longs.into_iter().map(Scalar::I64))
        .collect();
    let mut bytes = Vec::new();
    for number in 0..count {
        let whole = match small {
            true => Scalar::F64((number as f64 - 50.0) * 1.75),
            false => all[number * 7 % all.len()],
        };
        bytes.extend_from_slice(&whole.cast(dtype).to_bytes());
    }
    bytes
}

#[test]
fn casts_give_what_they_give_one_at_a_time() {
    let mut pairs = 0;
    for from in DType::numbers() {
        for to in DType::numbers() {
            let Some(cast) = find(from, to) else {
                continue;
            };
            pairs += 1;
            let counts = [0, 1, 2, 15, 16, 17, 33, 100];
            for (count, small) in counts
                .into_iter()
                .flat_map(|count| [(count, false), (count, true)])
            {
                let mut bytes = numbers(from, count, small);
                if from == DType::Bool {
                    bytes.iter_mut().for_each(|byte| *byte *= 5);
                }
                let items = bytes.chunks_exact(from.itemsize());
                let expected: Vec<u8> = items
                    .flat_map(|item| {
                        let value = match from {
                            DType::Bool => Scalar::Bool(item != [0]),
                            _ => Scalar::from_bytes(from, item).unwrap(),
                        };
                        value.cast(to).to_bytes().to_vec()
                    })
                    .collect();
                let mut found = vec![0xEE; expected.len()];
                cast(&bytes, &mut found);
                assert_eq!(found, expected, "{from} {to} {count}");
            }
        }
    }
    let ways = DType::ALL.len();
    let kept = 4 * 2 + ways;
    assert_eq!(pairs, ways * ways - kept + DType::COMPLEX.len());
}
