//! The project's own benchmark: the cases of `families`, some of them chosen by words, measured one after the other.
//! The clock is given; the table is text made by `table`.

use engine::kernels::{Way, set_way};
use engine::{Array, DType, Result};

use crate::case::{Case, DTYPES, Variant};
use crate::families::{ROWS, Row, Second, Shape};
use crate::layout::{self, Lie, Range};
use crate::measure::{Care, Found, measure};
use crate::table;

/// Elements along each axis of a matrix; a vector has as many together. 64 Ki elements: enough that a call's own cost is
/// small beside its loop, few enough that a processor's second cache holds them.
const SIDE: i64 = 256;

/// One thing that is timed.
#[derive(Clone, Copy, Debug)]
pub struct Listed {
    row: &'static Row,
    /// The name of the operation.
    pub operation: &'static str,
    /// The dtype of the first input.
    pub dtype: DType,
    /// How the first input lies.
    pub lie: Lie,
}

impl Listed {
    /// The family of kernels it belongs to.
    pub fn family(&self) -> &'static str {
        self.row.family
    }

    /// The short name of its dtype.
    pub fn dtype_name(&self) -> &'static str {
        let found = DTYPES.iter().find(|(_, dtype)| *dtype == self.dtype);
        found.map_or("", |(name, _)| name)
    }

    /// The shape of the first input, when a matrix has so many elements along each axis.
    pub fn shape(&self, side: i64) -> Vec<i64> {
        match self.row.shape {
            Shape::Vector => vec![side * side],
            Shape::Matrix => vec![side, side],
            Shape::Narrow => vec![(side * side / 3).max(1), 3],
            Shape::Points => vec![side, 3],
        }
    }

    /// How many elements the work is counted by: those of the table of pairs for points, multiplications for a product of
    /// matrices, else those of the first input.
    pub fn elements(&self, side: i64) -> i64 {
        match (self.row.shape, self.operation) {
            (_, "matmul") => side * side * side,
            _ => side * side,
        }
    }

    /// The case, ready to run.
    ///
    /// # Errors
    /// Memory refused; an operation that is not there.
    pub fn open(&self, side: i64) -> Result<Case> {
        let shape = self.shape(side);
        let range = self.row.range;
        let case = Case::open(self.operation, side * side, Variant::Fresh);
        let mut case = case.ok_or_else(|| {
            engine::Error::value(format!("there is no operation '{}'", self.operation))
        })?;
        case.set("a", layout::array(&shape, self.lie, self.dtype, 1, range)?);
        if let Some(second) = self.second(&shape)? {
            case.set("b", second);
        }
        Ok(case)
    }

    fn second(&self, shape: &[i64]) -> Result<Option<Array>> {
        let plain = |dtype, range| layout::array(shape, Lie::Contiguous, dtype, 2, range);
        let count = shape.iter().product::<i64>() as f64;
        let positions = Range {
            low: 0.0,
            high: count,
        };
        Ok(match self.row.second {
            Second::None => None,
            Second::Alike => {
                let lie = match self.lie {
                    // Two stretched or two turned inputs are one block of memory each, which is another case.
                    Lie::Broadcast | Lie::Transposed => Lie::Contiguous,
                    lie => lie,
                };
                Some(layout::array(shape, lie, self.dtype, 2, self.row.range)?)
            }
            Second::Positions => Some(plain(DType::I64, positions)?),
            Second::Mask => Some(plain(DType::Bool, positions)?),
        })
    }
}

/// Every case, in the order of the rows.
pub fn all() -> Vec<Listed> {
    let mut cases = Vec::new();
    for row in ROWS {
        for operation in row.operations {
            for dtype in row.dtypes {
                let listed = |lie: &Lie| Listed {
                    row,
                    operation,
                    dtype: *dtype,
                    lie: *lie,
                };
                cases.extend(row.layouts.iter().map(listed));
            }
        }
    }
    cases
}

/// Whether a word means a case, by kind: its operation, dtype or layout, or the beginning of its family.
const MEANS: [fn(&Listed, &str) -> bool; 4] = [
    |listed, word| listed.operation == word,
    |listed, word| listed.dtype_name() == word,
    |listed, word| listed.lie.name() == word,
    |listed, word| listed.family().starts_with(word),
];

