//! The order in which `einsum` contracts its operands: greedy, optimal or given, by NumPy's own measures of cost.
//! Knows letters and lengths; computes no element. `np.einsum_path` prints what is chosen here.

use super::pairwise;
use super::subscripts::{Label, Subscripts};
use crate::error::{Error, ErrorClass, Result};
use crate::record::hearing;

mod search;

/// How operands are contracted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Optimize {
    /// All at once, in one loop over all letters (`optimize=False`).
    #[default]
    Off,
    /// The best pair first, again and again (`optimize='greedy'` or `True`).
    Greedy,
    /// The cheapest of all orders (`optimize='optimal'`).
    Optimal,
    /// [`Optimize::Greedy`], with no intermediate result of more elements than this.
    GreedyWithin(u64),
    /// [`Optimize::Optimal`], with no intermediate result of more elements than this.
    OptimalWithin(u64),
    /// The places to contract in each step, as `einsum_path` gives them.
    Path(Vec<Vec<usize>>),
}

/// A set of letters, one bit each.
type Letters = u128;

fn letters_of(labels: &[Label]) -> Letters {
    labels.iter().fold(0, |set, &label| set | bit(label))
}

fn bit(label: Label) -> Letters {
    1u128.checked_shl(label.into()).unwrap_or(0)
}

/// The length of each letter.
struct Lengths([i64; 128]);

impl Lengths {
    fn of(&self, label: Label) -> i64 {
        self.0.get(usize::from(label)).copied().unwrap_or(1)
    }

    /// The product of the lengths, saturating.
    fn product(&self, labels: impl IntoIterator<Item = Label>) -> u128 {
        labels.into_iter().fold(1u128, |product, label| {
            product.saturating_mul(u128::from(self.of(label).unsigned_abs()))
        })
    }

    fn of_set(&self, letters: Letters) -> u128 {
        self.product((0..128).filter(|&label| letters & bit(label) != 0))
    }

    /// Multiplications and additions of one step.
    fn cost(&self, letters: Letters, sums: bool, terms: usize) -> u128 {
        let each = terms.saturating_sub(1).max(1) + usize::from(sums);
        self.of_set(letters).saturating_mul(each as u128)
    }
}

/// One step: which of the operands left are taken, last place first, and what is made of them.
pub(super) struct Step {
    pub(super) places: Vec<usize>,
    pub(super) subscripts: Subscripts,
    /// The terms left after it.
    remaining: Vec<Vec<Label>>,
    letters: Letters,
    sums: bool,
}

impl Step {
    /// Its subscripts as they are written.
    pub(super) fn text(&self) -> String {
        pairwise::text(&self.subscripts)
    }
}

/// An expression read for its path.
struct Expression {
    terms: Vec<Vec<Label>>,
    output: Vec<Label>,
    lengths: Lengths,
}

/// The steps in which operands of these shapes are contracted.
///
/// # Errors
/// `ValueError` in the words of NumPy's `einsum_path`;
/// `RuntimeError: Invalid einsum_path is specified: 1 more operands has to be contracted.`
pub(super) fn steps(subscripts: &str, shapes: &[&[i64]], optimize: &Optimize) -> Result<Vec<Step>> {
    let expression = read(subscripts, shapes)?;
    let path = chosen(&expression, optimize);
    followed(&expression, &path)
}

/// The contraction order and its account, as text (`np.einsum_path`). The path is that of [`Optimize`]'s kind.
///
/// # Errors
/// As [`super::einsum`] for subscripts that do not fit.
pub fn einsum_path(
    subscripts: &str,
    shapes: &[&[i64]],
    optimize: &Optimize,
) -> Result<(Vec<Vec<usize>>, String)> {
    hearing(|| {
        let expression = read(subscripts, shapes)?;
        let path = chosen(&expression, optimize);
        let steps = followed(&expression, &path)?;
        Ok((path, account(&expression, &steps)))
    })
}

