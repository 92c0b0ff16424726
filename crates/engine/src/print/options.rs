//! The print options NumPy keeps: which there are, and the ones that hold now on this thread.
//! Knows nothing of arrays or digits.

use std::cell::RefCell;

use crate::error::{Error, Result};
use crate::record::hearing;

/// How `precision` is meant (`floatmode`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum FloatMode {
    /// Exactly `precision` digits after the point.
    Fixed,
    /// As few digits as name each value; `precision` is ignored.
    Unique,
    /// At most `precision` digits, fewer where they name the value.
    #[default]
    MaxPrec,
    /// At most `precision` digits, the same number for all values.
    MaxPrecEqual,
}

impl FloatMode {
    /// The mode of NumPy's name: `fixed`, `unique`, `maxprec`, `maxprec_equal`.
    ///
    /// # Errors
    /// `ValueError: floatmode option must be one of "fixed", "unique", "maxprec", "maxprec_equal"`.
    pub fn from_name(name: &str) -> Result<Self> {
        hearing(|| match name {
            "fixed" => Ok(Self::Fixed),
            "unique" => Ok(Self::Unique),
            "maxprec" => Ok(Self::MaxPrec),
            "maxprec_equal" => Ok(Self::MaxPrecEqual),
            _ => Err(Error::value(
                "floatmode option must be one of \"fixed\", \"unique\", \"maxprec\", \"maxprec_equal\"",
            )),
        })
    }
}

/// What stands before a number that is not negative (`sign`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Sign {
    /// Nothing.
    #[default]
    Minus,
    /// A plus.
    Plus,
    /// A space.
    Space,
}

impl Sign {
    /// The sign option of NumPy's text: `-`, `+` or a space.
    ///
    /// # Errors
    /// `ValueError: sign option must be one of ' ', '+', or '-'`.
    pub fn from_name(name: &str) -> Result<Self> {
        hearing(|| match name {
            "-" => Ok(Self::Minus),
            "+" => Ok(Self::Plus),
            " " => Ok(Self::Space),
            _ => Err(Error::value("sign option must be one of ' ', '+', or '-'")),
        })
    }
}

/// The options of `np.set_printoptions`; `default` gives NumPy's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// Most digits after the decimal point of a float.
    pub precision: usize,
    /// More elements than this, and the array is summarized with `...`.
    pub threshold: i64,
    /// Items kept at each end of a summarized axis.
    pub edgeitems: i64,
    /// Characters in a line.
    pub linewidth: usize,
    /// Whether small floats are written as 0 rather than with an exponent.
    pub suppress: bool,
    /// The text of not-a-number.
    pub nanstr: String,
    /// The text of infinity.
    pub infstr: String,
    /// What stands before numbers that are not negative.
    pub sign: Sign,
    /// How `precision` is meant.
    pub floatmode: FloatMode,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            precision: 8,
            threshold: 1000,
            edgeitems: 3,
            linewidth: 75,
            suppress: false,
            nanstr: "nan".to_owned(),
            infstr: "inf".to_owned(),
            sign: Sign::default(),
            floatmode: FloatMode::default(),
        }
    }
}

thread_local! {
    // Nothing is kept as long as NumPy's own options hold.
    static CURRENT: RefCell<Option<Options>> = const { RefCell::new(None) };
}

/// The options that hold now on this thread (`np.get_printoptions`).
pub fn get_printoptions() -> Options {
    CURRENT.with_borrow(|current| current.clone().unwrap_or_default())
}

/// Sets the options of `repr` and `str` on this thread (`np.set_printoptions`). Arrays heed them, scalars do not.
pub fn set_printoptions(options: Options) {
    CURRENT.set(Some(options));
}

/// Sets the options for as long as the result lives (`with np.printoptions(…)`).
pub fn printoptions(options: Options) -> PrintOptions {
    PrintOptions {
        before: CURRENT.replace(Some(options)),
    }
}

/// Options set for a while; the ones before come back when it is dropped.
#[must_use = "the options hold only as long as this lives"]
#[derive(Debug)]
pub struct PrintOptions {
    before: Option<Options>,
}

impl Drop for PrintOptions {
    fn drop(&mut self) {
        CURRENT.set(self.before.take());
    }
}

/// A count that Python gives as any integer: `precision`, `pad_left`, …
///
/// # Errors
/// `ValueError: precision must be >= 0`.
pub fn count_from_integer(value: i64, name: &str) -> Result<usize> {
    hearing(|| {
        if value < 0 {
            return Err(Error::value(format!("{name} must be >= 0")));
        }
        // Beyond every address, one number is as large as another.
        Ok(usize::try_from(value).unwrap_or(usize::MAX))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Array;

    #[test]
    fn options_hold_for_as_long_as_they_are_asked_to() {
        let a = Array::from_elements(&[1.0_f64 / 3.0], &[1]).unwrap();
        let short = || Options {
            precision: 2,
            ..get_printoptions()
        };
        {
            let _scope = printoptions(short());
            assert_eq!(super::super::array_repr(&a), "array([0.33])");
            let inner = printoptions(Options {
                sign: Sign::Plus,
                ..get_printoptions()
            });
            assert_eq!(a.to_string(), "[+0.33]");
            drop(inner);
            assert_eq!(a.to_string(), "[0.33]");
        }
        assert_eq!(a.to_string(), "[0.33333333]");
        set_printoptions(short());
        assert_eq!(a.to_string(), "[0.33]");
        assert_eq!(get_printoptions().precision, 2);
        set_printoptions(Options::default());
    }
}
