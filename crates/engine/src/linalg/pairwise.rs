//! One step of an optimized `einsum`: two operands, made into a batched matrix product where letters are summed over both,
//! else into a product of elements; as NumPy does it, so that results have the same strides. Computes nothing itself.

use super::einsum::{Options, single_pass};
use super::gufunc::call::Arguments;
use super::product::matmul_with;
use super::subscripts::{Label, Subscripts};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::ufunc::{self, Operand};

/// The letters of two operands by what becomes of them; those of length 1 are left out.
#[derive(Default)]
struct Groups {
    /// In both, and kept.
    batch: Vec<Label>,
    /// In both, and summed.
    summed: Vec<Label>,
    /// Only in the first, and kept.
    left: Vec<Label>,
    /// Only in the second, and kept.
    right: Vec<Label>,
    /// Of length 1 wherever they are.
    single: Vec<Label>,
}

impl Groups {
    /// The groups that are axes of the product.
    fn parts(&self) -> Vec<&[Label]> {
        let parts = [&self.batch[..], &self.left, &self.right];
        let skipped = usize::from(self.batch.is_empty());
        parts[skipped..].to_vec()
    }

    /// Whether an axis of the product is not one letter.
    fn takes_apart(&self) -> bool {
        !self.single.is_empty() || self.parts().iter().any(|part| part.len() != 1)
    }

    /// The letters as the product has them.
    fn produced(&self) -> Vec<Label> {
        [&self.single[..], &self.parts().concat()].concat()
    }
}

fn length(array: &Array, labels: &[Label], letter: Label) -> Option<i64> {
    let axis = labels.iter().position(|label| *label == letter)?;
    array.shape().get(axis).copied()
}

fn groups(arrays: [&Array; 2], terms: [&[Label]; 2], output: &[Label]) -> Groups {
    // The last length met counts for a letter that walks a diagonal: all of them agree.
    let long = |side: usize| -> Vec<Label> {
        let mut found: Vec<Label> = Vec::new();
        for &letter in terms[side] {
            if length(arrays[side], terms[side], letter) != Some(1) && !found.contains(&letter) {
                found.push(letter);
            }
        }
        found
    };
    let (left, right) = (long(0), long(1));
    let mut groups = Groups::default();
    for &letter in output {
        if !left.contains(&letter) && !right.contains(&letter) {
            groups.single.push(letter);
        }
    }
    for &letter in &left {
        let group = match (right.contains(&letter), output.contains(&letter)) {
            (true, true) => &mut groups.batch,
            (true, false) => &mut groups.summed,
            (false, true) => &mut groups.left,
            (false, false) => continue,
        };
        group.push(letter);
    }
    let only_right = right.iter().filter(|letter| !left.contains(letter));
    groups.right = only_right
        .filter(|letter| output.contains(letter))
        .copied()
        .collect();
    groups
}

/// Contracts two operands, into `out` where there is one.
///
/// # Errors
/// As [`single_pass`], [`matmul_with`] and [`ufunc::call_with`].
pub(super) fn contract(
    arrays: [&Array; 2],
    subscripts: &Subscripts,
    out: Option<&Array>,
    options: &Options,
) -> Result<Array> {
    let terms = [
        subscripts.terms[0].as_slice(),
        subscripts.terms[1].as_slice(),
    ];
    let output = subscripts.output.as_slice();
    let groups = groups(arrays, terms, output);
    let order = match options.order {
        CopyOrder::A if arrays.iter().all(|array| array.f_contiguous()) => CopyOrder::F,
        CopyOrder::A => CopyOrder::C,
        other => other,
    };
    if groups.summed.is_empty() {
        return multiplied(arrays, terms, output, order, out, options);
    }
    let apart = groups.takes_apart();
    let turned = groups.produced() != output;
    let arguments = Arguments {
        out: out.filter(|_| !apart && !turned),
        dtype: options.dtype,
        casting: options.casting,
        ..Arguments::default()
    };
    let mut found = batched(arrays, terms, &groups, arguments)?;
    if apart {
        found = taken_apart(&found, arrays, terms, &groups)?;
    }
    if turned {
        let produced = groups.produced();
        let axes = output.iter().map(|letter| {
            let place = produced.iter().position(|known| known == letter);
            place.map_or(0, |place| place as i64)
        });
        found = found.transpose(Some(&axes.collect::<Vec<_>>()))?;
    }
    match (out, order) {
        (Some(out), _) if apart || turned => {
            out.assign(&[Index::Ellipsis], &found)?;
            Ok(out.clone())
        }
        (None, CopyOrder::C) if !found.c_contiguous() => found.copy(CopyOrder::C),
        (None, CopyOrder::F) if !found.f_contiguous() => found.copy(CopyOrder::F),
        _ => Ok(found),
    }
}

