//! The left singular vectors of a matrix of two rows and columns with the signs that LAPACK's `dgesdd` gives them.
//! Knows four numbers. Source of the steps: LAPACK's `dgebd2`, `dbdsqr` and `dlasv2`.

/// The vectors as the columns of a matrix, row after row, the one of the larger value first.
pub(super) fn left_vectors([a, b, c, d]: [f64; 4]) -> [f64; 4] {
    // A reflection makes the matrix triangular; none where it is so already.
    let reflection = (c != 0.0).then(|| {
        let first = -libm::hypot(a, c).copysign(a);
        let tail = c / (a - first);
        ((first - a) / first, tail)
    });
    let reflected = |[x, y]: [f64; 2]| match reflection {
        None => [x, y],
        Some((tau, tail)) => {
            let along = tau * (x + tail * y);
            [x - along, y - tail * along]
        }
    };
    let ([first, _], [beside, last]) = (reflected([a, c]), reflected([b, d]));
    let rotation = Rotation::of(first, beside, last);
    let one = reflected([rotation.cosine, rotation.sine]);
    let other = reflected([-rotation.sine, rotation.cosine]);
    let [one, other] = if rotation.smaller_first {
        [other, one]
    } else {
        [one, other]
    };
    [one[0], other[0], one[1], other[1]]
}

/// What the left side of a triangular matrix is turned by.
struct Rotation {
    cosine: f64,
    sine: f64,
    smaller_first: bool,
}

impl Rotation {
    /// Of the triangle `f g` over `0 h`.
    fn of(f: f64, g: f64, h: f64) -> Self {
        // A matrix that is diagonal is not turned, only its values are sorted.
        if g == 0.0 {
            return Self {
                cosine: 1.0,
                sine: 0.0,
                smaller_first: f.abs() < h.abs(),
            };
        }
        let swapped = h.abs() > f.abs();
        let (large, small) = if swapped { (h, f) } else { (f, h) };
        let (left, right) = if large.abs() / g.abs() < f64::EPSILON / 2.0 {
            ((1.0, small / g), (large / g, 1.0))
        } else {
            turned(large, g, small)
        };
        let (cosine, sine) = if swapped { (right.1, right.0) } else { left };
        Self {
            cosine,
            sine,
            smaller_first: false,
        }
    }
}

/// Cosine and sine of the left and of the right turn, for a first number no smaller than the last.
fn turned(f: f64, g: f64, h: f64) -> ((f64, f64), (f64, f64)) {
    let difference = f.abs() - h.abs();
    let part = if difference == f.abs() {
        1.0
    } else {
        difference / f.abs()
    };
    let ratio = g / f;
    let rest = 2.0 - part;
    let square = ratio * ratio;
    let s = libm::sqrt(rest * rest + square);
    let r = if part == 0.0 {
        ratio.abs()
    } else {
        libm::sqrt(part * part + square)
    };
    let middle = 0.5 * (s + r);
    let tangent = if square != 0.0 {
        (ratio / (s + rest) + ratio / (r + part)) * (1.0 + middle)
    } else if part == 0.0 {
        2f64.copysign(f) * 1f64.copysign(g)
    } else {
        g / difference.copysign(f) + ratio / rest
    };
    let length = libm::sqrt(tangent * tangent + 4.0);
    let (cosine, sine) = (2.0 / length, tangent / length);
    let left = ((cosine + sine * ratio) / middle, (h / f) * sine / middle);
    (left, (cosine, sine))
}
