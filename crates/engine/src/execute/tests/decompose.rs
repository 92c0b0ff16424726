//! Decompositions: what their kernels put down, turn by turn, is what `run` writes, and every element is read before it.

use super::{Dice, Replay, run};
use crate::array::Array;
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::linalg::{self, Mode, Triangle};
use crate::plan::Plan;
use crate::record::{Event, Recorder};

/// Replays every plan of lines that an operation records, over fresh bytes; how many there were.
fn check(arrays: &[&Array], operation: impl FnOnce() -> crate::Result<()>) -> usize {
    let recorder = Recorder::start();
    let outcome = operation();
    let events = recorder.finish();
    if outcome.is_err() {
        assert!(matches!(events.last(), Some(Event::Fail(_))), "{events:?}");
        return 0;
    }
    let mut plans = 0;
    for event in events {
        let Event::Lines(Plan::Lines(mut lines)) = event else {
            continue;
        };
        let output =
            Buffer::zeroed(lines.output.layout.clone().into(), lines.output.dtype).unwrap();
        lines.output.buffer = output.id();
        let mut buffers: Vec<Buffer> = arrays.iter().map(|array| array.buffer.clone()).collect();
        let plan = Plan::Lines(lines);
        let replay = Replay::new(&plan, &buffers).unwrap();
        let mut bytes = vec![0; output.nbytes()];
        let mut reads = 0;
        for touch in replay.touches() {
            reads += touch.reads.len();
            if let Some(write) = touch.write {
                let start = write.byte as usize;
                bytes[start..start + write.nbytes].copy_from_slice(&write.value.to_bytes());
            }
        }
        buffers.push(output.clone());
        run(&plan, &buffers).unwrap();
        assert_eq!(bytes, *output.bytes(), "{plan:?}");
        let Plan::Lines(lines) = plan else {
            unreachable!()
        };
        if !bytes.is_empty() {
            let elements = lines
                .operands
                .iter()
                .map(|operand| operand.broadcast.size());
            assert_eq!(reads as i64, elements.sum::<i64>(), "{lines:?}");
        }
        plans += 1;
    }
    plans
}

#[test]
fn every_decomposition_replays_as_it_runs() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut plans = 0;
    for dtype in [
        DType::I8,
        DType::U32,
        DType::F32,
        DType::F64,
        DType::C64,
        DType::C128,
    ] {
        for shape in [
            &[3, 3][..],
            &[2, 2],
            &[0, 0],
            &[2, 1, 3, 3],
            &[4, 2],
            &[2, 4],
            &[0, 2, 2],
        ] {
            for _ in 0..3 {
                let a = dice.array(dtype, shape);
                let b = dice.array(dtype, &shape[shape.len() - 2..]);
                plans += check(&[&a], || linalg::inv(&a).map(drop));
                plans += check(&[&a], || linalg::det(&a).map(drop));
                plans += check(&[&a], || linalg::slogdet(&a).map(drop));
                plans += check(&[&a, &b], || linalg::solve(&a, &b).map(drop));
                plans += check(&[&a], || linalg::svd(&a, true).map(drop));
                plans += check(&[&a], || linalg::svdvals(&a).map(drop));
                plans += check(&[&a], || linalg::eigh(&a, Triangle::Lower).map(drop));
                plans += check(&[&a], || linalg::eigvalsh(&a, Triangle::Upper).map(drop));
                plans += check(&[&a], || linalg::eig(&a).map(drop));
                plans += check(&[&a], || linalg::eigvals(&a).map(drop));
                plans += check(&[&a], || linalg::cholesky(&a, false).map(drop));
                plans += check(&[&a, &b], || linalg::lstsq(&a, &b, None).map(drop));
                for mode in [Mode::Reduced, Mode::Complete, Mode::R] {
                    plans += check(&[&a], || linalg::qr(&a, mode).map(drop));
                }
            }
        }
    }
    println!("{plans} plans replayed");
    assert!(plans > 800, "{plans}");
}
