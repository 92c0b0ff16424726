//! Eigenvalues and eigenvectors of a Schur form: triangular, but for blocks of 2 by 2 on the diagonal of a real one.
//! The vectors come from back substitution, as in LAPACK's `trevc`.

use nalgebra::{Complex, DMatrix};

type C = Complex<f64>;

const ZERO: C = C { re: 0.0, im: 0.0 };
const ONE: C = C { re: 1.0, im: 0.0 };

/// A number's magnitude.
fn size(number: C) -> f64 {
    libm::hypot(number.re, number.im)
}

/// Whether a block of 2 by 2 starts at this place.
fn starts_block(t: &DMatrix<C>, place: usize) -> bool {
    place + 1 < t.nrows() && t[(place + 1, place)] != ZERO
}

/// The eigenvalues on the diagonal of a real Schur form, those of a pair with the positive imaginary part first.
pub(super) fn values(t: &DMatrix<C>) -> Vec<C> {
    let mut values = Vec::new();
    let mut place = 0;
    while place < t.nrows() {
        if !starts_block(t, place) {
            values.push(C::new(t[(place, place)].re, 0.0));
            place += 1;
            continue;
        }
        let (a, d) = (t[(place, place)].re, t[(place + 1, place + 1)].re);
        let (b, c) = (t[(place, place + 1)].re, t[(place + 1, place)].re);
        let (middle, half) = ((a + d) / 2.0, (a - d) / 2.0);
        let square = half * half + b * c;
        let root = libm::sqrt(square.abs());
        let pair = if square < 0.0 {
            [C::new(middle, root), C::new(middle, -root)]
        } else {
            [C::new(middle + root, 0.0), C::new(middle - root, 0.0)]
        };
        values.extend(pair);
        place += 2;
    }
    values
}

/// The eigenvectors of a Schur form as columns, of any length.
pub(super) fn vectors(t: &DMatrix<C>, values: &[C]) -> DMatrix<C> {
    let rows = t.nrows();
    let smallest = f64::MIN_POSITIVE / f64::EPSILON * rows as f64;
    let mut vectors = DMatrix::<C>::zeros(rows, rows);
    for (column, &value) in values.iter().enumerate() {
        let mut x = vec![ZERO; rows];
        // What a value counts as that is no farther than rounding from another, as LAPACK has it.
        let least = (f64::EPSILON * (value.re.abs() + value.im.abs())).max(smallest);
        // The block this value belongs to: itself, the one starting here, or the one that started before.
        let before = column > 0 && starts_block(t, column - 1) && !ends_block(t, column - 1);
        let top = if before { column - 1 } else { column };
        if starts_block(t, top) && (before || !ends_block(t, top)) {
            let (a, b) = (t[(top, top)], t[(top, top + 1)]);
            let (c, d) = (t[(top + 1, top)], t[(top + 1, top + 1)]);
            // Both rows of the block say the same; the one with the larger element says it better.
            (x[top], x[top + 1]) = if size(b) >= size(c) {
                (ONE, (value - a) / b)
            } else {
                // Of a complex pair the second element has no real part.
                let phase = match value.im {
                    0.0 => ONE,
                    imaginary => C::new(0.0, 1f64.copysign(imaginary)),
                };
                ((value - d) * phase / c, phase)
            };
        } else {
            x[column] = C::new(1.0, 0.0);
        }
        substitute(t, value, &mut x, top, least);
        vectors.column_mut(column).copy_from_slice(&x);
    }
    vectors
}

/// Whether the place is the second of a block, so that no other starts there.
fn ends_block(t: &DMatrix<C>, place: usize) -> bool {
    place > 0 && starts_block(t, place - 1)
}

/// Solves `(t - value) x = 0` for the rows above `top`, from the last of them up.
fn substitute(t: &DMatrix<C>, value: C, x: &mut [C], top: usize, least: f64) {
    // The other side of a row's equation, from the last column on.
    let rest = |row: usize, from: usize, x: &[C]| -> C {
        let columns = (from..x.len()).rev();
        columns.fold(ZERO, |sum, column| sum - t[(row, column)] * x[column])
    };
    let away = |row: usize| {
        let distance = t[(row, row)] - value;
        if size(distance) < least {
            C::new(least, 0.0)
        } else {
            distance
        }
    };
    let mut row = top;
    while row > 0 {
        row -= 1;
        if row > 0 && starts_block(t, row - 1) {
            let (a, d) = (t[(row - 1, row - 1)] - value, t[(row, row)] - value);
            let (b, c) = (t[(row - 1, row)], t[(row, row - 1)]);
            let (first, second) = (rest(row - 1, row + 1, x), rest(row, row + 1, x));
            let mut determinant = a * d - b * c;
            if size(determinant) < least * least {
                determinant = C::new(least * least, 0.0);
            }
            x[row - 1] = (first * d - b * second) / determinant;
            x[row] = (a * second - c * first) / determinant;
            row -= 1;
        } else {
            let (rest, away) = (rest(row, row + 1, x), away(row));
            x[row] = match rest.im == 0.0 && away.im == 0.0 {
                true => C::new(rest.re / away.re, 0.0),
                false => rest / away,
            };
        }
        keep_small(x);
    }
}

/// Vectors of nearly equal values grow fast: long before they would not fit, they are made shorter.
fn keep_small(x: &mut [C]) {
    let largest = x.iter().map(|element| size(*element)).fold(0.0, f64::max);
    if largest > 1e100 {
        for element in x {
            *element /= largest;
        }
    }
}

/// What becomes of the largest element of a complex vector, which is turned until it is real.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Sign {
    /// It has the sign of its real part, as the vectors of real matrices have it in LAPACK.
    OfRealPart,
    /// It is positive, as the vectors of complex matrices have it.
    Positive,
}

/// Gives a vector norm 1; a complex one is turned so that the first of its largest elements is real.
pub(super) fn normalize(x: &mut [C], sign: Sign) {
    let largest = x.iter().map(|element| size(*element)).fold(0.0, f64::max);
    if largest == 0.0 {
        return;
    }
    let norm = largest * libm::sqrt(x.iter().map(|element| (element / largest).norm_sqr()).sum());
    for element in x.iter_mut() {
        *element /= norm;
    }
    if sign == Sign::OfRealPart && x.iter().all(|element| element.im == 0.0) {
        return;
    }
    let squares: Vec<f64> = x.iter().map(C::norm_sqr).collect();
    let most = squares.iter().copied().fold(0.0, f64::max);
    let Some(place) = squares.iter().position(|&square| square >= most) else {
        return;
    };
    let first = x[place];
    let real = match sign {
        Sign::OfRealPart => size(first).copysign(first.re),
        Sign::Positive => size(first),
    };
    let turn = first.conj() / real;
    for element in x.iter_mut() {
        *element *= turn;
    }
    x[place].im = 0.0;
}
