//! Looks into the module built for speed: which functions hold instructions on 128-bit registers, and which hold none.
//! Knows names and instructions; that the results are right is tested elsewhere.
//!
//! Two promises are kept here. A loop over registers is one in fact: every function of the engine that is compiled for
//! SIMD128 is in the module with such instructions. And the loops that take one element at a time are just that: no function
//! outside of `kernel::lanes` computes in registers, so that a timing of one way beside the other is honest.

use std::collections::BTreeSet;
use std::path::Path;

use wasmparser::{KnownCustom, Name, Operator, Parser, Payload, TypeRef};

use crate::process::Outcome;
use crate::tally::Tally;

/// Where functions are compiled for SIMD128, and what the compiler writes before each.
const LANES: &str = "crates/engine/src/kernel/lanes";
const ATTRIBUTE: &str = "target_feature(enable = \"simd128\")";

/// How a path of modules stands in the compiler's symbols: each name with its length before it.
const LANES_SYMBOL: &str = "6kernel5lanes";
const SCALAR_SYMBOL: &str = "6kernel6scalar";

/// One function of a module.
#[derive(Debug, Default)]
struct Function {
    symbol: String,
    /// Instructions that compute in registers; moving them to and from memory does not count.
    registers: usize,
}

/// Checks a module with names against the sources, and counts each promise that was looked at.
pub(crate) fn check(module: &Path, root: &Path, tally: &mut Tally) -> Outcome {
    let bytes = std::fs::read(module).map_err(|error| format!("{}: {error}", module.display()))?;
    let functions = functions(&bytes).map_err(|error| format!("{}: {error}", module.display()))?;
    let wanted = compiled_for_registers(&root.join(LANES))?;
    let mut complaints = Vec::new();
    for name in &wanted {
        let part = format!("{}{name}", name.len());
        let of_name =
            |one: &&Function| one.symbol.contains(LANES_SYMBOL) && one.symbol.contains(&part);
        let found: Vec<&Function> = functions.iter().filter(of_name).collect();
        let computing = found.iter().filter(|one| one.registers > 0).count();
        match computing {
            _ if found.is_empty() => complaints.push(format!("`{name}` is not in the module")),
            // Some only move: an element as it is, or one of two.
            0 => complaints.push(format!("no `{name}` computes in registers")),
            count => tally.passed += count,
        }
    }
    let alone = functions
        .iter()
        .filter(|one| !one.symbol.contains(LANES_SYMBOL));
    for one in alone {
        match one.registers {
            0 => tally.passed += 1,
            count => complaints.push(format!(
                "{} has {count} instructions on registers and is not of kernel::lanes",
                one.symbol
            )),
        }
    }
    let one_at_a_time = functions
        .iter()
        .filter(|one| one.symbol.contains(SCALAR_SYMBOL) || one.symbol.contains("5ufunc"))
        .count();
    println!(
        "functions={} in_registers={} compiled_for_registers={} loops_of_single_elements={one_at_a_time}",
        functions.len(),
        functions.iter().filter(|one| one.registers > 0).count(),
        wanted.len(),
    );
    if wanted.is_empty() || one_at_a_time == 0 {
        complaints.push(
            "the module or the sources hold none of the loops that were looked for".to_owned(),
        );
    }
    tally.failed += complaints.len();
    if complaints.is_empty() {
        Ok(())
    } else {
        Err(complaints.join("\n  "))
    }
}

