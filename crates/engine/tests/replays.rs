//! Holds every operation of the golden programs to its own record: the plans recorded, replayed touch by touch over the
//! bytes that were there before, leave the bytes that the operation left. What no plan wrote is silent, and counted.

// A helper that fails is a test that fails.
#![allow(clippy::unwrap_used)]

#[path = "golden/answer.rs"]
#[allow(dead_code)]
mod answer;
#[path = "replays/large.rs"]
mod large;
#[path = "replays/memory.rs"]
mod memory;
#[path = "golden/operations/mod.rs"]
mod operations;
#[path = "golden/program.rs"]
#[allow(dead_code)]
mod program;

use std::collections::BTreeMap;
use std::path::Path;

use engine::record::{Keeper, Recorder};
use engine::{Array, Event};
use serde_json::Value as Json;

use memory::{Complaint, Memory};
use program::{Failure, Names, Value, run};

/// Cases of one group that are replayed: those with an operation not met often enough yet, and every so many others.
const OFTEN: usize = 5;
const EVERY: usize = 60;

#[derive(Default)]
struct Tally {
    cases: usize,
    plans: usize,
    touches: i64,
    /// Arrays of values that no plan computed, beyond those of the case.
    given: usize,
    seconds: f64,
    complaints: Vec<String>,
}

#[test]
fn everything_recorded_in_the_golden_cases_replays_as_it_ran() {
    let all = std::env::var("REPLAYS_ALL").is_ok_and(|text| !text.is_empty());
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    each_group(|group, text| group_of(group, text, all, &mut tallies));
    let mut total = Tally::default();
    let mut given = Vec::new();
    for (operation, tally) in &tallies {
        total.cases += tally.cases;
        total.plans += tally.plans;
        total.touches += tally.touches;
        if tally.given > 0 {
            given.push(format!("{operation} {}", tally.given));
        }
        if tally.complaints.is_empty() {
            continue;
        }
        println!("{operation}: {} complaints", tally.complaints.len());
        for complaint in tally.complaints.iter().take(2) {
            println!("    {complaint}");
        }
        total.complaints.push(operation.clone());
    }
    println!(
        "{} operations, {} cases, {} plans, {} touches replayed",
        tallies.len(),
        total.cases,
        total.plans,
        total.touches,
    );
    let mut slow: Vec<_> = tallies.iter().collect();
    slow.sort_by(|one, other| other.1.seconds.total_cmp(&one.1.seconds));
    for (operation, tally) in slow.iter().take(25) {
        println!(
            "{operation}: {:.2} s for {} cases, {} touches",
            tally.seconds, tally.cases, tally.touches
        );
    }
    println!("values from outside: {}", given.join(", "));
    let complaints = total.complaints;
    assert!(
        complaints.is_empty(),
        "{} operations: {complaints:?}",
        complaints.len()
    );
}

#[test]
fn every_refusal_in_the_golden_cases_is_what_the_record_ends_with() {
    let mut refusals = 0;
    let mut silent: BTreeMap<String, (usize, String)> = BTreeMap::new();
    each_group(|group, text| {
        let mut lines = text.lines();
        let (shared, tables) = shared_of(lines.next().unwrap());
        for line in lines.filter(|line| line.contains("\"error\":")) {
            let case: Json = serde_json::from_str(line).unwrap();
            let mut names = shared.clone();
            let recorder = Recorder::start();
            let lets = case["let"].as_object();
            let made = lets.map_or(Ok(()), |lets| names.extend(lets, &tables));
            let outcome = made.and_then(|()| run(&case["run"], &names, &tables));
            let events = recorder.finish();
            let Err(Failure::Refused(error)) = outcome else {
                continue;
            };
            refusals += 1;
            if events.last() != Some(&Event::Fail(error)) {
                let example = || format!("{group}: {line}\n        {:?}", events.last());
                let (count, _) = silent
                    .entry(name_of(&case["run"]))
                    .or_insert_with(|| (0, example()));
                *count += 1;
            }
        }
    });
    for (operation, (count, example)) in &silent {
        println!("{operation}: {count} refusals that no event tells of last\n    {example}");
    }
    println!("{refusals} refusals");
    assert!(refusals > 50_000, "{refusals} refusals");
    let names: Vec<_> = silent.keys().collect();
    assert!(names.is_empty(), "{} operations: {names:?}", names.len());
}

