//! Hypergeometric counts: how many of a sample without replacement are good ones. One kind against the rest, or many kinds.
//! Knows bits and the elementary functions. Large samples go by E. Stadlober's ratio of uniforms (1989).

use super::counts::log_gamma;
use super::factorial_table::LOG_FACTORIALS;
use super::long_from_double;
use crate::kernel::library::log;
use crate::random::bits::{Bits, Source, interval};

/// `2 * sqrt(2 / e)`
const D1: f64 = 1.7155277699214135;
/// `3 - 2 * sqrt(3 / e)`
const D2: f64 = 0.8989161620588988;

/// How many good ones are among `sample` of `good + bad`, as NumPy's `Generator` counts them.
pub(in crate::random) fn hypergeometric(
    source: &mut Source,
    good: i64,
    bad: i64,
    sample: i64,
) -> i64 {
    let total = good.saturating_add(bad);
    if sample >= 10 && sample <= total.saturating_sub(10) {
        by_ratio(source, good, bad, sample)
    } else {
        one_by_one(&mut *source.bits, good, total, sample)
    }
}

fn one_by_one(bits: &mut dyn Bits, good: i64, total: i64, sample: i64) -> i64 {
    // What is left behind is a sample, too.
    let swapped = sample > total / 2;
    let mut to_draw = if swapped { total - sample } else { sample };
    let (mut left, mut left_good) = (total, good);
    while to_draw > 0 && left_good > 0 && left > left_good {
        left -= 1;
        if interval(bits, left.cast_unsigned()).cast_signed() < left_good {
            left_good -= 1;
        }
        to_draw -= 1;
    }
    if left == left_good {
        left_good -= to_draw;
    }
    if swapped { left_good } else { good - left_good }
}

/// `log(k!)`: from a table, else by Stirling's series.
fn log_factorial(k: i64) -> f64 {
    const HALF_LOG_2_PI: f64 = 0.9189385332046728;
    match usize::try_from(k).ok().and_then(|k| LOG_FACTORIALS.get(k)) {
        Some(&bits) => f64::from_bits(bits),
        None => {
            let k = k as f64;
            (k + 0.5) * log(k) - k
                + (HALF_LOG_2_PI + (1.0 / k) * (1.0 / 12.0 - 1.0 / (360.0 * k * k)))
        }
    }
}

fn by_ratio(source: &mut Source, good: i64, bad: i64, sample: i64) -> i64 {
    let total = good + bad;
    let drawn = sample.min(total - sample);
    let (fewer, more) = (good.min(bad), good.max(bad));
    let p = fewer as f64 / total as f64;
    let q = more as f64 / total as f64;
    let a = drawn as f64 * p + 0.5;
    let variance = (total - drawn) as f64 * drawn as f64 * p * q / (total - 1) as f64;
    let c = libm::sqrt(variance + 0.5);
    let h = D1 * c + D2;
    let middle = (drawn + 1) as f64 * (fewer + 1) as f64 / (total + 2) as f64;
    let middle = long_from_double(libm::floor(middle));
    let weight = |k: i64| {
        log_factorial(k)
            + log_factorial(fewer - k)
            + log_factorial(drawn - k)
            + log_factorial(more - drawn + k)
    };
    let g = weight(middle);
    let end = libm::floor(a + 16.0 * c);
    let support = (drawn.min(fewer) + 1) as f64;
    let bound = if support < end { support } else { end };
    let count = ratio_loop(source, a, h, bound, |count| g - weight(count));
    let count = if good > bad { drawn - count } else { count };
    if drawn < sample { good - count } else { count }
}

/// Draws counts until one is accepted; `weight` is the logarithm of its probability against the likeliest.
///
/// About half are accepted, but for the old generator's samples of nearly all there is: it spreads candidates as if the sample
/// were not turned into what is left behind.
fn ratio_loop(source: &mut Source, a: f64, h: f64, bound: f64, weight: impl Fn(i64) -> f64) -> i64 {
    source.accepted(|source| {
        let u = source.double();
        let v = source.double();
        let x = a + h * (v - 0.5) / u;
        if x < 0.0 || x >= bound {
            return None;
        }
        let count = long_from_double(libm::floor(x));
        let t = weight(count);
        if u * (4.0 - u) - 3.0 <= t {
            return Some(count);
        }
        if u * (u - t) >= 1.0 {
            return None;
        }
        (2.0 * log(u) <= t).then_some(count)
    })
}

