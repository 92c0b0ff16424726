//! The length of a side over two others, and how far a point near the unit circle is from it.
//! Knows numbers only.

use crate::kernel::pair::product;

/// The length over two sides: C. Borges, "An improved algorithm for hypot(a, b)" (2019), whose last step takes back the error
/// of the root, here without fused operations. Infinite sides win over NaN.
pub(crate) fn hypot(x: f64, y: f64) -> f64 {
    if x.is_infinite() || y.is_infinite() {
        return f64::INFINITY;
    }
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let (x, y) = (x.abs(), y.abs());
    let (large, small) = if x < y { (y, x) } else { (x, y) };
    let down = 2f64.powi(-600);
    let little = 2f64.powi(-54);
    if small <= large * little && small >= 2f64.powi(-459) {
        return large + small;
    }
    if large > 2f64.powi(511) {
        corrected(large * down, small * down) / down
    } else if small < 2f64.powi(-459) {
        if large >= small / little {
            return large + small;
        }
        corrected(large / down, small / down) * down
    } else {
        corrected(large, small)
    }
}

fn corrected(large: f64, small: f64) -> f64 {
    let root = (large * large + small * small).sqrt();
    let (first, second) = if root <= 2.0 * small {
        let above = root - small;
        (
            large * (2.0 * above - large),
            (above - 2.0 * (large - small)) * above,
        )
    } else {
        let above = root - large;
        (
            2.0 * above * (large - 2.0 * small),
            (4.0 * above - small) * small + above * above,
        )
    };
    root - (first + second) / (2.0 * root)
}

/// `x**2 + y**2 - 1` for two numbers below 1 whose squares make at least a half: exact products, added from the smallest on
/// until nothing overlaps.
pub(crate) fn square_less_one(x: f64, y: f64) -> f64 {
    let (first, second) = (product(x, x), product(y, y));
    let mut values = [first.low, first.high, second.low, second.high, -1.0];
    by_magnitude(&mut values);
    for place in 0..4 {
        let (small, large) = (values[place], values[place + 1]);
        let high = large + small;
        values[place] = (large - high) + small;
        values[place + 1] = high;
        by_magnitude(&mut values[place + 1..]);
    }
    values[4] + values[3] + values[2] + values[1] + values[0]
}

/// Sorts by insertion, the smallest magnitude first.
fn by_magnitude(values: &mut [f64]) {
    for place in 1..values.len() {
        for at in (1..=place).rev() {
            if values[at].abs() < values[at - 1].abs() {
                values.swap(at, at - 1);
            }
        }
    }
}
