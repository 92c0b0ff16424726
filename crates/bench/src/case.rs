//! One operation on its inputs, run as often as the clock needs: each result is dropped before the next is made.
//! Knows bytes going in and coming out, but no browser and no clock.

use std::hint::black_box;

use engine::array::copy::CopyOrder;
use engine::{Array, DType, Error, Result};

use crate::operation::{Inputs, Operation};
use crate::operations;

/// Where results go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Variant {
    /// A new array each time.
    Fresh,
    /// One array that exists, where the engine has such a form.
    Out,
}

impl Variant {
    /// `fresh` or `out`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "fresh" => Some(Variant::Fresh),
            "out" => Some(Variant::Out),
            _ => None,
        }
    }
}

/// The dtypes by their short names.
pub const DTYPES: [(&str, DType); 11] = [
    ("bool", DType::Bool),
    ("i8", DType::I8),
    ("i16", DType::I16),
    ("i32", DType::I32),
    ("i64", DType::I64),
    ("u8", DType::U8),
    ("u16", DType::U16),
    ("u32", DType::U32),
    ("u64", DType::U64),
    ("f32", DType::F32),
    ("f64", DType::F64),
];

/// The dtype of a short name.
pub fn dtype_from_name(name: &str) -> Option<DType> {
    let found = DTYPES.iter().find(|(known, _)| *known == name);
    found.map(|(_, dtype)| *dtype)
}

/// An operation, its inputs and its last result.
#[derive(Debug)]
pub struct Case {
    operation: Operation,
    variant: Variant,
    inputs: Inputs,
    last: Option<Array>,
}

impl Case {
    /// The operation of a name, still without inputs; nothing where there is no such operation, or none with `out`.
    pub fn open(operation: &str, count: i64, variant: Variant) -> Option<Self> {
        let operation = operations::find(operation)?;
        if variant == Variant::Out && !operation.has_out() {
            return None;
        }
        Some(Self {
            operation,
            variant,
            inputs: Inputs::new(count).ok()?,
            last: None,
        })
    }

    /// Names an input.
    pub fn set(&mut self, name: &str, array: Array) {
        self.inputs.set(name, array);
    }

    /// Names an input made of bytes, little-endian and in C order.
    ///
    /// # Errors
    /// `ValueError: there is no dtype 'f16'`, or when the bytes do not fill the shape.
    pub fn set_bytes(
        &mut self,
        name: &str,
        bytes: &[u8],
        dtype: &str,
        shape: &[i64],
    ) -> Result<()> {
        let known = dtype_from_name(dtype)
            .ok_or_else(|| Error::value(format!("there is no dtype '{dtype}'")))?;
        let array = Array::frombuffer(bytes, known, -1, 0)?;
        self.set(name, array.reshape(shape)?);
        Ok(())
    }

    /// An input by name.
    ///
    /// # Errors
    /// `ValueError: there is no input 'b'`.
    pub fn input(&self, name: &str) -> Result<&Array> {
        self.inputs.get(name)
    }

    /// Computes so many times.
    ///
    /// # Errors
    /// Those of the operation.
    pub fn run(&mut self, times: u32) -> Result<()> {
        match self.variant {
            Variant::Fresh => {
                for _ in 0..times {
                    self.last = None;
                    let result = self.operation.fresh(&self.inputs)?;
                    if result.ndim() == 0 {
                        // NumPy gives a number here, so the number is what has to be there.
                        black_box(result.item()?);
                    }
                    self.last = Some(result);
                }
            }
            Variant::Out => {
                let out = match self.last.take() {
                    Some(out) => out,
                    // Of the result's own shape and dtype, which the first computation tells.
                    None => self.operation.fresh(&self.inputs)?.zeros_like(None)?,
                };
                for _ in 0..times {
                    self.operation.into_out(&self.inputs, &out)?;
                }
                self.last = Some(out);
            }
        }
        Ok(())
    }

    /// The last result.
    ///
    /// # Errors
    /// `ValueError: nothing has been computed`.
    pub fn result(&self) -> Result<&Array> {
        self.last
            .as_ref()
            .ok_or_else(|| Error::value("nothing has been computed"))
    }

    /// The last result in a form that a page can read: the short name of its dtype and its bytes in C order. Truth values go
    /// as `u8`; integers that a page has no array of numbers for go as `f64`.
    ///
    /// # Errors
    /// As [`Case::result`].
    pub fn told(&self) -> Result<(&'static str, Vec<u8>)> {
        let result = self.result()?;
        let (name, dtype) = match result.dtype() {
            DType::Bool => ("u8", DType::U8),
            DType::U8 => ("u8", DType::U8),
            DType::I32 => ("i32", DType::I32),
            DType::F32 => ("f32", DType::F32),
            _ => ("f64", DType::F64),
        };
        let bytes = match result.dtype() == dtype {
            true => result.tobytes(CopyOrder::C)?,
            false => result.astype(dtype)?.tobytes(CopyOrder::C)?,
        };
        Ok((name, bytes))
    }
}