/// Reads an expression as NumPy's `einsum_path` does: each ellipsis becomes letters that are not in use.
fn read(subscripts: &str, shapes: &[&[i64]]) -> Result<Expression> {
    let subscripts: String = subscripts.chars().filter(|letter| *letter != ' ').collect();
    for letter in subscripts.chars() {
        if !letter.is_ascii_alphabetic() && !".,->".contains(letter) {
            return Err(Error::value(format!(
                "Character {letter} is not a valid symbol."
            )));
        }
    }
    let count = |text: &str, what: char| text.chars().filter(|letter| *letter == what).count();
    let arrows = subscripts.matches("->").count();
    let marks = count(&subscripts, '-').max(count(&subscripts, '>'));
    if marks > 1 || marks == 1 && arrows != 1 {
        return Err(Error::value("Subscripts can only contain one '->'."));
    }
    let (inputs, output) = match subscripts.split_once("->") {
        Some((inputs, output)) => (inputs, Some(output)),
        None => (subscripts.as_str(), None),
    };
    let unused: Vec<u8> = (b'A'..=b'Z')
        .chain(b'a'..=b'z')
        .filter(|letter| !subscripts.contains(char::from(*letter)))
        .collect();
    let mut terms: Vec<Vec<Label>> = Vec::new();
    let mut longest = 0;
    for (place, term) in inputs.split(',').enumerate() {
        if !term.contains('.') {
            terms.push(term.bytes().collect());
            continue;
        }
        if count(term, '.') != 3 || term.matches("...").count() != 1 {
            return Err(Error::value("Invalid Ellipses."));
        }
        let ndim = shapes.get(place).map_or(0, |shape| shape.len());
        let own = term.len() - 3;
        let spread = match ndim {
            0 => 0,
            ndim => ndim
                .checked_sub(own)
                .ok_or_else(|| Error::value("Ellipses lengths do not match."))?,
        };
        longest = longest.max(spread);
        terms.push(spelled(term, &unused, spread));
    }
    let used = || terms.iter().flatten().copied();
    let output: Vec<Label> = match output {
        Some(output) => spelled(output, &unused, longest),
        None => {
            let spread = spelled("...", &unused, longest);
            let once =
                (0..128u8).filter(|letter| used().filter(|label| label == letter).count() == 1);
            let normal = once.filter(|letter| !spread.contains(letter));
            spread.iter().copied().chain(normal).collect()
        }
    };
    for &letter in &output {
        let name = char::from(letter);
        if output.iter().filter(|label| **label == letter).count() != 1 {
            return Err(Error::value(format!(
                "Output character {name} appeared more than once in the output."
            )));
        }
        if !used().any(|label| label == letter) {
            return Err(Error::value(format!(
                "Output character {name} did not appear in the input"
            )));
        }
    }
    if terms.len() != shapes.len() {
        return Err(Error::value(
            "Number of einsum subscripts must be equal to the number of operands.",
        ));
    }
    let lengths = lengths(&terms, shapes)?;
    Ok(Expression {
        terms,
        output,
        lengths,
    })
}

/// A term with the last unused letters in place of each ellipsis.
fn spelled(term: &str, unused: &[u8], spread: usize) -> Vec<Label> {
    let letters = unused.get(unused.len().saturating_sub(spread)..);
    let parts: Vec<&[u8]> = term.split("...").map(str::as_bytes).collect();
    parts.join(letters.unwrap_or_default())
}

fn lengths(terms: &[Vec<Label>], shapes: &[&[i64]]) -> Result<Lengths> {
    let all: Vec<u8> = terms.join(&b',');
    let mut lengths = Lengths([-1; 128]);
    for (place, (term, shape)) in std::iter::zip(terms, shapes).enumerate() {
        if term.len() != shape.len() {
            // NumPy names the letter at the operand's place in the whole text.
            let name = all.get(place).copied().map(char::from);
            let name = name.ok_or_else(|| Error::index("string index out of range"))?;
            return Err(Error::value(format!(
                "Einstein sum subscript {name} does not contain the correct number of indices for operand {place}."
            )));
        }
        for (&label, &length) in std::iter::zip(term, *shape) {
            let Some(known) = lengths.0.get_mut(usize::from(label)) else {
                continue;
            };
            if *known == -1 || *known == 1 {
                *known = length;
            } else if length != 1 && length != *known {
                return Err(Error::value(format!(
                    "Size of label '{}' for operand {place} ({known}) does not match previous terms ({length}).",
                    char::from(label)
                )));
            }
        }
    }
    Ok(lengths)
}

/// The path: the places taken in each step.
fn chosen(expression: &Expression, optimize: &Optimize) -> Vec<Vec<usize>> {
    let count = expression.terms.len();
    let inputs: Vec<Letters> = expression
        .terms
        .iter()
        .map(|term| letters_of(term))
        .collect();
    let output = letters_of(&expression.output);
    let all = inputs.iter().fold(0, |all, set| all | set);
    let largest = expression
        .terms
        .iter()
        .chain([&expression.output])
        .map(|term| expression.lengths.product(term.iter().copied()))
        .max()
        .unwrap_or(0);
    let at_once = vec![(0..count).collect()];
    let limit = match optimize {
        Optimize::Path(path) => return path.clone(),
        Optimize::Off => return at_once,
        Optimize::GreedyWithin(limit) | Optimize::OptimalWithin(limit) => u128::from(*limit),
        Optimize::Greedy | Optimize::Optimal => largest,
    };
    if count <= 2 || all == output {
        return at_once;
    }
    let search = search::Search {
        output,
        lengths: &expression.lengths,
        limit,
    };
    match optimize {
        Optimize::Optimal | Optimize::OptimalWithin(_) => search.optimal(&inputs),
        _ => search.greedy(inputs),
    }
}

