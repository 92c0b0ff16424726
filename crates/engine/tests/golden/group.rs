//! One file of cases: its first line holds tables and shared names, every other line one case.
//! Takes the file's text and gives a report, so that it runs natively and in a browser alike.

use engine::kernels::{Way, set_way};
use engine::{Event, Recorder};
use serde_json::{Map, Value as Json};

use crate::compare::differences;
use crate::program::{Failure, Names, Outcome, Tables, Value, run as run_program};
use crate::purpose::Purposes;

/// The ways through the inner loops. Every case goes each of them, and counts as equal when all do.
const WAYS: [Way; 2] = [Way::OneAtATime, Way::Simd128];

/// What came of some cases.
#[derive(Default)]
pub(crate) struct Report {
    /// All of them.
    pub(crate) cases: usize,
    /// Those answered as NumPy answers.
    pub(crate) equal: usize,
    /// Those that differ for a reason written down.
    pub(crate) on_purpose: usize,
    /// What differs without one, told in full.
    pub(crate) wrong: Vec<String>,
}

impl Report {
    /// Adds another report to this one.
    pub(crate) fn add(&mut self, other: Report) {
        self.cases += other.cases;
        self.equal += other.equal;
        self.on_purpose += other.on_purpose;
        self.wrong.extend(other.wrong);
    }

    /// `12 cases, 11 equal, 1 on purpose, 0 wrong`
    pub(crate) fn line(&self) -> String {
        format!(
            "{} cases, {} equal, {} on purpose, {} wrong",
            self.cases,
            self.equal,
            self.on_purpose,
            self.wrong.len()
        )
    }
}

/// Whether a file holds cases for the engine: its first line says from which tables they take their values.
pub(crate) fn is_one(file: &str) -> bool {
    file.starts_with("{\"tables\":")
}

/// Runs the cases of one file.
pub(crate) fn run(group: &str, file: &str, purposes: &mut Purposes) -> Report {
    let mut report = Report::default();
    let mut lines = file.lines();
    let header: Json = match lines.next().map(serde_json::from_str) {
        Some(Ok(header)) => header,
        _ => {
            report.wrong.push(format!("{group}: no first line"));
            return report;
        }
    };
    let empty = Map::new();
    let tables = header["tables"].as_object().unwrap_or(&empty);
    let mut shared = Names::default();
    if let Err(failure) = shared.extend(header["let"].as_object().unwrap_or(&empty), tables) {
        report
            .wrong
            .push(format!("{group}: the shared names fail: {failure:?}"));
        return report;
    }
    for line in lines {
        report.cases += 1;
        let mut found = Vec::new();
        let differs = WAYS.into_iter().find(|&way| {
            set_way(way);
            found = check(line, &shared, tables);
            !found.is_empty()
        });
        let Some(way) = differs else {
            report.equal += 1;
            continue;
        };
        if purposes.excuse(group, &kinds(&found), line) {
            report.on_purpose += 1;
        } else {
            report.wrong.push(format!(
                "{group}, {way:?}: {line}\n    {}",
                found.join("\n    ")
            ));
        }
    }
    report
}

/// The first words of each difference: `dtype, strides`.
fn kinds(found: &[String]) -> String {
    let first = found.iter().filter_map(|one| one.lines().next());
    first.collect::<Vec<_>>().join(", ")
}

fn check(line: &str, shared: &Names, tables: &Tables) -> Vec<String> {
    let case: Json = match serde_json::from_str(line) {
        Ok(case) => case,
        Err(error) => return vec![format!("not JSON: {error}")],
    };
    let mut names = shared.clone();
    let Some(expected) = case["warns"].as_array() else {
        let outcome = answer(&case, &mut names, tables);
        return differences(&case, &outcome, &names);
    };
    let recorder = Recorder::start();
    let outcome = answer(&case, &mut names, tables);
    let told: Vec<String> = recorder
        .finish()
        .into_iter()
        .filter_map(|event| match event {
            Event::Warn(warning) => Some(format!("{}: {}", warning.class, warning.message)),
            _ => None,
        })
        .collect();
    let mut found = differences(&case, &outcome, &names);
    if !expected
        .iter()
        .map(Json::as_str)
        .eq(told.iter().map(|one| Some(one.as_str())))
    {
        found.push(format!(
            "warns\n      NumPy:  {}\n      engine: {told:?}",
            case["warns"]
        ));
    }
    found
}

fn answer(case: &Json, names: &mut Names, tables: &Tables) -> Outcome<Value> {
    if let Some(lets) = case["let"].as_object() {
        names.extend(lets, tables)?;
    }
    let program = case
        .get("run")
        .ok_or_else(|| Failure::Unknown("nothing to run".to_owned()))?;
    run_program(program, names, tables)
}
