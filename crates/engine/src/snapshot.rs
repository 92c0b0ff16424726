//! A plain, sendable picture of named arrays: layouts, a cut window of bytes, events.
//! Buffers are renumbered A, B, C so that two runs of one program give equal snapshots.

/// placeholder
#[derive(Clone, PartialEq, Debug)]
pub struct Snapshot;