/// The steps of a path.
fn followed(expression: &Expression, path: &[Vec<usize>]) -> Result<Vec<Step>> {
    let mut left = expression.terms.clone();
    let output = letters_of(&expression.output);
    let mut steps = Vec::new();
    for (number, places) in path.iter().enumerate() {
        let mut places = places.clone();
        places.sort_unstable_by(|a, b| b.cmp(a));
        let mut terms: Vec<Vec<Label>> = Vec::new();
        for &place in &places {
            if left.is_empty() {
                return Err(Error::index("pop from empty list"));
            }
            if place >= left.len() {
                return Err(Error::index("pop index out of range"));
            }
            terms.push(left.remove(place));
        }
        let letters = terms.iter().fold(0, |all, term| all | letters_of(term));
        let wanted = left.iter().fold(output, |all, term| all | letters_of(term));
        let kept = letters & wanted;
        let result = if number + 1 == path.len() {
            expression.output.clone()
        } else {
            let mut kept: Vec<Label> = (0..128).filter(|&label| kept & bit(label) != 0).collect();
            kept.sort_by_key(|&label| expression.lengths.of(label));
            kept
        };
        left.push(result.clone());
        steps.push(Step {
            places,
            subscripts: Subscripts {
                terms,
                output: result,
            },
            remaining: left.clone(),
            letters,
            sums: letters != kept,
        });
    }
    match left.len() {
        1 => Ok(steps),
        more => Err(Error::new(
            ErrorClass::Runtime,
            format!(
                "Invalid einsum_path is specified: {} more operands has to be contracted.",
                more - 1
            ),
        )),
    }
}

/// What `einsum_path` tells of the steps.
fn account(expression: &Expression, steps: &[Step]) -> String {
    let lengths = &expression.lengths;
    let sets: Vec<Letters> = expression
        .terms
        .iter()
        .map(|term| letters_of(term))
        .collect();
    let all = sets.iter().fold(0, |all, set| all | set);
    let distinct: u32 = sets.iter().map(|set| set.count_ones()).sum();
    let naive = lengths.cost(all, distinct > all.count_ones(), sets.len());
    let costs = steps
        .iter()
        .map(|step| lengths.cost(step.letters, step.sums, step.places.len()));
    let cost = costs.fold(1u128, u128::saturating_add);
    let scaling = steps.iter().map(|step| step.letters.count_ones());
    let sizes = steps.iter().map(|step| {
        let kept = letters_of(&step.subscripts.output);
        lengths.of_set(kept & step.letters)
    });
    let whole = Subscripts {
        terms: expression.terms.clone(),
        output: expression.output.clone(),
    };
    let rule = "-".repeat(74);
    let mut text = format!("  Complete contraction:  {}\n", pairwise::text(&whole));
    text += &format!("         Naive scaling:  {}\n", all.count_ones());
    text += &format!("     Optimized scaling:  {}\n", scaling.max().unwrap_or(0));
    text += &format!("      Naive FLOP count:  {}\n", scientific(naive));
    text += &format!("  Optimized FLOP count:  {}\n", scientific(cost));
    text += &format!(
        "   Theoretical speedup:  {:.3}\n",
        naive as f64 / cost as f64
    );
    let largest = sizes.max().unwrap_or(0);
    text += &format!(
        "  Largest intermediate:  {} elements\n",
        scientific(largest)
    );
    text += &format!(
        "{rule}\n{:>6} {:>24} {:>40}\n{rule}",
        "scaling", "current", "remaining"
    );
    for step in steps {
        let remaining = Subscripts {
            terms: step.remaining.clone(),
            output: expression.output.clone(),
        };
        text += &format!(
            "\n{:>4}    {:>24} {:>40}",
            step.letters.count_ones(),
            step.text(),
            pairwise::text(&remaining)
        );
    }
    text
}

/// A count with three digits after the point, as Python's `.3e`.
fn scientific(count: u128) -> String {
    let text = format!("{:.3e}", count as f64);
    match text.split_once('e') {
        Some((digits, exponent)) => format!("{digits}e+{exponent:0>2}"),
        None => text,
    }
}
