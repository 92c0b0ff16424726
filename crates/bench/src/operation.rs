//! What an operation is: a name, the expression it stands for, and the calls that a reader would write for it.
//! Knows no list of operations and no clock.

use std::cell::RefCell;

use engine::random::{Entropy, Generator, default_rng};
use engine::reduce::{self, Options};
use engine::ufunc::{self, Operand};
use engine::{Array, Error, Result};

/// What an operation works on.
#[derive(Debug)]
pub struct Inputs {
    /// Those called `a` and `b`: to look for a name would take as long as a short call.
    first: [Option<Array>; 2],
    others: Vec<(String, Array)>,
    /// How many elements are meant; only draws from a generator need to be told.
    pub count: i64,
    generator: RefCell<Generator>,
}

impl Inputs {
    /// No arrays yet, and a generator seeded with 1.
    ///
    /// # Errors
    /// None that a seed of 1 can meet.
    pub fn new(count: i64) -> Result<Self> {
        Ok(Self {
            first: [None, None],
            others: Vec::new(),
            count,
            generator: RefCell::new(default_rng(Entropy::from_int(1)?)),
        })
    }

    /// Names an array: `a`, `b`. A name given again takes the place of the first.
    pub fn set(&mut self, name: &str, array: Array) {
        match name {
            "a" => self.first[0] = Some(array),
            "b" => self.first[1] = Some(array),
            _ => {
                self.others.retain(|(known, _)| known != name);
                self.others.push((name.to_owned(), array));
            }
        }
    }

    /// The array of a name.
    ///
    /// # Errors
    /// `ValueError: there is no input 'b'`.
    pub fn get(&self, name: &str) -> Result<&Array> {
        let found = match name {
            "a" => self.first[0].as_ref(),
            "b" => self.first[1].as_ref(),
            _ => {
                let mut others = self.others.iter();
                let found = others.find(|(known, _)| known == name);
                found.map(|(_, array)| array)
            }
        };
        found.ok_or_else(|| missing(name))
    }

    /// The first input.
    ///
    /// # Errors
    /// As [`Inputs::get`].
    pub fn a(&self) -> Result<&Array> {
        self.first[0].as_ref().ok_or_else(|| missing("a"))
    }

    /// The second input.
    ///
    /// # Errors
    /// As [`Inputs::get`].
    pub fn b(&self) -> Result<&Array> {
        self.first[1].as_ref().ok_or_else(|| missing("b"))
    }

    /// Draws from the inputs' own generator.
    ///
    /// # Errors
    /// Those of the draw; `ValueError` when the generator is in use.
    pub fn draw<T>(&self, draw: impl FnOnce(&mut Generator) -> Result<T>) -> Result<T> {
        match self.generator.try_borrow_mut() {
            Ok(mut generator) => draw(&mut generator),
            Err(_) => Err(Error::value("the generator is in use")),
        }
    }
}

#[cold]
fn missing(name: &str) -> Error {
    Error::value(format!("there is no input '{name}'"))
}

/// An operation that is timed.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Its short name.
    pub name: &'static str,
    /// What a reader would write with NumPy.
    pub expression: &'static str,
    /// The calls.
    pub work: Work,
}

/// How an operation is computed.
#[derive(Clone, Copy, Debug)]
pub enum Work {
    /// `np.NAME(a)`.
    Unary(&'static str),
    /// `np.NAME(a, b)`.
    Binary(&'static str),
    /// `a.NAME()`, or along an axis.
    Reduction(&'static str, Option<i64>),
    /// Several calls, or one with more arguments.
    Written(
        /// A new result each time.
        fn(&Inputs) -> Result<Array>,
        /// Into a result that exists, where the engine's functions have such a form.
        Option<fn(&Inputs, &Array) -> Result<()>>,
    ),
}

impl Operation {
    /// Computes a new result.
    ///
    /// # Errors
    /// Those of the engine's functions, and a missing input.
    pub fn fresh(&self, inputs: &Inputs) -> Result<Array> {
        match self.work {
            Work::Unary(name) => ufunc::call(name, &[Operand::Array(inputs.a()?)]),
            Work::Binary(name) => {
                let operands = [Operand::Array(inputs.a()?), Operand::Array(inputs.b()?)];
                ufunc::call(name, &operands)
            }
            Work::Reduction(name, axis) => reduced(name, inputs.a()?, axis, None),
            Work::Written(fresh, _) => fresh(inputs),
        }
    }

    /// Whether the result can be written into an array that exists.
    pub fn has_out(&self) -> bool {
        match self.work {
            Work::Unary(_) | Work::Binary(_) => true,
            Work::Reduction(_, axis) => axis.is_some(),
            Work::Written(_, out) => out.is_some(),
        }
    }

    /// Computes into an array that exists.
    ///
    /// # Errors
    /// As [`Operation::fresh`]; `ValueError` where there is no such form.
    pub fn into_out(&self, inputs: &Inputs, out: &Array) -> Result<()> {
        match self.work {
            Work::Unary(name) => ufunc::call_into(name, &[Operand::Array(inputs.a()?)], out),
            Work::Binary(name) => {
                let operands = [Operand::Array(inputs.a()?), Operand::Array(inputs.b()?)];
                ufunc::call_into(name, &operands, out)
            }
            Work::Reduction(name, axis) => reduced(name, inputs.a()?, axis, Some(out)).map(drop),
            Work::Written(_, Some(written)) => written(inputs, out),
            Work::Written(_, None) => {
                Err(Error::value(format!("{} has no form with out", self.name)))
            }
        }
    }
}

fn reduced(name: &str, array: &Array, axis: Option<i64>, out: Option<&Array>) -> Result<Array> {
    let axes = axis.map(|axis| [axis]);
    let options = Options {
        axis: axes.as_ref().map(|axes| &axes[..]),
        out,
        ..Options::default()
    };
    reduce::call(name, array, options)
}
