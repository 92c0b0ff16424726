//! Whether a sum of bounded multiples can reach a number: the question behind "do two strided arrays share a byte".
//! Knows integers only. The search is NumPy's (`mem_overlap.c`), after P. Ramachandran, "Use of Extended Euclidean
//! Algorithm in Solving a System of Linear Diophantine Equations with Bounded Variables" (2006): remainders modulo common
//! divisors cut the search short, so that a count of its steps can be bounded as NumPy bounds it.

/// One term: a positive coefficient times an unknown from 0 to a bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term {
    /// The coefficient.
    pub coefficient: i64,
    /// The largest value of the unknown.
    pub bound: i64,
}

/// What a search found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// There are such unknowns.
    Solution,
    /// There are none.
    Nothing,
    /// The search was given up after so many steps.
    TooHard,
    /// The numbers do not fit 64 bits.
    Overflow,
}

/// Looks for unknowns within their bounds for which the terms add up to `sum`; gives up after `most` steps.
pub fn solve(terms: &[Term], sum: i64, most: Option<u64>) -> Found {
    let Some(terms) = simplified(terms, sum) else {
        return Found::Overflow;
    };
    if sum < 0 || terms.iter().any(|term| term.bound < 0) {
        return Found::Nothing;
    }
    match terms.as_slice() {
        [] if sum == 0 => Found::Solution,
        [] => Found::Nothing,
        [only] if sum % only.coefficient == 0 && sum / only.coefficient <= only.bound => {
            Found::Solution
        }
        [_] => Found::Nothing,
        _ => match Search::prepare(&terms, most) {
            Some(mut search) => search.among(terms.len() - 1, sum),
            None => Found::Overflow,
        },
    }
}

/// Terms by falling coefficient, equal ones merged, bounds trimmed to what the sum allows, idle ones left out.
fn simplified(terms: &[Term], sum: i64) -> Option<Vec<Term>> {
    let feasible = sum >= 0 && terms.iter().all(|term| term.bound >= 0);
    if !feasible {
        return Some(terms.to_vec());
    }
    let mut sorted: Vec<Term> = Vec::with_capacity(terms.len());
    for &term in terms {
        let place = sorted
            .iter()
            .position(|one| one.coefficient < term.coefficient)
            .unwrap_or(sorted.len());
        sorted.insert(place, term);
    }
    let mut merged: Vec<Term> = Vec::with_capacity(sorted.len());
    for term in sorted {
        match merged.last_mut() {
            Some(last) if last.coefficient == term.coefficient => {
                last.bound = last.bound.checked_add(term.bound)?;
            }
            _ => merged.push(term),
        }
    }
    for term in &mut merged {
        term.bound = term.bound.min(sum / term.coefficient.max(1));
    }
    merged.retain(|term| term.bound != 0);
    Some(merged)
}

/// Bezout's numbers of two positive integers: `gcd = first * a + second * b`.
fn euclid(a: i64, b: i64) -> (i64, i64, i64) {
    let (mut old, mut new) = ((a, 1, 0), (b, 0, 1));
    while new.0 > 0 {
        let quotient = old.0 / new.0;
        let next = (
            old.0 - new.0 * quotient,
            old.1 - new.1 * quotient,
            old.2 - new.2 * quotient,
        );
        (old, new) = (new, next);
    }
    old
}

/// The terms, what the first so many of them come to together, and the steps taken.
struct Search<'a> {
    terms: &'a [Term],
    /// `together[j]` stands for the terms up to `j + 1`: their common divisor and its bound.
    together: Vec<Term>,
    /// Bezout's numbers of `together[j]`.
    bezout: Vec<(i64, i64)>,
    steps: u64,
    most: Option<u64>,
}

impl<'a> Search<'a> {
    /// `None` where a bound does not fit 64 bits.
    fn prepare(terms: &'a [Term], most: Option<u64>) -> Option<Self> {
        let mut together: Vec<Term> = Vec::new();
        let mut bezout = Vec::new();
        for (number, term) in terms.iter().enumerate().skip(1) {
            let before = together.last().copied().unwrap_or(terms[0]);
            let (divisor, first, second) = euclid(before.coefficient, term.coefficient);
            bezout.push((first, second));
            let mut bound = 0;
            if number + 1 < terms.len() {
                let left = (before.coefficient / divisor).checked_mul(before.bound)?;
                let right = (term.coefficient / divisor).checked_mul(term.bound)?;
                bound = left.checked_add(right)?;
            }
            together.push(Term {
                coefficient: divisor,
                bound,
            });
        }
        Some(Self {
            terms,
            together,
            bezout,
            steps: 0,
            most,
        })
    }

