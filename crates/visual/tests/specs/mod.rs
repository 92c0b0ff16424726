//! Specs for picture tests, made from shapes.

// Each test file uses some of these.
#![allow(dead_code)]

use lesson::Spec;
use lesson::spec::{BroadcastSpec, Moment, OperandSpec, Reduce, Reduction, Values};

/// An operand of int64, filled by place.
pub(crate) fn operand(place: usize, shape: &[i64]) -> OperandSpec {
    OperandSpec {
        name: ["a", "b", "c", "d"][place].to_owned(),
        shape: shape.to_vec(),
        values: if place == 0 {
            Values::Tens
        } else {
            Values::Count
        },
        dtype: "int64".to_owned(),
        from: None,
    }
}

/// An aligner over operands.
pub(crate) fn aligner(ufunc: &str, operands: Vec<OperandSpec>) -> BroadcastSpec {
    BroadcastSpec {
        id: "test".to_owned(),
        title: "Shape aligner".to_owned(),
        caption: None,
        ufunc: ufunc.to_owned(),
        dtype: "int64".to_owned(),
        operands,
        at: Moment::End,
        show_memory: true,
        locked: Vec::new(),
    }
}

/// An aligner over shapes.
pub(crate) fn spec(ufunc: &str, shapes: &[&[i64]]) -> Spec {
    let operands = shapes
        .iter()
        .enumerate()
        .map(|(place, shape)| operand(place, shape))
        .collect();
    Spec::Broadcast(aligner(ufunc, operands))
}

/// `a` and its mean over axis 1, which keepdims would mend.
pub(crate) fn centered() -> Spec {
    let mut a = operand(0, &[3, 4]);
    a.dtype = "float64".to_owned();
    let mut mean = operand(1, &[3]);
    mean.name = "mean".to_owned();
    mean.dtype = "float64".to_owned();
    mean.from = Some(Reduction {
        reduce: Reduce::Mean,
        of: "a".to_owned(),
        axis: 1,
        keepdims: false,
    });
    Spec::Broadcast(aligner("subtract", vec![a, mean]))
}

/// Pictures of every kind: plain, failing, scalar, empty, wide, tall, many axes, many operands, far too large.
pub(crate) fn table() -> Vec<Spec> {
    let mut specs: Vec<Spec> = [
        ("add", &[&[3, 1][..], &[4]][..]),
        ("add", &[&[3, 4], &[3]]),
        ("multiply", &[&[2, 3, 1], &[4]]),
        ("add", &[&[2, 1, 3, 1], &[4, 1, 2]]),
        ("add", &[&[1, 1, 1, 1, 1, 3], &[2, 2, 2, 2, 2, 1]]),
        ("add", &[&[100, 1], &[300]]),
        ("add", &[&[12, 7], &[7]]),
        ("less", &[&[8, 1], &[8]]),
        ("divide", &[&[5, 1], &[3]]),
        ("maximum", &[&[0, 3], &[3]]),
        ("add", &[&[], &[]]),
        ("add", &[&[], &[2, 3]]),
        ("power", &[&[3, 1], &[4], &[]]),
        ("add", &[&[3, 1], &[4], &[3, 4], &[1, 1]]),
        ("logaddexp", &[&[2, 1], &[3], &[2, 3], &[]]),
        ("subtract", &[&[2], &[3], &[4], &[5]]),
        ("sqrt", &[&[2, 3]]),
        ("negative", &[&[40]]),
        ("add", &[&[5_000_000, 1000, 1], &[10]]),
        ("add", &[&[5_000_000, 1000], &[10]]),
        ("add", &[&[1 << 40, 1], &[1 << 40]]),
        ("add", &[&[1_000_000], &[1]]),
        ("bitwise_and", &[&[2, 2], &[2, 2]]),
    ]
    .into_iter()
    .map(|(ufunc, shapes)| spec(ufunc, shapes))
    .collect();
    specs.push(centered());
    specs
}
