//! Generalized ufuncs: functions on the last axes of their operands, broadcast over the axes before them.
//! Checks shapes against a signature such as `(n?,k),(k,m?)->(n?,m?)` in NumPy's words; computes nothing.

use smallvec::SmallVec;

use crate::error::{Error, Result};
use crate::layout::Dims;
use crate::layout::broadcast::align;

/// A signature: the core axes of each input and of the first output, one letter each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signature {
    /// The function's name.
    pub(super) name: &'static str,
    /// The signature as NumPy prints it; a letter with `?` is an axis that may be missing.
    pub(super) text: &'static str,
}

/// Operands matched with a signature.
#[derive(Debug)]
pub(super) struct Matched {
    /// What the axes before the core axes broadcast to.
    pub(super) batch: Dims,
    /// Each core letter's length, in order of appearance; an axis that is missing has none.
    cores: SmallVec<[(char, i64); 3]>,
    /// For each operand the core letters that it has.
    pub(super) letters: SmallVec<[SmallVec<[char; 2]>; 2]>,
}

impl Matched {
    /// A core letter's length; `None` where the axis is missing.
    pub(super) fn length(&self, letter: char) -> Option<i64> {
        let found = self.cores.iter().find(|(core, _)| *core == letter);
        found.map(|(_, length)| *length)
    }
}

/// The letters between each pair of brackets, with whether each may be missing.
fn parts(side: &str) -> Vec<Vec<(char, bool)>> {
    side.split('(')
        .skip(1)
        .map(|part| {
            let inside = part.split(')').next().unwrap_or_default();
            let letters = inside.split(',').filter_map(|item| {
                let letter = item.chars().next()?;
                Some((letter, item.ends_with('?')))
            });
            letters.collect()
        })
        .collect()
}

impl Signature {
    /// Matches shapes with the signature.
    ///
    /// # Errors
    /// `matmul: Input operand 1 does not have enough dimensions (has 0, gufunc core with signature … requires 1)`,
    /// `… has a mismatch in its core dimension 0, with gufunc signature … (size 3 is different from 4)`, and
    /// `operands could not be broadcast together with remapped shapes …` for the axes before.
    pub(super) fn matched(&self, shapes: &[&[i64]]) -> Result<Matched> {
        let (inputs, outputs) = self.text.split_once("->").unwrap_or((self.text, ""));
        let inputs = parts(inputs);
        // An axis that one operand lacks is missing everywhere.
        let mut missing: Vec<char> = Vec::new();
        for (place, (core, shape)) in std::iter::zip(&inputs, shapes).enumerate() {
            let mut needed = core.len();
            for &(letter, optional) in core {
                if needed > shape.len() && optional {
                    missing.push(letter);
                    needed -= 1;
                }
            }
            if needed > shape.len() {
                return Err(Error::value(format!(
                    "{}: Input operand {place} does not have enough dimensions (has {}, gufunc core with signature {} \
                     requires {needed})",
                    self.name,
                    shape.len(),
                    self.text,
                )));
            }
        }
        let mut cores: SmallVec<[(char, i64); 3]> = SmallVec::new();
        let mut letters = SmallVec::new();
        let mut batches: Vec<&[i64]> = Vec::new();
        for (place, (core, &shape)) in std::iter::zip(&inputs, shapes).enumerate() {
            let own: SmallVec<[char; 2]> = core
                .iter()
                .map(|(letter, _)| *letter)
                .filter(|letter| !missing.contains(letter))
                .collect();
            let (batch, lengths) = shape.split_at(shape.len() - own.len());
            for (number, (&letter, &length)) in std::iter::zip(&own, lengths).enumerate() {
                match cores.iter().find(|(known, _)| *known == letter) {
                    None => cores.push((letter, length)),
                    Some((_, known)) if *known == length => {}
                    Some((_, known)) => {
                        return Err(Error::value(format!(
                            "{}: Input operand {place} has a mismatch in its core dimension {number}, with gufunc \
                             signature {} (size {length} is different from {known})",
                            self.name, self.text,
                        )));
                    }
                }
            }
            batches.push(batch);
            letters.push(own);
        }
        let Some(batch) = align(&batches).shape() else {
            let result: Vec<i64> = parts(outputs)
                .iter()
                .flatten()
                .filter_map(|(letter, _)| cores.iter().find(|(core, _)| core == letter))
                .map(|(_, length)| *length)
                .collect();
            return Err(remapped(shapes, &batches, &result));
        };
        Ok(Matched {
            batch,
            cores,
            letters,
        })
    }
}

/// The sentence about axes before the core axes that do not broadcast.
fn remapped(shapes: &[&[i64]], batches: &[&[i64]], result: &[i64]) -> Error {
    let longest = batches.iter().map(|batch| batch.len()).max().unwrap_or(0);
    let ndim = longest + result.len();
    let mut list = String::new();
    for (shape, batch) in std::iter::zip(shapes, batches) {
        let mut axes: Vec<Option<i64>> = vec![None; longest - batch.len()];
        axes.extend(batch.iter().copied().map(Some));
        axes.resize(ndim, None);
        list += &format!(
            "{}->{} ",
            crate::layout::shape_text(shape),
            remapped_text(&axes)
        );
    }
    let mut asked: Vec<Option<i64>> = vec![None; longest];
    asked.extend(result.iter().copied().map(Some));
    Error::value(format!(
        "operands could not be broadcast together with remapped shapes [original->remapped]: {list} and requested \
         shape {}",
        remapped_text(&asked)
    ))
}

/// A remapped shape as NumPy's iterator prints it: new axes in front are left out, others are named.
pub(super) fn remapped_text(axes: &[Option<i64>]) -> String {
    let shown: Vec<String> = axes
        .iter()
        .skip_while(|axis| axis.is_none())
        .map(|axis| axis.map_or_else(|| "newaxis".to_owned(), |length| length.to_string()))
        .collect();
    match (axes, shown.as_slice()) {
        ([_], [only]) => format!("({only},)"),
        _ => format!("({})", shown.join(",")),
    }
}