/// Every function of a module with the name that the compiler gave it.
fn functions(module: &[u8]) -> wasmparser::Result<Vec<Function>> {
    let mut functions = Vec::new();
    let mut imported = 0;
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let mut registers = 0;
                for operator in body.get_operators_reader()? {
                    registers += usize::from(computes_in_registers(&operator?));
                }
                functions.push(Function {
                    registers,
                    ..Function::default()
                });
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else {
                    continue;
                };
                for name in names {
                    // Later kinds of names may be unknown to the reader; functions come early.
                    let Ok(Name::Function(map)) = name else {
                        continue;
                    };
                    for naming in map {
                        let naming = naming?;
                        let place = (naming.index as usize).checked_sub(imported);
                        if let Some(one) = place.and_then(|place| functions.get_mut(place)) {
                            one.symbol = naming.name.to_owned();
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Ok(functions)
}

/// Whether an instruction computes in a 128-bit register, as its name tells.
///
/// What asks whether 16 bytes are the same does not count: the compiler puts it wherever two numbers of 128 bits are
/// compared, once for one pair.
fn computes_in_registers(operator: &Operator<'_>) -> bool {
    let name = format!("{operator:?}");
    let asks = [
        "I64x2Splat",
        "I64x2ReplaceLane",
        "I8x16Eq",
        "I8x16Ne",
        "I8x16AllTrue",
        "V128AnyTrue",
    ];
    if asks
        .iter()
        .any(|start| name == *start || name.starts_with(&format!("{start} ")))
    {
        return false;
    }
    let lanes = ["I8x16", "I16x8", "I32x4", "I64x2", "F32x4", "F64x2", "V128"];
    let moves = ["V128Load", "V128Store", "V128Const"];
    lanes.iter().any(|start| name.starts_with(start))
        && !moves.iter().any(|start| name.starts_with(start))
}

/// The names of the functions below a folder that carry the attribute.
fn compiled_for_registers(folder: &Path) -> Outcome<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            names.append(&mut compiled_for_registers(&path)?);
            continue;
        }
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        names.extend(attributed(&text));
    }
    Ok(names)
}

/// The functions of a source text that carry the attribute: it stands in the lines before `fn`.
fn attributed(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut waiting = false;
    for line in text
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.starts_with("//"))
    {
        waiting |= line.contains(ATTRIBUTE);
        let function = line.split_once("fn ").filter(|_| waiting);
        if let Some((_, rest)) = function {
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            // A macro's function is named where the macro is called.
            if !name.is_empty() {
                names.push(name);
            }
            waiting = false;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_with_the_attribute_are_found() {
        let text = "
            #[cfg_attr(target_arch = \"wasm32\", target_feature(enable = \"simd128\"))]
            fn quick<O: Unary>(a: &[u8]) {}
            fn plain() {}
            // #[target_feature(enable = \"simd128\")]
            fn not_this() {}
            #[cfg_attr(target_arch = \"wasm32\", target_feature(enable = \"simd128\"))]
            #[inline(never)]
            pub(super) fn quick_too() {}";
        assert_eq!(attributed(text), ["quick", "quick_too"]);
    }

    #[test]
    fn a_module_is_read_function_by_function() {
        // (module (func $_6kernel5lanes (result v128) v128.const 0 v128.const 0 f64x2.add) (func $plain))
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend([1, 8, 2, 0x60, 0, 1, 0x7b, 0x60, 0, 0]);
        module.extend([3, 3, 2, 0, 1]);
        let constant = [vec![0xfd, 12], vec![0; 16]].concat();
        let body = [
            vec![0],
            constant.clone(),
            constant,
            vec![0xfd, 0xf0, 1, 0x0b],
        ]
        .concat();
        let code = [vec![2, body.len() as u8], body, vec![2, 0, 0x0b]].concat();
        module.extend([vec![10, code.len() as u8], code].concat());
        let names = [&[2, 0, 2][..], b"_x", &[1, 5], b"plain"].concat();
        let names = [&[4][..], b"name", &[1, names.len() as u8], &names].concat();
        module.extend([vec![0, names.len() as u8], names].concat());
        let found = functions(&module).expect("a module");
        let told: Vec<_> = found
            .iter()
            .map(|one| (one.symbol.as_str(), one.registers))
            .collect();
        assert_eq!(told, [("_x", 1), ("plain", 0)]);
    }
}
