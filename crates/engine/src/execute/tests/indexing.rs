//! Gathers, scatters, choices and searches: every recorded plan, replayed touch by touch over the bytes that were there,
//! gives what it gave when it ran.

use super::{Dice, Replay, run};
use crate::array::Array;
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::index::{Index, select};
use crate::layout::Dims;
use crate::plan::{Bounds, Plan};
use crate::record::{Event, Recorder};
use crate::ufunc::Operand;

/// The buffer a plan writes; nothing for plans of other kinds.
fn output(plan: &Plan) -> Option<crate::buffer::BufferId> {
    match plan {
        Plan::Gather(plan) => Some(plan.output.buffer),
        Plan::Compress(plan) => Some(plan.output.buffer),
        Plan::Choose(plan) => Some(plan.output.buffer),
        Plan::Nonzero(plan) => Some(plan.output.buffer),
        _ => None,
    }
}

fn plan_of(event: &Event) -> Option<&Plan> {
    match event {
        Event::Gather { plan, .. } | Event::Compute(plan) => Some(plan),
        _ => None,
    }
}

/// Runs an operation whose last plan writes a buffer that is still there, and replays that plan. Gives the touches.
fn check(arrays: &[&Array], operation: impl FnOnce() -> crate::Result<Array>) -> Option<i64> {
    let before: Vec<(Buffer, Vec<u8>)> = arrays
        .iter()
        .map(|array| (array.buffer.clone(), array.buffer.bytes().to_vec()))
        .collect();
    let recorder = Recorder::start();
    let result = operation();
    let events = recorder.finish();
    let Ok(result) = result else {
        assert!(matches!(events.last(), Some(Event::Fail(_))), "{events:?}");
        return None;
    };
    let plan = events
        .iter()
        .filter_map(plan_of)
        .rfind(|plan| output(plan) == Some(result.buffer.id()))?;
    let mut buffers: Vec<Buffer> = before.iter().map(|(buffer, _)| buffer.clone()).collect();
    buffers.push(result.buffer.clone());
    let after = result.buffer.bytes().to_vec();
    let start = match before
        .iter()
        .find(|(one, _)| one.id() == result.buffer.id())
    {
        Some((_, bytes)) => bytes.clone(),
        None => vec![0; after.len()],
    };
    // Index arrays and values that were copied on the way are gone with their buffers: then there is nothing to replay.
    let replay = Replay::new(plan, &buffers).ok()?;
    let mut bytes = start.clone();
    for touch in replay.touches() {
        if let Some(write) = &touch.write {
            assert_eq!(write.value.dtype(), result.dtype);
            let place = write.byte as usize..write.byte as usize + write.nbytes;
            bytes[place].copy_from_slice(&write.value.to_bytes());
        }
    }
    assert_eq!(bytes, after, "{plan:?}");
    // Running the recorded plan once more gives the same again.
    result.buffer.bytes_mut().copy_from_slice(&start);
    run(plan, &buffers).unwrap();
    assert_eq!(*result.buffer.bytes(), after, "{plan:?}");
    Some(replay.len())
}

impl Dice {
    /// Positions on an axis, of a shape that broadcasts to the common one, of any integer dtype; some out of bounds.
    fn positions(&mut self, length: i64, common: &[i64]) -> Array {
        let from = self
            .below(common.len() as i64 + 1)
            .min(common.len() as i64 - 1);
        let shape: Vec<i64> = common[from.max(0) as usize..]
            .iter()
            .map(|&extent| if self.one_in(4) { 1 } else { extent })
            .collect();
        let dtype = [DType::I64, DType::I8, DType::U16, DType::I32][self.below(4) as usize];
        let array = self.array(dtype, &shape);
        let low = if dtype == DType::U16 { 0 } else { -length };
        for byte in array.layout.addresses() {
            let beyond = i64::from(self.one_in(300));
            let value = low + self.below(length.max(1) - low) + beyond * length * 2;
            let value = crate::Scalar::I64(value).cast(dtype).to_bytes();
            let place = byte as usize..byte as usize + value.len();
            array.buffer.bytes_mut()[place].copy_from_slice(&value);
        }
        array
    }

    fn indices(&mut self, shape: &[i64]) -> Vec<Index> {
        let ndim = 1 + self.below(2);
        let common: Vec<i64> = (0..ndim).map(|_| 1 + self.below(3)).collect();
        let mut indices = Vec::new();
        let mut axis = 0;
        while axis < shape.len() {
            match self.below(8) {
                0..=2 => indices.push(Index::from(self.positions(shape[axis], &common))),
                3 => {
                    indices.push(Index::from(self.array(DType::Bool, &shape[axis..axis + 1])));
                }
                4 => indices.push(Index::Int(self.below(shape[axis].max(1)))),
                5 => indices.push(Index::every(1 - 2 * self.below(2))),
                6 => {
                    indices.push(Index::NewAxis);
                    continue;
                }
                _ => {
                    indices.push(Index::Ellipsis);
                    break;
                }
            }
            axis += 1;
        }
        if !indices.iter().any(Index::is_advanced) {
            indices.push(Index::from(!self.one_in(5)));
        }
        indices
    }
}

