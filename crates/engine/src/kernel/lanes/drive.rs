//! Takes an operation through whole blocks, a few registers in each turn.
//! Knows bytes and registers; which elements they are is the operation's business.
//!
//! The outer functions take their inputs apart; the inner ones hold the loops and are the only code compiled for SIMD128.

#[cfg(feature = "powers")]
use super::function::Power;
use super::function::{Function, FunctionOfTwo, Together, is_beyond};
use super::lane::bools_from_masks;
use super::operation::{Binary, Comparison, Question, Ternary, Unary};
#[cfg(feature = "powers")]
use super::operation::{Positive, Reciprocal, Sqrt, Square};
use super::register::{
    BYTES, bytes_of, load, padded, put_first, splat, u32x4_max, v128, v128_any_true,
};
use super::streams::{stream_many, stream_one, stream_two};
use crate::kernel::Flags;
use crate::kernel::Source::{self, Splat, Stream};

/// `output[i] = f(a[i])`.
pub(crate) fn unary<O: Unary>(inputs: &[Source<'_>], output: &mut [u8]) -> Flags {
    match inputs {
        [Stream(a)] => unary_loop::<O>(a, output),
        [Splat(a)] => once(output, |to| unary_loop::<O>(&repeated(a), to)),
        _ => {}
    }
    Flags::NONE
}

/// `output[i] = f(a[i])` for a function that may leave arguments to the loop of single elements.
pub(crate) fn function<O: Function>(inputs: &[Source<'_>], output: &mut [u8]) -> Flags {
    match inputs {
        [Stream(a)] => function_loop::<O>(a, output),
        [Splat(a)] => once(output, |to| function_loop::<O>(&repeated(a), to)),
        _ => {}
    }
    Flags::NONE
}

/// `output[i] = f(a[i], b[i])` for a function that may leave arguments to the loop of single elements; either may be one element
/// for all.
pub(crate) fn two<O: FunctionOfTwo>(inputs: &[Source<'_>], output: &mut [u8]) -> Flags {
    match *inputs {
        [Splat(a), Splat(b)] => once(output, |to| pairs_loop::<O>([Splat(a), Splat(b)], to)),
        [a, b] => pairs_loop::<O>([a, b], output),
        _ => {}
    }
    Flags::NONE
}

/// `output[i] = a[i] ** b`, where the exponent, as often as it is there, is one for all.
#[cfg(feature = "powers")]
pub(crate) fn steady_power<O: Power>(inputs: &[Source<'_>], output: &mut [u8]) -> Flags {
    let [a, b] = inputs else {
        return Flags::NONE;
    };
    let exponent = b.bytes().get(..size_of::<O::Number>());
    let is = |number: f64| {
        let number = O::of(number);
        exponent == Some(bytemuck::bytes_of(&number))
    };
    if is(2.0) {
        unary::<Square<O::Number>>(&[*a], output)
    } else if is(0.5) {
        unary::<Sqrt<O::Number>>(&[*a], output)
    } else if is(-1.0) {
        unary::<Reciprocal<O::Number>>(&[*a], output)
    } else if is(1.0) {
        unary::<Positive<O::Number>>(&[*a], output)
    } else {
        two::<O>(inputs, output)
    }
}

/// `output[i] = f(a[i], b[i])`, where either may be one element for all.
pub(crate) fn binary<O: Binary>(inputs: &[Source<'_>], output: &mut [u8]) -> Flags {
    match inputs {
        [Stream(a), Stream(b)] => binary_loop::<O>(a, b, output),
        [Stream(a), Splat(b)] => binary_splat_loop::<O>(a, b, output),
        [Splat(a), Stream(b)] => splat_binary_loop::<O>(a, b, output),
        [Splat(a), Splat(b)] => {
            once(output, |to| {
                binary_loop::<O>(&repeated(a), &repeated(b), to);
            });
        }
        _ => {}
    }
    Flags::NONE
}

/// `output[i] = f(a[i], b[i])` for a question; the output's elements are bool.
pub(crate) fn comparison<O: Comparison>(inputs: &[Source<'_>], output: &mut [u8]) -> Flags {
    match inputs {
        [Stream(a), Stream(b)] => comparison_loop::<O>(a, b, output),
        [Stream(a), Splat(b)] => comparison_splat_loop::<O>(a, b, output),
        [Splat(a), Stream(b)] => splat_comparison_loop::<O>(a, b, output),
        [Splat(a), Splat(b)] => {
            let mut answer = [0];
            comparison_loop::<O>(a, b, &mut answer);
            output.fill(answer[0]);
        }
        _ => {}
    }
    Flags::NONE
}

/// `output[i] = f(a[i])` for a question; the output's elements are bool.
pub(crate) fn question<O: Question>(inputs: &[Source<'_>], output: &mut [u8]) -> Flags {
    match inputs {
        [Stream(a)] => question_loop::<O>(a, output),
        [Splat(a)] => {
            let mut answer = [0];
            question_loop::<O>(a, &mut answer);
            output.fill(answer[0]);
        }
        _ => {}
    }
    Flags::NONE
}

/// `output[i] = f(a[i], b[i], c[i])`, where any may be one element for all.
pub(crate) fn ternary<O: Ternary>(inputs: &[Source<'_>], output: &mut [u8]) -> Flags {
    match inputs {
        [Stream(a), Splat(b), Splat(c)] => ternary_splats_loop::<O>(a, b, c, output),
        [Stream(a), Stream(b), Stream(c)] => ternary_streams_loop::<O>(a, b, c, output),
        [Stream(a), Stream(b), Splat(c)] => ternary_last_splat_loop::<O>(a, b, c, output),
        [Stream(a), Splat(b), Stream(c)] => ternary_middle_splat_loop::<O>(a, b, c, output),
        [a, b, c] => ternary_loop::<O>([*a, *b, *c], output),
        _ => {}
    }
    Flags::NONE
}

/// What is the same for all elements is computed for one register of them.
pub(super) fn once(output: &mut [u8], compute: impl FnOnce(&mut [u8; BYTES])) {
    let mut register = [0; BYTES];
    compute(&mut register);
    let (whole, rest) = output.as_chunks_mut();
    whole.fill(register);
    put_first(&register, rest);
}

/// An element as often as a register holds it.
fn repeated(element: &[u8]) -> [u8; BYTES] {
    bytes_of(splat(element))
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn unary_loop<O: Unary>(a: &[u8], output: &mut [u8]) {
    stream_one(a, output, |a| O::apply(a));
}

/// Whole turns of as many registers as the function asks for, then what is left of one. Each is a loop of its own, with the
/// function in it once: a long function several times in one loop is more than some compilers of browsers take.
fn function_loop<O: Function>(a: &[u8], output: &mut [u8]) {
    let done = match O::REGISTERS {
        2 => function_turns::<O, 2>(a, output),
        4 => function_turns::<O, 4>(a, output),
        _ => function_turns::<O, 8>(a, output),
    };
    if let (Some(a), Some(to)) = (a.get(done..), output.get_mut(done..))
        && !to.is_empty()
    {
        function_rest::<O>(a, to);
    }
}

/// The registers of a turn take each step together. How many bytes were done.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn function_turns<O: Function, const N: usize>(a: &[u8], output: &mut [u8]) -> usize {
    let turns = a.as_chunks::<BYTES>().0.as_chunks::<N>().0;
    let to_turns = output.as_chunks_mut::<BYTES>().0.as_chunks_mut::<N>().0;
    for (a, to) in turns.iter().zip(to_turns) {
        let mut registers = [splat(&[0]); N];
        let mut keys = splat(&[0]);
        let mut number = 0;
        while number < N {
            registers[number] = load(&a[number]);
            keys = u32x4_max(keys, O::key(registers[number]));
            number += 1;
        }
        if is_beyond(keys, O::most()) {
            careful_turn::<O>(a, to);
            continue;
        }
        let values = O::apply(Together::of(registers)).registers();
        let mut number = 0;
        while number < N {
            to[number] = bytes_of(values[number]);
            number += 1;
        }
    }
    turns.len() * N * BYTES
}

/// Fewer registers than a turn has, one after the other.
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn function_rest<O: Function>(a: &[u8], output: &mut [u8]) {
    for (a, to) in a.chunks(BYTES).zip(output.chunks_mut(BYTES)) {
        let register = match a.first_chunk() {
            Some(whole) => load(whole),
            None => load(&padded(a)),
        };
        let mut value = [[0; BYTES]];
        if is_beyond(O::key(register), O::most()) {
            careful_turn::<O>(&[bytes_of(register)], &mut value);
        } else {
            let [found] = O::apply(Together::of([register])).registers();
            value = [bytes_of(found)];
        }
        match to.first_chunk_mut() {
            Some(to) => *to = value[0],
            None => put_first(&value[0], to),
        }
    }
}

/// A turn with arguments that need more care. A function of its own, so that the loop around it stays short.
#[cold]
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn careful_turn<O: Function>(a: &[[u8; BYTES]], to: &mut [[u8; BYTES]]) {
    for (a, to) in a.iter().zip(to) {
        let [value] = O::careful(Together::of([load(a)])).registers();
        *to = bytes_of(value);
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn binary_loop<O: Binary>(a: &[u8], b: &[u8], output: &mut [u8]) {
    stream_two(a, b, output, |a, b| O::apply(a, b));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn binary_splat_loop<O: Binary>(a: &[u8], b: &[u8], output: &mut [u8]) {
    let b = splat(b);
    stream_one(a, output, |a| O::apply(a, b));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn splat_binary_loop<O: Binary>(a: &[u8], b: &[u8], output: &mut [u8]) {
    let a = splat(a);
    stream_one(b, output, |b| O::apply(a, b));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn ternary_splats_loop<O: Ternary>(a: &[u8], b: &[u8], c: &[u8], output: &mut [u8]) {
    let (b, c) = (splat(b), splat(c));
    stream_one(a, output, |a| O::apply(a, b, c));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn ternary_streams_loop<O: Ternary>(a: &[u8], b: &[u8], c: &[u8], output: &mut [u8]) {
    stream_many([a, b, c], output, |[a, b, c]| O::apply(a, b, c));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn ternary_last_splat_loop<O: Ternary>(a: &[u8], b: &[u8], c: &[u8], output: &mut [u8]) {
    let c = splat(c);
    stream_two(a, b, output, |a, b| O::apply(a, b, c));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn ternary_middle_splat_loop<O: Ternary>(a: &[u8], b: &[u8], c: &[u8], output: &mut [u8]) {
    let b = splat(b);
    stream_two(a, c, output, |a, c| O::apply(a, b, c));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn ternary_loop<O: Ternary>(inputs: [Source<'_>; 3], output: &mut [u8]) {
    let [a, b, c] = inputs;
    let (a, b, c) = (Reader::new(a), Reader::new(b), Reader::new(c));
    let (to, to_rest) = output.as_chunks_mut();
    for (number, to) in to.iter_mut().enumerate() {
        let value = O::apply(a.register(number), b.register(number), c.register(number));
        *to = bytes_of(value);
    }
    if !to_rest.is_empty() {
        let number = to.len();
        let value = O::apply(a.register(number), b.register(number), c.register(number));
        put_first(&bytes_of(value), to_rest);
    }
}

/// Whole turns of as many registers of each as the function asks for, then what is left of one, as in [`function_loop`].
fn pairs_loop<O: FunctionOfTwo>(inputs: [Source<'_>; 2], output: &mut [u8]) {
    let done = match O::REGISTERS {
        2 => pairs_turns::<O, 2>(inputs, output),
        _ => pairs_turns::<O, 4>(inputs, output),
    };
    if let Some(to) = output.get_mut(done..)
        && !to.is_empty()
    {
        pairs_rest::<O>(inputs, done / BYTES, to);
    }
}

/// How many bytes were done.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn pairs_turns<O: FunctionOfTwo, const N: usize>(
    inputs: [Source<'_>; 2],
    output: &mut [u8],
) -> usize {
    let size = size_of::<O::Number>();
    let [a, b] = [
        Reader::filled(inputs[0], size),
        Reader::filled(inputs[1], size),
    ];
    let to_turns = output.as_chunks_mut::<BYTES>().0.as_chunks_mut::<N>().0;
    let mut number = 0;
    for to in to_turns {
        let (mut numbers, mut others) = ([splat(&[0]); N], [splat(&[0]); N]);
        let mut place = 0;
        while place < N {
            numbers[place] = a.register(number);
            others[place] = b.register(number);
            place += 1;
            number += 1;
        }
        let (values, beyond) = O::apply(Together::of(numbers), Together::of(others));
        let values = values.registers();
        let mut place = 0;
        while place < N {
            to[place] = bytes_of(values[place]);
            place += 1;
        }
        if v128_any_true(beyond) {
            careful_pairs::<O>(&numbers, &others, to);
        }
    }
    number * BYTES
}

/// Fewer registers than a turn has, one after the other, from the one with this number on.
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn pairs_rest<O: FunctionOfTwo>(inputs: [Source<'_>; 2], first: usize, output: &mut [u8]) {
    let size = size_of::<O::Number>();
    let [a, b] = [
        Reader::filled(inputs[0], size),
        Reader::filled(inputs[1], size),
    ];
    for (number, to) in output.chunks_mut(BYTES).enumerate() {
        let (a, b) = (a.register(first + number), b.register(first + number));
        let (value, beyond) = O::apply(Together::of([a]), Together::of([b]));
        let [value] = value.registers();
        let mut value = [bytes_of(value)];
        if v128_any_true(beyond) {
            careful_pairs::<O>(&[a], &[b], &mut value);
        }
        match to.first_chunk_mut() {
            Some(to) => *to = value[0],
            None => put_first(&value[0], to),
        }
    }
}

/// Values of numbers that need more care.
#[cold]
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn careful_pairs<O: FunctionOfTwo>(numbers: &[v128], others: &[v128], to: &mut [[u8; BYTES]]) {
    let pairs = numbers.iter().zip(others);
    for (to, (&a, &b)) in to.iter_mut().zip(pairs) {
        let [value] = O::careful(Together::of([a]), Together::of([b])).registers();
        *to = bytes_of(value);
    }
}

/// An input register by register, whatever it is.
pub(super) struct Reader<'a> {
    whole: &'a [[u8; BYTES]],
    /// What comes after the whole registers: the rest, or the one register that repeats.
    after: v128,
}

impl<'a> Reader<'a> {
    #[inline(always)]
    fn new(source: Source<'a>) -> Self {
        match source {
            Stream(bytes) => {
                let (whole, rest) = bytes.as_chunks();
                let after = load(&padded(rest));
                Self { whole, after }
            }
            Splat(bytes) => Self {
                whole: &[],
                after: splat(bytes),
            },
        }
    }

    /// With the first of the last elements behind them instead of zeros.
    #[inline(always)]
    pub(super) fn filled(source: Source<'a>, size: usize) -> Self {
        let mut reader = Self::new(source);
        if let Stream(bytes) = source
            && let (_, rest) = bytes.as_chunks::<BYTES>()
            && let Some(first) = rest.get(..size)
        {
            let mut last = bytes_of(splat(first));
            last[..rest.len()].copy_from_slice(rest);
            reader.after = load(&last);
        }
        reader
    }

    #[inline(always)]
    pub(super) fn register(&self, number: usize) -> v128 {
        match self.whole.get(number) {
            Some(bytes) => load(bytes),
            None => self.after,
        }
    }
}

/// Sixteen answers in each turn: as many registers are compared as an element has bytes, and their masks narrowed to one.
/// `f` gives the mask of the register with this number in the turn.
#[inline(always)]
fn sixteen<const SIZE: usize>(f: impl Fn(usize) -> v128) -> [u8; BYTES] {
    let mut masks = [splat(&[0]); SIZE];
    for (number, mask) in masks.iter_mut().enumerate() {
        *mask = f(number);
    }
    bytes_of(bools_from_masks(&masks))
}

/// `to[i] = f(a[i])` for questions about elements of `SIZE` bytes.
#[inline(always)]
fn ask_one<const SIZE: usize>(a: &[u8], output: &mut [u8], f: impl Fn(v128) -> v128) {
    let (to, to_rest) = output.as_chunks_mut::<BYTES>();
    let turns = a.chunks_exact(SIZE * BYTES);
    let a_rest = turns.remainder();
    for (a, to) in turns.zip(to) {
        let a = a.as_chunks().0;
        *to = sixteen::<SIZE>(|number| f(load(&a[number])));
    }
    if !to_rest.is_empty() {
        let registers = rest::<SIZE>(a_rest);
        let last = sixteen::<SIZE>(|number| f(load(&registers[number])));
        put_first(&last, to_rest);
    }
}

/// `to[i] = f(a[i], b[i])` for questions about elements of `SIZE` bytes.
#[inline(always)]
fn ask_two<const SIZE: usize>(
    a: &[u8],
    b: &[u8],
    output: &mut [u8],
    f: impl Fn(v128, v128) -> v128,
) {
    let (to, to_rest) = output.as_chunks_mut::<BYTES>();
    let (a_turns, b_turns) = (a.chunks_exact(SIZE * BYTES), b.chunks_exact(SIZE * BYTES));
    let (a_rest, b_rest) = (a_turns.remainder(), b_turns.remainder());
    for ((a, b), to) in a_turns.zip(b_turns).zip(to) {
        let (a, b) = (a.as_chunks().0, b.as_chunks().0);
        *to = sixteen::<SIZE>(|number| f(load(&a[number]), load(&b[number])));
    }
    if !to_rest.is_empty() {
        let (a, b) = (rest::<SIZE>(a_rest), rest::<SIZE>(b_rest));
        let last = sixteen::<SIZE>(|number| f(load(&a[number]), load(&b[number])));
        put_first(&last, to_rest);
    }
}

/// Fewer than sixteen elements, followed by zeros.
#[inline(always)]
fn rest<const SIZE: usize>(bytes: &[u8]) -> [[u8; BYTES]; SIZE] {
    let mut registers = [[0; BYTES]; SIZE];
    let (whole, last) = bytes.as_chunks();
    for (to, from) in registers.iter_mut().zip(whole) {
        *to = *from;
    }
    if let Some(to) = registers.get_mut(whole.len()) {
        *to = padded(last);
    }
    registers
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn question_loop<O: Question>(a: &[u8], output: &mut [u8]) {
    ask_sized(O::ITEMSIZE, a, output, |a| O::apply(a));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn comparison_loop<O: Comparison>(a: &[u8], b: &[u8], output: &mut [u8]) {
    let f = |a, b| O::apply(a, b);
    match O::ITEMSIZE {
        1 => ask_two::<1>(a, b, output, f),
        2 => ask_two::<2>(a, b, output, f),
        4 => ask_two::<4>(a, b, output, f),
        _ => ask_two::<8>(a, b, output, f),
    }
}

/// As [`ask_one`], for elements of so many bytes.
#[inline(always)]
fn ask_sized(size: usize, a: &[u8], output: &mut [u8], f: impl Fn(v128) -> v128) {
    match size {
        1 => ask_one::<1>(a, output, f),
        2 => ask_one::<2>(a, output, f),
        4 => ask_one::<4>(a, output, f),
        _ => ask_one::<8>(a, output, f),
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn comparison_splat_loop<O: Comparison>(a: &[u8], b: &[u8], output: &mut [u8]) {
    let b = splat(b);
    ask_sized(O::ITEMSIZE, a, output, |a| O::apply(a, b));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn splat_comparison_loop<O: Comparison>(a: &[u8], b: &[u8], output: &mut [u8]) {
    let a = splat(a);
    ask_sized(O::ITEMSIZE, b, output, |b| O::apply(a, b));
}
