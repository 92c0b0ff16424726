//! Plane rotations as LAPACK makes them: `lartg` for two numbers, `laev2` for a symmetric matrix of 2 by 2.
//! Knows nothing of arrays.

use nalgebra::DMatrix;

/// A rotation by an angle.
#[derive(Clone, Copy)]
pub(super) struct Rotation {
    pub(super) cosine: f64,
    pub(super) sine: f64,
}

impl Rotation {
    /// The rotation by the same angle the other way around.
    pub(super) fn back(self) -> Self {
        Self {
            sine: -self.sine,
            ..self
        }
    }

    /// Both turned: the first by the second's part in it, the second by the first's.
    pub(super) fn of_pair(self, (one, other): (f64, f64)) -> (f64, f64) {
        (
            self.cosine * one + self.sine * other,
            self.cosine * other - self.sine * one,
        )
    }

    /// Turns two neighboring columns of a matrix.
    pub(super) fn turn(self, matrix: &mut DMatrix<f64>, place: usize) {
        for row in 0..matrix.nrows() {
            let pair = (matrix[(row, place)], matrix[(row, place + 1)]);
            (matrix[(row, place)], matrix[(row, place + 1)]) = self.of_pair(pair);
        }
    }
}

/// The rotation that turns `(f, g)` to `(length, 0)`, and that length, which has the sign of `f`.
pub(super) fn rotation(f: f64, g: f64) -> (Rotation, f64) {
    let by = |cosine, sine| Rotation { cosine, sine };
    if g == 0.0 {
        return (by(1.0, 0.0), f);
    }
    if f == 0.0 {
        return (by(0.0, 1f64.copysign(g)), g.abs());
    }
    let usual = 1e-150..1e150;
    let size = match usual.contains(&f.abs()) && usual.contains(&g.abs()) {
        true => libm::sqrt(f * f + g * g),
        false => libm::hypot(f, g),
    };
    let length = size.copysign(f);
    (by(f.abs() / size, g / length), length)
}

/// Both values of `[[a, b], [b, c]]`, that of the larger magnitude first, and the rotation to its vector.
pub(super) fn of_two(a: f64, b: f64, c: f64) -> ([f64; 2], Rotation) {
    let (sum, difference, twice) = (a + c, a - c, b + b);
    let root = libm::hypot(difference, twice);
    let of_sum = if sum < 0.0 { -1.0 } else { 1.0 };
    let of_difference = if difference < 0.0 { -1.0 } else { 1.0 };
    let first = 0.5 * (sum + of_sum * root);
    let (more, less) = if a.abs() > c.abs() { (a, c) } else { (c, a) };
    let second = if sum == 0.0 {
        -0.5 * root
    } else {
        (more / first) * less - (b / first) * b
    };
    let lean = difference + of_difference * root;
    let (cosine, sine) = if lean.abs() > twice.abs() {
        let tangent = -twice / lean;
        let sine = 1.0 / libm::sqrt(1.0 + tangent * tangent);
        (tangent * sine, sine)
    } else if twice == 0.0 {
        (1.0, 0.0)
    } else {
        let tangent = -lean / twice;
        let cosine = 1.0 / libm::sqrt(1.0 + tangent * tangent);
        (cosine, tangent * cosine)
    };
    let by = if of_sum == of_difference {
        Rotation {
            cosine: -sine,
            sine: cosine,
        }
    } else {
        Rotation { cosine, sine }
    };
    ([first, second], by)
}