fn arrays_of(indices: &[Index]) -> Vec<&Array> {
    indices.iter().filter_map(Index::array).collect()
}

#[test]
fn gathers_and_scatters_replay_as_they_run() {
    let mut dice = Dice(0xA076_1D64_78BD_642F);
    let (mut replayed, mut refused) = (0, 0);
    for round in 0..6000 {
        let dtype = DType::ALL[round % DType::ALL.len()];
        let shape = dice.shape();
        let array = dice.array(dtype, &shape);
        let indices = dice.indices(&shape);
        let mut known = arrays_of(&indices);
        known.push(&array);
        match check(&known, || array.index(&indices)) {
            Some(_) => replayed += 1,
            None => refused += 1,
        }
        if array.layout.strides.contains(&0) {
            continue;
        }
        let Ok(picked) = array.index(&indices) else {
            continue;
        };
        let values = dice.array(dtype, picked.shape());
        known.push(&values);
        let assigned = check(&known, || {
            array.assign(&indices, &values).map(|()| array.clone())
        });
        replayed += i32::from(assigned.is_some());
    }
    println!("{replayed} replayed, {refused} refused or copied on the way");
    assert!(replayed > 4000, "{replayed}");
}

#[test]
fn takes_and_puts_replay_as_they_run() {
    let mut dice = Dice(0xE703_7ED1_A0B4_28DB);
    let mut replayed = 0;
    for round in 0..3000 {
        let dtype = DType::ALL[round % DType::ALL.len()];
        let shape = dice.shape();
        let array = dice.array(dtype, &shape);
        let bounds = [Bounds::Raise, Bounds::Wrap, Bounds::Clip][dice.below(3) as usize];
        let axis = (!shape.is_empty() && dice.one_in(2)).then(|| dice.below(shape.len() as i64));
        let length = axis.map_or(array.size(), |axis| shape[axis as usize]);
        let common = [1 + dice.below(3), 1 + dice.below(3)];
        let positions = dice.positions(length, &common);
        let taken = check(&[&array, &positions], || {
            array.take(&positions, axis, bounds)
        });
        replayed += i32::from(taken.is_some());
        if array.layout.strides.contains(&0) || array.size() == 0 {
            continue;
        }
        let flat = Array::from_scalars(
            &positions.scalars().collect::<Vec<_>>(),
            &[positions.size()],
            positions.dtype,
        )
        .unwrap();
        let values = dice.array(dtype, &[positions.size()]);
        let put = check(&[&array, &flat, &values], || {
            let values = Operand::Array(&values);
            array.put_at(&flat, values, bounds).map(|()| array.clone())
        });
        replayed += i32::from(put.is_some());
    }
    println!("{replayed} replayed");
    assert!(replayed > 2500, "{replayed}");
}

#[test]
fn choices_and_searches_replay_as_they_run() {
    let mut dice = Dice(0x8EBC_6AF0_9C88_C6E3);
    let mut replayed = 0;
    for round in 0..2000 {
        let dtypes = [0, 1, 2].map(|step| DType::ALL[(round + step * round / 7) % 11]);
        let shape = dice.shape();
        let [condition, x, y] = dtypes.map(|dtype| {
            let mut own = Dims::from_slice(&shape);
            for extent in &mut own {
                if dice.one_in(5) {
                    *extent = 1;
                }
            }
            dice.array(dtype, &own)
        });
        let (a, b) = (Operand::Array(&x), Operand::Array(&y));
        let known = [&condition, &x, &y];
        replayed += i32::from(check(&known, || select::where_(&condition, a, b)).is_some());
        let one = Operand::PyInt(1);
        replayed += i32::from(check(&known, || select::where_(&condition, a, one)).is_some());
        let chosen = check(&known, || {
            select::choose(&condition, &[a, b, one], Bounds::Wrap)
        });
        replayed += i32::from(chosen.is_some());
        let mask = dice.array(DType::Bool, &shape);
        let target = Array::zeros(&shape, dtypes[2]).unwrap();
        let copied = check(&[&x, &mask, &target], || {
            let casting = crate::cast::Casting::Unsafe;
            select::copyto(&target, a, casting, Some(&mask)).map(|()| target.clone())
        });
        replayed += i32::from(copied.is_some());
        let found = check(&[&x], || {
            let mut found = x.nonzero()?;
            found.pop().ok_or(crate::Error::value("no axis"))
        });
        replayed += i32::from(found.is_some());
    }
    println!("{replayed} replayed");
    assert!(replayed > 7000, "{replayed}");
}
