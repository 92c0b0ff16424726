//! Streams of bytes through a step, four registers in a turn: the loops that drivers are made of.
//! Knows bytes and registers. Inlined into drivers, which hand over the step and are compiled for its instructions.

use super::register::{BYTES, bytes_of, load, padded, put_first, splat, v128};

/// Bytes in a turn of a loop: four registers, whose loads and stores overlap.
const TURN: usize = 4 * BYTES;

/// `to[..] = f(a[..])` over all bytes, register by register.
#[inline(always)]
pub(super) fn stream_one(a: &[u8], output: &mut [u8], f: impl Fn(v128) -> v128) {
    let (a_turns, a_rest) = a.as_chunks::<TURN>();
    let (to_turns, to_rest) = output.as_chunks_mut::<TURN>();
    for (a, to) in a_turns.iter().zip(to_turns) {
        for (a, to) in a.as_chunks().0.iter().zip(to.as_chunks_mut().0) {
            *to = bytes_of(f(load(a)));
        }
    }
    let (a, a_rest) = a_rest.as_chunks();
    let (to, to_rest) = to_rest.as_chunks_mut();
    for (a, to) in a.iter().zip(to) {
        *to = bytes_of(f(load(a)));
    }
    if !to_rest.is_empty() {
        let last = bytes_of(f(load(&padded(a_rest))));
        put_first(&last, to_rest);
    }
}

/// `to[..] = f(a[..], b[..])` over all bytes, register by register.
#[inline(always)]
pub(super) fn stream_two(a: &[u8], b: &[u8], output: &mut [u8], f: impl Fn(v128, v128) -> v128) {
    let (a_turns, a_rest) = a.as_chunks::<TURN>();
    let (b_turns, b_rest) = b.as_chunks::<TURN>();
    let (to_turns, to_rest) = output.as_chunks_mut::<TURN>();
    for ((a, b), to) in a_turns.iter().zip(b_turns).zip(to_turns) {
        let pairs = a.as_chunks().0.iter().zip(b.as_chunks().0);
        for ((a, b), to) in pairs.zip(to.as_chunks_mut().0) {
            *to = bytes_of(f(load(a), load(b)));
        }
    }
    let (a, a_rest) = a_rest.as_chunks();
    let (b, b_rest) = b_rest.as_chunks();
    let (to, to_rest) = to_rest.as_chunks_mut();
    for ((a, b), to) in a.iter().zip(b).zip(to) {
        *to = bytes_of(f(load(a), load(b)));
    }
    if !to_rest.is_empty() {
        let last = bytes_of(f(load(&padded(a_rest)), load(&padded(b_rest))));
        put_first(&last, to_rest);
    }
}

/// `to[..] = f([a[..], b[..], …])` over all bytes of several inputs, which are as long as the output, register by register.
#[inline(always)]
pub(super) fn stream_many<const N: usize>(
    inputs: [&[u8]; N],
    output: &mut [u8],
    f: impl Fn([v128; N]) -> v128,
) {
    let (to_turns, to_rest) = output.as_chunks_mut::<TURN>();
    let (mut turns, mut rests): ([&[[u8; TURN]]; N], [&[u8]; N]) = ([&[]; N], [&[]; N]);
    for (number, input) in inputs.into_iter().enumerate() {
        let (all, rest) = input.as_chunks();
        let (Some(all), true) = (all.get(..to_turns.len()), rest.len() == to_rest.len()) else {
            return;
        };
        (turns[number], rests[number]) = (all, rest);
    }
    for (place, to) in to_turns.iter_mut().enumerate() {
        for (register, to) in to.as_chunks_mut().0.iter_mut().enumerate() {
            let mut registers = [splat(&[0]); N];
            for (number, all) in turns.iter().enumerate() {
                registers[number] = load(&all[place].as_chunks().0[register]);
            }
            *to = bytes_of(f(registers));
        }
    }
    for (place, to) in to_rest.chunks_mut(BYTES).enumerate() {
        let mut registers = [splat(&[0]); N];
        for (number, rest) in rests.iter().enumerate() {
            let last = rest.get(place * BYTES..).unwrap_or(&[]);
            registers[number] = match last.first_chunk() {
                Some(whole) => load(whole),
                None => load(&padded(last)),
            };
        }
        let value = bytes_of(f(registers));
        match to.first_chunk_mut() {
            Some(to) => *to = value,
            None => put_first(&value, to),
        }
    }
}
