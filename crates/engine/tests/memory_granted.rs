//! Memory is refused before it is asked for: with little of it allowed, every operation that would need more gives the memory
//! error, and what it has asked of the allocator until then stays near what is allowed.
//! One test alone in this program, since the allocator counts for all threads.

// The lint lets tests unwrap, but does not take what they call for a part of them.
#![allow(clippy::unwrap_used)]

#[path = "golden/answer.rs"]
#[allow(dead_code)]
mod answer;
#[path = "golden/operations/mod.rs"]
mod operations;
#[path = "golden/program.rs"]
#[allow(dead_code)]
mod program;
#[path = "memory/programs.rs"]
mod programs;
#[path = "memory/sweep.rs"]
mod sweep;

use engine::limit::set_memory_limit;
use peak_alloc::PeakAlloc;
use program::{Failure, Names, run};
use serde_json::{Map, Value as Json};

use programs::{HELD_BY_THE_HARNESS, LARGE, LARGE_NAMES, NAMES, REFUSED};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The most bytes that one array may hold.
const LIMIT: usize = 1 << 16;

/// The most that all arrays, temporaries and kept memory of one operation hold together. What these programs would need is
/// more than twice as much, mostly more than tenfold.
const TOGETHER: usize = 5 * LIMIT;

/// How many bytes a program held at once, at most, and what came of it.
fn measured(program: &Json, names: &Names, tables: &Map<String, Json>) -> (usize, String) {
    engine::buffer::empty_pool();
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let outcome = run(program, names, tables);
    let held = MEMORY.peak_usage().saturating_sub(before);
    let said = match outcome {
        Err(Failure::Refused(error)) => error.to_string(),
        Err(Failure::Unknown(complaint)) => format!("not run: {complaint}"),
        Ok(_) => "an answer".to_owned(),
    };
    (held, said)
}

fn object(text: &str) -> Map<String, Json> {
    serde_json::from_str(text).unwrap()
}

#[test]
fn memory_is_refused_before_it_is_asked_for() {
    let mut complaints = Vec::new();
    what_is_too_large(&mut complaints);
    every_operation(&mut complaints);
    assert!(
        complaints.is_empty(),
        "{} complaints:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

/// Programs that must be refused.
fn what_is_too_large(complaints: &mut Vec<String>) {
    let tables = object(r#"{"steps int64": "1 2 3"}"#);
    let mut names = Names::default();
    names.extend(&object(NAMES), &tables).unwrap();
    set_memory_limit(LIMIT as u64);
    for (room, programs) in REFUSED {
        for text in *programs {
            let program = serde_json::from_str(text).unwrap();
            let (held, said) = measured(&program, &names, &tables);
            if !said.starts_with("numpy._core._exceptions._ArrayMemoryError: Unable to allocate ") {
                complaints.push(format!("{room}: {text}\n    {said}"));
            }
            if held > TOGETHER {
                complaints.push(format!("{room}: {text}\n    held {held} bytes"));
            }
        }
    }
    set_memory_limit(1 << 30);
}

/// Every operation with large arrays: it may answer or refuse, but it never asks for more than is allowed.
fn every_operation(complaints: &mut Vec<String>) {
    let mut tried = 0;
    for group in sweep::groups() {
        let mut shared = Names::default();
        shared.extend(&object(LARGE_NAMES), &group.tables).unwrap();
        shared.extend(&group.shared, &group.tables).unwrap();
        for case in &group.cases {
            let mut names = shared.clone();
            let none = Map::new();
            let lets = case["let"].as_object().unwrap_or(&none);
            if names.extend(lets, &group.tables).is_err() {
                continue;
            }
            let known: Vec<&str> = group
                .shared
                .keys()
                .chain(lets.keys())
                .map(String::as_str)
                .collect();
            let operation = case["run"][0].as_str().unwrap_or_default();
            if HELD_BY_THE_HARNESS.contains(&operation) {
                continue;
            }
            for program in sweep::enlarged(&case["run"], &known, LARGE) {
                tried += 1;
                set_memory_limit(LIMIT as u64);
                let (held, said) = measured(&program, &names, &group.tables);
                set_memory_limit(1 << 30);
                if held > TOGETHER {
                    complaints.push(format!("{program}\n    held {held} bytes: {said}"));
                }
            }
        }
    }
    assert!(tried > 2000, "only {tried} programs were tried");
}
