//! No input panics: every operation of the golden cases, called with arguments nobody would write. Programs are taken from
//! the cases and changed at random places, so that an operation is tried as soon as it has a case.
//! Answers are not looked at; a refusal is as good as a result.

#[allow(dead_code)]
#[path = "golden/answer.rs"]
mod answer;
#[path = "hostile/change.rs"]
mod change;
#[allow(dead_code)]
#[path = "golden/operations/mod.rs"]
mod operations;
#[allow(dead_code)]
#[path = "golden/program.rs"]
mod program;
#[path = "hostile/random.rs"]
mod random;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Map, Value as Json, json};

use change::{Changes, HOSTILE};
use program::{Names, Tables};
use random::Random;

/// Cases of each operation and file that are changed, and how often each is; `NO_PANIC_CHANGES` asks for more.
const CASES: usize = 5;
const CHANGES: u64 = 12;
/// Arrays larger than this are refused: the memory limit is part of what is tried.
const LIMIT: u64 = 1 << 22;
/// What goes over more elements is refused, as a fold of a view of one element that is repeated 2^62 times.
const WORK: i64 = 1 << 22;
/// A program that takes longer than this never ends; `NO_PANIC_PATIENCE` says another number of seconds.
const PATIENCE: u64 = 60;

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// One file's cases by operation.
struct Group {
    tables: Tables,
    shared: Map<String, Json>,
    cases: BTreeMap<String, Vec<Json>>,
}

fn groups() -> Vec<Group> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the golden cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "jsonl"))
        .collect();
    paths.sort();
    // One group alone, where one is looked for.
    let only = std::env::var("NO_PANIC_GROUP").ok();
    paths.retain(|path| {
        only.as_deref()
            .is_none_or(|only| path.file_stem() == Some(only.as_ref()))
    });
    paths.iter().filter_map(|path| group(path)).collect()
}

fn group(path: &Path) -> Option<Group> {
    let text = std::fs::read_to_string(path).expect("a case file");
    let mut lines = text.lines();
    let header: Json = serde_json::from_str(lines.next()?).ok()?;
    let mut group = Group {
        tables: header["tables"].as_object()?.clone(),
        shared: header["let"].as_object()?.clone(),
        cases: BTreeMap::new(),
    };
    let mut random = Random::new(7);
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for line in lines {
        // Reading them all would take longer than running some.
        let Some(name) = operation_of(line) else {
            continue;
        };
        let count = seen.entry(name.clone()).or_insert(0);
        *count += 1;
        let kept = group.cases.entry(name).or_default();
        // Each case is as likely to be kept as any other of its operation.
        let place = if kept.len() < CASES {
            kept.len()
        } else {
            random.below(*count) as usize
        };
        if place < CASES {
            let case: Json = serde_json::from_str(line).expect("a case");
            if place < kept.len() {
                kept[place] = case;
            } else {
                kept.push(case);
            }
        }
    }
    Some(group)
}

/// The outermost operation of a case's line.
fn operation_of(line: &str) -> Option<String> {
    let rest = &line[line.find("\"run\":[\"")? + 8..];
    Some(rest[..rest.find('"')?].to_owned())
}

/// Arrays of every awkward kind, by name.
fn hostile() -> Map<String, Json> {
    let lets = json!({
        "h_wild": ["array", "float64", [6], "nan inf -inf 5e-324 -0.0 1.7976931348623157e308"],
        "h_single": ["array", "float32", [2, 3], "nan -inf 3.4e38 1e-45 0.0 -1.5"],
        "h_int": ["array", "int64", [4], "-9223372036854775808 9223372036854775807 0 -1"],
        "h_unsigned": ["array", "uint64", [3], "18446744073709551615 0 9223372036854775808"],
        "h_byte": ["array", "int8", [2, 2], "-128 127 -1 0"],
        "h_small": ["array", "uint8", [3], "0 255 128"],
        "h_bool": ["array", "bool", [4], "1 0 0 1"],
        "h_zero": ["array", "float64", [], "nan"],
        "h_count": ["array", "int64", [], "-9223372036854775808"],
        "h_empty": ["zeros", [0]],
        "h_hollow": ["zeros", [3, 0, 2], {"dtype": "int64"}],
        "h_vast_empty": ["zeros", [0, 1_i64 << 61], {"dtype": "int8"}],
        "h_deep": ["ones", vec![1; 64]],
        "h_one": ["ones", [1]],
        "h_row": ["ones", [4]],
        "h_square": ["ones", [4, 4]],
        "h_column_order": ["copy", "h_square", "F"],
        "h_reversed": ["index", "h_square", ["::-1", "::-2"]],
        "h_line": ["arange", "12"],
        "h_from_second": ["index", "h_line", ["1:"]],
        "h_to_last": ["index", "h_line", [":-1"]],
        "h_stretched": ["broadcast_to", "h_row", [3, 4]],
        "h_long": ["broadcast_to", "h_one", [100, 60]],
        "h_complex": ["astype", "h_wild", "complex128"],
        "h_text": ["astype", "h_int", "U24"],
        "h_vast": ["broadcast_to", "h_one", [1_i64 << 40]],
        "h_vast_square": ["broadcast_to", "h_one", [1_i64 << 29, 1_i64 << 29]],
        "h_vast_whole": ["broadcast_to", ["array", "int32", [], "-7"], [1_i64 << 20, 3, 1_i64 << 38]],
        "h_vast_mask": ["broadcast_to", ["array", "bool", [], "1"], [1_i64 << 40]],
        "h_vast_backward": ["index", ["broadcast_to", "h_row", [1_i64 << 45, 4]], ["::-1", "::-1"]],
        "h_endless": ["broadcast_to", ["array", "int8", [], "1"], [1_i64 << 62]],
    });
    match lets {
        Json::Object(lets) => lets,
        _ => Map::new(),
    }
}