/// The same as NumPy's `RandomState` counts them.
pub(in crate::random) fn hypergeometric_of_old(
    source: &mut Source,
    good: i64,
    bad: i64,
    sample: i64,
) -> i64 {
    if sample > 10 {
        return by_ratio_of_old(source, good, bad, sample);
    }
    if sample <= 0 {
        return 0;
    }
    let others = bad.wrapping_add(good).wrapping_sub(sample);
    let fewer = good.min(bad) as f64;
    let mut left = fewer;
    let mut k = sample;
    while left > 0.0 {
        let u = source.double();
        left -= libm::floor(u + left / (others.wrapping_add(k)) as f64);
        k -= 1;
        if k == 0 {
            break;
        }
    }
    let count = long_from_double(fewer - left);
    if good > bad { sample - count } else { count }
}

fn by_ratio_of_old(source: &mut Source, good: i64, bad: i64, sample: i64) -> i64 {
    let total = good.wrapping_add(bad);
    let (fewer, more) = (good.min(bad), good.max(bad));
    let m = sample.min(total.wrapping_sub(sample));
    let d4 = fewer as f64 / total as f64;
    let d5 = 1.0 - d4;
    let d6 = m as f64 * d4 + 0.5;
    let spread = total.wrapping_sub(m) as f64 * sample as f64 * d4 * d5;
    let d7 = libm::sqrt(spread / total.wrapping_sub(1) as f64 + 0.5);
    let d8 = D1 * d7 + D2;
    let middle =
        m.wrapping_add(1) as f64 * fewer.wrapping_add(1) as f64 / total.wrapping_add(2) as f64;
    let middle = long_from_double(libm::floor(middle));
    let one_more = |k: i64| k.wrapping_add(1) as f64;
    let weight = |k: i64| {
        log_gamma(one_more(k))
            + log_gamma(one_more(fewer.wrapping_sub(k)))
            + log_gamma(one_more(m.wrapping_sub(k)))
            + log_gamma(one_more(more.wrapping_sub(m).wrapping_add(k)))
    };
    let d10 = weight(middle);
    if d10.is_nan() {
        // All together are more than the largest integer: nothing could be accepted.
        return source.give_up();
    }
    let end = libm::floor(d6 + 16.0 * d7);
    let support = m.min(fewer) as f64 + 1.0;
    let bound = if support < end { support } else { end };
    let count = ratio_loop(source, d6, d8, bound, |count| d10 - weight(count));
    let count = if good > bad {
        m.wrapping_sub(count)
    } else {
        count
    };
    if m < sample {
        good.wrapping_sub(count)
    } else {
        count
    }
}

/// How many of each color are in a sample, one color after another.
pub(in crate::random) fn colors_by_marginals(
    source: &mut Source,
    colors: &[i64],
    total: i64,
    sample: i64,
    row: &mut [i64],
) {
    let swapped = sample > total / 2;
    let mut to_draw = if swapped { total - sample } else { sample };
    let mut left = total;
    let Some((last, slots)) = row.split_last_mut() else {
        return;
    };
    for (slot, &color) in slots.iter_mut().zip(colors) {
        if to_draw <= 0 {
            break;
        }
        left -= color;
        *slot = hypergeometric(source, color, left, to_draw);
        to_draw -= *slot;
    }
    if to_draw > 0 {
        *last = to_draw;
    }
    if swapped {
        left_behind(colors, row);
    }
}

/// How many of each color are in a sample, by shuffling all of them as far as needed; `choices` is kept between rows.
pub(in crate::random) fn colors_by_count(
    bits: &mut dyn Bits,
    colors: &[i64],
    choices: &mut [usize],
    sample: i64,
    row: &mut [i64],
) {
    let total = choices.len();
    let sample = usize::try_from(sample).unwrap_or(0).min(total);
    let swapped = sample > total / 2;
    let to_draw = if swapped { total - sample } else { sample };
    for place in 0..to_draw {
        let other = place + interval(bits, (total - place - 1) as u64) as usize;
        choices.swap(place, other);
    }
    for &color in &choices[..to_draw] {
        if let Some(slot) = row.get_mut(color) {
            *slot += 1;
        }
    }
    if swapped {
        left_behind(colors, row);
    }
}

/// Turns what was taken into what was left.
fn left_behind(colors: &[i64], row: &mut [i64]) {
    for (slot, color) in row.iter_mut().zip(colors) {
        *slot = color - *slot;
    }
}
