//! The singular values and vectors of the triangle `f g` over `0 h` in closed form: LAPACK's `lasv2`, and `las2` for the
//! values alone. Knows three numbers.

use crate::linalg::decompose::rotation::Rotation;

/// Values that may be below 0, the one of smaller magnitude first, and what both sides are turned by.
pub(super) struct Solved {
    pub(super) values: [f64; 2],
    pub(super) left: Rotation,
    pub(super) right: Rotation,
}

/// The number of the triangle that decides about signs: the largest.
enum Largest {
    First,
    Beside,
    Last,
}

/// Values and vectors.
pub(super) fn of_two(first: f64, beside: f64, last: f64) -> Solved {
    let by = |cosine, sine| Rotation { cosine, sine };
    let swapped = last.abs() > first.abs();
    let (f, h) = if swapped {
        (last, first)
    } else {
        (first, last)
    };
    let (size, other, middle) = (f.abs(), h.abs(), beside.abs());
    let mut largest = if swapped {
        Largest::Last
    } else {
        Largest::First
    };
    if middle > size {
        largest = Largest::Beside;
    }
    let ([smaller, larger], left, right) = if middle == 0.0 {
        ([other, size], by(1.0, 0.0), by(1.0, 0.0))
    } else if middle > size && size / middle < f64::EPSILON / 2.0 {
        let smaller = if other > 1.0 {
            size / (middle / other)
        } else {
            size / middle * other
        };
        ([smaller, middle], by(1.0, h / beside), by(f / beside, 1.0))
    } else {
        turned(f, beside, h)
    };
    let over = |by: Rotation| Rotation {
        cosine: by.sine,
        sine: by.cosine,
    };
    let (left, right) = if swapped {
        (over(right), over(left))
    } else {
        (left, right)
    };
    let one = |number: f64| 1f64.copysign(number);
    let sign = match largest {
        Largest::First => one(right.cosine) * one(left.cosine) * one(first),
        Largest::Beside => one(right.sine) * one(left.cosine) * one(beside),
        Largest::Last => one(right.sine) * one(left.sine) * one(last),
    };
    Solved {
        values: [
            smaller.copysign(sign * one(first) * one(last)),
            larger.copysign(sign),
        ],
        left,
        right,
    }
}

/// The usual case, of a first number no smaller than the last: magnitudes of both values, left and right turn.
fn turned(f: f64, g: f64, h: f64) -> ([f64; 2], Rotation, Rotation) {
    let difference = f.abs() - h.abs();
    let part = if difference == f.abs() {
        1.0
    } else {
        difference / f.abs()
    };
    let ratio = g / f;
    let rest = 2.0 - part;
    let square = ratio * ratio;
    let sum = libm::sqrt(rest * rest + square);
    let root = if part == 0.0 {
        ratio.abs()
    } else {
        libm::sqrt(part * part + square)
    };
    let middle = 0.5 * (sum + root);
    let tangent = if square != 0.0 {
        (ratio / (sum + rest) + ratio / (root + part)) * (1.0 + middle)
    } else if part == 0.0 {
        2f64.copysign(f) * 1f64.copysign(g)
    } else {
        g / difference.copysign(f) + ratio / rest
    };
    let length = libm::sqrt(tangent * tangent + 4.0);
    let right = Rotation {
        cosine: 2.0 / length,
        sine: tangent / length,
    };
    let left = Rotation {
        cosine: (right.cosine + right.sine * ratio) / middle,
        sine: h / f * right.sine / middle,
    };
    ([h.abs() / middle, f.abs() * middle], left, right)
}

/// The magnitudes of both values, the smaller one first.
pub(super) fn values_of_two(f: f64, g: f64, h: f64) -> [f64; 2] {
    let (less, more) = (f.abs().min(h.abs()), f.abs().max(h.abs()));
    let beside = g.abs();
    if less == 0.0 {
        return [0.0, libm::hypot(more, beside)];
    }
    let (sum, difference) = (1.0 + less / more, (more - less) / more);
    if beside < more {
        let square = beside / more * (beside / more);
        let factor =
            2.0 / (libm::sqrt(sum * sum + square) + libm::sqrt(difference * difference + square));
        return [less * factor, more / factor];
    }
    let ratio = more / beside;
    if ratio == 0.0 {
        return [less * more / beside, beside];
    }
    let root = |part: f64| libm::sqrt(1.0 + part * ratio * (part * ratio));
    let factor = 1.0 / (root(sum) + root(difference));
    [2.0 * (less * factor * ratio), beside / (2.0 * factor)]
}
