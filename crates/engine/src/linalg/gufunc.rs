//! Generalized ufuncs: functions on the last axes of their operands, broadcast over the axes before them.
//! Checks shapes against a signature such as `(n?,k),(k,m?)->(n?,m?)` in NumPy's words; computes nothing.

pub(super) mod axes;
pub(super) mod call;

use crate::short::SmallVec;

use crate::error::{Error, Result};
use crate::layout::{Dims, shape_text};

/// The letters of one operand's core axes.
type Letters = SmallVec<[char; 2]>;

/// The letters of one operand's core axes as a signature has them, each with whether its axis may be missing.
type Part = Vec<(char, bool)>;

/// A signature: the core axes of each input and of the output, one letter each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signature {
    /// The function's name.
    pub(super) name: &'static str,
    /// The signature as NumPy prints it; a letter with `?` is an axis that may be missing.
    pub(super) text: &'static str,
}

/// Which core axes operands have, those left out that are missing.
#[derive(Debug)]
pub(super) struct Cores {
    /// For each input its letters.
    pub(super) inputs: SmallVec<[Letters; 2]>,
    /// The output's.
    pub(super) output: Letters,
    /// The letters missing everywhere.
    missing: Letters,
}

/// One operand as the checks see it: its shape as it was given, and turned so that its core axes stand last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shapes<'a> {
    /// As it was given.
    pub(super) given: &'a [i64],
    /// With its core axes last.
    pub(super) turned: &'a [i64],
}

/// Operands matched with a signature.
#[derive(Debug)]
pub(super) struct Matched {
    /// What the axes before the core axes broadcast to.
    pub(super) batch: Dims,
    /// Each core letter's length, in order of appearance; an axis that is missing has none.
    cores: SmallVec<[(char, i64); 3]>,
    /// For each operand the core letters that it has.
    pub(super) letters: SmallVec<[Letters; 2]>,
}

impl Matched {
    /// A core letter's length; `None` where the axis is missing.
    pub(super) fn length(&self, letter: char) -> Option<i64> {
        let found = self.cores.iter().find(|(core, _)| *core == letter);
        found.map(|(_, length)| *length)
    }
}