/// Says which program runs; ends the test loudly when one never ends.
struct Watch {
    current: Arc<Mutex<(String, Instant)>>,
}

impl Watch {
    fn start(patience: Duration) -> Self {
        let current = Arc::new(Mutex::new((String::new(), Instant::now())));
        let watched = Arc::clone(&current);
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_secs(1));
                let Ok(current) = watched.lock() else {
                    return;
                };
                if current.1.elapsed() > patience {
                    eprintln!("this never ends: {}", current.0);
                    std::process::exit(101);
                }
            }
        });
        Self { current }
    }

    fn now(&self, program: &Json) {
        if let Ok(mut current) = self.current.lock() {
            *current = (program.to_string(), Instant::now());
        }
    }
}

#[test]
fn no_arguments_make_an_operation_panic() {
    engine::limit::set_memory_limit(LIMIT);
    engine::limit::set_work_limit(WORK);
    std::panic::set_hook(Box::new(|info| {
        let said = format!("{info}");
        // Only what a program does is kept; this test's own panics are said at once.
        match PLACE.take() {
            None => eprintln!("{said}"),
            Some(_) => PLACE.set(Some(said)),
        }
    }));
    let given = |key: &str| {
        std::env::var(key)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
    let patience = given("NO_PANIC_PATIENCE").unwrap_or(PATIENCE);
    let watch = Watch::start(Duration::from_secs(patience));
    let seed = given("NO_PANIC_SEED");
    let count = given("NO_PANIC_CHANGES").unwrap_or(CHANGES);
    // What ends the whole process, such as memory that was not asked for, is found by saying each program first.
    let aloud = std::env::var_os("NO_PANIC_ALOUD").is_some();
    let mut random = Random::new(seed.unwrap_or(1));
    let mut panics: BTreeMap<String, String> = BTreeMap::new();
    let mut tried = 0usize;
    for group in groups() {
        let mut names = Names::default();
        names
            .extend(&group.shared, &group.tables)
            .expect("the shared names");
        names
            .extend(&hostile(), &group.tables)
            .expect("the hostile names");
        for cases in group.cases.values() {
            for case in cases {
                let changes = Changes {
                    arrays: HOSTILE,
                    known: &group.shared,
                };
                for _ in 0..count {
                    let mut names = names.clone();
                    let no_names = Map::new();
                    let lets = case["let"].as_object().unwrap_or(&no_names);
                    let program = changes.apply(&case["run"], &mut random);
                    watch.now(&program);
                    if aloud {
                        eprintln!("{program}");
                    }
                    tried += 1;
                    let run = AssertUnwindSafe(|| {
                        if names.extend(lets, &group.tables).is_ok() {
                            let _ = program::run(&program, &names, &group.tables);
                        }
                    });
                    PLACE.set(Some(String::new()));
                    let ended = catch_unwind(run);
                    let place = PLACE.take().unwrap_or_default();
                    if ended.is_err() {
                        panics.entry(place).or_insert_with(|| program.to_string());
                    }
                }
            }
        }
    }
    let _ = std::panic::take_hook();
    let told: Vec<String> = panics
        .iter()
        .map(|(place, program)| format!("{place}\n    {program}"))
        .collect();
    let all = std::env::var_os("NO_PANIC_GROUP").is_none();
    assert!(tried > 10_000 || !all, "only {tried} programs were tried");
    assert!(
        panics.is_empty(),
        "{} places panic:\n{}",
        panics.len(),
        told.join("\n")
    );
}
