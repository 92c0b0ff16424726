//! One step of an optimized `einsum`: two operands, made into a batched matrix product where letters are summed over both,
//! else into a product of elements; as NumPy does it, so that results have the same strides. Computes nothing itself.

use super::einsum::{Options, single_pass};
use super::product::matmul;
use super::subscripts::{Label, Subscripts};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::error::Result;
use crate::layout::Order;
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

/// Contracts two operands.
///
/// # Errors
/// As [`single_pass`], [`matmul`] and [`ufunc::call`].
pub(super) fn contract(
    arrays: [&Array; 2],
    subscripts: &Subscripts,
    order: CopyOrder,
) -> Result<Array> {
    let terms = [
        subscripts.terms[0].as_slice(),
        subscripts.terms[1].as_slice(),
    ];
    let output = subscripts.output.as_slice();
    let groups = groups(arrays, terms, output);
    let result_order = match order {
        CopyOrder::C => Some(Order::C),
        CopyOrder::F => Some(Order::F),
        CopyOrder::A if arrays.iter().all(|array| array.f_contiguous()) => Some(Order::F),
        CopyOrder::A => Some(Order::C),
        CopyOrder::K => None,
    };
    let product = if groups.summed.is_empty() {
        multiplied(arrays, terms, output)?
    } else {
        let product = batched(arrays, terms, &groups)?;
        shaped(&product, arrays, terms, &groups, output)?
    };
    match result_order {
        Some(Order::C) if !product.c_contiguous() => product.copy(CopyOrder::C),
        Some(Order::F) if !product.f_contiguous() => product.copy(CopyOrder::F),
        _ => Ok(product),
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
fn multiplied(arrays: [&Array; 2], terms: [&[Label]; 2], output: &[Label]) -> Result<Array> {
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
    ufunc::call(
        "multiply",
        &[Operand::Array(&sides[0]), Operand::Array(&sides[1])],
    )
}

/// The matrix product over fused groups: batch, kept and summed letters are one axis each.
fn batched(arrays: [&Array; 2], terms: [&[Label]; 2], groups: &Groups) -> Result<Array> {
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
    matmul(&sides[0], &sides[1])
}

/// The product with its groups taken apart again, axes of length 1 put in, and turned as the result has them.
fn shaped(
    product: &Array,
    arrays: [&Array; 2],
    terms: [&[Label]; 2],
    groups: &Groups,
    output: &[Label],
) -> Result<Array> {
    let parts = [&groups.batch[..], &groups.left, &groups.right];
    let parts = if groups.batch.is_empty() {
        &parts[1..]
    } else {
        &parts[..]
    };
    let produced: Vec<Label> = [&groups.single[..], &parts.concat()].concat();
    let mut shaped = product.clone();
    if parts.iter().any(|part| part.len() != 1) || !groups.single.is_empty() {
        let side = |letter: Label| {
            let first = length(arrays[0], terms[0], letter).filter(|length| *length != 1);
            first.or_else(|| length(arrays[1], terms[1], letter))
        };
        let shape: Vec<i64> = produced
            .iter()
            .map(|&letter| side(letter).unwrap_or(1))
            .collect();
        shaped = shaped.reshape(&shape)?;
    }
    if produced == output {
        return Ok(shaped);
    }
    let axes = output.iter().map(|letter| {
        let place = produced.iter().position(|known| known == letter);
        place.map_or(0, |place| place as i64)
    });
    shaped.transpose(Some(&axes.collect::<Vec<_>>()))
}