/// The letters between each pair of brackets, with whether each may be missing.
fn parts(side: &str) -> Vec<Part> {
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
    /// The core axes of each input, then of the output, each with whether it may be missing.
    fn parts(&self) -> (Vec<Part>, Part) {
        let (inputs, output) = self.text.split_once("->").unwrap_or((self.text, ""));
        let output = parts(output).into_iter().next();
        (parts(inputs), output.unwrap_or_default())
    }

    /// Matches the shapes of inputs with the signature.
    ///
    /// # Errors
    /// As [`Signature::cores`] and [`Signature::fitted`].
    #[cfg(feature = "linalg")]
    pub(super) fn matched(&self, shapes: &[&[i64]]) -> Result<Matched> {
        let ndims: SmallVec<[usize; 2]> = shapes.iter().map(|shape| shape.len()).collect();
        let cores = self.cores(&ndims, None)?;
        let inputs: SmallVec<[Shapes<'_>; 2]> = shapes
            .iter()
            .map(|&shape| Shapes {
                given: shape,
                turned: shape,
            })
            .collect();
        self.fitted(cores, &inputs, None, false)
    }

    /// Which core axes there are for operands with so many axes each. An axis that one operand lacks is missing everywhere.
    ///
    /// # Errors
    /// `matmul: Input operand 1 does not have enough dimensions (has 0, gufunc core with signature … requires 1)`.
    pub(super) fn cores(&self, ndims: &[usize], out: Option<usize>) -> Result<Cores> {
        let (inputs, output) = self.parts();
        let mut missing = Letters::new();
        let present = |core: &[(char, bool)], missing: &Letters| -> Letters {
            let letters = core.iter().map(|(letter, _)| *letter);
            letters.filter(|letter| !missing.contains(letter)).collect()
        };
        let sides = inputs.iter().zip(ndims.iter().copied());
        let sides = sides
            .enumerate()
            .map(|(place, (core, ndim))| ("Input", place, core, ndim))
            .chain(out.map(|ndim| ("Output", 0, &output, ndim)));
        for (side, place, core, ndim) in sides {
            for &(letter, optional) in core {
                let needed = present(core, &missing).len();
                if needed > ndim && optional && !missing.contains(&letter) {
                    missing.push(letter);
                }
            }
            let needed = present(core, &missing).len();
            if needed > ndim {
                return Err(Error::value(format!(
                    "{}: {side} operand {place} does not have enough dimensions (has {ndim}, gufunc core with signature \
                     {} requires {needed})",
                    self.name, self.text,
                )));
            }
        }
        Ok(Cores {
            inputs: inputs.iter().map(|core| present(core, &missing)).collect(),
            output: present(&output, &missing),
            missing,
        })
    }

    /// Matches lengths: those of the core axes by their letters, those before by broadcasting, into which an output may
    /// stretch the inputs but is never stretched itself. With `keeps`, the output has an axis of length 1 for the core
    /// axis that it lacks.
    ///
    /// # Errors
    /// `matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature … (size 3 is different from
    /// 4)`; `operands could not be broadcast together with remapped shapes …`; `non-broadcastable output operand …`;
    /// `output operand requires a reduction along dimension -1 …`.
    pub(super) fn fitted(
        &self,
        cores: Cores,
        inputs: &[Shapes<'_>],
        out: Option<Shapes<'_>>,
        keeps: bool,
    ) -> Result<Matched> {
        let mut lengths: SmallVec<[(char, i64); 3]> = SmallVec::new();
        let (all, output) = self.parts();
        let own = inputs.iter().zip(&cores.inputs);
        let sides = own
            .zip(&all)
            .enumerate()
            .map(|(place, ((shapes, own), core))| ("Input", place, shapes.turned, own.len(), core))
            .chain(
                out.filter(|_| !keeps)
                    .map(|shapes| ("Output", 0, shapes.turned, cores.output.len(), &output)),
            );
        for (side, place, shape, count, core) in sides {
            let own = &shape[shape.len().saturating_sub(count)..];
            let present = core.iter().map(|(letter, _)| *letter);
            let present = present.filter(|letter| !cores.missing.contains(letter));
            for (number, (letter, &length)) in present.zip(own).enumerate() {
                match lengths.iter().find(|(known, _)| *known == letter) {
                    None => lengths.push((letter, length)),
                    Some((_, known)) if *known == length => {}
                    Some((_, known)) => {
                        return Err(Error::value(format!(
                            "{}: {side} operand {place} has a mismatch in its core dimension {number}, with gufunc \
                             signature {} (size {length} is different from {known})",
                            self.name, self.text,
                        )));
                    }
                }
            }
        }
        let mut result: Dims = cores
            .output
            .iter()
            .filter_map(|letter| lengths.iter().find(|(core, _)| core == letter))
            .map(|(_, length)| *length)
            .collect();
        if keeps {
            result.push(1);
        }
        let before = std::iter::zip(inputs, &cores.inputs)
            .map(|(shapes, own)| (*shapes, shapes.turned.len() - own.len()));
        let before: SmallVec<[(Shapes<'_>, usize); 2]> = before.collect();
        let batch = broadcast(&before, out, &result)?;
        Ok(Matched {
            batch,
            cores: lengths,
            letters: cores.inputs,
        })
    }
}

/// What the axes before the core axes broadcast to, as NumPy's iterator finds it: it walks those axes, then the core axes of
/// the output. `inputs` come with the number of their axes before.
fn broadcast(
    inputs: &[(Shapes<'_>, usize)],
    out: Option<Shapes<'_>>,
    result: &[i64],
) -> Result<Dims> {
    let of_out = out.map(|out| out.turned.len().saturating_sub(result.len()));
    let longest = inputs.iter().map(|(_, before)| *before).chain(of_out).max();
    let longest = longest.unwrap_or(0);
    // Each operand's axes as the iterator walks them; `None` where it has none.
    let walked = |shapes: Shapes<'_>, before: usize, core: &[i64]| -> Vec<Option<i64>> {
        let mut axes = vec![None; longest - before];
        axes.extend(shapes.turned[..before].iter().copied().map(Some));
        axes.extend(core.iter().copied().map(Some));
        axes.resize(longest + result.len(), None);
        axes
    };
    let mut all: Vec<(&[i64], Vec<Option<i64>>)> = inputs
        .iter()
        .map(|(shapes, before)| (shapes.given, walked(*shapes, *before, &[])))
        .collect();
    if let (Some(out), Some(before)) = (out, of_out) {
        all.push((out.given, walked(out, before, &out.turned[before..])));
    }
    let mut shape: Dims = Dims::from_elem(1, longest);
    shape.extend_from_slice(result);
    let mut agree = true;
    for (place, length) in shape.iter_mut().enumerate() {
        let requested = place >= longest;
        for own in all.iter().filter_map(|(_, axes)| axes[place]) {
            if requested || *length != 1 {
                agree &= own == 1 || own == *length;
            } else {
                *length = own;
            }
        }
    }
    if !agree {
        let list: String = all
            .iter()
            .map(|(given, axes)| format!("{}->{} ", shape_text(given), remapped_text(axes)))
            .collect();
        let mut asked: Vec<Option<i64>> = vec![None; longest];
        asked.extend(result.iter().copied().map(Some));
        return Err(Error::value(format!(
            "operands could not be broadcast together with remapped shapes [original->remapped]: {list} and requested \
             shape {}",
            remapped_text(&asked)
        )));
    }
    if out.is_some()
        && let Some((given, axes)) = all.last()
    {
        unstretched(given, axes, &shape)?;
    }
    shape.truncate(longest);
    Ok(shape)
}

/// An output must fill every cell of the loop by itself. The last axis is looked at first.
fn unstretched(given: &[i64], axes: &[Option<i64>], shape: &[i64]) -> Result<()> {
    for (own, &length) in std::iter::zip(axes, shape).rev() {
        match own {
            None if length != 1 => return Err(reduction(-1)),
            Some(1) if length != 1 => {
                let turned: Vec<Option<i64>> = axes.iter().rev().copied().collect();
                return Err(Error::value(format!(
                    "non-broadcastable output operand with shape {} [remapped to {}] doesn't match the broadcast shape \
                     {}",
                    shape_text(given),
                    remapped_text(&turned),
                    shape_text(shape)
                )));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The refusal of an output that would have to be summed into.
pub(super) fn reduction(axis: i64) -> Error {
    Error::value(format!(
        "output operand requires a reduction along dimension {axis}, but the reduction is not enabled. The dimension size \
         of 1 does not match the expected output shape."
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