/// The golden groups, by name and text; only those whose name holds `REPLAYS`, where that is set.
fn each_group(mut look: impl FnMut(&str, &str)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/cases");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|own| own == "jsonl"))
        .collect();
    files.sort();
    let wanted = std::env::var("REPLAYS").unwrap_or_default();
    for path in &files {
        let text = std::fs::read_to_string(path).unwrap();
        let group = path.file_stem().unwrap().to_string_lossy();
        if text.starts_with("{\"tables\":") && group.contains(&wanted) {
            look(&group, &text);
        }
    }
}

/// What all programs of a group may name: arrays, and tables of numbers.
fn shared_of(header: &str) -> (Names, program::Tables) {
    let header: Json = serde_json::from_str(header).unwrap();
    let tables = header["tables"].as_object().cloned().unwrap_or_default();
    let mut shared = Names::default();
    let lets = header["let"].as_object().cloned().unwrap_or_default();
    shared.extend(&lets, &tables).unwrap();
    (shared, tables)
}

fn group_of(group: &str, text: &str, all: bool, tallies: &mut BTreeMap<String, Tally>) {
    let mut lines = text.lines();
    let (shared, tables) = shared_of(lines.next().unwrap());
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for (number, line) in lines.enumerate() {
        let case: Json = serde_json::from_str(line).unwrap();
        let operation = name_of(&case["run"]);
        let count = met.entry(operation.clone()).or_default();
        *count += 1;
        if !all && *count > OFTEN && !number.is_multiple_of(EVERY) {
            continue;
        }
        let tally = tallies.entry(operation).or_default();
        tally.cases += 1;
        let started = std::time::Instant::now();
        if let Err(complaint) = check(&case, &shared, &tables, tally) {
            tally
                .complaints
                .push(format!("{group}: {complaint}\n        {line}"));
        }
        tally.seconds += started.elapsed().as_secs_f64();
    }
}

/// What a program is called by: its own operation, not those that pick from its results or make its arguments.
fn name_of(program: &Json) -> String {
    let name = program[0].as_str().unwrap_or_default();
    if name == "item" {
        name_of(&program[1])
    } else {
        name.to_owned()
    }
}

/// How many arrays a program is given as values.
fn literals(program: &Json) -> usize {
    let own = program[0]
        .as_str()
        .is_some_and(|name| ["array", "fill"].contains(&name));
    let parts = program.as_array().map_or(&[][..], Vec::as_slice);
    let options = parts.last().and_then(Json::as_object);
    let nested = options.map_or(0, |options| options.values().map(literals).sum());
    usize::from(own) + nested + parts.iter().map(literals).sum::<usize>()
}

/// Runs a case, and replays what it recorded.
fn check(
    case: &Json,
    shared: &Names,
    tables: &program::Tables,
    tally: &mut Tally,
) -> Result<(), Complaint> {
    let mut memory = Memory::default();
    for (name, array) in shared.all() {
        memory.hold(name, array);
    }
    let mut names = shared.clone();
    let keeper = Keeper::start();
    let lets = case["let"].as_object();
    let made = lets.map_or(Ok(()), |lets| names.extend(lets, tables));
    let outcome = made.and_then(|()| run(&case["run"], &names, tables));
    let record = keeper.finish();
    let Ok(outcome) = outcome else {
        // A refusal leaves nothing to hold anything against.
        return Ok(());
    };
    for (nth, event) in record.events.iter().enumerate() {
        if event.plan().is_some() {
            tally.plans += 1;
            tally.touches += memory.replay(&record, nth)?;
        }
    }
    let given = record
        .events
        .iter()
        .filter(|event| matches!(event, Event::Given(_)));
    let asked = literals(&case["run"]) + lets.map_or(0, |lets| lets.values().map(literals).sum());
    tally.given += given.count().saturating_sub(asked);
    for (name, array) in names.all() {
        memory.compare(name, array, &record)?;
    }
    let mut results = Vec::new();
    arrays_of(&outcome, &mut results);
    for array in results {
        memory.compare("the result", array, &record)?;
    }
    Ok(())
}

fn arrays_of<'a>(value: &'a Value, found: &mut Vec<&'a Array>) {
    match value {
        Value::Array(array) => found.push(array),
        Value::List(values) => values.iter().for_each(|value| arrays_of(value, found)),
        Value::Number(_) | Value::Text(_) => {}
    }
}
