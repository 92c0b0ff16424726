//! `RandomState.choice`: as that of `Generator`, on one axis, with words and a way without replacement of its own.
//! Knows the pieces of `random::choice`.

use super::RandomState;
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::random::bits::Source;
use crate::random::choice::{
    Population, Words, by_shares, checked_shares, sample_size, taken, without_repeats,
};
use crate::random::integers::{Wanted, integers};
use crate::random::parameter::integer_of;
use crate::random::shuffle::first_of_permutation;
use crate::ufunc::{Operand, heard};

const WORDS: Words = Words {
    flat: "'p' must be 1-dimensional",
    same_size: "'a' and 'p' must have same size",
    not_a_number: "probabilities contain NaN",
    negative: "probabilities are not non-negative",
    sum: "probabilities do not sum to 1",
};

impl RandomState {
    /// Elements drawn from an array of one axis, or integers below a number; `p` gives each its probability.
    ///
    /// A fresh array of shape `size`, 0-d without it.
    ///
    /// # Errors
    /// `ValueError: a must be greater than 0 unless no samples are taken`, `a must be 1-dimensional`,
    /// `probabilities do not sum to 1`, `Cannot take a larger sample than population when 'replace=False'`, …; memory.
    pub fn choice(
        &mut self,
        a: Population<'_>,
        size: Option<&[i64]>,
        replace: bool,
        p: Option<&Array>,
    ) -> Result<Array> {
        heard(chosen(&mut self.source, a, size, replace, p))
    }
}

fn chosen(
    source: &mut Source,
    a: Population<'_>,
    size: Option<&[i64]>,
    replace: bool,
    p: Option<&Array>,
) -> Result<Array> {
    let nothing = size.is_some_and(|size| size.contains(&0));
    let elements = match a {
        Operand::Array(array) if array.ndim() > 0 => Some(array),
        _ => None,
    };
    let population = match elements {
        None => {
            let number = integer_of(a)
                .ok_or_else(|| Error::value("a must be 1-dimensional or an integer"))?;
            if number <= 0 && !nothing {
                return Err(Error::value(
                    "a must be greater than 0 unless no samples are taken",
                ));
            }
            number
        }
        Some(array) if array.ndim() != 1 => {
            return Err(Error::value("a must be 1-dimensional"));
        }
        Some(array) => {
            if array.size() == 0 && !nothing {
                return Err(Error::value(
                    "'a' cannot be empty unless no samples are taken",
                ));
            }
            array.size().into()
        }
    };
    let shares = match p {
        Some(p) => Some(checked_shares(p, population, &WORDS)?),
        None => None,
    };
    let shape = size.unwrap_or(&[]);
    let places = match (replace, shares) {
        (true, Some(shares)) => by_shares(source, shape, shares)?,
        (true, None) => {
            let wanted = Wanted {
                dtype: DType::I64,
                endpoint: false,
                masked: true,
                method: "choice",
            };
            let high = Some(Operand::PyInt(population));
            integers(source, Operand::PyInt(0), high, Some(shape), wanted)?
        }
        (false, shares) => {
            let count = sample_size(shape);
            if i128::from(count) > population {
                return Err(Error::value(
                    "Cannot take a larger sample than population when 'replace=False'",
                ));
            }
            if count < 0 {
                return Err(Error::value("Negative dimensions are not allowed"));
            }
            match shares {
                Some(shares) => without_repeats(source, shape, count, shares)?,
                None => {
                    let population = i64::try_from(population).unwrap_or(i64::MAX);
                    first_of_permutation(source, population, shape)?
                }
            }
        }
    };
    match elements {
        Some(array) => taken(array, &places, 0),
        None => Ok(places),
    }
}
