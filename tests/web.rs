//! The engine inside a real browser: what 32-bit addresses must not change.
//! Runs as WebAssembly in headless Chromium, through wasm-bindgen's test runner.

#![cfg(target_arch = "wasm32")]

use engine::layout::broadcast::broadcast_shape;
use engine::{DType, limit};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn memory_beyond_every_address_is_refused_in_numpys_words() {
    assert_eq!(size_of::<usize>(), 4);
    let refused = limit::grant(&[5_000_000, 1000, 10], DType::F64).expect_err("373 GiB");
    let words = "Unable to allocate 373. GiB for an array with shape (5000000, 1000, 10) \
                 and data type float64";
    assert!(refused.to_string().ends_with(words), "{refused}");
    // The same number of bytes as 2^32 + 8: an address of 32 bits would take it for 8.
    assert!(limit::grant(&[(1 << 29) + 1], DType::F64).is_err());
    assert_eq!(limit::grant(&[3, 4], DType::F64), Ok(96));
}

#[wasm_bindgen_test]
fn extents_beyond_32_bits_broadcast_as_on_any_machine() {
    let wide = 5_000_000_000;
    let shape = broadcast_shape(&[&[wide, 1], &[3]]).expect("they fit");
    assert_eq!(shape.as_slice(), [wide, 3]);
    let refused = broadcast_shape(&[&[3, 4], &[3]]).expect_err("4 against 3");
    let words = "ValueError: operands could not be broadcast together with shapes (3,4) (3,) ";
    assert_eq!(refused.to_string(), words);
}
