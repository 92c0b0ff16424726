//! 128-bit registers: WebAssembly's own instructions in the browser, a plain model of them anywhere else.
//! Knows no element type; which lanes a register holds is said by each instruction's name.

#[cfg(target_arch = "wasm32")]
pub(crate) use core::arch::wasm32::*;

#[cfg(not(target_arch = "wasm32"))]
mod model;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use model::*;

/// Bytes in a register.
pub(crate) const BYTES: usize = 16;

/// A register with these bytes.
#[inline(always)]
pub(crate) fn load(bytes: &[u8; BYTES]) -> v128 {
    bytemuck::cast(*bytes)
}

/// The bytes of a register.
#[inline(always)]
pub(crate) fn bytes_of(register: v128) -> [u8; BYTES] {
    bytemuck::cast(register)
}

/// The first bytes of a slice; zeros where there are fewer.
#[inline(always)]
fn first_bytes<const N: usize>(bytes: &[u8]) -> [u8; N] {
    bytes.first_chunk().copied().unwrap_or([0; N])
}

/// A register with one element in every lane. `element` has 1, 2, 4, 8 or 16 bytes.
#[inline(always)]
pub(crate) fn splat(element: &[u8]) -> v128 {
    // Each length by itself: copies of so many bytes, known to the compiler, are single instructions.
    match element.len() {
        1 => splat_of(first_bytes::<1>(element)),
        2 => splat_of(first_bytes::<2>(element)),
        4 => splat_of(first_bytes::<4>(element)),
        8 => splat_of(first_bytes::<8>(element)),
        _ => load(&first_bytes(element)),
    }
}

/// Fewer bytes than a register has, followed by zeros. In halves: a copy of any number of bytes would cost more than all the
/// rest of a short loop.
#[inline(always)]
pub(crate) fn padded(bytes: &[u8]) -> [u8; BYTES] {
    let mut register = [0; BYTES];
    let mut at = 0;
    at += half_copied::<8>(bytes, &mut register, at, bytes.len());
    at += half_copied::<4>(bytes, &mut register, at, bytes.len());
    at += half_copied::<2>(bytes, &mut register, at, bytes.len());
    half_copied::<1>(bytes, &mut register, at, bytes.len());
    register
}

/// As many bytes of a register as there is room for, which are fewer than it has.
#[inline(always)]
pub(crate) fn put_first(register: &[u8; BYTES], to: &mut [u8]) {
    let (mut at, count) = (0, to.len());
    at += half_copied::<8>(register, to, at, count);
    at += half_copied::<4>(register, to, at, count);
    at += half_copied::<2>(register, to, at, count);
    half_copied::<1>(register, to, at, count);
}

/// Copies `N` bytes where they are part of the count; how many were copied.
#[inline(always)]
fn half_copied<const N: usize>(from: &[u8], to: &mut [u8], at: usize, count: usize) -> usize {
    if count & N == 0 {
        return 0;
    }
    let from = from.get(at..).and_then(<[u8]>::first_chunk::<N>);
    let to = to.get_mut(at..).and_then(<[u8]>::first_chunk_mut::<N>);
    if let (Some(from), Some(to)) = (from, to) {
        *to = *from;
    }
    N
}

/// A register with one number in every lane, which need not be known before a loop starts: a single instruction.
#[inline(always)]
pub(crate) fn splat_of<T: bytemuck::Pod>(element: T) -> v128 {
    match size_of::<T>() {
        1 => bytemuck::cast([bytemuck::cast::<T, u8>(element); 16]),
        2 => bytemuck::cast([bytemuck::cast::<T, u16>(element); 8]),
        4 => bytemuck::cast([bytemuck::cast::<T, u32>(element); 4]),
        _ => bytemuck::cast([bytemuck::cast::<T, u64>(element); 2]),
    }
}
