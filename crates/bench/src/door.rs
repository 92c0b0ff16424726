//! What a page sees: cases that take bytes and give bytes.
//! Knows JavaScript; all work is done behind it.

use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use crate::case::{Case, Variant, dtype_from_name};
use crate::measure::Care;
use crate::suite::Suite;

/// A browser's clock has steps of 0.1 ms.
const CARE: Care = Care {
    batch: 20.0,
    rounds: 3,
};

/// One operation on one set of inputs.
#[wasm_bindgen]
#[derive(Debug)]
pub struct EngineCase(Case);

#[wasm_bindgen]
impl EngineCase {
    /// The operation of a name, or nothing where there is no such operation, dtype or variant (`fresh`, `out`).
    pub fn open(operation: &str, dtype: &str, count: u32, variant: &str) -> Option<EngineCase> {
        dtype_from_name(dtype)?;
        let variant = Variant::from_name(variant)?;
        Case::open(operation, i64::from(count), variant).map(EngineCase)
    }

    /// Names an input; the bytes are copied.
    ///
    /// # Errors
    /// What the engine says of dtype and shape.
    pub fn input(
        &mut self,
        name: &str,
        bytes: &[u8],
        dtype: &str,
        shape: &[u32],
    ) -> Result<(), JsError> {
        let shape: Vec<i64> = shape.iter().copied().map(i64::from).collect();
        Ok(self.0.set_bytes(name, bytes, dtype, &shape)?)
    }

    /// Computes so many times.
    ///
    /// # Errors
    /// What the engine says.
    pub fn run(&mut self, times: u32) -> Result<(), JsError> {
        Ok(self.0.run(times)?)
    }

    /// The bytes of the last result, in C order.
    ///
    /// # Errors
    /// When nothing has been computed.
    pub fn result(&self) -> Result<Vec<u8>, JsError> {
        Ok(self.0.told()?.1)
    }

    /// The dtype of those bytes: `f64`, `f32`, `i32` or `u8`.
    ///
    /// # Errors
    /// As `result`.
    pub fn result_dtype(&self) -> Result<String, JsError> {
        Ok(self.0.told()?.0.to_owned())
    }

    /// Whether NumPy would give a number rather than an array.
    ///
    /// # Errors
    /// As `result`.
    pub fn result_is_scalar(&self) -> Result<bool, JsError> {
        Ok(self.0.result()?.ndim() == 0)
    }
}

#[wasm_bindgen]
extern "C" {
    /// The page's clock, in milliseconds.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// The project's own benchmark.
#[wasm_bindgen]
#[derive(Debug)]
pub struct EngineSuite(Suite);

#[wasm_bindgen]
impl EngineSuite {
    /// The cases that some words choose, separated by commas.
    ///
    /// # Errors
    /// A word that means nothing.
    pub fn open(words: &str) -> Result<EngineSuite, JsError> {
        let suite = Suite::new(words, CARE);
        suite
            .map(EngineSuite)
            .map_err(|message| JsError::new(&message))
    }

    /// The family of each case, in the order in which they are measured.
    pub fn families(&self) -> Vec<String> {
        let cases = self.0.cases().iter();
        cases.map(|listed| listed.family().to_owned()).collect()
    }

    /// Measures one case.
    ///
    /// # Errors
    /// What the engine says.
    pub fn measure(&mut self, number: u32) -> Result<(), JsError> {
        Ok(self.0.measure(number as usize, &now)?)
    }

    /// What was found.
    pub fn table(&self) -> String {
        self.0.table()
    }
}
