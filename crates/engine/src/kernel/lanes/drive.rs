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
    BYTES, bytes_of, load, padded, put_first, splat, u32x4_max, v128, v128_any_true, v128_or,
};
use crate::kernel::Flags;
use crate::kernel::Source::{self, Splat, Stream};

/// Bytes in a turn of a loop: four registers, whose loads and stores overlap.
const TURN: usize = 4 * BYTES;

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

/// `to[..] = f(a[..])` over all bytes, register by register.
#[inline(always)]
fn stream_one(a: &[u8], output: &mut [u8], f: impl Fn(v128) -> v128) {
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
fn stream_two(a: &[u8], b: &[u8], output: &mut [u8], f: impl Fn(v128, v128) -> v128) {
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

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn unary_loop<O: Unary>(a: &[u8], output: &mut [u8]) {
    stream_one(a, output, |a| O::apply(a));
}

/// Registers in a turn of a function's loop: so many that its constants cost little beside them.
const FUNCTION_REGISTERS: usize = 8;
const FUNCTION_TURN: usize = FUNCTION_REGISTERS * BYTES;

/// The registers of a turn take each step together.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn function_loop<O: Function>(a: &[u8], output: &mut [u8]) {
    let (a_turns, a_rest) = a.as_chunks::<FUNCTION_TURN>();
    let (to_turns, to_rest) = output.as_chunks_mut::<FUNCTION_TURN>();
    for (a, to) in a_turns.iter().zip(to_turns) {
        let registers: [v128; FUNCTION_REGISTERS] = bytemuck::cast(*a);
        if is_beyond(largest::<O>(&registers), O::most()) {
            careful_turn::<O>(a, to);
        } else {
            *to = function_turn::<O>(registers);
        }
    }
    let (a, a_last) = a_rest.as_chunks();
    let (to, to_last) = to_rest.as_chunks_mut();
    for (a, to) in a.iter().zip(to) {
        *to = bytes_of(function_register::<O>(load(a)));
    }
    if !to_last.is_empty() {
        let last = function_register::<O>(load(&padded(a_last)));
        put_first(&bytes_of(last), to_last);
    }
}

/// The values of a turn, so many registers at a time as the function asks for.
#[inline(always)]
fn function_turn<O: Function>(registers: [v128; FUNCTION_REGISTERS]) -> [u8; FUNCTION_TURN] {
    match O::REGISTERS {
        2 => {
            let [a, b, c, d]: [[v128; 2]; 4] = bytemuck::cast(registers);
            bytemuck::cast([
                O::apply(Together::of(a)).registers(),
                O::apply(Together::of(b)).registers(),
                O::apply(Together::of(c)).registers(),
                O::apply(Together::of(d)).registers(),
            ])
        }
        4 => {
            let [a, b]: [[v128; 4]; 2] = bytemuck::cast(registers);
            bytemuck::cast([
                O::apply(Together::of(a)).registers(),
                O::apply(Together::of(b)).registers(),
            ])
        }
        _ => bytemuck::cast(O::apply(Together::of(registers)).registers()),
    }
}

/// The values of one register.
#[inline(always)]
fn function_register<O: Function>(a: v128) -> v128 {
    let one = Together::of([a]);
    let [value] = if is_beyond(O::key(a), O::most()) {
        O::careful(one).registers()
    } else {
        O::apply(one).registers()
    };
    value
}

/// The largest keys of a turn.
#[inline(always)]
fn largest<O: Function>(registers: &[v128; FUNCTION_REGISTERS]) -> v128 {
    let mut keys = O::key(registers[0]);
    let mut number = 1;
    while number < FUNCTION_REGISTERS {
        keys = u32x4_max(keys, O::key(registers[number]));
        number += 1;
    }
    keys
}

/// A turn with arguments that need more care. A function of its own, so that the loop around it stays short.
#[cold]
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn careful_turn<O: Function>(a: &[u8; FUNCTION_TURN], to: &mut [u8; FUNCTION_TURN]) {
    for (a, to) in a.as_chunks().0.iter().zip(to.as_chunks_mut().0) {
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

/// Registers in a turn of a loop of functions of two numbers.
const PAIR_REGISTERS: usize = 4;

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn pairs_loop<O: FunctionOfTwo>(inputs: [Source<'_>; 2], output: &mut [u8]) {
    let size = size_of::<O::Number>();
    let [a, b] = [
        Reader::filled(inputs[0], size),
        Reader::filled(inputs[1], size),
    ];
    let (to_turns, to_rest) = output.as_chunks_mut::<{ PAIR_REGISTERS * BYTES }>();
    let mut number = 0;
    for to in to_turns {
        let (mut numbers, mut exponents) =
            ([splat(&[0]); PAIR_REGISTERS], [splat(&[0]); PAIR_REGISTERS]);
        let mut place = 0;
        while place < PAIR_REGISTERS {
            numbers[place] = a.register(number);
            exponents[place] = b.register(number);
            place += 1;
            number += 1;
        }
        let (values, beyond) = pairs_turn::<O>(numbers, exponents);
        *to = bytemuck::cast(values);
        if v128_any_true(beyond) {
            careful_pairs::<O>(&numbers, &exponents, to);
        }
    }
    let (to, to_last) = to_rest.as_chunks_mut();
    for to in to {
        *to = pair_register::<O>(a.register(number), b.register(number));
        number += 1;
    }
    if !to_last.is_empty() {
        put_first(
            &pair_register::<O>(a.register(number), b.register(number)),
            to_last,
        );
    }
}

/// The values of a turn, so many registers of each at a time as the function asks for; bits that are set where an argument
/// needs more care.
#[inline(always)]
fn pairs_turn<O: FunctionOfTwo>(
    numbers: [v128; PAIR_REGISTERS],
    exponents: [v128; PAIR_REGISTERS],
) -> ([v128; PAIR_REGISTERS], v128) {
    if O::REGISTERS == PAIR_REGISTERS {
        let (values, beyond) = O::apply(Together::of(numbers), Together::of(exponents));
        return (values.registers(), beyond);
    }
    let [a, b]: [[v128; 2]; 2] = bytemuck::cast(numbers);
    let [c, d]: [[v128; 2]; 2] = bytemuck::cast(exponents);
    let (first, first_beyond) = O::apply(Together::of(a), Together::of(c));
    let (second, second_beyond) = O::apply(Together::of(b), Together::of(d));
    (
        bytemuck::cast([first.registers(), second.registers()]),
        v128_or(first_beyond, second_beyond),
    )
}

/// The values of one register of each.
#[inline(always)]
fn pair_register<O: FunctionOfTwo>(a: v128, b: v128) -> [u8; BYTES] {
    let (number, exponent) = (Together::of([a]), Together::of([b]));
    let (value, beyond) = O::apply(number, exponent);
    let mut value: [u8; BYTES] = bytemuck::cast(value.registers());
    if v128_any_true(beyond) {
        careful_pairs::<O>(&[a], &[b], &mut value);
    }
    value
}

/// Values of numbers that need more care.
#[cold]
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn careful_pairs<O: FunctionOfTwo>(numbers: &[v128], exponents: &[v128], to: &mut [u8]) {
    let pairs = numbers.iter().zip(exponents);
    for (to, (&a, &b)) in to.as_chunks_mut().0.iter_mut().zip(pairs) {
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