    /// A step that led nowhere.
    fn nowhere(&mut self) -> Found {
        self.steps += 1;
        Found::Nothing
    }

    /// Looks for the terms up to number `last`, at least 1.
    fn among(&mut self, last: usize, sum: i64) -> Found {
        if self.most.is_some_and(|most| self.steps >= most) {
            return Found::TooHard;
        }
        let before = if last == 1 {
            self.terms[0]
        } else {
            self.together[last - 2]
        };
        let term = self.terms[last];
        let divisor = self.together[last - 1].coefficient;
        let (first, second) = self.bezout[last - 1];
        if sum % divisor != 0 {
            return self.nowhere();
        }
        // All solutions are first * c + c1 * t and second * c - c2 * t; t is bounded by both unknowns' bounds.
        let c = i128::from(sum / divisor);
        let c1 = i128::from(term.coefficient / divisor);
        let c2 = i128::from(before.coefficient / divisor);
        let (x1, x2) = (i128::from(first) * c, i128::from(second) * c);
        let floor = |a: i128, b: i128| a.div_euclid(b);
        let ceiling = |a: i128, b: i128| -(-a).div_euclid(b);
        let low = ceiling(-x1, c1).max(ceiling(x2 - i128::from(term.bound), c2));
        let high = floor(i128::from(before.bound) - x1, c1).min(floor(x2, c2));
        if low > high {
            return self.nowhere();
        }
        if last == 1 {
            return Found::Solution;
        }
        let mut t = low;
        while t <= high {
            let unknown = x2 - c2 * t;
            let rest = i128::from(sum) - i128::from(term.coefficient) * unknown;
            let Ok(rest) = i64::try_from(rest) else {
                return Found::Overflow;
            };
            match self.among(last - 1, rest) {
                Found::Nothing => t += 1,
                found => return found,
            }
        }
        self.nowhere()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every combination of unknowns, tried.
    fn tried(terms: &[Term], sum: i64) -> bool {
        match terms.split_first() {
            None => sum == 0,
            Some((first, rest)) => {
                (0..=first.bound).any(|unknown| tried(rest, sum - unknown * first.coefficient))
            }
        }
    }

    #[test]
    fn the_search_finds_what_trying_all_finds() {
        let mut seed = 0x2545_F491_4F6C_DD1D_u64;
        let mut roll = |end: u64| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % end) as i64
        };
        let mut solvable = 0;
        for _ in 0..4000 {
            let terms: Vec<Term> = (0..roll(5))
                .map(|_| Term {
                    coefficient: 1 + roll(12),
                    bound: roll(5),
                })
                .collect();
            let sum = roll(70);
            let expected = tried(&terms, sum);
            let found = solve(&terms, sum, None);
            assert_eq!(found == Found::Solution, expected, "{terms:?} {sum}");
            assert!(matches!(found, Found::Solution | Found::Nothing));
            solvable += usize::from(expected);
        }
        assert!((500..3500).contains(&solvable), "{solvable}");
    }

    #[test]
    fn hostile_numbers_end_without_a_panic() {
        let huge = |coefficient, bound| Term { coefficient, bound };
        let terms = [
            huge(i64::MAX, i64::MAX),
            huge(i64::MAX - 1, i64::MAX),
            huge(3, i64::MAX),
        ];
        assert_eq!(solve(&terms, i64::MAX, Some(100)), Found::Overflow);
        assert_eq!(solve(&terms[..2], i64::MAX, Some(100)), Found::Solution);
        assert_eq!(solve(&terms, -1, None), Found::Nothing);
        let same = [huge(1, i64::MAX), huge(1, i64::MAX)];
        assert_eq!(solve(&same, 5, None), Found::Overflow);
    }
}