/// The cases that some words choose, separated by commas: operations, dtypes, layouts, families or their first letters.
/// Words of one kind add to each other, those of two kinds must both hold; no word chooses all.
///
/// # Errors
/// A word that is none of these, and words that leave no case.
pub fn chosen(words: &str) -> std::result::Result<Vec<Listed>, String> {
    let cases = all();
    let mut wanted: [Vec<&str>; 4] = Default::default();
    let named = words.split(',').map(str::trim);
    for word in named.filter(|word| !word.is_empty()) {
        let meant = |means: &fn(&Listed, &str) -> bool| cases.iter().any(|case| means(case, word));
        match MEANS.iter().position(meant) {
            Some(kind) => wanted[kind].push(word),
            None => {
                return Err(format!(
                    "`{word}` is no family, operation, dtype or layout of the benchmark"
                ));
            }
        }
    }
    let fits = |case: &Listed| {
        std::iter::zip(MEANS, &wanted)
            .all(|(means, words)| words.is_empty() || words.iter().any(|word| means(case, word)))
    };
    let chosen: Vec<Listed> = cases.iter().copied().filter(fits).collect();
    match chosen.is_empty() {
        true => Err(format!("no case of the benchmark is all of `{words}`")),
        false => Ok(chosen),
    }
}

/// Cases and what was found for them.
#[derive(Debug)]
pub struct Suite {
    cases: Vec<Listed>,
    found: Vec<(Listed, Found)>,
    care: Care,
}

impl Suite {
    /// The cases that some words choose.
    ///
    /// # Errors
    /// As [`chosen`].
    pub fn new(words: &str, care: Care) -> std::result::Result<Self, String> {
        Ok(Self {
            cases: chosen(words)?,
            found: Vec::new(),
            care,
        })
    }

    /// The cases, in the order in which they are measured.
    pub fn cases(&self) -> &[Listed] {
        &self.cases
    }

    /// Measures one case. Afterwards the engine goes in registers again, as it does unless told otherwise.
    ///
    /// # Errors
    /// Those of the operation.
    pub fn measure(&mut self, number: usize, now: &dyn Fn() -> f64) -> Result<()> {
        let Some(listed) = self.cases.get(number).copied() else {
            return Ok(());
        };
        let mut case = listed.open(SIDE)?;
        let found = measure(self.care, now, &mut |way, times| {
            set_way(way);
            case.run(times)
        });
        set_way(Way::Simd128);
        self.found.push((listed, found?));
        Ok(())
    }

    /// What was found, as text.
    pub fn table(&self) -> String {
        table::text(&self.found, SIDE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_choose_cases() {
        let names = |words| -> Vec<(&str, &str, &str)> {
            let cases = chosen(words).unwrap();
            cases
                .iter()
                .map(|c| (c.operation, c.dtype_name(), c.lie.name()))
                .collect()
        };
        assert_eq!(names("").len(), all().len());
        assert_eq!(
            names("add,f64,f32,strided"),
            [("add", "f64", "strided"), ("add", "f32", "strided")]
        );
        assert_eq!(names("sort,i32"), [("sort", "i32", "contiguous")]);
        assert_eq!(names("sorting , i32").len(), 2);
        assert!(
            names("sum")
                .iter()
                .all(|(operation, ..)| *operation == "sum")
        );
    }

    #[test]
    fn words_without_a_case_are_refused() {
        assert!(chosen("addd").unwrap_err().contains("`addd`"));
        assert!(chosen("randn,u8").unwrap_err().contains("randn,u8"));
    }

    #[test]
    fn no_case_is_listed_twice() {
        let cases = all();
        for (i, a) in cases.iter().enumerate() {
            let same = |b: &&Listed| {
                (a.operation, a.dtype, a.lie) == (b.operation, b.dtype, b.lie)
                    && a.row.shape == b.row.shape
            };
            assert_eq!(cases[i + 1..].iter().find(same).map(|b| b.operation), None);
        }
    }

    #[test]
    fn every_case_is_measured_and_stands_in_the_table() {
        let care = Care {
            batch: 0.0,
            rounds: 1,
        };
        let mut suite = Suite::new("", care).unwrap();
        // A small clock: each look at it is a millisecond later.
        let time = std::cell::Cell::new(0.0);
        for number in 0..suite.cases().len() {
            let listed = suite.cases()[number];
            let mut case = listed.open(8).unwrap();
            case.run(1)
                .unwrap_or_else(|error| panic!("{listed:?}: {error}"));
            let now = || time.replace(time.get() + 1.0);
            let found = measure(care, &now, &mut |_, times| case.run(times)).unwrap();
            assert_eq!((found.one, found.lanes), (1.0, 1.0));
            suite.found.push((listed, found));
        }
        let table = suite.table();
        for listed in suite.cases() {
            assert!(table.contains(listed.operation), "{}", listed.operation);
        }
    }
}