/// An operand brought to some labels: diagonals seen, others summed, axes turned.
fn prepared(array: &Array, labels: &[Label], wanted: &[Label]) -> Result<Array> {
    if labels == wanted {
        return Ok(array.clone());
    }
    let subscripts = Subscripts {
        terms: vec![labels.to_vec()],
        output: wanted.to_vec(),
    };
    single_pass(
        &text(&subscripts),
        &[array],
        &subscripts,
        None,
        &Options::default(),
    )
}

/// The subscripts as they are written.
pub(super) fn text(subscripts: &Subscripts) -> String {
    let letters = |labels: &[Label]| labels.iter().copied().map(char::from).collect::<String>();
    let terms: Vec<String> = subscripts.terms.iter().map(|term| letters(term)).collect();
    format!("{}->{}", terms.join(","), letters(&subscripts.output))
}

/// Without letters summed over both, the operands are multiplied, axes of length 1 put in.
fn multiplied(
    arrays: [&Array; 2],
    terms: [&[Label]; 2],
    output: &[Label],
    order: CopyOrder,
    out: Option<&Array>,
    options: &Options,
) -> Result<Array> {
    let mut sides = Vec::new();
    for (array, labels) in std::iter::zip(arrays, terms) {
        let wanted: Vec<Label> = output
            .iter()
            .filter(|letter| labels.contains(letter))
            .copied()
            .collect();
        let shape: Vec<i64> = output
            .iter()
            .map(|&letter| length(array, labels, letter).unwrap_or(1))
            .collect();
        sides.push(prepared(array, labels, &wanted)?.reshape(&shape)?);
    }
    let found = ufunc::call_with(
        "multiply",
        &[Operand::Array(&sides[0]), Operand::Array(&sides[1])],
        ufunc::Arguments {
            out: &[out],
            mask: None,
            dtype: options.dtype,
            casting: options.casting,
            order,
        },
    )?;
    let first = found.into_iter().next();
    first.ok_or_else(|| Error::value("a product of nothing"))
}

/// The matrix product over fused groups: batch, kept and summed letters are one axis each.
fn batched(
    arrays: [&Array; 2],
    terms: [&[Label]; 2],
    groups: &Groups,
    arguments: Arguments<'_>,
) -> Result<Array> {
    let [a, b] = arrays;
    let left = [&groups.batch[..], &groups.left, &groups.summed];
    let right = [&groups.batch[..], &groups.summed, &groups.right];
    let mut sides = Vec::new();
    for (array, labels, parts) in [(a, terms[0], left), (b, terms[1], right)] {
        let wanted = parts.concat();
        let side = prepared(array, labels, &wanted)?;
        let parts = if groups.batch.is_empty() {
            &parts[1..]
        } else {
            &parts[..]
        };
        sides.push(if parts.iter().all(|part| part.len() == 1) {
            side
        } else {
            let fused: Vec<i64> = parts
                .iter()
                .map(|part| {
                    part.iter()
                        .filter_map(|&letter| length(array, labels, letter))
                        .product()
                })
                .collect();
            side.reshape(&fused)?
        });
    }
    matmul_with(&sides[0], &sides[1], arguments)
}

/// The product with its groups taken apart again, and axes of length 1 put in.
fn taken_apart(
    product: &Array,
    arrays: [&Array; 2],
    terms: [&[Label]; 2],
    groups: &Groups,
) -> Result<Array> {
    let side = |letter: Label| {
        let first = length(arrays[0], terms[0], letter).filter(|length| *length != 1);
        first.or_else(|| length(arrays[1], terms[1], letter))
    };
    let shape: Vec<i64> = groups
        .produced()
        .iter()
        .map(|&letter| side(letter).unwrap_or(1))
        .collect();
    product.reshape(&shape)
}
