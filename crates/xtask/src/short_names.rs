//! Gives the functions that a module imports short names. wasm-bindgen ends each name with 16 digits that no compression
//! shortens, once in the module and once in the script: three kilobytes of a page.
//! Knows the form of a module's import section and nothing else of it.

use crate::process::Outcome;

/// The section of imports, and the bytes before the first section.
const IMPORTS: u8 = 2;
const HEADER: usize = 8;

/// How many digits a name of wasm-bindgen's ends with.
const DIGITS: usize = 16;

/// The module and its script with short names in both.
pub(crate) fn give(module: &[u8], script: &str) -> Outcome<(Vec<u8>, String)> {
    let mut names = Names::default();
    let module = renamed(module, &mut names).ok_or("the module is not built as it should be")?;
    let mut script = script.to_owned();
    for (long, short) in names.0 {
        // The digits make each long name the only one of its kind, wherever it stands.
        script = script.replace(&long, &short);
    }
    Ok((module, script))
}

/// Long names and the short ones given to them.
#[derive(Default)]
struct Names(Vec<(String, String)>);

impl Names {
    fn short_for(&mut self, long: &str) -> String {
        if let Some((_, short)) = self.0.iter().find(|(known, _)| known == long) {
            return short.clone();
        }
        let short = format!("_{}", self.0.len());
        self.0.push((long.to_owned(), short.clone()));
        short
    }
}

fn is_long(name: &str) -> bool {
    let Some((word, digits)) = name.rsplit_once('_') else {
        return false;
    };
    let digits_only = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    word.starts_with("__wbg_") && digits.len() == DIGITS && digits_only
}

/// The module with its import section written again; `None` when it is not a module.
fn renamed(module: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let mut made = module.get(..HEADER)?.to_vec();
    let mut place = HEADER;
    while place < module.len() {
        let kind = *module.get(place)?;
        let (length, start) = number(module, place + 1)?;
        let end = start.checked_add(length)?;
        let section = module.get(start..end)?;
        made.push(kind);
        if kind == IMPORTS {
            let section = imports(section, names)?;
            push_number(&mut made, section.len());
            made.extend(section);
        } else {
            push_number(&mut made, length);
            made.extend_from_slice(section);
        }
        place = end;
    }
    Some(made)
}

fn imports(section: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let (count, mut place) = number(section, 0)?;
    let mut made = Vec::new();
    push_number(&mut made, count);
    for _ in 0..count {
        let (module, after_module) = word(section, place)?;
        let (name, after_name) = word(section, after_module)?;
        let end = description_end(section, after_name)?;
        push_word(&mut made, module);
        if is_long(name) {
            push_word(&mut made, &names.short_for(name));
        } else {
            push_word(&mut made, name);
        }
        made.extend_from_slice(section.get(after_name..end)?);
        place = end;
    }
    (place == section.len()).then_some(made)
}

/// Where an import's description ends: a function's type, a table, a memory, a global or a tag.
fn description_end(section: &[u8], place: usize) -> Option<usize> {
    let skip = |place| number(section, place).map(|(_, after)| after);
    let limits = |place: usize| {
        let has_most = section.get(place)? & 1 == 1;
        let after = skip(place + 1)?;
        if has_most { skip(after) } else { Some(after) }
    };
    match section.get(place)? {
        0 => skip(place + 1),
        1 => limits(place + 2),
        2 => limits(place + 1),
        3 => Some(place + 3),
        4 => skip(place + 2),
        _ => None,
    }
}

/// A number in LEB128, and where it ends.
fn number(bytes: &[u8], place: usize) -> Option<(usize, usize)> {
    let mut value = 0_usize;
    for (turn, &byte) in bytes.get(place..)?.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * turn);
        if byte & 0x80 == 0 {
            return Some((value, place + turn + 1));
        }
    }
    None
}

fn push_number(bytes: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn word(bytes: &[u8], place: usize) -> Option<(&str, usize)> {
    let (length, start) = number(bytes, place)?;
    let end = start.checked_add(length)?;
    let text = std::str::from_utf8(bytes.get(start..end)?).ok()?;
    Some((text, end))
}

fn push_word(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports these functions of type 0 from `a`, a memory besides, and has one more section.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut section = Vec::new();
        push_number(&mut section, names.len() + 1);
        for name in names {
            push_word(&mut section, "a");
            push_word(&mut section, name);
            section.extend([0, 0]);
        }
        push_word(&mut section, "a");
        push_word(&mut section, "memory");
        section.extend([2, 1, 1, 2]);
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.push(IMPORTS);
        push_number(&mut module, section.len());
        module.extend(section);
        module.extend([10, 1, 0]);
        module
    }

    #[test]
    fn names_that_end_with_a_hash_become_short_in_both() {
        let long = "__wbg_append_0123456789abcdef";
        let script = format!("{{ {long}: function() {{}}, plain: 1 }}");
        let (made, script) = give(&module(&[long, "plain", long]), &script).unwrap();
        assert_eq!(made, module(&["_0", "plain", "_0"]));
        assert_eq!(script, "{ _0: function() {}, plain: 1 }");
    }

    #[test]
    fn long_sections_keep_their_length() {
        let names: Vec<String> = (0..90).map(|n| format!("__wbg_f{n}_{n:016x}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let wanted: Vec<String> = (0..90).map(|n| format!("_{n}")).collect();
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        assert_eq!(give(&module(&names), "").unwrap().0, module(&wanted));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(give(b"\0asm", "").is_err());
        let mut cut = module(&["a"]);
        cut.truncate(14);
        assert!(give(&cut, "").is_err());
    }
}
