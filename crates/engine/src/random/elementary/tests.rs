//! The functions against what the C library gives: fingerprints of many values, made by NumPy on x86-64 Linux.

use super::single::{log1pf, logf, powf};
use super::{exp, expm1, log, log1p, pow};

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
    let table: [(&str, Function, u64); 11] = [
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
