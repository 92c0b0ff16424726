//! Sums of two numbers that are not carried out: twice the digits of a double (T. Dekker, 1971).
//! Knows numbers only.

/// An unevaluated sum of a number and a much smaller one.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) high: f64,
    pub(crate) low: f64,
}

/// The sum and what its rounding lost.
pub(crate) fn sum(a: f64, b: f64) -> Pair {
    let high = a + b;
    let from_b = high - a;
    Pair {
        high,
        low: (a - (high - from_b)) + (b - from_b),
    }
}

/// The product and what its rounding lost, by halves of 26 bits.
pub(crate) fn product(a: f64, b: f64) -> Pair {
    const SPLIT: f64 = 134_217_729.0;
    let halves = |value: f64| {
        let scaled = value * SPLIT;
        let high = scaled - (scaled - value);
        (high, value - high)
    };
    let high = a * b;
    let ((a_high, a_low), (b_high, b_low)) = (halves(a), halves(b));
    let low = ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low;
    Pair { high, low }
}

impl Pair {
    pub(crate) fn plus(self, other: Pair) -> Pair {
        let total = sum(self.high, other.high);
        sum(total.high, total.low + (self.low + other.low))
    }

    /// Adds a number at least as large.
    pub(crate) fn plus_number(self, number: f64) -> Pair {
        let total = sum(number, self.high);
        sum(total.high, total.low + self.low)
    }

    pub(crate) fn times(self, other: Pair) -> Pair {
        let main = product(self.high, other.high);
        sum(
            main.high,
            main.low + (self.high * other.low + self.low * other.high),
        )
    }

    pub(crate) fn over(self, divisor: Pair) -> Pair {
        let quotient = self.high / divisor.high;
        let back = divisor.times(Pair {
            high: quotient,
            low: 0.0,
        });
        let rest = ((self.high - back.high) - back.low) + self.low;
        sum(quotient, rest / divisor.high)
    }

    pub(crate) fn value(self) -> f64 {
        self.high + self.low
    }

    /// Both words times a power of 2, which is exact inside the normal range.
    pub(crate) fn scaled(self, power: i32) -> Pair {
        Pair {
            high: libm::scalbn(self.high, power),
            low: libm::scalbn(self.low, power),
        }
    }
}
