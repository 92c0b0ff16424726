//! Which numbers in the code nobody hears: they reach nothing but functions that never return.
//!
//! Every function is walked with a stack of where its values come from: a number with a note, a variable, or anything
//! else. A value that is given to a function in a place that function never looks at is not heard; one that any other
//! instruction takes is. A variable is heard if any value read from it is, whenever that was put in. A function does not
//! look at a place if it never returns, or if its variable of that place is not heard: so the walk is repeated until
//! no more such places are found. It errs on the side of hearing: at jumps, all that is on the stack counts as heard.

use std::collections::BTreeSet;

use wasmparser::{FunctionBody, Operator};

use super::{Linked, Places};

/// Where a value comes from.
#[derive(Clone, Copy)]
enum Origin {
    /// A number with a note: its place in the module.
    Number(usize),
    Variable(u32),
    Other,
}

/// The places of the numbers that nobody hears.
pub(super) fn numbers(
    linked: &Linked<'_>,
    stops: &Places,
    noted: &Places,
) -> wasmparser::Result<Vec<usize>> {
    let others = || (0..linked.bodies.len()).filter(|place| !stops.contains(place));
    let mut ignored: Vec<Vec<bool>> = (0..linked.bodies.len())
        .map(|place| vec![stops.contains(&place); linked.takes(place)])
        .collect();
    loop {
        let mut found = Vec::new();
        let mut has_grown = false;
        for place in others() {
            let walk = Walk::through(linked, &linked.bodies[place], noted, &ignored)?;
            for (given, is_ignored) in ignored[place].iter_mut().enumerate() {
                let unheard = !walk.heard.contains(&(given as u32));
                has_grown |= unheard && !*is_ignored;
                *is_ignored |= unheard;
            }
            found.extend(walk.unheard());
        }
        if !has_grown {
            return Ok(found);
        }
    }
}

/// What one function does with its values.
#[derive(Default)]
struct Walk {
    stack: Vec<Origin>,
    /// What was put into variables.
    put: Vec<(u32, Origin)>,
    heard: BTreeSet<u32>,
    unheard: Vec<usize>,
}

impl Walk {
    fn through(
        linked: &Linked<'_>,
        body: &FunctionBody<'_>,
        noted: &Places,
        ignored: &[Vec<bool>],
    ) -> wasmparser::Result<Self> {
        let mut walk = Self::default();
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let (operator, start) = operators.read_with_offset()?;
            match operator {
                Operator::I32Const { .. } => {
                    // After the one byte that says what follows.
                    let number = start as usize + 1;
                    walk.stack.push(if noted.contains(&number) {
                        Origin::Number(number)
                    } else {
                        Origin::Other
                    });
                }
                Operator::LocalGet { local_index } => {
                    walk.stack.push(Origin::Variable(local_index));
                }
                Operator::LocalSet { local_index } => walk.put_into(local_index),
                Operator::LocalTee { local_index } => {
                    walk.put_into(local_index);
                    walk.stack.push(Origin::Variable(local_index));
                }
                ref other => {
                    let looked_at = match other {
                        Operator::Call { function_index } => linked
                            .body_of(*function_index)
                            .and_then(|place| ignored.get(place)),
                        _ => None,
                    };
                    match other.operator_arity(linked) {
                        Some((takes, gives)) => {
                            for given in (0..takes as usize).rev() {
                                let is_ignored =
                                    looked_at.and_then(|ignored| ignored.get(given)).copied();
                                walk.take(is_ignored.unwrap_or_default());
                            }
                            let gives = walk.stack.len() + gives as usize;
                            walk.stack.resize(gives, Origin::Other);
                        }
                        None => {
                            while !walk.stack.is_empty() {
                                walk.take(false);
                            }
                        }
                    }
                }
            }
        }
        walk.hear_what_went_on();
        Ok(walk)
    }

    fn put_into(&mut self, variable: u32) {
        let origin = self.stack.pop().unwrap_or(Origin::Other);
        self.put.push((variable, origin));
    }

    /// Takes the value on top, which is heard or not.
    fn take(&mut self, is_ignored: bool) {
        match self.stack.pop() {
            Some(Origin::Number(place)) if is_ignored => self.unheard.push(place),
            Some(Origin::Variable(variable)) if !is_ignored => {
                self.heard.insert(variable);
            }
            _ => {}
        }
    }

    /// A variable whose value went into one that is heard is heard too.
    fn hear_what_went_on(&mut self) {
        loop {
            let before = self.heard.len();
            for (into, origin) in &self.put {
                if let Origin::Variable(from) = origin
                    && self.heard.contains(into)
                {
                    self.heard.insert(*from);
                }
            }
            if self.heard.len() == before {
                return;
            }
        }
    }

    /// The numbers that reach nobody, also those in variables.
    fn unheard(self) -> impl Iterator<Item = usize> {
        let in_variables = self.put.into_iter().filter_map(move |(into, origin)| {
            let Origin::Number(place) = origin else {
                return None;
            };
            (!self.heard.contains(&into)).then_some(place)
        });
        self.unheard.into_iter().chain(in_variables)
    }
}
