//! Takes out of the linker's module what only a panic would say: its texts, the places in the source, and the code that
//! puts them into words. Nobody hears them: the app installs no hook, and without one a browser is told nothing but that
//! the module stopped, which is just what stays. Knows the form of a linked module and nothing of what it computes.
//!
//! A function that never returns (`dead_ends`) becomes a bare stop. What is given to it, and to no one else, is zero from
//! now on (`unheard`), and the linker's notes of these references go: the splitter, which follows the notes, carries no
//! text that nothing refers to. Nothing moves, so that all other notes stay right.

use std::collections::BTreeSet;
use std::ops::Range;

use wasmparser::{
    BlockType, CompositeInnerType, ContType, FrameKind, FuncType, FunctionBody, ModuleArity,
    Parser, Payload, RefType, SubType, TypeRef,
};

use crate::process::Outcome;

mod dead_ends;
mod notes;
mod unheard;

use notes::Notes;

/// Instructions in bytes.
const UNREACHABLE: u8 = 0x00;
const NOTHING: u8 = 0x01;
const END: u8 = 0x0b;

/// Zero in the five bytes of a number that the linker has put in.
const ZERO: [u8; 5] = [0x80, 0x80, 0x80, 0x80, 0x00];

/// The module without what panics say, and how many functions became a stop.
pub(crate) fn make(module: &[u8]) -> Outcome<(Vec<u8>, usize)> {
    let unreadable = |error| format!("the linker's module cannot be read: {error}");
    let linked = Linked::read(module).map_err(unreadable)?;
    let notes = Notes::read(module)
        .map_err(unreadable)?
        .ok_or("the linker's module has no notes of what refers to what")?;
    let stops = dead_ends::all(&linked).map_err(unreadable)?;
    let mut made = module.to_vec();
    let mut gone = Vec::new();
    for &place in &stops {
        let range = place_in(&linked.bodies[place].range());
        stop(&mut made[range.clone()]);
        gone.push(range);
    }
    for number in unheard::numbers(&linked, &stops, &notes.places).map_err(unreadable)? {
        let range = number..number + ZERO.len();
        made[range.clone()].copy_from_slice(&ZERO);
        gone.push(range);
    }
    Ok((notes.without(&made, &gone), stops.len()))
}

/// A body that stops: no variables, one instruction, and as many bytes as before.
fn stop(body: &mut [u8]) {
    body.fill(NOTHING);
    if let [variables, first, .., last] = body {
        *variables = 0;
        *first = UNREACHABLE;
        *last = END;
    }
}

/// What has to be known of the module: functions are told by their place among the bodies.
#[derive(Default)]
struct Linked<'a> {
    types: Vec<SubType>,
    /// The type of each function, the imported ones before the others.
    functions: Vec<u32>,
    imported: usize,
    bodies: Vec<FunctionBody<'a>>,
}

impl<'a> Linked<'a> {
    fn read(module: &'a [u8]) -> wasmparser::Result<Self> {
        let mut linked = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(groups) => {
                    for group in groups {
                        linked.types.extend(group?.into_types());
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if let TypeRef::Func(kind) = import?.ty {
                            linked.functions.push(kind);
                        }
                    }
                    linked.imported = linked.functions.len();
                }
                Payload::FunctionSection(functions) => {
                    for function in functions {
                        linked.functions.push(function?);
                    }
                }
                Payload::CodeSectionEntry(body) => linked.bodies.push(body),
                _ => {}
            }
        }
        Ok(linked)
    }

    /// The place of a function's body; `None` for one that the page's script brings.
    fn body_of(&self, function: u32) -> Option<usize> {
        (function as usize).checked_sub(self.imported)
    }

    /// How many values the function with this body takes.
    fn takes(&self, place: usize) -> usize {
        let kind = self.functions.get(place + self.imported);
        let arity = kind.and_then(|&kind| self.sub_type_arity(self.sub_type_at(kind)?));
        arity.map_or(0, |(takes, _)| takes as usize)
    }
}

/// How many values an instruction takes and gives. Of jumps it is not told: what is on the stack there is left alone.
impl ModuleArity for Linked<'_> {
    fn sub_type_at(&self, kind: u32) -> Option<&SubType> {
        let found = self.types.get(kind as usize)?;
        matches!(found.composite_type.inner, CompositeInnerType::Func(_)).then_some(found)
    }

    fn type_index_of_function(&self, function: u32) -> Option<u32> {
        self.functions.get(function as usize).copied()
    }

    fn tag_type_arity(&self, _: u32) -> Option<(u32, u32)> {
        None
    }

    fn func_type_of_cont_type(&self, _: &ContType) -> Option<&FuncType> {
        None
    }

    fn sub_type_of_ref_type(&self, _: &RefType) -> Option<&SubType> {
        None
    }

    fn control_stack_height(&self) -> u32 {
        0
    }

    fn label_block(&self, _: u32) -> Option<(BlockType, FrameKind)> {
        None
    }
}

