//! A plain, sendable picture of named arrays: layouts, a cut window of bytes, events.
//! Buffers are renumbered A, B, C so that two runs of one program give equal snapshots.

use std::collections::HashMap;

use crate::array::Array;
use crate::buffer::BufferId;
use crate::dtype::DType;
use crate::layout::Layout;
use crate::plan::{Operand, Plan};
use crate::record::Event;

/// Named arrays, the buffers they share, and what happened.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Snapshot {
    /// The arrays, as given.
    pub arrays: Vec<NamedArray>,
    /// The buffers, in the order of their letters.
    pub buffers: Vec<NamedBuffer>,
    /// What happened, its buffers renumbered: buffer A is 1, B is 2, and those that only events name follow.
    pub events: Vec<Event>,
}

/// One named array.
#[derive(Clone, PartialEq, Debug)]
pub struct NamedArray {
    /// Its name in the program.
    pub name: String,
    /// The element type.
    pub dtype: DType,
    /// Shape, strides, offset.
    pub layout: Layout,
    /// The letters of the buffer it looks at.
    pub buffer: String,
    /// Whether it may be written.
    pub writeable: bool,
    /// The letters of the buffer whose owner is `base`; `None` when the array owns its bytes.
    pub base: Option<String>,
}

/// One buffer.
#[derive(Clone, PartialEq, Debug)]
pub struct NamedBuffer {
    /// A, B, … Z, AA, AB, … by first appearance among the names.
    pub letters: String,
    /// The number that stands for it in events.
    pub id: BufferId,
    /// Bytes it holds.
    pub nbytes: usize,
    /// The first bytes, up to the window.
    pub window: Vec<u8>,
    /// The names of the arrays that look at it, in order.
    pub holders: Vec<String>,
}

impl Snapshot {
    /// Pictures named arrays and what happened. Of each buffer at most `window` bytes are copied, from its start.
    pub fn take(named: &[(&str, &Array)], events: &[Event], window: usize) -> Snapshot {
        let mut numbers = Numbers::default();
        let mut snapshot = Snapshot::default();
        for &(name, array) in named {
            let id = numbers.of(array.buffer.id());
            let letters = letters_of(id);
            if snapshot.buffers.len() < id.0 as usize {
                let bytes = array.buffer.bytes();
                snapshot.buffers.push(NamedBuffer {
                    letters: letters.clone(),
                    id,
                    nbytes: bytes.len(),
                    window: bytes[..bytes.len().min(window)].to_vec(),
                    holders: Vec::new(),
                });
            }
            if let Some(buffer) = snapshot.buffers.iter_mut().find(|one| one.id == id) {
                buffer.holders.push(name.to_owned());
            }
            snapshot.arrays.push(NamedArray {
                name: name.to_owned(),
                dtype: array.dtype,
                layout: array.layout.clone(),
                base: array.view.then(|| letters.clone()),
                buffer: letters,
                writeable: array.writeable,
            });
        }
        snapshot.events = events
            .iter()
            .map(|event| numbers.renumbered(event))
            .collect();
        snapshot
    }

    /// The buffer of these letters.
    pub fn buffer(&self, letters: &str) -> Option<&NamedBuffer> {
        self.buffers.iter().find(|one| one.letters == letters)
    }

    /// The array of this name.
    pub fn array(&self, name: &str) -> Option<&NamedArray> {
        self.arrays.iter().find(|one| one.name == name)
    }
}

