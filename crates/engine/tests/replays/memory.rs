//! The bytes of all buffers as a record tells them: given at first, then written by nothing but replayed touches.
//! Knows no operation.

use std::collections::HashMap;

use engine::execute::Replay;
use engine::record::Record;
use engine::{Array, BufferId, Event};

/// What does not agree.
pub(crate) type Complaint = String;

/// What the record has told so far.
#[derive(Default)]
pub(crate) struct Memory(HashMap<BufferId, Vec<u8>>);

impl Memory {
    /// Takes an array's bytes as they are, before anything is recorded.
    pub(crate) fn hold(&mut self, _name: &str, array: &Array) {
        let buffer = array.buffer();
        self.0
            .entry(buffer.id())
            .or_insert_with(|| buffer.bytes().to_vec());
    }

    /// Replays the plan of an event; gives the number of touches.
    pub(crate) fn replay(&mut self, record: &Record, nth: usize) -> Result<i64, Complaint> {
        let event = &record.events[nth];
        let Some(plan) = event.plan() else {
            return Ok(0);
        };
        if !matches!(event, Event::Given(_)) {
            self.known(record, nth)?;
        }
        let replay = match Replay::recorded(record, nth) {
            Some(Ok(replay)) => replay,
            Some(Err(error)) => {
                return Err(format!("event {nth} cannot be replayed: {error}: {plan:?}"));
            }
            None => return Ok(0),
        };
        let output = plan.parts().output();
        let itemsize = output.dtype.itemsize();
        let bytes = self.0.entry(output.buffer).or_default();
        for number in 0..replay.len() {
            let Some(touch) = replay.touch(number) else {
                return Err(format!(
                    "event {nth} has no touch {number} of {}: {plan:?}",
                    replay.len()
                ));
            };
            for read in &touch.reads {
                if read.value.to_bytes().len() != read.nbytes {
                    return Err(format!(
                        "event {nth}: a read of {} bytes: {read:?}",
                        read.nbytes
                    ));
                }
            }
            let Some(write) = &touch.write else { continue };
            if write.value.dtype() != output.dtype || write.nbytes != itemsize {
                return Err(format!(
                    "event {nth} writes {:?} to {:?}",
                    write.value, output.dtype
                ));
            }
            if write.buffer != output.buffer {
                return Err(format!("event {nth} writes elsewhere: {plan:?}"));
            }
            let start = usize::try_from(write.byte)
                .map_err(|_| format!("event {nth}: byte {}", write.byte))?;
            let end = start + itemsize;
            if bytes.len() < end {
                bytes.resize(end, 0);
            }
            write.value.write(&mut bytes[start..end]);
        }
        Ok(replay.len())
    }

    /// What a plan read must be what the record has told until then.
    fn known(&self, record: &Record, nth: usize) -> Result<(), Complaint> {
        let plan = record.events[nth].plan();
        // Of what has no element nothing is read.
        let reads = |id: BufferId| {
            let operands = plan.map(|plan| plan.parts().operands()).unwrap_or_default();
            let mut found = operands.into_iter().filter(|one| one.buffer == Some(id));
            found.any(|one| one.layout.size() > 0)
        };
        for kept in record.kept(nth) {
            if !reads(kept.id()) {
                continue;
            }
            let Some(told) = self.0.get(&kept.id()) else {
                return Err(format!(
                    "event {nth} reads buffer {:?}, which no event wrote: {plan:?}",
                    kept.id()
                ));
            };
            let same = kept.with(|bytes| agree(told, bytes));
            if !same {
                return Err(format!(
                    "event {nth} reads what no event wrote to buffer {:?}: {plan:?}\n        {told:?}\n        {:?}",
                    kept.id(),
                    kept.with(<[u8]>::to_vec)
                ));
            }
        }
        Ok(())
    }

    /// What an array holds must be what the record has told.
    pub(crate) fn compare(
        &self,
        name: &str,
        array: &Array,
        record: &Record,
    ) -> Result<(), Complaint> {
        if array.size() == 0 {
            return Ok(());
        }
        let names = || -> Vec<String> { record.events.iter().map(brief).collect() };
        let Some(told) = self.0.get(&array.buffer().id()) else {
            return Err(format!(
                "{name} is silent: no event wrote it; {:?}",
                names()
            ));
        };
        let bytes = array.buffer().bytes();
        if agree(told, &bytes) {
            return Ok(());
        }
        Err(format!(
            "{name} holds what no event wrote; {:?}\n        told:  {:?}\n        holds: {:?}",
            names(),
            &told[..told.len().min(200)],
            &bytes[..bytes.len().min(200)],
        ))
    }
}

/// An event by the name of its kind.
fn brief(event: &Event) -> String {
    let text = format!("{event:?}");
    text.chars().take(60).collect()
}

/// Whether bytes are the same; what was never told of is still zero.
fn agree(told: &[u8], bytes: &[u8]) -> bool {
    let count = told.len().min(bytes.len());
    told[..count] == bytes[..count]
        && told[count..]
            .iter()
            .chain(&bytes[count..])
            .all(|&byte| byte == 0)
}
