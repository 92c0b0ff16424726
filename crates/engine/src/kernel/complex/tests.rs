//! Complex functions against what the C library gives: fingerprints of many values from x86-64 Linux.

use num_complex::Complex;

use super::{C, Part};

/// Points of a square around 0, the same for whoever makes them, and the two numbers they were made of.
fn points<T: Part>(digits: u32, near: f64) -> impl Iterator<Item = (C<T>, C<T>)> {
    (1..=20_000u64).map(move |i| {
        let part = |factor: u64| {
            let whole = i.wrapping_mul(factor) >> (64 - digits);
            T::of(whole as f64 * 2f64.powi(-(digits as i32)))
        };
        let (u, v) = (part(0x9e37_79b9_7f4a_7c15), part(0xd1b5_4a32_d192_ed03));
        let scaled = |part: T, by: f64| part * T::of(by) - T::of(by / 2.0);
        (
            Complex::new(scaled(u, near), scaled(v, near)),
            Complex::new(scaled(v, 16.0), scaled(u, 4.0)),
        )
    })
}

fn print_of(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |print, byte| {
        (print ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

macro_rules! holds {
    ($($name:ident: $double:literal $single:literal),*) => {
        [$((
            stringify!($name),
            print_of(points::<f64>(53, 6.0).flat_map(|(z, _)| {
                let value = super::$name(z);
                [value.re, value.im].map(f64::to_le_bytes).concat()
            })),
            $double,
            print_of(points::<f32>(24, 6.0).flat_map(|(z, _)| {
                let value = super::$name(z);
                [value.re, value.im].map(f32::to_le_bytes).concat()
            })),
            $single,
        )),*]
    };
}

#[test]
fn every_bit_is_that_of_the_c_library() {
    let table: [(&str, u64, u64, u64, u64); 9] = holds![
        exp: 0xcba4_afb9_521a_2317 0x1758_32f4_5170_709b,
        log: 0x07cb_ef74_866f_eb2a 0xc4ca_4a8f_bcf3_d220,
        sqrt: 0x6e8e_32bb_aa99_8285 0xf395_3dff_8692_d1bd,
        sinh: 0x28a5_0dd5_c51c_4a50 0x6d15_777d_3f46_2f91,
        cosh: 0x5bfe_e1f0_0011_e736 0x744a_a3ac_8f9a_08af,
        tanh: 0x1450_dbff_8d2e_fc4f 0x38f9_cd40_11b0_33f1,
        arcsinh: 0xc0fe_600f_416a_3599 0x6b93_fd37_46fd_e7bb,
        arccos: 0x090f_64b5_ec90_8b14 0xd9e1_fe50_bf04_870e,
        arctanh: 0x6895_4e70_e4e9_4d69 0x5e48_88ea_68ea_72b0
    ];
    for (name, double, expected, single, expected_single) in table {
        assert_eq!(double, expected, "{name}");
        assert_eq!(single, expected_single, "{name} of singles");
    }
}

#[test]
fn every_bit_of_a_power_is_that_of_the_c_library() {
    let doubles = points::<f64>(53, 6.0).flat_map(|(base, exponent)| {
        let value = super::power(base, exponent);
        [value.re, value.im].map(f64::to_le_bytes).concat()
    });
    assert_eq!(print_of(doubles), 0xbaf1_2c9f_bb28_5387);
    let singles = points::<f32>(24, 6.0).flat_map(|(base, exponent)| {
        let value = super::power(base, exponent);
        [value.re, value.im].map(f32::to_le_bytes).concat()
    });
    assert_eq!(print_of(singles), 0x9895_344d_b56a_1edf);
}
