//! The functions against what the C library gives: fingerprints of many values, made by NumPy on x86-64 Linux.

use super::single::{log1pf, log10f, logf, powf};
use super::single_functions::{atan2f, coshf, expf, expm1f, hypotf, sin_cosf, sinhf};
use super::{acos, atan2, cosh, exp, expm1, hypot, log, log1p, pow, sin, sin_cos, sinh};

/// Pairs spread over the unit interval, the same for whoever makes them: fractional parts of multiples.
fn spread() -> impl Iterator<Item = (f64, f64)> {
    (1..=20_000u64).map(|i| {
        let part =
            |factor: u64| (i.wrapping_mul(factor) >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0);
        (part(0x9e37_79b9_7f4a_7c15), part(0xd1b5_4a32_d192_ed03))
    })
}

fn fingerprint(values: impl Iterator<Item = f64>) -> u64 {
    values
        .flat_map(|value| value.to_bits().to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |print, byte| {
            (print ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

#[test]
fn every_bit_is_that_of_the_c_library() {
    type Function = fn(f64, f64) -> f64;
    let table: [(&str, Function, u64); 13] = [
        ("acos", |u, _| acos(2.0 * u - 1.0), 0x04a8_8f68_583c_a796),
        (
            "acos near 1",
            |u, v| acos((1.0 - u * u * u * v / 16.0).copysign(v - 0.5)),
            0xe50d_08cc_4a6e_3a82,
        ),
        ("exp", |u, _| exp(40.0 * u - 20.0), 0x4ed7_3405_54de_bf98),
        (
            "exp far",
            |u, _| exp(1480.0 * u - 750.0),
            0x8196_1fec_a319_7116,
        ),
        ("log", |u, _| log(u), 0x4273_37df_4634_1b0e),
        ("log far", |u, v| log(u / v * 1e150), 0x6776_cc39_1320_699c),
        (
            "log near 1",
            |u, _| log(0.9 + 0.2 * u),
            0x4712_ea8f_8d9c_0623,
        ),
        ("log1p", |u, _| log1p(-u), 0x6eb3_ddf6_9249_74db),
        (
            "log1p far",
            |u, v| log1p(u / v - 0.5),
            0x8d7f_fdf2_ec71_ebde,
        ),
        ("expm1", |u, _| expm1(8.0 * u - 4.0), 0xfc90_be7b_1572_1c8a),
        (
            "expm1 far",
            |u, _| expm1(1200.0 * u - 500.0),
            0x32eb_54ce_36be_c043,
        ),
        ("pow", |u, v| pow(u, 1.0 / (4.0 * v)), 0x94bc_d553_06e3_7ad8),
        (
            "pow far",
            |u, v| pow(1000.0 * u, 300.0 * v - 150.0),
            0xa248_d20a_2d6e_551d,
        ),
    ];
    for (name, function, expected) in table {
        let print = fingerprint(spread().map(|(u, v)| function(u, v)));
        assert_eq!(print, expected, "{name}: {print:#018x}");
    }
}

/// [`spread`] in single precision.
fn spread_singles() -> impl Iterator<Item = (f32, f32)> {
    (1..=20_000u64).map(|i| {
        let part = |factor: u64| (i.wrapping_mul(factor) >> 40) as f32 * (1.0 / 16_777_216.0);
        (part(0x9e37_79b9_7f4a_7c15), part(0xd1b5_4a32_d192_ed03))
    })
}

fn fingerprint_of_singles(values: impl Iterator<Item = f32>) -> u64 {
    values
        .flat_map(|value| value.to_bits().to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |print, byte| {
            (print ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

#[test]
fn every_bit_of_singles_is_that_of_the_c_library() {
    type Function = fn(f32, f32) -> f32;
    let table: [(&str, Function, u64); 5] = [
        ("log1pf", |u, _| log1pf(-u), 0x50a4_c43f_aa76_a421),
        ("log1pf far", |u, _| log1pf(4.0 * u), 0xea74_2248_1137_c123),
        ("logf", |u, _| logf(u), 0x8222_80ea_5520_3ee7),
        ("powf", |u, v| powf(u, 16.0 * v), 0x5a46_053b_ce18_6108),
        (
            "powf far",
            |u, v| powf(32.0 * u, 32.0 * v),
            0xdba2_84a2_461a_c997,
        ),
    ];
    for (name, function, expected) in table {
        let print = fingerprint_of_singles(spread_singles().map(|(u, v)| function(u, v)));
        assert_eq!(print, expected, "{name}: {print:#018x}");
    }
}

#[test]
fn every_bit_beneath_complex_functions_is_that_of_the_c_library() {
    type Function = fn(f64, f64) -> f64;
    let both = |(sin, cos): (f64, f64)| sin + 2.0 * cos;
    assert_eq!(
        fingerprint(spread().map(|(u, _)| both(sin_cos(40.0 * u - 20.0)))),
        0x87f1_6aa7_9b90_baa3
    );
    assert_eq!(
        fingerprint(spread().map(|(u, v)| both(sin_cos(u / v * 1e300)))),
        0x0498_3f5f_b67f_35f6
    );
    let table: [(&str, Function, u64); 7] = [
        ("sin", |u, _| sin(6.0 * u - 3.0), 0x0d92_1ce0_b1c3_4eb5),
        ("sinh", |u, _| sinh(60.0 * u - 30.0), 0x16e5_96ff_bd65_d74a),
        ("cosh", |u, _| cosh(60.0 * u - 30.0), 0x17b9_6422_de4a_b223),
        (
            "atan2",
            |u, v| atan2(2.0 * u - 1.0, 2.0 * v - 1.0),
            0xcae5_1c08_526d_26b7,
        ),
        (
            "atan2 flat",
            |u, v| atan2((u - 0.5) * 1e-3, v - 0.5),
            0x85dd_2c14_6dea_8e02,
        ),
        ("hypot", hypot, 0x395f_924d_532a_82fb),
        (
            "hypot far",
            |u, v| hypot(u * 1e308, v * 1e308),
            0x6e6b_2638_4216_bf00,
        ),
    ];
    for (name, function, expected) in table {
        let print = fingerprint(spread().map(|(u, v)| function(u, v)));
        assert_eq!(print, expected, "{name}: {print:#018x}");
    }
}

#[test]
fn every_bit_of_singles_beneath_complex_functions_is_that_of_the_c_library() {
    type Function = fn(f32, f32) -> f32;
    let table: [(&str, Function, u64); 9] = [
        (
            "expf",
            |u, _| expf(200.0 * u - 105.0),
            0x3f4c_4c1c_d601_316b,
        ),
        (
            "expm1f",
            |u, _| expm1f(8.0 * u - 4.0),
            0xdafc_5326_1e62_a978,
        ),
        (
            "log10f",
            |u, v| log10f(u / v * 100.0),
            0x0f95_1c28_0ddb_c792,
        ),
        (
            "sin_cosf",
            |u, _| {
                let (sin, cos) = sin_cosf(400.0 * u - 200.0);
                sin + 2.0 * cos
            },
            0x8cc0_540a_aac2_2fc8,
        ),
        (
            "sin_cosf far",
            |u, v| {
                let (sin, cos) = sin_cosf(u / v * 1e30);
                sin + 2.0 * cos
            },
            0x5c35_4381_1d63_e14a,
        ),
        (
            "sinhf",
            |u, _| sinhf(60.0 * u - 30.0),
            0xe63f_97f7_3e73_d6cc,
        ),
        (
            "coshf",
            |u, _| coshf(60.0 * u - 30.0),
            0x7b97_ace7_767a_9c82,
        ),
        (
            "atan2f",
            |u, v| atan2f(2.0 * u - 1.0, 2.0 * v - 1.0),
            0x75d9_6c8b_d996_8254,
        ),
        ("hypotf", hypotf, 0x9fe7_bb6c_1189_0f90),
    ];
    for (name, function, expected) in table {
        let print = fingerprint_of_singles(spread_singles().map(|(u, v)| function(u, v)));
        assert_eq!(print, expected, "{name}: {print:#018x}");
    }
}