/// The letters of a renumbered buffer: 1 is A, 26 is Z, 27 is AA.
pub fn letters_of(id: BufferId) -> String {
    let mut rest = id.0;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Numbers from 1 by first appearance.
#[derive(Default)]
struct Numbers(HashMap<BufferId, BufferId>);

impl Numbers {
    fn of(&mut self, id: BufferId) -> BufferId {
        let next = BufferId(self.0.len() as u64 + 1);
        *self.0.entry(id).or_insert(next)
    }

    fn renumber(&mut self, id: &mut BufferId) {
        *id = self.of(*id);
    }

    fn renumber_operand(&mut self, operand: &mut Operand) {
        if let Some(id) = &mut operand.buffer {
            self.renumber(id);
        }
    }

    fn renumber_plan(&mut self, plan: &mut Plan) {
        match plan {
            Plan::Elementwise(plan) => {
                for operand in &mut plan.operands {
                    self.renumber_operand(operand);
                }
                self.renumber(&mut plan.output.buffer);
            }
            Plan::Reduce(plan) => {
                self.renumber_operand(&mut plan.operand);
                if let Some(mask) = &mut plan.mask {
                    self.renumber_operand(mask);
                }
                self.renumber(&mut plan.output.buffer);
            }
            Plan::Accumulate(plan) => {
                self.renumber_operand(&mut plan.operand);
                self.renumber(&mut plan.output.buffer);
            }
            Plan::At(plan) => {
                for operand in &mut plan.operands {
                    self.renumber_operand(operand);
                }
                self.renumber(&mut plan.output.buffer);
            }
            Plan::Move(plan) => {
                self.renumber_operand(&mut plan.operand);
                self.renumber(&mut plan.output.buffer);
            }
            Plan::Contract(plan) => {
                for operand in &mut plan.operands {
                    self.renumber_operand(operand);
                }
                self.renumber(&mut plan.output.buffer);
            }
            Plan::Lines(plan) => {
                for operand in &mut plan.operands {
                    self.renumber_operand(operand);
                }
                self.renumber(&mut plan.output.buffer);
            }
            Plan::Gather(plan) => {
                for picker in &mut plan.pickers {
                    self.renumber_operand(&mut picker.positions);
                }
                self.renumber_operand(&mut plan.source);
                self.renumber(&mut plan.output.buffer);
            }
            Plan::Compress(plan) => {
                self.renumber_operand(&mut plan.mask);
                self.renumber_operand(&mut plan.source);
                self.renumber(&mut plan.output.buffer);
            }
            Plan::Choose(plan) => {
                for operand in &mut plan.operands {
                    self.renumber_operand(operand);
                }
                self.renumber(&mut plan.output.buffer);
            }
            Plan::Nonzero(plan) => {
                self.renumber_operand(&mut plan.operand);
                self.renumber(&mut plan.output.buffer);
            }
            Plan::Sequence(plan) => self.renumber(&mut plan.output.buffer),
            #[cfg(feature = "random")]
            Plan::Draw(plan) => {
                for operand in &mut plan.operands {
                    self.renumber_operand(operand);
                }
                self.renumber(&mut plan.output.buffer);
            }
        }
    }

    fn renumbered(&mut self, event: &Event) -> Event {
        let mut event = event.clone();
        match &mut event {
            Event::View { buffer, .. } => self.renumber(buffer),
            Event::Copy { from, to, .. } => {
                self.renumber(from);
                self.renumber(to);
            }
            Event::Compute(plan)
            | Event::Reduce(plan)
            | Event::Move(plan)
            | Event::Lines(plan)
            | Event::Draw(plan)
            | Event::Given(plan)
            | Event::Gather { plan, .. } => {
                self.renumber_plan(plan);
            }
            Event::Warn(_) | Event::Fail(_) => {}
        }
        event
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Recorder;
    use crate::ufunc::{self, Operand};

    /// One program, run as often as wanted.
    fn program() -> Snapshot {
        let recorder = Recorder::start();
        let a = Array::from_elements(&[1i64, 2, 3], &[3]).unwrap();
        let b = a.clone();
        let c = ufunc::call("add", &[Operand::Array(&a), Operand::PyInt(1)]).unwrap();
        let events = recorder.finish();
        Snapshot::take(&[("a", &a), ("b", &b), ("c", &c)], &events, 16)
    }

    #[test]
    fn two_runs_give_equal_snapshots() {
        let snapshot = program();
        assert_eq!(snapshot, program());
        fn sendable<T: Send + 'static>(_: &T) {}
        sendable(&snapshot);
    }

    #[test]
    fn buffers_are_lettered_by_first_appearance_and_cut() {
        let snapshot = program();
        let letters: Vec<_> = snapshot
            .arrays
            .iter()
            .map(|one| one.buffer.as_str())
            .collect();
        assert_eq!(letters, ["A", "A", "B"]);
        let a = snapshot.buffer("A").unwrap();
        assert_eq!(a.holders, ["a", "b"]);
        assert_eq!((a.nbytes, a.window.len()), (24, 16));
        let Some(Event::Compute(Plan::Elementwise(plan))) = snapshot.events.last() else {
            panic!("{:?}", snapshot.events);
        };
        assert_eq!(plan.operands[0].buffer, Some(BufferId(1)));
        assert_eq!(plan.output.buffer, snapshot.buffer("B").unwrap().id);
    }

    #[test]
    fn letters_go_on_after_z() {
        let letters = |number| letters_of(BufferId(number));
        assert_eq!(
            [letters(1), letters(26), letters(27), letters(703)],
            ["A", "Z", "AA", "AAA"]
        );
    }
}
