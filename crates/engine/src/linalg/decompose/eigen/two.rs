//! Eigenvalues and eigenvectors of a real matrix of 2 by 2 in closed form, after LAPACK's `dgebal`, `dlanv2` and `dtrevc`,
//! so that the matrices of textbooks have their values in NumPy's order and their vectors with NumPy's signs.

use nalgebra::Complex;

use crate::linalg::decompose::products::length;

type C = Complex<f64>;

/// Both values, and both vectors as `[first element, second element]`, of any length.
pub(super) fn decomposed(mut matrix: [[f64; 2]; 2]) -> ([C; 2], [[C; 2]; 2]) {
    // A row with nothing beside its diagonal goes last.
    let turned = matrix[1][0] != 0.0 && matrix[0][1] == 0.0;
    if turned {
        matrix = [[matrix[1][1], matrix[1][0]], [0.0, matrix[0][0]]];
    }
    let [[a, b], [c, d]] = matrix;
    let stretch = balance(b, c);
    let form = standard(
        a,
        b * stretch[1] / stretch[0],
        c * stretch[0] / stretch[1],
        d,
    );
    let mut vectors = form.vectors();
    for vector in &mut vectors {
        for (element, factor) in vector.iter_mut().zip(stretch) {
            *element *= factor;
        }
        if turned {
            vector.swap(0, 1);
        }
    }
    (form.values(), vectors)
}

/// The powers of 2 by which rows are divided and columns multiplied until both off-diagonal elements are of like size.
fn balance(b: f64, c: f64) -> [f64; 2] {
    let mut stretch = [1.0, 1.0];
    let (mut right, mut below) = (b.abs(), c.abs());
    if right == 0.0 || below == 0.0 || !right.is_finite() || !below.is_finite() {
        return stretch;
    }
    let mut again = true;
    while again {
        again = false;
        for place in [0, 1] {
            let (mut column, mut row) = match place {
                0 => (below, right),
                _ => (right, below),
            };
            let (sum, mut factor) = (column + row, 1.0f64);
            while column < row / 2.0 && factor < 1e300 {
                factor *= 2.0;
                column *= 2.0;
                row /= 2.0;
            }
            while column / 2.0 >= row && factor > 1e-300 {
                factor /= 2.0;
                column /= 2.0;
                row *= 2.0;
            }
            if factor != 1.0 && column + row < 0.95 * sum {
                stretch[place] *= factor;
                (below, right) = match place {
                    0 => (column, row),
                    _ => (row, column),
                };
                again = true;
            }
        }
    }
    stretch
}

/// A matrix turned by `[[cosine, -sine], [sine, cosine]]` into `[[a, b], [c, d]]`, where `c` is 0 or the values are a
/// complex pair and `a` is `d`.
pub(super) struct Form {
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) c: f64,
    pub(super) d: f64,
    pub(super) cosine: f64,
    pub(super) sine: f64,
}

/// The form of a matrix.
pub(super) fn standard(a: f64, b: f64, c: f64, d: f64) -> Form {
    let half = 0.5 * (a - d);
    let whole = |a, b, c, d, cosine, sine| Form {
        a,
        b,
        c,
        d,
        cosine,
        sine,
    };
    if c == 0.0 || a == d && b != 0.0 && (b < 0.0) != (c < 0.0) {
        return whole(a, b, c, d, 1.0, 0.0);
    }
    if b == 0.0 {
        return whole(d, -c, 0.0, a, 0.0, 1.0);
    }
    let (more, less) = (b.abs().max(c.abs()), b.abs().min(c.abs()));
    let less = less * 1f64.copysign(b) * 1f64.copysign(c);
    let scale = half.abs().max(more);
    let square = half / scale * half + more / scale * less;
    if square >= 4.0 * f64::EPSILON {
        let root = half + (libm::sqrt(scale) * libm::sqrt(square)).copysign(half);
        let length = length(c, 0.0, root);
        return whole(
            d + root,
            b - c,
            0.0,
            d - more / root * less,
            root / length,
            c / length,
        );
    }
    // Complex values, or real ones that are nearly equal: the diagonal is made equal.
    let (sum, difference) = (b + c, a - d);
    let length = length(sum, 0.0, difference);
    let mut cosine = libm::sqrt(0.5 * (1.0 + sum.abs() / length));
    let mut sine = -(half / (length * cosine)) * 1f64.copysign(sum);
    let (aa, bb) = (a * cosine + b * sine, -a * sine + b * cosine);
    let (cc, dd) = (c * cosine + d * sine, -c * sine + d * cosine);
    let (a, d) = (aa * cosine + cc * sine, -bb * sine + dd * cosine);
    let (b, c) = (bb * cosine + dd * sine, -aa * sine + cc * cosine);
    let middle = 0.5 * (a + d);
    if c == 0.0 {
        return whole(middle, b, c, middle, cosine, sine);
    }
    if b == 0.0 {
        return whole(middle, -c, 0.0, middle, -sine, cosine);
    }
    if (b < 0.0) != (c < 0.0) {
        return whole(middle, b, c, middle, cosine, sine);
    }
    let (root_b, root_c) = (libm::sqrt(b.abs()), libm::sqrt(c.abs()));
    let apart = (root_b * root_c).copysign(c);
    let shrink = 1.0 / libm::sqrt((b + c).abs());
    let (more_cosine, more_sine) = (root_b * shrink, root_c * shrink);
    (cosine, sine) = (
        cosine * more_cosine - sine * more_sine,
        cosine * more_sine + sine * more_cosine,
    );
    whole(middle + apart, b - c, 0.0, middle - apart, cosine, sine)
}

impl Form {
    /// Both values, that of a pair with the positive imaginary part first.
    pub(super) fn values(&self) -> [C; 2] {
        if self.c == 0.0 {
            return [C::new(self.a, 0.0), C::new(self.d, 0.0)];
        }
        let imaginary = libm::sqrt(self.b.abs()) * libm::sqrt(self.c.abs());
        [C::new(self.a, imaginary), C::new(self.d, -imaginary)]
    }

    fn vectors(&self) -> [[C; 2]; 2] {
        let turned = |x: [C; 2]| {
            [
                x[0] * self.cosine - x[1] * self.sine,
                x[0] * self.sine + x[1] * self.cosine,
            ]
        };
        let real = |x: f64| C::new(x, 0.0);
        if self.c == 0.0 {
            let least = (f64::EPSILON * self.a.abs().max(self.d.abs())).max(f64::MIN_POSITIVE);
            let apart = self.a - self.d;
            let apart = if apart.abs() < least { least } else { apart };
            return [
                turned([real(1.0), real(0.0)]),
                turned([real(-self.b / apart), real(1.0)]),
            ];
        }
        let imaginary = self.values()[0].im;
        let first = if self.b.abs() >= self.c.abs() {
            [real(1.0), C::new(0.0, imaginary / self.b)]
        } else {
            [real(-imaginary / self.c), C::new(0.0, 1.0)]
        };
        let first = turned(first);
        [first, first.map(|element| element.conj())]
    }
}