fn place_in(range: &Range<u64>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// A set of places.
type Places = BTreeSet<usize>;

#[cfg(test)]
mod tests {
    use wasmparser::Operator;

    use super::*;

    /// Types: none to none, and two numbers to none. The script brings function 0; the bodies are 1 and up.
    const TYPES: [u8; 11] = [1, 9, 2, 0x60, 0, 0, 0x60, 2, 0x7f, 0x7f, 0];
    const IMPORTS: [u8; 9] = [2, 7, 1, 1, b'a', 1, b'b', 0, 0];

    const PANICS: u8 = 1;
    const PASSES_ON: u8 = 2;

    /// A number as the linker writes one: its note stands for the five bytes after the instruction.
    fn noted(number: u8) -> Vec<u8> {
        vec![0x41, 0x80 | number, 0x80, 0x80, 0x80, 0]
    }

    /// What runs only if variable 0 is not zero.
    fn sometimes(inner: &[u8]) -> Vec<u8> {
        [&[0x02, 0x40, 0x20, 0, 0x45, 0x0d, 0][..], inner, &[END]].concat()
    }

    /// A module of these bodies, each with its type; every number that `noted` made has a note.
    fn module(bodies: &[(u8, Vec<u8>)]) -> Vec<u8> {
        let mut made = b"\0asm\x01\0\0\0".to_vec();
        made.extend(TYPES);
        made.extend(IMPORTS);
        let count = bodies.len() as u8;
        made.extend([3, count + 1, count]);
        made.extend(bodies.iter().map(|(kind, _)| kind));
        let mut code = vec![count];
        for (_, body) in bodies {
            code.extend([body.len() as u8 + 2, 0]);
            code.extend(body);
            code.push(END);
        }
        made.extend([10, code.len() as u8]);
        let places: Vec<usize> = (0..code.len() - ZERO.len())
            .filter(|&place| code[place] == 0x41 && code[place + 2..][..4] == ZERO[1..])
            .collect();
        made.extend(&code);
        let mut notes = b"\x0areloc.CODE\x03".to_vec();
        notes.push(places.len() as u8);
        for place in places {
            // An address in memory, of symbol 0, with nothing added.
            notes.extend([4, place as u8 + 1, 0, 0]);
        }
        made.extend([0, notes.len() as u8]);
        made.extend(notes);
        made
    }

    /// The numbers in each body, and how many notes there are; a body that stops has none.
    fn read(module: &[u8]) -> (Vec<Vec<i32>>, usize) {
        let linked = Linked::read(module).unwrap();
        let numbers = |body: &FunctionBody<'_>| {
            let operators = body.get_operators_reader().unwrap().into_iter();
            operators
                .filter_map(|operator| match operator.unwrap() {
                    Operator::I32Const { value } => Some(value),
                    _ => None,
                })
                .collect()
        };
        let notes = Notes::read(module).unwrap().unwrap();
        (
            linked.bodies.iter().map(numbers).collect(),
            notes.places.len(),
        )
    }

    fn call(function: u8) -> Vec<u8> {
        vec![0x10, function]
    }

    #[test]
    fn what_only_a_panic_hears_goes() {
        let panics = [noted(9), vec![0x1a], vec![UNREACHABLE]].concat();
        let passes_on = sometimes(&[&[0x20, 1][..], &noted(8), &call(PANICS)].concat());
        // One is given to what never looks at it, one comes through a variable, one is looked at.
        let gives = [&[0x20, 0][..], &noted(7), &call(PASSES_ON)].concat();
        let puts = [
            noted(6),
            vec![0x21, 1],
            sometimes(&[&[0x20, 1, 0x20, 1][..], &call(PANICS)].concat()),
        ]
        .concat();
        let looks = [noted(5), noted(4), call(PASSES_ON)].concat();
        let before = module(&[
            (1, panics),
            (1, passes_on),
            (1, gives),
            (1, puts),
            (1, looks),
        ]);
        assert_eq!(
            read(&before),
            (vec![vec![9], vec![8], vec![7], vec![6], vec![5, 4]], 6)
        );
        let (after, stops) = make(&before).unwrap();
        assert_eq!(stops, 1);
        let left = vec![vec![], vec![0], vec![0], vec![0], vec![5, 0]];
        assert_eq!(read(&after), (left, 1));
    }

    #[test]
    fn what_returns_or_speaks_to_the_script_stays() {
        let returns = sometimes(&[UNREACHABLE]);
        let leaves = [vec![0x20, 0, 0x0d, 0], noted(3), vec![0x1a, UNREACHABLE]].concat();
        let throws = [call(0), vec![UNREACHABLE]].concat();
        let before = module(&[(1, returns), (1, leaves), (0, throws)]);
        assert_eq!(make(&before).unwrap(), (before, 0));
    }

    #[test]
    fn a_module_without_notes_is_refused() {
        assert!(make(b"\0asm\x01\0\0\0").is_err());
        assert!(make(b"\0as").is_err());
    }
}
