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

/// A register with one element in every lane. `element` has 1, 2, 4, 8 or 16 bytes.
#[inline(always)]
pub(crate) fn splat(element: &[u8]) -> v128 {
    let mut bytes = [0; BYTES];
    if !element.is_empty() {
        for lane in bytes.chunks_exact_mut(element.len()) {
            lane.copy_from_slice(element);
        }
    }
    load(&bytes)
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
