//! One case of every operation that the golden files know, each array in it changed for large ones in turn.
//! Knows the form of programs, not what operations mean.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value as Json};

/// Cases of each operation.
const CASES: usize = 1;

/// One file's cases, a few of each operation.
pub(crate) struct Group {
    /// Its tables of values.
    pub(crate) tables: Map<String, Json>,
    /// Its shared names.
    pub(crate) shared: Map<String, Json>,
    /// Some of its cases.
    pub(crate) cases: Vec<Json>,
}

/// The groups of all case files, in order of name.
pub(crate) fn groups() -> Vec<Group> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "jsonl"))
        .collect();
    paths.sort();
    let mut seen = BTreeMap::new();
    paths
        .iter()
        .filter_map(|path| group(path, &mut seen))
        .collect()
}

fn group(path: &Path, seen: &mut BTreeMap<String, usize>) -> Option<Group> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let header: Json = serde_json::from_str(lines.next()?).ok()?;
    let mut cases = Vec::new();
    for line in lines.filter(|line| !line.contains("\"error\":")) {
        let Some((_, rest)) = line.split_once("\"run\":[\"") else {
            continue;
        };
        let Some((name, _)) = rest.split_once('"') else {
            continue;
        };
        let count = seen.entry(name.to_owned()).or_insert(0);
        if *count < CASES {
            *count += 1;
            cases.push(serde_json::from_str(line).unwrap());
        }
    }
    Some(Group {
        tables: header["tables"].as_object()?.clone(),
        shared: header["let"].as_object()?.clone(),
        cases,
    })
}

/// A program with each of its arrays changed for each of the large ones.
pub(crate) fn enlarged(program: &Json, known: &[&str], large: &[&str]) -> Vec<Json> {
    let mut found = Vec::new();
    let mut way = Vec::new();
    arrays(program, known, &mut way, &mut |way| {
        for name in large {
            let mut changed = program.clone();
            let mut place = Some(&mut changed);
            for &step in way {
                place = place.and_then(|tree| tree.get_mut(step));
            }
            if let Some(place) = place {
                *place = Json::from(*name);
                found.push(changed);
            }
        }
    });
    found
}

/// Says the way to each array of a program: the name of one, or a program of its own.
fn arrays(tree: &Json, known: &[&str], way: &mut Vec<usize>, say: &mut impl FnMut(&[usize])) {
    let Some(items) = tree.as_array() else {
        return;
    };
    for (place, item) in items.iter().enumerate() {
        way.push(place);
        let name = item.as_str().is_some_and(|name| known.contains(&name));
        let program = item.get(0).and_then(Json::as_str).is_some_and(|name| {
            name.len() > 2
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        });
        if place > 0 && (name || program) || place == 0 && name && !is_operation(items) {
            say(way);
        }
        arrays(item, known, way, say);
        way.pop();
    }
}

/// Whether the first of some items may be an operation rather than an array: it is followed by what is no array.
fn is_operation(items: &[Json]) -> bool {
    items.len() > 1 && items[1..].iter().any(|item| !item.is_string())
}
